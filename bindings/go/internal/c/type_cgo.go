//go:build cgo

package c

// #include <sinew/sinew.h>
import "C"

// TypeName returns the name of a type in the library's header.
func TypeName(kind int32) string { return C.GoString(C.sinew_type_name(C.sinew_type(kind))) }

// TypeWidth returns the bytes of a value of a fixed-width type, or 0.
func TypeWidth(kind int32) int { return int(C.sinew_type_width(C.sinew_type(kind))) }
