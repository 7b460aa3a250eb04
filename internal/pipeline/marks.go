package pipeline

import (
	"fmt"
	"strings"

	"mingbai/internal/annotate"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// markOwner is whose the marks on a page are.
const markOwner = "明白账"

// The lines of marks: around what may be wrong, and around what shows it.
const (
	strongLine = 1.5
	thinLine   = 0.6
)

var markColours = map[diag.Severity][3]uint8{
	diag.Error: {0xa8, 0x32, 0x1f}, diag.Warning: {0x8a, 0x5a, 0x00}, diag.Note: {0x6e, 0x6a, 0x62},
}

// marker gathers marks; those on the same spot become one.
type marker struct {
	list  []annotate.Mark
	refs  []place.Ref
	worst []diag.Severity
}

// marksOf are the marks that show findings on the pages of a PDF: a strong box
// around each suspect, a thin one around each further value that shows it, and a
// note on the first page for a finding that stands nowhere.
func marksOf(findings diag.Findings) []annotate.Mark {
	m := &marker{}
	for i := range findings {
		m.finding(&findings[i])
	}
	return m.list
}

func (m *marker) finding(f *diag.Finding) {
	strong, thin := f.Boxes()
	for _, r := range strong {
		m.add(r, f.Severity, strongLine, markText(f))
	}
	for _, r := range thin {
		m.add(r, f.Severity, thinLine, evidenceText(f, r))
	}
	if len(strong)+len(thin) == 0 {
		m.put(place.Ref{Page: 1}, f.Severity, 0, markText(f))
	}
}

// evidenceText is what a viewer shows with a value that shows a finding.
func evidenceText(f *diag.Finding, at place.Ref) string {
	s := fmt.Sprintf("%s %s的依据", f.Severity.Chinese(), f.Rule)
	for _, e := range f.Evidence {
		if diag.SameSpot(e.Ref, at) {
			s += fmt.Sprintf("：%s %s", e.Label, e.Value)
			break
		}
	}
	return s + "\n" + f.Message
}

func (m *marker) add(r place.Ref, s diag.Severity, width float64, text string) {
	for i := range m.list {
		if !diag.SameSpot(m.refs[i], r) {
			continue
		}
		one := &m.list[i]
		one.Width = max(one.Width, width)
		one.Text += "\n\n" + text
		if s > m.worst[i] {
			one.Colour, m.worst[i] = markColours[s], s
		}
		return
	}
	m.put(r, s, width, text)
}

func (m *marker) put(r place.Ref, s diag.Severity, width float64, text string) {
	m.list = append(m.list, annotate.Mark{Page: r.Page, Box: r.Box, Colour: markColours[s], Width: width, Title: markOwner, Text: text})
	m.refs = append(m.refs, r)
	m.worst = append(m.worst, s)
}

// markText is what a viewer shows with a mark.
func markText(f *diag.Finding) string {
	lines := []string{fmt.Sprintf("%s %s %s", f.Severity.Chinese(), f.Rule, f.Title), f.Message}
	for _, s := range f.Suspects {
		if s.Suggest != "" {
			lines = append(lines, fmt.Sprintf("%s → %s", asPrinted(s.Value), s.Suggest))
		}
	}
	for _, x := range [][2]string{{"应为", f.Expected}, {"办法", f.Hint}, {"依据", f.Basis}} {
		if x[1] != "" {
			lines = append(lines, x[0]+"："+x[1])
		}
	}
	if f.Waived != nil {
		lines = append(lines, "已放行："+f.Waived.Reason)
	}
	return strings.Join(lines, "\n")
}

func asPrinted(s string) string {
	if s == "" {
		return "空白"
	}
	return s
}
