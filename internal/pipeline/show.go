package pipeline

import (
	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/place"
)

// placeKey is where something stands in a file.
type placeKey struct {
	sheet, cell      string
	line, page, para int
	box              [4]float64
}

func keyOf(r place.Ref) placeKey {
	return placeKey{r.Sheet, r.Cell, r.Line, r.Page, r.Para, r.Box}
}

// idsOf tells which table or form each place of a disclosure belongs to.
func idsOf(d *budget.Disclosure) map[placeKey]string {
	ids := map[placeKey]string{}
	for i := range d.Tables {
		for _, p := range d.Tables[i].Panels {
			for _, h := range p.Heads { // an empty table has no lines
				ids[keyOf(h.Ref)] = d.Tables[i].ID
			}
			for _, l := range p.Lines {
				ids[keyOf(l.Ref)] = d.Tables[i].ID
			}
		}
	}
	forms := 0
	for i := range d.Projects {
		if !d.Projects[i].HasForm {
			continue
		}
		forms++
		for _, ref := range d.Projects[i].Refs {
			ids[keyOf(ref)] = check.FormID(forms)
		}
	}
	for i := range d.Evaluations {
		for _, f := range d.Evaluations[i].Funds {
			for _, c := range f.Cells {
				ids[keyOf(c.Ref)] = check.EvaluationID(i)
			}
		}
	}
	return ids
}

// readTable is a table as printed, with the ids of the tables that its rows were
// recognised as.
func readTable(t *doc.Table, title string, ids map[placeKey]string) diag.ReadTable {
	out := diag.ReadTable{Title: title, Confidence: 100}
	seen := map[string]bool{}
	claim := func(r place.Ref) {
		if id := ids[keyOf(r)]; id != "" && !seen[id] {
			seen[id] = true
			out.IDs = append(out.IDs, id)
		}
	}
	if t.ID != "" {
		out.IDs, seen[t.ID] = []string{t.ID}, true
	}
	for _, row := range append(append([]doc.Row(nil), t.Head...), t.Rows...) {
		claim(row.Place)
		one := diag.ReadRow{Page: row.Place.Page, Line: row.Place.Line}
		for _, c := range row.Cells {
			claim(c.Place)
			if one.Line == 0 {
				one.Line = c.Place.Line
			}
			if one.Page == 0 {
				one.Page = c.Place.Page
			}
			one.Cells = append(one.Cells, diag.ReadCell{Text: c.Text, Box: c.Place.Box, Confidence: c.Doubt.Confidence(), Why: c.Doubt.Why})
			out.Confidence = min(out.Confidence, c.Doubt.Confidence())
		}
		out.Rows = append(out.Rows, one)
	}
	return out
}
