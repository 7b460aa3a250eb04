package book

import (
	"bytes"
	"cmp"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// A book that is written reads back the same, from a folder and from a workbook.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBook(t)
		files, err := filesOf(draftOf(b), false)
		if err != nil {
			t.Fatal(err)
		}
		fsys := fstest.MapFS{}
		for name, data := range files {
			fsys[name] = &fstest.MapFile{Data: data}
		}
		got, findings := ReadFS(fsys)
		sameBook(t, "文件夹", b, got, findings)
		if rapid.IntRange(0, 7).Draw(t, "a workbook takes a hundred times as long") > 0 {
			return
		}
		data, err := workbookOf(draftOf(b), "")
		if err != nil {
			t.Fatal(err)
		}
		got, findings = ReadWorkbook("book.xlsx", bytes.NewReader(data), int64(len(data)))
		sameBook(t, "工作簿", b, got, findings)
		if got.Workbook != "book.xlsx" {
			t.Fatalf("read from %q, want book.xlsx", got.Workbook)
		}
	})
}

func sameBook(t *rapid.T, form string, want, got *budget.Book, findings diag.Findings) {
	if findings.Has(diag.Warning) {
		t.Fatalf("%s: %v", form, findings)
	}
	if d := difference(want, got); d != "" {
		t.Fatalf("%s: %s", form, d)
	}
}

// Converting there and back gives the same files, byte by byte.
func TestConvertThereAndBack(t *testing.T) {
	dir := t.TempDir()
	a, x, back := filepath.Join(dir, "a"), filepath.Join(dir, "a.xlsx"), filepath.Join(dir, "b")
	if err := Write(a, sampleBook()); err != nil {
		t.Fatal(err)
	}
	for _, step := range [][2]string{{a, x}, {x, back}} {
		findings, err := Convert(step[0], step[1])
		if err != nil || len(findings) != 0 {
			t.Fatalf("%v %v", findings, err)
		}
	}
	for _, s := range sheets {
		one, err1 := os.ReadFile(filepath.Join(a, s.about().file))
		two, err2 := os.ReadFile(filepath.Join(back, s.about().file))
		if (err1 == nil) != (err2 == nil) || string(one) != string(two) {
			t.Errorf("%s不同：\n%s\n%s", s.about().file, one, two)
		}
	}
}

// difference tells where two books differ, places apart; empty where they do not.
func difference(a, b *budget.Book) string {
	if b == nil {
		return "没有读出"
	}
	x, y := *a, *b
	x.Workbook, y.Workbook = "", "" // where it was read from, as places are
	forget(reflect.ValueOf(&x).Elem())
	forget(reflect.ValueOf(&y).Elem())
	vx, vy := reflect.ValueOf(x), reflect.ValueOf(y)
	for i := range vx.NumField() {
		if !reflect.DeepEqual(vx.Field(i).Interface(), vy.Field(i).Interface()) {
			return vx.Type().Field(i).Name + "：\n" + show(vx.Field(i)) + "\n" + show(vy.Field(i))
		}
	}
	return ""
}

func show(v reflect.Value) string {
	return strings.TrimSpace(strings.Join(strings.Fields(sprint(v)), " "))
}

// forget clears every place in a value, on copies of its slices.
func forget(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[place.Ref]() {
			v.SetZero()
			return
		}
		for i := range v.NumField() {
			forget(v.Field(i))
		}
	case reflect.Slice:
		if v.Len() == 0 {
			v.SetZero()
			return
		}
		copied := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(copied, v)
		v.Set(copied)
		for i := range v.Len() {
			forget(v.Index(i))
		}
	}
}

