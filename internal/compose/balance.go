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
	sets := c.printedSets(d)
	for _, data := range slices.Sorted(maps.Keys(d)) {
		entries := d[data]
		amounts := make([]int64, len(entries))
		for i := range entries {
			amounts[i] = int64(entries[i].amount)
		}
		var also [][]int
		if data == dataFacts {
			also = formSets(entries)
		}
		units, ok := roundTogether(amounts, sets[data], also, c.step())
		if !ok {
			c.add(diag.Note, "INPUT-BALANCE", "不能配平，改用逐格四舍五入",
				"没有找到使各表各行各列都相加得上的取舍", "印出的合计与各项之和可能差末位一个单位，这是允许的", place.Ref{})
			return
		}
		for i := range entries {
			entries[i].units = units[i]
		}
	}
	c.balanced = true
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
