package finder

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"strconv"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/web/page"
)

// compareCSV sends what is compared as a table for a spreadsheet: a line for each
// unit, a column for each measure and function.
func (f *Finder) compareCSV(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	c, err := choiceOf(r.URL.Query())
	if err != nil {
		return err
	}
	v := &compareView{Lang: page.LangOf(ctx), choice: c}
	if err := f.columns(ctx, v); err != nil {
		return err
	}
	if len(v.Columns) == 0 {
		return errAddress
	}
	v.Measures, v.Mix = measuresOf(v), mixOf(v)
	var b bytes.Buffer
	b.WriteString("\ufeff")
	out := csv.NewWriter(&b)
	if err := out.WriteAll(v.records()); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="compare-`+strconv.Itoa(v.Year)+"-"+v.Kind+`.csv"`)
	h.Set("Cache-Control", "public, max-age=60")
	_, _ = w.Write(b.Bytes()) // a reader that has gone is no fault of ours
	return nil
}

// records are the lines of the table, its head first.
func (v *compareView) records() [][]string {
	head := []string{v.T("单位", "unit"), v.T("编号", "id"), v.T("年度", "year"), v.T("种类", "kind")}
	for _, m := range v.Measures {
		head = append(head, m.Title+"（"+m.Unit+"）")
	}
	if v.Mix != nil {
		for _, k := range v.Mix.Classes {
			head = append(head, k.Code+" "+k.Name+"（万元）")
		}
	}
	rows := [][]string{head}
	for i := range v.Columns {
		c := &v.Columns[i]
		row := []string{plain(c.Name), c.ID.String(), strconv.Itoa(v.Year), v.Kind}
		for _, m := range v.Measures {
			row = append(row, m.Values[i].CSV)
		}
		if v.Mix != nil {
			for _, k := range v.Mix.Classes {
				row = append(row, c.class(k.Code))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// class is what a unit spends on a function, in 万元; empty where nothing is printed.
func (c *column) class(code string) string {
	for _, x := range classesOf(c) {
		if x.Code == code {
			return x.Figure.Amount.In(money.Wan).String()
		}
	}
	return ""
}

// plain keeps a text from being taken for a formula by a spreadsheet.
func plain(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
