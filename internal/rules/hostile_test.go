package rules

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/money"
)

// Whatever is missing, doubled or garbled in a document, the rules end.
func TestBrokenDocumentsAreChecked(t *testing.T) {
	for n := range 60 {
		d, p := clean(t, n)
		rng := rand.New(rand.NewPCG(5, uint64(n)))
		for range 25 {
			spoil(rng, d)
		}
		All().Check(check.New(d, p))
	}
}

// lookOver lets rules look without weighing what they demand.
func lookOver(s *check.Subject, rules []check.Rule) {
	for i := range rules {
		switch r := &rules[i]; {
		case slices.ContainsFunc(strings.Fields(r.Tables), func(id string) bool { return s.Table(id) == nil }):
		case r.Inspect != nil:
			r.Inspect(&check.Inspection{Subject: s, Rule: r})
		case r.Relate != nil:
			r.Relate(&check.Relations{Subject: s, Rule: r})
		}
	}
}

// spoil breaks one thing at random.
func spoil(rng *rand.Rand, d *budget.Disclosure) {
	if len(d.Tables) == 0 {
		return
	}
	t := &d.Tables[rng.IntN(len(d.Tables))]
	if len(t.Panels) == 0 {
		return
	}
	p := &t.Panels[rng.IntN(len(t.Panels))]
	line := func() *budget.Line {
		if len(p.Lines) == 0 {
			return &budget.Line{}
		}
		return &p.Lines[rng.IntN(len(p.Lines))]
	}
	switch rng.IntN(14) {
	case 0:
		t.Panels = t.Panels[:len(t.Panels)-1]
	case 1:
		if len(p.Columns) > 0 {
			p.Columns = slices.Delete(slices.Clone(p.Columns), 0, 1)
		}
	case 2:
		if len(p.Lines) > 0 {
			i := rng.IntN(len(p.Lines))
			p.Lines = slices.Delete(p.Lines, i, i+1)
		}
	case 3:
		p.Lines = append(p.Lines, *line())
	case 4:
		l := line()
		l.Cells = l.Cells[:len(l.Cells)/2]
	case 5:
		line().Code = []string{"", "2", "20805022080502", "二〇八", "208"}[rng.IntN(5)]
	case 6:
		l := line()
		for k := range l.Cells {
			l.Cells[k].Printed, _ = money.ParsePrinted([]string{"#REF!", "-1", "99999999999999", "0.000001", "—"}[rng.IntN(5)])
		}
	case 7:
		line().Level = rng.IntN(12) - 2
	case 8:
		p.Columns = nil
	case 9:
		t.Note = "无政府性基金，2019年空表"
	case 10:
		t.ID = "T99"
	default:
		spoilSentences(rng, d)
	}
}

func spoilSentences(rng *rand.Rand, d *budget.Disclosure) {
	if len(d.Sections) == 0 {
		return
	}
	s := &d.Sections[rng.IntN(len(d.Sections))]
	if len(s.Paragraphs) == 0 {
		return
	}
	p := &s.Paragraphs[rng.IntN(len(s.Paragraphs))]
	for k := range p.Claims {
		switch c := &p.Claims[k]; rng.IntN(6) {
		case 0:
			c.Text = "无"
		case 1:
			c.Text, c.Start = "", len(p.Text)
		case 2:
			c.Cell = "T77[合计].无"
		case 3:
			c.Slot = "income_total.delta:less"
		case 4:
			c.Text = "99999999999999999999"
		}
	}
	p.Text += []string{"", "共3个：甲、乙", "占%", "没有项目支出。", "2个：、"}[rng.IntN(5)]
}

// BenchmarkLongTables checks tables of very many rows, which takes a time in proportion.
func BenchmarkLongTables(b *testing.B) {
	const rows = 20_000
	d, p := clean(b, 0)
	for _, id := range []string{"T03", "T05", "T02"} {
		panel := d.Table(id).Panel("")
		for i := range rows {
			l := panel.Lines[len(panel.Lines)-1]
			l.Code = string(rune('1'+i%9)) + money.Decimal{Coef: int64(1000000 + i)}.String()[1:]
			l.Key = l.Code
			panel.Lines = append(panel.Lines, l)
		}
	}
	for b.Loop() {
		s := check.New(d, p)
		for _, family := range [][]check.Rule{sum, bal, hie, tie, tpe, ore, emp} {
			lookOver(s, family)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(3*rows*b.N), "us/row")
}
