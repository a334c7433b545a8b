package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protodelim"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
)

// roundsOf is how many of so many rounds are run: with -short, on another engine, enough to come through all of the code.
func roundsOf(all int) int {
	if testing.Short() {
		return all / 8
	}
	return all
}

// Fields of every kind that are not repeated, numbered as listKinds are, then numbers that are (behind listAt), and a
// message with as much.
const (
	listAt    = 20
	ownNumber = 40
)

// wholeType describes them in the syntax of proto2, which knows what a message has not, and takes any bytes as a string.
// There are messages of three levels, as wholeFields has paths.
func wholeType() protoreflect.MessageDescriptor {
	file := &descriptorpb.FileDescriptorProto{Name: proto.String("whole.proto"), Syntax: proto.String("proto2")}
	for level := range 3 {
		message := &descriptorpb.DescriptorProto{Name: proto.String(fmt.Sprint("whole", level))}
		add := func(number int, kind string, label descriptorpb.FieldDescriptorProto_Label) *descriptorpb.FieldDescriptorProto {
			field := &descriptorpb.FieldDescriptorProto{
				Name: proto.String(fmt.Sprint("f", number)), Number: proto.Int32(int32(number)), Label: label.Enum(),
				Type: descriptorpb.FieldDescriptorProto_Type(descriptorpb.FieldDescriptorProto_Type_value["TYPE_"+strings.ToUpper(kind)]).Enum(),
			}
			message.Field = append(message.Field, field)
			return field
		}
		for i, kind := range listKinds {
			add(i+1, kind.name, descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL)
			add(listAt+i+1, kind.name, descriptorpb.FieldDescriptorProto_LABEL_REPEATED)
		}
		if level < 2 {
			add(ownNumber, "message", descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL).TypeName = proto.String(fmt.Sprint(".whole", level+1))
		}
		file.MessageType = append(file.MessageType, message)
	}
	return mustOf(protodesc.NewFile(file, nil)).Messages().Get(0)
}

// wholeFields are those of the record and of the message in it: the last values, the first ones, lists.
func wholeFields() (fields []ingest.Field) {
	for _, prefix := range []string{"", fmt.Sprint(ownNumber, ".")} {
		for i, kind := range listKinds {
			field := kind.field
			field.Path = fmt.Sprint(prefix, i+1)
			first, list := field, field
			first.First = true
			list.Path, list.Type = fmt.Sprint(prefix, listAt+i+1), sinew.ListOf(field.Type)
			fields = append(fields, field, first, list)
		}
	}
	return append(fields, ingest.Int64s(fmt.Sprint(ownNumber, ".", ownNumber, ".2")))
}

// wholePaths are the paths of wholeFields, which alone are looked at.
var wholePaths = func() map[string]bool {
	paths := map[string]bool{}
	for _, field := range wholeFields() {
		paths[field.Path] = true
	}
	return paths
}()

// occurrence is a value as it is in a message.
type occurrence struct {
	wire   protowire.Type
	number uint64
	bytes  []byte
}

func wireOfKind(field ingest.Field) protowire.Type {
	switch {
	case field.Type == sinew.String || field.Type == sinew.Binary:
		return protowire.BytesType
	case field.Type == sinew.Float32 || field.Fixed && (field.Type == sinew.Int32 || field.Type == sinew.Uint32):
		return protowire.Fixed32Type
	case field.Type == sinew.Float64 || field.Fixed:
		return protowire.Fixed64Type
	}
	return protowire.VarintType
}

func consume(b []byte, wire protowire.Type) (v occurrence, n int) {
	v.wire = wire
	switch wire {
	case protowire.VarintType:
		v.number, n = protowire.ConsumeVarint(b)
	case protowire.Fixed32Type:
		var number uint32
		number, n = protowire.ConsumeFixed32(b)
		v.number = uint64(number)
	case protowire.Fixed64Type:
		v.number, n = protowire.ConsumeFixed64(b)
	case protowire.BytesType:
		v.bytes, n = protowire.ConsumeBytes(b)
	}
	return v, n
}

