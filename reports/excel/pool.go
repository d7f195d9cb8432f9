package excel

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/xuri/excelize/v2"
)

// Pool is what the workbooks of one run share: styles described once, and each style
// sheet made once although thousands of cards use it. The zero value is ready for use,
// also by several goroutines; no workbook depends on what was made before it.
type Pool struct {
	mu           sync.Mutex
	styles       map[wording]*described
	sheets       map[string][]byte // style sheets by the styles in them
	packed       map[string]*packed
	templates    map[string]*template // frames by shape
	rows         sync.Pool            // of *rowWriter
	quick, tight sync.Pool            // compressors
}

// wording is a style in one language and currency.
type wording struct {
	cellStyle
	money string
	ja    bool
}

// described is a style for excelize, and the same as text: equal text, equal style.
type described struct {
	style *excelize.Style
	text  string
}

// describe returns the style of l as s describes it.
func (p *Pool) describe(s *styles, l cellStyle) (*described, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := wording{l, s.money, s.ja}
	if d := p.styles[key]; d != nil {
		return d, nil
	}
	d := &described{style: s.describe(l)}
	text, err := json.Marshal(d.style)
	if err != nil {
		return nil, err
	}
	d.text = string(text)
	if p.styles == nil {
		p.styles = map[wording]*described{}
	}
	p.styles[key] = d
	return d, nil
}

// styleSheet is the part of a workbook in which list[k] has the number k+1.
func (p *Pool) styleSheet(list []*described) ([]byte, error) {
	var key strings.Builder
	for _, d := range list {
		key.WriteString(d.text)
		key.WriteByte('\n')
	}
	p.mu.Lock()
	part := p.sheets[key.String()]
	p.mu.Unlock()
	if part != nil {
		return part, nil
	}
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetDefaultFont(FontName); err != nil {
		return nil, err
	}
	for k, d := range list {
		id, err := f.NewStyle(d.style)
		if err != nil {
			return nil, err
		}
		if id != k+1 {
			return nil, fmt.Errorf("style %d has the number %d: %s", k+1, id, d.text)
		}
	}
	parts, err := partsOf(f)
	if err != nil {
		return nil, err
	}
	part = parts[stylesPart]
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.sheets == nil {
		p.sheets = map[string][]byte{}
	}
	p.sheets[key.String()] = part
	return part, nil
}

// numbering gives the styles of one workbook their numbers: in the order of first
// use, and one number for what is shown alike.
type numbering struct {
	p      *Pool
	st     *styles
	number [cellStyles]uint16 // by style; 0 = not yet used
	by     map[string]uint16
	list   []*described
}

// of returns the style number of l.
func (n *numbering) of(l cellStyle) (uint16, error) {
	k := l.index()
	if id := n.number[k]; id != 0 {
		return id, nil
	}
	d, err := n.p.describe(n.st, l)
	if err != nil {
		return 0, err
	}
	id, ok := n.by[d.text]
	if !ok {
		n.list = append(n.list, d)
		id = uint16(len(n.list))
		n.by[d.text] = id
	}
	n.number[k] = id
	return id, nil
}

// cellStyles is how many styles there can be.
const cellStyles = 1 << 15

// index numbers the styles: three bits of role, four of tone, four of kind, four yes or no.
func (l cellStyle) index() int {
	k := int(l.role)<<12 | int(l.tone)<<8 | int(l.kind)<<4
	for i, yes := range [...]bool{l.right, l.wrap, l.link, l.page} {
		if yes {
			k |= 1 << i
		}
	}
	return k
}
