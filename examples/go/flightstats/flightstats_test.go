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

	"github.com/klauspost/compress/zstd"

	"github.com/sinew-simd/sinew/examples/data"
)

type outcome struct {
	jsonReport
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
		if err := json.Unmarshal(stdout.Bytes(), &o.jsonReport); err != nil {
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
	flights := map[string]bool{}
	rows := int64(0)
	for lines := bufio.NewScanner(unzipped); lines.Scan(); rows++ {
		var line map[string]any
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		origin := line["origin"].(string)
		delays[origin] = append(delays[origin], line["delay"].(float64))
		flights[fmt.Sprint(line["date"], origin, line["destination"])] = true
	}

	const repeat = 3
	o := runJSON(t, "", "--repeat", fmt.Sprint(repeat), "--rounds", "2")
	if o.exit != exitOK || o.Agree == nil || !*o.Agree || o.stderr != "" {
		t.Fatalf("exit code %d, agreement %v, %s", o.exit, o.Agree, o.stderr)
	}
	for _, e := range o.Engines {
		if e.Rows != rows*repeat || e.BadRecords != 0 || e.Groups != len(delays) {
			t.Errorf("%s: %d rows, %d bad records, %d groups; want %d, 0 and %d", e.Engine, e.Rows, e.BadRecords, e.Groups, rows*repeat, len(delays))
		}
	}
	for _, e := range o.Flights {
		if e.Rows != 2*rows*repeat || e.Groups != len(flights)*repeat {
			t.Errorf("%s: %d rows, %d flights; want %d and %d", e.Engine, e.Rows, e.Groups, 2*rows*repeat, len(flights)*repeat)
		}
	}
	if len(o.Engines) != 3 || len(o.Flights) != 3 {
		t.Errorf("%d and %d engines", len(o.Engines), len(o.Flights))
	}
	for _, g := range o.Groups {
		of := delays[g.Key[0]]
		least, greatest, sum := math.Inf(1), math.Inf(-1), 0.0
		for _, d := range of {
			least, greatest, sum = math.Min(least, d), math.Max(greatest, d), sum+d
		}
		n := float64(len(of))
		if want := []any{n * repeat, sum * repeat / (n * repeat), least, greatest}; fmt.Sprint(g.Values) != fmt.Sprint(want) {
			t.Errorf("%s: %v, want %v", g.Key, g.Values, want)
		}
	}
	for i := 1; i < len(o.Groups); i++ {
		if o.Groups[i].Values[0].(float64) > o.Groups[i-1].Values[0].(float64) {
			t.Errorf("airport %d is busier than the one before", i)
		}
	}
}

const threeFlights = `{"date":"2001-01-01 00:01:00","delay":33,"distance":2176,"origin":"LAS","destination":"PHL"}
{"origin":"LAS","destination":"ATL","delay":-3,"distance":1747}
{"delay": 10, "origin": "ATL", "destination": "L\u0041S", "other": [1, {"delay": 5}], "more": null}
`

func checkGroups(t *testing.T, o outcome, exit int, want string) {
	t.Helper()
	if o.exit != exit {
		t.Fatalf("exit code %d, want %d; %s", o.exit, exit, o.stderr)
	}
	if o.Agree != nil && !*o.Agree {
		t.Error("no agreement")
	}
	if got := fmt.Sprint(o.Groups); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func checkThreeFlights(t *testing.T, o outcome, exit int) {
	t.Helper()
	checkGroups(t, o, exit, "[{[LAS] [2 15 -3 33]} {[ATL] [1 10 10 10]}]")
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

func zstandard(t *testing.T, text string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(text), nil))
}

func tempFile(t *testing.T, text string) string {
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
		"Zstandard": zstandard(t, threeFlights), "two frames": zstandard(t, threeFlights[:50]) + zstandard(t, threeFlights[50:]),
		"no newline at the end": strings.TrimSuffix(threeFlights, "\n"), "empty lines": "\n\n" + threeFlights + "  \n\n", "CRLF": windows,
	} {
		for _, engine := range []string{"all", "json", "go", "sinew"} {
			t.Run(name+", "+engine, func(t *testing.T) {
				checkThreeFlights(t, runJSON(t, text, "--engine", engine, "-"), exitOK)
				checkThreeFlights(t, runJSON(t, "", "--engine", engine, "--workers", "2", tempFile(t, text)), exitOK)
			})
		}
	}
	if o := runJSON(t, threeFlights, "--repeat", "4", "-"); o.exit != exitOK || o.Engines[1].Rows != 12 {
		t.Errorf("standard input four times: exit code %d, %+v", o.exit, o.Engines)
	}
	if o := runJSON(t, "", "-"); o.exit != exitOK || o.Engines[0].Rows != 0 || len(o.Groups) != 0 {
		t.Errorf("empty input: exit code %d, %+v", o.exit, o.jsonReport)
	}
}

