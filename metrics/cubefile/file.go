// Package cubefile is everything that a run takes from the deal lines as bytes, so that it
// can go on without them: on another machine, or on another day.
//
// In comes a Reading: the cube, its plan and the rows that instructions look at. Write puts
// it into a file of lines that can be read by a person and checks itself; Read gives it
// back, or says what is wrong with the file. ReadDeals makes a Reading on one machine,
// distributed.go the same in steps that several share.
package cubefile

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/instruction"
)

// Version is the version of the file that Write writes.
const Version = 2

// cubeFormat is the first thing a cube's file says of itself.
const format = "tenbin-cube"

// Errors of Read.
var (
	ErrNotCube   = errors.New("not the file of a cube")
	ErrNewCube   = errors.New("the cube was written by another version of the program")
	ErrTornCube  = errors.New("the cube's file is torn: it differs from its checksum or ends before it")
	ErrWrongCube = errors.New("the cube contradicts itself")
)

// cubeFirst is the first line of the file: what it is.
type cubeFirst struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Method  string `json:"method_version"`
}

// cubeHead is the second line: everything but the long lists, whose lengths it gives.
type cubeHead struct {
	Month                                table.Month
	Key                                  string
	Asked                                instruction.Asked
	Plan                                 cube.Plan
	Marks                                []cube.MarkedLine
	Checked                              bool // no survey was run: repeats and returns were looked for while reducing
	People, Clients, Categories, Regions []string
	Strata                               []cube.Stratum
	Inputs                               assessment.Inputs
	FirstDay                             table.Day
	WindowFrom                           table.Month
	Cells, Evidence, Exceptions, Rows    int             // lines that follow, in this order
	Annotations                          json.RawMessage `json:"Door"`
}

// cubeCell is one line of the cells.
type cubeCell struct {
	cube.CellKey
	cube.Cell
}

// cubeLast is the last line: SHA-256 of all bytes before it, in hexadecimal.
type cubeLast struct {
	SHA256 string `json:"sha256"`
}

// Write writes a reading as lines of JSON: what the file is, the lists and counts,
// one line per cell, ledger line, exception and kept row in the cube's order, and a
// checksum.
//
// The same reading gives the same bytes: integers are written in full, fractions in the
// shortest form that reads back to the same value, maps by sorted key.
func Write(w io.Writer, r *Reading) error {
	c, plan := r.Cube, r.Plan
	buffered := bufio.NewWriterSize(w, 1<<16)
	sum := sha256.New()
	lines := json.NewEncoder(io.MultiWriter(buffered, sum))
	lines.SetEscapeHTML(false)
	head := cubeHead{Month: r.Month, Key: r.Key, Asked: r.Asked, Annotations: r.Annotations, Rows: len(r.Rows), Plan: *plan, Marks: plan.Marked(), Checked: plan.Checked(), People: c.People, Clients: c.Clients, Categories: c.Categories, Regions: c.Regions,
		Strata: c.Strata, Inputs: c.Inputs, FirstDay: c.FirstDay, WindowFrom: c.WindowFrom, Cells: len(c.Cells), Evidence: len(c.Evidence), Exceptions: len(c.Exceptions)}
	if err := errors.Join(lines.Encode(cubeFirst{format, Version, assessment.MethodVersion}), lines.Encode(&head)); err != nil {
		return err
	}
	for i := range c.Cells {
		if err := lines.Encode(&cubeCell{c.Keys[i], c.Cells[i]}); err != nil {
			return err
		}
	}
	for i := range c.Evidence {
		if err := lines.Encode(&c.Evidence[i]); err != nil {
			return err
		}
	}
	for i := range c.Exceptions {
		if err := lines.Encode(&c.Exceptions[i]); err != nil {
			return err
		}
	}
	for i := range r.Rows {
		if err := lines.Encode(json.RawMessage(r.Rows[i].Line)); err != nil {
			return err
		}
	}
	if err := json.NewEncoder(buffered).Encode(cubeLast{hex.EncodeToString(sum.Sum(nil))}); err != nil {
		return err
	}
	return buffered.Flush()
}

// Read reads what Write wrote. An error is ErrNotCube, ErrNewCube (another
// version of the file or of the method), ErrTornCube or ErrWrongCube, or the reader's own.
func Read(from io.Reader) (*Reading, error) {
	in := &cubeLines{r: bufio.NewReaderSize(from, 1<<16), sum: sha256.New()}
	var first cubeFirst
	if err := in.next(&first); err != nil && !errors.Is(err, ErrTornCube) {
		return nil, err
	}
	switch {
	case first.Format != format:
		return nil, ErrNotCube
	case first.Version != Version || first.Method != assessment.MethodVersion:
		return nil, fmt.Errorf("%w: file version %d, method %s; this one reads %d and %s", ErrNewCube, first.Version, first.Method, Version, assessment.MethodVersion)
	}
	var head cubeHead
	if err := in.next(&head); err != nil {
		return nil, err
	}
	c := &cube.Cube{People: head.People, Clients: head.Clients, Categories: head.Categories, Regions: head.Regions, Strata: head.Strata,
		Inputs: head.Inputs, FirstDay: head.FirstDay, WindowFrom: head.WindowFrom, Keys: []cube.CellKey{}, Cells: []cube.Cell{}}
	for range head.Cells {
		var x cubeCell
		if err := in.next(&x); err != nil {
			return nil, err
		}
		c.Keys, c.Cells = append(c.Keys, x.CellKey), append(c.Cells, x.Cell)
	}
	for range head.Evidence {
		var x assessment.LedgerLine
		if err := in.next(&x); err != nil {
			return nil, err
		}
		c.Evidence = append(c.Evidence, x)
	}
	for range head.Exceptions {
		var x cube.ExceptionSum
		if err := in.next(&x); err != nil {
			return nil, err
		}
		c.Exceptions = append(c.Exceptions, x)
	}
	r := &Reading{Month: head.Month, Key: head.Key, Asked: head.Asked, Annotations: head.Annotations, Cube: c}
	for range head.Rows {
		line, err := in.line()
		if err != nil {
			return nil, err
		}
		x, err := rowOf(line)
		if err != nil {
			return nil, err
		}
		r.Rows = append(r.Rows, x)
	}
	if err := in.end(); err != nil {
		return nil, err
	}
	r.Plan = cube.RestorePlan(head.Plan, head.Marks, head.Checked)
	if !c.Sound() {
		return r, ErrWrongCube
	}
	return r, nil
}

// cubeLines reads the lines of a cube's file and sums them up.
type cubeLines struct {
	r   *bufio.Reader
	sum hash.Hash
}

// line reads a line, without its end.
func (l *cubeLines) line() ([]byte, error) {
	line, err := l.r.ReadBytes('\n')
	if err == io.EOF {
		return nil, ErrTornCube
	}
	if err != nil {
		return nil, err
	}
	l.sum.Write(line)
	return line[:len(line)-1], nil
}

// next reads a line into v.
func (l *cubeLines) next(v any) error {
	line, err := l.line()
	if err == nil && json.Unmarshal(line, v) != nil {
		err = ErrTornCube
	}
	return err
}

// end checks the last line, and that nothing follows it.
func (l *cubeLines) end() error {
	var want bytes.Buffer
	if err := json.NewEncoder(&want).Encode(cubeLast{hex.EncodeToString(l.sum.Sum(nil))}); err != nil {
		return err
	}
	rest, err := io.ReadAll(io.LimitReader(l.r, int64(want.Len())+1))
	if err == nil && !bytes.Equal(rest, want.Bytes()) {
		err = ErrTornCube
	}
	return err
}
