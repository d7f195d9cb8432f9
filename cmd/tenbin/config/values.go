package config

import (
	"fmt"
	"strconv"
	"strings"
)

// words is a word or a list of words.
type words []string

// UnmarshalYAML reads either form.
func (w *words) UnmarshalYAML(decode func(any) error) error {
	var list []string
	if err := decode(&list); err == nil {
		*w = list
		return nil
	}
	var one string
	if err := decode(&one); err != nil {
		return err
	}
	*w = words{one}
	return nil
}

// column is a heading, a list of headings, or the long form.
type column struct {
	From    words   `yaml:"from" json:"from,omitempty"`
	Const   *string `yaml:"const" json:"const,omitempty"`
	Product words   `yaml:"product" json:"product,omitempty"`
	Format  string  `yaml:"format" json:"format,omitempty"`
	Scale   string  `yaml:"scale" json:"scale,omitempty"`
	Tax     string  `yaml:"tax" json:"tax,omitempty"`
	Unit    int64   `yaml:"unit" json:"unit,omitempty"`
}

// UnmarshalYAML reads any of the three forms.
func (c *column) UnmarshalYAML(decode func(any) error) error {
	var short words
	if err := decode(&short); err == nil {
		c.From = short
		return nil
	}
	type long column
	return decode((*long)(c))
}

// closing is a day of the month; 0 is month_end.
type closing int

// UnmarshalYAML reads month_end or a day.
func (c *closing) UnmarshalYAML(decode func(any) error) error {
	var s string
	if err := decode(&s); err != nil {
		return err
	}
	if s == "month_end" {
		*c = 0
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 31 {
		return fmt.Errorf("closing_day is month_end or a day from 1 to 31, not %q", s)
	}
	*c = closing(n)
	return nil
}

// MarshalJSON writes the word of the contract.
func (c closing) MarshalJSON() ([]byte, error) {
	if c == 0 {
		return []byte(`"month_end"`), nil
	}
	return []byte(strconv.Itoa(int(c))), nil
}

// window is a number of months; −1 is all, 0 not given.
type window int

// UnmarshalYAML reads all or a number.
func (w *window) UnmarshalYAML(decode func(any) error) error {
	var s string
	if err := decode(&s); err != nil {
		return err
	}
	if s == "all" {
		*w = -1
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 1200 {
		return fmt.Errorf("window_months is all or a number from 1 on, not %q", s)
	}
	*w = window(n)
	return nil
}

// MarshalJSON writes the word of the contract.
func (w window) MarshalJSON() ([]byte, error) {
	if w < 0 {
		return []byte(`"all"`), nil
	}
	return []byte(strconv.Itoa(int(w))), nil
}

// toggle is on or off.
type toggle bool

// UnmarshalYAML reads on, off, true, false, yes and no.
func (t *toggle) UnmarshalYAML(decode func(any) error) error {
	var s string
	if err := decode(&s); err != nil {
		return err
	}
	switch strings.ToLower(s) {
	case "on", "true", "yes":
		*t = true
	case "off", "false", "no":
		*t = false
	default:
		return fmt.Errorf("write on or off, not %q", s)
	}
	return nil
}

// size is a number of bytes, written with a binary unit.
type size int64

// UnmarshalYAML reads 4GiB, 512MiB, 64KiB or a bare number of bytes.
func (z *size) UnmarshalYAML(decode func(any) error) error {
	var s string
	if err := decode(&s); err != nil {
		return err
	}
	number, shift := strings.TrimSpace(s), 0
	for _, u := range []struct {
		name  string
		shift int
	}{{"TiB", 40}, {"GiB", 30}, {"MiB", 20}, {"KiB", 10}, {"B", 0}} {
		if rest, ok := strings.CutSuffix(number, u.name); ok {
			number, shift = strings.TrimSpace(rest), u.shift
			break
		}
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n < 1 || n > (1<<62)>>shift {
		return fmt.Errorf("write a size as 4GiB or 512MiB, not %q", s)
	}
	*z = size(n << shift)
	return nil
}
