package cli

import (
	"cmp"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"mingbai/internal/book"
	"mingbai/internal/budget"
	"mingbai/internal/pipeline"
	"mingbai/internal/store"
)

// someUnknown is how many bodies that nothing is held of are named.
const someUnknown = 20

func newApprovals(ui *terminal) *cobra.Command {
	var at storeFlags
	var profiles string
	cmd := &cobra.Command{
		Use:   ui.t("approvals [批复.csv]", "approvals [APPROVALS.csv]"),
		Short: ui.t("记下各部门、单位的批复日期，网站由此算是否按时公开", "give the days of approval, which tell what was published in time"),
		Long: ui.t("公开件里没有批复日期，批复的人知道。一行写一个地区、部门或单位：地区代码、部门、单位、年度、种类（预算、决算）、\n"+
			"口径（单位、部门；空着是两种都是）、批复日期、公开日期（知道才写，一行一个单位）、依据（批文号或网址）。\n"+
			"只写地区的，说的是这一级自己的全部部门和单位；写了部门的盖过地区的，写了单位的又盖过部门的。\n"+
			"再给一次，以后一次为准；批复日期空着是收回。有一处不对就一行也不记，以 1 退出。不写文件，就照同样的格式列出记着的。",
			"Documents do not say when they were approved; those who approve know. A row names a region, a department or a unit:\n"+
				"地区代码, 部门, 单位, 年度, 种类 (预算, 决算), 口径 (单位, 部门; empty: both), 批复日期, 公开日期 (where it is known, of one\n"+
				"unit), 依据 (where it stands). A unit's row goes before its department's, and that before the region's. Given again, the\n"+
				"later holds; an empty 批复日期 takes it back. With an error nothing is stored, exit 1. Without a file, lists what is held."),
		Example: ui.t("  mingbai approvals 批复.csv --data 数据\n  mingbai approvals --data 数据 > 批复.csv", "  mingbai approvals approvals.csv --data data\n  mingbai approvals --data data > approvals.csv"),
		Args:    ui.args(0, 1, ui.t("批复日期的清单（CSV）", "a list of days of approval (CSV)")),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return at.with(cmd.Context(), func(s *store.Store) error {
					list, err := s.Approvals(cmd.Context())
					if err != nil {
						return err
					}
					return book.WriteApprovals(ui.out, list)
				})
			}
			list, err := ui.readApprovals(args[0])
			if err != nil {
				return err
			}
			return at.with(cmd.Context(), func(s *store.Store) error { return ui.putApprovals(cmd, s, profiles, list) })
		},
	}
	at.add(ui, cmd)
	cmd.Flags().StringVar(&profiles, "profile-dir", "", ui.t("自己的模板所在的`文件夹`", "`DIR` of your own profiles"))
	return cmd
}

func (ui *terminal) readApprovals(name string) ([]budget.Approval, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf(ui.t("读批复日期的清单：%w", "reading the list: %w"), err)
	}
	list, found := book.ReadApprovals(name, data)
	if err := ui.ended(found); err != nil {
		return nil, err
	}
	return list, nil
}

func (ui *terminal) putApprovals(cmd *cobra.Command, s *store.Store, profiles string, list []budget.Approval) error {
	step, done := ui.progress()
	n, err := pipeline.Approve(cmd.Context(), pipeline.ApproveOptions{
		Store: s, Actor: actor(), ProfileDir: profiles, List: list,
		Told: func(seen int) { step(fmt.Sprintf(ui.t("已看 %d 份公开件", "seen %d documents"), seen)) },
	})
	done()
	if err != nil {
		return err
	}
	for i, a := range n.Unknown {
		if i == someUnknown {
			fmt.Fprintf(ui.err, ui.t("还有 %d 个部门、单位，库里没有它们的公开件\n", "and of %d more\n"), len(n.Unknown)-i)
			break
		}
		fmt.Fprintf(ui.err, ui.t("库里还没有 %s“%s”的公开件；记下了，名称写错的话改正再给一次\n", "nothing is held yet of %s %q; check the name\n"), a.Region, cmp.Or(a.Unit, a.Department))
	}
	ui.sayf(ui.t("%d 行：新记 %d，改 %d，收回 %d，没有变化 %d；%d 份公开件的检查结果有变", "%d rows: added %d, changed %d, taken back %d, unchanged %d; findings of %d documents changed"),
		len(list), n.Added, n.Changed, n.Removed, n.Unchanged, n.Judged)
	return nil
}
