package diag

import (
	_ "embed"
	"encoding/json"
	"io"

	"mingbai/internal/place"
)

// SchemaID names the form of the report.
const SchemaID = "mingbai.report/v1"

//go:embed report.schema.json
var schema string

// Schema is the JSON Schema of the report.
func Schema() string { return schema }

// The report as JSON has every key, null where it does not apply.
type (
	documentJSON struct {
		Source   sourceJSON     `json:"source"`
		Err      *errorJSON     `json:"error"`
		Profile  *string        `json:"profile"`
		Unit     *string        `json:"unit"`
		Year     *int           `json:"year"`
		Kind     *string        `json:"kind"`
		Scope    *string        `json:"scope"`
		Tables   []tableJSON    `json:"tables"`
		Outcomes map[string]int `json:"outcomes"`
		Rules    []ruleJSON     `json:"rules"`
		Findings []findingJSON  `json:"findings"`
		Score    *scoreJSON     `json:"score,omitempty"`
		Reading  *readingJSON   `json:"reading,omitempty"`
	}
	sourceJSON struct {
		Name      string  `json:"name"`
		SHA256    *string `json:"sha256"`
		MediaType *string `json:"media_type"`
		Pages     *int    `json:"pages"`
	}
	errorJSON struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	}
	tableJSON struct {
		IDs       []string `json:"ids"`
		Title     string   `json:"title"`
		Page      *int     `json:"page"`
		Line      *int     `json:"line"`
		Rows      int      `json:"rows"`
		Amounts   int      `json:"amounts"`
		MoneyUnit *string  `json:"money_unit"`
		Status    Status   `json:"status"`
	}
	ruleJSON struct {
		Rule      string  `json:"rule"`
		Outcome   string  `json:"outcome"`
		Instances int     `json:"instances"`
		Reason    *string `json:"reason"`
	}
	findingJSON struct {
		Rule       string         `json:"rule"`
		Severity   string         `json:"severity"`
		Title      string         `json:"title"`
		Message    string         `json:"message"`
		Basis      *string        `json:"basis"`
		Hint       *string        `json:"hint"`
		Also       []string       `json:"also"`
		Place      *string        `json:"place"`
		Expected   *string        `json:"expected"`
		Nearest    *string        `json:"nearest"`
		Relation   *string        `json:"relation"`
		Difference *string        `json:"difference"`
		Bound      *string        `json:"bound"`
		Unit       *string        `json:"unit"`
		Evidence   []evidenceJSON `json:"evidence"`
		Suspects   []suspectJSON  `json:"suspects"`
		Waived     *waivedJSON    `json:"waived"`
	}
	evidenceJSON struct {
		Label string  `json:"label"`
		Value string  `json:"value"`
		Unit  *string `json:"unit"`
		Ref   refJSON `json:"ref"`
	}
	suspectJSON struct {
		Ref     refJSON `json:"ref"`
		Value   string  `json:"value"`
		Suggest *string `json:"suggest"`
		Clears  int     `json:"clears"`
		Of      int     `json:"of"`
	}
	waivedJSON struct {
		Reason string  `json:"reason"`
		By     string  `json:"by"`
		Until  *string `json:"until"`
	}
	refJSON struct {
		Table     *string     `json:"table"`
		Row       *string     `json:"row"`
		Column    *string     `json:"column"`
		Section   *string     `json:"section"`
		Form      *string     `json:"form"`
		File      *string     `json:"file"`
		Sheet     *string     `json:"sheet"`
		Cell      *string     `json:"cell"`
		Line      *int        `json:"line"`
		Paragraph *int        `json:"paragraph"`
		Page      *int        `json:"page"`
		BBox      *[4]float64 `json:"bbox"`
		Text      *string     `json:"text"`
	}
	scoreJSON struct {
		Got    int         `json:"got"`
		Of     int         `json:"of"`
		Points []pointJSON `json:"points"`
	}
	pointJSON struct {
		Group  string  `json:"group"`
		Name   string  `json:"name"`
		Got    int     `json:"got"`
		Of     int     `json:"of"`
		Reason string  `json:"reason"`
		Raise  *string `json:"raise"`
	}
	readingJSON struct {
		Tables       []readTableJSON `json:"tables"`
		Paragraphs   []readTextJSON  `json:"paragraphs"`
		Unrecognised []string        `json:"unrecognised"`
	}
	readTableJSON struct {
		IDs        []string      `json:"ids"`
		Title      string        `json:"title"`
		Confidence json.Number   `json:"confidence"`
		Rows       []readRowJSON `json:"rows"`
	}
	readRowJSON struct {
		Page  *int           `json:"page"`
		Line  *int           `json:"line"`
		Cells []readCellJSON `json:"cells"`
	}
	readCellJSON struct {
		Text       string      `json:"text"`
		BBox       *[4]float64 `json:"bbox"`
		Confidence json.Number `json:"confidence"`
		Doubt      *string     `json:"doubt,omitempty"` // why the confidence is below 1
	}
	readTextJSON struct {
		Text string `json:"text"`
		Page *int   `json:"page"`
		Line *int   `json:"line"`
	}
)

