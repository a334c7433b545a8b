// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_BASE_H_
#define SINEW_BASE_H_

// # What all of Sinew shares
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
//
// Chapters:
//
//   Statuses and results
//   Columns
//   Batches
//   Memory
//   The library

#include <stddef.h>
#include <stdint.h>

// The version of this header (https://semver.org); sinew_version() returns that of the library.
#define SINEW_VERSION "0.1.0"
#define SINEW_VERSION_MAJOR 0
#define SINEW_VERSION_MINOR 1
#define SINEW_VERSION_PATCH 0

// A function that the library exports. No function throws.
#define SINEW_API __attribute__((visibility("default")))
#ifdef __cplusplus
#define SINEW_NOEXCEPT noexcept
#else
#define SINEW_NOEXCEPT
#endif

// A value of a type, for constants.
#ifdef __cplusplus
#define SINEW_VALUE(TYPE, VALUE) static_cast<TYPE>(VALUE)
#else
#define SINEW_VALUE(TYPE, VALUE) ((TYPE)(VALUE))
#endif

// A function whose result says whether it worked.
#if (defined(__cplusplus) && __cplusplus >= 201703L) || \
    (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
#define SINEW_MUST_USE [[nodiscard]]
#else
#define SINEW_MUST_USE __attribute__((warn_unused_result))
#endif

// A function that a later major version drops; the message names what to call instead.
#define SINEW_DEPRECATED(MESSAGE) __attribute__((deprecated(MESSAGE)))

// An enum of a fixed size. C before C23 has none: there the name stands for the integer type.
#if defined(__cplusplus)
#define SINEW_ENUM(NAME, TYPE) enum NAME : TYPE
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
#define SINEW_ENUM(NAME, TYPE) \
  enum NAME : TYPE;            \
  typedef enum NAME NAME;      \
  enum NAME : TYPE
#else
#define SINEW_ENUM(NAME, TYPE) \
  typedef TYPE NAME;           \
  enum NAME
#endif

// The structures of the Arrow C Data Interface, as its specification has them
// (https://arrow.apache.org/docs/format/CDataInterface.html). Every header that defines them asks
// for this macro first.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif  // ARROW_C_DATA_INTERFACE

#ifdef __cplusplus
extern "C" {
#endif

// ## Statuses and results
//
// What a call that can fail returns: a status, alone or in a small struct by value.

// The outcome of a call that can fail.
SINEW_ENUM(sinew_status, int32_t) {
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
typedef struct sinew_result {
  size_t count;
  sinew_status status;
} sinew_result;

// How far a call came that turns an input into an output. On success `read` is the number of
// elements (bytes, or rows of a column) in the input; otherwise it is the position of the first
// element at fault, or, if the input ends too early or the output is too small, of the first one
// that was not consumed. `written` elements of the output are right, whatever the status; what
// follows them in the output may have been overwritten. If only the size of an output is asked for,
// nothing is written, and `written` is that size.
typedef struct sinew_codec_result {
  size_t read;
  size_t written;
  sinew_status status;
} sinew_codec_result;

// Where and why a call failed, in memory of the caller. A function that is given a pointer to one
// writes it if and only if it fails; the pointer may be null.
typedef struct sinew_error {
  // The row at fault, or the byte or list element if the function says so; 0 if there is none.
  size_t offset;
  sinew_status status;
  // One English sentence that names the argument, without a line break, ended by a zero byte.
  char message[244];
} sinew_error;

// Returns the name of a status as written in the header ("SINEW_STATUS_OVERFLOW"), or
// "unknown status" for any other number. The string is static.
SINEW_API const char* sinew_status_name(sinew_status status) SINEW_NOEXCEPT;

// ## Columns
//
// Input comes as columns in the layout of Apache Arrow: values, one bit a row that says whether it
// is valid, and offsets for strings. A column is a view of memory of the caller.

// The type of a column's rows. Numbers are in the machine's own byte order (little-endian on every
// supported machine). The values are in order by kind, with room for types to come.
SINEW_ENUM(sinew_type, int32_t) {
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
typedef struct sinew_column {
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
} sinew_column;

// Returns the name of a type as written in the header ("SINEW_TYPE_I64"), or "unknown type" for a
// number that is not a type. A type of lists has the name SINEW_TYPE_LIST or SINEW_TYPE_LARGE_LIST,
// whatever its elements. The string is static.
SINEW_API const char* sinew_type_name(sinew_type type) SINEW_NOEXCEPT;

// Returns the bytes that a value of a type takes in sinew_column.values, or 0 if the type has no
// fixed width of whole bytes (booleans, strings and lists) or is unknown.
SINEW_API size_t sinew_type_width(sinew_type type) SINEW_NOEXCEPT;

// ## Batches
//
// Results come as batches: columns that the library owns. A batch is created once and handed to
// calls that fill it; filled again, it keeps its memory for the new rows. Its columns can be read
// as views, and exported as Arrow arrays that share its memory.

// What sinew_batch_create builds. Set `size` to sizeof(struct sinew_batch_options) and what is not
// needed to 0.
typedef struct sinew_batch_options {
  // sizeof(struct sinew_batch_options): lets later versions add members.
  size_t size;
  // Most bytes the object may hold; 0 is no limit. A batch that grows holds the old and the new
  // memory of a column at once.
  size_t memory_limit;
} sinew_batch_options;

// Columns that the library owns, each with a name, all of the same number of rows.
typedef struct sinew_batch sinew_batch;

// Creates a batch without columns and writes it to *out; free it with sinew_batch_destroy. On
// failure *out is null.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for options or out null, or a size that is not that of a
// known version of sinew_batch_options; SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
// `error` may be null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_batch_create(const sinew_batch_options* options, sinew_batch** out,
                                          sinew_error* error) SINEW_NOEXCEPT;

// Frees a batch. Columns that were read from it are gone; Arrow arrays that were exported from it
// keep their memory until they are released.
SINEW_API void sinew_batch_destroy(sinew_batch* batch) SINEW_NOEXCEPT;

// Returns the number of rows; 0 for null.
SINEW_API size_t sinew_batch_row_count(const sinew_batch* batch) SINEW_NOEXCEPT;

// Returns the number of columns; 0 for null.
SINEW_API size_t sinew_batch_column_count(const sinew_batch* batch) SINEW_NOEXCEPT;

// Returns a column, without a copy: it looks at memory of the batch, and is good until a call
// changes the batch or destroys it. For null, or a column that is not there, the column has type 0
// and no rows.
SINEW_API sinew_column sinew_batch_column(const sinew_batch* batch, size_t column) SINEW_NOEXCEPT;

// Returns the name of a column, null-terminated; "" for null or a column that is not there. It is
// good as long as sinew_batch_column is.
SINEW_API const char* sinew_batch_name(const sinew_batch* batch, size_t column) SINEW_NOEXCEPT;

// Returns the bytes that the batch holds, which options.memory_limit bounds; 0 for null. Memory
// that was imported does not count.
SINEW_API size_t sinew_batch_memory(const sinew_batch* batch) SINEW_NOEXCEPT;

// Exports a batch as a struct array of the Arrow C Data Interface, which other libraries take as a
// record batch: writes *schema and *array, whose earlier contents are not looked at. The memory is
// shared, not copied, and lives until the batch has dropped it and the array, with every child that
// was moved out of it, is released, in any order and on any thread. A batch that is filled again
// leaves what it shares as it is and takes new memory. `schema` may be null if whoever gets the
// array knows its types.
//
// Timestamps are exported with the time zone UTC.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for batch or array null;
// SINEW_STATUS_OUT_OF_MEMORY. `error` may be null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_batch_export(sinew_batch* batch, struct ArrowSchema* schema,
                                          struct ArrowArray* array,
                                          sinew_error* error) SINEW_NOEXCEPT;

// Imports an array of the Arrow C Data Interface: the batch drops what it held and becomes the
// columns of a struct array, which is what other libraries make of a record batch, or one column if
// the array has another type. The memory is not copied. The batch takes over *array, and releases
// it when neither it nor anything that was exported from it needs it any longer; it releases
// *schema at once. Both are then marked as released for the caller. On failure nothing has changed,
// and both are still the caller's.
//
// Types are those of sinew_type. The time zone of a timestamp is not kept, and extension types are
// taken as what they are stored as. Offsets of strings and lists are checked; that the buffers are
// as long as the array says cannot be.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for a null argument, a structure that was released, a type
// that the library does not have (lists of lists, structs, dictionary-encoded or other), rows of a
// struct that are null as a whole, lengths, offsets or numbers of buffers that cannot be right, and
// strings and lists whose offsets run backwards or, of lists, past the elements;
// SINEW_STATUS_MEMORY_LIMIT; SINEW_STATUS_OUT_OF_MEMORY. `error` may be null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_batch_import(sinew_batch* batch, struct ArrowSchema* schema,
                                          struct ArrowArray* array,
                                          sinew_error* error) SINEW_NOEXCEPT;

// ## Memory
//
// Only objects behind handles hold memory. It is counted, and it can be limited for each object.

// How much memory the library holds for all live objects of the process.
typedef struct sinew_memory {
  // Bytes held now.
  size_t current;
  // The most bytes ever held at once.
  size_t peak;
  // Blocks held now.
  size_t blocks;
} sinew_memory;

// Returns how much memory the library holds in this process. The members are read one after the
// other: while other threads allocate, they may be from slightly different moments.
SINEW_API sinew_memory sinew_memory_stats(void) SINEW_NOEXCEPT;

// Gives back to the system what the library keeps of freed memory for the next objects (32 MiB at
// most, or what sinew_memory_keep says) and returns how many bytes that was; they do not count in
// sinew_memory_stats. While another thread is allocating or freeing, it may do nothing and return
// 0.
SINEW_API size_t sinew_memory_trim(void) SINEW_NOEXCEPT;

// Sets how many bytes of freed memory the library keeps for the next objects, and returns how many
// it kept until now: 32 MiB at first. What is above goes back to the system at once, or, while
// another thread is allocating or freeing, when the next memory is freed. Large blocks alone are
// kept, 1,024 of them at most, and none that takes more than half of `size`.
//
// The system hands out pages more slowly than a table fills them. Who creates and destroys large
// objects in turn lets the library keep as much as one of them holds; who fills the same object
// again after its reset needs none of this.
SINEW_API size_t sinew_memory_keep(size_t size) SINEW_NOEXCEPT;

// ## The library
//
// Which version is loaded, and which of its SIMD targets runs on this CPU.

// Returns the version of the library that is loaded, "major.minor.patch" (https://semver.org). The
// header that the caller was compiled with says SINEW_VERSION. The string is static.
SINEW_API const char* sinew_version(void) SINEW_NOEXCEPT;

// Returns the name of the SIMD target that the kernels run on, in Highway's words: with
// Highway 1.0.3 on x86-64 "AVX3_DL", "AVX3", "AVX2", "SSE4" or "SCALAR", on arm64 "SVE2_128",
// "SVE2", "SVE_256", "SVE" or "NEON"; later versions know more. It is the best one of the CPU,
// chosen when the library is loaded; the environment variable SINEW_TARGET, if it names one of the
// library's targets (in any case), caps it. A CPU that lacks the named target runs the best one
// below it. Results do not depend on it. The string is static.
SINEW_API const char* sinew_target(void) SINEW_NOEXCEPT;

// Returns SINEW_STATUS_OK, or SINEW_STATUS_INVALID_ARGUMENT if SINEW_TARGET was set when the
// library was loaded but does not name one of the library's targets: then it caps nothing.
SINEW_MUST_USE
SINEW_API sinew_status sinew_target_status(void) SINEW_NOEXCEPT;

#ifdef __cplusplus
}  // extern "C"
#endif

#endif  // SINEW_BASE_H_
