package xxh3

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"testing"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Hashes by the reference implementation's sanity check (cli/xsum_sanity_check.c), of its input.
var vectors128 = []struct {
	size int
	seed uint64
	hash Uint128
}{
	{0, 0, Uint128{0x99aa06d3014798d8, 0x6001c324468d497f}},
	{0, 2654435761, Uint128{0x92220ae55e14ab50, 0x5444f7869c671ab0}},
	{1, 0, Uint128{0xa6cd5e9392000f6a, 0xc44bdff4074eecdb}},
	{1, 2654435761, Uint128{0x89b99554ba22467c, 0xb53d5557e7f76f8d}},
	{6, 0, Uint128{0x082afe0b8162d12a, 0x3e7039bdda43cfc6}},
	{6, 2654435761, Uint128{0x5a865b5389abd2b1, 0x269d8f70be98856e}},
	{12, 0, Uint128{0x6e3efd8fc7802b18, 0x061a192713f69ad9}},
	{12, 2654435761, Uint128{0xd7e09d518a3405d3, 0x9be9f9a67f3c7dfb}},
	{24, 0, Uint128{0x0ce966e4678d3761, 0x1e7044d28b1b901d}},
	{24, 2654435761, Uint128{0x3162026714a6a243, 0xd7304c54ebad40a9}},
	{48, 0, Uint128{0xa002ac4e5478227e, 0xf942219aed80f67b}},
	{48, 2654435761, Uint128{0x163adde36c072295, 0x7ba3c3e453a1934e}},
	{81, 0, Uint128{0x4952f58181ab0042, 0x5e8bafb9f95fb803}},
	{81, 2654435761, Uint128{0x2724ec7adc750fb6, 0x703fbb3d7a5f755c}},
	{222, 0, Uint128{0x337e09641b948717, 0xf1aebd597cec6b3a}},
	{222, 2654435761, Uint128{0x91820016621e97f1, 0xae995bb8af917a8d}},
	{403, 0, Uint128{0x1b6de21e332dd73d, 0xcdeb804d65c6dea4}},
	{403, sanitySeed, Uint128{0xbed311971e0be8f2, 0x6259f6ecfd6443fd}},
	{512, 0, Uint128{0x18d2d110dcc9bca1, 0x617e49599013cb6b}},
	{512, sanitySeed, Uint128{0x925d06b8ec5b8040, 0x3ce457de14c27708}},
	{2048, 0, Uint128{0xf736557fd47073a5, 0xdd59e2c3a5f038e0}},
	{2048, 2654435761, Uint128{0x7fb03f7e7186c3ea, 0x230d43f30206260b}},
	{2240, 0, Uint128{0xccb134fbfa7ce49d, 0x6e73a90539cf2948}},
	{2240, 2654435761, Uint128{0x50a1fe17b338995f, 0xed385111126fba6f}},
	{2367, 0, Uint128{0xe89c0f6ff369b427, 0xcb37aeb9e5d361ed}},
	{2367, 2654435761, Uint128{0xd23aae4b76c31ecb, 0x6f5360ae69c2f406}},
}

func TestVectors128(t *testing.T) {
	input := sanityInput(2367)
	for _, v := range vectors128 {
		b := input[:v.size]
		h := NewSeed128(v.seed)
		h.Write(b)
		got := map[string]Uint128{"Hash128Seed": Hash128Seed(b, v.seed), "HashString128Seed": HashString128Seed(string(b), v.seed), "Hasher128": h.Sum128()}
		if v.seed == 0 {
			got["Hash128"], got["HashString128"] = Hash128(b), HashString128(string(b))
		}
		for name, hash := range got {
			if hash != v.hash {
				t.Errorf("%s of %d bytes with seed %d: %#x, want %#x", name, v.size, v.seed, hash, v.hash)
			}
		}
	}
}

func TestUint128Bytes(t *testing.T) {
	want := []byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}
	if got := (Uint128{0x0102030405060708, 0x090a0b0c0d0e0f10}).Bytes(); !bytes.Equal(got[:], want) {
		t.Errorf("%x", got)
	}
}

