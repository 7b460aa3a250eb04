package finder_test

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingbai/internal/store"
	"mingbai/internal/web/finder"
)

// absolute checks an address of a feed: whole, and on the site that was named.
func absolute(t *testing.T, at string) {
	t.Helper()
	u, err := url.Parse(at)
	if err != nil || u.Scheme != "https" || u.Host != "例.example" {
		t.Errorf("the address %q", at)
	}
}

// at reads a time as RFC 3339 has it.
func at(t *testing.T, s string) time.Time {
	t.Helper()
	when, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Error(err)
	}
	return when
}

// TestAtom holds the feed to RFC 4287: what has to be there is, once, in order.
func TestAtom(t *testing.T) {
	x := site(t, finder.Options{Base: "https://例.example/"})
	x.correct(t)
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Author  []struct {
			Name string `xml:"name"`
		} `xml:"author"`
		Links []struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
			Summary string `xml:"summary"`
			Link    struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
			Category struct {
				Term string `xml:"term,attr"`
			} `xml:"category"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(x.get(t, "/changes.atom")), &feed); err != nil {
		t.Fatal(err)
	}
	if feed.ID == "" || feed.Title == "" || len(feed.Author) != 1 || feed.Author[0].Name == "" || len(feed.Links) != 2 {
		t.Errorf("the head: %+v", feed)
	}
	if len(feed.Entries) != 7 { // five documents, a release and its correction
		t.Errorf("%d entries", len(feed.Entries))
	}
	seen, last, kinds := map[string]bool{}, at(t, feed.Updated), map[string]int{}
	for _, e := range feed.Entries {
		if _, err := url.Parse(e.ID); err != nil || seen[e.ID] || e.Title == "" || e.Summary == "" {
			t.Errorf("the entry %+v", e)
		}
		if when := at(t, e.Updated); when.After(last) {
			t.Errorf("%s is newer than the one before", e.ID)
		} else {
			last = when
		}
		absolute(t, e.Link.Href)
		seen[e.ID] = true
		kinds[e.Category.Term]++
	}
	if kinds["correction"] != 1 || kinds["release"] != 1 || kinds["document"] != 4 || kinds["version"] != 1 {
		t.Errorf("kinds: %v", kinds)
	}
}

// TestJSONFeed holds the feed to version 1.1.
func TestJSONFeed(t *testing.T) {
	x := site(t, finder.Options{Base: "https://例.example"})
	x.correct(t)
	var feed struct {
		Version string `json:"version"`
		Title   string `json:"title"`
		Home    string `json:"home_page_url"`
		Feed    string `json:"feed_url"`
		Items   []struct {
			ID       string   `json:"id"`
			URL      string   `json:"url"`
			Text     string   `json:"content_text"`
			Modified string   `json:"date_modified"`
			Tags     []string `json:"tags"`
		} `json:"items"`
	}
	dec := json.NewDecoder(strings.NewReader(x.get(t, "/changes.json")))
	if err := dec.Decode(&feed); err != nil {
		t.Fatal(err)
	}
	if feed.Version != "https://jsonfeed.org/version/1.1" || feed.Title == "" || len(feed.Items) != 7 {
		t.Errorf("%+v", feed)
	}
	absolute(t, feed.Home)
	absolute(t, feed.Feed)
	reason := false
	for _, i := range feed.Items {
		absolute(t, i.URL)
		at(t, i.Modified)
		if i.ID == "" || i.Text == "" || len(i.Tags) != 1 {
			t.Errorf("the item %+v", i)
		}
		reason = reason || strings.Contains(i.Text, "录入有误")
	}
	if !reason {
		t.Error("the reason of the correction is in no item")
	}
}

// TestAFeedOfARegion holds what is of the region and nothing else.
func TestAFeedOfARegion(t *testing.T) {
	x := site(t, finder.Options{})
	body := x.get(t, "/changes.atom?region=140200")
	holds(t, body, "大同市：变动和更正", "大同市信息和新材料应用推广中心", "changes.atom?region=140200")
	lacks(t, body, "示例市")
	holds(t, x.get(t, "/changes?region=140200"), "/changes.atom?region=140200", "看各地的")
}

// TestAFeedThatIsStillTheSame is not sent again.
func TestAFeedThatIsStillTheSame(t *testing.T) {
	x := site(t, finder.Options{})
	res, err := x.Client().Get(x.URL + "/changes.atom")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, x.URL+"/changes.atom", http.NoBody)
	req.Header.Set("If-None-Match", res.Header.Get("ETag"))
	again, err := x.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	again.Body.Close()
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("asked again: %d", again.StatusCode)
	}
}

// TestChangesTellWhatIsDifferent: the page names what a version has otherwise and
// why a release was corrected.
func TestChangesTellWhatIsDifferent(t *testing.T) {
	x := site(t, finder.Options{})
	x.correct(t)
	holds(t, x.get(t, "/changes"), "第2版，与前一版不同", "667.98", "668.98", "更正", "原因：录入有误", "透明日志第7条")
}

// correct gives the example a second version, releases both, the second as a
// correction of the first.
func (x *example) correct(t *testing.T) {
	t.Helper()
	h := x.head(t, "大同市")
	x.another(t, h)
	r := store.Release{Unit: h.Unit, Document: h.ID, Version: 1, SHA256: strings.Repeat("a", 64), LogIndex: 6, Proof: []byte("{}")}
	first, err := x.store.AddRelease(t.Context(), "test", r)
	if err != nil {
		t.Fatal(err)
	}
	r.Version, r.SHA256, r.LogIndex, r.Corrects, r.Reason = 2, strings.Repeat("b", 64), 7, first.ID, "录入有误"
	if _, err := x.store.AddRelease(t.Context(), "test", r); err != nil {
		t.Fatal(err)
	}
}
