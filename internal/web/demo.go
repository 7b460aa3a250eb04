package web

import (
	"fmt"
	"mime"
	"net/http"
	"path/filepath"
	"time"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/pipeline"
	"mingbai/internal/web/page"
)

// DemoFacts are what the caller knows of a build beside its result.
type DemoFacts struct {
	Took       time.Duration
	Contents   [2]string      // what the disclosure holds, counted, in words: Chinese, English
	Report     *diag.Document // what checking it gave; nil where it was not checked
	ReportFile string         // the whole report, as a page
	Document   string         // address of the document's page on the site; may be empty
}

// demoView is what the page shows.
type demoView struct {
	Title, Unit string
	MoneyUnit   string
	Figures     []figure
	Files       []demoFile
	Document    string
	Findings    []demoFinding
	Check       *demoCheck
	Contents    [2]string
	Took        int64 // ms
}

// figure is an amount with its name.
type figure struct{ Name, Amount string }

type demoFile struct {
	Title, Name, Href, Size string
	For                     purpose
}

// demoCheck is the report in short.
type demoCheck struct {
	Rules, Passed, Failed, NotApplicable, NotChecked int
	Errors, Warnings, Notes, Waived                  int
	List                                             []demoFinding // the errors
}

type demoFinding struct{ Class, Severity, Title, Message, Place, Hint string }

// purposes say what each kind of file is for.
var purposes = map[string]purpose{
	"docx": {"Word document", "还要改的稿子：目录、表、图、绩效表都可以接着改", "A draft to go on with: contents, tables, charts and target forms can all be edited"},
	"pdf":  {"PDF (tagged)", "定稿发布、打印：有书签和标签，读屏软件能读", "To publish and print: with bookmarks and tags that screen readers follow"},
	"xlsx": {"Excel workbook", "核对、再算：一张表一页，金额是数，合计是公式", "To check and reckon with: a sheet a table, amounts are numbers, totals are formulas"},
	"html": {"Web page", "放到网站上：一个文件，手机上能看，不用脚本", "For a website: one file, fit for phones, without script"},
	"json": {"Data", "给程序读：表、行、列和文字里的数都分开写明", "For programs: tables, rows, columns and the numbers in sentences, each told apart"},
	"txt":  {"Plain text", "粘贴、检索：全文，表格用制表符隔开", "To paste and search: the whole text, tables parted by tabs"},
}

// purpose is what a kind of file is called in English, and what it is for.
type purpose struct{ Title, zh, en string }

// Demo is the page of what a build made, at /demo, with the files under
// /demo/files/ and the report on them at /demo/check.
func Demo(res *pipeline.Result, facts DemoFacts) Part { return built{res, facts} }

type built struct {
	res   *pipeline.Result
	facts DemoFacts
}

// Routes implements Part.
func (b built) Routes(mux *http.ServeMux) {
	view := viewOf(b.res, b.facts)
	for _, f := range b.res.Files {
		mux.HandleFunc("GET /demo/files/"+f.Format, serveFile(f))
	}
	if b.facts.ReportFile != "" {
		mux.HandleFunc("GET /demo/check", serveFile(pipeline.File{Format: "html", Path: b.facts.ReportFile}))
	}
	mux.HandleFunc("GET /demo", func(w http.ResponseWriter, r *http.Request) {
		l := page.LangOf(r.Context())
		f := page.Frame{Title: l.T("编出的文件", "Files that were built"), Path: "/demo", NoIndex: true}
		if err := page.Render(w, r, http.StatusOK, f, builtPage(l, view)); err != nil {
			page.Trouble(w, r, http.StatusInternalServerError, l.T("这一页没有写成", "This page could not be made"), l.T("刷新再试。", "Reload it."))
		}
	})
}

