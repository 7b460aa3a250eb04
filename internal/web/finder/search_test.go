package finder_test

import (
	"net/url"
	"strings"
	"testing"

	"mingbai/internal/web/finder"
)

func q(text string) string { return "/search?q=" + url.QueryEscape(text) }

// TestTwoCharactersAreEnough: most words of Chinese have two.
func TestTwoCharactersAreEnough(t *testing.T) {
	x := site(t, finder.Options{})
	body := x.get(t, q("取暖"))
	holds(t, body, "找的是：", "<b>取暖</b>", "J老干部活动室水电及<mark class=\"hl\">取暖</mark>费等", "表里的数", "文字里", "2023年预算")
}

func TestAmountsAreCompared(t *testing.T) {
	x := site(t, finder.Options{})
	project := "老干部活动室水电及<mark class=\"hl\">取暖</mark>费等"
	for text, found := range map[string]bool{"取暖 >2万元": false, "取暖 2万元以上": true, "取暖 1万-3万元": true, "取暖 不超过1.99万元": false, "取暖 <2.01万元": true} {
		if got := strings.Contains(x.get(t, q(text)), project); got != found {
			t.Errorf("%s: the project of 2.00 is found: %v", text, got)
		}
	}
	holds(t, x.get(t, q("取暖 >2万元")), "<b>取暖，大于 2 万元</b>")
}

// TestEveryNumberFoundLeadsToItsPage: to the number itself, not to the document.
func TestEveryNumberFoundLeadsToItsPage(t *testing.T) {
	x := site(t, finder.Options{})
	h := x.head(t, "大同市")
	body := x.get(t, q("2080502")+"&region=140200&only=cells")
	holds(t, body, `<code><mark class="hl">2080502</mark></code>`, "/u/"+h.Unit.String()+"/2023/budget/n/T03/2080502/")
}

func TestFiltersNarrowAndComeOff(t *testing.T) {
	x := site(t, finder.Options{})
	body := x.get(t, q("取暖"))
	holds(t, body, `aria-label="年度"`, `aria-label="地区"`, `aria-label="种类"`, "region=140000", "region=990000")
	holds(t, x.get(t, q("取暖")+"&region=990000"), "示例市（编造）", `aria-current="true"`)
	narrow := x.get(t, q("取暖")+"&region=140200")
	holds(t, narrow, "大同市信息和新材料应用推广中心", `aria-current="true"`, "点了不再限于此")
	of := "/u/" + x.head(t, "大同市").Unit.String()
	for _, m := range href.FindAllStringSubmatch(narrow, -1) {
		if strings.HasPrefix(m[1], "/u/") && !strings.HasPrefix(m[1], of) {
			t.Errorf("narrowed to another region, %s is still there", m[1])
		}
	}
	nothing := x.get(t, q("取暖")+"&year=1999")
	holds(t, nothing, "没有找到", ">1999 <", "少写几个字")
	if !strings.Contains(x.get(t, "/en"+q("取暖")), "/en/search?q=") {
		t.Error("the filters of an English page lead to Chinese ones")
	}
}

// TestPagesOfHits: one part of what was found goes on page by page.
func TestPagesOfHits(t *testing.T) {
	x := site(t, finder.Options{})
	at, pages, numbers := q("208")+"&only=cells", 0, map[string]bool{}
	for at != "" && pages < 20 {
		body := x.get(t, at)
		pages++
		for _, m := range href.FindAllStringSubmatch(body, -1) {
			if strings.Contains(m[1], "/n/") {
				if numbers[m[1]] {
					t.Fatalf("%s stands on two pages", m[1])
				}
				numbers[m[1]] = true
			}
		}
		at = next(body)
	}
	if pages < 2 || len(numbers) < 41 {
		t.Errorf("%d numbers on %d pages", len(numbers), pages)
	}
}

// next is where a page goes on; empty where it is the last.
func next(body string) string {
	_, rest, ok := strings.Cut(body, `rel="next" href="`)
	if !ok {
		return ""
	}
	to, _, _ := strings.Cut(rest, `"`)
	return strings.ReplaceAll(to, "&amp;", "&")
}

func TestWhatIsNotUnderstood(t *testing.T) {
	x := site(t, finder.Options{})
	code, body := x.ask(t, q("取暖 >99999999999999999万元"))
	if code != 400 {
		t.Errorf("an amount that nobody has: %d", code)
	}
	holds(t, body, "没看懂要找什么", "可以这样找")
	if _, body := x.ask(t, "/en"+q("1-5")); !strings.Contains(body, "“1-5” has no unit") {
		t.Error("an English reader is not told what is wrong in English")
	}
}

func TestUnitsByPinyinAndNearly(t *testing.T) {
	x := site(t, finder.Options{})
	name := "大同市信息和新材料应用推广中心"
	holds(t, x.get(t, q("dtsxx")), name)
	body := x.get(t, q("大同市信息和新材科应用推广中心"))
	holds(t, body, "没有一字不差的", name)
}
