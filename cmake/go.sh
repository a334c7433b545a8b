#!/bin/sh
# Runs the go command for the library of one build folder:  cmake/go.sh FOLDER ARGUMENT...
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "$1" && pwd)
shift
go=$("$root/cmake/find-go.sh")
case "${CGO_ENABLED-1} $*" in
  *sinew_link*)
    # Go's build cache does not see what pkg-config answers: a checksum of that is a flag, which it does.
    stamp=$(cksum < "$build/pkgconfig/sinew.pc" | cut -d ' ' -f 1)
    export PKG_CONFIG_PATH="$build/pkgconfig" CGO_CFLAGS="${CGO_CFLAGS:--O2 -g} -DSINEW_STAMP=$stamp"
    ;;
  # A program that cannot load a library refuses to run if one is asked for.
  0*) ;;
  *) export SINEW_LIBRARY="${SINEW_LIBRARY-$build/libsinew.so}" ;;
esac
GOTOOLCHAIN=local exec "$go" "$@"
