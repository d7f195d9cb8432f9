#include "textflag.h"

// By the upper half of a byte, by its lower half, and by the upper half of the byte
// behind it: the errors that each allows, a bit each.
DATA firstHigh<>+0(SB)/8, $0x0202020202020202
DATA firstHigh<>+8(SB)/8, $0x4915012180808080
GLOBL firstHigh<>(SB), RODATA|NOPTR, $16
DATA firstLow<>+0(SB)/8, $0xcbcbcb8b8383a3e7
DATA firstLow<>+8(SB)/8, $0xcbcbdbcbcbcbcbcb
GLOBL firstLow<>(SB), RODATA|NOPTR, $16
DATA secondHigh<>+0(SB)/8, $0x0101010101010101
DATA secondHigh<>+8(SB)/8, $0x01010101babaaee6
GLOBL secondHigh<>(SB), RODATA|NOPTR, $16

// func validAVX2(src *byte, chunks int) bool
TEXT ·validAVX2(SB), NOSPLIT, $0-17
	MOVQ src+0(FP), SI
	MOVQ chunks+8(FP), CX
	VBROADCASTI128 firstHigh<>(SB), Y0
	VBROADCASTI128 firstLow<>(SB), Y1
	VBROADCASTI128 secondHigh<>(SB), Y2
	MOVQ $0x0f, AX
	MOVQ AX, X3
	VPBROADCASTB X3, Y3
	MOVQ $0x60, AX
	MOVQ AX, X4
	VPBROADCASTB X4, Y4
	MOVQ $0x70, AX
	MOVQ AX, X5
	VPBROADCASTB X5, Y5
	MOVQ $0x80, AX
	MOVQ AX, X6
	VPBROADCASTB X6, Y6
	VPXOR Y7, Y7, Y7 // errors
	VPXOR Y8, Y8, Y8 // the 32 bytes before
	XORQ BX, BX      // whether one of them was not ASCII
	TESTQ CX, CX
	JZ done

loop:
	VMOVDQU (SI), Y9
	VPMOVMSKB Y9, AX
	MOVQ AX, DX
	ORQ BX, AX
	MOVQ DX, BX
	JZ plain
	VPERM2I128 $0x21, Y9, Y8, Y10
	VPALIGNR $15, Y10, Y9, Y11 // the byte before each
	VPALIGNR $14, Y10, Y9, Y12
	VPALIGNR $13, Y10, Y9, Y13
	VPSRLW $4, Y11, Y14
	VPAND Y3, Y14, Y14
	VPSHUFB Y14, Y0, Y14
	VPAND Y3, Y11, Y11
	VPSHUFB Y11, Y1, Y11
	VPAND Y11, Y14, Y14
	VPSRLW $4, Y9, Y11
	VPAND Y3, Y11, Y11
	VPSHUFB Y11, Y2, Y11
	VPAND Y11, Y14, Y14
	VPSUBUSB Y4, Y12, Y12 // third of a character of three
	VPSUBUSB Y5, Y13, Y13 // fourth of one of four
	VPOR Y12, Y13, Y12
	VPAND Y6, Y12, Y12
	VPXOR Y12, Y14, Y14
	VPOR Y14, Y7, Y7

plain:
	VMOVDQA Y9, Y8
	ADDQ $32, SI
	DECQ CX
	JNZ loop

done:
	VPTEST Y7, Y7
	SETEQ ret+16(FP)
	VZEROUPPER
	RET
