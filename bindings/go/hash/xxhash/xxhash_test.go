package xxhash

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
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

// xxHash's sanity check (cli/xsum_sanity_check.c).
const sanitySeed = 2654435761

var vectors = []struct {
	size       int
	seed, hash uint64
}{
	{0, 0, 0xef46db3751d8e999}, {0, sanitySeed, 0xac75fda2929b17ef},
	{1, 0, 0xe934a84adb052768}, {1, sanitySeed, 0x5014607643a9b4c3},
	{4, 0, 0x9136a0dca57457ee},
	{14, 0, 0x8282dcc4994e35c8}, {14, sanitySeed, 0xc3bd6bf63deb6df0},
	{222, 0, 0xb641ae8cb691c174}, {222, sanitySeed, 0x20cb8ab7ae10c14a},
}

func TestVectors(t *testing.T) {
	input := sanityInput(222)
	for _, v := range vectors {
		b := input[:v.size]
		d := NewWithSeed(v.seed)
		d.Write(b)
		got := map[string]uint64{"Digest": d.Sum64()}
		if v.seed == 0 {
			got["Sum64"], got["Sum64String"] = Sum64(b), Sum64String(string(b))
		}
		for name, hash := range got {
			if hash != v.hash {
				t.Errorf("%s of %d bytes with seed %d: %#x, want %#x", name, v.size, v.seed, hash, v.hash)
			}
		}
	}
}

// Assembly, where there is some, the library and plain Go compute the same.
func checkPaths(t *testing.T, b []byte, seed uint64) {
	t.Helper()
	p := unsafe.Pointer(unsafe.SliceData(b))
	want := sumGo(p, len(b), seed)
	if got := sum(p, len(b), seed); got != want {
		t.Fatalf("sum of %d bytes with seed %#x: %#x, want %#x", len(b), seed, got, want)
	}
	if c.Available {
		if got := c.XXH64(unsafe.SliceData(b), len(b), seed); got != want {
			t.Fatalf("library: sum of %d bytes with seed %#x: %#x, want %#x", len(b), seed, got, want)
		}
	}
	lanes1, lanes2 := startOf(seed), startOf(seed)
	addStripes(&lanes1, p, len(b)/stripeSize)
	addStripesGo(&lanes2, p, len(b)/stripeSize)
	if lanes1 != lanes2 {
		t.Fatalf("lanes of %d bytes: %x, want %x", len(b), lanes1, lanes2)
	}
}

func TestPathsAgree(t *testing.T) {
	input := sanityInput(1 << 16)
	for size := range 700 {
		for _, seed := range []uint64{0, 1, 1 << 63, sanitySeed} {
			checkPaths(t, input[size%7:][:size], seed)
		}
	}
	checkPaths(t, input, 3)
}

func FuzzPathsAgree(f *testing.F) {
	for _, size := range []int{0, 1, 3, 4, 7, 8, 31, 32, 33, 63, 64, 100} {
		f.Add(sanityInput(size), uint64(size))
	}
	f.Fuzz(checkPaths)
}

// Any split of the input, with sums taken and states saved on the way.
func checkSplits(t *testing.T, input []byte, seed uint64, next func(left int) int) {
	t.Helper()
	d := NewWithSeed(seed)
	for at := 0; at < len(input); {
		n := next(len(input) - at)
		if n%2 == 0 {
			d.Write(input[at : at+n])
		} else {
			d.WriteString(string(input[at : at+n]))
		}
		at += n
		want := sumGo(unsafe.Pointer(unsafe.SliceData(input)), at, seed)
		if got := d.Sum64(); got != want {
			t.Fatalf("after %d bytes: %#x, want %#x", at, got, want)
		}
		saved, err := d.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		restored := new(Digest)
		if err := restored.UnmarshalBinary(saved); err != nil {
			t.Fatal(err)
		}
		if got := restored.Sum64(); got != want {
			t.Fatalf("restored after %d bytes: %#x, want %#x", at, got, want)
		}
		d = restored
	}
}

