#!/bin/sh
# Compiles and runs the README's examples against the build tree: readme.sh SOURCE BUILD GO
set -eu
source=$1 build=$2 go=$3
work=$build/tests/readme
rm -rf "$work"
mkdir -p "$work/c" "$work/go"
export PKG_CONFIG_PATH="$build/pkgconfig"

example() { awk -v fence="\`\`\`$1" '$0 == fence {p = 1; next} $0 == "```" {p = 0} p' "$source/README.md"; }

example c > "$work/c/example.c"
# shellcheck disable=SC2046 # a list of flags
cc -std=c11 -Wall -Wextra -Werror "$work/c/example.c" $(pkg-config --cflags --libs sinew) -o "$work/c/example"

example go > "$work/go/main.go"
cat > "$work/go/go.mod" << MOD
module readme

go 1.24

require github.com/sinew-simd/sinew/bindings/go v0.0.0

replace github.com/sinew-simd/sinew/bindings/go => $source/bindings/go
MOD

c=$("$work/c/example")
printf '%s\n' "$c"
go_output=$(cd "$work/go" && "$go" run .)
printf '%s\n' "$go_output"
# Both hash the same string and add the same delays.
[ "$c" = "$(printf '%s\n' "$go_output" | sed -n '1h;2{s/ .*//;H;g;s/\n/ /;p}')" ]
