package sinew

import (
	"errors"
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// What an error says went wrong, to be used with errors.Is.
var (
	// ErrInvalidArgument: an argument breaks the contract of the call, such as a column of the wrong
	// type or offsets that run backwards.
	ErrInvalidArgument = errors.New("sinew: invalid argument")
	// ErrOutOfMemory: the system gave no memory.
	ErrOutOfMemory = errors.New("sinew: out of memory")
	// ErrMemoryLimit: the object's own memory limit does not allow what the call needs.
	ErrMemoryLimit = errors.New("sinew: memory limit reached")
	// ErrOverflow: an exact integer result does not fit its type.
	ErrOverflow = errors.New("sinew: integer overflow")
	// ErrTruncated: the input is right as far as it goes, and ends before it is whole.
	ErrTruncated = errors.New("sinew: truncated input")
	// ErrCorrupt: the input breaks the rules of its format.
	ErrCorrupt = errors.New("sinew: corrupt input")
	// ErrOutputFull: the output has too little room.
	ErrOutputFull = errors.New("sinew: output full")
	// ErrUnavailable: a library that is loaded when it is first needed is not there.
	ErrUnavailable = errors.New("sinew: library unavailable")
	// ErrClosed: the object was closed before.
	ErrClosed = errors.New("sinew: use of a closed object")
)

// Status is the outcome of a call of the library.
type Status int32

// The ways in which a call fails.
const (
	InvalidArgument Status = c.StatusInvalidArgument
	OutOfMemory     Status = c.StatusOutOfMemory
	MemoryLimit     Status = c.StatusMemoryLimit
	Overflow        Status = c.StatusOverflow
	Truncated       Status = c.StatusTruncated
	Corrupt         Status = c.StatusCorrupt
	OutputFull      Status = c.StatusOutputFull
	Unavailable     Status = c.StatusUnavailable
)

// Err returns the error that stands for the status: ErrOverflow for Overflow, and so on.
func (s Status) Err() error {
	switch s {
	case InvalidArgument:
		return ErrInvalidArgument
	case OutOfMemory:
		return ErrOutOfMemory
	case MemoryLimit:
		return ErrMemoryLimit
	case Overflow:
		return ErrOverflow
	case Truncated:
		return ErrTruncated
	case Corrupt:
		return ErrCorrupt
	case OutputFull:
		return ErrOutputFull
	case Unavailable:
		return ErrUnavailable
	}
	return nil
}

func (s Status) String() string {
	switch s {
	case c.StatusOK:
		return "ok"
	case InvalidArgument:
		return "invalid argument"
	case OutOfMemory:
		return "out of memory"
	case MemoryLimit:
		return "memory limit"
	case Overflow:
		return "overflow"
	case Truncated:
		return "truncated input"
	case Corrupt:
		return "corrupt input"
	case OutputFull:
		return "output full"
	case Unavailable:
		return "library unavailable"
	}
	return fmt.Sprintf("status %d", int32(s))
}

// Error is a call that failed. An object on which a call failed is as it was before the call.
type Error struct {
	Status Status
	// The row at fault, if there is one; for a result that does not fit, the group; for bytes
	// that do not decode, the offset of the first one at fault.
	Offset int
	// One sentence that names the argument at fault; may be empty.
	Message string
}

// Error returns the message, or the name of the status if there is none.
func (e *Error) Error() string {
	if e.Message == "" {
		return "sinew: " + e.Status.String()
	}
	return "sinew: " + e.Message
}

// Unwrap makes errors.Is(err, ErrOverflow) and the like work.
func (e *Error) Unwrap() error { return e.Status.Err() }
