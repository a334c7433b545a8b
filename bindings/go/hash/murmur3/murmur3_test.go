package murmur3

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash"
	"math"
	"math/bits"
	"math/rand/v2"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/rowstest"
)

var (
	_ hash.Hash32 = (*digest32)(nil)
	_ hash.Hash64 = (*digest64)(nil)
	_ Hash128     = (*digest128)(nil)
)

// word reads up to eight bytes, lowest first.
func word(b []byte) uint64 {
	w := uint64(0)
	for i, v := range b {
		w |= uint64(v) << (8 * i)
	}
	return w
}

// oracle32 is MurmurHash3_x86_32 in the order of the original.
func oracle32(seed uint32, data []byte) uint32 {
	mix := func(k uint32) uint32 { return bits.RotateLeft32(k*0xcc9e2d51, 15) * 0x1b873593 }
	h, n := seed, len(data)
	for ; len(data) >= 4; data = data[4:] {
		h ^= mix(uint32(word(data[:4])))
		h = bits.RotateLeft32(h, 13)*5 + 0xe6546b64
	}
	if len(data) > 0 {
		h ^= mix(uint32(word(data)))
	}
	h ^= uint32(n)
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}

// oracle128 is MurmurHash3_x64_128 in the order of the original, but for its two seeds.
func oracle128(seed1, seed2 uint64, data []byte) (h1, h2 uint64) {
	const c1, c2 = 0x87c37b91114253d5, 0x4cf5ad432745937f
	mix1 := func(k uint64) uint64 { return bits.RotateLeft64(k*c1, 31) * c2 }
	mix2 := func(k uint64) uint64 { return bits.RotateLeft64(k*c2, 33) * c1 }
	final := func(h uint64) uint64 {
		h ^= h >> 33
		h *= 0xff51afd7ed558ccd
		h ^= h >> 33
		h *= 0xc4ceb9fe1a85ec53
		return h ^ h>>33
	}
	h1, h2 = seed1, seed2
	n := uint64(len(data))
	for ; len(data) >= 16; data = data[16:] {
		h1 ^= mix1(word(data[:8]))
		h1 = (bits.RotateLeft64(h1, 27)+h2)*5 + 0x52dce729
		h2 ^= mix2(word(data[8:16]))
		h2 = (bits.RotateLeft64(h2, 31)+h1)*5 + 0x38495ab5
	}
	if len(data) > 8 {
		h2 ^= mix2(word(data[8:]))
		data = data[:8]
	}
	if len(data) > 0 {
		h1 ^= mix1(word(data))
	}
	h1 ^= n
	h2 ^= n
	h1 += h2
	h2 += h1
	h1, h2 = final(h1), final(h2)
	h1 += h2
	return h1, h2 + h1
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{3}).Read(b)
	return b
}

// SMHasher's VerificationTest and the values that it lists for Murmur3A and Murmur3F.
func TestVerificationCodes(t *testing.T) {
	verify := func(sum func(seed uint32, data []byte) []byte) uint32 {
		var key [256]byte
		var hashes []byte
		for i := range key {
			key[i] = byte(i)
			hashes = append(hashes, sum(uint32(256-i), key[:i])...)
		}
		return binary.LittleEndian.Uint32(sum(0, hashes))
	}
	code32 := verify(func(seed uint32, data []byte) []byte {
		return binary.LittleEndian.AppendUint32(nil, SeedSum32(seed, data))
	})
	if code32 != 0xb0f57ee3 {
		t.Errorf("Murmur3A: %#x", code32)
	}
	code128 := verify(func(seed uint32, data []byte) []byte {
		h1, h2 := SeedSum128(uint64(seed), uint64(seed), data)
		return binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, h1), h2)
	})
	if code128 != 0x6384ba69 {
		t.Errorf("Murmur3F: %#x", code128)
	}
}

