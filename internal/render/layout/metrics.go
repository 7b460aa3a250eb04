package layout

import "unicode"

// Metrics tells how wide a character is in a style, in points.
type Metrics interface {
	Advance(s Style, r rune) float64
}

// Spacer is what Metrics may be besides: it tells how much room stands between
// two characters that follow each other on a line.
type Spacer interface {
	Gap(s Style, a, b rune) float64
}

// Ems are metrics without a font file, for Word, where the fonts are the
// reader's: Chinese characters and marks fill a square, all else is as wide as in
// Times New Roman where the style asks for it, and half a square in the Chinese
// fonts, capitals a little more.
type Ems struct{}

// Advance is the advance of r.
func (Ems) Advance(s Style, r rune) float64 {
	switch {
	case ideographic(r):
		return s.Size
	case s.ASCII == roman && r >= ' ' && r <= '~':
		return s.Size * romanEms(r, s.Bold)
	case r >= 'A' && r <= 'Z', r == '%':
		return s.Size * 0.75
	}
	return s.Size * 0.5
}

// romanEms is the advance in Times New Roman; its bold letters are about a
// twelfth wider, its figures and points are not.
func romanEms(r rune, bold bool) float64 {
	ems := float64(romanWidths[r-' ']) / 1000
	if bold && (unicode.IsLetter(r) || r == '%') {
		ems *= 1.09
	}
	return ems
}

// romanWidths are the advances from the blank to the tilde, in thousandths.
var romanWidths = [...]uint16{
	250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, // blank to /
	500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, // 0 to ?
	921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, // @ to O
	556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, // P to _
	333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, // ` to o
	500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541, // p to ~
}

// Gap is the fifth of an em that Word and LibreOffice put between a Chinese
// character and a Latin letter or digit.
func (Ems) Gap(s Style, a, b rune) float64 {
	if han(a) && latin(b) || latin(a) && han(b) {
		return s.Size / 5
	}
	return 0
}

func han(r rune) bool { return r >= 0x2e80 && (unicode.IsLetter(r) || unicode.IsNumber(r)) }

func latin(r rune) bool { return r < 0x2e80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
