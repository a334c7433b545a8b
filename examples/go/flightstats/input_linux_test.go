package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe can be read once, but counts in every pass.
func TestNamedPipe(t *testing.T) {
	for _, arguments := range [][]string{{"--engine", "all"}, {"--engine", "go"}, {"--engine", "sinew"}} {
		name := filepath.Join(t.TempDir(), "pipe")
		if err := syscall.Mkfifo(name, 0o600); err != nil {
			t.Fatal(err)
		}
		written := make(chan error, 1)
		go func() { written <- os.WriteFile(name, []byte(threeFlights), 0) }()
		checkThreeFlights(t, runJSON(t, "", append(arguments, name)...), exitOK)
		if err := <-written; err != nil {
			t.Error(err)
		}
	}
}
