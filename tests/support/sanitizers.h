#ifndef SINEW_TESTS_SUPPORT_SANITIZERS_H_
#define SINEW_TESTS_SUPPORT_SANITIZERS_H_

// SINEW_TEST_SANITIZED is 1 if memory or threads are watched, which takes time and stack.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SINEW_TEST_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SINEW_TEST_SANITIZED 1
#endif
#endif
#ifndef SINEW_TEST_SANITIZED
#define SINEW_TEST_SANITIZED 0
#endif

#endif  // SINEW_TESTS_SUPPORT_SANITIZERS_H_
