package place

import "testing"

func TestBefore(t *testing.T) {
	page := func(n int, top float64) Ref { return Ref{Page: n, Box: [4]float64{70, top, 500, top + 12}} }
	for _, c := range []struct {
		a, b Ref
		want bool
	}{
		{Ref{Line: 3}, Ref{Line: 4}, true},
		{Ref{Line: 4}, Ref{Line: 4}, false},
		{Ref{Line: 5}, Ref{Line: 4}, false},
		{Ref{Para: 1}, Ref{Para: 2}, true},
		{page(2, 700), page(3, 80), true},
		{page(2, 80), page(2, 90), true},
		{page(2, 90), page(2, 80), false},
		{Ref{}, Ref{Line: 4}, false},
		{Ref{Sheet: "一", Cell: "A1"}, Ref{Sheet: "一", Cell: "A2"}, false},
	} {
		if got := c.a.Before(c.b); got != c.want {
			t.Errorf("%+v before %+v: %v", c.a, c.b, got)
		}
	}
}
