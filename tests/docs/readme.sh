#!/bin/sh
# Compiles and runs the examples of the README and of docs/go-pipeline.md against the build tree: readme.sh SOURCE BUILD GO
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

# The same in Go as the example in C: the hash of a string, and the sum of delays.
mkdir "$work/go/same"
cat > "$work/go/same/main.go" << 'GO'
package main

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/aggregate"
	"github.com/sinew-simd/sinew/bindings/go/hash/xxh3"
)

func main() {
	total, _ := aggregate.Sum([]int64{33, 19, 14, -5})
	fmt.Printf("%016x %d\n", xxh3.HashString("LAS-PHL"), total)
}
GO

c=$("$work/c/example")
printf '%s\n' "$c"
[ "$c" = "$(cd "$work/go" && "$go" run ./same)" ]

table=$(cd "$work/go" && "$go" run . << 'FLIGHTS'
{"origin": "ATL", "delay": 10, "distance": 1747}
{"origin": "LAS", "delay": 33, "distance": 2176}
{"origin": "ATL", "delay": 19, "distance": 215}
{"origin": "LAS", "delay": -3, "distance": 1747}
FLIGHTS
)
printf '%s\n' "$table"
[ "$table" = "origin  count  mean(delay)  max(delay)
LAS         2           15          33
ATL         1           10          10" ]

# The programs of the page for Go, before and after.
block() { awk -v wanted="$1" '$0 == "```go" {p = ++count == wanted; next} $0 == "```" {p = 0} p' "$source/docs/go-pipeline.md"; }
mkdir "$work/go/page"
cat > "$work/go/page/main.go" << GO
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"strings"

	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/pipeline"
)

func before(in io.Reader) {
	bad := 0
	$(block 1)
	_ = bad
}

func publish(origin, destination string, delay float64) {}

func after(in io.Reader) error {
	$(block 2)
	return nil
}

func main() {
	before(strings.NewReader(""))
	if err := after(os.Stdin); err != nil {
		panic(err)
	}
}
GO
table=$(cd "$work/go" && "$go" run ./page << 'FLIGHTS'
{"origin": "LAS", "destination": "PHL", "delay": 33, "distance": 2176}
{"origin": "ATL", "destination": "SAV", "delay": 19, "distance": 215}
FLIGHTS
)
printf '%s\n' "$table"
[ "$table" = "origin  destination  count  mean(delay)  max(delay)
LAS     PHL              1           33          33" ]
