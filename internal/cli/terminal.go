package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"mingbai/internal/diag"
)

// terminal is where a command speaks: results to out, everything else to err.
type terminal struct {
	out, err io.Writer
	lang     string
	colour   bool // err is a terminal and colour is not refused
	live     bool // err is a terminal: progress is shown
}

func newTerminal(out, err io.Writer, args []string) *terminal {
	live := isTerminal(err)
	return &terminal{out: out, err: err, lang: langOf(args), live: live, colour: live && os.Getenv("NO_COLOR") == ""}
}

// langOf looks for --lang before the commands are made, so that help speaks it.
func langOf(args []string) string {
	for i, a := range args {
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			return v
		}
		if a == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
	}
	return "zh"
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// t picks the words of the language asked for.
func (ui *terminal) t(zh, en string) string {
	if ui.lang == "en" {
		return en
	}
	return zh
}

func (ui *terminal) sayf(format string, args ...any) { fmt.Fprintf(ui.out, format+"\n", args...) }

// fail shows what stopped the command.
func (ui *terminal) fail(err error) {
	fmt.Fprintf(ui.err, "%s %s\n", ui.paint(diag.Error, ui.t("错误", "error")), err)
}

// progress returns a function that is told each step; steps are shown where a
// person looks on and the work has taken longer than a second. The second
// function ends it.
func (ui *terminal) progress() (step func(string), done func()) {
	if !ui.live {
		return func(string) {}, func() {}
	}
	started, shown := time.Now(), false
	step = func(s string) {
		if time.Since(started) > time.Second {
			fmt.Fprintf(ui.err, "\r\x1b[K%s …", s)
			shown = true
		}
	}
	return step, func() {
		if shown {
			fmt.Fprint(ui.err, "\r\x1b[K")
		}
	}
}

func (ui *terminal) paint(s diag.Severity, word string) string {
	if !ui.colour {
		return word
	}
	code := map[diag.Severity]string{diag.Error: "31", diag.Warning: "33", diag.Note: "2"}[s]
	return "\x1b[" + code + "m" + word + "\x1b[0m"
}

// findings shows each finding: what and where in the first line, then what was
// expected and what to do.
func (ui *terminal) findings(fs diag.Findings) {
	for _, f := range fs {
		word := f.Severity.Chinese()
		if ui.lang == "en" {
			word = f.Severity.String()
		}
		fmt.Fprintf(ui.err, "%s %s %s：%s\n", ui.paint(f.Severity, word), f.Rule, f.Title, f.Message)
		place := f.Ref.Source()
		if a := f.Ref.Address(); a != "" {
			place = strings.TrimSpace(place + "  " + a)
		}
		for _, line := range []struct{ zh, en, text string }{
			{"位置", "at", place},
			{"应为", "expected", shorten(f.Expected)},
			{"是否", "did you mean", f.Nearest},
			{"办法", "fix", f.Hint},
		} {
			if line.text != "" {
				fmt.Fprintf(ui.err, "  %s  %s\n", ui.t(line.zh, line.en), line.text)
			}
		}
	}
}

// shorten keeps a list of what was expected to what can be taken in.
func shorten(s string) string {
	r := []rune(s)
	if len(r) <= 120 {
		return s
	}
	return string(r[:120]) + "…"
}

// words puts cobra's fixed English words into the language asked for.
func (ui *terminal) words(root *cobra.Command) {
	root.SetHelpCommand(&cobra.Command{Hidden: true, Use: "no-help"})
	root.InitDefaultHelpFlag()
	root.InitDefaultVersionFlag()
	root.SetVersionTemplate("mingbai {{.Version}}\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf(ui.t("选项有误：%w（%s --help 列出全部选项）", "%w (see %s --help)"), err, cmd.CommandPath())
	})
	if ui.lang == "en" {
		return
	}
	root.SetUsageTemplate(usageTemplate)
	for _, cmd := range append(root.Commands(), root) {
		for _, c := range append(cmd.Commands(), cmd) {
			c.InitDefaultHelpFlag()
			if f := c.Flags().Lookup("help"); f != nil {
				f.Usage = "显示帮助"
			}
			if f := c.Flags().Lookup("version"); f != nil {
				f.Usage = "显示版本"
			}
		}
	}
}

const usageTemplate = `用法：
  {{if .Runnable}}{{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} 命令 …{{end}}{{if .HasExample}}

例：
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

“{{.CommandPath}} 命令 --help”显示某个命令的用法和例子{{end}}
`
