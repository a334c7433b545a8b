// Packcolumns packs a column of timestamps and one of prices, each with the encoding that fits it:
// timestamps as Parquet's DELTA_BINARY_PACKED, prices by ALP. It unpacks them, checks that every bit
// came back, and prints sizes and times beside those of zstd on the same bytes.
//
//	packcolumns [--rows N] [--repeat N]
//
// The columns are made up, always the same ones: trades at random intervals, in microseconds, whose
// price in cents walks up and down. Exit code: 0, 1 when a column does not come back as it was, 2 for a
// wrong command line.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/sinew-simd/sinew/bindings/go"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

type options struct{ rows, repeat int }

func parseOptions(arguments []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("packcolumns", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.IntVar(&o.rows, "rows", 1_000_000, "make `n` rows")
	flags.IntVar(&o.repeat, "repeat", 3, "measure each way `n` times; medians are shown")
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%q: no arguments are expected", flags.Arg(0))
	}
	var err error
	flags.VisitAll(func(f *flag.Flag) {
		if n := f.Value.(flag.Getter).Get().(int); n < 1 || n > 1<<28 {
			err = fmt.Errorf("--%s %d: 1 to %d", f.Name, n, 1<<28)
		}
	})
	return o, err
}

func run(arguments []string, stdout, stderr io.Writer) int {
	o, err := parseOptions(arguments, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintln(stderr, "packcolumns:", err)
		return 2
	}
	times, prices := makeTrades(o.rows)
	plain := 8 * o.rows
	fmt.Fprintf(stdout, "%d rows, %d bytes a column\n%v; %s\n", o.rows, plain, sinew.Engine(), runtime.Version())
	for _, column := range []struct {
		title string
		ways  []way
	}{
		{"timestamps, int64", timeWays(times)},
		{"prices, float64", priceWays(prices)},
	} {
		fmt.Fprintf(stdout, "\n%-22s %10s %8s %12s %12s\n", column.title, "bytes", "smaller", "pack", "unpack")
		for _, w := range column.ways {
			size, pack, unpack, err := measure(w, o.repeat)
			if err != nil {
				fmt.Fprintf(stderr, "packcolumns: %s: %v\n", w.name, err)
				return 1
			}
			perRow := func(d time.Duration) string { return fmt.Sprintf("%.2f ns/row", float64(d)/float64(o.rows)) }
			fmt.Fprintf(stdout, "%-22s %10d %7.1fx %12s %12s\n", w.name, size, float64(plain)/float64(size), perRow(pack), perRow(unpack))
		}
	}
	fmt.Fprintln(stdout, "\nEvery value came back bit by bit.")
	return 0
}

// way is one way to pack a column and to get it back; check compares what came back.
type way struct {
	name   string
	pack   func() []byte
	unpack func([]byte) error
	check  func() error
}

func measure(w way, repeat int) (size int, pack, unpack time.Duration, err error) {
	var packing, unpacking []time.Duration
	for range repeat {
		start := time.Now()
		packed := w.pack()
		packing = append(packing, time.Since(start))
		size = len(packed)
		start = time.Now()
		if err := w.unpack(packed); err != nil {
			return 0, 0, 0, err
		}
		unpacking = append(unpacking, time.Since(start))
		if err := w.check(); err != nil {
			return 0, 0, 0, err
		}
	}
	return size, median(packing), median(unpacking), nil
}

func median(durations []time.Duration) time.Duration {
	slices.Sort(durations)
	return durations[len(durations)/2]
}
