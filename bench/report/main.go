// Report reads what the benchmarks print, one JSON object a line, from files or standard input. It
// writes Markdown to standard output: one table of all rows, or with -page a summary of each table with
// its plot. With -svg it writes the plots to a folder.
//
//	report [-page] [-svg FOLDER] [FILE ...]
//	report -machine
//
// A line is a row of a table, as bench/support prints it, or {"about": TEXT}, which tells what ran
// and is said once. -machine prints such a line about the machine.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

type row struct {
	About string  `json:"about"`
	Table string  `json:"table"`
	Row   string  `json:"row"`
	Unit  string  `json:"unit"`
	Sinew float64 `json:"sinew"`
	// What Go allocates for an item, in bytes, where it was counted.
	Garbage *float64 `json:"garbage"`
	Peers   []peer   `json:"peers"`
}

type peer struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Ratio float64 `json:"ratio"`
	// As that of a row.
	Garbage *float64 `json:"garbage"`
}

type report struct {
	about  []string
	tables []string // in order of appearance
	rows   map[string][]row
}

type options struct {
	page    bool
	machine bool
	svg     string
}

func main() {
	var o options
	flag.BoolVar(&o.page, "page", false, "write a summary of each table instead of all rows")
	flag.BoolVar(&o.machine, "machine", false, "print a line about the machine, and nothing else")
	flag.StringVar(&o.svg, "svg", "", "write a plot of each table to this `folder`")
	flag.Parse()
	if err := run(flag.Args(), o, os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "report:", err)
		os.Exit(1)
	}
}

func run(files []string, o options, stdin io.Reader, out io.Writer) error {
	if o.machine {
		line, err := json.Marshal(map[string]string{"about": "Machine: " + machine()})
		if err == nil {
			_, err = fmt.Fprintln(out, string(line))
		}
		return err
	}
	r := report{rows: map[string][]row{}}
	if len(files) == 0 {
		if err := r.read("standard input", stdin); err != nil {
			return err
		}
	}
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		err = r.read(name, file)
		file.Close()
		if err != nil {
			return err
		}
	}
	text := r.allRows()
	if o.page {
		text = r.page(path.Base(filepath.ToSlash(o.svg)))
	}
	if _, err := io.WriteString(out, text); err != nil {
		return err
	}
	if o.svg == "" {
		return nil
	}
	if err := os.MkdirAll(o.svg, 0o755); err != nil {
		return err
	}
	for _, table := range r.tables {
		if err := os.WriteFile(filepath.Join(o.svg, fileOf(table)), []byte(plot(table, r.rows[table])), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// fileOf names the plot of a table.
func fileOf(table string) string { return strings.ReplaceAll(table, "/", "-") + ".svg" }

func (r *report) read(name string, in io.Reader) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for number := 1; lines.Scan(); number++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		var next row
		if err := json.Unmarshal(line, &next); err != nil {
			return fmt.Errorf("%s: line %d: %w", name, number, err)
		}
		switch {
		case next.About != "":
			if !slices.Contains(r.about, next.About) {
				r.about = append(r.about, next.About)
			}
		case next.Table == "" || next.Row == "":
			return fmt.Errorf("%s: line %d: a row needs a table and a name", name, number)
		default:
			if r.rows[next.Table] == nil {
				r.tables = append(r.tables, next.Table)
			}
			r.rows[next.Table] = append(r.rows[next.Table], next)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

const howMeasured = "Figures are medians of at least five interleaved rounds. A ratio says how many times as fast Sinew is; below 1 it is slower.\n\n"

// allRows is one table with every figure.
func (r *report) allRows() string {
	var b strings.Builder
	for _, about := range r.about {
		fmt.Fprintf(&b, "%s\n\n", about)
	}
	b.WriteString(howMeasured)
	b.WriteString("Bytes behind a figure are what Go allocates for an item, which its collector has to find.\n\n")
	b.WriteString("| kernel | input | Sinew | peer | its figure | ratio |\n|---|---|--:|---|--:|--:|\n")
	for _, table := range r.tables {
		for _, row := range r.rows[table] {
			head := fmt.Sprintf("| %s | %s | %s ", cell(table), cell(row.Row), measured(row.Sinew, row.Unit, row.Garbage))
			if len(row.Peers) == 0 {
				b.WriteString(head + "| | | |\n")
			}
			for _, p := range row.Peers {
				fmt.Fprintf(&b, "%s| %s | %s | %.2f |\n", head, cell(p.Name), measured(p.Value, row.Unit, p.Garbage), p.Ratio)
				head = "| | | "
			}
		}
	}
	return b.String()
}

func measured(value float64, unit string, garbage *float64) string {
	text := figure(value) + " " + cell(unit)
	if garbage != nil {
		text += fmt.Sprintf(", %.0f B", *garbage)
	}
	return text
}

// cell keeps a text from ending its cell.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// figure writes three significant digits, and all of those before the point.
func figure(value float64) string {
	if value >= 100 {
		return fmt.Sprintf("%.0f", value)
	}
	return fmt.Sprintf("%.3g", value)
}

// machine names the processor that this program runs on.
func machine() string {
	model := runtime.GOARCH
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(info)) {
			if name, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(name) == "model name" {
				model = strings.TrimSpace(value)
				break
			}
		}
	}
	text := fmt.Sprintf("%s, %d processors, %s", model, runtime.NumCPU(), runtime.GOOS)
	if target := os.Getenv("SINEW_TARGET"); target != "" {
		text += ", SINEW_TARGET=" + target
	}
	return text
}
