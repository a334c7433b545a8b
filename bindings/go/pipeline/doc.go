// Package pipeline turns bytes that arrive into a table of aggregates: records are decoded, filtered
// and grouped as they come, with no Go object for a record, and with a library in one call of it for
// each piece of input.
//
//	p, err := pipeline.New(
//		pipeline.NDJSON(ingest.Strings("origin"), ingest.Int64s("delay"), ingest.Int64s("distance")),
//		pipeline.Where("distance > 1000"),
//		pipeline.GroupBy("origin"),
//		pipeline.Count(),
//		pipeline.Mean("delay"),
//	)
//	if err != nil {
//		return err
//	}
//	defer p.Close()
//	if _, err := p.ReadFrom(file); err != nil {
//		return err
//	}
//	table, err := p.Table(pipeline.Descending("count"), pipeline.Top(10))
//	if err != nil {
//		return err
//	}
//	defer table.Close()
//	fmt.Print(table)
//
// A Pipeline is an io.Writer, an io.ReaderFrom, and takes columns of records, such as the values that a
// Kafka consumer has fetched. To use all cores, give each goroutine its own and Merge them at the end.
//
// Input is not trusted: what is wrong with it is counted and located, as package ingest says, and fails
// no call. The language of Where and Compute is that of package expression.
//
// Without a library all of it runs in Go, with the same results.
package pipeline
