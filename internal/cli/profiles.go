package cli

import (
	"errors"
	"runtime"

	"github.com/spf13/cobra"

	"mingbai/internal/profile"
)

func newProfiles(ui *terminal) *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:     "profiles",
		Short:   ui.t("列出可用的模板（省、年度、文件种类）", "list the profiles (province, year, kind)"),
		Example: "  mingbai profiles\n" + ui.t("  mingbai profiles --profile-dir 我的模板", "  mingbai profiles --profile-dir mine"),
		Args:    ui.noArgs,
		RunE: func(*cobra.Command, []string) error {
			set, err := profile.Open(dir)
			if err != nil {
				return err
			}
			var broken []error
			for _, s := range set.List() {
				p, err := set.Load(s.ID)
				if err != nil {
					broken = append(broken, err)
					continue
				}
				ui.sayf(ui.t("%-28s %s：%d 张表，%d 节", "%-28s %s: %d tables, %d sections"), s.ID, s.Name, len(p.Tables), len(p.Sections))
			}
			return errors.Join(broken...)
		},
	}
	cmd.Flags().StringVar(&dir, "profile-dir", "", ui.t("自己的模板所在的`文件夹`", "`DIR` of your own profiles"))
	return cmd
}

func newVersion(ui *terminal) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   ui.t("显示版本", "print the version"),
		Example: "  mingbai version",
		Args:    ui.noArgs,
		Run: func(*cobra.Command, []string) {
			ui.sayf("mingbai %s (%s %s/%s)", Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
		},
	}
}
