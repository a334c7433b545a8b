#include "aggregate/vectors/sums.h"

#include <algorithm>

#include "core/dispatch.h"
#include "core/type.h"

// Eight vectors of lanes are kept at once: of as many rows as have theirs in them, so that the
// query is loaded once for several rows, and no addition waits for the one before it.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/vectors/sums.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

constexpr size_t kKept = 8;
// Rows that are read side by side do not make CPUs fetch ahead well (7 instead of 18 GB/s from
// memory on Zen 4), so those that follow are asked for, in the order of their addresses.
constexpr size_t kAhead = 6144;

// Floats and doubles.
template <typename T>
struct Floats {
  using Stored = T;
  using Lane = T;
  using D = hn::CappedTag<T, kStripSize / sizeof(T)>;
  static constexpr size_t kStrip = kStripSize / sizeof(T);  // elements

  static HWY_INLINE hn::Vec<D> At(const uint8_t* from) { return LoadUnaligned(D(), from); }
};

struct Products {
  template <class V>
  static HWY_INLINE void Add(V query, V row, V& sum) {
    sum = hn::Add(sum, hn::Mul(query, row));
  }
};

struct SquaredDifferences {
  template <class V>
  static HWY_INLINE void Add(V query, V row, V& sum) {
    const V difference = hn::Sub(query, row);
    sum = hn::Add(sum, hn::Mul(difference, difference));
  }
};

// The upper half of the lanes is added to the lower half, until one is left.
template <size_t kLanes, typename Lane>
HWY_INLINE Lane AddLanes(const Lane* HWY_RESTRICT lanes) {
  static_assert(kLanes == 16 || kLanes == 8);
  Lane four[4];
  for (size_t i = 0; i < 4; ++i) {
    four[i] = kLanes == 8 ? lanes[i] + lanes[i + 4]
                          : (lanes[i] + lanes[i + 8]) + (lanes[i + 4] + lanes[i + 12]);
  }
  return (four[0] + four[2]) + (four[1] + four[3]);
}

