package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"

	"github.com/sinew-simd/sinew/bindings/go"
)

// report is the outcome of a run; its JSON form is what --json prints.
type report struct {
	Input   string        `json:"input"`
	Repeat  int           `json:"repeat"`
	Engines []engineStats `json:"engines"`
	Agree   *bool         `json:"agree,omitempty"` // absent when one engine ran
	Origins []group       `json:"origins"`
	Routes  []group       `json:"routes"`
	passes  []pass
}

type engineStats struct {
	Engine         string             `json:"engine"`
	Rows           int64              `json:"rows"`
	BadLines       int64              `json:"bad_lines"`
	Bytes          int64              `json:"bytes"`
	CPUSeconds     map[string]float64 `json:"cpu_seconds"`
	ProcessSeconds float64            `json:"process_cpu_seconds"`
	WallSeconds    float64            `json:"wall_seconds"`
	RowsPerSecond  float64            `json:"rows_per_second"`
	GCCycles       uint32             `json:"gc_cycles"`
	GCPauseSeconds float64            `json:"gc_pause_seconds"`
	ResidentBytes  int64              `json:"resident_bytes"`
}

func (r *report) add(p pass) {
	r.passes = append(r.passes, p)
	stats := engineStats{
		Engine: p.engine, Rows: p.rows, BadLines: p.badLines, Bytes: p.bytes,
		CPUSeconds: map[string]float64{}, ProcessSeconds: p.process.Seconds(), WallSeconds: p.wall.Seconds(),
		RowsPerSecond: float64(p.rows) / p.wall.Seconds(),
		GCCycles:      p.gcCycles, GCPauseSeconds: p.gcPause.Seconds(), ResidentBytes: p.resident,
	}
	for s, d := range p.stages {
		stats.CPUSeconds[stageNames[s]] = d.Seconds()
	}
	r.Engines = append(r.Engines, stats)
}

// compare checks that the engines agree on every group, exactly.
func (r *report) compare() error {
	if len(r.passes) < 2 {
		return nil
	}
	err := firstDifference("airport", r.passes[0].origins, r.passes[1].origins)
	if err == nil {
		err = firstDifference("route", r.passes[0].routes, r.passes[1].routes)
	}
	agree := err == nil
	r.Agree = &agree
	return err
}

func firstDifference(what string, a, b []group) error {
	if len(a) != len(b) {
		return fmt.Errorf("the engines do not agree: %d and %d %ss", len(a), len(b), what)
	}
	for i := range a {
		if a[i] != b[i] {
			return fmt.Errorf("the engines do not agree: %s %+v and %+v", what, a[i], b[i])
		}
	}
	return nil
}

func (r *report) write(out io.Writer, o options) error {
	last := r.passes[len(r.passes)-1]
	r.Origins, r.Routes = top(last.origins, o.top), top(last.routes, o.top)
	if o.json {
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(r)
	}
	_, err := io.WriteString(out, r.text(last))
	return err
}

func top(groups []group, n int) []group { return groups[:min(n, len(groups))] }

func (r *report) text(last pass) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, read %d times: %s flights, %s bytes of NDJSON\n", r.Input, r.Repeat, grouped(last.rows), grouped(last.bytes))
	fmt.Fprintf(&b, "%v; %s\n\n", sinew.Engine(), runtime.Version())
	r.writeStages(&b)
	writeGroups(&b, "airport", r.Origins, len(last.origins))
	writeGroups(&b, "route", r.Routes, len(last.routes))
	switch {
	case r.Agree == nil:
	case *r.Agree && last.rows == 0:
		fmt.Fprintf(&b, "No flight was read.\n")
	case *r.Agree:
		fmt.Fprintf(&b, "Both engines agree exactly on %s airports and %s routes.\n", grouped(int64(len(last.origins))), grouped(int64(len(last.routes))))
	default:
		fmt.Fprintf(&b, "THE ENGINES DO NOT AGREE.\n")
	}
	return b.String()
}

