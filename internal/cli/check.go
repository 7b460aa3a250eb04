package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/pipeline"
	"mingbai/internal/rules"
)

// gcPercent lets the heap grow to five times what is live before it is collected.
const gcPercent = 400

// heapLimit is where it is collected nonetheless: no file takes a gigabyte.
const heapLimit = 512 << 20

// collectLate suits many documents and pages, which are short-lived and small: fewer
// collections, a little more memory.
func collectLate() {
	debug.SetGCPercent(gcPercent)
	debug.SetMemoryLimit(heapLimit)
}

// checkFlags are how a report is shown.
type checkFlags struct {
	format              string
	failOn              string
	notes               bool
	verbose             bool
	approved, published string // days
	annotate            string // where the marked PDF goes
}

func newCheck(ui *terminal) *cobra.Command {
	var o pipeline.CheckOptions
	var flags checkFlags
	cmd := &cobra.Command{
		Use:   ui.t("check 文件…", "check FILE…"),
		Short: ui.t("检查公开件：哪里不对、错在哪一格、应是多少", "check published documents: what is wrong, at which cell, and what is right"),
		Long: ui.t("检查一份或多份公开件（文本、网页、Excel、Word、PDF、本程序的数据），谁编的都行；文件夹里的全部检查，- 读标准输入。\n"+
			"每个错只报一次，指出最可能错的那一格和应有的数。有错误时以 1 退出，有文件读不了时以 2 退出。",
			"Checks published documents (text, web pages, Excel, Word, PDF, our own data), whoever made them; folders are\nwalked, - reads standard input. Each fault is reported once, at the cell that is likeliest wrong, with the value\nthat puts it right. Exit 1 with errors, 2 where a file cannot be read."),
		Example: ui.t("  mingbai check 公开件.txt\n  mingbai check 公开件 --format csv > 问题.csv\n  mingbai check 今年.docx --prior 去年.docx --score\n  mingbai check 决算.pdf --prior 去年决算.pdf --prior 今年预算.pdf",
			"  mingbai check document.txt\n  mingbai check folder --format csv > findings.csv\n  mingbai check this.docx --prior last.docx --score\n  mingbai check account.pdf --prior last-account.pdf --prior budget.pdf"),
		Args: ui.args(1, 1<<20, ui.t("要检查的文件或文件夹", "files or folders to check")),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Files, o.Stdin, o.Today = args, cmd.InOrStdin(), time.Now()
			var err error
			if o.Timing, err = ui.timing(flags); err != nil {
				return err
			}
			return ui.check(cmd, o, flags)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Profile, "profile", "", ui.t("用哪个`模板`读；不写就选最吻合的", "`PROFILE` to read with; default the best fit"))
	f.StringVar(&o.ProfileDir, "profile-dir", "", ui.t("自己的模板所在的`文件夹`", "`DIR` of your own profiles"))
	f.StringVar(&flags.format, "format", "text", ui.t("`格式`：text、json、sarif、csv、html", "`FORMAT`: text, json, sarif, csv, html"))
	f.StringVar(&flags.failOn, "fail-on", "error", ui.t("到哪一`级`就以 1 退出：error、warning、never", "exit 1 at `SEVERITY`: error, warning, never"))
	f.StringVar(&o.Waivers, "waivers", "", ui.t("放行清单（`文件`，TOML）", "`FILE` of waivers (TOML)"))
	f.BoolVar(&flags.notes, "notes", false, ui.t("提示也列出", "list the notes too"))
	f.StringArrayVar(&o.Prior, "prior", nil, ui.t("上年的公开件（`文件`），核对上年数；决算还可再给当年的预算", "last year's document (`FILE`), to check claims about it; of an account its year's budget too"))
	f.StringVar(&flags.approved, "approved", "", ui.t("批复的`日期`（2025-02-01），和公开日期一起看是否按时公开", "the `DAY` of approval (2025-02-01), to tell with the next whether it was published in time"))
	f.StringVar(&flags.published, "published", "", ui.t("公开的`日期`（2025-02-20）", "the `DAY` of publication (2025-02-20)"))
	f.BoolVar(&o.Score, "score", false, ui.t("给公开程度打分", "mark how open the document is"))
	f.BoolVar(&o.ShowReading, "show-reading", false, ui.t("把读到的表列出来", "show the tables as they were read"))
	f.StringVar(&flags.annotate, "annotate", "", ui.t("在 PDF 上标出问题，写到这个`文件`；多份时是文件夹", "mark the findings on the PDF, written to `OUT`; a folder for several"))
	f.BoolVar(&flags.verbose, "verbose", false, ui.t("模板的吻合程度、读到的表、未查的规则也列出", "the fit of the profile, tables read, rules not checked"))
	f.IntVarP(&o.Jobs, "jobs", "j", 0, ui.t("同时检查几`份`；不写就按处理器数", "`N` documents at once; default the processors"))
	return cmd
}

