package finder_test

import (
	"encoding/xml"
	"net/url"
	"strings"
	"testing"

	"mingbai/internal/rules"
	"mingbai/internal/web/finder"
)

// TestSitemap: every part of the index is there, and every address in them leads
// to a page.
func TestSitemap(t *testing.T) {
	x := site(t, finder.Options{Base: "https://例.example"})
	var index struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Parts   []string `xml:"sitemap>loc"`
	}
	x.xml(t, "/sitemap.xml", &index)
	pages := map[string]bool{}
	for _, part := range index.Parts {
		var set struct {
			XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
			URLs    []struct {
				Loc     string `xml:"loc"`
				Changed string `xml:"lastmod"`
			} `xml:"url"`
		}
		absolute(t, part)
		x.xml(t, strings.TrimPrefix(part, "https://例.example"), &set)
		for _, u := range set.URLs {
			absolute(t, u.Loc)
			if pages[u.Loc] {
				t.Errorf("%s stands twice", u.Loc)
			}
			if u.Changed != "" {
				at(t, u.Changed)
			}
			pages[u.Loc] = true
		}
	}
	if want := 5 + len(rules.All().Rules); len(pages) < want {
		t.Errorf("%d addresses, fewer than %d", len(pages), want)
	}
	for at := range pages {
		if path := strings.TrimPrefix(at, "https://例.example"); !elsewhere.MatchString(path) {
			x.get(t, path)
		}
	}
}

// TestOpenSearch: every page names it, and the template finds what is put into it.
func TestOpenSearch(t *testing.T) {
	x := site(t, finder.Options{})
	var d struct {
		XMLName xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
		Name    string   `xml:"ShortName"`
		URLs    []struct {
			Type     string `xml:"type,attr"`
			Template string `xml:"template,attr"`
		} `xml:"Url"`
	}
	holds(t, x.get(t, "/method"), `<link rel="search" type="application/opensearchdescription+xml"`)
	x.xml(t, "/opensearch.xml", &d)
	if d.Name == "" || len(d.Name) > 16 || len(d.URLs) == 0 || d.URLs[0].Type != "text/html" {
		t.Fatalf("%+v", d)
	}
	to := strings.Replace(d.URLs[0].Template, "{searchTerms}", url.QueryEscape("取暖"), 1)
	holds(t, x.get(t, strings.TrimPrefix(to, x.URL)), `<mark class="hl">取暖</mark>`)
}

func (x *example) xml(t *testing.T, path string, into any) {
	t.Helper()
	if err := xml.Unmarshal([]byte(x.get(t, path)), into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}
