// Package cli is the command line: one file a command. Commands parse flags,
// call the pipeline and show the result; nothing is computed here.
//
// What is said, and where: results and summaries go to standard output;
// progress, findings and errors to standard error. Colour only on a terminal,
// never with NO_COLOR. Exit status: 0 done; 1 the input has errors (nothing was
// written) or findings at the severity of --fail-on; 2 the command could not do
// its work.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"mingbai/internal/diag"
)

// Version is set when a release is linked.
var Version = "dev"

// Errors that end a command after all has been said; they choose the status.
var (
	errFindings   = errors.New("findings") // 1
	errUnreadable = errors.New("input that cannot be read")
)

// Main runs the command line and returns the exit status.
func Main(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends at once
	ui := newTerminal(stdout, stderr, args)
	if ui.lang != "zh" && ui.lang != "en" {
		ui.fail(fmt.Errorf("--lang 应为 zh 或 en，现为“%s” (--lang takes zh or en)", ui.lang))
		return 2
	}
	root := newRoot(ui)
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errFindings):
		return 1
	case !errors.Is(err, errUnreadable):
		ui.fail(err)
	}
	return 2
}

func newRoot(ui *terminal) *cobra.Command {
	root := &cobra.Command{
		Use:   "mingbai",
		Short: ui.t("公共预算的编译器和检查器", "compiler and linter for public budgets"),
		Long: ui.t("明白账：由一本精确到元的账册，编出单位预算公开的全部表格、说明、图和绩效表，\n写成 Word、PDF、Excel、网页和数据；检查公开件，不论谁编的，指出哪里不对、错在哪一格、应是多少。",
			"mingbai compiles a book of exact yuan into the statutory tables, narrative, charts and\nperformance forms of a Chinese unit budget, as Word, PDF, Excel, a web page and data; and checks\nsuch documents, whoever made them: what is wrong, at which cell, and what is right."),
		Example: ui.t("  mingbai demo                          看一个完整的例子\n  mingbai init 账册.xlsx --unit 某单位  新建一本账册\n  mingbai build 账册.xlsx -o 公开       编出全部文件\n  mingbai check 公开件.pdf              检查一份公开件",
			"  mingbai demo                          see a whole example\n  mingbai init book.xlsx --unit NAME    begin a book\n  mingbai build book.xlsx -o out        write all files\n  mingbai check document.pdf            check a document"),
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       Version,
		Args:          ui.noArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.PersistentFlags().String("lang", "zh", ui.t("消息的`语言`：zh 或 en", "`LANGUAGE` of messages: zh or en"))
	root.AddCommand(newDemo(ui), newInit(ui), newBuild(ui), newBook(ui), newProfiles(ui), newCheck(ui), newDiff(ui), newReconstruct(ui), newRules(ui), newExplain(ui), newGenerate(ui), newLoad(ui), newWorker(ui), newApprovals(ui), newBackup(ui), newRestore(ui), newSnapshot(ui), newServe(ui), newKeys(ui), newPublish(ui), newVerify(ui), newLog(ui), newReadOne(ui), newReady(ui), newVersion(ui))
	ui.words(root)
	return root
}

// noArgs refuses arguments; for a command that has others under it, the first
// is taken for a command that is not there.
func (ui *terminal) noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if !cmd.HasAvailableSubCommands() {
		return fmt.Errorf(ui.t("%s 后面不写“%s”\n%[1]s --help 列出全部选项", "%s takes no %q\n%[1]s --help lists all options"), cmd.CommandPath(), args[0])
	}
	msg := fmt.Sprintf(ui.t("没有“%s”这个命令", "there is no command %q"), args[0])
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	if near := nearest(args[0], names); near != "" {
		msg += fmt.Sprintf(ui.t("，是否为 %s？", "; did you mean %s?"), near)
	}
	return fmt.Errorf(ui.t("%s\n%s --help 列出全部命令", "%s\n%s --help lists all commands"), msg, cmd.CommandPath())
}

// args asks for between least and most arguments, named for the message.
func (ui *terminal) args(least, most int, names string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, got []string) error {
		if len(got) >= least && len(got) <= most {
			return nil
		}
		return fmt.Errorf(ui.t("%s 后面应写%s，现有 %d 个参数\n例：%s", "%s takes %s, got %d arguments\nexample: %s"),
			cmd.CommandPath(), names, len(got), strings.TrimSpace(strings.SplitN(cmd.Example, "\n", 2)[0]))
	}
}

// ended shows findings and turns those of a book into how the command ends: not
// at all, with status 1 where the content is wrong, with 2 where there was
// nothing that could be read.
func (ui *terminal) ended(findings diag.Findings) error {
	ui.findings(findings)
	if !findings.Has(diag.Error) {
		return nil
	}
	for _, f := range findings {
		if f.Severity == diag.Error && f.Rule != "INPUT-FILE" {
			return errFindings
		}
	}
	return errUnreadable
}
