package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
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

	Partitions []partitionOf `toml:"partition"`

	PublicItems []publicItem `toml:"public_item"`
	JointItems  []string     `toml:"joint_items"` // names of two items together

	Words struct {
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
		WholeTerm    []string `toml:"whole_term"`
		BeforeUnit   []string `toml:"before_unit"`
		ProjectTails []string `toml:"project_tails"`
		ProjectWhole []string `toml:"project_whole"`
		ProjectNamed string   `toml:"project_named"`
	} `toml:"words"`

	byRule map[string][]string
	empty  map[rune]bool // the characters of phrases that fit anything
}

// publicItem is an item of the three-public expenses and the words that tell of it.
type publicItem struct {
	Measure string   `toml:"measure"`
	Name    string   `toml:"name"`
	Words   []string `toml:"words"`
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

// partitionOf is what an amount that is called so is made of.
type partitionOf struct {
	Head  string   `toml:"head"`  // a word of its name
	Not   []string `toml:"not"`   // words that say it is another
	Parts []string `toml:"parts"` // all of them, by a word of their names
	More  []string `toml:"more"`  // there may be these, too
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
	c.empty = map[rune]bool{}
	for _, w := range slices.Concat(c.Words.Boilerplate, joiningWords) {
		for _, r := range w {
			c.empty[r] = true
		}
	}
	for i := range c.Facts {
		f := &c.Facts[i]
		says, err := regexp.Compile(f.Says)
		if err != nil || says.NumSubexp() != 1 || !strings.HasSuffix(f.Says, "([0-9]+)"+f.Unit) {
			return nil, fmt.Errorf("claims.toml：fact “%s”的 says 应是以 ([0-9]+)%s 结尾、只有这一个组的正则表达式：%w", f.Name, f.Unit, err)
		}
		f.says = saidForm{expr: says, needs: wordSetsOf([]string{"0" + f.Unit}), across: true}
	}
	return &c, nil
}
