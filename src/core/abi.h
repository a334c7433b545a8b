#ifndef SINEW_CORE_ABI_H_
#define SINEW_CORE_ABI_H_

#include <stddef.h>
#include <stdint.h>

// SINEW_API marks a function, SINEW_ABI a type and SINEW_CONSTANT a constant of the public C ABI.
// The comment directly above a marked line is its documentation: the header generator
// (cmake/generate_headers.cmake) copies both into include/sinew. A comment of its own that begins
// with SINEW_FAMILY or SINEW_CHAPTER and a title introduces a header or one of its chapters.
#undef SINEW_API
#undef SINEW_NOEXCEPT
#undef SINEW_DEPRECATED
#define SINEW_API extern "C" __attribute__((visibility("default")))
#define SINEW_NOEXCEPT noexcept
#define SINEW_DEPRECATED(MESSAGE)
#define SINEW_ABI
#define SINEW_CONSTANT

// A file that includes the generated header first (a test, or the check that compiles prototypes
// and definitions together) takes the types from there.
#ifndef SINEW_BASE_H_

// SINEW_FAMILY What all of Sinew shares
//
// Sinew is a library of hashes, encodings and aggregations that use the SIMD instructions of the
// CPU. sinew/sinew.h includes all of its headers; this one has what they share.
//
// The following holds for every function. The comment of a function says only what is particular to
// it, and where it differs from these rules.
//
// - Any thread may call a function that works on its arguments alone. An object behind a handle,
//   or a state in memory of the caller, may be used by one thread at a time; different ones may be
//   used at the same time.
// - Input and output must not overlap.
// - No pointer needs alignment. A pointer may be null if its size or count is 0.
// - Nothing is read or written outside of the memory that the arguments describe.
// - Bits of `flags` that have no meaning are refused with SINEW_STATUS_INVALID_ARGUMENT.
// - A size or a bound that size_t cannot hold is given as SIZE_MAX, more than any memory has.
// - Results do not depend on the SIMD target that computed them, nor on how the caller has floats
//   rounded, subnormal numbers flushed or exceptions of floats trapped. All of that, the flags of
//   exceptions included, is after a call as it was before.
// - No function throws, ends the process, prints or starts a thread; failure is a status.
// - A call on an object that fails leaves the object as it was. A function that destroys an object
//   accepts a null pointer, and does nothing then.
//
// Parameters come in one order: the object or state; the input, then its size or count; parameters
// such as a seed; the output, then its capacity; flags; the place for an error. `size` counts
// bytes, `count` counts elements, and `capacity` is what the output can hold, in the unit of the
// output. A name ends in _many if the function works on a whole column, and in the type of the
// elements (i32 i64 u32 u64 f32 f64) if there is a form for several. `_size` is an exact size,
// `_bound` the most that an output can take.

// SINEW_CHAPTER Statuses and results
//
// What a call that can fail returns: a status, alone or in a small struct by value.

// The outcome of a call that can fail.
SINEW_ABI enum sinew_status : int32_t {
  // The call did all that it was asked to do.
  SINEW_STATUS_OK = 0,
  // An argument breaks the contract: a null pointer with a size, an unknown type, columns of
  // different lengths, offsets that run backwards or past the data, a length that overflows.
  SINEW_STATUS_INVALID_ARGUMENT = 1,
  // The system gave no memory.
  SINEW_STATUS_OUT_OF_MEMORY = 2,
  // The object's own memory limit does not allow what the call needs.
  SINEW_STATUS_MEMORY_LIMIT = 3,
  // An exact integer result does not fit its type.
  SINEW_STATUS_OVERFLOW = 4,
  // The input ends too early; what there is of it is right.
  SINEW_STATUS_TRUNCATED = 5,
  // The input breaks the rules of its format.
  SINEW_STATUS_CORRUPT = 6,
  // The output is too small.
  SINEW_STATUS_OUTPUT_FULL = 7,
  // This machine, or this program, lacks a library that the call needs, which is loaded when it is
  // first needed.
  SINEW_STATUS_UNAVAILABLE = 8,
};

// How much of the input is right: `count` is the number of its elements if the status is
// SINEW_STATUS_OK, otherwise the index of the first one at fault.
SINEW_ABI struct sinew_result {
  size_t count;
  sinew_status status;
};

// How far a call came that turns an input into an output. On success `read` is the number of
// elements (bytes, or rows of a column) in the input; otherwise it is the position of the first
// element at fault, or, if the input ends too early or the output is too small, of the first one
// that was not consumed. `written` elements of the output are right, whatever the status; what
// follows them in the output may have been overwritten. If only the size of an output is asked for,
// nothing is written, and `written` is that size.
SINEW_ABI struct sinew_codec_result {
  size_t read;
  size_t written;
  sinew_status status;
};

// Where and why a call failed, in memory of the caller. A function that is given a pointer to one
// writes it if and only if it fails; the pointer may be null.
SINEW_ABI struct sinew_error {
  // The row at fault, or the byte or list element if the function says so; 0 if there is none.
  size_t offset;
  sinew_status status;
  // One English sentence that names the argument, without a line break, ended by a zero byte.
  char message[244];
};

// SINEW_CHAPTER Columns
//
// Input comes as columns in the layout of Apache Arrow: values, one bit a row that says whether it
// is valid, and offsets for strings. A column is a view of memory of the caller.

