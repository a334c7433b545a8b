//go:build !cgo

package streamvbyte

import "math"

// Without cgo no input is long enough for the library.
const (
	crossoverSize   = math.MaxInt
	crossoverEncode = math.MaxInt
	crossoverDecode = math.MaxInt
)

func (e Encoding) sizeC([]uint32) int { panic("unreachable") }

func (e Encoding) sizeDeltaC([]uint32, uint32) int { panic("unreachable") }

func (e Encoding) encodeC([]byte, []uint32) int { panic("unreachable") }

func (e Encoding) encodeDeltaC([]byte, []uint32, uint32) int { panic("unreachable") }

func (e Encoding) decodeC([]uint32, []byte) (int, bool) { panic("unreachable") }

func (e Encoding) decodeDeltaC([]uint32, []byte, uint32) (int, bool) { panic("unreachable") }
