package alp

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

func same[F Float](a, b []F) bool {
	return slices.EqualFunc(a, b, func(x, y F) bool { return bitsOf(x) == bitsOf(y) })
}

// encoders and decoders are the paths of this build.
func encoders[F Float]() map[string]func([]byte, []F) []byte {
	all := map[string]func([]byte, []F) []byte{
		"API": Append[F],
		"Go": func(dst []byte, in []F) []byte {
			grown := slices.Grow(dst, EncodedBound[F](len(in)))
			return append(grown, appendGo(grown[len(grown):len(grown):cap(grown)], in)...)
		},
	}
	if c.Available {
		all["library"] = func(dst []byte, in []F) []byte {
			grown := slices.Grow(dst, EncodedBound[F](len(in)))
			return grown[:len(dst)+encodeC(grown[len(dst):cap(grown)], in)]
		}
	}
	return all
}

func decoders[F Float]() map[string]func([]F, []byte) (int, int, int32) {
	all := map[string]func([]F, []byte) (int, int, int32){
		"API": func(out []F, in []byte) (int, int, int32) {
			count, read, err := Decode(out, in)
			var e *sinew.Error
			if errors.As(err, &e) {
				return e.Offset, count, int32(e.Status)
			}
			return read, count, c.StatusOK
		},
		"Go": decodeGo[F],
	}
	if c.Available {
		all["library"] = decodeC[F]
	}
	return all
}

func check[F Float](t *testing.T, in []F) []byte {
	t.Helper()
	prefix := []byte{1, 2, 3}
	want := Append(slices.Clone(prefix), in)
	if len(want)-3 > EncodedBound[F](len(in)) || !bytes.Equal(want[:3], prefix) {
		t.Fatalf("Append of %d values: %d bytes, bound %d", len(in), len(want)-3, EncodedBound[F](len(in)))
	}
	for name, encode := range encoders[F]() {
		if got := encode(slices.Clone(prefix), in); !bytes.Equal(got, want) {
			t.Fatalf("%s encodes %d values as %d bytes, not the same %d", name, len(in), len(got), len(want))
		}
	}
	want = want[3:]
	if n, err := Count(want); n != len(in) || err != nil {
		t.Fatalf("Count: %d, %v, want %d", n, err, len(in))
	}
	out := make([]F, len(in)+1)
	for name, decode := range decoders[F]() {
		clear(out)
		read, n, status := decode(out, append(slices.Clone(want), 0xff))
		if status != c.StatusOK || read != len(want) || n != len(in) || !same(out[:n], in) {
			t.Fatalf("%s decodes %d values: %d, %d, status %d", name, len(in), n, read, status)
		}
		if len(in) > 0 {
			if read, n, status = decode(out[:len(in)-1], want); read != 4 || n != 0 || status != c.StatusOutputFull {
				t.Fatalf("%s decodes into too little room: %d, %d, status %d", name, n, read, status)
			}
		}
	}
	return want
}

// checkDecode compares the decoders on any bytes.
func checkDecode[F Float](t *testing.T, in []byte, capacity int) {
	t.Helper()
	want := make([]F, capacity)
	read, n, status := decodeGo(want, in)
	for name, decode := range decoders[F]() {
		out := make([]F, capacity)
		gotRead, gotN, gotStatus := decode(out, in)
		if gotRead != read || gotN != n || gotStatus != status || !same(out[:n], want[:n]) {
			t.Fatalf("%s decodes %x: %d, %d, status %d; Go %d, %d, status %d", name, in, gotN, gotRead, gotStatus, n, read, status)
		}
	}
}

func decimalValues[F Float](count, places, spread int, r *rand.Rand) []F {
	values := make([]F, count)
	for i := range values {
		values[i] = F(float64(r.IntN(spread)-spread/3) / math.Pow10(places))
	}
	return values
}

func bitValues[F Float](count int, r *rand.Rand) []F {
	values := make([]F, count)
	for i := range values {
		values[i] = fromBits[F](r.Uint64())
	}
	return values
}

