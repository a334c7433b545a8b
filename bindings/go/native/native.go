//go:build cgo && linux && (amd64 || arm64)

package native

/*
#cgo linux,amd64 LDFLAGS: ${SRCDIR}/libsinew_linux_amd64.a
#cgo linux,arm64 LDFLAGS: ${SRCDIR}/libsinew_linux_arm64.a

// The table of functions by name, which the loader of the Go module looks for. Its mention here makes
// the linker take the archive.
extern const char sinew_native_symbols[];
static const void* sinew_native(void) { return sinew_native_symbols; }
*/
import "C"

var _ = C.sinew_native()
