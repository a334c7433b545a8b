//go:build !cgo

package c

// What a call without a library ends with: the caller has not asked Available.
const missing = "sinew: there is no library"

func load(string) Engine {
	return Engine{Source: Go, Reason: "the program was built without cgo, which loading a library takes"}
}
