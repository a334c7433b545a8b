package main

// batches is work on one batch after the other of count values, so that branches cannot learn them.
func batches(total, count int, call func(first int) uint64) work {
	first := 0
	return func(calls int) uint64 {
		all := uint64(0)
		for range calls {
			if first += count; first+count > total {
				first = 0
			}
			all += call(first)
		}
		return all
	}
}
