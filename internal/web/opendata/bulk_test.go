package opendata_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/generate"
	"mingbai/internal/money"
	"mingbai/internal/pipeline"
	"mingbai/internal/profile"
	"mingbai/internal/render/data"
	"mingbai/internal/store"
	"mingbai/internal/web"
	"mingbai/internal/web/opendata"
)

// held is a store with the example and some made-up units, and a site over it.
func held(t testing.TB, units int) (*httptest.Server, *store.Store) {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	dir := t.TempDir()
	for n := range units {
		writeUnit(t, filepath.Join(dir, strconv.Itoa(n)+".json"), n)
	}
	err = pipeline.Load(t.Context(), pipeline.LoadOptions{Store: s, Actor: "test", Files: []string{dir, "../../../examples/datong-2023"}})
	if err != nil {
		t.Fatal(err)
	}
	published := time.Date(2023, 2, 21, 0, 0, 0, 0, time.UTC)
	if _, err := s.PutApprovals(t.Context(), "test", []budget.Approval{
		{Region: "140200", Year: 2023, Kind: "budget", Approved: published.AddDate(0, 0, -19), Source: "=批文"},
		{Region: "140200", Unit: centre, Year: 2023, Kind: "budget", Approved: published.AddDate(0, 0, -20), Published: published, Source: "http://例.gov.cn/批复"},
	}); err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(web.Site(opendata.New(s, opendata.Options{})))
	t.Cleanup(srv.Close)
	return srv, s
}

// centre is the unit of the example.
const centre = "大同市信息和新材料应用推广中心"

// trap is a name that a spreadsheet would take for a formula.
const trap = `=HYPERLINK("http://example.org","看这里")`

func writeUnit(t testing.TB, to string, n int) {
	t.Helper()
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	prof, err := set.Load(generate.Profile())
	if err != nil {
		t.Fatal(err)
	}
	d, _ := compose.Compile(generate.Book(11, n), prof, compose.Independent)
	if n == 0 && len(d.Projects) > 0 {
		d.Projects[0].Name = trap
	}
	f, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := data.Write(f, d); err != nil {
		t.Fatal(err)
	}
}

// ask sends a request with some headers, "Name: value".
func ask(t testing.TB, srv *httptest.Server, method, path string, headers ...string) (*http.Response, []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, srv.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	res, err := srv.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, body
}

func get(t testing.TB, srv *httptest.Server, path string) []byte {
	t.Helper()
	res, body := ask(t, srv, http.MethodGet, path)
	if res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s\n%.500s", path, res.Status, body)
	}
	return body
}

// table reads a CSV file: its first line, and its rows with apostrophes taken away
// that keep a spreadsheet from taking texts for formulas.
func table(t testing.TB, file []byte) (head []string, rows [][]string) {
	t.Helper()
	text := bytes.TrimPrefix(file, []byte("\ufeff"))
	all, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range all[1:] {
		for i, v := range row {
			if rest := strings.TrimLeft(v, "'"); rest != v && strings.ContainsAny(rest[:1], "=+-@") {
				row[i] = v[1:]
			}
		}
	}
	return all[0], all[1:]
}

// TestByteOrderMark: spreadsheets get one, programs need not, and nothing else differs.
func TestByteOrderMark(t *testing.T) {
	srv, _ := held(t, 1)
	with, without := get(t, srv, "/data/all/all/cells.csv"), get(t, srv, "/data/all/all/cells.csv?bom=no")
	if rest, ok := bytes.CutPrefix(with, []byte("\ufeff")); !ok || !bytes.Equal(rest, without) {
		t.Errorf("%.20q and %.20q", with, without)
	}
}

// printed writes a record as a row of CSV, by the names and types of its fields
// alone.
func printed(record any) (head, row []string) {
	v := reflect.ValueOf(record)
	for i := range v.NumField() {
		head = append(head, v.Type().Field(i).Tag.Get("zh"))
		switch x := v.Field(i).Interface().(type) {
		case *opendata.Yuan:
			if x == nil {
				row = append(row, "")
				continue
			}
			whole, part := int64(*x)/10_000, int64(*x)%10_000
			sign := ""
			if *x < 0 {
				sign, whole, part = "-", -whole, -part
			}
			text := fmt.Sprintf("%s%d.%04d", sign, whole, part)
			row = append(row, strings.TrimSuffix(strings.TrimRight(text, "0"), "."))
		case *opendata.Date:
			day := ""
			if x != nil {
				day = time.Unix(int64(*x)*24*60*60, 0).UTC().Format(time.DateOnly)
			}
			row = append(row, day)
		case time.Time:
			row = append(row, x.UTC().Format(time.RFC3339))
		default:
			row = append(row, fmt.Sprint(x))
		}
	}
	return head, row
}

