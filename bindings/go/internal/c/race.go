//go:build cgo && race

package c

import (
	"runtime"
	"unsafe"
)

func raceRead[T any](from *T, count int) {
	if count > 0 {
		runtime.RaceReadRange(unsafe.Pointer(from), count*int(unsafe.Sizeof(*from)))
	}
}

func raceWrite[T any](to *T, count int) {
	if count > 0 {
		runtime.RaceWriteRange(unsafe.Pointer(to), count*int(unsafe.Sizeof(*to)))
	}
}
