package rules

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// subjectSaid is a subject as sentences say it: 林业和草原（款）.
var subjectSaid = saidIn(`([^“”"‘’，,。；;：:．.0-9（()）\s]{3,40})[（(]([类款项])[)）]`, []string{"（类", "（款", "（项", "(类", "(款", "(项"})

// classSaid is a class with the section of it that follows: 卫生健康支出（类）行政事业单位医疗（款）.
var classSaid = saidIn(`([^“”"‘’，,。；;：:．.0-9（()）\s]{3,40})[（(]类[)）][-—·/]*([^“”"‘’，,。；;：:．.0-9（()）\s]{2,40})[（(]款[)）]`, []string{"（类", "(类"}, []string{"（款", "(款"})

// sectionSaid is a section with the item of it that follows, and its amount:
// 行政事业单位医疗（款）行政单位医疗（项）5.00万元.
var sectionSaid = saidAcross(`([^“”"‘’，,。；;：:．.0-9（()）\s]{2,40})[（(]款[)）][-—·/]*([^“”"‘’，,。；;：:．.0-9（()）\s]{2,40})[（(]项[)）](?:[^（）()]{0,160}?[0-9]万?元)`, []string{"（款", "(款"}, []string{"（项", "(项"}, []string{"0元", "0万"})

// The least length of a name that a slip in can be told, and that which two can.
const (
	leastSlipped = 4
	twiceSlipped = 7
)

// subjectNames compares the names of subjects in sentences with those in the tables:
// one that no table has, but almost, is slipped.
func subjectNames(in *check.Inspection) {
	if !slices.ContainsFunc(paragraphsSaid(in.Subject), subjectSaid.in) {
		return // nor any that the other expressions look for
	}
	tables := map[int]map[string]string{} // digits of the code → folded name → name
	classes := map[string]string{}        // code of a class → name
	above := map[string]map[string]bool{} // folded name of a section → codes of its classes
	functionRows(in, func(c coded) {
		n := len(c.line.Code)
		switch key := subjectKey(c.line.Name); {
		case n == 3:
			classes[c.line.Code] = c.line.Name
		case n == 5 && above[key] == nil:
			above[key] = map[string]bool{c.line.Code[:3]: true}
		case n == 5:
			above[key][c.line.Code[:3]] = true
		}
		if tables[n] == nil {
			tables[n] = map[string]string{}
		}
		tables[n][subjectKey(c.line.Name)] = c.line.Name
	})
	foreignClass(in, classes, above)
	foreignItem(in, tables[7])
	sayings(in, &subjectSaid, func(at place.Ref, m []string) {
		names := tables[map[string]int{"类": 3, "款": 5, "项": 7}[m[2]]]
		if len(names) == 0 {
			return
		}
		right := slippedName(names, m[1])
		if right == "" {
			in.Pass(1)
			return
		}
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("“%s（%s）”，表里的名称是“%s”", m[1], m[2], right), Expected: right,
			Suspects: []diag.Suspect{{Ref: at, Value: m[1], Suggest: right}},
		})
	})
}

// foreignClass looks for a class that no table has, said of a section that the
// tables have under another: a name of years ago.
func foreignClass(in *check.Inspection, classes map[string]string, above map[string]map[string]bool) {
	sayings(in, &classSaid, func(at place.Ref, m []string) {
		under := above[subjectKey(m[2])]
		if len(under) != 1 {
			return
		}
		said, right := subjectKey(strings.TrimLeft(m[1], "、")), ""
		for code, name := range classes {
			if strings.HasSuffix(said, subjectKey(name)) && (under[code] || said != subjectKey(name) || ownSection(code, m[2])) {
				return // one that the tables have, or the classification, of this section
			}
			if own := budget.Functions().NameIn(code, in.Year); under[code] && own != "" && strings.HasSuffix(said, subjectKey(own)) {
				return // its name of the year: what the table prints is told there
			}
			if under[code] {
				right = name
			}
		}
		if right == "" || slippedName(map[string]string{subjectKey(right): right}, m[1]) != "" {
			return // told as a slip
		}
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("“%s（类）%s（款）”，表里这一款的类是“%s”", m[1], m[2], right), Expected: right,
			Suspects: []diag.Suspect{{Ref: at, Value: m[1], Suggest: right}},
		})
	})
}

