package columnar

import (
	"bufio"
	"bytes"
	"io"
	"testing"
)

// TestStream: behind the end there is nothing, however much is asked for, and asking for
// more than the buffer holds loses nothing.
func TestStream(t *testing.T) {
	all := bytes.Repeat([]byte("0123456789"), 100)
	s := &stream{bufio.NewReaderSize(bytes.NewReader(all), 16)}
	if b, err := s.Peek(10); err != nil || !bytes.Equal(b, all[:10]) {
		t.Fatalf("%q, %v", b, err)
	}
	if n, err := s.Discard(7); n != 7 || err != nil {
		t.Fatal(n, err)
	}
	for _, n := range []int{40, 500} {
		if b, err := s.Peek(n); err != nil || !bytes.Equal(b, all[7:7+n]) {
			t.Errorf("%d bytes: %q, %v", n, b, err)
		}
	}
	if b, err := s.Peek(2000); err != io.EOF || !bytes.Equal(b, all[7:]) {
		t.Errorf("at the end: %d bytes, %v", len(b), err)
	}
	if rest, err := io.ReadAll(s); err != nil || !bytes.Equal(rest, all[7:]) {
		t.Errorf("read on: %d bytes, %v", len(rest), err)
	}
	if b, err := s.Peek(5); err != io.EOF || len(b) != 0 {
		t.Errorf("behind the end: %q, %v", b, err)
	}
}
