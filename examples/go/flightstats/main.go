// Flightstats computes flight delays by airport and by route, twice: with Go maps and with Sinew's
// GROUP BY. It checks that both agree, and shows what each cost.
//
//	flightstats [--input FILE] [--repeat N] [--engine both|go|sinew] [--top N] [--json]
//
// The input is NDJSON, plain or gzip, one flight a line with at least "delay" (an integer, in
// minutes), "origin" and "destination"; "-" is standard input. Without --input it is a sample of
// 20,000 flights that is part of the program. The input is read as many times as --repeat says, by
// default a file once and the sample 50 times.
//
// Lines that are no flight, which includes a delay of more than a million minutes, are counted,
// reported on standard error with their number and the reason, and left out. The exit code tells how
// the run went:
//
//	0  all lines were read, and the engines agree
//	1  the input could not be read to its end, or the engines do not agree
//	2  the command line is wrong
//	3  all went well but for lines that were left out
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"time"
)

const (
	exitOK = iota
	exitFailed
	exitUsage
	exitBadLines
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

type options struct {
	input  string
	repeat int
	engine string
	top    int
	json   bool
}

func parseOptions(arguments []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("flightstats", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.input, "input", "", "NDJSON `file`, plain or gzip; - is standard input (default: the built-in sample)")
	flags.IntVar(&o.repeat, "repeat", 0, "read the input `n` times (default 1 with --input, 50 for the built-in sample)")
	flags.StringVar(&o.engine, "engine", "both", "which engine to run: both, go or sinew")
	flags.IntVar(&o.top, "top", 5, "show the `n` busiest airports and routes")
	flags.BoolVar(&o.json, "json", false, "print JSON")
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	repeatGiven := false
	flags.Visit(func(f *flag.Flag) { repeatGiven = repeatGiven || f.Name == "repeat" })
	if !repeatGiven {
		o.repeat = 1
		if o.input == "" {
			o.repeat = 50
		}
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("%q: no arguments are expected", flags.Arg(0))
	case o.repeat < 1:
		return o, fmt.Errorf("--repeat %d: at least 1 is needed", o.repeat)
	case o.top < 0:
		return o, fmt.Errorf("--top %d is negative", o.top)
	case o.engine != "both" && o.engine != "go" && o.engine != "sinew":
		return o, fmt.Errorf("--engine %q: both, go or sinew", o.engine)
	}
	return o, nil
}

func run(arguments []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parseOptions(arguments, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return exitOK
	}
	if err != nil {
		fmt.Fprintln(stderr, "flightstats:", err)
		return exitUsage
	}
	fail := func(err error) int {
		fmt.Fprintln(stderr, "flightstats:", err)
		return exitFailed
	}

	passes := o.repeat
	if o.engine == "both" {
		passes *= 2
	}
	source, err := openSource(o.input, stdin, passes)
	if err != nil {
		return fail(err)
	}
	defer source.close()
	progress := newProgress(stderr, source.size*int64(passes))

	report := report{Input: source.name, Repeat: o.repeat}
	bad := badLines{out: stderr, progress: progress}
	var inputErr error
	for _, name := range []string{"go", "sinew"} {
		if o.engine != "both" && o.engine != name {
			continue
		}
		e, err := newEngine(name)
		if err != nil {
			return fail(err)
		}
		pass, err := measure(e, source, o.repeat, &bad, progress)
		if err == nil {
			err = e.close()
		}
		if errors.Is(err, errInput) {
			inputErr = err
		} else if err != nil {
			progress.clear()
			return fail(err)
		}
		report.add(pass)
	}
	progress.clear()
	bad.summary()
	agreeErr := report.compare()
	if err := report.write(stdout, o); err != nil {
		return fail(err)
	}
	switch {
	case inputErr != nil:
		return fail(inputErr)
	case agreeErr != nil:
		return fail(agreeErr)
	case bad.count > 0:
		return exitBadLines
	}
	return exitOK
}

// pass is one engine's run over the whole input.
type pass struct {
	engine   string
	rows     int64
	badLines int64
	bytes    int64
	stages   [stageCount]time.Duration // CPU time of this goroutine
	process  time.Duration             // CPU time of the process, the collector's included
	wall     time.Duration
	gcCycles uint32
	gcPause  time.Duration
	resident int64
	origins  []group
	routes   []group
}

type stage int

const (
	reading stage = iota
	parsing
	aggregating
	stageCount
)

var stageNames = [stageCount]string{"reading", "parsing", "aggregating"}

// measure runs the pipeline: a block of lines is read, parsed into a batch of columns, and given to
// the engine. The clock of a stage is the CPU time of the thread that the pipeline is locked to, so
// other processes do not count, and neither does the garbage collector's own thread.
func measure(e engine, source *source, repeat int, bad *badLines, progress *progress) (pass, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	debug.FreeOSMemory() // leaves nothing of an engine before to this one's account
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	p := pass{engine: e.name()}
	start, process := time.Now(), processTime()

	var err error
	var pipeline pipeline
	for turn := 0; turn < repeat && err == nil; turn++ {
		err = p.readOnce(e, source, &pipeline, bad, progress)
		bad.mute = true // the next readings meet the same lines
	}

	p.wall, p.process = time.Since(start), processTime()-process
	runtime.ReadMemStats(&after)
	p.gcCycles = after.NumGC - before.NumGC
	p.gcPause = time.Duration(after.PauseTotalNs - before.PauseTotalNs)
	p.resident = residentMemory()
	if err != nil && !errors.Is(err, errInput) {
		return p, err
	}
	origins, routes, resultErr := e.results()
	p.origins, p.routes = byCount(origins), byCount(routes)
	return p, errors.Join(err, resultErr)
}

// pipeline is the memory that one reading leaves to the next.
type pipeline struct {
	lines lineReader
	batch batch
}

// readOnce reads the input from start to end. What comes before a fault of the input counts.
func (p *pass) readOnce(e engine, source *source, pipeline *pipeline, bad *badLines, progress *progress) error {
	clock := threadTime()
	lap := func(s stage) {
		now := threadTime()
		p.stages[s] += now - clock
		clock = now
	}
	in, err := source.open()
	if err != nil {
		return err
	}
	defer in.Close()
	lines, b := &pipeline.lines, &pipeline.batch
	lines.reset(in)
	defer func() { p.bytes += lines.bytes }()
	b.line = 0
	for {
		block, readErr := lines.next()
		lap(reading)
		b.reset()
		b.parse(block, lines.skipped, func(line int64, reason string) {
			p.badLines++
			bad.add(line, reason)
		})
		lap(parsing)
		if b.len() > 0 {
			if err := e.add(b); err != nil {
				return err
			}
		}
		lap(aggregating)
		p.rows += int64(b.len())
		progress.set(source.position())
		if readErr == io.EOF {
			return nil
		}
		if readErr != nil {
			return fmt.Errorf("%w: %s: line %d: %w", errInput, source.name, b.line+1, readErr)
		}
	}
}

var errInput = errors.New("reading the input failed")
