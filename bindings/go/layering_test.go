package sinew_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// C is called in internal/c alone, which load_cgo.go alone ties to the library; and the module depends
// on nothing but Go.
func TestLayering(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if path == "native" { // a module of its own
			return fs.SkipDir
		}
		if err != nil || filepath.Ext(path) != ".go" || filepath.Base(path) == "layering_test.go" {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text := string(source)
		if strings.Contains(text, "\nimport \"C\"\n") && filepath.Dir(path) != filepath.Join("internal", "c") {
			t.Errorf("%s imports \"C\"", path)
		}
		for _, directive := range []string{"#cgo pkg-config", "#cgo LDFLAGS", "#cgo CFLAGS"} {
			if strings.Contains(text, directive) && filepath.Base(path) != "load_cgo.go" {
				t.Errorf("%s has %s", path, directive)
			}
		}
		for _, private := range []string{"//go:linkname", "//go:cgo_"} {
			if strings.Contains(text, private) {
				t.Errorf("%s has %s", path, private)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	module, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(module), "require") {
		t.Errorf("go.mod requires a module:\n%s", module)
	}
}
