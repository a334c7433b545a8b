// Kafkapartition chooses partitions for keys as Kafka's default partitioner does, twice: key by key
// in plain Go, and a batch of keys at a time with Sinew. It checks that both agree, and shows how the
// keys spread and what each way cost.
//
//	kafkapartition [--keys N] [--partitions N] [--batch N] [--repeat N]
//
// The keys are made up, always the same ones: numbered users, some of whom write far more than others,
// the UUIDs of orders, and the devices of tenants; 8 to 36 bytes. Exit code: 0, 1 when the ways do not
// agree, 2 for a wrong command line.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/hash/kafka"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

type options struct{ keys, partitions, batch, repeat int }

func parseOptions(arguments []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("kafkapartition", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.IntVar(&o.keys, "keys", 1_000_000, "make `n` keys")
	flags.IntVar(&o.partitions, "partitions", 12, "choose among `n` partitions")
	flags.IntVar(&o.batch, "batch", 4096, "hand over `n` keys at a time, as a producer's buffer would")
	flags.IntVar(&o.repeat, "repeat", 5, "measure each way `n` times; medians are shown")
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%q: no arguments are expected", flags.Arg(0))
	}
	var err error
	flags.VisitAll(func(f *flag.Flag) {
		if n := f.Value.(flag.Getter).Get().(int); n < 1 || n > 1<<30 {
			err = fmt.Errorf("--%s %d: 1 to %d", f.Name, n, 1<<30)
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
		fmt.Fprintln(stderr, "kafkapartition:", err)
		return 2
	}
	keys := makeKeys(o.keys)
	plain, batched := make([]int32, o.keys), make([]int32, o.keys)
	var plainTimes, gatherTimes, partitionTimes []time.Duration
	for range o.repeat {
		plainTimes = append(plainTimes, partitionEach(plain, keys, int32(o.partitions)))
		gather, partition := partitionBatches(batched, keys, o)
		gatherTimes, partitionTimes = append(gatherTimes, gather), append(partitionTimes, partition)
	}
	for i := range plain {
		if plain[i] != batched[i] {
			fmt.Fprintf(stderr, "kafkapartition: key %q: partition %d in plain Go, %d with Sinew\n", keys[i], plain[i], batched[i])
			return 1
		}
	}

	fmt.Fprintf(stdout, "%d keys, %d partitions, batches of %d keys\n%v; %s\n\n", o.keys, o.partitions, o.batch, sinew.Engine(), runtime.Version())
	writeHistogram(stdout, batched, o.partitions)
	one, gather, partition := median(plainTimes), median(gatherTimes), median(partitionTimes)
	perKey := func(title string, d time.Duration) {
		fmt.Fprintf(stdout, "%-38s %7.2f ns/key   %5.2fx\n", title, float64(d)/float64(o.keys), float64(one)/float64(max(d, 1)))
	}
	fmt.Fprintln(stdout)
	perKey("plain Go, key by key", one)
	perKey("Sinew, keys that are a column already", partition)
	perKey("Sinew, gathering the keys included", gather+partition)
	fmt.Fprintln(stdout, "\nBoth ways chose the same partition for every key.")
	return 0
}

// partitionEach is what a producer does without Sinew.
func partitionEach(out []int32, keys [][]byte, partitions int32) time.Duration {
	start := time.Now()
	for i, key := range keys {
		out[i] = plainPartition(key, partitions)
	}
	return time.Since(start)
}

// partitionBatches gathers a batch of keys into one column and partitions it in one call, over and
// over. Who decodes keys from a buffer can have a column from the start.
func partitionBatches(out []int32, keys [][]byte, o options) (gather, partition time.Duration) {
	var batch sinew.Strings
	for len(keys) > 0 {
		n := min(o.batch, len(keys))
		start := time.Now()
		batch.Reset()
		for _, key := range keys[:n] {
			batch.AppendBytes(key)
		}
		gathered := time.Now()
		kafka.PartitionStrings(out[:n], &batch, o.partitions)
		gather += gathered.Sub(start)
		partition += time.Since(gathered)
		keys, out = keys[n:], out[n:]
	}
	return gather, partition
}

const widestBar = 40

func writeHistogram(out io.Writer, chosen []int32, partitions int) {
	counts := make([]int, partitions)
	for _, partition := range chosen {
		counts[partition]++
	}
	most := slices.Max(counts)
	fmt.Fprintln(out, "partition       keys")
	for partition, count := range counts {
		fmt.Fprintf(out, "%9d %10d  %s\n", partition, count, strings.Repeat("#", count*widestBar/most))
	}
}

func median(durations []time.Duration) time.Duration {
	slices.Sort(durations)
	return durations[len(durations)/2]
}
