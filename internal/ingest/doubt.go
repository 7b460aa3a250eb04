package ingest

import (
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// doubtOddText is the doubt about an amount that is written as amounts are not.
const doubtOddText = 35

// doubtOf is how far a cell may have been read wrongly: what its reader says, and
// for an amount that it is typed as text in an odd way.
func doubtOf(c *doc.Cell) place.Doubt {
	if why := oddAmount(c.Text); why != "" {
		return c.Doubt.And(place.Doubt{Percent: doubtOddText, Why: why})
	}
	return c.Doubt
}

// oddAmount says what is odd in how an amount is written; empty where nothing is.
func oddAmount(s string) string {
	why := ""
	switch {
	case strings.ContainsFunc(s, fullWidth):
		why = "数是用全角字符写的"
	case strings.ContainsFunc(strings.TrimSpace(s), unseen):
		why = "数里夹着看不见的空格"
	default:
		return "" // nearly all
	}
	if p, err := money.ParsePrinted(s); err != nil || p.Mark != money.Number {
		return ""
	}
	return why
}

func fullWidth(r rune) bool { return r >= '０' && r <= '９' || r == '．' || r == '，' }

func unseen(r rune) bool { return r == '\u00a0' || r == '\u3000' || r == '\u2009' || r == '\u202f' }
