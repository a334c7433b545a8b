package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// work does the same work `calls` times and returns a value that depends on all of it: it keeps the
// compiler from dropping the work, and shows whether two contenders agree.
type work func(calls int) uint64

// repeat is the usual work: call returns the value of one call.
func repeat(call func() uint64) work {
	return func(calls int) uint64 {
		all := uint64(0)
		for range calls {
			all += call()
		}
		return all
	}
}

type peer struct {
	name string
	work work
	// True for a peer that computes something else, such as a sum without the check for overflow.
	otherResult bool
}

// unit says how a row is shown; amount of a row is in bytes for GB/s, else in items.
type unit struct {
	name   string
	scale  float64
	isTime bool
}

var gigabytesPerSecond = unit{"GB/s", 1e-9, false}

func millionsPerSecond(items string) unit { return unit{"M" + items + "/s", 1e-6, false} }

func nanosecondsPer(item string) unit { return unit{"ns/" + item, 1e9, true} }

type row struct {
	name   string
	unit   unit
	amount float64 // what one call handles
	sinew  work
	peers  []peer
}

// table runs rows as bench/support does for C++, and prints the same JSON: contenders take turns,
// values are medians, and ratios are medians of the ratios within a turn. A ratio above 1 says that
// Sinew is faster.
type table struct {
	name    string
	options *options
}

type options struct {
	filter string
	quick  bool
	failed bool
}

// suites holds the rows of each kernel; a file registers its own.
var suites = map[string]func(*table){}

// register adds rows, whose table is called like the package.
func register(address string, rows func(*table)) {
	if suites[address] != nil {
		panic("registered twice: " + address)
	}
	suites[address] = rows
}

// runSuites runs all that is registered, in the order of the packages' names.
func runSuites(o *options) {
	for _, address := range slices.Sorted(maps.Keys(suites)) {
		suites[address](&table{"go/" + address, o})
	}
}

const (
	minRounds  = 5
	maxRounds  = 11
	rowSeconds = 4 // a row of slow contenders stops here, if it has its rounds
)

var sink uint64

func seconds(w work, calls int) float64 {
	start := time.Now()
	sink = w(calls)
	return time.Since(start).Seconds()
}

// calibrate returns how many calls make a turn of target seconds; it also warms up.
func calibrate(w work, target float64) int {
	calls := 1
	spent := seconds(w, calls)
	for spent < target {
		factor := 10.0
		if spent > 0 {
			factor = min(10, 1.1*target/spent)
		}
		calls = int(float64(calls)*factor) + 1
		spent = seconds(w, calls)
	}
	return calls
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

func (r *row) inUnit(seconds float64) float64 {
	if r.unit.isTime {
		return seconds * r.unit.scale / r.amount
	}
	return r.amount * r.unit.scale / seconds
}

// figure is a number of four significant digits in JSON.
type figure float64

func (f figure) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, float64(f), 'g', 4, 64), nil
}

// String is for people: nothing where nothing was counted.
func (f *figure) String() string {
	if f == nil {
		return ""
	}
	return fmt.Sprintf(", %.3g B", float64(*f))
}

type line struct {
	Table   string     `json:"table"`
	Row     string     `json:"row"`
	Unit    string     `json:"unit"`
	Sinew   figure     `json:"sinew"`
	Garbage *figure    `json:"garbage,omitempty"`
	Peers   []peerLine `json:"peers"`
}

type peerLine struct {
	Name    string  `json:"name"`
	Value   figure  `json:"value"`
	Ratio   figure  `json:"ratio"`
	Garbage *figure `json:"garbage,omitempty"`
}

// garbageOf returns the bytes that Go allocates for an item of a row, whose amount is in items.
func (r *row) garbageOf(w work, calls int) *figure {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	sink = w(calls)
	runtime.ReadMemStats(&after)
	f := figure(float64(after.TotalAlloc-before.TotalAlloc) / float64(calls) / r.amount)
	return &f
}

// wants reports whether the filter lets a row through, which saves preparing its input.
func (t *table) wants(name string) bool { return strings.Contains(t.name+" "+name, t.options.filter) }

// run checks that all contenders agree, then times them.
func (t *table) run(r row) { t.measure(r, false) }

// runCounting also tells how many bytes Go allocates for an item; amount is in items then.
func (t *table) runCounting(r row) { t.measure(r, true) }

func (t *table) measure(r row, garbage bool) {
	if !t.wants(r.name) {
		return
	}
	contenders := append([]peer{{name: "Sinew", work: r.sinew}}, r.peers...)
	expected := r.sinew(1)
	for _, p := range r.peers {
		if got := p.work(1); got != expected && !p.otherResult {
			fmt.Fprintf(os.Stderr, "%s: %s: %s does not agree with Sinew\n", t.name, r.name, p.name)
			t.options.failed = true
			return
		}
	}

	start := time.Now()
	target := 1e-2
	if t.options.quick {
		target = 2e-3
	}
	calls := make([]int, len(contenders))
	times := make([][]float64, len(contenders)) // of one call, by round
	for i, c := range contenders {
		calls[i] = calibrate(c.work, target)
	}
	for round := range maxRounds {
		if round >= minRounds && (t.options.quick || time.Since(start).Seconds() > rowSeconds) {
			break
		}
		for i, c := range contenders {
			times[i] = append(times[i], seconds(c.work, calls[i])/float64(calls[i]))
		}
	}

	out := line{Table: t.name, Row: r.name, Unit: r.unit.name, Sinew: figure(r.inUnit(median(times[0]))), Peers: []peerLine{}}
	if garbage {
		out.Garbage = r.garbageOf(r.sinew, calls[0])
	}
	text := fmt.Sprintf("%-18s %-30s %8.4g %s%v", t.name, r.name, float64(out.Sinew), r.unit.name, out.Garbage)
	for i := 1; i < len(contenders); i++ {
		ratios := make([]float64, len(times[i]))
		for k := range ratios {
			ratios[k] = times[i][k] / times[0][k]
		}
		p := peerLine{Name: contenders[i].name, Value: figure(r.inUnit(median(times[i]))), Ratio: figure(math.Round(median(ratios)*1000) / 1000)}
		if garbage {
			p.Garbage = r.garbageOf(contenders[i].work, calls[i])
		}
		out.Peers = append(out.Peers, p)
		text += fmt.Sprintf("   %s %.4g (%.2fx)%v", p.Name, float64(p.Value), float64(p.Ratio), p.Garbage)
	}
	encoded, err := json.Marshal(out)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(encoded))
	fmt.Fprintln(os.Stderr, text)
}
