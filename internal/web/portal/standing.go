package portal

import (
	"strconv"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// standing is how a region or a department stands in a year, as it is read.
type standing struct {
	page.Lang
	store.Standing
}

// Named is the year and kind: 2025年预算.
func (s standing) Named() string { return named(s.Lang, s.Year, s.Kind, "unit") }

// Published is how many of the units known have published: 55/60.
func (s standing) Published() string { return page.Count(s.Units) + "/" + page.Count(s.Known) }

// PublishedShare is the same as a share.
func (s standing) PublishedShare() string { return page.Portion(s.Units, s.Known) }

// SoundShare is the share of documents without errors.
func (s standing) SoundShare() string { return page.Portion(s.Sound, s.Documents) }

// Score is how open the documents are on average, of a hundred.
func (s standing) Score() string { return page.Openness(s.Openness) }

// OnTimeShare is the share published in time of what had to be published by now and can
// be told; “—” where it can be told of nothing that was published.
func (s standing) OnTimeShare() string { return onTimeShare(s.Punctuality) }

func onTimeShare(p store.Punctuality) string {
	if p.OnTime+p.Late == 0 && p.Unsure > 0 {
		return "—"
	}
	return page.Portion(p.OnTime, p.Due())
}

// Clocks are how many were published in time and how many were not, in words.
func (s standing) Clocks() (out []string) {
	p := s.Punctuality
	for _, x := range []struct {
		n      int
		zh, en string
	}{{p.OnTime, "按时", "on time"}, {p.Late, "迟", "late"}, {p.Overdue, "过期没有公开", "overdue"}, {p.Pending, "没到期", "not due yet"}, {p.Unsure, "说不准", "not certain"}} {
		if x.n > 0 {
			out = append(out, s.T(x.zh+" "+page.Count(x.n), page.Count(x.n)+" "+x.en))
		}
	}
	return out
}

// Days is when what was signed was first released: from the first to the last.
func (s standing) Days() string {
	first, last := page.Day(s.First), page.Day(s.Last)
	switch {
	case s.Released == 0:
		return "—"
	case first == last:
		return first
	}
	return first + s.T(" 至 ", " to ") + last
}

// standingsOf are standings in the page's language.
func standingsOf(l page.Lang, list []store.Standing) []standing {
	out := make([]standing, len(list))
	for i, s := range list {
		out[i] = standing{l, s}
	}
	return out
}

// latest is how a region stands in the newest year that it has a budget of; the
// newest at all where it has none. Nil where nothing is held.
func latest(l page.Lang, list []store.Standing) *standing {
	for i := range list {
		if list[i].Kind == "budget" {
			return &standing{l, list[i]}
		}
	}
	if len(list) == 0 {
		return nil
	}
	return &standing{l, list[0]}
}

// barWidth is how wide the whole of a bar is, in its own points.
const barWidth = 1000

// barOf is how wide a part of a whole is drawn; the least that there is shows.
func barOf(n, of int) string {
	if n <= 0 || of <= 0 {
		return "0"
	}
	return strconv.Itoa(max(min(n, of)*barWidth/of, 4))
}

// perDocument is how many there are for each document, with two decimals.
func perDocument(n, documents int) string {
	if documents <= 0 {
		return "—"
	}
	hundredths := (200*n + documents) / (2 * documents)
	text := strconv.Itoa(hundredths % 100)
	if len(text) < 2 {
		text = "0" + text
	}
	return strconv.Itoa(hundredths/100) + "." + text
}
