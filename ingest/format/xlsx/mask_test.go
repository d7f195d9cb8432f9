package xlsx

import (
	"strings"
	"testing"

	"tenbin/ingest/format/raw"
)

// A number whose format shows a code is the code that people see; amounts stay amounts.
func TestMask(t *testing.T) {
	for _, c := range []struct{ format, value, want string }{
		{"0000", "7", "0007"}, {"00000", "12", "00012"}, {"0000", "12345", "12345"}, {"000-0000", "1234567", "123-4567"}, {"000-0000", "34567", "003-4567"},
		{`"E"0000`, "31", "E0031"}, {`\S000`, "5", "S005"}, {"00", "0", "00"}, {"0000;-0000", "7", "0007"},
		{"0000", "7.5", ""}, {"0000", "-7", ""},
		{"0", "7", ""}, {"0.00", "7", ""}, {"#,##0", "7", ""}, {"00%", "7", ""}, {"yyyy-mm-dd", "7", ""}, {"General", "7", ""}, {`"00"0`, "7", ""}, {"", "7", ""}, {"00.0", "7", ""},
	} {
		got := ""
		if mask := maskOf(c.format); mask != "" {
			if out, h, ok := masked(nil, []byte(c.value), mask); ok {
				got = string(out)
				if want := strings.Trim(mask, "0") == ""; (h == raw.Number) != want {
					t.Errorf("%s in %s: a number %v, want %v", c.value, c.format, h == raw.Number, want)
				}
			}
		}
		if got != c.want {
			t.Errorf("%s in %s is %q, want %q", c.value, c.format, got, c.want)
		}
	}
}
