package portal

import (
	"testing"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

func TestPortionsOfCounts(t *testing.T) {
	for _, c := range []struct {
		n, of int
		want  string
	}{{0, 0, "—"}, {0, 7, "0.0%"}, {55, 60, "91.7%"}, {60, 60, "100%"}, {29_999, 30_000, "99.9%"}, {1, 30_000, "0.1%"}} {
		if got := page.Portion(c.n, c.of); got != c.want {
			t.Errorf("%d of %d: %s, want %s", c.n, c.of, got, c.want)
		}
	}
	for _, c := range []struct {
		n, of int
		want  string
	}{{1, 0, "—"}, {0, 5, "0.00"}, {29, 173, "0.17"}, {45, 1, "45.00"}, {1, 3, "0.33"}, {2, 3, "0.67"}, {199, 200, "1.00"}} {
		if got := perDocument(c.n, c.of); got != c.want {
			t.Errorf("%d in %d: %s, want %s", c.n, c.of, got, c.want)
		}
	}
	for _, c := range []struct {
		of   store.Openness
		want string
	}{{store.Openness{}, "—"}, {store.Openness{Marked: 2, Sum: 2 * store.WholeMarks}, "100"}, {store.Openness{Marked: 2, Sum: 19_333}, "96.7"}, {store.Openness{Marked: 30_000, Sum: 30_000*store.WholeMarks - 1}, "99.9"}} {
		if got := page.Openness(c.of); got != c.want {
			t.Errorf("score of %+v: %s, want %s", c.of, got, c.want)
		}
	}
	if barOf(0, 5) != "0" || barOf(5, 5) != "1000" || barOf(1, 100_000) != "4" {
		t.Error("bars:", barOf(0, 5), barOf(5, 5), barOf(1, 100_000))
	}
}
