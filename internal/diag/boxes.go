package diag

import "mingbai/internal/place"

// Boxes are the places on pages that a finding speaks of: strong, those that may
// be wrong (its suspects, else its own place, else those that show it); thin, the
// further ones that show it. Each spot stands there once.
func (f *Finding) Boxes() (strong, thin []place.Ref) {
	seen := map[spotOnPage]bool{}
	take := func(list *[]place.Ref, r place.Ref) {
		if s := spotOf(r); HasBox(r) && !seen[s] {
			seen[s] = true
			*list = append(*list, r)
		}
	}
	for _, s := range f.Suspects {
		take(&strong, s.Ref)
	}
	if len(strong) == 0 {
		take(&strong, f.Ref)
	}
	rest := &thin
	if len(strong) == 0 {
		rest = &strong
	}
	for _, e := range f.Evidence {
		take(rest, e.Ref)
	}
	return strong, thin
}

// HasBox reports whether a place is a box on a page.
func HasBox(r place.Ref) bool { return r.Page > 0 && r.Box != [4]float64{} }

// SameSpot reports whether two places are the same box to the eye.
func SameSpot(a, b place.Ref) bool { return HasBox(a) && HasBox(b) && spotOf(a) == spotOf(b) }

// spotOnPage is a box in whole points.
type spotOnPage struct {
	page int
	box  [4]int
}

func spotOf(r place.Ref) spotOnPage {
	s := spotOnPage{page: r.Page}
	for i, v := range r.Box {
		s.box[i] = int(v + 0.5)
	}
	return s
}
