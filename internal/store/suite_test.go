package store

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/store/storetest"
)

// suite is what holds on both databases.
var suite = map[string]func(*testing.T, *Store){
	"numbers have their pages from any file":            testPlaces,
	"a document comes back as it was stored":            testRoundTrip,
	"the same again changes nothing":                    testSameAgain,
	"another file that says the same is only kept":      testOtherFile,
	"what says otherwise is a version with differences": testVersion,
	"a reading of a part is no version":                 testPartOfAVersion,
	"a much worse reading does not count":               testWorseReading,
	"all of a batch is stored or nothing":               testAllOrNothing,
	"regions count what is under them":                  testRegions,
	"a department tells who has not published":          testUnpublished,
	"lists go on where they ended":                      testPaging,
	"what came in last is told by place":                testNews,
	"documents have marks for openness":                 testOpenness,
	"documents of before are marked":                    testMarkedAnew,
	"cells are followed across years":                   testCellHistory,
	"rules lead to documents":                           testRules,
	"every change is in the audit log":                  testAudit,
	"what is not there is said":                         testNotFound,
	"units are found by name, pinyin and with a slip":   testUnitsFound,
	"cells are found by name, code and amount":          testCellsFound,
	"sentences and projects are found by words":         testTextFound,
	"what is found is counted by year, region, kind":    testFacets,
	"many are counted as few are":                       testManyFacets,
	"what is indexed anew is found as before":           testIndexedAnew,
	"what is tidied is found as before":                 testTidied,
	"releases and corrections":                          testReleases,
	"jobs are done once, failed ones again":             testJobs,
	"everything is gone through once, in order":         testStream,
	"a change is told from none":                        testRevision,
	"days of approval are given, changed, taken back":   testApprovals,
	"what is published in time is told":                 testTimings,
	"regions count what was published in time":          testPunctuality,
}

func TestSQLite(t *testing.T) {
	for name, do := range suite {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			do(t, opened(t, ""))
		})
	}
	t.Run("a backup is the store as it was", func(t *testing.T) { testBackup(t, "", "") })
}

// TestPostgreSQL runs the suite in one database that is emptied in between: to
// make a new one takes longer than most of its tests.
func TestPostgreSQL(t *testing.T) {
	server := storetest.Start(t)
	database := server.Database(t)
	for name, do := range suite {
		t.Run(name, func(t *testing.T) {
			s := opened(t, database)
			_, err := s.writer.ExecContext(t.Context(), `TRUNCATE department, unit, document, version, file, document_file,
				term, cell, finding, project, sentence, entry, release, audit, approval`)
			if err != nil {
				t.Fatal(err)
			}
			do(t, s)
		})
	}
	t.Run("a backup is the store as it was", func(t *testing.T) { testBackup(t, server.Whole(t), server.Whole(t)) })
	t.Run("several start at once", func(t *testing.T) { testStartAtOnce(t, server.Database(t)) })
}

