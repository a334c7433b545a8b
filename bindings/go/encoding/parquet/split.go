package parquet

import "encoding/binary"

// splitGo writes the bytes of the numbers in `in`, which has them as they are in memory.
func splitGo(out, in []byte, count int) {
	if len(in) == 4*count {
		s0, s1, s2, s3 := out[:count], out[count:][:count], out[2*count:][:count], out[3*count:][:count]
		for i := range s0 {
			v := binary.NativeEndian.Uint32(in[4*i:])
			s0[i], s1[i], s2[i], s3[i] = byte(v), byte(v>>8), byte(v>>16), byte(v>>24)
		}
		return
	}
	for i := range count {
		v := binary.NativeEndian.Uint64(in[8*i:])
		for k := range 8 {
			out[k*count+i] = byte(v >> (8 * k))
		}
	}
}

// joinGo is the inverse of splitGo.
func joinGo(out, in []byte, count int) {
	if len(in) == 4*count {
		s0, s1, s2, s3 := in[:count], in[count:][:count], in[2*count:][:count], in[3*count:][:count]
		for i := range s0 {
			binary.NativeEndian.PutUint32(out[4*i:], uint32(s0[i])|uint32(s1[i])<<8|uint32(s2[i])<<16|uint32(s3[i])<<24)
		}
		return
	}
	for i := range count {
		v := uint64(0)
		for k := range 8 {
			v |= uint64(in[k*count+i]) << (8 * k)
		}
		binary.NativeEndian.PutUint64(out[8*i:], v)
	}
}
