package opendata

import (
	"context"
	"fmt"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/rules"
	"mingbai/internal/store"
)

// Rule is what published budgets are checked by.
type Rule struct {
	ID        string `json:"rule" doc:"规则编号，不改不重用 | id; it lasts"`
	Title     string `json:"title" doc:"短名 | title"`
	Severity  string `json:"severity" enum:"error,warning,note" doc:"级别 | severity"`
	Formula   string `json:"formula" doc:"公式；没有的空着 | formula; empty: none"`
	Doc       string `json:"doc" doc:"意思 | what it means"`
	Hint      string `json:"hint" doc:"违反了怎样做 | what to do about it"`
	Basis     string `json:"basis" doc:"依据 | the law or form that asks for it"`
	Checked   bool   `json:"checked" doc:"现在能不能查 | whether it is checked yet"`
	Findings  int    `json:"findings" doc:"查出几处 | findings"`
	Documents int    `json:"documents" doc:"在几份公开件里 | documents that break it"`
}

// Release is a version that was published: fixed, and corrected only by another.
type Release struct {
	ID         int64     `json:"release" doc:"发布的号，按先后 | number, in the order of release"`
	Unit       string    `json:"unit" doc:"单位编号 | id of the unit"`
	UnitName   string    `json:"unit_name" doc:"单位名称 | name of the unit"`
	Document   string    `json:"document" doc:"公开件编号 | id of the document"`
	Version    int       `json:"version" doc:"第几版 | version"`
	Year       int       `json:"year" doc:"年度 | year"`
	Kind       string    `json:"kind" enum:"budget,final" doc:"budget 预算，final 决算 | budget or final account"`
	Title      string    `json:"title" doc:"标题 | title"`
	SHA256     string    `json:"sha256" doc:"签名的规范字节的 SHA-256 | SHA-256 of the canonical bytes that were signed"`
	Corrects   int64     `json:"corrects" doc:"更正哪次发布；0 不是更正 | the release that it corrects; 0: none"`
	Reason     string    `json:"reason" doc:"更正的原因 | why it was corrected"`
	ReleasedAt time.Time `json:"released_at" doc:"发布的时间 | when"`
	LogIndex   *int64    `json:"log_index" doc:"在透明日志里的位置；没有进日志的是 null | index in the transparency log; null: not logged"`
	Proof      string    `json:"proof" doc:"签名和回执 | signature and receipts"`
}

func (d *OpenData) checks(api huma.API) {
	add(d, api, operation{id: "list-findings", path: "/findings", tag: "checks", title: words{"查出的问题", "Findings"}}, d.listFindings)
	add(d, api, operation{id: "list-rules", path: "/rules", tag: "checks", title: words{"检查规则，和各查出几处", "Rules, and how often each is broken"}}, d.listRules)
	add(d, api, operation{id: "list-releases", path: "/releases", tag: "checks", title: words{"发布和更正，新的在前", "Releases and corrections, the newest first"}}, d.listReleases)
	add(d, api, operation{id: "get-release", path: "/releases/{release}", tag: "checks", title: words{"一次发布", "A release"}}, d.getRelease)
}

type findingsInput struct {
	Narrowing
	Rule     string `query:"rule" pattern:"^[A-Z]+-[A-Z0-9-]+$" doc:"规则编号：SUM-01 | id of a rule: SUM-01"`
	Severity string `query:"severity" enum:"error,warning,note" doc:"级别：error 错误，warning 警告，note 提示 | severity"`
	Paging
}

func (d *OpenData) listFindings(ctx context.Context, in *findingsInput) (*listed[Finding], error) {
	f, err := in.filter()
	if err != nil {
		return nil, err
	}
	n, err := d.regionNames(ctx)
	if err != nil {
		return nil, err
	}
	severity := map[string]diag.Severity{"error": diag.Error, "warning": diag.Warning, "note": diag.Note}[in.Severity]
	list, err := d.store.FindingList(ctx, store.FindingFilter{Filter: f, Rule: in.Rule, Severity: severity}, in.page())
	return listOf(&in.Paging, list, err, n.finding)
}

func (d *OpenData) listRules(ctx context.Context, in *Narrowing) (*listed[Rule], error) {
	f, err := in.filter()
	if err != nil {
		return nil, err
	}
	counts, err := d.store.RuleCounts(ctx, f)
	if err != nil {
		return nil, err
	}
	broken := map[string]store.RuleCount{}
	for _, c := range counts {
		broken[c.Rule] = c
	}
	return &listed[Rule]{Body: List[Rule]{Items: each(rules.All().Rules, func(r *check.Rule) Rule {
		return Rule{
			ID: r.ID, Title: r.Title, Severity: r.Severity.String(), Formula: r.Formula, Doc: r.Doc, Hint: r.Hint,
			Basis: rules.BasisOf(r.Basis), Checked: r.Lacks == "", Findings: broken[r.ID].Findings, Documents: broken[r.ID].Documents,
		}
	})}}, nil
}

type releasesInput struct {
	Narrowing
	Document    string `query:"document" pattern:"^[0-9a-z]{11}$" doc:"公开件的编号，11 位 | id of a document, 11 characters"`
	Corrections bool   `query:"corrections" doc:"true：只要更正 | true: only those that correct another"`
	Paging
}

func (d *OpenData) listReleases(ctx context.Context, in *releasesInput) (*listed[Release], error) {
	f, err := in.filter()
	if err != nil {
		return nil, err
	}
	document, err := id(in.Document)
	if err != nil {
		return nil, err
	}
	list, err := d.store.Releases(ctx, store.ReleaseFilter{Filter: f, Document: document, Corrections: in.Corrections}, in.page())
	return listOf(&in.Paging, list, err, releaseOf)
}

type releaseInput struct {
	Release int64 `path:"release" minimum:"1" doc:"发布的号 | number of the release" example:"1"`
}

func (d *OpenData) getRelease(ctx context.Context, in *releaseInput) (*body[Release], error) {
	r, err := d.store.Release(ctx, in.Release)
	if err != nil {
		return nil, fmt.Errorf("第 %d 次发布：%w", in.Release, err)
	}
	return &body[Release]{releaseOf(r)}, nil
}

func releaseOf(r *store.Release) Release {
	out := Release{
		ID: r.ID, Unit: r.Unit.String(), UnitName: r.UnitName, Document: r.Document.String(), Version: r.Version, Year: r.Year,
		Kind: r.Kind, Title: r.Title, SHA256: r.SHA256, Corrects: r.Corrects, Reason: r.Reason, ReleasedAt: r.ReleasedAt, Proof: string(r.Proof),
	}
	if r.LogIndex >= 0 {
		out.LogIndex = &r.LogIndex
	}
	return out
}
