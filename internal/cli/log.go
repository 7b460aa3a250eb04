package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"mingbai/internal/release"
)

func newLog(ui *terminal) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "log",
		Short:   ui.t("看守发布的日志", "watch over a log of releases"),
		Example: "  mingbai log watch --log https://example.gov.cn/log/ --trust keys.note --state watch.json",
		Args:    ui.noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newLogWatch(ui))
	return cmd
}

func newLogWatch(ui *terminal) *cobra.Command {
	var trust []string
	var where, state string
	var once, files bool
	var every time.Duration
	cmd := &cobra.Command{
		Use:   "watch",
		Short: ui.t("记住日志的检查点，看它是不是只增不改", "remember a log's checkpoint and see that it only grows"),
		Long: ui.t("记住日志的检查点，下次来看它是不是由那时只增不改长出来的，并读出新的每一条。\n"+
			"日志退回、分叉、签名不对，把前后两个检查点留作证据，以 1 退出；读不到，以 2 退出。\n"+
			"新的每一条旁边的凭据和公开数据也核对；第一次看和加了 --files 才核对全部，那要都取一遍。",
			"Remembers the checkpoint, and next time sees that the log grew from it by appending alone; reads every new entry.\n"+
				"A rollback, a fork or a wrong signature is kept as evidence, exit 1; what cannot be read is exit 2.\n"+
				"The bundles and disclosures beside new entries are checked too; those of all at each look with --files."),
		Example: ui.t("  mingbai log watch --log https://例.gov.cn/log/ --trust keys.note --state 日志.json --once\n  mingbai log watch --log 日志 --trust keys.note --state 日志.json --every 10m",
			"  mingbai log watch --log https://example.gov.cn/log/ --trust keys.note --state watch.json --once\n  mingbai log watch --log log --trust keys.note --state watch.json --every 10m"),
		Args: ui.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case where == "" || state == "":
				return errors.New(ui.t("要写明看哪个日志 --log，记在哪个文件 --state；例：mingbai log watch --log 日志 --trust keys.note --state 日志.json --once", "give --log and --state, as: mingbai log watch --log log --trust keys.note --state watch.json --once"))
			case !once && every < time.Second:
				return fmt.Errorf(ui.t("--every 至少 1s，现为 %s", "--every is at least 1s, not %s"), every)
			}
			t, err := ui.readTrust(trust)
			if err != nil {
				return err
			}
			src, err := release.Open(where)
			if err != nil {
				return err
			}
			log := release.NewLog(src, t)
			if once {
				return ui.look(cmd.Context(), log, state, files)
			}
			return ui.watch(cmd.Context(), log, state, every, files)
		},
	}
	f := cmd.Flags()
	f.StringVar(&where, "log", "", ui.t("日志的`地址`：http(s) 或文件夹", "`URL` or folder of the log"))
	f.StringVar(&state, "state", "", ui.t("记检查点的`文件`", "`FILE` that remembers the checkpoint"))
	f.StringArrayVar(&trust, "trust", nil, ui.t("信任的密钥`名单` keys.note，可写多次", "key `LIST` to trust, keys.note; may be repeated"))
	f.BoolVar(&once, "once", false, ui.t("只看一次", "look once"))
	f.BoolVar(&files, "files", false, ui.t("每次都核对全部凭据和公开数据，不只是新的", "check all bundles and disclosures each time, not only new ones"))
	f.DurationVar(&every, "every", time.Minute, ui.t("隔多`久`看一次", "`TIME` between looks"))
	return cmd
}

// watch looks again and again, until the log is at fault or the user ends it.
func (ui *terminal) watch(ctx context.Context, log *release.Log, state string, every time.Duration, files bool) error {
	ui.sayf(ui.t("每 %s 看一次，按 Ctrl-C 结束；只看一次加 --once", "a look every %s, Ctrl-C ends it; --once looks once"), every)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		err := ui.look(ctx, log, state, files)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, errFindings):
			return err
		case err != nil:
			ui.fail(err) // and try again
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// look looks once and tells what was found.
func (ui *terminal) look(ctx context.Context, log *release.Log, state string, files bool) error {
	w, err := release.Watch(ctx, log, state)
	if err != nil {
		return err
	}
	if w.Fault != nil {
		ui.sayf(ui.t("日志有问题：%s", "the log is at fault: %s"), w.Fault)
		ui.sayf(ui.t("证据：%s；留好它和 %s，通知管日志的单位和财政部门", "evidence: %s; keep it and %s, tell the log's keeper"), w.Evidence, state)
		return errFindings
	}
	switch {
	case w.Old == nil:
		ui.sayf(ui.t("第一次看：日志 %s，共 %d 条", "first look: log %s, %d entries"), w.New.Origin, w.New.Size)
	case w.Old.Size == w.New.Size:
		ui.sayf(ui.t("日志 %s：%d 条，没有新的", "log %s: %d entries, none new"), w.New.Origin, w.New.Size)
	default:
		ui.sayf(ui.t("日志 %s：%d 条 → %d 条，只增没改", "log %s: %d → %d entries, grown by appending alone"), w.New.Origin, w.Old.Size, w.New.Size)
	}
	for _, r := range w.Releases {
		what := ui.t("发布", "release")
		if r.Manifest.Corrects != nil {
			what = ui.t("更正", "correction")
		}
		ui.sayf("  %d  %s  %s  %s  %s", r.Index, r.Manifest.Time, what, r.Manifest.Document, r.ID)
	}
	return ui.beside(ctx, log, w, files)
}

// beside tells what is wrong beside the entries that are new, or beside all.
func (ui *terminal) beside(ctx context.Context, log *release.Log, w *release.Watched, all bool) error {
	from := int64(0)
	if w.Old != nil && !all {
		from = w.Old.Size
	}
	faults, err := log.Beside(ctx, w.New, from)
	if err != nil {
		return err
	}
	for _, f := range faults {
		ui.sayf(ui.t("日志旁边的文件有问题：%s", "beside the log: %s"), f)
	}
	if len(faults) == 0 {
		return nil
	}
	ui.sayf(ui.t("日志本身没有问题；请管日志的单位由备份恢复这 %d 个文件", "the log itself is sound; its keeper should restore these %d files"), len(faults))
	return errFindings
}
