#include "textflag.h"

// func updateShort(crc uint32, p *byte, n int) uint32
TEXT ·updateShort(SB), NOSPLIT, $0-28
	MOVL crc+0(FP), AX
	MOVQ p+8(FP), SI
	MOVQ n+16(FP), CX
	NOTL AX
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
