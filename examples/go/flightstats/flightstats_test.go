package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/examples/data"
)

type outcome struct {
	report
	exit   int
	stderr string
}

func runJSON(t *testing.T, stdin string, arguments ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	var o outcome
	o.exit = run(append([]string{"--json", "--top", "1000000"}, arguments...), strings.NewReader(stdin), &stdout, &stderr)
	o.stderr = stderr.String()
	if stdout.Len() > 0 {
		if err := json.Unmarshal(stdout.Bytes(), &o.report); err != nil {
			t.Fatalf("%v in %s", err, stdout.Bytes())
		}
	}
	return o
}

// The sample's statistics, computed in another way: every line through encoding/json, every group's
// delays kept, the mean by compensation-free float addition of integers, which is exact here.
func TestSample(t *testing.T) {
	unzipped, err := gzip.NewReader(bytes.NewReader(data.Flights))
	if err != nil {
		t.Fatal(err)
	}
	delays := map[string][]float64{}
	rows := int64(0)
	for lines := bufio.NewScanner(unzipped); lines.Scan(); rows++ {
		var line map[string]any
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		origin, destination, delay := line["origin"].(string), line["destination"].(string), line["delay"].(float64)
		delays[origin] = append(delays[origin], delay)
		delays[origin+"-"+destination] = append(delays[origin+"-"+destination], delay)
	}

	const repeat = 3
	o := runJSON(t, "", "--repeat", fmt.Sprint(repeat))
	if o.exit != exitOK || o.Agree == nil || !*o.Agree || o.stderr != "" {
		t.Fatalf("exit code %d, agreement %v, %s", o.exit, o.Agree, o.stderr)
	}
	for _, e := range o.Engines {
		if e.Rows != rows*repeat || e.BadLines != 0 {
			t.Errorf("%s: %d rows, %d bad lines; want %d and 0", e.Engine, e.Rows, e.BadLines, rows*repeat)
		}
	}
	if n := len(o.Origins) + len(o.Routes); n != len(delays) {
		t.Errorf("%d groups, want %d", n, len(delays))
	}
	for _, g := range append(o.Origins, o.Routes...) {
		least, greatest, sum := math.Inf(1), math.Inf(-1), 0.0
		for _, d := range delays[g.Key] {
			least, greatest, sum = math.Min(least, d), math.Max(greatest, d), sum+d
		}
		n := float64(len(delays[g.Key]))
		want := group{g.Key, int64(n) * repeat, sum * repeat / (n * repeat), int64(least), int64(greatest)}
		if g != want {
			t.Errorf("%+v, want %+v", g, want)
		}
	}
	for i := 1; i < len(o.Origins); i++ {
		if o.Origins[i].Count > o.Origins[i-1].Count {
			t.Errorf("airport %d is busier than the one before", i)
		}
	}
}

const threeFlights = `{"date":"2001-01-01 00:01:00","delay":33,"distance":2176,"origin":"LAS","destination":"PHL"}
{"origin":"LAS","destination":"ATL","delay":-3}
{"delay": 10, "origin": "ATL", "destination": "L\u0041S", "other": [1, {"delay": 5}], "more": null}
`

func checkThreeFlights(t *testing.T, o outcome, exit int) {
	t.Helper()
	if o.exit != exit {
		t.Fatalf("exit code %d, want %d; %s", o.exit, exit, o.stderr)
	}
	origins, routes := fmt.Sprint(o.Origins), fmt.Sprint(o.Routes)
	if want := "[{LAS 2 15 -3 33} {ATL 1 10 10 10}]"; origins != want {
		t.Errorf("airports %s, want %s", origins, want)
	}
	if want := "[{ATL-LAS 1 10 10 10} {LAS-ATL 1 -3 -3 -3} {LAS-PHL 1 33 33 33}]"; routes != want {
		t.Errorf("routes %s, want %s", routes, want)
	}
}

func zipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(text))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func file(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "input")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestInputs(t *testing.T) {
	windows := strings.ReplaceAll(threeFlights, "\n", "\r\n")
	for name, text := range map[string]string{
		"plain": threeFlights, "gzip": zipped(t, threeFlights), "two members of gzip": zipped(t, threeFlights[:50]) + zipped(t, threeFlights[50:]),
		"no newline at the end": strings.TrimSuffix(threeFlights, "\n"), "empty lines": "\n\n" + threeFlights + "  \n\n", "CRLF": windows,
	} {
		for _, engine := range []string{"both", "go", "sinew"} {
			t.Run(name+", "+engine, func(t *testing.T) {
				checkThreeFlights(t, runJSON(t, text, "--input", "-", "--repeat", "1", "--engine", engine), exitOK)
				checkThreeFlights(t, runJSON(t, "", "--input", file(t, text), "--repeat", "1", "--engine", engine), exitOK)
			})
		}
	}
	if o := runJSON(t, threeFlights, "--input", "-", "--repeat", "4"); o.exit != exitOK || o.Engines[1].Rows != 12 {
		t.Errorf("standard input four times: exit code %d, %+v", o.exit, o.Engines)
	}
	if o := runJSON(t, "", "--input", "-", "--repeat", "1"); o.exit != exitOK || o.Engines[0].Rows != 0 || len(o.Origins) != 0 {
		t.Errorf("empty input: exit code %d, %+v", o.exit, o.report)
	}
}

func TestBadLines(t *testing.T) {
	lines := strings.SplitAfter(threeFlights, "\n")
	text := "{\n" + lines[0] + "[1]\n" + lines[1] +
		`{"delay":1.5,"origin":"A","destination":"B"}` + "\n" +
		`{"delay":"1","origin":"A","destination":"B"}` + "\n" +
		`{"delay":null,"origin":"A","destination":"B"}` + "\n" +
		`{"delay":99999999999999999999,"origin":"A","destination":"B"}` + "\n" +
		`{"delay":1,"destination":"B"}` + "\n" +
		`{"delay":1,"origin":"A","destination":""}` + "\n" +
		`{"delay":1,"origin":"A","destination":"B"} extra` + "\n" +
		`{"delay":01,"origin":"A","destination":"B"}` + "\n" +
		lines[2] +
		`{"delay":1,"origin":"A","destinat`
	const bad = 11
	o := runJSON(t, text, "--input", "-", "--repeat", "2")
	for i := range o.Origins {
		o.Origins[i].Count /= 2
	}
	for i := range o.Routes {
		o.Routes[i].Count /= 2
	}
	checkThreeFlights(t, o, exitBadLines)
	for _, e := range o.Engines {
		if e.BadLines != 2*bad {
			t.Errorf("%s: %d bad lines, want %d", e.Engine, e.BadLines, 2*bad)
		}
	}
	for _, want := range []string{"line 1 left out: no flight", "line 3 left out: no flight", "line 5 left out", "line 7 left out: no delay", "line 9 left out: no origin", "line 10 left out: no destination", "11 lines left out in all"} {
		if strings.Count(o.stderr, want) != 1 {
			t.Errorf("%q is not reported once in\n%s", want, o.stderr)
		}
	}
	if n := strings.Count(o.stderr, "\n"); n != maxReported+1 {
		t.Errorf("%d lines on standard error, want %d", n, maxReported+1)
	}
}

// Both parsers draw the same line.
func TestIncredibleDelays(t *testing.T) {
	for delay, good := range map[string]bool{
		"1000000": true, "-1000000": true, "1000001": false, "-1000001": false, "999999999999999999": false,
		"9223372036854775807": false, "-9223372036854775808": false,
	} {
		line := fmt.Sprintf(`{"delay":%s,"origin":"A","destination":"B"}`, delay)
		if _, ok := scanFlight([]byte(line)); ok != good {
			t.Errorf("%s: the quick scanner says %v", delay, ok)
		}
		if _, err := decodeFlight([]byte(line)); (err == nil) != good {
			t.Errorf("%s: %v", delay, err)
		}
	}
	text := threeFlights + strings.Repeat(`{"delay":9223372036854775807,"origin":"LAS","destination":"PHL"}`+"\n", 3)
	o := runJSON(t, text, "--input", "-")
	checkThreeFlights(t, o, exitBadLines)
	if !strings.Contains(o.stderr, "line 4 left out: a delay of 9223372036854775807 minutes") {
		t.Errorf("standard error: %s", o.stderr)
	}
}

