package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// tableRef is the place of a table.
func tableRef(t *budget.Table) place.Ref {
	r := t.Ref
	r.Table, r.Text = t.ID, t.Title
	return r
}

// noteRef is the place of a table's statement.
func noteRef(t *budget.Table) place.Ref {
	r := t.NoteRef
	if r.IsZero() {
		r = t.Ref
	}
	r.Table, r.Text = t.ID, short(t.Note)
	return r
}

// amounts tells whether a table prints any number, and any that is not nothing.
func amounts(t *budget.Table) (numbers, anything bool) {
	for p := range t.Panels {
		for l := range t.Panels[p].Lines {
			cells := t.Panels[p].Lines[l].Cells
			for k := range cells {
				switch c := &cells[k].Printed; c.Mark {
				case money.Number:
					numbers = true
					if !c.Value.IsZero() {
						return true, true
					}
				case money.Words:
					return true, true
				}
			}
		}
	}
	return numbers, false
}

// frame reports whether a table always prints its fixed lines: a summary that
// needs no statement when it is empty.
func frame(t *profile.Table) bool {
	for i := range t.Panels {
		for j := range t.Panels[i].Rows {
			if from := t.Panels[i].Rows[j].From; from == "classes" || from == "used_classes" {
				return true
			}
		}
	}
	return false
}

// wantedNote is the statement that the form puts under a table without amounts;
// empty where it has none.
func wantedNote(s *check.Subject, t *profile.Table) string {
	if frame(t) {
		return ""
	}
	note := t.EmptyNote
	if note == "" {
		note = s.Profile.Style.EmptyNote
	}
	return printedWords(s, note)
}

// inAnother reports whether a table is printed in another one, whose title, unit and
// statement it shares.
func inAnother(s *check.Subject, t *budget.Table) bool {
	form := s.Profile.Table(t.ID)
	return form != nil && form.In != ""
}

// printsNumbers reports whether a table, or one that is printed in it, prints any number.
func printsNumbers(s *check.Subject, t *budget.Table) bool {
	for i := range s.Tables {
		o := &s.Tables[i]
		if form := s.Profile.Table(o.ID); o != t && (form == nil || form.In != t.ID) {
			continue
		}
		if numbers, _ := amounts(o); numbers {
			return true
		}
	}
	return false
}

func emptyNoted(in *check.Inspection) {
	for i := range in.Tables {
		t := &in.Tables[i]
		form := in.Profile.Table(t.ID)
		if form == nil || inAnother(in.Subject, t) || wantedNote(in.Subject, form) == "" {
			continue
		}
		if printsNumbers(in.Subject, t) {
			continue
		}
		if t.Note != "" {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{At: tableRef(t), Message: fmt.Sprintf("%s没有一个金额，表下没有说明", t.ID+short(t.Title)), Expected: wantedNote(in.Subject, form)})
	}
}

func saysEmpty(t *budget.Table) bool {
	return t.Note != "" && holdsAny(t.Note, claims().Words.EmptyNotes)
}

func notedEmpty(in *check.Inspection) {
	for i := range in.Tables {
		t := &in.Tables[i]
		if !saysEmpty(t) {
			continue
		}
		if _, any := amounts(t); !any {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{At: noteRef(t), Message: fmt.Sprintf("%s下注明“%s”，表里却有金额", t.ID, short(t.Note))})
	}
}

func emptyRows(in *check.Inspection) {
	for i := range in.Tables {
		t := &in.Tables[i]
		if !saysEmpty(t) {
			continue
		}
		if _, any := amounts(t); any {
			continue
		}
		n := 0
		at := tableRef(t)
		for p := range t.Panels {
			g, ok := gridOf(in.Subject, t.ID, t.Panels[p].Key)
			if !ok {
				continue
			}
			for l := range g.panel.Lines {
				if line := &g.panel.Lines[l]; !g.fixed(line) && strings.TrimSpace(line.Code+line.Name) != "" && !isUnit(in.Subject, line) {
					if n == 0 {
						at = g.lineRef(l)
					}
					n++
				}
			}
		}
		if n == 0 {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("%s注明没有数据，却列了%d行明细，都没有金额", t.ID, n)})
	}
}

