package opendata

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// apiVersion is that of the API's description.
const apiVersion = "1.1.0"

// root is where the API stands.
const root = "/api/v1"

// group is what operations are shown under.
type group struct {
	tag   string
	title words
}

var groups = []group{
	{"places", words{"地区、部门、单位", "Regions, departments, units"}},
	{"documents", words{"公开件", "Documents"}},
	{"figures", words{"数和项目", "Figures and projects"}},
	{"checks", words{"检查", "Checks"}},
	{"search", words{"搜索", "Search"}},
}

// routes adds the API's addresses to a mux.
func (d *OpenData) routes(mux *http.ServeMux) huma.API {
	c := huma.DefaultConfig("明白账开放数据 Mingbai open data", apiVersion)
	c.CreateHooks = nil // no $schema in answers
	c.DocsPath, c.OpenAPIPath, c.SchemasPath = "", "", ""
	c.RejectUnknownQueryParameters = true
	c.Transformers = []huma.Transformer{translate}
	c.Formats = map[string]huma.Format{"application/json": plainJSON, "json": plainJSON}
	c.Info.Description = "公开预算的地区、部门、单位、公开件、数、项目、检查结果。只读，不用登记。金额是十进制的元，写成字符串，一分不差。 | " +
		"Published budgets: regions, departments, units, documents, figures, projects, findings. Read only, no key. Amounts are exact decimals of yuan, as strings."
	c.Info.License = &huma.License{Name: d.o.Licence.Name, Identifier: d.o.Licence.ID}
	c.Servers = []*huma.Server{{URL: cmp.Or(d.o.Base, "/")}}
	c.Security = []map[string][]string{{}} // none is asked for
	for _, g := range groups {
		c.Tags = append(c.Tags, &huma.Tag{Name: g.tag, Description: g.title.zh + " | " + g.title.en})
	}
	api := humago.New(around{mux, d}, c)
	api.UseMiddleware(onceEach)
	d.places(api)
	d.documentRoutes(api)
	d.figures(api)
	d.checks(api)
	d.searches(api)
	return api
}

// around puts what all answers of the API have in common before its handlers.
type around struct {
	*http.ServeMux
	d *OpenData
}

// HandleFunc adds a handler.
func (a around) HandleFunc(pattern string, next func(http.ResponseWriter, *http.Request)) {
	a.ServeMux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Access-Control-Expose-Headers", "ETag, Link, Retry-After")
		r = r.WithContext(withLanguage(r))
		if done, err := a.d.fresh(w, r); done {
			return
		} else if err != nil {
			a.d.log.ErrorContext(r.Context(), "api", "path", r.URL.Path, "error", err)
		}
		next(w, r)
	})
}

// onceEach refuses parameters that are given more than once, of which all but the first
// would be left out in silence, and says how they can be given.
func onceEach(c huma.Context, next func(huma.Context)) {
	r, w := humago.Unwrap(c)
	for name, given := range r.URL.Query() {
		if len(given) < 2 {
			continue
		}
		do := words{"只能写一次，留下一个", "Give it once: keep one of them"}
		if takesSeveral(c.Operation(), name) {
			values := name + "=" + strings.Join(given, ",")
			do = words{"只能写一次，几个值用逗号隔开：" + values, "Give it once, several values parted by commas: " + values}
		}
		sendProblem(w, problem(r.Context(), http.StatusBadRequest, words{"参数 " + name + " 写了几次", "The parameter " + name + " is given more than once"}, do))
		return
	}
	next(c)
}

// takesSeveral reports whether a parameter of an operation is a list.
func takesSeveral(op *huma.Operation, name string) bool {
	return slices.ContainsFunc(op.Parameters, func(p *huma.Param) bool { return p.Name == name && p.Schema.Items != nil })
}

// withLanguage is a request's context in the language of its address, or the one
// that the reader would rather have.
func withLanguage(r *http.Request) context.Context {
	if strings.HasPrefix(strings.ToLower(r.Header.Get("Accept-Language")), "en") {
		return page.WithLang(r.Context(), page.English)
	}
	return r.Context()
}

// preflight answers a browser that asks whether another site's page may ask.
func preflight(w http.ResponseWriter, _ *http.Request) {
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Allow-Methods", "GET, HEAD")
	h.Set("Access-Control-Allow-Headers", "Accept, Accept-Language, If-None-Match")
	h.Set("Access-Control-Max-Age", "86400")
	w.WriteHeader(http.StatusNoContent)
}

// operation is one question that the API answers.
type operation struct {
	id    string
	path  string // below root
	tag   string
	title words
	media string // of an answer that is no JSON of ours; with its schema
	ref   string
}

