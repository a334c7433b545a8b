package c

import "unsafe"

// typeTable is the one table of types; an unknown type has no name.
var typeTable = [...]struct {
	name     string
	constant string // in C
	// Bytes of a value: 0 for bool, whose values are bits, and for strings.
	width uint8
	// Bytes of an offset: 0 for all but strings.
	offset uint8
}{
	TypeBool:        {"Bool", "SINEW_TYPE_BOOL", 0, 0},
	TypeI8:          {"Int8", "SINEW_TYPE_I8", 1, 0},
	TypeI16:         {"Int16", "SINEW_TYPE_I16", 2, 0},
	TypeI32:         {"Int32", "SINEW_TYPE_I32", 4, 0},
	TypeI64:         {"Int64", "SINEW_TYPE_I64", 8, 0},
	TypeU8:          {"Uint8", "SINEW_TYPE_U8", 1, 0},
	TypeU16:         {"Uint16", "SINEW_TYPE_U16", 2, 0},
	TypeU32:         {"Uint32", "SINEW_TYPE_U32", 4, 0},
	TypeU64:         {"Uint64", "SINEW_TYPE_U64", 8, 0},
	TypeF32:         {"Float32", "SINEW_TYPE_F32", 4, 0},
	TypeF64:         {"Float64", "SINEW_TYPE_F64", 8, 0},
	TypeDate32:      {"Date32", "SINEW_TYPE_DATE32", 4, 0},
	TypeTimestampS:  {"TimestampS", "SINEW_TYPE_TIMESTAMP_S", 8, 0},
	TypeTimestampMS: {"TimestampMS", "SINEW_TYPE_TIMESTAMP_MS", 8, 0},
	TypeTimestampUS: {"TimestampUS", "SINEW_TYPE_TIMESTAMP_US", 8, 0},
	TypeTimestampNS: {"TimestampNS", "SINEW_TYPE_TIMESTAMP_NS", 8, 0},
	TypeBytes16:     {"Bytes16", "SINEW_TYPE_BYTES16", 16, 0},
	TypeString:      {"String", "SINEW_TYPE_STRING", 0, 4},
	TypeLargeString: {"LargeString", "SINEW_TYPE_LARGE_STRING", 0, 8},
	TypeBinary:      {"Binary", "SINEW_TYPE_BINARY", 0, 4},
	TypeLargeBinary: {"LargeBinary", "SINEW_TYPE_LARGE_BINARY", 0, 8},
}

// NameOf returns the Go name of a type, or "" for a number that is none.
func NameOf(kind int32) string {
	if elements := Elements(kind); elements != 0 {
		return "[]" + typeTable[elements].name
	}
	if uint32(kind) < uint32(len(typeTable)) {
		return typeTable[kind].name
	}
	return ""
}

// ConstantOf returns the name of a type in C, which that of lists is whatever their elements; "" for a number that
// is none.
func ConstantOf(kind int32) string {
	switch {
	case IsList(kind) && HasWideLists(kind):
		return "SINEW_TYPE_LARGE_LIST"
	case IsList(kind):
		return "SINEW_TYPE_LIST"
	case NameOf(kind) == "":
		return ""
	}
	return typeTable[kind].constant
}

// Width returns the bytes of a value; 0 for bool, for strings, for lists and for a number that is no type.
func Width(kind int32) int {
	if uint32(kind) < uint32(len(typeTable)) {
		return int(typeTable[kind].width)
	}
	return 0
}

// OffsetWidth returns the bytes of an offset of a string type; 0 for all others.
func OffsetWidth(kind int32) int {
	if uint32(kind) < uint32(len(typeTable)) {
		return int(typeTable[kind].offset)
	}
	return 0
}

// IsString reports whether rows are strings.
func IsString(kind int32) bool { return OffsetWidth(kind) != 0 }

// BitmapSize returns the bytes of a bitmap with a bit for each of so many rows.
func BitmapSize(rows int) int { return rows/8 + (rows%8+7)/8 }

// IsNumber reports whether rows are integers or floats.
func IsNumber(kind int32) bool {
	return kind >= TypeI8 && kind <= TypeI64 || kind >= TypeU8 && kind <= TypeU64 || kind == TypeF32 || kind == TypeF64
}

