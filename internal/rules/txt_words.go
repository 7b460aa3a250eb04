package rules

import (
	"embed"
	"fmt"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

// The vocabulary of the text rules, and the codes that rules speak of.
//
//go:embed data/text.toml data/codes.toml
var vocabulary embed.FS

// textWords is data/text.toml.
type textWords struct {
	Residue      []string          `toml:"residue"`
	ResidueWords []string          `toml:"residue_words"`
	Tags         []string          `toml:"tags"`
	Placeholders []string          `toml:"placeholders"`
	Guidance     []string          `toml:"guidance"`
	Bound        map[string]string `toml:"bound"`
	Joining      []string          `toml:"joining"`
	BodySuffixes []string          `toml:"body_suffixes"`
	UnitEndings  []string          `toml:"unit_endings"`
	AfterUnit    []string          `toml:"after_unit"`
	AfterOther   []string          `toml:"after_other"`
	SecretMarks  []string          `toml:"secret_marks"`
	SecretLines  []string          `toml:"secret_lines"`
	Sensitive    []string          `toml:"sensitive"`
	AccountWords []string          `toml:"account_words"`
	AddressWords []string          `toml:"address_words"`
	Plans        []string          `toml:"plans"`
	Levels       []bodyLevel       `toml:"level"`
	Slips        []struct {
		Wrong string `toml:"wrong"`
		Right string `toml:"right"`
	} `toml:"slip"`
	Topics []struct {
		Word string `toml:"word"`
		Code string `toml:"code"`
	} `toml:"topic"`
}

// bodyLevel is how bodies of a level of government are called.
type bodyLevel struct {
	Word  string `toml:"word"`
	Level string `toml:"level"`
}

// codeLists is data/codes.toml.
type codeLists struct {
	FundDivisions []string `toml:"fund_divisions"`
	Running       []string `toml:"running"`
	Affairs       []string `toml:"affairs"`
	Retired       []string `toml:"retired"`
	AdminCodes    []string `toml:"admin_codes"`
	AdminNames    []string `toml:"admin_names"`
	CivilCodes    []string `toml:"civil_codes"`
	CivilNames    []string `toml:"civil_names"`
	Ended         []struct {
		Code  string `toml:"code"`
		Until int    `toml:"until"`
	} `toml:"ended"`
}

var (
	textVocabulary = sync.OnceValue(func() *textWords { return vocabularyOf[textWords]("data/text.toml") })
	codeVocabulary = sync.OnceValue(func() *codeLists { return vocabularyOf[codeLists]("data/codes.toml") })
)

// vocabularyOf reads an embedded list, strictly. One that cannot be read is a
// fault of the program, which the tests find.
func vocabularyOf[T any](file string) *T {
	out := new(T)
	f, err := vocabulary.Open(file)
	if err == nil {
		defer f.Close()
		err = toml.NewDecoder(f).DisallowUnknownFields().Decode(out)
	}
	if err != nil {
		panic(fmt.Sprintf("词表 %s：%v", file, err))
	}
	return out
}
