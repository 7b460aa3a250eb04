// Package webtest opens pages in a real browser, for tests: what a reader with a
// phone, a dark screen or no script sees, and what axe-core says of it.
package webtest

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

//go:embed testdata/axe-4.14.1.min.js
var axe string

// patience bounds what is done with one page.
const patience = 30 * time.Second

// Browser is a running browser that ends with the test.
type Browser struct{ ctx context.Context }

// Start starts Chromium. Where it is not installed the test is skipped, and says
// so.
func Start(t testing.TB) *Browser {
	t.Helper()
	path := program()
	if path == "" {
		t.Skip("SKIPPED: Chromium is not installed, so no page was looked at; scripts/need.sh installs it (Debian: apt-get install chromium)")
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.Headless, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.UserDataDir(t.TempDir())}
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	ctx, end := chromedp.NewContext(context.Background(), chromedp.WithAllocatorOptions(options...))
	t.Cleanup(end)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting Chromium: %v", err)
	}
	return &Browser{ctx}
}

func program() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// View is how a page is looked at.
type View struct {
	Width    int64 // in CSS pixels
	Dark     bool
	NoScript bool
}

// String names the view.
func (v View) String() string {
	s := fmt.Sprintf("%d px", v.Width)
	if v.Dark {
		s += " dark"
	}
	if v.NoScript {
		s += " without script"
	}
	return s
}

// Page is a page in a tab of its own.
type Page struct {
	ctx     context.Context
	close   func()
	mu      sync.Mutex
	console []string
}

// Open opens an address.
func (b *Browser) Open(t testing.TB, address string, v View) *Page {
	t.Helper()
	tab, end := chromedp.NewContext(b.ctx)
	ctx, stop := context.WithTimeout(tab, patience)
	p := &Page{ctx: ctx, close: func() { stop(); end() }}
	t.Cleanup(p.close)
	said := chromedp.Console(ctx)
	go func() {
		for m, err := range said {
			if err != nil {
				return
			}
			if m.Type == "error" || m.Type == "warning" || m.IsException() {
				p.mu.Lock()
				p.console = append(p.console, m.String())
				p.mu.Unlock()
			}
		}
	}()
	err := p.light(!v.Dark)
	if err == nil && v.NoScript {
		_, err = chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	}
	if err == nil {
		err = chromedp.Do(ctx, chromedp.EmulateViewport(v.Width, 900), chromedp.Navigate(address))
	}
	if err != nil {
		t.Fatalf("opening %s at %s: %v", address, v, err)
	}
	return p
}

// Close closes the tab; the end of the test does too.
func (p *Page) Close() { p.close() }

// light chooses between the light and the dark look.
func (p *Page) light(yes bool) error {
	scheme := "dark"
	if yes {
		scheme = "light"
	}
	_, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	return err
}

// Darken shows the page as on a dark screen from now on.
func (p *Page) Darken(t testing.TB) {
	t.Helper()
	if err := p.light(false); err != nil {
		t.Fatal(err)
	}
}

// Print shows the page as on paper from now on.
func (p *Page) Print(t testing.TB) {
	t.Helper()
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
}

// Console is what the page wrote as errors and warnings, refused loads too.
func (p *Page) Console() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.console...)
}

// eval asks the page for the value of an expression, waiting for it.
func eval[T any](t testing.TB, p *Page, expression string) T {
	t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("asking the page: %v", err)
	}
	return v
}

// Look holds a page to what every page has to be: nothing for axe-core to object
// to, nothing that moves while it loads, nothing wider than the screen or too small
// to read. Where says which page it is.
func (p *Page) Look(t testing.TB, where string) {
	t.Helper()
	for _, v := range p.Axe(t) {
		t.Errorf("%s: %s", where, v)
	}
	if what := p.Moved(t); what != "" {
		t.Errorf("%s moves while it loads: %s", where, what)
	}
	if over := p.Overflow(t); over > 0 {
		t.Errorf("%s is %d px too wide", where, over)
	}
	for _, small := range p.SmallText(t) {
		t.Errorf("%s has small text: %s", where, small)
	}
}

