package table

import "strings"

// Texts keeps many short texts in few pieces of memory, so that who looks through the
// memory for what is still used finds little to look at. The zero Texts is ready; it
// serves one goroutine. A text keeps its whole piece alive.
type Texts struct {
	piece strings.Builder
}

// textsPiece is the size of a piece, in bytes.
const textsPiece = 1 << 16

// Keep returns a copy of s that lies beside the other texts.
func (t *Texts) Keep(s string) string {
	from := t.room(len(s))
	t.piece.WriteString(s)
	return t.piece.String()[from:]
}

// KeepBytes is Keep of string(b).
func (t *Texts) KeepBytes(b []byte) string {
	from := t.room(len(b))
	t.piece.Write(b)
	return t.piece.String()[from:]
}

// room makes sure that n more bytes do not move the piece, and returns where they begin.
func (t *Texts) room(n int) int {
	if t.piece.Cap()-t.piece.Len() < n {
		t.piece = strings.Builder{}
		t.piece.Grow(max(n, textsPiece))
	}
	return t.piece.Len()
}
