//go:build !amd64

package highwayhash

const vector = false

func oneShot(s *state, key *[Size]byte, p *byte, n, rounds int) {
	start(s, key)
	hashGo(s, p, n, rounds)
}

func absorb(s *state, p *byte, packets int) { hashGo(s, p, packets*Size, 0) }

func finish(s *state, buffer *[Size]byte, n, rounds int) { hashGo(s, &buffer[0], n, rounds) }
