package rules

import (
	"fmt"
	"strconv"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// Years of dates, and of the lines of the contents, that are left over from last year's text.

// yearsOfDates looks at the years of dates and of the contents.
func yearsOfDates(in *check.Inspection) {
	yearsOfContents(in)
	if in.Profile.Kind == "budget" {
		yearsAsOf(in)
		yearsOfTerms(in)
	}
}

func tellDate(in *check.Inspection, at place.Ref, said, why string, year, right int) {
	at.Text = said
	in.Fail(check.Fault{
		At: at, Message: fmt.Sprintf("“%s”：%s", said, why), Expected: strconv.Itoa(right),
		Suspects: []diag.Suspect{{Ref: at, Value: strconv.Itoa(year), Suggest: strconv.Itoa(right)}},
	})
}

// yearsOfContents finds lines of the contents that name a year before, where the heading
// that they are of has the document's.
func yearsOfContents(in *check.Inspection) {
	if in.Outline == nil {
		return
	}
	own := strconv.Itoa(in.Year)
	for i := range in.Outline.Contents {
		e := &in.Outline.Contents[i]
		y := yearBetween(e.Text, "", "年")
		if y == 0 || y >= in.Year || y < in.Year-4 || e.ID == "" || holds(e.Text, own) {
			continue
		}
		for k := range in.Outline.Headings {
			h := &in.Outline.Headings[k]
			if h.Kind == e.Kind && h.ID == e.ID && holds(h.Text, own) {
				tellDate(in, e.Ref, short(e.Text), fmt.Sprintf("目录写作%d年，正文的标题是%d年", y, in.Year), y, in.Year)
				break
			}
		}
	}
}

// asOf is the day that something is told as of.
var asOf = saidIn(`截[至止]到?(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日`, []string{"截至", "截止"}, []string{"0月"})

// yearsAsOf finds days as of which a budget tells of its things that lie before last year.
// The end of the year before last is the last account's, which some tell.
func yearsAsOf(in *check.Inspection) {
	for _, p := range paragraphsSaid(in.Subject) {
		for _, m := range asOf.find(p) {
			y, _ := strconv.Atoi(p.s[m[2]:m[3]])
			if y >= in.Year-1 || y < in.Year-4 || y == in.Year-2 && p.s[m[4]:m[5]] == "12" {
				continue
			}
			tellDate(in, p.ref(in.Subject, m[0], m[1]), p.s[m[0]:m[1]], fmt.Sprintf("本文件是%d年的预算，像是往年留下的日期", in.Year), y, in.Year-1)
		}
	}
}

// wholeYear is a year's term from its first month to its last.
var wholeYear = saidIn(`(20[0-9]{2})年0?1月(?:0?1日)?[至到—–~～-]{1,2}(20[0-9]{2})年12月(?:31日)?`, []string{"0年"}, []string{"0月"})

// yearsOfTerms finds the terms of projects of a budget that lie in a year before it.
func yearsOfTerms(in *check.Inspection) {
	for _, p := range paragraphsSaid(in.Subject) {
		if !holdsAny(in.Sections[p.section].Title+p.s, termWords) {
			continue
		}
		for _, m := range wholeYear.find(p) {
			from, to := p.s[m[2]:m[3]], p.s[m[4]:m[5]]
			y, _ := strconv.Atoi(to)
			if from != to || y >= in.Year || y < in.Year-4 || strings.Contains(p.s[:m[0]], "自") {
				continue
			}
			tellDate(in, p.ref(in.Subject, m[0], m[1]), p.s[m[0]:m[1]], fmt.Sprintf("本文件是%d年的预算，实施周期却在%d年", in.Year, y), y, in.Year)
		}
	}
}

// termWords say that a paragraph, or its section, tells when a project is carried out.
var termWords = []string{"实施周期", "实施期限", "实施时间", "项目周期", "项目期限", "执行周期", "执行期限", "实施期"}
