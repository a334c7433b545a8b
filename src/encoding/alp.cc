// ALP of doubles and floats: decimals become integers, packed with the width of a vector's range,
// and what does not come back bit by bit is kept apart. Powers of ten are chosen by trial on
// samples of a group, then of each vector. Values that are no decimals are split into a left part,
// of which a dictionary knows the frequent ones, and a right one. Layout: docs/formats/alp.md.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/alp.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/dispatch.h"
#include "core/float_environment.h"
#include "encoding/abi.h"
#include "encoding/alp-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

constexpr size_t kMaxCandidates = 5;

// The combinations that a group's vectors may choose from, or its split, or neither.
struct Plan {
  size_t candidates = 0;
  AlpCombination candidate[kAlpSampledVectors];
  AlpSplit split;
};

// Copies values in equal distances, kAlpSamples at most, and returns their number.
template <typename T>
size_t TakeSamples(const uint8_t* in, size_t count, T* samples) {
  const size_t step = std::max<size_t>(1, count / kAlpSamples);
  const size_t number = std::min(count, kAlpSamples);
  for (size_t i = 0; i < number; ++i) samples[i] = Load<T>(in + i * step * sizeof(T));
  std::fill(samples + number, samples + kAlpSamples, T{0});
  return number;
}

// The best of all combinations for samples of a vector; returns the bits they take, or those of
// plain values if none is better. Of equal ones, the larger exponent, then the larger factor.
template <typename T>
uint64_t BestOfAll(const T* samples, size_t count, AlpCombination* best) {
  uint64_t least = count * kAlpBits<T>;
  for (size_t exponent = AlpTraits<T>::kMaxExponent + 1; exponent-- > 0;) {
    for (size_t factor = exponent + 1; factor-- > 0;) {
      const uint64_t cost = SampleCost(samples, count, {exponent, factor}, least);
      if (cost >= least) continue;
      least = cost;
      *best = {exponent, factor};
    }
  }
  return least;
}

// The plan of a group of `count` values.
template <typename T>
void MakePlan(const uint8_t* in, size_t count, Plan* plan) {
  alignas(64) T samples[kAlpGroupSamples];
  size_t sampled = 0;
  uint64_t cost = 0;
  AlpCombination found[kAlpSampledVectors];
  size_t times[kAlpSampledVectors];
  size_t combinations = 0;
  const size_t vectors = (count + kAlpVector - 1) / kAlpVector;
  const size_t turns = std::min(vectors, kAlpSampledVectors);
  for (size_t turn = 0; turn < turns; ++turn) {
    const size_t first = turn * vectors / turns * kAlpVector;
    alignas(64) T part[kAlpSamples];
    const size_t number =
        TakeSamples(in + first * sizeof(T), std::min(kAlpVector, count - first), part);
    std::copy(part, part + number, samples + sampled);
    sampled += number;
    AlpCombination best;
    const uint64_t least = BestOfAll(part, number, &best);
    cost += least;
    if (least == number * kAlpBits<T>) continue;
    size_t i = 0;
    while (i < combinations &&
           (found[i].exponent != best.exponent || found[i].factor != best.factor)) {
      ++i;
    }
    if (i == combinations) {
      found[combinations] = best;
      times[combinations++] = 0;
    }
    ++times[i];
  }

  // A split leaves at least these bits of a value.
  if (cost > sampled * (kAlpBits<T> - kAlpMaxLeft)) {
    uint64_t wide[kAlpGroupSamples];
    std::copy(samples, samples + sampled, wide);
    plan->split = ChooseAlpSplit(wide, sampled, kAlpBits<T>);
    if (plan->split.cost < cost) return;
    plan->split = AlpSplit();
  }
  // The most frequent ones; of equal ones the larger.
  while (plan->candidates < std::min(combinations, kMaxCandidates)) {
    size_t next = 0;
    for (size_t i = 1; i < combinations; ++i) {
      const bool larger = found[i].exponent != found[next].exponent
                              ? found[i].exponent > found[next].exponent
                              : found[i].factor > found[next].factor;
      if (times[i] > times[next] || (times[i] == times[next] && larger)) next = i;
    }
    plan->candidate[plan->candidates++] = found[next];
    times[next] = 0;
  }
}

