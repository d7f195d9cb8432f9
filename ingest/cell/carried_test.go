package cell

import (
	"reflect"
	"testing"

	"tenbin/ingest/format/raw"
)

// A profile that was carried is the profile: every field of it, also ones added later.
func TestProfileCarried(t *testing.T) {
	var p Profile
	for _, s := range []string{"", "1,234.5", "1.234,5", "5%", "0.3", "7", "20261031", "46000", "03/04/2026", "26-10-31", "31-12-17", "abc", "2026年10月3日"} {
		for _, h := range []raw.Hint{raw.Plain, raw.Number, raw.Percent, raw.Date, raw.Bool} {
			p.Observe([]byte(s), h)
		}
	}
	v := reflect.ValueOf(p)
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			t.Errorf("%s is empty: the case is too poor", v.Type().Field(i).Name)
		}
	}
	b, err := p.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var q Profile
	if err := q.UnmarshalBinary(b); err != nil || p != q {
		t.Errorf("%+v came back as %+v (%v)", p, q, err)
	}
	for n := range b {
		if q.UnmarshalBinary(b[:n]) == nil {
			t.Errorf("%d of %d bytes were taken for a profile", n, len(b))
		}
	}
	if q.UnmarshalBinary(append(b, 0)) == nil {
		t.Error("a byte too many was passed over")
	}
}