// add adds an operation. What its handler cannot answer becomes a problem.
func add[I, O any](d *OpenData, api huma.API, op operation, h func(ctx context.Context, in *I) (*O, error)) {
	o := huma.Operation{
		OperationID: op.id, Method: http.MethodGet, Path: root + op.path, Tags: []string{op.tag},
		Summary: op.title.zh + " | " + op.title.en, Errors: []int{http.StatusBadRequest, http.StatusNotFound},
	}
	if op.media != "" {
		o.Responses = map[string]*huma.Response{"200": {
			Description: "OK", Content: map[string]*huma.MediaType{op.media: {Schema: &huma.Schema{Ref: op.ref}}},
		}}
	}
	d.order[op.id] = len(d.order)
	huma.Register(api, o, func(ctx context.Context, in *I) (*O, error) {
		asked, cancel := bounded(ctx)
		defer cancel()
		out, err := h(asked, in)
		if err != nil {
			return nil, d.explain(ctx, err)
		}
		return out, nil
	})
}

// List is a part of a list.
type List[T any] struct {
	Items []T    `json:"items" nullable:"false" doc:"这一页的各项 | the entries of this page"`
	Next  string `json:"next,omitempty" doc:"下一页的地址；最后一页没有 | address of the next page; none on the last"`
}

// listed is the answer that a list is.
type listed[T any] struct {
	Link string `header:"Link" doc:"下一页的地址，rel=next | address of the next page, rel=next"`
	Body List[T]
}

// body is an answer that is one thing.
type body[T any] struct{ Body T }

// file is an answer that is written already.
type file struct {
	Type string `header:"Content-Type"`
	Body []byte
}

// Paging asks for a part of a list.
type Paging struct {
	After string `query:"after" doc:"从哪里接着读，照上一页 next 里给的 | where to go on, as next of the page before gave it"`
	Limit int    `query:"limit" default:"50" minimum:"1" maximum:"1000" doc:"一页几项，1 至 1000 | entries a page, 1 to 1000"`
	url   url.URL
}

// Resolve keeps the request's address, which the next page's follows from.
func (p *Paging) Resolve(ctx huma.Context) []error {
	p.url = ctx.URL()
	return nil
}

func (p *Paging) page() store.Page { return store.Page{After: p.After, Limit: p.Limit} }

// listOf answers with a page of a list, each entry turned into what is given out.
func listOf[S, T any](p *Paging, from store.List[S], err error, turn func(*S) T) (*listed[T], error) {
	if err != nil {
		return nil, err
	}
	out := &listed[T]{Body: List[T]{Items: make([]T, len(from.Items))}}
	for i := range from.Items {
		out.Body.Items[i] = turn(&from.Items[i])
	}
	if from.Next != "" {
		out.Body.Next = p.next(from.Next)
		out.Link = "<" + out.Body.Next + `>; rel="next"`
	}
	return out, nil
}

// next is the address of the page that begins after a place.
func (p *Paging) next(after string) string {
	q := p.url.Query()
	q.Set("after", after)
	return p.url.EscapedPath() + "?" + q.Encode()
}

// Narrowing narrows a list to some documents.
type Narrowing struct {
	Year       []int    `query:"year" minimum:"1990" maximum:"2200" doc:"年度，四位数字；几个用逗号隔开：2023,2024 | year; several by commas: 2023,2024"`
	Region     []string `query:"region" pattern:"^[0-9]{6}$" doc:"六位行政区划代码，连同下面的地区：140000 | six-digit division code, with all under it: 140000"`
	Kind       []string `query:"kind" enum:"budget,final" doc:"budget 预算，final 决算 | budget or final account"`
	Department string   `query:"department" pattern:"^[0-9a-z]{11}$" doc:"部门的编号，11 位 | id of a department, 11 characters"`
	Unit       string   `query:"unit" pattern:"^[0-9a-z]{11}$" doc:"单位的编号，11 位 | id of a unit, 11 characters"`
}

func (n *Narrowing) filter() (store.Filter, error) {
	f := store.Filter{Years: n.Year, Regions: n.Region, Kinds: n.Kind}
	var err error
	if f.Department, err = id(n.Department); err != nil {
		return f, err
	}
	f.Unit, err = id(n.Unit)
	return f, err
}

// id reads an id; none where there is none.
func id(s string) (store.ID, error) {
	if s == "" {
		return 0, nil
	}
	i, err := store.ParseID(s)
	if err != nil {
		return 0, notFound(err)
	}
	return i, nil
}

// notFound says that what names nothing is not there.
func notFound(err error) error { return &missing{err} }

type missing struct{ error }

// Is makes it one of those that are not there.
func (*missing) Is(target error) bool { return target == store.ErrNotFound }
