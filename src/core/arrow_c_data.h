#ifndef SINEW_CORE_ARROW_C_DATA_H_
#define SINEW_CORE_ARROW_C_DATA_H_

#include <stdint.h>

// What stands between the next #ifndef and its #endif goes into include/sinew/base.h as it is.

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

#endif  // SINEW_CORE_ARROW_C_DATA_H_
