package ingest

import (
	"encoding/binary"
	"iter"
	"math"

	"github.com/sinew-simd/sinew/bindings/go/internal/number"
)

// kafkaReader reads from a run of bytes, up to the first fault: what is not there, or makes no sense.
type kafkaReader struct {
	in     []byte
	at     int // where to go on, or what is at fault
	failed bool
}

// fail: nothing is read from here on.
func (r *kafkaReader) fail(at int) {
	r.failed = true
	r.at, r.in = at, r.in[:at]
}

// number reads a zigzag varint whose unsigned value is at most `most`.
func (r *kafkaReader) number(most uint64) int64 {
	value, size := binary.Uvarint(r.in[r.at:])
	if size <= 0 || value > most || most == math.MaxUint32 && size > binary.MaxVarintLen32 {
		r.fail(r.at)
		return 0
	}
	r.at += size
	return int64(number.Unzigzag(value))
}

func (r *kafkaReader) number32() int32 { return int32(r.number(math.MaxUint32)) }
func (r *kafkaReader) number64() int64 { return r.number(math.MaxUint64) }

// text reads bytes behind their length; nil for -1, which says that there are none.
func (r *kafkaReader) text() []byte {
	begin := r.at
	length := int(r.number32())
	if r.failed || length == -1 {
		return nil
	}
	if length < 0 || length > len(r.in)-r.at {
		r.fail(begin)
		return nil
	}
	r.at += length
	return r.in[r.at-length : r.at : r.at]
}

// kafkaRecord is a record; nil bytes are none.
type kafkaRecord struct {
	timeDelta           int64
	offsetDelta         int32
	key, value, headers []byte
	// Where they are among the records of the batch.
	keyAt, valueAt, headersAt int
	headerCount               int32
}

// read reads the record at a place of its batch, and returns the place behind it; or that of a fault, and
// false.
func (k *kafkaRecord) read(in []byte, at int) (int, bool) {
	outer := kafkaReader{in: in, at: at}
	length := int(outer.number32())
	if outer.failed || length < 0 || length > len(in)-outer.at {
		return at, false
	}
	last := outer.at + length
	r := kafkaReader{in: in[:last], at: outer.at}
	if length == 0 {
		r.fail(r.at)
	} else {
		r.at++ // attributes, of which none are defined
	}
	k.timeDelta, k.offsetDelta = r.number64(), r.number32()
	k.key = r.text()
	k.keyAt = r.at - len(k.key)
	k.value = r.text()
	k.valueAt = r.at - len(k.value)
	headers := r.at
	k.headersAt = headers
	k.headerCount = r.number32()
	if k.headerCount < 0 {
		r.fail(headers)
	}
	for i := int32(0); i < k.headerCount && !r.failed; i++ {
		key := r.at
		if r.text() == nil {
			r.fail(key)
		}
		r.text()
	}
	if r.failed || r.at != last {
		return r.at, false
	}
	k.headers = in[headers:last:last]
	return last, true
}

// KafkaHeaders yields the key and the value of each header in a value of the column "headers"; a value is nil
// if there is none. Bytes that are no headers yield nothing beyond the first fault.
func KafkaHeaders(headers []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		r := kafkaReader{in: headers}
		for count := r.number32(); count > 0; count-- {
			key, value := r.text(), r.text()
			if r.failed || key == nil || !yield(string(key), value) {
				return
			}
		}
	}
}
