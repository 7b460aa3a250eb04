package release

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/emmansun/gmsm/sm3"
)

// digestsOf are the digests of some bytes.
func digestsOf(b []byte) Digests {
	two, three := sha256.Sum256(b), sm3.Sum(b)
	return Digests{SHA256: hex.EncodeToString(two[:]), SM3: hex.EncodeToString(three[:])}
}

// FileOf reads a file through and says what a manifest says of it.
func FileOf(path string) (File, error) {
	f, err := os.Open(path)
	if err != nil {
		return File{}, fmt.Errorf("读要发布的文件：%w", err)
	}
	defer f.Close()
	out, err := Measure(f)
	if err != nil {
		return File{}, fmt.Errorf("读 %s：%w", path, err)
	}
	out.Name = filepath.Base(path)
	return out, nil
}

// Measure reads to the end and returns size and digests of what was read.
func Measure(r io.Reader) (File, error) {
	two, three := sha256.New(), sm3.New()
	n, err := io.Copy(io.MultiWriter(two, three), r)
	if err != nil {
		return File{}, err
	}
	return File{Size: n, Digests: Digests{
		SHA256: hex.EncodeToString(two.Sum(nil)), SM3: hex.EncodeToString(three.Sum(nil)),
	}}, nil
}

// ContentOf is what a manifest says of a disclosure, given as JSON, and its
// canonical bytes. Each table is a part, every other key of the object is one.
func ContentOf(raw []byte) (*Content, []byte, error) {
	v, err := parse(raw)
	if err != nil {
		return nil, nil, fmt.Errorf("公开数据：%w", err)
	}
	top, ok := v.v.(object)
	if !ok {
		return nil, nil, errors.New("公开数据应是一个 JSON 对象")
	}
	whole := v.append(nil)
	out := &Content{Digests: digestsOf(whole)}
	for name, v := range top {
		out.Parts = append(out.Parts, partsOf(name, v)...)
	}
	slices.SortFunc(out.Parts, func(a, b Part) int { return strings.Compare(a.Name, b.Name) })
	return out, whole, nil
}

func partsOf(name string, v value) []Part {
	list, _ := v.v.([]value)
	var out []Part
	seen := map[string]bool{}
	for _, e := range list {
		o, _ := e.v.(object)
		id, _ := o["id"].v.(string)
		if name != "tables" || id == "" || seen[id] {
			out = nil
			break
		}
		seen[id] = true
		title, _ := o["title"].v.(string)
		out = append(out, Part{Name: name + "[" + id + "]", Title: title, SHA256: digestsOf(e.append(nil)).SHA256})
	}
	if out == nil {
		out = []Part{{Name: name, SHA256: digestsOf(v.append(nil)).SHA256}}
	}
	return out
}

// differing lists the parts that are not the same in both, as a person would
// name them, with what became of each.
func (c *Content) differing(other *Content) []string {
	mine := map[string]Part{}
	for _, p := range c.Parts {
		mine[p.Name] = p
	}
	var out []string
	for _, p := range other.Parts {
		was, there := mine[p.Name]
		switch {
		case !there:
			out = append(out, p.String()+"（发布时没有）")
		case was.SHA256 != p.SHA256:
			out = append(out, was.String())
		}
		delete(mine, p.Name)
	}
	for _, p := range c.Parts {
		if _, left := mine[p.Name]; left {
			out = append(out, p.String()+"（发布时有，现在没有）")
		}
	}
	return out
}

// partNames are the parts in the trade's words.
var partNames = map[string]string{
	"sections": "文字说明", "projects": "项目", "charts": "图", "glossary": "名词解释",
	"unit": "单位", "year": "年度", "title": "标题", "kind": "种类", "scope": "范围", "profile": "模板", "rounding": "取舍",
}

// String names a part: 表 T01《…》, 文字说明.
func (p Part) String() string {
	if id, ok := strings.CutPrefix(p.Name, "tables["); ok {
		return "表 " + strings.TrimSuffix(id, "]") + "《" + p.Title + "》"
	}
	if said := partNames[p.Name]; said != "" {
		return said
	}
	return p.Name
}

// isHex reports whether s is 32 bytes in lower-case hexadecimal.
func isHex(s string) bool {
	return len(s) == 64 && strings.Trim(s, hexDigits) == ""
}

// plainName reports whether s is the name of a file, without a folder.
func plainName(s string) bool {
	return s != "" && s != "." && s != ".." && !strings.ContainsAny(s, "/\\\x00\n")
}
