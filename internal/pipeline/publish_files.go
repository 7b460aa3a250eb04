package pipeline

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/compare"
	"mingbai/internal/release"
	"mingbai/internal/render/data"
)

// publishFiles are the files of a release, and what their data says.
type publishFiles struct {
	data       string // path of the data file
	disclosure *budget.Disclosure
	content    *release.Content
	canonical  []byte
	files      []release.File
}

// files builds the files of a release or takes those that are there, checked. It
// is nil where the book has errors.
func (o PublishOptions) files(ctx context.Context, out *Published) (*publishFiles, error) {
	if o.Result != nil {
		return o.compiled(out, o.Result)
	}
	isBook, err := bookAt(o.Build.Book)
	if err != nil {
		return nil, err
	}
	if !isBook {
		return o.built(ctx, out)
	}
	if len(o.Build.Formats) > 0 && !slices.Contains(o.Build.Formats, "json") {
		o.Build.Formats = append(slices.Clone(o.Build.Formats), "json")
	}
	res, err := Build(ctx, o.Build)
	if err != nil {
		return nil, err
	}
	return o.compiled(out, res)
}

// compiled takes the files that a book was compiled to; none where it was refused.
func (o PublishOptions) compiled(out *Published, res *Result) (*publishFiles, error) {
	out.Built, out.Checked = res, res.Checked
	if len(res.Files) == 0 {
		return nil, nil
	}
	paths := make([]string, 0, len(res.Files))
	for _, f := range res.Files {
		paths = append(paths, f.Path)
	}
	return measure(paths)
}

// bookAt reports whether a path is a book, as against a folder of built files.
func bookAt(path string) (bool, error) {
	info, err := os.Stat(path)
	if err != nil {
		return false, fmt.Errorf("读 %s：%w", path, err)
	}
	if !info.IsDir() {
		return true, nil
	}
	_, err = os.Stat(filepath.Join(path, "book.toml"))
	return err == nil, nil
}

// built takes the files of a folder: one data file, and documents that say the
// same as it does.
func (o PublishOptions) built(ctx context.Context, out *Published) (*publishFiles, error) {
	paths, leftOut, err := documentsIn(o.Build.Book)
	if err != nil {
		return nil, err
	}
	out.LeftOut = leftOut
	f, err := measure(paths)
	if err != nil {
		return nil, err
	}
	o.say("检查")
	checked, err := Check(ctx, CheckOptions{
		Files: []string{f.data}, Profile: o.Build.Profile, ProfileDir: o.Build.ProfileDir, Waivers: o.Waivers, Today: o.Build.Today,
	})
	if err != nil {
		return nil, err
	}
	out.Checked = checked.Report.Documents[0]
	if fault := out.Checked.Err; fault != nil {
		return nil, fault
	}
	o.say("对照各个文件")
	out.Unlike, err = unlike(ctx, o.Build, f.data, paths)
	return f, err
}

// documentsIn lists the documents of a folder, and the other files.
func documentsIn(dir string) (paths, others []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("读要发布的文件夹：%w", err)
	}
	for _, e := range entries {
		switch name := e.Name(); {
		case strings.HasPrefix(name, "."), strings.HasPrefix(name, "~$"), release.IsBundle(name):
		case e.IsDir() || !isDocument(name):
			others = append(others, name)
		default:
			paths = append(paths, filepath.Join(dir, name))
		}
	}
	return paths, others, nil
}

// unlike names the documents that do not say what the data file says, each with
// the first difference.
func unlike(ctx context.Context, o Options, dataFile string, paths []string) ([]string, error) {
	r, err := newReaders(ctx, o.ProfileDir, o.Profile, 1)
	if err != nil {
		return nil, err
	}
	want, err := r.side(ctx, dataFile)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, path := range paths {
		if path == dataFile {
			continue
		}
		got, err := r.side(ctx, path)
		if err != nil {
			return nil, err
		}
		want.Findings, got.Findings = nil, nil
		if c := compare.Of(want, got); !c.Same() {
			x := c.Changes[0]
			out = append(out, fmt.Sprintf("%s 与数据 %s 有 %d 处不同，第一处：%s %s 数据是“%s”，它是“%s”",
				path, filepath.Base(dataFile), len(c.Changes), x.Group, x.Name, x.A, x.B))
		}
	}
	return out, nil
}

// measure takes the digests of the files and reads the data among them.
func measure(paths []string) (*publishFiles, error) {
	out := new(publishFiles)
	for _, path := range paths {
		f, err := release.FileOf(path)
		if err != nil {
			return nil, err
		}
		out.files = append(out.files, f)
		if filepath.Ext(path) != ".json" {
			continue
		}
		if out.data != "" {
			return nil, fmt.Errorf("%s 和 %s 都是数据文件，一次发布只能有一份；移走多余的", out.data, path)
		}
		if err := out.readData(path); err != nil {
			return nil, err
		}
	}
	if out.data == "" {
		return nil, fmt.Errorf("要发布的文件里没有数据文件（.json）；先用 mingbai build 编出全部文件")
	}
	slices.SortFunc(out.files, func(a, b release.File) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

func (f *publishFiles) readData(path string) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("读公开数据：%w", err)
	}
	f.data = path
	if f.disclosure, err = data.Read(bytes.NewReader(raw)); err != nil {
		return fmt.Errorf("%s：%w", path, err)
	}
	f.content, f.canonical, err = release.ContentOf(raw)
	return err
}
