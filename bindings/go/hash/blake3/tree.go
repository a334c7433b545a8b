package blake3

import (
	"encoding/binary"
	"unsafe"
)

// node is what the output comes from: the last block of an only chunk, or the uppermost parent.
type node struct {
	cv      [8]uint32
	block   [blockSize]byte
	counter uint64
	size    uint32
	flags   uint32
}

// output writes the block of output with a number.
func (n *node) output(number uint64, out *[blockSize]byte) {
	outputBlock(&n.cv, unsafe.Pointer(&n.block), number, n.size, n.flags|root, out)
}

// read fills out with the output from a place on.
func (n *node) read(seek uint64, out []byte) {
	for len(out) != 0 {
		var block [blockSize]byte
		n.output(seek/blockSize, &block)
		copied := copy(out, block[seek%blockSize:])
		out = out[copied:]
		seek += uint64(copied)
	}
}

// sum compresses the node, which is lost, to the hash.
func (n *node) sum(out *[hashSize]byte) {
	n.counter = 0
	n.flags |= root
	n.compress()
	putWords(out[:], &n.cv)
}

func (n *node) compress() {
	compressBlocks(&n.cv, unsafe.Pointer(&n.block), 1, n.counter, n.size, n.flags, 0)
}

func putWords(out []byte, words *[8]uint32) {
	for i, word := range words {
		binary.LittleEndian.PutUint32(out[4*i:], word)
	}
}

// ofChunk makes n the last block of a chunk.
func (n *node) ofChunk(key *[8]uint32, flags uint32, p []byte, counter uint64) {
	n.cv = *key
	n.counter = counter
	n.flags = flags | chunkEnd
	whole := 0
	if len(p) > blockSize {
		whole = (len(p) - 1) / blockSize
		compressBlocks(&n.cv, unsafe.Pointer(unsafe.SliceData(p)), whole, counter, blockSize, flags, chunkStart)
	} else {
		n.flags |= chunkStart
	}
	n.size = uint32(copy(n.block[:], p[whole*blockSize:]))
	clear(n.block[n.size:])
}

// ofPair makes n the parent of two nodes, of which the second is what n was.
func (n *node) ofPair(key *[8]uint32, flags uint32, left *[8]uint32) {
	putWords(n.block[:32], left)
	putWords(n.block[32:], &n.cv)
	n.cv = *key
	n.counter, n.size, n.flags = 0, blockSize, flags|parent
}

// tree is the hash of an input that comes in pieces of whole chunks. Each one in the binary form of
// chunks is a subtree on the stack, the largest first.
type tree struct {
	chunks uint64
	depth  int
	stack  [maxDepth][8]uint32
}

// add adds whole chunks, behind which more of the input follows.
func (t *tree) add(key *[8]uint32, flags uint32, p []byte) {
	var n node
	for ; len(p) != 0; p = p[chunkSize:] {
		n.ofChunk(key, flags, p[:chunkSize], t.chunks)
		n.compress()
		t.chunks++
		for merged := t.chunks; merged%2 == 0; merged /= 2 {
			t.depth--
			n.ofPair(key, flags, &t.stack[t.depth])
			n.compress()
		}
		t.stack[t.depth] = n.cv
		t.depth++
	}
}

// finish makes n the root of what was added and the rest of the input, which is not empty unless the
// whole input is.
func (t *tree) finish(key *[8]uint32, flags uint32, rest []byte, n *node) {
	if len(rest) > chunkSize {
		whole := (len(rest) - 1) / chunkSize * chunkSize
		t.add(key, flags, rest[:whole])
		rest = rest[whole:]
	}
	n.ofChunk(key, flags, rest, t.chunks)
	for i := t.depth - 1; i >= 0; i-- {
		n.compress()
		n.ofPair(key, flags, &t.stack[i])
	}
}

// rootOf makes n the root of an input.
func rootOf(key *[8]uint32, flags uint32, p []byte, n *node) {
	if len(p) <= chunkSize {
		n.ofChunk(key, flags, p, 0)
		return
	}
	var t tree
	t.finish(key, flags, p, n)
}
