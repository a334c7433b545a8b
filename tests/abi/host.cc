#include "host.h"

#include <memory>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  std::vector<std::string> texts(static_cast<size_t>(argc) + 100, argv[0]);
  if (UseLibrary() != 0) return 1;
  texts.emplace_back(1000, 'x');
  const std::unique_ptr<int[]> numbers(new int[static_cast<size_t>(argc)]);
  return numbers == nullptr;
}
