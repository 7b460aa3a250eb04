//go:build unix

package service

import (
	"os/exec"
	"syscall"
)

// grouped makes a process the head of a group of its own, so that it ends with
// all that it may have started.
func grouped(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