// drawBook draws a book that holds together.
func drawBook(t *rapid.T) *budget.Book {
	kind := rapid.SampledFrom(budget.UnitKinds()).Draw(t, "kind")
	b := &budget.Book{
		Profile: "shanxi-2023",
		Year:    rapid.IntRange(2021, 2100).Draw(t, "year"),
		Unit: budget.Unit{
			Name: word(t), Code: wordOrNone(t), Kind: kind.Key, Level: wordOrNone(t), Grade: wordOrNone(t),
			Department: budget.Body{Code: wordOrNone(t), Name: wordOrNone(t)},
		},
	}
	b.Subjects = rapid.SampledFrom([][]budget.LocalSubject{nil, {{Table: budget.TableFunction, Code: "20897", Name: "地方增设的款"}, {Table: budget.TableFunction, Code: "2089701", Name: "地方增设的项"}}}).Draw(t, "local")
	for _, name := range uniqueWords(t, "projects") {
		b.Projects = append(b.Projects, drawProject(t, name))
	}
	b.Facts = drawFacts(t, b, kind.Group)
	b.Prior = drawFacts(t, b, kind.Group)
	if rapid.Bool().Draw(t, "no prior") {
		b.Prior = nil
	}
	for _, key := range uniqueWords(t, "totals") {
		b.PriorTotal = append(b.PriorTotal, budget.PriorTotal{Key: key, Amount: fen(t)})
	}
	for _, key := range uniqueWords(t, "texts") {
		b.Texts = append(b.Texts, budget.Text{Key: key, Text: prose(t)})
	}
	for _, key := range uniqueWords(t, "reasons") {
		b.Reasons = append(b.Reasons, budget.Text{Key: key, Text: prose(t)})
	}
	for i, name := range uniqueWords(t, "things") {
		b.Vehicles = append(b.Vehicles, budget.Vehicle{Name: name, Count: i, Booked: i%2 == 0, Note: wordOrNone(t)})
		b.Buildings = append(b.Buildings, budget.Building{Name: name, Area: wordOrNone(t), Source: wordOrNone(t), Note: wordOrNone(t)})
		b.Staff = append(b.Staff, budget.Staff{Kind: name, Posts: i - 1, Actual: rapid.IntRange(-1, 2000).Draw(t, "actual")})
		b.Services = append(b.Services, budget.Service{Code: wordOrNone(t), Name: name, Amount: fen(t)})
	}
	if rapid.Bool().Draw(t, "sum of staff") {
		b.Staff = append(b.Staff, budget.Staff{Posts: -1, Actual: 25})
	}
	for _, ch := range rapid.SampledFrom([][]choice{nil, publicItems, publicItems[3:]}).Draw(t, "public") {
		b.ThreePublic = append(b.ThreePublic, budget.ThreePublic{Item: ch.key, Source: "gpb", Amount: fen(t), Prior: fen(t)})
	}
	for _, ch := range rapid.SampledFrom([][]choice{nil, procurementKinds}).Draw(t, "procurement") {
		b.Procurement = append(b.Procurement, budget.Procurement{Kind: ch.key, Source: rapid.SampledFrom([]string{"", "gpb"}).Draw(t, "s"), Amount: fen(t)})
	}
	if rapid.Bool().Draw(t, "revenue") {
		b.Revenue = append(b.Revenue, budget.Revenue{Subject: "1030601", Source: "socb", Amount: fen(t) + 1})
	}
	return b
}

