package main

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/klauspost/compress/zstd"
	"github.com/sinew-simd/sinew/bindings/go/encoding/alp"
)

// alpColumn is a walk in steps of up to step units from first on, in numbers with decimal places.
func alpColumn[F alp.Float](count, places int, step, first float64) []F {
	values := make([]F, count)
	ten := math.Pow10(places)
	units := math.Round(first * ten)
	random := randomBytes(2 * count)
	for i := range values {
		units = math.Abs(units + math.Round((float64(binary.LittleEndian.Uint16(random[2*i:]))/32768-1)*step))
		values[i] = F(units / ten)
	}
	return values
}

// alpReals are numbers with all their digits, between 1 and 20.
func alpReals[F alp.Float](count int) []F {
	values := make([]F, count)
	random := randomBytes(8 * count)
	for i := range values {
		values[i] = F(1 + 19*float64(binary.LittleEndian.Uint64(random[8*i:])>>11)/(1<<53))
	}
	return values
}

func init() { register("encoding/alp", alpRows) }

// alpRows: how many bits a value takes is in the names of the contenders.
func alpRows(t *table) {
	const count = 32 << 10
	alpRow(t, "prices", alpColumn[float64](count, 2, 12, 180))
	alpRow(t, "temperatures", alpColumn[float64](count, 1, 4, 12))
	alpRow(t, "rates of 4 places", alpColumn[float64](count, 4, 40, 1.1))
	alpRow(t, "real doubles", alpReals[float64](count))
	alpRow(t, "temperatures as floats", alpColumn[float32](count, 1, 4, 12))
	alpRow(t, "real floats", alpReals[float32](count))
	alpRow(t, "prices", alpColumn[float64](100, 2, 12, 180))
}

func alpRow[F alp.Float](t *table, name string, in []F) {
	name = countName(len(in)) + " " + name
	if !t.wants("encode "+name) && !t.wants("decode "+name) {
		return
	}
	packed := alp.Append(nil, in)
	bits := func(size int) string { return fmt.Sprintf(", %.1f bits", 8*float64(size)/float64(len(in))) }
	out, again := make([]F, len(in)), make([]byte, 0, alp.EncodedBound[F](len(in)))
	plain, err := binary.Append(nil, binary.LittleEndian, in)
	if err != nil {
		panic(err)
	}
	unit, amount := millionsPerSecond("values"), float64(len(in))
	decode := row{"decode " + name + bits(len(packed)), unit, amount, repeat(func() uint64 {
		n, _, err := alp.Decode(out, packed)
		if err != nil {
			panic(err)
		}
		return uint64(n) + math.Float64bits(float64(out[n/3]))
	}), nil}
	encode := row{"encode " + name + bits(len(packed)), unit, amount, repeat(func() uint64 {
		again = alp.Append(again[:0], in)
		return uint64(len(in))
	}), nil}
	for _, level := range []zstd.EncoderLevel{zstd.SpeedFastest, zstd.SpeedDefault} {
		encoder, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(level), zstd.WithEncoderConcurrency(1))
		if err != nil {
			panic(err)
		}
		decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
		if err != nil {
			panic(err)
		}
		frame := encoder.EncodeAll(plain, nil)
		room, bytes := make([]byte, 0, len(plain)+1024), make([]byte, 0, len(plain))
		peerName := versionOf("klauspost/compress/zstd", "github.com/klauspost/compress") + " " + level.String() + bits(len(frame))
		size := len(plain) / len(in)
		decode.peers = append(decode.peers, peer{name: peerName, work: repeat(func() uint64 {
			var err error
			if bytes, err = decoder.DecodeAll(frame, bytes[:0]); err != nil {
				panic(err)
			}
			third := bytes[len(in)/3*size:]
			if size == 4 {
				return uint64(len(in)) + math.Float64bits(float64(math.Float32frombits(binary.LittleEndian.Uint32(third))))
			}
			return uint64(len(in)) + binary.LittleEndian.Uint64(third)
		})})
		encode.peers = append(encode.peers, peer{name: peerName, work: repeat(func() uint64 {
			room = encoder.EncodeAll(plain, room[:0])
			return uint64(len(in))
		})})
	}
	t.run(decode)
	t.run(encode)
}
