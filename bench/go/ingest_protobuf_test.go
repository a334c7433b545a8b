package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
)

// listKinds are the kinds of fields, numbered from 1, and what Sinew takes them for.
var listKinds = []struct {
	name  string
	field ingest.Field
}{
	{"int32", ingest.Field{Type: sinew.Int32}},
	{"int64", ingest.Field{Type: sinew.Int64}},
	{"uint32", ingest.Field{Type: sinew.Uint32}},
	{"uint64", ingest.Field{Type: sinew.Uint64}},
	{"sint32", ingest.Field{Type: sinew.Int32, Zigzag: true}},
	{"sint64", ingest.Field{Type: sinew.Int64, Zigzag: true}},
	{"fixed32", ingest.Field{Type: sinew.Uint32, Fixed: true}},
	{"fixed64", ingest.Field{Type: sinew.Uint64, Fixed: true}},
	{"sfixed32", ingest.Field{Type: sinew.Int32, Fixed: true}},
	{"sfixed64", ingest.Field{Type: sinew.Int64, Fixed: true}},
	{"bool", ingest.Field{Type: sinew.Bool}},
	{"float", ingest.Field{Type: sinew.Float32}},
	{"double", ingest.Field{Type: sinew.Float64}},
	{"string", ingest.Field{Type: sinew.String}},
	{"bytes", ingest.Field{Type: sinew.Binary}},
}

// Lists are in the record itself, and in a message that it has more than once.
const innerNumber = 16

// listType describes a message that has a list of every kind, and within it, a message like itself.
func listType() protoreflect.MessageDescriptor {
	message := &descriptorpb.DescriptorProto{Name: proto.String("lists")}
	for i, kind := range listKinds {
		message.Field = append(message.Field, &descriptorpb.FieldDescriptorProto{
			Name: proto.String(kind.name + "s"), Number: proto.Int32(int32(i + 1)),
			Type:  descriptorpb.FieldDescriptorProto_Type(descriptorpb.FieldDescriptorProto_Type_value["TYPE_"+strings.ToUpper(kind.name)]).Enum(),
			Label: descriptorpb.FieldDescriptorProto_LABEL_REPEATED.Enum(),
		})
	}
	message.Field = append(message.Field, &descriptorpb.FieldDescriptorProto{
		Name: proto.String("inner"), Number: proto.Int32(innerNumber), Type: descriptorpb.FieldDescriptorProto_TYPE_MESSAGE.Enum(),
		TypeName: proto.String(".lists"), Label: descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(),
	})
	file := &descriptorpb.FileDescriptorProto{Name: proto.String("lists.proto"), Syntax: proto.String("proto3"), MessageType: []*descriptorpb.DescriptorProto{message}}
	return mustOf(protodesc.NewFile(file, nil)).Messages().Get(0)
}

func appendNumber(b []byte, wire protowire.Type, random *rand.Rand) []byte {
	number := random.Uint64() >> random.IntN(64)
	switch wire {
	case protowire.Fixed32Type:
		return protowire.AppendFixed32(b, uint32(number))
	case protowire.Fixed64Type:
		return protowire.AppendFixed64(b, number)
	}
	return protowire.AppendVarint(b, number)
}

// randomLists has elements one by one and in packed runs, and fields that are not wanted.
func randomLists(random *rand.Rand, depth int) []byte {
	var b []byte
	for range random.IntN(30) {
		number := protowire.Number(1 + random.IntN(innerNumber+2))
		wire := protowire.VarintType
		if int(number) <= len(listKinds) {
			switch field := listKinds[number-1].field; {
			case field.Type == sinew.String || field.Type == sinew.Binary:
				wire = protowire.BytesType
			case field.Type == sinew.Float32 || field.Fixed && (field.Type == sinew.Int32 || field.Type == sinew.Uint32):
				wire = protowire.Fixed32Type
			case field.Type == sinew.Float64 || field.Fixed:
				wire = protowire.Fixed64Type
			}
		}
		var value []byte
		switch {
		case number == innerNumber && depth == 0:
			value = randomLists(random, 1)
		case number >= innerNumber || wire != protowire.BytesType && random.IntN(2) == 0:
			b = appendNumber(protowire.AppendTag(b, number, wire), wire, random)
			continue
		case wire == protowire.BytesType:
			value = []byte(strings.Repeat("né", random.IntN(20)))
		default:
			for range random.IntN(20) {
				value = appendNumber(value, wire, random)
			}
		}
		b = protowire.AppendBytes(protowire.AppendTag(b, number, protowire.BytesType), value)
	}
	return b
}

// elementsOf is the elements of a list as text.
func elementsOf(elements sinew.Column) string {
	var values any
	switch elements.Type() {
	case sinew.Int32:
		values = sinew.Values[int32](elements)
	case sinew.Int64:
		values = sinew.Values[int64](elements)
	case sinew.Uint32:
		values = sinew.Values[uint32](elements)
	case sinew.Uint64:
		values = sinew.Values[uint64](elements)
	case sinew.Float32:
		values = sinew.Values[float32](elements)
	case sinew.Float64:
		values = sinew.Values[float64](elements)
	default:
		var each []any
		for i := range elements.Len() {
			switch elements.Type() {
			case sinew.Bool:
				each = append(each, elements.Bool(i))
			case sinew.String:
				each = append(each, string(elements.Bytes(i)))
			default:
				each = append(each, elements.Bytes(i))
			}
		}
		values = each
	}
	return fmt.Sprint(values)
}

func TestProtobufListsAgreeWithGoogle(t *testing.T) {
	message := listType()
	var fields []ingest.Field
	for _, prefix := range []string{"", fmt.Sprint(innerNumber, ".")} {
		for i, kind := range listKinds {
			field := kind.field
			field.Path, field.Type = fmt.Sprint(prefix, i+1), sinew.ListOf(field.Type)
			fields = append(fields, field)
		}
	}
	d := mustOf(ingest.NewProtobuf(ingest.Protobuf{}, fields...))
	defer d.Close()
	var batch sinew.Batch
	defer batch.Close()
	random := rand.New(rand.NewPCG(3, 9))
	var rows sinew.Strings
	var want [][]string
	for range 500 {
		record := randomLists(random, 0)
		rows.AppendBytes(record)
		m := dynamicpb.NewMessage(message)
		must(proto.Unmarshal(record, m))
		var lists []string
		for _, m := range []protoreflect.Message{m, m.Get(message.Fields().ByNumber(innerNumber)).Message()} {
			for i := range listKinds {
				list := m.Get(message.Fields().ByNumber(protowire.Number(i + 1))).List()
				values := make([]any, list.Len())
				for k := range values {
					values[k] = list.Get(k).Interface()
				}
				lists = append(lists, fmt.Sprint(values))
			}
		}
		want = append(want, lists)
	}
	must(d.DecodeRows(&batch, rows.Column()))
	for row, lists := range want {
		for i, list := range lists {
			if got := elementsOf(batch.Column(i).List(row)); !batch.Column(i).Valid(row) || got != list {
				t.Fatalf("row %d, %s: %s, not %s", row, fields[i].Path, got, list)
			}
		}
	}
}