func drawFacts(t *rapid.T, b *budget.Book, group string) []budget.Fact {
	var items, bought []string
	functions, _ := budget.Functions().With(b.Subjects)
	for _, s := range functions.All() {
		if s.Level == 3 {
			items = append(items, s.Code)
		}
	}
	for _, s := range budget.DeptEconomic().All() {
		if _, ok := budget.GovEconomicOf(s.Code, group); ok {
			bought = append(bought, s.Code)
		}
	}
	facts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) budget.Fact {
		f := budget.Fact{
			Subject:     rapid.SampledFrom(items).Draw(t, "subject"),
			Economic:    rapid.SampledFrom(bought).Draw(t, "economic"),
			GovEconomic: rapid.SampledFrom([]string{"", "", "50502"}).Draw(t, "gov"),
			Source:      rapid.SampledFrom([]string{"gpb", "gfb", "socb", "special_account", "unit", "business", "other"}).Draw(t, "source"),
			CarryOver:   rapid.Bool().Draw(t, "carry"),
			Amount:      fen(t) + 1,
		}
		if len(b.Projects) > 0 && rapid.Bool().Draw(t, "of a project") {
			f.Project = rapid.SampledFrom(b.Projects).Draw(t, "project").Name
			f.Economic = rapid.SampledFrom([]string{f.Economic, ""}).Draw(t, "none")
		}
		return f
	}), 1, 12).Draw(t, "facts")
	key := func(f budget.Fact) string {
		return strings.Join([]string{f.Subject, f.Economic, f.GovEconomic, f.Project, f.Source, map[bool]string{true: "c"}[f.CarryOver]}, "|")
	}
	slices.SortFunc(facts, func(a, b budget.Fact) int { return cmp.Compare(key(a), key(b)) })
	return slices.CompactFunc(facts, func(a, b budget.Fact) bool { return key(a) == key(b) })
}

func drawProject(t *rapid.T, name string) budget.Project {
	p := budget.Project{
		Name: name, HasForm: rapid.Bool().Draw(t, "form"), Body: wordOrNone(t), Executor: wordOrNone(t),
		Attribute: wordOrNone(t), Period: wordOrNone(t), Overview: wordOrNone(t), Basis: prose(t), Need: wordOrNone(t),
		Measures: wordOrNone(t), Plan: wordOrNone(t), TermGoal: wordOrNone(t), YearGoal: prose(t),
		Lead: wordOrNone(t), Handler: wordOrNone(t), Phone: wordOrNone(t), Date: wordOrNone(t),
	}
	for _, m := range []*budget.Money{
		&p.Term.Total, &p.Term.Central, &p.Term.Province, &p.Term.County, &p.Term.Self, &p.Term.Other,
		&p.Annual.Total, &p.Annual.Central, &p.Annual.Province, &p.Annual.County, &p.Annual.Self, &p.Annual.Other,
	} {
		if rapid.Bool().Draw(t, "given") {
			*m = budget.Money{Given: true, Amount: fen(t)}
		}
	}
	for _, name := range uniqueWords(t, "indicators") {
		p.Indicators = append(p.Indicators, budget.Indicator{Level1: "产出指标", Level2: wordOrNone(t), TermName: name, TermValue: wordOrNone(t), YearName: wordOrNone(t), YearValue: wordOrNone(t)})
	}
	return p
}

func fen(t *rapid.T) money.Fen { return money.Fen(rapid.Int64Range(0, 1e16).Draw(t, "fen")) }

var words = rapid.Custom(func(t *rapid.T) string {
	s := rapid.StringMatching(`[甲乙丙〇A-Za-z0-9（）“”,"'\\=;#%≥<>&_.+\-]([甲乙丙A-Za-z0-9 ,"'\\\t=%≥<>&_]{0,9}[丁%x9"'])?`).Draw(t, "word")
	return clean(s)
})

// word is a text without line breaks that a cell keeps as it is.
func word(t *rapid.T) string {
	return words.Filter(func(s string) bool { return s != "" && !isErrorValue(s) }).Draw(t, "w")
}

func wordOrNone(t *rapid.T) string {
	if rapid.Bool().Draw(t, "none") {
		return ""
	}
	return word(t)
}

func prose(t *rapid.T) string {
	return strings.Join([]string{word(t), wordOrNone(t), word(t)}[:rapid.IntRange(1, 3).Draw(t, "lines")], "\n") + word(t)
}

func uniqueWords(t *rapid.T, label string) []string {
	return rapid.SliceOfNDistinct(rapid.Custom(word), 0, 3, budget.Fold).Draw(t, label)
}
