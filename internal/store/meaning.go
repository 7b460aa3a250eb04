package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"

	"mingbai/internal/budget"
)

// facts are all that a disclosure prints, by place: what two readings of the
// same document agree on or differ in. Places in the file, exact yuan and sums
// are not among them.
func facts(d *budget.Disclosure) map[string]string {
	f := map[string]string{"标题": d.Title}
	for i := range d.Tables {
		t := &d.Tables[i]
		f[t.ID] = t.Title + "（" + t.MoneyUnit.String() + "）" + t.Note
		for k := range t.Panels {
			panelFacts(f, t, &t.Panels[k])
		}
	}
	for _, s := range d.Sections {
		for i, p := range s.Paragraphs {
			if p.Text != "" {
				f[fmt.Sprintf("%s第%d段", s.ID, i+1)] = p.Text
			}
		}
	}
	for i := range d.Projects {
		projectFacts(f, &d.Projects[i])
	}
	for _, t := range d.Glossary {
		f["名词"+t.Name] = t.Text
	}
	return f
}

func panelFacts(f map[string]string, t *budget.Table, p *budget.Panel) {
	at := t.ID
	if p.Key != "" {
		at += "." + p.Key
	}
	for i := range p.Lines {
		l := &p.Lines[i]
		row := at + "[" + l.Key + "]"
		f[row] = l.Name + l.Second
		for k, c := range l.Cells {
			if k < len(p.Columns) && c.Printed.Text != "" {
				f[row+"."+p.Columns[k]] = c.Printed.Text
			}
		}
	}
}

func projectFacts(f map[string]string, p *budget.Project) {
	at := "项目[" + p.Name + "]"
	f[at] = p.Name
	for _, key := range budget.ProjectTexts() {
		if text := *p.Text(key); text != "" {
			f[at+"."+key] = text
		}
	}
	for _, period := range []string{"term", "annual"} {
		for _, origin := range []string{"total", "central", "province", "county", "self", "other"} {
			if m := p.Money(period + "." + origin); m.Given {
				f[at+"."+period+"."+origin] = m.String()
			}
		}
	}
	for i, n := range p.Indicators {
		f[fmt.Sprintf("%s.指标%d", at, i+1)] = n.Level1 + "｜" + n.Level2 + "｜" + n.TermName + "｜" + n.TermValue + "｜" + n.YearName + "｜" + n.YearValue
	}
}

// meaning is the hash of what a disclosure prints.
func meaning(f map[string]string) string {
	h := sha256.New()
	for _, place := range sortedKeys(f) {
		text(h, place)
		text(h, f[place])
	}
	return hex.EncodeToString(h.Sum(nil))
}

func text(h hash.Hash, s string) { _, _ = fmt.Fprintf(h, "%d:%s", len(s), s) }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// MaxChanges bounds the changes that are kept with a version.
const MaxChanges = 1000

// differences lists where two sets of facts differ, in the order of places, and
// counts them all.
func differences(before, after map[string]string) (changes []Change, count int) {
	places := map[string]bool{}
	for p := range before {
		places[p] = true
	}
	for p := range after {
		places[p] = true
	}
	for _, p := range sortedKeys(places) {
		if before[p] == after[p] {
			continue
		}
		if count++; count <= MaxChanges {
			changes = append(changes, Change{p, before[p], after[p]})
		}
	}
	return changes, count
}

// exact reports whether a disclosure knows the yuan behind what it prints.
func exact(d *budget.Disclosure) bool {
	for _, t := range d.Tables {
		for _, p := range t.Panels {
			for _, l := range p.Lines {
				for _, c := range l.Cells {
					if c.Known {
						return true
					}
				}
			}
		}
	}
	return false
}
