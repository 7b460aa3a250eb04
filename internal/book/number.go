package book

import (
	"strconv"
	"strings"
	"time"
)

// significant is how many digits a spreadsheet shows of a number. What a file
// has beyond them is the noise of binary arithmetic: 0.30000000000000004.
const significant = 15

// plainNumber makes a plain decimal of a number as workbooks store it: 2080502,
// 2.080502E6, 0.30000000000000004. ok is false where it is no number, or one
// too large or too small to be an amount.
func plainNumber(s string) (string, bool) {
	mantissa, exponent, _ := strings.Cut(strings.ToUpper(s), "E")
	shift := 0
	if exponent != "" {
		n, err := strconv.Atoi(exponent)
		if err != nil || n > 40 || n < -400 {
			return "", false
		}
		shift = n
	}
	sign := ""
	if strings.HasPrefix(mantissa, "-") {
		sign, mantissa = "-", mantissa[1:]
	}
	whole, frac, _ := strings.Cut(strings.TrimPrefix(mantissa, "+"), ".")
	all := whole + frac
	if !digits(all) || len(all) > 60 {
		return "", false
	}
	point := len(whole) + shift // digits before the point
	all, point = roundDigits(all, point)
	out := place10(all, point)
	if out == "0" {
		return out, true
	}
	return sign + out, true
}

// roundDigits rounds a string of digits, half up, to those that are significant.
func roundDigits(all string, point int) (string, int) {
	lead := len(all) - len(strings.TrimLeft(all, "0"))
	all, point = all[lead:], point-lead
	if len(all) <= significant {
		return all, point
	}
	up := all[significant] >= '5'
	kept := []byte(all[:significant])
	for i := len(kept) - 1; up && i >= 0; i-- {
		if kept[i]++; kept[i] <= '9' {
			up = false
			break
		}
		kept[i] = '0'
	}
	if up {
		kept, point = append([]byte{'1'}, kept...), point+1
	}
	return string(kept), point
}

// place10 writes digits with the point after the first point of them, without
// zeros that say nothing.
func place10(all string, point int) string {
	if point < -60 {
		return "0"
	}
	if point <= 0 {
		all, point = strings.Repeat("0", 1-point)+all, 1
	}
	if len(all) < point {
		all += strings.Repeat("0", point-len(all))
	}
	whole := strings.TrimLeft(all[:point], "0")
	frac := strings.TrimRight(all[point:], "0")
	if whole == "" {
		whole = "0"
	}
	if frac == "" {
		return whole
	}
	return whole + "." + frac
}

// percent is a plain decimal as a percentage: 0.95 is 95%.
func percent(s string) string {
	n, ok := plainNumber(s + "E2")
	if !ok {
		return s
	}
	return n + "%"
}

// dateOf is the day that a serial number stands for, with the time where it has
// one. The serial day 60 of the 1900 system never was; days before are shifted.
func dateOf(serial string, from1904 bool) (string, bool) {
	whole, frac, _ := strings.Cut(serial, ".")
	day, err := strconv.Atoi(whole)
	if err != nil || day < 0 || day > 2958465 {
		return "", false
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	} else if day < 60 {
		epoch = epoch.AddDate(0, 0, 1)
	}
	t := epoch.AddDate(0, 0, day)
	if strings.Trim(frac, "0") == "" {
		return t.Format("2006-01-02"), true
	}
	frac = (frac + "000000000")[:9]
	n, err := strconv.ParseInt(frac, 10, 64)
	if err != nil {
		return "", false
	}
	seconds := (n*86400 + 500_000_000) / 1_000_000_000
	return t.Add(time.Duration(seconds) * time.Second).Format("2006-01-02 15:04:05"), true
}

// The formats of cells that change what a number means as text.
type numberFormat uint8

const (
	formatGeneral numberFormat = iota
	formatDate
	formatPercent
)

// builtinFormat is what a number format without a code of its own means.
func builtinFormat(id int) numberFormat {
	switch {
	case id == 9 || id == 10:
		return formatPercent
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return formatDate
	}
	return formatGeneral
}

// customFormat reads what a format code makes of a number. Quoted and bracketed
// parts do not count, save for elapsed time.
func customFormat(code string) numberFormat {
	code, _, _ = strings.Cut(code, ";") // the form of positive numbers
	var bare strings.Builder
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			if end := strings.IndexByte(code[i+1:], '"'); end >= 0 {
				i += end + 1
			}
		case '[':
			if end := strings.IndexByte(code[i+1:], ']'); end >= 0 {
				i += end + 1
			}
		case '\\', '_', '*':
			i++
		default:
			bare.WriteByte(c)
		}
	}
	lower := strings.ToLower(bare.String())
	switch {
	case strings.Contains(lower, "general"):
		return formatGeneral
	case strings.ContainsAny(lower, "ymdhs"):
		return formatDate
	case strings.Contains(lower, "%"):
		return formatPercent
	}
	return formatGeneral
}
