package c

import "runtime"

// PinText returns a null-terminated copy of a text, which stays where it is until the pinner unpins it.
func PinText(pinner *runtime.Pinner, text string) *byte {
	bytes := append([]byte(text), 0)
	pinner.Pin(&bytes[0])
	return &bytes[0]
}