// timing reads the days that the document does not say.
func (ui *terminal) timing(flags checkFlags) (t check.Timing, err error) {
	for _, one := range []struct {
		flag, text string
		to         *time.Time
	}{{"approved", flags.approved, &t.Approved}, {"published", flags.published, &t.Published}} {
		if one.text == "" {
			continue
		}
		if *one.to, err = time.Parse(time.DateOnly, one.text); err != nil {
			return t, fmt.Errorf(ui.t("--%s 应写成 2025-02-01，现为“%s”", "--%s takes a day as 2025-02-01, not %q"), one.flag, one.text)
		}
	}
	if t.Approved.IsZero() && !t.Published.IsZero() {
		return t, errors.New(ui.t("--published 要和 --approved 一起写", "--published needs --approved"))
	}
	return t, nil
}

// check runs the checks and shows the report.
func (ui *terminal) check(cmd *cobra.Command, o pipeline.CheckOptions, flags checkFlags) error {
	limit, err := ui.failOn(flags.failOn)
	if err != nil {
		return err
	}
	write, stream, err := ui.reportWriter(cmd.Context(), cmd.OutOrStdout(), flags)
	if err != nil {
		return err
	}
	if stream != nil {
		o.Each, o.Keep = stream.Document, flags.annotate != ""
	}
	step, done := ui.progress()
	if stream != nil && isTerminal(cmd.OutOrStdout()) {
		step = func(string) {} // the report itself tells
	}
	o.Trees = flags.format == "html"
	o.Progress = func(n, of int) { step(fmt.Sprintf(ui.t("已检查 %d/%d", "checked %d/%d"), n, of)) }
	collectLate()
	got, err := pipeline.Check(cmd.Context(), o)
	done()
	if err != nil {
		return err
	}
	if err := write(got); err != nil {
		return fmt.Errorf(ui.t("写报告：%w", "writing the report: %w"), err)
	}
	if n := len(got.Skipped); n > 0 {
		fmt.Fprintf(ui.err, ui.t("跳过 %d 个不是公开件的文件，如 %s\n", "skipped %d files that are no documents, as %s\n"), n, got.Skipped[0])
	}
	if err := ui.annotate(cmd, got, flags.annotate); err != nil {
		return err
	}
	switch got.Tally.Exit(limit) {
	case 1:
		return errFindings
	case 2:
		return errUnreadable
	}
	return nil
}

// reportWriter is the way of showing that was asked for: what ends the report when all
// is checked, and what writes each document before, in the formats that can.
func (ui *terminal) reportWriter(ctx context.Context, w io.Writer, flags checkFlags) (func(*pipeline.Checked) error, diag.Stream, error) {
	var stream diag.Stream
	switch flags.format {
	case "text":
		stream = diag.TextStream(w, diag.TextOptions{
			Colour: paints(w), Notes: flags.notes, Verbose: flags.verbose, English: ui.lang == "en",
		})
	case "json":
		stream = diag.JSONStream(w)
	case "csv":
		stream = diag.CSVStream(w)
	case "sarif":
		return func(c *pipeline.Checked) error { return c.Report.WriteSARIF(w, rules.Infos(), Version) }, nil, nil
	case "html":
		return func(c *pipeline.Checked) error {
			pages, err := c.Pictures(ctx)
			if err != nil {
				return err
			}
			return c.Report.WriteHTML(w, diag.HTMLOptions{Documents: c.Documents, Pages: pages, English: ui.lang == "en"})
		}, nil, nil
	default:
		return nil, nil, ui.noSuchFormat(flags.format)
	}
	return func(*pipeline.Checked) error { return stream.Close() }, stream, nil
}

func (ui *terminal) noSuchFormat(format string) error {
	formats := []string{"text", "json", "sarif", "csv", "html"}
	msg := fmt.Sprintf(ui.t("--format 应为 %s 之一，现为“%s”", "--format takes one of %s, not %q"), strings.Join(formats, "、"), format)
	if near := nearest(format, formats); near != "" {
		msg += fmt.Sprintf(ui.t("，是否为 %s？", "; did you mean %s?"), near)
	}
	return errors.New(msg)
}
