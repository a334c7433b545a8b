package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/sinew-simd/sinew/bindings/go"
)

// report is what was measured.
type report struct {
	options
	source  *source
	engines []string
	sitOut  []string
	passes  []pass // of the query, each engine's fastest
	flights []pass // of every flight as a group
	// How many records Sinew left out before it had to check all of them, or -1.
	lenient int64
}

// hasFlights reports whether flights are grouped one by one, too: for the query that nobody changed.
func (r *report) hasFlights() bool {
	q, err := parseQuery("", defaultBy, defaultAggregates)
	return err == nil && r.format == "ndjson" && r.query.equals(&q)
}

// The query with many groups: a flight each.
func flightsQuery() query {
	return query{by: []string{"date", "origin", "destination"}, aggregates: []aggregate{{"count", ""}, {"mean", "delay"}, {"max", "delay"}}}
}

// measure runs the engines in turn, so that none has all of the machine's better moments. What comes before
// a fault of the input counts.
func (r *report) measure(progress *progress) error {
	t := task{query: r.query, source: r.source, format: r.format, repeat: r.repeat, years: 1, workers: r.workers, blockSize: blockSize, keep: true, progress: progress}
	rounds := make([][]pass, len(r.engines))
	var inputErr error
	for range r.rounds {
		for i, name := range r.engines {
			p, err := t.measure(name)
			if err != nil && !errors.Is(err, errInput) {
				return err
			}
			inputErr = cmp.Or(inputErr, err)
			rounds[i] = append(rounds[i], p)
		}
	}
	for _, passes := range rounds {
		r.passes = append(r.passes, slices.MinFunc(passes, func(a, b pass) int { return cmp.Compare(a.wall, b.wall) }))
	}
	if err := r.validate(&t); err != nil {
		return err
	}
	if inputErr != nil || !r.hasFlights() {
		return inputErr
	}
	query := flightsQuery()
	query.validate = t.query.validate
	t.query, t.repeat, t.years, t.blockSize, t.keep = query, 2*r.repeat, r.repeat, smallBlockSize, false
	for _, name := range r.engines {
		p, err := t.measure(name)
		if err != nil {
			return err
		}
		r.flights = append(r.flights, p)
	}
	return nil
}

// validate runs Sinew again if the others leave out other records, and lets it check all of each record, as
// they do. That counts if they agree then.
func (r *report) validate(t *task) error {
	r.lenient = -1
	last := r.last()
	same := func() bool {
		for _, p := range r.compared() {
			if p.badRecords != last.badRecords {
				return false
			}
		}
		return r.compare() == nil
	}
	if last.engine != "sinew" || r.format == "csv" || same() {
		return nil
	}
	t.query.validate = true
	before := *last
	p, err := t.measure("sinew")
	if err != nil && !errors.Is(err, errInput) {
		return err
	}
	if *last = p; same() {
		r.lenient = before.badRecords
	} else {
		*last, t.query.validate = before, false
	}
	return nil
}

// compared are the passes that went as far as the last one.
func (r *report) compared() []*pass {
	var passes []*pass
	for i := range r.passes {
		if p := &r.passes[i]; p.fault == nil || r.last().fault != nil {
			passes = append(passes, p)
		}
	}
	return passes
}

// compare checks that the engines agree on every group, exactly.
func (r *report) compare() error {
	for _, p := range r.compared() {
		if err := firstDifference(p.groups, r.last().groups); err != nil {
			return fmt.Errorf("%s and %s do not agree: %w", p.title, r.last().title, err)
		}
	}
	for i := 1; i < len(r.flights); i++ {
		if r.flights[i].digest != r.flights[0].digest {
			return fmt.Errorf("the engines do not agree: %d and %d flights", r.flights[0].digest.groups, r.flights[i].digest.groups)
		}
	}
	return nil
}

func (r *report) last() *pass { return &r.passes[len(r.passes)-1] }

func (r *report) writeBad(out io.Writer) {
	first := &r.passes[0]
	reported := int64(0)
	for _, bad := range first.bad {
		// The next readings meet the same ones.
		if bad.input >= len(r.source.files) || reported == maxReported {
			continue
		}
		reported++
		place := bad.place
		if len(r.source.files) > 1 {
			place = r.source.files[bad.input].name + ": " + place
		}
		fmt.Fprintf(out, "flightstats: %s left out: %s\n", place, bad.reason)
	}
	if all := first.badRecords / int64(r.repeat); all > reported {
		fmt.Fprintf(out, "flightstats: %s left out in all\n", grouped(all))
	}
}

func (r *report) write(out io.Writer) error {
	if r.json {
		return r.writeJSON(out)
	}
	_, err := io.WriteString(out, r.text())
	return err
}

// ratio is how many times the rows a second one pass has of another.
func ratio(of, to *pass) float64 { return to.wall.Seconds() / of.wall.Seconds() }

// headline is what a visitor looks for.
func (r *report) headline() string {
	sinewPass := r.last()
	if sinewPass.engine != "sinew" || sinewPass.rows == 0 {
		return ""
	}
	title := "Sinew"
	if sinew.Require() != nil {
		title = "Sinew without its library, which is plain Go"
	}
	passes := r.compared()
	if len(passes) == 1 {
		return fmt.Sprintf("%s: %s rows a second.\n", title, perSecond(sinewPass, sinewPass.wall))
	}
	var beside []string
	for _, p := range slices.Backward(passes[:len(passes)-1]) {
		beside = append(beside, fmt.Sprintf("%.1fx the rows a second of %s", ratio(sinewPass, p), p.title))
	}
	return fmt.Sprintf("%s: %s.\n", title, strings.Join(beside, ", "))
}