// The lower half of the 128-bit hash of a long input is its 64-bit hash; and the library agrees.
func TestPathsAgree128(t *testing.T) {
	input := sanityInput(100_000)
	for size := range 5000 {
		if size > 2500 {
			size *= 20
		}
		b := input[:size]
		for _, seed := range []uint64{0, sanitySeed} {
			p := unsafe.Pointer(unsafe.SliceData(b))
			hash := Hash128Seed(b, seed)
			if size > maxShort && hash.Lo != HashSeed(b, seed) {
				t.Fatalf("%d bytes with seed %d: the halves belong to different hashes", size, seed)
			}
			if seed == 0 && hash != Hash128(b) {
				t.Fatalf("%d bytes: Hash128 is not Hash128Seed of 0", size)
			}
			if !c.Available {
				continue
			}
			if h := c.XXH3_128((*byte)(p), size, seed); hash != (Uint128{h.High, h.Low}) {
				t.Fatalf("%d bytes with seed %d: the library does not agree", size, seed)
			}
		}
	}
}

// Any split of the input, with sums taken on the way.
func checkSplits(t *testing.T, input []byte, seed uint64, next func(left int) int) {
	t.Helper()
	var zero Hasher
	zero.ResetSeed(seed)
	for _, h := range []*Hasher{NewSeed(seed), &zero} {
		for at := 0; at < len(input); {
			n := next(len(input) - at)
			if n%2 == 0 {
				h.Write(input[at : at+n])
			} else {
				h.WriteString(string(input[at : at+n]))
			}
			at += n
			if got, want := h.Sum64(), HashSeed(input[:at], seed); got != want {
				t.Fatalf("Sum64 after %d bytes: %#x, want %#x", at, got, want)
			}
			if got, want := h.Sum128(), Hash128Seed(input[:at], seed); got != want {
				t.Fatalf("Sum128 after %d bytes: %#x, want %#x", at, got, want)
			}
		}
	}
}

func TestHasherSplits(t *testing.T) {
	input := sanityInput(30_000)
	r := rand.New(rand.NewPCG(1, 2))
	for _, most := range []int{1, 3, 70, 300, 1100, 5000, 30_000} {
		for _, seed := range []uint64{0, sanitySeed} {
			checkSplits(t, input[:min(len(input), most*40)], seed, func(left int) int { return min(left, 1+r.IntN(most)) })
		}
	}
	for _, first := range []int{1, 63, 64, 1023, 1024, 1025, 2048, 2049} {
		for _, second := range []int{1, 64, 1023, 1024, 1025, 4096} {
			turn := 0
			checkSplits(t, input[:first+second], 7, func(int) int { turn++; return []int{second, first}[turn%2] })
		}
	}
}

func FuzzHasher(f *testing.F) {
	for _, size := range []int{0, 1, 64, 240, 241, 1024, 1025, 2113} {
		f.Add(sanityInput(size), uint64(size), uint16(100))
	}
	f.Fuzz(func(t *testing.T, b []byte, seed uint64, piece uint16) {
		checkSplits(t, b, seed, func(left int) int { return min(left, 1+int(piece)) })
	})
}

func TestHasherIsAHash(t *testing.T) {
	input := sanityInput(3000)
	h := NewSeed(5)
	h.Write(input)
	copied := *h
	if got, want := h.Sum([]byte("x")), binary.BigEndian.AppendUint64([]byte("x"), HashSeed(input, 5)); !bytes.Equal(got, want) {
		t.Errorf("Sum: %x, want %x", got, want)
	}
	h.Reset()
	if got := h.Sum64(); got != HashSeed(nil, 5) {
		t.Errorf("after Reset: %#x", got)
	}
	copied.Write(input)
	if got := copied.Sum64(); got != HashSeed(append(bytes.Clone(input), input...), 5) {
		t.Errorf("copy: %#x", got)
	}
	h.ResetSeed(0)
	h.Write(input)
	if got := h.Sum64(); got != Hash(input) {
		t.Errorf("after ResetSeed(0): %#x", got)
	}
	var wide Hasher128
	wide.Write(input[:10])
	wide.WriteString(string(input[10:]))
	sum := Hash128(input).Bytes()
	if got := wide.Sum(nil); !bytes.Equal(got, sum[:]) {
		t.Errorf("Hasher128: %x, want %x", got, sum)
	}
	wide.Reset()
	wide.ResetSeed(9)
	if got := New128(); got.Sum128() != Hash128(nil) || wide.Sum128() != Hash128Seed(nil, 9) {
		t.Error("Hasher128 of nothing")
	}
	if New().Size() != 8 || New().BlockSize() != 64 || wide.Size() != 16 || wide.BlockSize() != 64 {
		t.Error("sizes")
	}
}
