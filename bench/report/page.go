package main

import (
	"fmt"
	"slices"
	"strings"
)

// A page tells how a run went without listing all of it: a line for each peer of each kernel, and the
// plots, which have a dot for every row.

const pageHead = `# Benchmarks

<!-- Written by bench/report from bench/results; do not edit. -->

One run of ` + "`make bench`" + `. [Performance](../performance.md) says how it is measured and where Sinew does not win. Every row of the run, one
JSON object a line, is in [bench/results](../../bench/results). In the plots each row is a dot; a browser that shows the picture on its own
names it under the mouse.

`

// A column of the page: the tables whose names begin with the prefix.
type section struct{ prefix, title, text string }

var sections = []section{
	{"", "In C and C++", "Against C and C++ peers, and against `memcpy` of the same bytes and a loop that reads them (`read`)."},
	{"go/", "In Go", "The Go packages, calls through cgo included, against what they replace."},
	{"python/", "Against DuckDB and Polars", "The C functions, called from Python as they are, against other engines in the same process, on one thread."},
	{"rust/", "Against Rust crates", "The C functions, called from Rust, against crates compiled into the same program."},
}

// against is what one table says about one peer.
type against struct {
	name   string
	rows   []string // of each ratio
	ratios []float64
}

// familyOf is what peers have in common whose names say more, after a comma, about one row.
func familyOf(peer string) string {
	name, _, _ := strings.Cut(peer, ", ")
	return name
}

// peersOf gathers the ratios of a table by peer, in order of appearance.
func peersOf(rows []row) []against {
	var all []against
	for _, r := range rows {
		for _, p := range r.Peers {
			name := familyOf(p.Name)
			i := slices.IndexFunc(all, func(a against) bool { return a.name == name })
			if i < 0 {
				i = len(all)
				all = append(all, against{name: name})
			}
			all[i].rows = append(all[i].rows, r.Row)
			all[i].ratios = append(all[i].ratios, p.Ratio)
		}
	}
	return all
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// page summarises the tables; the plots are in `folder` beside it.
func (r *report) page(folder string) string {
	var b strings.Builder
	b.WriteString(pageHead)
	for _, about := range r.about {
		fmt.Fprintf(&b, "- %s\n", about)
	}
	b.WriteString("\n" + howMeasured)
	for i, s := range sections {
		var tables []string
		for _, table := range slices.Sorted(slices.Values(r.tables)) {
			of := 0
			for k, other := range sections {
				if strings.HasPrefix(table, other.prefix) {
					of = k
				}
			}
			if of == i {
				tables = append(tables, table)
			}
		}
		if len(tables) == 0 {
			continue
		}
		fmt.Fprintf(&b, "## %s\n\n%s\n\n", s.title, s.text)
		b.WriteString("| kernel | peer | rows | least | median | most |\n|---|---|--:|---|--:|---|\n")
		for _, table := range tables {
			for _, a := range peersOf(r.rows[table]) {
				least, most := 0, 0
				for k, ratio := range a.ratios {
					if ratio < a.ratios[least] {
						least = k
					}
					if ratio > a.ratios[most] {
						most = k
					}
				}
				fmt.Fprintf(&b, "| %s | %s | %d | %.2f: %s | %.2f | %.2f: %s |\n", cell(strings.TrimPrefix(table, s.prefix)), cell(a.name), len(a.ratios),
					a.ratios[least], cell(a.rows[least]), median(a.ratios), a.ratios[most], cell(a.rows[most]))
			}
		}
		b.WriteString("\n")
		for _, table := range tables {
			fmt.Fprintf(&b, "![%s](%s/%s)\n", table, folder, fileOf(table))
		}
		b.WriteString("\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}
