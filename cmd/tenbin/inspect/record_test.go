package inspect

import "testing"

// Foreign text never becomes a formula, while a negative number stays one.
func TestCellText(t *testing.T) {
	for s, want := range map[string]string{"=SUM(A1)": "'=SUM(A1)", "-5": "'-5", "@x": "'@x", "plain": "plain", "": ""} {
		if got := CellText(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]bool{"-5": true, "+3.5%": true, "1,200": true, "-x": false, "0x1p4": false, "": false} {
		if got := numberText(s); got != want {
			t.Errorf("%q is a number: %v", s, got)
		}
	}
}
