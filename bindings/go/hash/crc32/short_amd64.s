#include "textflag.h"

// func updateShort(crc uint32, p *byte, n int) uint32
TEXT ·updateShort(SB), NOSPLIT, $0-28
	MOVL crc+0(FP), AX
	MOVQ p+8(FP), SI
	MOVQ n+16(FP), CX
	NOTL AX
	CMPQ CX, $160
	JLT  rest

	// Three checksums at once, as an instruction takes as long as three take turns: AX, BX and DX of
	// the R8 words before SI, DI and R9. R8 = CX / 24.
	IMUL3Q $43691, CX, R8
	SHRQ   $20, R8
	LEAQ   (R8)(R8*2), R10
	SHLQ   $3, R10
	SUBQ   R10, CX
	LEAQ   (SI)(R8*8), SI
	LEAQ   (SI)(R8*8), DI
	LEAQ   (DI)(R8*8), R9
	LEAQ   ·shifts(SB), R10
	MOVL   (R10)(R8*8), X0
	MOVL   (R10)(R8*4), X1
	XORL   BX, BX
	XORL   DX, DX
	NEGQ   R8

thirds:
	CRC32Q (SI)(R8*8), AX
	CRC32Q (DI)(R8*8), BX
	CRC32Q (R9)(R8*8), DX
	INCQ   R8
	JNZ    thirds

	// The first moves past two thirds, the second past one.
	MOVQ      AX, X2
	MOVQ      BX, X3
	PCLMULQDQ $0, X0, X2
	PCLMULQDQ $0, X1, X3
	PXOR      X3, X2
	MOVQ      X2, BX
	XORL      AX, AX
	CRC32Q    BX, AX
	XORL      DX, AX
	MOVQ      R9, SI

rest:
	SUBQ $8, CX
	JLT  tail

words:
	CRC32Q (SI), AX
	ADDQ   $8, SI
	SUBQ   $8, CX
	JGE    words

tail:
	// CX is the bytes left, less 8.
	TESTQ  $4, CX
	JZ     pair
	CRC32L (SI), AX
	ADDQ   $4, SI

pair:
	TESTQ  $2, CX
	JZ     byte
	CRC32W (SI), AX
	ADDQ   $2, SI

byte:
	TESTQ  $1, CX
	JZ     done
	CRC32B (SI), AX

done:
	NOTL AX
	MOVL AX, ret+24(FP)
	RET
