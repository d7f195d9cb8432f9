package guard

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"tenbin/ingest/fault"
	"tenbin/metrics/assessment"
	"tenbin/reports/publish"
)

// Two windows of two years that lie a month apart hold nearly the same lines: what moved
// further than this is more likely in the export than in the trade.
const (
	movedMoney  = .25 // of the list money or the lines
	movedShare  = .02 // of the share conceded, as a fraction
	movedPeople = .25
	movedLeast  = 500 // measured lines of the month before: a small company moves by itself
)

// published is what is compared of the month before.
type published struct {
	Inputs struct {
		LinesMeasured int64 `json:"lines_measured"`
	} `json:"inputs"`
	Totals struct {
		ListAmount    *int64   `json:"list_amount"`
		ConcededShare *float64 `json:"conceded_share"`
	} `json:"totals"`
	People []struct{} `json:"people"`
}

// Moved compares a with the month that was published before it in the output directory out
// and says, with both figures, what moved out of its range. Nothing is said where nothing
// was published, or where the file can no longer be read as it was written.
func Moved(out string, a *assessment.Assessment) (list []publish.Warning, err error) {
	before, err := publish.Look(out, (a.Month - 1).String())
	if err != nil || before == nil {
		return nil, err
	}
	b, err := os.ReadFile(filepath.Join(before.Dir, "operator", "assessment.json"))
	if err != nil {
		return nil, nil // erased by retention, or sealed
	}
	var p published
	if json.Unmarshal(b, &p) != nil || p.Inputs.LinesMeasured < movedLeast {
		return nil, nil
	}
	add := func(ja, en string) {
		list = append(list, publish.Warning{Code: "moved", JA: "前月の公開値から大きく動きました。" + ja + "。出力の期間・条件・列を確認してください",
			EN: "moved far from the month published before: " + en + "; check period, filters and columns of the exports"})
	}
	if was, is := p.Inputs.LinesMeasured, a.Inputs.LinesMeasured; far(float64(was), float64(is), movedMoney) {
		add(fmt.Sprintf("測定した明細 %d → %d 行", was, is), fmt.Sprintf("lines measured %d → %d", was, is))
	}
	if p.Totals.ListAmount != nil && a.Totals.ListAmount != nil && far(float64(*p.Totals.ListAmount), float64(*a.Totals.ListAmount), movedMoney) {
		add(fmt.Sprintf("定価合計 %s → %s", fault.Money(*p.Totals.ListAmount, a.MinorUnits), fault.Money(*a.Totals.ListAmount, a.MinorUnits)),
			fmt.Sprintf("list money %s → %s", fault.Money(*p.Totals.ListAmount, a.MinorUnits), fault.Money(*a.Totals.ListAmount, a.MinorUnits)))
	}
	if was, is := p.Totals.ConcededShare, a.Totals.ConcededShare; was != nil && is != nil && (*is-*was > movedShare || *was-*is > movedShare) {
		add(fmt.Sprintf("値引き率 %.2f %% → %.2f %%", 100**was, 100**is), fmt.Sprintf("share conceded %.2f %% → %.2f %%", 100**was, 100**is))
	}
	if was, is := len(p.People), len(a.People); far(float64(was), float64(is), movedPeople) && (was-is > 2 || is-was > 2) {
		add(fmt.Sprintf("担当者 %d → %d 名", was, is), fmt.Sprintf("people %d → %d", was, is))
	}
	return list, nil
}

// far reports whether two figures lie further apart than a part of the larger.
func far(was, is, part float64) bool {
	return max(was, is)-min(was, is) > part*max(was, is) && max(was, is) > 0
}
