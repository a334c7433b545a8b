#ifndef SINEW_INGEST_CSV_SCAN_H_
#define SINEW_INGEST_CSV_SCAN_H_

#include "ingest/csv/rules.h"
#include "ingest/decoder/decoder.h"

namespace sinew {

// The byte order mark of UTF-8.
constexpr uint8_t kCsvMark[] = {0xEF, 0xBB, 0xBF};

// Finds the end of a record that arrives in pieces, the same as ScanCsv does in one.
class CsvScanner {
 public:
  // A mark counts as a record, in which there is nothing.
  void Start(bool may_be_mark) {
    state_ = State::kFieldStart;
    mark_ = may_be_mark ? 0 : sizeof(kCsvMark);
  }

  // One past the end, or kNoEnd.
  size_t Find(const CsvRules& rules, const uint8_t* in, size_t size) {
    for (size_t i = 0; i < size; ++i) {
      const uint8_t byte = in[i];
      if (mark_ < sizeof(kCsvMark)) {
        if (byte == kCsvMark[mark_]) {
          state_ = byte == rules.delimiter ? State::kFieldStart : State::kUnquoted;
          if (++mark_ == sizeof(kCsvMark)) return i + 1;
          continue;
        }
        mark_ = sizeof(kCsvMark);
      }
      const bool is_quote = rules.has_quotes && byte == rules.quote;
      const bool is_delimiter = byte == rules.delimiter;
      switch (state_) {
        case State::kFieldStart:
        case State::kUnquoted:
          if (byte == '\n') return i + 1;
          if (is_quote) {
            if (state_ == State::kFieldStart) {
              state_ = State::kQuoted;
            } else if (!rules.lazy) {
              state_ = State::kFaulty;
            }
          } else {
            state_ = is_delimiter ? State::kFieldStart : State::kUnquoted;
          }
          break;
        case State::kQuoted:
          if (is_quote) state_ = State::kQuote;
          break;
        case State::kQuote:
          if (byte == '\n') return i + 1;
          state_ = is_quote       ? State::kQuoted
                   : is_delimiter ? State::kFieldStart
                   : byte == '\r' ? State::kQuoteReturn
                   : rules.lazy   ? State::kQuoted
                                  : State::kFaulty;
          break;
        case State::kQuoteReturn:
          if (byte == '\n') return i + 1;
          state_ = !rules.lazy ? State::kFaulty : is_quote ? State::kQuote : State::kQuoted;
          break;
        case State::kFaulty:
          if (byte == '\n') return i + 1;
          break;
      }
    }
    return kNoEnd;
  }

 private:
  enum class State : uint8_t {
    kFieldStart,
    kUnquoted,
    kQuoted,
    kQuote,        // behind a quote that closes, or is the first of two
    kQuoteReturn,  // and a carriage return
    kFaulty,       // the record goes on to the end of the line
  };

  State state_ = State::kFieldStart;
  size_t mark_ = 0;  // bytes of a mark that have come
};

}  // namespace sinew

#endif  // SINEW_INGEST_CSV_SCAN_H_
