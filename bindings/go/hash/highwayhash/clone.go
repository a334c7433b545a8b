//go:build go1.25

package highwayhash

import "hash"

// Clone returns a Digest of the same input, from which on each goes its own way. It never returns an
// error.
func (d *Digest) Clone() (hash.Cloner, error) {
	clone := *d
	return &clone, nil
}

// Clone returns a Digest64 of the same input, from which on each goes its own way. It never returns an
// error.
func (d *Digest64) Clone() (hash.Cloner, error) {
	clone := *d
	return &clone, nil
}