func checkSums(t *testing.T, seed1, seed2 uint64, data []byte) {
	t.Helper()
	same := func(what string, got, want any) {
		t.Helper()
		if got != want {
			t.Fatalf("%s of %d bytes, seeds %#x and %#x: %#x, want %#x", what, len(data), seed1, seed2, got, want)
		}
	}
	pair := func(h1, h2 uint64) [2]uint64 { return [2]uint64{h1, h2} }
	text := string(data)
	seed32 := uint32(seed1)
	half := func(h1, _ uint64) uint64 { return h1 }

	same("Sum32", Sum32(data), oracle32(0, data))
	same("SeedSum32", SeedSum32(seed32, data), oracle32(seed32, data))
	same("StringSum32", StringSum32(text), oracle32(0, data))
	same("SeedStringSum32", SeedStringSum32(seed32, text), oracle32(seed32, data))
	same("Sum64", Sum64(data), half(oracle128(0, 0, data)))
	same("SeedSum64", SeedSum64(seed1, data), half(oracle128(seed1, seed1, data)))
	same("StringSum64", StringSum64(text), half(oracle128(0, 0, data)))
	same("SeedStringSum64", SeedStringSum64(seed1, text), half(oracle128(seed1, seed1, data)))
	same("Sum128", pair(Sum128(data)), pair(oracle128(0, 0, data)))
	same("SeedSum128", pair(SeedSum128(seed1, seed2, data)), pair(oracle128(seed1, seed2, data)))
	same("StringSum128", pair(StringSum128(text)), pair(oracle128(0, 0, data)))
	same("SeedStringSum128", pair(SeedStringSum128(seed1, seed2, text)), pair(oracle128(seed1, seed2, data)))
}

func TestEveryLength(t *testing.T) {
	data := randomBytes(600)
	for size := range 560 {
		for start := range 3 {
			checkSums(t, 0x123456789abcdef0, 99, data[7*start:][:size])
		}
	}
	checkSums(t, 1, 2, nil)
}

func FuzzSums(f *testing.F) {
	for size := range 40 {
		f.Add(randomBytes(size), uint64(size), uint64(7))
	}
	f.Fuzz(func(t *testing.T, data []byte, seed1, seed2 uint64) {
		checkSums(t, seed1, seed2, data)
		checkStreams(t, seed1, seed2, data, func() int { return int(seed2 % 37) })
		// Pieces of the input, so that lanes differ.
		var strings sinew.Strings
		for i := range 40 {
			strings.AppendBytes(data[:max(len(data)-i%19, 0)])
		}
		out, wide := make([]uint32, 40), make([][2]uint64, 40)
		Sum32Strings(out, &strings, uint32(seed1))
		Sum128Strings(wide, &strings, seed1)
		for i := range out {
			h1, h2 := oracle128(seed1, seed1, strings.At(i))
			if out[i] != oracle32(uint32(seed1), strings.At(i)) || wide[i] != [2]uint64{h1, h2} {
				t.Fatalf("batch: row %d, of %d bytes", i, len(strings.At(i)))
			}
		}
	})
}

// checkStreams writes data in pieces whose sizes are given by next, and sums on the way.
func checkStreams(t *testing.T, seed1, seed2 uint64, data []byte, next func() int) {
	t.Helper()
	d32, d64, d128 := SeedNew32(uint32(seed1)), SeedNew64(seed1), SeedNew128(seed1, seed2)
	for range 2 {
		for at, turn := 0, 0; ; turn++ {
			soFar := data[:at]
			h1, h2 := oracle128(seed1, seed2, soFar)
			g1, _ := oracle128(seed1, seed1, soFar)
			if got := d32.Sum32(); got != oracle32(uint32(seed1), soFar) {
				t.Fatalf("32 bits after %d bytes: %#x", at, got)
			}
			if got := d64.Sum64(); got != g1 {
				t.Fatalf("64 bits after %d bytes: %#x", at, got)
			}
			if got1, got2 := d128.Sum128(); got1 != h1 || got2 != h2 {
				t.Fatalf("128 bits after %d bytes: %#x, %#x", at, got1, got2)
			}
			if at == len(data) {
				break
			}
			end := min(at+next()+turn%2, len(data))
			for _, d := range []hash.Hash{d32, d64, d128} {
				if n, err := d.Write(data[at:end]); n != end-at || err != nil {
					t.Fatal(n, err)
				}
			}
			at = end
		}
		for _, d := range []hash.Hash{d32, d64, d128} {
			d.Reset()
		}
	}
}

