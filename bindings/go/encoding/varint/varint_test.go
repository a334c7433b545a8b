package varint

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/number"
)

// reference encodes with encoding/binary.
func reference[T Value](values []T) []byte {
	var out []byte
	for _, v := range values {
		if number.IsSigned[T]() {
			out = binary.AppendVarint(out, int64(v))
		} else {
			out = binary.AppendUvarint(out, uint64(v))
		}
	}
	return out
}

// referenceDecode decodes with encoding/binary. Values of 32 bits must fit, in at most 5 bytes.
func referenceDecode[T Value](in []byte, room int) (values []T, read int, status sinew.Status, offset int) {
	for read < len(in) && len(values) < room {
		x, n := binary.Uvarint(in[read:])
		if number.Is32[T]() {
			ends := slices.IndexFunc(in[read:], func(b byte) bool { return b < 0x80 })
			switch {
			case ends < 0 && len(in)-read <= MaxLen32:
				n = 0
			case ends < 0 || ends >= MaxLen32:
				n = -MaxLen32 - 1
			case x>>32 != 0:
				n = -ends - 1
			}
		}
		switch {
		case n == 0:
			return values, read, sinew.Truncated, len(in)
		case n < 0:
			return values, read, sinew.Corrupt, read - n - 1
		}
		read += n
		if number.IsSigned[T]() {
			values = append(values, T(x>>1)^-T(x&1))
		} else {
			values = append(values, T(x))
		}
	}
	return values, read, 0, 0
}

func checkDecode[T Value](t *testing.T, in []byte, room int) {
	t.Helper()
	want, wantRead, status, offset := referenceDecode[T](in, room)
	for name, decode := range map[string]func([]T, []byte) (int, int, error){"Decode": Decode[T], "decodeGo": decodeGo[T], "decodeC": either[T]} {
		out := make([]T, room)
		values, read, err := decode(out, in)
		if values != len(want) || read != wantRead || !slices.Equal(out[:values], want) {
			t.Fatalf("%s of %x to %d: %v, %d read, want %v, %d", name, in, room, out[:values], read, want, wantRead)
		}
		checkError(t, err, status, offset)
	}
}

func checkError(t *testing.T, err error, status sinew.Status, offset int) {
	t.Helper()
	if status == 0 {
		if err != nil {
			t.Fatalf("unexpected error %v", err)
		}
		return
	}
	var e *sinew.Error
	if !errors.As(err, &e) || e.Status != status || e.Offset != offset {
		t.Fatalf("got error %#v, want %v at %d", err, status, offset)
	}
}

// either is the library, where there is one.
func either[T Value](out []T, in []byte) (int, int, error) {
	if !c.Available {
		return decodeGo(out, in)
	}
	return decodeC(out, in)
}

func check[T Value](t *testing.T, values []T) {
	t.Helper()
	want := reference(values)
	prefix := []byte{1, 2, 3}
	for _, room := range []int{0, len(values), len(want), 20 * len(values)} {
		dst := append(make([]byte, 0, 3+room), prefix...)
		if got := Append(dst, values); !bytes.Equal(got, append(slices.Clone(prefix), want...)) {
			t.Fatalf("Append of %v: %x, want %x", values, got[3:], want)
		}
	}
	if size := Size(values); size != len(want) {
		t.Fatalf("Size of %v: %d, want %d", values, size, len(want))
	}
	if count := Count(want); count != len(values) {
		t.Fatalf("Count of %x: %d, want %d", want, count, len(values))
	}
	checkDecode[T](t, want, len(values))
	checkDecode[T](t, want, len(values)/2)
	if len(want) > 0 {
		checkDecode[T](t, want[:len(want)-1], len(values))
	}
	got, err := AppendDecode([]T{7}, want)
	if err != nil || !slices.Equal(got, append([]T{7}, values...)) {
		t.Fatalf("AppendDecode of %x: %v, %v", want, got, err)
	}
}

// randomValues are of 1 to most bytes.
func randomValues[T Value](count, most int, r *rand.Rand) []T {
	values := make([]T, count)
	for i := range values {
		x := r.Uint64() >> (64 - min(64, 7*(1+r.IntN(most))))
		if number.IsSigned[T]() {
			values[i] = T(x>>1) ^ -T(x&1)
		} else {
			values[i] = T(x)
		}
	}
	return values
}

func checkCounts[T Value](t *testing.T, most int) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, count := range []int{0, 1, 2, 3, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 1000} {
		for m := 1; m <= most; m++ {
			check(t, randomValues[T](count, m, r))
		}
	}
}

func TestEveryTypeAndCount(t *testing.T) {
	checkCounts[uint32](t, MaxLen32)
	checkCounts[int32](t, MaxLen32)
	checkCounts[uint64](t, MaxLen64)
	checkCounts[int64](t, MaxLen64)
	type id uint64
	check(t, []id{1, 1 << 63})
}

func TestTruncatedAndMutated(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		in := reference(randomValues[uint64](r.IntN(120), 1+r.IntN(MaxLen64), r))
		in = in[:r.IntN(len(in)+1)]
		for range r.IntN(3) {
			if len(in) > 0 {
				in[r.IntN(len(in))] = byte(r.Uint32())
			}
		}
		room := r.IntN(200)
		checkDecode[uint64](t, in, room)
		checkDecode[int64](t, in, room)
		checkDecode[uint32](t, in, room)
		checkDecode[int32](t, in, room)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte{0x96, 0x01}, uint8(1))
	f.Add(bytes.Repeat([]byte{0x80}, 100), uint8(100))
	f.Add(append(bytes.Repeat([]byte{1}, 80), 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2), uint8(200))
	f.Add(append(bytes.Repeat([]byte{0x81, 2}, 40), 0xff, 0xff, 0xff, 0xff, 0x1f, 3), uint8(200))
	f.Fuzz(func(t *testing.T, in []byte, room uint8) {
		checkDecode[uint64](t, in, int(room))
		checkDecode[int32](t, in, int(room))
		values, status, offset := []uint32(nil), sinew.Status(0), 0
		values, _, status, offset = referenceDecode[uint32](in, len(in))
		got, err := AppendDecode[uint32](nil, in)
		if !slices.Equal(got, values) {
			t.Fatalf("AppendDecode of %x: %v, want %v", in, got, values)
		}
		checkError(t, err, status, offset)
		check(t, values)
	})
}

func TestSingleValues(t *testing.T) {
	buf := AppendVarint(AppendUvarint(nil, 300), -3)
	x, n := Uvarint(buf)
	y, m := Varint(buf[n:])
	if x != 300 || n != 2 || y != -3 || m != 1 {
		t.Errorf("%x: %d, %d, %d, %d", buf, x, n, y, m)
	}
	var again [MaxLen64]byte
	if n := PutUvarint(again[:], 300); n != 2 || PutVarint(again[n:], -3) != 1 || !bytes.Equal(again[:3], buf) {
		t.Errorf("%x", again)
	}
}

func TestNoAllocations(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, count := range []int{5, 1000} {
		values := randomValues[int64](count, MaxLen64, r)
		buf := make([]byte, 0, Size(values))
		out := make([]int64, 0, count)
		if n := testing.AllocsPerRun(100, func() {
			buf = Append(buf[:0], values)
			Decode(values, buf)
			out, _ = AppendDecode(out[:0], buf)
			Size(values)
			Count(buf)
		}); n != 0 {
			t.Errorf("%d values: %v allocations a call", count, n)
		}
	}
}