// The type of a column's rows. Numbers are in the machine's own byte order (little-endian on every
// supported machine). The values are in order by kind, with room for types to come.
SINEW_ABI enum sinew_type : int32_t {
  // One bit a row, in the order of validity bitmaps: 1 is true. Functions that hash the bytes of a
  // row refuse this type, because its rows have no bytes of their own.
  SINEW_TYPE_BOOL = 1,
  SINEW_TYPE_I8 = 16,
  SINEW_TYPE_I16 = 17,
  SINEW_TYPE_I32 = 18,
  SINEW_TYPE_I64 = 19,
  SINEW_TYPE_U8 = 32,
  SINEW_TYPE_U16 = 33,
  SINEW_TYPE_U32 = 34,
  SINEW_TYPE_U64 = 35,
  // IEEE 754 binary32.
  SINEW_TYPE_F32 = 49,
  // IEEE 754 binary64.
  SINEW_TYPE_F64 = 50,
  // Days since 1970-01-01, an int32_t.
  SINEW_TYPE_DATE32 = 64,
  // Seconds since 1970-01-01T00:00:00Z, an int64_t; then milli-, micro- and nanoseconds.
  SINEW_TYPE_TIMESTAMP_S = 65,
  SINEW_TYPE_TIMESTAMP_MS = 66,
  SINEW_TYPE_TIMESTAMP_US = 67,
  SINEW_TYPE_TIMESTAMP_NS = 68,
  // 16 bytes, not interpreted: Arrow's fixed_size_binary(16), such as a UUID.
  SINEW_TYPE_BYTES16 = 80,
  // Strings with 32-bit signed offsets: Arrow's utf8. No function asks whether they are UTF-8
  // unless it says so.
  SINEW_TYPE_STRING = 96,
  // Strings with 64-bit signed offsets: Arrow's large_utf8.
  SINEW_TYPE_LARGE_STRING = 97,
  // Bytes with 32-bit signed offsets: Arrow's binary. What is said of string types holds for these
  // two as well.
  SINEW_TYPE_BINARY = 98,
  // Bytes with 64-bit signed offsets: Arrow's large_binary.
  SINEW_TYPE_LARGE_BINARY = 99,
  // Added to one of the types above, which is that of the elements: a row is a list of them, with
  // 32-bit signed offsets: Arrow's list. SINEW_TYPE_LIST + SINEW_TYPE_I64 are lists of i64.
  // Decoders give such columns, and they can be read, exported and imported; other functions refuse
  // them.
  SINEW_TYPE_LIST = 128,
  // The same with 64-bit signed offsets: Arrow's large_list.
  SINEW_TYPE_LARGE_LIST = 384,
};

// A view of `count` rows in memory of the caller, in the layout of an Apache Arrow array
// (https://arrow.apache.org/docs/format/Columnar.html): what the Arrow C Data Interface hands over
// passes without a copy. The view owns nothing; the memory must stay unchanged during a call and is
// not referred to after it.
//
// Every pointer is that of the first row. Bits have no pointers of their own, so bitmaps say which
// of their bits is that of the first row. The slice of an Arrow array is the pointers moved to its
// first row, with the array's offset as validity_offset (and values_offset, for booleans).
SINEW_ABI struct sinew_column {
  sinew_type type;
  // Number of rows.
  size_t count;
  // Fixed-width types: the values. String types: the bytes that `offsets` count from.
  // SINEW_TYPE_BOOL: a bitmap. May be null if values_size is 0: if there are no rows, or all
  // strings are empty. Lists: a sinew_column, the elements of all rows.
  const void* values;
  // Bytes readable at `values`.
  size_t values_size;
  // String types: count + 1 offsets (int32_t for SINEW_TYPE_STRING and SINEW_TYPE_BINARY, int64_t
  // for SINEW_TYPE_LARGE_STRING and SINEW_TYPE_LARGE_BINARY); string i is the bytes from offsets[i]
  // to offsets[i + 1]. Lists: the same, of elements, int32_t or int64_t as the type says. May be
  // null if count is 0. Other types: ignored.
  const void* offsets;
  // A bitmap, least significant bit of each byte first: bit validity_offset + i is 1 if row i is
  // valid, 0 if it is null. A null pointer says that every row is valid. The value of a null row is
  // never looked at, but the offsets of a null string must still be in order.
  const uint8_t* validity;
  size_t validity_offset;
  // SINEW_TYPE_BOOL: bit values_offset + i of `values` is row i. Other types: must be 0.
  size_t values_offset;
};

// SINEW_CHAPTER Batches
//
// Results come as batches: columns that the library owns. A batch is created once and handed to
// calls that fill it; filled again, it keeps its memory for the new rows. Its columns can be read
// as views, and exported as Arrow arrays that share its memory.

// What sinew_batch_create builds. Set `size` to sizeof(struct sinew_batch_options) and what is not
// needed to 0.
SINEW_ABI struct sinew_batch_options {
  // sizeof(struct sinew_batch_options): lets later versions add members.
  size_t size;
  // Most bytes the object may hold; 0 is no limit. A batch that grows holds the old and the new
  // memory of a column at once.
  size_t memory_limit;
};

// Columns that the library owns, each with a name, all of the same number of rows.
SINEW_ABI struct sinew_batch;

// SINEW_CHAPTER Memory
//
// Only objects behind handles hold memory. It is counted, and it can be limited for each object.

// How much memory the library holds for all live objects of the process.
SINEW_ABI struct sinew_memory {
  // Bytes held now.
  size_t current;
  // The most bytes ever held at once.
  size_t peak;
  // Blocks held now.
  size_t blocks;
};

#endif  // SINEW_BASE_H_

#endif  // SINEW_CORE_ABI_H_
