//go:build !amd64

package crc32

const (
	short    = 0
	hasShort = false
)

func updateShort(uint32, *byte, int) uint32 { panic("unreachable") }