func TestHugeLines(t *testing.T) {
	lines := strings.SplitAfter(threeFlights, "\n")
	huge := `{"origin":"` + strings.Repeat("x", 5*maxLine) + "\"}\n"
	padded := func(size int) string {
		line := strings.TrimSuffix(lines[1], "\n")
		return line + strings.Repeat(" ", size-len(line)-1) + "\n"
	}
	for name, text := range map[string]string{
		"first":          huge + threeFlights,
		"middle":         lines[0] + huge + lines[1] + lines[2],
		"last":           threeFlights + huge,
		"cut short":      threeFlights + huge[:3*maxLine],
		"just too long":  threeFlights + padded(maxLine+1),
		"after a reset":  lines[0] + lines[1] + padded(2*maxLine) + lines[2],
		"as long as can": lines[0] + padded(maxLine-1) + lines[2] + huge,
	} {
		t.Run(name, func(t *testing.T) {
			o := runJSON(t, text, "--input", "-", "--repeat", "1")
			checkThreeFlights(t, o, exitBadLines)
			if o.Engines[0].BadLines != 1 || !strings.Contains(o.stderr, "longer than 1048576 bytes") {
				t.Errorf("%d bad lines; %s", o.Engines[0].BadLines, o.stderr)
			}
		})
	}
	if o := runJSON(t, huge+huge+"\n"+huge, "--input", "-", "--repeat", "1"); o.exit != exitBadLines || o.Engines[0].BadLines != 3 || !strings.Contains(o.stderr, "line 4 ") {
		t.Errorf("three huge lines: exit code %d; %s", o.exit, o.stderr)
	}
}

// What came before the fault is shown, and the exit code says that there was one.
func TestTruncatedGzip(t *testing.T) {
	text := zipped(t, threeFlights)
	o := runJSON(t, text[:len(text)-4], "--input", "-", "--repeat", "1")
	checkThreeFlights(t, o, exitFailed)
	if !strings.Contains(o.stderr, "unexpected EOF") {
		t.Errorf("standard error: %s", o.stderr)
	}
	for _, e := range o.Engines {
		if e.Bytes != int64(len(threeFlights)) {
			t.Errorf("%s: %d bytes read, want %d", e.Engine, e.Bytes, len(threeFlights))
		}
	}
	if o := runJSON(t, string(data.Flights[:len(data.Flights)/2]), "--input", "-", "--repeat", "1"); o.exit != exitFailed || o.Engines[0].Rows == 0 || !*o.Agree {
		t.Errorf("half of the sample: exit code %d, %+v", o.exit, o.Engines)
	}
	if o := runJSON(t, "\x1f\x8bno gzip", "--input", "-", "--repeat", "1"); o.exit != exitFailed {
		t.Errorf("bad header: exit code %d; %s", o.exit, o.stderr)
	}
}

