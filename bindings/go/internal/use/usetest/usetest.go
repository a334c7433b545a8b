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
	var seen, other sync.Map
	attempt := func(call func()) {
		defer func() {
			p := recover()
			message, _ := p.(string)
			switch {
			case strings.Contains(message, "concurrent use"):
				seen.Store("panic", message)
			case p != nil:
				// Two that both got in may disturb each other; there will be another time.
				other.Store("panic", p)
			}
		}()
		call()
	}
	var wait sync.WaitGroup
	stop := time.Now().Add(20 * time.Second)
	for _, call := range []func(){long, short} {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for time.Now().Before(stop) {
				if _, done := seen.Load("panic"); done {
					return
				}
				attempt(call)
			}
		}()
	}
	wait.Wait()
	if _, done := seen.Load("panic"); !done {
		p, _ := other.Load("panic")
		t.Errorf("no panic that says so; another one: %v", p)
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