func TestStreams(t *testing.T) {
	data := randomBytes(300)
	r := rand.New(rand.NewPCG(5, 6))
	for most := range 50 {
		checkStreams(t, 7, 8, data, func() int { return r.IntN(most + 1) })
	}
}

// More bytes than an int of 32 bits counts.
func TestLongStreams(t *testing.T) {
	short, long := digest32{size: math.MaxInt32}, digest128{size: math.MaxInt32}
	short.Write(make([]byte, 5))
	long.Write(make([]byte, 17))
	if short.size != math.MaxInt32+5 || long.size != math.MaxInt32+17 {
		t.Errorf("%d and %d bytes", short.size, long.size)
	}
}

func TestSum(t *testing.T) {
	data := []byte("some bytes to hash")
	h1, h2 := Sum128(data)
	for _, test := range []struct {
		digest hash.Hash
		want   []byte
	}{
		{New32(), binary.BigEndian.AppendUint32([]byte{1}, Sum32(data))},
		{New64(), binary.BigEndian.AppendUint64([]byte{1}, h1)},
		{New128(), binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64([]byte{1}, h1), h2)},
	} {
		test.digest.Write(data)
		if got := test.digest.Sum([]byte{1}); !bytes.Equal(got, test.want) {
			t.Errorf("%T: Sum %x, want %x", test.digest, got, test.want)
		}
		if size := test.digest.Size(); size != len(test.want)-1 {
			t.Errorf("%T: Size %d, want %d", test.digest, size, len(test.want)-1)
		}
		if test.digest.BlockSize() != 1 {
			t.Errorf("%T: BlockSize %d", test.digest, test.digest.BlockSize())
		}
	}
}

func TestColumns(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, rows := range []int{0, 1, 7, 8, 9, 15, 16, 17, 100, 1000} {
		offsets, short := []int64{0}, []int32{0}
		for i := range rows {
			offsets = append(offsets, offsets[i]+int64(r.IntN(60)))
			short = append(short, int32(offsets[i+1]))
		}
		data := randomBytes(int(offsets[rows]))
		valid := make([]bool, rows)
		for i := range valid {
			valid[i] = i%3 != 1
		}
		strings := func(row int) []byte { return data[offsets[row]:offsets[row+1]] }
		checkColumn(t, "64-bit offsets", sinew.StringsOf(offsets, data), valid, strings)
		checkColumn(t, "32-bit offsets", sinew.StringsOf(short, data), valid, strings)

		values := randomBytes(16 * rows)
		wide := func(width int) func(row int) []byte {
			return func(row int) []byte { return values[row*width:][:width] }
		}
		checkColumn(t, "Int8", sinew.Int8s(as[int8](values, 1)), valid, wide(1))
		checkColumn(t, "Uint16", sinew.Uint16s(as[uint16](values, 2)), valid, wide(2))
		checkColumn(t, "Float32", sinew.Float32s(as[float32](values, 4)), valid, wide(4))
		checkColumn(t, "Int64", sinew.Int64s(as[int64](values, 8)), valid, wide(8))
		checkColumn(t, "Bytes16", sinew.Bytes16s(as[[16]byte](values, 16)), valid, wide(16))
	}
}

