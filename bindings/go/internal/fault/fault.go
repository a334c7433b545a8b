// Package fault makes the errors and panics that several packages have in common.
package fault

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Of returns the error for what a call of the library says went wrong; nil for c.StatusOK.
func Of(status int32, failure *c.Error) error {
	if status == c.StatusOK {
		return nil
	}
	return &sinew.Error{Status: sinew.Status(failure.Status), Offset: failure.Offset, Message: failure.Text()}
}

// Invalid returns the error for an argument that breaks the contract of a call.
func Invalid(offset int, format string, arguments ...any) error {
	return &sinew.Error{Status: sinew.InvalidArgument, Offset: offset, Message: fmt.Sprintf(format, arguments...)}
}

// Strings returns the error for a column that is not of strings, or whose offsets are wrong at a row.
func Strings(row int) *sinew.Error {
	return &sinew.Error{Status: sinew.InvalidArgument, Offset: row, Message: "column: not of strings, or offsets that run backwards or past the data"}
}

// Held returns the error for input, which the message calls name, that is in memory of what is to be
// filled, such as the batch.
func Held(name, of string) error {
	return Invalid(0, "%s: it is in memory of the %s to be filled", name, of)
}

// Length panics because an output of `have` elements was passed to a package where `want` are needed.
func Length(pkg string, have, want int) {
	panic(fmt.Sprintf("%s: output of length %d, %d needed", pkg, have, want))
}
