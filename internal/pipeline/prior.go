package pipeline

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/rules"
)

// earlier is a document that others are held against: last year's, or of a final
// account the budget of its year.
type earlier struct {
	name string
	read *reading
}

// subject indexes the document anew: each check has its own.
func (e *earlier) subject() *check.Subject {
	s := check.New(e.read.disclosure, e.read.profile)
	s.Name = filepath.Base(e.name)
	return s
}

// readEarlier reads the documents of --prior.
func (r *readers) readEarlier(ctx context.Context, names []string) ([]earlier, error) {
	var out []earlier
	for _, name := range names {
		read, err := r.recognised(ctx, name)
		if err != nil {
			return nil, fmt.Errorf("读 --prior 的文件：%w", err)
		}
		if read.disclosure.Year == 0 {
			return nil, fmt.Errorf("读不出 --prior 的文件 %s 是哪一年的；换一份写明年度的文件", name)
		}
		out = append(out, earlier{name, read})
	}
	return out, nil
}

// among puts what belongs to s of the documents of --prior into it. A document
// that belongs to nothing is a fault where one document alone is checked; of many,
// each needs one that belongs to it.
func among(s *check.Subject, name string, list []earlier, alone bool) *diag.ReadError {
	var misfits []string
	found := false
	for i := range list {
		if !alone && filepath.Clean(list[i].name) == filepath.Clean(name) {
			return nil // it is of the same folder
		}
		why := attach(s, &list[i])
		if why == "" {
			found = true
			continue
		}
		misfits = append(misfits, fmt.Sprintf("--prior 的 %s %s", list[i].name, why))
	}
	if len(misfits) == 0 || found && !alone {
		return nil
	}
	return &diag.ReadError{Code: "wrong_prior", Message: strings.Join(misfits, "；")}
}

// attach makes e last year's document of s, or the budget of its year; else it
// tells why e is neither.
func attach(s *check.Subject, e *earlier) string {
	d, kind, scope := e.read.disclosure, e.read.profile.Kind, e.read.profile.Scope
	wanted := wantedPrior(s)
	switch {
	case s.Year == 0:
		return "没有对上：读不出要检查的文件是哪一年的"
	case scope != s.Profile.Scope && scope != "" && s.Profile.Scope != "":
		return fmt.Sprintf("是%s的，要检查的是%s的；应给出%s", scopeName(scope), scopeName(s.Profile.Scope), wanted)
	case kind == "budget" && s.Profile.Kind == "final" && d.Year == s.Year:
		budget := e.subject()
		if why := otherUnit(s, budget, d); why != "" {
			return why
		}
		s.Budget = budget
		return ""
	case kind != s.Profile.Kind:
		return fmt.Sprintf("是%d年%s，要检查的是%d年%s；应给出%s", d.Year, kindName(kind), s.Year, kindName(s.Profile.Kind), wanted)
	case d.Year == s.Year:
		return fmt.Sprintf("也是%d年的；应给出%s", d.Year, wanted)
	case d.Year != s.Year-1:
		return fmt.Sprintf("是%d年的，要检查的是%d年的；应给出%s", d.Year, s.Year, wanted)
	}
	prior := e.subject()
	if why := otherUnit(s, prior, d); why != "" {
		return why
	}
	s.Prior = prior
	return ""
}

// otherUnit tells where another document is of another unit. A unit renamed is
// the same, and TXT-021 tells of it.
func otherUnit(s, other *check.Subject, d *budget.Disclosure) string {
	if same, _ := rules.SameUnit(s, other); same {
		return ""
	}
	return fmt.Sprintf("的单位是“%s”，要检查的是“%s”；应给出同一单位的文件，改过名的在概况里写明由何名更为何名", d.Unit.Name, s.Unit.Name)
}

func wantedPrior(s *check.Subject) string {
	if s.Profile.Kind == "final" {
		return fmt.Sprintf("%d年的决算，或%d年的预算", s.Year-1, s.Year)
	}
	return fmt.Sprintf("%d年的预算", s.Year-1)
}

func kindName(kind string) string {
	if kind == "final" {
		return "决算"
	}
	return "预算"
}

func scopeName(scope string) string {
	if scope == "department" {
		return "部门"
	}
	return "单位"
}
