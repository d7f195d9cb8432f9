package xlsx

import "strconv"

// place names a cell of the current row.
func (g *grid) place(column int) string {
	var letters []byte
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		letters = append([]byte{'A' + byte((n-1)%26)}, letters...)
	}
	return string(letters) + strconv.FormatInt(g.row, 10)
}

// position reads a cell reference: "F214" → column 5, row 214.
func position(s string) (column int, row int64, ok bool) {
	i := 0
	for ; i < len(s) && i < 4 && s[i]&^0x20 >= 'A' && s[i]&^0x20 <= 'Z'; i++ {
		column = column*26 + int(s[i]&^0x20-'A') + 1
	}
	if i == 0 || i == len(s) || s[i] < '0' || s[i] > '9' {
		return 0, 0, false
	}
	row, err := strconv.ParseInt(s[i:], 10, 64)
	return column - 1, row, err == nil && row > 0
}
