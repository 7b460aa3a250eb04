package cli

import (
	"github.com/spf13/cobra"

	"mingbai/internal/pipeline"
)

func newReconstruct(ui *terminal) *cobra.Command {
	var o pipeline.ImportOptions
	cmd := &cobra.Command{
		Use:     ui.t("import 公开件", "import FILE"),
		Short:   ui.t("由公开件反推一本账册，逐格印出来与公开的一致", "make a book of a published document that prints the same tables"),
		Example: ui.t("  mingbai import 公开件.docx -o 账册", "  mingbai import document.docx -o book"),
		Args:    ui.args(1, 1, ui.t("一份公开件", "one document")),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.File = args[0]
			res, err := pipeline.Import(cmd.Context(), o)
			if err != nil {
				return ui.unforced(err)
			}
			ui.findings(res.Findings)
			what := ui.t("账册", "book")
			if res.Book == nil {
				what = ui.t("底稿", "manuscript")
			}
			ui.sayf(ui.t("%s：%s（公开的数 %d 个，逐格印得相同 %d 个）", "%s: %s (%d published amounts, %d print the same)"), what, o.Out, res.Cells, res.Equal)
			if res.Cells != res.Equal {
				return errFindings
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.Out, "out", "o", ui.t("账册", "book"), ui.t("写到哪个`文件夹`或 .xlsx", "`DIR` or .xlsx to write to"))
	f.StringVar(&o.Profile, "profile", "", ui.t("用哪个`模板`读；不写就选最吻合的", "`PROFILE` to read with; default the best fit"))
	f.StringVar(&o.ProfileDir, "profile-dir", "", ui.t("自己的模板所在的`文件夹`", "`DIR` of your own profiles"))
	f.BoolVar(&o.Overwrite, "force", false, ui.t("覆盖已有的账册", "overwrite what is there"))
	return cmd
}
