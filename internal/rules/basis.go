package rules

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed data/basis.csv
var basisData []byte

// source is a law, a document or a standard that rules rest on, or one article
// of it.
type source struct {
	title, number, article string
	since                  string // in force since, 2020-10-01; empty where it comes out every year
	confirmed              bool   // its text, or a citation of it, has been read
	manner                 string // 参照, where it binds others and is only followed
}

// basisSources are the sources by code; a code may stand for several.
var basisSources = sync.OnceValue(func() map[string][]source {
	out, err := readSources(basisData)
	if err != nil {
		panic(err)
	}
	return out
})

func readSources(data []byte) (map[string][]source, error) {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("basis.csv：%w", err)
	}
	out := map[string][]source{}
	for i, r := range rows {
		if i == 0 {
			if strings.Join(r, ",") != "code,title,number,article,since,confirmed,manner" {
				return nil, fmt.Errorf("basis.csv：表头不对：%v", r)
			}
			continue
		}
		if r[0] == "" || r[1] == "" || r[5] != "full-text" && r[5] != "reference" && r[5] != "none" {
			return nil, fmt.Errorf("basis.csv 第%d行：缺代号、名称或核对情况", i+1)
		}
		out[r[0]] = append(out[r[0]], source{title: r[1], number: r[2], article: r[3], since: r[4], confirmed: r[5] != "none", manner: r[6]})
	}
	return out, nil
}

// What is printed where no source may be.
const (
	byForm  = "官方表样"
	byLogic = "算术关系"
)

// basisOf turns a rule's codes into what may be printed of them for a document
// of that year, or for the present where the year is 0: sources that are
// confirmed and were in force when the year began, articles of one source
// together. Where there is none, it is the form or the arithmetic.
func basisOf(codes string, year int) string {
	var list []source
	fallback := ""
	for code := range strings.FieldsSeq(codes) {
		switch code {
		case "FORM":
			fallback = byForm
		case "LOGIC":
			if fallback == "" {
				fallback = byLogic
			}
		}
		for _, s := range basisSources()[code] {
			if s.confirmed && s.inForce(year) {
				list = append(list, s)
			}
		}
	}
	if len(list) == 0 {
		if fallback == "" {
			return byForm
		}
		return fallback
	}
	return cite(list)
}

func (s *source) inForce(year int) bool {
	return year == 0 || s.since <= fmt.Sprintf("%04d-01-01", year)
}

// cite writes sources as a reader looks them up: 《预算法》第三十二条；GB/T 15834-2011《标点符号用法》.
func cite(list []source) string {
	var out []string
	var done []string
	for i := range list {
		s := &list[i]
		if slices.Contains(done, s.title) {
			continue
		}
		done = append(done, s.title)
		text := s.manner + "《" + s.title + "》"
		switch {
		case strings.HasPrefix(s.number, "GB"):
			text = s.number + text
		case s.number != "":
			text += "（" + s.number + "）"
		}
		var articles []string
		for _, o := range list[i:] {
			if o.title == s.title && o.article != "" && !slices.Contains(articles, o.article) {
				articles = append(articles, o.article)
			}
		}
		out = append(out, text+strings.Join(articles, "、"))
	}
	return strings.Join(out, "；")
}
