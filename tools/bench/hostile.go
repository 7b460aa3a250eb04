package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// The bounds that the program has to keep to on every file, whoever made it.
const (
	mostSeconds = 20
	mostMemory  = 1073.741824 // MB: 1 GiB
	patience    = 3 * mostSeconds * time.Second
)

// sample is a file made to harm: too big, too deep, looping, broken. Says are
// words that the program has to say of it, one of them; none where any will do.
type sample struct {
	name string
	data func() []byte
	says []string
}

// samples are all of them.
func samples() []sample {
	var all []sample
	for _, list := range [][]sample{pdfSamples(), pdfDamaged(), sheetSamples(), officeSamples(), pageSamples(), bundleSamples()} {
		all = append(all, list...)
	}
	return all
}

// outcome is what the program did with a sample.
type outcome struct {
	exit            int
	seconds, memory float64 // by the clock, or of processors where those were less: others may use them
	said            string
	faults          []string
}

// hostile runs the program on files made to harm, those whose names hold only,
// and fails where one of them got through its bounds or was not answered in words.
func hostile(w io.Writer, bin, only string) (err error) {
	dir, err := os.MkdirTemp("", "mingbai-hostile-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	count, slow, bad := 0, 0, 0
	var longest, largest outcome
	for _, s := range samples() {
		if !strings.Contains(s.name, only) {
			continue
		}
		o, err := attack(bin, dir, s)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		fmt.Fprintf(os.Stderr, "%-28s exit %d %6.2f s %5.0f MB  %s\n", s.name, o.exit, o.seconds, o.memory, o.said)
		for _, f := range o.faults {
			fmt.Fprintf(os.Stderr, "%-28s FAULT: %s\n", "", f)
		}
		count++
		if o.seconds > 1 {
			slow++
		}
		if len(o.faults) > 0 {
			bad++
		}
		if o.seconds > longest.seconds {
			longest = o
		}
		if o.memory > largest.memory {
			largest = o
		}
	}
	fmt.Fprintf(w, "hostile.files %d count\n", count)
	fmt.Fprintf(w, "hostile.failed %d count\n", bad)
	fmt.Fprintf(w, "hostile.over_a_second %d count\n", slow)
	fmt.Fprintf(w, "hostile.longest %.2f s\n", longest.seconds)
	if largest.memory > 0 {
		fmt.Fprintf(w, "hostile.memory %.0f MB\n", largest.memory)
	}
	if bad > 0 {
		return fmt.Errorf("%d of %d hostile files were not handled", bad, count)
	}
	return nil
}

// attack lets the program check a sample.
func attack(bin, dir string, s sample) (outcome, error) {
	file := filepath.Join(dir, s.name)
	if err := apart(s.name, file); err != nil {
		return outcome{}, err
	}
	defer func() { _ = os.Remove(file) }()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin, "check", "--format", "json", "--fail-on", "never", file)
	var out, trouble bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &trouble
	start := time.Now()
	err := cmd.Run()
	used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	o := outcome{seconds: min(time.Since(start), used).Seconds(), exit: cmd.ProcessState.ExitCode(), memory: peak(cmd.ProcessState)}
	if failed := new(exec.ExitError); err != nil && !errors.As(err, &failed) {
		return o, err
	}
	o.said, o.faults = judge(s, file, out.Bytes(), trouble.String())
	if ctx.Err() != nil {
		o.faults = append(o.faults, fmt.Sprintf("was stopped after %s", patience))
	}
	if o.exit != 0 && o.exit != 2 {
		o.faults = append(o.faults, fmt.Sprintf("exit %d", o.exit))
	}
	if o.seconds > mostSeconds {
		o.faults = append(o.faults, fmt.Sprintf("took more than %d s", mostSeconds))
	}
	if o.memory > mostMemory {
		o.faults = append(o.faults, fmt.Sprintf("held more than %.0f MB", mostMemory))
	}
	return o, nil
}

// apart makes a sample in another process: the memory that this one ever held
// would be counted as that of the programs that it starts.
func apart(name, file string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	text, err := exec.Command(self, "sample", name, file).CombinedOutput()
	if err != nil {
		return fmt.Errorf("making it: %w\n%s", err, text)
	}
	return nil
}

// makeSample writes a sample.
func makeSample(name, file string) error {
	for _, s := range samples() {
		if s.name == name {
			return os.WriteFile(file, s.data(), 0o600)
		}
	}
	return fmt.Errorf("no sample %s", name)
}

// report is what is looked at of the program's report.
type report struct {
	Documents []struct {
		Source   struct{ Name string }
		Error    *struct{ Code, Message string }
		Findings []struct{ Rule, Message string }
	}
}

// judge looks at what the program said of a sample: the first line, and what is
// wrong with the answer.
func judge(s sample, file string, out []byte, trouble string) (said string, faults []string) {
	for _, word := range []string{"panic", "goroutine ", "fatal error", "runtime error", ".go:"} {
		if strings.Contains(trouble, word) || bytes.Contains(out, []byte(word)) {
			faults = append(faults, "speaks of "+word)
		}
	}
	if text := strings.TrimSpace(trouble); text != "" && len(faults) > 0 {
		return firstLine(text), faults
	}
	var r report
	if err := json.Unmarshal(out, &r); err != nil {
		return firstLine(trouble), append(faults, "no report: "+err.Error())
	}
	var errs, all []string
	for _, d := range r.Documents {
		if d.Error != nil {
			errs = append(errs, d.Error.Message)
			inside := strings.Contains(d.Source.Name, filepath.Base(file)+"/") // an archive, which heads what is said
			if !inside && !strings.Contains(d.Error.Message, filepath.Base(file)) {
				faults = append(faults, "does not name the file: "+d.Error.Message)
			}
		}
		for _, f := range d.Findings {
			all = append(all, f.Rule+" "+f.Message)
		}
	}
	all = append(errs, all...)
	if len(all) == 0 {
		return "", append(faults, "nothing is said")
	}
	for _, word := range s.says {
		for _, line := range all {
			if strings.Contains(line, word) {
				return line, faults
			}
		}
	}
	if len(s.says) > 0 {
		faults = append(faults, "does not say "+strings.Join(s.says, " or "))
	}
	return all[0], faults
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s
}
