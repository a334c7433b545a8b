// What src/ingest/stream/library.h declares of other libraries is what their headers say.
#include <igzip_lib.h>
#include <libdeflate.h>
#include <lz4.h>
#include <snappy-c.h>
#include <zlib.h>
#define ZSTD_STATIC_LINKING_ONLY
#include <zstd.h>
#include <zstd_errors.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <type_traits>

#include "ingest/stream/codec.h"

namespace {

// Passed alike: both pointers, or integers of one size and sign, or structures of one size.
template <typename A, typename B>
constexpr bool kAlike = [] {
  if constexpr (std::is_void_v<A> || std::is_void_v<B>) {
    return std::is_void_v<A> && std::is_void_v<B>;
  } else if constexpr (std::is_pointer_v<A>) {
    return std::is_pointer_v<B>;
  } else if constexpr (std::is_enum_v<A> || std::is_enum_v<B>) {
    return !std::is_class_v<A> && !std::is_class_v<B> && sizeof(A) == sizeof(B);
  } else if constexpr (std::is_integral_v<A>) {
    return std::is_integral_v<B> && sizeof(A) == sizeof(B) &&
           std::is_signed_v<A> == std::is_signed_v<B>;
  } else {
    return std::is_class_v<A> && std::is_class_v<B> && sizeof(A) == sizeof(B);
  }
}();

template <typename Ours, typename Theirs>
struct Same : std::false_type {};
template <typename R1, typename... A1, typename R2, typename... A2>
  requires(sizeof...(A1) == sizeof...(A2))
struct Same<R1 (*)(A1...), R2 (*)(A2...)>
    : std::bool_constant<kAlike<R1, R2> && (kAlike<A1, A2> && ...)> {};

#define CHECK(LIBRARY, MEMBER, FUNCTION) \
  static_assert(Same<decltype(sinew::LIBRARY::MEMBER), decltype(&FUNCTION)>::value)

CHECK(ZstdLibrary, create, ZSTD_createDCtx_advanced);
CHECK(ZstdLibrary, free, ZSTD_freeDCtx);
CHECK(ZstdLibrary, reset, ZSTD_DCtx_reset);
CHECK(ZstdLibrary, set_parameter, ZSTD_DCtx_setParameter);
CHECK(ZstdLibrary, decompress, ZSTD_decompressStream);
CHECK(ZstdLibrary, is_error, ZSTD_isError);
CHECK(ZstdLibrary, error_code, ZSTD_getErrorCode);
CHECK(ZstdLibrary, error_name, ZSTD_getErrorName);
CHECK(ZstdLibrary, content_size, ZSTD_getFrameContentSize);
CHECK(Lz4Library, decompress, LZ4_decompress_safe_usingDict);
CHECK(SnappyLibrary, uncompress, snappy_uncompress);
CHECK(SnappyLibrary, uncompressed_length, snappy_uncompressed_length);
CHECK(DeflateLibrary, create, libdeflate_alloc_decompressor);
CHECK(DeflateLibrary, free, libdeflate_free_decompressor);
CHECK(DeflateLibrary, decompress, libdeflate_deflate_decompress_ex);
CHECK(ZlibLibrary, init, inflateInit2_);
CHECK(ZlibLibrary, inflate, inflate);
CHECK(ZlibLibrary, reset, inflateReset);
CHECK(IsalLibrary, init, isal_inflate_init);
CHECK(IsalLibrary, reset, isal_inflate_reset);
CHECK(IsalLibrary, inflate, isal_inflate);

#define SAME_PLACE(OURS, MEMBER, THEIRS, FIELD)                             \
  static_assert(offsetof(sinew::OURS, MEMBER) == offsetof(THEIRS, FIELD) && \
                sizeof(sinew::OURS::MEMBER) == sizeof(THEIRS::FIELD))

SAME_PLACE(ZstdIn, data, ZSTD_inBuffer, src);
SAME_PLACE(ZstdIn, size, ZSTD_inBuffer, size);
SAME_PLACE(ZstdIn, at, ZSTD_inBuffer, pos);
SAME_PLACE(ZstdOut, data, ZSTD_outBuffer, dst);
SAME_PLACE(ZstdOut, size, ZSTD_outBuffer, size);
SAME_PLACE(ZstdOut, at, ZSTD_outBuffer, pos);
SAME_PLACE(ZstdMemory, allocate, ZSTD_customMem, customAlloc);
SAME_PLACE(ZstdMemory, free, ZSTD_customMem, customFree);
SAME_PLACE(ZstdMemory, opaque, ZSTD_customMem, opaque);
static_assert(sinew::kZstdWindowLogMax == ZSTD_d_windowLogMax);
static_assert(sinew::kZstdResetSession == ZSTD_reset_session_only);
static_assert(sinew::kZstdOutOfMemory == ZSTD_error_memory_allocation);
static_assert(sinew::kZstdUnknownSize == ZSTD_CONTENTSIZE_UNKNOWN);
static_assert(sinew::kZstdNoSize == ZSTD_CONTENTSIZE_ERROR);
static_assert(sinew::kDeflateShortOutput == LIBDEFLATE_SHORT_OUTPUT);
static_assert(sinew::kDeflateFull == LIBDEFLATE_INSUFFICIENT_SPACE);

static_assert(sizeof(sinew::ZlibStream) == sizeof(z_stream));
SAME_PLACE(ZlibStream, next_in, z_stream, next_in);
SAME_PLACE(ZlibStream, avail_in, z_stream, avail_in);
SAME_PLACE(ZlibStream, next_out, z_stream, next_out);
SAME_PLACE(ZlibStream, avail_out, z_stream, avail_out);
SAME_PLACE(ZlibStream, allocate, z_stream, zalloc);
SAME_PLACE(ZlibStream, free, z_stream, zfree);
SAME_PLACE(ZlibStream, opaque, z_stream, opaque);

static_assert(sizeof(sinew::IsalState) == sizeof(inflate_state));
SAME_PLACE(IsalState, next_out, inflate_state, next_out);
SAME_PLACE(IsalState, avail_out, inflate_state, avail_out);
SAME_PLACE(IsalState, next_in, inflate_state, next_in);
SAME_PLACE(IsalState, read_in, inflate_state, read_in);
SAME_PLACE(IsalState, avail_in, inflate_state, avail_in);
SAME_PLACE(IsalState, read_in_length, inflate_state, read_in_length);
SAME_PLACE(IsalState, block_state, inflate_state, block_state);
static_assert(sinew::kIsalFinish == ISAL_BLOCK_FINISH);

}  // namespace

BOOST_AUTO_TEST_CASE(ChecksumOfLz4) {
  std::string text;
  for (size_t i = 0; i < 100; ++i) {
    const auto* const bytes = reinterpret_cast<const uint8_t*>(text.data());
    BOOST_TEST(sinew::Xxh32::Of(bytes, text.size()) == XXH32(bytes, text.size(), 0));
    for (size_t first = 0; first <= i; ++first) {
      sinew::Xxh32 hash;
      hash.Reset();
      hash.Update(bytes, first);
      hash.Update(bytes + first, i - first);
      BOOST_REQUIRE_EQUAL(hash.Digest(), XXH32(bytes, text.size(), 0));
    }
    text += static_cast<char>(31 * i + 7);
  }
}
