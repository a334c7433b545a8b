#!/bin/sh
# Runs the go command for the library of one build folder:  cmake/go.sh FOLDER ARGUMENT...
# With -tags sinew_link programs are linked with it: Go's build cache does not see what pkg-config
# answers, so a checksum of that goes into a flag, which it does see.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "$1" && pwd)
shift
go=$("$root/cmake/find-go.sh")
# A program that cannot load a library refuses to run if one is asked for.
case "${CGO_ENABLED-1} $*" in
  0*|*sinew_link*) ;;
  *) export SINEW_LIBRARY="${SINEW_LIBRARY-$build/libsinew.so}" ;;
esac
stamp=$(cksum < "$build/pkgconfig/sinew.pc" | cut -d ' ' -f 1)
PKG_CONFIG_PATH=$build/pkgconfig CGO_CFLAGS="${CGO_CFLAGS:--O2 -g} -DSINEW_STAMP=$stamp" GOTOOLCHAIN=local exec "$go" "$@"
