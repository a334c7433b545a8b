package aggregate

import (
	"fmt"
	"runtime"
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// AppendEncoded appends all groups to b, with their keys and the states of their aggregates, in the
// format of docs/formats/groupby.md: Decode and MergeEncoded go on from there, in another process, on
// another machine, with or without a library. The same groups in the same order give the same bytes
// everywhere. The error is nil or ErrClosed.
func (g *GroupBy) AppendEncoded(b []byte) ([]byte, error) { return g.AppendEncodedPart(b, 0, 1) }

// AppendEncodedPart is AppendEncoded for the groups of a part, as MergePart takes them. A part that is not
// below parts panics.
func (g *GroupBy) AppendEncodedPart(b []byte, part, parts int) ([]byte, error) {
	g.use.Enter()
	defer g.use.Leave()
	if g.closed {
		return b, sinew.ErrClosed
	}
	checkPart(part, parts)
	if c.Available {
		return g.native.appendEncoded(b, part, parts)
	}
	return g.plain.encode(b, part, parts), nil
}

// MergeEncoded adds the groups that AppendEncoded has written, as Merge does for the GroupBy that they
// are from. All bytes are checked before anything is allocated or changed, so that bytes from anybody
// cost no more than O(len(data)) time and memory within Options.MemoryLimit. On an
// error the GroupBy is as it was.
//
// The error is ErrClosed, or a *sinew.Error: ErrTruncated for bytes that end too early; ErrCorrupt for
// those that AppendEncoded does not write, with the offset of the first one at fault;
// ErrInvalidArgument if their types or aggregates are others; ErrMemoryLimit; ErrOutOfMemory.
func (g *GroupBy) MergeEncoded(data []byte) error {
	g.use.Enter()
	defer g.use.Leave()
	if g.closed {
		return sinew.ErrClosed
	}
	if c.Available {
		return g.native.mergeEncoded(data)
	}
	e, err := readEncoded(data)
	if err != nil {
		return err
	}
	if !g.plain.takes(e) {
		return errEncodedOther
	}
	return g.plain.mergeEncoded(e)
}

// Decode returns the GroupBy that AppendEncoded has written, or the part of one. It is like one that
// NewGroupBy made with the same types and aggregates, and with this memory limit, 0 for none; but how wide
// the offsets of strings were is not in the bytes: its types are String and Binary, never LargeString and
// LargeBinary. A negative limit is ErrInvalidArgument; other errors are those of MergeEncoded.
func Decode(data []byte, memoryLimit int) (*GroupBy, error) {
	e, err := readEncoded(data)
	switch {
	case memoryLimit < 0:
		return nil, fault.Invalid(0, "memoryLimit: %d is negative", memoryLimit)
	case err != nil:
		return nil, err
	case len(e.options.Keys) == 0:
		return nil, corrupt(len(magic), "there is no key column")
	}
	e.options.MemoryLimit = memoryLimit
	g := groupByOf(&e.options)
	if c.Available {
		err = g.native.decode(data, memoryLimit, g)
	} else {
		g.plain.open(&e.options)
		err = g.plain.mergeEncoded(e)
	}
	if err != nil {
		return nil, err
	}
	return g, nil
}

// AppendEncodedTotal is for the packages of this module: AppendEncodedPart of a GroupBy whose only key is the
// integer 0, as of one without keys, whose group is there even without rows.
func (g *GroupBy) AppendEncodedTotal(b []byte, part, parts int) ([]byte, error) {
	checkPart(part, parts)
	total, err := g.totalOf()
	if err != nil {
		return b, err
	}
	return total.encodeTotal(b, part), nil
}

// MergeEncodedTotal is for the packages of this module: MergeEncoded of what AppendEncodedTotal has written.
func (g *GroupBy) MergeEncodedTotal(data []byte) error {
	e, err := readEncoded(data)
	if err != nil {
		return err
	}
	total, err := g.totalOf()
	switch {
	case err != nil:
		return err
	case len(e.options.Keys) != 0 || !total.takesStates(e):
		return errEncodedOther
	case !c.Available:
		return total.mergeEncoded(e)
	}
	var other plain
	other.open(g.options())
	if err := other.mergeEncoded(e); err != nil {
		return err
	}
	return g.MergeEncoded(other.encode(nil, 0, 1))
}

// totalOf returns the groups in Go, which with a library are a copy.
func (g *GroupBy) totalOf() (*plain, error) {
	if !c.Available {
		return &g.plain, nil
	}
	data, err := g.AppendEncoded(nil)
	if err != nil {
		return nil, err
	}
	e, err := readEncoded(data)
	if err != nil {
		return nil, err
	}
	var total plain
	total.open(g.options())
	return &total, total.mergeEncoded(e)
}

// MergePart is Merge for the groups of a part of from. A group belongs to one of parts, which are numbered
// from 0, by the hash of its key: so the parts of several GroupBys can be merged apart, and no group is in
// two of them. As always, one goroutine at a time may use from; Parallel merges on several.
//
// The hash is the same on every machine and in every version: that of package xxh3 of each key column, of
// a boolean as a byte, of floats with one zero and one NaN, 0 for null; those of several columns combined
// by package combine, from the first to the last. A hash h is of part floor(h * parts / 2^64). A part that
// is not below parts panics.
func (g *GroupBy) MergePart(from *GroupBy, part, parts int) error {
	return g.withOther(from, func() error { return g.mergePart(from, part, parts) })
}

// mergePart leaves to the caller who else reads from.
func (g *GroupBy) mergePart(from *GroupBy, part, parts int) error {
	if g.closed || from.closed {
		return sinew.ErrClosed
	}
	if !g.isLike(from) {
		return errOther
	}
	checkPart(part, parts)
	if c.Available {
		err := g.native.mergePart(&from.native, part, parts)
		runtime.KeepAlive(from)
		return err
	}
	e, err := readEncoded(from.plain.encode(nil, part, parts))
	if err != nil {
		return err
	}
	return g.plain.mergeEncoded(e)
}

func checkPart(part, parts int) {
	if part < 0 || part >= parts {
		panic(fmt.Sprintf("aggregate: part %d of %d", part, parts))
	}
}

// takes reports whether the types and aggregates are those of p.
func (p *plain) takes(e *encoded) bool {
	return slices.EqualFunc(p.kinds, e.options.Keys, isKindLike) && p.takesStates(e)
}

// takesStates is takes without the keys.
func (p *plain) takesStates(e *encoded) bool {
	return slices.EqualFunc(p.values, e.options.Values, isKindLike) &&
		slices.EqualFunc(p.specs, e.options.Aggregates, func(a, b Aggregate) bool { return a == b.written() })
}

func isKindLike(kind int32, t sinew.Type) bool { return areAlike(sinew.Type(kind), t) }

func (n *native) appendEncoded(b []byte, part, parts int) ([]byte, error) {
	size := c.GroupByEncodedSize(n.handle, part, parts)
	begin := len(b)
	b = slices.Grow(b, size.Written)[:begin+size.Written]
	written := c.GroupByEncode(n.handle, part, parts, unsafe.SliceData(b[begin:]), size.Written)
	runtime.KeepAlive(n)
	return b, sinew.Status(written.Status).Err()
}

func (n *native) mergeEncoded(data []byte) error {
	status := c.GroupByMergeEncoded(n.handle, unsafe.SliceData(data), len(data), &n.failure)
	runtime.KeepAlive(n)
	return fault.Of(status, &n.failure)
}

func (n *native) mergePart(from *native, part, parts int) error {
	status := c.GroupByMergePart(n.handle, from.handle, part, parts, &n.failure)
	runtime.KeepAlive(n)
	return fault.Of(status, &n.failure)
}

func (n *native) decode(data []byte, memoryLimit int, owner *GroupBy) error {
	status := c.GroupByDecode(unsafe.SliceData(data), len(data), memoryLimit, &n.handle, &n.failure)
	if status != c.StatusOK {
		return fault.Of(status, &n.failure)
	}
	n.cleanup = runtime.AddCleanup(owner, c.GroupByDestroy, n.handle)
	return nil
}
