package interpret

import (
	"context"
	"fmt"
	"slices"

	"tenbin/ingest/fault"
)

// cuts are the numbers of rows at which systems and spreadsheets stop without a word; a sheet
// that is full holds one row less, or the heading is one of them.
var cuts = []int64{2_000, 5_000, 10_000, 50_000, 65_536, 100_000, 1_048_576}

// cutShort warns of a file that has exactly as many rows as such an export: what is missing
// there would not be seen.
func cutShort(_ context.Context, f *File) error {
	n := f.rows()
	above := n + f.Found.Row // as many lines as the file has, the heading and what stands above it included
	if !slices.Contains(cuts, n) && !(above > 60_000 && slices.Contains(cuts, above)) {
		return nil
	}
	f.Warn("export_cut", f.Place(f.Found.Row), fault.Sentence{
		JA: fmt.Sprintf("%s はちょうど %d 行です(見出しを除く)。出力の上限で切れている恐れがあります。期間を分けて出力し直すか、全件なら確認済みとしてください", f.Place(0).File, n),
		EN: fmt.Sprintf("%s has exactly %d rows below the heading, where exports are cut without a word: export it in periods, or accept that this is all", f.Place(0).File, n)})
	return nil
}
