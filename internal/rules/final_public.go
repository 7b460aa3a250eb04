package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// publicItems are the three-public items that sentences speak of one by one.
var publicItems = [...]string{"abroad", "vehicle", "vehicle_purchase", "vehicle_operation", "reception"}

// publicShares: each item's share is the item by the total.
func publicShares(r *check.Relations) {
	whole := valueOf(r.Subject, "three_public")
	for _, id := range publicItems {
		for _, v := range r.Claims(id + ".share") {
			r.Share(v, valueOf(r.Subject, id), whole)
		}
	}
}

// publicRates: what was spent by what was budgeted, of the total and of each item.
func publicRates(r *check.Relations) {
	for _, id := range append([]string{"three_public"}, publicItems[:]...) {
		base := budgetOf(r.Subject, id)
		if none(r.Subject, base) {
			continue // NAR-022 has what had no budget
		}
		for _, v := range r.Claims(id + ".share:budget") {
			r.Share(v, valueOf(r.Subject, id), base)
		}
	}
}

func publicSharesAndRates(r *check.Relations) {
	publicShares(r)
	publicRates(r)
}

// publicBudgets: a budget that a sentence states is the table's.
func publicBudgets(r *check.Relations) {
	for _, id := range append([]string{"three_public"}, publicItems[:]...) {
		for _, v := range r.Claims(id + ".budget") {
			r.Same(v, budgetCell(r.Subject, id))
		}
	}
}

// valueOf is a measure's amount: its cell, or where nothing is printed there what
// a sentence says of it. NoVar where neither is.
func valueOf(s *check.Subject, id string) check.Var {
	v := check.NoVar
	if m := s.Profile.Measure(id); m != nil && m.Cell != "" {
		v = s.At(m.Cell)
	}
	if said := s.Claims(id); len(said) > 0 && none(s, v) {
		return said[0]
	}
	return v
}

// budgetOf is what was budgeted for a measure: the table's, or what a sentence
// says of it.
func budgetOf(s *check.Subject, id string) check.Var {
	v := budgetCell(s, id)
	if said := s.Claims(id + ".budget"); len(said) > 0 && none(s, v) {
		return said[0]
	}
	return v
}

// budgetCell is the cell beside a measure's in which its budget is printed; NoVar
// where the table has none.
func budgetCell(s *check.Subject, id string) check.Var {
	m := s.Profile.Measure(id)
	if m == nil || m.Cell == "" {
		return check.NoVar
	}
	a, err := profile.ParseAddress(m.Cell)
	if err != nil {
		return check.NoVar
	}
	a.Column = "年初预算"
	return s.At(a.String())
}

// publicCount is what a sentence about an item has to count, in the words that
// stand for it.
type publicCount struct {
	item, name string
	what       string
	words      []string
}

var publicCounts = [...]publicCount{
	{"abroad", "因公出国（境）费", "团组数", []string{"团组", "组团", "个团", "出国（境）团"}},
	{"abroad", "因公出国（境）费", "人次", []string{"人次", "人数", "人"}},
	{"vehicle_purchase", "公务用车购置费", "购置数量", []string{"辆", "台"}},
	{"vehicle_operation", "公务用车运行维护费", "保有量", []string{"保有", "辆", "车辆数"}},
	{"reception", "公务接待费", "接待批次", []string{"批"}},
	{"reception", "公务接待费", "接待人次", []string{"人次", "人数", "人"}},
}

