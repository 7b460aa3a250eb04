package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/rules"
)

func newRules(ui *terminal) *cobra.Command {
	var family string
	cmd := &cobra.Command{
		Use:     "rules",
		Short:   ui.t("列出检查用的全部规则", "list the rules that documents are checked by"),
		Example: "  mingbai rules\n  mingbai rules --family SUM",
		Args:    ui.noArgs,
		RunE: func(*cobra.Command, []string) error {
			last, n := "", 0
			for i := range rules.All().Rules {
				r := &rules.All().Rules[i]
				if family != "" && !strings.EqualFold(family, r.Family()) {
					continue
				}
				if r.Family() != last {
					last = r.Family()
					ui.sayf("%s %s", last, rules.FamilyName(last))
				}
				ui.sayf("  %-8s %s  %s", r.ID, ui.severity(r.Severity), r.Title)
				n++
			}
			if n == 0 {
				return fmt.Errorf(ui.t("没有“%s”这一类规则；不带 --family 列出全部", "there is no family %q; without --family all are listed"), family)
			}
			ui.sayf(ui.t("共 %d 条；mingbai explain 编号 说明其中一条", "%d rules; mingbai explain ID explains one"), n)
			return nil
		},
	}
	cmd.Flags().StringVar(&family, "family", "", ui.t("只列`一类`，如 SUM", "only one `FAMILY`, as SUM"))
	return cmd
}

func (ui *terminal) severity(s diag.Severity) string {
	if ui.lang == "en" {
		return s.String()
	}
	return s.Chinese()
}

func newExplain(ui *terminal) *cobra.Command {
	return &cobra.Command{
		Use:     ui.t("explain 规则", "explain RULE"),
		Short:   ui.t("说明一条规则：是什么意思、依据、怎样改、对的和错的例子", "explain a rule: what it means, its basis, what to do, examples"),
		Example: "  mingbai explain SUM-001",
		Args:    ui.args(1, 1, ui.t("一条规则的编号", "the id of a rule")),
		RunE: func(_ *cobra.Command, args []string) error {
			id := strings.ToUpper(args[0])
			var ids []string
			for i := range rules.All().Rules {
				r := &rules.All().Rules[i]
				if r.ID == id {
					ui.rule(r)
					return nil
				}
				ids = append(ids, r.ID)
			}
			msg := fmt.Sprintf(ui.t("没有规则 %s", "there is no rule %s"), args[0])
			if near := nearest(id, ids); near != "" {
				msg += fmt.Sprintf(ui.t("，是否为 %s？", "; did you mean %s?"), near)
			}
			return fmt.Errorf(ui.t("%s（mingbai rules 列出全部）", "%s (mingbai rules lists all)"), msg)
		},
	}
}

// rule shows one rule whole.
func (ui *terminal) rule(r *check.Rule) {
	ui.sayf("%s %s  %s", r.ID, r.Title, ui.severity(r.Severity))
	ui.sayf("")
	ui.sayf("%s", r.Doc)
	for _, row := range [][3]string{
		{"公式", "formula", r.Formula},
		{"依据", "basis", rules.BasisOf(r.Basis)},
		{"办法", "what to do", r.Hint},
		{"对的", "right", r.Right},
		{"错的", "wrong", r.Wrong},
		{"适用", "applies to", ui.applies(r)},
		{"未查的原因", "why not checked", r.Lacks},
	} {
		if row[2] != "" {
			ui.sayf("  %s  %s", ui.t(row[0], row[1]), strings.ReplaceAll(row[2], "\n", "\n    "))
		}
	}
}

func (ui *terminal) applies(r *check.Rule) string {
	out := r.Scope
	if out == "all" {
		out = ui.t("各省", "every province")
	}
	switch r.Kind {
	case "budget":
		out += ui.t("，预算", ", budgets")
	case "final":
		out += ui.t("，决算", ", final accounts")
	}
	if r.Since != 0 {
		out += fmt.Sprintf(ui.t("，%d 年起", ", since %d"), r.Since)
	}
	if r.Until != 0 {
		out += fmt.Sprintf(ui.t("，到 %d 年", ", until %d"), r.Until)
	}
	if r.Off {
		out += ui.t("；默认不查", "; off by default")
	}
	return out
}
