// Package data holds the sample input of the examples; README.md says where it comes from.
package data

import _ "embed"

// Flights is NDJSON, compressed with gzip: one flight a line.
//
//go:embed flights-20k.ndjson.gz
var Flights []byte
