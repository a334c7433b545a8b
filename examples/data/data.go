// Package data holds the sample input of the examples; README.md says where it comes from.
package data

import "embed"

// Flights is NDJSON, compressed with gzip: one flight a line.
//
//go:embed flights-20k.ndjson.gz
var Flights []byte

// Records has kafka/*.records, record sets of Kafka with the first 800 flights as values, a file for each compression.
//
//go:embed kafka/*.records
var Records embed.FS