// occurrencesOf collects the values of a message that protowire takes, by their path. It is false if a run of packed
// numbers is none where a field is not repeated, which others do not look into.
func occurrencesOf(b []byte, prefix string, levels int, found map[string][]occurrence) bool {
	good := true
	for len(b) > 0 {
		number, wire, n := protowire.ConsumeTag(b)
		value := b[n:]
		size := protowire.ConsumeFieldValue(number, wire, value)
		b = value[size:]
		path := fmt.Sprint(prefix, number)
		kind := int(number)
		if kind > listAt {
			kind -= listAt
		}
		if number == ownNumber {
			if wire == protowire.BytesType && levels > 0 {
				inner, _ := protowire.ConsumeBytes(value)
				good = occurrencesOf(inner, path+".", levels-1, found) && good
			}
			continue
		}
		if !wholePaths[path] {
			continue
		}
		v, _ := consume(value, wire)
		wanted := wireOfKind(listKinds[kind-1].field)
		if wire != protowire.BytesType || wanted == protowire.BytesType {
			found[path] = append(found[path], v)
			continue
		}
		for run := v.bytes; len(run) > 0; {
			element, n := consume(run, wanted)
			if n < 0 {
				good = false
				break
			}
			found[path] = append(found[path], element)
			run = run[n:]
		}
	}
	return good
}

// valueText is a value as a column of its kind has it; false: it is at fault.
func valueText(v occurrence, field ingest.Field) (string, bool) {
	if v.wire != wireOfKind(field) || field.Type == sinew.String && !utf8.Valid(v.bytes) {
		return "", false
	}
	switch {
	case field.Type == sinew.String:
		return string(v.bytes), true
	case field.Type == sinew.Binary:
		return fmt.Sprint(v.bytes), true
	case field.Type == sinew.Bool:
		return fmt.Sprint(protowire.DecodeBool(v.number)), true
	case field.Type == sinew.Float32:
		return fmt.Sprint(math.Float32frombits(uint32(v.number))), true
	case field.Type == sinew.Float64:
		return fmt.Sprint(math.Float64frombits(v.number)), true
	case field.Type == sinew.Int32 && field.Zigzag:
		return fmt.Sprint(int32(protowire.DecodeZigZag(v.number & math.MaxUint32))), true
	case field.Type == sinew.Int32:
		return fmt.Sprint(int32(v.number)), true
	case field.Type == sinew.Uint32:
		return fmt.Sprint(uint32(v.number)), true
	case field.Zigzag:
		return fmt.Sprint(protowire.DecodeZigZag(v.number)), true
	case field.Type == sinew.Int64:
		return fmt.Sprint(int64(v.number)), true
	}
	return fmt.Sprint(v.number), true
}

// cellOf is a row of a column as text, "null" without one.
func cellOf(column sinew.Column, row int) string {
	switch {
	case !column.Valid(row):
		return "null"
	case column.Type().Elements() != 0:
		return elementsOf(column.List(row))
	case column.Type() == sinew.Bool:
		return fmt.Sprint(column.Bool(row))
	case column.Type() == sinew.String:
		return string(column.Bytes(row))
	case column.Type() == sinew.Binary:
		return fmt.Sprint(column.Bytes(row))
	case column.Type() == sinew.Int32:
		return fmt.Sprint(sinew.Values[int32](column)[row])
	case column.Type() == sinew.Int64:
		return fmt.Sprint(sinew.Values[int64](column)[row])
	case column.Type() == sinew.Uint32:
		return fmt.Sprint(sinew.Values[uint32](column)[row])
	case column.Type() == sinew.Uint64:
		return fmt.Sprint(sinew.Values[uint64](column)[row])
	case column.Type() == sinew.Float32:
		return fmt.Sprint(sinew.Values[float32](column)[row])
	}
	return fmt.Sprint(sinew.Values[float64](column)[row])
}

