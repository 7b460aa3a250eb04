package cli

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/pipeline"
)

func newBuild(ui *terminal) *cobra.Command {
	var o pipeline.Options
	var rounding, failOn string
	cmd := &cobra.Command{
		Use:   ui.t("build 账册", "build BOOK"),
		Short: ui.t("由账册编出公开文件：Word、PDF、Excel、网页、数据、纯文本", "compile a book into Word, PDF, Excel, a web page, data and text"),
		Example: ui.t("  mingbai build 账册.xlsx -o 公开\n"+
			"  mingbai build examples/datong-2023 -o out --format docx,pdf\n"+
			"  mingbai build 账册.xlsx --rounding balanced",
			"  mingbai build book.xlsx -o out\n"+
				"  mingbai build examples/datong-2023 -o out --format docx,pdf\n"+
				"  mingbai build book.xlsx --rounding balanced"),
		Args: ui.args(1, 1, ui.t("一本账册（文件夹或 .xlsx）", "one book (a folder or an .xlsx)")),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			o.Book = args[0]
			if o.Rounding, err = compose.ParseRounding(rounding); err != nil {
				return err
			}
			limit, err := ui.failOn(failOn)
			if err != nil {
				return err
			}
			return ui.build(cmd, o, limit)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.Out, "out", "o", "out", ui.t("写到哪个`文件夹`", "`DIR` to write to"))
	f.StringVar(&o.Profile, "profile", "", ui.t("`模板`；不写就用账册里写的", "`PROFILE`; default the book's own"))
	f.StringVar(&o.ProfileDir, "profile-dir", "", ui.t("自己的模板所在的`文件夹`", "`DIR` of your own profiles"))
	f.StringSliceVar(&o.Formats, "format", nil, ui.t("`格式`：docx,pdf,xlsx,html,json,txt；不写就全部", "`FORMATS`: docx,pdf,xlsx,html,json,txt; default all"))
	f.StringVar(&rounding, "rounding", "independent", ui.t("怎样`取舍`：independent 逐格四舍五入，balanced 配平", "`HOW` to round: independent (each cell) or balanced (sums close)"))
	f.StringVar(&failOn, "fail-on", "error", ui.t("到哪一`级`就以 1 退出：error、warning、never", "exit 1 at `SEVERITY`: error, warning, never"))
	return cmd
}

func (ui *terminal) failOn(s string) (diag.Severity, error) {
	switch s {
	case "error":
		return diag.Error, nil
	case "warning":
		return diag.Warning, nil
	case "never":
		return diag.Error + 1, nil
	}
	return 0, fmt.Errorf(ui.t("--fail-on 应为 error、warning 或 never，现为“%s”", "--fail-on takes error, warning or never, not %q"), s)
}

// build runs the pipeline and shows what came of it.
func (ui *terminal) build(cmd *cobra.Command, o pipeline.Options, failOn diag.Severity) error {
	started := time.Now()
	step, done := ui.progress()
	o.Progress, o.Today = step, started
	res, err := pipeline.Build(cmd.Context(), o)
	done()
	if err != nil {
		return err
	}
	if len(res.Files) == 0 {
		return ui.unbuilt(res)
	}
	ui.findings(res.Findings)
	if err := ui.checked(res); err != nil {
		return err
	}
	ui.summary(res, time.Since(started))
	if res.Findings.Has(failOn) || res.Checked.Worst() >= failOn {
		return errFindings
	}
	return nil
}

// checked shows what the rules say of what was built, errors and warnings.
func (ui *terminal) checked(res *pipeline.Result) error {
	report := diag.Report{Documents: []diag.Document{res.Checked}}
	return report.WriteText(ui.err, diag.TextOptions{Colour: ui.colour, English: ui.lang == "en"})
}

// unbuilt shows why nothing was written.
func (ui *terminal) unbuilt(res *pipeline.Result) error {
	err := ui.ended(res.Findings)
	if errors.Is(err, errUnreadable) {
		fmt.Fprintln(ui.err, ui.t("账册读不了，没有写任何文件", "the book cannot be read; nothing was written"))
		return err
	}
	fmt.Fprintf(ui.err, ui.t("账册有 %d 个错误，没有写任何文件；改好后再运行一次\n", "the book has %d errors; nothing was written\n"), res.Findings.Count(diag.Error))
	return err
}

// written tells what was written and what is in it.
func (ui *terminal) written(res *pipeline.Result) {
	d := res.Disclosure
	ui.sayf("%s %s", d.Unit.Name, d.Title)
	for _, f := range res.Files {
		ui.sayf("  %-5s %7s  %s", f.Format, size(f.Size), f.Path)
	}
	ui.sayf("%s", ui.contents(d))
}

// summary tells what was written and what was found.
func (ui *terminal) summary(res *pipeline.Result, took time.Duration) {
	ui.written(res)
	counts, waived := tally(append(slices.Clone(res.Findings), res.Checked.Findings...))
	ui.sayf(ui.t("错误 %d，警告 %d，提示 %d，已放行 %d；用时 %d 毫秒", "errors %d, warnings %d, notes %d, waived %d; %d ms"),
		counts[diag.Error], counts[diag.Warning], counts[diag.Note], waived, took.Milliseconds())
}

// tally counts findings by severity, the waived ones apart.
func tally(findings diag.Findings) (counts map[diag.Severity]int, waived int) {
	counts = map[diag.Severity]int{}
	for i := range findings {
		if findings[i].Waived != nil {
			waived++
		} else {
			counts[findings[i].Severity]++
		}
	}
	return counts, waived
}

func size(n int) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", (n+1023)/1024)
	}
	return fmt.Sprintf("%d.%d MB", n>>20, n%(1<<20)*10>>20)
}
