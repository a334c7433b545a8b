//go:build cgo

package c

// #include <sinew/sinew.h>
import "C"

func codec(r C.sinew_codec_result) (read, written int, status int32) {
	return int(r.read), int(r.written), int32(r.status)
}
