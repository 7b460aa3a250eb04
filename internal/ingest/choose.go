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
	l := resemblance{Reader: r, tables: map[int]int{}, sections: map[int]bool{}, parts: map[int]bool{}, years: map[int]int{}}
	for i := range items {
		if it := &items[i]; it.grid == nil && it.text != "" && len(it.text) <= longestTitle {
			l.see(it, i < onCover)
		}
	}
	return l.score()
}

const (
	longestTitle = 200 // bytes of a text that may be a title
	onCover      = 12  // texts that a cover has
)

// resemblance is what of a profile's form was found in a document.
type resemblance struct {
	*Reader
	tables          map[int]int  // what a table's title is worth that was found, of 10
	sections, parts map[int]bool // those found
	years           map[int]int  // how often each is named

	kind, scope, placed bool
	named               bool // the cover says what the document is: a department's or a unit's budget, or final account
	finals, budgets     int  // how often the titles of tables say 决算, 预算
	other               int  // by how many more they say 部门 for 单位, or the reverse, than as the profile does
}

// see takes in a text that may be a title.
func (l *resemblance) see(it *item, cover bool) {
	text, _, leader := entryOf(it.text)
	key := it.key()
	if leader {
		key = plain(text)
	}
	countYears(l.years, key, 1)
	l.kind = l.kind || strings.Contains(key, l.fits.kind)
	l.scope = l.scope || cover && strings.Contains(key, l.fits.scope+l.fits.kind)
	l.named = l.named || cover && (strings.Contains(key, "部门"+l.fits.kind) || strings.Contains(key, "单位"+l.fits.kind))
	l.placed = l.placed || l.fits.place != "" && strings.Contains(key, l.fits.place)
	switch {
	case strings.HasSuffix(key, "表") || strings.Contains(key, "表不含") || strings.Contains(key, "表本年") || strings.Contains(key, "表上年"):
		l.seeTable(key, text)
	case isPart(key):
		if j := l.titles.parts.find(partKey(key), 0, nil); j >= 0 {
			l.parts[l.titles.parts.list[j].index] = true
		}
	default:
		l.seeHeading(text)
	}
}

// seeTable takes in the title of a table.
func (l *resemblance) seeTable(key, text string) {
	l.finals += strings.Count(key, "决算")
	l.budgets += strings.Count(key, "预算")
	j := l.titles.tables.find(tableKey(key, ""), 0, nil)
	if j < 0 {
		j = l.titles.tables.find(tableKey(nominal(text), ""), 0, nil)
	}
	if j < 0 {
		return
	}
	t := &l.titles.tables.list[j]
	worth := 10
	if t.alias {
		worth = 6
	}
	l.tables[t.index] = max(l.tables[t.index], worth)
	l.other += otherScope(key, plain(strings.ReplaceAll(l.p.Tables[t.index].Title, "{year}", "2025")))
}

// seeHeading takes in what may be the heading of a section, or of a part without its number.
func (l *resemblance) seeHeading(text string) {
	if x := &l.titles.bare; len(x.list) > 0 {
		if j := x.find(bareKey(text), 0, nil); j >= 0 {
			l.parts[x.list[j].index] = true
		}
	}
	if num, _ := ordinal(text); num == "" {
		return
	}
	if j := l.titles.sections.find(l.headKey(text), 0, nil); j >= 0 {
		l.sections[l.titles.sections.list[j].index] = true
	} else if j := l.spokenOf(text); j >= 0 {
		l.sections[j] = true
	}
}

// score weighs what was found; 0 where nothing of the form was.
func (l *resemblance) score() int {
	known := 0
	for _, worth := range l.tables {
		known += worth
	}
	score := share(known, 10*l.titled(l.tables), 45) + share(len(l.sections), l.headed(), 20) + share(len(l.parts), len(l.p.Parts), 10)
	if score == 0 {
		return 0
	}
	if l.year() == l.p.Year {
		score += 10
	}
	if l.kind {
		score += 5
	}
	if l.scope {
		score += 5
	}
	switch {
	case l.placed || l.fits.place == "":
		score += 5
	case l.p.Place != "":
		score -= 25
	}
	if l.finals != l.budgets && (l.finals > l.budgets) != (l.p.Kind == "final") {
		score /= 2
	}
	if l.other > 0 {
		score -= 15
	}
	if l.p.Generic {
		score = score * 17 / 20
		if l.named && len(l.sections) >= leastHeaded {
			score = max(score, LeastFit)
		}
	}
	return max(score, 0)
}

// leastHeaded is how many sections a document without tables has, at the least, that says what
// it is: the tables may be in files of their own.
const leastHeaded = 2

// year is the one that is named most, the later of two.
func (l *resemblance) year() (best int) {
	for y, n := range l.years {
		if n > l.years[best] || n == l.years[best] && y > best {
			best = y
		}
	}
	return best
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
