package webtest_test

import (
	"strings"
	"testing"

	"mingbai/internal/web/webtest"
)

// TestReadOnAPhone: a table of three columns and what the columns of the open data mean
// are read without going sideways; what is asked stands in one line above the box.
func TestReadOnAPhone(t *testing.T) {
	browser := webtest.Start(t)
	root, paths := site(t)
	for _, c := range []struct{ page, what string }{
		{"wide table", ".sticky"},
		{"table", ".sticky"},
		{"data dictionary", "main .scroll"},
		{"region english", ".scroll"},
	} {
		p := browser.Open(t, root+paths[c.page], webtest.View{Width: 390})
		wide := p.Ask(t, `[...document.querySelectorAll('`+c.what+`')].filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth).map(e => e.scrollWidth + ' of ' + e.clientWidth).join(', ')`)
		if wide != "" {
			t.Errorf("%s: %s goes sideways on a phone: %s", paths[c.page], c.what, wide)
		}
		p.Close()
	}
	p := browser.Open(t, root+paths["home"], webtest.View{Width: 390})
	if lines := p.Ask(t, `(() => { const r = document.createRange(); r.selectNodeContents(document.querySelector('.home label')); return String(new Set([...r.getClientRects()].map(b => b.top)).size) })()`); lines != "1" {
		t.Errorf("what to look for is asked in %s lines", lines)
	}
}

// TestOnPaper: what only a screen can use is not printed.
func TestOnPaper(t *testing.T) {
	browser := webtest.Start(t)
	root, paths := site(t)
	for _, c := range []struct{ page, what string }{
		{"table", ".embed"},
		{"compare", `a[href*="/compare"].go`},
	} {
		p := browser.Open(t, root+paths[c.page], webtest.View{Width: 1280})
		p.Print(t)
		if shown := p.Ask(t, `String([...document.querySelectorAll('`+c.what+`')].map(e => e.checkVisibility()))`); !strings.HasPrefix(shown, "false") || strings.Contains(shown, "true") {
			t.Errorf("%s: %s is printed: %s", paths[c.page], c.what, shown)
		}
		p.Close()
	}
}

// TestAddressOnPaper: a printed comparison or search says where it is found again, with
// its units and their year; and the year that is shown can be read without its ground.
func TestAddressOnPaper(t *testing.T) {
	browser := webtest.Start(t)
	root, paths := site(t)
	for page, want := range map[string]string{
		"compare": root + paths["compare"] + "&year=2025",
		"search":  root + "/search?q=",
		"table":   root + paths["table"],
		"unit":    root + paths["unit"],
	} {
		p := browser.Open(t, root+paths[page], webtest.View{Width: 1280})
		p.Print(t)
		if said := p.Ask(t, `document.querySelector('footer .paper').innerText`); !strings.Contains(said, want) {
			t.Errorf("%s on paper: %q, want %s", paths[page], said, want)
		}
		if page == "compare" || page == "unit" {
			if color := p.Ask(t, `getComputedStyle(document.querySelector('.years a[aria-current=true],.years a[aria-current=page]')).color`); color != "rgb(0, 0, 0)" {
				t.Errorf("the year on paper is printed in %s", color)
			}
		}
		p.Close()
	}
}
