package alp

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"

	"github.com/sinew-simd/sinew/bindings/go/internal/bitpack"
)

// The encoder in Go makes the choices that the library makes, so that the bytes are the same.
const (
	sampledVectors = 8
	sampleValues   = 32
	maxCandidates  = 5
	exceptionBits  = 32 // of a split: a position and a left part
)

// plan is what the vectors of a group choose from: combinations, or a split, or neither.
type plan struct {
	candidates int
	candidate  [maxCandidates]combination
	split      split
}

// split cuts values into a left part of left bits, which is a code for an entry of the dictionary or an
// exception, and a right one.
type split struct {
	left, code int
	cost       uint64
	dictionary [maxDictionary]uint16
}

// sample copies values in equal distances, sampleValues at most.
func sample[F Float](in []F, samples *[sampleValues]F) []F {
	step := max(1, len(in)/sampleValues)
	number := min(len(in), sampleValues)
	for i := range number {
		samples[i] = in[i*step]
	}
	return samples[:number]
}

// sampleCost returns the bits that samples take; limit or more if that is as much as limit.
func sampleCost[F Float](samples []F, with combination, limit uint64) uint64 {
	d := powers[F](with)
	least, most := uint64(math.MaxUint64), uint64(0)
	exceptions := uint64(0)
	exception := uint64(8*sizeOf[F]() + 16)
	for _, v := range samples {
		sum := d.sum(v)
		if !d.exact(v, sum) {
			if exceptions += exception; exceptions >= limit {
				return exceptions
			}
			continue
		}
		least, most = min(least, bitsOf(sum)), max(most, bitsOf(sum))
	}
	if most == 0 {
		return max(exceptions, limit)
	}
	return exceptions + uint64(len(samples)*bits.Len64(most-least))
}

// bestOfAll returns the best combination for samples of a vector and the bits that they take with it,
// which are those of plain values if none is better. Of equal ones, the larger exponent, then the
// larger factor.
func bestOfAll[F Float](samples []F) (best combination, least uint64) {
	least = uint64(len(samples) * 8 * sizeOf[F]())
	for exponent := maxExponent[F](); exponent >= 0; exponent-- {
		for factor := exponent; factor >= 0; factor-- {
			if cost := sampleCost(samples, combination{exponent, factor}, least); cost < least {
				least = cost
				best = combination{exponent, factor}
			}
		}
	}
	return best, least
}

func makePlan[F Float](in []F) (p plan) {
	width := 8 * sizeOf[F]()
	var all [sampledVectors * sampleValues]F
	sampled, cost := 0, uint64(0)
	var found [sampledVectors]combination
	var times [sampledVectors]int
	combinations := 0
	vectors := (len(in) + vectorValues - 1) / vectorValues
	turns := min(vectors, sampledVectors)
	for turn := range turns {
		first := turn * vectors / turns * vectorValues
		var room [sampleValues]F
		part := sample(in[first:min(first+vectorValues, len(in))], &room)
		sampled += copy(all[sampled:], part)
		best, least := bestOfAll(part)
		cost += least
		if least == uint64(len(part)*width) {
			continue
		}
		i := slices.Index(found[:combinations], best)
		if i < 0 {
			i = combinations
			found[i] = best
			combinations++
		}
		times[i]++
	}

	// A split leaves at least these bits of a value.
	if cost > uint64(sampled*(width-maxLeft)) {
		if p.split = chooseSplit(all[:sampled]); p.split.cost < cost {
			return p
		}
		p.split = split{}
	}
	// The most frequent ones; of equal ones the larger.
	for p.candidates < min(combinations, maxCandidates) {
		next := 0
		for i := 1; i < combinations; i++ {
			a, b := found[i], found[next]
			larger := a.exponent > b.exponent || a.exponent == b.exponent && a.factor > b.factor
			if times[i] > times[next] || times[i] == times[next] && larger {
				next = i
			}
		}
		p.candidate[p.candidates] = found[next]
		p.candidates++
		times[next] = 0
	}
	return p
}

// chooseSplit returns the split that is best for samples.
func chooseSplit[F Float](samples []F) split {
	width := 8 * sizeOf[F]()
	var room [sampledVectors * sampleValues]uint16
	lefts := room[:len(samples)]
	for i, v := range samples {
		lefts[i] = uint16(bitsOf(v) >> (width - maxLeft))
	}
	slices.Sort(lefts)
	best := split{cost: math.MaxUint64}
	for left := maxLeft; left > 0; left-- {
		// The most frequent parts, of equal ones the smaller first.
		var parts [maxDictionary]uint16
		var counts [maxDictionary]int
		for i := 0; i < len(lefts); {
			part := lefts[i] >> (maxLeft - left)
			end := i + 1
			for end < len(lefts) && lefts[end]>>(maxLeft-left) == part {
				end++
			}
			if count := end - i; count > counts[maxDictionary-1] {
				k := maxDictionary - 1
				for ; k > 0 && counts[k-1] < count; k-- {
					counts[k], parts[k] = counts[k-1], parts[k-1]
				}
				counts[k], parts[k] = count, part
			}
			i = end
		}
		covered, known := 0, 0
		for code := 0; code <= maxCode; code++ {
			for ; known < 1<<code; known++ {
				covered += counts[known]
			}
			cost := uint64(len(lefts)*(code+width-left) + (len(lefts)-covered)*exceptionBits)
			if cost < best.cost {
				best = split{left, code, cost, parts}
			}
		}
	}
	return best
}

