package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/examples/go/internal/usage"
)

// The vectors of UtilsTest.testMurmur2 in Apache Kafka.
func TestMurmur2(t *testing.T) {
	for key, want := range map[string]int32{
		"21":                         -973932308,
		"foobar":                     -790332482,
		"a-little-bit-long-string":   -985981536,
		"a-little-bit-longer-string": -1486304829,
		"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8": -58897971,
		"abc": 479470107,
	} {
		if got := int32(murmur2([]byte(key))); got != want {
			t.Errorf("murmur2(%q) = %d, want %d", key, got, want)
		}
	}
}

func TestKeys(t *testing.T) {
	keys := makeKeys(2000)
	kinds := map[string]int{}
	for _, key := range keys {
		if len(key) < 8 || len(key) > 36 {
			t.Errorf("%q has %d bytes", key, len(key))
		}
		kind, _, _ := strings.Cut(string(key), "-")
		if len(key) == 36 {
			kind = "order"
		}
		kinds[kind]++
	}
	if len(kinds) != 3 || kinds["user"] < 600 || kinds["order"] < 500 || kinds["tenant"] < 300 {
		t.Errorf("kinds of keys: %v", kinds)
	}
	for i, key := range makeKeys(3) {
		if !bytes.Equal(key, keys[i]) {
			t.Errorf("key %d is %q and %q", i, keys[i], key)
		}
	}
}

func TestRun(t *testing.T) {
	for _, arguments := range []string{
		"--keys 10000 --repeat 1",
		"--keys 5000 --partitions 1 --batch 1 --repeat 1",
		"--keys 5001 --partitions 1000 --batch 250 --repeat 2",
		"--keys 1 --batch 100 --repeat 1",
	} {
		var out, err bytes.Buffer
		if code := run(strings.Fields(arguments), &out, &err); code != 0 || err.Len() > 0 {
			t.Fatalf("%s: exit code %d, %s", arguments, code, err.String())
		}
		if !strings.Contains(out.String(), "the same partition for every key") {
			t.Errorf("%s: %s", arguments, out.String())
		}
	}
}

func TestHistogram(t *testing.T) {
	var out strings.Builder
	writeHistogram(&out, []int32{2, 0, 2, 2, 2}, 3)
	const want = "partition       keys\n" +
		"        0          1  ##########\n" +
		"        1          0  \n" +
		"        2          4  ########################################\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestUsage(t *testing.T) {
	usage.Test(t, run, map[string]string{
		"--keys 0":        "--keys 0: 1 to",
		"--partitions -1": "--partitions -1: 1 to",
		"--batch 0":       "--batch 0: 1 to",
		"keys.txt":        `"keys.txt": no arguments`,
		"--nonsense":      "not defined: -nonsense",
	})
}
