package name

import (
	"strings"

	"tenbin/ingest/table"
)

// seniorTitles are the titles of a section head and above.
var seniorTitles = [...]string{"課長", "次長", "部長", "取締役", "社長", "専務", "常務", "役員", "manager", "director", "president"}

// Rank tells a section head (課長) and above from everybody else by the title. 代理 and 補佐
// stand one below the rank that they carry, so those of a section head do not reach it.
func Rank(title string) int {
	title = strings.ToLower(strings.TrimSpace(title))
	if strings.Contains(title, "課長代理") || strings.Contains(title, "課長補佐") {
		return table.RankOther
	}
	for _, s := range seniorTitles {
		if strings.Contains(title, s) {
			return table.RankSectionHead
		}
	}
	return table.RankOther
}
