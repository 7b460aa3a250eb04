package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/pipeline"
)

func newPublish(ui *terminal) *cobra.Command {
	var o pipeline.PublishOptions
	var rounding string
	var reasons []string
	cmd := &cobra.Command{
		Use:   ui.t("publish 账册|文件夹", "publish BOOK|DIR"),
		Short: ui.t("签名发布：写进只能添加的日志，附上离线也能核对的凭据", "sign and log a release, with a bundle that verifies offline"),
		Long: ui.t("编出账册的全部文件（或取文件夹里编好的文件），检查，签名，写进日志，在文件旁写下凭据 ….release.json。\n"+
			"有没放行的错误就不发布，以 1 退出；有放行的错误，要加负责人的签名 --head-key。\n"+
			"发布过的不能替换：有改动，用 --corrects 和 --reason 作为更正发布，每处改动都写进清单。",
			"Builds a book's files (or takes those of a folder), checks, signs and logs them, and writes a bundle beside them.\n"+
				"Errors that are not waived stop it, exit 1; waived ones need the head's signature, --head-key.\n"+
				"Nothing is ever replaced: --corrects and --reason publish a correction that lists each change."),
		Example: ui.t("  mingbai publish 账册.xlsx -o 公开 --key 密钥 --log 日志\n"+
			"  mingbai publish 公开 --key 密钥 --log 日志 --head-key 负责人/head.key --waivers waivers.toml\n"+
			"  mingbai publish 账册.xlsx -o 公开 --key 密钥 --log 日志 --corrects 3f2a91c07b --reason 录入有误",
			"  mingbai publish book.xlsx -o out --key keys --log log\n"+
				"  mingbai publish out --key keys --log log --head-key head/head.key --waivers waivers.toml\n"+
				"  mingbai publish book.xlsx -o out --key keys --log log --corrects 3f2a91c07b --reason WHY"),
		Args: ui.args(1, 1, ui.t("一本账册，或编好的文件的文件夹", "a book, or a folder of built files")),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			o.Build.Book = args[0]
			if o.Key == "" || o.Log == "" {
				return fmt.Errorf("%s", ui.t("要写明密钥 --key 和日志 --log；还没有密钥，先用 mingbai keys new 造", "give --key and --log; mingbai keys new makes keys"))
			}
			if o.Build.Rounding, err = compose.ParseRounding(rounding); err != nil {
				return err
			}
			if o.ReasonFor, err = ui.reasons(reasons); err != nil {
				return err
			}
			return ui.publish(cmd, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Key, "key", "", ui.t("单位的`私钥`，或放密钥的文件夹", "the unit's private `KEY`, or its folder"))
	f.StringVar(&o.Log, "log", "", ui.t("日志的`文件夹`，没有就新建", "`DIR` of the log, made if missing"))
	f.StringVar(&o.HeadKey, "head-key", "", ui.t("负责人的`私钥`，有放行的错误时要", "the head's private `KEY`, needed with waived errors"))
	f.StringVar(&o.SM2Key, "sm2-key", "", ui.t("再用这把 SM2 `私钥`签一次", "sign with this SM2 `KEY` too"))
	f.StringVar(&o.LogKey, "log-key", "", ui.t("日志的`私钥`；不写就是 --key 旁边的 log.key", "the log's private `KEY`; default log.key beside --key"))
	f.StringVar(&o.Corrects, "corrects", "", ui.t("更正哪一次发布：`编号`或它的前几位", "`ID` of the release to correct, or its first digits"))
	f.StringVar(&o.Reason, "reason", "", ui.t("更正的`原因`", "`WHY` it is corrected"))
	f.StringArrayVar(&reasons, "reason-for", nil, ui.t("某一处改动自己的原因，`位置=原因`，可写多次", "`PLACE=WHY` of a single change; may be repeated"))
	f.StringVar(&o.Waivers, "waivers", "", ui.t("放行`清单`，发布编好的文件时用；账册用它自己的", "waivers `FILE`, for built files; a book has its own"))
	f.StringVarP(&o.Build.Out, "out", "o", "out", ui.t("编出的文件写到哪个`文件夹`", "`DIR` to write built files to"))
	f.StringVar(&o.Build.Profile, "profile", "", ui.t("`模板`；不写就用账册里写的", "`PROFILE`; default the book's own"))
	f.StringVar(&o.Build.ProfileDir, "profile-dir", "", ui.t("自己的模板所在的`文件夹`", "`DIR` of your own profiles"))
	f.StringSliceVar(&o.Build.Formats, "format", nil, ui.t("`格式`：docx,pdf,xlsx,html,json,txt；不写就全部", "`FORMATS`: docx,pdf,xlsx,html,json,txt; default all"))
	f.StringVar(&rounding, "rounding", "independent", ui.t("怎样`取舍`：independent 逐格四舍五入，balanced 配平", "`HOW` to round: independent (each cell) or balanced (sums close)"))
	return cmd
}

// reasons takes PLACE=WHY apart.
func (ui *terminal) reasons(list []string) (map[string]string, error) {
	out := map[string]string{}
	for _, s := range list {
		place, why, ok := strings.Cut(s, "=")
		if !ok || place == "" || why == "" {
			return nil, fmt.Errorf(ui.t("--reason-for 应写成 位置=原因，现为“%s”", "--reason-for takes PLACE=WHY, not %q"), s)
		}
		out[place] = why
	}
	return out, nil
}

// publish runs the pipeline and shows what came of it.
func (ui *terminal) publish(cmd *cobra.Command, o pipeline.PublishOptions) error {
	step, done := ui.progress()
	o.Build.Progress, o.Build.Today = step, time.Now()
	o.Program = "mingbai " + Version
	p, err := pipeline.Publish(cmd.Context(), o)
	done()
	switch {
	case err != nil:
		return err
	case p.Built != nil && len(p.Built.Files) == 0:
		return ui.unbuilt(p.Built)
	case p.Refused():
		return ui.refused(p)
	}
	ui.released(p, o)
	return nil
}

// refused shows why nothing was published.
func (ui *terminal) refused(p *pipeline.Published) error {
	for _, s := range p.Unlike {
		fmt.Fprintln(ui.err, s)
	}
	n := 0
	for i := range p.Checked.Findings {
		f := &p.Checked.Findings[i]
		if f.Severity < diag.Error || f.Waived != nil && p.NeedHead == 0 {
			continue
		}
		n++
		fmt.Fprintf(ui.err, "%s %s %s  %s：%s\n", ui.paint(f.Severity, ui.t("错误", "error")), f.Rule, f.Title, f.Place(), f.Message)
	}
	switch {
	case len(p.Unlike) > 0:
		fmt.Fprintf(ui.err, ui.t("没有发布：%d 个文件与数据说的不一样；重新编出全部文件再发布\n", "not published: %d files differ from the data; build all files anew\n"), len(p.Unlike))
	case p.NeedHead > 0:
		fmt.Fprintf(ui.err, ui.t("没有发布：有 %d 个放行的错误，要负责人也签名；加 --head-key，没有密钥先造：mingbai keys new 负责人 --owner 某负责人 --role head --for 某单位\n", "not published: %d waived errors need the head's signature: --head-key; to make a key: mingbai keys new head --owner NAME --role head --for UNIT\n"), p.NeedHead)
	default:
		fmt.Fprintf(ui.err, ui.t("没有发布：有 %d 个没放行的错误；改好，或在 waivers.toml 里写明理由放行\n", "not published: %d errors; mend them or waive them in waivers.toml\n"), n)
	}
	return errFindings
}

// released tells what was published.
func (ui *terminal) released(p *pipeline.Published, o pipeline.PublishOptions) {
	m := p.Manifest
	if p.Again {
		ui.sayf(ui.t("这些文件已经发布过，没有再写一条；凭据重新写好", "these files were published before; the bundle is written anew"))
	}
	ui.sayf("%s", m.Document)
	ui.sayf(ui.t("  编号 %s", "  ID %s"), p.Bundle.ID)
	ui.sayf(ui.t("  日志 %s 第 %d 条，%s", "  log %s entry %d, %s"), o.Log, p.Bundle.Log.Index, m.Time)
	ui.sayf(ui.t("  文件 %d 个，凭据 %s", "  files %d, bundle %s"), len(m.Files), p.Path)
	for _, name := range p.LeftOut {
		ui.sayf(ui.t("  不是公开件，没有发布：%s", "  no document, left out: %s"), name)
	}
	if c := m.Corrects; c != nil {
		ui.sayf(ui.t("  更正 %s，改动 %d 处，原因：%s", "  corrects %s, %d changes, why: %s"), c.ID, len(c.Changes), c.Reason)
		for _, x := range c.Changes {
			why := ""
			if x.Reason != "" {
				why = ui.t("  原因：", "  why: ") + x.Reason
			}
			ui.sayf("    %s %s %s %s%s → %s%s%s", x.Group, x.Place, x.Name, x.Old, x.Unit, x.New, x.Unit, why)
		}
	}
	if n := len(m.Waived); n > 0 {
		ui.sayf(ui.t("  放行的错误 %d 个，写进了清单，负责人已签名", "  %d waived errors are in the manifest, signed by the head"), n)
	}
}
