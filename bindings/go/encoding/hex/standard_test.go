package hex

import (
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/standard"
)

func TestStandardLibrarysOwnTests(t *testing.T) { standard.RunTests(t, "encoding/hex", 10) }