func TestDigestSplits(t *testing.T) {
	input := sanityInput(5000)
	r := rand.New(rand.NewPCG(1, 2))
	for _, most := range []int{1, 3, 33, 70, 300, 5000} {
		for range 5 {
			checkSplits(t, input[:min(len(input), most*30)], r.Uint64(), func(left int) int { return min(left, 1+r.IntN(most)) })
		}
	}
}

func FuzzDigest(f *testing.F) {
	for _, size := range []int{0, 1, 31, 32, 33, 64, 100} {
		f.Add(sanityInput(size), uint64(size), uint16(20))
	}
	f.Fuzz(func(t *testing.T, b []byte, seed uint64, piece uint16) {
		checkSplits(t, b, seed, func(left int) int { return min(left, 1+int(piece)) })
	})
}

func TestDigestIsAHash(t *testing.T) {
	input := sanityInput(100)
	d := New()
	d.Write(input)
	copied := *d
	want := binary.BigEndian.AppendUint64([]byte("x"), Sum64(input))
	if got := d.Sum([]byte("x")); !bytes.Equal(got, want) {
		t.Errorf("Sum: %x, want %x", got, want)
	}
	d.ResetWithSeed(5)
	if got := d.Sum64(); got != NewWithSeed(5).Sum64() {
		t.Errorf("after ResetWithSeed: %#x", got)
	}
	d.Reset()
	if got := d.Sum64(); got != Sum64(nil) {
		t.Errorf("after Reset: %#x", got)
	}
	copied.Write(input)
	if got := copied.Sum64(); got != Sum64(append(bytes.Clone(input), input...)) {
		t.Errorf("copy: %#x", got)
	}
	if d.Size() != 8 || d.BlockSize() != 32 {
		t.Error("sizes")
	}
}

// A state that cespare/xxhash v2.3.0 saved, with seed 0 after the 40 first bytes of the input, and
// what it makes of the bytes up to 100.
const savedState = "7878680638e2d7618f621c62d8d2ab2923eaa3c77c8c27941b7d3b8be28965ad2cb44aa5280000000000000059c0fffc8f85b933000000000000000000000000000000000000000000000000"

func TestSavedByOthers(t *testing.T) {
	saved, err := hex.DecodeString(savedState)
	if err != nil {
		t.Fatal(err)
	}
	input := sanityInput(100)
	d := New()
	d.Write(input[:40])
	if got, _ := d.AppendBinary([]byte("x")); !bytes.Equal(got[1:], saved) {
		t.Errorf("saved state: %x, want %x", got[1:], saved)
	}
	restored := new(Digest)
	if err := restored.UnmarshalBinary(saved); err != nil {
		t.Fatal(err)
	}
	restored.Write(input[40:])
	if got := restored.Sum64(); got != Sum64(input) {
		t.Errorf("restored: %#x, want %#x", got, Sum64(input))
	}
	for _, bad := range []struct{ state, message string }{
		{"", "xxhash: invalid hash state identifier"},
		{"xxh\x05" + string(saved[4:]), "xxhash: invalid hash state identifier"},
		{string(saved[:75]), "xxhash: invalid hash state size"},
		{string(saved) + "x", "xxhash: invalid hash state size"},
	} {
		if err := restored.UnmarshalBinary([]byte(bad.state)); err == nil || err.Error() != bad.message {
			t.Errorf("%q: error %v, want %s", bad.state, err, bad.message)
		}
	}
}

