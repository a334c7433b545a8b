package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/ingest/stream"
	"github.com/sinew-simd/sinew/examples/data"
)

// group is what the flights of an origin have.
type group struct{ rows, sum, most int64 }

// expected groups the flights that are in each record set, by encoding/json and a map.
func expected(t *testing.T) map[string]*group {
	t.Helper()
	text, err := gzip.NewReader(bytes.NewReader(data.Flights))
	if err != nil {
		t.Fatal(err)
	}
	groups := map[string]*group{}
	lines := bufio.NewScanner(text)
	for i := 0; i < 800 && lines.Scan(); i++ {
		var flight struct {
			Origin string
			Delay  int64
		}
		if err := json.Unmarshal(lines.Bytes(), &flight); err != nil {
			t.Fatal(err)
		}
		g := groups[flight.Origin]
		if g == nil {
			g = &group{most: flight.Delay}
			groups[flight.Origin] = g
		}
		g.rows++
		g.sum += flight.Delay
		g.most = max(g.most, flight.Delay)
	}
	return groups
}

func builtIn(t *testing.T, codec string) []byte {
	t.Helper()
	set, err := data.Records.ReadFile("kafka/" + codec + ".records")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestGroups(t *testing.T) {
	want := expected(t)
	for number, codec := range []string{"none", "gzip", "snappy", "lz4", "zstd"} {
		t.Run(codec, func(t *testing.T) {
			if err := stream.Load(compressions[number]); err != nil {
				t.Skip(err)
			}
			c, err := newConsumer(options{by: "origin", of: "delay"})
			if err != nil {
				t.Fatal(err)
			}
			defer c.close()
			s, err := c.consume(builtIn(t, codec))
			if err != nil || s != (seen{batches: 8, rows: 800}) {
				t.Fatalf("%+v, %v", s, err)
			}
			table, err := c.groups.Table()
			if err != nil || table.Len() != len(want) {
				t.Fatalf("%v\n%v groups are expected; %v", table, len(want), err)
			}
			defer table.Close()
			for row := range table.Rows() {
				g := want[row.Text("origin")]
				mean := float64(g.sum) / float64(g.rows)
				if row.Int64("records") != g.rows || row.Float64("mean") != mean || row.Int64("most") != g.most {
					t.Errorf("%s: not %+v", row.Text("origin"), g)
				}
			}
		})
	}
}

func TestRun(t *testing.T) {
	set := builtIn(t, "none")
	damaged := bytes.Clone(set)
	damaged[len(damaged)-1] ^= 1
	noJSON := bytes.Clone(set)
	noJSON[bytes.IndexByte(set, '{')] = '!'
	withChecksum(noJSON)
	unknown := bytes.Clone(set)
	unknown[22] = 5
	withChecksum(unknown)
	folder := t.TempDir()
	write := func(name string, set []byte) string {
		name = filepath.Join(folder, name)
		if err := os.WriteFile(name, set, 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	for _, test := range []struct {
		arguments []string
		code      int
		out, err  string // patterns
	}{
		{nil, exitOK, `85048 +8 +800 +0 .* kafka/none.records`, `^(kafkafetch: .*left out.*\n)*$`},
		{[]string{"--top", "1", write("good", set)}, exitOK, `(?s)85048 +8 +800 +0.*\nLAS .*\nand \d+ more\n$`, `^$`},
		{[]string{"--where", "delay > 100000", write("filtered", set)}, exitOK, `(?s)85048 +8 +800 +0.*origin +records +mean +most\n$`, `^$`},
		{[]string{"--where", "delay >"}, exitUsage, `^$`, `where.*at byte 7`},
		{[]string{write("cut", set[:len(set)-1])}, exitOK, `85047 +7 +700 +0`, `^$`},
		{[]string{write("damaged", damaged)}, exitLeftOut, `85048 +7 +700 +1`, `damaged: batches left out: 1, the first because of byte \d+: the checksum is wrong`},
		{[]string{write("unknown", unknown)}, exitLeftOut, `85048 +7 +700 +1`, `unknown: batches left out: 1, the first because of byte 22: .*Kafka has no compression 5`},
		{[]string{write("no JSON", noJSON)}, exitLeftOut, `85048 +8 +800 +1`, `no JSON: values left out: 1, the first that of record 0, because of byte 0: the record breaks the rules`},
		{[]string{"--by", "destination", "--of", "distance", write("empty", nil)}, exitOK, `0 +0 +0 +0 .*empty\n(?s).*destination +records +mean +most`, `^$`},
		{[]string{filepath.Join(folder, "missing")}, exitFailed, `^$`, `missing`},
		{[]string{"--repeat", "0"}, exitUsage, `^$`, `--repeat 0`},
		{[]string{"--top", "-1"}, exitUsage, `^$`, `--top -1`},
		{[]string{"--by", ""}, exitUsage, `^$`, `name a field`},
		{[]string{"--nonsense"}, exitUsage, `^$`, `nonsense`},
		{[]string{"-h"}, exitOK, `^$`, `repeat`},
	} {
		t.Run(strings.Join(test.arguments, " "), func(t *testing.T) {
			var out, err bytes.Buffer
			code := run(append([]string{"--repeat", "2"}, test.arguments...), &out, &err)
			if test.arguments == nil && code == exitLeftOut && strings.Contains(err.String(), "lz4") {
				code = exitOK // there is no library for it
			}
			if code != test.code || !regexp.MustCompile(test.out).Match(out.Bytes()) || !regexp.MustCompile(test.err).Match(err.Bytes()) {
				t.Errorf("exit code %d\n%s\n%s", code, out.String(), err.String())
			}
		})
	}
}

// withChecksum makes the checksum of the first batch right.
func withChecksum(set []byte) {
	size := 12 + binary.BigEndian.Uint32(set[8:])
	binary.BigEndian.PutUint32(set[17:], crc32.Checksum(set[21:size], crc32.MakeTable(crc32.Castagnoli)))
}
