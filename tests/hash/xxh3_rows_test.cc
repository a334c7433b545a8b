#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>

#include "hash/columns.h"
#include "hash/xxh3_ref.h"

namespace {

sinew_result Many(const sinew_column* column, uint64_t seed, uint64_t* out) {
  return sinew_xxh3_64_many(column, seed, out);
}
sinew_result Many128(const sinew_column* column, uint64_t seed, sinew_hash128* out) {
  return sinew_xxh3_128_many(column, seed, out);
}

}  // namespace

BOOST_AUTO_TEST_CASE(Strings32) { CheckStringColumns<uint64_t, int32_t>(Many, Xxh3Ref); }
BOOST_AUTO_TEST_CASE(Strings64) { CheckStringColumns<uint64_t, int64_t>(Many, Xxh3Ref); }
BOOST_AUTO_TEST_CASE(FixedWidths) { CheckFixedWidthColumns<uint64_t>(Many, Xxh3Ref); }
BOOST_AUTO_TEST_CASE(BetweenGuardPages) { CheckColumnsBetweenGuardPages<uint64_t>(Many, Xxh3Ref); }
BOOST_AUTO_TEST_CASE(Rejects) { CheckRejectsAllOrNothing<uint64_t>(Many); }

BOOST_AUTO_TEST_CASE(Strings32To128) {
  CheckStringColumns<sinew_hash128, int32_t>(Many128, Xxh3Ref128);
}
BOOST_AUTO_TEST_CASE(Strings64To128) {
  CheckStringColumns<sinew_hash128, int64_t>(Many128, Xxh3Ref128);
}
BOOST_AUTO_TEST_CASE(FixedWidthsTo128) {
  CheckFixedWidthColumns<sinew_hash128>(Many128, Xxh3Ref128);
}
BOOST_AUTO_TEST_CASE(BetweenGuardPagesTo128) {
  CheckColumnsBetweenGuardPages<sinew_hash128>(Many128, Xxh3Ref128);
}
BOOST_AUTO_TEST_CASE(RejectsTo128) { CheckRejectsAllOrNothing<sinew_hash128>(Many128); }
