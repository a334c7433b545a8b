package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

const (
	// A block of lines, and one such as a consumer is given many of.
	blockSize      = 256 << 10
	smallBlockSize = 16 << 10
	// The longest line: what is longer is no flight, and is not kept in memory.
	maxLine = 1 << 20
)

var errTooLong = fmt.Errorf("longer than %d bytes", maxLine)

// What may stand before the first line.
var byteOrderMark = []byte("\xef\xbb\xbf")

func skipMark(in io.Reader) io.Reader {
	buffered := bufio.NewReader(in)
	if begin, _ := buffered.Peek(len(byteOrderMark)); bytes.Equal(begin, byteOrderMark) {
		buffered.Discard(len(byteOrderMark))
	}
	return buffered
}

// lineReader cuts an input into blocks of whole lines.
type lineReader struct {
	in      io.Reader
	buffer  []byte
	used    int // bytes of the buffer that hold input
	given   int // bytes of those that next returned
	bytes   int64
	tooLong bool // the line being read is longer than maxLine; its start was dropped
	skipped bool // a line that was too long came before the lines that next returned
}

func (r *lineReader) reset(in io.Reader) { *r = lineReader{in: in, buffer: r.buffer} }

// next returns some whole lines, each with its newline but for one at the end of the input. The
// error comes with the last lines; lines cut short by an error other than io.EOF are not among
// them.
func (r *lineReader) next() ([]byte, error) {
	r.skipped = false
	r.used = copy(r.buffer, r.buffer[r.given:r.used])
	r.given = 0
	for {
		n, err := r.in.Read(r.buffer[r.used:])
		fresh := r.buffer[r.used : r.used+n]
		r.used += n
		r.bytes += int64(n)
		if r.tooLong {
			end := bytes.IndexByte(fresh, '\n')
			switch {
			case end >= 0:
				r.tooLong, r.skipped = false, true
				r.used = copy(r.buffer, r.buffer[r.used-n+end+1:r.used])
			case err == io.EOF:
				r.tooLong, r.skipped = false, true
				r.used = 0
			default:
				r.used = 0
			}
		}
		if err != nil {
			if err == io.EOF {
				r.given = r.used
			} else {
				r.given = bytes.LastIndexByte(r.buffer[:r.used], '\n') + 1
			}
			return r.buffer[:r.given], err
		}
		if r.tooLong {
			continue
		}
		if r.used == len(r.buffer) || r.skipped {
			if r.given = bytes.LastIndexByte(r.buffer[:r.used], '\n') + 1; r.given > 0 || r.skipped {
				return r.buffer[:r.given], nil
			}
			if len(r.buffer) >= maxLine {
				r.tooLong = true
				r.used = 0
				continue
			}
			r.buffer = append(r.buffer, make([]byte, len(r.buffer))...)
		}
	}
}
