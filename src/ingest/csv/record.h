#ifndef SINEW_INGEST_CSV_RECORD_H_
#define SINEW_INGEST_CSV_RECORD_H_

#include <string.h>

#include "core/bytes.h"
#include "ingest/csv/rules.h"
#include "ingest/decoder/decoder.h"

// A record byte by byte. This is also what says how a text is read: the index and the columns of
// chunk.h give the same.

namespace sinew {

struct CsvRecord {
  size_t size;  // kNoEnd: it goes on
  size_t columns;
  const uint8_t* fault;  // null: there is none
  sinew_reject_reason reason;
};

// Calls take(number, text, is quoted, has quotes in it) for every field of the record at `in`; with
// `end`, nothing comes behind its `size` bytes.
//
// A quoting fault ends what is said in fields: the record goes on to the next newline, so that what
// follows is read as if nothing had been.
template <typename TakeField>
CsvRecord ScanCsv(const CsvRules& rules, const uint8_t* in, size_t size, bool end,
                  const TakeField& take) {
  const uint8_t* const last = in + size;
  const uint8_t* at = in;
  CsvRecord record = {kNoEnd, 0, nullptr, {}};
  const auto faulty = [&](const uint8_t* where, const uint8_t* from, sinew_reject_reason reason) {
    const size_t left = static_cast<size_t>(last - from);
    const void* newline = left == 0 ? nullptr : memchr(from, '\n', left);
    if (newline == nullptr && !end) return record;
    record.size = newline == nullptr ? size : static_cast<size_t>(AsBytes(newline) - in) + 1;
    record.fault = where;
    record.reason = reason;
    return record;
  };
  for (;;) {
    const uint8_t* const begin = at;
    Bytes text;
    const bool is_quoted = rules.has_quotes && at != last && *at == rules.quote;
    bool has_quotes = false;
    if (is_quoted) {
      ++at;
      for (;;) {
        const size_t left = static_cast<size_t>(last - at);
        const void* quote = left == 0 ? nullptr : memchr(at, rules.quote, left);
        if (quote == nullptr) {
          return end ? faulty(begin, last, SINEW_REJECT_TRUNCATED) : record;
        }
        at = AsBytes(quote) + 1;
        if (at == last || (*at == '\r' && at + 1 == last)) {
          if (!end) return record;
          break;
        }
        if (*at == rules.delimiter || *at == '\n' || (*at == '\r' && at[1] == '\n')) break;
        if (*at == rules.quote) {
          ++at;
        } else if (!rules.lazy) {
          return faulty(at, at, SINEW_REJECT_SYNTAX);
        }
        has_quotes = true;
      }
      text = {begin + 1, static_cast<size_t>(at - begin) - 2};
      if (at != last && *at == '\r') ++at;
    } else {
      for (; at != last && *at != rules.delimiter && *at != '\n'; ++at) {
        if (rules.has_quotes && *at == rules.quote && !rules.lazy) {
          return faulty(at, at, SINEW_REJECT_SYNTAX);
        }
      }
      if (at == last && !end) return record;
      text = {begin, static_cast<size_t>(at - begin)};
      const bool is_last = at == last || *at == '\n';
      if (is_last && text.size != 0 && at[-1] == '\r') --text.size;
    }
    take(record.columns++, text, is_quoted, has_quotes);
    if (at == last || *at == '\n') {
      record.size = static_cast<size_t>(at - in) + (at != last);
      return record;
    }
    ++at;
  }
}

}  // namespace sinew

#endif  // SINEW_INGEST_CSV_RECORD_H_
