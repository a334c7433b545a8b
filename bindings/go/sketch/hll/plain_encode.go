package hll

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/hyperloglog"
)

// A sketch as bytes, in plain Go: docs/formats/hll.md.

const (
	version, family = 1, 7

	isEmpty, isCompact, isOutOfOrder = 4, 8, 16
	knownFlags                       = 2 | isEmpty | isCompact | isOutOfOrder | 32

	headerSize, tableHeaderSize, registersHeaderSize = 8, 12, 40

	modeList, modeTable, modeRegisters = 0, 1, 2
	of4Bits, of6Bits, of8Bits          = 0, 1, 2

	exception = 15   // in 4 bits: the value is among the exceptions
	open      = 0xff // stands for it until it is found

	// Coupons that are hashes pass over some two places of their tables each. Others could be chosen so
	// that each passes over all those before it.
	mostSteps = 64
)

func (p *plain) encode(b []byte) []byte {
	if p.registers == nil {
		words, flags, n, mode := byte(2), byte(isCompact), byte(p.Count), byte(modeList)
		if p.Count == 0 {
			flags |= isEmpty
		}
		isTable := len(p.All) > hyperloglog.ListCapacity
		if isTable {
			words, n, mode = 3, 0, modeTable
		}
		b = append(b, words, version, family, byte(p.lgK), byte(p.Lg()), flags, n, mode|of8Bits<<2)
		if isTable {
			b = binary.LittleEndian.AppendUint32(b, uint32(p.Count))
		}
		for _, coupon := range p.All {
			if coupon != 0 {
				b = binary.LittleEndian.AppendUint32(b, coupon)
			}
		}
		return b
	}
	flags := byte(isCompact)
	if !p.ordered {
		flags |= isOutOfOrder
	}
	b = append(b, 10, version, family, byte(p.lgK), 0, flags, 0, modeRegisters|of8Bits<<2)
	for _, x := range []float64{p.inOrder, p.low, p.high} {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(x))
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(p.zeros))
	b = binary.LittleEndian.AppendUint32(b, 0)
	return append(b, p.registers...)
}

func corrupt(at int, fault string) error {
	return &sinew.Error{Status: sinew.Corrupt, Offset: at, Message: fmt.Sprintf("in: byte %d: %s", at, fault)}
}

func truncated(size, of int) error {
	return &sinew.Error{Status: sinew.Truncated, Offset: size, Message: fmt.Sprintf("in: %d bytes of %d", size, of)}
}

// decode reads a sketch into one without values.
func (p *plain) decode(in []byte) error {
	if len(in) < headerSize {
		return truncated(len(in), headerSize)
	}
	flags, mode, kind := in[5], in[7]&3, in[7]>>2
	switch {
	case in[1] != version:
		return corrupt(1, "the version is unknown")
	case in[2] != family:
		return corrupt(2, "it is no HLL sketch")
	case in[3] < c.HllMinLgK || in[3] > c.HllMaxLgK:
		return corrupt(3, "a number of registers that cannot be")
	case flags&^knownFlags != 0:
		return corrupt(5, "there are unknown flags")
	case mode > modeRegisters || kind > of8Bits:
		return corrupt(7, "the mode is unknown")
	case in[0] != [3]byte{2, 3, 10}[mode]:
		return corrupt(0, "the mode has a header of another size")
	}
	p.lgK = int(in[3])
	if mode == modeRegisters {
		return p.decodeRegisters(in, int(kind))
	}
	return p.decodeCoupons(in, mode == modeTable)
}

