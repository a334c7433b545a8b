#!/bin/sh
# Formats every hand-written source file, or with --check names those that are not formatted.
set -eu
cd "$(dirname "$0")/.."
case ${1-} in
  --check) cpp='--dry-run -Werror' go=-d ;;
  *) cpp=-i go=-w ;;
esac
# The generated headers are what their sources are.
find src tests bench examples bindings include -type f \
  \( -name '*.cc' -o -name '*.cpp' -o -name '*.hpp' -o -name '*.c' -o -name '*.h' \) \
  ! -path 'include/sinew/*.h' ! -path bindings/go/internal/c/sinew.h -exec clang-format-19 $cpp {} +
# Rust is for benchmarks alone, and need not be here.
if command -v rustfmt > /dev/null; then
  find bench/rust/build.rs bench/rust/src -name '*.rs' -exec \
    rustfmt --edition 2021 --config-path bench/rust ${1:+--check} {} +
fi
unformatted=$(find bench examples bindings -name '*.go' \
  -exec "$(dirname "$(cmake/find-go.sh)")/gofmt" $go {} +)
echo "$unformatted"
[ -z "$unformatted" ]
