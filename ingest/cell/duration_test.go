package cell

import "testing"

func TestMinutes(t *testing.T) {
	for in, want := range map[string]float64{
		"60分": 60, "1時間": 60, "1:30": 90, "45 min": 45, "90分": 90, "6時間": 360, "1.5h": 90, "1時間半": 90, "1時間30分": 90, "1h30": 90, "２時間": 120, "30 minutes": 30, "2 hrs": 120,
		"60": -1, "": -1, "月2回": -1, "1:75": -1, "分": -1, "30分1時間": -1, "延期": -1, "1h90": -1, "12:3": -1,
	} {
		got, ok := Minutes([]byte(in))
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("Minutes(%q) = %v, want %v", in, got, want)
		}
	}
}
