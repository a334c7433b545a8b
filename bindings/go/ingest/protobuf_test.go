package ingest

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
)

// Every kind of field, some of them of the same values.
var protobufFields = []Field{
	Int64s("1"),
	{Path: "1", Type: sinew.Uint8, First: true},
	Strings("2"),
	{Path: "2", Type: sinew.Bytes16},
	{Path: "3", Type: sinew.Float64},
	{Path: "4.1", Type: sinew.Int32, Zigzag: true},
	Binaries("4.2"),
	Binaries("4").As("whole"),
	Bools("4.3.1"),
	{Path: "16", Type: sinew.Uint32, Fixed: true},
	{Path: "5", Type: sinew.Float32, First: true},
	{Path: "64", Type: sinew.TimestampUS, Epoch: time.Second},
	{Path: "6", Type: sinew.Int64, Fixed: true},
	{Path: "7", Type: sinew.TimestampS, Epoch: time.Millisecond, Zigzag: true},
	{Path: "8", Type: sinew.Int16, Zigzag: true},
	{Path: "8", Type: sinew.Date32},
	Int64s("1").List(),
	Strings("2").List(),
	Bools("1").List(),
	{Path: "4.1", Type: sinew.ListOf(sinew.Int16), Zigzag: true},
	{Path: "16", Type: sinew.ListOf(sinew.Uint32), Fixed: true},
	{Path: "3", Type: sinew.ListOf(sinew.Float64)},
	{Path: "64", Type: sinew.ListOf(sinew.TimestampUS), Epoch: time.Second},
	{Path: "2", Type: sinew.ListOf(sinew.Bytes16)},
	Binaries("4").List(),
}

func compareProtobuf(t testing.TB, options Protobuf, input []byte) outcome {
	t.Helper()
	return compare(t, func() (*Decoder, error) { return NewProtobuf(options, protobufFields...) }, 3, input)
}

func appendTag(message []byte, number uint64, wire uint64) []byte {
	return binary.AppendUvarint(message, number<<3|wire)
}

func appendBytes(message []byte, bytes []byte) []byte {
	return append(binary.AppendUvarint(message, uint64(len(bytes))), bytes...)
}

// randomMessage has fields that are wanted and others, with the wire types that they should have and others.
func randomMessage(random *rand.Rand, depth int) []byte {
	numbers := []uint64{1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 64, 2000, 1<<29 - 1}
	usual := map[uint64]uint64{2: wireBytes, 3: wire64, 4: wireBytes, 5: wire32, 6: wire64, 16: wire32}
	var message []byte
	for range random.IntN(8) {
		number := numbers[random.IntN(len(numbers))]
		if depth > 0 && random.IntN(2) == 0 {
			number = 1 + random.Uint64N(3)
		}
		wire := usual[number]
		if random.IntN(6) == 0 {
			wire = []uint64{wireVarint, wire64, wireBytes, wireGroup, wire32}[random.IntN(5)]
		}
		message = appendTag(message, number, wire)
		value := random.Uint64() >> random.IntN(64)
		switch wire {
		case wireVarint:
			message = binary.AppendUvarint(message, value)
		case wire64:
			message = binary.LittleEndian.AppendUint64(message, value)
		case wire32:
			message = binary.LittleEndian.AppendUint32(message, uint32(value))
		case wireGroup:
			if depth < 5 {
				message = append(message, randomMessage(random, depth+1)...)
			}
			message = appendTag(message, number, wireEndGroup)
		default:
			bytes := []byte(strings.Repeat("né", random.IntN(12)))
			switch random.IntN(4) {
			case 0:
				bytes = nil
				for range random.IntN(4) {
					bytes = binary.AppendUvarint(bytes, random.Uint64()>>random.IntN(64))
				}
			case 1:
				bytes = make([]byte, 16)
				bytes[random.IntN(16)] = byte(value)
			}
			if number == 4 || number == 3 && depth > 0 {
				bytes = randomMessage(random, depth+1)
			}
			message = appendBytes(message, bytes)
		}
	}
	return message
}

func TestProtobufTwins(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range rounds.Of(1500, 150) {
		var input []byte
		for range random.IntN(6) {
			input = appendBytes(input, randomMessage(random, 0))
		}
		for range random.IntN(3) * random.IntN(2) {
			if len(input) > 0 {
				input[random.IntN(len(input))] ^= 1 << random.IntN(8)
			}
		}
		input = input[:len(input)-random.IntN(1+len(input))*random.IntN(2)]
		options := Protobuf{Defaults: random.IntN(2) == 0}
		options.Stop, options.Strict = random.IntN(5) == 0, random.IntN(3) == 0
		options.MaxRows = 3
		if random.IntN(4) == 0 {
			options.MaxRecordSize = 1 + random.IntN(40)
		}
		if random.IntN(4) == 0 {
			options.MaxDepth = 3
		}
		if random.IntN(4) == 0 {
			options.MaxValueSize = 1 + random.IntN(4)
		}
		compareProtobuf(t, options, input)
	}
}

