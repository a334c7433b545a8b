// Package bitpack packs unsigned integers of one width without space between them, the layout of
// Parquet's bit-packed runs (docs/formats/bitpack.md): value i is bits i*width to (i+1)*width-1, the
// lowest bit of the first byte first.
//
// Short inputs are packed in Go, with the same results.
package bitpack

import (
	"fmt"
	"math/bits"
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	plain "github.com/sinew-simd/sinew/bindings/go/internal/bitpack"
)

// Value is what can be packed.
type Value interface{ ~uint32 | ~uint64 }

// EncodedSize returns how many bytes count values of a width take. It panics if the count is negative,
// the width is not 0 to 64, or the size overflows.
func EncodedSize(count, width int) int {
	size := -1
	if count >= 0 && width >= 0 && width <= 64 {
		size = plain.Size(count, width)
	}
	if size < 0 {
		panic(fmt.Sprintf("bitpack: size of %d values of %d bits", count, width))
	}
	return size
}

// Width returns the smallest width that every value fits: 0 if all are 0 or there are none.
func Width[T Value](in []T) int {
	if len(in) >= crossoverWidth {
		return widthC(in)
	}
	return bits.Len64(plain.Or(in))
}

// Append appends the packed values to dst; unused bits of the last byte are 0. If a value does not fit
// the width, the error is an *sinew.Error with the index of the first such value as its Offset, and dst
// is returned as it was. It panics if the width is negative or above that of T.
func Append[T Value](dst []byte, in []T, width int) ([]byte, error) {
	checkWidth[T](width)
	size := EncodedSize(len(in), width)
	grown := slices.Grow(dst, size)[:len(dst)+size]
	fault := -1
	if len(in) >= crossoverPack {
		fault = packC(grown[len(dst):], in, width)
	} else {
		fault = packGo(grown[len(dst):], in, width)
	}
	if fault >= 0 {
		return dst, &sinew.Error{Status: sinew.InvalidArgument, Offset: fault, Message: fmt.Sprintf("bitpack: value %d does not fit %d bits", fault, width)}
	}
	return grown, nil
}

// Decode fills out with values of a width and returns how many bytes of in they took. If in is too
// short, the error is an *sinew.Error, ErrTruncated, with len(in) as its Offset, and the values that are
// complete are decoded. It panics if the width is negative or above that of T.
func Decode[T Value](out []T, in []byte, width int) (int, error) {
	checkWidth[T](width)
	size := EncodedSize(len(out), width)
	whole := size <= len(in)
	if !whole {
		out = out[:len(in)/width*8+len(in)%width*8/width]
	}
	if len(out) >= crossoverUnpack {
		unpackC(out, in, width)
	} else {
		plain.Unpack(out, in, width)
	}
	if !whole {
		return len(in), &sinew.Error{Status: sinew.Truncated, Offset: len(in), Message: "bitpack: fewer bytes than the values take"}
	}
	return size, nil
}

func packGo[T Value](out []byte, in []T, width int) (fault int) {
	if bits.Len64(plain.Or(in)) > width {
		return slices.IndexFunc(in, func(v T) bool { return bits.Len64(uint64(v)) > width })
	}
	plain.Pack(out, in, width)
	return -1
}

func checkWidth[T Value](width int) {
	if width < 0 || width > plain.BitsOf[T]() {
		panic(fmt.Sprintf("bitpack: width %d of integers of %d bits", width, 8*unsafe.Sizeof(T(0))))
	}
}
