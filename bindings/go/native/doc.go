// Package native makes the C library a part of a program, which then needs nothing to be installed:
//
//	import _ "github.com/sinew-simd/sinew/bindings/go/native"
//
// It has an archive of the library for Linux on amd64 and arm64, for glibc and musl alike, in programs
// that are linked statically (-ldflags '-extldflags -static'), in containers without anything else,
// and vendored. Building takes cgo and a C compiler, as each of them does. On other systems, and
// without cgo, the package is empty and the program computes in Go, as it does without the import.
// sinew.Engine says "linked" if it worked.
//
// Take the same version of this module as of github.com/sinew-simd/sinew/bindings/go: an older archive
// that lacks a function is not used, which sinew.Engine says, too. A program with both has about 4 MB
// more.
//
// The archives are not in the repository. `make native-module` builds them; a release has them.
package native
