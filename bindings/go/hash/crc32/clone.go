//go:build go1.25

package crc32

import "hash"

func (d *digest) Clone() (hash.Cloner, error) {
	clone := *d
	return &clone, nil
}
