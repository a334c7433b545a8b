package main

import (
	"bytes"
	"io"
	"os"
	"strconv"
	"syscall"
	"time"
	"unsafe"
)

// CPU clocks of clock_gettime(2).
const (
	clockProcess = 2
	clockThread  = 3
)

func cpuTime(clock uintptr) time.Duration {
	var t syscall.Timespec
	if _, _, e := syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, clock, uintptr(unsafe.Pointer(&t)), 0); e != 0 {
		return 0
	}
	return time.Duration(t.Nano())
}

// threadTime returns the CPU time of this thread.
func threadTime() time.Duration { return cpuTime(clockThread) }

// processTime returns the CPU time of all threads.
func processTime() time.Duration { return cpuTime(clockProcess) }

// residentMemory returns the bytes of memory that the process has in RAM.
func residentMemory() int64 {
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	fields := bytes.Fields(statm)
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(string(fields[1]), 10, 64)
	return pages * int64(os.Getpagesize())
}

func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	if !ok {
		return false
	}
	var t syscall.Termios
	_, _, e := syscall.RawSyscall(syscall.SYS_IOCTL, file.Fd(), syscall.TCGETS, uintptr(unsafe.Pointer(&t)))
	return e == 0
}
