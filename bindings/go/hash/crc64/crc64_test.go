package crc64

import (
	"bytes"
	"encoding"
	"hash/crc64"
	"math/rand/v2"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/crc"
)

// The test cases of the NVM Command Set Specification's 64b CRC, 4 KiB each, and the check value of
// the CRC catalogue.
func TestVectors(t *testing.T) {
	ascending, descending := make([]byte, 4096), make([]byte, 4096)
	for i := range ascending {
		ascending[i], descending[i] = byte(i), byte(255-i)
	}
	for _, v := range []struct {
		name string
		data []byte
		crc  uint64
	}{
		{"nothing", nil, 0},
		{"123456789", []byte("123456789"), 0xae8b14860a799888},
		{"zeros", make([]byte, 4096), 0x6482d367eb22b64e},
		{"ones", bytes.Repeat([]byte{0xff}, 4096), 0xc0ddba7302eca3ac},
		{"ascending", ascending, 0x3e729f5f6750449c},
		{"descending", descending, 0x9a2df64b8e9e517e},
	} {
		if got := Checksum(v.data, nvmeTable); got != v.crc {
			t.Errorf("%s: %#016x, want %#016x", v.name, got, v.crc)
		}
		if got := updateBySlices(0, v.data); got != v.crc {
			t.Errorf("%s in Go: %#016x, want %#016x", v.name, got, v.crc)
		}
	}
}

func TestAgreesWithTheStandardLibrary(t *testing.T) {
	data := randomBytes(1 << 17)
	sizes := []int{4096, 5000, 65535, 65536, 1<<17 - 13}
	for size := range 1500 {
		sizes = append(sizes, size)
	}
	for _, size := range sizes {
		for _, poly := range []uint64{NVME, ISO, ECMA, 0x95ac9329ac4bc9b5} {
			checkUpdate(t, uint64(size)<<40, poly, data[size%13:][:size])
		}
	}
}

func FuzzAgreesWithTheStandardLibrary(f *testing.F) {
	for _, size := range []int{0, 1, 15, 16, 63, 64, 127, 128, 1000, 4096} {
		f.Add(uint64(size), randomBytes(size))
	}
	f.Fuzz(func(t *testing.T, crc uint64, data []byte) { checkUpdate(t, crc, NVME, data) })
}

func checkUpdate(t *testing.T, crc, poly uint64, data []byte) {
	t.Helper()
	table := MakeTable(poly)
	want := crc64.Update(crc, crc64.MakeTable(poly), data)
	if got := Update(crc, table, data); got != want {
		t.Fatalf("Update(%#x, %#x, %d bytes) is %#x, want %#x", crc, poly, len(data), got, want)
	}
	if got := updateBySlices(crc, data); poly == NVME && got != want {
		t.Fatalf("updateBySlices(%#x, %d bytes) is %#x, want %#x", crc, len(data), got, want)
	}
	h := New(table)
	h.Write(data[:len(data)/3])
	h.Write(data[len(data)/3:])
	if got, want := h.Sum64(), crc64.Checksum(data, table); got != want {
		t.Fatalf("New(%#x) of %d bytes is %#x, want %#x", poly, len(data), got, want)
	}
}

