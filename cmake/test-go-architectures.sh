#!/bin/sh
# Tests the Go module without cgo where an int has 32 bits and where numbers have their highest byte
# first.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root/bindings/go"
go=$("$root/cmake/find-go.sh")
export CGO_ENABLED=0 GOTOOLCHAIN=local
for architecture in 386 arm s390x; do
  case $architecture,$(uname -m) in
    386,x86_64) run= ;;
    386,*) run=-exec=qemu-i386 ;;
    *) run=-exec=qemu-$architecture ;;
  esac
  echo "testing the Go module on $architecture"
  GOARCH=$architecture GOFLAGS= "$go" vet ./...
  # Some tests run `go test` themselves; it finds the emulator in GOFLAGS.
  GOARCH=$architecture GOFLAGS=$run "$go" test -short -timeout 60m ./...
done
