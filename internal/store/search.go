package store

import (
	"context"
	"errors"
)

// Query is what to look for.
type Query struct {
	Text   string // words, codes, amounts with comparison: 取暖费 >2万元
	Filter        // narrows it
	Only   string // units, projects, sentences, cells; empty: all
	Page          // of each part
}

// Hits is what was found, each part by itself. Where the query compares amounts,
// only Cells and Projects are looked through.
type Hits struct {
	Understood string // how the text was read: 取暖费，大于 2 万元
	Units      List[Unit]
	Projects   List[Project]
	Sentences  List[Sentence]
	Cells      List[Cell]
	Facets     Facets
}

// Sentence is a paragraph of a document.
type Sentence struct {
	Document ID
	Unit     ID
	UnitName string
	Region   string
	Year     int
	Kind     string
	Section  string // 一 … 十二
	Text     string
	Claims   int // values that it states
}

// Facets count the documents that were found, by what they may be narrowed by.
type Facets struct {
	Years   []Facet // the newest first
	Regions []Facet // by code
	Kinds   []Facet
}

// Facet is one value to narrow by.
type Facet struct {
	Value string
	Name  string // for a person
	Count int
}

// Search finds what a query asks for.
func (s *Store) Search(context.Context, Query) (Hits, error) {
	return Hits{}, errors.New("查找还不能用")
}
