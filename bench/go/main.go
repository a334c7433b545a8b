// Go times the Go package of Sinew against the Go code that it would replace. It prints one JSON
// object a row on standard output, in the form of bench/support, and the same for people on
// standard error.
//
//	go run . [-quick] [-filter TEXT]
//
// Everything runs on one processor, garbage collection included, as in a container with one core.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/sinew-simd/sinew/bindings/go"
)

func main() {
	var o options
	flag.StringVar(&o.filter, "filter", "", "run the rows whose `text` (table and name) contains this")
	flag.BoolVar(&o.quick, "quick", false, "shorter turns, and a tenth of the rows in GROUP BY")
	flag.Parse()
	if flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	runtime.GOMAXPROCS(1)

	engine := sinew.Engine()
	about, err := json.Marshal(map[string]string{
		"about": fmt.Sprintf("Go rows: Sinew %s on %s, %s, %s, one processor for program and garbage collector",
			engine.Version, engine.Target, engine.Source, runtime.Version()),
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(string(about))
	runSuites(&o)
	if o.failed {
		os.Exit(1)
	}
}

// versionOf returns a peer's name with the version that is linked.
func versionOf(name, module string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == module {
				return name + " " + m.Version
			}
		}
	}
	return name
}

// standard is the name of a package of the standard library as a peer.
func standard(name string) string { return name + " " + runtime.Version() }

func sizeName(bytes int) string {
	switch {
	case bytes >= 1<<20:
		return fmt.Sprintf("%d MiB", bytes>>20)
	case bytes >= 1<<10 && bytes%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", bytes>>10)
	}
	return fmt.Sprintf("%d B", bytes)
}

// countName writes 4096 as "4,096".
func countName(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", countName(n/1000), n%1000)
}