func FuzzProtobuf(f *testing.F) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 20 {
		f.Add(uint8(random.Uint32()), appendBytes(appendBytes(nil, randomMessage(random, 0)), randomMessage(random, 0)))
	}
	f.Fuzz(func(t *testing.T, settings uint8, input []byte) {
		options := Protobuf{Defaults: settings&1 != 0}
		options.MaxRows, options.Stop, options.Strict = 3, settings&2 != 0, settings&4 != 0
		if settings&8 != 0 {
			options.MaxRecordSize = 1 + int(settings>>4)
		}
		if settings&128 != 0 {
			options.MaxValueSize = 2
		}
		compareProtobuf(t, options, input)
	})
}

// The example of docs/formats/protobuf.md.
func TestProtobufRows(t *testing.T) {
	message := []byte("\x08\x96\x01\x12\x07testing\x1A\x02\x08\x01")
	input := append(appendBytes(nil, message), 2, 0x08, 1)
	type record struct {
		Number int64  `pb:"1"`
		Text   string `pb:"2"`
		Nested int32  `pb:"3.1,zigzag"`
	}
	got := compare(t, func() (*Decoder, error) { return NewProtobuf(Protobuf{}, FieldsOf[record]("pb")...) }, defaultRows, input)
	want := [][]any{{word(int64(150)), "testing", word(int32(-1))}, {word(int64(1)), nil, nil}}
	if !reflect.DeepEqual(got.rows, want) {
		t.Errorf("rows %q, not %q", got.rows, want)
	}

	each(t, func() (*Decoder, error) { return NewProtobuf(Protobuf{}, FieldsOf[record]("pb")...) }, func(t *testing.T, d *Decoder) {
		var batch sinew.Batch
		defer batch.Close()
		var rows sinew.Strings
		for _, record := range []string{string(message), "", "\x08"} {
			rows.Append(record)
		}
		if err := d.DecodeRows(&batch, rows.Column()); err != nil {
			t.Fatal(err)
		}
		if got := d.Rejects(); len(got) != 1 || got[0] != (Reject{2, 1, -1, Syntax}) || batch.Len() != 3 {
			t.Errorf("%d rows, rejects %v", batch.Len(), got)
		}
	})
}

// Elements are written as they come: what is kept of each is its value, and not where it was.
func TestProtobufListsTakeTheirValues(t *testing.T) {
	const count = 1 << 17
	input := appendBytes(nil, appendBytes([]byte{6<<3 | wireBytes}, make([]byte, count)))
	available := c.Available
	defer func() { c.Available = available }()
	c.Available = false
	d, err := NewProtobuf(Protobuf{}, Field{Path: "6", Type: sinew.ListOf(sinew.Uint8)})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var batch sinew.Batch
	defer batch.Close()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := d.Decode(&batch, input, true); err != nil || batch.Column(0).Elements().Len() != count {
		t.Fatalf("%v, %d elements", err, batch.Column(0).Elements().Len())
	}
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > 64*count {
		t.Errorf("%d bytes allocated for %d elements", got, count)
	}
}

