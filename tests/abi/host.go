package main

// #cgo pkg-config: sinew
// #include <sinew/sinew.h>
// #include <stdlib.h>
import "C"

import "unsafe"

func main() {
	text := C.CString("text")
	defer C.free(unsafe.Pointer(text))
	if C.GoString(C.sinew_version()) == "" {
		panic("no version")
	}
}
