package diag

import (
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"mingbai/internal/place"
)

// RuleInfo is what a report tells of a rule.
type RuleInfo struct {
	ID       string
	Title    string
	Doc      string
	Hint     string
	Severity Severity
}

// The parts of SARIF 2.1.0 that a report needs.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Artifacts   []sarifArtifact   `json:"artifacts"`
		Results     []sarifResult     `json:"results"`
		Invocations []sarifInvocation `json:"invocations"`
		ColumnKind  string            `json:"columnKind"`
		Language    string            `json:"language"`
		Newlines    []string          `json:"newlineSequences"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name     string      `json:"name"`
		Version  string      `json:"version,omitempty"`
		Language string      `json:"language"`
		Rules    []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string       `json:"id"`
		Short   sarifText    `json:"shortDescription"`
		Full    *sarifText   `json:"fullDescription,omitempty"`
		Help    *sarifText   `json:"help,omitempty"`
		Default sarifDefault `json:"defaultConfiguration"`
	}
	sarifDefault struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifArtifact struct {
		Location sarifURI          `json:"location"`
		Hashes   map[string]string `json:"hashes,omitempty"`
		MimeType string            `json:"mimeType,omitempty"`
	}
	sarifURI struct {
		URI string `json:"uri"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		RuleIndex    int                `json:"ruleIndex"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Related      []sarifLocation    `json:"relatedLocations,omitempty"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
		Properties   map[string]any     `json:"properties,omitempty"`
	}
	sarifLocation struct {
		ID       int            `json:"id,omitempty"`
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
		Message  *sarifText     `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifURI     `json:"artifactLocation"`
		Region   *sarifRegion `json:"region,omitempty"`
	}
	sarifRegion struct {
		StartLine int        `json:"startLine"`
		Snippet   *sarifText `json:"snippet,omitempty"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
	sarifInvocation struct {
		OK            bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
)

// WriteSARIF writes the report as SARIF 2.1.0, notes included. A document that
// could not be read is a notification of the run.
func (r *Report) WriteSARIF(w io.Writer, rules []RuleInfo, version string) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "mingbai", Version: version, Language: "zh-CN", Rules: []sarifRule{}}},
		Artifacts:  []sarifArtifact{},
		Results:    []sarifResult{},
		ColumnKind: "unicodeCodePoints", Language: "zh-CN", Newlines: []string{"\r\n", "\n"},
	}
	for _, x := range rules {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(x))
	}
	invocation := sarifInvocation{OK: true}
	for i := range r.Documents {
		d := &r.Documents[i]
		a := sarifArtifact{Location: sarifURI{uri(d.Source.Name)}, MimeType: d.Source.MediaType}
		if d.Source.SHA256 != "" {
			a.Hashes = map[string]string{"sha-256": d.Source.SHA256}
		}
		run.Artifacts = append(run.Artifacts, a)
		if d.Err != nil {
			invocation.OK = false
			invocation.Notifications = append(invocation.Notifications, sarifNotification{
				"error", sarifText{d.Err.Message}, []sarifLocation{{Physical: &sarifPhysical{Artifact: a.Location}}},
			})
		}
		for k := range d.Findings {
			f := &d.Findings[k]
			index := slices.IndexFunc(run.Tool.Driver.Rules, func(x sarifRule) bool { return x.ID == f.Rule })
			if index < 0 { // a finding of the reading or of a waiver
				index = len(run.Tool.Driver.Rules)
				run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(RuleInfo{ID: f.Rule, Title: f.Title, Severity: f.Severity}))
			}
			run.Results = append(run.Results, d.sarifResult(f, index))
		}
	}
	run.Invocations = []sarifInvocation{invocation}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func sarifRuleOf(x RuleInfo) sarifRule {
	out := sarifRule{ID: x.ID, Short: sarifText{x.Title}, Default: sarifDefault{x.Severity.String()}}
	if x.Doc != "" {
		out.Full = &sarifText{x.Doc}
	}
	if x.Hint != "" {
		out.Help = &sarifText{x.Hint}
	}
	return out
}

func (d *Document) sarifResult(f *Finding, index int) sarifResult {
	out := sarifResult{
		RuleID: f.Rule, RuleIndex: index, Level: f.Severity.String(), Message: sarifText{f.Message},
		Locations: []sarifLocation{d.sarifLocation(f.Ref, "")},
	}
	for i, e := range f.Evidence {
		l := d.sarifLocation(e.Ref, strings.TrimSpace(e.Label+" "+e.Value+" "+e.Unit))
		l.ID = i + 1
		out.Related = append(out.Related, l)
	}
	properties := map[string]any{}
	if len(f.Also) > 0 {
		properties["also"] = f.Also
	}
	if f.Relation != "" {
		properties["relation"], properties["difference"], properties["bound"] = f.Relation, f.Difference, f.Bound
	}
	var suspects []map[string]string
	for _, s := range f.Suspects {
		suspects = append(suspects, map[string]string{"place": s.Ref.Address(), "value": s.Value, "suggest": s.Suggest})
	}
	if suspects != nil {
		properties["suspects"] = suspects
	}
	if len(properties) > 0 {
		out.Properties = properties
	}
	if f.Waived != nil {
		out.Suppressions = []sarifSuppression{{"external", f.Waived.Reason}}
	}
	return out
}

func (d *Document) sarifLocation(r place.Ref, message string) sarifLocation {
	file := d.Source.Name
	if r.File != "" {
		file = r.File
	}
	l := sarifLocation{Physical: &sarifPhysical{Artifact: sarifURI{uri(file)}}}
	if r.Line > 0 {
		l.Physical.Region = &sarifRegion{StartLine: r.Line}
		if r.Text != "" {
			l.Physical.Region.Snippet = &sarifText{r.Text}
		}
	}
	name := (&Finding{Ref: r}).Place()
	if r.Sheet != "" && r.Cell != "" {
		name = strings.TrimSpace(name + " " + r.Sheet + "!" + r.Cell)
	}
	if name != "" {
		l.Logical = []sarifLogical{{name}}
	}
	if message != "" {
		l.Message = &sarifText{message}
	}
	return l
}

// uri writes a path as a relative or file URI.
func uri(path string) string {
	p := filepath.ToSlash(path)
	u := url.URL{Path: p}
	if strings.HasPrefix(p, "/") {
		u.Scheme = "file"
	}
	return u.String()
}
