package opendata_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"mingbai/internal/budget"
	"mingbai/internal/render/data"
	"mingbai/internal/store"
	"mingbai/internal/web/opendata"
)

// answer asks and reads JSON.
func answer[T any](t testing.TB, srv *httptest.Server, path string) T {
	t.Helper()
	var v T
	b := get(t, srv, path)
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("%s: %v\n%.300s", path, err, b)
	}
	return v
}

// everything follows a list from its first page to its last.
func everything(t *testing.T, srv *httptest.Server, path string) (items []string) {
	t.Helper()
	for pages := 0; path != ""; pages++ {
		if pages > 2000 {
			t.Fatal("the list does not end")
		}
		res, b := ask(t, srv, http.MethodGet, path)
		if res.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s %s", path, res.Status, b)
		}
		var list opendata.List[json.RawMessage]
		if err := json.Unmarshal(b, &list); err != nil {
			t.Fatal(err)
		}
		for _, i := range list.Items {
			items = append(items, string(i))
		}
		link := ""
		if list.Next != "" {
			link = "<" + list.Next + `>; rel="next"`
		}
		if got := res.Header.Get("Link"); got != link {
			t.Errorf("%s: Link %q, next %q", path, got, list.Next)
		}
		path = list.Next
	}
	return items
}

// TestPagingVisitsEverythingOnce: short pages together are what one long page is,
// and what the bulk files hold.
func TestPagingVisitsEverythingOnce(t *testing.T) {
	srv, _ := held(t, 3)
	for _, path := range []string{
		"/api/v1/departments?", "/api/v1/units?", "/api/v1/units?region=140000&", "/api/v1/documents?", "/api/v1/documents?year=2023&kind=budget&",
		"/api/v1/cells?table=T03&", "/api/v1/cells?code=208&column=%E5%90%88%E8%AE%A1&", "/api/v1/projects?", "/api/v1/findings?", "/api/v1/findings?severity=error&",
	} {
		once := everything(t, srv, path+"limit=1000")
		for _, limit := range []int{4, 50} {
			if got := everything(t, srv, fmt.Sprintf("%slimit=%d", path, limit)); !slices.Equal(got, once) {
				t.Errorf("%s: %d entries by pages of %d, %d on one", path, len(got), limit, len(once))
			}
		}
		seen := map[string]bool{}
		for _, i := range once {
			if seen[i] && !strings.Contains(path, "findings") && !strings.Contains(path, "cells") {
				t.Errorf("%s: twice: %s", path, i)
			}
			seen[i] = true
		}
		if len(once) == 0 && !strings.Contains(path, "error") {
			t.Errorf("%s: nothing", path)
		}
	}
	var cells []opendata.Cell
	for _, i := range everything(t, srv, "/api/v1/cells?limit=1000") {
		var c opendata.Cell
		if err := json.Unmarshal([]byte(i), &c); err != nil {
			t.Fatal(err)
		}
		cells = append(cells, c)
	}
	bulk := sameRows[opendata.Cell](t, srv, "/data/all/all/", "cells")
	order := func(a, b opendata.Cell) int { // documents come in another order, their cells do not
		return strings.Compare(a.Document, b.Document)
	}
	slices.SortStableFunc(cells, order)
	slices.SortStableFunc(bulk, order)
	if diff := cmp.Diff(bulk, cells); diff != "" {
		t.Errorf("the API has other cells than the bulk file: %.2000s", diff)
	}
}