// publicCounted: each item that money was spent on says how many: groups and
// people, vehicles, receptions.
func publicCounted(in *check.Inspection) {
	at := publicSection(in.Subject)
	if at < 0 {
		in.NotChecked("没有读到“三公”经费一节")
		return
	}
	text := sectionText(&in.Sections[at])
	for i := range in.Sections { // the counts may stand in a section of their own
		if i != at && strings.Contains(in.Sections[i].Title, "三公") {
			text += sectionText(&in.Sections[i])
		}
	}
	for _, what := range [...]string{"“三公”经费", "三公经费"} {
		if _, ok := saysNoneOf(text, what); ok && !none(in.Subject, in.Cell("T10", "", "合计", "合计")) {
			return // NAR-026 tells
		}
	}
	allSaid := slices.Contains(in.Profile.Scopes, "SF") // there the form counts visits and groups where nothing was spent, too
	missing, told := map[string][]string{}, map[string]bool{}
	for _, c := range publicCounts {
		if told[c.item] {
			continue
		}
		v := valueOf(in.Subject, c.item)
		nothing := none(in.Subject, v)
		if nothing {
			countsOfNothing(in, c, v)
		}
		if v == check.NoVar || nothing && !(allSaid && (c.item == "abroad" || c.item == "reception")) {
			continue
		}
		if !nothing && zeroCount(in, c, v) {
			told[c.item] = true
			continue
		}
		said := text
		if c.item == "reception" {
			said = foreignGuests.ReplaceAllString(text, "")
		}
		if countSaid(said, c.words) || len(in.Claims(publicCountSlots[c.item+c.what])) > 0 || countedInTable(in.Subject, c.words[0]) {
			in.Pass(1)
			continue
		}
		missing[c.item] = append(missing[c.item], c.what)
	}
	for _, c := range publicCounts {
		what := missing[c.item]
		if what == nil {
			continue
		}
		delete(missing, c.item)
		v := valueOf(in.Subject, c.item)
		f := check.Fault{
			At:      sectionAt(in.Subject, at, c.name),
			Message: fmt.Sprintf("%s%s%s，没有写%s", c.name, in.Printed(v).Text, in.UnitName(v), strings.Join(what, "和")), Expected: strings.Join(what, "、"),
			Evidence: []diag.Evidence{in.Show(v)},
		}
		if none(in.Subject, v) {
			f.Severity, f.Title = diag.Note, "“三公”经费没有发生的也应写明批次和人数"
			f.Message = fmt.Sprintf("%s没有发生，没有写%s", c.name, strings.Join(what, "和"))
		}
		in.Fail(f)
	}
}

// publicItemised: the section tells of each item, of what was not spent that it was not.
func publicItemised(in *check.Inspection) {
	at := publicSection(in.Subject)
	if at < 0 {
		in.NotChecked("没有读到“三公”经费一节")
		return
	}
	if none(in.Subject, valueOf(in.Subject, "three_public")) {
		in.NotApplicable("没有“三公”经费")
		return
	}
	text := plainWord(sectionText(&in.Sections[at]))
	for _, joint := range claims().JointItems {
		text = strings.ReplaceAll(text, plainWord(joint), "")
	}
	for _, item := range claims().PublicItems {
		if len(in.Claims(item.Measure)) > 0 || slices.ContainsFunc(item.Words, func(w string) bool { return strings.Contains(text, plainWord(w)) }) {
			in.Pass(1)
			continue
		}
		f := check.Fault{At: sectionAt(in.Subject, at, ""), Message: fmt.Sprintf("没有写%s，没有发生的也应写明", item.Name), Expected: item.Name}
		if v := valueOf(in.Subject, item.Measure); v != check.NoVar {
			f.Evidence = []diag.Evidence{in.Show(v)}
		}
		in.Fail(f)
	}
}

// zeroCount tells an item that money was spent on, of which the sentence counts none.
// Vehicles that were bought are TPE-007's.
func zeroCount(in *check.Inspection, c publicCount, v check.Var) bool {
	list := in.Claims(publicCountSlots[c.item+c.what])
	if c.item == "vehicle_purchase" || len(list) == 0 || !none(in.Subject, list[0]) || ofForeigners(in, list[0]) || c.item == "vehicle_operation" && vehiclesSay(in, performance().Pooled) {
		return false
	}
	in.Fail(check.Fault{
		At: in.Ref(list[0]), Title: "有支出却没有批次、人数", Message: fmt.Sprintf("%s%s%s，%s却写作%s", c.name, in.Printed(v).Text, in.UnitName(v), c.what, in.Printed(list[0]).Text),
		Hint: "核对金额与批次、人数", Evidence: []diag.Evidence{in.Show(v), in.Show(list[0])},
	})
	return true
}

// countsOfNothing tells groups or visits of an item that no money was spent on, where the
// sentence does not say who paid.
func countsOfNothing(in *check.Inspection, c publicCount, v check.Var) {
	list := in.Claims(publicCountSlots[c.item+c.what])
	if v == check.NoVar || c.what != "团组数" && c.what != "接待批次" || len(list) == 0 || none(in.Subject, list[0]) {
		return
	}
	at := publicSection(in.Subject)
	if holdsAny(sectionText(&in.Sections[at]), claims().Words.PaidByOthers) {
		return
	}
	in.Fail(check.Fault{
		At: in.Ref(list[0]), Title: "没有支出却有批次、人数", Message: fmt.Sprintf("没有%s，%s却写作%s", c.name, c.what, in.Printed(list[0]).Text),
		Hint: "核对金额与批次、人数，费用由别的单位承担的写明", Evidence: []diag.Evidence{in.Show(list[0])},
	})
}

