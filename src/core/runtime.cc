// What the library would take from the C++ runtime, which it is linked without.

// clang's tables of virtual functions name it for those that a class leaves to others; it is never
// called.
extern "C" __attribute__((weak, visibility("hidden"))) void __cxa_pure_virtual() {
  __builtin_trap();
}
