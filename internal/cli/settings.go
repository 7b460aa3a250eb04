package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"mingbai/internal/settings"
)

// settled gives each option that stands not on the command line its value from
// the environment, MINGBAI_TRUSTED_PROXY for --trusted-proxy, or else from the
// file of settings.
func (ui *terminal) settled(cmd *cobra.Command, file string) error {
	given, err := ui.readSettings(cmd, file)
	if err != nil {
		return err
	}
	for _, f := range flagsOf(cmd.Flags().VisitAll) {
		if f.Changed || !settable(f.Name) {
			continue
		}
		name := variable(f.Name)
		if v := os.Getenv(name); v != "" {
			if f.Value.Set(v) != nil {
				return fmt.Errorf(ui.t("环境变量 %s 的值不对，应为%s", "the variable %s is wrong, it should be %s"), name, ui.shape(f.Value.Type()))
			}
			continue
		}
		s, ok := given[f.Name]
		if ok && take(f.Value, s.Values) != nil {
			return fmt.Errorf(ui.t("%s 第%d行：%s 的值不对，应为%s", "%s line %d: the value of %s is wrong, it should be %s"), file, s.Line, s.Key, ui.shape(f.Value.Type()))
		}
	}
	return nil
}

// variable is the environment's name of an option.
func variable(option string) string {
	return "MINGBAI_" + strings.ToUpper(strings.ReplaceAll(option, "-", "_"))
}

// settable tells which options are settings.
func settable(option string) bool { return option != "config" && option != "help" && option != "lang" }

// readSettings reads a file of settings; every key in it is an option.
func (ui *terminal) readSettings(cmd *cobra.Command, file string) (map[string]settings.Setting, error) {
	if file == "" {
		return nil, nil
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf(ui.t("读设置：%w", "reading settings: %w"), err)
	}
	list, err := settings.Parse(file, content)
	if err != nil {
		return nil, err
	}
	out := map[string]settings.Setting{}
	for _, s := range list {
		if cmd.Flags().Lookup(s.Key) == nil || !settable(s.Key) {
			msg := fmt.Sprintf(ui.t("%s 第%d行：没有 %s 这个设置", "%s line %d: there is no setting %s"), file, s.Line, s.Key)
			if near := nearestFlag(cmd, s.Key); near != "" && settable(near) {
				msg += fmt.Sprintf(ui.t("，是否为 %s？", "; did you mean %s?"), near)
			}
			return nil, fmt.Errorf(ui.t("%s\n设置与选项同名，%s --help 列出全部", "%s\nsettings are called as options are; %s --help lists all"), msg, cmd.CommandPath())
		}
		out[s.Key] = s
	}
	return out, nil
}

// take sets an option to values: the one, or all of a list.
func take(v interface{ Set(string) error }, values []string) error {
	if list, ok := v.(interface{ Replace([]string) error }); ok {
		return list.Replace(values)
	}
	if len(values) != 1 {
		return fmt.Errorf("%d values", len(values))
	}
	return v.Set(values[0])
}

// shape says what the value of an option is like.
func (ui *terminal) shape(kind string) string {
	switch kind {
	case "bool":
		return ui.t(" true 或 false", "true or false")
	case "int", "int64":
		return ui.t("整数", "a whole number")
	case "float64":
		return ui.t("数", "a number")
	case "duration":
		return ui.t("时间，如 30s", "a time such as 30s")
	case "stringSlice", "stringArray":
		return ui.t("一串文字", "a list of text")
	}
	return ui.t("文字", "text")
}
