package pipeline

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/ingest/ingesttest"
)

// TestFormsAsOfficesLeaveThem reads forms whose cells are typed as offices type them:
// each amount, each term is read as from the clean form.
func TestFormsAsOfficesLeaveThem(t *testing.T) {
	r, err := newReaders(context.Background(), "", "", 1)
	if err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(f *ingesttest.Form){
		"names on two lines": func(f *ingesttest.Form) { eachText(f, onTwoLines) },
		"full-width digits":  func(f *ingesttest.Form) { eachText(f, inFullWidth) },
		"signatures":         signed,
		"blank columns":      setApart,
		"columns in two":     inTwo,
		"what stands after":  func(f *ingesttest.Form) { f.Says(pageFoot...) },
	} {
		t.Run(name, func(t *testing.T) {
			n := len(ingesttest.FinalAccounts())
			for i := range n + len(ingesttest.Budgets()) {
				form := func() *ingesttest.Form {
					return slices.Concat(ingesttest.FinalAccounts(), ingesttest.Budgets())[i]
				}
				clean, spoilt := form(), form()
				spoil(spoilt)
				want, got := readForm(t, r, clean), readForm(t, r, spoilt)
				sameFigures(t, clean.Name, figures(want), figures(got))
				if a, b := headNames(want), headNames(got); !slices.Equal(a, b) {
					t.Errorf("%s: heads %v, want %v", clean.Name, b, a)
				}
				if a, b := termNames(want), termNames(got); !slices.Equal(a, b) {
					t.Errorf("%s: terms %v, want %v", clean.Name, b, a)
				}
			}
		})
	}
}

func readForm(t *testing.T, r *readers, f *ingesttest.Form) *budget.Disclosure {
	t.Helper()
	read, fault := r.read(t.Context(), f.Name+".html", f.HTML())
	if fault != nil {
		t.Fatal(fault.Message)
	}
	return read.disclosure
}

func termNames(d *budget.Disclosure) (out []string) {
	for _, t := range d.Glossary {
		out = append(out, t.Name+" "+t.Text)
	}
	return out
}

func headNames(d *budget.Disclosure) (out []string) {
	for _, t := range d.Tables {
		for _, p := range t.Panels {
			for _, h := range p.Heads {
				out = append(out, t.ID+" "+strings.ReplaceAll(h.Title, "\n", ""))
			}
		}
	}
	return out
}

func eachText(f *ingesttest.Form, change func(string) string) {
	for _, g := range f.Tables() {
		for _, row := range g.Rows {
			for i := range row {
				row[i].Text = change(row[i].Text)
			}
		}
	}
}

// onTwoLines breaks a name after its third character, as narrow columns are broken
// by hand. What reaches over lines of itself and texts of sentences stay.
func onTwoLines(s string) string {
	if n := utf8.RuneCountInString(s); n < 6 || n > 40 || strings.ContainsAny(s, "\n。；0123456789") {
		return s
	}
	r := []rune(s)
	return string(r[:3]) + "\n" + string(r[3:])
}

var onlyDigits = regexp.MustCompile(`^[0-9.,-]+$`)

func inFullWidth(s string) string {
	if !onlyDigits.MatchString(s) {
		return s
	}
	return strings.Map(func(r rune) rune { return r - '!' + '！' }, s)
}

// signed puts under every statutory table who made it, and when.
func signed(f *ingesttest.Form) {
	for _, g := range f.Tables() {
		if strings.Contains(g.Title, "绩效") {
			continue
		}
		w := g.Width()
		g.Rows = append(g.Rows,
			[]ingesttest.Slot{{Text: "填表说明：金额保留两位小数。", Cols: w}},
			[]ingesttest.Slot{{Text: "制表人：张某"}, {Text: "", Cols: w - 2}, {Text: "2024-03-01"}})
	}
}

// setApart sets a blank column after every column.
func setApart(f *ingesttest.Form) {
	for _, g := range f.Tables() {
		for i, row := range g.Rows {
			var out []ingesttest.Slot
			for _, s := range row {
				blank := ingesttest.Slot{Rows: s.Rows}
				s.Cols = 2*max(s.Cols, 1) - 1
				out = append(out, s, blank)
			}
			g.Rows[i] = out
		}
	}
}

// inTwo has every cell reach over two columns, as where a line above a table is parted
// otherwise than its columns.
func inTwo(f *ingesttest.Form) {
	for _, g := range f.Tables() {
		for _, row := range g.Rows {
			for i := range row {
				row[i].Cols = 2 * max(row[i].Cols, 1)
			}
		}
	}
}

// pageFoot is what stands at the foot of a page of a site.
var pageFoot = []string{
	"分享到：微信 微博", "上一篇：关于某事的公告", "下一篇：没有了", "主办：某市人民政府办公室　承办：某中心",
	"某ICP备05000001号　网站标识码1402000001", "联系电话：0352-2042222　地址：某市某路1号",
}