func realValues[F Float](count int, r *rand.Rand) []F {
	values := make([]F, count)
	for i := range values {
		values[i] = F(1 + r.Float64())
		if r.IntN(50) == 0 {
			values[i] *= F(math.Exp2(float64(r.IntN(60))))
		}
	}
	return values
}

func specials[F Float]() []F {
	infinity := bitsOf(F(math.Inf(1)))
	half := F(float64(uint64(1) << (mantissa[F]() - 1)))
	return []F{0, fromBits[F](1 << (8*sizeOf[F]() - 1)), F(math.Inf(1)), F(math.Inf(-1)), fromBits[F](infinity + 1), fromBits[F](infinity + 12345),
		F(math.NaN()), fromBits[F](^uint64(0)), fromBits[F](1), fromBits[F](infinity - 1), 0.1, 1e10, half, half - 1, 2*half - 1, -half, -half - 1}
}

func mixed[F Float](count, n int, r *rand.Rand) []F {
	values := decimalValues[F](count, 2, 10000, r)
	for i := range values {
		if r.IntN(n) == 0 {
			values[i] = specials[F]()[r.IntN(len(specials[F]()))]
		}
	}
	return values
}

func columns[F Float](count int) [][]F {
	r := rand.New(rand.NewPCG(1, uint64(count)))
	all := [][]F{slices.Repeat([]F{7.25}, count), slices.Repeat([]F{F(math.NaN())}, count),
		bitValues[F](count, r), realValues[F](count, r), mixed[F](count, 2, r), mixed[F](count, 30, r), mixed[F](count, 500, r)}
	for places := range 6 {
		all = append(all, decimalValues[F](count, places, 3000, r), decimalValues[F](count, places, 4000000, r))
	}
	var changing []F
	for part := 0; len(changing) < count; part++ {
		changing = append(changing, decimalValues[F](min(700, count-len(changing)), part*7%5, 20000, r)...)
	}
	return append(all, changing)
}

func testColumns[F Float](t *testing.T) {
	for _, count := range []int{0, 1, 2, 3, 31, 33, 1023, 1024, 1025, 5000} {
		for _, column := range columns[F](count) {
			check(t, column)
		}
	}
	for _, v := range specials[F]() {
		check(t, slices.Repeat([]F{v}, 70))
	}
	check(t, specials[F]())
	r := rand.New(rand.NewPCG(3, 4))
	check(t, append(decimalValues[F](groupValues, 2, 5000, r), realValues[F](2000, r)...))
}

func TestColumns(t *testing.T) {
	t.Run("float64", testColumns[float64])
	t.Run("float32", testColumns[float32])
}

// The example of docs/formats/alp.md.
func TestDocumentedExample(t *testing.T) {
	type price float64
	got := check(t, []price{12.5, 12.75, 13.25, 12.99, 1.0 / 3, 13, 12, 12.5})
	const want = "414c5018080000000000000000100e070100b004000000000000b2657f0c2003640400555555555555d53f"
	if fmt.Sprintf("%x", got) != want {
		t.Errorf("%x, want %s", got, want)
	}
}

func testCutAndChanged[F Float](t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, column := range [][]F{nil, mixed[F](40, 9, r), mixed[F](1100, 100, r), bitValues[F](20, r), realValues[F](1030, r)} {
		stream := Append(nil, column)
		step := 1 + len(stream)/600*37
		for size := 0; size < len(stream); size += step {
			checkDecode[F](t, stream[:size:size], 1100)
		}
		for turn := range 500 {
			changed := slices.Clone(stream)
			at := r.IntN(len(changed))
			if turn%2 == 0 {
				at = r.IntN(min(32, len(changed)))
			}
			changed[at] = byte(r.Uint32())
			checkDecode[F](t, changed, 1100)
		}
	}
}

func TestCutAndChanged(t *testing.T) {
	t.Run("float64", testCutAndChanged[float64])
	t.Run("float32", testCutAndChanged[float32])
}

