// Package demo makes what the demonstration shows beside the example: a made-up
// prefecture of 40 departments, each unit with the budgets of three years, some
// with slips, some not published, some corrected; and releases signed with keys
// made for it.
package demo

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"mingbai/internal/budget"
	"mingbai/internal/generate"
)

//go:embed data/town.toml
var townTable []byte

// department is an entry of data/town.toml, which says what each means.
type department struct {
	Code     string   `toml:"code"`
	Name     string   `toml:"name"`
	Admin    string   `toml:"admin"`
	Serve    string   `toml:"serve"`
	Items    []string `toml:"items"`
	Subjects []string `toml:"subjects"`
	Duties   []string `toml:"duties"`
	Civil    []string `toml:"civil"`
	Public1  []string `toml:"public1"`
	Public2  []string `toml:"public2"`
}

var departments = sync.OnceValues(func() ([]department, error) {
	var table struct {
		Departments []department `toml:"department"`
	}
	dec := toml.NewDecoder(bytes.NewReader(townTable))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&table); err != nil {
		return nil, fmt.Errorf("读编造的部门表：%w", err)
	}
	return table.Departments, nil
})

// Town are the units of the made-up prefecture, at most n of them: first those
// of every department itself, then one more of each, and so on.
func Town(n int) ([]generate.Cast, error) {
	list, err := departments()
	if err != nil {
		return nil, err
	}
	var all [][]generate.Cast
	most := 0
	for i := range list {
		units := list[i].units()
		all, most = append(all, units), max(most, len(units))
	}
	var out []generate.Cast
	for k := range most {
		for _, units := range all {
			if k < len(units) && len(out) < n {
				out = append(out, units[k])
			}
		}
	}
	return out, nil
}

// units are a department itself and what belongs to it.
func (d *department) units() []generate.Cast {
	cast := func(name, kind, main string) generate.Cast {
		return generate.Cast{
			Name: name, Kind: kind, Department: budget.Body{Code: d.Code, Name: d.Name},
			Main: main, Items: d.Items, Subjects: d.Subjects, Duties: d.Duties,
		}
	}
	out := []generate.Cast{cast(d.Name, "admin", d.Admin)}
	for _, part := range []struct {
		kind  string
		names []string
	}{{"public1", d.Public1}, {"civil", d.Civil}, {"public2", d.Public2}} {
		for _, name := range part.names {
			out = append(out, cast(name, part.kind, d.Serve))
		}
	}
	return out
}
