package sinew_test

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
)

func TestEngine(t *testing.T) {
	e := sinew.Engine()
	t.Log(e)
	if !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(e.Version) {
		t.Errorf("version %q", e.Version)
	}
	targets := map[string]string{
		"amd64": "AVX3_DL AVX3 AVX2 SSE4 SCALAR",
		"arm64": "SVE2_128 SVE2 SVE_256 SVE NEON SCALAR",
	}[runtime.GOARCH]
	if e.Source == "Go" {
		targets = "GO"
		if e.Reason == "" || e.Path != "" || !errors.Is(sinew.Require(), sinew.ErrNoLibrary) || !strings.Contains(sinew.Require().Error(), e.Reason) {
			t.Errorf("Go computes: %+v, Require says %v", e, sinew.Require())
		}
	} else if e.Reason != "" || (e.Path == "") != (e.Source == "linked") || sinew.Require() != nil {
		t.Errorf("the library computes: %+v, Require says %v", e, sinew.Require())
	}
	if !slices.Contains(strings.Fields(targets), e.Target) {
		t.Errorf("target %q", e.Target)
	}
}

func TestErrors(t *testing.T) {
	for status, sentinel := range map[sinew.Status]error{
		sinew.InvalidArgument: sinew.ErrInvalidArgument, sinew.OutOfMemory: sinew.ErrOutOfMemory,
		sinew.MemoryLimit: sinew.ErrMemoryLimit, sinew.Overflow: sinew.ErrOverflow,
		sinew.Truncated: sinew.ErrTruncated, sinew.Corrupt: sinew.ErrCorrupt, sinew.OutputFull: sinew.ErrOutputFull,
		sinew.Unavailable: sinew.ErrUnavailable,
	} {
		err := fmt.Errorf("outer: %w", &sinew.Error{Status: status, Offset: 7})
		if !errors.Is(err, sentinel) {
			t.Errorf("%v is not %v", err, sentinel)
		}
		var e *sinew.Error
		if !errors.As(err, &e) || e.Offset != 7 {
			t.Errorf("%v has no offset", err)
		}
		if got, want := e.Error(), "sinew: "+status.String(); got != want {
			t.Errorf("message %q, want %q", got, want)
		}
	}
	if err := sinew.Status(0).Err(); err != nil {
		t.Errorf("status 0 is %v", err)
	}
	if got := sinew.Status(99).String(); got != "status 99" {
		t.Errorf("status 99 is %q", got)
	}
	if got := (&sinew.Error{Message: "key: bad"}).Error(); got != "sinew: key: bad" {
		t.Errorf("message %q", got)
	}
}