// A state that either package marshalled continues in the other one.
func TestStateIsTheStandardLibrarys(t *testing.T) {
	data := randomBytes(5000)
	ours, theirs := New(nvmeTable), crc64.New(crc64.MakeTable(NVME))
	ours.Write(data)
	theirs.Write(data)
	fromOurs, err := ours.(encoding.BinaryMarshaler).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	fromTheirs, _ := theirs.(encoding.BinaryMarshaler).MarshalBinary()
	if !bytes.Equal(fromOurs, fromTheirs) {
		t.Fatalf("state %x, want %x", fromOurs, fromTheirs)
	}
	if appended, _ := ours.(encoding.BinaryAppender).AppendBinary([]byte("x")); string(appended) != "x"+string(fromOurs) {
		t.Fatalf("appended %x", appended)
	}
	resumed := New(nvmeTable)
	if err := resumed.(encoding.BinaryUnmarshaler).UnmarshalBinary(fromTheirs); err != nil {
		t.Fatal(err)
	}
	if resumed.Sum64() != theirs.Sum64() || !bytes.Equal(resumed.Sum([]byte{7}), theirs.Sum([]byte{7})) {
		t.Fatalf("resumed at %#x, want %#x", resumed.Sum64(), theirs.Sum64())
	}
	if resumed.Reset(); resumed.Sum64() != 0 || resumed.Size() != theirs.Size() || resumed.BlockSize() != theirs.BlockSize() {
		t.Fatal("reset")
	}
	foreign, _ := New(MakeTable(ECMA)).(encoding.BinaryMarshaler).MarshalBinary()
	for name, state := range map[string][]byte{"empty": nil, "other magic": append([]byte("crd\x02"), fromOurs[4:]...), "short": fromOurs[:11], "other table": foreign} {
		err := New(nvmeTable).(encoding.BinaryUnmarshaler).UnmarshalBinary(state)
		want := crc64.New(crc64.MakeTable(NVME)).(encoding.BinaryUnmarshaler).UnmarshalBinary(state)
		if err == nil || err.Error() != want.Error() {
			t.Errorf("a state of %s: %v, want %v", name, err, want)
		}
	}
}

// Tables that are built in, and others.
var tables = []*Table{nvmeTable, MakeTable(ISO), MakeTable(ECMA), MakeTable(0x95ac9329ac4bc9b5)}

func TestCombine(t *testing.T) {
	data := randomBytes(10000)
	for i, tab := range tables {
		for cut := 0; cut <= len(data); cut += 1 + cut/7 {
			for _, end := range []int{cut, (cut + len(data)) / 2, len(data)} {
				first, second := Checksum(data[:cut], tab), Checksum(data[cut:end], tab)
				want := Checksum(data[:end], tab)
				if got := Combine(tab, first, second, int64(end-cut)); got != want {
					t.Fatalf("table %d: Combine of %d and %d bytes is %#x, want %#x", i, cut, end-cut, got, want)
				}
			}
		}
	}
}

// Beyond what can be checksummed: in one step or in two, by the library or in Go.
func TestCombineOfLongMessages(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i, tab := range tables {
		poly := tab[0x80]
		for range 100 {
			a, b, c := r.Uint64(), r.Uint64(), r.Uint64()
			sizeB, sizeC := r.Int64N(1<<62)>>r.IntN(62), r.Int64N(1<<62)>>r.IntN(62)
			left := Combine(tab, Combine(tab, a, b, sizeB), c, sizeC)
			right := Combine(tab, a, Combine(tab, b, c, sizeC), sizeB+sizeC)
			plain := crc.Shift(poly, a, uint64(sizeB)) ^ b
			if left != right || plain != Combine(tab, a, b, sizeB) || crc.PowersOf(poly).Shift(poly, a, uint64(sizeB))^b != plain {
				t.Fatalf("table %d: sizes %d and %d: %#x, %#x", i, sizeB, sizeC, left, right)
			}
		}
	}
}

func TestCombinePanicsOnNegativeSizes(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	Combine(nvmeTable, 1, 2, -1)
}

var sink uint64

func TestNoAllocations(t *testing.T) {
	data := randomBytes(1 << 16)
	h := New(nvmeTable)
	Combine(nvmeTable, 1, 2, 3)
	for name, f := range map[string]func(){
		"Update, 50 B":   func() { sink = Update(0, nvmeTable, data[:50]) },
		"Update, 64 KiB": func() { sink = Update(0, nvmeTable, data) },
		"Write, 64 KiB":  func() { h.Write(data) },
		"Combine":        func() { sink = Combine(nvmeTable, sink, 1, 12345) },
		"Combine ISO":    func() { sink = Combine(tables[1], sink, 1, 12345) },
	} {
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s: %v allocations a call", name, n)
		}
	}
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{1}).Read(b)
	return b
}
