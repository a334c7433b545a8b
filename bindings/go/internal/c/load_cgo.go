//go:build cgo

package c

/*
#cgo sinew_link CFLAGS: -DSINEW_LINK
#cgo sinew_link pkg-config: sinew

#include <stdlib.h>

#include "table.h"
*/
import "C"

import "unsafe"

// load loads the library at path, or if that is "", the one that is part of the program or installed.
func load(path string) Engine {
	var name *C.char
	if path != "" {
		name = C.CString(path)
		defer C.free(unsafe.Pointer(name))
	}
	var text [1024]C.char
	source := C.sinew_go_load(name, &text[0], C.size_t(len(text)))
	switch source {
	case C.SINEW_GO_LINKED:
		return Engine{Source: Linked}
	case C.SINEW_GO_LOADED:
		return Engine{Source: Installed, Path: C.GoString(&text[0])}
	}
	return Engine{Source: Go, Reason: C.GoString(&text[0])}
}
