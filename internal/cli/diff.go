package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"mingbai/internal/compare"
	"mingbai/internal/pipeline"
)

func newDiff(ui *terminal) *cobra.Command {
	var o pipeline.DiffOptions
	var format string
	cmd := &cobra.Command{
		Use:   ui.t("diff 前 后", "diff A B"),
		Short: ui.t("对照两份公开件：数、文字、项目、检查结果改了什么", "what changed between two documents: cells, sentences, projects, findings"),
		Long: ui.t("按意思对照两份公开件，各是什么格式都行：同一份的 PDF 与 Word，今年与去年，预算与决算。\n"+
			"空格、全角半角、换行不算改动；元与万元换算后比较；年度不同时，各自的年份不算改动。\n"+
			"没有改动以 0 退出，有改动以 1 退出，读不了以 2 退出。",
			"Compares two documents by meaning, whatever format each is in: a PDF with a DOCX of the same, this year with\nlast, a budget with a final account. Exit 0 same, 1 different, 2 could not."),
		Example: ui.t("  mingbai diff 公开件.pdf 公开件.docx\n  mingbai diff 去年.docx 今年.docx --format html > 对照.html",
			"  mingbai diff document.pdf document.docx\n  mingbai diff last.docx this.docx --format html > diff.html"),
		Args: ui.args(2, 2, ui.t("两份公开件", "two documents")),
		RunE: func(cmd *cobra.Command, args []string) error {
			write, err := ui.diffWriter(format)
			if err != nil {
				return err
			}
			o.A, o.B = args[0], args[1]
			c, err := pipeline.Diff(cmd.Context(), o)
			if err != nil {
				return err
			}
			if err := write(cmd.OutOrStdout(), c); err != nil {
				return fmt.Errorf(ui.t("写对照结果：%w", "writing the comparison: %w"), err)
			}
			if !c.Same() {
				return errFindings
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&format, "format", "text", ui.t("`格式`：text、json、html", "`FORMAT`: text, json, html"))
	f.StringVar(&o.Profile, "profile", "", ui.t("两份都用这个`模板`读；不写就各选最吻合的", "`PROFILE` to read both with; default the best fit of each"))
	f.StringVar(&o.ProfileDir, "profile-dir", "", ui.t("自己的模板所在的`文件夹`", "`DIR` of your own profiles"))
	return cmd
}

func (ui *terminal) diffWriter(format string) (func(io.Writer, *compare.Comparison) error, error) {
	switch format {
	case "text":
		return func(w io.Writer, c *compare.Comparison) error {
			return c.WriteText(w, compare.TextOptions{Colour: paints(w)})
		}, nil
	case "json":
		return func(w io.Writer, c *compare.Comparison) error { return c.WriteJSON(w) }, nil
	case "html":
		return func(w io.Writer, c *compare.Comparison) error { return c.WriteHTML(w) }, nil
	}
	formats := []string{"text", "json", "html"}
	msg := fmt.Sprintf(ui.t("--format 应为 %s 之一，现为“%s”", "--format takes one of %s, not %q"), strings.Join(formats, "、"), format)
	if near := nearest(format, formats); near != "" {
		msg += fmt.Sprintf(ui.t("，是否为 %s？", "; did you mean %s?"), near)
	}
	return nil, fmt.Errorf("%s", msg)
}
