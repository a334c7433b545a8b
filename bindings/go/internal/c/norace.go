//go:build cgo && !race

package c

func raceRead[T any](*T, int) {}

func raceWrite[T any](*T, int) {}

func raceColumn(*View) {}

func (*Columns) raceRead() {}
