package main

import (
	stdbase64 "encoding/base64"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/encoding/base64"
)

func init() { register("encoding/base64", base64Rows) }

// base64Rows: sizes count the bytes that the text stands for.
func base64Rows(t *table) {
	name := standard("encoding/base64")
	data := randomBytes(1 << 20)
	dst := make([]byte, 2<<20)
	for _, size := range codecSizes {
		unit, amount := byteUnit(size)
		in := data[:size]
		n := stdbase64.StdEncoding.EncodedLen(size)
		t.run(row{"encode, " + sizeName(size), unit, amount,
			repeat(func() uint64 { base64.StdEncoding.Encode(dst, in); return codecEnds(dst, n) }),
			[]peer{{name: name, work: repeat(func() uint64 { stdbase64.StdEncoding.Encode(dst, in); return codecEnds(dst, n) })}}})
	}
	decode := func(what string, size int, text []byte) {
		unit, amount := byteUnit(size)
		t.run(row{what + ", " + sizeName(size), unit, amount,
			repeat(func() uint64 { n, _ := base64.StdEncoding.Decode(dst, text); return codecEnds(dst, n) }),
			[]peer{{name: name, work: repeat(func() uint64 { n, _ := stdbase64.StdEncoding.Decode(dst, text); return codecEnds(dst, n) })}}})
	}
	for _, size := range codecSizes {
		text := stdbase64.StdEncoding.AppendEncode(nil, data[:size])
		decode("decode", size, text)
		if size >= 1<<10 {
			var lines []byte
			for len(text) > 76 {
				lines = append(append(lines, text[:76]...), "\r\n"...)
				text = text[76:]
			}
			decode("decode lines of 76", size, append(lines, text...))
		}
	}

	const count = 4096
	var rows, texts, out sinew.Strings
	for i := range count {
		rows.AppendBytes(data[i*40:][:8+int(data[i])%33])
	}
	if err := base64.StdEncoding.EncodeColumn(&texts, rows.Column()); err != nil {
		panic(err)
	}
	t.run(row{"encode 4,096 strings of 8-40 B", nanosecondsPer("string"), count,
		repeat(func() uint64 {
			if err := base64.StdEncoding.EncodeColumn(&out, rows.Column()); err != nil {
				panic(err)
			}
			return uint64(len(out.At(count - 1)))
		}),
		[]peer{{name: name + ", string by string", work: repeat(func() uint64 {
			text := dst[:0]
			last := 0
			for i := range count {
				last = len(text)
				text = stdbase64.StdEncoding.AppendEncode(text, rows.At(i))
			}
			return uint64(len(text) - last)
		})}}})
	t.run(row{"decode 4,096 strings of 8-40 B", nanosecondsPer("string"), count,
		repeat(func() uint64 {
			if err := base64.StdEncoding.DecodeColumn(&out, texts.Column()); err != nil {
				panic(err)
			}
			return uint64(len(out.At(count - 1)))
		}),
		[]peer{{name: name + ", string by string", work: repeat(func() uint64 {
			bytes := dst[:0]
			last := 0
			for i := range count {
				last = len(bytes)
				bytes, _ = stdbase64.StdEncoding.AppendDecode(bytes, texts.At(i))
			}
			return uint64(len(bytes) - last)
		})}}})
}