func TestErrors(t *testing.T) {
	good := Append(nil, []float64{1.5, 2.5})
	for _, test := range []struct {
		in     []byte
		want   error
		offset int
	}{
		{nil, sinew.ErrTruncated, 0},
		{good[:3], sinew.ErrTruncated, 3},
		{good[:len(good)-1], sinew.ErrTruncated, len(good) - 1},
		{[]byte("ALX"), sinew.ErrCorrupt, 2},
		{Append(nil, []float32{1.5, 2.5}), sinew.ErrCorrupt, 3},
		{binary.LittleEndian.AppendUint64([]byte("ALP\x18"), 1<<63), sinew.ErrOutputFull, 4},
	} {
		_, _, err := Decode(make([]float64, 2), test.in)
		var e *sinew.Error
		if !errors.Is(err, test.want) || !errors.As(err, &e) || e.Offset != test.offset {
			t.Errorf("Decode of %x: %v", test.in, err)
		}
	}
	if _, err := Count(binary.LittleEndian.AppendUint64([]byte("ALP\x18"), 1<<63)); !errors.Is(err, sinew.ErrOutputFull) {
		t.Errorf("Count of too many: %v", err)
	}
	if _, err := Count([]byte("ALP\x19")); !errors.Is(err, sinew.ErrCorrupt) {
		t.Errorf("Count of another type: %v", err)
	}
}

func TestNoAllocations(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, in := range [][]float64{decimalValues[float64](1, 2, 5000, r), decimalValues[float64](3000, 2, 5000, r), realValues[float64](3000, r)} {
		out := make([]float64, len(in))
		packed := make([]byte, 0, EncodedBound[float64](len(in)))
		if n := testing.AllocsPerRun(20, func() {
			packed = Append(packed[:0], in)
			Decode(out, packed)
			appendGo(packed[:0], in)
			decodeGo(out, packed)
		}); n != 0 {
			t.Errorf("%d values: %v allocations", len(in), n)
		}
	}
}

func FuzzRoundTrip(f *testing.F) {
	f.Add([]byte("the quick brown fox jumps"), uint8(2))
	f.Add(bytes.Repeat([]byte{0xff}, 800), uint8(9))
	f.Fuzz(func(t *testing.T, data []byte, places uint8) {
		doubles := make([]float64, len(data)/8)
		floats := make([]float32, len(data)/4)
		for i := range doubles {
			doubles[i] = fromBits[float64](load[float64](data[8*i:]))
			if places < 8 {
				doubles[i] = float64(int8(data[8*i])) / math.Pow10(int(places))
			}
		}
		for i := range floats {
			floats[i] = fromBits[float32](load[float32](data[4*i:]))
			if places < 8 {
				floats[i] = float32(int8(data[4*i])) / float32(math.Pow10(int(places)))
			}
		}
		check(t, doubles)
		check(t, floats)
	})
}

func FuzzDecode(f *testing.F) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, column := range columns[float64](40) {
		f.Add(Append(nil, column), uint16(40))
	}
	f.Add(Append(nil, mixed[float32](1030, 50, r)), uint16(1030))
	f.Add(Append(nil, realValues[float32](30, r)), uint16(30))
	f.Fuzz(func(t *testing.T, data []byte, capacity uint16) {
		checkDecode[float64](t, data, int(capacity%3000))
		checkDecode[float32](t, data, int(capacity%3000))
	})
}

// What the crossovers rest on.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, count := range []int{1, 2, 4, 8, 16, 32, 64, 1024} {
		in := decimalValues[float64](count, 2, 5000, r)
		packed := Append(nil, in)
		room := make([]byte, EncodedBound[float64](count))
		run := func(name string, call func()) {
			b.Run(fmt.Sprintf("%d/%s", count, name), func(b *testing.B) {
				b.SetBytes(int64(count) * int64(unsafe.Sizeof(in[0])))
				for b.Loop() {
					call()
				}
			})
		}
		run("encode/Go", func() { appendGo(room[:0], in) })
		run("encode/library", func() { encodeC(room, in) })
		run("decode/Go", func() { decodeGo(in, packed) })
		run("decode/library", func() { decodeC(in, packed) })
	}
}
