// Mergegroups spreads a GROUP BY over processes: each groups a share of the flights by origin and writes
// its groups, as bytes, to its standard output; the program that started them merges these, groups all
// flights once more by itself, checks that both come to the same, and prints the busiest origins.
//
//	mergegroups [--processes N] [--top N]
//
// The processes are on one machine here. The bytes are the same everywhere, so they may as well come over
// a network, or be files of an earlier run. Exit code: 0, 1 when a process fails or the two results differ,
// 2 for a wrong command line.
package main

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"text/tabwriter"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

type options struct{ processes, top, share int }

func parseOptions(arguments []string, stderr io.Writer) (options, error) {
	o := options{share: -1}
	flags := flag.NewFlagSet("mergegroups", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.IntVar(&o.processes, "processes", 3, "share the flights among `n` processes")
	flags.IntVar(&o.top, "top", 5, "print `n` origins")
	flags.IntVar(&o.share, "share", -1, "be process `n`, counted from 0: write its groups as bytes")
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("%q: no arguments are expected", flags.Arg(0))
	case o.processes < 1 || o.processes > 64:
		return o, fmt.Errorf("--processes %d: 1 to 64", o.processes)
	case o.top < 0:
		return o, fmt.Errorf("--top %d: not negative", o.top)
	case o.share < -1 || o.share >= o.processes:
		return o, fmt.Errorf("--share %d: 0 to %d", o.share, o.processes-1)
	}
	return o, nil
}

func run(arguments []string, stdout, stderr io.Writer) int {
	o, err := parseOptions(arguments, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintln(stderr, "mergegroups:", err)
		return 2
	}
	if o.share >= 0 {
		err = writeShare(o, stdout)
	} else {
		err = merge(o, stdout, stderr)
	}
	if err != nil {
		fmt.Fprintln(stderr, "mergegroups:", err)
		return 1
	}
	return 0
}

// writeShare is what a process does that was started by this program.
func writeShare(o options, stdout io.Writer) error {
	groups, err := groupShare(o.share, o.processes)
	if err != nil {
		return err
	}
	defer groups.Close()
	message, err := groups.AppendEncoded(nil)
	if err != nil {
		return err
	}
	_, err = stdout.Write(message)
	return err
}

func merge(o options, stdout, stderr io.Writer) error {
	messages, err := startAll(o, stderr)
	if err != nil {
		return err
	}
	// Whatever a process has sent is checked, and costs no more memory than this.
	const limit = 64 << 20
	merged, err := aggregate.Decode(messages[0], limit)
	if err != nil {
		return fmt.Errorf("process 0: %w", err)
	}
	defer merged.Close()
	for i, message := range messages[1:] {
		if err := merged.MergeEncoded(message); err != nil {
			return fmt.Errorf("process %d: %w", i+1, err)
		}
	}

	alone, err := groupShare(0, 1)
	if err != nil {
		return err
	}
	defer alone.Close()
	have, err := merged.AppendEncoded(nil)
	if err != nil {
		return err
	}
	want, err := alone.AppendEncoded(nil)
	if err != nil {
		return err
	}
	if !bytes.Equal(have, want) {
		return errors.New("the groups of several processes are not those of one")
	}
	for i, message := range messages {
		fmt.Fprintf(stdout, "process %d sent %d bytes\n", i, len(message))
	}
	fmt.Fprintf(stdout, "%d groups, the same as of one process, bit by bit\n\n", merged.Len())
	return printTop(merged, o.top, stdout)
}

// startAll runs the processes side by side and returns what each has written.
func startAll(o options, stderr io.Writer) ([][]byte, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	commands := make([]*exec.Cmd, o.processes)
	outputs := make([]bytes.Buffer, o.processes)
	for i := range commands {
		commands[i] = exec.Command(program, "--processes", strconv.Itoa(o.processes), "--share", strconv.Itoa(i))
		commands[i].Stdout, commands[i].Stderr = &outputs[i], stderr
		if err = commands[i].Start(); err != nil {
			commands = commands[:i]
			break
		}
	}
	messages := make([][]byte, len(commands))
	for i, command := range commands {
		if failed := command.Wait(); failed != nil && err == nil {
			err = fmt.Errorf("process %d: %w", i, failed)
		}
		messages[i] = outputs[i].Bytes()
	}
	return messages, err
}

func printTop(groups *aggregate.GroupBy, top int, stdout io.Writer) error {
	var results sinew.Batch
	defer results.Close()
	if err := groups.Results(&results); err != nil {
		return err
	}
	origins := results.Column(0)
	flights := sinew.Values[int64](results.Column(1))
	mean, worst := sinew.Values[float64](results.Column(2)), sinew.Values[int64](results.Column(3))
	last := results.Column(4)
	rows := make([]int, results.Len())
	for i := range rows {
		rows[i] = i
	}
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(flights[b], flights[a]) })
	out := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "origin\tflights\tmean delay\tgreatest delay\tlast destination\t")
	for _, row := range rows[:min(top, len(rows))] {
		fmt.Fprintf(out, "%s\t%d\t%.1f\t%d\t%s\t\n", origins.Bytes(row), flights[row], mean[row], worst[row], last.Bytes(row))
	}
	return out.Flush()
}
