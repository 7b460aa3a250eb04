package finder_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"mingbai/internal/web/finder"
)

// sideBySide is the comparison of the example with a made-up unit of its year.
func sideBySide(t *testing.T, x *example) (path, first, second string) {
	t.Helper()
	a, b := x.head(t, "大同市"), x.head(t, "示例市<")
	return "/compare?u=" + a.Unit.String() + "," + b.Unit.String() + "&year=2023", a.Unit.String(), b.Unit.String()
}

// TestComparedFiguresAreTheDocuments: 667.98 ÷ 25 people, each amount with the
// address of its number, each picture with its table.
func TestComparedFiguresAreTheDocuments(t *testing.T) {
	x := site(t, finder.Options{})
	path, first, _ := sideBySide(t, x)
	body := x.get(t, path)
	holds(t, body, "人均支出", "667.98 ÷ 25", "26.72", "547.65 ÷ 667.98", "81.99%", "/u/"+first+"/2023/budget/n/T01/", "社会保障和就业支出", "看表")
	if pictures, tables := strings.Count(body, "<svg"), strings.Count(body, "<table"); tables < 10 || pictures < 10 {
		t.Errorf("%d pictures, %d tables", pictures, tables)
	}
}

func TestUnitsAreAddedAndRemovedByLinks(t *testing.T) {
	x := site(t, finder.Options{})
	path, first, second := sideBySide(t, x)
	body := x.get(t, path)
	holds(t, body, `href="/compare?u=`+first+`&amp;year=2023"`, `href="/compare?u=`+second+`&amp;year=2023"`)
	one := x.get(t, "/compare?u="+first)
	holds(t, one, "再加一个单位就能对比")
	found := x.get(t, "/compare?u="+first+"&q=%E7%A4%BA%E4%BE%8B")
	holds(t, found, "/compare?u="+first+","+second, "&lt;script&gt;alert（1）")
}

// TestSixUnitsAtMost: a seventh is left out, one that stands twice stands once, one
// that is not held is told.
func TestSixUnitsAtMost(t *testing.T) {
	x := site(t, finder.Options{})
	_, first, second := sideBySide(t, x)
	body := x.get(t, "/compare?u="+first+","+first+","+second+",00000000001,00000000002,00000000003,00000000004,00000000005")
	holds(t, body, "地址里有4个单位库里没有")
	if n := strings.Count(body, ">去掉<"); n != 2 {
		t.Errorf("%d units stand on the page", n)
	}
}

// TestCompareCSV: as many fields in each line, amounts without thousands.
func TestCompareCSV(t *testing.T) {
	x := site(t, finder.Options{})
	path, first, _ := sideBySide(t, x)
	body := x.get(t, strings.Replace(path, "/compare?", "/compare.csv?", 1))
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 3 || rows[1][1] != first || rows[1][4] != "667.98" {
		t.Errorf("%q", rows)
	}
	if !strings.HasPrefix(rows[2][0], "示例市<") {
		t.Errorf("%q", rows[2][0])
	}
}
