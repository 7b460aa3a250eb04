package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// runs is how often a command is timed.
const runs = 7

// program measures the binary: its size, its start, and the building of a book,
// each format alone and all together, on all processors and on one.
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
	if err := several(w, "program.start", 0, bin, "version"); err != nil {
		return err
	}
	for _, format := range []string{"docx", "pdf", "xlsx", "html", "json", "txt"} {
		if err := several(w, "build."+format, 0, bin, "build", book, "-o", out, "--format", format); err != nil {
			return err
		}
	}
	if err := several(w, "build.all", 0, bin, "build", book, "-o", out); err != nil {
		return err
	}
	if err := several(w, "build.all.one_core", 1, bin, "build", book, "-o", out); err != nil {
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

// units measures the making of many units in one process of two processors: how
// many a second, and the most memory held, which must not grow with their number.
func units(w io.Writer, bin string) error {
	for _, n := range []int{250, 500, 1000} {
		out, err := os.MkdirTemp("", "mingbai-bench-")
		if err != nil {
			return err
		}
		u, err := once(2, bin, "generate", "-n", strconv.Itoa(n), "--seed", "1", "--format", "docx,pdf,html,json", "-o", out)
		if err := os.RemoveAll(out); err != nil {
			return err
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "units.%d.rate %.1f units/s\n", n, float64(n)/u.wall*1e3)
		fmt.Fprintf(w, "units.%d.cpu %.0f ms/unit\n", n, u.cpu/float64(n))
		if u.memory > 0 {
			fmt.Fprintf(w, "units.%d.memory %.0f MB\n", n, u.memory)
		}
	}
	return nil
}

// use is what a command took: milliseconds by the clock and of processors, and
// the most memory that it held, in MB.
type use struct{ wall, cpu, memory float64 }

// several runs a command several times and prints the median of what it took.
func several(w io.Writer, name string, cores int, args ...string) error {
	var wall, cpu, memory []float64
	for range runs {
		u, err := once(cores, args...)
		if err != nil {
			return err
		}
		wall, cpu, memory = append(wall, u.wall), append(cpu, u.cpu), append(memory, u.memory)
	}
	fmt.Fprintf(w, "%s.time %.0f ms\n", name, median(wall))
	fmt.Fprintf(w, "%s.cpu %.0f ms\n", name, median(cpu))
	if m := median(memory); m > 0 {
		fmt.Fprintf(w, "%s.memory %.0f MB\n", name, m)
	}
	return nil
}

// once runs a command once, on so many cores; 0 is all. Where the system can, the
// process is bound to them; elsewhere Go is told to use no more.
func once(cores int, args ...string) (use, error) {
	var env []string
	if cores > 0 {
		env = []string{"GOMAXPROCS=" + strconv.Itoa(cores)}
		if taskset, err := exec.LookPath("taskset"); err == nil {
			args = append([]string{taskset, "-c", "0-" + strconv.Itoa(cores-1)}, args...)
		}
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), env...)
	start := time.Now()
	if text, err := cmd.CombinedOutput(); err != nil {
		return use{}, fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, text)
	}
	return use{
		wall:   time.Since(start).Seconds() * 1e3,
		cpu:    (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds() * 1e3,
		memory: peak(cmd.ProcessState),
	}, nil
}
