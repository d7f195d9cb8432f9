package xlsx

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
)

// events writes what the scanner delivers: <name a="v">text</name>.
func events(r io.Reader) (string, error) {
	var b strings.Builder
	for x := newScanner(r); ; {
		e, err := x.next()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		switch e {
		case startTag:
			fmt.Fprintf(&b, "<%s", x.local())
			for _, a := range x.atts {
				v, err := x.attribute(string(a.name))
				if err != nil {
					return b.String(), err
				}
				_, local, found := strings.Cut(string(a.name), ":")
				if !found {
					local = string(a.name)
				}
				fmt.Fprintf(&b, " %s=%q", local, v)
			}
			b.WriteByte('>')
		case endTag:
			fmt.Fprintf(&b, "</%s>", x.local())
		case charData:
			b.Write(x.text)
		}
	}
}

// standard writes what encoding/xml delivers, in the same form.
func standard(s string) (string, error) {
	var b strings.Builder
	depth := 0
	for d := xml.NewDecoder(strings.NewReader(s)); ; {
		t, err := d.Token()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		switch e := t.(type) {
		case xml.StartElement:
			depth++
			fmt.Fprintf(&b, "<%s", e.Name.Local)
			for _, a := range e.Attr {
				fmt.Fprintf(&b, " %s=%q", a.Name.Local, a.Value)
			}
			b.WriteByte('>')
		case xml.EndElement:
			depth--
			fmt.Fprintf(&b, "</%s>", e.Name.Local)
		case xml.CharData:
			if depth > 0 {
				b.Write(e)
			}
		}
	}
}

var documents = []string{
	`<a/>`, `<a></a>`, `<a b="1" c='2'>x</a>`, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<a>\r\n x\ry</a>\n", `<a>&lt;&#65;&#x3042;&amp;</a>`,
	`<a b="&quot;&#10;"/>`, `<a><![CDATA[<x>&amp;]]]]><![CDATA[>]]></a>`, `<a><!-- <b> --><b/></a>`, `<x:a xmlns:x="u" x:b="1"><x:c/></x:a >`,
	`<a>髙砂㈱</a>`, `<a b = "1"/>`, `<a>1<b/>2</a>`, `<a><![CDATA[]]></a>`, `<a>]]</a>`, `<表 列="1"/>`,
}

var refusals = []string{
	``, ` `, `<a>`, `<a></b>`, `</a>`, `<a`, `<a b>`, `<a b=1/>`, `<a b="1/>`, `<a b="<"/>`, `<a b="1"c="2"/>`, `<a>&e;</a>`, `<a>&</a>`, `<a>&#0;</a>`, `<a>&#xD800;</a>`,
	"<a>\x00</a>", "<a>\xff</a>", "<a b=\"\xff\"/>", `<a b="&e;"/>`, `<a/><b/>`, `x<a/>`, `<a/>x`, `<!DOCTYPE a><a/>`, `<a><!DOCTYPE a></a>`, `<a><!ELEMENT b></a>`,
	`<a>]]></a>`, `<a><![CDATA[x</a>`, `<a><!-- x</a>`, `<a b="1" b="2"/>`, `<a/ >`, `< a/>`, `<1a/>`, `<:a/>`, `<a:/>`, `<a:b:c/>`, `<a :b="1"/>`, `<a:1/>`, `<a ="1"/>`, `<?xml version="1.0" encoding="Shift_JIS"?><a/>`, `<a><?x`, `<![CDATA[x]]>`, `<a>&#99999999;</a>`,
}

// The scanner reads documents as encoding/xml does, however they arrive, and refuses
// what is not well-formed.
func TestScanner(t *testing.T) {
	for _, d := range documents {
		want, err := standard(d)
		if err != nil {
			t.Fatalf("%q: %v", d, err)
		}
		if got, err := events(strings.NewReader(d)); err != nil || got != want {
			t.Errorf("%q\n got %q, %v\nwant %q", d, got, err, want)
		}
		if got, err := events(iotest.OneByteReader(strings.NewReader(d))); err != nil || got != want {
			t.Errorf("%q, byte by byte\n got %q, %v\nwant %q", d, got, err, want)
		}
		for _, mark := range [][]byte{{0xFF, 0xFE}, {0xFE, 0xFF}} {
			wide := append([]byte(nil), mark...)
			for _, u := range utf16.Encode([]rune(strings.Replace(d, "UTF-8", "UTF-16", 1))) {
				if mark[0] == 0xFF {
					wide = append(wide, byte(u), byte(u>>8))
				} else {
					wide = append(wide, byte(u>>8), byte(u))
				}
			}
			if got, err := events(strings.NewReader(string(wide))); err != nil || got != want {
				t.Errorf("%q in UTF-16\n got %q, %v\nwant %q", d, got, err, want)
			}
		}
		if got, err := events(strings.NewReader("\xef\xbb\xbf" + d)); err != nil || got != want {
			t.Errorf("%q behind a mark: %q, %v", d, got, err)
		}
	}
	for _, d := range refusals {
		if got, err := events(strings.NewReader(d)); err == nil {
			t.Errorf("%q was read as %q", d, got)
		}
		if got, err := events(iotest.OneByteReader(strings.NewReader(d))); err == nil {
			t.Errorf("%q was read byte by byte as %q", d, got)
		}
	}
	if _, err := events(iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(`<a>x</a>`)))); err != iotest.ErrTimeout {
		t.Errorf("the reader's own error came back as %v", err)
	}
}

// A text is one text wherever the buffer ends.
func TestScannerAtBufferEnds(t *testing.T) {
	for _, piece := range []string{"髙", "&amp;", "\r\n", "]]", "&#x1F600;", "<b/>", "<!-- ]]> -->", "<![CDATA[]] >]]>", `<b c="髙&lt;"/>`} {
		for shift := range 12 {
			d := "<a>" + strings.Repeat("x", shift) + strings.Repeat(piece+" ", 2*readAhead/(len(piece)+1)) + "</a>"
			want, err := standard(d)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := events(strings.NewReader(d)); err != nil || got != want {
				t.Fatalf("%q shifted by %d differs: %v", piece, shift, err)
			}
		}
	}
}

// What both readers accept they read alike, and the scanner accepts nothing that
// encoding/xml refuses but names it is stricter about.
func FuzzScanner(f *testing.F) {
	for _, d := range append(documents, refusals...) {
		f.Add(d)
	}
	f.Fuzz(func(t *testing.T, d string) {
		got, err := events(strings.NewReader(d))
		slow, err2 := events(iotest.HalfReader(strings.NewReader(d)))
		if (err == nil) != (err2 == nil) || err == nil && got != slow {
			t.Fatalf("%q: %q, %v; in pieces %q, %v", d, got, err, slow, err2)
		}
		if want, errStandard := standard(d); err == nil && errStandard == nil && got != want {
			t.Errorf("%q: %q, encoding/xml says %q", d, got, want)
		}
	})
}
