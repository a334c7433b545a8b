//go:build cgo && !sinew_link

package c

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Set, it makes the test binary say which library it has found, and end.
const askEngine = "SINEW_TEST_ENGINE"

func init() {
	if os.Getenv(askEngine) != "" {
		fmt.Printf("%+v\n", Running)
		os.Exit(0)
	}
}

// makeLibrary compiles a library of C code.
func makeLibrary(t *testing.T, name, code string) string {
	t.Helper()
	compiler := os.Getenv("CC")
	if compiler == "" {
		compiler = "cc"
	}
	path := filepath.Join(t.TempDir(), name)
	command := exec.Command(compiler, "-shared", "-fPIC", "-x", "c", "-o", path, "-")
	command.Stdin = strings.NewReader(code)
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	return path
}

// A program takes the library that it is told to take, or says what is wrong with it.
func TestLoading(t *testing.T) {
	if Running.Source == Linked {
		t.Skip("the library is a part of this program")
	}
	version := func(v string) string { return `const char* sinew_version(void) { return "` + v + `"; }` }
	old := makeLibrary(t, "libsinew.so.0", version("0.0.9"))
	late := makeLibrary(t, "libsinew.so.7", version("7.0.0"))
	foreign := makeLibrary(t, "libother.so", "int other;")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	type world struct {
		name              string
		library, searched string // SINEW_LIBRARY, LD_LIBRARY_PATH
		fails             bool
		says              string
	}
	worlds := []world{
		{"off", "off", "", false, "{Source:Go Path: Reason:SINEW_LIBRARY=off}"},
		{"no such file", "/none/libsinew.so", "", true, "SINEW_LIBRARY=/none/libsinew.so: cannot open shared object file"},
		{"no library", os.DevNull, "", true, "SINEW_LIBRARY=" + os.DevNull + ": "},
		{"old", old, "", true, "SINEW_LIBRARY=" + old + ": " + old + " is 0.0.9 and lacks sinew_"},
		{"what to do about an old one", old, "", true, "older than the Go module, which is of " + HeaderVersion + "; install version " + HeaderVersion},
		{"of another major version", late, "", true, "is 7.0.0, and this program needs a version 0"},
		{"foreign", foreign, "", true, "is no library of Sinew: it lacks sinew_version"},
		{"old and installed", "", filepath.Dir(old), false, "Reason:" + old + " is 0.0.9 and lacks sinew_"},
	}
	if Running.Path != "" {
		worlds = append(worlds,
			world{"named", Running.Path, "", false, "{Source:installed Path:" + Running.Path + " Reason:}"},
			world{"installed", "", filepath.Dir(Running.Path), false, "{Source:installed Path:" + filepath.Dir(Running.Path)})
	}
	for _, w := range worlds {
		command := exec.Command(self)
		command.Env = append(os.Environ(), askEngine+"=1", "SINEW_LIBRARY="+w.library, "LD_LIBRARY_PATH="+w.searched)
		output, err := command.CombinedOutput()
		if (err != nil) != w.fails || !strings.Contains(string(output), w.says) {
			t.Errorf("%s: %v, says %q, want %q", w.name, err, output, w.says)
		}
	}
}
