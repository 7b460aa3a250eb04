package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

//go:embed data/performance.toml
var performanceWords []byte

// perfWords is the words that targets, projects, assets and staff are judged by.
type perfWords struct {
	AtLeast  []string `toml:"at_least"`
	AtMost   []string `toml:"at_most"`
	Measures []string `toml:"measures"`
	Vague    []string `toml:"vague"`
	Fillers  []string `toml:"fillers"`

	CutEnds   []string `toml:"cut_ends"`
	WholeEnds []string `toml:"whole_ends"`
	People    []string `toml:"people"`

	Payment      []string `toml:"payment"`
	MoneyOutputs []string `toml:"money_outputs"`
	PaymentEnds  []string `toml:"payment_ends"`
	Accuracy     []string `toml:"accuracy"`
	Times        []string `toml:"times"`
	Costs        []string `toml:"costs"`
	Savings      []string `toml:"savings"`
	UnitCosts    []string `toml:"unit_costs"`

	CountsEnd    []string `toml:"counts_end"`
	NotCounts    []string `toml:"not_counts"`
	RatesEnd     []string `toml:"rates_end"`
	NotRates     []string `toml:"not_rates"`
	MoneyEnd     []string `toml:"money_end"`
	RatioWords   []string `toml:"ratio_words"`
	TimesEnd     []string `toml:"times_end"`
	TimeUnits    []string `toml:"time_units"`
	Growth       []string `toml:"growth"`
	GrowthRates  []string `toml:"growth_rates"`
	Bases        []string `toml:"bases"`
	AboveWhole   []string `toml:"above_whole"`
	FullDuty     []string `toml:"full_duty"`
	Satisfied    []string `toml:"satisfied"`
	MoreIsBetter []string `toml:"more_is_better"`
	LessIsBetter []string `toml:"less_is_better"`
	Reversed     []string `toml:"reversed"`
	Past         []string `toml:"past"`
	Inputs       []string `toml:"inputs"`
	OwnStaff     []string `toml:"own_staff"`
	Retired      []string `toml:"retired"`

	Documents []string `toml:"documents"`
	Meetings  []string `toml:"meetings"`
	EmptyWork []string `toml:"empty_work"`
	EmptyDo   []string `toml:"empty_do"`
	EmptyKeep []string `toml:"empty_keep"`
	EmptyWay  []string `toml:"empty_way"`
	EmptyRun  []string `toml:"empty_run"`
	Floors    []string `toml:"floors"`
	Ceilings  []string `toml:"ceilings"`
	Flows     []string `toml:"flows"`
	Stocks    []string `toml:"stocks"`

	BasicCosts     []string `toml:"basic_costs"`
	Bought         []string `toml:"bought"`
	BoughtServices []string `toml:"bought_services"`
	MustBuy        []string `toml:"must_buy"`
	PurchaseLimit  int64    `toml:"purchase_limit"`
	LargeProject   int64    `toml:"large_project"`

	SmallProject int64 `toml:"small_project"`

	FullExecution int64 `toml:"full_execution"`

	OffBooks      []string `toml:"off_books"`
	Pooled        []string `toml:"pooled"`
	PaidCentrally []string `toml:"paid_centrally"`
	AsOf          []string `toml:"as_of"`
	Valuable      []string `toml:"valuable"`
	Fundings      []string `toml:"fundings"`
	BeyondPosts   []string `toml:"beyond_posts"`
	VehicleMost   int64    `toml:"vehicle_most"`
	VehicleLeast  int64    `toml:"vehicle_least"`

	unitLast, cutLast lastByte // of the endings that a unit, a cut go by
}

// performance is the built-in vocabulary; tests hold it to be readable.
var performance = sync.OnceValue(func() *perfWords {
	v := &perfWords{}
	dec := toml.NewDecoder(bytes.NewReader(performanceWords))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		panic(fmt.Errorf("读词表 performance.toml：%w", err))
	}
	v.unitLast = lastBytes(v.CountsEnd, v.RatesEnd, v.MoneyEnd, v.TimesEnd)
	v.cutLast = lastBytes(v.CutEnds)
	return v
})

// lastByte tells which bytes a list of endings ends in, to pass most texts over.
type lastByte [256]bool

func lastBytes(lists ...[]string) (out lastByte) {
	for _, list := range lists {
		for _, w := range list {
			out[w[len(w)-1]] = true
		}
	}
	return out
}

// may reports whether a text could end in one of the endings.
func (l *lastByte) may(s string) bool { return s != "" && l[s[len(s)-1]] }

// firstOf is the first of the words that stands in s; empty where none does.
func firstOf(s string, words []string) string {
	for _, w := range words {
		if holds(s, w) {
			return w
		}
	}
	return ""
}

// holds reports whether a text has a word.
func holds(s, word string) bool { return find(s, word) >= 0 }

// find is where a word first stands in a text; −1 where it does not. It looks for the word's
// last byte: that of a Chinese character is one of 64, the first byte, which the library
// looks for, one of six.
func find(s, word string) int {
	last := len(word) - 1
	if last < 0 {
		return 0
	}
	for end := last; end < len(s); {
		k := strings.IndexByte(s[end:], word[last])
		if k < 0 {
			return -1
		}
		end += k + 1
		if s[end-len(word):end] == word {
			return end - len(word)
		}
	}
	return -1
}

func holdsAny(s string, words []string) bool { return firstOf(s, words) != "" }

func endsInAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

func startsWithAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