// WriteJSON writes the report as JSONStream does.
func (r *Report) WriteJSON(w io.Writer) error { return r.write(JSONStream(w)) }

func (d *Document) json() documentJSON {
	out := documentJSON{
		Source:  sourceJSON{d.Source.Name, optional(d.Source.SHA256), optional(d.Source.MediaType), optional(d.Source.Pages)},
		Profile: optional(d.Profile), Unit: optional(d.Unit), Year: optional(d.Year), Kind: optional(d.Kind), Scope: optional(d.Scope),
		Tables: []tableJSON{}, Outcomes: d.Outcomes(), Rules: []ruleJSON{}, Findings: []findingJSON{},
	}
	if d.Err != nil {
		out.Err = &errorJSON{d.Err.Code, d.Err.Message}
	}
	for _, t := range d.Tables {
		out.Tables = append(out.Tables, tableJSON{list(t.IDs), t.Title, optional(t.Page), optional(t.Line), t.Rows, t.Amounts, optional(t.MoneyUnit), t.Status})
	}
	for _, x := range d.Rules {
		out.Rules = append(out.Rules, ruleJSON{x.Rule, x.Outcome, x.Instances, optional(x.Reason)})
	}
	for i := range d.Findings {
		out.Findings = append(out.Findings, d.Findings[i].json())
	}
	out.Score, out.Reading = d.Score.json(), d.Reading.json()
	return out
}

func (f *Finding) json() findingJSON {
	out := findingJSON{
		Rule: f.Rule, Severity: f.Severity.String(), Title: f.Title, Message: f.Message, Basis: optional(f.Basis), Hint: optional(f.Hint),
		Also: list(f.Also), Place: optional(f.Place()), Expected: optional(f.Expected), Nearest: optional(f.Nearest),
		Relation: optional(f.Relation), Difference: optional(f.Difference), Bound: optional(f.Bound), Unit: optional(f.Unit),
		Evidence: []evidenceJSON{}, Suspects: []suspectJSON{},
	}
	evidence := f.Evidence
	if len(evidence) == 0 && !f.Ref.IsZero() { // a finding always says where
		evidence = []Evidence{{Label: f.Place(), Value: f.Ref.Text, Ref: f.Ref}}
	}
	for _, e := range evidence {
		out.Evidence = append(out.Evidence, evidenceJSON{e.Label, e.Value, optional(e.Unit), jsonRef(e.Ref)})
	}
	for _, s := range f.Suspects {
		out.Suspects = append(out.Suspects, suspectJSON{jsonRef(s.Ref), s.Value, optional(s.Suggest), s.Clears, s.Of})
	}
	if w := f.Waived; w != nil {
		out.Waived = &waivedJSON{w.Reason, w.By, optional(w.Until)}
	}
	return out
}

func jsonRef(r place.Ref) refJSON {
	return refJSON{
		Table: optional(r.Table), Row: optional(r.Row), Column: optional(r.Column), Section: optional(r.Section), Form: optional(r.Form),
		File: optional(r.File), Sheet: optional(r.Sheet), Cell: optional(r.Cell), Line: optional(r.Line), Paragraph: optional(r.Para),
		Page: optional(r.Page), BBox: optional(r.Box), Text: optional(r.Text),
	}
}

func (s *Score) json() *scoreJSON {
	if s == nil {
		return nil
	}
	out := &scoreJSON{Got: s.Got, Of: s.Of, Points: []pointJSON{}}
	for _, p := range s.Points {
		out.Points = append(out.Points, pointJSON{p.Group, p.Name, p.Got, p.Of, p.Reason, optional(p.Raise)})
	}
	return out
}

func (r *Reading) json() *readingJSON {
	if r == nil {
		return nil
	}
	out := &readingJSON{Tables: []readTableJSON{}, Paragraphs: []readTextJSON{}, Unrecognised: list(r.Unrecognised)}
	for _, t := range r.Tables {
		jt := readTableJSON{IDs: list(t.IDs), Title: t.Title, Confidence: hundredths(t.Confidence), Rows: []readRowJSON{}}
		for _, row := range t.Rows {
			jr := readRowJSON{Page: optional(row.Page), Line: optional(row.Line), Cells: []readCellJSON{}}
			for _, c := range row.Cells {
				jr.Cells = append(jr.Cells, readCellJSON{Text: c.Text, BBox: optional(c.Box), Confidence: hundredths(c.Confidence), Doubt: optional(c.Why)})
			}
			jt.Rows = append(jt.Rows, jr)
		}
		out.Tables = append(out.Tables, jt)
	}
	for _, p := range r.Paragraphs {
		out.Paragraphs = append(out.Paragraphs, readTextJSON{p.Text, optional(p.Page), optional(p.Line)})
	}
	return out
}

// hundredths writes 98 as 0.98, without a float.
func hundredths(n int) json.Number {
	if n >= 100 {
		return "1"
	}
	return json.Number("0." + string(rune('0'+n/10)) + string(rune('0'+n%10)))
}

// optional is nil for a zero value.
func optional[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
