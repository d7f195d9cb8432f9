package source

// Codes are what answers: of a source may settle: each code with the words that a person may
// give; Accept says of a warning that it was looked at. A question about a column that is
// gone is answered with a heading of the file, or absent.
var Codes = map[string][]string{
	"rate_scale":         {"percent", "fraction"},
	"rate_or_amount":     {"rate", "amount"},
	"rate_on_net":        {"net", "list"},
	"discount_sign":      {"plus", "minus"},
	"unit_column":        {"convert", "ignore"},
	"price_factor":       {"as_written", "times_10", "times_100", "times_1000", "times_10000", "times_1000000"},
	"total_row":          {"total", "line", Accept},
	"column_gone":        nil,
	"shortened_ids":      {Accept},
	"blank_discount":     {Accept},
	"discount_line":      {Accept},
	"free_lines":         {Accept},
	"long_file":          {Accept},
	"export_cut":         {Accept},
	"document_replaced":  {Accept},
	"document_shortened": {Accept},
	"document_client":    {Accept},
	"near_equal_lines":   {Accept},
	"owner_moved":        {Accept},
}
