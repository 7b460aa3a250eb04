package reconstruct

import (
	"cmp"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// words takes the unit's own words and numbers from the narrative.
func (m *maker) words() {
	claims := m.claims()
	m.texts()
	m.numbers()
	m.figures(claims)
	for i := range m.p.Measures {
		x := &m.p.Measures[i]
		if c, ok := claims[x.ID+".reason"]; ok && x.Reason != "" && c != "" && !has(m.out.Book.Reasons, x.Reason) {
			m.out.Book.Reasons = append(m.out.Book.Reasons, budget.Text{Key: x.Reason, Text: c})
		}
	}
	m.prior(claims)
}

// numbers takes those that sentences alone give into the book's texts.
func (m *maker) numbers() {
	claims := m.claims()
	for i := range m.p.Measures {
		x := &m.p.Measures[i]
		text, ok := claims[x.ID]
		if x.Says == "" || !ok || has(m.out.Book.Texts, x.Name) {
			continue
		}
		if p, err := money.ParsePrinted(text); err == nil && p.Mark == money.Number && !p.Value.IsZero() {
			m.out.Book.Texts = append(m.out.Book.Texts, budget.Text{Key: x.Name, Text: text})
		}
	}
}

func has(list []budget.Text, key string) bool {
	for _, t := range list {
		if t.Key == key {
			return true
		}
	}
	return false
}

// claims are what sentences say by slot; the way of a change is kept in the slot.
func (m *maker) claims() map[string]string {
	out := map[string]string{}
	for i := range m.d.Sections {
		for j := range m.d.Sections[i].Paragraphs {
			for _, c := range m.d.Sections[i].Paragraphs[j].Claims {
				if _, ok := out[c.Slot]; !ok {
					out[c.Slot] = strings.TrimSpace(c.Text)
				}
			}
		}
	}
	return out
}

// texts takes over paragraphs that are the unit's own; what a required one lacks is
// said to be lacking.
func (m *maker) texts() {
	said := map[string][]string{}
	for i := range m.d.Sections {
		s := &m.d.Sections[i]
		for j, p := range s.Paragraphs {
			switch {
			case p.Text == "" || p.Heading || m.leads(s, j):
			case len(p.Claims) == 0:
				said[s.ID+"/"+p.Pattern] = append(said[s.ID+"/"+p.Pattern], strings.TrimSpace(p.Text))
			case m.mixed(p.Pattern) != "":
				said[s.ID+"/"+p.Pattern] = append(said[s.ID+"/"+p.Pattern], unclaimed(&s.Paragraphs[j])...)
			default:
				said[s.ID+"/"] = append(said[s.ID+"/"], unclaimed(&s.Paragraphs[j])...)
			}
		}
	}
	for _, s := range m.p.Sections {
		for i := range s.Paragraphs {
			p := &s.Paragraphs[i]
			key := textKey(m.p.Pattern(cmp.Or(p.Write, p.Text)))
			if key == "" {
				continue
			}
			alone := m.mixed(p.ID) == ""
			text := strings.Join(said[s.ID+"/"+p.ID], "\n")
			if p.Write != "" {
				text, alone = m.whole(s.ID, p.ID), false
			}
			if !alone && p.Write == "" {
				text = strings.ReplaceAll(text, "\n", "")
			}
			if text == "" && alone {
				text = strings.Join(said[s.ID+"/"], "\n")
			}
			if text != "" && text != m.fixedWords(p.Otherwise) && !has(m.out.Book.Texts, key) {
				m.out.Book.Texts = append(m.out.Book.Texts, budget.Text{Key: key, Text: text})
			}
		}
	}
	for _, t := range m.p.Texts {
		if t.Required && !has(m.out.Book.Texts, t.Key) {
			m.out.Book.Texts = append(m.out.Book.Texts, budget.Text{Key: t.Key, Text: "（公开件里没有读到" + t.Name + "）"})
			m.find(place.Ref{}, "公开件里没有读到“%s”，账册里先占一行", t.Name)
		}
	}
}

// leads tells whether a paragraph only leads in the next one, whose words are the
// unit's own: 主要内容如下：.
func (m *maker) leads(s *budget.Section, i int) bool {
	if i+1 >= len(s.Paragraphs) || len(s.Paragraphs[i].Claims) > 0 || !strings.HasSuffix(strings.TrimSpace(s.Paragraphs[i].Text), "：") {
		return false
	}
	p := m.paragraph(s.Paragraphs[i+1].Pattern)
	return p != nil && p.Write != ""
}

// whole is a section's paragraphs of a pattern in full, with what leads them in.
func (m *maker) whole(section, pattern string) string {
	var out []string
	for i := range m.d.Sections {
		s := &m.d.Sections[i]
		for j, p := range s.Paragraphs {
			if s.ID == section && (p.Pattern == pattern || m.leads(s, j)) {
				out = append(out, strings.TrimSpace(p.Text))
			}
		}
	}
	return strings.Join(out, "\n")
}

// paragraph is the profile's paragraph of an id; nil where there is none.
func (m *maker) paragraph(id string) *profile.Paragraph {
	for i := range m.p.Sections {
		for j := range m.p.Sections[i].Paragraphs {
			if p := &m.p.Sections[i].Paragraphs[j]; p.ID == id {
				return p
			}
		}
	}
	return nil
}

// textKey is the key of the unit's words that a pattern has a place for.
func textKey(p profile.Pattern) string {
	for _, s := range p.Slots() {
		if s.Name == "text" {
			return s.Arg
		}
	}
	return ""
}

// mixed is the key of the unit's words that stand in one paragraph with numbers;
// empty where the paragraph has none or nothing else.
func (m *maker) mixed(id string) string {
	if p := m.paragraph(id); p != nil && p.Write == "" && len(m.p.Pattern(p.Text)) > 1 {
		return textKey(m.p.Pattern(p.Text))
	}
	return ""
}

// unclaimed are the sentences of a paragraph that claim nothing: the unit's own
// words before or after numbers, in one paragraph with them.
func unclaimed(p *budget.Paragraph) []string {
	var out []string
	from := 0
	for _, sentence := range strings.SplitAfter(p.Text, "。") {
		to, said := from+len(sentence), false
		for _, c := range p.Claims {
			said = said || c.Start >= from && c.Start < to
		}
		if s := strings.TrimSpace(sentence); s != "" && !said {
			out = append(out, s)
		}
		from = to
	}
	return out
}

func (m *maker) fixedWords(s string) string {
	var b strings.Builder
	for _, n := range m.p.Pattern(s) {
		if n.Slot != nil {
			b.WriteString(compose.Builtin(n.Slot.Name, m.p, m.out.Book.Unit))
		}
		b.WriteString(n.Text)
	}
	return b.String()
}
