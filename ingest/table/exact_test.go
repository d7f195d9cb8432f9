package table_test

import (
	"encoding/json"
	"testing"

	"tenbin/ingest/table"
)

// FuzzExact: whatever a cell holds comes back from JSON byte by byte.
func FuzzExact(f *testing.F) {
	for _, s := range []string{"", "青井商店", "<b&o>", "a\xffb", "\x00base64:QQ==", "\x00", "\u2028\ufffd", "\xed\xa0\x80"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, err := json.Marshal(table.Exact(s))
		if err != nil {
			t.Fatal(err)
		}
		var got string
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatal(err)
		}
		if got = table.Verbatim(got); got != s {
			t.Errorf("%q came back as %q", s, got)
		}
	})
}
