package sqlsource

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
)

// errNotReadOnly is a session that would let a query write.
var errNotReadOnly = errors.New("the transaction is not read-only")

var (
	checkDSN   = fault.Sentence{JA: "接続文字列のホスト、ポート、データベース名を確認してください", EN: "check host, port and database of the connection string"}
	tryAgain   = fault.Sentence{JA: "データベースとネットワークを確認して、もう一度実行してください", EN: "check the database and the network and run it again"}
	correctSQL = fault.Sentence{JA: "設定の sql を直してください(tenbin read --query で試せます)", EN: "correct sql in the configuration (tenbin read --query tries it out)"}
)

// connectFault says why a database did not let us in. What driver and server say names
// host and user, so that none of it is repeated: only its kind.
func connectFault(ctx context.Context, q asked, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var pg *pgconn.PgError
	var dns *net.DNSError
	var timeout interface{ Timeout() bool }
	fail := func(code error, what, toDo fault.Sentence) error { return fault.New(q.path, code, what, toDo) }
	switch {
	case errors.As(err, &pg) && (strings.HasPrefix(pg.Code, "28") || pg.Code == "42501"):
		return fail(fault.ErrBadSource, fault.Sentence{JA: "データベースに認証を拒まれました(SQLSTATE " + pg.Code + ")", EN: "the database refused the login (SQLSTATE " + pg.Code + ")"},
			fault.Sentence{JA: "接続文字列のユーザーとパスワード、接続権限を確認してください", EN: "check user and password of the connection string, and its right to connect"})
	case errors.As(err, &pg) && pg.Code == "3D000":
		return fail(fault.ErrBadSource, fault.Sentence{JA: "その名前のデータベースがありません(SQLSTATE 3D000)", EN: "there is no database of that name (SQLSTATE 3D000)"}, checkDSN)
	case errors.As(err, &pg):
		return fail(fault.ErrOutage, fault.Sentence{JA: "データベースに接続を拒まれました(SQLSTATE " + pg.Code + ")", EN: "the database refused the connection (SQLSTATE " + pg.Code + ")"}, tryAgain)
	case errors.As(err, &dns):
		return fail(fault.ErrOutage, fault.Sentence{JA: "データベースに接続できません(ホスト名が見つかりません)", EN: "the database cannot be reached: its host name is not known"}, checkDSN)
	case errors.Is(err, syscall.ECONNREFUSED):
		return fail(fault.ErrOutage, fault.Sentence{JA: "データベースに接続できません(接続が拒否されました)", EN: "the database cannot be reached: connection refused"}, tryAgain)
	case errors.Is(err, os.ErrNotExist):
		return fail(fault.ErrOutage, fault.Sentence{JA: "データベースに接続できません(ソケットがありません)", EN: "the database cannot be reached: there is no such socket"}, checkDSN)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return fail(fault.ErrOutage, fault.Sentence{JA: "データベースから時間内に応答がありません", EN: "the database did not answer in time"}, tryAgain)
	}
	return fail(fault.ErrOutage, fault.Sentence{JA: "データベースに接続できません", EN: "the database cannot be reached"}, tryAgain)
}