// TestDocumentsAsTheyAreWritten: a document is what internal/render/data writes,
// also a table of it, and both match the schema that the description names.
func TestDocumentsAsTheyAreWritten(t *testing.T) {
	srv, s := held(t, 1)
	c := jsonschema.NewCompiler()
	for _, name := range []string{"disclosure-v1.json", "report-v1.json"} {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(get(t, srv, "/schema/"+name)))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource("https://site/schema/"+name, doc); err != nil {
			t.Fatal(err)
		}
	}
	fits := func(at, schema string) {
		t.Helper()
		sch, err := c.Compile("https://site" + schema)
		if err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(get(t, srv, at)))
		if err != nil {
			t.Fatal(err)
		}
		if err := sch.Validate(v); err != nil {
			t.Errorf("%s: %v", at, err)
		}
	}
	list := answer[opendata.List[opendata.Document]](t, srv, "/api/v1/documents")
	if len(list.Items) != 2 {
		t.Fatalf("%d documents", len(list.Items))
	}
	for _, h := range list.Items {
		at := "/api/v1/documents/" + h.ID
		id, err := store.ParseID(h.ID)
		if err != nil {
			t.Fatal(err)
		}
		d, err := s.Document(t.Context(), store.DocumentRef{ID: id})
		if err != nil {
			t.Fatal(err)
		}
		got, err := data.Read(bytes.NewReader(get(t, srv, at)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d.Disclosure.Tables, got.Tables); diff != "" {
			t.Errorf("%s: %s", at, diff)
		}
		fits(at, "/schema/disclosure-v1.json")
		fits(at+"/report", "/schema/report-v1.json")
		tables := answer[opendata.List[opendata.TableHead]](t, srv, at+"/tables")
		if len(tables.Items) != len(d.Disclosure.Tables) {
			t.Errorf("%d tables, want %d", len(tables.Items), len(d.Disclosure.Tables))
		}
		for _, table := range tables.Items {
			fits(table.At, "/schema/disclosure-v1.json#/$defs/table")
		}
		if res, _ := ask(t, srv, http.MethodGet, at+"/tables/T99"); res.StatusCode != http.StatusNotFound {
			t.Errorf("a table that is not there: %s", res.Status)
		}
		history := answer[opendata.DocumentDetail](t, srv, at+"/history")
		if len(history.All) != 1 || len(history.Files) != 1 || history.Files[0].Source != "" || strings.Contains(history.Files[0].Name, "/") {
			t.Errorf("history %+v", history)
		}
	}
}

// TestOpennessFollowsFromTheDocuments: what is given of a region and of a department is
// the mean of what is given of their documents.
func TestOpennessFollowsFromTheDocuments(t *testing.T) {
	srv, _ := held(t, 3)
	of := map[string][]opendata.Document{}
	for _, d := range answer[opendata.List[opendata.Document]](t, srv, "/api/v1/documents").Items {
		if d.ScoreOf < 60 || d.Score > d.ScoreOf {
			t.Errorf("%s: %d of %d marks", d.UnitName, d.Score, d.ScoreOf)
		}
		for _, at := range []string{"/api/v1/regions/" + d.Region, "/api/v1/departments/" + d.Department} {
			of[fmt.Sprint(at, d.Year, d.Kind)] = append(of[fmt.Sprint(at, d.Year, d.Kind)], d)
		}
	}
	checked := 0
	for _, list := range of {
		for _, at := range []string{"/api/v1/regions/" + list[0].Region, "/api/v1/departments/" + list[0].Department} {
			got := answer[struct {
				Years []struct {
					Year              int32
					Kind              string
					Documents, Marked int
					Openness          json.Number
				}
			}](t, srv, at)
			for _, y := range got.Years {
				documents := of[fmt.Sprint(at, y.Year, y.Kind)]
				sum := 0
				for _, d := range documents {
					sum += int((d.Score*20_000 + d.ScoreOf) / (2 * d.ScoreOf))
				}
				mean := (2*sum + len(documents)) / (2 * len(documents))
				if want := fmt.Sprintf("%d.%02d", mean/100, mean%100); y.Openness.String() != want || y.Marked != len(documents) || y.Documents != len(documents) {
					t.Errorf("%s %d: openness %s of %d, want %s of %d", at, y.Year, y.Openness, y.Marked, want, len(documents))
				}
				checked++
			}
		}
	}
	if checked < 2 {
		t.Error("no year was compared")
	}
}

// TestAnswersTellWhatWasPublishedInTime: of a document, of a region and of a department.
func TestAnswersTellWhatWasPublishedInTime(t *testing.T) {
	srv, s := held(t, 1)
	h, err := s.Documents(t.Context(), store.Filter{Regions: []string{"140200"}}, store.Page{})
	if err != nil || len(h.Items) != 1 {
		t.Fatal(h, err)
	}
	late := budget.Approval{Region: "140200", Unit: centre, Year: 2023, Kind: "budget", Approved: time.Date(2023, 2, 1, 0, 0, 0, 0, time.UTC), Published: time.Date(2023, 3, 1, 0, 0, 0, 0, time.UTC), Source: "批文"}
	next := budget.Approval{Region: "140200", Year: 2024, Kind: "budget", Approved: time.Date(2024, 2, 1, 0, 0, 0, 0, time.UTC)}
	if _, err := s.PutApprovals(t.Context(), "test", []budget.Approval{late, next}); err != nil {
		t.Fatal(err)
	}
	list := answer[opendata.List[opendata.Document]](t, srv, "/api/v1/documents?region=140200")
	if d := list.Items[0]; d.Timely != "late" || d.PublishedOn.String() != "2023-03-01" || d.ApprovalIn != "批文" {
		t.Errorf("a document: %+v", d)
	}
	for _, at := range []string{"/api/v1/regions/140200", "/api/v1/departments/" + h.Items[0].Department.String() + "?year=2024"} {
		got := answer[struct {
			Years []struct {
				Year   int
				Timely opendata.Timely
			}
			Units []struct {
				Due     string
				Overdue bool
			}
		}](t, srv, at)
		if len(got.Years) != 2 || got.Years[0].Timely != (opendata.Timely{Overdue: 1}) || got.Years[1].Timely != (opendata.Timely{Late: 1}) {
			t.Errorf("%s: %+v", at, got.Years)
		}
		if len(got.Units) > 0 && (got.Units[0].Due != "2024-02-21" || !got.Units[0].Overdue) {
			t.Errorf("%s: %+v", at, got.Units)
		}
	}
}

