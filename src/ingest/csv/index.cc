// Where the fields of CSV end, 64 bytes at a time: a bit for each delimiter, newline and quote.
// Whether a byte is inside of quotes is the parity of the quotes before it (Langdale and Lemire,
// "Parsing Gigabytes of JSON per Second", 2019). That holds for text whose quotes stand where they
// may, which the same bits show: an opening one begins a field or follows a closing one, to which
// it adds a quote; a closing one ends a field.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ingest/csv/index.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#include <string.h>

#include <algorithm>

#include "core/bits.h"
#include "core/dispatch.h"
#include "core/scalar-inl.h"
#include "core/targets.h"
#include "ingest/csv/chunk.h"
#if SINEW_HAS_AVX2
#include <immintrin.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using Text = hn::CappedTag<uint8_t, 64>;
using Vector = hn::Vec<Text>;

// One bit a byte of a block.
struct Block {
  uint64_t delimiters, newlines, quotes;
};

HWY_INLINE uint64_t BitsOf(hn::Mask<Text> mask) {
  // A vector of fewer lanes than the type can have, on SVE, has zeros behind them.
  uint8_t bytes[8] = {};
  hn::StoreMaskBits(Text(), mask, bytes);
  return Load<uint64_t>(bytes);
}

// Adds the block's bytes to `any`, and where it has a carriage return all ones to `returns`: what
// is asked of the whole text alone is not worth a bit a byte.
template <bool kQuotes>
HWY_INLINE Block BlockAt(Vector delimiter, Vector quote, const uint8_t* in, Vector& any,
                         Vector& returns) {
  const Text d;
  const auto newline = hn::Set(d, '\n'), carriage_return = hn::Set(d, '\r');
  const size_t lanes = hn::Lanes(d);
  Block block = {};
  for (size_t i = 0; i < 64; i += lanes) {
    const auto text = hn::LoadU(d, in + i);
    block.delimiters |= BitsOf(hn::Eq(text, delimiter)) << i;
    block.newlines |= BitsOf(hn::Eq(text, newline)) << i;
    if constexpr (kQuotes) block.quotes |= BitsOf(hn::Eq(text, quote)) << i;
    any = hn::Or(any, text);
    returns = hn::Or(returns, hn::VecFromMask(d, hn::Eq(text, carriage_return)));
  }
  return block;
}

// A bit for each carriage return.
HWY_INLINE uint64_t ReturnsAt(const uint8_t* in) {
  const Text d;
  const size_t lanes = hn::Lanes(d);
  uint64_t returns = 0;
  for (size_t i = 0; i < 64; i += lanes) {
    returns |= BitsOf(hn::Eq(hn::LoadU(d, in + i), hn::Set(d, '\r'))) << i;
  }
  return returns;
}

