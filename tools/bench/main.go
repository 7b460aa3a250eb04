// Command bench prints figures as lines of “name value unit”.
//
//	bench lines            reads what go test -bench prints, on standard input
//	bench program BIN BOOK runs the program on a book and measures it
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 1 && args[0] == "lines":
		return lines(os.Stdin, os.Stdout)
	case len(args) == 3 && args[0] == "program":
		return program(os.Stdout, args[1], args[2])
	}
	return fmt.Errorf("usage: bench lines <out, or bench program BIN BOOK")
}

// lines turns benchmark lines into figures; of several runs it prints the median.
func lines(r io.Reader, w io.Writer) error {
	var order []string
	values := map[string][]float64{}
	pkg := ""
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		f := strings.Fields(s.Text())
		if len(f) == 2 && f[0] == "pkg:" {
			pkg = f[1][strings.Index(f[1], "internal/")+len("internal/"):]
			continue
		}
		if len(f) < 4 || !strings.HasPrefix(f[0], "Benchmark") {
			continue
		}
		name := strings.TrimPrefix(f[0], "Benchmark")
		if i := strings.LastIndexByte(name, '-'); i > 0 {
			name = name[:i]
		}
		for i := 2; i+1 < len(f); i += 2 {
			v, err := strconv.ParseFloat(f[i], 64)
			if err != nil {
				return fmt.Errorf("%s: %w", s.Text(), err)
			}
			key := pkg + "." + name + figure(f[i+1])
			if _, ok := values[key]; !ok {
				order = append(order, key)
			}
			values[key] = append(values[key], v)
		}
	}
	for _, key := range order {
		fmt.Fprintln(w, strings.Replace(key, " ", " "+strconv.FormatFloat(median(values[key]), 'f', -1, 64)+" ", 1))
	}
	return s.Err()
}

// figure is what a unit of go test measures, and the unit to print.
func figure(unit string) string {
	switch unit {
	case "ns/op":
		return ".time ns"
	case "B/op":
		return ".memory B"
	case "allocs/op":
		return ".allocations count"
	case "MB/s":
		return ".throughput MB/s"
	}
	return "." + strings.ReplaceAll(unit, "/op", "") + " " + unit
}

func median(v []float64) float64 {
	slices.Sort(v)
	if n := len(v); n%2 == 0 {
		return (v[n/2-1] + v[n/2]) / 2
	}
	return v[len(v)/2]
}

// runs is how often a command is timed.
const runs = 7

// program measures the binary: its size, its start, and the building of a book.
func program(w io.Writer, bin, book string) error {
	info, err := os.Stat(bin)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "program.size %.1f MB\n", float64(info.Size())/1e6)
	out, err := os.MkdirTemp("", "mingbai-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(out)
	if err := measure(w, "program.start", bin, "version"); err != nil {
		return err
	}
	for _, format := range []string{"docx", "pdf", "xlsx", "html", "json", "txt"} {
		if err := measure(w, "build."+format, bin, "build", book, "-o", out, "--format", format); err != nil {
			return err
		}
	}
	if err := measure(w, "build.all", bin, "build", book, "-o", out); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(out, "*"))
	if err != nil {
		return err
	}
	for _, f := range files {
		if info, err := os.Stat(f); err == nil {
			fmt.Fprintf(w, "file%s %.0f KB\n", filepath.Ext(f), float64(info.Size())/1e3)
		}
	}
	return nil
}

// measure runs a command several times and prints the median of its wall time
// and processor time, and the most memory that it held.
func measure(w io.Writer, name, bin string, args ...string) error {
	var wall, cpu, memory []float64
	for range runs {
		cmd := exec.Command(bin, args...)
		start := time.Now()
		if text, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, text)
		}
		wall = append(wall, time.Since(start).Seconds()*1e3)
		cpu = append(cpu, (cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()).Seconds()*1e3)
		memory = append(memory, peak(cmd.ProcessState))
	}
	fmt.Fprintf(w, "%s.time %.0f ms\n", name, median(wall))
	fmt.Fprintf(w, "%s.cpu %.0f ms\n", name, median(cpu))
	if m := median(memory); m > 0 {
		fmt.Fprintf(w, "%s.memory %.0f MB\n", name, m)
	}
	return nil
}