// TestFreshAnswersAreNotSentAgain: what a reader has is not sent again until
// something is stored.
func TestFreshAnswersAreNotSentAgain(t *testing.T) {
	srv, s := held(t, 1)
	tags := map[string]string{}
	paths := []string{"/api/v1/units", "/api/v1/cells?table=T03", "/data/2023/140000/cells.csv", "/data/all/all/units.parquet"}
	for _, path := range paths {
		res, _ := ask(t, srv, http.MethodGet, path)
		tags[path] = res.Header.Get("ETag")
		again, body := ask(t, srv, http.MethodGet, path, "If-None-Match: "+tags[path])
		if tags[path] == "" || again.StatusCode != http.StatusNotModified || len(body) > 0 {
			t.Errorf("%s with %q: %s, %d bytes", path, tags[path], again.Status, len(body))
		}
		if got := again.Header.Get("Access-Control-Allow-Origin"); got != "*" {
			t.Errorf("%s: pages of other sites may not read it: %q", path, got)
		}
	}
	d, err := s.Document(t.Context(), store.DocumentRef{ID: first(t, s)})
	if err != nil {
		t.Fatal(err)
	}
	d.Disclosure.Year = 2031
	r, err := store.Prepare(store.Reading{Name: "x", Content: []byte("x"), Disclosure: d.Disclosure, Report: d.Report})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), "test", []*store.Prepared{r}); err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if res, _ := ask(t, srv, http.MethodGet, path, "If-None-Match: "+tags[path]); res.StatusCode != http.StatusOK {
			t.Errorf("%s after a change: %s", path, res.Status)
		}
	}
}

func first(t testing.TB, s *store.Store) store.ID {
	t.Helper()
	for h, err := range s.EachDocument(t.Context(), store.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		return h.ID
	}
	t.Fatal("the store is empty")
	return 0
}

// TestTroubleSaysWhatToDo: what cannot be answered is a problem that says so in the
// reader's language, and that nobody keeps.
func TestTroubleSaysWhatToDo(t *testing.T) {
	srv, _ := held(t, 0)
	for _, c := range []struct {
		path, lang string
		status     int
		says       string
	}{
		{"/api/v1/units?limit=0", "", 422, "一页几项，1 至 1000"},
		{"/api/v1/units?limit=0", "en", 422, "expected number"},
		{"/en/api/v1/units?limit=x", "", 422, "invalid integer"},
		{"/api/v1/units?yaer=2023", "", 422, "没有参数 yaer"},
		{"/api/v1/cells?year=2023&year=2024", "", 400, "year=2023,2024"},
		{"/en/api/v1/cells?limit=1&limit=2", "", 400, "Give it once: keep one of them"},
		{"/api/v1/units?region=140200&limit=5&limit=6", "", 400, "只能写一次，留下一个"},
		{"/api/v1/cells?year=二零二三", "", 422, "四位数字"},
		{"/api/v1/documents?kind=budgets", "", 422, "budget 预算，final 决算"},
		{"/api/v1/units?after=nowhere", "", 400, "从第一页重新读"},
		{"/api/v1/units/00000000000", "", 404, "从列表"},
		{"/api/v1/units/0123456789a", "en", 404, "find it in a list"},
		{"/api/v1/regions/999999", "", 404, "没有"},
		{"/api/v1/search", "", 422, "找什么"},
		{"/api/v1/search?q=%3E1x%E4%B8%87", "", 200, ""},
		{"/api/v1/search?q=1-5", "", 400, "没有写单位"},
		{"/api/v1/search?q=1&after=x", "", 400, "part"},
		{"/api/v2/units", "", 404, "/api/openapi.json"},
		{"/api/", "en", 404, "/api/openapi.json"},
	} {
		res, b := ask(t, srv, http.MethodGet, c.path, "Accept-Language: "+c.lang)
		if res.StatusCode != c.status || !strings.Contains(string(b), c.says) {
			t.Errorf("%s: %s %s, want %d with “%s”", c.path, res.Status, b, c.status, c.says)
		}
		if c.status == http.StatusOK {
			continue
		}
		var p struct {
			Title, Detail string
			Status        int
		}
		if err := json.Unmarshal(b, &p); err != nil || p.Title == "" || p.Detail == "" || p.Status != c.status {
			t.Errorf("%s: %s", c.path, b)
		}
		if kind := res.Header.Get("Content-Type"); kind != "application/problem+json" {
			t.Errorf("%s: Content-Type %s", c.path, kind)
		}
		if res.Header.Get("Cache-Control") != "no-store" || res.Header.Get("ETag") != "" {
			t.Errorf("%s may be kept: %v", c.path, res.Header)
		}
	}
	res, _ := ask(t, srv, http.MethodOptions, "/api/v1/units", "Origin: https://elsewhere.example", "Access-Control-Request-Method: GET")
	if res.StatusCode != http.StatusNoContent || res.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("preflight: %s %v", res.Status, res.Header)
	}
	for _, path := range []string{"/data/2023/140000/cells.xls", "/data/2023/999999/cells.csv", "/data/202/140000/cells.csv", "/data/2023/140000/secrets.csv"} {
		if res, _ := ask(t, srv, http.MethodGet, path); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, res.Status)
		}
	}
}

