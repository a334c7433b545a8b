package main

import (
	"fmt"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"strings"
	"unicode/utf8"

	"buf.build/go/hyperpb"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
)

func init() { register("ingest/protobuf", protobufRows) }

// An order has twenty fields, by their numbers.
var orderFields = messageType("order", "int64 int64 string string double int32 bool int64 fixed64 string int32 int64 float string string int64 string bool fixed32 string")

// protobufRows decodes a number, a text and a price of each order to columns.
func protobufRows(t *table) {
	random := rand.New(rand.NewPCG(3, 7))
	const rows = 4096
	var column sinew.Strings
	messages := make([][]byte, rows)
	size := 0
	for i := range messages {
		messages[i] = order(random)
		size += len(messages[i])
		column.AppendBytes(messages[i])
	}
	d := mustOf(ingest.NewProtobuf(ingest.Protobuf{}, ingest.Int64s("2"), ingest.Strings("3"), ingest.Float64s("5")))
	var batch sinew.Batch
	t.runCounting(row{fmt.Sprintf("3 of 20 fields, messages of %d B", size/rows), millionsPerSecond("rows"), rows, repeat(func() uint64 {
		must(d.DecodeRows(&batch, column.Column()))
		return mixOfOrders(sinew.Values[int64](batch.Column(0)), batch.Column(1).Bytes(rows-1), sinew.Values[float64](batch.Column(2)))
	}), []peer{
		{name: versionOf("hyperpb", "buf.build/go/hyperpb"), work: ordersByHyperpb(messages)},
		{name: versionOf("protowire", "google.golang.org/protobuf"), work: ordersByProtowire(messages)},
	}})
}

func order(random *rand.Rand) []byte {
	var b []byte
	for i := range orderFields.Fields().Len() {
		field := orderFields.Fields().Get(i)
		switch field.Kind() {
		case protoreflect.StringKind:
			b = protowire.AppendTag(b, field.Number(), protowire.BytesType)
			b = protowire.AppendString(b, airport(random)+"-an-airport-of-some-name"[:random.IntN(20)])
		case protoreflect.DoubleKind, protoreflect.Fixed64Kind:
			b = protowire.AppendTag(b, field.Number(), protowire.Fixed64Type)
			b = protowire.AppendFixed64(b, math.Float64bits(float64(random.IntN(100_000))/100))
		case protoreflect.FloatKind, protoreflect.Fixed32Kind:
			b = protowire.AppendTag(b, field.Number(), protowire.Fixed32Type)
			b = protowire.AppendFixed32(b, math.Float32bits(float32(random.IntN(1000))))
		default:
			b = protowire.AppendTag(b, field.Number(), protowire.VarintType)
			b = protowire.AppendVarint(b, random.Uint64N(1<<random.IntN(40))&math.MaxInt64)
		}
	}
	return b
}

// messageType describes a message of these types, which are numbered from 1.
func messageType(name, types string) protoreflect.MessageDescriptor {
	message := &descriptorpb.DescriptorProto{Name: proto.String(name)}
	for i, kind := range strings.Fields(types) {
		message.Field = append(message.Field, &descriptorpb.FieldDescriptorProto{
			Name: proto.String(fmt.Sprintf("field_%d", i+1)), Number: proto.Int32(int32(i + 1)),
			Type:  descriptorpb.FieldDescriptorProto_Type(descriptorpb.FieldDescriptorProto_Type_value["TYPE_"+strings.ToUpper(kind)]).Enum(),
			Label: descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(),
		})
	}
	file := &descriptorpb.FileDescriptorProto{Name: proto.String(name + ".proto"), Syntax: proto.String("proto3"), MessageType: []*descriptorpb.DescriptorProto{message}}
	return mustOf(protodesc.NewFile(file, nil)).Messages().Get(0)
}

// orders are columns as one keeps them in Go.
type orders struct {
	times  []int64
	text   []byte
	ends   []int
	prices []float64
}

func (o *orders) reset() {
	o.times, o.text, o.ends, o.prices = o.times[:0], o.text[:0], o.ends[:0], o.prices[:0]
}

func (o *orders) add(time int64, text string, price float64) {
	o.times, o.text, o.prices = append(o.times, time), append(o.text, text...), append(o.prices, price)
	o.ends = append(o.ends, len(o.text))
}

