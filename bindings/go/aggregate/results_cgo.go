//go:build cgo

package aggregate

import (
	"runtime"

	"github.com/sinew-simd/sinew/bindings/go"
	results "github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

func (n *native) results(to *results.Core, kinds []int32, first, count int) error {
	failure := to.Failure()
	handle := to.Handle()
	status := int32(c.StatusOutOfMemory)
	if handle != 0 {
		status = n.handle.Results(first, count, handle, to.Room(len(kinds)), failure)
		runtime.KeepAlive(n)
	}
	if status != c.StatusOK {
		return &sinew.Error{Status: sinew.Status(status), Offset: failure.Offset(), Message: failure.Message()}
	}
	to.Take(resultNames[:len(kinds)])
	return nil
}
