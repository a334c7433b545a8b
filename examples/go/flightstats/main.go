// Flightstats groups flight events with a pipeline of Sinew, beside the same in Go: once as people write it,
// with encoding/json and a map, and once as fast as we can write it, with a parser by hand. It checks that
// all agree, and shows what each cost.
//
//	flightstats [--where EXPRESSION] [--by LIST] [--aggregate LIST] [--format ndjson|csv|json]
//	            [--workers N] [--engine all|json|go|sinew] [--top N] [--repeat N] [--rounds N] [--json] [FILE...]
//
//	flightstats --where "distance > 1000" --by "origin, destination" --aggregate "count, mean(delay), max(delay)"
//	flightstats --by "hour(date)" --aggregate "count, mean(delay)"
//
// A flight has the fields date, delay (in minutes), distance (in miles), origin and destination. Files are
// NDJSON, CSV with a header, or one JSON array; plain, gzip or Zstandard; "-" is standard input. Without a
// file the input is a sample of 20,000 flights that is part of the program, read 50 times. If the query is not
// changed, a second table has a group for each flight; a sample is another year each time it is read then.
// The engines in Go answer queries by date, origin and destination, of delay and distance, with a --where that is
// comparisons of a field with a number, or with a text by = or !=, joined by "and"; they sit out all others.
//
// Flights at fault are counted, reported on standard error, and left out. Every engine looks at the fields that
// the query names. Of the rest of a JSON object Sinew checks the structure, and the engines in Go check all: if they
// do not agree, Sinew runs once more and checks all, too, which takes it about twice as long to parse. What may
// remain is encoding/json's alone: it takes names in any case, keeps a value before a null of the same name, and
// reads an array to its first fault in JSON; and encoding/csv takes a number of "" as null. The exit code tells
// how the run went:
//
//	0  all was read, and the engines agree
//	1  the input could not be read to its end, or the engines do not agree
//	2  the command line is wrong
//	3  all went well but for flights that were left out
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

const (
	exitOK = iota
	exitFailed
	exitUsage
	exitBadRecords
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

type options struct {
	files   []string
	query   query
	format  string
	workers int
	repeat  int
	rounds  int
	engine  string
	top     int
	json    bool
}

// The query that the first line of the result is about.
const (
	defaultBy         = "origin"
	defaultAggregates = "count, mean(delay), min(delay), max(delay)"
)

func parseOptions(arguments []string, stderr io.Writer) (options, error) {
	var o options
	var where, by, aggregates string
	flags := flag.NewFlagSet("flightstats", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&where, "where", "", "count flights for which the `expression` is true, as in \"distance > 1000\"")
	flags.StringVar(&by, "by", defaultBy, "group by a `list` of fields or expressions, as in \"origin, hour(date)\"")
	flags.StringVar(&aggregates, "aggregate", defaultAggregates, "compute a `list` of count, sum, min, max and mean")
	flags.StringVar(&o.format, "format", "ndjson", "what the files are: ndjson, csv or json")
	flags.IntVar(&o.workers, "workers", 1, "use `n` threads, each with a pipeline, or a map, of its own")
	flags.IntVar(&o.repeat, "repeat", 0, "read the files `n` times (default 1, and 50 for the built-in sample)")
	flags.IntVar(&o.rounds, "rounds", 0, "measure each engine `n` times in turn and show the fastest (default 1, and 5 for the built-in sample)")
	flags.StringVar(&o.engine, "engine", "all", "which engine to run: all, json, go or sinew")
	flags.IntVar(&o.top, "top", 5, "show the first `n` groups")
	flags.BoolVar(&o.json, "json", false, "print JSON")
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	o.files = flags.Args()
	setDefault := func(value *int, name string, ofFiles, ofSample int) {
		given := false
		flags.Visit(func(f *flag.Flag) { given = given || f.Name == name })
		if !given {
			*value = ofFiles
			if len(o.files) == 0 {
				*value = ofSample
			}
		}
	}
	setDefault(&o.repeat, "repeat", 1, 50)
	setDefault(&o.rounds, "rounds", 1, 5)
	var err error
	if o.query, err = parseQuery(where, by, aggregates); err != nil {
		return o, err
	}
	for _, n := range []struct {
		name         string
		value, least int
	}{{"repeat", o.repeat, 1}, {"rounds", o.rounds, 1}, {"workers", o.workers, 1}, {"top", o.top, 0}} {
		if n.value < n.least {
			return o, fmt.Errorf("--%s %d: at least %d is needed", n.name, n.value, n.least)
		}
	}
	switch {
	case !slices.Contains([]string{"ndjson", "csv", "json"}, o.format):
		return o, fmt.Errorf("--format %q: ndjson, csv or json", o.format)
	case o.format != "ndjson" && len(o.files) == 0:
		return o, fmt.Errorf("--format %s: the built-in sample is ndjson", o.format)
	case o.engine != "all" && !slices.Contains(engineNames, o.engine):
		return o, fmt.Errorf("--engine %q: all, %s", o.engine, strings.Join(engineNames, ", "))
	}
	if o.engine != "all" {
		if why := whyNot(o.engine, &o.query); why != "" {
			return o, fmt.Errorf("--engine %s cannot: %s", o.engine, why)
		}
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
	r := report{options: o}
	for _, name := range engineNames {
		if o.engine != "all" && o.engine != name {
			continue
		}
		if why := whyNot(name, &o.query); why == "" {
			r.engines = append(r.engines, name)
		} else {
			r.sitOut = append(r.sitOut, engineTitle(name, o.format)+" sits out: "+why+".")
		}
	}
	// An expression that is wrong is found before anything is read.
	for _, name := range r.engines {
		e, err := newEngine(name, &o.query, o.format)
		if err != nil {
			fmt.Fprintln(stderr, "flightstats:", err)
			return exitUsage
		}
		e.close()
	}

	readings := o.repeat * o.rounds * len(r.engines)
	if r.hasFlights() {
		readings += 2 * o.repeat * len(r.engines)
	}
	source, err := openSource(o.files, stdin, readings)
	if err != nil {
		return fail(err)
	}
	defer source.close()
	r.source = source
	progress := newProgress(stderr, source.size*int64(readings))
	inputErr := r.measure(progress)
	progress.clear()
	if inputErr != nil && !errors.Is(inputErr, errInput) {
		return fail(inputErr)
	}
	r.writeBad(stderr)
	agreeErr := r.compare()
	if err := r.write(stdout); err != nil {
		return fail(err)
	}
	switch {
	case inputErr != nil:
		return fail(inputErr)
	case agreeErr != nil:
		return fail(agreeErr)
	case r.passes[0].badRecords > 0:
		return exitBadRecords
	}
	return exitOK
}
