#include <sinew/sinew.h>

#include <cstdio>
#include <string_view>
#include <vector>

int main() {
  if (std::string_view(sinew_version()) != SINEW_VERSION) return 1;
  const std::vector<double> values = {2.5, -1.0, 7.25};
  const sinew_f64_result least = sinew_min_f64(values.data(), nullptr, 0, values.size());
  if (least.status != SINEW_STATUS_OK || least.value != -1.0 || least.count != 3) return 2;
  std::printf("C++: sinew %s on %s\n", sinew_version(), sinew_target());
}