// isUnit reports whether a line only names the unit itself.
func isUnit(s *check.Subject, l *budget.Line) bool {
	return l.Code == "" && plainWord(l.Name) == plainWord(s.Unit.Name)
}

// fundOf is which fund's table it is, in the words of statements.
var fundOf = map[string]string{"T07": "政府性基金", "T08": "政府性基金", "T09": "国有资本经营"}

func noteSubject(in *check.Inspection) {
	for i := range in.Tables {
		t := &in.Tables[i]
		if inAnother(in.Subject, t) || t.Note == "" || !saysEmpty(t) {
			continue
		}
		wrong := ""
		for _, fund := range [...]string{"政府性基金", "国有资本经营"} {
			own := fundOf[t.ID]
			if strings.Contains(t.Note, fund) && own != fund && (own == "" || !strings.Contains(t.Note, own)) && !strings.Contains(t.Title, fund) {
				wrong = fund
			}
		}
		if y := yearIn(t.Note); wrong == "" && y != 0 && in.Year != 0 && y != in.Year {
			wrong = fmt.Sprintf("%d年", y)
		}
		if wrong == "" {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{At: noteRef(t), Message: fmt.Sprintf("%s的说明“%s”写的是%s，不是这张表的", t.ID, short(t.Note), wrong)})
	}
}

// yearIn is the one year that a text names: 2023年; 0 where it names none or several.
func yearIn(text string) int {
	year := 0
	for i := 0; i+4 < len(text); i++ {
		if text[i] != '2' || text[i+1] != '0' || !strings.HasPrefix(text[i+4:], "年") {
			continue
		}
		y := 0
		for _, c := range []byte(text[i : i+4]) {
			if c < '0' || c > '9' {
				y = -1
				break
			}
			y = y*10 + int(c-'0')
		}
		if y < 0 {
			continue
		}
		if year != 0 && year != y {
			return 0
		}
		year = y
	}
	return year
}

// dropped: tables of the form are there even where they would be empty. Which
// tables are missing FORM-001 says; this one says that an empty one was left out.
func dropped(in *check.Inspection) {
	if len(in.Tables) == 0 {
		in.NotChecked("没有读到报表")
		return
	}
	for i := range in.Profile.Tables {
		t := &in.Profile.Tables[i]
		if in.Table(t.ID) != nil {
			in.Pass(1)
			continue
		}
		if fund, ok := fundOf[t.ID]; ok && !fundBlank(in.Subject, fund) || t.ID == "T11" && len(in.Claims("agency")) > 0 && !none(in.Subject, in.Claims("agency")[0]) {
			continue
		}
		if _, conditional := fundOf[t.ID]; !conditional && t.ID != "T11" && t.ID != "T13" {
			continue
		}
		in.Fail(check.Fault{At: place.Ref{Table: t.ID}, Message: fmt.Sprintf("没有%s，没有数据也应列出空表并注明", t.ID), Expected: t.ID})
	}
}

// fundBlank reports whether the summaries show nothing of a fund this year.
func fundBlank(s *check.Subject, fund string) bool {
	for _, table := range [...]string{"T01", "T04"} {
		if !none(s, s.Cell(table, "income", fund+"预算", "金额")) {
			return false
		}
	}
	return none(s, s.Cell("T02", "", "合计", map[string]string{"政府性基金": "政府性基金", "国有资本经营": "国有资本经营预算"}[fund]))
}

