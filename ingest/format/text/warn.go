package text

import (
	"fmt"
	"strconv"
	"strings"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
)

// warnings says what the walk doubts.
func (w *walker) warnings() []raw.Warning {
	var out []raw.Warning
	if x := w.letters; x.n > 0 {
		out = append(out, raw.Warning{Code: "stray_quote", Rows: x.lines,
			Text: fault.Sentence{
				JA: fmt.Sprintf("引用符が閉じられていないか途中にある行が %d 行あります(%s行目)。引用符を文字として読みました", x.n, x.named("ja")),
				EN: fmt.Sprintf("%d rows hold a quote that opens no cell (line %s); it was read as a letter", x.n, x.named("en"))}})
	}
	if x := w.joined; x.n > 0 {
		out = append(out, raw.Warning{Code: "inner_quote", Rows: x.lines,
			Text: fault.Sentence{
				JA: fmt.Sprintf("セルの中に二重になっていない引用符があるため、%d 行を次の行とつなげて読みました(%s行目)", x.n, x.named("ja")),
				EN: fmt.Sprintf("%d rows were read over several lines because of single quotes inside a cell (line %s)", x.n, x.named("en"))}})
	}
	if len(w.long) > 0 {
		var x noted
		most := w.long[0]
		for _, r := range w.long {
			x.add(r.line)
			if r.lines > most.lines {
				most = r
			}
		}
		out = append(out, raw.Warning{Code: "long_cell", Rows: x.lines,
			Text: fault.Sentence{
				JA: fmt.Sprintf("%d 行を超える行にわたるセルがあります(%s行目)。最も長いものは %d 行目から %d 行です。引用符を確認してください", longCell, x.named("ja"), most.line, most.lines),
				EN: fmt.Sprintf("cells reach over more than %d lines (line %s), the longest from line %d over %d; check the quotes", longCell, x.named("en"), most.line, most.lines)}})
	}
	return out
}

// named lists the first lines.
func (x *noted) named(language string) string {
	list := make([]string, len(x.lines))
	for i, l := range x.lines {
		list[i] = strconv.FormatInt(l, 10)
	}
	more := ""
	if x.n > int64(len(x.lines)) {
		if more = ", …"; language == "ja" {
			more = ", … "
		}
	} else if language == "ja" {
		more = " "
	}
	return strings.Join(list, ", ") + more
}
