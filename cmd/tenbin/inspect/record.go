package inspect

import (
	"bufio"
	"strconv"
	"strings"
)

// writeRecord writes one record of RFC 4180 with width fields.
func writeRecord(w *bufio.Writer, cells []string, width int) error {
	for i := range max(width, len(cells)) {
		if i > 0 {
			w.WriteByte(',')
		}
		if i >= len(cells) {
			continue
		}
		text := cells[i]
		if !numberText(text) && strings.Trim(text, "-+") != "" { // a lone sign is no formula
			text = CellText(text)
		}
		if strings.ContainsAny(text, ",\"\r\n") || strings.TrimSpace(text) != text {
			text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
		}
		w.WriteString(text)
	}
	_, err := w.WriteString("\r\n") // the first error of a bufio.Writer sticks
	return err
}

// numberText reports whether s is a plain number, which may begin with a sign without
// being a formula.
func numberText(s string) bool {
	s = strings.TrimSuffix(strings.TrimLeft(s, "+-"), "%")
	if s == "" || s[0] < '0' || s[0] > '9' {
		return false
	}
	_, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	return err == nil && !strings.ContainsAny(s, "xXpP_")
}

// CellText keeps a spreadsheet from taking foreign text for a formula.
func CellText(s string) string {
	if s != "" && (s[0] == '=' || s[0] == '+' || s[0] == '-' || s[0] == '@' || s[0] == '\t' || s[0] == '\r') {
		return "'" + s
	}
	return s
}