// Several files, the last line of each without a newline.
func TestSeveralFiles(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(threeFlights), "\n")
	files := []string{tempFile(t, lines[0]), tempFile(t, zipped(t, lines[1])), tempFile(t, lines[2]+"\nbad")}
	for _, workers := range []string{"1", "3"} {
		o := runJSON(t, "", append([]string{"--workers", workers, "--repeat", "2", "--by", "destination", "--aggregate", "count"}, files...)...)
		checkGroups(t, o, exitBadRecords, "[{[ATL] [2]} {[LAS] [2]} {[PHL] [2]}]")
		if workers == "1" && !strings.Contains(o.stderr, files[2]+": line 2 left out") {
			t.Errorf("standard error: %s", o.stderr)
		}
	}
}

func TestFormats(t *testing.T) {
	csv := "origin,destination,delay,distance\nLAS,PHL,33,2176\n\"LAS\",ATL,-3,1747\nATL,LAS,10,1747\n"
	array := "[" + strings.ReplaceAll(strings.TrimSpace(threeFlights), "\n", ",\n") + "]"
	for _, workers := range []string{"1", "2"} {
		for format, text := range map[string]string{"csv": csv, "json": array} {
			o := runJSON(t, "", "--format", format, "--workers", workers, "--repeat", "1", tempFile(t, text))
			checkThreeFlights(t, o, exitOK)
			if len(o.Engines) != 3 {
				t.Errorf("%s: %d engines", format, len(o.Engines))
			}
			o = runJSON(t, "", "--format", format, "--by", "", "--where", "distance > 2000", "--aggregate", "count, max(delay)", tempFile(t, zipped(t, text)))
			checkGroups(t, o, exitOK, "[{[] [1 33]}]")
		}
	}
}

func TestQueries(t *testing.T) {
	for _, c := range []struct {
		where, by, aggregates string
		engines               int
		want                  string
	}{
		{"", "origin, destination", "count, mean(delay)", 3, "[{[ATL LAS] [1 10]} {[LAS ATL] [1 -3]} {[LAS PHL] [1 33]}]"},
		{"", "", "sum(delay), count(delay)", 3, "[{[] [40 3]}]"},
		{"", "date", "count", 3, "[{[null] [2]} {[2001-01-01 00:01:00] [1]}]"},
		{"distance > 1000", "origin", "count", 3, "[{[LAS] [2]}]"},
		{"distance > 1000", "origin, destination", "count, mean(delay), max(delay)", 3, "[{[LAS ATL] [1 -3 -3]} {[LAS PHL] [1 33 33]}]"},
		{"", "", "sum(distance), min(distance), max(delay), count(distance), mean(distance)", 3, "[{[] [3923 1747 33 2 1961.5]}]"},
		{"distance <> 1747", "", "count", 3, "[{[] [1]}]"},
		{"distance = 1747.5", "", "count", 3, "[{[] [0]}]"},
		{"distance != 1747.5", "", "count", 3, "[{[] [2]}]"},
		{"distance >= 1746.5 and distance<=1747 AND delay == -3", "", "count", 3, "[{[] [1]}]"},
		{"delay < 10", "", "count", 3, "[{[] [1]}]"},
		{"delay > 9.5 and delay < 10.5", "", "count", 3, "[{[] [1]}]"},
		{"origin = 'LAS' and destination != 'ATL'", "", "count", 3, "[{[] [1]}]"},
		{"date <> 'O''Hare'", "", "count", 3, "[{[] [1]}]"},
		{"date = '2001-01-01 00:01:00'", "", "count", 3, "[{[] [1]}]"},
		{"delay > '9'", "", "count", 0, ""},
		{"origin > 'A'", "", "count", 1, "[{[] [3]}]"},
		{"delay = 33 and", "", "count", 0, ""},
		{"airline = 1", "", "count", 0, ""},
		{"", "hour(date)", "max(delay)", 1, "[{[0] [33]} {[null] [10]}]"},
		{"", "origin", "max(if(delay > 0, delay, 0))", 1, "[{[LAS] [33]} {[ATL] [10]}]"},
		{"origin in ('LAS', 'BOS') and delay < 0", "destination", "mean(distance), max(date)", 1, "[{[ATL] [1747 <nil>]}]"},
	} {
		o := runJSON(t, threeFlights, "--where", c.where, "--by", c.by, "--aggregate", c.aggregates, "-")
		if c.engines == 0 {
			if o.exit != exitUsage || o.stderr == "" {
				t.Errorf("%+v: exit code %d", c, o.exit)
			}
			continue
		}
		checkGroups(t, o, exitOK, c.want)
		if len(o.Engines) != c.engines {
			t.Errorf("%+v: %d engines", c, len(o.Engines))
		}
	}
	var stdout bytes.Buffer
	if exit := run([]string{"--repeat", "1", "--where", "distance > 500 + 500"}, nil, &stdout, &stdout); exit != exitOK {
		t.Errorf("exit code %d: %s", exit, stdout.String())
	}
	for _, want := range []string{"encoding/json + map sits out: its --where is", "hand-written Go + map sits out", "filtering"} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("%q is not in\n%s", want, stdout.String())
		}
	}
}