// The best of a plan's candidates for a vector: the search ends at the second one in a row that is
// no better.
template <typename T>
AlpCombination BestCandidate(const uint8_t* in, size_t count, const Plan& plan) {
  if (plan.candidates == 1) return plan.candidate[0];
  alignas(64) T samples[kAlpSamples];
  const size_t number = TakeSamples(in, count, samples);
  AlpCombination best = plan.candidate[0];
  uint64_t least = SampleCost(samples, number, best, UINT64_MAX);
  for (size_t i = 1, worse = 0; i < plan.candidates && worse < 2; ++i) {
    const uint64_t cost = SampleCost(samples, number, plan.candidate[i], least);
    if (cost >= least) {
      ++worse;
      continue;
    }
    worse = 0;
    least = cost;
    best = plan.candidate[i];
  }
  return best;
}

// Writes positions, and returns their end.
template <typename T>
uint8_t* PutPositions(const AlpWork<T>& work, uint8_t* out) {
  if (work.exceptions != 0) memcpy(out, work.positions, 2 * work.exceptions);
  return out + 2 * work.exceptions;
}

// The writers of a vector return its size, or 0 if it is more than `room` bytes. Nothing that is
// longer than plain values is written.

template <typename T>
size_t PutRaw(const uint8_t* in, size_t count, uint8_t* out, size_t room) {
  const size_t size = 1 + count * sizeof(T);
  if (size > room) return 0;
  out[0] = kAlpRaw;
  memcpy(out + 1, in, count * sizeof(T));
  return size;
}

template <typename T>
size_t PutDecimals(const uint8_t* in, size_t count, AlpCombination with, AlpWork<T>* work,
                   uint8_t* out, size_t room) {
  T base;
  const size_t width = ToIntegers<T>(in, count, with, work, &base);
  const size_t packed = PackedSize(count, width);
  const size_t size = kAlpDecimalHeader<T> + packed + work->exceptions * (2 + sizeof(T));
  if (size > count * sizeof(T)) return PutRaw<T>(in, count, out, room);
  if (size > room) return 0;
  out[0] = static_cast<uint8_t>(with.exponent);
  out[1] = static_cast<uint8_t>(with.factor);
  out[2] = static_cast<uint8_t>(width);
  Store(out + 3, static_cast<uint16_t>(work->exceptions));
  Store(out + 5, base);
  out += kAlpDecimalHeader<T>;
  Pack<T>(reinterpret_cast<const uint8_t*>(work->packed), count, width, out);
  out = PutPositions(*work, out + packed);
  for (size_t i = 0; i < work->exceptions; ++i) {
    Store(out + i * sizeof(T), Load<T>(in + work->positions[i] * sizeof(T)));
  }
  return size;
}

template <typename T>
size_t PutParts(const uint8_t* in, size_t count, const AlpSplit& split, AlpWork<T>* work,
                uint8_t* out, size_t room) {
  ToParts<T>(in, count, split, work);
  const size_t right = kAlpBits<T> - split.left;
  const size_t codes = PackedSize(count, split.code);
  const size_t rights = PackedSize(count, right);
  const size_t size = kAlpSplitHeader + codes + rights + work->exceptions * 4;
  if (size > count * sizeof(T)) return PutRaw<T>(in, count, out, room);
  if (size > room) return 0;
  out[0] = kAlpSplit;
  Store(out + 1, static_cast<uint16_t>(work->exceptions));
  out += kAlpSplitHeader;
  Pack<T>(reinterpret_cast<const uint8_t*>(work->packed), count, split.code, out);
  Pack<T>(reinterpret_cast<const uint8_t*>(work->rights), count, right, out + codes);
  out = PutPositions(*work, out + codes + rights);
  for (size_t i = 0; i < work->exceptions; ++i) {
    const T value = Load<T>(in + work->positions[i] * sizeof(T));
    Store(out + 2 * i, static_cast<uint16_t>(value >> right));
  }
  return size;
}

// Returns the size of the group's header, or 0 if that is more than `room`.
size_t PutGroup(const AlpSplit& split, uint8_t* out, size_t room) {
  const size_t entries = size_t{1} << split.code;
  const size_t size = split.left == 0 ? 1 : 2 + 2 * entries;
  if (size > room) return 0;
  out[0] = static_cast<uint8_t>(split.left);
  if (split.left == 0) return size;
  out[1] = static_cast<uint8_t>(split.code);
  memcpy(out + 2, split.dictionary, 2 * entries);
  return size;
}

