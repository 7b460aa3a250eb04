package cli

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"mingbai/internal/pipeline"
	"mingbai/internal/store"
)

func newLoad(ui *terminal) *cobra.Command {
	var o pipeline.LoadOptions
	var at storeFlags
	var queue bool
	cmd := &cobra.Command{
		Use:   ui.t("load 文件…", "load FILE…"),
		Short: ui.t("把公开件存进库：读、检查、存下来，供查询和公开", "read, check and store documents"),
		Long: ui.t("把账册、本程序的数据和别人的公开件（PDF、Word、Excel、网页、文本）读出来、检查过，连同原文件存进库。\n"+
			"同一个文件再存一次什么也不变；同一份公开件读得更好或内容有改动，存为新的一版，旧版留着。\n"+
			"随时可以中断，再运行一次接着存。有文件存不了时以 2 退出。",
			"Reads books, our data and other people's documents, checks them and stores them with their files. The same file\ntwice changes nothing; what says something else becomes a new version. May be interrupted and run again. Exit 2\nwhere a file could not be stored."),
		Example: ui.t("  mingbai load 公开件 --data 数据\n  mingbai load 2023年.pdf --region 140200 --source https://example.org/2023.pdf",
			"  mingbai load folder --data data\n  mingbai load 2023.pdf --region 140200 --source https://example.org/2023.pdf"),
		Args: ui.args(1, 1<<20, ui.t("要存的文件或文件夹", "files or folders to store")),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Files, o.Stdin, o.Actor = args, cmd.InOrStdin(), actor()
			collectLate()
			return at.with(cmd.Context(), func(s *store.Store) error {
				o.Store = s
				if queue {
					return ui.enqueue(cmd, o)
				}
				return ui.load(cmd, o)
			})
		},
	}
	at.add(ui, cmd)
	f := cmd.Flags()
	f.StringVar(&o.Profile, "profile", "", ui.t("用哪个`模板`读；不写就选最吻合的", "`PROFILE` to read with; default the best fit"))
	f.StringVar(&o.ProfileDir, "profile-dir", "", ui.t("自己的模板所在的`文件夹`", "`DIR` of your own profiles"))
	f.StringVar(&o.Region, "region", "", ui.t("都属于哪个区划（六位`代码`）；不写就照单位名称和模板认", "`CODE` of the region that all belong to; default told from names and profile"))
	f.StringVar(&o.Source, "source", "", ui.t("从哪里来的（`网址`）；不写就记路径", "`ADDRESS` that they came from; default their paths"))
	f.BoolVar(&o.Reread, "reread", false, ui.t("存过的文件也重读一遍：程序读得更好了时用", "read anew what is stored already"))
	f.BoolVar(&o.Replace, "replace", false, ui.t("以这次读的为准，哪怕读得不如现有的好", "what is read now counts, even if read worse"))
	f.BoolVar(&queue, "queue", false, ui.t("只排上任务，由 mingbai worker 去读和存", "only put them into the queue, for mingbai worker"))
	f.IntVarP(&o.Jobs, "jobs", "j", 0, ui.t("同时读几`份`；不写就按处理器数", "`N` documents at once; default the processors"))
	return cmd
}

// loadTally counts what became of the files.
type loadTally struct {
	results map[store.Result]int
	seen    int
	faults  int
	guessed int
}

func (ui *terminal) load(cmd *cobra.Command, o pipeline.LoadOptions) error {
	started := time.Now()
	tally := loadTally{results: map[store.Result]int{}}
	step, done := ui.progress()
	o.Told = func(n, of int, l pipeline.Loaded) {
		step(fmt.Sprintf(ui.t("已存 %d/%d", "stored %d/%d"), n, of))
		ui.loaded(&tally, l)
	}
	err := pipeline.Load(cmd.Context(), o)
	done()
	ui.loadSummary(&tally, time.Since(started))
	if err != nil {
		return err
	}
	if tally.faults > 0 {
		return errUnreadable
	}
	return nil
}

// enqueue puts the files into the queue.
func (ui *terminal) enqueue(cmd *cobra.Command, o pipeline.LoadOptions) (err error) {
	jobs, err := o.Store.Jobs(cmd.Context(), store.JobsOptions{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, jobs.Close()) }()
	tally := loadTally{results: map[store.Result]int{}}
	step, done := ui.progress()
	o.Told = func(n, of int, l pipeline.Loaded) {
		step(fmt.Sprintf(ui.t("已看 %d/%d", "seen %d/%d"), n, of))
		ui.loaded(&tally, l)
	}
	n, err := pipeline.Enqueue(cmd.Context(), o, jobs)
	done()
	ui.sayf(ui.t("排上 %d 个；已存过或已排着 %d 个，读不了 %d 个", "queued %d; stored or queued already %d, unreadable %d"), n, tally.seen, tally.faults)
	if err == nil && tally.faults > 0 {
		err = errUnreadable
	}
	return err
}

// loaded counts one file, and tells of it where a person should know.
func (ui *terminal) loaded(t *loadTally, l pipeline.Loaded) {
	switch {
	case l.Fault != nil:
		t.faults++
		ui.fail(l.Fault)
	case l.Seen:
		t.seen++
	default:
		t.results[l.Outcome.Result]++
	}
	if l.Guessed {
		t.guessed++
		fmt.Fprintf(ui.err, ui.t("%s：认不出“%s”属于哪个区划，放在“中央和区划不明的”下；知道的话用 --region 再存一次\n",
			"%s: the region of %s is not known; give it with --region\n"), l.Name, l.Unit)
	}
	if l.Outcome.Result == store.Aside {
		fmt.Fprintf(ui.err, ui.t("%s：与库里的不同，但读得不如库里的好，存为第%d版，仍以原来的为准；要以它为准，加 --replace 再存一次\n",
			"%s: differs from what is stored and was read worse; kept as version %d, which does not count; --replace makes it count\n"), l.Name, l.Outcome.Version)
	}
}

func (ui *terminal) loadSummary(t *loadTally, took time.Duration) {
	n := t.seen + t.faults
	for _, c := range t.results {
		n += c
	}
	ui.sayf(ui.t("%d 个文件：新存 %d，新版本 %d，另存一版 %d，内容相同的另一个文件 %d，问题有变 %d，没有变化 %d，存不了 %d；用时 %s",
		"%d files: added %d, new versions %d, laid aside %d, same content %d, findings changed %d, unchanged %d, failed %d; %s"),
		n, t.results[store.Added], t.results[store.NewVersion], t.results[store.Aside], t.results[store.FileAdded],
		t.results[store.Rechecked], t.results[store.Unchanged]+t.seen, t.faults, took.Round(10*time.Millisecond))
}
