package opendata

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// Found is what a search found, each part by itself.
type Found struct {
	Understood string          `json:"understood" doc:"查找的话是怎样理解的 | how the query was read"`
	Nearly     bool            `json:"nearly" doc:"没有完全相符的，给的是相近的 | nothing has the words; what is given is alike"`
	Units      List[Unit]      `json:"units" doc:"单位 | units"`
	Projects   List[Project]   `json:"projects" doc:"项目 | projects"`
	Sentences  List[Sentence]  `json:"sentences" doc:"句子 | sentences"`
	Cells      List[FoundCell] `json:"cells" doc:"数 | numbers"`
}

// FoundCell is a number that a search found.
type FoundCell struct {
	Year     int    `json:"year" doc:"年度 | year"`
	Kind     string `json:"kind" enum:"budget,final" doc:"budget 预算，final 决算 | budget or final account"`
	Region   string `json:"region" doc:"地区代码 | division code"`
	Unit     string `json:"unit" doc:"单位编号 | id of the unit"`
	UnitName string `json:"unit_name" doc:"单位名称 | name of the unit"`
	Document string `json:"document" doc:"公开件编号 | id of the document"`
	Table    string `json:"table" doc:"表的编号 | table"`
	Panel    string `json:"panel" doc:"表侧 | side"`
	Row      string `json:"row" doc:"行的键 | key of the row"`
	Code     string `json:"code" doc:"科目编码 | subject code"`
	Name     string `json:"name" doc:"名称 | name"`
	Column   string `json:"column" doc:"列 | column"`
	Amount   *Yuan  `json:"amount" doc:"精确的元 | exact yuan"`
	Printed  string `json:"printed" doc:"印出的样子 | as printed"`
}

// Sentence is a paragraph of a document.
type Sentence struct {
	Year     int    `json:"year" doc:"年度 | year"`
	Kind     string `json:"kind" enum:"budget,final" doc:"budget 预算，final 决算 | budget or final account"`
	Region   string `json:"region" doc:"地区代码 | division code"`
	Unit     string `json:"unit" doc:"单位编号 | id of the unit"`
	UnitName string `json:"unit_name" doc:"单位名称 | name of the unit"`
	Document string `json:"document" doc:"公开件编号 | id of the document"`
	Section  string `json:"section" doc:"第几部分 | section"`
	Text     string `json:"text" doc:"原文 | its text"`
}

func (d *OpenData) searches(api huma.API) {
	add(d, api, operation{id: "search", path: "/search", tag: "search", title: words{"按名称、拼音、编码、金额找", "Find by name, pinyin, code or amount"}}, d.search)
}

type searchInput struct {
	Text string `query:"q" required:"true" minLength:"1" maxLength:"500" doc:"找什么：单位、项目、句子里的词，科目编码，金额比较：取暖费 >2万元 | what to find: words, codes, amounts compared: 取暖费 >2万元" example:"取暖费 >2万元"`
	Part string `query:"part" enum:"units,projects,sentences,cells" doc:"只找一部分；翻页时要写 | only one part; needed to go on to its next page"`
	Narrowing
	Paging
}

func (d *OpenData) search(ctx context.Context, in *searchInput) (*body[Found], error) {
	f, err := in.filter()
	if err != nil {
		return nil, err
	}
	if in.After != "" && in.Part == "" {
		return nil, problem(ctx, http.StatusBadRequest, words{"没有写翻哪一部分", "Which part to go on in is not said"}, words{
			"翻页时要写 part：units、projects、sentences 或 cells。", "With after, part has to be given: units, projects, sentences or cells.",
		})
	}
	var wrong *store.Misasked
	if _, err := store.Words(in.Text); errors.As(err, &wrong) {
		return nil, problem(ctx, http.StatusBadRequest, words{"查找的话没有看懂", "The query makes no sense"}, words{
			wrong.Chinese + "。", "Write words, codes, or amounts compared with a unit: 取暖费 >2万元. " + wrong.English + ".",
		})
	} else if err != nil {
		return nil, err
	}
	n, err := d.regionNames(ctx)
	if err != nil {
		return nil, err
	}
	hits, err := d.store.Search(ctx, store.Query{Text: in.Text, Filter: f, Only: store.Part(in.Part), Page: in.page()})
	if err != nil {
		return nil, err
	}
	out := Found{Understood: page.LangOf(ctx).T(hits.Understood[0], hits.Understood[1]), Nearly: hits.Nearly}
	out.Units = part(in, store.InUnits, hits.Units, n.unit)
	out.Projects = part(in, store.InProjects, hits.Projects, n.project)
	out.Sentences = part(in, store.InSentences, hits.Sentences, sentenceOf)
	out.Cells = part(in, store.InCells, hits.Cells, foundCellOf)
	return &body[Found]{out}, nil
}

// part is one part of what was found, with the address of its next page.
func part[S, T any](in *searchInput, name store.Part, from store.List[S], turn func(*S) T) List[T] {
	out := List[T]{Items: each(from.Items, turn)}
	if from.Next != "" {
		p := in.Paging
		q := p.url.Query()
		q.Set("part", string(name))
		p.url.RawQuery = q.Encode()
		out.Next = p.next(from.Next)
	}
	return out
}

func sentenceOf(s *store.Sentence) Sentence {
	return Sentence{
		Year: s.Year, Kind: s.Kind, Region: s.Region, Unit: s.Unit.String(), UnitName: s.UnitName, Document: s.Document.String(),
		Section: s.Section, Text: s.Text,
	}
}

func foundCellOf(c *store.Cell) FoundCell {
	return FoundCell{
		Year: c.Year, Kind: c.Kind, Region: c.Region, Unit: c.Unit.String(), UnitName: c.UnitName, Document: c.Document.String(),
		Table: c.Table, Panel: c.Panel, Row: c.Row, Code: c.Code, Name: c.Name, Column: c.Column, Amount: yuan(c.Figure), Printed: c.Printed,
	}
}
