package main

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/examples/go/internal/usage"
)

func TestTrades(t *testing.T) {
	times, prices := makeTrades(5000)
	for i := range times {
		if i > 0 && times[i] < times[i-1] {
			t.Fatalf("trade %d is before the last one", i)
		}
		if cents := prices[i] * 100; math.Abs(cents-math.Round(cents)) > 1e-6 || prices[i] <= 0 {
			t.Fatalf("price %d is %v", i, prices[i])
		}
	}
	again, _ := makeTrades(10)
	for i, time := range again {
		if time != times[i] {
			t.Errorf("trade %d is at %d and at %d", i, times[i], time)
		}
	}
}

// The encodings that know numbers are smaller than any level of zstd.
func TestSizes(t *testing.T) {
	times, prices := makeTrades(100_000)
	for title, ways := range map[string][]way{"timestamps": timeWays(times), "prices": priceWays(prices)} {
		first, _, _, err := measure(ways[0], 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range ways[1:] {
			size, _, _, err := measure(w, 1)
			if err != nil {
				t.Fatal(err)
			}
			if size <= first {
				t.Errorf("%s: %s takes %d bytes, %s %d", title, w.name, size, ways[0].name, first)
			}
		}
	}
}

func TestRun(t *testing.T) {
	for _, arguments := range []string{"--rows 20000 --repeat 2", "--rows 1 --repeat 1"} {
		var out, err bytes.Buffer
		if code := run(strings.Fields(arguments), &out, &err); code != 0 || err.Len() > 0 {
			t.Fatalf("%s: exit code %d, %s", arguments, code, err.String())
		}
		for _, want := range []string{"DELTA_BINARY_PACKED", "ALP", "zstd better", "Every value came back"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %q in\n%s", arguments, want, out.String())
			}
		}
	}
}

func TestUsage(t *testing.T) {
	usage.Test(t, run, map[string]string{
		"--rows 0":    "--rows 0: 1 to",
		"--repeat -1": "--repeat -1: 1 to",
		"trades.csv":  `"trades.csv": no arguments`,
		"--nonsense":  "not defined: -nonsense",
	})
}
