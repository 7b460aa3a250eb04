package rules

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// factOf is a count that documents say in more than one place.
type factOf struct {
	Name  string   `toml:"name"`
	Unit  string   `toml:"unit"`
	Says  string   `toml:"says"`  // an expression: its group is the number, the unit follows
	Cells []string `toml:"cells"` // that print it, where a document has such a table

	says saidForm
}

// saidCount is a count as a sentence says it.
type saidCount struct {
	n, when string // when: and whose
	at      place.Ref
	claimed bool // the form knows the sentence
}

// countsTwice holds counts of one thing and one day that are said in two places.
func countsTwice(in *check.Inspection) {
	for i := range claims().Facts {
		f := &claims().Facts[i]
		var list []saidCount
		for _, section := range saidTextOf(in.Subject).all {
			for j := range section {
				p := &section[j]
				if p.Heading {
					continue
				}
				for _, m := range f.says.find(p) {
					if when, whole := countedWhen(in.Unit.Name, p.s[:m[0]]); whole {
						list = append(list, saidCount{n: p.s[m[2]:m[3]], when: when, at: p.ref(in.Subject, m[0], m[1]), claimed: claimAt(p.Paragraph, p.place(m[2]))})
					}
				}
			}
		}
		f.tell(in, list)
	}
	vehicleKinds(in)
}

// vehiclesSaid is how many vehicles there are, with the kinds that they are of.
var vehiclesSaid = saidAcross(`(?:车辆|用车)(?:共|共计)?([0-9]+)辆[，,；;：:]?其中[：:，,]?([^。]*)`, []string{"0辆"}, []string{"其中"})

// kindSaid is how many vehicles of a kind there are.
var kindSaid = regexp.MustCompile(`([^0-9，,、；;。]{1,24})([0-9]+)辆`)

// vehicleKinds holds the number of vehicles to the kinds that a sentence tells, in places
// without a profile of their own, which have kinds of their own.
func vehicleKinds(in *check.Inspection) {
	if !in.Profile.Generic {
		return
	}
	for i, section := range saidTextOf(in.Subject).all {
		for j := range section {
			t := &section[j]
			found := vehiclesSaid.find(t)
			if len(found) == 0 {
				continue
			}
			m := found[0]
			kinds, _, _ := strings.Cut(t.s[m[4]:m[5]], "单")
			sum, n := 0, 0
			for _, k := range kindSaid.FindAllStringSubmatch(kinds, -1) {
				if !strings.Contains(k[1], "车") || strings.Contains(k[1], "其中") {
					n = 0
					break
				}
				v, _ := strconv.Atoi(k[2])
				sum, n = sum+v, n+1
			}
			all, _ := strconv.Atoi(t.s[m[2]:m[3]])
			if n == 0 || sum == all || strings.Contains(kinds, "等") || toldByKinds(in, i, j, n) {
				continue
			}
			at := t.ref(in.Subject, m[2], m[3])
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("写明车辆%d辆，其中各类相加是%d辆", all, sum), Expected: strconv.Itoa(sum)})
		}
	}
}

// toldByKinds reports whether the form knows all kinds of a paragraph's vehicles, the others
// among them: AST-001 holds them.
func toldByKinds(in *check.Inspection, section, paragraph, kinds int) bool {
	n := 0
	for c := range eachItem(in.Sections[section].Paragraphs[paragraph].Claims) {
		if strings.HasPrefix(c.Slot, "vehicles_") {
			n++
		}
	}
	return n == kinds && len(in.Claims("vehicles_other")) > 0
}

// dayOf is the day that a count is of.
var dayOf = regexp.MustCompile(`(?:截至|截止|截止到|至)?(20[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:底|末)?)`)

// ownWords are how a sentence calls the body that it speaks of.
var ownWords = []string{"本部门", "本单位", "我部门", "我单位", "部门", "单位", "我局", "我委", "我办", "目前", "现在", "，", ",", "（", "）", "、"}

// countedWhen is the day that is said before a count, and of whom, and whether it is of the whole
// body: nothing else stands before it in its sentence.
func countedWhen(unit, before string) (when string, whole bool) {
	if k := strings.LastIndexAny(before, "。；;：:"); k >= 0 {
		_, size := utf8.DecodeRuneInString(before[k:])
		before = before[k+size:]
	}
	if m := dayOf.FindStringSubmatch(before); m != nil {
		when = m[1]
		before = strings.Replace(before, m[0], "", 1)
	}
	if unit != "" {
		before = strings.ReplaceAll(before, unit, "")
	}
	if strings.Contains(before, "单位") {
		when += " 单位" // which may be one of the department's
	}
	for _, w := range ownWords {
		before = strings.ReplaceAll(before, w, "")
	}
	return when, before == ""
}

// claimAt reports whether a claim stands at a place of a paragraph.
func claimAt(p *budget.Paragraph, start int) bool {
	for k := range p.Claims {
		if p.Claims[k].Start == start {
			return true
		}
	}
	return false
}

// tell tells the first two that differ, and which of them a table prints.
func (f *factOf) tell(in *check.Inspection, list []saidCount) {
	for i := range list {
		for k := range list[:i] {
			a, b := &list[k], &list[i]
			if a.when != b.when || a.claimed && b.claimed {
				continue
			}
			if a.n == b.n {
				in.Pass(1)
				continue
			}
			wrong, right, cell := b, a, f.printed(in, a.n)
			if cell == check.NoVar {
				if cell = f.printed(in, b.n); cell != check.NoVar {
					wrong, right = a, b
				}
			}
			fault := check.Fault{
				At: wrong.at, Message: fmt.Sprintf("%s，一处写%s%s，一处写%s%s", f.Name, a.n, f.Unit, b.n, f.Unit),
				Evidence: []diag.Evidence{{Label: "一处", Value: a.at.Text, Ref: a.at}, {Label: "另一处", Value: b.at.Text, Ref: b.at}},
			}
			if cell == check.NoVar {
				fault.Severity = diag.Warning
			} else {
				fault.Message += "，表里是" + right.n
				fault.Expected = right.n
				fault.Suspects = []diag.Suspect{{Ref: wrong.at, Value: wrong.n, Suggest: right.n}}
				fault.Evidence = append(fault.Evidence, in.Show(cell))
			}
			in.Fail(fault)
			return
		}
	}
}

// printed is the cell that prints a count; NoVar where none does.
func (f *factOf) printed(in *check.Inspection, n string) check.Var {
	for _, address := range f.Cells {
		if v := in.At(address); v != check.NoVar && in.Printed(v).Text == n {
			return v
		}
	}
	return check.NoVar
}
