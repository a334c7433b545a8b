//go:build !linux

package main

import (
	"io"
	"runtime"
	"time"
)

var start = time.Now()

// threadTime returns wall time: this system has no CPU clock that the program knows.
func threadTime() time.Duration { return time.Since(start) }

// processTime returns wall time, as threadTime.
func processTime() time.Duration { return time.Since(start) }

// residentMemory returns the memory that the Go runtime has from the system.
func residentMemory() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys - m.HeapReleased)
}

func isTerminal(io.Writer) bool { return false }
