package c

import "bytes"

// Text returns the sentence that explains a failure.
func (e *Error) Text() string {
	text, _, _ := bytes.Cut(e.Message[:], []byte{0})
	return string(text)
}

// Unpack returns the members of r.
func (r CodecResult) Unpack() (read, written int, status int32) { return r.Read, r.Written, r.Status }

// Unpack returns the members of r.
func (r Result) Unpack() (count int, status int32) { return r.Count, r.Status }
