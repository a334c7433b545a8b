package highwayhash

import "github.com/sinew-simd/sinew/bindings/go/internal/cpu"

// hashAVX2 is hashGo in one vector a group of lanes, from the key on if key is not nil. What it
// does is as fast as the library, which waits for the same latencies, so that no input is long
// enough for a call (Zen 5: 8 B 10 ns against 28, 16 KiB 1180 against 1260).
//
//go:noescape
func hashAVX2(s *state, key *[Size]byte, p *byte, n, rounds int)

var vector = cpu.HasAVX2

func oneShot(s *state, key *[Size]byte, p *byte, n, rounds int) {
	if vector {
		hashAVX2(s, key, p, n, rounds)
		return
	}
	start(s, key)
	hashGo(s, p, n, rounds)
}

func absorb(s *state, p *byte, packets int) {
	if vector {
		hashAVX2(s, nil, p, packets*Size, 0)
		return
	}
	hashGo(s, p, packets*Size, 0)
}

func finish(s *state, buffer *[Size]byte, n, rounds int) {
	if vector {
		hashAVX2(s, nil, &buffer[0], n, rounds)
		return
	}
	hashGo(s, &buffer[0], n, rounds)
}
