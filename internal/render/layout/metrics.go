package layout

// Metrics tells how wide a character is in a style, in points.
type Metrics interface {
	Advance(s Style, r rune) float64
}

// Ems are metrics without a font: Chinese characters and marks fill a square,
// all else half of one, capitals a little more. They suit Word, where the fonts
// are the reader's.
type Ems struct{}

// Advance is the advance of r.
func (Ems) Advance(s Style, r rune) float64 {
	switch {
	case ideographic(r):
		return s.Size
	case r >= 'A' && r <= 'Z', r == '%', r == '—':
		return s.Size * 0.75
	}
	return s.Size * 0.5
}
