package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/profile"
)

// Fit is how well a profile fits a document, 0 to 100.
type Fit struct {
	Profile *profile.Profile
	Score   int
}

// LeastFit is the score below which a profile does not fit.
const LeastFit = 25

// Readers are the profiles at hand, each made ready for reading.
type Readers []*Reader

// Load makes every profile of a set ready for reading.
func Load(set *profile.Set) (Readers, error) {
	var out Readers
	for _, sum := range set.List() {
		p, err := set.Load(sum.ID)
		if err != nil {
			return nil, fmt.Errorf("读模板 %s：%w", sum.ID, err)
		}
		out = append(out, For(p))
	}
	return out, nil
}

// Choose ranks the profiles by how well they fit a document, the best first.
func (rs Readers) Choose(d *doc.Document) []Fit {
	items := flatten(d)
	out := make([]Fit, 0, len(rs))
	for _, r := range rs {
		out = append(out, Fit{r.p, r.fit(items)})
	}
	slices.SortStableFunc(out, func(a, b Fit) int { return cmp.Compare(b.Score, a.Score) })
	return out
}

// Find is the reader of a profile by id; nil where there is none.
func (rs Readers) Find(id string) *Reader {
	for _, r := range rs {
		if r.p.ID == id {
			return r
		}
	}
	return nil
}

// Choose picks the profile of a set that fits a document best, with its score and
// the ranking of all. p is nil where none fits.
func Choose(d *doc.Document, set *profile.Set) (p *profile.Profile, score int, ranking []Fit, err error) {
	rs, err := Load(set)
	if err != nil {
		return nil, 0, nil, err
	}
	ranking = rs.Choose(d)
	if len(ranking) == 0 || ranking[0].Score < LeastFit {
		return nil, 0, ranking, nil
	}
	return ranking[0].Profile, ranking[0].Score, ranking, nil
}

// fitWords are what a document is known by apart from its titles.
type fitWords struct {
	place string // 上海市: what the profile says, else the place in the form's title
	kind  string // 预算 or 决算
	scope string // 单位 or 部门
}

func (r *Reader) indexFit() {
	r.fits = fitWords{kind: "预算", scope: "单位"}
	if r.p.Kind == "final" {
		r.fits.kind = "决算"
	}
	if r.p.Scope == "department" {
		r.fits.scope = "部门"
	}
	if r.p.Place != "" {
		r.fits.place = plain(r.p.Place)
		return
	}
	for _, w := range []string{"市", "省", "县", "区"} {
		if i := strings.Index(r.titles.form, w); i > 0 && i <= 12 {
			r.fits.place = r.titles.form[:i+len(w)]
			break
		}
	}
}

// fit scores how well the profile fits: titles of tables 45, of sections 20, of
// parts 10, the year 10, kind and scope 10, the place 5. Where the titles of tables say
// 部门 for the profile's 单位, or the reverse, 15 are lost. A profile for one place
// loses much where the document does not name it, one for documents of no known
// form a little always.
func (r *Reader) fit(items []item) int {
	tables, sections, parts := map[int]int{}, map[int]bool{}, map[int]bool{}
	years := map[int]int{}
	kind, scope, placed := false, false, false
	finals, budgets := 0, 0 // how often the titles of tables say 决算, 预算
	other := 0              // by how many more they say 部门 for 单位, or the reverse, than as the profile does
	for i := range items {
		it := &items[i]
		if it.grid != nil || len(it.text) > 200 || it.text == "" {
			continue
		}
		text, _, leader := entryOf(it.text)
		key := it.key()
		if leader {
			key = plain(text)
		}
		countYears(years, key, 1)
		kind = kind || strings.Contains(key, r.fits.kind)
		scope = scope || i < 12 && strings.Contains(key, r.fits.scope+r.fits.kind)
		placed = placed || r.fits.place != "" && strings.Contains(key, r.fits.place)
		if strings.HasSuffix(key, "表") || strings.Contains(key, "表不含") || strings.Contains(key, "表本年") || strings.Contains(key, "表上年") {
			finals += strings.Count(key, "决算")
			budgets += strings.Count(key, "预算")
			j := r.titles.tables.find(tableKey(key, ""), 0, nil)
			if j < 0 {
				j = r.titles.tables.find(tableKey(nominal(text), ""), 0, nil)
			}
			if j >= 0 {
				t := &r.titles.tables.list[j]
				worth := 10
				if t.alias {
					worth = 6
				}
				tables[t.index] = max(tables[t.index], worth)
				other += otherScope(key, plain(strings.ReplaceAll(r.p.Tables[t.index].Title, "{year}", "2025")))
			}
			continue
		}
		if isPart(key) {
			if j := r.titles.parts.find(partKey(key), 0, nil); j >= 0 {
				parts[r.titles.parts.list[j].index] = true
			}
			continue
		}
		if x := &r.titles.bare; len(x.list) > 0 {
			if j := x.find(bareKey(text), 0, nil); j >= 0 {
				parts[x.list[j].index] = true
			}
		}
		if num, _ := ordinal(text); num != "" {
			if j := r.titles.sections.find(r.headKey(text), 0, nil); j >= 0 {
				sections[r.titles.sections.list[j].index] = true
			} else if j := r.spokenOf(text); j >= 0 {
				sections[j] = true
			}
		}
	}
	known := 0
	for _, worth := range tables {
		known += worth
	}
	score := share(known, 10*r.titled(tables), 45) + share(len(sections), r.headed(), 20) + share(len(parts), len(r.p.Parts), 10)
	if score == 0 {
		return 0
	}
	best := 0
	for y, n := range years {
		if n > years[best] || n == years[best] && y > best {
			best = y
		}
	}
	if best == r.p.Year {
		score += 10
	}
	if kind {
		score += 5
	}
	if scope {
		score += 5
	}
	switch {
	case placed || r.fits.place == "":
		score += 5
	case r.p.Place != "":
		score -= 25
	}
	if finals != budgets && (finals > budgets) != (r.p.Kind == "final") {
		score /= 2
	}
	if other > 0 {
		score -= 15
	}
	if r.p.Generic {
		score = score * 17 / 20
	}
	return max(score, 0)
}

// otherScope compares what the title of a table calls those whose it is with what the
// profile's title does: 1 where one says 部门 and the other 单位, −1 where both say the
// same, 0 where one says neither.
func otherScope(title, own string) int {
	a, b := scopeOf(title), scopeOf(own)
	switch {
	case a == "" || b == "":
		return 0
	case a == b:
		return -1
	}
	return 1
}

// scopeOf is the word that a title begins with after its year, 部门 or 单位.
func scopeOf(title string) string {
	title = strings.TrimPrefix(yearless(title), "Y年")
	title = strings.TrimPrefix(strings.TrimPrefix(title, "Y"), "预算")
	for _, w := range []string{"部门", "单位"} {
		if strings.HasPrefix(title, w) {
			return w
		}
	}
	return ""
}

// headed is the number of sections with a title of their own.
func (r *Reader) headed() int {
	n := 0
	for i := range r.p.Sections {
		if r.p.Sections[i].Title != "" {
			n++
		}
	}
	return n
}

// titled is the number of tables with a title of their own that a document should
// have: those that not every document has count where they were found.
func (r *Reader) titled(found map[int]int) int {
	n := 0
	for i := range r.p.Tables {
		if t := &r.p.Tables[i]; t.In == "" && (!t.Optional || found[i] > 0) {
			n++
		}
	}
	return n
}

func share(got, of, points int) int {
	if of == 0 {
		return 0
	}
	return got * points / of
}