// What is missing or null is null, for every engine.
func TestNulls(t *testing.T) {
	text := `{"delay":1,"destination":"B"}
{"delay":null,"origin":null,"destination":"B"}
{"origin":"A","delay":null}
{"origin":"","delay":-0}
`
	checkGroups(t, runJSON(t, text, "--aggregate", "count, count(delay), sum(delay), mean(delay), max(delay)", "-"), exitOK,
		"[{[null] [2 1 1 1 1]} {[] [1 1 0 0 0]} {[A] [1 0 0 <nil> <nil>]}]")
	checkGroups(t, runJSON(t, text, "--by", "destination, origin", "--aggregate", "count", "-"), exitOK,
		"[{[B null] [2]} {[null ] [1]} {[null A] [1]}]")
}

func TestBadLines(t *testing.T) {
	lines := strings.SplitAfter(threeFlights, "\n")
	text := "{\n" + lines[0] + "[1]\n" + lines[1] +
		`{"delay":1.5,"origin":"A"}` + "\n" +
		`{"delay":"1","origin":"A"}` + "\n" +
		`{"delay":{},"origin":"A"}` + "\n" +
		`{"delay":99999999999999999999,"origin":"A"}` + "\n" +
		`{"delay":1,"origin":7}` + "\n" +
		`{"delay":1,"origin":"A","destination":"B"} extra` + "\n" +
		`{"delay":01,"origin":"A","destination":"B"}` + "\n" +
		`{"delay":1 "origin":"A"}` + "\n" +
		lines[2] +
		`{"delay":1,"origin":"A","destinat`
	const bad = 11
	o := runJSON(t, text, "-")
	checkThreeFlights(t, o, exitBadRecords)
	for _, e := range o.Engines {
		if e.BadRecords != bad {
			t.Errorf("%s: %d bad records, want %d", e.Engine, e.BadRecords, bad)
		}
	}
	for _, want := range []string{"line 1 left out", "line 3 left out", "line 5 left out", "line 7 left out", "line 12 left out", "11 left out in all"} {
		if strings.Count(o.stderr, want) != 1 {
			t.Errorf("%q is not reported once in\n%s", want, o.stderr)
		}
	}
	if n := strings.Count(o.stderr, "\n"); n != maxReported+1 {
		t.Errorf("%d lines on standard error, want %d", n, maxReported+1)
	}
	if o = runJSON(t, text, "--repeat", "2", "--engine", "sinew", "-"); o.exit != exitBadRecords || o.Engines[0].BadRecords != 2*bad {
		t.Errorf("exit code %d, %+v", o.exit, o.Engines)
	}
	for _, want := range []string{"record 1, byte 1 left out: the record breaks the rules", "record 5, byte ", "11 left out in all"} {
		if strings.Count(o.stderr, want) != 1 {
			t.Errorf("%q is not reported once in\n%s", want, o.stderr)
		}
	}
}

