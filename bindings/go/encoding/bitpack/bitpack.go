// Package bitpack packs unsigned integers of any width end to end, the layout of Parquet's bit-packed
// runs (docs/formats/bitpack.md): value i is bits i*width to (i+1)*width, the lowest bit of the first
// byte first.
//
// Short inputs are packed in Go; the results are the same.
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

// EncodedSize returns how many bytes count values of a width take. It panics where the count is
// negative, the width is not 0 to 64, or the size overflows.
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

// Width returns the least width that holds every value: 0 if all are 0 or there are none.
func Width[T Value](in []T) int {
	if len(in) >= crossoverWidth {
		return widthC(in)
	}
	return bits.Len64(plain.Or(in))
}

// Append appends the values packed to dst; what is left of the last byte is 0. A value that does not
// fit the width is an *sinew.Error with the index of the first such value as its Offset, and dst comes
// back as it was. It panics where the width is not one of T.
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

// Decode fills out with values of a width and returns how many bytes of in they took. Too few bytes
// are an *sinew.Error, ErrTruncated, with len(in) as its Offset; the values that are whole have been
// decoded. It panics where the width is not one of T.
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
