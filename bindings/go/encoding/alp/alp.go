// Package alp compresses floating-point numbers without loss, by ALP (Afroozeh, Kuffó, Boncz, "ALP:
// Adaptive Lossless floating-Point Compression", SIGMOD 2024), in the layout of docs/formats/alp.md.
// Numbers with few decimal places, such as prices and measurements, take as many bits as integers of
// their range; other numbers take a little less than before, and none takes more. Every bit pattern is
// restored: NaN with its payload, -0, infinities and subnormal numbers, too.
//
// The bytes are the same on every machine, and without a library.
package alp

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Float is what can be compressed.
type Float interface{ ~float32 | ~float64 }

// EncodedBound returns the most bytes that Append can append for count values: a little more than the
// values take.
func EncodedBound[F Float](count int) int {
	vectors := (count + vectorValues - 1) / vectorValues
	groups := (count + groupValues - 1) / groupValues
	return headerSize + groups*maxGroupHeader + vectors + count*sizeOf[F]()
}

// Append appends the compressed values to dst. It allocates nothing if dst has room for EncodedBound
// more bytes.
func Append[F Float](dst []byte, in []F) []byte {
	grown := slices.Grow(dst, EncodedBound[F](len(in)))
	free := grown[len(grown):cap(grown)]
	if len(in) >= crossoverEncode {
		return grown[:len(dst)+encodeC(free, in)]
	}
	return grown[:len(dst)+len(appendGo(free[:0], in))]
}

// Count returns how many values the header of in claims, which may be more than its bytes can hold:
// check it before you make room. The errors are those of Decode.
func Count(in []byte) (int, error) {
	count, at, status := readHeader(in, 0)
	if status == c.StatusOK && count > math.MaxInt {
		at, status = countByte, c.StatusOutputFull
	}
	if status != c.StatusOK {
		return 0, failure("Count", at, status)
	}
	return int(count), nil
}

// Decode decompresses in to out, which must have room for its values, and returns how many there are,
// and how many bytes of in they took. In may be any bytes. Errors are *sinew.Error with the offset of
// the first fault: ErrTruncated if the input ends early, ErrCorrupt if it breaks the format or holds
// floats of another size, ErrOutputFull if it claims more values than out has room for; nothing is
// decoded then. If there is an error, the first count values of out are right.
func Decode[F Float](out []F, in []byte) (count, read int, err error) {
	var status int32
	if claim, _, _ := readHeader(in, 0); claim >= uint64(crossoverDecode) && len(out) >= crossoverDecode {
		read, count, status = decodeC(out, in)
	} else {
		read, count, status = decodeGo(out, in)
	}
	if status != c.StatusOK {
		return count, read, failure("Decode", read, status)
	}
	return count, read, nil
}

func failure(what string, offset int, status int32) error {
	s := sinew.Status(status)
	return &sinew.Error{Status: s, Offset: offset, Message: fmt.Sprintf("alp: %s: %v at %d", what, s, offset)}
}

// The layout.
const (
	vectorValues    = 1024
	groupValues     = 100 * vectorValues
	typeByte        = 3
	countByte       = 4
	headerSize      = 12
	kindSplit       = 0xfe
	kindRaw         = 0xff
	splitHeader     = 3
	maxLeft         = 16
	maxCode         = 3
	maxDictionary   = 1 << maxCode
	maxGroupHeader  = 2 + 2*maxDictionary
	mark            = "ALP"
	typeOfFloat64   = 0x18
	typeOfFloat32   = 0x14
	magicOfFloat64  = 3 << 51
	magicOfFloat32  = 3 << 22
	maxExponent64   = 18
	maxExponent32   = 10
	mantissaFloat64 = 52
	mantissaFloat32 = 23
)

func sizeOf[F Float]() int { return int(unsafe.Sizeof(F(0))) }

func decimalHeader[F Float]() int { return 5 + sizeOf[F]() }