// bestCandidate returns the best of a plan's candidates for a vector: the search ends at the second one
// in a row that is no better.
func bestCandidate[F Float](in []F, p *plan) combination {
	best := p.candidate[0]
	if p.candidates == 1 {
		return best
	}
	var room [sampleValues]F
	samples := sample(in, &room)
	least := sampleCost(samples, best, math.MaxUint64)
	for i, worse := 1, 0; i < p.candidates && worse < 2; i++ {
		cost := sampleCost(samples, p.candidate[i], least)
		if cost >= least {
			worse++
			continue
		}
		worse = 0
		least = cost
		best = p.candidate[i]
	}
	return best
}

// work is what a vector becomes before it is written.
type work struct {
	packed, rights [vectorValues]uint64
	positions      [vectorValues]uint16
	exceptions     int
}

func (w *work) except(i int) {
	w.positions[w.exceptions] = uint16(i)
	w.exceptions++
}

func appendRaw[F Float](out []byte, in []F) []byte {
	out = append(out, kindRaw)
	for _, v := range in {
		out = appendBits[F](out, bitsOf(v))
	}
	return out
}

// appendPacked appends values; out has room for them.
func appendPacked(out []byte, in []uint64, width int) []byte {
	size := bitpack.Size(len(in), width)
	bitpack.Pack(out[len(out):len(out)+size], in, width)
	return out[:len(out)+size]
}

func (w *work) appendPositions(out []byte) []byte {
	for _, position := range w.positions[:w.exceptions] {
		out = binary.LittleEndian.AppendUint16(out, position)
	}
	return out
}

func appendDecimals[F Float](out []byte, in []F, with combination, w *work) []byte {
	d := powers[F](with)
	least, most := uint64(math.MaxUint64), uint64(0)
	w.exceptions = 0
	for i, v := range in {
		sum := d.sum(v)
		if !d.exact(v, sum) {
			w.except(i)
			continue
		}
		w.packed[i] = bitsOf(sum)
		least, most = min(least, bitsOf(sum)), max(most, bitsOf(sum))
	}
	base := least - bitsOf(d.magic)
	if w.exceptions == len(in) {
		least, most, base = 0, 0, 0
	}
	width := bits.Len64(most - least)
	size := decimalHeader[F]() + bitpack.Size(len(in), width) + w.exceptions*(2+sizeOf[F]())
	if size > len(in)*sizeOf[F]() {
		return appendRaw(out, in)
	}
	for _, position := range w.positions[:w.exceptions] {
		w.packed[position] = least
	}
	for i := range in {
		w.packed[i] -= least
	}
	out = append(out, byte(with.exponent), byte(with.factor), byte(width))
	out = binary.LittleEndian.AppendUint16(out, uint16(w.exceptions))
	out = appendBits[F](out, base)
	out = appendPacked(out, w.packed[:len(in)], width)
	out = w.appendPositions(out)
	for _, position := range w.positions[:w.exceptions] {
		out = appendBits[F](out, bitsOf(in[position]))
	}
	return out
}

func appendParts[F Float](out []byte, in []F, s *split, w *work) []byte {
	right := 8*sizeOf[F]() - s.left
	dictionary := s.dictionary[:1<<s.code]
	w.exceptions = 0
	for i, v := range in {
		code := slices.Index(dictionary, uint16(bitsOf(v)>>right))
		if code < 0 {
			w.except(i)
			code = 0
		}
		w.packed[i] = uint64(code)
		w.rights[i] = bitsOf(v) & bitpack.Mask(right)
	}
	size := splitHeader + bitpack.Size(len(in), s.code) + bitpack.Size(len(in), right) + w.exceptions*4
	if size > len(in)*sizeOf[F]() {
		return appendRaw(out, in)
	}
	out = append(out, kindSplit)
	out = binary.LittleEndian.AppendUint16(out, uint16(w.exceptions))
	out = appendPacked(out, w.packed[:len(in)], s.code)
	out = appendPacked(out, w.rights[:len(in)], right)
	out = w.appendPositions(out)
	for _, position := range w.positions[:w.exceptions] {
		out = binary.LittleEndian.AppendUint16(out, uint16(bitsOf(in[position])>>right))
	}
	return out
}

// appendGo appends to out, which has room for Bound bytes.
func appendGo[F Float](out []byte, in []F) []byte {
	out = append(out, mark...)
	out = append(out, typeOf[F]())
	out = binary.LittleEndian.AppendUint64(out, uint64(len(in)))
	var w work
	var p plan
	for first := 0; first < len(in); first += vectorValues {
		if first%groupValues == 0 {
			p = makePlan(in[first:min(first+groupValues, len(in))])
			out = append(out, byte(p.split.left))
			if p.split.left != 0 {
				out = append(out, byte(p.split.code))
				for _, entry := range p.split.dictionary[:1<<p.split.code] {
					out = binary.LittleEndian.AppendUint16(out, entry)
				}
			}
		}
		vector := in[first:min(first+vectorValues, len(in))]
		switch {
		case p.split.left != 0:
			out = appendParts(out, vector, &p.split, &w)
		case p.candidates != 0:
			out = appendDecimals(out, vector, bestCandidate(vector, &p), &w)
		default:
			out = appendRaw(out, vector)
		}
	}
	return out
}