// emptyFunds speaks where no amount of the fund's own table can be weighed: the
// table has no line of a total.
func emptyFunds(in *check.Inspection) {
	for _, to := range [...][3]string{{"T07", "", "合计"}, {"T08", "", "合计"}, {"T09", "income", "收入合计"}, {"T09", "spending", "支出合计"}} {
		t := in.Table(to[0])
		if t == nil {
			continue
		}
		fund := fundOf[to[0]]
		if g, ok := gridOf(in.Subject, to[0], to[1]); !ok || g.line(to[2]) >= 0 || fundBlank(in.Subject, fund) {
			in.Pass(1)
			continue
		}
		if _, any := amounts(t); any {
			in.Pass(1)
			continue
		}
		v := in.Cell("T04", "income", fund+"预算", "金额")
		if none(in.Subject, v) {
			v = in.Cell("T01", "income", fund+"预算", "金额")
		}
		if none(in.Subject, v) {
			continue
		}
		in.Fail(check.Fault{
			At:       tableRef(t),
			Message:  fmt.Sprintf("%s没有数据，%s却有%s预算%s%s", t.ID, in.Ref(v).Table, fund, in.Printed(v).Text, in.UnitName(v)),
			Evidence: []diag.Evidence{in.Show(v)},
		})
		if to[0] == "T09" {
			return
		}
	}
}

func fundsSaid(in *check.Inspection) {
	for _, p := range paragraphsSaid(in.Subject) {
		if p.Heading {
			continue
		}
		for i := range noFunds {
			fund := &noFunds[i]
			if !p.mayHoldWord(fund.pairs) {
				continue
			}
			text, ok := saysNoneOf(p.Text, fund.what)
			if !ok {
				text, ok = saysNoneOf(p.Text, fund.what+"预算")
			}
			if ok {
				holdNone(in, p, text, in.At(fund.cell))
			}
		}
	}
}

// noFunds are the funds that a sentence may say that there is none of.
var noFunds = []noneThing{
	{"政府性基金", pairedWordOf("政府性基金"), "T08[合计].合计"},
	{"国有资本经营", pairedWordOf("国有资本经营"), "T09[支出合计].合计"},
}

func noteWording(in *check.Inspection) {
	for i := range in.Tables {
		t := &in.Tables[i]
		form := in.Profile.Table(t.ID)
		if form == nil || inAnother(in.Subject, t) || t.Note == "" || !saysEmpty(t) {
			continue
		}
		want := wantedNote(in.Subject, form)
		if want == "" || foldNote(t.Note) == foldNote(want) {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{At: noteRef(t), Message: fmt.Sprintf("%s的说明写作“%s”，模板写作“%s”", t.ID, short(t.Note), want), Expected: want})
	}
}

// foldNote is a statement without what is mere form: spaces, the last mark, the
// width of the colon.
func foldNote(s string) string {
	return strings.TrimRight(strings.ReplaceAll(plainWord(s), ":", "："), "。.；;")
}

func zeroHabit(in *check.Inspection) {
	for i := range in.Tables {
		t := &in.Tables[i]
		if _, any := amounts(t); !any {
			continue
		}
		var zero place.Ref
		zeros, blanks := 0, 0
		for p := range t.Panels {
			for l := range t.Panels[p].Lines {
				cells := t.Panels[p].Lines[l].Cells
				for k := range cells {
					switch c := &cells[k].Printed; {
					case cells[k].Counts:
					case c.Mark == money.Number && c.Value.IsZero():
						if zeros == 0 && k < len(t.Panels[p].Columns) {
							zero = in.Ref(in.CellVar(i, p, l, k))
						}
						zeros++
					case c.Mark != money.Number && c.Mark != money.Words:
						blanks++
					}
				}
			}
		}
		switch {
		case zeros > 0 && blanks > 0:
			in.Fail(check.Fault{At: zero, Message: fmt.Sprintf("%s里没有数的格，%d格印0，%d格空着", t.ID, zeros, blanks)})
		case zeros > 0 || blanks > 0:
			in.Pass(1)
		}
	}
}
