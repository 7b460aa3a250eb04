package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"mingbai/internal/budget"
	"mingbai/internal/disk"
)

// explain is the text of an error in the language asked for: what the operating
// system says is put into Chinese, the rest of the message is ours already.
func (ui *terminal) explain(err error) string {
	if errors.Is(err, context.Canceled) {
		return ui.t("已中断，没有写完", "interrupted, not finished")
	}
	text := err.Error()
	if ui.lang == "en" {
		return text
	}
	return withRemedy(err, translated(err, text))
}

// withRemedy adds what to do about a full disk where nobody has said it yet.
func withRemedy(err error, text string) string {
	if disk.Full(err) && !strings.Contains(text, disk.Remedy) {
		return text + "；" + disk.Remedy
	}
	return text
}

// translated is the text of an error with what the operating system says put into
// Chinese.
func translated(err error, text string) string {
	var p *fs.PathError
	var l *os.LinkError
	var n *net.OpError
	switch {
	case errors.As(err, &p):
		said, where := reason(p.Err), p.Path
		if strings.HasPrefix(filepath.Base(where), ".") { // a temporary file of ours, or the folder itself
			where = filepath.Dir(where)
		}
		if where != "." && !strings.Contains(strings.ReplaceAll(text, p.Error(), ""), where) {
			said = where + "：" + said
		}
		return strings.ReplaceAll(text, p.Error(), said)
	case errors.As(err, &l):
		return strings.ReplaceAll(text, l.Error(), reason(l.Err))
	case errors.As(err, &n):
		return strings.ReplaceAll(text, n.Error(), reason(n.Err))
	}
	return text
}

// reasons are the words for what an operating system refuses. The numbers are
// those of Windows sockets, which have no name in package syscall.
var reasons = []struct {
	err  error
	text string
}{
	{fs.ErrNotExist, "没有这个文件或文件夹"},
	{fs.ErrPermission, "没有权限"},
	{fs.ErrExist, "已经存在"},
	{syscall.ENOTDIR, "路径里有一段是文件，不是文件夹"},
	{syscall.EISDIR, "是文件夹，不是文件"},
	{syscall.ENOSPC, disk.Said},
	{syscall.EDQUOT, "磁盘配额用完了"},
	{syscall.EROFS, "磁盘是只读的"},
	{syscall.ENAMETOOLONG, "名字太长"},
	{syscall.ECONNREFUSED, "没有程序在那里应答"},
	{syscall.EADDRINUSE, "已被别的程序占用"},
	{syscall.Errno(10048), "已被别的程序占用"},
	{syscall.EADDRNOTAVAIL, "这台机器没有这个地址"},
	{syscall.Errno(10049), "这台机器没有这个地址"},
}

func reason(err error) string {
	for _, r := range reasons {
		if errors.Is(err, r.err) {
			return r.text
		}
	}
	var a *net.AddrError
	var d *net.DNSError
	switch {
	case errors.As(err, &a):
		return "不是“地址:端口”的写法"
	case errors.As(err, &d):
		return "没有这个主机名或端口"
	}
	return err.Error()
}

// inUse reports whether an address is taken by another program.
func inUse(err error) bool {
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, syscall.Errno(10048))
}

// flagFaults are cobra's sentences on options, with ours.
var flagFaults = []struct {
	said   *regexp.Regexp
	zh, en string
}{
	{regexp.MustCompile(`^unknown flag: (--\S+)`), "没有选项 %s", "there is no option %s"},
	{regexp.MustCompile(`^unknown shorthand flag: .* in (-\S+)`), "没有选项 %s", "there is no option %s"},
	{regexp.MustCompile(`^flag needs an argument: '?.*?(-+[\w-]+)$`), "选项 %s 后面要写值", "option %s needs a value"},
	{regexp.MustCompile(`^invalid argument .* for "([^"]+)" flag`), "选项 %s 的值不对", "the value of option %s is wrong"},
	{regexp.MustCompile(`^bad flag syntax: (\S+)`), "选项 %s 的写法不对", "option %s is badly written"},
}

// flagError says what is wrong with an option, and which was probably meant.
func (ui *terminal) flagError(cmd *cobra.Command, err error) error {
	msg := err.Error()
	for _, f := range flagFaults {
		m := f.said.FindStringSubmatch(msg)
		if m == nil {
			continue
		}
		msg = fmt.Sprintf(ui.t(f.zh, f.en), m[1])
		if near := nearestFlag(cmd, m[1]); strings.HasPrefix(err.Error(), "unknown flag") && near != "" {
			msg += fmt.Sprintf(ui.t("，是否为 --%s？", "; did you mean --%s?"), near)
		}
		break
	}
	return fmt.Errorf(ui.t("%s\n%s --help 列出全部选项", "%s\n%s --help lists all options"), msg, cmd.CommandPath())
}

func nearestFlag(cmd *cobra.Command, given string) string {
	var names []string
	for _, f := range flagsOf(cmd.Flags().VisitAll) {
		names = append(names, f.Name)
	}
	return nearest(strings.TrimLeft(given, "-"), names)
}

// nearest is the name that was probably meant: one slip away, two in a word of
// four letters or more; empty where none is.
func nearest(word string, names []string) string {
	best, least := "", 2
	if len(word) >= 4 {
		least = 3
	}
	for _, n := range names {
		if d := budget.Distance([]rune(word), []rune(n)); d < least {
			best, least = n, d
		}
	}
	return best
}
