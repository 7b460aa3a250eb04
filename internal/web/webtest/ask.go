package webtest

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// Ask is the value of an expression in the page, a text.
func (p *Page) Ask(t testing.TB, expression string) string {
	t.Helper()
	return eval[string](t, p, expression)
}

// TryAsk asks a page that may be leaving for another, which is an error: ask again.
func (p *Page) TryAsk(expression string) (string, error) {
	return chromedp.Run(p.ctx, chromedp.Evaluate[string](expression, chromedp.EvalAwaitPromise))
}

// Press presses keys one after the other, as a hand on a keyboard does; \t is Tab,
// \r Enter.
func (p *Page) Press(t testing.TB, keys string) {
	t.Helper()
	if err := chromedp.Do(p.ctx, chromedp.KeyEvent(keys)); err != nil {
		t.Fatalf("pressing %q: %v", keys, err)
	}
}
