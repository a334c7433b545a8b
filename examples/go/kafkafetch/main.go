// Kafkafetch reads what Kafka answers to a fetch, and groups the JSON that is in the values of the records: the bytes of
// a fetch response become record batches, and their column of values goes into a pipeline, which decodes two fields of it
// and groups them.
//
//	kafkafetch [--where EXPRESSION] [--by FIELD] [--of FIELD] [--top N] [--repeat N] [FILE ...]
//
// A file has the record set of one partition (RecordBatches of a kmsg.FetchResponse, for one), compressed or not.
// Without a file it is five that are part of the program, one for each compression. Each is read once for the result,
// and --repeat times for its speed.
//
// Batches that cannot be read, and values that are no JSON, are counted, reported on standard error, and left out. The
// exit code tells how the run went:
//
//	0  everything was read
//	1  a file could not be read
//	2  the command line is wrong
//	3  all went well but for what was left out
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"
	"text/tabwriter"
	"time"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/pipeline"
	"github.com/sinew-simd/sinew/examples/data"
)

const (
	exitOK = iota
	exitFailed
	exitUsage
	exitLeftOut
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

type options struct {
	where       string
	by, of      string
	top, repeat int
	files       []string
}

func parseOptions(arguments []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("kafkafetch", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.where, "where", "", "only the records for which this `expression` over the two fields is true")
	flags.StringVar(&o.by, "by", "origin", "group by this `field` of the values, a string")
	flags.StringVar(&o.of, "of", "delay", "show the mean and the most of this `field`, an integer")
	flags.IntVar(&o.top, "top", 5, "show the `n` largest groups; 0 is all")
	flags.IntVar(&o.repeat, "repeat", 100, "read each file `n` times for its speed")
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	o.files = flags.Args()
	switch {
	case o.by == "" || o.of == "":
		return o, errors.New("--by and --of name a field")
	case o.top < 0:
		return o, fmt.Errorf("--top %d is negative", o.top)
	case o.repeat < 1:
		return o, fmt.Errorf("--repeat %d: at least 1 is needed", o.repeat)
	}
	return o, nil
}

// input is the record set of a file.
type input struct {
	name string
	set  []byte
}

// readInputs reads the files, or what is part of the program.
func readInputs(files []string) ([]input, error) {
	var from fs.FS = data.Records
	inputs := make([]input, 0, len(files))
	if len(files) == 0 {
		for _, codec := range []string{"none", "gzip", "snappy", "lz4", "zstd"} {
			name := path.Join("kafka", codec+".records")
			set, err := fs.ReadFile(from, name)
			if err != nil {
				return nil, err
			}
			inputs = append(inputs, input{name, set})
		}
	}
	for _, name := range files {
		set, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		inputs = append(inputs, input{name, set})
	}
	return inputs, nil
}

func run(arguments []string, stdout, stderr io.Writer) int {
	o, err := parseOptions(arguments, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return exitOK
	}
	fail := func(err error, code int) int {
		fmt.Fprintln(stderr, "kafkafetch:", err)
		return code
	}
	if err != nil {
		return fail(err, exitUsage)
	}
	inputs, err := readInputs(o.files)
	if err != nil {
		return fail(err, exitFailed)
	}
	all, err := newConsumer(o)
	if err != nil {
		return fail(err, exitUsage)
	}
	defer all.close()

	fmt.Fprintf(stdout, "%v; %s\n\n", sinew.Engine(), runtime.Version())
	table := tabwriter.NewWriter(stdout, 0, 8, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "bytes\tbatches\trecords\tleft out\trows/s\t  file")
	leftOut := uint64(0)
	for _, in := range inputs {
		seen, err := all.consume(in.set)
		if err == nil {
			leftOut += seen.leftOut()
			report(stderr, in, all, seen)
			var speed float64
			speed, err = measure(in.set, o)
			fmt.Fprintf(table, "%d\t%d\t%d\t%d\t%.4g M\t  %s\n", len(in.set), seen.batches, seen.rows, seen.leftOut(), speed/1e6, in.name)
		}
		if err != nil {
			return fail(fmt.Errorf("%s: %w", in.name, err), exitFailed)
		}
	}
	table.Flush()
	if err := writeGroups(stdout, all, o); err != nil {
		return fail(err, exitFailed)
	}
	if leftOut > 0 {
		return exitLeftOut
	}
	return exitOK
}

// measure returns how many rows a second go through a consumer of their own.
func measure(set []byte, o options) (float64, error) {
	c, err := newConsumer(o)
	if err != nil {
		return 0, err
	}
	defer c.close()
	rows := uint64(0)
	start := time.Now()
	for range o.repeat {
		seen, err := c.consume(set)
		if err != nil {
			return 0, err
		}
		rows += seen.rows
	}
	return float64(rows) / time.Since(start).Seconds(), nil
}

// writeGroups prints the largest groups.
func writeGroups(out io.Writer, c *consumer, o options) error {
	table, err := c.groups.Table(pipeline.Descending("records"), pipeline.Ascending(o.by), pipeline.Top(o.top))
	if err != nil {
		return err
	}
	defer table.Close()
	fmt.Fprintf(out, "\n%.2f", table)
	if more := c.groups.Len() - table.Len(); more > 0 {
		fmt.Fprintf(out, "and %d more\n", more)
	}
	return nil
}
