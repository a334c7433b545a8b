//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_go_byte_stream_split_encode
#cgo nocallback sinew_go_byte_stream_split_encode
static inline sinew_codec_result sinew_go_byte_stream_split_encode(const uint8_t* in, size_t count, size_t width, uint8_t* out) {
  return sinew_byte_stream_split_encode(in, count, width, out);
}
#cgo noescape sinew_go_byte_stream_split_decode
#cgo nocallback sinew_go_byte_stream_split_decode
static inline sinew_codec_result sinew_go_byte_stream_split_decode(const uint8_t* in, size_t size, size_t width, uint8_t* out, size_t capacity) {
  return sinew_byte_stream_split_decode(in, size, width, out, capacity);
}
*/
import "C"

// ByteStreamSplitEncode writes the streams of count values of width bytes, which is 4 or 8.
func ByteStreamSplitEncode(in *byte, count, width int, out *byte) {
	raceRead(in, width*count)
	raceWrite(out, width*count)
	C.sinew_go_byte_stream_split_encode((*C.uint8_t)(in), C.size_t(count), C.size_t(width), (*C.uint8_t)(out))
}

// ByteStreamSplitDecode writes the values of size bytes of streams; width is 4 or 8 and divides size.
func ByteStreamSplitDecode(in *byte, size, width int, out *byte) {
	raceRead(in, size)
	raceWrite(out, size)
	C.sinew_go_byte_stream_split_decode((*C.uint8_t)(in), C.size_t(size), C.size_t(width), (*C.uint8_t)(out), C.size_t(size/width))
}