template <class Elements, class Sums>
HWY_NOINLINE void Run(const Shape& shape, const Query& query, const Rows& rows, double* out) {
  using Stored = typename Elements::Stored;
  using Lane = typename Elements::Lane;
  using D = typename Elements::D;
  const D d;
  constexpr size_t kStrip = Elements::kStrip;
  constexpr size_t kStripBytes = kStrip * sizeof(Stored);
#if HWY_HAVE_SCALABLE
  const size_t N = hn::Lanes(d);
#else
  constexpr size_t N = hn::MaxLanes(D());
#endif
  // Vectors of a row, and the rows whose vectors are kept at once.
  const size_t vectors = kStrip / N;
  const size_t together = vectors < kKept ? kKept / vectors : 1;
  // At least to what is read next.
  const size_t ahead = (1 + kAhead / (together * shape.row_size)) * together * rows.stride;
  alignas(kStripSize) Lane lanes[kKept * kStrip];
  alignas(kStripSize) uint8_t copies[kKept * kStripBytes] = {};

  for (size_t row = 0; row < rows.count; row += together) {
    const size_t count = std::min(rows.count - row, together);
    const uint8_t* from[kKept];
    for (size_t i = 0; i < together; ++i) {
      const size_t number = rows.numbers[row + std::min(i, count - 1)];
      from[i] = rows.values + number * rows.stride;
    }
    if (HWY_UNLIKELY(shape.strips == 0)) {
      for (size_t i = 0; i < together; ++i) {
        uint8_t* const copy = copies + i * kStripBytes;
        CopyShort(copy + kStripBytes - shape.row_size, {from[i], shape.row_size});
        from[i] = copy;
      }
    }
    for (size_t first = 0; first < vectors; first += kKept) {
      const auto place = [&](size_t kept) HWY_ATTR { return (first + kept % vectors) * N; };
      const auto row_at = [&](size_t kept) HWY_ATTR {
        return from[kept / vectors % kKept] + place(kept) * sizeof(Stored);
      };
      const uint8_t* r0 = row_at(0);
      const uint8_t* r1 = row_at(1);
      const uint8_t* r2 = row_at(2);
      const uint8_t* r3 = row_at(3);
      const uint8_t* r4 = row_at(4);
      const uint8_t* r5 = row_at(5);
      const uint8_t* r6 = row_at(6);
      const uint8_t* r7 = row_at(7);
      const auto zero = hn::Zero(d);
      auto s0 = zero, s1 = zero, s2 = zero, s3 = zero, s4 = zero, s5 = zero, s6 = zero, s7 = zero;
      const uint8_t* q = query.strips;
      const auto query_at = [&](size_t kept)
                                HWY_ATTR { return Elements::At(q + place(kept) * sizeof(Stored)); };
      size_t at = 0;
      const uint8_t* next = from[0] + ahead;
      for (size_t strip = 0; strip < shape.strips; ++strip) {
        Sums::Add(query_at(0), Elements::At(r0 + at), s0);
        Sums::Add(query_at(1), Elements::At(r1 + at), s1);
        Sums::Add(query_at(2), Elements::At(r2 + at), s2);
        Sums::Add(query_at(3), Elements::At(r3 + at), s3);
        Sums::Add(query_at(4), Elements::At(r4 + at), s4);
        Sums::Add(query_at(5), Elements::At(r5 + at), s5);
        Sums::Add(query_at(6), Elements::At(r6 + at), s6);
        Sums::Add(query_at(7), Elements::At(r7 + at), s7);
        for (size_t i = 0; i < together * kStripBytes; i += 64) __builtin_prefetch(next + i);
        next += together * kStripBytes;
        at += kStripBytes;
        q += query.step;
      }
      if (shape.tail_size != 0) {
        // Where the last whole strip of a row begins; of a copy it is the only one.
        at = shape.strips == 0 ? 0 : shape.row_size - kStripBytes;
        q = query.tail;
        const Lane* const mask = reinterpret_cast<const Lane*>(shape.tail_mask);
        const auto masked = [&](size_t kept, const uint8_t* from_row) HWY_ATTR {
          return hn::And(hn::Load(d, mask + place(kept)), Elements::At(from_row + at));
        };
        Sums::Add(query_at(0), masked(0, r0), s0);
        Sums::Add(query_at(1), masked(1, r1), s1);
        Sums::Add(query_at(2), masked(2, r2), s2);
        Sums::Add(query_at(3), masked(3, r3), s3);
        Sums::Add(query_at(4), masked(4, r4), s4);
        Sums::Add(query_at(5), masked(5, r5), s5);
        Sums::Add(query_at(6), masked(6, r6), s6);
        Sums::Add(query_at(7), masked(7, r7), s7);
      }
      Lane* const to = lanes + first * N;
      hn::Store(s0, d, to), hn::Store(s1, d, to + N);
      hn::Store(s2, d, to + 2 * N), hn::Store(s3, d, to + 3 * N);
      hn::Store(s4, d, to + 4 * N), hn::Store(s5, d, to + 5 * N);
      hn::Store(s6, d, to + 6 * N), hn::Store(s7, d, to + 7 * N);
    }
    for (size_t i = 0; i < count; ++i) {
      out[row + i] = static_cast<double>(AddLanes<kStrip>(lanes + i * kStrip));
    }
  }
}

template <class Elements>
HWY_INLINE void RunEither(Sum sum, const Shape& shape, const Query& query, const Rows& rows,
                          double* out) {
  if (sum == Sum::kProducts) return Run<Elements, Products>(shape, query, rows, out);
  return Run<Elements, SquaredDifferences>(shape, query, rows, out);
}

void RunAny(Sum sum, const Shape& shape, const Query& query, const Rows& rows, double* out) {
  if (shape.type == SINEW_TYPE_F64) return RunEither<Floats<double>>(sum, shape, query, rows, out);
  return RunEither<Floats<float>>(sum, shape, query, rows, out);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {

HWY_EXPORT(RunAny);

}  // namespace

Shape::Shape(sinew_type element, size_t element_count)
    : type(element),
      row_size(element_count * ValueWidth(element)),
      strips(row_size / kStripSize),
      tail_size(row_size % kStripSize),
      tail_mask() {
  memset(tail_mask + kStripSize - tail_size, 0xFF, tail_size);
}

void Query::Set(const Shape& shape, const uint8_t* vector) {
  strips = vector;
  step = kStripSize;
  const size_t whole = shape.strips * kStripSize;
  memset(tail, 0, kStripSize);
  memcpy(tail + kStripSize - shape.tail_size, vector + whole, shape.tail_size);
}

void Query::SetZeros() {
  strips = tail;
  step = 0;
  memset(tail, 0, kStripSize);
}

void SumRows(Sum sum, const Shape& shape, const Query& query, const Rows& rows, double* out) {
  SINEW_DISPATCH(RunAny)(sum, shape, query, rows, out);
}

}  // namespace sinew
#endif  // HWY_ONCE