// The lists of docs/formats/protobuf.md.
func TestProtobufLists(t *testing.T) {
	type record struct {
		Numbers []int32  `pb:"6"`
		Texts   []string `pb:"4"`
		Data    []byte   `pb:"4"`
		Bytes   [][]byte `pb:"7"`
	}
	// 6: [3, 270, 86942] packed, 4: "hello", 6: 5; then nothing; then 4: "" and what is not UTF-8.
	input := appendBytes(nil, []byte("\x32\x06\x03\x8E\x02\x9E\xA7\x05\x22\x05hello\x30\x05"))
	input = append(input, 0)
	input = appendBytes(input, []byte("\x22\x00\x22\x01\xFF\x3A\x01a"))
	create := func() (*Decoder, error) { return NewProtobuf(Protobuf{}, FieldsOf[record]("pb")...) }
	got := compare(t, create, defaultRows, input)
	want := [][]any{
		{[]any{word(int32(3)), word(int32(270)), word(int32(86942)), word(int32(5))}, []any{"hello"}, "hello", []any{}},
		{[]any{}, []any{}, nil, []any{}},
		{[]any{}, nil, "\xFF", []any{"a"}},
	}
	if !reflect.DeepEqual(got.rows, want) {
		t.Errorf("rows %q, not %q", got.rows, want)
	}
	if len(got.rejects) != 1 || got.rejects[0] != (Reject{2, 24, 1, Encoding}) {
		t.Errorf("rejects %v", got.rejects)
	}

	each(t, create, func(t *testing.T, d *Decoder) {
		var batch sinew.Batch
		defer batch.Close()
		if _, err := d.Decode(&batch, input, true); err != nil {
			t.Fatal(err)
		}
		const table = "6                   4          4        7\n" +
			"[]Int32             []String   Binary   []Binary\n" +
			"[3, 270, 86942, 5]  [\"hello\"]  \"hello\"  []\n" +
			"[]                  []         null     []\n" +
			"[]                  null       \"\\xff\"   [\"a\"]\n"
		if batch.String() != table {
			t.Errorf("printed as\n%s", batch.String())
		}
		numbers := batch.Column(0)
		if got := sinew.Values[int32](numbers.List(0)); !reflect.DeepEqual(got, []int32{3, 270, 86942, 5}) {
			t.Errorf("%d", got)
		}
		if all := numbers.Elements(); all.Len() != 4 || all.Type() != sinew.Int32 || numbers.Type() != sinew.ListOf(sinew.Int32) {
			t.Errorf("%d elements of type %v, of %v", all.Len(), all.Type(), numbers.Type())
		}
		for name, f := range map[string]func(){
			"values": func() { sinew.Values[int32](numbers) }, "bytes": func() { numbers.Bytes(0) },
			"row": func() { numbers.List(3) }, "no list": func() { batch.Column(2).List(0) },
		} {
			func() {
				defer func() {
					if recover() == nil {
						t.Errorf("%s: no panic", name)
					}
				}()
				f()
			}()
		}
		if n := testing.AllocsPerRun(10, func() { numbers.List(1) }); n != 0 {
			t.Errorf("List: %v allocations", n)
		}
	})
}

// The error is the library's for every type, flag and path.
func TestProtobufOptions(t *testing.T) {
	var kinds []sinew.Type
	for kind := range int32(600) {
		if c.NameOf(kind) != "" && (kind < 40 || kind >= c.TypeList) {
			kinds = append(kinds, sinew.Type(kind))
		}
	}
	create := func(options Protobuf, field Field) string {
		var got []string
		for i := range 2 {
			with(i, func() {
				d, err := NewProtobuf(options, field)
				if err == nil {
					d.Close()
				}
				got = append(got, fmt.Sprint(err))
			})
		}
		if got[0] != got[1] {
			t.Errorf("%+v: %s, and in Go %s", field, got[0], got[1])
		}
		return got[0]
	}
	for _, kind := range kinds {
		for flags := range 8 {
			field := Field{Path: "1", Type: kind, Zigzag: flags&1 != 0, Fixed: flags&2 != 0, First: flags&4 != 0}
			_, err := NewNDJSON(NDJSON{}, field)
			if refused := err != nil; refused != (flags != 0) {
				t.Errorf("NewNDJSON of %+v: %v", field, err)
			}
			native := nativeProtobufError(t, field)
			if refused := create(Protobuf{}, field) != "<nil>"; c.Available && refused != native {
				t.Errorf("%+v: refused %t, by the library %t", field, refused, native)
			}
		}
	}
	for _, path := range []string{"", ".", "0", "01", "1.", ".1", "1..2", "x", "-1", "+1", "536870912", "99999999999999999999", "1.2.3.4"} {
		if create(Protobuf{MaxDepth: 2}, Int64s(path)) == "<nil>" {
			t.Errorf("the path %q is taken", path)
		}
	}
	for _, path := range []string{"1", "536870911", "1.2.3"} {
		if err := create(Protobuf{MaxDepth: 2}, Int64s(path)); err != "<nil>" {
			t.Errorf("the path %q: %s", path, err)
		}
	}
	for _, depth := range []int{-1, 201, math.MaxInt} {
		if create(Protobuf{MaxDepth: depth}, Int64s("1")) == "<nil>" {
			t.Errorf("a MaxDepth of %d is taken", depth)
		}
	}
}

// nativeProtobufError reports whether the library itself refuses a field.
func nativeProtobufError(t *testing.T, field Field) bool {
	if !c.Available {
		return false
	}
	var n native
	err := n.open(&Options{}, []Field{field}, func(o *c.DecoderOptions, out *c.Decoder, failure *c.Error) int32 {
		return c.ProtobufCreate(o, nil, out, failure)
	})
	if err == nil {
		c.DecoderDestroy(n.handle)
	}
	return err != nil
}