func (o *orders) mix() uint64 {
	return mixOfOrders(o.times, o.text[o.ends[len(o.ends)-2]:], o.prices)
}

// mixOfOrders reads a part: the rest is in memory all the same.
func mixOfOrders(times []int64, last []byte, prices []float64) uint64 {
	all := uint64(len(times)) + uint64(crc32.ChecksumIEEE(last))
	for i := 0; i < len(times); i += 97 {
		all += 31*uint64(times[i]) + math.Float64bits(prices[i])
	}
	return all
}

// hyperpbReader parses messages into memory that is used again. That all fields are known, and that the message is not
// copied, is the fastest way; to know the wanted ones alone takes longer.
type hyperpbReader struct {
	message *hyperpb.MessageType
	shared  hyperpb.Shared
}

func (r *hyperpbReader) read(record []byte, use func(m *hyperpb.Message)) {
	m := r.shared.NewMessage(r.message)
	must(m.Unmarshal(record, hyperpb.WithAllowAlias(true)))
	use(m)
	r.shared.Free()
}

func fieldsOf(message protoreflect.MessageDescriptor, numbers ...protoreflect.FieldNumber) []protoreflect.FieldDescriptor {
	fields := make([]protoreflect.FieldDescriptor, len(numbers))
	for i, number := range numbers {
		fields[i] = message.Fields().ByNumber(number)
	}
	return fields
}

func ordersByHyperpb(messages [][]byte) work {
	fields := fieldsOf(orderFields, 2, 3, 5)
	r := hyperpbReader{message: hyperpb.CompileMessageDescriptor(orderFields)}
	var o orders
	add := func(m *hyperpb.Message) {
		o.add(m.Get(fields[0]).Int(), m.Get(fields[1]).String(), m.Get(fields[2]).Float())
	}
	return repeat(func() uint64 {
		o.reset()
		for _, message := range messages {
			r.read(message, add)
		}
		return o.mix()
	})
}

func ordersByProtowire(messages [][]byte) work {
	var o orders
	return repeat(func() uint64 {
		o.reset()
		for _, message := range messages {
			var time int64
			var text []byte
			var price float64
			for len(message) > 0 {
				number, kind, n := protowire.ConsumeTag(message)
				message = message[whole(n):]
				switch {
				case number == 2 && kind == protowire.VarintType:
					var value uint64
					value, n = protowire.ConsumeVarint(message)
					time = int64(value)
				case number == 3 && kind == protowire.BytesType:
					text, n = protowire.ConsumeBytes(message)
				case number == 5 && kind == protowire.Fixed64Type:
					var value uint64
					value, n = protowire.ConsumeFixed64(message)
					price = math.Float64frombits(value)
				default:
					n = protowire.ConsumeFieldValue(number, kind, message)
				}
				message = message[whole(n):]
			}
			if !utf8.Valid(text) {
				panic("no UTF-8")
			}
			o.add(time, viewOf(text), price)
		}
		return o.mix()
	})
}

func whole(n int) int {
	must(protowire.ParseError(n))
	return n
}

// eventFields are those of event.
var eventFields = messageType("event", "int64 string string string string int64 int64 string bool string")

func parseHyperpb() parser {
	fields := fieldsOf(eventFields, 4, 6, 7)
	r := hyperpbReader{message: hyperpb.CompileMessageDescriptor(eventFields)}
	return func(records [][]byte, add func(*flight)) {
		use := func(m *hyperpb.Message) {
			add(&flight{m.Get(fields[0]).String(), m.Get(fields[1]).Int(), m.Get(fields[2]).Int()})
		}
		for _, record := range records {
			r.read(record, use)
		}
	}
}

func parseProtowire(record []byte, f *flight) {
	for len(record) > 0 {
		number, kind, n := protowire.ConsumeTag(record)
		record = record[whole(n):]
		switch {
		case number == 4 && kind == protowire.BytesType:
			var text []byte
			text, n = protowire.ConsumeBytes(record)
			f.Origin = viewOf(text)
		case (number == 6 || number == 7) && kind == protowire.VarintType:
			var value uint64
			value, n = protowire.ConsumeVarint(record)
			if number == 6 {
				f.Delay = int64(value)
			} else {
				f.Distance = int64(value)
			}
		default:
			n = protowire.ConsumeFieldValue(number, kind, record)
		}
		record = record[whole(n):]
	}
}
