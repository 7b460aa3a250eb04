package store

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/diag"
)

// testStream goes through documents of several units and years in parts of
// different lengths: each comes once, in the same order, with its own cells.
func testStream(t *testing.T, s *Store) {
	ctx := t.Context()
	for _, name := range []string{"甲", "乙", "丙"} {
		put(t, s, sample("大同市"+name+"中心", 2023, "1"), sample("大同市"+name+"中心", 2024, "1"))
	}
	elsewhere := sample("无名中心", 2023, "1")
	elsewhere.Region = "110000"
	put(t, s, elsewhere)
	var first []ID
	var unit ID
	for _, part := range []int{1, 2, 3, 6, 7, 100} {
		var ids []ID
		var last *Head
		for h, err := range s.eachDocument(ctx, Filter{Regions: []string{"140200", "140000"}}, spot{}, part) {
			if err != nil {
				t.Fatal(err)
			}
			if last != nil && last.Year > h.Year {
				t.Errorf("in parts of %d: %d after %d", part, h.Year, last.Year)
			}
			ids, unit = append(ids, h.ID), h.Unit
			last = h
			cells, err := s.CellsOf(ctx, h)
			if err != nil {
				t.Fatal(err)
			}
			if len(cells) == 0 {
				t.Errorf("no cells of %s", h.ID)
			}
			sums, err := s.SumsOf(ctx, h)
			want := slices.DeleteFunc(slices.Clone(cells), func(c Cell) bool { return !strings.Contains(c.Row, "计") && (c.Table != "T03" || len(c.Code) != 3) })
			if err != nil || !cmp.Equal(sums, want) || len(sums) == 0 || len(sums) == len(cells) {
				t.Errorf("sums of %s: %d of %d, %v", h.ID, len(sums), len(cells), err)
			}
			d, err := s.DocumentOf(ctx, h, 0)
			if err != nil {
				t.Fatal(err)
			}
			if sections, err := s.SectionsOf(ctx, h); err != nil || !cmp.Equal(sections, d.Disclosure.Sections) || len(sections) == 0 {
				t.Errorf("sections of %s: %d, %v", h.ID, len(sections), err)
			}
			projects, err := s.ProjectsOf(ctx, h)
			if err != nil || len(projects) != 1 || projects[0].Document != h.ID {
				t.Errorf("projects of %s: %v, %v", h.ID, projects, err)
			}
		}
		if first == nil {
			first = ids
		}
		if len(ids) != 6 || !slices.Equal(ids, first) {
			t.Errorf("in parts of %d: %v, in parts of 1: %v", part, ids, first)
		}
	}
	walk(t, 4*6, func(p Page) (List[CellLine], error) {
		return s.CellList(ctx, CellFilter{Filter: Filter{Years: []int{2023}}}, p)
	})
	walk(t, 7, func(p Page) (List[CellLine], error) {
		return s.CellList(ctx, CellFilter{Code: "208", Column: "合计"}, p)
	})
	walk(t, 4, func(p Page) (List[CellLine], error) {
		return s.CellList(ctx, CellFilter{Filter: Filter{Years: []int{2023}}, Table: "T06"}, p)
	})
	walk(t, 7, func(p Page) (List[Found], error) { return s.FindingList(ctx, FindingFilter{Severity: diag.Error}, p) })
	walk(t, 0, func(p Page) (List[Found], error) { return s.FindingList(ctx, FindingFilter{Rule: "SUM-02"}, p) })
	walk(t, 7, func(p Page) (List[Head], error) { return s.DocumentList(ctx, Filter{}, p) })
	walk(t, 4, func(p Page) (List[Head], error) {
		return s.DocumentList(ctx, Filter{Years: []int{2023}, Regions: []string{"140000", "110000", "140200"}}, p)
	})
	walk(t, 12, func(p Page) (List[CellLine], error) {
		return s.CellList(ctx, CellFilter{Filter: Filter{Unit: unit}}, p)
	})
	walk(t, 6, func(p Page) (List[CellLine], error) { return s.CellList(ctx, CellFilter{Document: first[0]}, p) })
	walk(t, 0, func(p Page) (List[CellLine], error) { // no document of this unit's
		return s.CellList(ctx, CellFilter{Filter: Filter{Unit: 1}, Document: first[0]}, p)
	})
	walk(t, 3, func(p Page) (List[Unit], error) { return s.Published(ctx, Filter{Years: []int{2024}}, p) })
	walk(t, 1, func(p Page) (List[Unit], error) { return s.Published(ctx, Filter{Regions: []string{"110000"}}, p) })
	held, err := s.Holdings(ctx)
	want := []Holding{{"110000", 2023, 1}, {"140000", 2024, 3}, {"140000", 2023, 3}}
	if err != nil || !slices.Equal(held, want) {
		t.Errorf("holdings %v, %v", held, err)
	}
	names, err := s.RegionNames(ctx)
	if err != nil || names["140200"] != "大同市" {
		t.Errorf("140200 is %q, %v", names["140200"], err)
	}
}

// testRevision: what is stored anew or judged otherwise makes another revision,
// what changes nothing does not.
func testRevision(t *testing.T, s *Store) {
	revision := func() string {
		r, err := s.Revision(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	seen := []string{revision()}
	other := sample("大同市甲中心", 2023, "1")
	other.Report.Findings[0].Message = "现在另有说法"
	for _, r := range []Reading{sample("大同市甲中心", 2023, "1"), sample("大同市甲中心", 2023, "2"), sample("大同市乙中心", 2023, "1"), other} {
		put(t, s, r)
		now := revision()
		if slices.Contains(seen, now) {
			t.Errorf("revision %s once more", now)
		}
		seen = append(seen, now)
		put(t, s, r)
		if again := revision(); again != now {
			t.Errorf("the same again is revision %s after %s", again, now)
		}
	}
}
