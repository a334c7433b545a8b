#ifndef SINEW_TESTS_ABI_HPP_H_
#define SINEW_TESTS_ABI_HPP_H_

#include "sinew/sinew.hpp"

#include <boost/test/unit_test.hpp>

// Checks status and offset of what `call` throws, and that the message names the culprit.
template <typename Call>
void RequireError(const Call& call, sinew_status status, size_t offset, std::string_view named) {
  try {
    call();
  } catch (const sinew::error& failure) {
    BOOST_TEST(failure.status() == status);
    BOOST_TEST(failure.offset() == offset);
    BOOST_TEST_CONTEXT(failure.what()) {
      BOOST_TEST((std::string_view(failure.what()).find(named) != std::string_view::npos));
    }
    return;
  }
  BOOST_ERROR("nothing was thrown");
}

template <typename T>
std::vector<std::optional<T>> AllOf(const sinew::column<T>& rows) {
  std::vector<std::optional<T>> all;
  for (size_t i = 0; i < rows.size(); ++i) all.push_back(rows.at(i));
  return all;
}

#endif  // SINEW_TESTS_ABI_HPP_H_
