package finder

import (
	"encoding/xml"
	"net/http"
	"net/url"

	"mingbai/internal/rules"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// partLength is how many addresses stand in a part of the sitemap; the protocol
// allows 50,000.
const partLength = 40_000

// The parts of sitemaps (protocol 0.9).
type (
	siteIndex struct {
		XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Parts   []siteURL `xml:"sitemap"`
	}
	siteSet struct {
		XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []siteURL `xml:"url"`
	}
	siteURL struct {
		Loc     string `xml:"loc"`
		Changed string `xml:"lastmod,omitempty"`
	}
)

func (f *Finder) sitemapIndex(w http.ResponseWriter, r *http.Request) error {
	begins, err := f.store.AddressMarks(r.Context(), partLength)
	if err != nil {
		return err
	}
	base := f.base(r)
	index := siteIndex{Parts: []siteURL{{Loc: base + "/sitemap-pages.xml"}, {Loc: base + "/sitemap-documents.xml"}}}
	for _, after := range begins {
		index.Parts = append(index.Parts, siteURL{Loc: base + "/sitemap-documents.xml?after=" + url.QueryEscape(after)})
	}
	return sendXML(w, r, "application/xml", index)
}

// sitemapPages are the pages that are of no document: regions, rules, method.
func (f *Finder) sitemapPages(w http.ResponseWriter, r *http.Request) error {
	base := f.base(r)
	set := siteSet{}
	add := func(path string) { set.URLs = append(set.URLs, siteURL{Loc: base + path}) }
	for _, path := range []string{"/", "/regions", "/search", "/compare", "/rules", "/changes", "/method", "/log", "/check", "/data"} {
		add(path)
	}
	regions, err := f.store.Regions(r.Context())
	if err != nil {
		return err
	}
	for _, reg := range regions {
		if reg.Counts.Units > 0 {
			add(page.RegionPath(reg.Code))
		}
	}
	all := rules.All().Rules
	for i := range all {
		add(page.RulePath(all[i].ID))
	}
	return sendXML(w, r, "application/xml", set)
}

// sitemapDocuments is one part of the addresses of documents.
func (f *Finder) sitemapDocuments(w http.ResponseWriter, r *http.Request) error {
	base := f.base(r)
	set := siteSet{}
	p := store.Page{After: r.URL.Query().Get("after"), Limit: 1000}
	for len(set.URLs) < partLength {
		p.Limit = min(1000, partLength-len(set.URLs))
		list, err := f.store.Addresses(r.Context(), p)
		if err != nil {
			return err
		}
		for _, a := range list.Items {
			set.URLs = append(set.URLs, siteURL{base + page.DocumentPath(a.Unit, a.Year, a.Kind, a.Scope), stamp(a.LoadedAt)})
		}
		if p.After = list.Next; p.After == "" {
			break
		}
	}
	return sendXML(w, r, "application/xml", set)
}

// The description that adds the search to a browser (OpenSearch 1.1).
type (
	searchEngine struct {
		XMLName     xml.Name    `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
		ShortName   string      `xml:"ShortName"`
		Description string      `xml:"Description"`
		Encoding    string      `xml:"InputEncoding"`
		Image       engineImage `xml:"Image"`
		URLs        []engineURL `xml:"Url"`
	}
	engineImage struct {
		Width  int    `xml:"width,attr"`
		Height int    `xml:"height,attr"`
		Type   string `xml:"type,attr"`
		URL    string `xml:",chardata"`
	}
	engineURL struct {
		Type     string `xml:"type,attr"`
		Rel      string `xml:"rel,attr,omitempty"`
		Template string `xml:"template,attr"`
	}
)

func (f *Finder) openSearch(w http.ResponseWriter, r *http.Request) error {
	l := page.LangOf(r.Context())
	base := f.base(r)
	return sendXML(w, r, "application/opensearchdescription+xml", searchEngine{
		ShortName: l.T("明白账", "Mingbai Ledger"), Encoding: "UTF-8",
		Description: l.T("在公开的预算里找单位、项目、句子和金额", "Find units, projects, sentences and amounts in public budgets"),
		Image:       engineImage{16, 16, "image/svg+xml", base + page.Asset("icon.svg")},
		URLs: []engineURL{
			{"text/html", "", base + page.In(l, "/search") + "?q={searchTerms}"},
			{"application/opensearchdescription+xml", "self", base + page.In(l, "/opensearch.xml")},
		},
	})
}