// ownSection reports whether the classification has a section of that name in a class.
func ownSection(class, name string) bool {
	return slices.ContainsFunc(budget.Functions().FindName(name), func(s budget.Subject) bool { return len(s.Code) == 5 && s.Code[:3] == class })
}

// foreignItem looks for an item that the tables do not have under its section: one
// of years ago, or of another section. Which is meant is known where one item of the
// section alone is not said.
func foreignItem(in *check.Inspection, items map[string]string) {
	under := map[string]map[string]string{} // folded name of a section → folded names of its items → name
	sections := map[string]string{}         // code → folded name
	names := map[string]string{}            // folded name of a section → name
	functionRows(in, func(c coded) {
		switch len(c.line.Code) {
		case 5:
			key := subjectKey(c.line.Name)
			names[key] = c.line.Name
			if sections[c.line.Code] = key; under[key] == nil {
				under[key] = map[string]string{}
			}
		case 7:
			if list := under[sections[c.line.Code[:5]]]; list != nil {
				list[subjectKey(c.line.Name)] = c.line.Name
			}
		}
	})
	said := map[string]bool{}
	sayings(in, &sectionSaid, func(_ place.Ref, m []string) { said[subjectKey(m[1])+"/"+subjectKey(m[2])] = true })
	sayings(in, &sectionSaid, func(at place.Ref, m []string) {
		section, item := subjectKey(m[1]), subjectKey(m[2])
		list := under[section]
		if len(list) == 0 {
			foreignSection(in, at, m, under, names)
			return
		}
		if list[item] != "" || slippedName(items, m[2]) != "" {
			return // told as a slip
		}
		var left []string
		for key, name := range list {
			if !said[section+"/"+key] {
				left = append(left, name)
			}
		}
		f := check.Fault{At: at, Message: fmt.Sprintf("表里“%s（款）”下没有“%s（项）”", m[1], m[2])}
		if len(left) == 1 {
			f.Expected = left[0]
			f.Suspects = []diag.Suspect{{Ref: at, Value: m[2], Suggest: left[0]}}
		}
		in.Fail(f)
	})
}

// foreignSection tells of a section that the tables do not have, of an item that they have
// under one other: a name of years ago.
func foreignSection(in *check.Inspection, at place.Ref, m []string, under map[string]map[string]string, names map[string]string) {
	item, right := subjectKey(m[2]), ""
	for key, list := range under {
		if said := subjectKey(m[1]); strings.HasSuffix(said, key) || strings.HasSuffix(key, said) {
			return // a section that they have, with words before it, or but the end of its name
		}
		if list[item] == "" {
			continue
		}
		if right != "" {
			return
		}
		right = names[key]
	}
	if right == "" || slippedName(names, m[1]) != "" {
		return // nothing is known of it, or told as a slip
	}
	in.Fail(check.Fault{
		At: at, Message: fmt.Sprintf("“%s（款）%s（项）”，表里这一项的款是“%s”", m[1], m[2], right), Expected: right,
		Suspects: []diag.Suspect{{Ref: at, Value: m[1], Suggest: right}},
	})
}

// subjectKey is a subject's name without what is left out or written otherwise and
// still is the same name: 支出 at its end, 其它 for 其他.
func subjectKey(name string) string {
	return strings.TrimSuffix(strings.ReplaceAll(budget.Fold(name), "其它", "其他"), "支出")
}

// slippedName is the name that another almost is; empty where it is one itself, or
// none is near, or two are. Words may stand before a name: 主要用于….
func slippedName(names map[string]string, name string) (right string) {
	if len(budget.Functions().FindName(name)) > 0 {
		return ""
	}
	said := subjectKey(name)
	for key := range names {
		if strings.HasSuffix(said, key) {
			return ""
		}
	}
	for key, full := range names {
		n := utf8.RuneCountInString(key)
		most := 1
		if n >= twiceSlipped {
			most = 2
		}
		if n < leastSlipped || budget.Distance([]rune(key), []rune(said)) > most {
			continue
		}
		if right != "" {
			return ""
		}
		right = full
	}
	return right
}
