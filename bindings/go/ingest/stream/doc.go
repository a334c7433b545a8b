// Package stream reads compressed streams: gzip of one or several members, frames of Zstandard and of
// LZ4, or whatever of these the first bytes say, in front of a decoder or of anything that reads.
//
//	r, err := stream.NewReader(file, stream.Options{})
//	...
//	defer r.Close()
//	for batch, err := range decoder.Batches(r) {
//
// The work is done by the libraries that everybody uses for it, libisal or libz, libzstd and liblz4,
// which Sinew's library loads when they are first needed. Load says whether one is there.
//
// Without Sinew's library gzip is decoded in Go, with the same results, and the other compressions are
// decoded by what RegisterDecompressor is given.
package stream