func opened(t testing.TB, database string) *Store {
	t.Helper()
	s, err := Open(t.Context(), Options{Dir: t.TempDir(), Database: database})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// sample is a small document: its income table, its spending by subject, a
// sentence, a project.
func sample(unit string, year int, total string) Reading {
	d := &budget.Disclosure{
		Profile: "shanxi-datong-2023-unit", Year: year, Kind: "budget", Scope: "unit", Title: "年度单位预算公开",
		Unit: budget.Unit{Name: unit, Kind: "public1", Level: "市级", Department: budget.Body{Code: "083", Name: "大同市工业和信息化局"}},
		Tables: []budget.Table{
			{ID: "T01", Title: "预算收支总表", MoneyUnit: money.Wan, Panels: []budget.Panel{{
				Key: "income", Columns: []string{"金额"},
				Lines: []budget.Line{line("收入总计", "", "收入总计", total)},
			}}},
			{ID: "T03", Title: "预算支出总表", MoneyUnit: money.Wan, Panels: []budget.Panel{{
				Columns: []string{"合计", "基本支出", "项目支出"},
				Lines: []budget.Line{
					line("合计", "", "合计", total, "20.5", "—"),
					line("2080502", "2080502", "事业单位离退休", "3.20", "3.20", ""),
				},
			}}},
			{ID: "T06", Title: "经济分类", MoneyUnit: money.Wan, Panels: []budget.Panel{{
				Columns: []string{"合计"},
				Lines:   []budget.Line{line("30208", "30208", "取暖费", "2.35")},
			}}},
		},
		Sections: []budget.Section{{ID: "一", Part: "narrative", Title: "一、收支变动", Paragraphs: []budget.Paragraph{
			{Text: "预算收入总计" + total + "万元，主要原因是人员经费减少。", Claims: []budget.Claim{{Slot: "income_total", Text: total}}},
		}}},
		Projects: []budget.Project{{
			Name: "工业运行监测服务", HasForm: true, Attribute: "一次性项目", YearGoal: "办好活动",
			Annual: budget.Funding{Total: budget.Yuan(12345)}, Term: budget.Funding{Total: budget.Yuan(30000)},
		}},
	}
	return Reading{
		Name: unit + ".txt", Source: "./" + unit + ".txt", Content: []byte(unit + total + string(rune(year))), MediaType: "text/plain", Origin: Other,
		Disclosure: d, RegionHint: "140200",
		Report: &diag.Document{Fit: 97, Profile: d.Profile, Findings: diag.Findings{{
			Rule: "SUM-01", Severity: diag.Error, Title: "合计不等", Message: "合计应为" + total, Ref: place.Ref{Table: "T03", Row: "合计", Column: "合计"},
			Suspects: []diag.Suspect{{Value: total, Suggest: "22.00"}},
		}}},
	}
}

func line(key, code, name string, cells ...string) budget.Line {
	l := budget.Line{Key: key, Code: code, Name: name}
	for _, c := range cells {
		p, err := money.ParsePrinted(c)
		if err != nil {
			panic(err)
		}
		l.Cells = append(l.Cells, budget.Cell{Printed: p})
	}
	return l
}

func put(t testing.TB, s *Store, readings ...Reading) []Outcome {
	t.Helper()
	var all []*Prepared
	for _, r := range readings {
		p, err := Prepare(r)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	out, err := s.Put(t.Context(), "test", all)
	if err != nil {
		t.Fatal(err)
	}
	s.held.expire()
	return out
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

const example = "大同市平城区信息服务中心"

func testRoundTrip(t *testing.T, s *Store) {
	r := sample(example, 2023, "23.70")
	o := put(t, s, r)[0]
	if o.Result != Added || o.Version != 1 || o.Region != "140213" {
		t.Errorf("outcome %+v, want a document added in 140213", o)
	}
	d := must(s.Document(t.Context(), DocumentRef{Unit: o.Unit, Year: 2023}))(t)
	if diff := cmp.Diff(r.Disclosure, d.Disclosure); diff != "" {
		t.Errorf("the disclosure changed in the store:\n%s", diff)
	}
	if diff := cmp.Diff(r.Report, d.Report); diff != "" {
		t.Errorf("the report changed in the store:\n%s", diff)
	}
	want := Totals{Income: Figure{23_7000 * perYuan, true}, Basic: Figure{20_5000 * perYuan, true}}
	if d.Totals != want {
		t.Errorf("totals %+v, want %+v", d.Totals, want)
	}
	if d.UnitName != example || d.Fit != 97 || d.Errors != 1 || d.Origin != Other || d.LoadedAt.IsZero() {
		t.Errorf("head %+v", d.Head)
	}
	if len(d.Files) != 1 || d.Files[0].Name != r.Name {
		t.Fatalf("files %+v, want the one it was read from", d.Files)
	}
	if b := must(s.File(t.Context(), d.Files[0].SHA256))(t); string(b) != string(r.Content) {
		t.Errorf("the file came back as %q", b)
	}
	projects := must(s.Projects(t.Context(), Filter{}, Page{}))(t).Items
	if len(projects) != 1 || projects[0].Amount != (Figure{12345 * perYuan, true}) || !projects[0].HasForm {
		t.Errorf("projects %+v", projects)
	}
}

func testSameAgain(t *testing.T, s *Store) {
	r := sample(example, 2023, "23.70")
	put(t, s, r)
	before := must(s.Audit(t.Context(), 0, Page{}))(t).Items
	if o := put(t, s, r)[0]; o.Result != Unchanged || o.Version != 1 {
		t.Errorf("outcome %+v, want nothing changed", o)
	}
	if after := must(s.Audit(t.Context(), 0, Page{}))(t).Items; len(after) != len(before) {
		t.Errorf("%d audit entries, want %d: nothing changed", len(after), len(before))
	}
	if have := must(s.Holds(t.Context(), []string{SHA256(r.Content), SHA256(nil)}))(t); len(have) != 1 || !have[SHA256(r.Content)] {
		t.Errorf("holds %v", have)
	}
}

func testOtherFile(t *testing.T, s *Store) {
	r := sample(example, 2023, "23.70")
	put(t, s, r)
	r.Content, r.Name = []byte("%PDF of the same"), "同一份.pdf"
	o := put(t, s, r)[0]
	if o.Result != FileAdded || o.Version != 1 {
		t.Errorf("outcome %+v, want the file kept with version 1", o)
	}
	if d := must(s.Document(t.Context(), DocumentRef{ID: o.Document}))(t); len(d.Files) != 2 || d.Versions != 1 {
		t.Errorf("%d files, %d versions, want 2 and 1", len(d.Files), d.Versions)
	}
	if of := must(s.ReadFrom(t.Context(), SHA256(r.Content)))(t); len(of) != 1 || of[0] != (VersionOf{o.Unit, o.Document, 1}) {
		t.Errorf("the other file was read as %+v", of)
	}
	if of := must(s.ReadFrom(t.Context(), SHA256([]byte("nobody's"))))(t); len(of) != 0 {
		t.Errorf("a file that is not there was read as %+v", of)
	}
	// Our own data of it knows the exact yuan: the version is the same, and knows more.
	own := sample(example, 2023, "23.70")
	own.Content, own.Origin, own.Report.Fit = []byte("{}"), Own, 100
	c := &own.Disclosure.Tables[0].Panels[0].Lines[0].Cells[0]
	c.Exact, c.Known = money.FromYuan(237012), true
	if o := put(t, s, own)[0]; o.Result != FileAdded || o.Version != 1 {
		t.Errorf("outcome %+v, want the file kept with version 1", o)
	}
	put(t, s, r) // the worse reading again takes nothing away
	d := must(s.Document(t.Context(), DocumentRef{ID: o.Document}))(t)
	if got := d.Disclosure.Tables[0].Panels[0].Lines[0].Cells[0]; !got.Known || d.Origin != Own || d.Fit != 100 || d.Versions != 1 || len(d.Files) != 3 {
		t.Errorf("%+v, cell known: %v", d.Head, got.Known)
	}
}

func testVersion(t *testing.T, s *Store) {
	put(t, s, sample(example, 2023, "23.70"))
	o := put(t, s, sample(example, 2023, "23.80"))[0]
	if o.Result != NewVersion || o.Version != 2 || o.Differences != 3 {
		t.Errorf("outcome %+v, want version 2 with three differences", o)
	}
	d := must(s.Document(t.Context(), DocumentRef{ID: o.Document}))(t)
	if want := (Change{"T01.income[收入总计].金额", "23.70", "23.80"}); len(d.Changes) != 3 || d.Changes[0] != want {
		t.Errorf("changes %+v, want first %+v", d.Changes, want)
	}
	if d.Totals.Income.Amount != 23_8000*perYuan || d.Versions != 2 || len(d.All) != 2 {
		t.Errorf("head %+v", d.Head)
	}
	first := must(s.Document(t.Context(), DocumentRef{ID: o.Document, Version: 1}))(t)
	if got := first.Disclosure.Tables[0].Panels[0].Lines[0].Cells[0].Printed.Text; got != "23.70" {
		t.Errorf("version 1 prints %s", got)
	}
	cells := must(s.CellsOf(t.Context(), &d.Head))(t)
	if n := slices.IndexFunc(cells, func(c Cell) bool { return c.Printed == "23.70" }); n >= 0 || len(cells) != 6 {
		t.Errorf("%d cells, of which number %d is of the version before", len(cells), n)
	}
	// The first one again, in another file, is that version and not a third.
	r := sample(example, 2023, "23.70")
	r.Content = []byte("another file")
	if o := put(t, s, r)[0]; o.Result != FileAdded || o.Version != 1 {
		t.Errorf("outcome %+v, want a file of version 1", o)
	}
}

// testPartOfAVersion: a workbook of the tables alone says nothing otherwise; it is a
// file of the version.
func testPartOfAVersion(t *testing.T, s *Store) {
	put(t, s, sample(example, 2023, "23.70"))
	r := sample(example, 2023, "23.70")
	r.Content = []byte("the tables alone")
	r.Disclosure.Sections, r.Disclosure.Projects = nil, nil
	r.Report.Fit = 60
	if o := put(t, s, r)[0]; o.Result != FileAdded || o.Version != 1 {
		t.Errorf("outcome %+v, want a file of version 1", o)
	}
}

func testWorseReading(t *testing.T, s *Store) {
	put(t, s, sample(example, 2023, "23.70"))
	r := sample(example, 2023, "3.70")
	r.Report.Fit = 60
	o := put(t, s, r)[0]
	if o.Result != Aside || o.Version != 2 {
		t.Errorf("outcome %+v, want version 2 laid aside", o)
	}
	if d := must(s.Document(t.Context(), DocumentRef{ID: o.Document}))(t); d.Version != 1 || d.Versions != 2 || d.Totals.Income.Amount != 23_7000*perYuan {
		t.Errorf("head %+v, want version 1 of 2 to count", d.Head)
	}
	r.Replace = true
	if o := put(t, s, r)[0]; o.Result != NewVersion {
		t.Errorf("outcome %+v, want what was asked for to count", o)
	}
}

func testAllOrNothing(t *testing.T, s *Store) {
	good, bad := must(Prepare(sample(example, 2023, "23.70")))(t), must(Prepare(sample(example, 2024, "23.70")))(t)
	bad.report = nil // NOT NULL
	if _, err := s.Put(t.Context(), "test", []*Prepared{good, bad}); err == nil {
		t.Fatal("a version without a report was stored")
	}
	if n := must(s.Newest(t.Context(), Page{}))(t); len(n.Items) != 0 {
		t.Errorf("%d documents stored, want none", len(n.Items))
	}
}

func testRegions(t *testing.T, s *Store) {
	put(t, s, sample(example, 2023, "1"), sample("大同市信息中心", 2023, "2"), sample("示例市河东信息中心", 2023, "3"))
	of := map[string]Region{}
	for _, r := range must(s.Regions(t.Context()))(t) {
		of[r.Code] = r
	}
	for code, want := range map[string]int{"140000": 2, "140200": 2, "140213": 1, "990100": 1, "310000": 0} {
		if of[code].Counts.Units != want || of[code].Counts.Documents != want {
			t.Errorf("%s counts %+v, want %d units", code, of[code].Counts, want)
		}
	}
	r := must(s.Region(t.Context(), "140200"))(t)
	if len(r.Path) != 1 || r.Path[0].Name != "山西省" || len(r.Children) != 10 || len(r.Years) != 1 || r.Years[0].Documents != 2 {
		t.Errorf("Datong: path %v, %d children, years %v", r.Path, len(r.Children), r.Years)
	}
}

func testUnpublished(t *testing.T, s *Store) {
	put(t, s, sample("大同市甲中心", 2023, "1"), sample("大同市乙中心", 2023, "2"), sample("大同市乙中心", 2024, "2"))
	list := must(s.Departments(t.Context(), "140200", Page{}))(t)
	if len(list.Items) != 1 || list.Items[0].Counts.Units != 2 {
		t.Fatalf("departments %+v", list.Items)
	}
	d := must(s.Department(t.Context(), list.Items[0].ID, 0, ""))(t)
	var missing []Unit
	for _, u := range d.Units {
		if u.Published == nil {
			missing = append(missing, u.Unit)
		}
	}
	if d.Year != 2024 || len(d.Units) != 2 || len(missing) != 1 || missing[0].Name != "大同市甲中心" {
		t.Errorf("%d: %d units, unpublished %v", d.Year, len(d.Units), missing)
	}
	u := must(s.Unit(t.Context(), missing[0].ID))(t)
	if len(u.Documents) != 1 || u.DepartmentName != "大同市工业和信息化局" || len(u.RegionPath) != 2 {
		t.Errorf("unit %+v", u)
	}
}

func testPaging(t *testing.T, s *Store) {
	ctx := t.Context()
	for _, name := range []string{"甲", "乙", "丙", "丁", "戊"} {
		put(t, s, sample("大同市"+name+"中心", 2023, "1"), sample("大同市"+name+"中心", 2024, "1"))
	}
	walk(t, 10, func(p Page) (List[Head], error) { return s.Newest(ctx, p) })
	walk(t, 10, func(p Page) (List[Head], error) { return s.Documents(ctx, Filter{}, p) })
	walk(t, 5, func(p Page) (List[Head], error) { return s.Documents(ctx, Filter{Years: []int{2024}}, p) })
	walk(t, 5, func(p Page) (List[Unit], error) { return s.Units(ctx, Filter{Regions: []string{"140000"}}, p) })
	walk(t, 10, func(p Page) (List[Project], error) { return s.Projects(ctx, Filter{}, p) })
	walk(t, 10, func(p Page) (List[Entry], error) { return s.Audit(ctx, 0, p) })
	walk(t, 1, func(p Page) (List[Department], error) { return s.Departments(ctx, "", p) })
	if _, err := s.Newest(ctx, Page{After: "nowhere"}); !errors.Is(err, ErrPage) {
		t.Errorf("a place that no list gave: %v", err)
	}
}

func testNews(t *testing.T, s *Store) {
	ctx := t.Context()
	for _, name := range []string{"大同市信息中心", "示例市河东信息中心", example, "大同市档案中心"} {
		put(t, s, sample(name, 2023, "1"))
	}
	changed := put(t, s, sample("大同市信息中心", 2023, "2"))[0]
	for code, want := range map[string]int{"140000": 3, "140200": 3, "140213": 1, "990000": 1, "990100": 1, "310000": 0} {
		walk(t, want, func(p Page) (List[News], error) { return s.News(ctx, Filter{Regions: []string{code}}, p) })
	}
	walk(t, 4, func(p Page) (List[News], error) {
		return s.News(ctx, Filter{Regions: []string{"140213", "140200", "990000"}}, p)
	})
	list := must(s.News(ctx, Filter{Regions: []string{"140200"}, Years: []int{2023}}, Page{}))(t).Items
	if len(list) == 0 || list[0].ID != changed.Document || list[0].Differences == 0 || len(list[0].Changes) == 0 {
		t.Errorf("newest %+v", list)
	}
}

// walk reads a list in pages of three and sees that each entry comes once.
func walk[T any](t *testing.T, want int, read func(Page) (List[T], error)) {
	t.Helper()
	seen := map[string]bool{}
	p := Page{Limit: 3}
	for range 10 {
		list := must(read(p))(t)
		for _, item := range list.Items {
			key := cmp.Diff(nil, item)
			if seen[key] {
				t.Errorf("came twice: %+v", item)
			}
			seen[key] = true
		}
		if list.Next == "" {
			break
		}
		p.After = list.Next
	}
	if len(seen) != want {
		t.Errorf("%d entries of %T, want %d", len(seen), *new(T), want)
	}
}

func testCellHistory(t *testing.T, s *Store) {
	o := put(t, s, sample(example, 2024, "30"), sample(example, 2023, "23.70"), sample("大同市别的中心", 2023, "9"))[0]
	cells := must(s.CellHistory(t.Context(), o.Unit, CellKey{Table: "T03", Row: "合计", Column: "合计"}))(t)
	var got []string
	for _, c := range cells {
		got = append(got, c.Printed)
	}
	if !slices.Equal(got, []string{"23.70", "30"}) || cells[0].Figure.Amount != 23_7000*perYuan {
		t.Errorf("history %v, want 23.70 then 30", got)
	}
	years := must(s.History(t.Context(), o.Unit, "", ""))(t)
	if len(years) != 2 || years[0].Year != 2023 || years[1].Totals.Income.Amount != 30_0000*perYuan {
		t.Errorf("years %+v", years)
	}
}

func testRules(t *testing.T, s *Store) {
	put(t, s, sample("大同市甲中心", 2023, "1"), sample("大同市乙中心", 2024, "2"))
	counts := must(s.RuleCounts(t.Context(), Filter{}))(t)
	if want := []RuleCount{{Rule: "SUM-01", Severity: diag.Error, Findings: 2, Documents: 2, Errors: Tally{2, 2}}}; !cmp.Equal(counts, want) {
		t.Errorf("counts %+v, want %+v", counts, want)
	}
	if got := must(s.RuleCounts(t.Context(), Filter{Years: []int{2024}}))(t); !cmp.Equal(got, []RuleCount{{Rule: "SUM-01", Severity: diag.Error, Findings: 1, Documents: 1, Errors: Tally{1, 1}}}) {
		t.Errorf("counts of 2024: %+v", got)
	}
	walk(t, 2, func(p Page) (List[Broken], error) { return s.RuleDocuments(t.Context(), "SUM-01", Filter{}, p) })
	walk(t, 0, func(p Page) (List[Broken], error) { return s.RuleDocuments(t.Context(), "SUM-99", Filter{}, p) })
	list := must(s.RuleDocuments(t.Context(), "SUM-01", Filter{Years: []int{2024}}, Page{}))(t)
	if len(list.Items) != 1 || len(list.Items[0].Findings) != 1 {
		t.Fatalf("documents %+v", list.Items)
	}
	want := FindingLine{"SUM-01", diag.Error, "T03[合计].合计", "合计不等", "合计应为2", "22.00"}
	if got := list.Items[0].Findings[0]; got != want {
		t.Errorf("finding %+v, want %+v", got, want)
	}
	standing := must(s.Standings(t.Context(), "140000"))(t)
	if want := []Standing{
		{Year: 2024, Kind: "budget", Units: 1, Known: 2, Documents: 1, Errors: 1},
		{Year: 2023, Kind: "budget", Units: 1, Known: 2, Documents: 1, Errors: 1},
	}; !cmp.Equal(standing, want) {
		t.Errorf("standings %+v, want %+v", standing, want)
	}
	if got := must(s.PublishedIn(t.Context(), []ID{must(s.Departments(t.Context(), "140200", Page{}))(t).Items[0].ID}, 2024, "budget"))(t); len(got) != 1 {
		t.Errorf("published in 2024: %v, want one department", got)
	}
	// Of one rule an error and two notes in the same document are told apart.
	r := sample("大同市甲中心", 2023, "1")
	one := r.Report.Findings[0]
	one.Severity = diag.Note
	r.Report.Findings = append(r.Report.Findings, one, one)
	put(t, s, r)
	if got := must(s.RuleCounts(t.Context(), Filter{}))(t)[0]; got.Findings != 4 || got.Documents != 2 || got.Errors != (Tally{2, 2}) || got.Notes != (Tally{2, 1}) || got.Warnings != (Tally{}) {
		t.Errorf("counts by severity %+v", got)
	}
	// Judged otherwise, the same file has other findings and no new version.
	r = sample("大同市甲中心", 2023, "1")
	r.Report.Findings = nil
	if o := put(t, s, r)[0]; o.Result != Rechecked {
		t.Errorf("outcome %+v, want other findings", o)
	}
	if counts := must(s.RuleCounts(t.Context(), Filter{}))(t); counts[0].Documents != 1 {
		t.Errorf("counts %+v, want one document left", counts)
	}
}

func testAudit(t *testing.T, s *Store) {
	put(t, s, sample(example, 2023, "23.70"))
	o := put(t, s, sample(example, 2023, "23.80"))[0]
	log := must(s.Audit(t.Context(), o.Unit, Page{}))(t).Items
	if len(log) != 2 {
		t.Fatalf("%d entries, want 2", len(log))
	}
	if e := log[0]; e.Action != "document.version" || e.Actor != "test" || e.OldHash != log[1].NewHash || e.OldHash == "" || !strings.HasPrefix(e.Object, o.Document.String()) {
		t.Errorf("entry %+v", e)
	}
}

func testNotFound(t *testing.T, s *Store) {
	ctx := context.Background()
	_, region := s.Region(ctx, "999999")
	_, unit := s.Unit(ctx, 5)
	_, department := s.Department(ctx, 5, 0, "")
	_, document := s.Document(ctx, DocumentRef{ID: 5})
	_, file := s.File(ctx, SHA256(nil))
	_, path := s.File(ctx, "../../etc/passwd")
	_, release := s.Release(ctx, 5)
	for i, err := range []error{region, unit, department, document, file, path, release} {
		if !errors.Is(err, ErrNotFound) {
			t.Errorf("%d: %v, want ErrNotFound", i, err)
		}
	}
}
