#include "textflag.h"

// The state of HighwayHash as vectors of four lanes: Y0 is v0, Y1 v1, Y2 mul0, Y3 mul1. Y4 is what
// the byte permutation of v0 adds to v1, which waits for the next packet: sums are associated so
// that the operand that is ready last is added last.

DATA initial<>+0(SB)/8, $0xdbe6d5d5fe4cce2f
DATA initial<>+8(SB)/8, $0xa4093822299f31d0
DATA initial<>+16(SB)/8, $0x13198a2e03707344
DATA initial<>+24(SB)/8, $0x243f6a8885a308d3
DATA initial<>+32(SB)/8, $0x3bd39e10cb0ef593
DATA initial<>+40(SB)/8, $0xc0acf169b5f18a8c
DATA initial<>+48(SB)/8, $0xbe5466cf34e90c6c
DATA initial<>+56(SB)/8, $0x452821e638d01377
GLOBL initial<>(SB), RODATA|NOPTR, $64

DATA zipper<>+0(SB)/8, $0x000f010e05020c03
DATA zipper<>+8(SB)/8, $0x070806090d0a040b
DATA zipper<>+16(SB)/8, $0x000f010e05020c03
DATA zipper<>+24(SB)/8, $0x070806090d0a040b
GLOBL zipper<>(SB), RODATA|NOPTR, $32

// Lanes 2, 3, 0, 1, the halves of each exchanged.
DATA permute<>+0(SB)/8, $0x0000000400000005
DATA permute<>+8(SB)/8, $0x0000000600000007
DATA permute<>+16(SB)/8, $0x0000000000000001
DATA permute<>+24(SB)/8, $0x0000000200000003
GLOBL permute<>(SB), RODATA|NOPTR, $32

DATA iota<>+0(SB)/8, $0x0000000100000000
DATA iota<>+8(SB)/8, $0x0000000300000002
DATA iota<>+16(SB)/8, $0x0000000500000004
DATA iota<>+24(SB)/8, $0x0000000700000006
GLOBL iota<>(SB), RODATA|NOPTR, $32

// What follows once v1 is the sum of itself, Y4, mul0 and the packet; clobbers Y6 and Y7.
#define MIX \
	VPSRLQ   $32, Y0, Y6 \
	VPSHUFB  Y5, Y1, Y7  \
	VPMULUDQ Y1, Y6, Y6  \
	VPADDQ   Y3, Y0, Y0  \
	VPXOR    Y6, Y2, Y2  \
	VPSRLQ   $32, Y1, Y6 \
	VPMULUDQ Y0, Y6, Y6  \
	VPADDQ   Y7, Y0, Y0  \
	VPXOR    Y6, Y3, Y3  \
	VPSHUFB  Y5, Y0, Y4

#define ABSORB(packet) \
	VPADDQ packet, Y1, Y1 \
	VPADDQ Y2, Y1, Y1     \
	VPADDQ Y4, Y1, Y1     \
	MIX

// func hashAVX2(s *state, key *[Size]byte, p *byte, n, rounds int)
TEXT ·hashAVX2(SB), NOSPLIT, $0-40
	MOVQ s+0(FP), DI
	MOVQ key+8(FP), BX
	MOVQ p+16(FP), SI
	MOVQ n+24(FP), CX
	MOVQ rounds+32(FP), DX
	VMOVDQU zipper<>(SB), Y5
	VPXOR   Y4, Y4, Y4
	TESTQ   BX, BX
	JZ      resume

	VMOVDQU (BX), Y1
	VMOVDQU initial<>+0(SB), Y2
	VMOVDQU initial<>+32(SB), Y3
	VPXOR   Y2, Y1, Y0
	VPSHUFD $0xb1, Y1, Y1
	VPXOR   Y3, Y1, Y1
	JMP     packets

resume:
	VMOVDQU 0(DI), Y0
	VMOVDQU 32(DI), Y1
	VMOVDQU 64(DI), Y2
	VMOVDQU 96(DI), Y3

packets:
	SUBQ $32, CX
	JB   last

packet:
	ABSORB(0(SI))
	ADDQ $32, SI
	SUBQ $32, CX
	JAE  packet

last:
	ADDQ $32, CX
	JZ   rounds

	// Less than a packet: its size goes into v0, and turns the halves of v1.
	VPADDQ       Y4, Y1, Y1
	VPXOR        Y4, Y4, Y4
	VMOVD        CX, X6
	MOVL         $32, AX
	SUBL         CX, AX
	VMOVD        AX, X7
	VPSLLD       X6, Y1, Y8
	VPSRLD       X7, Y1, Y9
	VPOR         Y8, Y9, Y1
	VPBROADCASTD X6, Y6
	VPADDQ       Y6, Y0, Y0

	// Whole groups of four bytes.
	MOVL         CX, AX
	SHRL         $2, AX
	VMOVD        AX, X7
	VPBROADCASTD X7, Y7
	VPCMPGTD     iota<>(SB), Y7, Y7
	VPMASKMOVD   (SI), Y7, Y8
	CMPL         CX, $16
	JB           few

	// The last four bytes, at the end of the packet.
	MOVL        -4(SI)(CX*1), AX
	SHLQ        $32, AX
	VMOVQ       AX, X9
	VPSLLDQ     $8, X9, X9
	JMP         combine

few:
	// The one to three bytes that make up no group, at the first half's end.
	MOVQ    CX, R8
	ANDQ    $3, R8
	JZ      whole
	SUBQ    R8, CX
	ADDQ    CX, SI
	MOVQ    R8, R9
	SHRQ    $1, R9
	MOVBLZX (SI), AX
	MOVBLZX (SI)(R9*1), R10
	MOVBLZX -1(SI)(R8*1), R11
	SHLL    $8, R10
	SHLL    $16, R11
	ORL     R10, AX
	ORL     R11, AX
	VMOVD   AX, X9

combine:
	VPXOR       Y10, Y10, Y10
	VINSERTI128 $1, X9, Y10, Y9
	VPOR        Y9, Y8, Y8

whole:
	ABSORB(Y8)

rounds:
	TESTQ   DX, DX
	JZ      store
	VMOVDQU permute<>(SB), Y8

round:
	VPERMD Y0, Y8, Y9
	VPADDQ Y2, Y1, Y1
	VPADDQ Y4, Y1, Y1
	VPADDQ Y9, Y1, Y1
	MIX
	DECQ   DX
	JNZ    round

store:
	VPADDQ  Y4, Y1, Y1
	VMOVDQU Y0, 0(DI)
	VMOVDQU Y1, 32(DI)
	VMOVDQU Y2, 64(DI)
	VMOVDQU Y3, 96(DI)
	VZEROUPPER
	RET
