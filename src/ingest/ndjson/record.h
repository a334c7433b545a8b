#ifndef SINEW_INGEST_NDJSON_RECORD_H_
#define SINEW_INGEST_NDJSON_RECORD_H_

#include "core/bytes.h"
#include "core/memory.h"
#include "ingest/abi.h"
#include "ingest/ndjson/layout.h"
#include "ingest/ndjson/paths.h"
#include "ingest/ndjson/tokens.h"

namespace sinew {

// Where the value of a field is in the text.
struct JsonSlot {
  uint32_t begin;  // of a string: behind the quote
  uint32_t end;    // of a string: the quote
  uint8_t kind;    // " s { [, or 0 if there is none
};

// Goes through the tokens of one record after the other, by the grammar of JSON, and notes where
// the values of the fields are: nothing is done with a value before the record is known to be well
// formed, and the last one of a name is known.
class JsonReader {
 public:
  enum class Outcome { kWhole, kFault, kMore };

  // `validate`: scalars and escapes are checked, too.
  sinew_status Init(const sinew_decoder_options& options, size_t max_depth, bool validate,
                    Memory* memory, sinew_error* error);
  void Destroy(Memory* memory);

  JsonTokens& tokens() { return tokens_; }
  const JsonSlot& slot(size_t field) const { return slots_[field]; }
  JsonSlot& slot(size_t field) { return slots_[field]; }

  // The next token, or kJsonEnd, and where it is: at the end, the size of the text.
  uint8_t Next() {
    if (__builtin_expect(tokens_.at == tokens_.count, 0) && !Fill()) return kJsonEnd;
    return tokens_.kinds[tokens_.at++];
  }
  size_t Here() const { return is_end_ ? tokens_.size : tokens_.PositionOf(tokens_.at - 1); }
  bool is_end() const { return is_end_; }
  void Start(const uint8_t* in, size_t size, size_t from, size_t step) {
    is_end_ = false;
    tokens_.Start(in, size, from, step);
  }

  // Reads the rest of an object after its brace. kMore: the text ends in it. After another outcome
  // than kWhole, fault() and reason() say what the first fault is; a fault that only `validate`
  // finds does not keep it from reading on, so the object may be whole in spite of it.
  Outcome ReadObject();
  // Makes tokens `first` to `last` of a record that was whole a layout; false if it is too special
  // for that.
  bool Learn(size_t first, size_t last, const DecoderField* fields, JsonLayout* layout);
  // A fault at the token before.
  Outcome Fault(sinew_reject_reason reason);
  void NoteFault(size_t at, sinew_reject_reason reason);
  void ClearFault() { reason_ = sinew_reject_reason{0}; }
  bool has_fault() const { return reason_ != 0; }
  size_t fault() const { return fault_; }
  sinew_reject_reason reason() const { return reason_; }

 private:
  // An object or array that was not closed yet.
  struct Level {
    uint32_t node;   // of the tree of paths, or kNone
    uint32_t index;  // of the element of an array; kNone in objects
  };

  bool Fill();
  bool ReadString();
  void Enter(uint32_t node);
  void Note(uint32_t node, JsonSlot slot);
  void Place(uint32_t node, uint8_t kind, size_t token, const DecoderField* fields,
             JsonLayout* layout);

  uint32_t FindName(uint32_t parent, Bytes name);

  JsonTokens tokens_ = {};
  bool is_end_ = false;
  bool validate_ = false;
  JsonPaths paths_;
  JsonSlot* slots_ = nullptr;
  size_t slot_count_ = 0;
  Level* levels_ = nullptr;
  size_t max_depth_ = 0;
  uint8_t* name_ = nullptr;  // room for one with escapes
  size_t name_capacity_ = 0;
  uint64_t record_ = 0;
  size_t fault_ = 0;
  sinew_reject_reason reason_ = sinew_reject_reason{0};
};

}  // namespace sinew

#endif  // SINEW_INGEST_NDJSON_RECORD_H_
