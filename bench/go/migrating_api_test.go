package main

import (
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// importerOf returns an importer of packages, and of what they import.
func importerOf(t *testing.T, paths []string) types.Importer {
	t.Helper()
	arguments := append([]string{"list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}"}, paths...)
	list, err := exec.Command("go", arguments...).Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	files := map[string]string{}
	for line := range strings.Lines(string(list)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		files[path] = file
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) { return os.Open(files[path]) })
}

// api returns what a package exports, without the names of parameters and without what is hidden in its
// types. Types of the package original count as its own.
func api(t *testing.T, from types.Importer, path, original string) map[string]string {
	t.Helper()
	pkg, err := from.Import(path)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	own := func(p *types.Package) string {
		if p == pkg || p.Path() == original {
			return ""
		}
		return p.Path()
	}
	nameless := func(tuple *types.Tuple) *types.Tuple {
		var all []*types.Var
		for v := range tuple.Variables() {
			all = append(all, types.NewParam(token.NoPos, nil, "", v.Type()))
		}
		return types.NewTuple(all...)
	}
	signature := func(f *types.Func) string {
		s := f.Signature()
		return types.TypeString(types.NewSignatureType(nil, nil, nil, nameless(s.Params()), nameless(s.Results()), s.Variadic()), own)
	}
	for _, name := range pkg.Scope().Names() {
		if !token.IsExported(name) {
			continue
		}
		switch object := pkg.Scope().Lookup(name).(type) {
		case *types.Const:
			out[name] = "const " + types.TypeString(object.Type(), own) + " " + object.Val().ExactString()
		case *types.Var:
			out[name] = "var " + types.TypeString(object.Type(), own)
		case *types.Func:
			out[name] = signature(object)
		case *types.TypeName:
			out[name] = "type"
			if fields, ok := object.Type().Underlying().(*types.Struct); ok {
				for field := range fields.Fields() {
					if field.Exported() {
						out[name+"."+field.Name()] = types.TypeString(field.Type(), own)
					}
				}
			} else if !types.IsInterface(object.Type()) {
				out[name] += " " + types.TypeString(object.Type().Underlying(), own)
			}
			methods := types.NewMethodSet(object.Type())
			if !types.IsInterface(object.Type()) {
				methods = types.NewMethodSet(types.NewPointer(object.Type()))
			}
			for method := range methods.Methods() {
				if method.Obj().Exported() {
					out[name+"."+method.Obj().Name()] = signature(method.Obj().(*types.Func))
				}
			}
		}
	}
	return out
}

// Whatever the original exports is in the package that takes its place.
func TestMigratingKeepsTheAPI(t *testing.T) {
	var paths []string
	for _, m := range imports {
		if m.original != "" {
			paths = append(paths, m.original, bindings+m.path)
		}
	}
	from := importerOf(t, paths)
	for _, m := range imports {
		if m.original == "" {
			continue
		}
		theirs, ours := api(t, from, m.original, m.original), api(t, from, bindings+m.path, m.original)
		if len(theirs) == 0 {
			t.Errorf("%s exports nothing", m.original)
		}
		for name, want := range theirs {
			if ours[name] != want {
				t.Errorf("%s.%s is %q, here %q", m.original, name, want, ours[name])
			}
		}
	}
}
