#include "aggregate/vectors/sums.h"

#include <type_traits>

#include "core/dispatch.h"
#include "core/type.h"

// One row behind the other, in the order of memory, which CPUs fetch ahead. An addition waits for
// the one before it in its lane, but not the CPU: it begins with the rows that follow meanwhile.

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
  static HWY_INLINE void Add(V query, V row, V& sum, V& /*squares*/) {
    sum = hn::Add(sum, hn::Mul(query, row));
  }
};

struct ProductsAndSquares {
  template <class V>
  static HWY_INLINE void Add(V query, V row, V& sum, V& squares) {
    sum = hn::Add(sum, hn::Mul(query, row));
    squares = hn::Add(squares, hn::Mul(row, row));
  }
};

struct SquaredDifferences {
  template <class V>
  static HWY_INLINE void Add(V query, V row, V& sum, V& /*squares*/) {
    const V difference = hn::Sub(query, row);
    sum = hn::Add(sum, hn::Mul(difference, difference));
  }
};

#if HWY_HAVE_SCALABLE || HWY_TARGET == HWY_SCALAR
// Vectors of a strip that are summed up at a time.
template <class Elements>
constexpr size_t kTogether = 1;
#else
template <class Elements>
constexpr size_t kTogether = Elements::kStrip / hn::MaxLanes(typename Elements::D());
#endif

// The sums of a row's vectors from byte `begin` of a strip on, kTogether of them, added up: `sum`,
// and `squares` of those Sums that have it.
template <class Elements, class Sums, class D>
HWY_INLINE void SumVectors(D d, const Shape& shape, const Query& query, const uint8_t* row,
                           size_t begin, hn::Vec<D>& sum, hn::Vec<D>& squares) {
  constexpr size_t kCount = kTogether<Elements>;
  static_assert(kCount == 1 || kCount == 2 || kCount == 4);
  const size_t size = hn::Lanes(d) * sizeof(typename Elements::Stored);
  auto s0 = hn::Zero(d), s1 = s0, s2 = s0, s3 = s0;
  auto t0 = s0, t1 = s0, t2 = s0, t3 = s0;
  const auto add = [&](const uint8_t* q, const auto& row_at) HWY_ATTR {
    const auto add_one = [&](size_t at, auto& s, auto& t)
                             HWY_ATTR { Sums::Add(Elements::At(q + at), row_at(at), s, t); };
    add_one(begin, s0, t0);
    if constexpr (kCount > 1) add_one(begin + size, s1, t1);
    if constexpr (kCount > 2) add_one(begin + 2 * size, s2, t2);
    if constexpr (kCount > 2) add_one(begin + 3 * size, s3, t3);
  };
  const uint8_t* q = query.strips;
  for (size_t strip = 0; strip < shape.strips; ++strip) {
    add(q, [row](size_t at) HWY_ATTR { return Elements::At(row + at); });
    row += kStripSize;
    q += query.step;
  }
  if (shape.tail_size != 0) {
    // The last whole strip of the row; of a copy it is the only one.
    if (shape.strips != 0) row -= kStripSize - shape.tail_size;
    add(query.tail, [&](size_t at) HWY_ATTR {
      return hn::And(Elements::At(shape.tail_mask + at), Elements::At(row + at));
    });
  }
  const auto total = [](auto v0, auto v1, auto v2, auto v3) HWY_ATTR {
    if constexpr (kCount == 1) return v0;
    if constexpr (kCount == 2) return hn::Add(v0, v1);
    return hn::Add(hn::Add(v0, v2), hn::Add(v1, v3));
  };
  sum = total(s0, s1, s2, s3);
  squares = total(t0, t1, t2, t3);
}

// The upper half of the lanes is added to the lower half, until one is left.
#if HWY_HAVE_SCALABLE || HWY_TARGET == HWY_SCALAR
template <size_t kLanes, typename Lane>
HWY_INLINE Lane AddLanes(Lane* HWY_RESTRICT lanes) {
  for (size_t half = kLanes / 2; half != 0; half /= 2) {
    for (size_t i = 0; i < half; ++i) lanes[i] += lanes[i + half];
  }
  return lanes[0];
}
#else
template <class D>
HWY_INLINE hn::TFromD<D> AddLanes(D d, hn::Vec<D> v) {
  if constexpr (hn::MaxLanes(d) == 1) {
    return hn::GetLane(v);
  } else {
    const hn::Half<D> half;
    return AddLanes(half, hn::Add(hn::LowerHalf(half, v), hn::UpperHalf(half, v)));
  }
}
#endif

template <class Elements, class Sums>
HWY_NOINLINE void Run(const Shape& shape, const Query& query, const Rows& rows, double* out,
                      [[maybe_unused]] double* squares) {
  constexpr bool kHasSquares = std::is_same_v<Sums, ProductsAndSquares>;
  const typename Elements::D d;
  alignas(kStripSize) uint8_t copy[kStripSize] = {};
  for (size_t i = 0; i < rows.count; ++i) {
    const uint8_t* row = rows.values + size_t{rows.numbers[i]} * rows.stride;
    if (HWY_UNLIKELY(shape.strips == 0)) {
      CopyShort(copy + kStripSize - shape.row_size, {row, shape.row_size});
      row = copy;
    }
    auto sum = hn::Zero(d), square = sum;
#if HWY_HAVE_SCALABLE || HWY_TARGET == HWY_SCALAR
    typename Elements::Lane sum_lanes[Elements::kStrip], square_lanes[Elements::kStrip];
    for (size_t lane = 0; lane < Elements::kStrip; lane += hn::Lanes(d)) {
      SumVectors<Elements, Sums>(d, shape, query, row, lane * sizeof(typename Elements::Stored),
                                 sum, square);
      StoreUnaligned(sum, d, sum_lanes + lane);
      StoreUnaligned(square, d, square_lanes + lane);
    }
    out[i] = static_cast<double>(AddLanes<Elements::kStrip>(sum_lanes));
    if (kHasSquares) squares[i] = static_cast<double>(AddLanes<Elements::kStrip>(square_lanes));
#else
    SumVectors<Elements, Sums>(d, shape, query, row, 0, sum, square);
    out[i] = static_cast<double>(AddLanes(d, sum));
    if (kHasSquares) squares[i] = static_cast<double>(AddLanes(d, square));
#endif
  }
}

template <class Elements>
HWY_INLINE void RunOneOf(Sum sum, const Shape& shape, const Query& query, const Rows& rows,
                         double* out, double* squares) {
  switch (sum) {
    case Sum::kProducts:
      return Run<Elements, Products>(shape, query, rows, out, squares);
    case Sum::kSquaredDifferences:
      return Run<Elements, SquaredDifferences>(shape, query, rows, out, squares);
    case Sum::kProductsAndSquares:
      return Run<Elements, ProductsAndSquares>(shape, query, rows, out, squares);
  }
}

void RunAny(Sum sum, const Shape& shape, const Query& query, const Rows& rows, double* out,
            double* squares) {
  if (shape.type == SINEW_TYPE_F64) {
    RunOneOf<Floats<double>>(sum, shape, query, rows, out, squares);
  } else {
    RunOneOf<Floats<float>>(sum, shape, query, rows, out, squares);
  }
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

void SumRows(Sum sum, const Shape& shape, const Query& query, const Rows& rows, double* out,
             double* squares) {
  SINEW_DISPATCH(RunAny)(sum, shape, query, rows, out, squares);
}

}  // namespace sinew
#endif  // HWY_ONCE
