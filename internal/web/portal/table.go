package portal

import (
	"encoding/csv"
	"net/http"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/web/page"
)

// tableView is one table of a document.
type tableView struct {
	*place
	Table *budget.Table
	Grids []*grid
	Embed string // what another site writes to show the table
}

func (p *Portal) table(w http.ResponseWriter, r *http.Request) error {
	a, err := p.read(r)
	if err != nil {
		return err
	}
	id, asCSV := strings.CutSuffix(r.PathValue("table"), ".csv")
	t := a.Doc.Disclosure.Table(id)
	if t == nil {
		return errAddress
	}
	if asCSV {
		return writeCSV(w, a, t)
	}
	if fresh(w, r, a.tag()+id) {
		return nil
	}
	v := &tableView{place: a, Table: t}
	for i := range t.Panels {
		v.Grids = append(v.Grids, gridOf(a, id, t.Panels[i].Key))
	}
	v.Embed = page.EmbedCode(r, p.base, page.TablePath(a.Path, id), tableName(a.Lang, t)+" "+a.Unit.Name)
	f := page.Frame{Title: tableName(a.Lang, t) + " " + a.Unit.Name, Path: page.TablePath(a.Path, id), Section: "regions", Crumbs: a.crumbs(true), Bare: r.URL.Query().Has("embed")}
	return page.Render(w, r, http.StatusOK, f, tablePage(v))
}

// writeCSV writes a table in UTF-8 with a byte order mark, as spreadsheets open it.
func writeCSV(w http.ResponseWriter, a *place, t *budget.Table) error {
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", "attachment; filename="+t.ID+".csv")
	if _, err := w.Write([]byte("\ufeff")); err != nil {
		return nil // the reader has gone
	}
	c := csv.NewWriter(w)
	for i := range t.Panels {
		p := &t.Panels[i]
		rows := [][]string{append([]string{"侧", "编码", "名称"}, p.Columns...)}
		for k := range p.Lines {
			l := &p.Lines[k]
			row := []string{p.Key, l.Code, guardFormula(l.Name)}
			for j := range l.Cells {
				row = append(row, guardFormula(l.Cells[j].Printed.Text))
			}
			rows = append(rows, row)
		}
		if err := c.WriteAll(rows); err != nil {
			return nil
		}
	}
	return nil
}

// guardFormula keeps a text from being taken for a formula by a spreadsheet.
func guardFormula(s string) string {
	if s != "" && strings.ContainsRune("=+@\t\r", rune(s[0])) || strings.HasPrefix(s, "-") && strings.Trim(s, "-0123456789.,") != "" {
		return "'" + s
	}
	return s
}

// tableName is a table's own title; on English pages what it is in short.
func tableName(l page.Lang, t *budget.Table) string {
	if l == page.English {
		return l.Table(t.ID, t.Title)
	}
	return t.Title
}

// sideName names the side of a two-sided table.
func sideName(l page.Lang, panel string) string {
	switch panel {
	case "income":
		return l.T("收入", "Income")
	case "spending":
		return l.T("支出", "Spending")
	case "economic":
		return l.T("支出（部门预算经济分类）", "Spending by department economic class")
	case "government":
		return l.T("支出（政府预算经济分类）", "Spending by government economic class")
	}
	return ""
}

// textView is the narrative.
type textView struct {
	*place
	Sections []sectionView
}

type sectionView struct {
	Title      string
	Paragraphs []paragraphView
}

// paragraphView is a paragraph cut at its claims.
type paragraphView struct {
	Heading bool
	Pieces  []piece
}

// piece is a part of a paragraph; one with an address is a number that stands in a table.
type piece struct{ Text, Href string }

func (p *Portal) text(w http.ResponseWriter, r *http.Request) error {
	a, err := p.read(r)
	if err != nil {
		return err
	}
	v := &textView{place: a}
	for i := range a.Doc.Disclosure.Sections {
		s := &a.Doc.Disclosure.Sections[i]
		out := sectionView{Title: s.Title}
		for k := range s.Paragraphs {
			if para := &s.Paragraphs[k]; para.Text != "" {
				out.Paragraphs = append(out.Paragraphs, paragraphView{para.Heading, pieces(a, para)})
			}
		}
		v.Sections = append(v.Sections, out)
	}
	f := page.Frame{Title: a.T("情况说明", "Narrative") + " " + a.Unit.Name, Path: a.Path + "/text", Section: "regions", Crumbs: a.crumbs(true)}
	return page.Render(w, r, http.StatusOK, f, textPage(v))
}

// pieces cuts a paragraph at the claims that repeat a cell.
func pieces(a *place, para *budget.Paragraph) []piece {
	var out []piece
	at := 0
	for _, c := range para.Claims {
		end := c.Start + len(c.Text)
		if c.Cell == "" || strings.Contains(c.Slot, ".") && !strings.HasSuffix(c.Slot, ".amount") || c.Start < at || end > len(para.Text) || para.Text[c.Start:end] != c.Text || strings.Trim(c.Text, "0123456789.,，") != "" {
			continue
		}
		href := addressHref(a, c.Cell)
		if href == "" {
			continue
		}
		if c.Start > at {
			out = append(out, piece{Text: para.Text[at:c.Start]})
		}
		out = append(out, piece{c.Text, href})
		at = end
	}
	return append(out, piece{Text: para.Text[at:]})
}

// addressHref is the page of a cell by its address, T03[合计].基本支出.
func addressHref(a *place, address string) string {
	table, rest, ok := strings.Cut(address, "[")
	row, column, ok2 := strings.Cut(rest, "].")
	t := a.Doc.Disclosure.Table(table)
	if !ok || !ok2 || t == nil {
		return ""
	}
	for i := range t.Panels {
		if href := cellHref(a, table, t.Panels[i].Key, row, column); href != "" {
			return href
		}
	}
	return ""
}

// tablesClass sets the two sides of a table beside each other.
func tablesClass(v *tableView) string {
	if len(v.Grids) == 2 {
		return "two sides"
	}
	return "one"
}

// wideColumns is from how many columns on a table does not fit a screen.
const wideColumns = 8

// stickyClass keeps the heads of a table in sight: those of a wide one within a box
// of its own, which scrolls both ways.
func stickyClass(g *grid) string {
	if len(g.Columns) >= wideColumns {
		return "sticky wide"
	}
	return "sticky"
}
