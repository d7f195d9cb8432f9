package name

import (
	"strings"

	"tenbin/ingest/table"
)

// seniorTitles are the titles of a section head and above.
var seniorTitles = [...]string{"課長", "次長", "部長", "取締役", "社長", "専務", "常務", "役員", "manager", "director", "president"}

// Rank tells a section head (課長) and above from everybody else by the title, with the
// company's own titles from the lowest to the highest: section heads begin at the first of
// them that is one everywhere. A title is the longest one that it holds; 代理 and 補佐 stand
// one below the rank that they carry. A title that the company does not name is taken as it
// is everywhere.
func Rank(ranks []string) func(title string) int {
	first := len(ranks)
	for i := len(ranks) - 1; i >= 0; i-- {
		if everywhere(strings.ToLower(ranks[i])) {
			first = i
		}
	}
	return func(title string) int {
		title = strings.ToLower(strings.TrimSpace(title))
		at, longest := -1, 0
		for i, r := range ranks {
			if r = strings.ToLower(strings.TrimSpace(r)); r != "" && len(r) > longest && strings.Contains(title, r) {
				at, longest = i, len(r)
			}
		}
		senior := everywhere(title)
		if at >= 0 {
			if strings.Contains(title, "代理") || strings.Contains(title, "補佐") {
				at--
			}
			senior = at >= first
		}
		if senior {
			return table.RankSectionHead
		}
		return table.RankOther
	}
}

// HasSenior reports whether a list of titles holds one that is a section head everywhere, so
// that senior visits can be told.
func HasSenior(ranks []string) bool {
	for _, r := range ranks {
		if everywhere(strings.ToLower(r)) {
			return true
		}
	}
	return false
}

// everywhere reports whether a title in lower case is that of a section head or above in any
// company.
func everywhere(title string) bool {
	if strings.Contains(title, "課長代理") || strings.Contains(title, "課長補佐") {
		return false
	}
	for _, s := range seniorTitles {
		if strings.Contains(title, s) {
			return true
		}
	}
	return false
}
