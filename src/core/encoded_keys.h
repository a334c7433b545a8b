#ifndef SINEW_CORE_ENCODED_KEYS_H_
#define SINEW_CORE_ENCODED_KEYS_H_

#include "core/byte_stream.h"
#include "core/key_columns.h"
#include "core/key_table.h"

namespace sinew {

// Keys outside of a table, in one form whatever that of the table is (key_columns.h), as
// docs/formats/groupby.md has it:
//
//   | nulls, a bit a column | value of each column that is not null, a string behind its length |
//   ...

// Writes a key of a table.
void EncodeKey(const KeyValues& values, size_t column_count, ByteWriter* out);

// Whether the bytes of a float, of 4 or 8, are what a key has: not -0.0, and no NaN but the quiet
// one.
bool IsKeyFloat(Bytes value);

// What a run of encoded keys is like.
struct EncodedKeysInfo {
  // Where it ends.
  size_t end = 0;
  bool has_nulls = false;
  // The most bytes of kKeysPerBlock keys, those that begin with a multiple of it.
  size_t most_in_block = 0;
};

// Reads `count` keys of columns of these types and reports what EncodeKey does not write. What it
// says of keys without a fault, EncodedKeys relies on.
EncodedKeysInfo CheckEncodedKeys(const KeyLayout& layout, size_t count, ByteReader* in);

// Checked keys, for a table with that layout, which has room for nulls if there are some. Strings
// stay where they are. `scratch` has ScratchSize bytes and is overwritten with each block.
class EncodedKeys final : public KeySource {
 public:
  // `in` may go on behind the keys.
  EncodedKeys(const KeyLayout& layout, Bytes in, uint8_t* scratch)
      : layout_(layout), in_(in), scratch_(scratch) {}
  static size_t ScratchSize(const KeyLayout& layout, const EncodedKeysInfo& info);

  void Load(size_t first, size_t count, KeyBlock<uint64_t>* block) const override;
  void Load(size_t first, size_t count, KeyBlock<Bytes>* block) const override;

 private:
  ByteReader ReaderAt(size_t first) const;
  void LoadColumn(ByteReader* in, size_t count, KeyBlock<Bytes>* block) const;
  void Pack(ByteReader* in, size_t count, KeyBlock<Bytes>* block) const;

  const KeyLayout& layout_;
  const Bytes in_;
  uint8_t* const scratch_;
  // Blocks come in order, the same one perhaps again.
  mutable size_t block_ = 0, block_at_ = 0, next_at_ = 0;
};

}  // namespace sinew

#endif  // SINEW_CORE_ENCODED_KEYS_H_
