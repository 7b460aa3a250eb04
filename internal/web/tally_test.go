package web

import (
	"encoding/csv"
	"encoding/json"
	"html"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mingbai/internal/demo"
	"mingbai/internal/money"
	"mingbai/internal/store"
	"mingbai/internal/web/guard"
	"mingbai/internal/web/page"
)

var (
	totalRow  = regexp.MustCompile(`(?s)<tr class="total">(.*?)</tr>`)
	anyCell   = regexp.MustCompile(`(?s)<td[^>]*>(.*?)</td>`)
	bodyRow   = regexp.MustCompile(`(?s)<tr>\s*<th scope="row">(.*?)</tr>`)
	anyMarkup = regexp.MustCompile(`<[^>]*>`)
	aNumber   = regexp.MustCompile(`<a href="[^"]*/n/(T\d+)/[^"]*">([^<]*)</a>`)
	oneFact   = regexp.MustCompile(`(?s)<dd class="(?:big|mid)">([0-9,]+)</dd>`)
)

// TestFiguresTally: what one page adds up, others print, and programs are given is the
// same everywhere: totals of departments are those of their units, of regions those of
// their departments, of the site those of its files, and every table holds what the
// file of all numbers does.
func TestFiguresTally(t *testing.T) {
	s := opened(t)
	if _, err := demo.Neighbours(t.Context(), demo.Options{Store: s, Dir: t.TempDir(), Units: 8}); err != nil {
		t.Fatal(err)
	}
	a := &tally{T: t, srv: assembled(t, Options{Store: s, Guard: guard.Options{Rate: -1}})}
	a.documents = a.rows("/data/all/all/documents.csv")
	a.sameByProgram()
	a.home(len(a.rows("/data/all/all/findings.csv")))
	units, err := s.Units(t.Context(), store.Filter{}, store.Page{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	departments := map[store.ID]bool{}
	for _, u := range units.Items {
		departments[u.Department] = true
	}
	if len(departments) < 2 || len(units.Items) != 8 {
		t.Fatalf("%d departments, %d units", len(departments), len(units.Items))
	}
	for id := range departments {
		a.department(id)
	}
	a.region(units.Items[0].Region)
	a.tables()
}

// tally compares what a site says in one place with another.
type tally struct {
	*testing.T
	srv       *httptest.Server
	documents []map[string]string
}

func (a *tally) body(path string) string {
	a.Helper()
	res, body := get(a.T, a.srv, http.MethodGet, path)
	if res.StatusCode != http.StatusOK {
		a.Fatalf("%s: %s", path, res.Status)
	}
	return body
}

// rows are those of a CSV by the names of its columns.
func (a *tally) rows(path string) (out []map[string]string) {
	a.Helper()
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(a.body(path), "\ufeff"))).ReadAll()
	if err != nil || len(all) < 2 {
		a.Fatal(path, len(all), err)
	}
	for _, r := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = r[i]
		}
		out = append(out, row)
	}
	return out
}

// sum adds a column of documents up; it is not known where none has anything there.
func (a *tally) sum(column string, of []map[string]string) (sum money.Fen, known bool) {
	a.Helper()
	for _, d := range of {
		if d[column] == "" {
			continue
		}
		known = true
		v, err := money.ParseYuan(d[column])
		if err != nil {
			a.Fatalf("%s: %q: %v", column, d[column], err)
		}
		sum += v
	}
	return sum, known
}

// count is how many there are of something, in all documents.
func (a *tally) count(column string, of []map[string]string) int {
	sum, _ := a.sum(column, of)
	return int(sum / 100)
}

// sameByProgram compares the list of documents with the API's.
func (a *tally) sameByProgram() {
	var list struct {
		Items []struct {
			Document                                                      string
			Errors, Warnings, Notes                                       int
			Income, Spending, Basic, Project, Appropriation, Three_public string
		}
	}
	if err := json.Unmarshal([]byte(a.body("/api/v1/documents?limit=200")), &list); err != nil {
		a.Fatal(err)
	}
	var files, program []string
	for _, d := range a.documents {
		files = append(files, strings.Join([]string{d["公开件编号"], d["错误"], d["警告"], d["提示"], d["收入总计（元）"], d["支出总计（元）"], d["基本支出（元）"], d["项目支出（元）"], d["财政拨款收入（元）"], d["“三公”经费（元）"]}, " "))
	}
	n := strconv.Itoa
	for _, d := range list.Items {
		program = append(program, strings.Join([]string{d.Document, n(d.Errors), n(d.Warnings), n(d.Notes), d.Income, d.Spending, d.Basic, d.Project, d.Appropriation, d.Three_public}, " "))
	}
	slices.Sort(files)
	slices.Sort(program)
	if !slices.Equal(files, program) {
		a.Errorf("the file of documents:\n%s\nthe API:\n%s", strings.Join(files, "\n"), strings.Join(program, "\n"))
	}
}

