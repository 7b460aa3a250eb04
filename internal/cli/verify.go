package cli

import (
	"errors"
	"io/fs"

	"github.com/spf13/cobra"

	"mingbai/internal/release"
)

func newVerify(ui *terminal) *cobra.Command {
	var trust []string
	var log, bundle string
	cmd := &cobra.Command{
		Use:   ui.t("verify 文件", "verify FILE"),
		Short: ui.t("核对一份下载的公开件：是不是发布的那一份，有没有更正", "verify a downloaded file: as released, and not corrected since"),
		Long: ui.t("用凭据 ….release.json 离线核对，或连日志核对；两样都写，还查后来有没有更正。\n"+
			"都不写，用文件旁边的凭据。没有问题以 0 退出；被改过、签名不对、已被更正，以 1 退出；没法核对，以 2 退出。",
			"Verifies offline with the bundle, or against the log; with both it also looks for corrections.\n"+
				"With neither it takes the bundle beside the file. Exit 0 good; 1 changed, wrongly signed or corrected since; 2 could not."),
		Example: ui.t("  mingbai verify 公开件.pdf --trust keys.note\n  mingbai verify 公开件.pdf --trust keys.note --log https://例.gov.cn/log/",
			"  mingbai verify document.pdf --trust keys.note\n  mingbai verify document.pdf --trust keys.note --log https://example.gov.cn/log/"),
		Args: ui.args(1, 1, ui.t("一份公开件", "one file")),
		RunE: func(cmd *cobra.Command, args []string) error {
			q := release.Question{File: args[0]}
			var err error
			if q.Trust, err = ui.readTrust(trust); err != nil {
				return err
			}
			if log != "" {
				src, err := release.Open(log)
				if err != nil {
					return err
				}
				q.Log = release.NewLog(src, q.Trust)
			}
			if q.Bundle, err = bundleFor(args[0], bundle, log != ""); err != nil {
				return err
			}
			v, err := release.Verify(cmd.Context(), q)
			if err != nil {
				return err
			}
			return ui.verdict(args[0], v)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&trust, "trust", nil, ui.t("信任的密钥`名单` keys.note，可写多次", "key `LIST` to trust, keys.note; may be repeated"))
	f.StringVar(&log, "log", "", ui.t("日志的`地址`：http(s) 或文件夹", "`URL` or folder of the log"))
	f.StringVar(&bundle, "bundle", "", ui.t("`凭据` ….release.json；不写就找文件旁边的", "`BUNDLE` ….release.json; default the one beside the file"))
	return cmd
}

// bundleFor reads the bundle named, else the one beside the file; nil where there
// is none and a log can tell.
func bundleFor(file, bundle string, online bool) (*release.Bundle, error) {
	if bundle != "" {
		return release.ReadBundle(bundle)
	}
	b, err := release.BundleBeside(file)
	if errors.Is(err, fs.ErrNotExist) || err != nil && online {
		return nil, nil
	}
	return b, err
}

// verdict shows what a verification found.
func (ui *terminal) verdict(file string, v *release.Verdict) error {
	marks := map[release.Result]string{
		release.Good: ui.t("对  ", "good"), release.Remark: ui.t("注意", "note"),
		release.Unknown: ui.t("不明", "open"), release.Bad: ui.t("不对", "BAD "),
	}
	if v.Manifest != nil {
		ui.sayf(ui.t("%s，%s 发布，编号 %s", "%s, released %s, ID %s"), v.Manifest.Document, v.Manifest.Time, v.ID)
	}
	for _, c := range v.Checks {
		ui.sayf("  %s %s：%s", marks[c.Result], c.Name, c.Text)
	}
	switch v.Worst() {
	case release.Bad:
		ui.sayf(ui.t("%s：不能当作发布的原件", "%s: not to be taken for what was released"), file)
		return errFindings
	case release.Unknown:
		ui.sayf(ui.t("%s：没法核对", "%s: could not be verified"), file)
		return errUnreadable
	}
	ui.sayf(ui.t("%s：是发布的原件", "%s: as released"), file)
	return nil
}
