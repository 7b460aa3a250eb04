package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"mingbai/internal/pipeline"
)

// annotate writes the documents with their findings marked, where that was asked
// for, and tells what became of each.
func (ui *terminal) annotate(cmd *cobra.Command, got *pipeline.Checked, out string) error {
	if out == "" {
		return nil
	}
	list, err := got.Annotate(cmd.Context(), out)
	if err != nil {
		return err
	}
	written := 0
	for _, a := range list {
		if a.Path == "" {
			if len(list) > 1 {
				fmt.Fprintf(ui.err, ui.t("没有标注 %s：%s\n", "not annotated %s: %s\n"), a.Name, a.Why)
			}
			continue
		}
		written++
		fmt.Fprintf(ui.err, ui.t("已标注 %s：%d 处\n", "annotated %s: %d places\n"), a.Path, a.Marks)
	}
	if one := pipeline.Unmarked(list); one != nil {
		return one
	}
	if written == 0 {
		return errors.New(ui.t("--annotate 只在 PDF 上标注，这些文件里没有可以标注的", "--annotate marks PDF files; there is none among these that could be marked"))
	}
	return nil
}
