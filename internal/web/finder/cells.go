package finder

import (
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// sameCells are cells found of one row of a document that hold the same amount: a
// total beside its only part says the same twice.
type sameCells []*store.Cell

// together puts the cells of a row that hold the same amount on one line, in the order
// in which the first of each was found.
func together(cells []store.Cell) (out []sameCells) {
	type row struct {
		document  store.ID
		key       store.CellKey // without its column
		amount    store.Figure
		name      string
		wordsOnly string // printed, where it is no amount
	}
	at := map[row]int{}
	for i := range cells {
		c := &cells[i]
		k := row{document: c.Document, key: c.CellKey, amount: c.Figure, name: c.Name}
		k.key.Column = ""
		if !c.Figure.Known {
			k.wordsOnly = c.Printed
		}
		n, ok := at[k]
		if !ok {
			n, at[k] = len(out), len(out)
			out = append(out, nil)
		}
		out[n] = append(out[n], c)
	}
	return out
}

// cellHref is the page of a number.
func (v *searchView) cellHref(c *store.Cell) string {
	return page.NumberPath(v.document(c.Document, c.Unit, c.Year, c.Kind), c.CellKey)
}
