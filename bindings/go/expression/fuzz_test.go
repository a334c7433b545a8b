package expression

import "testing"

// Whatever the text is, Go and the library make the same of it.
func FuzzCompile(f *testing.F) {
	for _, test := range documented {
		f.Add(test.text, uint64(1))
	}
	for _, test := range faultyTexts {
		f.Add(test.text, uint64(2))
	}
	for seed := range uint64(20) {
		trees := newTrees(seed)
		f.Add(trees.bool(2), seed)
		f.Add(trees.any(2), seed)
	}
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		twins(t, text, table(int(seed%70), int(seed%3)*20, seed))
	})
}
