package pdf

import "strconv"

// appendNum writes v with at most the given decimals and no trailing zeros. A
// PDF number has no exponent.
func appendNum(b []byte, v float64, decimals int) []byte {
	start := len(b)
	b = strconv.AppendFloat(b, v, 'f', decimals, 64)
	for i := start; i < len(b); i++ {
		if b[i] != '.' {
			continue
		}
		for b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
		if b[len(b)-1] == '.' {
			b = b[:len(b)-1]
		}
		break
	}
	if string(b[start:]) == "-0" {
		b = append(b[:start], '0')
	}
	return b
}
