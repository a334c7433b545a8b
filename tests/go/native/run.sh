#!/bin/sh
# A program in the ways in which programs are deployed, with package native and without:
#
#   run.sh GO ARCHIVE LIBRARY WORK [EMULATOR...]
#
# In each it must compute right and say where the library is; what it says is printed. For another
# architecture GOARCH and CC are set, and an emulator runs the programs. MUSL_CC is a compiler for
# musl, if that is not musl-gcc.
set -eu
go=$1 archive=$2 library=$3 work=$4
shift 4
here=$(cd "$(dirname "$0")" && pwd)
bindings=$here/../../../bindings/go
arch=$("$go" env GOARCH)
rm -rf "$work"
mkdir -p "$work/program" "$work/empty" "$work/installed" "$work/old"
cp -r "$bindings" "$work/bindings"
cp "$archive" "$work/bindings/native/libsinew_linux_$arch.a"
cp "$here/main.go" "$here/go.mod" "$work/program"
cd "$work/program"
export CGO_ENABLED=1 GOFLAGS=-mod=mod GOTOOLCHAIN=local GOPROXY=off GONOSUMDB=* PKG_CONFIG=false
"$go" mod edit -replace "github.com/sinew-simd/sinew/bindings/go=$work/bindings" \
  -replace "github.com/sinew-simd/sinew/bindings/go/native=$work/bindings/native"

emulator=$*
# check NAME EXPECTED COMMAND...: what the command says in an empty environment must contain EXPECTED.
check() {
  name=$1 expected=$2
  shift 2
  said=$(env -i "$@" 2>&1) || { echo "$name: fails: $said" >&2; exit 1; }
  echo "$name: $said"
  case $said in
    *"$expected"*) ;;
    *) echo "$name: expected: $expected" >&2; exit 1 ;;
  esac
}
linked="linked into the program"
static="-linkmode external -extldflags -static"

"$go" build -o linked .
check glibc "$linked" $emulator ./linked
check off "SINEW_LIBRARY=off" SINEW_LIBRARY=off $emulator ./linked
if [ -z "$emulator" ]; then
  # With what go/race_and_cgocheck builds of Go's own packages.
  GOEXPERIMENT=cgocheck2 "$go" build -race -o race .
  check race "$linked" ./race
fi
"$go" build -ldflags "$static" -o static .
check static "$linked" $emulator ./static
"$go" build -buildmode pie -o pie .
check pie "$linked" $emulator ./pie
"$go" mod vendor
GOFLAGS=-mod=vendor "$go" build -o vendored .
check vendored "$linked" $emulator ./vendored
CGO_ENABLED=0 "$go" build -o nocgo .
check "no cgo" "in Go (the program was built without cgo" $emulator ./nocgo
(unset CC CGO_ENABLED && PATH=$(dirname "$go") "$go" build -o nocompiler .)
check "no compiler" "in Go (the program was built without cgo" $emulator ./nocompiler

musl=${MUSL_CC:-}
[ -n "$musl$emulator" ] || musl=$(command -v musl-gcc) || true
if [ -n "$musl" ]; then
  CC=$musl "$go" build -ldflags "$static" -o musl .
  check musl "$linked" $emulator ./musl
fi
if [ -z "$emulator" ] && [ "$(id -u)" = 0 ]; then
  cp static ../empty
  check scratch "$linked" "$(command -v chroot)" ../empty /static
fi

# In a folder of its own, as Go does not see that an archive has changed.
cp -r ../bindings/native ../old_native
echo 'static const char* version(void) { return "0.0.9"; }
const struct { const char* name; void* function; } sinew_native_symbols[] = {
  {"sinew_version", (void*)version}, {0, 0}};' | ${CC:-cc} -c -x c -o ../old/native.o -
rm "../old_native/libsinew_linux_$arch.a"
ar rc "../old_native/libsinew_linux_$arch.a" ../old/native.o
"$go" mod edit -replace "github.com/sinew-simd/sinew/bindings/go/native=$work/old_native"
"$go" build -o old_native .
check "old package native" "in Go (package native is 0.0.9 and lacks sinew_" $emulator ./old_native

sed -i '/native"$/d' main.go
"$go" build -o alone .
if ! /sbin/ldconfig -p | grep -q libsinew.so.0; then
  check "no library" "in Go (libsinew.so.0: cannot open" $emulator ./alone
fi
cp "$library" ../installed/libsinew.so.0
check installed "installed/libsinew.so.0" LD_LIBRARY_PATH=../installed $emulator ./alone
echo 'const char* sinew_version(void) { return "0.0.9"; }' |
  ${CC:-cc} -shared -fPIC -x c -o ../old/libsinew.so.0 -
check "old library" "in Go (../old/libsinew.so.0 is 0.0.9 and lacks sinew_" LD_LIBRARY_PATH=../old $emulator ./alone
