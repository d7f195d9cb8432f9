package month

import (
	"context"
	"io"

	"tenbin/cmd/tenbin/inspect"
	"tenbin/cmd/tenbin/pseudonym"
	"tenbin/ingest/table"
	"tenbin/reports"
)

// qualityBooks lists the data-quality workbooks of month m, one for each language; in is
// nil where nothing could be opened.
func qualityBooks(ctx context.Context, s Settings, in *Inputs, m table.Month, f inspect.Findings) ([]output, error) {
	var mask *pseudonym.Pseudonymizer
	if in != nil {
		mask = in.mask
	}
	q, err := inspect.Quality(ctx, s.Config, in.inspected(m), m, f)
	if err != nil {
		return nil, err
	}
	mask.Mask(q)
	var list []output
	for _, language := range languages(s.Config.Language()) {
		list = append(list, output{"data-quality" + suffix(s.Config, language), func(w io.Writer) error { return reports.WriteQuality(w, q, stampOf(s.Config, mask, 0), language) }})
	}
	return list, nil
}
