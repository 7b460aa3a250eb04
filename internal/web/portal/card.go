package portal

import (
	"fmt"
	"html"
	"net/http"
	"net/url"

	"mingbai/internal/web/page"
)

// card draws the picture that stands for a document elsewhere.
func (p *Portal) card(w http.ResponseWriter, r *http.Request) error {
	a, err := p.read(r)
	if err != nil {
		return err
	}
	t := a.Doc.Totals
	w.Header().Set("Content-Type", "image/svg+xml; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	_, _ = fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630" font-family="Noto Serif SC,serif"><rect width="1200" height="630" fill="#fbfaf6"/><rect x="80" y="92" width="1040" height="4" fill="#1d1b18"/><text x="80" y="180" font-size="46" font-weight="700" fill="#1d1b18">%s</text><text x="80" y="240" font-size="32" fill="#5c574f">%s</text><text x="80" y="400" font-size="120" font-weight="700" fill="#1d1b18">%s<tspan font-size="40" fill="#5c574f"> 万元</tspan></text><text x="80" y="480" font-size="32" fill="#5c574f">%s</text><text x="80" y="570" font-size="36" font-weight="700" fill="#1d1b18">明白<tspan fill="#a8321f">账</tspan></text></svg>`,
		html.EscapeString(clip(a.Unit.Name, 22)), html.EscapeString(a.Named()), html.EscapeString(page.Amount(t.Spending)),
		html.EscapeString(a.T("基本支出 ", "basic ")+page.Amount(t.Basic)+a.T("　项目支出 ", "  projects ")+page.Amount(t.Project)))
	return nil
}

// disposition names a file to be saved, whatever characters its name has.
func disposition(name string) string {
	return "attachment; filename*=UTF-8''" + url.PathEscape(name)
}
