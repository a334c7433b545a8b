#ifndef SINEW_ENCODING_BITMAP_H_
#define SINEW_ENCODING_BITMAP_H_

#include <stddef.h>
#include <stdint.h>

namespace sinew {

// Writes the indices of the bits of a slice of at most 2^32 that are set, in rising order, and
// returns how many they are. All `count` elements of `out` may be overwritten.
size_t BitmapToIndices(const uint8_t* bits, size_t offset, size_t count, uint32_t* out);

}  // namespace sinew

#endif  // SINEW_ENCODING_BITMAP_H_
