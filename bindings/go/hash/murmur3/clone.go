//go:build go1.25

package murmur3

import "hash"

func (d *digest32) Clone() (hash.Cloner, error) {
	clone := *d
	return &clone, nil
}

func (d *digest64) Clone() (hash.Cloner, error) {
	clone := *d
	return &clone, nil
}

func (d *digest128) Clone() (hash.Cloner, error) {
	clone := *d
	return &clone, nil
}
