package generate

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"mingbai/internal/budget"
)

//go:embed assumptions.toml
var assumptionsTOML []byte

// assumed is the embedded assumptions. They are part of the program: what is
// wrong with them the tests find, and a caller could do nothing about it.
var assumed = sync.OnceValue(func() *assumptions {
	a, err := readAssumptions(assumptionsTOML)
	if err != nil {
		panic("造账的假设 " + err.Error())
	}
	return a
})

// readAssumptions reads assumptions strictly: no key that is not known, no code
// that is not in the tables.
func readAssumptions(data []byte) (*assumptions, error) {
	d := toml.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	var a assumptions
	if err := d.Decode(&a); err != nil {
		var unknown *toml.StrictMissingError
		if errors.As(err, &unknown) {
			return nil, errors.New(unknown.String())
		}
		return nil, fmt.Errorf("assumptions.toml：%w", err)
	}
	return &a, errors.Join(a.checkCodes(), a.checkUnits(), a.checkSources())
}

// checkCodes holds every code to the tables, and those of expenditure to rows
// that stand in a published document.
func (a *assumptions) checkCodes() error {
	var errs []error
	documented := func(c *budget.Codes, level int, codes ...string) {
		for _, code := range codes {
			if s, ok := c.Find(code); !ok || s.Level != level || s.Grade != budget.Documented {
				errs = append(errs, fmt.Errorf("科目 %s 不是有文档的末级科目", code))
			}
		}
	}
	for _, g := range a.Groups {
		documented(budget.Functions(), 3, g.Retire, g.Medical, g.Pension, g.Annuity, g.Housing, g.Rent)
	}
	for _, t := range a.Trades {
		for _, u := range t.Units {
			documented(budget.Functions(), 3, append(u.Items, u.Main)...)
		}
	}
	for _, l := range a.Lines {
		documented(budget.DeptEconomic(), 2, l.Economic)
	}
	for _, x := range a.Actions {
		documented(budget.DeptEconomic(), 2, x.Economics...)
	}
	for _, f := range a.Funds {
		documented(budget.Functions(), 3, f.Function)
		if _, ok := budget.Revenues().Find(f.Revenue); !ok || len(budget.Revenues().Under(f.Revenue)) > 0 {
			errs = append(errs, fmt.Errorf("收入科目 %s 不是末级科目", f.Revenue))
		}
	}
	return errors.Join(errs...)
}

// checkUnits holds kinds to the table of kinds, and asks that each kind has a
// trade and a group.
func (a *assumptions) checkUnits() error {
	var errs []error
	for _, k := range a.Kinds {
		known, ok := budget.FindUnitKind(k.Key)
		if !ok || known.Key != k.Key {
			errs = append(errs, fmt.Errorf("单位性质 %s 不认识", k.Key))
		}
		if !slices.ContainsFunc(a.Groups, func(g group) bool { return g.Name == known.Group }) {
			errs = append(errs, fmt.Errorf("没有大类“%s”的科目", known.Group))
		}
		if len(a.offices(k.Key)) == 0 {
			errs = append(errs, fmt.Errorf("没有行当有 %s 这种单位", k.Key))
		}
	}
	for _, t := range a.Trades {
		for _, c := range a.Projects.Counts {
			if int64(len(t.Subjects)*(len(a.Actions)-1)) < c.Range[1] {
				errs = append(errs, fmt.Errorf("%s的主题太少，凑不出 %d 个项目", t.Department.Name, c.Range[1]))
			}
		}
	}
	return errors.Join(errs...)
}

func (a *assumptions) checkSources() error {
	var errs []error
	known := func(id string) {
		if s, ok := budget.FindSource(id); !ok || s.ID != id {
			errs = append(errs, fmt.Errorf("资金来源 %s 不认识", id))
		}
	}
	for _, k := range a.Kinds {
		for _, e := range k.Extra {
			known(e.Source)
		}
	}
	for _, f := range a.Funds {
		known(f.Source)
	}
	return errors.Join(errs...)
}