template <typename T>
sinew_codec_result EncodeAlp(const uint8_t* in, size_t count, uint8_t* out, size_t capacity) {
  if (capacity < kAlpHeader) return {0, 0, SINEW_STATUS_OUTPUT_FULL};
  memcpy(out, "ALP", kAlpTypeByte);
  out[kAlpTypeByte] = AlpTraits<T>::kType;
  Store(out + kAlpCountByte, uint64_t{count});
  size_t at = kAlpHeader;
  AlpWork<T> work;
  Plan plan;
  for (size_t first = 0; first < count; first += kAlpVector) {
    const uint8_t* values = in + first * sizeof(T);
    if (first % kAlpGroup == 0) {
      plan = Plan();
      MakePlan<T>(values, std::min(kAlpGroup, count - first), &plan);
      const size_t size = PutGroup(plan.split, out + at, capacity - at);
      if (size == 0) return {first, at, SINEW_STATUS_OUTPUT_FULL};
      at += size;
    }
    const size_t number = std::min(kAlpVector, count - first);
    uint8_t* to = out + at;
    const size_t room = capacity - at;
    size_t size;
    if (plan.split.left != 0) {
      size = PutParts<T>(values, number, plan.split, &work, to, room);
    } else if (plan.candidates != 0) {
      const AlpCombination with = BestCandidate<T>(values, number, plan);
      size = PutDecimals<T>(values, number, with, &work, to, room);
    } else {
      size = PutRaw<T>(values, number, to, room);
    }
    if (size == 0) return {first, at, SINEW_STATUS_OUTPUT_FULL};
    at += size;
  }
  return {count, at, SINEW_STATUS_OK};
}

// Calls patch(position, exception) for each exception of the current vector. Returns whether all
// positions ascend and are those of values; else the stream stands at the first one at fault.
template <typename T, typename Patch>
bool ForEachException(AlpStream<T>* stream, const Patch& patch) {
  const uint8_t* in = stream->in;
  size_t next = 0;
  for (size_t i = 0; i < stream->exceptions; ++i) {
    const size_t position = Load<uint16_t>(in + stream->positions + 2 * i);
    if (position < next || position >= stream->values) {
      stream->at = stream->positions + 2 * i;
      return false;
    }
    patch(position, i);
    next = position + 1;
  }
  return true;
}

template <typename T>
bool GetDecimals(AlpStream<T>* stream, uint8_t* out) {
  const uint8_t* in = stream->in;
  FromIntegers<T>(in + stream->packed, stream->size - stream->packed, stream->width, stream->base,
                  {stream->kind, stream->factor}, out, stream->values);
  return ForEachException(stream, [&](size_t position, size_t i) {
    memcpy(out + position * sizeof(T), in + stream->patches + i * sizeof(T), sizeof(T));
  });
}

template <typename T>
bool GetParts(AlpStream<T>* stream, uint8_t* out) {
  const uint8_t* in = stream->in;
  const size_t right = kAlpBits<T> - stream->left;
  alignas(64) T codes[kAlpVector];
  Unpack<T>(in + stream->packed, stream->size - stream->packed, stream->code,
            reinterpret_cast<uint8_t*>(codes), stream->values);
  Unpack<T>(in + stream->rights, stream->size - stream->rights, right, out, stream->values);
  FromParts<T>(codes, stream->dictionary, out, stream->values);
  // A left part that is too wide is found behind the positions.
  size_t wide = stream->exceptions;
  const bool ordered = ForEachException(stream, [&](size_t position, size_t i) {
    const T part = Load<uint16_t>(in + stream->patches + 2 * i);
    if (part >> stream->left != 0) wide = std::min(wide, i);
    uint8_t* at = out + position * sizeof(T);
    Store(at, static_cast<T>((Load<T>(at) & LowBits(right)) | part << right));
  });
  if (!ordered) return false;
  if (wide == stream->exceptions) return true;
  stream->at = stream->patches + 2 * wide;
  return false;
}

template <typename T>
sinew_codec_result DecodeAlp(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  AlpStream<T> stream(in, size);
  sinew_status status = stream.Header(capacity);
  if (status != SINEW_STATUS_OK) return {stream.at, 0, status};
  size_t done = 0;
  while (done < stream.count) {
    status = stream.NextVector();
    if (status != SINEW_STATUS_OK) return {stream.at, done, status};
    uint8_t* to = out + done * sizeof(T);
    bool right = true;
    if (stream.kind == kAlpRaw) {
      memcpy(to, in + stream.packed, stream.values * sizeof(T));
    } else if (stream.kind == kAlpSplit) {
      right = GetParts<T>(&stream, to);
    } else {
      right = GetDecimals<T>(&stream, to);
    }
    if (!right) return {stream.at, done, SINEW_STATUS_CORRUPT};
    done += stream.values;
  }
  return {stream.at, done, SINEW_STATUS_OK};
}

