package opendata

import (
	"context"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// names are the regions' names by code.
type names map[string]string

func (n names) cell(c *store.Cell, scope string) Cell {
	return Cell{
		Year: int32(c.Year), Kind: c.Kind, Scope: scope, Region: c.Region, RegionName: n[c.Region],
		Unit: c.Unit.String(), UnitName: c.UnitName, Document: c.Document.String(),
		Table: c.Table, Panel: c.Panel, Row: c.Row, Code: c.Code, Name: c.Name, Column: c.Column,
		Amount: yuan(c.Figure), Printed: c.Printed,
	}
}

// dated turns documents into what is given out, with when each was published.
type dated struct {
	ctx   context.Context
	n     names
	times *store.Timings
	err   error // the first, of which nothing that came after is told
}

func (d *OpenData) dated(ctx context.Context, n names) *dated {
	return &dated{ctx: ctx, n: n, times: d.store.Timings()}
}

func (d *dated) document(h *store.Head) Document {
	return d.n.document(h, d.told(d.times.Of(d.ctx, h)))
}

// told notes what went wrong.
func (d *dated) told(t store.Timing, err error) store.Timing {
	if d.err == nil {
		d.err = err
	}
	return t
}

func (n names) document(h *store.Head, t store.Timing) Document {
	sum := &h.Totals
	return Document{
		ID: h.ID.String(), Year: int32(h.Year), Kind: h.Kind, Scope: h.Scope, Region: h.Region, RegionName: n[h.Region],
		Unit: h.Unit.String(), UnitName: h.UnitName, Department: idOrNone(h.Department), Title: h.Title,
		Version: int32(h.Version), Versions: int32(h.Versions), Profile: h.Profile, Fit: int32(h.Fit),
		Source: address(h.Source), LoadedAt: h.LoadedAt, Errors: int32(h.Errors), Warnings: int32(h.Warnings), Notes: int32(h.Notes),
		Score: int32(h.Marks.Got), ScoreOf: int32(h.Marks.Of),
		Income: yuan(sum.Income), Spending: yuan(sum.Spending), Basic: yuan(sum.Basic), Project: yuan(sum.Project),
		Appropriation: yuan(sum.Appropriation), ThreePublic: yuan(sum.ThreePublic), Operating: yuan(sum.Operating),
		Approved: dateOf(t.Approved), Due: dateOf(t.Due), PublishedOn: dateOf(t.Published), Timely: string(t.Timeliness), ApprovalIn: t.Source,
	}
}

func (n names) project(p *store.Project) Project {
	return Project{
		Year: int32(p.Year), Kind: p.Kind, Region: p.Region, RegionName: n[p.Region],
		Unit: p.Unit.String(), UnitName: p.UnitName, Document: p.Document.String(),
		Name: p.Name, Attribute: p.Attribute, Period: p.Period, HasForm: p.HasForm,
		Amount: yuan(p.Amount), TermAmount: yuan(p.TermAmount), Goal: p.Goal,
	}
}

func (n names) finding(f *store.Found) Finding {
	return Finding{
		Year: int32(f.Year), Kind: f.Kind, Scope: f.Scope, Region: f.Region, RegionName: n[f.Region],
		Unit: f.Unit.String(), UnitName: f.UnitName, Document: f.Document.String(),
		Rule: f.Rule, Severity: f.Severity.String(), Place: f.Place, Title: f.Title, Message: f.Message, Suggestion: f.Suggestion,
	}
}

func (n names) unit(u *store.Unit) Unit {
	return Unit{
		ID: u.ID.String(), Region: u.Region, RegionName: n[u.Region], Department: idOrNone(u.Department),
		Code: u.Code, Name: u.Name, Kind: u.Kind, Level: u.Level, Grade: u.Grade,
	}
}

func idOrNone(id store.ID) string {
	if id == 0 {
		return ""
	}
	return id.String()
}

// address is where a document was published. A path on the machine that loaded it
// is nobody else's business.
func address(source string) string {
	if page.Web(source) {
		return source
	}
	return ""
}
