//go:build !unix

package service

import "os/exec"

// grouped leaves the process as it is: it is killed alone, and starts no other.
func grouped(*exec.Cmd) {}
