#ifndef SINEW_CORE_FLOAT_ENVIRONMENT_H_
#define SINEW_CORE_FLOAT_ENVIRONMENT_H_

#include <stdint.h>

namespace sinew {

// As long as it lives, floats round to nearest, subnormal numbers are kept and exceptions do not
// trap, whatever the caller has set; then everything is as the caller had it, the flags of
// exceptions included. Every entry that computes with floats, by more than copying them, has one
// before its kernel.
class FloatEnvironment {
 public:
  FloatEnvironment() : control_(GetControl()), flags_(GetFlags()) {
    if ((control_ & ~kFlags) != kDefault) SetControl(kDefault);
  }
  ~FloatEnvironment() { Restore(); }
  FloatEnvironment(const FloatEnvironment&) = delete;
  FloatEnvironment& operator=(const FloatEnvironment&) = delete;

  // Floats that are computed in the entry itself, rather than from memory or behind a call, could
  // be moved out of the object's life by the compiler, which does not know that they depend on it.
  // Not so those that depend on a pinned integer, nor those that one depends on.
  template <typename T>
  T Pin(T value) const {
    __asm__ volatile("" : "+r"(value)::"memory");
    return value;
  }

 private:
#if defined(__x86_64__)
  using Word = uint32_t;
  static constexpr Word kFlags = 0x3F;
  static constexpr Word kDefault = 0x1F80;  // all exceptions masked

  static Word GetControl() {
    Word word;
    __asm__ volatile("stmxcsr %0" : "=m"(word)::"memory");
    return word;
  }
  static void SetControl(Word word) { __asm__ volatile("ldmxcsr %0" ::"m"(word) : "memory"); }
  static Word GetFlags() { return 0; }  // they are of the same register
  // To read it would take 4 ns on Zen 5, to write it takes one half.
  void Restore() const { SetControl(control_); }
#else
  using Word = uint64_t;
  static constexpr Word kFlags = 0;
  static constexpr Word kDefault = 0;

  static Word GetControl() {
    Word word;
    __asm__ volatile("mrs %0, fpcr" : "=r"(word)::"memory");
    return word;
  }
  static void SetControl(Word word) { __asm__ volatile("msr fpcr, %0" ::"r"(word) : "memory"); }
  static Word GetFlags() {
    Word word;
    __asm__ volatile("mrs %0, fpsr" : "=r"(word)::"memory");
    return word;
  }
  static void SetFlags(Word word) { __asm__ volatile("msr fpsr, %0" ::"r"(word) : "memory"); }
  // Writing them is slow, so what need not change is only read.
  void Restore() const {
    if (GetControl() != control_) SetControl(control_);
    if (GetFlags() != flags_) SetFlags(flags_);
  }
#endif

  const Word control_, flags_;
};

}  // namespace sinew

#endif  // SINEW_CORE_FLOAT_ENVIRONMENT_H_
