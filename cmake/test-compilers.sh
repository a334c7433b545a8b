#!/bin/sh
# Builds and tests with g++ and with clang, a warning being an error. The arguments are CMake's.
set -eu
cd "$(dirname "$0")/.."
cmake/bootstrap.sh core test go
for compilers in gcc,g++ clang,clang++; do
  folder=build/${compilers%,*}
  "${compilers#*,}" --version | head -n 1
  cmake --log-level=WARNING --preset release -B "$folder" -DCMAKE_C_COMPILER="${compilers%,*}" \
    -DCMAKE_CXX_COMPILER="${compilers#*,}" -DCMAKE_COMPILE_WARNING_AS_ERROR=ON "$@"
  cmake --build "$folder" --parallel "${JOBS:-$(nproc)}"
  ctest --test-dir "$folder" --parallel "${JOBS:-$(nproc)}" --output-on-failure --no-tests=error
done