// as decodes the first len(values)/16 elements.
func as[T any](values []byte, width int) []T {
	out := make([]T, len(values)/16)
	if _, err := binary.Decode(values[:len(out)*width], binary.LittleEndian, out); err != nil {
		panic(err)
	}
	return out
}

func checkColumn(t *testing.T, what string, column sinew.Column, valid []bool, key func(row int) []byte) {
	t.Helper()
	out, wide := make([]uint32, column.Len()), make([][2]uint64, column.Len())
	check := func(column sinew.Column, validity sinew.Validity, seed uint64) {
		t.Helper()
		if err := errors.Join(Sum32Column(out, column, uint32(seed)), Sum128Column(wide, column, seed)); err != nil {
			t.Fatal(err)
		}
		for i := range out {
			want, wantWide := uint32(0), [2]uint64{}
			if validity.Valid(i) {
				want = oracle32(uint32(seed), key(i))
				wantWide[0], wantWide[1] = oracle128(seed, seed, key(i))
			}
			if out[i] != want || wide[i] != wantWide {
				t.Fatalf("%s: row %d of %d: %#x and %#x, want %#x and %#x", what, i, len(out), out[i], wide[i], want, wantWide)
			}
		}
	}
	check(column, sinew.Validity{}, 0)
	for shift := range 9 {
		nulls := sinew.ValidityOf(append(make([]bool, shift), valid...))
		nulls.Offset = shift
		check(column.With(nulls), nulls, 1<<40+5)
	}
}

func TestBadColumns(t *testing.T) {
	for _, rows := range []int{3, 1000} {
		offsets := make([]int64, rows+1)
		for i := range offsets {
			offsets[i] = int64(i)
		}
		offsets[2] = 0
		column := sinew.StringsOf(offsets, make([]byte, rows))
		out, wide := make([]uint32, rows), make([][2]uint64, rows)
		for _, err := range []error{Sum32Column(out, column, 0), Sum128Column(wide, column, 0)} {
			var e *sinew.Error
			if !errors.Is(err, sinew.ErrInvalidArgument) || !errors.As(err, &e) || e.Offset != 1 {
				t.Errorf("%d rows: error %v, want an invalid argument in row 1", rows, err)
			}
		}
		for i := range out {
			if out[i] != 0 || wide[i] != [2]uint64{} {
				t.Fatalf("%d rows: wrote row %d of a bad column", rows, i)
			}
		}
	}
	if err := Sum32Column(nil, sinew.Column{}, 0); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Errorf("zero column: error %v, want an invalid argument", err)
	}
}

func TestWrongLengthPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	Sum128Strings(make([][2]uint64, 1), new(sinew.Strings), 0)
}

func TestNoAllocations(t *testing.T) {
	var strings, few sinew.Strings
	for range 100 {
		strings.Append("a key of some bytes")
	}
	few.Append("a key")
	out, wide := make([]uint32, 100), make([][2]uint64, 100)
	data := randomBytes(100)
	digest := New128()
	for name, call := range map[string]func(){
		"Sum32":                func() { Sum32(data) },
		"Sum64":                func() { Sum64(data) },
		"StringSum128":         func() { StringSum128("a key of some bytes") },
		"Sum32Strings":         func() { Sum32Strings(out, &strings, 0) },
		"Sum32Strings of one":  func() { Sum32Strings(out[:1], &few, 0) },
		"Sum128Strings":        func() { Sum128Strings(wide, &strings, 0) },
		"Sum128Strings of one": func() { Sum128Strings(wide[:1], &few, 0) },
		"Write":                func() { digest.Write(data); digest.Sum128() },
	} {
		if n := testing.AllocsPerRun(100, call); n != 0 {
			t.Errorf("%s: %v allocations a call", name, n)
		}
	}
}

func TestColumnsOfOtherTypes(t *testing.T) {
	rowstest.OtherTypes(t, func(out []uint32, col sinew.Column) error { return Sum32Column(out, col, 0) })
}