sinew_codec_result EncodeF64(const uint8_t* in, size_t count, uint8_t* out, size_t capacity) {
  return EncodeAlp<uint64_t>(in, count, out, capacity);
}
sinew_codec_result EncodeF32(const uint8_t* in, size_t count, uint8_t* out, size_t capacity) {
  return EncodeAlp<uint32_t>(in, count, out, capacity);
}
sinew_codec_result DecodeF64(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  return DecodeAlp<uint64_t>(in, size, out, capacity);
}
sinew_codec_result DecodeF32(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  return DecodeAlp<uint32_t>(in, size, out, capacity);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {
HWY_EXPORT(EncodeF64);
HWY_EXPORT(EncodeF32);
HWY_EXPORT(DecodeF64);
HWY_EXPORT(DecodeF32);

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER ALP
//
// Lossless compression of floats (Afroozeh, Kuffo, Boncz, "ALP: Adaptive Lossless floating-Point
// Compression", SIGMOD 2024), in a layout of this library (docs/formats/alp.md). Numbers with few
// decimal places, such as prices and measurements, become integers with as many bits as their range
// needs.

// Compresses `count` doubles. Every bit pattern is restored when they are decompressed: NaN with
// its payload, -0, infinities and subnormal numbers, too. Values that are not decimals of few
// places take a few bits less than 64, and no value takes more than 8 bytes.
// sinew_alp_encoded_bound_f64(count) bytes always suffice.
//
// - SINEW_STATUS_OK: read is count, and written the number of bytes.
// - SINEW_STATUS_OUTPUT_FULL: `capacity` is too small; read is the index of the first value of the
//   vector of 1024 values that does not fit. The written bytes before it claim `count` values, so
//   they are no buffer to decode.
SINEW_API sinew_codec_result sinew_alp_encode_f64(const double* in, size_t count, void* out,
                                                  size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  const FloatEnvironment floats;
  return SINEW_DISPATCH(EncodeF64)(AsBytes(in), count, AsBytes(out), capacity);
}

// Like sinew_alp_encode_f64, for floats, none of which takes more than 4 bytes.
SINEW_API sinew_codec_result sinew_alp_encode_f32(const float* in, size_t count, void* out,
                                                  size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  const FloatEnvironment floats;
  return SINEW_DISPATCH(EncodeF32)(AsBytes(in), count, AsBytes(out), capacity);
}

// Decompresses doubles to `out`, which has room for `capacity` values. The input may be any bytes.
// Bytes after the compressed values are ignored.
//
// - SINEW_STATUS_OK: read is the number of bytes of the compressed values, and written the number
//   of values.
//
// With any other status, read is the offset of the first fault, and written the number of values of
// the vectors of 1024 values before it, which are in `out`:
// - SINEW_STATUS_TRUNCATED: the input ends early; read is size.
// - SINEW_STATUS_CORRUPT: the input does not begin as compressed doubles do, and read is the first
//   byte that differs; or a number in a header is out of its range, the position of an exception
//   does not ascend or is not in the vector, or the left part of an exception is too wide, and read
//   is the first byte of that number.
// - SINEW_STATUS_OUTPUT_FULL: the header claims more than `capacity` values; read is the first byte
//   of that number, and nothing is written.
SINEW_API sinew_codec_result sinew_alp_decode_f64(const void* in, size_t size, double* out,
                                                  size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  const FloatEnvironment floats;
  return SINEW_DISPATCH(DecodeF64)(AsBytes(in), size, AsBytes(out), capacity);
}

// Like sinew_alp_decode_f64, for floats.
SINEW_API sinew_codec_result sinew_alp_decode_f32(const void* in, size_t size, float* out,
                                                  size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  const FloatEnvironment floats;
  return SINEW_DISPATCH(DecodeF32)(AsBytes(in), size, AsBytes(out), capacity);
}

// Returns the most bytes that sinew_alp_encode_f64 can write for `count` values: a little more than
// 8 * count.
SINEW_API size_t sinew_alp_encoded_bound_f64(size_t count) SINEW_NOEXCEPT {
  return sinew::AlpBound<uint64_t>(count);
}

// Returns the most bytes that sinew_alp_encode_f32 can write for `count` values: a little more than
// 4 * count.
SINEW_API size_t sinew_alp_encoded_bound_f32(size_t count) SINEW_NOEXCEPT {
  return sinew::AlpBound<uint32_t>(count);
}

// Reads how many values the header of compressed doubles or floats claims: written, while read is
// the number of bytes of the header. The claim may be more than the bytes, or any memory, can hold.
// The other statuses are those of the decoders, with a written of 0. O(1).
SINEW_API sinew_codec_result sinew_alp_count(const void* in, size_t size) SINEW_NOEXCEPT {
  return sinew::ReadAlpHeader(sinew::AsBytes(in), size, 0);
}

#endif  // HWY_ONCE
