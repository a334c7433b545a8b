#include "sinew/sinew.h"

#include <string.h>

#include "encoding/byte_stream_split_ref.h"
#include "fuzz/columns.h"

// Any bytes are what the oracle makes of the values that come out.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const size_t width = input.Rarely(2) ? 4 : 8;
  const size_t capacity = input.Below(256);
  std::vector<uint8_t> bytes;
  while (!input.empty()) bytes.push_back(input.Byte());
  const Block in = BlockOf(bytes);
  Block out(new uint8_t[capacity * width]);
  const sinew_codec_result result =
      sinew_byte_stream_split_decode(in.get(), bytes.size(), width, out.get(), capacity);
  if (bytes.size() % width != 0) {
    Require(result.status == SINEW_STATUS_TRUNCATED && result.read == bytes.size());
  } else if (bytes.size() / width > capacity) {
    Require(result.status == SINEW_STATUS_OUTPUT_FULL && result.read == capacity * width);
  } else {
    Require(result.status == SINEW_STATUS_OK && result.written == bytes.size() / width);
    const std::vector<uint8_t> values(out.get(), out.get() + bytes.size());
    Require(ByteStreamSplitRef(values, width) == bytes);
  }
  return 0;
}
