package cell

import (
	"html"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tenbin/ingest/format/raw"
	"tenbin/ingest/name"
	"tenbin/ingest/table"
)

// asciiWidth appends b to buf with full-width ASCII made narrow.
func asciiWidth(b, buf []byte) []byte {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			buf = append(buf, b[i])
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r >= 0xff01 && r <= 0xff5e:
			buf = append(buf, byte(r-0xfee0))
		case r == '\u3000' || r == '\u00a0':
			buf = append(buf, ' ')
		default:
			buf = append(buf, b[i:i+n]...)
		}
		i += n
	}
	return buf
}

// Null reports whether a cell says that there is nothing: empty, spaces (also
// full-width), NULL, N/A, #N/A, NaN, \N, question marks, and dashes of any width.
func Null(b []byte) bool {
	if len(b) == 0 {
		return true
	}
	if c := b[0]; c >= '0' && c <= '9' || len(b) > 24 {
		return len(b) > 24 && blank(b)
	}
	var buf [48]byte
	s := trimSpaces(asciiWidth(b, buf[:0]))
	switch len(s) {
	case 0:
		return true
	case 2, 3, 4, 6:
		switch strings.ToUpper(string(s)) {
		case "NULL", "(NULL)", "<NULL>", "N/A", "#N/A", "NA", "NAN", "<NA>", `\N`:
			return string(s) != "Na"
		}
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRune(s[i:])
		switch r {
		case '-', '?', '―', '—', '–', '−', '‐', 'ー', '─', '…', ' ', '\t', '\r', '\n':
		default:
			return false
		}
		i += n
	}
	return true
}

func blank(b []byte) bool {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if !unicode.IsSpace(r) {
			return false
		}
		i += n
	}
	return true
}

// Bool reads yes and no: true/false, yes/no, y/n, on/off, 1/0, はい/いいえ, 有/無,
// あり/なし, 済/未, 実施/未実施/延期/中止, held/postponed/cancelled, ○/×, ☑/☐. Another word
// gives table.UnknownWord.
func Bool(b []byte, h raw.Hint) (v bool, r table.Reason, ok bool) {
	switch string(b) {
	case "×", "✕", "☐", "□", "✗":
		return false, 0, true
	}
	if r, ok := usable(b, h); !ok {
		return false, r, false
	}
	switch name.Plain(string(b)) {
	case "TRUE", "YES", "Y", "ON", "T", "1", "1.0", "はい", "有", "有り", "あり", "済", "済み", "○", "〇", "◯", "◎", "☑", "✓", "✔", "レ",
		"実施", "実施済", "実施済み", "実施した", "完了", "完了済", "完了済み", "開催", "開催済", "開催済み", "出席", "参加", "DONE", "HELD", "COMPLETED", "ATTENDED", "TOOK PLACE":
		return true, 0, true
	case "FALSE", "NO", "N", "OFF", "F", "0", "0.0", "いいえ", "無", "無し", "なし", "未", "×", "✕", "☐", "□",
		"未実施", "未済", "未完了", "未開催", "実施せず", "延期", "中止", "取消", "取りやめ", "キャンセル", "欠席", "不参加", "流れた",
		"NOT HELD", "NOT DONE", "POSTPONED", "CANCELLED", "CANCELED", "CANCEL", "NO SHOW", "NO-SHOW", "MISSED", "SKIPPED":
		return false, 0, true
	}
	return false, table.UnknownWord, false
}

// Matcher is a vocabulary prepared for the cells of a column. It is not changed by Find.
type Matcher struct {
	folded, written map[string]int
	part, whole     int // the words of 80 % and 100 %; -1 = a per cent is no word
}

// NewMatcher prepares the words of v and the further spellings of extra (as in the
// source, or as name.Plain leaves them → canonical name) for Find.
func NewMatcher(v *table.Vocabulary, extra map[string]string) *Matcher {
	m := &Matcher{folded: map[string]int{}, written: map[string]int{}, part: -1, whole: -1}
	if v == table.Statuses {
		m.part, m.whole = table.StatusOpen, table.StatusImplemented
	}
	for i := len(v.Words) - 1; i >= 0; i-- { // of words spelt alike the first counts
		w := &v.Words[i]
		for _, s := range append([]string{w.Name, w.JA, w.EN}, w.Also...) {
			m.put(s, i)
		}
	}
	spellings := make([]string, 0, len(extra))
	for s := range extra {
		spellings = append(spellings, s)
	}
	sort.Strings(spellings)
	for _, s := range spellings {
		m.put(s, v.Find(extra[s]))
	}
	return m
}

func (m *Matcher) put(s string, i int) {
	if s != "" {
		m.written[s] = i
	}
	if f := wordFold(s); f != "" {
		m.folded[f] = i
	}
}

// Find returns the position of the word that b says: first among the spellings of extra,
// then among the canonical names, the Japanese and English words and the further
// spellings, all compared folded, with spaces, hyphens and underscores alike. A null
// cell is word 0. False: an unknown word.
func (m *Matcher) Find(b []byte) (int, bool) {
	i, ok := m.written[string(b)]
	if !ok {
		i, ok = m.folded[wordFold(string(b))]
	}
	switch {
	case ok:
		return i, i >= 0
	case Null(b):
		return 0, true
	}
	if done, ok := progress(b); ok && m.part >= 0 {
		if done < 100 {
			return m.part, true
		}
		return m.whole, true
	}
	return 0, false
}

// progress reads how much is done of a state such as 80%, 80%完了 and Done 80%.
func progress(b []byte) (percent int, ok bool) {
	s := name.Plain(string(b))
	at := strings.IndexByte(s, '%')
	if at < 0 || strings.IndexByte(s[at+1:], '%') >= 0 {
		return 0, false
	}
	from := len(strings.TrimRight(s[:at], " "))
	digits := s[:from]
	for from > 0 && digit(s[from-1]) {
		from--
	}
	percent, err := strconv.Atoi(digits[from:])
	return percent, err == nil && percent <= 100 && !strings.ContainsAny(s[:from]+s[at+1:], "0123456789")
}

func wordFold(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' || r == '・' {
			return -1
		}
		return r
	}, name.Plain(s))
}

// Clean returns text as it is displayed: _x000D_ and its like resolved, HTML entities
// resolved, line ends as \n, other control characters gone, ends trimmed, invalid
// UTF-8 as U+FFFD. The source text is kept elsewhere as evidence.
func Clean(s string) string {
	dirty := false
	for i := 0; i < len(s) && !dirty; i++ {
		dirty = s[i] < ' ' || s[i] >= 0x7f || s[i] == '&' || s[i] == '_'
	}
	if !dirty {
		return strings.TrimSpace(s)
	}
	s = strings.ToValidUTF8(s, "\ufffd")
	if strings.Contains(s, "_x") {
		s = unescapeX(s)
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\u2028' || r == '\u2029':
			return '\n'
		case r == '\t':
			return ' '
		case r == '\n':
			return r
		case unicode.IsControl(r) || r == '\ufeff' || r == '\u200b':
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

// unescapeX resolves the _xHHHH_ of Office Open XML.
func unescapeX(s string) string {
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 || i+7 > len(s) {
			b.WriteString(s)
			return b.String()
		}
		if v, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil && s[i+6] == '_' && (v < 0xd800 || v > 0xdfff) {
			b.WriteString(s[:i])
			b.WriteRune(rune(v))
			s = s[i+7:]
			continue
		}
		b.WriteString(s[:i+2])
		s = s[i+2:]
	}
}
