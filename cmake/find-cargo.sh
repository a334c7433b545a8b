#!/bin/sh
# Prints the path of a cargo that is recent enough for the crates of bench/rust, or says why there is
# none and fails.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
wanted=$(sed -n 's/^rust-version = "1\.\([0-9]*\)"$/\1/p' "$root/bench/rust/Cargo.toml")
found=
for cargo in "$(command -v cargo)" "${HOME:-}/.cargo/bin/cargo" /usr/bin/cargo; do
  [ -x "$cargo" ] || continue
  version=$("$cargo" --version 2> /dev/null | cut -d ' ' -f 2)
  [ -n "$version" ] || continue
  minor=$(expr "$version" : '1\.\([0-9]*\)') || minor=0
  [ "$minor" -ge "$wanted" ] && echo "$cargo" && exit 0
  found=$version
done
if [ -n "$found" ]; then
  echo "cargo $found is too old: the pinned crates need 1.$wanted or later" >&2
else
  echo "there is no cargo" >&2
fi
exit 1
