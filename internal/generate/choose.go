package generate

import "math/rand/v2"

// chooser draws numbers and choices.
type chooser struct{ *rand.Rand }

// in draws a number of a range.
func (c chooser) in(s span) int64 { return s[0] + c.Int64N(s[1]-s[0]+1) }

// percent is true p times in a hundred.
func (c chooser) percent(p int) bool { return c.IntN(100) < p }

// index draws one of n by weight.
func (c chooser) index(n int, weight func(int) int) int {
	total := 0
	for i := range n {
		total += weight(i)
	}
	left := c.IntN(total)
	for i := range n {
		if left -= weight(i); left < 0 {
			return i
		}
	}
	return n - 1
}

func (c chooser) weighted(list []weighted) int64 {
	return c.in(list[c.index(len(list), func(i int) int { return list[i].Weight })].Range)
}

// one draws one of a list.
func one[T any](c chooser, list []T) T { return list[c.IntN(len(list))] }
