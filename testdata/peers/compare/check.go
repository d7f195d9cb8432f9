package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"os"
	"strconv"
	"strings"
)

// sums are what one group holds, in minor units.
type sums struct {
	n                        int64
	list, discount, conceded float64
	squared                  string
}

// groups reads the result of one program. unit is what its amounts are multiplied by.
func groups(path string, unit float64) (map[string]sums, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.ReuseRecord = true
	head, err := r.Read()
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for i, h := range head {
		at[h] = i
	}
	if i, ok := at["lines"]; ok {
		at["n"] = i
	}
	out := map[string]sums{}
	for {
		c, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		key := strings.Join([]string{c[at["salesperson"]], c[at["client"]], month(c[at["month"]]), c[at["category"]], c[at["region"]]}, "\x00")
		if _, ok := out[key]; ok {
			return nil, fmt.Errorf("%s: the group %q stands there twice", path, key)
		}
		var s sums
		number := func(name string) float64 {
			v, e := strconv.ParseFloat(c[at[name]], 64)
			err = errors.Join(err, e)
			return v * unit
		}
		s.n, err = strconv.ParseInt(c[at["n"]], 10, 64)
		s.list, s.discount, s.conceded, s.squared = number("list"), number("discount"), number("conceded"), strings.Clone(c[at["list_squared"]])
		if err != nil {
			return nil, err
		}
		out[key] = s
	}
}

// month brings 24291 (months since year 0) to the form 2024-04.
func month(s string) string {
	if n, err := strconv.Atoi(s); err == nil {
		return fmt.Sprintf("%04d-%02d", n/12, n%12+1)
	}
	return s
}

// agree compares two results: the same keys; counts, list and discount equal to the
// minor unit; Σ list² equal. Conceded too with exact, else within half a minor unit a
// line (the peers do not round the authorised price of a line, tenbin does), the groups
// that differ by more being those where a line lies on the edge of L/1000.
func agree(ours, theirs map[string]sums, exact bool, unit float64) (string, error) {
	if len(ours) != len(theirs) {
		return "", fmt.Errorf("%d groups against %d", len(ours), len(theirs))
	}
	var lines int64
	var conceded, gap, widest float64
	edges := 0
	for key, a := range ours {
		b, ok := theirs[key]
		if !ok {
			return "", fmt.Errorf("the group %q is missing", key)
		}
		if a.n != b.n || math.Abs(a.list-b.list) >= .5 || math.Abs(a.discount-b.discount) >= .5 {
			return "", fmt.Errorf("the group %q: %+v against %+v", key, a, b)
		}
		if err := sameSquare(a.squared, b.squared, exact, unit); err != nil {
			return "", fmt.Errorf("the group %q: %w", key, err)
		}
		d := math.Abs(a.conceded - b.conceded)
		if exact && d != 0 {
			return "", fmt.Errorf("the group %q: conceded %v against %v", key, a.conceded, b.conceded)
		}
		if d > .5*float64(a.n)+1e-3 {
			if d > float64(a.n)*(.5+a.list/1000) {
				return "", fmt.Errorf("the group %q: conceded %v against %v", key, a.conceded, b.conceded)
			}
			edges++
		}
		lines += a.n
		conceded, gap, widest = conceded+a.conceded, gap+a.conceded-b.conceded, math.Max(widest, d)
	}
	if exact {
		return fmt.Sprintf("%d groups, %d lines: keys, counts, list, discount, conceded and Σ list² equal to the minor unit", len(ours), lines), nil
	}
	return fmt.Sprintf("%d groups, %d lines: keys, counts, list and discount equal to the minor unit; conceded %.0f, %.0f apart by the rounding of single lines (widest %.1f, %d groups with a line on the edge of L/1000)",
		len(ours), lines, conceded, gap, widest, edges), nil
}

// sameSquare compares Σ list²: digit by digit with exact, else as a double.
func sameSquare(a, b string, exact bool, unit float64) error {
	if exact {
		if a != b {
			return fmt.Errorf("sum of squares %s against %s", a, b)
		}
		return nil
	}
	x, _, err := big.ParseFloat(a, 10, 200, big.ToNearestEven)
	if err != nil {
		return err
	}
	y, err := strconv.ParseFloat(b, 64)
	if err != nil {
		return err
	}
	v, _ := x.Float64()
	if y *= unit * unit; math.Abs(v-y) > 1e-9*math.Abs(v) {
		return fmt.Errorf("sum of squares %s against %v", a, y)
	}
	return nil
}