func TestCommandLine(t *testing.T) {
	for _, arguments := range [][]string{{"--repeat", "0"}, {"--top", "-1"}, {"--engine", "rust"}, {"more"}, {"--nonsense"}} {
		var stdout, stderr bytes.Buffer
		if exit := run(arguments, nil, &stdout, &stderr); exit != exitUsage || stderr.Len() == 0 || stdout.Len() != 0 {
			t.Errorf("%q: exit code %d, %q", arguments, exit, stderr.String())
		}
	}
	var stderr bytes.Buffer
	if exit := run([]string{"--help"}, nil, &stderr, &stderr); exit != exitOK {
		t.Errorf("--help: exit code %d", exit)
	}
	if o := runJSON(t, "", "--input", filepath.Join(t.TempDir(), "missing")); o.exit != exitFailed || !strings.Contains(o.stderr, "missing") {
		t.Errorf("missing file: exit code %d, %s", o.exit, o.stderr)
	}
	stderr.Reset()
	var stdout bytes.Buffer
	if exit := run([]string{"--input", t.TempDir()}, nil, &stdout, &stderr); exit != exitFailed || stdout.Len() != 0 || !strings.Contains(stderr.String(), "is a directory") {
		t.Errorf("directory: exit code %d, %q, %q", exit, stdout.String(), stderr.String())
	}
	for _, c := range []struct {
		arguments []string
		repeat    int
	}{{nil, 50}, {[]string{"--input", "-"}, 1}, {[]string{"--repeat", "7", "--input", "-"}, 7}, {[]string{"--repeat", "7"}, 7}} {
		if o, err := parseOptions(c.arguments, &stderr); err != nil || o.repeat != c.repeat {
			t.Errorf("%q: read %d times, want %d; %v", c.arguments, o.repeat, c.repeat, err)
		}
	}
}

func TestText(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if exit := run([]string{"--repeat", "1", "--top", "2"}, nil, &stdout, &stderr); exit != exitOK {
		t.Fatalf("exit code %d, %s", exit, stderr.String())
	}
	for _, want := range []string{"built-in sample, read 1 times: 20,000 flights", "reading", "parsing (in Go for both)", "aggregating", "rows a second", "pauses", "resident memory", "busiest airports", "busiest routes", "Both engines agree exactly"} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("%q is not in\n%s", want, stdout.String())
		}
	}
	if stderr.Len() != 0 {
		t.Errorf("standard error: %s", stderr.String())
	}
}

func TestNothingToAgreeOn(t *testing.T) {
	for _, text := range []string{"", "\x1f\x8bno gzip"} {
		var stdout, stderr bytes.Buffer
		run([]string{"--input", "-"}, strings.NewReader(text), &stdout, &stderr)
		if got := stdout.String(); strings.Contains(got, "agree") || !strings.Contains(got, "No flight was read") {
			t.Errorf("%q: %s", text, got)
		}
	}
}

func TestDisagreementIsFound(t *testing.T) {
	r := report{passes: []pass{{origins: []group{{Key: "LAS", Mean: 1}}}, {origins: []group{{Key: "LAS", Mean: math.Nextafter(1, 2)}}}}}
	if err := r.compare(); err == nil || *r.Agree {
		t.Errorf("error %v, agreement %v", err, *r.Agree)
	}
}

// Whatever the line, the quick scanner says what encoding/json says, or leaves the line to it.
func FuzzScanFlight(f *testing.F) {
	for line := range strings.Lines(threeFlights) {
		f.Add([]byte(line))
	}
	for _, line := range []string{`{}`, `{"delay":-0,"origin":"A","destination":"B"}`, `{"delay":1,"delay":2,"origin":"A","origin":"C","destination":"B"}`,
		`{"delay":1,"origin":"A","destination":"B",}`, `{"delay":-,"origin":"A","destination":"B"}`, `{"delay":1,"origin":"A\"","destination":"B"}`,
		`{"delay":1,"origin":"A","destination":"B","x":1e5}`, `{"delay":123456789012345678,"origin":"A","destination":"B"}`, `{"":1}`} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		quick, ok := scanFlight(line)
		if !ok {
			return
		}
		sure, err := decodeFlight(line)
		if err != nil || quick.delay != sure.delay || !bytes.Equal(quick.origin, sure.origin) || !bytes.Equal(quick.destination, sure.destination) {
			t.Fatalf("%q: %d %q %q, but encoding/json has %d %q %q, %v", line, quick.delay, quick.origin, quick.destination, sure.delay, sure.origin, sure.destination, err)
		}
	})
}
