package rules

import (
	"math/rand/v2"
	"slices"
	"testing"

	"mingbai/internal/check"
	"mingbai/internal/doc"
	"mingbai/internal/ingest/ingesttest"
)

// TestSpoiltForms reads and checks performance forms of which cells are missing, moved,
// spanned or said otherwise: whatever comes, reading and checking end.
func TestSpoiltForms(t *testing.T) {
	rs := everyProfile(t)
	for profile, forms := range map[string][]*ingesttest.Form{"generic-final": ingesttest.FinalAccounts(), "generic-budget": ingesttest.Budgets()} {
		r := rs.Find(profile)
		for n := range 150 {
			rng := rand.New(rand.NewPCG(7, uint64(n)))
			f := &ingesttest.Form{Name: "坏表"}
			f.Add(ingesttest.Title("某局2024年度"), ingesttest.Title("第一部分 部门概况"))
			for _, g := range forms[rng.IntN(len(forms))].Tables() {
				if g.Head == 0 {
					f.Add(g)
				}
			}
			d, err := formFormats["html"](f)
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range d.Blocks {
				if table, ok := b.(*doc.Table); ok {
					spoilTable(rng, table)
				}
			}
			read := r.Read(d).Disclosure
			All().Check(check.New(read, r.Profile()))
		}
	}
}

// spoilTable breaks some things of a table at random.
func spoilTable(rng *rand.Rand, t *doc.Table) {
	for range 1 + rng.IntN(12) {
		i := rng.IntN(len(t.Rows))
		row := &t.Rows[i]
		if len(row.Cells) == 0 {
			continue
		}
		k := rng.IntN(len(row.Cells))
		other := &t.Rows[rng.IntN(len(t.Rows))]
		switch rng.IntN(8) {
		case 0:
			row.Cells = slices.Delete(row.Cells, k, k+1)
		case 1:
			row.Cells[k].ColSpan, row.Cells[k].RowSpan = rng.IntN(12), rng.IntN(12)
		case 2:
			row.Cells[k].Text = []string{"", "—", "#REF!", "99999999999999999", "0.0000000001", "（", "总分", "（50分）", "项目名称", "执行率"}[rng.IntN(10)]
		case 3:
			*row, *other = *other, *row
		case 4:
			row.Cells = slices.Insert(row.Cells, k, row.Cells[k])
		case 5:
			if len(other.Cells) > 0 {
				row.Cells[k].Text = other.Cells[rng.IntN(len(other.Cells))].Text
			}
		case 6:
			row.Cells = row.Cells[:k]
		default:
			t.Rows = slices.Delete(t.Rows, i, i+1)
			if len(t.Rows) == 0 {
				return
			}
		}
	}
}
