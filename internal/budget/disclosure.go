// Package budget is the domain: what a unit's budget document means, apart from
// how any province prints it, and the book of exact yuan that it is made from.
//
//   - Disclosure: unit, year, kind; tables of lines; claims made in sentences;
//     projects with their performance forms; the glossary.
//   - Book: facts in exact yuan, and the words that only the unit can supply.
//   - Classification tables by year, from the Ministry of Finance's subjects
//     (政府收支分类科目), each row with the document that shows it.
//
// Canonical tables are T01 收支总表, T02 收入总表, T03 支出总表, T04 财政拨款收支总表,
// T05 一般公共预算支出, T06 基本支出(经济), T07 政府性基金收入, T08 政府性基金支出,
// T09 国有资本经营收支, T10 三公, T11 机关运行经费, T12 项目(本年), T13 项目(上年结转), T14 政府采购, T15 政府购买服务,
// T16 整体支出绩效目标的任务和金额, T17 机构运行信息(资产),
// PF1 … the performance forms, PE1 … the evaluations of what became of targets.
package budget

import (
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// Disclosure is a published budget: what it says, number by number, each with
// its place. Amounts are kept as printed; the exact yuan behind them are kept
// aside where they are known.
type Disclosure struct {
	Profile  string    `json:"profile"`
	Unit     Unit      `json:"unit"`
	Year     int       `json:"year"`
	Kind     string    `json:"kind"`               // budget | final
	Scope    string    `json:"scope"`              // unit | department
	Title    string    `json:"title"`              // 2023年度单位预算公开
	Rounding string    `json:"rounding,omitempty"` // independent | balanced; empty where not known
	Tables   []Table   `json:"tables"`
	Sections []Section `json:"sections"`
	Projects []Project `json:"projects"`
	Charts   []Chart   `json:"charts,omitempty"`
	Glossary []Term    `json:"glossary"`

	// Overall are the targets of the body's spending as a whole (整体支出绩效目标表);
	// the tasks that it lists with their money are table T16.
	Overall []Project `json:"-"`

	// Evaluations tell what became of targets (绩效自评表).
	Evaluations []Evaluation `json:"-"`

	Outline *Outline `json:"-"` // what was read around the values; nil where only they are known
}

// Table is one canonical table. A one-sided table has one panel, a two-sided
// one (收入 ‖ 支出) two.
type Table struct {
	ID        string     `json:"id"`
	Title     string     `json:"title"`
	Label     string     `json:"label,omitempty"`
	MoneyUnit money.Unit `json:"money_unit"`
	Panels    []Panel    `json:"panels"`
	Empty     bool       `json:"empty"`          // holds no amount
	Note      string     `json:"note,omitempty"` // the statement of an empty table
	Ref       place.Ref  `json:"ref,omitzero"`

	// What a reader found beside the cells; zero where a disclosure was compiled.
	NameLine Passage   `json:"-"` // 单位名称：…
	UnitLine Passage   `json:"-"` // 单位：万元
	NoteRef  place.Ref `json:"-"`
	Guessed  bool      `json:"-"` // most of its cells were read with some doubt
}

// Panel is one side of a table.
type Panel struct {
	Key     string   `json:"key,omitempty"` // income, spending; empty for a one-sided table
	Columns []string `json:"columns"`       // names of the amount columns, in order
	Lines   []Line   `json:"lines"`
	Rates   []string `json:"-"` // names of the columns of percents, in order
	Heads   []Head   `json:"-"` // every column as its head was read, code and name columns too
}

// Line is a row of a panel: a subject, a fixed item, a project or a total.
type Line struct {
	Key    string    `json:"key"`              // unique in the panel: code, item key, project name
	Code   string    `json:"code,omitempty"`   // subject code where it has one
	Name   string    `json:"name"`             // as printed
	Second string    `json:"second,omitempty"` // a second name, as T06's 政府预算支出经济科目
	Level  int       `json:"level,omitempty"`  // 1 类, 2 款, 3 项; 0 for totals and items
	Total  bool      `json:"total,omitempty"`
	Cells  []Cell    `json:"cells"` // as many as the panel has columns
	Rates  []Cell    `json:"-"`     // percents, as many as the panel has columns of them
	Ref    place.Ref `json:"ref,omitzero"`
	Named  place.Ref `json:"-"` // the cell of its name, where cells have places of their own
}

// Cell is an amount: what is printed, and what it was computed from.
type Cell struct {
	Printed money.Printed `json:"-"`
	Exact   money.Fen     `json:"-"`
	Known   bool          `json:"-"` // Exact is known
	Sum     []CellID      `json:"-"` // cells of the same panel that add up to it
	Ref     place.Ref     `json:"-"`
	Counts  bool          `json:"-"` // it counts things: vehicles, people, square metres
	Doubt   place.Doubt   `json:"-"` // how far the reading of Printed may be wrong
}

// CellID is a cell of a panel by line and column, both from 0.
type CellID struct{ Line, Column int }

// Section is a numbered part of the narrative.
type Section struct {
	ID         string      `json:"id"`    // duties, organisation, 一 … 十二
	Part       string      `json:"part"`  // overview, narrative
	Title      string      `json:"title"` // as printed, with its number
	Paragraphs []Paragraph `json:"paragraphs"`
}

// Paragraph is text with the claims it makes. Heading paragraphs title a
// sub-section ((一) …); Picture and Form name what stands in its place.
type Paragraph struct {
	Pattern string    `json:"pattern,omitempty"` // id of the profile's sentence; empty for free text
	Heading bool      `json:"heading,omitempty"`
	TOC     bool      `json:"toc,omitempty"`
	Chart   string    `json:"chart,omitempty"` // id of the chart that stands here
	Forms   bool      `json:"forms,omitempty"` // the performance forms stand here
	Text    string    `json:"text,omitempty"`
	Claims  []Claim   `json:"claims,omitempty"`
	Ref     place.Ref `json:"ref,omitzero"`
	Broken  bool      `json:"-"` // as read, its reason stood in a line of its own
}

// Claim is a value that a sentence states.
type Claim struct {
	Slot  string    `json:"slot"`           // measure.aspect in the profile
	Text  string    `json:"text"`           // as printed
	Start int       `json:"start"`          // byte offset of Text in the paragraph
	Cell  string    `json:"cell,omitempty"` // address of the cell it repeats: T03[合计].基本支出
	Ref   place.Ref `json:"ref,omitzero"`
}

// Chart is a picture of numbers that stand in a table.
type Chart struct {
	ID      string       `json:"id"`
	Kind    string       `json:"kind"` // ring | bars
	Caption string       `json:"caption"`
	Unit    string       `json:"unit"`
	Total   string       `json:"total,omitempty"`
	Points  []ChartPoint `json:"points"`
}

// ChartPoint is one item of a chart with its printed amount and share.
type ChartPoint struct {
	Label string    `json:"label"`
	Text  string    `json:"text"`
	Share string    `json:"share,omitempty"`
	Exact money.Fen `json:"-"`
}

// Term is an entry of the glossary.
type Term struct {
	Name string    `json:"name"`
	Text string    `json:"text"` // the whole entry as printed, number and name included
	Ref  place.Ref `json:"ref,omitzero"`
}

// Table finds a table by id; nil where the disclosure has none.
func (d *Disclosure) Table(id string) *Table {
	for i := range d.Tables {
		if d.Tables[i].ID == id {
			return &d.Tables[i]
		}
	}
	return nil
}

// Panel finds a panel by key; a one-sided table's is found by "".
func (t *Table) Panel(key string) *Panel {
	for i := range t.Panels {
		if t.Panels[i].Key == key {
			return &t.Panels[i]
		}
	}
	return nil
}

// Line finds a line by key; nil where there is none.
func (p *Panel) Line(key string) *Line {
	for i := range p.Lines {
		if p.Lines[i].Key == key {
			return &p.Lines[i]
		}
	}
	return nil
}

// Cell finds a cell by its line's key and its column's name; nil where there is none.
func (p *Panel) Cell(line, column string) *Cell {
	for k, name := range p.Columns {
		if name != column {
			continue
		}
		if l := p.Line(line); l != nil && k < len(l.Cells) {
			return &l.Cells[k]
		}
	}
	return nil
}
