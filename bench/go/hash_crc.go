package main

// Around where the packages hand over to the library, and far beyond.
var crcSizes = []int{16, 64, 256, 1 << 10, 1536, 2 << 10, 3 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 16 << 20}

func checksumRows(t *table, name, standardName string, sinew, std func([]byte) uint64) {
	data := randomBytes(16 << 20)
	for _, size := range crcSizes {
		unit, amount := byteUnit(size)
		in := data[:size]
		t.run(row{name + ", " + sizeName(size), unit, amount, repeat(func() uint64 { return sinew(in) }),
			[]peer{{name: standard(standardName), work: repeat(func() uint64 { return std(in) })}}})
	}
}
