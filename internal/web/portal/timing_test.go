package portal_test

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"mingbai/internal/budget"
	"mingbai/internal/web/page"
)

var (
	tags  = regexp.MustCompile(`<[^>]*>`)
	space = regexp.MustCompile(`\s+`)
)

// counted is how long it may take until what was written is counted: on a busy machine
// counting is not repeated after each write.
const counted = 20 * time.Second

// seen is the text of a page, in one line.
func seen(body string) string {
	return space.ReplaceAllString(html.UnescapeString(tags.ReplaceAllString(body, " ")), " ")
}

// TestPagesTellWhatWasPublishedInTime: nothing is said where nobody gave the day of
// approval; where it is given, region, department and unit tell, with where it stands.
func TestPagesTellWhatWasPublishedInTime(t *testing.T) {
	srv, s := site(t)
	head, at := datong(t, s)
	region, department := page.RegionPath(head.Region), page.DepartmentPath(head.Department)
	lacks := func(want map[string][]string) string {
		t.Helper()
		for path, texts := range want {
			code, body := get(t, srv, path)
			for _, text := range texts {
				if absent, no := strings.CutPrefix(text, "!"); no == strings.Contains(seen(body), absent) || code != http.StatusOK {
					return fmt.Sprintf("%s: %d, %q", path, code, text)
				}
			}
		}
		return ""
	}
	pages := func(want map[string][]string) {
		t.Helper()
		what := lacks(want)
		for end := time.Now().Add(counted); what != "" && time.Now().Before(end); what = lacks(want) {
			time.Sleep(50 * time.Millisecond)
		}
		if what != "" {
			t.Error(what)
		}
	}
	pages(map[string][]string{
		region:     {"是否在批复后20日之内公开还判不了", "!按时公开"},
		department: {"是否在批复后20日之内公开还判不了", "!批复日期 "},
		at:         {"!批复，最迟"},
	})
	day := func(y, d int) time.Time { return time.Date(y, time.February, d, 0, 0, 0, 0, time.UTC) }
	give := func(a budget.Approval) {
		t.Helper()
		a.Region, a.Kind = head.Region, "budget"
		if _, err := s.PutApprovals(t.Context(), "test", []budget.Approval{a}); err != nil {
			t.Fatal(err)
		}
	}
	tag := func() string {
		t.Helper()
		res, err := srv.Client().Get(srv.URL + at)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		return res.Header.Get("ETag")
	}
	before := tag()
	give(budget.Approval{Unit: head.UnitName, Year: head.Year, Approved: day(2023, 1), Published: day(2023, 21), Source: "同财预〔2023〕1号"})
	if tag() == before {
		t.Error("the unit's page has the tag of before")
	}
	pages(map[string][]string{
		region:         {"按时公开 100% 按时 1", "!还判不了"},
		"/en" + region: {"Published in time 100% 1 on time"},
		department:     {"按时 2023-02-21", "1个单位：2023-02-01批复，最迟2023-02-21公开 依据 同财预〔2023〕1号"},
		at:             {"2023-02-01批复，最迟2023-02-21公开；2023-02-21公开，按时。依据 同财预〔2023〕1号"},
		"/en" + at:     {"Approved on 2023-02-01, to be published by 2023-02-21; published on 2023-02-21, in time."},
	})
	give(budget.Approval{Unit: head.UnitName, Year: head.Year, Approved: day(2023, 1), Published: day(2023, 22), Source: "https://example.gov.cn/1"})
	pages(map[string][]string{region: {"按时公开 0.0% 迟 1"}, at: {"2023-02-22公开，迟了。"}})
	if _, body := get(t, srv, at); !strings.Contains(body, `<a href="https://example.gov.cn/1" rel="nofollow">`) {
		t.Error("the source is no link")
	}
	give(budget.Approval{Unit: head.UnitName, Year: head.Year, Approved: day(2023, 1), Source: `javascript:alert("1")`})
	pages(map[string][]string{region: {"按时公开 — 说不准 1"}, at: {"不知道哪天公开的，是否按时说不准。"}})
	if _, body := get(t, srv, at); strings.Contains(body, `href="javascript`) {
		t.Error("a source that is no address is a link")
	}
	give(budget.Approval{Year: head.Year + 1, Approved: day(head.Year+1, 1)})
	pages(map[string][]string{department: {"还没有公开的", "最迟应在2024-02-21公开，已经过期"}, region: {"按时公开 0.0% 过期没有公开 1"}})
	give(budget.Approval{Year: head.Year + 1, Approved: budget.DayOf(time.Now())})
	pages(map[string][]string{region: {"按时公开 — 没到期 1"}})
}