// ofForeigners reports whether a count stands in a clause that tells of foreign guests.
func ofForeigners(in *check.Inspection, v check.Var) bool {
	found := false
	eachClaim(in.Subject, func(p *budget.Paragraph, i, j, k int) {
		if in.ClaimVar(i, j, k) == v {
			at := p.Claims[k].Start
			found = slices.ContainsFunc(foreignGuests.FindAllStringIndex(p.Text, -1), func(m []int) bool { return m[0] <= at && at < m[1] })
		}
	})
	return found
}

// foreignGuests are the clauses that count foreign guests alone.
var foreignGuests = regexp.MustCompile(`[^，,。；;]*(?:外宾|外事|国（境）外)[^。；;]*`)

// countedInTable reports whether the table of the three-public expenses has a row for
// what is counted.
func countedInTable(s *check.Subject, word string) bool {
	t := s.Table("T10")
	if t == nil {
		return false
	}
	for p := range t.Panels {
		for l := range t.Panels[p].Lines {
			if strings.Contains(t.Panels[p].Lines[l].Name, word) {
				return true
			}
		}
	}
	return false
}

// publicCountSlots are the slots that the counts are read into.
var publicCountSlots = map[string]string{
	"abroad团组数": "abroad_groups", "abroad人次": "abroad_people", "vehicle_purchase购置数量": "vehicles_bought",
	"vehicle_operation保有量": "vehicles_kept", "reception接待批次": "reception_times", "reception接待人次": "reception_people",
}

// countSaid reports whether one of the words stands beside a number in a text:
// 12批, 12 个团组, 批次数12. 无 and 没有 count as a number.
func countSaid(text string, words []string) bool {
	for _, w := range words {
		for from := 0; ; {
			k := strings.Index(text[from:], w)
			if k < 0 {
				break
			}
			at := from + k
			from = at + len(w)
			before, after := text[max(0, at-15):at], text[from:min(len(text), from+30)]
			if strings.ContainsAny(before, "0123456789") || strings.ContainsAny(after, "0123456789") || strings.Contains(before, "无") || strings.Contains(before, "没有") {
				return true
			}
		}
	}
	return false
}

// publicSection is the section that tells of the three-public expenses; −1 where
// none was read.
func publicSection(s *check.Subject) int {
	found := -1
	for i := range s.Sections {
		sec := &s.Sections[i]
		if sec.Part != "narrative" {
			continue
		}
		for j := range sec.Paragraphs {
			if hasSlot(&sec.Paragraphs[j], "three_public") || hasSlot(&sec.Paragraphs[j], "reception") {
				return i
			}
		}
		if strings.Contains(sec.Title, "三公") && found < 0 {
			found = i
		}
	}
	return found
}

// sectionAt is the place of a section's first paragraph that holds a word, or
// its first.
func sectionAt(s *check.Subject, i int, word string) (ref place.Ref) {
	sec := &s.Sections[i]
	best := -1
	for j := range sec.Paragraphs {
		p := &sec.Paragraphs[j]
		if p.Heading || p.Text == "" {
			continue
		}
		if best < 0 {
			best = j
		}
		if strings.Contains(p.Text, word) {
			best = j
		}
	}
	if best < 0 {
		ref.Section, ref.Text = sec.ID, sec.Title
		return ref
	}
	return paragraphRef(s, i, &sec.Paragraphs[best], word)
}

// publicBlank: where no final amount is printed in the table, no sentence has one.
func publicBlank(in *check.Inspection) {
	t := in.Table("T10")
	if t == nil {
		return
	}
	for p := range t.Panels {
		for l := range t.Panels[p].Lines {
			if !none(in.Subject, in.Cell("T10", t.Panels[p].Key, t.Panels[p].Lines[l].Key, "合计")) {
				in.NotApplicable("“三公”决算表有决算数")
				return
			}
		}
	}
	for _, id := range append([]string{"three_public"}, publicItems[:]...) {
		for _, v := range in.Claims(id) {
			if none(in.Subject, v) {
				in.Pass(1)
				continue
			}
			in.Fail(check.Fault{
				At:      in.Ref(v),
				Message: fmt.Sprintf("%s写%s万元，“三公”决算表里没有一个决算数", in.Label(v), in.Printed(v).Text),
			})
		}
	}
}