func viewOf(res *pipeline.Result, facts DemoFacts) demoView {
	d := res.Disclosure
	view := demoView{
		Title: d.Title, Unit: d.Unit.Name, Contents: facts.Contents, Took: facts.Took.Milliseconds(), Document: facts.Document,
	}
	view.Figures, view.MoneyUnit = totals(d)
	titles := map[string]string{}
	for _, f := range pipeline.Formats() {
		titles[f.Key] = f.Title
	}
	for _, f := range res.Files {
		view.Files = append(view.Files, demoFile{
			Title: titles[f.Format], For: purposes[f.Format], Name: filepath.Base(f.Path),
			Href: "/demo/files/" + f.Format, Size: fmt.Sprintf("%d KB", (f.Size+1023)/1024),
		})
	}
	view.Findings = shown(res.Findings, diag.Warning)
	if facts.Report != nil {
		view.Check = checkOf(facts.Report)
	}
	return view
}

// words say the counts in one sentence.
func (c *demoCheck) words(l page.Lang) string {
	return fmt.Sprintf(l.T("规则 %d 条，成立 %d，不成立 %d，不适用 %d，未查 %d；错误 %d，警告 %d，提示 %d，已放行 %d。",
		"%d rules, passed %d, failed %d, not applicable %d, not checked %d; errors %d, warnings %d, notes %d, waived %d. "),
		c.Rules, c.Passed, c.Failed, c.NotApplicable, c.NotChecked, c.Errors, c.Warnings, c.Notes, c.Waived)
}

func checkOf(d *diag.Document) *demoCheck {
	o := d.Outcomes()
	c := &demoCheck{
		Rules: len(d.Rules), Passed: o["passed"], Failed: o["failed"], NotApplicable: o["not_applicable"], NotChecked: o["not_checked"],
		List: shown(d.Findings, diag.Error),
	}
	for i := range d.Findings {
		switch f := &d.Findings[i]; {
		case f.Waived != nil:
			c.Waived++
		case f.Severity == diag.Error:
			c.Errors++
		case f.Severity == diag.Warning:
			c.Warnings++
		default:
			c.Notes++
		}
	}
	return c
}

// shown are the findings from a severity on that nobody waived, as the page
// shows them.
func shown(findings diag.Findings, least diag.Severity) (out []demoFinding) {
	for i := range findings {
		if f := &findings[i]; f.Severity >= least && f.Waived == nil {
			out = append(out, demoFinding{f.Severity.String(), f.Severity.Chinese(), f.Title, f.Message, f.Place(), f.Hint})
		}
	}
	return out
}

// totals are the amounts of the total line of 支出总表 (T03), column by column.
func totals(d *budget.Disclosure) (out []figure, unit string) {
	t := d.Table("T03")
	if t == nil || len(t.Panels) == 0 {
		return nil, ""
	}
	panel := t.Panels[0]
	for _, l := range panel.Lines {
		if !l.Total || len(l.Cells) != len(panel.Columns) {
			continue
		}
		for i, c := range l.Cells {
			if c.Printed.Text != "" {
				out = append(out, figure{panel.Columns[i], c.Printed.Text})
			}
		}
		break
	}
	if len(out) > 0 && out[0].Name == "合计" {
		out[0].Name = "支出合计"
	}
	return out, t.MoneyUnit.String()
}

// contentTypes are fixed: what the system's table says differs from machine to
// machine.
var contentTypes = map[string]string{
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"pdf":  "application/pdf",
	"html": "text/html; charset=utf-8",
	"json": "application/json; charset=utf-8",
	"txt":  "text/plain; charset=utf-8",
}

func serveFile(f pipeline.File) http.HandlerFunc {
	disposition := "inline"
	if f.Format == "docx" || f.Format == "xlsx" {
		disposition = "attachment"
	}
	header := mime.FormatMediaType(disposition, map[string]string{"filename": filepath.Base(f.Path)})
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", contentTypes[f.Format])
		w.Header().Set("Content-Disposition", header)
		if f.Format == "html" { // it carries its style within, and no script
			w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'")
		}
		http.ServeFile(w, r, f.Path)
	}
}
