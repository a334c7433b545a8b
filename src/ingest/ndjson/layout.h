#ifndef SINEW_INGEST_NDJSON_LAYOUT_H_
#define SINEW_INGEST_NDJSON_LAYOUT_H_

#include <array>

#include "ingest/decoder/decoder.h"
#include "ingest/ndjson/tokens.h"

// Records of one program mostly have the same members in the same order. What is found in one by
// the grammar is kept as a layout, and the next records are compared with it:
//
//   kinds of tokens   {  " " : " "  ,  " " : s  ,  " " : s  ,  " " : " "  }
//   names              date          delay      distance    origin
//   sizes              4                        8
//   values                                +                        +
//
// With the same kinds a record has the same structure, whatever its values are. A name on the way
// to a field is compared byte by byte. Of a name beside these it is enough to know that it is not
// that of a field: that it has no escapes and another size than each of them, or else the same
// bytes. So the values of the fields are at the same tokens, and everything else need not be looked
// at.
//
// Most records have more than that in common, all of the text but for their values:
//
//   {"date":"  ~  ","delay":  ~  ,"distance":  ~  ,"origin":"  ~  ","destination":"  ~  "}
//
// Where the text is the same, so are its tokens, and they need not be found: only the ends of the
// values are looked for, from one piece of text to the next. Tokens are cheaper only where they are
// compressed by an instruction.

namespace sinew {

constexpr size_t kJsonLayouts = 4;
// What may be read and written behind a token: records nearer to the end of a text are not compared
// with layouts.
constexpr size_t kJsonSlack = 64;

struct JsonLayout {
  static constexpr size_t kMostTokens = 256;
  static constexpr size_t kMostNames = 32;
  static constexpr size_t kMostSizes = 64;
  static constexpr size_t kNameBytes = 32;
  // Whether there are escapes in it is one load of their bits.
  static constexpr size_t kLongestOther = 56;
  static constexpr size_t kMostPieces = 96;
  static constexpr size_t kPieceBytes = 32;

  // With its quotes.
  struct Name {
    std::array<uint8_t, kNameBytes> text, mask;
    uint16_t token;
  };
  // What is between two pieces of text.
  enum class Gap : uint8_t { kNone, kString, kScalar };
  // Text, and what is behind it.
  struct Piece {
    std::array<uint8_t, kPieceBytes> text;
    uint8_t size;
    Gap gap;
    uint16_t token;  // the first one of the value; 0: where it is does not matter
  };
  enum class Action : uint8_t { kNull, kString, kNumber, kOther };
  struct Value {
    Action action;
    bool is_string;
    // If the action is not kOther: that of the column, or of integers of the same form.
    sinew_type type;
    uint16_t token;
  };

  alignas(64) std::array<uint8_t, kMostTokens> kinds, mask;
  // From each token to the next one.
  alignas(64) std::array<uint16_t, kMostTokens> sizes, size_mask;
  // Nothing is like the layout until it is learned.
  void Clear() { token_count = piece_count = least_size = 0; }

  size_t token_count;  // 0: there is none
  size_t size_end;     // behind the last token whose size matters
  size_t name_count;
  std::array<Name, kMostNames> names;
  size_t other_count;
  std::array<uint16_t, kMostSizes> others;  // names of which only the size is known
  size_t scalar_count;
  std::array<uint16_t, kMostTokens> scalars;  // that are no field's
  size_t piece_count;                         // 0: there are too many
  size_t least_size;                          // of the pieces together
  std::array<Piece, kMostPieces> pieces;
  // With how many pieces another layout begins, too, and whether a record that has one more of this
  // one cannot be like the other.
  struct Other {
    size_t shared;
    bool excludes;
  };
  std::array<Other, kJsonLayouts> layouts;
  std::array<Value, SINEW_DECODER_MAX_FIELDS> values;
};

// Makes a layout that was learned, and the others, know of each other.
void CompareJsonLayouts(JsonLayout* layouts, size_t learned);

// Writes the records that are like one of the layouts to rows, from the next token on, until there
// is one that is not, or one that is but has a value at fault, or no row is left, or the tokens end
// within one.
struct JsonRun {
  JsonTokens* tokens;
  const JsonLayout* layouts;
  size_t last;  // the layout of the last record
  const DecoderField* fields;
  ColumnWriter* columns;
  size_t field_count;
  size_t row, row_limit;
  size_t max_record_size;
  bool validate;
  size_t done;  // the end of the last record
  bool is_cut;
  // Null: the records follow each other as they please. Else each is a row, from rows->next on.
  RecordRows* rows;
};
void RunJson(JsonRun* run);

// The same, from run->done on and by the text alone. Whatever tokens there were are used, and the
// next ones begin behind what was written. It may end sooner, and on some targets it does nothing.
void RunJsonText(JsonRun* run);

// Writes `count` records that are like the layout, from tokens.at on, to rows from `row` on, a
// column at a time. Returns how many there are before one that has a value at fault.
size_t PutJsonRecords(const JsonRun& run, const JsonTokens& tokens, const JsonLayout& layout,
                      size_t count, size_t row);

// What SINEW_NDJSON_VALIDATE asks for beyond the structure, of the record at token `at`.
bool IsValidJsonRecord(const JsonTokens& tokens, const JsonLayout& layout, size_t at, size_t begin,
                       size_t end);

// Whether a record that ends at `end` is all of its row but for white space.
inline bool FillsRow(const RecordRows& rows, size_t row, const uint8_t* end, size_t max_size) {
  const Bytes text = rows.At(row);
  const uint8_t* const row_end = text.data + text.size;
  if (end > row_end || text.size > max_size) return false;
  while (end != row_end && kJsonBytes.is_space[*end]) ++end;
  return end == row_end;
}

// Tests only: whether layouts are used.
extern bool use_json_layouts;

}  // namespace sinew

#endif  // SINEW_INGEST_NDJSON_LAYOUT_H_
