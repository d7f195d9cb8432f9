package columnar

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"

	"github.com/apache/arrow/go/v15/arrow/ipc"
)

// The Go library reads the flatbuffers of an IPC file without verifying them and makes
// room for as many children, nodes and blocks as a vector claims: one flipped byte asks
// for 187 GB, which no recover can undo. So every message is verified first, as Arrow's
// C++ reader does, and every length held against the file.
//
// Reference: Arrow columnar format, format/Message.fbs, Schema.fbs and File.fbs.

// Bounds of a schema: fields may share children, which would make a small file endless.
const (
	mostTables = 1 << 20
	mostNested = 64
)

// verifier checks one flatbuffer.
type verifier struct {
	b      []byte
	tables int
}

// damaged stops a verification; protect turns it into ErrTruncated.
func damaged(format string, a ...any) {
	panic(fmt.Sprintf(format, a...))
}

func (v *verifier) u32(at int) int {
	if at < 0 || at+4 > len(v.b) {
		damaged("an offset beyond its message")
	}
	return int(binary.LittleEndian.Uint32(v.b[at:]))
}

// root returns the table that the buffer begins with.
func (v *verifier) root() int { return v.table(v.u32(0)) }

// table counts a table and returns its position.
func (v *verifier) table(at int) int {
	if v.tables++; v.tables > mostTables {
		damaged("more than %d fields", mostTables)
	}
	vt := at - int(int32(v.u32(at)))
	if vt < 0 || vt+4 > len(v.b) {
		damaged("a table beyond its message")
	}
	size, object := int(binary.LittleEndian.Uint16(v.b[vt:])), int(binary.LittleEndian.Uint16(v.b[vt+2:]))
	if size < 4 || vt+size > len(v.b) || at+object > len(v.b) {
		damaged("a table beyond its message")
	}
	return at
}

// slot returns where field n of a table stands; 0 when it is absent.
func (v *verifier) slot(table, n, width int) int {
	vt := table - int(int32(v.u32(table)))
	if 4+2*n+2 > int(binary.LittleEndian.Uint16(v.b[vt:])) {
		return 0
	}
	off := int(binary.LittleEndian.Uint16(v.b[vt+4+2*n:]))
	if off == 0 {
		return 0
	}
	if table+off+width > len(v.b) {
		damaged("a field beyond its message")
	}
	return table + off
}

// child returns the table in field n; 0 when it is absent.
func (v *verifier) child(table, n int) int {
	at := v.slot(table, n, 4)
	if at == 0 {
		return 0
	}
	return v.table(at + v.u32(at))
}

// vector returns the first element and the length of the vector in field n.
func (v *verifier) vector(table, n, width int) (first, length int) {
	at := v.slot(table, n, 4)
	if at == 0 {
		return 0, 0
	}
	at += v.u32(at)
	length = v.u32(at)
	if length > (len(v.b)-at-4)/width {
		damaged("a list of %d in %d bytes", length, len(v.b))
	}
	return at + 4, length
}

// pairs checks a vector of key and value.
func (v *verifier) pairs(table, n int) {
	first, length := v.vector(table, n, 4)
	for i := range length {
		at := first + 4*i
		pair := v.table(at + v.u32(at))
		v.vector(pair, 0, 1)
		v.vector(pair, 1, 1)
	}
}

func (v *verifier) fields(table, n, depth int) {
	if depth > mostNested {
		damaged("fields nested more than %d deep", mostNested)
	}
	first, length := v.vector(table, n, 4)
	for i := range length {
		at := first + 4*i
		field := v.table(at + v.u32(at))
		v.vector(field, 0, 1) // name
		v.child(field, 3)     // type
		v.child(field, 4)     // dictionary
		v.fields(field, 5, depth+1)
		v.pairs(field, 6)
	}
}

func (v *verifier) schema(table int) {
	v.fields(table, 1, 0)
	v.pairs(table, 2)
	v.vector(table, 3, 8)
}

