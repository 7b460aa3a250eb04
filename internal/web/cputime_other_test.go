//go:build !linux

package web_test

import "time"

// cpuTime is known on Linux only.
type cpuTime struct{}

func (*cpuTime) start()              {}
func (*cpuTime) stop() time.Duration { return 0 }
