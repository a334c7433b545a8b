// Package number says what generic code must know of an integer type before it calls C.
package number

import "unsafe"

// Integer is an integer of 32 or 64 bits.
type Integer interface {
	~int32 | ~uint32 | ~int64 | ~uint64
}

// Is32 says whether T has 32 bits.
func Is32[T Integer]() bool { return unsafe.Sizeof(T(0)) == 4 }

// IsSigned says whether T is signed.
func IsSigned[T Integer]() bool { return T(0)-1 < 0 }

// First returns the address of the first value as that of a To, which has the same size.
func First[To, T any](values []T) *To { return (*To)(unsafe.Pointer(unsafe.SliceData(values))) }

// Unzigzag returns the signed integer, in the bits of an unsigned one, that is v in zigzag: 0, 1, 2, 3, ...
// are 0, -1, 1, -2, ...
func Unzigzag[T uint32 | uint64](v T) T { return v>>1 ^ -(v & 1) }
