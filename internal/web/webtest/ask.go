package webtest

import "testing"

// Ask is the value of an expression in the page, a text.
func (p *Page) Ask(t testing.TB, expression string) string {
	t.Helper()
	return eval[string](t, p, expression)
}