func (r *report) writeStages(b *strings.Builder) {
	titles := map[string]string{"go": "Go map", "sinew": "Sinew"}
	row := func(title string, cell func(p *pass) string, ratio float64) {
		fmt.Fprintf(b, "%-30s", title)
		for i := range r.passes {
			fmt.Fprintf(b, "%14s", cell(&r.passes[i]))
		}
		if ratio > 0 && len(r.passes) == 2 {
			fmt.Fprintf(b, "%9.2fx", ratio)
		}
		b.WriteByte('\n')
	}
	ratio := func(of func(p *pass) time.Duration) float64 {
		if len(r.passes) < 2 || of(&r.passes[1]) == 0 {
			return 0
		}
		return float64(of(&r.passes[0])) / float64(of(&r.passes[1]))
	}
	milliseconds := func(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d)/1e6) }
	perSecond := func(p *pass, d time.Duration) string {
		if d == 0 {
			return "-"
		}
		return fmt.Sprintf("%.2f M", float64(p.rows)/d.Seconds()/1e6)
	}

	row("CPU time by stage", func(p *pass) string { return titles[p.engine] }, 0)
	for s := range stageCount {
		title := "  " + stageNames[s]
		if s == parsing {
			title += " (in Go for both)"
		}
		row(title, func(p *pass) string { return milliseconds(p.stages[s]) }, ratio(func(p *pass) time.Duration { return p.stages[s] }))
	}
	row("  all, with garbage collection", func(p *pass) string { return milliseconds(p.process) }, ratio(func(p *pass) time.Duration { return p.process }))
	row("rows a second", func(p *pass) string { return perSecond(p, p.wall) }, ratio(func(p *pass) time.Duration { return p.wall }))
	row("  aggregating alone", func(p *pass) string { return perSecond(p, p.stages[aggregating]) }, 0)
	row("garbage collections", func(p *pass) string { return fmt.Sprint(p.gcCycles) }, 0)
	row("  pauses, in all", func(p *pass) string { return fmt.Sprintf("%.3f ms", float64(p.gcPause)/1e6) }, 0)
	row("resident memory", func(p *pass) string { return fmt.Sprintf("%.1f MiB", float64(p.resident)/(1<<20)) }, 0)
	b.WriteByte('\n')
}

func writeGroups(b *strings.Builder, what string, groups []group, all int) {
	if len(groups) == 0 {
		return
	}
	fmt.Fprintf(b, "%-16s%12s%12s%8s%8s   (delay in minutes; %d of %s)\n", "busiest "+what+"s", "flights", "mean", "min", "max", len(groups), grouped(int64(all)))
	for _, g := range groups {
		fmt.Fprintf(b, "  %-14s%12s%12.2f%8d%8d\n", g.Key, grouped(g.Count), g.Mean, g.Min, g.Max)
	}
	b.WriteByte('\n')
}

// grouped writes a number with a comma every three digits.
func grouped(n int64) string {
	if n < 0 {
		return "-" + grouped(-n)
	}
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}

// badLines reports the lines that are no flights. Muted it does nothing.
type badLines struct {
	out      io.Writer
	progress *progress
	count    int64
	mute     bool
}

const maxReported = 10

func (b *badLines) add(line int64, reason string) {
	if b.mute {
		return
	}
	if b.count++; b.count <= maxReported {
		b.progress.clear()
		fmt.Fprintf(b.out, "flightstats: line %d left out: %s\n", line, reason)
	}
}

func (b *badLines) summary() {
	if b.count > maxReported {
		fmt.Fprintf(b.out, "flightstats: %s lines left out in all\n", grouped(b.count))
	}
}

// progress is a bar on a terminal, and nothing elsewhere.
type progress struct {
	out   io.Writer
	total int64
	shown int64
}

const progressWidth = 40

func newProgress(out io.Writer, total int64) *progress {
	if total <= 0 || !isTerminal(out) {
		return &progress{}
	}
	return &progress{out: out, total: total, shown: -1}
}

func (p *progress) set(done int64) {
	if p.out == nil {
		return
	}
	percent := min(done*100/p.total, 100)
	if percent == p.shown {
		return
	}
	p.shown = percent
	filled := int(percent * progressWidth / 100)
	fmt.Fprintf(p.out, "\r[%s%s] %3d%%", strings.Repeat("#", filled), strings.Repeat(" ", progressWidth-filled), percent)
}

func (p *progress) clear() {
	if p.out != nil && p.shown >= 0 {
		fmt.Fprintf(p.out, "\r%*s\r", progressWidth+8, "")
		p.shown = -1
	}
}