// Every engine leaves out the same records, whatever fields they are at fault in.
func TestSameBadRecords(t *testing.T) {
	for _, c := range []struct {
		where, by, aggregates string
		lines                 []string
		bad                   int64
		want                  string
		validated, noArray    bool
	}{
		{"", "origin", "max(delay)", []string{
			`{"origin":"A","delay":1,"destination":7,"date":[],"distance":"far"}`, "{\"origin\":\"B\",\"delay\":2,\"x\":\"\xe9\"}",
			`{"origin":"C","delay":3.0}`, `{"origin":"D","delay":4000E-3}`, `{ "delay" : 5 , "origin" : "É" }`, `{"origin":"\ufffd","delay":6}`, `{"delay":7}`,
			`{"origin":"H","delay":8,"x":` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + `}`, `{}`,
			`null`, "{\"origin\":\"\xe9\"}", `{"origin":"\ud800"}`, `{"origin":7}`, `{"origin":"A","delay":1e20}`, `{"origin":"A","delay":1e-1}`,
		}, 6, "[{[H] [8]} {[null] [7]} {[" + replacement + "] [6]} {[É] [5]} {[D] [4]} {[C] [3]} {[B] [2]} {[A] [1]}]", false, false},
		{"", "origin", "max(delay)", []string{`{"origin":"A","delay":1,"x":01}`, `{"origin":"B","delay":2}`}, 1, "[{[B] [2]}]", true, true},
		{"delay > 1", "origin", "count", []string{`{"origin":"A","delay":1,"x":nul}`, `{"origin":"B","delay":2}`}, 1, "[{[B] [1]}]", true, true},
		{"destination = 'C'", "origin", "count", []string{`{"origin":"A","destination":7}`, `{"origin":"B","destination":"C"}`}, 1, "[{[B] [1]}]", false, false},
		{"", "destination", "count", []string{`{"destination":"A","delay":"late"}`}, 0, "[{[A] [1]}]", false, false},
		{"", "", "count", []string{`{"destination":"A","delay":"late"}`}, 1, "[{[] [0]}]", false, false},
		{"", "date", "count", []string{`{"date":"yesterday"}`, `{"date":"2001-01-01 00:01:00"}`, `{"date":"2001-01-01T00:01:00Z"}`, `{"date":7}`}, 1,
			"[{[2001-01-01 00:01:00] [1]} {[2001-01-01T00:01:00Z] [1]} {[yesterday] [1]}]", false, false},
	} {
		exit := exitOK
		if c.bad > 0 {
			exit = exitBadRecords
		}
		for format, text := range map[string]string{"ndjson": "\ufeff" + strings.Join(c.lines, "\n"), "json": "[" + strings.Join(c.lines, ",\n") + "\n]"} {
			if format == "json" && c.noArray {
				continue
			}
			o := runJSON(t, text, "--format", format, "--where", c.where, "--by", c.by, "--aggregate", c.aggregates, "-")
			checkGroups(t, o, exit, c.want)
			if o.Validated != c.validated || o.Agree == nil {
				t.Errorf("%s: %v: validated: %v", format, c.lines, o.Validated)
			}
			for _, e := range o.Engines {
				if e.BadRecords != c.bad || len(o.Engines) != 3 {
					t.Errorf("%s: %v: %s has %d bad records", format, c.lines, e.Engine, e.BadRecords)
				}
			}
		}
	}
}

