package opendata

import (
	"strings"

	"mingbai/internal/store"
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

func (n names) document(h *store.Head) Document {
	t := &h.Totals
	return Document{
		ID: h.ID.String(), Year: int32(h.Year), Kind: h.Kind, Scope: h.Scope, Region: h.Region, RegionName: n[h.Region],
		Unit: h.Unit.String(), UnitName: h.UnitName, Department: idOrNone(h.Department), Title: h.Title,
		Version: int32(h.Version), Versions: int32(h.Versions), Profile: h.Profile, Fit: int32(h.Fit),
		Source: address(h.Source), LoadedAt: h.LoadedAt, Errors: int32(h.Errors), Warnings: int32(h.Warnings), Notes: int32(h.Notes),
		Score: int32(h.Marks.Got), ScoreOf: int32(h.Marks.Of),
		Income: yuan(t.Income), Spending: yuan(t.Spending), Basic: yuan(t.Basic), Project: yuan(t.Project),
		Appropriation: yuan(t.Appropriation), ThreePublic: yuan(t.ThreePublic), Operating: yuan(t.Operating),
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
	if strings.HasPrefix(source, "https://") || strings.HasPrefix(source, "http://") {
		return source
	}
	return ""
}
