package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"mingbai/internal/pipeline"
	"mingbai/internal/store"
)

// workerFlags say what a worker is to do.
type workerFlags struct {
	drain bool
	list  bool
	state []string
	retry int64
}

func newWorker(ui *terminal) *cobra.Command {
	var o pipeline.WorkOptions
	var at storeFlags
	var flags workerFlags
	cmd := &cobra.Command{
		Use:   "worker",
		Short: ui.t("做排着的任务：读、检查、存进库；可以同时开几个", "do the jobs of the queue; several may run at once"),
		Long: ui.t("做 load --queue 排下的任务，直到被停下（Ctrl-C，或收到 SIGTERM：手上的做完再停）。\n"+
			"失败的隔 10 秒、30 秒……再试，共 8 次；文件本身读不了的不再试。进程被杀掉也不丢：任务过一会儿由别的 worker 接着做，不会存两次。",
			"Does what load --queue put into the queue, until it is stopped. What fails is tried again at growing intervals;\na job whose worker was killed is taken up by another."),
		Example: ui.t("  mingbai worker --data 数据\n  mingbai worker --data 数据 --list", "  mingbai worker --data data\n  mingbai worker --data data --list"),
		Args:    ui.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return at.with(cmd.Context(), func(s *store.Store) (err error) {
				jobs, err := s.Jobs(cmd.Context(), store.JobsOptions{})
				if err != nil {
					return err
				}
				defer func() { err = errors.Join(err, jobs.Close()) }()
				o.Store, o.Drain = s, flags.drain
				return ui.worker(cmd, o, flags, jobs)
			})
		},
	}
	at.add(ui, cmd)
	f := cmd.Flags()
	f.StringVar(&o.ProfileDir, "profile-dir", "", ui.t("自己的模板所在的`文件夹`", "`DIR` of your own profiles"))
	f.IntVarP(&o.Jobs, "jobs", "j", 0, ui.t("同时做几`个`；不写就按处理器数", "`N` jobs at once; default the processors"))
	f.BoolVar(&flags.drain, "drain", false, ui.t("做完眼下的就结束", "end when nothing is due"))
	f.BoolVar(&flags.list, "list", false, ui.t("不做，只列出任务：状态、试了几次、错在哪里", "list the jobs instead"))
	f.StringSliceVar(&flags.state, "state", nil, ui.t("只列这些`状态`：available、running、retryable、scheduled、completed、cancelled、discarded", "list these `STATES` only"))
	f.Int64Var(&flags.retry, "retry", 0, ui.t("把放弃了的任务（`编号`）再排上", "put job `ID` back into the queue"))
	return cmd
}

func (ui *terminal) worker(cmd *cobra.Command, o pipeline.WorkOptions, flags workerFlags, jobs *store.Jobs) error {
	switch {
	case flags.retry != 0:
		if err := jobs.Retry(cmd.Context(), flags.retry); err != nil {
			return err
		}
		ui.sayf(ui.t("任务 %d 又排上了", "job %d is queued again"), flags.retry)
		return nil
	case flags.list:
		return ui.listJobs(cmd, flags, jobs)
	}
	tally := loadTally{results: map[store.Result]int{}}
	o.Told = func(l pipeline.Loaded) {
		ui.loaded(&tally, l)
		if l.Fault == nil {
			ui.sayf(ui.t("%s：%s %d 年", "%s: %s %d"), l.Name, l.Unit, l.Year)
		}
	}
	return pipeline.Work(cmd.Context(), o, jobs)
}

func (ui *terminal) listJobs(cmd *cobra.Command, flags workerFlags, jobs *store.Jobs) error {
	list, err := jobs.List(cmd.Context(), flags.state, store.Page{Limit: 1000})
	if err != nil {
		return err
	}
	words := map[string]string{
		"available": "等着", "running": "在做", "retryable": "等着再试", "scheduled": "还没到时候",
		"completed": "做完", "cancelled": "不再试", "discarded": "放弃", "pending": "还没到时候",
	}
	for _, j := range list.Items {
		why := ""
		if len(j.Errors) > 0 {
			why, _, _ = strings.Cut(j.Errors[len(j.Errors)-1], "\n")
		}
		ui.sayf("%d\t%s\t%d/%d\t%s\t%s", j.ID, ui.t(words[j.State], j.State), j.Attempt, j.MaxAttempts, j.Load.Name, why)
	}
	if len(list.Items) == 0 {
		fmt.Fprintln(ui.err, ui.t("没有任务", "no jobs"))
	}
	return nil
}
