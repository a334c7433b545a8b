package highwayhash

import (
	"bytes"
	"encoding/binary"
	"hash"
	"testing"
)

func ramp(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i)
	}
	return b
}

func words(b []byte) (w [4]uint64) {
	for i := range len(b) / 8 {
		w[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	return w
}

// sums are the hashes of 64, 128 and 256 bits.
type sums [7]uint64

func sumsOf(data, key []byte) sums {
	h128, h256 := Sum128(data, key), Sum(data, key)
	w128, w256 := words(h128[:]), words(h256[:])
	return sums{Sum64(data, key), w128[0], w128[1], w256[0], w256[1], w256[2], w256[3]}
}

// eachPath runs f as it is, and then as on a CPU for which there is no vector code here.
func eachPath(f func(name string)) {
	f("as is")
	if hasVector() {
		defer useVector(useVector(false))
		f("without vector code")
	}
}

func TestVectors(t *testing.T) {
	key, data := ramp(32), ramp(64)
	eachPath(func(path string) {
		for n := range 65 {
			want := sums{vectors64[n], vectors128[n][0], vectors128[n][1], vectors256[n][0], vectors256[n][1], vectors256[n][2], vectors256[n][3]}
			if got := sumsOf(data[:n], key); got != want {
				t.Errorf("%s: hashes of %d bytes: %x, want %x", path, n, got, want)
			}
			h, err := New64(key)
			if err != nil {
				t.Fatal(err)
			}
			h.Write(data[:n])
			if got := h.Sum64(); got != vectors64[n] {
				t.Errorf("%s: New64: hash of %d bytes: %x, want %x", path, n, got, vectors64[n])
			}
		}
	})
}

// sumsGo are the hashes by portable Go, whatever the CPU.
func sumsGo(data, key []byte) (s sums) {
	p := &append(data[:len(data):len(data)], 0)[0]
	of := func(rounds int) *state {
		var st state
		start(&st, (*[Size]byte)(key))
		hashGo(&st, p, len(data), rounds)
		return &st
	}
	s[0] = of(rounds64).sum64()
	s[1], s[2] = of(rounds128).sum128()
	var h [Size]byte
	of(rounds256).put256(&h)
	w := words(h[:])
	copy(s[3:], w[:])
	return s
}

func checkPaths(t *testing.T, data, key []byte, cut int) {
	t.Helper()
	want := sumsGo(data, key)
	eachPath(func(path string) {
		if got := sumsOf(data, key); got != want {
			t.Fatalf("%s: hashes of %d bytes: %x, want %x", path, len(data), got, want)
		}
		for _, n := range []int{Size64, Size128, Size} {
			var h hash.Hash
			switch n {
			case Size64:
				h, _ = New64(key)
			case Size128:
				h, _ = New128(key)
			case Size:
				h, _ = New(key)
			}
			h.Write(data[:cut])
			h.Sum(nil)
			h.Write(data[cut:])
			first := map[int]int{Size64: 0, Size128: 1, Size: 3}[n]
			got := words(h.Sum(nil))
			for i := range n / 8 {
				if got[i] != want[first+i] {
					t.Fatalf("%s: %d bits of %d bytes, cut at %d: %x, want %x", path, 8*n, len(data), cut, got, want)
				}
			}
		}
	})
	if got, ok := sumsLibrary(data, key); ok && got != want {
		t.Fatalf("library: hashes of %d bytes: %x, want %x", len(data), got, want)
	}
}

func TestPathsAgree(t *testing.T) {
	data := make([]byte, 5000)
	for i := range data {
		data[i] = byte(i * i >> 3)
	}
	key := ramp(32)
	for n := range 300 {
		checkPaths(t, data[n%7:][:n], key, n/3)
	}
	for _, n := range []int{1000, 1024, 4095, 4990} {
		checkPaths(t, data[3:][:n], key, 777)
	}
}

func FuzzPathsAgree(f *testing.F) {
	for _, n := range []int{0, 1, 3, 4, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100} {
		f.Add(ramp(n), ramp(32), uint(n/2))
	}
	f.Fuzz(func(t *testing.T, data, key []byte, cut uint) {
		if len(key) != Size {
			if _, err := New(key); err == nil {
				t.Fatalf("a key of %d bytes is accepted", len(key))
			}
			return
		}
		checkPaths(t, data, key, int(cut%uint(len(data)+1)))
	})
}

func TestDigest(t *testing.T) {
	data, key := ramp(200), ramp(32)
	eachPath(func(path string) {
		d, err := NewDigest128(key)
		if err != nil {
			t.Fatal(err)
		}
		if d.Size() != Size128 || d.BlockSize() != 32 {
			t.Errorf("Size %d, BlockSize %d", d.Size(), d.BlockSize())
		}
		d.Write(data[:50])
		clone := *d
		d.Write(data[50:])
		want := Sum128(data, key)
		if got := d.Sum([]byte("x")); !bytes.Equal(got[1:], want[:]) || got[0] != 'x' {
			t.Errorf("%s: Sum: %x, want %x", path, got, want)
		}
		clone.Write(data[50:70])
		want = Sum128(data[:70], key)
		if got := clone.Sum(nil); !bytes.Equal(got, want[:]) {
			t.Errorf("%s: Sum of a clone: %x, want %x", path, got, want)
		}
		d.Reset()
		want = Sum128(nil, key)
		if got := d.Sum(nil); !bytes.Equal(got, want[:]) {
			t.Errorf("%s: Sum after Reset: %x, want %x", path, got, want)
		}
		for _, b := range data {
			if n, err := d.Write([]byte{b}); n != 1 || err != nil {
				t.Fatalf("Write: %d, %v", n, err)
			}
		}
		want = Sum128(data, key)
		if got := d.Sum(nil); !bytes.Equal(got, want[:]) {
			t.Errorf("%s: Sum of single bytes: %x, want %x", path, got, want)
		}
	})
}

func TestKeySize(t *testing.T) {
	for _, n := range []int{0, 1, 31, 33, 64} {
		key := make([]byte, n)
		if h, err := New(key); err == nil || h != nil {
			t.Errorf("New: key of %d bytes: %v, %v", n, h, err)
		}
		if h, err := New128(key); err == nil || h != nil {
			t.Errorf("New128: key of %d bytes: %v, %v", n, h, err)
		}
		if h, err := New64(key); err == nil || h != nil {
			t.Errorf("New64: key of %d bytes: %v, %v", n, h, err)
		}
		for name, sum := range map[string]func(){
			"Sum":    func() { Sum(nil, key) },
			"Sum128": func() { Sum128(nil, key) },
			"Sum64":  func() { Sum64(nil, key) },
		} {
			func() {
				defer func() {
					if recover() == nil {
						t.Errorf("%s: key of %d bytes: no panic", name, n)
					}
				}()
				sum()
			}()
		}
	}
}

var sink uint64

func TestNoAllocations(t *testing.T) {
	data, key := ramp(10000), ramp(32)
	d, _ := NewDigest64(key)
	out := make([]byte, 0, 32)
	calls := map[string]func(){
		"Sum64, 20 B":   func() { sink = Sum64(data[:20], key) },
		"Sum64, 10 kB":  func() { sink = Sum64(data, key) },
		"Sum128, 10 kB": func() { sink = uint64(Sum128(data, key)[0]) },
		"Digest64":      func() { d.Reset(); d.Write(data[:77]); sink = d.Sum64(); out = d.Sum(out[:0]) },
		"Sum, 10 kB":    func() { sink = uint64(Sum(data, key)[0]) },
	}
	eachPath(func(path string) {
		for name, f := range calls {
			if n := testing.AllocsPerRun(100, f); n != 0 {
				t.Errorf("%s: %s: %v allocations a call", path, name, n)
			}
		}
	})
}
