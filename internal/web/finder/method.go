package finder

import (
	"net/http"

	"mingbai/internal/rules"
	"mingbai/internal/web/page"
)

// methodView is how reading and checking work, and the terms of the field.
type methodView struct {
	page.Lang
	Chapters []chapter
	Terms    []term
}

// chapter is a part of the explanation.
type chapter struct {
	ID         string
	Title      words
	Paragraphs []words
	Points     []point // after the paragraphs
}

// point is a line of a list with its name before it.
type point struct{ Name, Text words }

// words are a text in both languages.
type words struct{ zh, en string }

// of chooses the page's language.
func (w words) of(l page.Lang) string { return l.T(w.zh, w.en) }

func (f *Finder) method(w http.ResponseWriter, r *http.Request) error {
	v := &methodView{Lang: page.LangOf(r.Context()), Chapters: chapters(len(rules.All().Rules)), Terms: terms}
	frame := page.Frame{
		Title: v.T("方法和名词", "Method and terms"), Path: "/method",
		Description: v.T("公开件怎样读、怎样检查、把握有多大、级别是什么意思、四舍五入容多少，和预算里的名词。", "How documents are read and checked, what confidence, severities and rounding mean, and the terms of Chinese budgets."),
	}
	w.Header().Set("Cache-Control", "public, max-age=3600")
	return page.Render(w, r, http.StatusOK, frame, methodPage(v))
}