// queryFault says why a query gave no answer, or none to its end. ctx is the run's,
// timed the query's own.
func (s *session) queryFault(ctx, timed context.Context, q asked, limit time.Duration, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var pg *pgconn.PgError
	server := errors.As(err, &pg)
	fail := func(code error, what, toDo fault.Sentence) error { return fault.New(q.path, code, what, toDo) }
	switch {
	case timed.Err() != nil, server && pg.Code == "57014":
		return fail(fault.ErrOutage, fault.Sentence{JA: fmt.Sprintf("問い合わせが時間内(%v)に終わりませんでした", limit), EN: fmt.Sprintf("the query did not end within %v", limit)},
			fault.Sentence{JA: "期間を絞るか索引を付けるか、query の timeout を延ばしてください", EN: "narrow it, add an index, or raise timeout of the query"})
	case errors.Is(err, errNotReadOnly), server && pg.Code == "25006":
		return fail(fault.ErrBadSource, fault.Sentence{JA: "問い合わせがデータを書き換えようとしました。読み取り専用のため拒否され、何も変わっていません", EN: "the query would write; it was refused, read-only, and nothing was changed"}, correctSQL)
	case server && pg.Code == "42501":
		return fail(fault.ErrBadSource, s.said("表を読む権限がありません", "the database user may not read this", pg),
			fault.Sentence{JA: "このユーザーに SELECT の権限を与えてください", EN: "grant the user SELECT"})
	case server && (strings.HasPrefix(pg.Code, "42") || strings.HasPrefix(pg.Code, "0A") || strings.HasPrefix(pg.Code, "25") || strings.HasPrefix(pg.Code, "3F") || strings.HasPrefix(pg.Code, "2B")):
		return fail(fault.ErrBadSource, s.said("問い合わせを実行できません", "the query cannot be run", pg), correctSQL)
	case server && strings.HasPrefix(pg.Code, "22"):
		return fail(fault.ErrUnreadable, s.said("問い合わせの途中で、計算できない値がありました", "the query met a value that it cannot compute with", pg),
			fault.Sentence{JA: "その値を直すか、sql で除いてください", EN: "mend the value, or leave it out in sql"})
	case server:
		return fail(fault.ErrOutage, s.said("データベースが問い合わせを中断しました", "the database broke the query off", pg), tryAgain)
	case s.driver != postgres:
		return fail(fault.ErrOutage, fault.Sentence{JA: "データベースが問い合わせに失敗しました: " + s.clean(err.Error()), EN: "the query failed in the database: " + s.clean(err.Error())},
			fault.Sentence{JA: "sql とデータベースを確認してください", EN: "check sql and the database"})
	}
	return fail(fault.ErrOutage, fault.Sentence{JA: "問い合わせの途中で接続が切れました", EN: "the connection broke during the query"}, tryAgain)
}

// said is a sentence with what the server says of the statement.
func (s *session) said(ja, en string, pg *pgconn.PgError) fault.Sentence {
	detail := s.clean(pg.Message)
	if pg.Position > 0 {
		detail += fmt.Sprintf(" [%d]", pg.Position)
	}
	return fault.Sentence{JA: fmt.Sprintf("%s: %s(SQLSTATE %s)", ja, detail, pg.Code), EN: fmt.Sprintf("%s: %s (SQLSTATE %s)", en, detail, pg.Code)}
}

// secretsOf lists the texts of a connection string that no message may hold. Where its
// form is not known every word of it may be the password.
func secretsOf(driver, dsn string) []string {
	list := []string{dsn}
	if driver == postgres {
		return list // open adds the password
	}
	for _, w := range strings.FieldsFunc(dsn, func(r rune) bool { return strings.ContainsRune(":/@?&;=(),'\" \t\n", r) }) {
		if len(w) < 4 {
			continue
		}
		list = append(list, w)
		if plain, err := url.PathUnescape(w); err == nil && plain != w {
			list = append(list, plain)
		}
	}
	slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) }) // the longest first
	return list
}

// clean takes out of a text what nobody may read, and keeps it on one line.
func (s *session) clean(text string) string {
	for _, secret := range s.secrets {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "…")
		}
	}
	return strings.Join(strings.Fields(text), " ")
}

// tooMuch says that an answer exceeds a limit; other errors it hands on.
func tooMuch(path string, err error) error {
	var limit *raw.LimitError
	if !errors.As(err, &limit) {
		return err
	}
	return &fault.FileError{Path: path, Code: fault.ErrUnreadable, Err: err,
		What: fault.Sentence{JA: fmt.Sprintf("問い合わせの結果が limits.%s の上限 %d を超えています", limit.Key, limit.Limit), EN: "the answer of the query " + limit.Error()},
		ToDo: fault.Sentence{JA: fmt.Sprintf("期間や列を絞るか、設定の limits.%s を上げてください", limit.Key), EN: fmt.Sprintf("narrow the query, or raise limits.%s in the configuration", limit.Key)}}
}