// Each bit becomes the parity of itself and those below.
HWY_INLINE uint64_t PrefixXor(uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

HWY_INLINE size_t ZerosBelow(uint64_t bits) {
#if SINEW_HAS_AVX2
  return _tzcnt_u64(bits);
#else
  return bits == 0 ? 64 : hwy::Num0BitsBelowLS1Bit_Nonzero64(bits);
#endif
}

// The bits of `bits` where `at` has ones, next to each other.
HWY_INLINE uint64_t Gather(uint64_t bits, uint64_t at) {
#if SINEW_HAS_AVX2
  return _pext_u64(bits, at);
#else
  uint64_t gathered = 0;
  for (bits &= at; bits != 0; bits &= bits - 1) {
    gathered |= uint64_t{1} << hwy::PopCount(at & ((bits & (0 - bits)) - 1));
  }
  return gathered;
#endif
}

// Writes `first` plus the place of each of the `count` ones in `bits`, and up to 16 words more.
HWY_INLINE void StorePlaces(uint64_t bits, size_t count, uint32_t first, uint32_t* to) {
#if SINEW_HAS_AVX3_DL
  const hn::CappedTag<uint8_t, 64> d8;
  const hn::CappedTag<uint32_t, 16> d;
  HWY_ALIGN uint8_t places[64];
  hn::Store(hn::Vec<decltype(d8)>{_mm512_maskz_compress_epi8(bits, hn::Iota(d8, 0).raw)}, d8,
            places);
  for (size_t i = 0; i < count; i += 16) {
    const auto some = hn::Load(hn::Rebind<uint8_t, decltype(d)>(), places + i);
    hn::StoreU(hn::Add(hn::PromoteTo(d, some), hn::Set(d, first)), d, to + i);
  }
#else
  const auto store = [&](size_t some) HWY_ATTR {
    for (size_t k = 0; k < some; ++k) {
      // With no bit left it is 64, which counts for nothing.
      *to++ = static_cast<uint32_t>(first + ZerosBelow(bits));
      bits &= bits - 1;
    }
  };
  // Four at least, then eight at a time: nearly every block of short fields has five to twelve, and
  // of longer ones no more than four, so that the branches can be predicted. By eights, lines of
  // the 1BRC took 6% more time as a whole.
  store(4);
  for (size_t stored = 4; stored < count; stored += 8) store(8);
#endif
}

// What a block must know of the one before.
struct Quoting {
  uint64_t inside = 0;     // all ones: the block begins inside of quotes
  uint64_t field = 1;      // it begins with a field
  uint64_t closed = 0;     // there is a closing quote before it
  uint64_t returned = 0;   // a closing quote and a carriage return
  uint64_t misplaced = 0;  // the quotes at fault, or what follows them
  uint64_t outside = 0;    // bytes that are outside of quotes
  bool goes_on = false;    // the next block needs a step, even without quotes

  HWY_INLINE void Step(const Block& block, uint64_t returns) {
    const uint64_t parity = PrefixXor(block.quotes) ^ inside;
    const uint64_t opening = block.quotes & parity, closing = block.quotes & ~parity;
    outside = ~parity;
    const uint64_t ends = (block.delimiters | block.newlines) & outside;
    const uint64_t behind = closing << 1 | closed;
    const uint64_t return_behind = behind & returns;
    misplaced = opening & ~(ends << 1 | field | behind);
    misplaced |= behind & ~(ends | returns | block.quotes);
    misplaced |= (return_behind << 1 | returned) & ~block.newlines;
    inside = 0 - (parity >> 63);
    field = ends >> 63;
    closed = closing >> 63;
    returned = return_behind >> 63;
    goes_on = (inside | closed | returned) != 0;
  }
};

template <bool kQuotes>
void IndexRecords(const CsvRules& rules, const uint8_t* in, size_t size, size_t max_ends,
                  CsvIndex* index) {
  const size_t fields = index->fields;
  uint32_t* const ends = index->ends + 1;
  index->ends[0] = UINT32_MAX;
  // Among the ends, every newline is `fields` behind the one before.
  uint64_t period = 0;
  for (size_t i = 0; i < 64; i += fields) period |= uint64_t{1} << i;
  size_t next = fields - 1;  // ends before the next newline

  size_t count = 0;
  uint64_t quotes = 0;
  Quoting quoting;
  const Text d;
  const auto delimiter = hn::Set(d, rules.delimiter), quote = hn::Set(d, rules.quote);
  auto any = hn::Zero(d), returns = hn::Zero(d);
  for (size_t at = 0; at < size && count < max_ends; at += 64) {
    const uint8_t* text = in + at;
    // Text is read here first, in runs too short for the prefetcher of the CPU: 4% of a whole
    // pipeline.
    __builtin_prefetch(text + 1024);
    uint8_t padded[64];
    uint64_t part = ~uint64_t{0};
    if (HWY_UNLIKELY(size - at < 64)) {
      memset(padded, 0, sizeof(padded));
      memcpy(padded, text, size - at);
      text = padded;
      part = LowBits(size - at);
    }
    Block block = BlockAt<kQuotes>(delimiter, quote, text, any, returns);
    uint64_t found = (block.delimiters | block.newlines) & part;
    bool last = false;
    if constexpr (kQuotes) {
      block.quotes &= part;
      quotes |= block.quotes;
      if (block.quotes != 0 || quoting.goes_on) {
        quoting.Step(block, ReturnsAt(text));
        found &= quoting.outside;
        const uint64_t misplaced = quoting.misplaced & part;
        if (misplaced != 0) {
          found &= (misplaced & (0 - misplaced)) - 1;
          last = true;
        }
      } else {
        quoting.field = found >> 63;
      }
    }
    size_t more = hwy::PopCount(found);
    const uint64_t expected = next < 64 ? period << next & LowBits(more) : 0;
    const uint64_t odd = Gather(block.newlines, found) ^ expected;
    StorePlaces(found, more, static_cast<uint32_t>(at), ends + count);
    if (odd != 0) {
      more = hwy::Num0BitsBelowLS1Bit_Nonzero64(odd);
      last = true;
    }
    if (fields == 1) {
      // An empty line is no record, though it has as many fields as one.
      for (size_t i = 0; i < more; ++i) {
        const uint32_t begin = index->ends[count + i] + 1, length = ends[count + i] - begin;
        if (length > 1 || (length == 1 && in[begin] != '\r')) continue;
        more = i;
        last = true;
      }
    }
    count += more;
    next = expected == 0 ? next - more
                         : fields + (63 - hwy::Num0BitsAboveMS1Bit_Nonzero64(expected)) - more;
    if (last) break;
  }
  index->count = std::min(count, max_ends) / fields;
  index->size = index->count == 0 ? 0 : ends[index->count * fields - 1] + size_t{1};
  index->has_quotes = quotes != 0;
  index->has_returns = !hn::AllFalse(d, hn::Ne(returns, hn::Zero(d)));
  const hn::RebindToSigned<Text> ds;
  index->is_ascii = hn::AllFalse(ds, hn::Lt(hn::BitCast(ds, any), hn::Zero(ds)));
}

void Index(const CsvRules& rules, const uint8_t* in, size_t size, size_t max_ends,
           CsvIndex* index) {
  if (rules.has_quotes) {
    IndexRecords<true>(rules, in, size, max_ends, index);
  } else {
    IndexRecords<false>(rules, in, size, max_ends, index);
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {
HWY_EXPORT(Index);
}  // namespace

void IndexCsv(const CsvRules& rules, const uint8_t* in, size_t size, size_t max_records,
              CsvIndex* index) {
  const size_t most = std::min(max_records, CsvIndex::kMaxEnds / index->fields);
  SINEW_DISPATCH(Index)(rules, in, size, most * index->fields, index);
}

}  // namespace sinew
#endif
