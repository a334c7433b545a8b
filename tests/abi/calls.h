#ifndef SINEW_TESTS_ABI_CALLS_H_
#define SINEW_TESTS_ABI_CALLS_H_

#include "sinew/sinew.h"

#include <string.h>

int UpperHalvesAreDirty(void);
void CleanUpperHalves(void);
void SetFloats(void);
int FloatsChanged(void);
void Check(int good, const char* file, int line, const char* what);

// The call, an expression, and what must hold after it.
#define CALL(EXPRESSION, CONDITION)                                                         \
  do {                                                                                      \
    CleanUpperHalves();                                                                     \
    SetFloats();                                                                            \
    EXPRESSION;                                                                             \
    const int changed = FloatsChanged();                                                    \
    const int dirty = UpperHalvesAreDirty();                                                \
    Check(!changed, __FILE__, __LINE__, #EXPRESSION " computes with the caller's floats");  \
    Check(!dirty, __FILE__, __LINE__, #EXPRESSION " leaves the upper vector halves dirty"); \
    Check((CONDITION), __FILE__, __LINE__, #EXPRESSION ": " #CONDITION);                    \
  } while (0)

// Input for everybody, filled by main.
enum { kRows = 1000 };
extern int64_t integers[kRows];   // i - 500
extern uint64_t naturals[kRows];  // i + 1
extern double doubles[kRows];     // i + 0.5
extern char bytes[8 * kRows];     // eight to a row, ten different ones
extern int32_t offsets[kRows + 1];
extern uint8_t validity[(kRows + 7) / 8];  // all valid

// Defines a function that main runs, in any calls_*.c: CALLS(Hex) { ... }
#define CALLS(NAME)                                                                       \
  static void Call##NAME(void);                                                           \
  __attribute__((constructor)) static void Register##NAME(void) { Register(Call##NAME); } \
  static void Call##NAME(void)
void Register(void (*calls)(void));

#endif  // SINEW_TESTS_ABI_CALLS_H_
