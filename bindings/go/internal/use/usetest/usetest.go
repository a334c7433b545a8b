// Package usetest tests that objects of one goroutine at a time notice two.
package usetest

import (
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// Overlap calls two methods of one object from two goroutines, over and over, and wants to see one of
// them panic; where the race detector is on, it wants that to speak. long should take some while, and
// neither may do harm to the other.
func Overlap(t *testing.T, long, short func()) {
	const child = "SINEW_TEST_OVERLAP"
	if raceDetector && os.Getenv(child) == "" {
		// What the race detector finds fails the process that it is in.
		command := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		command.Env = append(os.Environ(), child+"=1")
		output, err := command.CombinedOutput()
		if err == nil || !strings.Contains(string(output), "DATA RACE") {
			t.Errorf("the race detector says nothing: %v\n%s", err, output)
		}
		return
	}
	var seen sync.Map
	var wait sync.WaitGroup
	stop := time.Now().Add(20 * time.Second)
	for _, call := range []func(){long, short} {
		wait.Add(1)
		go func() {
			defer wait.Done()
			defer func() {
				if message, ok := recover().(string); ok {
					seen.Store("panic", message)
				}
			}()
			for time.Now().Before(stop) {
				if _, done := seen.Load("panic"); done {
					return
				}
				call()
			}
		}()
	}
	wait.Wait()
	message, _ := seen.Load("panic")
	if text, _ := message.(string); !strings.Contains(text, "concurrent use") {
		t.Errorf("no panic that says so: %v", message)
	}
}

// Refuses wants a call to panic, as it does while another one has not ended.
func Refuses(t *testing.T, name string, call func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if message, _ := recover().(string); !strings.Contains(message, "concurrent use") {
			t.Errorf("%s: no panic that says so: %q", name, message)
		}
	}()
	call()
}
