package cli

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

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
	return &terminal{out: out, err: err, lang: langOf(args), live: isTerminal(err), colour: paints(err)}
}

// langOf looks for --lang before the commands are made, so that help speaks it.
func langOf(args []string) string {
	for i, a := range args {
		if a == "--" {
			break
		}
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			return v
		}
		if a == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
	}
	return "zh"
}

// paints reports whether colours are wanted on w and understood by it: on a
// terminal, unless NO_COLOR refuses them or the console is one of the old
// Windows ones, which print them as rubbish; a newer one says that it is there.
func paints(w io.Writer) bool {
	if !isTerminal(w) || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	return runtime.GOOS != "windows" || os.Getenv("WT_SESSION") != "" || os.Getenv("TERM") != ""
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
	fmt.Fprintf(ui.err, "%s %s\n", ui.paint(diag.Error, ui.t("错误", "error")), ui.explain(err))
}

// progress returns a function that is told each step. Where a person looks on
// and the work takes longer than a second, the step under way is shown. The
// second function ends it.
func (ui *terminal) progress() (step func(string), done func()) {
	if !ui.live {
		return func(string) {}, func() {}
	}
	p := &progress{w: ui.err, plain: !ui.colour}
	p.timer = time.AfterFunc(time.Second, p.begin)
	return p.step, p.end
}

// progress is a line that is written over until it is wiped.
type progress struct {
	mu    sync.Mutex
	w     io.Writer
	timer *time.Timer
	plain bool // the console cannot wipe a line
	now   string
	shown bool
	ended bool
}

func (p *progress) begin() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.shown = !p.ended
	p.show()
}

func (p *progress) step(s string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = s
	p.show()
}

func (p *progress) show() {
	switch {
	case !p.shown || p.now == "":
	case p.plain:
		fmt.Fprintf(p.w, "%s …\n", p.now)
	default:
		fmt.Fprintf(p.w, "\r\x1b[K%s …", p.now)
	}
}

func (p *progress) end() {
	p.timer.Stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown && !p.plain {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
	p.shown, p.ended = false, true
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
