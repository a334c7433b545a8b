package c

import (
	"fmt"
	"math"
	"os"
	"strings"
)

// Engine says what computes in this program.
type Engine struct {
	// One of the Source constants.
	Source string
	// Of an installed library, its file.
	Path string
	// Why there is no library; "" if there is one.
	Reason string
}

// Where the library is from.
const (
	Go        = "Go"        // there is none
	Linked    = "linked"    // it is a part of the program
	Installed = "installed" // it was loaded when the program began
)

// Running is what computes. It does not change.
var Running = start()

// Available reports whether there is a library. Without one, no function of C may be called.
var Available = Running.Source != Go

// start loads the library as the environment variable SINEW_LIBRARY says: "off" for none, or a file.
// A file that cannot be loaded is fatal: who names one does not want to run without it.
func start() Engine {
	path := os.Getenv("SINEW_LIBRARY")
	if path == "off" {
		return Engine{Source: Go, Reason: "SINEW_LIBRARY=off"}
	}
	engine := load(path)
	if path != "" && engine.Source == Go {
		panic(fmt.Sprintf("sinew: SINEW_LIBRARY=%s: %s", path, strings.TrimPrefix(engine.Reason, path+": ")))
	}
	return engine
}

// From returns the size from which the library computes: n if there is one, else a size that nothing
// has.
func From(n int) int {
	if Available {
		return n
	}
	return math.MaxInt
}