func TestStrings(t *testing.T) {
	var s sinew.Strings
	for range 3 {
		if s.Len() != 0 || s.Column().Len() != 0 {
			t.Fatalf("%d strings in an empty Strings", s.Len())
		}
		s.Append("one")
		s.Append("")
		s.AppendBytes([]byte("three"))
		if s.Len() != 3 || string(s.At(0)) != "one" || len(s.At(1)) != 0 || string(s.At(2)) != "three" {
			t.Fatalf("%q %q %q", s.At(0), s.At(1), s.At(2))
		}
		if col := s.Column(); col.Len() != 3 || col.Type() != sinew.String {
			t.Fatalf("a column of %d %v", col.Len(), col.Type())
		}
		s.Reset()
	}
	if n := testing.AllocsPerRun(100, func() { s.Reset(); s.Append("one"); s.Append("two") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestColumns(t *testing.T) {
	type seconds int64
	for _, c := range []struct {
		column sinew.Column
		kind   sinew.Type
		name   string
	}{
		{sinew.Int64s([]seconds{1, 2}), sinew.Int64, "Int64"},
		{sinew.Uint64s([]uint64{1, 2}), sinew.Uint64, "Uint64"},
		{sinew.Float64s([]float64{1, 2}), sinew.Float64, "Float64"},
		{sinew.Int8s([]int8{1, 2}), sinew.Int8, "Int8"},
		{sinew.Uint8s([]uint8{1, 2}), sinew.Uint8, "Uint8"},
		{sinew.Int16s([]int16{1, 2}), sinew.Int16, "Int16"},
		{sinew.Uint16s([]uint16{1, 2}), sinew.Uint16, "Uint16"},
		{sinew.Int32s([]int32{1, 2}), sinew.Int32, "Int32"},
		{sinew.Uint32s([]uint32{1, 2}), sinew.Uint32, "Uint32"},
		{sinew.Float32s([]float32{1, 2}), sinew.Float32, "Float32"},
		{sinew.Bytes16s([][16]byte{{1}, {2}}), sinew.Bytes16, "Bytes16"},
		{sinew.StringsOf([]int32{0, 1, 1}, []byte("a")), sinew.String, "String"},
		{sinew.StringsOf([]int64{0, 1, 1}, []byte("a")), sinew.String, "String"},
		{sinew.BinaryOf([]int32{0, 1, 1}, []byte("a")), sinew.Binary, "Binary"},
		{sinew.BinaryOf([]int64{0, 1, 1}, []byte("a")), sinew.Binary, "Binary"},
		{sinew.Bools([]byte{0, 1}, 7, 2), sinew.Bool, "Bool"},
		{sinew.Dates([]int32{0, 20000}), sinew.Date32, "Date32"},
		{sinew.Timestamps(sinew.TimestampS, []seconds{1, 2}), sinew.TimestampS, "TimestampS"},
		{sinew.Timestamps(sinew.TimestampMS, []int64{1, 2}), sinew.TimestampMS, "TimestampMS"},
		{sinew.Timestamps(sinew.TimestampUS, []int64{1, 2}), sinew.TimestampUS, "TimestampUS"},
		{sinew.Timestamps(sinew.TimestampNS, []int64{1, 2}), sinew.TimestampNS, "TimestampNS"},
	} {
		if c.column.Len() != 2 || c.column.Type() != c.kind || c.kind.String() != c.name {
			t.Errorf("%s: %d rows of %v", c.name, c.column.Len(), c.column.Type())
		}
	}
	for name, empty := range map[string]sinew.Column{"nil": sinew.Int64s[int64](nil), "no offsets": sinew.StringsOf[int32](nil, nil), "one offset": sinew.StringsOf([]int32{0}, nil)} {
		if empty.Len() != 0 {
			t.Errorf("%s: %d rows", name, empty.Len())
		}
	}
}

func TestColumnPanics(t *testing.T) {
	for name, call := range map[string]func(){
		"too few bits":    func() { sinew.Bools([]byte{0, 1}, 7, 10) },
		"negative offset": func() { sinew.Bools([]byte{0, 1}, -1, 1) },
		"negative count":  func() { sinew.Bools([]byte{0, 1}, 0, -1) },
		"no unit":         func() { sinew.Timestamps(sinew.Int64, []int64{1}) },
		"a date":          func() { sinew.Timestamps(sinew.Date32, []int64{1}) },
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
	if sinew.Bools(nil, 0, 0).Len() != 0 || sinew.Type(7).String() != "Type(7)" || sinew.Type(-1).String() != "Type(-1)" {
		t.Error("no booleans, and numbers that are no type")
	}
}

func TestValidity(t *testing.T) {
	valid := []bool{true, false, false, true, true, true, false, true, false, true}
	v := sinew.ValidityOf(valid)
	for i, want := range valid {
		if v.Valid(i) != want {
			t.Errorf("row %d is %v", i, !want)
		}
	}
	v.Offset = 3
	if !v.Valid(0) || v.Valid(3) {
		t.Error("the offset does not count")
	}
	if !(sinew.Validity{}).Valid(math.MaxInt) {
		t.Error("the zero Validity has nulls")
	}
	if col := sinew.Int64s(make([]int64, 10)).With(v); col.Len() != 10 {
		t.Errorf("%d rows with nulls", col.Len())
	}
}

// As many bits as a positive int of 32 bits does not count.
func TestManyBits(t *testing.T) {
	if math.MaxInt > math.MaxInt32 {
		t.Skip("an int has 64 bits")
	}
	bits := make([]byte, 1<<28)
	bits[1<<28-1] = 0x80
	if !sinew.Bools(bits, math.MaxInt32, 1).Bool(0) {
		t.Error("the last bit")
	}
	if col := sinew.Int64s(make([]int64, 1)).With(sinew.Validity{Bits: bits, Offset: math.MaxInt32}); !col.Valid(0) {
		t.Error("the last row")
	}
}

func TestShortValidityPanics(t *testing.T) {
	for name, v := range map[string]sinew.Validity{"short": {Bits: make([]byte, 1)}, "offset": {Bits: make([]byte, 2), Offset: 7}, "negative": {Bits: make([]byte, 9), Offset: -1}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			sinew.Int64s(make([]int64, 10)).With(v)
		}()
	}
}

// A batch of rows as columns: the strings of a key, and delays of which one is not known.
func ExampleColumn_With() {
	var origins sinew.Strings
	origins.Append("LAS")
	origins.Append("ATL")
	delays := sinew.Int64s([]int64{33, 0}).With(sinew.ValidityOf([]bool{true, false}))
	fmt.Println(origins.Column().Len(), origins.Column().Type(), delays.Len(), delays.Type())
	// Output: 2 String 2 Int64
}

func TestKeepMemory(t *testing.T) {
	before := sinew.KeepMemory(1 << 20)
	if got := sinew.KeepMemory(-1); sinew.Require() == nil && got != 1<<20 {
		t.Errorf("%d bytes kept, 1 MiB set", got)
	}
	if got := sinew.KeepMemory(before); sinew.Require() == nil && got != -1 {
		t.Errorf("%d bytes kept, all of it set", got)
	}
}