// wantOf is what the values of a field make of it, and whether one of them is at fault.
func wantOf(values []occurrence, field ingest.Field) (cell string, isFault bool) {
	if element := field.Type.Elements(); element != 0 {
		field.Type = element
		var texts []string
		for _, v := range values {
			text, ok := valueText(v, field)
			if !ok {
				return "null", true
			}
			texts = append(texts, text)
		}
		return "[" + strings.Join(texts, " ") + "]", false
	}
	if len(values) == 0 {
		return "null", false
	}
	v := values[len(values)-1]
	if field.First {
		v = values[0]
	}
	text, ok := valueText(v, field)
	if !ok {
		return "null", true
	}
	return text, false
}

// mayOverflow reports whether a varint may have bits beyond the 64th, which protowire refuses and others drop.
func mayOverflow(b []byte) bool {
	run := 0
	for _, one := range b {
		if one < 0x80 {
			if run >= 9 && one > 1 {
				return true
			}
			run = 0
		} else if run++; run >= 10 {
			return true
		}
	}
	return false
}

// randomWhole has all kinds of fields, mostly with their own wire types, some groups and some that are not known.
func randomWhole(random *rand.Rand, depth int) []byte {
	var b []byte
	for range random.IntN(10) {
		number := protowire.Number(1 + random.IntN(len(listKinds)))
		if random.IntN(2) == 0 {
			number += listAt
		}
		kind := listKinds[(number-1)%listAt].field
		wire := wireOfKind(kind)
		switch random.IntN(12) {
		case 0:
			if depth < 2 {
				number, wire = ownNumber, protowire.BytesType
			}
		case 1:
			number = []protowire.Number{16, 19, 41, 2000, protowire.MaxValidNumber}[random.IntN(5)]
		case 2:
			wire = []protowire.Type{protowire.VarintType, protowire.Fixed64Type, protowire.BytesType, protowire.StartGroupType, protowire.Fixed32Type}[random.IntN(5)]
		}
		b = protowire.AppendTag(b, number, wire)
		switch {
		case wire == protowire.StartGroupType:
			if depth < 3 {
				b = append(b, randomWhole(random, depth+1)...)
			}
			b = protowire.AppendTag(b, number, protowire.EndGroupType)
		case number == ownNumber:
			b = protowire.AppendBytes(b, randomWhole(random, depth+1))
		case wire != protowire.BytesType:
			b = appendNumber(b, wire, random)
		case wireOfKind(kind) != protowire.BytesType:
			var run []byte
			for range random.IntN(4) {
				run = appendNumber(run, wireOfKind(kind), random)
			}
			b = protowire.AppendBytes(b, run)
		default:
			b = protowire.AppendBytes(b, []byte(strings.Repeat("né", random.IntN(5))))
		}
	}
	return b
}

// damage changes some bytes of a message.
func damage(random *rand.Rand, b []byte) []byte {
	for range random.IntN(3) {
		if len(b) == 0 {
			break
		}
		at := random.IntN(len(b))
		switch random.IntN(5) {
		case 0:
			b[at] ^= 1 << random.IntN(8)
		case 1:
			b[at] = byte(random.Uint32())
		case 2:
			b = slices.Delete(b, at, at+1)
		case 3:
			b = slices.Insert(b, at, []byte{0, 0x80, 0xFF, 3, 4, 7}[random.IntN(6)])
		case 4:
			b = b[:at]
		}
	}
	return b
}

// wholeRejects is what Sinew has refused, by record: the offset of a record at fault, or the fields at fault.
func wholeRejects(d *ingest.Decoder) (records map[int]ingest.Reject, values map[[2]int]ingest.Reason) {
	records, values = map[int]ingest.Reject{}, map[[2]int]ingest.Reason{}
	for _, reject := range d.Rejects() {
		if reject.Field < 0 {
			records[int(reject.Record)] = reject
		} else {
			values[[2]int{int(reject.Record), reject.Field}] = reject.Reason
		}
	}
	return records, values
}

