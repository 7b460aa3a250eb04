package check

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// A reading can be wrong where a document is not. What rests on doubtful readings
// alone is therefore asked and not asserted: a warning that names the cell to look
// at, and why.

// doubt is how far the reading of a number may be wrong.
func (s *Subject) doubt(v Var) place.Doubt {
	n := &s.numbers[v]
	if n.kind == ofReview {
		return s.reviewCell(n).Doubt
	}
	if n.kind != ofCell && n.kind != ofRate {
		return place.Doubt{}
	}
	if c := n.cellIn(&s.Tables[n.owner].Panels[n.panel].Lines[n.line]); c != nil {
		return c.Doubt
	}
	return place.Doubt{}
}

// question makes a warning of an error whose broken relations would each be gone
// if doubtful readings in them were wrong.
func (s *Subject) question(f *finder, broken []int32, out *diag.Finding) {
	if out.Severity != diag.Error {
		return
	}
	var doubtful []Var
	for _, id := range broken {
		var here []Var
		for _, t := range f.of(&f.relations[id]) {
			if s.doubt(t.v).Serious() {
				here = append(here, t.v)
			}
		}
		if len(here) == 0 {
			return // stands without any of them
		}
		for _, v := range here {
			if !slices.Contains(doubtful, v) {
				doubtful = append(doubtful, v)
			}
		}
	}
	if len(doubtful) == 0 {
		return
	}
	slices.SortStableFunc(doubtful, func(a, b Var) int { return int(s.doubt(b).Percent) - int(s.doubt(a).Percent) })
	var cells []string
	for _, v := range doubtful[:min(len(doubtful), maxDoubtful)] {
		cells = append(cells, fmt.Sprintf("%s（读作%s）：%s", s.Label(v), s.shown(v), s.doubt(v).Why))
	}
	ask(out, cells, len(doubtful))
}

// maxDoubtful is how many doubtful cells a finding names.
const maxDoubtful = 3

// ask turns a finding into a question about the cells named, of n in all.
func ask(out *diag.Finding, cells []string, n int) {
	words := strings.Join(cells, "；")
	if n > len(cells) {
		words += fmt.Sprintf("；等%d格", n)
	}
	soften(out, "有读得没有把握的格，可能是读错而不是印错。"+words, "读得没有把握的格")
}

// soften makes a finding a warning that says why it may be none, and what to look
// at in the original first.
func soften(out *diag.Finding, but, look string) {
	out.Severity = diag.Warning
	out.Message += "。不过" + but
	out.Hint = strings.TrimSuffix("先对照原件看"+look+"；读得对，再改。"+out.Hint, "。")
}

// questionPlaces does the same for findings that rest on places and not on
// relations: those that show a value which was read with doubt.
func (s *Subject) questionPlaces(findings diag.Findings) {
	if !s.doubted {
		return
	}
	doubts := s.doubtful()
	for i := range findings {
		f := &findings[i]
		if f.Severity != diag.Error || f.Relation != "" {
			continue
		}
		var cells []string
		seen := map[place.Ref]bool{}
		for _, e := range append([]diag.Evidence{{Label: f.Ref.Address(), Ref: f.Ref}}, f.Evidence...) {
			at := standing(e.Ref)
			if d, ok := doubts[at]; ok && !seen[at] {
				seen[at] = true
				cells = append(cells, fmt.Sprintf("%s（读作%s）：%s", e.Label, e.Ref.Text, d.Why))
			}
		}
		if len(cells) > 0 {
			ask(f, cells[:min(len(cells), maxDoubtful)], len(cells))
		}
	}
}

// questionPages does the same for findings on pages that were not read rightly or that show
// something there, and for what is missing: it may stand on one of those, as the form of a
// project may.
func (s *Subject) questionPages(findings diag.Findings) {
	if s.Outline == nil || len(s.Outline.Unread) == 0 {
		return
	}
	unread := map[int]bool{}
	for _, u := range s.Outline.Unread {
		unread[u.Ref.Page] = true
	}
	for i := range findings {
		f := &findings[i]
		if f.Severity != diag.Error || f.Ref.Page != 0 && !unread[f.Ref.Page] && !ofForms(f) && !slices.ContainsFunc(f.Evidence, func(e diag.Evidence) bool { return unread[e.Ref.Page] }) {
			continue
		}
		soften(f, "文件有几页没有读对，可能是没有读到而不是没有", "没有读对的页")
	}
}

// ofForms reports whether a finding holds projects to their forms.
func ofForms(f *diag.Finding) bool { return strings.HasPrefix(f.Rule, "PRJ-") }

// doubtful are the places of cells whose reading may well be wrong.
func (s *Subject) doubtful() map[place.Ref]place.Doubt {
	out := map[place.Ref]place.Doubt{}
	for t := range s.Tables {
		for p := range s.Tables[t].Panels {
			for l := range s.Tables[t].Panels[p].Lines {
				cells := s.Tables[t].Panels[p].Lines[l].Cells
				for k := range cells {
					c := &cells[k]
					if !c.Doubt.Serious() {
						continue
					}
					if at := standing(c.Ref); at != (place.Ref{}) {
						out[at] = c.Doubt
					}
				}
			}
		}
	}
	return out
}

// standing is where in the file a place is, one of a kind for each cell.
func standing(r place.Ref) place.Ref {
	at := place.Ref{File: r.File, Sheet: r.Sheet, Cell: r.Cell, Page: r.Page, Box: r.Box}
	if r.Cell == "" && r.Box == ([4]float64{}) {
		return place.Ref{}
	}
	return at
}
