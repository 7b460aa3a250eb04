// Command bench prints figures as lines of “name value unit”.
//
//	bench lines            reads what go test -bench prints, on standard input
//	bench program BIN BOOK runs the program on a book and measures it
//	bench units BIN        runs it on many made-up units
//	bench corpus BIN DIR   runs it on published documents and on a folder of copies
//	bench hostile BIN [IN] runs it on files made to harm, those with IN in their names
//	bench sample NAME FILE writes one of those files
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
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
	case len(args) == 2 && args[0] == "units":
		return units(os.Stdout, args[1])
	case len(args) == 3 && args[0] == "corpus":
		return corpus(os.Stdout, args[1], args[2])
	case len(args) == 2 && args[0] == "hostile":
		return hostile(os.Stdout, args[1], "")
	case len(args) == 3 && args[0] == "hostile":
		return hostile(os.Stdout, args[1], args[2])
	case len(args) == 3 && args[0] == "sample":
		return makeSample(args[1], args[2])
	}
	return fmt.Errorf("usage: bench lines <out, bench program BIN BOOK, bench units BIN, bench corpus BIN DIR, or bench hostile BIN [IN]")
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
		if i := strings.LastIndexByte(name, '-'); i > 0 && strings.Trim(name[i+1:], "0123456789") == "" {
			name = name[:i] // the number of processors
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

// figure is what a unit of go test measures, and the unit to print. Of our own
// units the part before a hyphen is what is measured: parse-ms/page.
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
	if what, of, ok := strings.Cut(unit, "-"); ok {
		return "." + what + " " + of
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
