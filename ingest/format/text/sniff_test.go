package text

// sniff finds the dialect of the beginning of a file, as open does.
func sniff(sample []byte) Dialect {
	var d Dialect
	e, n := byOrderMark(sample)
	d.Mark = n > 0
	if e == undecided {
		if e, _ = wide(sample); e == undecided {
			e = guess(sample)
		}
	}
	d.Encoding = e
	d.fill(decode(sample[n:], e), 0, 0)
	return d
}
