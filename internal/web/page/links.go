package page

import "github.com/a-h/templ"

// navigation is the main menu.
var navigation = []struct{ section, path, zh, en string }{
	{"regions", "/regions", "地区", "Regions"},
	{"compare", "/compare", "对比", "Compare"},
	{"check", "/check", "查一查", "Check a file"},
	{"data", "/data", "开放数据", "Open data"},
	{"log", "/log", "透明日志", "Log"},
}

// In is an address within the pages of a language.
func In(l Lang, path string) string { return in(l, path) }

// Href is such an address for an attribute.
func Href(l Lang, path string) templ.SafeURL { return templ.URL(in(l, path)) }

func in(l Lang, path string) string {
	if l == English {
		return "/en" + path
	}
	return path
}

// other is the same page in the other language.
func other(l Lang, path string) string {
	if l == English {
		return path
	}
	return "/en" + path
}

func titleOf(l Lang, f Frame) string {
	site := l.T("明白账", "Mingbai Ledger")
	if f.Title == "" {
		return site
	}
	return f.Title + " · " + site
}

// CurrentPage is the value of aria-current of a link to a page: whether it is the
// one that is shown.
func CurrentPage(yes bool) string {
	if yes {
		return "page"
	}
	return "false"
}

// CurrentItem is the value of aria-current of one thing among others on a page.
func CurrentItem(yes bool) string {
	if yes {
		return "true"
	}
	return "false"
}

// bodyClass is how the page as a whole is set.
func bodyClass(f Frame) string {
	switch {
	case f.Bare:
		return "bare"
	case f.Wide:
		return "broad"
	}
	return ""
}
