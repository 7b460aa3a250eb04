package ingest_test

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/ingest"
	"mingbai/internal/ingest/html"
	"mingbai/internal/profile"
)

// finalOf reads a web page as a department's final account of Shanghai.
func finalOf(t *testing.T, page string) *ingest.Reading {
	t.Helper()
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load("shanghai-2024-department-final")
	if err != nil {
		t.Fatal(err)
	}
	d, err := html.Read("made-up.html", []byte("<!DOCTYPE html><meta charset=utf-8>"+page))
	if err != nil {
		t.Fatal(err)
	}
	return ingest.Recognise(d, p)
}

// TestTotalInTheHead reads a table whose form sets the lowest titles of the head in
// the row of 合计: the row is both. Left empty, it is head alone.
func TestTotalInTheHead(t *testing.T) {
	const page = `<p>某市水务局2024年度部门决算<p>政府性基金预算财政拨款收入支出决算表<p>单位：万元
<table border=1><tr><td colspan=2>项目<td rowspan=2>年初结转和结余<td rowspan=2>本年收入<td rowspan=2 colspan=3>本年支出<td rowspan=2>年末结转和结余
<tr><td>功能分类科目编码<td>科目名称
<tr><td colspan=2>合计<td>%s<td>%s<td>合计<td>基本支出<td>项目支出<td>0
<tr><td>212<td>城乡社区支出<td>0<td>%[2]s<td>%[2]s<td><td>%[2]s<td>0</table>`
	for _, c := range []struct{ carried, income, want string }{
		{"0", "2002.80", "合计 0|2002.80|合计|基本支出|项目支出|0; 212 0|2002.80|2002.80||2002.80|0"},
		{"", "15", "合计 |15|合计|基本支出|项目支出|0; 212 0|15|15||15|0"},
	} {
		table := finalOf(t, fmt.Sprintf(page, c.carried, c.income)).Disclosure.Table("T08")
		var lines []string
		for _, l := range table.Panels[0].Lines {
			var cells []string
			for _, cell := range l.Cells {
				cells = append(cells, cell.Printed.Text)
			}
			lines = append(lines, l.Key+" "+strings.Join(cells, "|"))
		}
		if got := strings.Join(lines, "; "); got != c.want {
			t.Errorf("read as\n%s, want\n%s", got, c.want)
		}
		for _, h := range table.Panels[0].Heads {
			if h.Key == "" {
				t.Errorf("the head %q is not known", h.Path)
			}
		}
	}
}
