package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

//go:embed data/claims.toml
var claimData []byte

// claimRules says which rule holds which measure, and the words that sentences
// about numbers are judged by.
type claimRules struct {
	Ties     []tied      `toml:"tie"`
	Shares   []tied      `toml:"share"`
	Wholes   []wholeOf   `toml:"whole"`
	Twins    []twins     `toml:"twin"`
	Changes  []wholeOf   `toml:"changes"`
	Purposes []purposeOf `toml:"purpose"`
	Facts    []factOf    `toml:"fact"`
	Words    struct {
		Same         []string `toml:"same"`
		Nearly       []string `toml:"nearly"`
		NewBody      []string `toml:"new_body"`
		NoPrior      []string `toml:"no_prior"`
		PaidByOthers []string `toml:"paid_by_others"`
		Shifting     []string `toml:"shifting"`
		Steady       []string `toml:"steady"`
		Because      []string `toml:"because"`
		Boilerplate  []string `toml:"boilerplate"`
		LeftOut      []string `toml:"left_out"`
		Growing      []string `toml:"growing"`
		Shrinking    []string `toml:"shrinking"`
		Either       []string `toml:"either"`
		EmptyNotes   []string `toml:"empty_notes"`
		HaveNone     []string `toml:"have_none"`
		NoAgency     []string `toml:"no_agency"`
		BeforeUnit   []string `toml:"before_unit"`
	} `toml:"words"`

	byRule map[string][]string
}

type tied struct {
	Rule     string   `toml:"rule"`
	Measures []string `toml:"measures"`
	More     []string `toml:"more"` // shares of another whole
	Open     bool     `toml:"open"` // a share that is not said is nothing where its cell prints nothing
}

type wholeOf struct {
	Kind  string   `toml:"kind"` // budget, final; empty for both
	Total string   `toml:"total"`
	Parts []string `toml:"parts"`
	Open  bool     `toml:"open"` // a part that is not said is nothing where its cell prints nothing
}

type twins struct {
	Measures []string `toml:"measures"`
}

// claims is the embedded table; it is part of the program, and a test reads it.
var claims = sync.OnceValue(func() *claimRules {
	c, err := readClaims(claimData)
	if err != nil {
		panic(err)
	}
	return c
})

func readClaims(data []byte) (*claimRules, error) {
	d := toml.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	var c claimRules
	err := d.Decode(&c)
	if err != nil {
		return nil, fmt.Errorf("claims.toml：%w", err)
	}
	c.byRule = map[string][]string{}
	for _, t := range append(append([]tied{}, c.Ties...), c.Shares...) {
		if t.Rule == "" || len(t.Measures) == 0 || c.byRule[t.Rule] != nil {
			return nil, fmt.Errorf("claims.toml：规则“%s”没有指标或写了两次", t.Rule)
		}
		c.byRule[t.Rule] = slices.Concat(t.Measures, t.More)
	}
	for i := range c.Facts {
		f := &c.Facts[i]
		if f.says, err = regexp.Compile(f.Says); err != nil || f.says.NumSubexp() != 1 {
			return nil, fmt.Errorf("claims.toml：fact “%s”的 says 应是有一个组的正则表达式：%w", f.Name, err)
		}
	}
	return &c, nil
}
