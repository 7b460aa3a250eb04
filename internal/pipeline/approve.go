package pipeline

import (
	"context"
	"slices"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/profile"
	"mingbai/internal/rules"
	"mingbai/internal/store"
)

// ApproveOptions say which days of approval to store.
type ApproveOptions struct {
	Store      *store.Store
	Actor      string // who does it, for the audit log
	ProfileDir string // a user's folder of profiles
	List       []budget.Approval
	Told       func(seen int) // may be nil
}

// Approved is what became of them.
type Approved struct {
	store.ApprovalCounts
	Judged int // documents of which something else is found than before
}

// Approve stores days of approval, and judges the documents that are held anew by them.
// Ended half-way it is run again with the same list.
func Approve(ctx context.Context, o ApproveOptions) (out Approved, err error) {
	set, err := profile.Open(o.ProfileDir)
	if err != nil {
		return out, err
	}
	if out.ApprovalCounts, err = o.Store.PutApprovals(ctx, o.Actor, o.List); err != nil {
		return out, err
	}
	j := judge{o: o, profiles: set, times: o.Store.Timings()}
	for _, f := range named(o.List) {
		n, err := j.all(ctx, f)
		if out.Judged += n; err != nil {
			return out, err
		}
	}
	return out, nil
}

// named are the regions, years and kinds of a list, each once.
func named(list []budget.Approval) (out []store.Filter) {
	for _, a := range list {
		same := func(f store.Filter) bool {
			return f.Regions[0] == a.Region && f.Years[0] == a.Year && f.Kinds[0] == a.Kind
		}
		if !slices.ContainsFunc(out, same) {
			out = append(out, store.Filter{Regions: []string{a.Region}, Years: []int{a.Year}, Kinds: []string{a.Kind}})
		}
	}
	return out
}

// judge judges documents that are held by when they were published.
type judge struct {
	o        ApproveOptions
	profiles *profile.Set
	times    *store.Timings
	seen     int
}

func (j *judge) all(ctx context.Context, f store.Filter) (judged int, err error) {
	for h, err := range j.o.Store.EachDocument(ctx, f) {
		if err != nil {
			return judged, err
		}
		if h.Region != f.Regions[0] {
			continue // of a division below, which approves its own
		}
		changed, err := j.one(ctx, h)
		if err != nil {
			return judged, err
		}
		if changed {
			judged++
		}
		if j.seen++; j.o.Told != nil {
			j.o.Told(j.seen)
		}
	}
	return judged, nil
}

// one judges a document, and stores what is found where that is something else.
func (j *judge) one(ctx context.Context, h *store.Head) (changed bool, err error) {
	p, err := j.profiles.Load(h.Profile)
	if err != nil {
		return false, nil //nolint:nilerr // read with a profile that is not here: it cannot be checked
	}
	t, err := j.times.Of(ctx, h)
	if err != nil {
		return false, err
	}
	d, err := j.o.Store.DocumentOf(ctx, h, 0)
	if err != nil {
		return false, err
	}
	s := check.New(d.Disclosure, p)
	s.Timing = timingOf(t)
	if !rejudged(d.Report, rules.Timing().Check(s)) {
		return false, nil
	}
	return true, j.o.Store.PutReport(ctx, j.o.Actor, h, d.Report)
}

// timingOf is what a rule is told of when a document was published.
func timingOf(t store.Timing) check.Timing {
	return check.Timing{Approved: t.Approved, Published: t.Published, By: !t.Exact}
}

// rejudged puts what some rules say now in the place of what they said; false where
// they say the same.
func rejudged(report *diag.Document, now *check.Report) (changed bool) {
	for i := range now.Results {
		r := outcomeOf(&now.Results[i])
		at := slices.IndexFunc(report.Rules, func(o diag.RuleOutcome) bool { return o.Rule == r.Rule })
		if at < 0 {
			report.Rules, changed = append(report.Rules, r), true
			continue
		}
		changed = changed || report.Rules[at] != r
		report.Rules[at] = r
	}
	isTheirs := func(f diag.Finding) bool {
		return slices.ContainsFunc(now.Results, func(r check.Result) bool { return r.Rule.ID == f.Rule })
	}
	rest := slices.DeleteFunc(slices.Clone(report.Findings), isTheirs)
	before := slices.DeleteFunc(slices.Clone(report.Findings), func(f diag.Finding) bool { return !isTheirs(f) })
	if !changed && slices.EqualFunc(before, now.Findings, saySame) {
		return false
	}
	report.Findings = slices.Concat(now.Findings, rest) // they are of no place, and such come first
	return true
}

// saySame reports whether two findings tell the same: the days stand in the message.
func saySame(a, b diag.Finding) bool {
	return a.Rule == b.Rule && a.Severity == b.Severity && a.Message == b.Message && a.Expected == b.Expected
}

func outcomeOf(r *check.Result) diag.RuleOutcome {
	return diag.RuleOutcome{Rule: r.Rule.ID, Outcome: r.Outcome.String(), Instances: r.Instances, Reason: r.Reason}
}