// home compares the counts of the first page with the files'.
func (a *tally) home(findings int) {
	var got []string
	for _, m := range oneFact.FindAllStringSubmatch(a.body("/"), -1) {
		got = append(got, m[1])
	}
	departments := map[string]bool{}
	for _, d := range a.documents {
		departments[d["部门编号"]] = true
	}
	errors, warnings, notes := a.count("错误", a.documents), a.count("警告", a.documents), a.count("提示", a.documents)
	want := []string{page.Count(len(a.documents)), page.Count(len(a.rows("/data/all/all/units.csv"))), page.Count(len(departments)), page.Count(errors)}
	if !slices.Equal(got, want) {
		a.Errorf("the first page counts %v, the files hold %v", got, want)
	}
	if errors+warnings+notes != findings {
		a.Errorf("documents have %d findings, the file of findings %d", errors+warnings+notes, findings)
	}
}

// department compares the totals of a department's page with its units' documents, for
// each year.
func (a *tally) department(id store.ID) {
	years := map[string][]map[string]string{}
	for _, d := range a.documents {
		if d["部门编号"] == id.String() {
			years[d["年度"]] = append(years[d["年度"]], d)
		}
	}
	for year, documents := range years {
		path := page.DepartmentPath(id) + "?year=" + year + "&kind=budget"
		row := totalRow.FindStringSubmatch(a.body(path))
		if row == nil {
			a.Errorf("%s has no total", path)
			continue
		}
		got := cellsOf(row[1])
		for i, column := range []string{"支出总计（元）", "基本支出（元）", "项目支出（元）", "“三公”经费（元）"} {
			sum, known := a.sum(column, documents)
			want := "—"
			if known {
				want = money.Round(sum, money.Wan, 2).Grouped()
			}
			if got[i] != want {
				a.Errorf("%s: %s is %s, its units' is %s", path, column, got[i], want)
			}
		}
		if want := strconv.Itoa(a.count("错误", documents)); got[4] != want {
			a.Errorf("%s: %s errors, its units' are %s", path, got[4], want)
		}
	}
}

// region compares what a region's page says of itself with its departments' rows, and
// those with the documents.
func (a *tally) region(code string) {
	body := a.body(page.RegionPath(code))
	_, rows, found := strings.Cut(body, "本级部门")
	if !found {
		a.Fatal("no departments in ", code)
	}
	var units, documents, errors int
	for _, m := range bodyRow.FindAllStringSubmatch(rows, -1) {
		cells := cellsOf(m[1]) // published/units, in time, openness, documents, errors …
		_, of, _ := strings.Cut(cells[0], "/")
		units, documents, errors = units+atoi(a.T, of), documents+atoi(a.T, cells[3]), errors+atoi(a.T, cells[4])
	}
	if !strings.Contains(body, "个部门，"+strconv.Itoa(units)+"个单位，"+strconv.Itoa(documents)+"份公开件。") {
		a.Errorf("%s says otherwise than its departments: %d units, %d documents", code, units, documents)
	}
	if documents != len(a.documents) || errors != a.count("错误", a.documents) {
		a.Errorf("the departments of %s have %d documents, %d errors; the files %d, %d", code, documents, errors, len(a.documents), a.count("错误", a.documents))
	}
}

// tables compares every number of every table's page with the file of all numbers.
func (a *tally) tables() {
	type table struct{ path, id string }
	want := map[table][]string{}
	for _, c := range a.rows("/data/all/all/cells.csv") {
		if c["印出"] != "" {
			at := table{"/u/" + c["单位编号"] + "/" + c["年度"] + "/" + c["种类"], c["表"]}
			want[at] = append(want[at], c["印出"])
		}
	}
	if len(want) < 50 {
		a.Fatalf("%d tables only", len(want))
	}
	for at, printed := range want {
		var got []string
		for _, m := range aNumber.FindAllStringSubmatch(a.body(page.TablePath(at.path, at.id)), -1) {
			if m[1] == at.id {
				got = append(got, html.UnescapeString(m[2]))
			}
		}
		slices.Sort(got)
		slices.Sort(printed)
		if !slices.Equal(got, printed) {
			a.Errorf("%s %s shows %q, the file has %q", at.path, at.id, got, printed)
		}
	}
}

// cellsOf are the texts of a row's cells.
func cellsOf(row string) (out []string) {
	for _, m := range anyCell.FindAllStringSubmatch(row, -1) {
		out = append(out, strings.TrimSpace(anyMarkup.ReplaceAllString(m[1], "")))
	}
	return out
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
