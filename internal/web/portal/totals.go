package portal

import (
	"net/http"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// totalPlaces are where the totals stand: a table, its side, and the columns that
// may have it, the likeliest first. Rows are those of totals, the last first.
var totalPlaces = map[string]struct {
	table, panel string
	columns      []string
}{
	page.Income:      {"T01", "income", []string{"合计", "金额", "预算数", "决算数", "小计"}},
	page.Spending:    {"T01", "spending", []string{"合计", "金额", "预算数", "决算数", "小计"}},
	page.Basic:       {"T03", "", []string{"基本支出"}},
	page.Project:     {"T03", "", []string{"项目支出"}},
	page.ThreePublic: {"T10", "", []string{"合计", "预算数", "决算数", "一般公共预算"}},
}

// total leads to the number that a total stands in; to the document's page where
// its tables do not have it as a number.
func (p *Portal) total(w http.ResponseWriter, r *http.Request) error {
	a, err := p.read(r)
	if err != nil {
		return err
	}
	what := r.PathValue("total")
	if _, ok := totalPlaces[what]; !ok {
		return errAddress
	}
	to := page.In(a.Lang, a.Path)
	if k, ok := totalKey(a.Doc.Disclosure, what); ok {
		to = page.In(a.Lang, page.NumberPath(a.Path, k))
	}
	http.Redirect(w, r, to, http.StatusFound)
	return nil
}

// totalKey is where a total stands; ok is false where no table has it.
func totalKey(d *budget.Disclosure, what string) (k store.CellKey, ok bool) {
	at := totalPlaces[what]
	t := d.Table(at.table)
	if t == nil || t.Panel(at.panel) == nil {
		return k, false
	}
	p := t.Panel(at.panel)
	for i := len(p.Lines) - 1; i >= 0; i-- {
		l := &p.Lines[i]
		if !l.Total && l.Name != "合计" {
			continue
		}
		for _, column := range at.columns {
			if c := p.Cell(l.Key, column); c != nil && c.Printed.Mark == money.Number {
				return store.CellKey{Table: at.table, Panel: at.panel, Row: l.Key, Column: column}, true
			}
		}
	}
	return k, false
}
