package kafka

import (
	"encoding/binary"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/rowstest"
)

// Apache Kafka's UtilsTest.testMurmur2.
var vectors = map[string]int32{
	"21":                         -973932308,
	"foobar":                     -790332482,
	"a-little-bit-long-string":   -985981536,
	"a-little-bit-longer-string": -1486304829,
	"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8": -58897971,
	"abc": 479470107,
}

// oracle is Utils.murmur2, byte by byte.
func oracle(key []byte) int32 {
	const m = 0x5bd1e995
	h := 0x9747b28c ^ uint32(len(key))
	for ; len(key) >= 4; key = key[4:] {
		k := binary.LittleEndian.Uint32(key) * m
		k ^= k >> 24
		k *= m
		h *= m
		h ^= k
	}
	for i := len(key) - 1; i >= 0; i-- {
		h ^= uint32(key[i]) << (8 * i)
		if i == 0 {
			h *= m
		}
	}
	h ^= h >> 13
	h *= m
	h ^= h >> 15
	return int32(h)
}

func oraclePartition(key []byte, partitions int) int32 {
	return int32(uint32(oracle(key)) & 0x7fffffff % uint32(partitions))
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{3}).Read(b)
	return b
}

func randomKeys(count, shortest, longest int) (offsets []int64, data []byte) {
	r := rand.New(rand.NewPCG(1, 2))
	offsets = []int64{0}
	for range count {
		offsets = append(offsets, offsets[len(offsets)-1]+int64(shortest+r.IntN(longest-shortest+1)))
	}
	return offsets, randomBytes(int(offsets[count]))
}

func TestVectors(t *testing.T) {
	for key, want := range vectors {
		if got := Murmur2([]byte(key)); got != want {
			t.Errorf("Murmur2(%q) = %d, want %d", key, got, want)
		}
		if got := Murmur2String(key); got != want {
			t.Errorf("Murmur2String(%q) = %d, want %d", key, got, want)
		}
		if got, want := Partition([]byte(key), 10), int(want&math.MaxInt32)%10; got != want {
			t.Errorf("Partition(%q, 10) = %d, want %d", key, got, want)
		}
		if got, want := PartitionString(key, 10), int(want&math.MaxInt32)%10; got != want {
			t.Errorf("PartitionString(%q, 10) = %d, want %d", key, got, want)
		}
	}
}

var partitionCounts = []int{1, 2, 3, 7, 12, 48, 64, 1000, 1 << 16, 1<<30 - 1, 1 << 30, 1<<30 + 1, math.MaxInt32}

func FuzzKey(f *testing.F) {
	for size := range 20 {
		f.Add(randomBytes(size), int32(size+1))
	}
	f.Fuzz(func(t *testing.T, key []byte, partitions int32) {
		partitions = max(partitions&math.MaxInt32, 1)
		if got, want := Murmur2(key), oracle(key); got != want {
			t.Fatalf("Murmur2 of %x: %d, want %d", key, got, want)
		}
		want := oraclePartition(key, int(partitions))
		if got := Partition(key, int(partitions)); got != int(want) {
			t.Fatalf("Partition of %x among %d: %d, want %d", key, partitions, got, want)
		}
		// The key over and over, so that it is in every lane.
		var keys sinew.Strings
		for i := range 40 {
			keys.AppendBytes(key[:max(len(key)-i%5, 0)])
		}
		out := make([]int32, keys.Len())
		PartitionStrings(out, &keys, int(partitions))
		for i, got := range out {
			if want := oraclePartition(keys.At(i), int(partitions)); got != want {
				t.Fatalf("PartitionStrings of %x among %d: %d, want %d", keys.At(i), partitions, got, want)
			}
		}
	})
}

