package c

import "testing"

// The table of types is the library's.
func TestTypes(t *testing.T) {
	if !Available {
		t.Skip(Running.Reason)
	}
	for kind := int32(-10); kind < 600; kind++ {
		known := NameOf(kind) != ""
		if known != (TypeName(kind) != "unknown type") {
			t.Errorf("type %d: known to Go: %v, to the library: %s", kind, known, TypeName(kind))
		}
		if known && ConstantOf(kind) != TypeName(kind) {
			t.Errorf("type %d is %s, and %s in the library", kind, ConstantOf(kind), TypeName(kind))
		}
		if width := Width(kind); width != TypeWidth(kind) {
			t.Errorf("type %d has width %d, and %d in the library", kind, width, TypeWidth(kind))
		}
	}
}
