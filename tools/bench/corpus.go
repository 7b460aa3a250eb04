package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// copies are how many documents a folder holds: the memory must not grow with
// their number.
var copies = []int{50, 200}

// corpus measures the checking of published documents: each alone on one core,
// the start of the program and of PDFium included, then a folder of copies of
// them, two at once.
func corpus(w io.Writer, bin, dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return errors.New("no PDF in " + dir)
	}
	if err := stages(w, dir); err != nil {
		return err
	}
	if err := several(w, "corpus.start", 1, bin, "version"); err != nil {
		return err
	}
	for _, f := range files {
		name := "corpus.check." + strings.TrimSuffix(filepath.Base(f), filepath.Ext(f))
		if err := several(w, name, 1, bin, "check", f, "--fail-on", "never"); err != nil {
			return err
		}
	}
	for _, n := range copies {
		if err := folder(w, bin, files, n); err != nil {
			return err
		}
	}
	return nil
}

// stageNames are the figures of the reading taken apart: PDFium's part, and the
// putting together of tables and text, on the clock and of the processor.
var stageNames = map[string]string{
	"parse-ms/page": "parse", "parse-cpu-ms/page": "parse.cpu", "tables-ms/page": "table", "tables-cpu-ms/page": "table.cpu",
	"rate-pages/s": "rate", "rate-pages/cpu-s": "rate.cpu",
}

// stages measures the reading of each document on one core, its stages apart.
func stages(w io.Writer, dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	tool := os.Getenv("GO")
	if tool == "" {
		tool = "go"
	}
	cmd := exec.Command(tool, "test", "-run", "^$", "-bench", "Corpus", "./internal/ingest/pdf")
	cmd.Env = append(os.Environ(), "BENCH_CORPUS="+dir)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("measuring the stages of the reading, from the project's folder: %w\n%s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		if len(fields) < 4 || !strings.HasPrefix(fields[0], "BenchmarkCorpus/") {
			continue
		}
		document := strings.TrimPrefix(fields[0], "BenchmarkCorpus/")
		if i := strings.LastIndexByte(document, '-'); i > 0 { // the number of processors
			document = document[:i]
		}
		for k := 2; k+1 < len(fields); k += 2 {
			if name, ok := stageNames[fields[k+1]]; ok {
				_, unit, _ := strings.Cut(fields[k+1], "-")
				fmt.Fprintf(w, "corpus.read.%s.%s %s %s\n", document, name, fields[k], strings.TrimPrefix(unit, "cpu-"))
			}
		}
	}
	return nil
}

// folder measures the checking of a folder of n copies, the documents in turn.
func folder(w io.Writer, bin string, files []string, n int) (err error) {
	dir, err := os.MkdirTemp("", "mingbai-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	for i := range n {
		from := files[i%len(files)]
		data, err := os.ReadFile(from)
		if err != nil {
			return err
		}
		name := strconv.Itoa(i+1) + "-" + filepath.Base(from)
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			return err
		}
	}
	u, err := once(2, bin, "check", dir, "-j", "2", "--fail-on", "never", "--format", "csv")
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "corpus.folder.%d.rate %.1f documents/s\n", n, float64(n)/u.wall*1e3)
	fmt.Fprintf(w, "corpus.folder.%d.cpu %.0f ms/document\n", n, u.cpu/float64(n))
	if u.memory > 0 {
		fmt.Fprintf(w, "corpus.folder.%d.memory %.0f MB\n", n, u.memory)
	}
	return nil
}
