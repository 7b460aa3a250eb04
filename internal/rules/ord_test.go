package rules

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
)

var ordFixtures = map[string]pair{
	"ORD-001": {wrong: func(d *budget.Disclosure) { d.Tables[2], d.Tables[3] = d.Tables[3], d.Tables[2] }},
	"ORD-002": {wrong: func(d *budget.Disclosure) { d.Sections[3], d.Sections[4] = d.Sections[4], d.Sections[3] }},
	"ORD-003": {wrong: replace("五、一般公共预算支出情况说明", "六、一般公共预算支出情况说明")},
	"ORD-004": {before: outlined, wrong: func(d *budget.Disclosure) { d.Outline.Contents = slices.Delete(d.Outline.Contents, 9, 10) }},
	"ORD-005": {before: outlined, wrong: func(d *budget.Disclosure) { d.Outline.Contents[9].Page = "77" }},
	"ORD-006": {before: func(d *budget.Disclosure) { d.Tables[0].Label = "" }, wrong: func(d *budget.Disclosure) { d.Tables[0].Label = "预算公开表1" }},
	"ORD-007": {n: 1, wrong: func(d *budget.Disclosure) {
		for i := range d.Sections {
			for j := range d.Sections[i].Paragraphs {
				claims := d.Sections[i].Paragraphs[j].Claims
				for a := range claims {
					for b := a + 1; b < len(claims); b++ {
						if claims[a].Slot == "gpb_classes.name" && claims[b].Slot == claims[a].Slot {
							claims[a].Text, claims[b].Text = claims[b].Text, claims[a].Text
							return
						}
					}
				}
			}
		}
	}},
	"ORD-008": {wrong: func(d *budget.Disclosure) { d.Tables = append(d.Tables, d.Tables[3]) }},
	"ORD-009": {before: outlined, wrong: func(d *budget.Disclosure) {
		o := d.Outline
		i := slices.IndexFunc(o.Headings, func(h budget.Heading) bool { return h.Kind == budget.TableHeading })
		moved := o.Headings[i]
		o.Headings = append(slices.Delete(o.Headings, i, i+1), moved)
	}},
}

// A part without its heading is told once, not for everything that stands in it; where
// the contents list it, what compares them with the body tells it.
func TestPartWithoutHeading(t *testing.T) {
	for _, listed := range []bool{false, true} {
		o := &budget.Outline{Headings: []budget.Heading{
			{Kind: budget.PartHeading, ID: "overview", Text: "第一部分 概况"},
			{Kind: budget.TableHeading, ID: "T01", Text: "收入支出决算总表"},
			{Kind: budget.TableHeading, ID: "T02", Text: "收入决算表"},
		}}
		want := 1
		if listed {
			o.Contents, want = []budget.Entry{{Kind: budget.PartHeading, ID: "tables", Text: "第二部分 决算表"}}, 0
		}
		d := &budget.Disclosure{Year: 2024, Outline: o}
		got := 0
		for _, f := range textRules().Check(check.New(d, finalProfile(t))).Findings {
			if f.Rule == "ORD-009" {
				got++
			}
		}
		if got != want {
			t.Errorf("listed %v: told %d times, want %d", listed, got, want)
		}
	}
}

func TestOutOfOrderNamesTheOneThatMoved(t *testing.T) {
	for _, tt := range []struct{ ranks, want []int }{
		{[]int{0, 1, 2, 3}, nil},
		{[]int{0, 3, 1, 2}, []int{1}},
		{[]int{1, 2, 0, 3}, []int{2}},
		{nil, nil},
	} {
		if got := outOfOrder(tt.ranks); !slices.Equal(got, tt.want) {
			t.Errorf("%v: %v", tt.ranks, got)
		}
	}
}

func TestNumberOf(t *testing.T) {
	for text, want := range map[string]numbered{
		"十一、国有资产": {'a', 11}, "（二）其他": {'b', 2}, "(一) 规模": {'b', 1}, "2、房屋情况": {'c', 2}, "3.其他": {'c', 3},
		"1.5倍": {}, "2023年": {}, "（略）": {}, "其他": {},
	} {
		if got := numberOf(text); got != want {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

// TestMisnumbered: of a run the items that do not follow are told, each once; one that
// alone has a wrong number does not make the next ones wrong.
func TestMisnumbered(t *testing.T) {
	for _, c := range []struct {
		run  []int
		anew bool
		want []int // the numbers that should stand
	}{
		{[]int{1, 2, 3, 4}, false, nil},
		{[]int{1, 2, 3, 5, 5, 6}, false, []int{4}},
		{[]int{1, 2, 4, 5}, false, []int{3}},
		{[]int{1, 2, 2, 3}, false, []int{3}},
		{[]int{1, 2, 1, 2}, true, nil},
		{[]int{1, 2, 1, 2}, false, []int{3}},
	} {
		var run []counted
		for _, n := range c.run {
			run = append(run, counted{n: n})
		}
		var got []int
		misnumbered(run, c.anew, func(_, want int) { got = append(got, want) })
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: told %v, want %v", c.run, got, c.want)
		}
	}
}

// A part that is numbered as sections are, 六、, may have sections that begin with 一、; what
// goes on from its number goes on. Sections numbered 1. go on over the （一） and 1. below them.
func TestHeadingsBelowOneAnother(t *testing.T) {
	for _, c := range []struct {
		headings string // parts with a * before, those below sections with a -
		wrong    bool
	}{
		{"*六、其他情况|一、三公经费|二、机关运行|*七、项目", false},
		{"*六、其他情况|一、三公经费|三、机关运行", true},
		{"*二、决算说明|三、收入|四、支出", false},
		{"*二、决算说明|三、收入|五、支出", true},
		{"*第三部分|1. 收入|-（一）增减|-1. 原因|2. 支出|-（一）增减|3. 采购|4. 资产|*第四部分|1. 名词", false},
		{"*第三部分|1. 收入|-（一）增减|2. 支出|-（一）增减|4. 资产", true},
		{"*第三部分|1. 收入|-（一）增减|-（三）原因|2. 支出", true},
	} {
		d := departmentBudget()
		d.Outline = &budget.Outline{}
		for _, h := range strings.Split(c.headings, "|") {
			kind := budget.SectionHeading
			if rest, part := strings.CutPrefix(h, "*"); part {
				kind, h = budget.PartHeading, rest
			}
			if rest, below := strings.CutPrefix(h, "-"); below {
				kind, h = budget.SubHeading, rest
			}
			d.Outline.Headings = append(d.Outline.Headings, budget.Heading{Kind: kind, Text: h})
		}
		if got := speaks(d, builtIn(t, "shanghai-2025-department"), "ORD-003"); got != c.wrong {
			t.Errorf("%s: told %v", c.headings, got)
		}
	}
}
