package webtest_test

import (
	"strconv"
	"strings"
	"testing"

	"mingbai/internal/web/webtest"
)

// focused says what has the focus, and how it is told from the rest.
const focused = `(() => {
	const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect()
	const seen = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2
	return [e.tagName, e.id || e.className?.baseVal || e.className || '', seen ? 'seen' : 'unseen', r.width > 0 && r.right > 0 ? 'there' : 'away'].join(' ')
})()`

// reachable is how many things of the page take the focus.
const reachable = `String([...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]')]
	.filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled).length)`

// TestByKeyboard goes through pages with the Tab key alone: everything that can be
// used is come to, each time it is seen where one is, and there is a way past the
// navigation.
func TestByKeyboard(t *testing.T) {
	if testing.Short() {
		t.Skip("pages in a browser take long: run without -short")
	}
	browser := webtest.Start(t)
	root, paths := site(t)
	for _, name := range []string{"home", "unit", "table", "check"} {
		p := browser.Open(t, root+paths[name], webtest.View{Width: 1280})
		p.Press(t, "\t")
		if got := p.Ask(t, focused); got != "A skip seen there" {
			t.Errorf("%s: the first thing is not the way to the content: %s", name, got)
		}
		want, err := strconv.Atoi(p.Ask(t, reachable))
		if err != nil {
			t.Fatal(err)
		}
		p.Ask(t, `(window.met = new Set([document.activeElement]), '')`)
		for range want - 1 {
			p.Press(t, "\t")
			if got := p.Ask(t, `(met.add(document.activeElement), `+focused+`)`); strings.Contains(got, "unseen") || strings.Contains(got, "away") {
				t.Errorf("%s: where the focus is cannot be seen: %s", name, got)
			}
		}
		if got := p.Ask(t, `String(met.size)`); got != strconv.Itoa(want) {
			t.Errorf("%s: %s of %d things are come to", name, got, want)
		}
		p.Close()
	}
}

// TestSlashGoesToTheSearch and the way past the navigation leads to the content.
func TestSlashGoesToTheSearch(t *testing.T) {
	if testing.Short() {
		t.Skip("pages in a browser take long: run without -short")
	}
	browser := webtest.Start(t)
	root, paths := site(t)
	for _, name := range []string{"home", "unit"} {
		p := browser.Open(t, root+paths[name], webtest.View{Width: 1280})
		p.Press(t, "\t")
		p.Press(t, "\r")
		if got := p.Ask(t, `document.activeElement.id`); got != "main" {
			t.Errorf("%s: the way past the navigation leads to %q", name, got)
		}
		p.Press(t, "/")
		if got := p.Ask(t, `document.activeElement.id`); got != "q" {
			t.Errorf("%s: / leads to %q", name, got)
		}
		p.Close()
	}
}

// TestATableIsCopied as text parted by tabs, its cells as they are printed, what is
// wrong with them left out.
func TestATableIsCopied(t *testing.T) {
	if testing.Short() {
		t.Skip("pages in a browser take long: run without -short")
	}
	browser := webtest.Start(t)
	root, paths := site(t)
	p := browser.Open(t, root+paths["table"], webtest.View{Width: 1280})
	for _, way := range []string{
		`navigator.clipboard.writeText = text => { window.copied = text }`,
		`(Object.defineProperty(navigator, 'clipboard', {value: undefined}), document.execCommand = () => { window.copied = document.activeElement.value })`,
	} {
		p.Ask(t, `(`+way+`, window.copied = '', document.querySelector('td').insertAdjacentHTML('beforeend', '<span class="hidden">有问题</span>'), document.querySelector('button[data-copy]').click(), '')`)
		got := p.Ask(t, `window.copied`)
		if !strings.HasPrefix(got, "项目\t合计\t基本支出\t项目支出\n合计\t667.98\t547.65\t120.33\n208 社会保障和就业支出\t311.53\t262.28\t49.25\n") {
			t.Errorf("copied %.200q", got)
		}
	}
}

// TestHeadsStayInSight while a long table is gone through, on a desk and on a phone.
func TestHeadsStayInSight(t *testing.T) {
	if testing.Short() {
		t.Skip("pages in a browser take long: run without -short")
	}
	browser := webtest.Start(t)
	root, paths := site(t)
	for _, v := range []webtest.View{{Width: 1280}, {Width: 390}} {
		p := browser.Open(t, root+paths["table"], v)
		got := p.Ask(t, `(() => {
			const box = document.querySelector('.sticky'), row = box.querySelector('tbody tr:last-child'), head = box.querySelector('thead th:nth-child(2)')
			if (getComputedStyle(box).overflowY === 'auto') {
				box.scrollIntoView({block: 'center'})
				box.scrollTop = box.scrollHeight
			} else {
				row.scrollIntoView({block: 'center'})
			}
			const h = head.getBoundingClientRect(), r = row.getBoundingClientRect()
			return h.top >= -1 && h.bottom <= r.top ? '' : 'head ' + Math.round(h.top) + ', last row ' + Math.round(r.top)
		})()`)
		if got != "" {
			t.Errorf("at %s the head is out of sight: %s", v, got)
		}
		p.Close()
	}
}
