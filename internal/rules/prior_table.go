package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/profile"
)

// priorColumns: a column of last year's amounts is what last year's document prints in
// the column of its own. It tells how many amounts were held. A column that is wrong
// nearly all the way down is told once, at its first amount.
func priorColumns(in *check.Inspection) (held int) {
	for t := range in.Tables {
		for p := range in.Tables[t].Panels {
			mine, ok := gridOf(in.Subject, in.Tables[t].ID, in.Tables[t].Panels[p].Key)
			if !ok {
				continue
			}
			last, ok := gridOf(in.Prior, in.Tables[t].ID, in.Tables[t].Panels[p].Key)
			if !ok {
				continue
			}
			for i := range mine.form.Columns {
				if c := &mine.form.Columns[i]; c.Prior != "" && mine.publishedBefore(c) {
					held += holdColumn(in, mine, last, c)
				}
			}
		}
	}
	return held
}

// publishedBefore reports whether a column's amounts of last year are those that last
// year's document published: by its head the same kind of amounts as this year's, not
// what was carried out of them.
func (g *grid) publishedBefore(c *profile.Column) bool {
	for h := range eachItem(g.panel.Heads) {
		if h.Key == c.Prior {
			return asPublished(h.Path, g.Profile.Kind)
		}
	}
	i := indexOfItem(g.form.Columns, func(o *profile.Column) bool { return o.Key == c.Prior })
	return i >= 0 && asPublished(strings.Join(g.form.Columns[i].Title, ""), g.Profile.Kind)
}

func asPublished(head, kind string) bool {
	own, _ := kindNames(kind)
	return strings.Contains(head, own) && !holdsAny(head, []string{"执行", "完成", "调整", "增减"})
}

// holdColumn holds the amounts of one column; it tells how many there were.
func holdColumn(in *check.Inspection, mine, last *grid, c *profile.Column) (held int) {
	was, now := mine.column(c.Prior), last.column(c.Key)
	if was < 0 || now < 0 || mine.emptyColumn(was) {
		return 0
	}
	var wrong []check.Fault
	for l := range mine.panel.Lines {
		v, w := mine.at(l, was), last.at(last.line(mine.panel.Lines[l].Key), now)
		if w == check.NoVar || none(in.Subject, v) && none(in.Prior, w) {
			continue
		}
		held++
		alike, near := agree(in.Subject, v, in.Prior, w)
		if alike || near && in.UnitName(v) != in.Prior.UnitName(w) {
			in.Pass(1)
			continue
		}
		f := pairFault(in, v, in.Prior, w, "", "上年文件")
		f.Title = "上年数与上年文件不符"
		if near {
			f.Severity, f.Title = diag.Note, "上年数与上年文件差末位"
		}
		wrong = append(wrong, f)
	}
	if n := len(wrong); n > few && 2*n > held {
		wrong[0].Message = fmt.Sprintf("%s一栏的 %d 个数有 %d 个与上年文件不同，如%s", in.Tables[mine.t].Title+"上年数", held, n, wrong[0].Message)
		wrong = wrong[:1]
	}
	for _, f := range wrong {
		in.Fail(f)
	}
	return held
}

// few is how many wrong amounts of a column are told one by one, however many it has.
const few = 3
