package opendata

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// problem is an error as the API answers it (RFC 9457): what is wrong, and what to
// do next.
func problem(ctx context.Context, status int, title, detail words) *huma.ErrorModel {
	l := page.LangOf(ctx)
	return &huma.ErrorModel{Type: problemType, Status: status, Title: title.in(l), Detail: detail.in(l)}
}

// problemType is where problems are explained. It also tells ours from those that
// huma makes.
const problemType = "/data/api#errors"

func (w words) in(l page.Lang) string { return l.T(w.zh, w.en) }

// explain turns what went wrong into a problem.
func (d *OpenData) explain(ctx context.Context, err error) error {
	var own *huma.ErrorModel
	switch {
	case errors.As(err, &own):
		return own
	case errors.Is(err, store.ErrNotFound):
		return problem(ctx, http.StatusNotFound, words{"没有这一项", "Not here"}, words{
			err.Error() + "。编号也许抄错了，或者还没有收进来；从列表或 /api/v1/search 找。",
			"The id may be mistyped, or it is not held yet; find it in a list or by /api/v1/search.",
		})
	case errors.Is(err, store.ErrPage):
		return problem(ctx, http.StatusBadRequest, words{"翻页的位置不对", "No such place in the list"}, words{
			"after 只能是上一页的 next 里给的；从第一页重新读。", "after has to be as the page before gave it in next; start again from the first page.",
		})
	case errors.Is(err, context.DeadlineExceeded):
		return problem(ctx, http.StatusServiceUnavailable, words{"查得太久，没有查完", "Took too long"}, words{
			"把范围缩小（年度、地区、表）再试；要全部数据请下载整套文件，见 /data。", "Narrow it by year, region or table; for all of it take the bulk files, see /data.",
		})
	}
	if ctx.Err() == nil {
		d.log.ErrorContext(ctx, "api", "error", err)
	}
	if store.Lost(err) {
		return huma.ErrorWithHeaders(problem(ctx, http.StatusServiceUnavailable, words{"数据库暂时没有回应", "The database does not answer"}, words{
			"数据库正忙、正在重启或断开了，半分钟后再查。", "The database is busy, restarting or cut off; ask again in half a minute.",
		}), http.Header{"Retry-After": {page.RetryAfter}})
	}
	return problem(ctx, http.StatusInternalServerError, words{"没有查成", "This could not be answered"}, words{
		"过一会儿再试；还不行请告诉管理员。", "Try again in a while; tell the operator if it stays.",
	})
}

// translate puts what huma found wrong with a request into words that say what the
// parameter should be, and sees that no error is kept by anybody.
func translate(ctx huma.Context, _ string, v any) (any, error) {
	m, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	_, w := humago.Unwrap(ctx)
	w.Header().Del("ETag")
	w.Header().Set("Cache-Control", "no-store")
	if m.Type == problemType {
		return m, nil
	}
	l := page.LangOf(ctx.Context())
	out := *m
	out.Type = problemType
	out.Title, out.Detail = l.T("请求里有不对的参数", "Something is wrong with a parameter"), l.T("改正 errors 里列出的参数再试；参数见 /data/api。", "Put right what errors lists and try again; the parameters are at /data/api.")
	out.Errors = make([]*huma.ErrorDetail, len(m.Errors))
	for i, e := range m.Errors {
		one := *e
		if l != page.English {
			one.Message = parameterTrouble(ctx.Operation(), e)
		}
		out.Errors[i] = &one
	}
	return &out, nil
}

// nowhere answers for addresses below /api that lead to nothing.
func (around) nowhere(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	sendProblem(w, problem(withLanguage(r), http.StatusNotFound, words{"没有这个地址", "No such address"}, words{
		"接口在 /api/v1 下面；都有哪些，见 /data/api 和 /api/openapi.json。", "The API stands under /api/v1; what there is: /data/api, /api/openapi.json.",
	}))
}

// sendProblem answers with a problem where huma does not.
func sendProblem(w http.ResponseWriter, p *huma.ErrorModel) {
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	h.Del("ETag") // of the answer that it is not
	w.WriteHeader(p.Status)
	_ = plainJSON.Marshal(w, p) // a reader that has gone is no fault of ours
}

// parameterTrouble says in Chinese what a parameter should be.
func parameterTrouble(op *huma.Operation, e *huma.ErrorDetail) string {
	in, name, _ := strings.Cut(e.Location, ".")
	name, _, _ = strings.Cut(name, "[")
	for _, p := range op.Parameters {
		if p.In == in && p.Name == name {
			what, _, _ := strings.Cut(p.Description, " | ")
			return "参数 " + name + " 不对，应为：" + what
		}
	}
	return "没有参数 " + name + "；参数见 /data/api"
}
