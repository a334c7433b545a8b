//go:build go1.25

package xxh3

import stdhash "hash"

// Clone returns a Hasher of the same input, from which on each goes its own way. It never returns an
// error.
func (h *Hasher) Clone() (stdhash.Cloner, error) {
	clone := *h
	return &clone, nil
}

// Clone returns a Hasher128 of the same input, from which on each goes its own way. It never returns an
// error.
func (h *Hasher128) Clone() (stdhash.Cloner, error) {
	clone := *h
	return &clone, nil
}
