package kll

import (
	"math"
	"math/bits"
	"slices"
	"sort"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/ddmapping"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
	"github.com/sinew-simd/sinew/bindings/go/internal/keys"
)

const (
	bufferSize = 992
	leastRun   = 31 // so many of the buffer at the least go to a level together
	leastWidth = 8
	mostCount  = 1 << 56
	mostLevels = 57
	sign       = 1 << 63
)

// plain is the sketch in plain Go: src/sketch/kll says what it keeps, and why.
type plain struct {
	float32  bool
	k        int
	seed     uint64
	limit    int
	random   uint64
	count    uint64
	leastK   int
	min, max uint64     // but for what is in the buffer and is not sorted
	levels   [][]uint64 // the words of each, in order
	retained int        // by all of them
	widths   int        // of all of them
	buffer   []uint64
	sorted   bool
}

// nan is what the library has where there are no values, to the last bit.
var nan = math.Float64frombits(0x7ff8000000000000)

func wordOf(value float64) uint64 {
	b := math.Float64bits(value)
	if b == sign {
		b = 0
	}
	return b ^ (uint64(int64(b)>>63) | sign)
}

func valueOf(word uint64) float64 {
	if word < sign {
		return math.Float64frombits(^word)
	}
	return math.Float64frombits(word ^ sign)
}

// width returns k (2/3)^depth, rounded.
func width(k, levels, level int) int {
	depth := levels - 1 - level
	if depth > 30 {
		return leastWidth
	}
	twice, power := uint64(2*k)<<depth, uint64(1)
	for ; depth != 0; depth-- {
		power *= 3
	}
	return max(leastWidth, int((twice/power+1)/2))
}

func widthOfAll(k, levels int) int {
	all := 0
	for i := range levels {
		all += width(k, levels, i)
	}
	return all
}

func (p *plain) memory() int {
	all := int(unsafe.Sizeof(*p)) + 8*cap(p.buffer)
	for _, level := range p.levels {
		all += 8 * cap(level)
	}
	return all
}

// init makes it a sketch without values. Of the limit it takes what the library would.
func (p *plain) init(options Options) error {
	*p = plain{float32: options.Float32, k: options.K, seed: options.Seed, limit: options.MemoryLimit}
	if needed := int(unsafe.Sizeof(*p)) + 8*(widthOfAll(p.k, mostLevels)+2*bufferSize); p.limit != 0 && needed > p.limit {
		return keys.OverLimit(p.limit)
	}
	p.buffer = make([]uint64, 0, bufferSize)
	p.reset()
	return nil
}

func (p *plain) reset() {
	p.random, p.count, p.leastK, p.min, p.max = p.seed, 0, p.k, math.MaxUint64, 0
	p.levels, p.retained, p.buffer, p.sorted = nil, 0, p.buffer[:0], true
	p.setLevels(1)
}

func (p *plain) setLevels(levels int) {
	for len(p.levels) < levels {
		p.levels = append(p.levels, nil)
	}
	p.widths = widthOfAll(p.k, levels)
}

