package sqlsource

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"tenbin/ingest/fault"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	postgres = "pgx" // the driver for PostgreSQL

	// connectTimeout bounds how long a database may take to let us in, where the
	// connection string does not say (connect_timeout).
	connectTimeout = 15 * time.Second
	// cancelTime is how long a cancelled query may take to end on the server.
	cancelTime = 5 * time.Second
)

// session is one read-only transaction in a database: everything that is asked in it is
// of the same moment.
type session struct {
	db      *sql.DB
	tx      *sql.Tx
	end     context.CancelFunc // of the transaction
	driver  string
	secrets []string // never to be said
}

// connect opens a session for q's database.
func connect(ctx context.Context, q asked, dsn string) (*session, error) {
	s := &session{driver: q.Driver, secrets: secretsOf(q.Driver, dsn)}
	if err := s.open(dsn); err != nil {
		return nil, fault.New(q.path, fault.ErrBadSource, fault.Sentence{JA: "接続文字列の形が正しくありません(内容は表示しません)", EN: "the connection string is malformed (it is not shown)"},
			fault.Sentence{JA: "postgres://USER@HOST:5432/DATABASE または host=… dbname=… の形にしてください", EN: "write it as postgres://USER@HOST:5432/DATABASE or host=… dbname=…"})
	}
	s.db.SetMaxOpenConns(1)
	timed, cancel := ctx, context.CancelFunc(func() {})
	if q.Driver != postgres { // whose own limit may be set in the connection string
		timed, cancel = context.WithTimeout(ctx, connectTimeout)
	}
	defer cancel()
	if err := s.db.PingContext(timed); err != nil {
		s.close()
		return nil, connectFault(ctx, q, err)
	}
	// The transaction does not end with ctx but when close ends it, so that nothing is
	// still going on behind a caller who was told of an interruption.
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	s.end = end
	stop := context.AfterFunc(ctx, end)
	defer stop()
	var err error
	if s.tx, err = s.db.BeginTx(life, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}); err != nil {
		s.close()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if q.Driver == postgres {
			return nil, connectFault(ctx, q, err)
		}
		return nil, fault.New(q.path, fault.ErrBadSource, fault.Sentence{JA: "読み取り専用で一貫した取引を始められないドライバーです", EN: "the driver cannot begin a read-only transaction at repeatable read"},
			fault.Sentence{JA: "ファイルに出力して files に指定してください", EN: "export to a file and name it under files"})
	}
	return s, s.watched(ctx, q)
}

// watched lets the server look whether we are still there while it works on a query: a run
// that is killed cannot cancel it any more. Servers before PostgreSQL 14 and those on some
// systems cannot do that; there the query ends by its time limit.
func (s *session) watched(ctx context.Context, q asked) error {
	if s.driver != postgres {
		return nil
	}
	if _, err := s.tx.ExecContext(ctx, "SAVEPOINT before"); err != nil {
		s.close()
		return connectFault(ctx, q, err)
	}
	if _, err := s.tx.ExecContext(ctx, "SET LOCAL client_connection_check_interval = '10s'"); err == nil {
		return nil
	}
	if _, err := s.tx.ExecContext(ctx, "ROLLBACK TO SAVEPOINT before"); err != nil {
		s.close()
		return connectFault(ctx, q, err)
	}
	return nil
}

// open prepares the pool; nothing is dialled yet.
func (s *session) open(dsn string) (err error) {
	if s.driver != postgres {
		s.db, err = sql.Open(s.driver, dsn)
		return err
	}
	c, err := pgx.ParseConfig(dsn)
	if err != nil {
		return err
	}
	s.secrets = append(s.secrets, c.Password)
	if c.ConnectTimeout == 0 {
		c.ConnectTimeout = connectTimeout
	}
	// One statement a query, whatever the connection string prefers: the simple protocol
	// would take several, and with them a COMMIT that ends the read-only transaction.
	// Statements without a name work behind a pooler too.
	c.DefaultQueryExecMode = pgx.QueryExecModeDescribeExec
	c.RuntimeParams["client_encoding"] = "UTF8"
	if c.RuntimeParams["application_name"] == "" {
		c.RuntimeParams["application_name"] = "tenbin"
	}
	// An interrupted run asks the server to stop; hanging up alone would leave a long
	// query running there.
	c.BuildContextWatcherHandler = func(conn *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: conn, DeadlineDelay: cancelTime}
	}
	s.db = stdlib.OpenDB(*c)
	return nil
}

// ready makes sure that the next query can change nothing and ends in time, also when
// this process does not live to cancel it.
func (s *session) ready(ctx context.Context, limit time.Duration) error {
	if s.driver != postgres {
		return nil
	}
	var readOnly string
	if err := s.tx.QueryRowContext(ctx, "SHOW transaction_read_only").Scan(&readOnly); err != nil {
		return err
	}
	if readOnly != "on" {
		return errNotReadOnly
	}
	_, err := s.tx.ExecContext(ctx, fmt.Sprintf("SET LOCAL statement_timeout = %d", limit.Milliseconds()))
	return err
}

// close gives the transaction up and the connection back. Nothing was written, so there
// is nothing that a failure here could lose.
func (s *session) close() {
	if s.tx != nil {
		late := time.AfterFunc(cancelTime, s.end) // a server that does not even answer to this
		_ = s.tx.Rollback()
		late.Stop()
	}
	if s.end != nil {
		s.end()
	}
	_ = s.db.Close()
}
