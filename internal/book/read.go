package book

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// Read reads a book: a folder, or a workbook (.xlsx). All faults of the book
// are found in one run; places name files by their base names. The book is nil
// only where nothing could be read. A book with a finding of severity Error is
// not fit to be compiled.
func Read(path string) (*budget.Book, diag.Findings) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, cannot(filepath.Base(path), kindFile.errorf("打不开：%s", plainError(err)))
	}
	if info.IsDir() {
		return ReadFS(os.DirFS(path))
	}
	name := filepath.Base(path)
	if p := wrongName(name); p != nil {
		return nil, cannot(name, p)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, cannot(name, kindFile.errorf("打不开：%s", plainError(err)))
	}
	defer f.Close()
	return ReadWorkbook(name, f, info.Size())
}

func cannot(file string, p problem) diag.Findings {
	p.Ref = place.Ref{File: file}
	return diag.Findings{*p}
}

// wrongName says what to do with a file that is no book by its name.
func wrongName(name string) problem {
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case strings.HasPrefix(name, "~$"):
		p := kindFile.errorf("是表格软件打开时的临时文件，不是账册")
		p.Hint = "换成不带“~$”的文件"
		return p
	case ext == ".csv" || ext == ".toml":
		p := kindFile.errorf("是账册里的一个文件")
		p.Hint = "给出它所在的文件夹"
		return p
	case ext == ".xls" || ext == ".et" || ext == ".wps" || ext == ".ods" || ext == ".xlsb":
		p := kindFile.errorf("%s 格式读不了", ext)
		p.Hint = "用表格软件打开，另存为 .xlsx"
		return p
	}
	return nil
}

// ReadFS reads a book that is a folder.
func ReadFS(fsys fs.FS) (*budget.Book, diag.Findings) {
	c := &collector{}
	d := &draft{infoFrom: place.Ref{File: tomlFile}}
	some := d.readTOML(fsys, c)
	for _, s := range sheets {
		a := s.about()
		if a.file == tomlFile {
			continue
		}
		if _, err := fs.Stat(fsys, a.file); err != nil {
			if a.required {
				c.add(place.Ref{File: a.file}, missingFile(fsys, a))
			}
			continue
		}
		some = true
		data, p := readBounded(fsys, a.file)
		if p != nil {
			c.add(place.Ref{File: a.file}, p)
			continue
		}
		if g := readCSV(a.file, data, 1, c); g != nil {
			s.decode(g, d, c)
		}
	}
	reportStrangers(fsys, c)
	if !some {
		p := kindFile.errorf("文件夹里没有账册")
		p.Expected = tomlFile + " 和 " + factSheet.about().file
		p.Hint = "用 mingbai init 新建账册"
		return nil, cannot(tomlFile, p)
	}
	return d.book(c), c.sorted()
}

// readTOML reads book.toml; false where there is none.
func (d *draft) readTOML(fsys fs.FS, c *collector) bool {
	at := place.Ref{File: tomlFile}
	if _, err := fs.Stat(fsys, tomlFile); err != nil {
		p := kindSheet.errorf("缺少%s", tomlFile)
		p.Expected = "单位、年度和文字说明"
		p.Hint = "用 mingbai init 新建账册，或照样例补上"
		c.add(at, p)
		d.infoFrom = place.Ref{}
		return false
	}
	data, p := readBounded(fsys, tomlFile)
	if p == nil && len(data) > maxTOML {
		p = kindFile.errorf("%s超过%d MB", tomlFile, maxTOML>>20)
	}
	if p != nil {
		c.add(at, p)
		d.infoFrom = place.Ref{}
		return true
	}
	before := len(c.list)
	d.readBookTOML(data, c)
	if len(d.info) == 0 && len(c.list) > before {
		d.infoFrom = place.Ref{} // a fault of syntax has been reported; nothing more to say
	}
	return true
}

func missingFile(fsys fs.FS, a about) problem {
	p := kindSheet.errorf("缺少%s（%s）", a.file, a.name)
	p.Expected = a.note
	p.Hint = "补上这个文件；没有数据也要有列名"
	if entries, err := fs.ReadDir(fsys, "."); err == nil {
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		if i := budget.NearestOf(a.file, names); i >= 0 {
			p.Nearest = names[i]
		}
	}
	return p
}

// reportStrangers reports CSV files of the folder that no sheet is read from.
func reportStrangers(fsys fs.FS, c *collector) {
	var known []string
	for _, s := range sheets {
		known = append(known, s.about().file)
	}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return
	}
	for _, e := range entries {
		name := e.Name()
		if !strings.EqualFold(filepath.Ext(name), ".csv") || slices.Contains(known, name) || strings.HasPrefix(name, "~$") || name[0] == '.' {
			continue
		}
		p := kindSheet.say(diag.Warning, "%s不是账册的文件，没有读", name)
		if i := budget.NearestOf(name, known); i >= 0 {
			p.Nearest = known[i]
		}
		p.Hint = "改成规定的文件名，或移出文件夹"
		c.add(place.Ref{File: name}, p)
	}
}

// ReadWorkbook reads a book that is a workbook; file is the name that findings
// give.
func ReadWorkbook(file string, r io.ReaderAt, size int64) (*budget.Book, diag.Findings) {
	w, p := openWorkbook(file, r, size)
	if p != nil {
		return nil, cannot(file, p)
	}
	c := &collector{}
	d := &draft{}
	read := 0
	for _, s := range sheets {
		a := s.about()
		if _, ok := w.parts[a.name]; !ok {
			if a.required {
				c.add(place.Ref{File: file}, w.missing(a))
			}
			continue
		}
		read++
		at := place.Ref{File: file, Sheet: a.name}
		if a.name == infoSheet.about().name {
			d.infoFrom = at
		}
		g, p := w.sheet(a.name, 1)
		switch {
		case p != nil:
			c.add(at, p)
		case g.head == nil && a.required:
			p := kindHead.errorf("工作表“%s”是空的", a.name)
			p.Hint = "第一行写列名"
			c.add(at, p)
		case g.head != nil:
			s.decode(g, d, c)
		}
	}
	w.reportStrangers(c)
	if read == 0 {
		p := kindSheet.errorf("工作簿里没有账册的工作表")
		p.Expected = strings.Join(sheetNames(), "、")
		p.Hint = "用 mingbai init 新建账册"
		return nil, cannot(file, p)
	}
	b := d.book(c)
	b.Workbook = file
	return b, c.sorted()
}

func (w *workbook) missing(a about) problem {
	p := kindSheet.errorf("缺少工作表“%s”", a.name)
	p.Expected = a.note
	p.Hint = "补上这张表；没有数据也要有列名"
	if i := budget.NearestOf(a.name, w.names); i >= 0 {
		p.Nearest = w.names[i]
	}
	return p
}

// reportStrangers reports the sheets that are shown and not read.
func (w *workbook) reportStrangers(c *collector) {
	known := sheetNames()
	for _, name := range w.names {
		if w.hidden[name] || name == remarkSheet || slices.Contains(known, name) {
			continue
		}
		p := kindSheet.say(diag.Warning, "工作表“%s”不是账册的表，没有读", name)
		if i := budget.NearestOf(name, known); i >= 0 {
			p.Nearest = known[i]
		}
		p.Hint = "改成规定的名称，或删去"
		c.add(place.Ref{File: w.file, Sheet: name}, p)
	}
}

func sheetNames() []string {
	var names []string
	for _, s := range sheets {
		names = append(names, s.about().name)
	}
	return names
}