// sameRows compares the two files of one kind and gives the rows.
func sameRows[T any](t *testing.T, srv *httptest.Server, at, name string) []T {
	t.Helper()
	file := get(t, srv, at+name+".parquet")
	records, err := parquet.Read[T](bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	head, rows := table(t, get(t, srv, at+name+".csv"))
	if len(records) == 0 || len(records) != len(rows) {
		t.Fatalf("%s: %d rows in Parquet, %d in CSV", name, len(records), len(rows))
	}
	for i := range records {
		wantHead, want := printed(records[i])
		if !slices.Equal(head, wantHead) {
			t.Fatalf("%s: columns %q, want %q", name, head, wantHead)
		}
		if !slices.Equal(rows[i], want) {
			t.Fatalf("%s, row %d: CSV %q, Parquet %q", name, i, rows[i], want)
		}
	}
	return records
}

// TestBulkFilesHoldWhatDocumentsSay: CSV and Parquet are the same rows, and the
// cells are all that the disclosures print, with what it amounts to.
func TestBulkFilesHoldWhatDocumentsSay(t *testing.T) {
	srv, s := held(t, 3)
	at := "/data/all/all/"
	var want []string
	for h, err := range s.EachDocument(t.Context(), store.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		d, err := s.Document(t.Context(), store.DocumentRef{ID: h.ID})
		if err != nil {
			t.Fatal(err)
		}
		for _, tab := range d.Disclosure.Tables {
			for _, p := range tab.Panels {
				for _, l := range p.Lines {
					for c, cell := range l.Cells {
						amount := ""
						switch cell.Printed.Mark {
						case money.Number:
							fen := tab.MoneyUnit.Fen()
							a, ok := store.AmountOf(money.Decimal{Coef: cell.Printed.Value.Coef * fen, Scale: cell.Printed.Value.Scale + 2}, money.Yuan)
							if !ok {
								t.Fatalf("%s is no amount", cell.Printed.Text)
							}
							amount = a.String()
						case money.Words:
						default:
							continue
						}
						want = append(want, strings.Join([]string{h.ID.String(), tab.ID, p.Key, l.Name, p.Columns[c], amount, cell.Printed.Text}, "|"))
					}
				}
			}
		}
	}
	var got []string
	for _, c := range sameRows[opendata.Cell](t, srv, at, "cells") {
		amount := ""
		if c.Amount != nil {
			amount = c.Amount.String()
		}
		got = append(got, strings.Join([]string{c.Document, c.Table, c.Panel, c.Name, c.Column, amount, c.Printed}, "|"))
	}
	if !slices.Equal(got, want) {
		for i := range got {
			if i >= len(want) || got[i] != want[i] {
				t.Fatalf("%d cells, the documents have %d; the first otherwise: %s, want %s", len(got), len(want), got[i], want[min(i, len(want)-1)])
			}
		}
		t.Fatalf("%d cells, the documents have %d", len(got), len(want))
	}
	if docs := sameRows[opendata.Document](t, srv, at, "documents"); len(docs) != 4 || docs[0].Spending == nil {
		t.Errorf("documents: %+v", docs)
	} else if d := docs[0]; d.UnitName != centre || d.Approved.String() != "2023-02-01" || d.Due.String() != "2023-02-21" || d.PublishedOn.String() != "2023-02-21" || d.Timely != "on_time" {
		t.Errorf("in time: %+v", d)
	} else if docs[0].Source != "" {
		t.Errorf("a path of the machine that loaded is given out: %s", docs[0].Source)
	}
	if !slices.ContainsFunc(sameRows[opendata.Project](t, srv, at, "projects"), func(p opendata.Project) bool { return p.Name == trap }) {
		t.Error("the project with a trap for a name is not there")
	}
	if bytes.Contains(get(t, srv, at+"projects.csv"), []byte(",\"=HYPERLINK")) {
		t.Error("a project's name is a formula in a spreadsheet")
	}
	sameRows[opendata.Finding](t, srv, at, "findings")
	if units := sameRows[opendata.Unit](t, srv, at, "units"); len(units) != 4 {
		t.Errorf("%d units, want 4", len(units))
	}
}
