// Package standard runs the standard library's own tests against the packages of this module that
// take its packages' place. Only tests import it.
package standard

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// RunTests runs those of a package, such as "hash/crc32", against the one of the same name in this
// module. The file of tests comes from the Go installation at hand: made an external test, with this
// module's package imported in place of its own, and with what reaches into the standard library's
// insides left out. At least as many tests must be left.
func RunTests(t *testing.T, name string, atLeast int) { RunTestsOf(t, name, name, atLeast) }

// RunTestsOf does so where this module's package is called otherwise than the standard one.
func RunTestsOf(t *testing.T, standard, name string, atLeast int) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatalf("go env GOROOT: %v", err)
	}
	base := filepath.Base(standard)
	source := filepath.Join(string(bytes.TrimSpace(goroot)), "src", standard, base+"_test.go")
	adapted, tests := adapt(t, source, standard, name)
	if len(tests) < atLeast {
		t.Fatalf("%s: only %v use the exported API alone", source, tests)
	}

	_, self, _, _ := runtime.Caller(0)
	module := filepath.Join(filepath.Dir(self), "../..")
	dir := t.TempDir()
	for file, text := range map[string]string{
		base + "_test.go": adapted,
		"go.mod": "module standard\n\ngo 1.24\n\n" +
			"require github.com/sinew-simd/sinew/bindings/go v0.0.0\n" +
			"replace github.com/sinew-simd/sinew/bindings/go => " + strconv.Quote(module) + "\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command("go", "test", "-count=1", "-v", ".")
	command.Dir = dir
	command.Env = append(os.Environ(), "GOFLAGS="+os.Getenv("GOFLAGS")+" -mod=mod", "GOWORK=off")
	output, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("go test: %v\n%s", err, output)
	}
	for _, test := range tests {
		if !bytes.Contains(output, []byte("--- PASS: "+test)) {
			t.Errorf("%s did not run:\n%s", test, output)
		}
	}
	t.Logf("passed: %v", tests)
}

// adapt returns the test file and the tests that are left in it.
func adapt(t *testing.T, source, standard, name string) (text string, tests []string) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, source, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ours := "github.com/sinew-simd/sinew/bindings/go/" + name
	external := strings.HasSuffix(file.Name.Name, "_test")
	if external {
		for _, spec := range file.Imports {
			if spec.Path.Value == strconv.Quote(standard) {
				spec.Path.Value = strconv.Quote(ours)
			}
		}
	} else {
		file.Name.Name += "_test"
	}

	// A function goes if it, or a function it calls, uses an identifier that the file does not
	// declare and that is not exported: one of the package's insides. So do benchmarks.
	declared := map[string]*ast.FuncDecl{}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			declared[f.Name.Name] = f
		}
	}
	kept := map[string]bool{}
	for name, f := range declared {
		kept[name] = !strings.HasPrefix(name, "Benchmark") && !usesInsides(f, file, declared)
	}
	for again := true; again; {
		again = false
		for name, f := range declared {
			if kept[name] && callsAny(f, func(callee string) bool { return declared[callee] != nil && !kept[callee] }) {
				kept[name], again = false, true
			}
		}
	}
	var decls []ast.Decl
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			if !kept[f.Name.Name] {
				continue
			}
			if f.Recv == nil && len(f.Name.Name) > 4 && f.Name.Name[:4] == "Test" {
				tests = append(tests, f.Name.Name)
			}
		}
		decls = append(decls, d)
	}
	file.Decls = decls
	dropUnusedImports(file)

	var out bytes.Buffer
	if err := format.Node(&out, files, file); err != nil {
		t.Fatal(err)
	}
	text = out.String()
	if external {
		return text, tests
	}
	clause := "package " + file.Name.Name + "\n"
	at := bytes.Index(out.Bytes(), []byte(clause)) + len(clause)
	return text[:at] + "\nimport . " + strconv.Quote(ours) + "\n" + text[at:], tests
}

// The parser resolves what the file declares; what is left are Go's own names, imports, and names of
// the package under test.
func usesInsides(f *ast.FuncDecl, file *ast.File, declared map[string]*ast.FuncDecl) bool {
	unresolved := map[*ast.Ident]bool{}
	for _, id := range file.Unresolved {
		unresolved[id] = true
	}
	imports := map[string]bool{}
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		imports[filepath.Base(path)] = true
		if path == "internal/testenv" || filepath.Dir(path) == "internal" {
			imports[filepath.Base(path)] = false
		}
	}
	insides := false
	ast.Inspect(f, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok || !unresolved[id] || id.IsExported() || universe[id.Name] || declared[id.Name] != nil {
			return true
		}
		if public, imported := imports[id.Name]; !imported || !public {
			insides = true
		}
		return true
	})
	return insides
}

var universe = func() map[string]bool {
	names := map[string]bool{}
	for _, name := range []string{
		"any", "append", "bool", "byte", "cap", "clear", "copy", "error", "false", "float32", "float64", "int", "int16", "int32",
		"int64", "int8", "len", "make", "max", "min", "new", "nil", "panic", "print", "println", "recover", "rune", "string", "true",
		"uint", "uint16", "uint32", "uint64", "uint8", "uintptr", "iota", "_",
	} {
		names[name] = true
	}
	return names
}()

func callsAny(f *ast.FuncDecl, is func(name string) bool) bool {
	found := false
	ast.Inspect(f, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id != f.Name && is(id.Name) {
			found = true
		}
		return true
	})
	return found
}

func dropUnusedImports(file *ast.File) {
	used := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := s.X.(*ast.Ident); ok {
				used[id.Name] = true
			}
		}
		return true
	})
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.IMPORT {
			continue
		}
		var specs []ast.Spec
		for _, s := range g.Specs {
			spec := s.(*ast.ImportSpec)
			path, _ := strconv.Unquote(spec.Path.Value)
			if spec.Name != nil && spec.Name.Name == "." || used[filepath.Base(path)] || path == "math/rand" && used["rand"] {
				specs = append(specs, s)
			}
		}
		g.Specs = specs
	}
}
