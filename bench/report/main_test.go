package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const input = `{"about":"one machine"}
{"table":"hash/x","row":"4 KiB","unit":"GB/s","sinew":78.12,"peers":[{"name":"a|b <1>","value":80.2,"ratio":0.974},{"name":"slow","value":3.2,"ratio":24.4}]}

{"table":"go/y","row":"10 groups","unit":"Mrows/s","sinew":1234.4,"peers":[]}
{"about":"one machine"}
{"table":"hash/x","row":"1 MiB","unit":"GB/s","sinew":0.01234,"peers":[{"name":"slow","value":0,"ratio":0}]}
`

func TestReport(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "plots")
	var out bytes.Buffer
	if err := run(nil, folder, strings.NewReader(input), &out); err != nil {
		t.Fatal(err)
	}
	const want = "| kernel | input | Sinew | peer | its figure | ratio |\n" +
		"|---|---|--:|---|--:|--:|\n" +
		"| hash/x | 4 KiB | 78.1 GB/s | a\\|b <1> | 80.2 GB/s | 0.97 |\n" +
		"| | | | slow | 3.2 GB/s | 24.40 |\n" +
		"| hash/x | 1 MiB | 0.0123 GB/s | slow | 0 GB/s | 0.00 |\n" +
		"| go/y | 10 groups | 1234 Mrows/s | | | |\n"
	if !strings.HasSuffix(out.String(), want) {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
	if strings.Count(out.String(), "one machine") != 1 {
		t.Errorf("what ran is not said once:\n%s", out.String())
	}
	for _, name := range []string{"hash-x.svg", "go-y.svg"} {
		svg, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		for decoder := xml.NewDecoder(bytes.NewReader(svg)); ; {
			if _, err := decoder.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		if bytes.Contains(svg, []byte("NaN")) || bytes.Contains(svg, []byte("Inf")) {
			t.Errorf("%s has a place that is none", name)
		}
	}
}

func TestBadInput(t *testing.T) {
	for _, text := range []string{"{", `{"row":"no table"}`, `[1]`} {
		err := run(nil, "", strings.NewReader("\n"+text), io.Discard)
		if err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: error %v, want one of line 2", text, err)
		}
	}
	if err := run([]string{filepath.Join(t.TempDir(), "missing")}, "", nil, io.Discard); err == nil {
		t.Error("a missing file is no error")
	}
}
