package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"mingbai/internal/web/service/reader"
)

// newReadOne is what the server starts for each file that somebody sends. It is
// no command for people, and stands in no list.
func newReadOne(ui *terminal) *cobra.Command {
	var o reader.Options
	var b reader.Bounds
	cmd := &cobra.Command{
		Use:    "read-one FILE",
		Hidden: true,
		Args:   ui.args(1, 1, ui.t("一个文件", "one file")),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := b.Apply(); err != nil {
				return err
			}
			reader.EndWith(os.Stdin)
			o.File, o.Version = args[0], Version
			o.Step = func(step string) { fmt.Fprintln(ui.out, step) }
			return reader.Read(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Out, "out", "", "")
	f.StringVar(&o.Profile, "profile", "", "")
	f.StringVar(&o.ProfileDir, "profile-dir", "", "")
	f.Int64Var(&b.Memory, "memory", 0, "")
	f.IntVar(&b.CPU, "cpu", 0, "")
	f.Int64Var(&b.File, "file-size", 0, "")
	return cmd
}