func TestBadCSV(t *testing.T) {
	header := "origin,x,delay,destination\r\n"
	for _, c := range []struct {
		text string
		bad  int64
		want string
	}{
		{header, 0, "[]"},
		{"", 0, "[]"},
		{"\r\n\norigin,delay\r\n\r\nA,1\r\n", 0, "[{[A] [1]}]"},
		{"delay,origin\n1,\"É\"\n2,A\n,B", 0, "[{[A] [2]} {[É] [1]} {[B] [<nil>]}]"},
		{"\ufeff\"origin\",delay\n\"A\",\"1\"\n\n\r\nB,\n", 0, "[{[A] [1]} {[B] [<nil>]}]"},
		{header + "A,,1,\nB,,2,", 0, "[{[B] [2]} {[A] [1]}]"},
		{header + "\"A, \"\"B\"\"\",\"two\nlines\",1,C\r\n", 0, "[{[A, \"B\"] [1]}]"},
		{header + "A,\"x\n\",7,\"\n\"", 0, "[{[A] [7]}]"},
		{header + "A,,1\nB,,2,,\nC,,3,\n", 2, "[{[C] [3]}]"},
		{header + "A,,one,\nB,,+2,\nC,,3.0,\nD,,99999999999999999999,\nE,,007,\n", 4, "[{[E] [7]}]"},
		{header + "A\"B,,1,\n\"A\"B,,1,\n\xff,,1,\nC,\xff,1,\"", 4, "[]"},
		{header + "A,\xff,1,\nÉ,É,2,\n\"unclosed,,1,\nB,,1,\n", 1, "[{[É] [2]} {[A] [1]}]"},
		{header + "A,,1,\n" + strings.Repeat("x", 3*maxLine) + ",,1,\nB,,2,", 1, "[{[B] [2]} {[A] [1]}]"},
	} {
		exit := exitOK
		if c.bad > 0 {
			exit = exitBadRecords
		}
		o := runJSON(t, c.text, "--format", "csv", "--aggregate", "max(delay)", "-")
		checkGroups(t, o, exit, c.want)
		for _, e := range o.Engines {
			if e.BadRecords != c.bad || len(o.Engines) != 3 {
				t.Errorf("%.80q: %s has %d bad records, want %d", c.text, e.Engine, e.BadRecords, c.bad)
			}
		}
	}
	if o := runJSON(t, "origin,distance\nA,1\n", "--format", "csv", "-"); o.exit != exitFailed {
		t.Errorf("no delay: exit code %d", o.exit)
	}
}

// An array that is no JSON is read to its first fault, but by Sinew, which goes on with the next line.
func TestBadArrays(t *testing.T) {
	for _, text := range []string{`[{"origin":"A"}`, `[{"origin":"A"},`, `[{"origin":"A"}} `, `{"origin":"A"}`, `[{"origin":"A"}]]`, `[{"origin":"A"}{"origin":"B"}]`, `[{"origin":"A"},]`, `[{"origin":"A",}]`} {
		for _, engine := range []string{"json", "go"} {
			if o := runJSON(t, text, "--format", "json", "--engine", engine, "-"); o.exit != exitFailed || o.stderr == "" {
				t.Errorf("%s, %s: exit code %d", text, engine, o.exit)
			}
		}
		if o := runJSON(t, text, "--format", "json", "-"); o.exit != exitFailed || o.Agree != nil {
			t.Errorf("%s: exit code %d, %v", text, o.exit, o.stderr)
		}
	}
	for _, text := range []string{"", " ", "[]", " [ ] "} {
		checkGroups(t, runJSON(t, text, "--format", "json", "-"), exitOK, "[]")
	}
	huge := `{"origin":"` + strings.Repeat("x", 3*maxLine) + `"}`
	checkGroups(t, runJSON(t, `[{"origin":"A"},`+huge+`,{"origin":"B"}]`, "--format", "json", "--aggregate", "count", "-"), exitBadRecords, "[{[A] [1]} {[B] [1]}]")
	var stdout, stderr bytes.Buffer
	run([]string{"--format", "json", "-"}, strings.NewReader(`[{"origin":"A","x":01}]`), &stdout, &stderr)
	if want := "hand-written Go + map stopped, and is not compared: "; !strings.Contains(stdout.String(), want) {
		t.Errorf("%q is not in\n%s", want, stdout.String())
	}
}

