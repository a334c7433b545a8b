#include "sinew/sinew.h"

#include "encoding/invert_ref.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::vector<uint8_t> out(size);
  sinew_invert(data, size, out.data());
  if (out != InvertRef(std::vector<uint8_t>(data, data + size))) __builtin_trap();
  return 0;
}