func TestColumns(t *testing.T) {
	for _, rows := range []int{0, 1, 7, 8, 9, 15, 16, 17, 100, 1000} {
		offsets, data := randomKeys(rows, 0, 60)
		short := make([]int32, len(offsets))
		for i, offset := range offsets {
			short[i] = int32(offset)
		}
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
	out := make([]int32, column.Len())
	check := func(column sinew.Column, validity sinew.Validity) {
		t.Helper()
		if err := Murmur2Column(out, column); err != nil {
			t.Fatal(err)
		}
		for i, got := range out {
			want := int32(0)
			if validity.Valid(i) {
				want = oracle(key(i))
			}
			if got != want {
				t.Fatalf("%s: hash of row %d of %d: %d, want %d", what, i, len(out), got, want)
			}
		}
		for _, partitions := range partitionCounts {
			if err := PartitionColumn(out, column, partitions); err != nil {
				t.Fatal(err)
			}
			for i, got := range out {
				want := int32(0)
				if validity.Valid(i) {
					want = oraclePartition(key(i), partitions)
				}
				if got != want {
					t.Fatalf("%s: partition of row %d of %d among %d: %d, want %d", what, i, len(out), partitions, got, want)
				}
			}
		}
	}
	check(column, sinew.Validity{})
	for shift := range 9 {
		nulls := sinew.ValidityOf(append(make([]bool, shift), valid...))
		nulls.Offset = shift
		check(column.With(nulls), nulls)
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
			column := sinew.StringsOf(offsets, make([]byte, rows))
			out := make([]int32, rows)
			for _, err := range []error{Murmur2Column(out, column), PartitionColumn(out, column, 5)} {
				var e *sinew.Error
				if !errors.Is(err, sinew.ErrInvalidArgument) || !errors.As(err, &e) || e.Offset != bad.row {
					t.Errorf("%s in %d rows: error %v, want an invalid argument in row %d", bad.name, rows, err, bad.row)
				}
			}
			for i, h := range out {
				if h != 0 {
					t.Fatalf("%s in %d rows: wrote row %d of a bad column", bad.name, rows, i)
				}
			}
		}
	}
	if err := PartitionColumn(nil, sinew.Column{}, 1); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Errorf("zero column: error %v, want an invalid argument", err)
	}
}

func TestWrongArgumentsPanic(t *testing.T) {
	var keys sinew.Strings
	keys.Append("a")
	tooMany := math.MaxInt32
	tooMany++ // negative where an int has 32 bits
	for name, call := range map[string]func(){
		"short out":          func() { Murmur2Strings(nil, &keys) },
		"long out":           func() { PartitionStrings(make([]int32, 2), &keys, 3) },
		"no partitions":      func() { PartitionStrings(make([]int32, 1), &keys, 0) },
		"no partitions, one": func() { Partition(nil, 0) },
		"negative":           func() { PartitionString("", -1) },
		"too many":           func() { Partition(nil, tooMany) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			call()
		}()
	}
}

func TestNoAllocations(t *testing.T) {
	var keys sinew.Strings
	for range 100 {
		keys.Append("a key of some bytes")
	}
	out := make([]int32, 100)
	few := make([]int32, 3)
	var three sinew.Strings
	for range 3 {
		three.Append("a key")
	}
	key := []byte("another key")
	for name, call := range map[string]func(){
		"Partition":                 func() { Partition(key, 7) },
		"PartitionString":           func() { PartitionString("another key", 7) },
		"Murmur2Strings":            func() { Murmur2Strings(out, &keys) },
		"PartitionStrings":          func() { PartitionStrings(out, &keys, 7) },
		"PartitionStrings of three": func() { PartitionStrings(few, &three, 7) },
		"PartitionColumn":           func() { _ = PartitionColumn(out, keys.Column(), 7) },
	} {
		if n := testing.AllocsPerRun(100, call); n != 0 {
			t.Errorf("%s: %v allocations a call", name, n)
		}
	}
}

func TestColumnsOfOtherTypes(t *testing.T) {
	rowstest.OtherTypes(t, func(out []int32, col sinew.Column) error { return Murmur2Column(out, col) })
}