// Whatever the pieces that an input comes in, and however often the parsers by hand have to read on.
func TestLongFiles(t *testing.T) {
	var csv, array strings.Builder
	csv.WriteString("origin,delay,note\n")
	for i := range 20000 {
		note := strings.Repeat("x", i%50)
		fmt.Fprintf(&csv, "%c,%d,\"%s\n\"\n", 'A'+i%3, i%7, note)
		fmt.Fprintf(&array, "%c{\"origin\":\"%c\",\n \"delay\": %d, \"note\": \"%s\\n\"}", "[,"[min(i, 1)], 'A'+i%3, i%7, note)
	}
	array.WriteString("]")
	for format, text := range map[string]string{"csv": csv.String(), "json": array.String()} {
		o := runJSON(t, zipped(t, text), "--format", format, "--aggregate", "count, sum(delay)", "-")
		checkGroups(t, o, exitOK, "[{[A] [6667 20001]} {[B] [6667 19997]} {[C] [6666 19999]}]")
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
			o := runJSON(t, text, "-")
			checkThreeFlights(t, o, exitBadRecords)
			if o.Engines[0].BadRecords != 1 || !strings.Contains(o.stderr, "longer than 1048576 bytes") {
				t.Errorf("%d bad lines; %s", o.Engines[0].BadRecords, o.stderr)
			}
		})
	}
	if o := runJSON(t, huge+huge+"\n"+huge, "-"); o.exit != exitBadRecords || o.Engines[0].BadRecords != 3 || !strings.Contains(o.stderr, "line 4 ") {
		t.Errorf("three huge lines: exit code %d; %s", o.exit, o.stderr)
	}
}

// What came before the fault is shown, and the exit code says that there was one.
func TestTruncatedGzip(t *testing.T) {
	text := zipped(t, threeFlights)
	o := runJSON(t, text[:len(text)-4], "-")
	checkThreeFlights(t, o, exitFailed)
	if !strings.Contains(o.stderr, "reading the input failed: standard input") {
		t.Errorf("standard error: %s", o.stderr)
	}
	for _, e := range o.Engines {
		if e.Bytes != int64(len(threeFlights)) {
			t.Errorf("%s: %d bytes read, want %d", e.Engine, e.Bytes, len(threeFlights))
		}
	}
	if o := runJSON(t, string(data.Flights[:len(data.Flights)/2]), "-"); o.exit != exitFailed || o.Engines[0].Rows == 0 || !*o.Agree {
		t.Errorf("half of the sample: exit code %d, %+v", o.exit, o.Engines)
	}
	if o := runJSON(t, "\x1f\x8bno gzip", "-"); o.exit != exitFailed {
		t.Errorf("bad header: exit code %d; %s", o.exit, o.stderr)
	}
}

