//go:build cgo && !race

package c

import "github.com/sinew-simd/sinew/bindings/go/internal/column"

func raceRead[T any](*T, int) {}

func raceWrite[T any](*T, int) {}

func raceColumn(*column.View) {}
