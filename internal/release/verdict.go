package release

import "fmt"

// Result is how a check came out.
type Result int

// The results, from the best to the worst.
const (
	Good    Result = iota
	Remark         // holds as far as it goes; something to know
	Unknown        // could not be checked
	Bad
)

// Check is one thing that was checked, and what came of it.
type Check struct {
	Name   string // 签名, 文件, 日志, 更正
	Result Result
	Text   string
}

// Verdict is what a verification found.
type Verdict struct {
	ID        string    // of the release; empty where none was found
	Manifest  *Manifest // nil where none could be read
	Checks    []Check
	Corrected []Release // what has corrected the release since, the oldest first
}

// Worst is the result that decides.
func (v *Verdict) Worst() Result {
	worst := Good
	for _, c := range v.Checks {
		worst = max(worst, c.Result)
	}
	return worst
}

func (v *Verdict) add(r Result, name, format string, args ...any) {
	v.Checks = append(v.Checks, Check{Name: name, Result: r, Text: fmt.Sprintf(format, args...)})
}

// fault adds an error: bad, or unknown where something could not be read.
func (v *Verdict) fault(name string, err error) {
	r := Bad
	if unreachable(err) {
		r = Unknown
	}
	v.add(r, name, "%s", err)
}

// The names of checks.
const (
	ofBundle    = "凭据"
	ofSignature = "签名"
	ofHead      = "负责人签名"
	ofSM2       = "国密签名"
	ofFile      = "文件"
	ofLog       = "日志"
	ofLater     = "更正"
)
