package rules

import (
	"fmt"
	"math/big"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
)

// ratedChange is an amount with its change since last year, in any sentence:
// 5.00万元，占20.00%，比上年预算增加1.00万元，增长25.00%.
var ratedChange = saidIn(`([0-9][0-9,]*(?:\.[0-9]+)?)万元[，,；;](?:占[^，,。；;]{0,16}[%％][，,])?[比较与同](?:上年|去年|上年度|20[0-9]{2}年)度?[^，,。；;0-9]{0,10}?(?:相比)?[，,]?(增加|减少)(?:了)?([0-9][0-9,]*(?:\.[0-9]+)?)万元[，,](?:增长|上升|增幅|下降|降低|降幅)(?:率|了|为)?([0-9][0-9]*(?:\.[0-9]+)?)[%％]`, "增加", "减少")

// ratesSaid holds the rate of a change to its amount and the amount of this year, in
// sentences of which the form has no rate.
func ratesSaid(in *check.Inspection) {
	for _, p := range paragraphsSaid(in.Subject) {
		if !ratedChange.in(p.s) {
			continue
		}
		for _, m := range ratedChange.expr.FindAllStringSubmatchIndex(p.s, -1) {
			if ratedIn(&p, m[0], m[1]) || itemAmountAt(&p, m[2]) || perOne(p.s[:m[0]]) {
				continue
			}
			now, ok := decimalOf(p.s[m[2]:m[3]])
			delta, also := decimalOf(p.s[m[6]:m[7]])
			if !ok || !also || delta.IsZero() {
				continue
			}
			more, rate := p.s[m[4]:m[5]] == "增加", p.s[m[8]:m[9]]
			least, most, known := rateRange(now, delta, more)
			if !known {
				continue
			}
			if meets(rate, least, most) {
				in.Pass(1)
				continue
			}
			right := rateOf(now, delta, more, rate)
			at := p.ref(in.Subject, m[0], m[1])
			in.Fail(check.Fault{
				At: at, Message: fmt.Sprintf("“%s”：上年数是%s%s%s，幅度应为%s", short(p.s[m[0]:m[1]]), now, map[bool]string{true: "−", false: "+"}[more], delta, right), Expected: right,
				Suspects: []diag.Suspect{{Ref: at, Value: rate + "%", Suggest: right}},
			})
		}
	}
}

// perOne reports whether the words before an amount say that it is of one of many, so
// that what is said after it is not of it: 车均运行维护费0.66万元，比上年减少20.06万元.
func perOne(before string) bool {
	i := strings.LastIndexAny(before, "，。；,;")
	return strings.Contains(before[i+1:], "均")
}

// itemAmountAt reports whether an amount was read as a list's item: CHG-022 holds its
// change.
func itemAmountAt(p *paragraphSaid, at int) bool {
	for k := range p.Claims {
		if c := &p.Claims[k]; c.Start == p.place(at) && strings.HasSuffix(c.Slot, ".amount") {
			return true
		}
	}
	return false
}

func decimalOf(s string) (money.Decimal, bool) {
	d, err := money.ParseDecimal(strings.ReplaceAll(s, ",", ""))
	return d, err == nil
}

// rateRange is what the rate of a change can be, in percent; false where last year's
// amount may be nothing.
func rateRange(now, delta money.Decimal, more bool) (least, most *big.Rat, ok bool) {
	from, to := rounding(now)
	low, high := rounding(delta)
	thenLow, thenHigh := new(big.Rat).Add(from, low), new(big.Rat).Add(to, high)
	if more {
		thenLow, thenHigh = new(big.Rat).Sub(from, high), new(big.Rat).Sub(to, low)
	}
	if thenLow.Sign() <= 0 {
		return nil, nil, false
	}
	hundred := big.NewRat(100, 1)
	least = new(big.Rat).Mul(new(big.Rat).Quo(low, thenHigh), hundred)
	most = new(big.Rat).Mul(new(big.Rat).Quo(high, thenLow), hundred)
	return least, most, true
}

// rateOf is the rate of a change, to as many places as it was said with.
func rateOf(now, delta money.Decimal, more bool, said string) string {
	then := new(big.Rat).Add(rational(now), rational(delta))
	if more {
		then = new(big.Rat).Sub(rational(now), rational(delta))
	}
	places := 2
	if _, after, ok := strings.Cut(said, "."); ok {
		places = len(after)
	}
	return new(big.Rat).Mul(new(big.Rat).Quo(rational(delta), then), big.NewRat(100, 1)).FloatString(places) + "%"
}
