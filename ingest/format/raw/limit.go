package raw

import "fmt"

// LimitError says that a file exceeds one of the Limits; Key is its name under
// `limits` in the configuration.
type LimitError struct {
	Key   string
	Limit int64
	Got   int64 // 0 when it was not read to the end
}

func (e *LimitError) Error() string {
	if e.Got > 0 {
		return fmt.Sprintf("exceeds limits.%s: %d, allowed %d", e.Key, e.Got, e.Limit)
	}
	return fmt.Sprintf("exceeds limits.%s: more than %d", e.Key, e.Limit)
}
