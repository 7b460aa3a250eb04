// Package score marks how open a published budget is, by the points that
// inspections look at: what is published, complete, detailed, readable, on time,
// to be had. The sheet is data: each point names the rules that it looks at.
package score

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"mingbai/internal/diag"
)

//go:embed sheet.toml
var sheetTOML []byte

// Sheet is the points to be marked.
type Sheet struct {
	Points []Point `toml:"point"`
}

// Point is one point of the sheet.
type Point struct {
	Group   string   `toml:"group"`
	Name    string   `toml:"name"`
	Marks   int      `toml:"marks"`
	Rules   []string `toml:"rules"`   // ids, or a family: SUM-*
	Needs   string   `toml:"needs"`   // without this rule looked at the point is not marked
	Amounts bool     `toml:"amounts"` // a document whose tables hold no amount gets none of the marks
	Raise   string   `toml:"raise"`   // what would raise the marks
}

// Standard is the built-in sheet.
func Standard() *Sheet { return standard() }

var standard = sync.OnceValue(func() *Sheet {
	s, err := Read(sheetTOML)
	if err != nil {
		panic(err) // the built-in sheet is held by a test
	}
	return s
})

// Read reads a sheet, strictly.
func Read(data []byte) (*Sheet, error) {
	var s Sheet
	d := toml.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return nil, fmt.Errorf("读评分表：%w", err)
	}
	var faults []error
	for i, p := range s.Points {
		if p.Group == "" || p.Name == "" || p.Marks <= 0 || len(p.Rules) == 0 {
			faults = append(faults, fmt.Errorf("评分表第%d点缺少 group、name、marks 或 rules", i+1))
		}
	}
	return &s, errors.Join(faults...)
}

// method is how points are marked; it is raised when that changes, so that marks
// given before are known to be of another kind.
const method = 1

// ID names the sheet by all that decides the marks: documents marked by sheets of one
// ID are marked alike.
func (s *Sheet) ID() string {
	h := sha256.New()
	fmt.Fprintf(h, "%d\n", method)
	for _, p := range s.Points {
		fmt.Fprintf(h, "%d %q %q %t\n", p.Marks, p.Rules, p.Needs, p.Amounts)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Of marks a checked document. A point is marked by the rules that were looked
// at: full marks where none failed, else less by their share. A point of which
// nothing could be looked at has no marks and asks for none; nor has a document that
// was not checked at all.
func (s *Sheet) Of(d *diag.Document) *diag.Score {
	out := &diag.Score{}
	if len(d.Rules) == 0 {
		return out
	}
	blank := isBlank(d)
	for _, p := range s.Points {
		one := p.of(d)
		if p.Amounts && blank {
			one = diag.ScorePoint{Group: p.Group, Name: p.Name, Of: p.Marks, Reason: "表里没有一个金额", Raise: "填上各表的数"}
		}
		out.Got += one.Got
		out.Of += one.Of
		out.Points = append(out.Points, one)
	}
	return out
}

// isBlank reports whether the tables of a document are there and hold no amount: a form that
// nobody filled in.
func isBlank(d *diag.Document) bool {
	tables := 0
	for i := range d.Tables {
		t := &d.Tables[i]
		if t.Amounts > 0 {
			return false
		}
		if t.Status != diag.Missing {
			tables++
		}
	}
	return tables > 0
}

func (p *Point) of(d *diag.Document) diag.ScorePoint {
	out := diag.ScorePoint{Group: p.Group, Name: p.Name}
	looked, unlooked, why := 0, 0, ""
	var failed []string
	for _, r := range d.Rules {
		if !p.looksAt(r.Rule) {
			continue
		}
		switch r.Outcome {
		case "passed":
			looked++
		case "failed":
			if !loud(d, r.Rule) {
				looked++ // notes alone cost nothing
				continue
			}
			looked++
			failed = append(failed, r.Rule)
		case "not_checked":
			unlooked++
			if why == "" || r.Rule == p.Needs {
				why = r.Reason
			}
			if r.Rule == p.Needs {
				out.Reason = "未查：" + why
				return out
			}
		}
	}
	switch {
	case looked == 0 && unlooked > 0:
		out.Reason = "未查：" + why
	case looked == 0:
		out.Got, out.Of, out.Reason = p.Marks, p.Marks, "不适用"
	case len(failed) == 0:
		out.Got, out.Of, out.Reason = p.Marks, p.Marks, fmt.Sprintf("看了%d条规则，都成立", looked)
	default:
		out.Of = p.Marks
		out.Got = p.Marks - (p.Marks*len(failed)+looked-1)/looked
		out.Reason = fmt.Sprintf("看了%d条规则，%d条不成立：%s", looked, len(failed), strings.Join(failed, "、"))
		out.Raise = p.Raise
	}
	return out
}

func (p *Point) looksAt(rule string) bool {
	for _, r := range p.Rules {
		if family, ok := strings.CutSuffix(r, "*"); r == rule || ok && strings.HasPrefix(rule, family) {
			return true
		}
	}
	return false
}

// loud reports whether the rule speaks above a note, first or beside another.
func loud(d *diag.Document, rule string) bool {
	for i := range d.Findings {
		f := &d.Findings[i]
		if f.Severity == diag.Note {
			continue
		}
		if f.Rule == rule {
			return true
		}
		for _, a := range f.Also {
			if a == rule {
				return true
			}
		}
	}
	return false
}
