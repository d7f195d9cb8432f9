package ingest

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"sync"
	"testing"
)

// fakeDB is a database that exists for one test: what it answers, and what was done to it.
type fakeDB struct {
	answers  map[string]fakeAnswer // by the query's text
	down     error                 // it lets nobody in
	writable bool                  // it knows no read-only transactions

	mu      sync.Mutex
	asked   []string // in this order
	begun   []driver.TxOptions
	ended   int // transactions that were rolled back
	closed  int // answers that were given back
	serving chan struct{}
}

// fakeAnswer is the answer to one query.
type fakeAnswer struct {
	columns, types []string
	rows           [][]driver.Value
	err            error // behind the rows
	hangs          bool  // behind the rows, until it is cancelled
}

// fakeDatabases are the databases by connection string; the driver's name is "madeup".
type fakeDatabases struct{ open sync.Map }

var madeUp = func() *fakeDatabases {
	d := &fakeDatabases{}
	sql.Register("madeup", d)
	return d
}()

// newFake opens a database for the test and returns the variable that names it.
func newFake(t *testing.T, db *fakeDB) (variable string) {
	t.Helper()
	db.serving = make(chan struct{}, 1)
	dsn := "madeup://reader:Secret-of-the-database@db.example/" + t.Name()
	madeUp.open.Store(dsn, db)
	t.Cleanup(func() { madeUp.open.Delete(dsn) })
	t.Setenv("MADEUP_DSN", dsn)
	return "MADEUP_DSN"
}

func (d *fakeDatabases) Open(dsn string) (driver.Conn, error) {
	db, ok := d.open.Load(dsn)
	if !ok {
		return nil, errors.New("no such database: " + dsn)
	}
	if err := db.(*fakeDB).down; err != nil {
		return nil, err
	}
	return &fakeConn{db.(*fakeDB)}, nil
}

type fakeConn struct{ db *fakeDB }

func (c *fakeConn) Prepare(string) (driver.Stmt, error) { return nil, errors.New("not prepared") }
func (c *fakeConn) Close() error                        { return nil }
func (c *fakeConn) Begin() (driver.Tx, error)           { return nil, errors.New("no plain transactions") }

func (c *fakeConn) BeginTx(_ context.Context, o driver.TxOptions) (driver.Tx, error) {
	if c.db.writable {
		return nil, errors.New("read-only transactions are unknown here")
	}
	c.db.mu.Lock()
	defer c.db.mu.Unlock()
	c.db.begun = append(c.db.begun, o)
	return c, nil
}

func (c *fakeConn) Commit() error { return errors.New("nothing is to be committed") }

func (c *fakeConn) Rollback() error {
	c.db.mu.Lock()
	defer c.db.mu.Unlock()
	c.db.ended++
	return nil
}

func (c *fakeConn) QueryContext(ctx context.Context, query string, _ []driver.NamedValue) (driver.Rows, error) {
	c.db.mu.Lock()
	defer c.db.mu.Unlock()
	c.db.asked = append(c.db.asked, query)
	a, ok := c.db.answers[query]
	if !ok {
		return nil, errors.New("no such query: " + query)
	}
	return &fakeRows{ctx: ctx, db: c.db, a: a}, nil
}

type fakeRows struct {
	ctx context.Context
	db  *fakeDB
	a   fakeAnswer
	at  int
}

func (r *fakeRows) Columns() []string { return r.a.columns }

func (r *fakeRows) ColumnTypeDatabaseTypeName(i int) string {
	if i < len(r.a.types) {
		return r.a.types[i]
	}
	return "TEXT"
}

func (r *fakeRows) Close() error {
	r.db.mu.Lock()
	defer r.db.mu.Unlock()
	r.db.closed++
	return nil
}

func (r *fakeRows) Next(dest []driver.Value) error {
	if r.at < len(r.a.rows) {
		copy(dest, r.a.rows[r.at])
		r.at++
		return nil
	}
	if r.a.hangs {
		select {
		case r.db.serving <- struct{}{}:
		default:
		}
		<-r.ctx.Done()
		return r.ctx.Err()
	}
	if r.a.err != nil {
		return r.a.err
	}
	return io.EOF
}
