package doc

import (
	"math"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// columns are the columns of the cells of each row.
func columns(grid [][]Slot) [][]int {
	out := make([][]int, len(grid))
	for r, line := range grid {
		for _, s := range line {
			out[r] = append(out[r], s.Col)
		}
	}
	return out
}

func TestGrid(t *testing.T) {
	one := Cell{}
	for _, c := range []struct {
		name string
		rows []Row
		want [][]int
	}{
		{"nothing", nil, [][]int{}},
		{"plain", []Row{{Cells: []Cell{one, one}}, {Cells: []Cell{one}}}, [][]int{{0, 1}, {0}}},
		{"across", []Row{{Cells: []Cell{{ColSpan: 3}, one}}}, [][]int{{0, 3}}},
		{"down", []Row{{Cells: []Cell{{RowSpan: 2}, one}}, {Cells: []Cell{one}}, {Cells: []Cell{one}}}, [][]int{{0, 1}, {1}, {0}}},
		{"both", []Row{{Cells: []Cell{one, {ColSpan: 2, RowSpan: 2}, one}}, {Cells: []Cell{one, one}}}, [][]int{{0, 1, 3}, {0, 3}}},
		{"two that meet below", []Row{
			{Cells: []Cell{one, {RowSpan: 3}}},
			{Cells: []Cell{{ColSpan: 2, RowSpan: 3}}},
			{Cells: []Cell{one}},
			{Cells: []Cell{one}},
		}, [][]int{{0, 1}, {0}, {2}, {2}}},
		{"below the last row", []Row{{Cells: []Cell{{RowSpan: 9}, one}}, {Cells: []Cell{one}}}, [][]int{{0, 1}, {1}}},
		{"less than one", []Row{{Cells: []Cell{{RowSpan: -5, ColSpan: -5}, one}}, {Cells: []Cell{one}}}, [][]int{{0, 1}, {0}}},
	} {
		if diff := cmp.Diff(c.want, columns(Grid(c.rows))); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// TestGridOfHugeSpans holds that a span costs no more than the table is large.
func TestGridOfHugeSpans(t *testing.T) {
	for _, span := range []int{1_000_000_000, math.MaxInt} {
		rows := make([]Row, 3)
		for range 1000 {
			rows[0].Cells = append(rows[0].Cells, Cell{ColSpan: span, RowSpan: span})
		}
		rows[1].Cells = []Cell{{}}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		grid := Grid(rows)
		runtime.ReadMemStats(&after)
		if got := after.TotalAlloc - before.TotalAlloc; got > 4<<20 {
			t.Errorf("span %d: %d bytes", span, got)
		}
		if got, want := grid[0][1].Col, MaxColSpan; got != want {
			t.Errorf("span %d: the second cell stands in column %d, want %d", span, got, want)
		}
		if got := grid[1][0].Col; got != widest {
			t.Errorf("span %d: the next row begins in column %d, want %d", span, got, widest)
		}
	}
}

// TestGridPutsNoCellOnAnother draws tables with spans and holds that every cell
// begins on a place that no cell before it covers, as far left as can be.
func TestGridPutsNoCellOnAnother(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		span := rapid.IntRange(0, 4)
		rows := make([]Row, rapid.IntRange(1, 6).Draw(t, "rows"))
		for r := range rows {
			for range rapid.IntRange(0, 5).Draw(t, "cells") {
				rows[r].Cells = append(rows[r].Cells, Cell{ColSpan: span.Draw(t, "cols"), RowSpan: span.Draw(t, "deep")})
			}
		}
		covered := map[Point]bool{}
		for r, line := range Grid(rows) {
			if len(line) != len(rows[r].Cells) {
				t.Fatalf("row %d: %d cells of %d", r, len(line), len(rows[r].Cells))
			}
			free := 0
			for i, s := range line {
				for covered[Point{r, free}] {
					free++
				}
				if s.Row != r || s.Col != free || s.Cell != &rows[r].Cells[i] {
					t.Fatalf("row %d, cell %d: in %d, %d; column %d is free", r, i, s.Row, s.Col, free)
				}
				w, h := s.Cell.Spans()
				for y := r; y < r+h; y++ {
					for x := s.Col; x < s.Col+w; x++ {
						covered[Point{y, x}] = true
					}
				}
				free = s.Col + w
			}
		}
	})
}
