package crc32

import (
	"bytes"
	"encoding"
	"hash/crc32"
	"math/rand/v2"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/crc"
)

// RFC 3720, appendix B.4, and the check value of the CRC catalogue.
func TestVectors(t *testing.T) {
	ascending := make([]byte, 32)
	descending := make([]byte, 32)
	for i := range 32 {
		ascending[i], descending[31-i] = byte(i), byte(i)
	}
	command := []byte{
		0x01, 0xc0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x14, 0, 0, 0, 0, 0, 0x04, 0,
		0, 0, 0, 0x14, 0, 0, 0, 0x18, 0x28, 0, 0, 0, 0, 0, 0, 0, 0x02, 0, 0, 0, 0, 0, 0, 0,
	}
	for _, v := range []struct {
		data []byte
		crc  uint32
	}{
		{nil, 0},
		{[]byte("123456789"), 0xe3069283},
		{make([]byte, 32), 0x8a9136aa},
		{bytes.Repeat([]byte{0xff}, 32), 0x62a8ab43},
		{ascending, 0x46dd794e},
		{descending, 0x113fdb5c},
		{command, 0xd9963a56},
	} {
		if got := Checksum(v.data, castagnoliTable); got != v.crc {
			t.Errorf("Checksum(%x) is %#08x, want %#08x", v.data, got, v.crc)
		}
	}
}

func TestAgreesWithTheStandardLibrary(t *testing.T) {
	data := randomBytes(1 << 17)
	sizes := []int{4096, 5000, 65535, 65536, 1 << 17}
	for size := range 3000 {
		sizes = append(sizes, size)
	}
	for _, size := range sizes {
		for _, poly := range []uint32{IEEE, Castagnoli, Koopman, 0xd5828281} {
			checkUpdate(t, uint32(size), poly, data[size%13:][:min(size, len(data)-13)])
		}
	}
}

func FuzzAgreesWithTheStandardLibrary(f *testing.F) {
	for _, size := range []int{0, 1, 15, 16, 64, 1000, 1344, 1345, 4096} {
		f.Add(uint32(size), randomBytes(size))
	}
	f.Fuzz(func(t *testing.T, crc uint32, data []byte) {
		checkUpdate(t, crc, Castagnoli, data)
		checkUpdate(t, crc, IEEE, data)
	})
}

func checkUpdate(t *testing.T, crc, poly uint32, data []byte) {
	t.Helper()
	table := MakeTable(poly)
	want := crc32.Update(crc, table, data)
	if got := Update(crc, table, data); got != want {
		t.Fatalf("Update(%#x, %#x, %d bytes) is %#x, want %#x", crc, poly, len(data), got, want)
	}
	h := New(table)
	h.Write(data[:len(data)/3])
	h.Write(data[len(data)/3:])
	if got, want := h.Sum32(), crc32.Checksum(data, table); got != want {
		t.Fatalf("New(%#x) of %d bytes is %#x, want %#x", poly, len(data), got, want)
	}
}

// A state that either package marshalled continues in the other one.
func TestStateIsTheStandardLibrarys(t *testing.T) {
	checkState(t, castagnoliTable, koopmanTable)
	checkState(t, IEEETable, castagnoliTable)
}

func checkState(t *testing.T, tab, other *Table) {
	t.Helper()
	data := randomBytes(5000)
	ours, theirs := New(tab), crc32.New(tab)
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
	resumed := New(tab)
	if err := resumed.(encoding.BinaryUnmarshaler).UnmarshalBinary(fromTheirs); err != nil {
		t.Fatal(err)
	}
	if resumed.Sum32() != theirs.Sum32() {
		t.Fatalf("resumed at %#x, want %#x", resumed.Sum32(), theirs.Sum32())
	}
	foreign, _ := New(other).(encoding.BinaryMarshaler).MarshalBinary()
	for name, state := range map[string][]byte{"empty": nil, "other magic": append([]byte("crd\x01"), fromOurs[4:]...), "short": fromOurs[:11], "other table": foreign} {
		if err := New(tab).(encoding.BinaryUnmarshaler).UnmarshalBinary(state); err == nil {
			t.Errorf("a state of %s was accepted", name)
		}
	}
}

// Tables that are built in, and others.
var tables = []*Table{castagnoliTable, IEEETable, koopmanTable, MakeTable(0xd5828281)}

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
		for range 200 {
			a, b, c := r.Uint32(), r.Uint32(), r.Uint32()
			sizeB, sizeC := r.Int64N(1<<62)>>r.IntN(62), r.Int64N(1<<62)>>r.IntN(62)
			left := Combine(tab, Combine(tab, a, b, sizeB), c, sizeC)
			right := Combine(tab, a, Combine(tab, b, c, sizeC), sizeB+sizeC)
			plain := crc.Shift(poly, a, uint64(sizeB)) ^ b
			if left != right || plain != Combine(tab, a, b, sizeB) || crc.PowersOf(poly).Shift(poly, a, uint64(sizeB))^b != plain {
				t.Fatalf("table %d: sizes %d and %d: %#x, %#x", i, sizeB, sizeC, left, right)
			}
		}
		// A gigabyte of zero bytes, which zlib's crc32_combine was given too.
		if got := Combine(tab, 0x12345678, 0, 1<<30); tab == IEEETable && got != 0x048d159e {
			t.Errorf("past 1 GiB %#x", got)
		}
	}
}

func TestCombinePanicsOnNegativeSizes(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	Combine(IEEETable, 1, 2, -1)
}

var sink uint32

func TestNoAllocations(t *testing.T) {
	data := randomBytes(1 << 16)
	h, ieee := New(castagnoliTable), NewIEEE()
	Combine(IEEETable, 1, 2, 3)
	for name, f := range map[string]func(){
		"Update, 100 B":   func() { sink = Update(0, castagnoliTable, data[:100]) },
		"Update, 64 KiB":  func() { sink = Update(0, castagnoliTable, data) },
		"Write, 64 KiB":   func() { h.Write(data) },
		"IEEE, 64 KiB":    func() { sink = ChecksumIEEE(data) },
		"IEEE Write":      func() { ieee.Write(data) },
		"Combine":         func() { sink = Combine(IEEETable, sink, 1, 12345) + Combine(castagnoliTable, sink, 1, 1<<40) },
		"Combine Koopman": func() { sink = Combine(koopmanTable, sink, 1, 12345) },
		"Koopman, 64 KiB": func() { sink = Update(0, koopmanTable, data) },
	} {
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s: %v allocations a call", name, n)
		}
	}
}

var koopmanTable = MakeTable(Koopman)

func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{1}).Read(b)
	return b
}
