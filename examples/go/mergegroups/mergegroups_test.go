package main

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/aggregate"
	"github.com/sinew-simd/sinew/examples/go/internal/usage"
)

// The processes that are started are this program, too.
func TestMain(m *testing.M) {
	if slices.Contains(os.Args, "--share") {
		main()
	}
	os.Exit(m.Run())
}

func TestRun(t *testing.T) {
	for _, arguments := range []string{"", "--processes 1", "--processes 7 --top 1000"} {
		var out, err bytes.Buffer
		if code := run(strings.Fields(arguments), &out, &err); code != 0 || err.Len() > 0 {
			t.Fatalf("%s: exit code %d, %s", arguments, code, err.String())
		}
		for _, want := range []string{"process 0 sent", "the same as of one process, bit by bit", "ATL"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %q in\n%s", arguments, want, out.String())
			}
		}
		if strings.Contains(out.String(), "process 2 sent") != (arguments != "--processes 1") {
			t.Errorf("%s: other processes in\n%s", arguments, out.String())
		}
	}
}

// The shares are all lines, whole and once.
func TestShares(t *testing.T) {
	all, err := linesOf(0, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []int{2, 3, 64} {
		var together []byte
		for share := range of {
			lines, err := linesOf(share, of)
			if err != nil || lines[0] != '{' || lines[len(lines)-1] != '\n' {
				t.Fatalf("share %d of %d: %v", share, of, err)
			}
			together = append(together, lines...)
		}
		if !bytes.Equal(together, all) {
			t.Errorf("%d shares are not all lines", of)
		}
	}
}

// What a process writes is what the library reads, and nothing else.
func TestShareIsBytes(t *testing.T) {
	var out, err bytes.Buffer
	if code := run([]string{"--processes", "3", "--share", "2"}, &out, &err); code != 0 {
		t.Fatalf("exit code %d, %s", code, err.String())
	}
	groups, failed := aggregate.Decode(out.Bytes(), 0)
	if failed != nil {
		t.Fatal(failed)
	}
	groups.Close()
	if _, failed := aggregate.Decode(out.Bytes()[:out.Len()-1], 0); failed == nil {
		t.Error("bytes that were cut are taken")
	}
}

func TestUsage(t *testing.T) {
	usage.Test(t, run, map[string]string{
		"--processes 0":           "--processes 0: 1 to 64",
		"--top -1":                "--top -1: not negative",
		"--processes 2 --share 2": "--share 2: 0 to 1",
		"flights":                 `"flights": no arguments`,
		"--nonsense":              "not defined: -nonsense",
	})
}
