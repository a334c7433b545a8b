// Package rendezvous chooses nodes by highest random weight (Thaler and Ravishankar 1998): if a node
// is removed, only its keys move, evenly to all others; if one is added, it takes its share evenly
// from all others. If only the last of numbered nodes come and go, package jump is faster.
//
// Keys are hashes, and so are nodes: hashes of their names, for example. The choice depends on the
// hashes of the nodes and not on their order. A node can be given twice the share by giving it two
// hashes. Whoever knows the nodes' hashes can choose keys for one of them.
package rendezvous

import (
	"fmt"
	"math"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Choose returns the index of the node with the greatest weight for hash, the first one of equals.
// The weight is part of the contract: sinew_rendezvous has it. Choose panics if there are no nodes.
func Choose(hash uint64, nodes []uint64) int {
	if len(nodes) == 0 {
		panicNodes(0)
	}
	choice, most := 0, int64(math.MinInt64)
	for i, node := range nodes {
		x := (node^node>>32)*0x9e3779b97f4a7c15 + 0x243f6a8885a308d3 + hash
		x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
		if weight := int64((x ^ x>>27) * 0x94d049bb133111eb); weight > most {
			choice, most = i, weight
		}
	}
	return choice
}

// ChooseUint64s writes the index of the node of each hash to out. It panics if out is not as long as
// hashes, or there are no nodes.
func ChooseUint64s(out []int32, hashes, nodes []uint64) {
	check(len(out), len(hashes), len(nodes))
	if len(hashes) >= crossover && len(hashes)*len(nodes) >= crossoverPairs {
		view := column.Of(c.TypeU64, hashes)
		manyC(&view, nodes, &out[0])
		return
	}
	chooseGo(out, hashes, nodes)
}

// ChooseColumn writes the index of the node of each row to out, 0 for a null row. The column is one
// of hashes, sinew.Uint64s or sinew.Int64s (the same bits); the error, a *sinew.Error, says that it
// is not. It panics as ChooseUint64s does.
func ChooseColumn(out []int32, hashes sinew.Column, nodes []uint64) error {
	view := hashes.View()
	check(len(out), view.Count, len(nodes))
	if view.Type != c.TypeU64 && view.Type != c.TypeI64 {
		return &sinew.Error{Status: sinew.Status(c.StatusInvalidArgument), Message: "hashes: not a column of 64-bit integers"}
	}
	if view.Count >= crossover && view.Count*len(nodes) >= crossoverPairs {
		manyC(view, nodes, &out[0])
		return nil
	}
	chooseGo(out, column.Rows[uint64](view), nodes)
	for i := range out {
		if !view.Valid(i) {
			out[i] = 0
		}
	}
	return nil
}

func chooseGo(out []int32, hashes, nodes []uint64) {
	for i, hash := range hashes {
		out[i] = int32(Choose(hash, nodes))
	}
}

func check(out, rows, nodes int) {
	if out != rows {
		panic(fmt.Sprintf("rendezvous: out has length %d for %d rows", out, rows))
	}
	if nodes < 1 || nodes > math.MaxInt32 {
		panicNodes(nodes)
	}
}

//go:noinline
func panicNodes(nodes int) { panic(fmt.Sprintf("rendezvous: %d nodes", nodes)) }
