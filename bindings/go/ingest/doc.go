// Package ingest decodes bytes that arrive into batches of typed columns: chosen fields of each
// record, with no Go object for a record.
//
//	d, err := ingest.NewNDJSON(ingest.NDJSON{}, ingest.Strings("origin"), ingest.Int64s("delay"))
//	...
//	defer d.Close()
//	for batch, err := range d.Batches(reader) {
//		if err != nil {
//			return err
//		}
//		delays := sinew.Values[int64](batch.Column(1))
//		...
//	}
//
// Input is not trusted. A record that breaks the rules of its format is rejected, and a value that does
// not fit its field is null; decoding goes on, and Counts and Rejects say what was wrong, and where.
// Options.Stop makes the first fault an error, and Options.Strict rejects the whole record of a value
// that does not fit.
//
// NewKafkaRecords takes what a fetch response of Kafka has of a partition; its column of values goes on to
// the DecodeRows of a decoder of what is in them. Package stream reads what is compressed.
//
// Without a library all of it runs in Go, with the same results.
package ingest
