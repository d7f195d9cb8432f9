package excel

import (
	"fmt"
	"os"
	"strings"

	"github.com/xuri/excelize/v2"

	"tenbin/ingest/table"
	"tenbin/reports/words"
)

// Identity is what a workbook that comes back says of itself.
type Identity struct {
	Schema   int
	RunID    string
	Audience string            // "manager:ID", "person:ID", "hr"; "" for a sheet of tenbin template
	Sheets   map[string]string // canonical table → the sheet that holds its rows
}

// largestReturned is the size above which a workbook that comes back is not opened.
const largestReturned = 64 << 20

// returnedSheets are the sheets that are read back, by the audience that fills them.
var returnedSheets = []struct{ audience, table, key string }{
	{"manager", "decisions", "decisions"},
	{"person", "replies", "card_reply"},
	{"hr", "coaching", "hr"},
	{"hr", "sessions", "hr_sessions"},
}

// Identify reads the properties of a workbook that comes back, and which of its sheets
// hold rows to read: those of our own workbooks by audience, in either language, and the
// blank sheets of coaching plans and sessions.
func Identify(path, password string) (id Identity, err error) {
	defer func() {
		if p := recover(); p != nil { // a damaged file must not end the run
			err = fmt.Errorf("%s cannot be read: %v", path, p)
		}
	}()
	info, err := os.Stat(path)
	if err != nil {
		return id, err
	}
	if info.Size() > largestReturned {
		return id, fmt.Errorf("%s has %d bytes, at most %d are opened", path, info.Size(), largestReturned)
	}
	f, err := excelize.OpenFile(path, excelize.Options{Password: password, UnzipSizeLimit: 16 * largestReturned, UnzipXMLSizeLimit: 16 * largestReturned})
	if err != nil {
		return id, err
	}
	defer f.Close()
	properties, err := f.GetCustomProps()
	if err != nil {
		return id, err
	}
	for _, p := range properties {
		switch p.Name {
		case "tenbin.schema":
			switch v := p.Value.(type) {
			case int32:
				id.Schema = int(v)
			case float64: // another program may write the number so
				id.Schema = int(v)
			}
		case "tenbin.run_id":
			id.RunID = fmt.Sprint(p.Value)
		case "tenbin.audience":
			id.Audience = fmt.Sprint(p.Value)
		}
	}
	there := map[string]bool{}
	for _, s := range f.GetSheetList() {
		there[s] = true
	}
	id.Sheets = map[string]string{}
	kind, _, _ := strings.Cut(id.Audience, ":")
	for _, language := range words.Languages {
		c, err := words.Of(language)
		if err != nil {
			return id, err
		}
		for _, s := range returnedSheets {
			if name := c.Text("sheet." + s.key); there[name] && kind == s.audience {
				id.Sheets[s.table] = name
			}
		}
	}
	if id.Audience == "" {
		for _, tableName := range []string{table.Coaching.Name, table.Sessions.Name} {
			for _, language := range words.Languages {
				c, err := words.Of(language)
				if err != nil {
					return id, err
				}
				if name := c.Text("form." + tableName); there[name] {
					id.Sheets[tableName] = name
				}
			}
		}
	}
	return id, nil
}