func typeOf[F Float]() byte {
	if sizeOf[F]() == 4 {
		return typeOfFloat32
	}
	return typeOfFloat64
}

func maxExponent[F Float]() int {
	if sizeOf[F]() == 4 {
		return maxExponent32
	}
	return maxExponent64
}

func mantissa[F Float]() int {
	if sizeOf[F]() == 4 {
		return mantissaFloat32
	}
	return mantissaFloat64
}

// Adding the magic number rounds what is less than a third of it to an integer, in the low bits of the
// sum.
func magic[F Float]() F {
	if sizeOf[F]() == 4 {
		return F(float32(magicOfFloat32))
	}
	return F(float64(magicOfFloat64))
}

// Conversions between floats of one size keep the bits, even of a NaN that signals.

func bitsOf[F Float](v F) uint64 {
	if sizeOf[F]() == 4 {
		return uint64(math.Float32bits(float32(v)))
	}
	return math.Float64bits(float64(v))
}

func fromBits[F Float](bits uint64) F {
	if sizeOf[F]() == 4 {
		return F(math.Float32frombits(uint32(bits)))
	}
	return F(math.Float64frombits(bits))
}

func load[F Float](in []byte) uint64 {
	if sizeOf[F]() == 4 {
		return uint64(binary.LittleEndian.Uint32(in))
	}
	return binary.LittleEndian.Uint64(in)
}

func appendBits[F Float](out []byte, bits uint64) []byte {
	if sizeOf[F]() == 4 {
		return binary.LittleEndian.AppendUint32(out, uint32(bits))
	}
	return binary.LittleEndian.AppendUint64(out, bits)
}

var (
	tens64   = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}
	tenths64 = [...]float64{1e-0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15, 1e-16, 1e-17, 1e-18}
	tens32   = [...]float32{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10}
	tenths32 = [...]float32{1e-0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10}
)

// decimals are the powers of ten of one combination.
type decimals[F Float] struct {
	exponent, factor, factorBack, exponentBack, magic F
}

type combination struct{ exponent, factor int }

func powers[F Float](with combination) decimals[F] {
	if sizeOf[F]() == 4 {
		return decimals[F]{F(tens32[with.exponent]), F(tenths32[with.factor]), F(tens32[with.factor]), F(tenths32[with.exponent]), magic[F]()}
	}
	return decimals[F]{F(tens64[with.exponent]), F(tenths64[with.factor]), F(tens64[with.factor]), F(tenths64[with.exponent]), magic[F]()}
}

// Every product and sum is converted, which keeps the compiler from fusing them into one operation
// with one rounding.

// sum returns the magic number plus the integer that stands for a value.
func (d *decimals[F]) sum(v F) F { return F(F(F(v*d.exponent)*d.factor) + d.magic) }

// value is what a sum stands for.
func (d *decimals[F]) value(sum F) F {
	return F(F(F(sum-d.magic)*d.factorBack) * d.exponentBack)
}

// exact reports whether the very bits of v come back from a sum in the range of integers.
func (d *decimals[F]) exact(v, sum F) bool {
	return bitsOf(sum)>>mantissa[F]() == bitsOf(d.magic)>>mantissa[F]() && bitsOf(d.value(sum)) == bitsOf(v)
}

// readHeader checks the header for a type, 0 for any.
func readHeader(in []byte, kind byte) (count uint64, at int, status int32) {
	for i := range min(len(in), len(mark)) {
		if in[i] != mark[i] {
			return 0, i, c.StatusCorrupt
		}
	}
	if len(in) <= typeByte {
		return 0, len(in), c.StatusTruncated
	}
	found := in[typeByte]
	if found != typeOfFloat64 && found != typeOfFloat32 || kind != 0 && found != kind {
		return 0, typeByte, c.StatusCorrupt
	}
	if len(in) < headerSize {
		return 0, len(in), c.StatusTruncated
	}
	return binary.LittleEndian.Uint64(in[countByte:]), headerSize, c.StatusOK
}