func (r *report) text() string {
	var b strings.Builder
	last := r.last()
	b.WriteString(r.headline())
	fmt.Fprintf(&b, "%s, read %d times: %s flights, %s bytes of %s", r.source.name, r.repeat, grouped(last.rows), grouped(last.bytes), r.format)
	if r.workers > 1 {
		fmt.Fprintf(&b, ", %d workers", r.workers)
	}
	fmt.Fprintf(&b, "\n%v; %s\n", sinew.Engine(), runtime.Version())
	for _, line := range r.sitOut {
		fmt.Fprintln(&b, line)
	}
	for i := range r.passes {
		if p := &r.passes[i]; p.fault != nil && last.fault == nil {
			fmt.Fprintf(&b, "%s stopped, and is not compared: %v.\n", p.title, p.fault)
		}
	}
	switch {
	case last.engine != "sinew" || len(r.passes) == 1 || r.format == "csv":
	case r.lenient < 0:
		b.WriteString("Of fields that the query does not name Sinew checks the structure, and the others check all.\n")
	default:
		fmt.Fprintf(&b, "Sinew checks all of each record here, as the others do: %s bad ones. Of fields that the query names it finds %s.\n", grouped(last.badRecords), grouped(r.lenient))
	}
	b.WriteByte('\n')
	writePasses(&b, r.passes)
	writeGroups(&b, &r.query, last.groups, r.top)
	if len(r.flights) > 0 && r.flights[0].rows > 0 {
		groups := r.flights[0].digest.groups
		fmt.Fprintf(&b, "Flight by flight: %s groups, each seen twice, %d KiB of lines at a time\n", grouped(int64(groups)), smallBlockSize>>10)
		writePasses(&b, r.flights)
	}
	switch {
	case last.rows == 0:
		b.WriteString("No flight was read.\n")
	case len(r.compared()) == 1:
	case r.compare() != nil:
		b.WriteString("THE ENGINES DO NOT AGREE.\n")
	default:
		fmt.Fprintf(&b, "The %d engines agree exactly on every group.\n", len(r.compared()))
	}
	return b.String()
}

func perSecond(p *pass, d time.Duration) string {
	if d == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f M", float64(p.rows)/d.Seconds()/1e6)
}

func milliseconds(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d)/1e6) }

// times is a ratio in a column of them; 0 is none.
func times(ratio float64) string {
	switch {
	case ratio == 0:
		return strings.Repeat(" ", 8)
	case ratio < 1:
		return fmt.Sprintf(" %6.2fx", ratio)
	}
	return fmt.Sprintf(" %6.1fx", ratio)
}

// writePasses writes a column for each engine, and behind it how many times that of Sinew it is.
func writePasses(b *strings.Builder, passes []pass) {
	last := &passes[len(passes)-1]
	row := func(title string, cell func(p *pass) string, size func(p *pass) float64) {
		fmt.Fprintf(b, "%-30s", title)
		for i := range passes {
			p := &passes[i]
			text := cell(p)
			if size != nil && p != last && size(last) > 0 {
				text += times(size(p) / size(last))
			} else {
				text += times(0)
			}
			fmt.Fprintf(b, "%30s", text)
		}
		b.WriteByte('\n')
	}
	duration := func(title string, of func(p *pass) time.Duration) {
		row(title, func(p *pass) string { return milliseconds(of(p)) }, func(p *pass) float64 { return float64(of(p)) })
	}
	row("(x: times as much as Sinew)", func(p *pass) string { return p.title }, nil)
	row("rows a second", func(p *pass) string { return perSecond(p, p.wall) }, func(p *pass) float64 { return float64(p.rows) / p.wall.Seconds() })
	for s := range stageCount {
		if slices.ContainsFunc(passes, func(p pass) bool { return p.stages[s] > 0 }) {
			duration("CPU "+stageNames[s], func(p *pass) time.Duration { return p.stages[s] })
		}
	}
	duration("CPU in all", func(p *pass) time.Duration { return p.process })
	duration("  of it garbage collection", func(p *pass) time.Duration { return p.gcCPU })
	row("garbage collections", func(p *pass) string { return fmt.Sprint(p.gcCycles) }, nil)
	duration("  pauses, in all", func(p *pass) time.Duration { return p.gcPause })
	duration("  one with all groups", func(p *pass) time.Duration { return p.collection })
	if len(passes[0].batches) > 0 {
		micro := func(of float64) func(p *pass) string {
			return func(p *pass) string { return fmt.Sprintf("%.0f us", float64(p.quantile(of))/1e3) }
		}
		size := func(of float64) func(p *pass) float64 {
			return func(p *pass) float64 { return float64(p.quantile(of)) }
		}
		row("a batch, p50", micro(0.5), size(0.5))
		row("a batch, p99.9", micro(0.999), size(0.999))
	}
	row("resident memory", func(p *pass) string { return fmt.Sprintf("%.1f MiB", float64(p.resident)/(1<<20)) }, func(p *pass) float64 { return float64(p.resident) })
	b.WriteByte('\n')
}