func TestColumns(t *testing.T) {
	input := sanityInput(20_000)
	for _, rows := range []int{0, 1, 7, 11, 12, 15, 16, 31, 32, 300} {
		var texts sinew.Strings
		offsets := []int32{0}
		var data []byte
		words, bytes16s, int8s := make([]uint64, rows), make([][16]byte, rows), make([]int8, rows)
		uint16s, float32s := make([]uint16, rows), make([]uint32, rows)
		for i := range rows {
			texts.AppendBytes(input[i:][:i*7%80])
			data = append(data, input[i:][:i*7%80]...)
			offsets = append(offsets, int32(len(data)))
			b := input[16*i:][:16]
			copy(bytes16s[i][:], b)
			int8s[i] = int8(b[0])
			uint16s[i], float32s[i], words[i] = binary.LittleEndian.Uint16(b), binary.LittleEndian.Uint32(b), binary.LittleEndian.Uint64(b)
		}
		valid := make([]bool, rows+3)
		for i := range valid {
			valid[i] = i%3 != 0
		}
		nulls := sinew.ValidityOf(valid)
		nulls.Offset = 3
		columns := []struct {
			column sinew.Column
			row    func(i int) []byte
		}{
			{texts.Column(), texts.At},
			{sinew.StringsOf(offsets, data), texts.At},
			{sinew.Int8s(int8s), func(i int) []byte { return input[16*i:][:1] }},
			{sinew.Uint16s(uint16s), func(i int) []byte { return input[16*i:][:2] }},
			{sinew.Uint32s(float32s), func(i int) []byte { return input[16*i:][:4] }},
			{sinew.Uint64s(words), func(i int) []byte { return input[16*i:][:8] }},
			{sinew.Bytes16s(bytes16s), func(i int) []byte { return input[16*i:][:16] }},
		}
		for _, seed := range []uint64{0, 42} {
			out := make([]uint64, rows)
			check := func(what string, row func(i int) []byte, validity sinew.Validity) {
				t.Helper()
				for i := range out {
					b := row(i)
					want := sumGo(unsafe.Pointer(unsafe.SliceData(b)), len(b), seed)
					if !validity.Valid(i) {
						want = 0
					}
					if out[i] != want {
						t.Fatalf("%s: row %d of %d: %#x, want %#x", what, i, rows, out[i], want)
					}
				}
				clear(out)
			}
			for _, col := range columns {
				for _, validity := range []sinew.Validity{{}, nulls} {
					if err := HashColumn(out, col.column.With(validity), seed); err != nil {
						t.Fatal(err)
					}
					check(fmt.Sprint("HashColumn of ", col.column.Type()), col.row, validity)
				}
			}
			HashStrings(out, &texts, seed)
			check("HashStrings", texts.At, sinew.Validity{})
			HashUint64s(out, words, seed)
			check("HashUint64s", columns[5].row, sinew.Validity{})
		}
	}
}

func TestBadColumns(t *testing.T) {
	for _, rows := range []int{3, 1000} {
		offsets := make([]int64, rows+1)
		offsets[1], offsets[2] = 2, 1
		out := make([]uint64, rows)
		err := HashColumn(out, sinew.StringsOf(offsets, make([]byte, 5)), 0)
		var e *sinew.Error
		if !errors.Is(err, sinew.ErrInvalidArgument) || !errors.As(err, &e) || e.Offset != 1 {
			t.Errorf("%d rows: error %v, want an invalid argument in row 1", rows, err)
		}
	}
	if err := HashColumn(nil, sinew.Column{}, 0); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Errorf("zero column: error %v, want an invalid argument", err)
	}
	defer func() {
		if recover() == nil {
			t.Error("wrong length: no panic")
		}
	}()
	HashUint64s(make([]uint64, 3), make([]uint64, 4), 0)
}

var sink uint64

func TestNoAllocations(t *testing.T) {
	big := sanityInput(1 << 16)
	text := string(big[:100])
	var texts sinew.Strings
	for range 100 {
		texts.Append(text)
	}
	out, values := make([]uint64, 100), make([]uint64, 100)
	digest := New()
	for name, f := range map[string]func(){
		"Sum64":       func() { sink = Sum64(big) },
		"Sum64String": func() { sink = Sum64String(text) },
		"Digest": func() {
			digest.Reset()
			digest.Write(big)
			digest.WriteString(text)
			sink = digest.Sum64()
		},
		"New":         func() { d := New(); d.Write(big); sink = d.Sum64() },
		"HashStrings": func() { HashStrings(out, &texts, 7) },
		"HashUint64s": func() { HashUint64s(out, values, 7) },
	} {
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s: %v allocations a call", name, n)
		}
	}
}

func TestColumnsOfOtherTypes(t *testing.T) {
	rowstest.OtherTypes(t, func(out []uint64, col sinew.Column) error { return HashColumn(out, col, 0) })
}
