//go:build !cgo

package utf16

func appendUnits(dst []uint16, s string) []uint16 { return appendUnitsGo(dst, s) }

func appendBytes(dst []byte, s []uint16) []byte { return appendBytesGo(dst, s) }
