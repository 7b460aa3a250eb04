package rules

import (
	"fmt"
	"strconv"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// Why a rule about another document is not checked, with what to do.
const (
	noPrior      = "没有上年的文件；用 --prior 给出上年公开的文件"
	noPriorFinal = "没有上年的决算；用 --prior 给出上年公开的决算"
	noBudget     = "没有当年的预算；用 --prior 给出同一年公开的预算"
	noPriorValue = "文件里没有上年数；用 --prior 给出上年公开的文件"
)

// lastYears is a measure's number in last year's document; NoVar where there is
// none.
func lastYears(s *check.Subject, m *profile.Measure) check.Var {
	if s.Prior == nil {
		return check.NoVar
	}
	return measureIn(s.Prior, m)
}

// measureIn is a measure's number in a document: of its cell, or where no cell is
// known said in a sentence; NoVar where the document has neither.
func measureIn(other *check.Subject, m *profile.Measure) check.Var {
	said := other.Claims(m.ID)
	if isAgency(m.ID) && !strings.HasPrefix(m.Cell, "T11") && len(said) > 0 {
		return said[0] // a department's agency costs are not all its office costs
	}
	if m.Cell != "" {
		if v := other.At(m.Cell); v != check.NoVar && other.Printed(v).Mark != money.Words {
			return v
		}
	}
	if len(said) > 0 {
		return said[0]
	}
	return check.NoVar
}

// priorOf is last year's document; of this one's where there is none, of which
// NoVar is no number either.
func priorOf(s *check.Subject) *check.Subject {
	if s.Prior == nil {
		return s
	}
	return s.Prior
}

// inOther shows a number of another document: its place names that document.
func inOther(other *check.Subject, v check.Var) diag.Evidence {
	e := other.Show(v)
	e.Label = other.Name + " " + e.Label
	e.Ref.File = other.Name
	return e
}

// whereIn names a place of another document for a message: 去年.docx T01[收入总计].金额（第 64 行）.
func whereIn(other *check.Subject, v check.Var) string {
	r := other.Ref(v)
	what := r.Address()
	if what == "" {
		what = "“" + sectionTitle(other, r.Section) + "”"
	}
	if at := fileplace(r); at != "" {
		what += "（" + at + "）"
	}
	if other.Name == "" {
		return what
	}
	return other.Name + " " + what
}

func sectionTitle(s *check.Subject, id string) string {
	for i := range s.Sections {
		if s.Sections[i].ID == id {
			return s.Sections[i].Title
		}
	}
	return id
}

// fileplace is where in its file a place is.
func fileplace(r place.Ref) string {
	switch {
	case r.Sheet != "" && r.Cell != "":
		return r.Sheet + "!" + r.Cell
	case r.Page != 0:
		return "第 " + strconv.Itoa(r.Page) + " 页"
	case r.Line != 0:
		return "第 " + strconv.Itoa(r.Line) + " 行"
	case r.Para != 0:
		return "第 " + strconv.Itoa(r.Para) + " 段"
	}
	return ""
}

// agree compares a number of this document with one of another: exactly alike;
// or near, where rounding or a change of unit explains what differs; or neither.
// Both are false where one of them is no number.
func agree(s *check.Subject, v check.Var, other *check.Subject, w check.Var) (alike, near bool) {
	a, ok := worth(s, v)
	b, also := worth(other, w)
	if !ok || !also {
		return false, false
	}
	if a == b {
		return true, true
	}
	off, here, there := abs(a-b), slack(s, v), slack(other, w)
	if here == there {
		return false, off <= here
	}
	return 2*off <= max(here, there), 2*off <= here+there
}

// slack is one unit of a number's last place in fen; nothing where it says that
// there is nothing.
func slack(s *check.Subject, v check.Var) int64 {
	if none(s, v) {
		return 0
	}
	return lastPlace(s, v)
}

// as prints another document's amount the way a number of this one is printed.
func as(s *check.Subject, like check.Var, fen int64) string {
	unit := money.Wan
	if s.UnitName(like) == "元" {
		unit = money.Yuan
	}
	scale := 2
	if p := s.Printed(like); p.Mark == money.Number && p.Value.Scale > 0 || unit == money.Yuan {
		scale = int(p.Value.Scale)
	}
	return money.Round(money.Fen(fen), unit, scale).String()
}

// withUnit is a printed number with its unit: 100.00万元.
func withUnit(s *check.Subject, v check.Var) string {
	return fmt.Sprintf("%s%s", orBlank(s.Printed(v).Text), s.UnitName(v))
}
