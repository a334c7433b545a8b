#!/bin/sh
# Runs the go command for the library of one build folder:  cmake/go.sh FOLDER ARGUMENT...
# Go's build cache sees neither what pkg-config answers nor headers outside of its package, so a
# checksum of both goes into a flag, which it does see.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "$1" && pwd)
shift
go=$("$root/cmake/find-go.sh")
stamp=$(cat "$root"/include/sinew/*.h "$build/pkgconfig/sinew.pc" | cksum | cut -d ' ' -f 1)
PKG_CONFIG_PATH=$build/pkgconfig CGO_CFLAGS="${CGO_CFLAGS:--O2 -g} -DSINEW_STAMP=$stamp" GOTOOLCHAIN=local exec "$go" "$@"
