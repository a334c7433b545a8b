#!/bin/sh
# environment.sh <folder of libsinew.so> <C compiler> <folder to work in>: what
# cmake/install-environment.sh says to set is all that it takes to build and run programs.
set -eu
lib=$1 CC=$2 work=$3
here=$(dirname "$0")
script=$here/../../cmake/install-environment.sh
unset PKG_CONFIG_PATH LD_LIBRARY_PATH CMAKE_PREFIX_PATH

eval "$("$script" "$lib" | grep '^  export ')"
said=$("$script" "$lib")
if [ -n "$said" ]; then
  echo "all is set, and it still says: $said" >&2
  exit 1
fi
# shellcheck disable=SC2046 # a list of flags
$CC "$here/consumer/consumer.c" $(pkg-config --cflags --libs sinew) -o "$work/consumer_environment"
"$work/consumer_environment"
cmake -S "$here/consumer" -B "$work/cmake_environment" > /dev/null
