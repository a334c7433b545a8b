#include "textflag.h"

#define PRIME1 $0x9e3779b185ebca87
#define PRIME2 $0xc2b2ae3d27d4eb4f
#define PRIME3 $0x165667b19e3779f9
#define PRIME4 $0x85ebca77c2b2ae63
#define PRIME5 $0x27d4eb2f165667c5

// R13 holds the first prime, BX the second, DI the fourth. The lanes are R8 to R11.

#define ROUND(data, lane, word) \
	MOVQ  data, word   \
	IMULQ BX, word     \
	ADDQ  word, lane   \
	ROLQ  $31, lane    \
	IMULQ R13, lane

#define STRIPE \
	ROUND(0(SI), R8, R12)   \
	ROUND(8(SI), R9, CX)    \
	ROUND(16(SI), R10, R12) \
	ROUND(24(SI), R11, CX)  \
	ADDQ $32, SI

// Adds a lane, which it clobbers, to the hash in AX.
#define MERGE(lane) \
	IMULQ BX, lane  \
	ROLQ  $31, lane \
	IMULQ R13, lane \
	XORQ  lane, AX  \
	IMULQ R13, AX   \
	ADDQ  DI, AX

#define BYTE(at) \
	MOVBLZX at(SI), R12 \
	IMULQ   R9, R12     \
	XORQ    R12, AX     \
	ROLQ    $11, AX     \
	IMULQ   R13, AX

// func sum(p unsafe.Pointer, n int, seed uint64) uint64
TEXT ·sum(SB), NOSPLIT|NOFRAME, $0-32
	MOVQ p+0(FP), SI
	MOVQ n+8(FP), DX
	MOVQ seed+16(FP), R10
	JMP  body<>(SB)

// func Sum64(b []byte) uint64
TEXT ·Sum64(SB), NOSPLIT|NOFRAME, $0-32
	MOVQ b_base+0(FP), SI
	MOVQ b_len+8(FP), DX
	XORL R10, R10
	JMP  body<>(SB)

// Hashes DX bytes at SI with the seed R10.
TEXT body<>(SB), NOSPLIT|NOFRAME, $0-32
	MOVQ PRIME1, R13
	MOVQ PRIME2, BX
	CMPQ DX, $32
	JLT  short

	LEAQ (R10)(BX*1), R9
	LEAQ (R9)(R13*1), R8
	MOVQ R10, R11
	SUBQ R13, R11
	LEAQ -32(SI)(DX*1), DI

stripes:
	STRIPE
	CMPQ SI, DI
	JLE  stripes

	MOVQ PRIME4, DI
	MOVQ R8, AX
	ROLQ $1, AX
	MOVQ R9, R12
	ROLQ $7, R12
	ADDQ R12, AX
	MOVQ R10, R12
	ROLQ $12, R12
	ADDQ R12, AX
	MOVQ R11, R12
	ROLQ $18, R12
	ADDQ R12, AX
	MERGE(R8)
	MERGE(R9)
	MERGE(R10)
	MERGE(R11)
	JMP  rest

short:
	MOVQ PRIME4, DI
	MOVQ PRIME5, AX
	ADDQ R10, AX

rest:
	ADDQ DX, AX
	ANDL $31, DX
	SUBL $8, DX
	JLT  half

word:
	MOVQ  (SI), R12
	IMULQ BX, R12
	ADDQ  $8, SI
	ROLQ  $31, R12
	IMULQ R13, R12
	XORQ  R12, AX
	ROLQ  $27, AX
	IMULQ R13, AX
	ADDQ  DI, AX
	SUBL  $8, DX
	JGE   word

half:
	// DX is what is left, less 8.
	MOVQ  PRIME3, R11
	ADDL  $4, DX
	JLT   bytes
	MOVL  (SI), R12
	IMULQ R13, R12
	ADDQ  $4, SI
	XORQ  R12, AX
	ROLQ  $23, AX
	IMULQ BX, AX
	ADDQ  R11, AX
	SUBL  $4, DX

bytes:
	ADDL $4, DX
	JZ   mix
	MOVQ PRIME5, R9

	BYTE(0)
	DECL DX
	JZ   mix
	BYTE(1)
	DECL DX
	JZ   mix
	BYTE(2)

mix:
	MOVQ  AX, R12
	SHRQ  $33, R12
	XORQ  R12, AX
	IMULQ BX, AX
	MOVQ  AX, R12
	SHRQ  $29, R12
	XORQ  R12, AX
	IMULQ R11, AX
	MOVQ  AX, R12
	SHRQ  $32, R12
	XORQ  R12, AX
	MOVQ  AX, ret+24(FP)
	RET

// func addStripes(v *lanes, p unsafe.Pointer, count int)
TEXT ·addStripes(SB), NOSPLIT|NOFRAME, $0-24
	MOVQ  v+0(FP), DI
	MOVQ  p+8(FP), SI
	MOVQ  count+16(FP), DX
	TESTQ DX, DX
	JZ    none
	MOVQ  PRIME1, R13
	MOVQ  PRIME2, BX
	MOVQ  0(DI), R8
	MOVQ  8(DI), R9
	MOVQ  16(DI), R10
	MOVQ  24(DI), R11

stripes:
	STRIPE
	DECQ DX
	JNZ  stripes
	MOVQ R8, 0(DI)
	MOVQ R9, 8(DI)
	MOVQ R10, 16(DI)
	MOVQ R11, 24(DI)

none:
	RET