func mix(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

func (p *plain) stir(word uint64) { p.random = mix(p.random ^ word) }

func (p *plain) toss() uint64 {
	p.random += 0x9e3779b97f4a7c15
	return mix(p.random)
}

// add adds a word to the buffer.
func (p *plain) add(word uint64) {
	p.buffer = append(p.buffer, word)
	p.sorted = false
	if len(p.buffer) == bufferSize {
		p.flush()
	}
}

func (p *plain) sortBuffer() {
	if p.sorted {
		return
	}
	slices.Sort(p.buffer)
	p.sorted = true
	p.min, p.max = min(p.min, p.buffer[0]), max(p.max, p.buffer[len(p.buffer)-1])
}

// flush moves what is in the buffer to a level, but for what is left of a division by 2^level.
func (p *plain) flush() {
	p.sortBuffer()
	count := len(p.buffer)
	sum := uint64(count)
	for _, word := range p.buffer {
		sum += word
	}
	p.stir(sum)
	most := bits.Len(uint(count/leastRun|3)) - 1
	level := 0
	for ; level < most; level++ {
		if level == len(p.levels) {
			p.setLevels(level + 1)
		}
		if count>>level <= max(width(p.k, len(p.levels), level), p.widths-p.retained) {
			break
		}
	}
	if level == len(p.levels) {
		p.setLevels(level + 1)
	}
	some, first := count>>level, 0
	if level != 0 {
		first = int(p.toss() >> (64 - level))
	}
	run := make([]uint64, some)
	for i := range run {
		run[i] = p.buffer[first+i<<level]
	}
	p.insert(level, run)
	p.buffer = p.buffer[:copy(p.buffer, p.buffer[some<<level:])]
	p.compress()
}

// insert takes words in order.
func (p *plain) insert(level int, words []uint64) {
	p.levels[level] = merged(p.levels[level], words)
	p.retained += len(words)
}

func merged(a, b []uint64) []uint64 {
	out := make([]uint64, 0, len(a)+len(b))
	for len(a) != 0 && len(b) != 0 {
		if b[0] < a[0] {
			out, b = append(out, b[0]), b[1:]
		} else {
			out, a = append(out, a[0]), a[1:]
		}
	}
	return append(append(out, a...), b...)
}

func (p *plain) compress() {
	for p.retained > p.widths {
		level := 0
		for len(p.levels[level]) < width(p.k, len(p.levels), level) {
			level++
		}
		p.halve(level)
	}
}

func (p *plain) halve(level int) {
	if level+1 == len(p.levels) {
		p.setLevels(level + 2)
	}
	words := p.levels[level]
	half, odd := len(words)/2, len(words)%2 // of an odd number the least value stays
	second := int(p.toss() >> 63)
	up := make([]uint64, half)
	for i := range up {
		up[i] = words[odd+2*i+second]
	}
	p.levels[level+1] = merged(p.levels[level+1], up)
	p.levels[level] = words[:odd]
	p.retained -= half
}

func (p *plain) update(view *column.View) error {
	if uint64(view.Count) > mostCount-p.count {
		return overflow()
	}
	for row := range view.Count {
		if !view.Valid(row) {
			continue
		}
		value := c.NumberAt(view, row)
		if p.float32 {
			value = float64(float32(value))
		}
		if !math.IsNaN(value) {
			p.count++
			p.add(wordOf(value))
		}
	}
	return nil
}

func overflow() error {
	return &sinew.Error{Status: sinew.Overflow, Message: "there are more than 2^56 values"}
}

func (p *plain) merge(from *plain) error {
	if p.float32 != from.float32 {
		return fault.Invalid(0, "from has another type than into")
	}
	if from.count > mostCount-p.count {
		return overflow()
	}
	count := p.count + from.count
	p.stir(from.random)
	for _, word := range from.buffer {
		p.add(word)
	}
	if len(from.levels) > 1 {
		p.leastK = min(p.leastK, from.leastK)
	}
	p.setLevels(max(len(p.levels), len(from.levels)))
	for level, words := range from.levels {
		for run := range slices.Chunk(words, bufferSize) {
			p.insert(level, run)
			p.compress()
		}
	}
	p.min, p.max, p.count = min(p.min, from.min), max(p.max, from.max), count
	return nil
}

// run is a part of what there is, in order.
type run struct {
	words  []uint64
	weight uint64
}

func (p *plain) runs() []run {
	p.sortBuffer()
	runs := append(make([]run, 0, mostLevels+1), run{p.buffer, 1})
	for level, words := range p.levels {
		runs = append(runs, run{words, 1 << level})
	}
	return runs
}

// after returns how many words are at most this one.
func after(words []uint64, word uint64) int {
	return sort.Search(len(words), func(i int) bool { return words[i] > word })
}

func (p *plain) valueAt(rank uint64) float64 {
	var found uint64
	runs := p.runs()
	for below := uint64(0); ; {
		longest := slices.MaxFunc(runs, func(a, b run) int { return len(a.words) - len(b.words) }).words
		if len(longest) == 0 {
			return valueOf(found)
		}
		middle := longest[len(longest)/2]
		upTo := below
		for _, run := range runs {
			upTo += uint64(after(run.words, middle)) * run.weight
		}
		if upTo > rank {
			found = middle
			for i := range runs {
				end, _ := slices.BinarySearch(runs[i].words, middle)
				runs[i].words = runs[i].words[:end]
			}
		} else {
			below = upTo
			for i := range runs {
				runs[i].words = runs[i].words[after(runs[i].words, middle):]
			}
		}
	}
}

func (p *plain) quantiles(fractions, out []float64) {
	if p.count == 0 {
		return
	}
	p.sortBuffer()
	for i, fraction := range fractions {
		switch fraction {
		case 0:
			out[i] = valueOf(p.min)
		case 1:
			out[i] = valueOf(p.max)
		default:
			out[i] = p.valueAt(min(uint64(fraction*float64(p.count-1)), p.count-1))
		}
	}
}

func (p *plain) ranks(numbers, out []float64) {
	if p.count == 0 {
		return
	}
	runs := p.runs()
	for i, number := range numbers {
		upTo := uint64(0)
		for _, run := range runs {
			upTo += uint64(after(run.words, wordOf(number))) * run.weight
		}
		out[i] = float64(upTo) / float64(p.count)
	}
}

func (p *plain) summarize() Summary {
	if p.count == 0 {
		return Summary{Min: nan, Max: nan}
	}
	p.sortBuffer()
	return Summary{p.count, valueOf(p.min), valueOf(p.max)}
}

func (p *plain) rankError() float64 {
	return 2.296 * ddmapping.Exponential(float64(-0.9723*ddmapping.Logarithm(float64(p.leastK))))
}
