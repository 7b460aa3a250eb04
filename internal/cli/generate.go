package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"mingbai/internal/pipeline"
)

func newGenerate(ui *terminal) *cobra.Command {
	var o pipeline.GenerateOptions
	cmd := &cobra.Command{
		Use:   "generate",
		Short: ui.t("编造若干合规单位的公开件，可埋下已知的错，供测试", "make up documents of lawful units, with planted faults, for tests"),
		Example: "  mingbai generate -n 100 --seed 1 -o " + ui.t("样本", "samples") + "\n" +
			"  mingbai generate -n 100 --seed 1 --faults 2 --format txt,json -o " + ui.t("样本", "samples"),
		Args: ui.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.Faults < 0 {
				return fmt.Errorf(ui.t("--faults 应不小于 0，现为 %d", "--faults takes 0 or more, not %d"), o.Faults)
			}
			if o.Years < 1 || o.Years > 20 {
				return fmt.Errorf(ui.t("--years 应在 1 到 20 之间，现为 %d", "--years takes 1 to 20, not %d"), o.Years)
			}
			step, done := ui.progress()
			o.Progress = func(n, of int) { step(fmt.Sprintf("%d/%d", n, of)) }
			err := pipeline.Generate(cmd.Context(), o)
			done()
			if err != nil {
				return err
			}
			ui.sayf(ui.t("写了 %d 个单位到 %s", "wrote %d units to %s"), o.N, o.Out)
			if o.Faults > 0 {
				ui.sayf(ui.t("每个埋了 %d 处错，真值在 %s", "%d faults in each; the truth is in %s"), o.Faults, pipeline.TruthFile)
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.IntVarP(&o.N, "number", "n", 10, ui.t("多少个`单位`", "how many `UNITS`"))
	f.Uint64Var(&o.Seed, "seed", 1, ui.t("随机`种子`；同一种子得同样的文件", "`SEED`; the same gives the same files"))
	f.IntVar(&o.Years, "years", 1, ui.t("每个单位连着写几`年`", "`YEARS` in a row of each unit"))
	f.IntVar(&o.Faults, "faults", 0, ui.t("每个单位埋几`处`错", "`FAULTS` planted in each"))
	f.StringVarP(&o.Out, "out", "o", "generated", ui.t("写到哪个`文件夹`", "`DIR` to write to"))
	f.StringSliceVar(&o.Formats, "format", nil, ui.t("`格式`，与 build 相同；不写就是 txt,json", "`FORMATS` as of build; default txt,json"))
	return cmd
}
