package xxh3

import (
	"encoding/binary"
	"errors"
	"fmt"
	"testing"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/rowstest"
)

// The input of xxHash's own sanity check: every length is a prefix of it.
func sanityInput(n int) []byte {
	b := make([]byte, n)
	g := uint64(2654435761)
	for i := range b {
		b[i] = byte(g >> 56)
		g *= 11400714785074694797
	}
	return b
}

// Hashes by the reference implementation (xxhash.h 0.8.1) of the sanity check's input, with seed 0
// and with the sanity check's seed.
const sanitySeed = 11400714785074694797

var vectors = []struct {
	size         int
	hash, seeded uint64
}{
	{0, 0x2d06800538d394c2, 0xa8a6b918b2f0364a},
	{1, 0xc44bdff4074eecdb, 0x032be332dd766ef8},
	{2, 0x7a9978044cb8a8bb, 0x764b35c90519ad88},
	{3, 0x54247382a8d6b94d, 0x634b8990b4976373},
	{4, 0xe5dc74bc51848a51, 0xaa2e7eccb0c8f747},
	{6, 0x27b56a84cd2d7325, 0x84589c116ab59ab9},
	{8, 0x24ccc9acaa9f65e4, 0x8f973410999b8f6b},
	{9, 0x14d5001c15dd3f2b, 0xb3ae7333d9013f60},
	{12, 0xa713daf0dfbb77e7, 0xe7303e1b2336de0e},
	{16, 0x981b17d36c7498c9, 0x663f29333b4db6b1},
	{17, 0x796f5acd3a60f862, 0xf3ec5067f4306db3},
	{24, 0xa3fe70bf9d3510eb, 0x850e80fc35bdd690},
	{32, 0x9feaddbdbf57eed3, 0x2199fab1534893d9},
	{33, 0xabfb2d081b400a10, 0xad56348da574bb6d},
	{48, 0x397da259ecba1f11, 0xadc2cbaa44acc616},
	{64, 0x9cb48487720ec49d, 0x4fe8895db9b8c077},
	{65, 0xfd81aac4bebc3883, 0xad80aeec1fc9e0a7},
	{80, 0xbcdefbbb2c47c90a, 0xc6dd0cb699532e73},
	{96, 0x935a769a7f94776f, 0x70cf51937e500540},
	{97, 0xca4ca268fd3c3a6c, 0xee461d3add7ee6c9},
	{112, 0xd13d8f57931eef19, 0xa276b2e306e77fe5},
	{128, 0xfcff24126754d861, 0x73fde75280646649},
	{129, 0x98f1b0a679a2ca29, 0x21fffdbca099c844},
	{144, 0xc440d47e5f03fe58, 0x858d16b71f4dd859},
	{195, 0xcd94217ee362ec3a, 0xba68003d370cb3d9},
	{240, 0x81c3c2b67f568ccf, 0xcc0f58c27ef3d8ee},
	{241, 0xc5a639ecd2030e5e, 0xdda9b0a161d4829a},
	{255, 0xe98f979f4ed8a197, 0x2aca7901d9538c75},
	{256, 0x55de574ad89d0ac5, 0x4d30234b7a3aa61c},
	{257, 0xb17fd5a8ae75bb0b, 0x802a6fbf3cacd97c},
	{403, 0xcdeb804d65c6dea4, 0x6259f6ecfd6443fd},
	{512, 0x617e49599013cb6b, 0x3ce457de14c27708},
	{1023, 0x87a8f7b2f2e22496, 0x0f0f02de8590e1b5},
	{1024, 0xdd85c9b5c1109c5c, 0xef368a8a2ebabaef},
	{1025, 0xd870c0fa13211c6a, 0x96792bcf9af88519},
	{2048, 0xdd59e2c3a5f038e0, 0x66f81670669ababc},
	{2049, 0xd3afa4329779b921, 0xe48083836cd58024},
	{2240, 0x6e73a90539cf2948, 0x757ba8487d1b5247},
	{4096, 0xe91206429d1f48f9, 0x2a3bbb20a5439dcd},
	{4160, 0x4f323b15321e94e1, 0x1bf6f5faf9eecabd},
	{8191, 0x31ffdfa431faf170, 0xcde115d1302da8f8},
}

