package opendata

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"mingbai/internal/web/page"
)

// apiView is the API's description as a page.
type apiView struct {
	page.Lang
	*OpenData
	Groups []apiGroup
	Base   string
}

type apiGroup struct {
	Tag, Title string
	Operations []apiOperation
}

type apiOperation struct {
	ID, Path, Title string
	Parameters      []apiParameter
}

type apiParameter struct {
	Name, What, Example string
	InPath, Required    bool
	Among               []string
}

// described turns the API's description into what the page shows.
func described(l page.Lang, api *huma.OpenAPI, order map[string]int) []apiGroup {
	out := make([]apiGroup, len(groups))
	for i, g := range groups {
		out[i] = apiGroup{Tag: g.tag, Title: g.title.in(l)}
	}
	for path, item := range api.Paths {
		op := item.Get
		i := slices.IndexFunc(out, func(g apiGroup) bool { return g.Tag == op.Tags[0] })
		shown := apiOperation{ID: op.OperationID, Path: path, Title: half(l, op.Summary)}
		for _, p := range op.Parameters {
			shown.Parameters = append(shown.Parameters, parameterOf(l, p))
		}
		slices.SortStableFunc(shown.Parameters, func(a, b apiParameter) int { return cmp.Compare(late(a), late(b)) })
		out[i].Operations = append(out[i].Operations, shown)
	}
	for i := range out {
		slices.SortFunc(out[i].Operations, func(a, b apiOperation) int { return cmp.Compare(order[a.ID], order[b.ID]) })
	}
	return out
}

// late says how far down a parameter stands: those of the path first, those that
// every list has last.
func late(p apiParameter) int {
	switch {
	case p.InPath:
		return 0
	case p.Required:
		return 1
	case p.Name == "limit":
		return 3
	case p.Name == "after":
		return 4
	}
	return 2
}

func parameterOf(l page.Lang, p *huma.Param) apiParameter {
	out := apiParameter{Name: p.Name, What: half(l, p.Description), InPath: p.In == "path", Required: p.Required}
	if s, ok := p.Example.(string); ok {
		out.Example = s
	}
	s := p.Schema
	if s.Items != nil {
		s = s.Items
	}
	for _, v := range s.Enum {
		if v, ok := v.(string); ok {
			out.Among = append(out.Among, v)
		}
	}
	if s.Type == huma.TypeBoolean {
		out.Among = []string{"true"}
	}
	return out
}

// half is the half of a text that is in the page's language.
func half(l page.Lang, s string) string {
	zh, en, _ := strings.Cut(s, " | ")
	return l.T(zh, en)
}

func (d *OpenData) apiPage(api *huma.OpenAPI) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		l := page.LangOf(r.Context())
		v := &apiView{Lang: l, OpenData: d, Groups: described(l, api, d.order), Base: d.base(r)}
		w.Header().Set("Cache-Control", "public, max-age=3600")
		return page.Render(w, r, http.StatusOK, page.Frame{
			Title: l.T("接口", "API"), Path: "/data/api", Section: "data", Data: "/api/openapi.json",
			Crumbs:      []page.Crumb{{Title: l.T("开放数据", "Open data"), Href: "/data"}},
			Description: l.T("查公开预算的接口：地址、参数、例子，当场可以试。", "The API for published budgets: addresses, parameters, examples, with try-it."),
		}, apiPage(v))
	}
}

// try leads from a filled-in form to the address of the question: parameters of the
// path put into it, empty ones left out. Where the path's are missing it leads back.
func (d *OpenData) try(api *huma.OpenAPI) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		given := r.URL.Query()
		path, op := operationOf(api, given.Get("op"))
		if op == nil {
			page.NotFound(w, r)
			return nil
		}
		query := url.Values{}
		for _, p := range op.Parameters {
			value := strings.TrimSpace(given.Get(p.Name))
			switch {
			case p.In != "path":
				if value != "" {
					query.Set(p.Name, value)
				}
			case value == "":
				http.Redirect(w, r, page.In(page.LangOf(r.Context()), "/data/api#"+op.OperationID), http.StatusSeeOther)
				return nil
			default:
				path = strings.Replace(path, "{"+p.Name+"}", url.PathEscape(value), 1)
			}
		}
		if len(query) > 0 {
			path += "?" + query.Encode()
		}
		w.Header().Set("Cache-Control", "no-store")
		http.Redirect(w, r, path, http.StatusSeeOther)
		return nil
	}
}

func operationOf(api *huma.OpenAPI, id string) (string, *huma.Operation) {
	for path, item := range api.Paths {
		if item.Get != nil && item.Get.OperationID == id {
			return path, item.Get
		}
	}
	return "", nil
}
