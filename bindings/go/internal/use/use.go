// Package use finds objects that two goroutines use at once.
package use

// Mark is in an object that one goroutine at a time may use. Every method of the object that looks at
// what may change calls Enter first and Leave last. Both write the mark without synchronisation, as
// Go's maps do with theirs: the race detector then sees two goroutines that nothing orders, also if
// what they share is memory of the library, and without it two calls that overlap are seen mostly.
type Mark struct{ inUse bool }

// Enter notes the beginning of a call, and panics if another one has not ended.
func (m *Mark) Enter() {
	if m.inUse {
		panicInUse()
	}
	m.inUse = true
}

// Leave notes the end of a call.
func (m *Mark) Leave() { m.inUse = false }

// Look notes a call that changes nothing, beside which others of its kind may run. Such a call writes nothing
// to the mark, and calls Enter and Leave of no object.
func (m *Mark) Look() {
	if m.inUse {
		panicInUse()
	}
}

//go:noinline
func panicInUse() { panic("sinew: concurrent use of an object that one goroutine at a time may use") }
