package budget

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold makes names comparable: spaces go, full-width marks and letters become
// ASCII. 因公出国（境）费 and 因公出国(境)费 are the same name.
func Fold(name string) string {
	plain := true
	for i := range len(name) {
		if name[i] <= ' ' || name[i] == 0xEF || name[i] == 0xE3 || name[i] == 0xC2 || name[i] == 0xE2 {
			plain = false // may hold a space or a full-width character
			break
		}
	}
	if plain {
		return name
	}
	out := make([]byte, 0, len(name))
	from := 0 // of what stays as it is
	for i := 0; i < len(name); {
		r, n := utf8.DecodeRuneInString(name[i:])
		i += n
		if r >= '\u4e00' && r <= '\u9fff' || r > ' ' && r < utf8.RuneSelf {
			continue
		}
		out = append(out, name[from:i-n]...)
		from = i
		switch {
		case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
		case r >= '！' && r <= '～':
			out = append(out, byte(r-'！'+'!'))
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return string(append(out, name[from:]...))
}

// Nearest is the subject that was probably meant by a code or a name that is
// not in the table: one digit other, two swapped, one too many or too few; a
// name with few characters other, or one that holds the other. ok is false
// where nothing is near. A code or name that is in the table is its own.
func (c *Codes) Nearest(codeOrName string) (Subject, bool) {
	s := Fold(codeOrName)
	if s == "" {
		return Subject{}, false
	}
	if allDigits(s) {
		return c.nearestCode(s)
	}
	return c.nearestName(s)
}

func (c *Codes) nearestCode(code string) (Subject, bool) {
	if s, ok := c.Find(code); ok {
		return s, true
	}
	best, rank := Subject{}, 0
	for _, s := range c.subjects {
		if r := codeRank(code, s); r > rank {
			best, rank = s, r
		}
	}
	if rank > 0 {
		return best, true
	}
	for n := len(code) - 1; n >= 3; n-- { // the subject above it, at least
		if s, ok := c.Find(code[:n]); ok {
			return s, true
		}
	}
	return Subject{}, false
}

// codeRank is how near a subject's code is to what was written; 0 is not near.
// The longer the two agree from the left the better, then what is documented.
func codeRank(written string, s Subject) int {
	if !oneSlip(written, s.Code) {
		return 0
	}
	common := 0
	for common < len(written) && common < len(s.Code) && written[common] == s.Code[common] {
		common++
	}
	rank := 1 + 10*common
	if len(written) == len(s.Code) {
		rank += 5
	}
	if s.Grade == Documented {
		rank += 2
	}
	return rank
}

// oneSlip reports whether a and b differ by one digit other, missing or too
// many, or by two neighbours swapped.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) != len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) {
		return true
	}
	if a[i+1:] == b[i+1:] {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

func (c *Codes) nearestName(name string) (Subject, bool) {
	if found := c.names[name]; len(found) > 0 {
		return c.subjects[found[0]], true
	}
	for code, old := range c.renames {
		for _, r := range old {
			if Fold(r.Name) == name {
				return c.Find(code)
			}
		}
	}
	names := make([]string, len(c.subjects))
	for i, s := range c.subjects {
		names[i] = Fold(s.Name)
	}
	i := NearestOf(name, names)
	if i < 0 {
		return Subject{}, false
	}
	return c.subjects[i], true
}

// NearestOf is the index of the name that is nearest to what was written, -1
// where none is near: at most a third of the characters other, or one held by
// the other with at least half its length.
func NearestOf(written string, names []string) int {
	w := []rune(Fold(written))
	best, least := -1, 1<<30
	for i, n := range names {
		r := []rune(Fold(n))
		d := Distance(w, r)
		longer := max(len(w), len(r))
		near := 3*d <= longer || longer <= 4 && d == 1 && longer > 1
		if !near && 2*min(len(w), len(r)) >= longer && min(len(w), len(r)) >= 2 {
			near = strings.Contains(string(r), string(w)) || strings.Contains(string(w), string(r))
		}
		if near && d < least {
			best, least = i, d
		}
	}
	return best
}

// Distance is the edit distance of two texts over runes: one other, one missing
// or one too many counts 1 each. Texts longer than 200 runes are cut there.
func Distance(a, b []rune) int {
	a, b = a[:min(len(a), 200)], b[:min(len(b), 200)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, ra := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, rb := range b {
			cost := diagonal
			if ra != rb {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
