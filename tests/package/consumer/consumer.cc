#include <sinew/sinew.h>

#include <cstdio>
#include <string_view>
#include <vector>

int main() {
  if (std::string_view(sinew_version()) != SINEW_VERSION) return 1;
  const std::vector<double> values = {2.5, -1.0, 7.25};
  const sinew_column column = {SINEW_TYPE_F64,
                               values.size(),
                               values.data(),
                               values.size() * sizeof(double),
                               nullptr,
                               nullptr,
                               0,
                               0};
  const sinew_aggregate_spec spec = {sizeof(spec), SINEW_AGGREGATE_MIN, 0, 0, 0, 0, 0, 0, 0};
  const sinew_reduce_result least = sinew_reduce(&column, &spec);
  if (least.status != SINEW_STATUS_OK || least.f64 != -1.0 || least.count != 3) return 2;
  std::printf("C++: sinew %s on %s\n", sinew_version(), sinew_target());
}