// Which messages are errors, and the values of the others.
func TestProtobufAgreesWithGoogle(t *testing.T) {
	fields, message := wholeFields(), wholeType()
	count := roundsOf(4000)
	d := mustOf(ingest.NewProtobuf(ingest.Protobuf{Options: ingest.Options{MaxRejects: 1 << 20}}, fields...))
	defer d.Close()
	random := rand.New(rand.NewPCG(8, 1))
	var rows sinew.Strings
	var inputs [][]byte
	for range count {
		inputs = append(inputs, damage(random, randomWhole(random, 0)))
		rows.AppendBytes(inputs[len(inputs)-1])
	}
	var batch sinew.Batch
	defer batch.Close()
	must(d.DecodeRows(&batch, rows.Column()))
	records, values := wholeRejects(d)
	taken, refused := 0, 0
	for row, input := range inputs {
		m := dynamicpb.NewMessage(message)
		err := proto.Unmarshal(input, m)
		reject, isRejected := records[row]
		if err != nil {
			refused++
			if !isRejected && !mayOverflow(input) {
				t.Fatalf("%x: %v", input, err)
			}
			continue
		}
		found := map[string][]occurrence{}
		isGood := occurrencesOf(input, "", 2, found)
		if isRejected {
			// Numbers of fields within groups, which it does not look at.
			tag, n := protowire.ConsumeVarint(input[reject.Offset:])
			if isGood && !(n > 0 && tag>>3 > uint64(protowire.MaxValidNumber)) {
				t.Fatalf("%x: rejected at byte %d", input, reject.Offset)
			}
			continue
		}
		if !isGood {
			t.Fatalf("%x: a run of numbers is none", input)
		}
		taken++
		for i, field := range fields {
			want, isFault := wantOf(found[field.Path], field)
			if got := cellOf(batch.Column(i), row); got != want {
				t.Fatalf("%x, field %+v: %s, not %s", input, field, got, want)
			}
			if _, got := values[[2]int{row, i}]; got != isFault {
				t.Fatalf("%x, field %+v: a fault: %t", input, field, got)
			}
			// What Google has made of it, where a wrong wire type or a run of packed numbers is not an unknown field.
			if field.First || strings.Count(field.Path, ".") > 1 || isFault || hasOddWire(input, field.Path) {
				continue
			}
			if got := googleCell(m, field); got != want {
				t.Fatalf("%x, field %+v: %s, and Google has %s", input, field, want, got)
			}
		}
	}
	if taken < count/4 || refused < count/8 {
		t.Errorf("%d messages taken, %d refused", taken, refused)
	}
}

// hasOddWire reports whether a value of a path that is not repeated is of another wire type.
func hasOddWire(b []byte, path string) bool {
	head, rest, isInner := strings.Cut(path, ".")
	for len(b) > 0 {
		number, wire, n := protowire.ConsumeTag(b)
		size := protowire.ConsumeFieldValue(number, wire, b[n:])
		value := b[n : n+size]
		b = b[n+size:]
		if fmt.Sprint(number) != head {
			continue
		}
		if isInner {
			if inner, n := protowire.ConsumeBytes(value); wire == protowire.BytesType && n > 0 && hasOddWire(inner, rest) {
				return true
			}
			continue
		}
		if int(number) <= len(listKinds) && wire != wireOfKind(listKinds[number-1].field) {
			return true
		}
	}
	return false
}

// googleCell is the value of a field in a message.
func googleCell(m protoreflect.Message, field ingest.Field) string {
	path := strings.Split(field.Path, ".")
	if len(path) > 1 {
		m = m.Get(m.Descriptor().Fields().ByNumber(ownNumber)).Message()
	}
	number := mustOf(strconv.Atoi(path[len(path)-1]))
	one := m.Descriptor().Fields().ByNumber(protowire.Number(number))
	switch {
	case one.IsList():
		list := m.Get(one).List()
		values := make([]any, list.Len())
		for i := range values {
			values[i] = list.Get(i).Interface()
		}
		return fmt.Sprint(values)
	case !m.Has(one):
		return "null"
	}
	return fmt.Sprint(m.Get(one).Interface())
}

