package dedup

import "testing"

// A fingerprint met twice is found wherever it was met.
func TestFingerprints(t *testing.T) {
	var a, b Fingerprints
	for i := range 10_000 {
		id := string(rune('a'+i%26)) + string([]byte{byte(i), byte(i >> 8), 'x', 'y', 'z', '1', '2', byte(i >> 4)})
		a.Add(id)
		if i == 77 || i == 4711 {
			b.Add(id)
		}
	}
	if a.Repeated() != nil {
		t.Error("repeats where there are none")
	}
	a.Add("")
	a.Add("")
	a.Merge(&b)
	if got := a.Repeated(); len(got) != 2 {
		t.Errorf("%d repeats, want 2", len(got))
	}
}
