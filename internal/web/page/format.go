package page

import (
	"strings"
	"time"

	"mingbai/internal/money"
	"mingbai/internal/store"
)

// Minus is the sign before an amount below zero, as wide as a digit.
const Minus = "−"

// perHundredth is one hundredth of 万元 in the store's amounts.
const perHundredth = 1_000_000

// Amount writes an amount in 万元 with two decimals and its thousands parted:
// 1,234.56, −329.65; “—” where it is not known.
func Amount(f store.Figure) string {
	if !f.Known {
		return "—"
	}
	return signed(hundredths(f.Amount).Grouped(), false)
}

// Count writes a number of things with its thousands parted: 60,000.
func Count(n int) string { return money.Decimal{Coef: int64(n)}.Grouped() }

// Counted says how many there are of something: “3个单位”, “1 unit”, “3 units”.
func (l Lang) Counted(n int, zh, one, many string) string {
	if n == 1 {
		many = one
	}
	return l.T(Count(n)+zh, Count(n)+" "+many)
}

// Change writes how much more (+) or less (−) an amount is than another, in 万元.
func Change(now, before store.Figure) string {
	if !now.Known || !before.Known {
		return "—"
	}
	d := hundredths(now.Amount - before.Amount)
	return signed(d.Grouped(), d.Sign() > 0)
}

// Rate writes the same in percent of what it was; “—” where there is no base.
func Rate(now, before store.Figure) string {
	if !now.Known || !before.Known {
		return "—"
	}
	return percent(now.Amount-before.Amount, before.Amount, true)
}

// Share is part of whole in percent with two decimals, rounded half up; “—”
// where the whole is nothing.
func Share(part, whole store.Figure) string {
	if !part.Known || !whole.Known {
		return "—"
	}
	return percent(part.Amount, whole.Amount, false)
}

func percent(a, b store.Amount, plus bool) string {
	d, ok := money.Ratio(money.Fen(a), money.Fen(b), 2)
	if !ok {
		return "—"
	}
	return signed(d.Grouped(), plus && d.Sign() > 0) + "%"
}

// china is the time that people of the field live by.
var china = time.FixedZone("CST", 8*60*60)

// Moment is a time for a page, as clocks in China show it.
func Moment(t time.Time) string { return t.In(china).Format("2006-01-02 15:04") }

// Day is its day.
func Day(t time.Time) string { return t.In(china).Format("2006-01-02") }

// hundredths is an amount in 万元, rounded half up at two decimals.
func hundredths(a store.Amount) money.Decimal {
	half := store.Amount(perHundredth / 2)
	if a < 0 {
		half = -half
	}
	return money.Decimal{Coef: int64((a + half) / perHundredth), Scale: 2}
}

// signed turns the sign of a number into a typographic one.
func signed(s string, plus bool) string {
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		return Minus + rest
	}
	if plus {
		return "+" + s
	}
	return s
}