// errOverflow is what protowire says of a varint of more than 64 bits.
var errOverflow = func() error {
	_, n := protowire.ConsumeVarint([]byte(strings.Repeat("\xFF", 10)))
	return protowire.ParseError(n)
}()

// Streams, as protodelim writes them, whole and damaged: protowire says where the messages are.
func TestProtobufStreamsAgreeWithGoogle(t *testing.T) {
	fields, message := wholeFields(), wholeType()
	random := rand.New(rand.NewPCG(8, 2))
	ends := map[ingest.Reason]int{}
	for range roundsOf(300) {
		var stream strings.Builder
		for range random.IntN(8) {
			m := dynamicpb.NewMessage(message)
			must(proto.Unmarshal(randomWhole(random, 0), m))
			mustOf(protodelim.MarshalTo(&stream, m))
		}
		input := damage(random, []byte(stream.String()))
		if random.IntN(8) == 0 {
			input = append(input, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01 and more"[:random.IntN(20)]...)
		}
		d := mustOf(ingest.NewProtobuf(ingest.Protobuf{Options: ingest.Options{MaxRejects: 1000}}, fields...))
		var batch sinew.Batch
		rest := 0
		var cells [][]string
		collect := func() {
			for row := range batch.Len() {
				var line []string
				for i := range fields {
					line = append(line, cellOf(batch.Column(i), row))
				}
				cells = append(cells, line)
			}
		}
		for rest < len(input) {
			size := min(len(input)-rest, 1+random.IntN(100))
			n := mustOf(d.Decode(&batch, input[rest:rest+size], rest+size == len(input)))
			rest += n
			collect()
		}
		records, _ := wholeRejects(d)
		record, at := 0, 0
		for at < len(input) {
			body, n := protowire.ConsumeBytes(input[at:])
			if n < 0 {
				reject, isRejected := records[record]
				length := input[at:min(len(input), at+10)]
				if protowire.ParseError(n) == errOverflow {
					// If it ends with the tenth byte, it is a length without those bits.
					if last := length[9]; last >= 0x80 && (!isRejected || reject.Reason != ingest.Syntax) {
						t.Fatalf("%x at %d: %v", input, at, reject)
					}
					break
				}
				want := ingest.Truncated
				if size, n := protowire.ConsumeVarint(length); n > 0 && size > 16<<20-uint64(n) {
					want = ingest.TooLong
				}
				if !isRejected || reject.Reason != want {
					t.Fatalf("%x at %d: %v, and the reject %v, not %v", input, at, protowire.ParseError(n), reject, want)
				}
				ends[reject.Reason]++
				record++
				break
			}
			at += n
			found := map[string][]occurrence{}
			_, isRejected := records[record]
			record++
			if proto.Unmarshal(body, dynamicpb.NewMessage(message)) != nil || !occurrencesOf(body, "", 2, found) {
				if !isRejected && !mayOverflow(body) {
					t.Fatalf("%x, the message before byte %d: taken", input, at)
				}
				if !isRejected {
					cells = cells[1:]
				}
				continue
			}
			if isRejected {
				continue // TestProtobufAgreesWithGoogle says why
			}
			for i, field := range fields {
				if want, _ := wantOf(found[field.Path], field); cells[0][i] != want {
					t.Fatalf("%x, field %+v: %s, not %s", body, field, cells[0][i], want)
				}
			}
			cells = cells[1:]
		}
		if at == len(input) && (len(cells) > 0 || d.Counts().Records != uint64(record)) {
			t.Fatalf("%x: %d rows too many, %d records of %d", input, len(cells), d.Counts().Records, record)
		}
		batch.Close()
		d.Close()
	}
	if ends[ingest.Truncated] < roundsOf(40) {
		t.Errorf("%v", ends)
	}
}
