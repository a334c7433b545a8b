package c

import "testing"

// The table of types is the library's.
func TestTypes(t *testing.T) {
	if !Available {
		t.Skip(Running.Reason)
	}
	for kind := int32(-10); kind < 600; kind++ {
		if known := NameOf(kind) != ""; known != (TypeName(kind) != "unknown type") {
			t.Errorf("type %d: known to Go: %v, to the library: %s", kind, known, TypeName(kind))
		}
		if width := Width(kind); width != TypeWidth(kind) {
			t.Errorf("type %d has width %d, and %d in the library", kind, width, TypeWidth(kind))
		}
	}
	names := map[int32]string{
		TypeBool: "SINEW_TYPE_BOOL", TypeI8: "SINEW_TYPE_I8", TypeI16: "SINEW_TYPE_I16",
		TypeI32: "SINEW_TYPE_I32", TypeI64: "SINEW_TYPE_I64", TypeU8: "SINEW_TYPE_U8",
		TypeU16: "SINEW_TYPE_U16", TypeU32: "SINEW_TYPE_U32", TypeU64: "SINEW_TYPE_U64",
		TypeF32: "SINEW_TYPE_F32", TypeF64: "SINEW_TYPE_F64", TypeDate32: "SINEW_TYPE_DATE32",
		TypeTimestampS: "SINEW_TYPE_TIMESTAMP_S", TypeTimestampMS: "SINEW_TYPE_TIMESTAMP_MS",
		TypeTimestampUS: "SINEW_TYPE_TIMESTAMP_US", TypeTimestampNS: "SINEW_TYPE_TIMESTAMP_NS",
		TypeBytes16: "SINEW_TYPE_BYTES16", TypeString: "SINEW_TYPE_STRING",
		TypeLargeString: "SINEW_TYPE_LARGE_STRING", TypeBinary: "SINEW_TYPE_BINARY",
		TypeLargeBinary:    "SINEW_TYPE_LARGE_BINARY",
		TypeList + TypeI64: "SINEW_TYPE_LIST", TypeLargeList + TypeLargeBinary: "SINEW_TYPE_LARGE_LIST",
	}
	for kind, name := range names {
		if TypeName(kind) != name {
			t.Errorf("%s is %d in Go, which is %s", name, kind, TypeName(kind))
		}
	}
}
