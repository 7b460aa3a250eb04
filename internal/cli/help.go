package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// words puts cobra's fixed English words into the language asked for.
func (ui *terminal) words(root *cobra.Command) {
	cobra.EnableCommandSorting = false // listed in the order of use
	cobra.MousetrapHelpText = ui.t("明白账在命令行里用：打开命令提示符，运行 mingbai demo\n",
		"mingbai is a command-line program: open a console and run mingbai demo\n")
	root.SetVersionTemplate("mingbai {{.Version}}\n")
	root.SetHelpCommand(ui.newHelp(root))
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { fmt.Fprint(cmd.OutOrStdout(), ui.help(cmd)) })
	root.SetFlagErrorFunc(ui.flagError)
	root.InitDefaultVersionFlag()
	root.Flags().Lookup("version").Usage = ui.t("显示版本", "print the version")
	ui.helpFlags(root)
}

// helpFlags words the flag --help of a command and of all under it.
func (ui *terminal) helpFlags(cmd *cobra.Command) {
	cmd.InitDefaultHelpFlag()
	cmd.Flags().Lookup("help").Usage = ui.t("显示帮助", "show help")
	for _, sub := range cmd.Commands() {
		ui.helpFlags(sub)
	}
}

func (ui *terminal) newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     ui.t("help [命令]", "help [COMMAND]"),
		Short:   ui.t("显示某个命令的用法和例子", "show how a command is used"),
		Example: "  mingbai help build",
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return ui.noArgs(root, args)
			}
			return cmd.Help()
		},
	}
}

// help is what --help prints: what the command does, how it is called, examples
// first, then the commands and options, aligned on a terminal's columns.
func (ui *terminal) help(cmd *cobra.Command) string {
	var b strings.Builder
	section := func(zh, en string, rows []string) {
		if len(rows) > 0 {
			fmt.Fprintf(&b, "\n%s\n%s\n", ui.t(zh, en), strings.Join(rows, "\n"))
		}
	}
	what := cmd.Long
	if what == "" {
		what = cmd.Short
	}
	b.WriteString(what + "\n")
	section("用法：", "Usage:", ui.usage(cmd))
	section("例：", "Examples:", strings.Split(cmd.Example, "\n"))
	section("命令：", "Commands:", commandRows(cmd))
	own, common := ui.options(cmd)
	section("选项：", "Options:", own)
	section("各命令都有的选项：", "Options of every command:", common)
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, ui.t("\n“%s 命令 --help”显示某个命令的用法和例子\n", "\n“%s COMMAND --help” shows how a command is used\n"), cmd.CommandPath())
	}
	return b.String()
}

func (ui *terminal) usage(cmd *cobra.Command) []string {
	if cmd.HasAvailableSubCommands() {
		return []string{"  " + cmd.CommandPath() + ui.t(" 命令 [选项] …", " COMMAND [OPTION] …")}
	}
	parent := ""
	if cmd.HasParent() {
		parent = cmd.Parent().CommandPath() + " "
	}
	return []string{"  " + parent + cmd.Use + ui.t(" [选项]", " [OPTION]")}
}

func commandRows(cmd *cobra.Command) []string {
	var rows [][2]string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			rows = append(rows, [2]string{c.Name(), c.Short})
		}
	}
	return aligned(rows)
}

// flagsOf gathers what a set of flags visits.
func flagsOf[F any](visit func(func(*F))) []*F {
	var out []*F
	visit(func(f *F) { out = append(out, f) })
	return out
}

// options are the lines of a command's own options and of those that all have.
func (ui *terminal) options(cmd *cobra.Command) (own, common []string) {
	var rows, shared [][2]string
	everywhere := cmd.Root().PersistentFlags()
	for _, f := range flagsOf(cmd.Flags().VisitAll) {
		if everywhere.Lookup(f.Name) == nil && !f.Hidden {
			rows = append(rows, ui.option(f.Shorthand, f.Name, f.Usage, f.DefValue))
		}
	}
	for _, f := range flagsOf(everywhere.VisitAll) {
		shared = append(shared, ui.option(f.Shorthand, f.Name, f.Usage, f.DefValue))
	}
	return aligned(rows), aligned(shared)
}

// option is one option's two columns. A word in back quotes names its value.
func (ui *terminal) option(short, name, usage, value string) [2]string {
	left := "    --" + name
	if short != "" {
		left = "-" + short + ", --" + name
	}
	if before, rest, ok := strings.Cut(usage, "`"); ok {
		word, after, _ := strings.Cut(rest, "`")
		left, usage = left+" "+word, before+word+after
	}
	if value != "" && value != "[]" && value != "false" {
		usage += fmt.Sprintf(ui.t("（默认 %s）", " (default %s)"), value)
	}
	return [2]string{left, usage}
}

// aligned sets two columns out.
func aligned(rows [][2]string) []string {
	wide := 0
	for _, r := range rows {
		wide = max(wide, columns(r[0]))
	}
	var out []string
	for _, r := range rows {
		out = append(out, "  "+r[0]+strings.Repeat(" ", wide-columns(r[0])+2)+r[1])
	}
	return out
}

// columns is how many columns a text takes on a terminal: two a Chinese character.
func columns(s string) (n int) {
	for _, r := range s {
		n++
		if r >= 0x2E80 {
			n++
		}
	}
	return n
}
