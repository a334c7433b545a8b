#include "core/dispatch.h"

#if HWY_ARCH_X86
#include <cpuid.h>
#elif HWY_ARCH_ARM_A64
#include <sys/auxv.h>
#endif

// Highway's own answer to what the CPU supports is in libhwy.so, which would be one more library to
// load, and whose state all users of Highway in the process share.
namespace sinew {

bool has_vpclmulqdq = false;

namespace {

#if HWY_ARCH_X86

enum Register { kEax, kEbx, kEcx, kEdx };

enum Leaf { kFeatures, kExtended, kAmd, kSaved, kLeaves };

// A bit that must be set for `target` and all better ones. A target is built with the instructions
// of these bits and no others (hwy/ops/set_macros-inl.h).
struct Requirement {
  int64_t target;
  Leaf leaf;
  Register place;
  int bit;
};

// The worst target first.
constexpr Requirement kRequirements[] = {
    {HWY_SSSE3, kFeatures, kEcx, 0},     // SSE3
    {HWY_SSSE3, kFeatures, kEcx, 9},     // SSSE3
    {HWY_SSE4, kFeatures, kEcx, 1},      // PCLMULQDQ
    {HWY_SSE4, kFeatures, kEcx, 19},     // SSE4.1
    {HWY_SSE4, kFeatures, kEcx, 20},     // SSE4.2
    {HWY_SSE4, kFeatures, kEcx, 25},     // AES
    {HWY_AVX2, kFeatures, kEcx, 12},     // FMA
    {HWY_AVX2, kFeatures, kEcx, 28},     // AVX
    {HWY_AVX2, kFeatures, kEcx, 29},     // F16C
    {HWY_AVX2, kAmd, kEcx, 5},           // LZCNT
    {HWY_AVX2, kExtended, kEbx, 3},      // BMI
    {HWY_AVX2, kExtended, kEbx, 5},      // AVX2
    {HWY_AVX2, kExtended, kEbx, 8},      // BMI2
    {HWY_AVX2, kSaved, kEax, 1},         // the system saves SSE registers
    {HWY_AVX2, kSaved, kEax, 2},         // AVX registers
    {HWY_AVX3, kExtended, kEbx, 16},     // AVX512F
    {HWY_AVX3, kExtended, kEbx, 17},     // AVX512DQ
    {HWY_AVX3, kExtended, kEbx, 28},     // AVX512CD
    {HWY_AVX3, kExtended, kEbx, 30},     // AVX512BW
    {HWY_AVX3, kExtended, kEbx, 31},     // AVX512VL
    {HWY_AVX3, kSaved, kEax, 5},         // mask registers
    {HWY_AVX3, kSaved, kEax, 6},         // upper halves of ZMM0 to ZMM15
    {HWY_AVX3, kSaved, kEax, 7},         // ZMM16 to ZMM31
    {HWY_AVX3_DL, kExtended, kEcx, 1},   // AVX512_VBMI
    {HWY_AVX3_DL, kExtended, kEcx, 6},   // AVX512_VBMI2
    {HWY_AVX3_DL, kExtended, kEcx, 8},   // GFNI
    {HWY_AVX3_DL, kExtended, kEcx, 9},   // VAES
    {HWY_AVX3_DL, kExtended, kEcx, 10},  // VPCLMULQDQ
    {HWY_AVX3_DL, kExtended, kEcx, 11},  // AVX512_VNNI
    {HWY_AVX3_DL, kExtended, kEcx, 12},  // AVX512_BITALG
    {HWY_AVX3_DL, kExtended, kEcx, 14},  // AVX512_VPOPCNTDQ
};

int64_t Detect() {
  constexpr int kOsxsave = 27;
  uint32_t values[kLeaves][4] = {};
  const auto read = [&values](Leaf leaf, uint32_t number) {
    uint32_t* to = values[leaf];
    __get_cpuid_count(number, 0, &to[kEax], &to[kEbx], &to[kEcx], &to[kEdx]);
  };
  read(kFeatures, 1);
  read(kExtended, 7);
  read(kAmd, 0x80000001);
  if ((values[kFeatures][kEcx] >> kOsxsave & 1) != 0) {
    __asm__ volatile("xgetbv" : "=a"(values[kSaved][kEax]), "=d"(values[kSaved][kEdx]) : "c"(0));
  }
  has_vpclmulqdq = (values[kExtended][kEcx] >> 10 & 1) != 0;
  // Better targets have lower bits.
  int64_t targets = ~int64_t{0};
  for (const Requirement& requirement : kRequirements) {
    if ((values[requirement.leaf][requirement.place] >> requirement.bit & 1) == 0) {
      return ~(2 * requirement.target - 1);
    }
    targets = ~(requirement.target - 1);
  }
  return targets;
}

#elif HWY_ARCH_ARM_A64

// From the kernel's asm/hwcap.h, parts of which old systems lack.
constexpr unsigned long kAes = 1ul << 3, kSve = 1ul << 22, kSve2 = 1ul << 1, kSveAes = 1ul << 2;

int64_t Detect() {
  const unsigned long capabilities = getauxval(AT_HWCAP), more = getauxval(AT_HWCAP2);
  int64_t targets = HWY_STATIC_TARGET;
  if ((capabilities & kAes) != 0) targets |= HWY_NEON;
  if ((capabilities & kSve) == 0) return targets;
  targets |= HWY_SVE;
  if ((more & kSve2) != 0 && (more & kSveAes) != 0) targets |= HWY_SVE2;
  // Targets for vectors of one size: the assembler need not know SVE for this.
  uint64_t bytes;
  __asm__(".inst 0x0420e3e0\n\tmov %0, x0" : "=r"(bytes) : : "x0");  // cntb x0
  if (bytes == 32) targets |= HWY_SVE_256;
  if (bytes == 16 && (targets & HWY_SVE2) != 0) targets |= HWY_SVE2_128;
  return targets;
}

#else

int64_t Detect() { return HWY_STATIC_TARGET; }

#endif

}  // namespace

int64_t DetectTargets() { return (Detect() | HWY_STATIC_TARGET) & HWY_TARGETS; }

}  // namespace sinew

// Highway's dispatch tables refer to these two in their first entries, which the library never
// calls.
namespace hwy {

int64_t SupportedTargets() { return sinew::AvailableTargets(); }
ChosenTarget& GetChosenTarget() { return sinew::chosen_target; }

#if HWY_IS_DEBUG_BUILD
// Highway's assertions call it, which builds without optimisation or with sanitizers have.
void Abort(const char* /*file*/, int /*line*/, const char* /*format*/, ...) { __builtin_trap(); }
#endif

}  // namespace hwy
