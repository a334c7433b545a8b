#include "textflag.h"

// The accumulators of XXH3 as vectors. A stripe of 64 bytes d, with 64 bytes of secret s, adds
// lo32(d ^ s) * hi32(d ^ s) to each accumulator, and d to its neighbour.

// What a stripe adds to the accumulators, to `sum`; clobbers Z1 to Z3.
#define STRIPE512(data, secret, sum) \
	VMOVDQU64 data, Z1         \
	VPXORQ    secret, Z1, Z2   \
	VPSRLQ    $32, Z2, Z3      \
	VPMULUDQ  Z2, Z3, Z2       \
	VPSHUFD   $0x4e, Z1, Z1    \
	VPADDQ    Z1, Z2, sum

#define ADD512(data, secret, sum) \
	STRIPE512(data, secret, Z2) \
	VPADDQ    Z2, sum, sum

// The secret of a whole block, and the prime of the scramble, stay in registers.
#define SECRET512 \
	VMOVDQU64 0(DX), Z8 \
	VMOVDQU64 8(DX), Z9 \
	VMOVDQU64 16(DX), Z10 \
	VMOVDQU64 24(DX), Z11 \
	VMOVDQU64 32(DX), Z12 \
	VMOVDQU64 40(DX), Z13 \
	VMOVDQU64 48(DX), Z14 \
	VMOVDQU64 56(DX), Z15 \
	VMOVDQU64 64(DX), Z16 \
	VMOVDQU64 72(DX), Z17 \
	VMOVDQU64 80(DX), Z18 \
	VMOVDQU64 88(DX), Z19 \
	VMOVDQU64 96(DX), Z20 \
	VMOVDQU64 104(DX), Z21 \
	VMOVDQU64 112(DX), Z22 \
	VMOVDQU64 120(DX), Z23 \
	VMOVDQU64 128(DX), Z24 \
	MOVL $0x9e3779b1, AX \
	VPBROADCASTQ AX, Z25

// A block: four sums, so that its additions do not wait for one another, then the scramble
// (a ^ a >> 47 ^ secret) times a prime of 32 bits.
#define BLOCK512 \
	STRIPE512(0(SI), Z8, Z4) \
	STRIPE512(64(SI), Z9, Z5) \
	STRIPE512(128(SI), Z10, Z6) \
	STRIPE512(192(SI), Z11, Z7) \
	ADD512(256(SI), Z12, Z4) \
	ADD512(320(SI), Z13, Z5) \
	ADD512(384(SI), Z14, Z6) \
	ADD512(448(SI), Z15, Z7) \
	ADD512(512(SI), Z16, Z4) \
	ADD512(576(SI), Z17, Z5) \
	ADD512(640(SI), Z18, Z6) \
	ADD512(704(SI), Z19, Z7) \
	ADD512(768(SI), Z20, Z4) \
	ADD512(832(SI), Z21, Z5) \
	ADD512(896(SI), Z22, Z6) \
	ADD512(960(SI), Z23, Z7) \
	VPADDQ Z5, Z4, Z4 \
	VPADDQ Z7, Z6, Z6 \
	VPADDQ Z6, Z4, Z4 \
	VPADDQ Z4, Z0, Z0 \
	VPSRLQ   $47, Z0, Z1 \
	VPXORQ   Z24, Z0, Z0 \
	VPXORQ   Z1, Z0, Z0 \
	VPSRLQ   $32, Z0, Z1 \
	VPMULUDQ Z25, Z0, Z0 \
	VPMULUDQ Z25, Z1, Z1 \
	VPSLLQ   $32, Z1, Z1 \
	VPADDQ   Z1, Z0, Z0

// func seedSecretAVX512(to, from *[secretSize]byte, seed uint64)
TEXT ·seedSecretAVX512(SB), NOSPLIT, $0-24
	MOVQ to+0(FP), DI
	MOVQ from+8(FP), SI
	MOVQ seed+16(FP), AX
	MOVQ AX, BX
	NEGQ BX
	VPBROADCASTQ AX, Z0
	MOVL $0xaa, AX
	KMOVW AX, K1
	VPBROADCASTQ BX, K1, Z0
	VPADDQ 0(SI), Z0, Z1
	VPADDQ 64(SI), Z0, Z2
	VPADDQ 128(SI), Z0, Z3
	VMOVDQU64 Z1, 0(DI)
	VMOVDQU64 Z2, 64(DI)
	VMOVDQU64 Z3, 128(DI)
	VZEROUPPER
	RET

// func accumulateAVX512(acc *[8]uint64, p unsafe.Pointer, n int, secret *[secretSize]byte)
TEXT ·accumulateAVX512(SB), NOSPLIT, $0-32
	MOVQ acc+0(FP), DI
	MOVQ p+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ secret+24(FP), DX
	LEAQ -64(SI)(CX*1), R8
	VMOVDQU64 (DI), Z0
	CMPQ CX, $1024
	JLE  stripes

	SECRET512

