package reconstruct

import "math/bits"

// frac is a fraction; its denominator is positive.
type frac struct{ num, den int64 }

// cmp compares two fractions, exactly.
func (a frac) cmp(b frac) int {
	if sa, sb := sign(a.num), sign(b.num); sa != sb || sa == 0 {
		return sa - sb
	}
	h1, l1 := bits.Mul64(abs(a.num), abs(b.den))
	h2, l2 := bits.Mul64(abs(b.num), abs(a.den))
	less := h1 < h2 || h1 == h2 && l1 < l2
	switch {
	case h1 == h2 && l1 == l2:
		return 0
	case less == (a.num > 0):
		return -1
	}
	return 1
}

func sign(x int64) int {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

func abs(x int64) uint64 {
	if x < 0 {
		return uint64(-x)
	}
	return uint64(x)
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	if a < 0 {
		return -a
	}
	return a
}

// counter does arithmetic that notes where a result is too large to be one.
type counter struct{ over bool }

func (c *counter) mul(a, b int64) int64 {
	if a == 0 || b == 0 {
		return 0
	}
	if h, l := bits.Mul64(abs(a), abs(b)); h != 0 || l > 1<<62 {
		c.over = true
		return 0
	}
	return a * b
}

func (c *counter) add(a, b int64) int64 {
	s := a + b
	if (s > a) != (b > 0) && b != 0 {
		c.over = true
		return 0
	}
	return s
}
