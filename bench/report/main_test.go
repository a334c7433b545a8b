package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const input = `{"about":"one machine"}
{"table":"hash/x","row":"4 KiB","unit":"GB/s","sinew":78.12,"peers":[{"name":"a|b <1>","value":80.2,"ratio":0.974},{"name":"slow","value":3.2,"ratio":24.4}]}

{"table":"go/y","row":"10 groups","unit":"Mrows/s","sinew":1234.4,"peers":[]}
{"table":"go/y","row":"9 groups","unit":"Mrows/s","sinew":1000,"garbage":0,"peers":[{"name":"map","value":100,"ratio":10,"garbage":224.4}]}
{"about":"one machine"}
{"table":"hash/x","row":"1 MiB","unit":"GB/s","sinew":0.01234,"peers":[{"name":"slow","value":0,"ratio":0}]}
`

func TestReport(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "plots")
	var out bytes.Buffer
	if err := run(nil, options{svg: folder}, strings.NewReader(input), &out); err != nil {
		t.Fatal(err)
	}
	const want = "| kernel | input | Sinew | peer | its figure | ratio |\n" +
		"|---|---|--:|---|--:|--:|\n" +
		"| hash/x | 4 KiB | 78.1 GB/s | a\\|b <1> | 80.2 GB/s | 0.97 |\n" +
		"| | | | slow | 3.2 GB/s | 24.40 |\n" +
		"| hash/x | 1 MiB | 0.0123 GB/s | slow | 0 GB/s | 0.00 |\n" +
		"| go/y | 10 groups | 1234 Mrows/s | | | |\n" +
		"| go/y | 9 groups | 1000 Mrows/s, 0 B | map | 100 Mrows/s, 224 B | 10.00 |\n"
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

func TestPage(t *testing.T) {
	var out bytes.Buffer
	if err := run(nil, options{page: true, svg: filepath.Join(t.TempDir(), "plots")}, strings.NewReader(input), &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"- one machine\n",
		"| hash/x | a\\|b <1> | 1 | 0.97: 4 KiB | 0.97 | 0.97: 4 KiB |\n",
		"| hash/x | slow | 2 | 0.00: 1 MiB | 12.20 | 24.40: 4 KiB |\n",
		"![hash/x](plots/hash-x.svg)\n",
		"## In Go\n",
		"![go/y](plots/go-y.svg)\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

// Each page of docs/benchmarks and its plots are what the checked-in rows say: run `make bench-page`.
func TestCheckedIn(t *testing.T) {
	files, err := filepath.Glob("../results/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatal("no results", err)
	}
	folder := t.TempDir()
	for _, file := range files {
		name := filepath.Join(folder, strings.TrimSuffix(filepath.Base(file), ".jsonl"))
		var page bytes.Buffer
		if err := run([]string{file}, options{page: true, svg: name}, nil, &page); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name+".md", page.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, have := contents(t, folder), contents(t, "../../docs/benchmarks")
	for name := range want {
		if have[name] != want[name] {
			t.Errorf("docs/benchmarks/%s is not what bench/results say", name)
		}
	}
	for name := range have {
		if _, found := want[name]; !found {
			t.Errorf("docs/benchmarks/%s is of no file in bench/results", name)
		}
	}
}

// contents returns what all files below a folder hold.
func contents(t *testing.T, folder string) map[string]string {
	found := map[string]string{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(folder, name))
		found[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestBadInput(t *testing.T) {
	for _, text := range []string{"{", `{"row":"no table"}`, `[1]`} {
		err := run(nil, options{}, strings.NewReader("\n"+text), io.Discard)
		if err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: error %v, want one of line 2", text, err)
		}
	}
	if err := run([]string{filepath.Join(t.TempDir(), "missing")}, options{}, nil, io.Discard); err == nil {
		t.Error("a missing file is no error")
	}
}
