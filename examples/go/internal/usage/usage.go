// Package usage tests what the examples say to a wrong command line.
package usage

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

// Test runs a program with each of the wrong arguments, which have to be its exit code 2 and a message
// with that text, and with -h.
func Test(t *testing.T, run func(arguments []string, stdout, stderr io.Writer) int, faults map[string]string) {
	t.Helper()
	for arguments, want := range faults {
		var out, err bytes.Buffer
		if code := run(strings.Fields(arguments), &out, &err); code != 2 || out.Len() > 0 || !strings.Contains(err.String(), want) {
			t.Errorf("%s: exit code %d, %s", arguments, code, err.String())
		}
	}
	var out, err bytes.Buffer
	if code := run([]string{"-h"}, &out, &err); code != 0 {
		t.Errorf("-h: exit code %d", code)
	}
}
