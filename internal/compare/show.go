package compare

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/width"
)

// words are the kinds in Chinese.
var words = map[Kind]string{Changed: "改", Added: "增", Removed: "删", Renamed: "改名"}

var partWords = map[Part]string{
	InDocument: "文件", InTable: "表", InSection: "文字", InProject: "项目", InGlossary: "名词解释", InFindings: "检查结果",
}

var partOrder = []Part{InDocument, InTable, InSection, InProject, InGlossary, InFindings}

// word is what happened, in the words for what it happened to.
func (x *Change) word() string {
	if x.Part == InFindings {
		return map[Kind]string{Added: "新出现", Removed: "已消除"}[x.Kind]
	}
	return words[x.Kind]
}

// counts tells how many changes there are of each part.
func (c *Comparison) counts() map[Part]int {
	n := map[Part]int{}
	for i := range c.Changes {
		n[c.Changes[i].Part]++
	}
	return n
}

// Summary tells in one line what changed.
func (c *Comparison) Summary() string {
	if c.Same() {
		return "没有改动"
	}
	n := c.counts()
	var parts []string
	for _, p := range partOrder {
		if n[p] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", partWords[p], n[p]))
		}
	}
	return fmt.Sprintf("改动 %d 处：%s", len(c.Changes), strings.Join(parts, "，"))
}

// Terms tells under what terms the two were compared.
func (c *Comparison) Terms() []string {
	var out []string
	if !c.SameYear() {
		out = append(out, fmt.Sprintf("两份文件年度不同（%d、%d）：标题和文字里各自的本年、上年、下年不算改动", c.A.Disclosure.Year, c.B.Disclosure.Year))
	}
	if name := c.lacking(); name != "" && c.SameKind() {
		out = append(out, name+" 没有说明部分：只对照两份都有的表和项目，文字、名词解释和检查结果不比")
	}
	if c.Pairing != "" {
		out = append(out, c.Pairing)
	}
	return out
}

func (s *Side) title() string {
	d := s.Disclosure
	return strings.TrimSpace(fmt.Sprintf("%s %d · %s", d.Unit.Name, d.Year, s.Profile))
}

// TextOptions say how a comparison is shown to a person.
type TextOptions struct {
	Width  int // columns; 0: 100
	Colour bool
}

// WriteText shows the comparison by part and group, at most Width columns wide.
func (c *Comparison) WriteText(w io.Writer, o TextOptions) error {
	if o.Width == 0 {
		o.Width = 100
	}
	t := &text{TextOptions: o}
	t.put(0, t.paint("31", "- "), c.A.Name)
	t.put(2, "", c.A.title())
	t.put(0, t.paint("32", "+ "), c.B.Name)
	t.put(2, "", c.B.title())
	for _, s := range c.Terms() {
		t.put(2, "", s)
	}
	group := ""
	for i := range c.Changes {
		x := &c.Changes[i]
		if g := partWords[x.Part] + " " + x.Group; g != group {
			group = g
			t.b.WriteByte('\n')
			t.put(0, "", t.paint("1", x.Group))
		}
		t.change(x)
	}
	t.b.WriteByte('\n')
	t.put(0, "", c.Summary())
	_, err := io.WriteString(w, t.b.String())
	return err
}

type text struct {
	TextOptions
	b strings.Builder
}

func (t *text) paint(code, s string) string {
	if !t.Colour {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// put writes a text at an indent after lead, with what does not fit below it.
func (t *text) put(indent int, lead, s string) {
	hang := indent + width.Of(lead)
	for i, l := range width.Fold(strings.ReplaceAll(s, "\n", " "), t.Width-hang) {
		if i == 0 {
			l = strings.Repeat(" ", indent) + lead + l
		} else {
			l = strings.Repeat(" ", hang) + l
		}
		t.b.WriteString(strings.TrimRight(l, " ") + "\n")
	}
}

func (t *text) change(x *Change) {
	where := ""
	if x.Place != "" {
		where = "  " + x.Place
	}
	t.put(2, x.word()+" ", x.Name+where)
	if x.isAmount() && width.Of(x.A+x.B+x.Difference) < 60 {
		line := withUnit(x.A, x.UnitA) + " → " + withUnit(x.B, x.UnitB)
		if x.Difference != "" {
			line += "  （" + x.Difference + x.Unit + "）"
		}
		t.put(4, "", line)
		return
	}
	if x.A != "" {
		t.put(4, t.paint("31", "- "), x.A)
	}
	if x.B != "" {
		t.put(4, t.paint("32", "+ "), x.B)
	}
}

// isAmount reports whether both sides are one amount each, or nothing.
func (x *Change) isAmount() bool {
	if x.Kind != Changed || x.Difference == "" && x.UnitA == "" && x.UnitB == "" {
		return false
	}
	a, errA := money.ParsePrinted(x.A)
	b, errB := money.ParsePrinted(x.B)
	return errA == nil && errB == nil && a.Mark != money.Words && b.Mark != money.Words
}

func withUnit(s, unit string) string {
	if s == "" {
		return "空白"
	}
	return s + unit
}

// side is a document in data.
type side struct {
	Name    string `json:"name"`
	Profile string `json:"profile"`
	Unit    string `json:"unit"`
	Year    int    `json:"year"`
	Kind    string `json:"kind"`
	Scope   string `json:"scope"`
}

func (s *Side) data() side {
	d := s.Disclosure
	return side{s.Name, s.Profile, d.Unit.Name, d.Year, d.Kind, d.Scope}
}

// MarshalJSON writes every key of a change, places with theirs.
func (x Change) MarshalJSON() ([]byte, error) {
	type plain Change
	return json.Marshal(struct {
		plain
		RefA ref `json:"ref_a"`
		RefB ref `json:"ref_b"`
	}{plain(x), refData(x.RefA), refData(x.RefB)})
}

// ref is a place with every key, as reports have it.
type ref struct {
	Table     string      `json:"table"`
	Row       string      `json:"row"`
	Column    string      `json:"column"`
	Section   string      `json:"section"`
	Form      string      `json:"form"`
	Sheet     string      `json:"sheet"`
	Cell      string      `json:"cell"`
	Line      int         `json:"line"`
	Paragraph int         `json:"paragraph"`
	Page      int         `json:"page"`
	Box       *[4]float64 `json:"bbox"`
}

func refData(r place.Ref) ref {
	out := ref{Table: r.Table, Row: r.Row, Column: r.Column, Section: r.Section, Form: r.Form, Sheet: r.Sheet, Cell: r.Cell, Line: r.Line, Paragraph: r.Para, Page: r.Page}
	if r.Box != [4]float64{} {
		out.Box = &r.Box
	}
	return out
}

// WriteJSON writes the comparison as data: every key is always there.
func (c *Comparison) WriteJSON(w io.Writer) error {
	counts := map[Part]int{}
	n := c.counts()
	for _, p := range partOrder {
		counts[p] = n[p]
	}
	changes := c.Changes
	if changes == nil {
		changes = []Change{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Schema   string       `json:"schema"`
		A        side         `json:"a"`
		B        side         `json:"b"`
		Same     bool         `json:"same"`
		SameYear bool         `json:"same_year"`
		Terms    []string     `json:"terms"`
		Counts   map[Part]int `json:"counts"`
		Changes  []Change     `json:"changes"`
	}{Schema, c.A.data(), c.B.data(), c.Same(), c.SameYear(), append([]string{}, c.Terms()...), counts, changes})
}
