package web_test

import (
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// cpuTime is how long processors have worked for this process, and for the PostgreSQL
// whose first process SCALE_POSTMASTER names: where other programs take them too, it is
// what a page costs, not what it waited.
type cpuTime struct{ own, database time.Duration }

func (c *cpuTime) start() {
	c.database = databaseTime()
	c.own = ownTime()
}

// stop is how long they have worked since the start.
func (c *cpuTime) stop() time.Duration {
	own := ownTime()
	return own - c.own + databaseTime() - c.database
}

func ownTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func databaseTime() (sum time.Duration) {
	first := os.Getenv("SCALE_POSTMASTER")
	if first == "" {
		return 0
	}
	children, err := os.ReadFile("/proc/" + first + "/task/" + first + "/children")
	if err != nil {
		return 0
	}
	for p := range strings.FieldsSeq(string(children)) {
		text, err := os.ReadFile("/proc/" + p + "/schedstat")
		if err != nil {
			continue // it has ended
		}
		took, _, _ := strings.Cut(string(text), " ")
		if n, err := strconv.ParseInt(took, 10, 64); err == nil {
			sum += time.Duration(n)
		}
	}
	return sum
}