func TestVectors(t *testing.T) {
	input := sanityInput(8191)
	for _, v := range vectors {
		b := input[:v.size]
		if got := Hash(b); got != v.hash {
			t.Errorf("Hash of %d bytes: %#016x, want %#016x", v.size, got, v.hash)
		}
		if got := HashSeed(b, sanitySeed); got != v.seeded {
			t.Errorf("HashSeed of %d bytes: %#016x, want %#016x", v.size, got, v.seeded)
		}
		if got := HashString(string(b)); got != v.hash {
			t.Errorf("HashString of %d bytes: %#016x, want %#016x", v.size, got, v.hash)
		}
		if got := HashStringSeed(string(b), sanitySeed); got != v.seeded {
			t.Errorf("HashStringSeed of %d bytes: %#016x, want %#016x", v.size, got, v.seeded)
		}
	}
}

// Every path there is computes the same: portable Go, vector code where the CPU has it, the library.
func TestPathsAgree(t *testing.T) {
	sizes := []int{4096, 10000, 16383, 16384, 16385, 65536, 1<<20 + 3}
	for size := range 3 * blockSize {
		sizes = append(sizes, size)
	}
	input := sanityInput(1<<20 + 16)
	for _, size := range sizes {
		for _, seed := range []uint64{0, 1, sanitySeed} {
			checkPaths(t, input[size%7:][:size], seed)
		}
	}
}

func FuzzPathsAgree(f *testing.F) {
	for _, size := range []int{0, 1, 3, 4, 8, 9, 16, 17, 32, 33, 64, 65, 96, 97, 128, 129, 240, 241, 256, 1024, 1025, 2048, 2113} {
		f.Add(sanityInput(size), uint64(size))
	}
	f.Fuzz(func(t *testing.T, b []byte, seed uint64) { checkPaths(t, b, seed) })
}

func checkPaths(t *testing.T, b []byte, seed uint64) {
	t.Helper()
	p := unsafe.Pointer(unsafe.SliceData(b))
	want := HashSeed(b, seed)
	for name, got := range otherPaths(p, len(b), seed) {
		if got != want {
			t.Fatalf("%s: hash of %d bytes with seed %#x is %#x, want %#x", name, len(b), seed, got, want)
		}
	}
	if len(b) > maxShort {
		var secret [secretSize]byte
		seedSecret(&secret, seed)
		want := initialAccumulators
		accumulateGo(&want, p, len(b), &secret)
		for name, accumulate := range vectorCode() {
			acc := initialAccumulators
			accumulate(&acc, p, len(b), &secret)
			if acc != want {
				t.Fatalf("%s: accumulators of %d bytes with seed %#x are %x, want %x", name, len(b), seed, acc, want)
			}
		}
	}
}

func TestColumns(t *testing.T) {
	for _, rows := range []int{0, 1, 2, 7, 15, 16, 17, 31, 32, 33, 100, 1000} {
		var texts sinew.Strings
		values := make([]uint64, rows)
		valid := make([]bool, rows)
		for i := range rows {
			texts.Append(fmt.Sprintf("%0*d", i%45, i))
			values[i] = uint64(i) * 0x9e3779b97f4a7c15
			valid[i] = i%3 != 1
		}
		offsets := make([]int32, 0, rows+1)
		offsets = append(offsets, 0)
		var data []byte
		for i := range rows {
			data = append(data, texts.At(i)...)
			offsets = append(offsets, int32(len(data)))
		}
		for _, seed := range []uint64{0, 42} {
			wantText, wantValue := make([]uint64, rows), make([]uint64, rows)
			for i := range rows {
				wantText[i] = HashSeed(texts.At(i), seed)
				wantValue[i] = HashSeed(binary.LittleEndian.AppendUint64(nil, values[i]), seed)
			}
			got := make([]uint64, rows)
			check := func(what string, want []uint64, validity sinew.Validity) {
				t.Helper()
				for i := range got {
					expected := want[i]
					if !validity.Valid(i) {
						expected = 0
					}
					if got[i] != expected {
						t.Fatalf("%s: row %d of %d with seed %d: %#x, want %#x", what, i, rows, seed, got[i], expected)
					}
				}
				clear(got)
			}
			must := func(err error) {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
			}
			HashStrings(got, &texts, seed)
			check("HashStrings", wantText, sinew.Validity{})
			HashUint64s(got, values, seed)
			check("HashUint64s", wantValue, sinew.Validity{})
			must(HashColumn(got, sinew.StringsOf(offsets, data), seed))
			check("HashColumn, 32-bit offsets", wantText, sinew.Validity{})
			for shift := range 9 {
				nulls := sinew.ValidityOf(append(make([]bool, shift), valid...))
				nulls.Offset = shift
				must(HashColumn(got, texts.Column().With(nulls), seed))
				check("HashColumn, strings with nulls", wantText, nulls)
				must(HashColumn(got, sinew.StringsOf(offsets, data).With(nulls), seed))
				check("HashColumn, 32-bit strings with nulls", wantText, nulls)
				must(HashColumn(got, sinew.Uint64s(values).With(nulls), seed))
				check("HashColumn, values with nulls", wantValue, nulls)
			}
		}
	}
}

