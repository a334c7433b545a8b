package main

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"math"
	"slices"
	"strings"
)

// group is one row of a result: what it was grouped by, and an int64, float64, string or nil for each
// aggregate.
type group struct {
	Key    []string `json:"key"`
	Values []any    `json:"values"`
}

// What stands for a key that is null.
const nullKey = "null"

// sortGroups puts the groups with the greatest first value first.
func sortGroups(groups []group) {
	slices.SortFunc(groups, func(a, b group) int {
		return cmp.Or(cmp.Compare(numberOf(b.Values[0]), numberOf(a.Values[0])), slices.Compare(a.Key, b.Key))
	})
}

func numberOf(value any) float64 {
	switch x := value.(type) {
	case int64:
		return float64(x)
	case float64:
		return x
	}
	return math.Inf(-1)
}

// firstDifference compares the sorted groups of two engines, exactly.
func firstDifference(a, b []group) error {
	if len(a) != len(b) {
		return fmt.Errorf("%d and %d groups", len(a), len(b))
	}
	for i := range a {
		if !slices.Equal(a[i].Key, b[i].Key) || !slices.Equal(a[i].Values, b[i].Values) {
			return fmt.Errorf("%v and %v", a[i], b[i])
		}
	}
	return nil
}

// digest stands for groups that are too many to keep while the next engine is measured. It does not
// depend on their order.
type digest struct {
	groups int
	sum    uint64
}

var digestSeed = maphash.MakeSeed()

func (d *digest) add(g group) {
	var h maphash.Hash
	h.SetSeed(digestSeed)
	for _, key := range g.Key {
		h.WriteString(key)
		h.WriteByte(0)
	}
	for _, value := range g.Values {
		switch x := value.(type) {
		case int64:
			binary.Write(&h, binary.LittleEndian, x)
		case float64:
			binary.Write(&h, binary.LittleEndian, x)
		default:
			fmt.Fprint(&h, x)
		}
	}
	d.groups++
	d.sum += h.Sum64()
}

func cellOf(value any) string {
	switch x := value.(type) {
	case int64:
		return grouped(x)
	case float64:
		return fmt.Sprintf("%.2f", x)
	case nil:
		return "null"
	}
	return fmt.Sprint(value)
}

func writeGroups(b *strings.Builder, q *query, groups []group, top int) {
	shown := groups[:min(top, len(groups))]
	if len(shown) == 0 {
		return
	}
	title := strings.Join(q.by, ", ")
	if title == "" {
		title = "all"
	}
	width := len(title)
	for _, g := range shown {
		width = max(width, len(strings.Join(g.Key, "  ")))
	}
	fmt.Fprintf(b, "%-*s", width, title)
	for _, a := range q.aggregates {
		fmt.Fprintf(b, "%16s", a)
	}
	fmt.Fprintf(b, "   (%d of %s groups)\n", len(shown), grouped(int64(len(groups))))
	for _, g := range shown {
		fmt.Fprintf(b, "%-*s", width, strings.Join(g.Key, "  "))
		for _, value := range g.Values {
			fmt.Fprintf(b, "%16s", cellOf(value))
		}
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
}

// grouped writes a number with a comma every three digits.
func grouped(n int64) string {
	if n < 0 {
		return "-" + grouped(-n)
	}
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}
