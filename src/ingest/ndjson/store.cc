#include "ingest/ndjson/store.h"

#include "core/type.h"
#include "encoding/utf8.h"
#include "ingest/decoder/values.h"
#include "ingest/ndjson/text.h"

namespace sinew {
namespace {

constexpr sinew_reject_reason kFine = sinew_reject_reason{0};
// A longer string is no time or UUID.
constexpr size_t kLongestValue = 255;

}  // namespace

sinew_reject_reason StoreJsonScalar(Bytes text, const DecoderField& field, size_t row,
                                    ColumnWriter* column) {
  if (IsString(field.value_type)) return SINEW_REJECT_TYPE;
  const bool is_bool = text.data[0] == 't' || text.data[0] == 'f';
  if (is_bool || field.value_type == SINEW_TYPE_BOOL) {
    if (!is_bool || field.value_type != SINEW_TYPE_BOOL) return SINEW_REJECT_TYPE;
    column->SetBool(row, text.data[0] == 't');
    return kFine;
  }
  return StoreNumber(text, field.value_type, field.flags, row, column);
}

sinew_reject_reason StoreJsonString(Bytes text, const DecoderField& field, size_t row,
                                    ColumnWriter* column, size_t* fault) {
  *fault = SIZE_MAX;
  const TypeInfo& type = InfoOf(field.value_type);
  const bool is_string = type.kind == TypeKind::kString;
  if (!is_string && type.kind != TypeKind::kTime && type.kind != TypeKind::kBytes) {
    return SINEW_REJECT_TYPE;
  }
  if (is_string && !HasJsonEscape(text)) return StoreJsonText(text, field, row, column, fault);
  uint8_t value[kLongestValue];
  if (!is_string && text.size > sizeof(value)) return SINEW_REJECT_TYPE;
  uint8_t* const out = is_string ? column->bytes + column->bytes_size : value;
  size_t size, at;
  if (HasJsonEscape(text)) {
    if (const sinew_reject_reason reason = UnescapeJson(text, out, &size, &at)) {
      *fault = at;
      return reason;
    }
    text = {out, size};
  } else {
    at = ValidUtf8Prefix(text.data, text.size);
    if (at != text.size) {
      *fault = at;
      return SINEW_REJECT_ENCODING;
    }
  }
  if (!is_string) return StoreText(text, field.value_type, field.flags, row, column);
  if (size > field.max_value_size) return SINEW_REJECT_VALUE_SIZE;
  column->bytes_size += size;
  column->EndString(row, type.offset_width == 8);
  return kFine;
}

sinew_reject_reason StoreJsonText(Bytes text, const DecoderField& field, size_t row,
                                  ColumnWriter* column, size_t* fault) {
  const size_t valid = ValidUtf8Prefix(text.data, text.size);
  *fault = valid;
  if (valid != text.size) return SINEW_REJECT_ENCODING;
  *fault = SIZE_MAX;
  if (text.size > field.max_value_size) return SINEW_REJECT_VALUE_SIZE;
  if (text.size != 0) memcpy(column->bytes + column->bytes_size, text.data, text.size);
  column->bytes_size += text.size;
  column->EndString(row, HasWideOffsets(field.value_type));
  return kFine;
}

}  // namespace sinew
