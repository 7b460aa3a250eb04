package store

import (
	"testing"

	"mingbai/internal/money"
	"mingbai/internal/place"
)

// testPlaces: a file with pages, read no better than data of the same, gives it the
// places of its numbers; better data read later keeps them.
func testPlaces(t *testing.T, s *Store) {
	box := [4]float64{10, 20, 60, 32}
	paper := func(unit string) Reading {
		r := sample(unit, 2023, "23.70")
		r.Name, r.Content = unit+".pdf", []byte("%PDF of "+unit)
		for i := range r.Disclosure.Tables[1].Panels[0].Lines {
			l := &r.Disclosure.Tables[1].Panels[0].Lines[i]
			for c := range l.Cells {
				l.Cells[c].Ref = place.Ref{File: r.Name, Page: 3 + i, Box: box}
			}
		}
		return r
	}
	data := func(unit string) Reading {
		r := sample(unit, 2023, "23.70")
		r.Name, r.Content, r.Origin, r.Report.Fit = unit+".json", []byte("{} of "+unit), Own, 100
		c := &r.Disclosure.Tables[1].Panels[0].Lines[0].Cells[0]
		c.Exact, c.Known = money.FromYuan(237012), true
		return r
	}
	const first, second, third = "大同市甲中心", "大同市乙中心", "大同市丙中心"
	put(t, s, data(first))
	put(t, s, paper(first))
	put(t, s, paper(second))
	put(t, s, data(second))
	put(t, s, data(third))
	for _, unit := range []string{first, second, third} {
		list := must(s.Search(t.Context(), Query{Text: unit}))(t).Units.Items
		if len(list) != 1 {
			t.Fatalf("%s: %d units", unit, len(list))
		}
		d := must(s.Document(t.Context(), DocumentRef{Unit: list[0].ID, Year: 2023}))(t)
		total, item := d.Disclosure.Table("T03").Panel("").Cell("合计", "合计"), d.Disclosure.Table("T03").Panel("").Cell("2080502", "基本支出")
		if !total.Known || d.Origin != Own || d.Versions != 1 {
			t.Errorf("%s: exact %v, %+v", unit, total.Known, d.Head)
		}
		want := place.Ref{File: unit + ".pdf", Page: 3, Box: box}
		if unit == third {
			want = place.Ref{}
		}
		if total.Ref != want || unit != third && item.Ref.Page != 4 {
			t.Errorf("%s: the total stands at %+v, the item at %+v", unit, total.Ref, item.Ref)
		}
		if other := d.Disclosure.Table("T06").Panel("").Cell("30208", "合计"); other.Ref.Page != 0 {
			t.Errorf("%s: a number of another table stands at %+v", unit, other.Ref)
		}
	}
}

// TestPlacesGoToWhatPrintsTheSame: line by line where a key is there twice, and only
// to what has none.
func TestPlacesGoToWhatPrintsTheSame(t *testing.T) {
	at := func(page int) place.Ref { return place.Ref{Page: page, Box: [4]float64{1, 2, 3, 4}} }
	d, from := sample(example, 2023, "1").Disclosure, sample(example, 2023, "1").Disclosure
	twice := line("合计", "", "合计", "1", "2", "3")
	d.Tables[1].Panels[0].Lines = append(d.Tables[1].Panels[0].Lines, twice)
	other := line("合计", "", "合计", "1", "2.5", "3")
	from.Tables[1].Panels[0].Lines = append(from.Tables[1].Panels[0].Lines, other)
	for i := range from.Tables[1].Panels[0].Lines {
		for c := range from.Tables[1].Panels[0].Lines[i].Cells {
			from.Tables[1].Panels[0].Lines[i].Cells[c].Ref = at(1 + i)
		}
	}
	lines := d.Tables[1].Panels[0].Lines
	lines[1].Cells[0].Ref = at(9)
	if !placed(d, from) {
		t.Fatal("nothing was placed")
	}
	for _, c := range []struct{ line, column, page int }{{0, 0, 1}, {0, 2, 1}, {1, 0, 9}, {1, 1, 2}, {2, 0, 3}, {2, 1, 0}, {2, 2, 3}} {
		if got := lines[c.line].Cells[c.column].Ref.Page; got != c.page {
			t.Errorf("line %d, column %d stands on page %d, want %d", c.line, c.column, got, c.page)
		}
	}
	if placed(d, from) {
		t.Error("placed twice")
	}
}