func (v *verifier) record(table int) {
	v.vector(table, 1, 16) // nodes
	v.vector(table, 2, 16) // buffers
	v.child(table, 3)
	v.vector(table, 4, 8)
}

// message checks a message and returns the length of its body.
func (v *verifier) message() (body int64) {
	m := v.root()
	kind := 0
	if at := v.slot(m, 1, 1); at > 0 {
		kind = int(v.b[at])
	}
	if header := v.child(m, 2); header > 0 {
		switch kind {
		case 1:
			v.schema(header)
		case 2:
			if data := v.child(header, 1); data > 0 {
				v.record(data)
			}
		case 3:
			v.record(header)
		}
	}
	v.pairs(m, 4)
	if at := v.slot(m, 3, 8); at > 0 {
		body = int64(binary.LittleEndian.Uint64(v.b[at:]))
	}
	return body
}

// verifyIPC checks all messages of an IPC file or stream.
func verifyIPC(f *os.File, size int64) error {
	head := make([]byte, len(ipc.Magic))
	if _, err := f.ReadAt(head, 0); err != nil {
		return fmt.Errorf("%w: it has %d bytes", ErrTruncated, size)
	}
	return protect(func() error {
		if bytes.Equal(head, ipc.Magic) {
			return verifyFile(f, size)
		}
		return verifyStream(f, size)
	})
}

// part reads n bytes at an offset; both come from the file.
func part(f io.ReaderAt, size, at, n int64) []byte {
	if at < 0 || n < 0 || at > size || n > size-at {
		damaged("%d bytes at %d of %d", n, at, size)
	}
	b := make([]byte, n)
	if _, err := f.ReadAt(b, at); err != nil && err != io.EOF {
		damaged("%v", err)
	}
	return b
}

const continuation = 0xFFFFFFFF

func verifyStream(f io.ReaderAt, size int64) error {
	for at := int64(0); at < size; {
		n := int64(binary.LittleEndian.Uint32(part(f, size, at, 4)))
		if at += 4; n == continuation {
			n = int64(binary.LittleEndian.Uint32(part(f, size, at, 4)))
			at += 4
		}
		if n == 0 {
			return nil
		}
		v := &verifier{b: part(f, size, at, n)}
		body := v.message()
		if at += n; body < 0 || body > size-at {
			damaged("a body of %d bytes at %d of %d", body, at, size)
		}
		at += body
	}
	return nil
}

func verifyFile(f io.ReaderAt, size int64) error {
	tail := int64(len(ipc.Magic) + 4)
	end := part(f, size, size-tail, tail)
	if !bytes.Equal(end[4:], ipc.Magic) {
		damaged("it has no end")
	}
	n := int64(binary.LittleEndian.Uint32(end))
	v := &verifier{b: part(f, size, size-tail-n, n)}
	footer := v.root()
	if schema := v.child(footer, 1); schema > 0 {
		v.schema(schema)
	}
	v.pairs(footer, 4)
	for _, list := range []int{2, 3} { // dictionaries, record batches
		first, length := v.vector(footer, list, 24)
		for i := range length {
			block := v.b[first+24*i:]
			at, meta, body := int64(binary.LittleEndian.Uint64(block)), int64(binary.LittleEndian.Uint32(block[8:])), int64(binary.LittleEndian.Uint64(block[16:]))
			b := part(f, size, at, meta)
			if body < 0 || body > size-at-meta {
				damaged("a body of %d bytes at %d of %d", body, at+meta, size)
			}
			prefix := 4
			if len(b) < 8 {
				damaged("a message of %d bytes", len(b))
			} else if w := binary.LittleEndian.Uint32(b); w == continuation {
				prefix = 8
			} else if w == 0 {
				prefix = 0
			}
			(&verifier{b: b[prefix:]}).message()
		}
	}
	return nil
}