// Moved is what moved under the reader's eyes while the page loaded, with how far
// (the cumulative layout shift) and from where to where; empty where nothing did,
// not by a pixel.
func (p *Page) Moved(t testing.TB) string {
	t.Helper()
	return eval[string](t, p, `new Promise(done => {
		let sum = 0, what = []
		const at = r => [r.x, r.y, r.width, r.height].map(n => n.toFixed(1)).join(' ')
		new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) {
			sum += e.value
			for (const s of e.sources) what.push((s.node?.outerHTML || s.node?.textContent || '').slice(0, 80) + ': ' + at(s.previousRect) + ' → ' + at(s.currentRect))
		} }).observe({type: 'layout-shift', buffered: true})
		setTimeout(() => done(sum ? sum.toFixed(5) + ': ' + what.join('; ') : ''), 100)
	})`)
}

// Overflow is by how many pixels the page is wider than the screen.
func (p *Page) Overflow(t testing.TB) int {
	t.Helper()
	return eval[int](t, p, `document.documentElement.scrollWidth - document.documentElement.clientWidth`)
}

// Text is the text that is seen on the page.
func (p *Page) Text(t testing.TB) string {
	t.Helper()
	return eval[string](t, p, `document.body.innerText`)
}

// SmallText lists texts of the page that are set smaller than 14 px.
func (p *Page) SmallText(t testing.TB) []string {
	t.Helper()
	return eval[[]string](t, p, `(() => {
		const out = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
		while (walk.nextNode()) {
			const e = walk.currentNode.parentElement, text = walk.currentNode.data.trim()
			if (!text || ['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(e.tagName) || !e.checkVisibility()) continue
			const box = e.getBoundingClientRect()
			if (box.width <= 1) continue
			let size = parseFloat(getComputedStyle(e).fontSize)
			const svg = e.closest('svg')
			if (svg && svg.getScreenCTM()) size *= (e.getScreenCTM ? e : svg).getScreenCTM().a
			if (size < 13.5) out.add(size.toFixed(1) + ' px: ' + text.slice(0, 40))
		}
		return [...out]
	})()`)
}

// Axe lists what axe-core finds against WCAG 2.2 A and AA and good practice, one
// line a violation.
func (p *Page) Axe(t testing.TB) []string {
	t.Helper()
	return p.axe(t, `['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']`)
}

// Contrast lists text that axe-core finds too faint.
func (p *Page) Contrast(t testing.TB) []string {
	t.Helper()
	return p.axe(t, `{type: 'rule', values: ['color-contrast']}`)
}

func (p *Page) axe(t testing.TB, only string) []string {
	t.Helper()
	if err := chromedp.Do(p.ctx, void("if (!window.axe) {"+axe+"}")); err != nil {
		t.Fatalf("loading axe-core: %v", err)
	}
	return eval[[]string](t, p, `axe.run(document, {runOnly: `+only+`, resultTypes: ['violations']}).then(r =>
		r.violations.map(v => v.id + ' (' + v.impact + '): ' + v.help + ': ' + v.nodes.slice(0, 4).map(n => n.target.join(' ') + ' ' + n.html.slice(0, 160) + (n.any[0] ? ' ' + n.any[0].message : '')).join(' | ')))`)
}

// void runs a script for what it does.
func void(script string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Run(ctx, chromedp.Evaluate[int](script+"\n;0"))
		return err
	})
}

// Picture writes the whole page as a PNG into the folder that MINGBAI_LOOK names,
// where it names one.
func (p *Page) Picture(t testing.TB, name string) {
	t.Helper()
	dir := os.Getenv("MINGBAI_LOOK")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(dir+"/"+strings.NewReplacer("/", "_", " ", "-", "?", "_").Replace(name)+".png", png, 0o644)
	}
	if err != nil {
		t.Errorf("taking the picture %s: %v", name, err)
	}
}
