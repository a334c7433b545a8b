#define BOOST_TEST_MODULE sinew
#include <boost/test/unit_test.hpp>