func TestCommandLine(t *testing.T) {
	for _, arguments := range [][]string{{"--repeat", "0"}, {"--top", "-1"}, {"--engine", "rust"}, {"--nonsense"}, {"--workers", "0"}, {"--rounds", "0"}, {"--format", "xml", "-"}, {"--format", "csv"},
		{"--aggregate", ""}, {"--aggregate", "median(delay)"}, {"--aggregate", "mean"}, {"--aggregate", "count()"}, {"--engine", "go", "--where", "delay > 0 or delay < 0"},
		{"--where", "delay >"}, {"--by", "airline"}, {"--aggregate", "sum(origin)"}} {
		var stdout, stderr bytes.Buffer
		if exit := run(arguments, nil, &stdout, &stderr); exit != exitUsage || stderr.Len() == 0 || stdout.Len() != 0 {
			t.Errorf("%q: exit code %d, %q", arguments, exit, stderr.String())
		}
	}
	var stderr bytes.Buffer
	if exit := run([]string{"--help"}, nil, &stderr, &stderr); exit != exitOK {
		t.Errorf("--help: exit code %d", exit)
	}
	if o := runJSON(t, "", filepath.Join(t.TempDir(), "missing")); o.exit != exitFailed || !strings.Contains(o.stderr, "missing") {
		t.Errorf("missing file: exit code %d, %s", o.exit, o.stderr)
	}
	stderr.Reset()
	var stdout bytes.Buffer
	if exit := run([]string{t.TempDir()}, nil, &stdout, &stderr); exit != exitFailed || stdout.Len() != 0 || !strings.Contains(stderr.String(), "is a directory") {
		t.Errorf("directory: exit code %d, %q, %q", exit, stdout.String(), stderr.String())
	}
	for _, c := range []struct {
		arguments []string
		repeat    int
	}{{nil, 50}, {[]string{"-"}, 1}, {[]string{"--repeat", "7", "-"}, 7}, {[]string{"--repeat", "7"}, 7}} {
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
	for _, want := range []string{"built-in sample, read 1 times: 20,000 flights", "x the rows a second of hand-written Go + map", "CPU reading", "CPU parsing", "CPU aggregating", "pauses", "p99.9", "resident memory", "ORD ", "Flight by flight: 19,952 groups", "The 3 engines agree exactly"} {
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
		run([]string{"-"}, strings.NewReader(text), &stdout, &stderr)
		if got := stdout.String(); strings.Contains(got, "agree") || !strings.Contains(got, "No flight was read") {
			t.Errorf("%q: %s", text, got)
		}
	}
}

func TestDisagreementIsFound(t *testing.T) {
	mean := func(x float64) pass { return pass{groups: []group{{Key: []string{"LAS"}, Values: []any{x}}}} }
	r := report{passes: []pass{mean(1), mean(math.Nextafter(1, 2))}}
	if err := r.compare(); err == nil {
		t.Error("no error")
	}
	r = report{passes: []pass{mean(1), mean(1)}, flights: []pass{{digest: digest{1, 2}}, {digest: digest{1, 3}}}}
	if err := r.compare(); err == nil {
		t.Error("no error")
	}
	// A sum that Go's int64 cannot hold: only Sinew is right, and says null.
	big := strings.Repeat(`{"origin":"A","delay":9223372036854775807}`+"\n", 3)
	o := runJSON(t, big, "--aggregate", "sum(delay)", "-")
	if o.exit != exitFailed || *o.Agree || !strings.Contains(o.stderr, "do not agree") || fmt.Sprint(o.Groups) != "[{[A] [<nil>]}]" {
		t.Errorf("exit code %d, %v, %s", o.exit, o.Groups, o.stderr)
	}
}

// Whatever the text, the quick scanners say what the standard library says, or leave it to that.
func FuzzScanFlight(f *testing.F) {
	for line := range strings.Lines(threeFlights) {
		f.Add([]byte(line))
	}
	for _, line := range []string{`{}`, `{"delay":-0,"origin":"A","destination":"B"}`, `{"delay":1,"delay":2,"origin":"A","origin":"C","destination":"B"}`,
		`{"delay":1,"origin":"A","destination":"B",}`, `{"delay":-,"origin":"A","destination":"B"}`, `{"delay":1,"origin":"A\"","destination":"B"}`,
		`{"delay":1,"origin":"A","destination":"B","x":1e5}`, `{"delay":123456789012345678,"origin":"A","destination":"B"}`, `{"":1}`,
		"{ \"delay\" : 1 ,\n\"distance\"\t:\r 2 } ", `{"delay":1.0,"distance":12x}`} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, want := range []fieldSet{1<<len(fieldNames) - 1, 1 << delay, 1 << origin} {
			for _, newlines := range []bool{false, true} {
				quick := noFlightBytes
				size := scanFlight(text, &quick, want, newlines)
				if size == 0 {
					continue
				}
				sure, err := decodeFlight(text[:size], want)
				if err != nil || fmt.Sprintf("%q", quick) != fmt.Sprintf("%q", sure) || !newlines && bytes.ContainsAny(text[:size], "\r\n") {
					t.Fatalf("%q: %q, but encoding/json has %q, %v", text[:size], quick, sure, err)
				}
			}
		}
	})
}

func FuzzScanRecord(f *testing.F) {
	for _, text := range []string{"2001-01-01,LAS,PHL,33,2176\n", "a,\"b\",\"c\nd\",\"-5\",\r\n", ",,,,", "\"\",\"\",\"\",\"\",\"\"", "\"a\"\"b\",,,,\n", "a\rb,,,,\r", "a\"b,,,,\n",
		"\xff,,,,\n", ",,,+1,\n", ",,,01,\n", ",,\n", ",,,,,\n", "\n,,,,\n", ",,,1"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		columns := []int{date, -1, origin, delay, distance}
		quick := noFlightBytes
		size := scanRecord(text, columns, &quick, true)
		if size == 0 {
			return
		}
		record, sureSize, err := readRecord(text, len(columns))
		if err != nil {
			t.Fatalf("%q: encoding/csv has %v", text[:size], err)
		}
		sure, err := flightOf(columns, record)
		// encoding/csv makes a CRLF in quotes an LF.
		said := strings.ReplaceAll(fmt.Sprintf("%q", quick), `\r\n`, `\n`)
		if err != nil || size != sureSize || said != fmt.Sprintf("%q", sure) {
			t.Fatalf("%q: %q, but encoding/csv has %q, %v", text[:size], quick, sure, err)
		}
	})
}
