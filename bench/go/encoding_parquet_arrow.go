package main

import (
	"io"
	"sync"

	"github.com/apache/arrow-go/v18/arrow/memory"
	arrowparquet "github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/schema"
)

// arrow-go keeps its encodings to itself: what they do is reached through the encoder of a column that is
// written, and through the reader of a column.

func arrowGo() string { return versionOf("arrow-go", "github.com/apache/arrow-go/v18") }

// arrowColumn encodes and decodes a column of values T without nulls, as one page.
type arrowColumn[T any] struct {
	writer   file.ColumnChunkWriter
	put      interface{ Put([]T) }
	encoding arrowparquet.Encoding
}

func arrowColumnOf[T any](encoding arrowparquet.Encoding) *arrowColumn[T] {
	var node schema.Node
	switch any(*new(T)).(type) {
	case int32:
		node = schema.NewInt32Node("column", arrowparquet.Repetitions.Required, -1)
	case int64:
		node = schema.NewInt64Node("column", arrowparquet.Repetitions.Required, -1)
	case arrowparquet.ByteArray:
		node = schema.NewByteArrayNode("column", arrowparquet.Repetitions.Required, -1)
	}
	root := mustOf(schema.NewGroupNode("schema", arrowparquet.Repetitions.Required, schema.FieldList{node}, -1))
	properties := arrowparquet.NewWriterProperties(arrowparquet.WithDictionaryDefault(false), arrowparquet.WithEncoding(encoding))
	writer := mustOf(file.NewParquetWriter(io.Discard, root, file.WithWriterProps(properties)).AppendRowGroup().NextColumn())
	return &arrowColumn[T]{writer, writer.CurrentEncoder().(interface{ Put([]T) }), encoding}
}

// encode appends the encoded values to dst.
func (c *arrowColumn[T]) encode(dst []byte, values []T) []byte {
	c.put.Put(values)
	buffer := mustOf(c.writer.CurrentEncoder().FlushValues())
	dst = append(dst, buffer.Bytes()...)
	buffer.Release()
	return dst
}

// decoderOf returns a function that decodes a page into values, again and again.
func (c *arrowColumn[T]) decoderOf(page []byte, values []T) func() {
	pages := &samePage{bytes: memory.NewBufferBytes(page), count: int32(len(values)), encoding: c.encoding}
	pool := &sync.Pool{New: func() any { return memory.NewResizableBuffer(memory.DefaultAllocator) }}
	reader := file.NewColumnReader(c.writer.Descr(), pages, memory.DefaultAllocator, pool).(interface {
		ReadBatch(count int64, values []T, definitions, repetitions []int16) (int64, int, error)
	})
	return func() {
		_, read, err := reader.ReadBatch(int64(len(values)), values, nil, nil)
		if err != nil || read != len(values) {
			panic(err)
		}
	}
}

// samePage is a column without an end, whose pages are all the same.
type samePage struct {
	file.PageReader
	bytes    *memory.Buffer
	count    int32
	encoding arrowparquet.Encoding
}

func (p *samePage) Next() bool { return true }

func (p *samePage) Err() error { return nil }

func (p *samePage) Page() file.Page {
	levels := arrowparquet.Encodings.RLE
	p.bytes.Retain() // the page releases it
	return file.NewDataPageV1(p.bytes, p.count, p.encoding, levels, levels, int32(p.bytes.Len()))
}
