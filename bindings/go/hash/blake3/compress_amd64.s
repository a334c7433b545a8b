#include "textflag.h"

// The state is in registers but for its third row, words 8 to 11, on the stack: those wait longest
// from one use to the next. SI points to the block; DI is the word of the third row at work.

#define V0 AX
#define V1 BX
#define V2 CX
#define V3 DX
#define V4 R8
#define V5 R9
#define V6 R10
#define V7 R11
#define V8 row-16(SP)
#define V9 row-12(SP)
#define V10 row-8(SP)
#define V11 row-4(SP)
#define V12 R12
#define V13 R13
#define V14 R14
#define V15 R15

#define MIX(a, b, c, d, x, y) \
	ADDL (4*x)(SI), a; \
	MOVL c, DI; \
	ADDL b, a; \
	XORL a, d; \
	RORL $16, d; \
	ADDL d, DI; \
	XORL DI, b; \
	RORL $12, b; \
	ADDL (4*y)(SI), a; \
	ADDL b, a; \
	XORL a, d; \
	RORL $8, d; \
	ADDL d, DI; \
	MOVL DI, c; \
	XORL DI, b; \
	RORL $7, b

// A round: the numbers are the words of the message in the order in which it adds them.
#define ROUND(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15) \
	MIX(V0, V4, V8, V12, m0, m1); \
	MIX(V1, V5, V9, V13, m2, m3); \
	MIX(V2, V6, V10, V14, m4, m5); \
	MIX(V3, V7, V11, V15, m6, m7); \
	MIX(V0, V5, V10, V15, m8, m9); \
	MIX(V1, V6, V11, V12, m10, m11); \
	MIX(V2, V7, V8, V13, m12, m13); \
	MIX(V3, V4, V9, V14, m14, m15)

#define ROUNDS \
	ROUND(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15); \
	ROUND(2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8); \
	ROUND(3, 4, 10, 12, 13, 2, 7, 14, 6, 5, 9, 0, 11, 15, 8, 1); \
	ROUND(10, 7, 12, 9, 14, 3, 13, 15, 4, 0, 11, 2, 5, 8, 1, 6); \
	ROUND(12, 13, 9, 11, 15, 10, 14, 8, 7, 2, 5, 3, 0, 1, 6, 4); \
	ROUND(9, 14, 11, 5, 8, 12, 15, 1, 13, 3, 0, 10, 2, 6, 4, 7); \
	ROUND(11, 15, 5, 0, 1, 9, 8, 6, 14, 10, 2, 12, 3, 4, 7, 13)

// The first half of the state, from the chaining value at DI.
#define LOAD_CV \
	MOVL 0(DI), V0; \
	MOVL 4(DI), V1; \
	MOVL 8(DI), V2; \
	MOVL 12(DI), V3; \
	MOVL 16(DI), V4; \
	MOVL 20(DI), V5; \
	MOVL 24(DI), V6; \
	MOVL 28(DI), V7

#define SET_ROW \
	MOVL $0x6A09E667, V8; \
	MOVL $0xBB67AE85, V9; \
	MOVL $0x3C6EF372, V10; \
	MOVL $0xA54FF53A, V11

// The first half of the output, in the first half of the state.
#define FOLD \
	XORL V8, V0; \
	XORL V9, V1; \
	XORL V10, V2; \
	XORL V11, V3; \
	XORL V12, V4; \
	XORL V13, V5; \
	XORL V14, V6; \
	XORL V15, V7

#define STORE_CV \
	MOVL V0, 0(DI); \
	MOVL V1, 4(DI); \
	MOVL V2, 8(DI); \
	MOVL V3, 12(DI); \
	MOVL V4, 16(DI); \
	MOVL V5, 20(DI); \
	MOVL V6, 24(DI); \
	MOVL V7, 28(DI)

// func compressBlocksAsm(cv *[8]uint32, p unsafe.Pointer, count int, counter uint64, size, flags, first uint32)
TEXT ·compressBlocksAsm(SB), NOSPLIT, $32-44
	MOVQ cv+0(FP), DI
	MOVQ p+8(FP), SI
	LOAD_CV
	MOVL flags+36(FP), V15
	ORL  first+40(FP), V15

block:
	SET_ROW
	MOVQ counter+24(FP), V12
	MOVQ V12, V13
	SHRQ $32, V13
	MOVL size+32(FP), V14
	ROUNDS
	FOLD
	MOVL flags+36(FP), V15
	ADDQ $64, SI
	DECQ count+16(FP)
	JNE  block
	MOVQ cv+0(FP), DI
	STORE_CV
	RET

// func outputBlockAsm(cv *[8]uint32, p unsafe.Pointer, counter uint64, size, flags uint32, out *[64]byte)
TEXT ·outputBlockAsm(SB), NOSPLIT, $32-40
	MOVQ cv+0(FP), DI
	MOVQ p+8(FP), SI
	LOAD_CV
	SET_ROW
	MOVQ counter+16(FP), V12
	MOVQ V12, V13
	SHRQ $32, V13
	MOVL size+24(FP), V14
	MOVL flags+28(FP), V15
	ROUNDS
	FOLD
	MOVQ out+32(FP), DI
	STORE_CV

	// The second half is that of the state, and the chaining value.
	MOVQ cv+0(FP), SI
	MOVL V8, V0
	MOVL V9, V1
	MOVL V10, V2
	MOVL V11, V3
	XORL 0(SI), V0
	XORL 4(SI), V1
	XORL 8(SI), V2
	XORL 12(SI), V3
	XORL 16(SI), V12
	XORL 20(SI), V13
	XORL 24(SI), V14
	XORL 28(SI), V15
	MOVL V0, 32(DI)
	MOVL V1, 36(DI)
	MOVL V2, 40(DI)
	MOVL V3, 44(DI)
	MOVL V12, 48(DI)
	MOVL V13, 52(DI)
	MOVL V14, 56(DI)
	MOVL V15, 60(DI)
	RET
