package rules

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// maxProjects and maxTries bound the search for a way to spread projects.
const (
	maxProjects = 20
	maxTries    = 4_000
)

// partition: whole projects spread over the items that spend on projects.
func partition(in *check.Inspection) {
	projects, sizes := wholeProjects(in.Subject)
	subjects, room := items(in.Subject)
	switch {
	case len(sizes) == 0 || len(room) == 0:
		in.NotApplicable("没有项目支出")
		return
	case len(sizes) > maxProjects:
		in.NotChecked(fmt.Sprintf("项目多于%d个，不逐一试分", maxProjects))
		return
	case !noCarry(in.Subject):
		in.NotApplicable("有上年结转，科目的项目支出里含结转")
		return
	}
	p := spread{sizes: sizes, room: room, slack: int64(len(sizes)+1) * 5_000}
	switch p.fits(0) {
	case yes:
		in.Pass(1)
	case unknown:
		in.NotChecked("项目和科目太多，试不完所有的分法")
	default:
		in.Fail(check.Fault{
			At: firstRow(in.Subject, "T12"),
			Message: fmt.Sprintf("有项目支出的%d个科目是%s；%d个项目是%s。项目不拆开，怎样分都对不上，必有项目拆列在两个科目",
				len(room), namedSizes(subjects, room), len(sizes), namedSizes(projects, sizes)),
		})
	}
}

// firstRow is the place of a table's first row.
func firstRow(s *check.Subject, id string) place.Ref {
	t := s.Table(id)
	for p := range t.Panels {
		for _, l := range t.Panels[p].Lines {
			r := l.Ref
			r.Table, r.Row = id, l.Key
			return r
		}
	}
	return place.Ref{Table: id}
}

// namedSizes lists names, each with its amount; of many, the three largest.
func namedSizes(names []string, sizes []int64) string {
	var parts []string
	after := ""
	for i := range names {
		if i == 3 && len(names) > 4 {
			after = "等"
			break
		}
		parts = append(parts, fmt.Sprintf("%s%s万元", names[i], money.Round(money.Fen(sizes[i]), money.Wan, 2)))
	}
	return strings.Join(parts, "、") + after
}

// wholeProjects are this year's projects with their amounts, the largest first.
func wholeProjects(s *check.Subject) ([]string, []int64) {
	g, ok := gridOf(s, "T12", "")
	if !ok {
		return nil, nil
	}
	k := g.column("合计")
	var list []sized
	for l := range g.panel.Lines {
		if g.fixed(&g.panel.Lines[l]) || k < 0 {
			continue
		}
		if f, ok := worth(s, g.at(l, k)); ok && f > 0 {
			list = append(list, sized{"“" + short(g.panel.Lines[l].Name) + "”", f})
		}
	}
	return unzip(list)
}

// items are the functional items with project expenditure.
func items(s *check.Subject) ([]string, []int64) {
	g, ok := gridOf(s, "T03", "")
	if !ok {
		return nil, nil
	}
	k := g.column("项目支出")
	var list []sized
	for l := range g.panel.Lines {
		if levelOf(&g.panel.Lines[l]) != 3 || k < 0 {
			continue
		}
		if f, ok := worth(s, g.at(l, k)); ok && f > 0 {
			list = append(list, sized{itemName(&g.panel.Lines[l]), f})
		}
	}
	return unzip(list)
}

// itemName is what an item is called, apart from its amount: 行政运行（2010301）.
func itemName(l *budget.Line) string {
	if l.Name == "" {
		return "科目（" + l.Code + "）"
	}
	return short(l.Name) + "（" + l.Code + "）"
}

type sized struct {
	name string
	size int64
}

func unzip(list []sized) ([]string, []int64) {
	slices.SortStableFunc(list, func(a, b sized) int { return int(min(max(b.size-a.size, -1), 1)) })
	names, sizes := make([]string, len(list)), make([]int64, len(list))
	for i, x := range list {
		names[i], sizes[i] = x.name, x.size
	}
	return names, sizes
}

// spread tries to fill rooms with sizes.
type spread struct {
	sizes, room []int64
	slack       int64
	tries       int
}

type answer uint8

const (
	no answer = iota
	yes
	unknown
)

func (p *spread) fits(i int) answer {
	if p.tries++; p.tries > maxTries {
		return unknown
	}
	if i == len(p.sizes) {
		for _, left := range p.room {
			if abs(left) > p.slack {
				return no
			}
		}
		return yes
	}
	for k := range p.room {
		if p.room[k]+p.slack < p.sizes[i] || slices.Contains(p.room[:k], p.room[k]) {
			continue
		}
		p.room[k] -= p.sizes[i]
		a := p.fits(i + 1)
		p.room[k] += p.sizes[i]
		if a != no {
			return a
		}
	}
	return no
}
