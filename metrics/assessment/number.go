package assessment

// Number is a figure that may be not measurable: nil, never 0.
type Number = *float64

// Of returns v as a measurable Number.
func Of(v float64) Number { return &v }

// Amount is money in minor units that may be not measurable.
type Amount = *int64

// Yen returns v as a measurable Amount. (Minor units of any currency, despite the name.)
func Yen(v int64) Amount { return &v }

// Confidence of every interval that is printed.
const Confidence = .9

// Interval is an estimate with its limits; Confidence in [0,1].
type Interval struct {
	Value, Lo, Hi Number
	Confidence    float64
}