func TestBadColumns(t *testing.T) {
	for _, rows := range []int{3, 1000} {
		for _, bad := range []struct {
			name   string
			change func(offsets []int64)
			row    int
		}{
			{"backwards", func(o []int64) { o[2] = 0 }, 1},
			{"negative", func(o []int64) { o[0] = -1 }, 0},
			{"past the data", func(o []int64) { o[rows]++ }, rows - 1},
		} {
			offsets := make([]int64, rows+1)
			for i := range offsets {
				offsets[i] = int64(i)
			}
			bad.change(offsets)
			out := make([]uint64, rows)
			err := HashColumn(out, sinew.StringsOf(offsets, make([]byte, rows)), 0)
			var e *sinew.Error
			if !errors.Is(err, sinew.ErrInvalidArgument) || !errors.As(err, &e) || e.Offset != bad.row {
				t.Errorf("%s in %d rows: error %v, want an invalid argument in row %d", bad.name, rows, err, bad.row)
			}
			for i, h := range out {
				if h != 0 {
					t.Fatalf("%s in %d rows: wrote row %d of a bad column", bad.name, rows, i)
				}
			}
		}
	}
	if err := HashColumn(nil, sinew.Column{}, 0); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Errorf("zero column: error %v, want an invalid argument", err)
	}
}

func TestWrongLengthPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	HashUint64s(make([]uint64, 3), make([]uint64, 4), 0)
}

var sink uint64

func TestNoAllocations(t *testing.T) {
	big := sanityInput(1 << 20)
	text := string(big[:100])
	var texts sinew.Strings
	for range 100 {
		texts.Append(text)
	}
	out, out128 := make([]uint64, 100), make([]Uint128, 100)
	hasher := NewSeed(3)
	values := make([]uint64, 100)
	for name, f := range map[string]func(){
		"Hash, 20 B":     func() { sink = Hash(big[:20]) },
		"Hash, 1 KiB":    func() { sink = HashSeed(big[:1024], 7) },
		"Hash, 1 MiB":    func() { sink = HashSeed(big, 7) },
		"HashString":     func() { sink = HashStringSeed(text, 7) },
		"HashStrings":    func() { HashStrings(out, &texts, 7) },
		"HashUint64s":    func() { HashUint64s(out, values, 7) },
		"HashColumn":     func() { _ = HashColumn(out, texts.Column(), 7) },
		"Hash128, 20 B":  func() { sink = Hash128(big[:20]).Lo },
		"Hash128, 1 MiB": func() { sink = Hash128Seed(big, 7).Lo },
		"HashStrings128": func() { HashStrings128(out128, &texts, 7) },
		"Hasher": func() {
			hasher.Reset()
			hasher.Write(big[:3000])
			hasher.WriteString(text)
			sink = hasher.Sum64() + hasher.Sum128().Hi
		},
	} {
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s: %v allocations a call", name, n)
		}
	}
}

func TestColumnsOfOtherTypes(t *testing.T) {
	rowstest.OtherTypes(t, func(out []uint64, col sinew.Column) error { return HashColumn(out, col, 0) })
}
