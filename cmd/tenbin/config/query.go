package config

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"tenbin/ingest"
)

// queryName is what a query may be called in places and messages.
var queryName = regexp.MustCompile(`^[\pL\pN][\pL\pN._-]{0,39}$`)

// ingest is a query as the reader understands it; checkQuery has seen its timeout.
func (q *query) ingest() *ingest.Query {
	limit, _ := time.ParseDuration(q.Timeout)
	return &ingest.Query{Name: q.Name, Driver: q.Driver, DSNEnv: q.DSNEnv, DSNFile: q.DSNFile, SQL: q.SQL, Timeout: limit}
}

// checkQuery refuses a query that cannot be asked, before any database is called. What
// stands where the name of a variable or file belongs is never repeated: people have
// written the connection string itself there.
func checkQuery(f file, key string, s source) error {
	q := s.Query
	if q == nil {
		return nil
	}
	for _, x := range []struct {
		key   string
		given bool
	}{{"sheet", s.Sheet != ""}, {"encoding", s.Encoding != ""}, {"delimiter", s.Delimiter != ""}, {"header_row", s.HeaderRow != 0}, {"password_env", s.PasswordEnv != ""}} {
		if x.given {
			return f.wrong(key+"."+x.key, "ファイルのための設定で、query には使えません", "describes a file and means nothing for a query", "この行を消してください", "remove this line")
		}
	}
	key += ".query"
	built := strings.Join(ingest.Drivers(), ", ")
	switch limit, err := time.ParseDuration(q.Timeout); {
	case q.Driver == "":
		return f.wrong(key, "driver がありません", "needs a driver", "使えるドライバーは次のとおりです:"+built, "built in: "+built)
	case !slices.Contains(ingest.Drivers(), q.Driver):
		return f.wrong(key+".driver", "組み込まれていないデータベースドライバーです", "this database driver is not built in", "使えるのは次のとおりです:"+built+"。ほかのデータベースはファイルに出力してください", "built in: "+built+"; export other databases to files")
	case (q.DSNEnv == "") == (q.DSNFile == ""):
		return f.wrong(key, "dsn_env か dsn_file のどちらか一方が要ります", "needs dsn_env or dsn_file, one of them", "接続文字列を入れた環境変数の名前を dsn_env に書いてください", "name the variable that holds the connection string under dsn_env")
	case q.DSNEnv != "" && !ingest.VariableName(q.DSNEnv):
		return f.wrong(key+".dsn_env", "環境変数の名前ではありません(内容は表示しません)", "this is no name of a variable (it is not shown)", "接続文字列は環境変数に入れ、ここにはその名前だけを書いてください", "put the connection string into a variable and write only its name here")
	case strings.Contains(q.DSNFile, "://") || strings.ContainsAny(q.DSNFile, "=\n"):
		return f.wrong(key+".dsn_file", "ファイルのパスではありません(内容は表示しません)", "this is no path of a file (it is not shown)", "接続文字列はファイルに入れ、ここにはそのパスだけを書いてください", "put the connection string into a file and write only its path here")
	case strings.TrimSpace(q.SQL) == "":
		return f.wrong(key+".sql", "問い合わせの文がありません", "the query is empty", "SELECT 文を一つ書いてください", "write one SELECT")
	case q.Name != "" && !queryName.MatchString(q.Name):
		return f.wrong(key+".name", "名前に使えない文字があるか、長すぎます", "the name is too long or has characters that cannot be used", "文字、数字、. _ - だけで 40 字以内にしてください", "use letters, digits, . _ - and no more than 40")
	case q.Timeout != "" && (err != nil || limit < time.Second || limit > 24*time.Hour):
		return f.wrong(key+".timeout", "使えない時間です", "the time cannot be used", "90s、30m、2h のように、1 秒から 24 時間で書いてください", "write it as 90s, 30m or 2h, from one second to 24 hours")
	}
	return nil
}