block:
	BLOCK512
	ADDQ $1024, SI
	SUBQ $1024, CX
	CMPQ CX, $1024
	JGT  block

stripes:
	MOVQ DX, R9
	DECQ CX
	SHRQ $6, CX
	JZ   last

stripe:
	ADD512(0(SI), 0(R9), Z0)
	ADDQ $64, SI
	ADDQ $8, R9
	DECQ CX
	JNZ  stripe

last:
	ADD512(0(R8), 121(DX), Z0)
	VMOVDQU64 Z0, (DI)
	VZEROUPPER
	RET

// acc is four accumulators; clobbers Y2 to Y4.
#define HALF256(data, secret, acc) \
	VMOVDQU  data, Y2           \
	VPXOR    secret, Y2, Y3     \
	VPSRLQ   $32, Y3, Y4        \
	VPMULUDQ Y3, Y4, Y3         \
	VPSHUFD  $0x4e, Y2, Y2      \
	VPADDQ   Y2, Y3, Y3         \
	VPADDQ   Y3, acc, acc

#define STRIPE256(at, secretAt) \
	HALF256(at(SI), secretAt(R9), Y0) \
	HALF256((at+32)(SI), (secretAt+32)(R9), Y1)

// Y15 is the prime.
#define SCRAMBLE256(secret, acc) \
	VPSRLQ   $47, acc, Y2       \
	VPXOR    secret, acc, acc   \
	VPXOR    Y2, acc, acc       \
	VPSRLQ   $32, acc, Y2       \
	VPMULUDQ Y15, acc, acc      \
	VPMULUDQ Y15, Y2, Y2        \
	VPSLLQ   $32, Y2, Y2        \
	VPADDQ   Y2, acc, acc

// Y0 and Y1 are the accumulators.
#define BLOCK256 \
	STRIPE256(0, 0) \
	STRIPE256(64, 8) \
	STRIPE256(128, 16) \
	STRIPE256(192, 24) \
	STRIPE256(256, 32) \
	STRIPE256(320, 40) \
	STRIPE256(384, 48) \
	STRIPE256(448, 56) \
	STRIPE256(512, 64) \
	STRIPE256(576, 72) \
	STRIPE256(640, 80) \
	STRIPE256(704, 88) \
	STRIPE256(768, 96) \
	STRIPE256(832, 104) \
	STRIPE256(896, 112) \
	STRIPE256(960, 120) \
	SCRAMBLE256(128(DX), Y0) \
	SCRAMBLE256(160(DX), Y1)

// func accumulateAVX2(acc *[8]uint64, p unsafe.Pointer, n int, secret *[secretSize]byte)
TEXT ·accumulateAVX2(SB), NOSPLIT, $0-32
	MOVQ acc+0(FP), DI
	MOVQ p+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ secret+24(FP), DX
	LEAQ -64(SI)(CX*1), R8
	VMOVDQU (DI), Y0
	VMOVDQU 32(DI), Y1
	MOVQ DX, R9
	CMPQ CX, $1024
	JLE  stripes
	MOVL $0x9e3779b1, AX
	VMOVQ AX, X15
	VPBROADCASTQ X15, Y15

block:
	BLOCK256
	ADDQ $1024, SI
	SUBQ $1024, CX
	CMPQ CX, $1024
	JGT  block

stripes:
	DECQ CX
	SHRQ $6, CX
	JZ   last

stripe:
	STRIPE256(0, 0)
	ADDQ $64, SI
	ADDQ $8, R9
	DECQ CX
	JNZ  stripe

last:
	MOVQ R8, SI
	LEAQ 121(DX), R9
	STRIPE256(0, 0)
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	VZEROUPPER
	RET

// func accumulateBlocksAVX512(acc *[8]uint64, p unsafe.Pointer, blocks int, secret *[secretSize]byte)
TEXT ·accumulateBlocksAVX512(SB), NOSPLIT, $0-32
	MOVQ acc+0(FP), DI
	MOVQ p+8(FP), SI
	MOVQ blocks+16(FP), CX
	MOVQ secret+24(FP), DX
	VMOVDQU64 (DI), Z0
	SECRET512

block:
	BLOCK512
	ADDQ $1024, SI
	DECQ CX
	JNZ  block
	VMOVDQU64 Z0, (DI)
	VZEROUPPER
	RET

// func accumulateBlocksAVX2(acc *[8]uint64, p unsafe.Pointer, blocks int, secret *[secretSize]byte)
TEXT ·accumulateBlocksAVX2(SB), NOSPLIT, $0-32
	MOVQ acc+0(FP), DI
	MOVQ p+8(FP), SI
	MOVQ blocks+16(FP), CX
	MOVQ secret+24(FP), DX
	VMOVDQU (DI), Y0
	VMOVDQU 32(DI), Y1
	MOVQ DX, R9
	MOVL $0x9e3779b1, AX
	VMOVQ AX, X15
	VPBROADCASTQ X15, Y15

block:
	BLOCK256
	ADDQ $1024, SI
	DECQ CX
	JNZ  block
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	VZEROUPPER
	RET