// TestDescriptionIsOpenAPI checks the description by the schema of OpenAPI 3.1, and
// that every operation answers as it says.
func TestDescriptionIsOpenAPI(t *testing.T) {
	srv, _ := held(t, 1)
	described, err := jsonschema.UnmarshalJSON(bytes.NewReader(get(t, srv, "/api/openapi.json")))
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.ReadFile("testdata/openapi-3.1.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(f))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("https://spec/schema", schema); err != nil {
		t.Fatal(err)
	}
	sch, err := c.Compile("https://spec/schema")
	if err != nil {
		t.Fatal(err)
	}
	if err := sch.Validate(described); err != nil {
		t.Error(err)
	}
	whole, _ := described.(map[string]any)
	if whole["openapi"] != "3.1.0" {
		t.Errorf("openapi: %v", whole["openapi"])
	}
	if err := c.AddResource("https://site/openapi.json", described); err != nil {
		t.Fatal(err)
	}
	document := answer[opendata.List[opendata.Document]](t, srv, "/api/v1/documents").Items[0]
	fill := strings.NewReplacer("{code}", document.Region, "{table}", "T03", "{release}", "1")
	paths, _ := whole["paths"].(map[string]any)
	for path, item := range paths {
		at := fill.Replace(path)
		switch {
		case strings.Contains(at, "/documents/"):
			at = strings.Replace(at, "{id}", document.ID, 1)
		case strings.Contains(at, "/units/"):
			at = strings.Replace(at, "{id}", document.Unit, 1)
		case strings.Contains(at, "/departments/"):
			at = strings.Replace(at, "{id}", document.Department, 1)
		case strings.Contains(at, "/releases/"):
			continue // nothing is released
		case strings.HasSuffix(at, "/search"):
			at += "?q=%E4%B8%AD%E5%BF%83"
		}
		operation, _ := item.(map[string]any)["get"].(map[string]any)
		for _, p := range list(operation["parameters"]) {
			p, _ := p.(map[string]any)
			if d, _ := p["description"].(string); !strings.Contains(d, " | ") {
				t.Errorf("%s: parameter %v is not described in both languages: %q", path, p["name"], d)
			}
		}
		b := get(t, srv, at)
		pointer := "/paths/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(path) + "/get/responses/200/content/application~1json/schema"
		answers, err := c.Compile("https://site/openapi.json#" + strings.NewReplacer("{", "%7B", "}", "%7D").Replace(pointer))
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if err := answers.Validate(v); err != nil {
			t.Errorf("%s does not answer as it says: %v", at, err)
		}
	}
	if len(paths) < 18 {
		t.Errorf("%d operations", len(paths))
	}
	if outside := regexp.MustCompile(`"\$ref": "[^#][^"]*"`).Find(get(t, srv, "/api/openapi.json")); outside != nil {
		t.Errorf("the description leads out of itself: %s", outside)
	}
	if yaml := get(t, srv, "/api/openapi.yaml"); !bytes.Contains(yaml, []byte("openapi: 3.1.0")) {
		t.Errorf("YAML: %.200s", yaml)
	}
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}