func (p *plain) decodeCoupons(in []byte, isTable bool) error {
	flags, count, at, begin, lg := in[5], int(in[6]), 6, headerSize, hyperloglog.ListLg
	isTooMany := count >= hyperloglog.ListCapacity
	if isTable {
		if p.lgK < hyperloglog.TableLgK {
			return corrupt(3, "so few registers, and a table")
		}
		if len(in) < tableHeaderSize {
			return truncated(len(in), tableHeaderSize)
		}
		number := binary.LittleEndian.Uint32(in[headerSize:])
		count, at, begin, lg = int(min(number, 1<<30)), headerSize, tableHeaderSize, int(in[4])
		isTooMany = hyperloglog.TooMany(count, p.lgK)
	}
	switch {
	case isTooMany:
		return corrupt(at, "more coupons than there can be")
	case flags&isEmpty != 0 && count != 0:
		return corrupt(at, "an empty sketch has coupons")
	}
	stored := count
	if flags&isCompact == 0 && (count != 0 || len(in) != headerSize) {
		if isTable && (lg < hyperloglog.TableLg || lg > p.lgK-3) {
			return corrupt(4, "a size of the table that cannot be")
		}
		stored = 1 << lg
	}
	size := begin + 4*stored
	if len(in) < size {
		return truncated(len(in), size)
	}
	if isTable {
		p.All = make([]uint32, 1<<hyperloglog.TableLg)
	}
	seen := 0
	for at := begin; at < size; at += 4 {
		coupon := binary.LittleEndian.Uint32(in[at:])
		if coupon == 0 && stored != count {
			continue // room in a table
		}
		if coupon>>hyperloglog.KeyBits == 0 {
			return corrupt(at, "a coupon has no value")
		}
		p.Coupons.Add(coupon)
		if seen++; p.Count != seen || seen > count {
			return corrupt(at, "a coupon is there twice, or there are more of them than their number says")
		}
		if p.Steps > mostSteps*(seen+mostSteps) {
			return corrupt(at, "coupons crowd the table as hashes do not")
		}
	}
	switch {
	case seen != count:
		return corrupt(size, "there are fewer coupons than their number says")
	case len(in) != size:
		return corrupt(size, "there are bytes behind the end")
	}
	return p.checkLimit()
}

func (p *plain) decodeRegisters(in []byte, kind int) error {
	count := 1 << p.lgK
	bytes := [3]int{count / 2, count/4*3 + 1, count}[kind]
	at := registersHeaderSize + bytes
	if len(in) < at {
		return truncated(len(in), at)
	}
	least, lg := int(in[6]), int(in[4])
	inOrder := math.Float64frombits(binary.LittleEndian.Uint64(in[headerSize:]))
	exceptions := int64(binary.LittleEndian.Uint32(in[registersHeaderSize-4:]))
	ordered := in[5]&isOutOfOrder == 0
	isTable := kind == of4Bits && in[5]&isCompact == 0
	switch {
	case ordered && !(inOrder >= 0 && inOrder < 0x1p100):
		return corrupt(headerSize, "the estimate is no number of values")
	case kind != of4Bits && exceptions != 0:
		return corrupt(registersHeaderSize-4, "there are exceptions of no registers")
	case lg > p.lgK:
		return corrupt(4, "a table of exceptions that is greater than the registers")
	}
	stored := exceptions
	if isTable {
		stored = int64(1) << lg
		if exceptions == 0 {
			stored = int64(len(in)-at) / 4
		}
	}
	if size := int64(at) + 4*stored; int64(len(in)) < size {
		return truncated(len(in), int(size))
	}
	p.open(p.lgK)
	if err := p.checkLimit(); err != nil {
		return err
	}
	missing := 0
	packed := in[registersHeaderSize:]
	for i := range p.registers {
		place := i * []int{4, 6, 8}[kind] / 8
		value := int(packed[place])
		isException := false
		switch kind {
		case of6Bits:
			value = int(binary.LittleEndian.Uint16(packed[place:])) >> (i * 6 % 8) & hyperloglog.MostValue
		case of4Bits:
			value = value >> (i % 2 * 4) & exception
			isException = value == exception
			value += least
		}
		if value > hyperloglog.MostValue && !isException {
			return corrupt(registersHeaderSize+place, "a register is more than 63")
		}
		if isException {
			value = open
			missing++
		}
		p.registers[i] = byte(value)
	}
	for range stored {
		coupon := binary.LittleEndian.Uint32(in[at:])
		if coupon != 0 || !isTable {
			value := &p.registers[int(coupon)&(count-1)]
			if *value != open || int(coupon>>hyperloglog.KeyBits) < exception+least {
				return corrupt(at, "an exception of a register that has none, or that is less than 15")
			}
			*value = byte(coupon >> hyperloglog.KeyBits)
			missing--
		}
		at += 4
	}
	switch {
	case missing != 0:
		return corrupt(at, "the exception of a register is not there")
	case at != len(in):
		return corrupt(at, "there are bytes behind the end")
	}
	p.recount()
	p.ordered, p.inOrder = ordered, inOrder
	if !ordered {
		p.inOrder = 0
	}
	return nil
}
