package crc32

import (
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/standard"
)

func TestStandardLibrarysOwnTests(t *testing.T) { standard.RunTests(t, "hash/crc32", 4) }