// Elements returns the type of the elements of a type of lists; 0 for all others.
func Elements(kind int32) int32 {
	elements := kind % TypeList
	list := kind - elements
	if list != TypeList && list != TypeLargeList || elements >= int32(len(typeTable)) || typeTable[elements].name == "" {
		return 0
	}
	return elements
}

// IsList reports whether rows are lists.
func IsList(kind int32) bool { return Elements(kind) != 0 }

// HasWideLists reports whether the offsets of a type of lists have 64 bits.
func HasWideLists(kind int32) bool { return kind >= TypeLargeList }

// WithWideOffsets returns the type of the same strings with offsets of 64 bits; any other type itself.
func WithWideOffsets(kind int32) int32 {
	switch kind {
	case TypeString:
		return TypeLargeString
	case TypeBinary:
		return TypeLargeBinary
	}
	return kind
}

// Canonical returns the type of the same strings, or lists, with offsets of 32 bits; any other type itself.
func Canonical(kind int32) int32 {
	switch kind {
	case TypeLargeString:
		return TypeString
	case TypeLargeBinary:
		return TypeBinary
	}
	if kind > TypeList {
		return TypeList + Canonical(kind%TypeList)
	}
	return kind
}

// IsPair reports whether an aggregate is of two columns.
func IsPair(function int32) bool {
	return function >= AggregateArgMin && function <= AggregateCorrelation
}

// IsQuantile reports whether an aggregate has a fraction.
func IsQuantile(function int32) bool {
	return function == AggregateQuantileContinuous || function == AggregateQuantileDiscrete || function == AggregateApproxQuantile
}

// IsOfLgK reports whether an aggregate has a number of registers, 2^lgK.
func IsOfLgK(function int32) bool { return function == AggregateApproxCountDistinct }

// IsOfAccuracy reports whether an aggregate has a relative accuracy.
func IsOfAccuracy(function int32) bool { return function == AggregateApproxQuantile }

// TakesPair reports whether an aggregate of two columns takes columns of these types.
func TakesPair(function, kind, second int32) bool {
	isNumber := func(kind int32) bool { return kind >= TypeBool && kind <= TypeF64 }
	return function <= AggregateArgMax || isNumber(kind) && isNumber(second)
}

// Takes reports whether there is an aggregate of columns of a type.
func Takes(function, kind int32) bool {
	if IsPair(function) {
		return false
	}
	isNumber := kind >= TypeBool && kind <= TypeF64
	isTime := kind >= TypeDate32 && kind <= TypeTimestampNS
	switch function {
	case AggregateCount, AggregateCountDistinct, AggregateApproxCountDistinct:
		return true
	case AggregateMin, AggregateMax, AggregateFirst, AggregateLast:
		return isNumber || isTime || IsString(kind) || kind == TypeBytes16
	case AggregateQuantileDiscrete:
		return isNumber || isTime
	case AggregateBitAnd, AggregateBitOr, AggregateBitXor:
		return kind >= TypeI8 && kind <= TypeU64
	case AggregateSumExact:
		return kind == TypeF32 || kind == TypeF64
	case AggregateSum, AggregateMean, AggregateVariancePopulation, AggregateVarianceSample, AggregateStddevPopulation, AggregateStddevSample,
		AggregateQuantileContinuous, AggregateApproxQuantile:
		return isNumber
	}
	return false
}

// number is an integer, a float or a type made of one.
type number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr | ~float32 | ~float64
}

// TypeOf returns the type of a column of T.
func TypeOf[T number]() int32 {
	var zero T
	one := zero + 1
	size := unsafe.Sizeof(zero)
	switch {
	case one/2 != zero && size == 4:
		return TypeF32
	case one/2 != zero:
		return TypeF64
	case size == 1 && zero-one > zero:
		return TypeU8
	case size == 1:
		return TypeI8
	case size == 2 && zero-one > zero:
		return TypeU16
	case size == 2:
		return TypeI16
	case size == 4 && zero-one > zero:
		return TypeU32
	case size == 4:
		return TypeI32
	case zero-one > zero:
		return TypeU64
	}
	return TypeI64
}
