package diag

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"mingbai/internal/place"
)

// Waivers are the findings that a user lets pass, as waivers.toml lists them.
type Waivers struct {
	file string
	list []waiverEntry
}

type waiverEntry struct {
	Waiver
	line int
}

type waiverTOML struct {
	Rule   string `toml:"rule"`
	Place  string `toml:"place"`
	Reason string `toml:"reason"`
	By     string `toml:"by"`
	Until  any    `toml:"until"`
}

// ReadWaivers reads a waivers.toml: entries [[waiver]] with rule, place, reason,
// by, until. All that is wrong with it is said at once, each with its line.
func ReadWaivers(file string, data []byte, known func(rule string) bool) (*Waivers, error) {
	var in struct {
		Waiver []waiverTOML `toml:"waiver"`
	}
	dec := toml.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil {
		return nil, waiverSyntax(file, err)
	}
	lines := waiverLines(data)
	w := &Waivers{file: file}
	var faults []error
	for i, e := range in.Waiver {
		line := 0
		if i < len(lines) {
			line = lines[i]
		}
		fault := func(format string, args ...any) {
			faults = append(faults, fmt.Errorf("%s:%d：%s", file, line, fmt.Sprintf(format, args...)))
		}
		one := waiverEntry{Waiver{Rule: e.Rule, Place: e.Place, Reason: strings.TrimSpace(e.Reason), By: strings.TrimSpace(e.By)}, line}
		switch {
		case e.Rule == "":
			fault("缺少 rule，应写明放行哪条规则，如 rule = \"PRJ-001\"")
		case !known(e.Rule):
			fault("没有规则 %s（mingbai rules 列出全部）", e.Rule)
		}
		if one.Reason == "" {
			fault("缺少 reason，应写明为什么放行")
		}
		if one.By == "" {
			fault("缺少 by，应写明谁决定放行")
		}
		switch d := e.Until.(type) {
		case nil:
		case toml.LocalDate:
			one.Until = d.String()
		case string:
			if _, err := time.Parse(time.DateOnly, d); err != nil {
				fault("until “%s”不是日期，应如 2024-12-31", d)
			}
			one.Until = d
		default:
			fault("until 应是日期，如 2024-12-31")
		}
		w.list = append(w.list, one)
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return w, nil
}

func waiverSyntax(file string, err error) error {
	var unknown *toml.StrictMissingError
	var syntax *toml.DecodeError
	switch {
	case errors.As(err, &unknown):
		var faults []error
		for _, e := range unknown.Errors {
			row, _ := e.Position()
			faults = append(faults, fmt.Errorf("%s:%d：不认识的键 %s，可用 rule、place、reason、by、until", file, row, strings.Join(e.Key(), ".")))
		}
		return errors.Join(faults...)
	case errors.As(err, &syntax):
		row, col := syntax.Position()
		return fmt.Errorf("%s:%d:%d：写法不对：%s", file, row, col, syntax.Error())
	}
	return fmt.Errorf("%s：%w", file, err)
}

// waiverLines are the lines of the [[waiver]] heads.
func waiverLines(data []byte) []int {
	var out []int
	for i, l := range strings.Split(string(data), "\n") {
		if strings.HasPrefix(strings.TrimSpace(l), "[[waiver]]") {
			out = append(out, i+1)
		}
	}
	return out
}

// Apply marks what is waived on the given day in the findings of all documents. What
// there is to say of the waivers themselves stands with the last.
func (w *Waivers) Apply(docs []Document, today time.Time) {
	x := w.On(today)
	for i := range docs {
		x.Mark(&docs[i])
	}
	if len(docs) > 0 {
		last := &docs[len(docs)-1]
		last.Findings = append(last.Findings, x.Left()...)
	}
}

// Waiving marks what is waived in documents one after another.
type Waiving struct {
	of   *Waivers
	day  string
	used []bool
}

// On begins to waive on a day; of no waivers, which may be nil, nothing is waived.
func (w *Waivers) On(today time.Time) *Waiving {
	if w == nil {
		w = &Waivers{}
	}
	return &Waiving{w, today.Format(time.DateOnly), make([]bool, len(w.list))}
}

// Mark marks what is waived in a document. A finding after its waiver's end is not waived.
func (x *Waiving) Mark(d *Document) {
	for i := range d.Findings {
		f := &d.Findings[i]
		for k := range x.of.list {
			one := &x.of.list[k].Waiver
			if slices.Contains(f.Also, one.Rule) {
				x.used[k] = true // it stands beside another rule, which speaks for both
			}
			if one.Rule != f.Rule || one.Place != "" && one.Place != f.Place() {
				continue
			}
			x.used[k] = true
			if one.Until == "" || one.Until >= x.day {
				f.Waived = one
			}
		}
	}
}

// Left are the warnings of waivers that are over, or that nothing needed.
func (x *Waiving) Left() (out []Finding) {
	for k, one := range x.of.list {
		at := place.Ref{File: x.of.file, Line: one.line}
		what := strings.TrimSpace(one.Rule + " " + one.Place)
		switch {
		case one.Until != "" && one.Until < x.day:
			out = append(out, Finding{
				Rule: "WAIVER-EXPIRED", Severity: Warning, Title: "放行已过期",
				Message: fmt.Sprintf("对 %s 的放行到 %s 为止，已不起作用", what, one.Until), Hint: "问题已改就删去这一条，否则重新决定并改期限", Ref: at,
			})
		case !x.used[k]:
			out = append(out, Finding{
				Rule: "WAIVER-UNUSED", Severity: Warning, Title: "放行没有用到",
				Message: fmt.Sprintf("没有 %s 这样的问题", what), Hint: "删去这一条，或核对 rule 和 place 是否照报告所写", Ref: at,
			})
		}
	}
	return out
}
