package compose

import (
	"maps"
	"slices"

	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// Balanced rounding (controlled rounding, 配平): every fact is rounded up or
// down to a last place of print, once, and every printed cell is the sum of its
// facts so rounded. Rows, columns and copies then close by themselves. The
// choice of up or down is such that each printed cell, totals too, is one of
// the two last places that its exact amount lies between; an exact amount that
// needs no rounding prints as it is.

// balance chooses the rounding of this year's data. Where there is no such
// choice, or none is found within bounds, rounding stays independent and a note
// says so.
func (c *compiler) balance(d dataset) {
	var j joint
	sets := c.printedSets(d)
	for _, data := range slices.Sorted(maps.Keys(d)) {
		j.add(data, d[data], sets[data])
	}
	near := formSets(d[dataFacts])
	for _, set := range near {
		j.shift(dataFacts, set)
	}
	j.tieRevenue(d)
	units, ok := roundTogether(j.amounts, j.sets, near, c.step())
	if !ok {
		c.add(diag.Note, "INPUT-BALANCE", "不能配平，改用逐格四舍五入",
			"没有找到使各表各行各列都相加得上的取舍", "印出的合计与各项之和可能差末位一个单位，这是允许的", place.Ref{})
		return
	}
	for i, e := range j.entries {
		e.units = units[i]
		if j.amounts[i] != int64(e.amount) {
			e.units = -units[i]
		}
	}
	c.balanced = true
}

// joint is all data that is rounded together, one kind after another. Revenue
// stands in it with the other sign, so that what is spent less what pays for it
// is a sum like any other, of nothing.
type joint struct {
	entries []*entry
	amounts []int64
	sets    [][]int
	first   map[string]int // where a kind of data begins
}

func (j *joint) add(data string, entries []entry, sets [][]int) {
	if j.first == nil {
		j.first = map[string]int{}
	}
	j.first[data] = len(j.entries)
	for i := range entries {
		amount := int64(entries[i].amount)
		if data == dataRevenue {
			amount = -amount
		}
		j.entries, j.amounts = append(j.entries, &entries[i]), append(j.amounts, amount)
	}
	for _, set := range sets {
		j.shift(data, set)
		j.sets = append(j.sets, set)
	}
}

// shift turns places among the entries of a kind of data into places among all.
func (j *joint) shift(data string, set []int) {
	for i := range set {
		set[i] += j.first[data]
	}
}

// tieRevenue has the revenue of each fund print what the fund's expenditure of
// the year does, where the two are equal.
func (j *joint) tieRevenue(d dataset) {
	bySource := map[string][]int{}
	for i := range d[dataRevenue] {
		source := d[dataRevenue][i].source
		bySource[source] = append(bySource[source], j.first[dataRevenue]+i)
	}
	for _, source := range slices.Sorted(maps.Keys(bySource)) {
		set := bySource[source]
		for i, f := range d[dataFacts] {
			if f.source == source && !f.carry {
				set = append(set, j.first[dataFacts]+i)
			}
		}
		var left int64
		for _, i := range set {
			left += j.amounts[i]
		}
		if left == 0 {
			j.sets = append(j.sets, set)
		}
	}
}

// printedSets lists by kind of data, once each, the sets of entries whose sums
// are printed.
func (c *compiler) printedSets(d dataset) map[string][][]int {
	seen := map[string]bool{}
	sets := map[string][][]int{}
	probe := *c
	probe.onCell = func(data string, from []int) {
		if key := data + keyOf(from); len(from) > 0 && !seen[key] {
			seen[key] = true
			sets[data] = append(sets[data], slices.Clone(from))
		}
	}
	probe.tables(d)
	return sets
}

// formSets are the facts of each project that has several: its form states their
// sum in yuan, which the prints should come as near to as they can.
func formSets(facts []entry) [][]int {
	of := map[string][]int{}
	for i := range facts {
		if p := facts[i].project; p != "" {
			of[p] = append(of[p], i)
		}
	}
	var out [][]int
	for _, p := range slices.Sorted(maps.Keys(of)) {
		if len(of[p]) > 1 {
			out = append(out, of[p])
		}
	}
	return out
}
