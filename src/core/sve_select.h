// Included before everything else where GCC compiles for arm64. On vectors of a length that is not
// known, GCC 12 makes svsel_b of masks that come from comparisons over all lanes into one selection
// for each of the first 16 lanes, and leaves the others 0 (DESIGN.md). Highway's Or and Xor of
// masks are svsel_b. The same by and, and not, or, which it translates as they stand.
#ifndef SINEW_CORE_SVE_SELECT_H_
#define SINEW_CORE_SVE_SELECT_H_

#define svsel_b(MASK, YES, NO)                                    \
  svorr_b_z(svptrue_b8(), svand_b_z(svptrue_b8(), (MASK), (YES)), \
            svbic_b_z(svptrue_b8(), (NO), (MASK)))

#endif  // SINEW_CORE_SVE_SELECT_H_
