package store

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// shelf is what there is to be found: three units, three years.
func shelf(t *testing.T, s *Store) {
	t.Helper()
	final := sample("大同市数据应用中心", 2024, "31.50")
	final.Disclosure.Kind = "final"
	at := time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)
	s.now = func() time.Time { at = at.Add(time.Minute); return at }
	for _, r := range []Reading{sample(example, 2023, "23.70"), sample(example, 2024, "30"), final, sample("示例市河东群众艺术馆", 2023, "9")} {
		put(t, s, r)
	}
}

func find(t *testing.T, s *Store, q Query) Hits {
	t.Helper()
	return must(s.Search(t.Context(), q))(t)
}

func unitNames(h Hits) []string {
	var out []string
	for _, u := range h.Units.Items {
		out = append(out, u.Name)
	}
	return out
}

func testUnitsFound(t *testing.T, s *Store) {
	shelf(t, s)
	const data, art = "大同市数据应用中心", "示例市河东群众艺术馆"
	for text, want := range map[string][]string{
		"数据":      {data},
		"平城区":     {example},
		"大同":      {data, example},
		"中心":      {data, example},
		"馆":       {art},
		"大同市 信息":  {example},
		"数据应用中心":  {data},
		"应用数据":    nil, // in this order it is not there
		"dtssjyy": {data},
		"shujuyy": nil,
		"yishu":   {art},
		"没有的":     nil,
	} {
		if got := unitNames(find(t, s, Query{Text: text, Only: InUnits})); !slices.Equal(got, want) && len(got)+len(want) > 0 {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
	h := find(t, s, Query{Text: "大同市数据应有中心"})
	if got := unitNames(h); !h.Nearly || !slices.Equal(got, []string{data}) {
		t.Errorf("with a slip: %v (nearly: %v), want %s", got, h.Nearly, data)
	}
	for text, want := range map[string]string{
		"大同市数据硬用":   data, // sounds the same
		"艺数馆":       art,
		"数据中心":      data, // shortened
		"河东艺术馆":     art,
		"示例 艺数馆":    art,
		"中心数据":      "", // in this order it is not there
		"数据火星中心":    "",
		"大同市 数据 会计": "",
	} {
		h := find(t, s, Query{Text: text, Only: InUnits})
		if got := strings.Join(unitNames(h), " "); got != want || h.Nearly != (want != "") {
			t.Errorf("%s: %q (nearly: %v), want %q", text, got, h.Nearly, want)
		}
	}
	if got := unitNames(find(t, s, Query{Text: "中心", Filter: Filter{Kinds: []string{"final"}}})); !slices.Equal(got, []string{data}) {
		t.Errorf("with final accounts: %v, want %s", got, data)
	}
}

func testCellsFound(t *testing.T, s *Store) {
	shelf(t, s)
	for text, want := range map[string]int{
		"取暖费":           4,
		"取暖":            4,
		"取暖费 >2万元":      4,
		"取暖费 >2.35万元":   0,
		"取暖费 =2.35万元":   4,
		"取暖费 <20000元":   0,
		"取暖费 2万-3万元":    4,
		"2080502":       8, // two columns each
		"208":           8,
		"208 >5万元":      0,
		">31万元":         1, // the totals
		"2023年 取暖费":     2,
		"取暖费 >2万元 2025": 0,
	} {
		if got := len(find(t, s, Query{Text: text, Only: InCells}).Cells.Items); got != want {
			t.Errorf("%s: %d cells, want %d", text, got, want)
		}
	}
	h := find(t, s, Query{Text: "合计", Only: InCells, Filter: Filter{Regions: []string{"140000"}}})
	if c := h.Cells.Items[0]; c.Printed != "31.50" || c.UnitName != "大同市数据应用中心" || c.Table != "T03" || c.Column != "合计" {
		t.Errorf("the largest is %+v", c)
	}
	walk(t, 6, func(p Page) (List[Cell], error) {
		h, err := s.Search(t.Context(), Query{Text: "合计", Only: InCells, Page: p, Filter: Filter{Regions: []string{"140000"}}})
		return h.Cells, err
	})
}

func testTextFound(t *testing.T, s *Store) {
	shelf(t, s)
	for text, want := range map[string]int{"人员经费": 4, "人员 23.70": 1, "经费": 4, "人员经费减少": 4, "经费人员减少": 0, "人员 减少": 4} {
		if got := len(find(t, s, Query{Text: text, Only: InSentences}).Sentences.Items); got != want {
			t.Errorf("%s: %d sentences, want %d", text, got, want)
		}
	}
	for text, want := range map[string]int{"运行监测": 4, "监测 >1万元": 4, "监测 >2万元": 0, "监测运行": 0} {
		if got := len(find(t, s, Query{Text: text, Only: InProjects}).Projects.Items); got != want {
			t.Errorf("%s: %d projects, want %d", text, got, want)
		}
	}
	if h := find(t, s, Query{Text: "工业运行监侧服务"}); !h.Nearly || len(h.Projects.Items) != 4 {
		t.Errorf("with a slip: %d projects", len(h.Projects.Items))
	}
	if h := find(t, s, Query{Text: "量子对撞机"}); h.Nearly || len(h.Projects.Items) > 0 {
		t.Errorf("what nobody has found %+v", h)
	}
	if h := find(t, s, Query{Text: "100%_"}); len(h.Units.Items)+len(h.Sentences.Items) > 0 {
		t.Errorf("signs found %+v", h)
	}
}

func testFacets(t *testing.T, s *Store) {
	shelf(t, s)
	h := find(t, s, Query{Text: "取暖费"})
	want := Facets{
		Years:   []Facet{{"2024", "2024年", 2, false}, {"2023", "2023年", 2, false}},
		Regions: []Facet{{"140000", "山西省", 3, false}, {"990000", "示例省（编造）", 1, false}},
		Kinds:   []Facet{{"budget", "预算", 3, false}, {"final", "决算", 1, false}},
	}
	if !slices.Equal(h.Facets.Years, want.Years) || !slices.Equal(h.Facets.Regions, want.Regions) || !slices.Equal(h.Facets.Kinds, want.Kinds) {
		t.Errorf("facets %+v, want %+v", h.Facets, want)
	}
	if h := find(t, s, Query{Text: "平城区"}); len(h.Facets.Years) != 2 || h.Facets.Kinds[0].Count != 2 {
		t.Errorf("facets of a unit %+v", h.Facets)
	}
	// What a version no longer says is not found by it.
	put(t, s, func() Reading {
		r := sample(example, 2023, "23.70")
		r.Disclosure.Projects[0].Name = "设备更新"
		r.Content = []byte("2")
		return r
	}())
	if h := find(t, s, Query{Text: "运行监测", Only: InProjects, Filter: Filter{Years: []int{2023}}}); len(h.Projects.Items) != 1 {
		t.Errorf("%d projects, want the other unit's alone", len(h.Projects.Items))
	}
}

// testManyFacets: counted value by value as far as one, or one by one, it is the same.
func testManyFacets(t *testing.T, s *Store) {
	shelf(t, s)
	for _, q := range []Query{{Text: "取暖费"}, {Text: "人员 经费", Filter: Filter{Regions: []string{"140000"}}}, {Text: "2080502", Filter: Filter{Years: []int{2024}}}} {
		f := newFinder(t.Context(), s, must(understand(q.Text))(t), q)
		one := must(f.facets(t.Context()))(t)
		if s.dialect == postgres {
			shares := must(s.sharesOf(t.Context(), f.entryClauses()))(t)
			if diff := cmp.Diff(one, must(f.facetsOf(t.Context(), shares, false))(t)); diff != "" {
				t.Errorf("%s, at once: %s", q.Text, diff)
			}
		}
		each := must(f.manyFacets(t.Context(), f.entryClauses(), 1))(t)
		for _, list := range [][]Facet{one.Years, one.Regions, one.Kinds} {
			for i := range list {
				list[i].Count, list[i].More = 1, list[i].Count > 1
			}
		}
		if diff := cmp.Diff(one, each); diff != "" || len(one.Years) == 0 {
			t.Errorf("%s: %s", q.Text, diff)
		}
	}
}

// testIndexedAnew: what is found does not depend on whether it was indexed when it
// came or when the schema had changed.
func testIndexedAnew(t *testing.T, s *Store) {
	shelf(t, s)
	texts := []string{"取暖费", "人员经费", "大同", "dtssjyy", "2080502", "运行监测", ">31万元"}
	before := map[string]Hits{}
	for _, text := range texts {
		before[text] = find(t, s, Query{Text: text})
	}
	forget := []string{"DELETE FROM entry", "DELETE FROM term", "DELETE FROM cell", "DELETE FROM sentence"}
	if s.dialect == sqlite {
		for _, table := range []string{"entry", "term", "unit"} {
			forget = append(forget, "INSERT INTO "+table+"_fts ("+table+"_fts) VALUES ('delete-all')")
		}
	} else {
		forget = append(forget, "UPDATE unit SET grams = '{}'")
	}
	for _, q := range forget {
		if _, err := s.writer.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	if h := find(t, s, Query{Text: "人员经费"}); len(h.Sentences.Items) > 0 {
		t.Fatal("nothing was forgotten")
	}
	if err := s.reindex(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		if diff := cmp.Diff(before[text], find(t, s, Query{Text: text})); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

func testTidied(t *testing.T, s *Store) {
	shelf(t, s)
	questions := []Query{{Text: "数据"}, {Text: "取暖费 >2万元"}, {Text: "大同市数据应有中心"}, {Text: "人员经费"}}
	var before []Hits
	for _, q := range questions {
		before = append(before, find(t, s, q))
	}
	pieces := func() int {
		n := must(one(t.Context(), s, "", "SELECT count(DISTINCT segid) FROM entry_fts_idx", nil, func(n *int) []any { return []any{n} }))(t)
		return *n
	}
	if s.dialect == sqlite && pieces() < 2 {
		t.Fatal("documents stored one by one are in one piece: this test shows nothing")
	}
	for _, stored := range []int{0, 4} { // none of them is new; all of them are
		if err := s.Tidy(t.Context(), stored); err != nil {
			t.Fatal(err)
		}
		if s.dialect == sqlite && (pieces() == 1) != (stored > 0) {
			t.Errorf("with %d new: %d pieces", stored, pieces())
		}
		if s.dialect != sqlite && stored > 0 {
			known := must(one(t.Context(), s, "", "SELECT reltuples::int = (SELECT count(*) FROM entry) FROM pg_class WHERE relname = 'entry'", nil, func(ok *bool) []any { return []any{ok} }))(t)
			if !*known {
				t.Error("the planner does not know how many entries there are")
			}
		}
	}
	for i, q := range questions {
		if d := cmp.Diff(before[i], find(t, s, q)); d != "" {
			t.Errorf("%s: %s", q.Text, d)
		}
	}
}
