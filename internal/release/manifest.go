package release

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Schema names the form of a manifest.
const Schema = "mingbai.release/v1"

// MaxManifest bounds a manifest's canonical bytes, as tlog-tiles bounds an entry.
const MaxManifest = 1<<16 - 1

// Manifest is what a release says of itself. It holds neither floats nor null;
// lists that are empty are not there.
type Manifest struct {
	Schema   string    `json:"schema"`
	Document Document  `json:"document"`
	Time     string    `json:"time"` // UTC to the second: 2026-02-03T04:05:06Z
	By       By        `json:"by"`
	Content  *Content  `json:"content,omitempty"` // nil where no data file is among the files
	Files    []File    `json:"files"`             // in the order of their names
	Corrects *Corrects `json:"corrects,omitempty"`
	Waived   []Waived  `json:"waived,omitempty"` // errors that were let pass; they need the head's signature
}

// Document says which document is released: the four that are the same in a
// release and in its corrections, and its title.
type Document struct {
	UnitCode string `json:"unit_code,omitempty"`
	Unit     string `json:"unit"`
	Year     int    `json:"year"`
	Kind     string `json:"kind"`  // budget | final
	Scope    string `json:"scope"` // unit | department
	Title    string `json:"title,omitempty"`
}

// Same reports whether two are releases of one document.
func (d Document) Same(e Document) bool {
	d.Title, e.Title = "", ""
	d.Unit, e.Unit = norm.NFC.String(d.Unit), norm.NFC.String(e.Unit)
	return d == e
}

// String is how a person would name the document.
func (d Document) String() string {
	kind := map[string]string{"budget": "预算", "final": "决算", "data": "开放数据快照"}[d.Kind]
	if kind == "" {
		kind = d.Kind
	}
	scope := map[string]string{"unit": "单位", "department": "部门"}[d.Scope]
	return fmt.Sprintf("%s %d 年度%s%s", d.Unit, d.Year, scope, kind)
}

// By is who made the release and with what.
type By struct {
	Name    string `json:"name"`    // of the key that signs
	Program string `json:"program"` // mingbai v1.2.3
}

// Digests are two digests of the same bytes, in lower-case hexadecimal.
type Digests struct {
	SHA256 string `json:"sha256"`
	SM3    string `json:"sm3"`
}

// File is one file of a release, without its folder.
type File struct {
	Name string `json:"name"`
	Size int64  `json:"size"` // bytes
	Digests
}

// Content is the disclosure itself, whatever files show it: the digests of its
// canonical bytes, and of each part's.
type Content struct {
	Digests
	Parts []Part `json:"parts"`
}

// Part is one part of the content: a table, all sections, the glossary.
type Part struct {
	Name   string `json:"name"` // tables[T01], sections, glossary
	Title  string `json:"title,omitempty"`
	SHA256 string `json:"sha256"`
}

// Corrects names the release that this one corrects, and what is different.
type Corrects struct {
	ID      string   `json:"id"`
	Reason  string   `json:"reason"`
	Changes []Change `json:"changes,omitempty"` // empty where only files changed, not what they say
}

// Change is one thing that a correction says otherwise.
type Change struct {
	Part   string `json:"part"`             // table, section, project, glossary, document
	Kind   string `json:"kind"`             // changed | added | removed | renamed
	Group  string `json:"group,omitempty"`  // title of the table or section
	Place  string `json:"place,omitempty"`  // T03[208].合计
	Name   string `json:"name,omitempty"`   // in words
	Old    string `json:"old,omitempty"`    // as printed
	New    string `json:"new,omitempty"`    // as printed
	Unit   string `json:"unit,omitempty"`   // 元, 万元; empty where no amount
	Reason string `json:"reason,omitempty"` // where it is not the correction's own
}

// Waived is an error of the rules that was let pass.
type Waived struct {
	Rule   string `json:"rule"`
	Place  string `json:"place,omitempty"`
	Reason string `json:"reason"`
	By     string `json:"by"`
}

// Bytes are the canonical bytes of m: what is signed and logged. It fails where
// m is not whole, or larger than MaxManifest.
func (m *Manifest) Bytes() ([]byte, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	raw, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("写发布清单：%w", err)
	}
	b, err := Canonical(raw)
	if err != nil {
		return nil, fmt.Errorf("写发布清单：%w", err)
	}
	if len(b) > MaxManifest {
		return nil, fmt.Errorf("发布清单有 %d 字节，最多 %d：改动有 %d 处，分几次更正", len(b), MaxManifest, m.changes())
	}
	return b, nil
}

func (m *Manifest) changes() int {
	if m.Corrects == nil {
		return 0
	}
	return len(m.Corrects.Changes)
}

// When is the time of the release.
func (m *Manifest) When() time.Time {
	t, _ := time.Parse(timeForm, m.Time)
	return t
}

// maxNote bounds a key list, a checkpoint and a signed manifest with all signatures.
const maxNote = 1 << 20

const timeForm = "2006-01-02T15:04:05Z"

// ID is the name of a release: the SHA-256 of its canonical bytes, in
// hexadecimal.
func ID(canonical []byte) string { return digestsOf(canonical).SHA256 }

// ParseManifest reads canonical bytes, and nothing else: another order of keys,
// spacing or an unknown key is an error.
func ParseManifest(b []byte) (*Manifest, error) {
	if len(b) > MaxManifest {
		return nil, fmt.Errorf("发布清单有 %d 字节，最多 %d", len(b), MaxManifest)
	}
	again, err := Canonical(b)
	if err != nil {
		return nil, fmt.Errorf("读发布清单：%w", err)
	}
	if !bytes.Equal(again, b) {
		return nil, errors.New("发布清单不是规范的写法：键的次序、空格或字符的写法不对")
	}
	m := new(Manifest)
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(m); err != nil {
		return nil, fmt.Errorf("读发布清单：%w", err)
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	return m, nil
}

// check sees to it that a manifest says all that it must.
func (m *Manifest) check() error {
	fault := func(format string, args ...any) error { return fmt.Errorf("发布清单："+format, args...) }
	d := m.Document
	switch {
	case m.Schema != Schema:
		return fault("schema 为“%s”，应为“%s”", m.Schema, Schema)
	case d.Unit == "" || d.Year == 0 || d.Kind == "" || d.Scope == "":
		return fault("单位、年度、种类、范围应写全，现为“%s” %d “%s” “%s”", d.Unit, d.Year, d.Kind, d.Scope)
	case m.By.Name == "" || m.By.Program == "":
		return fault("没有写明由谁、用什么做的")
	case len(m.Files) == 0:
		return fault("没有一个文件")
	}
	if _, err := time.Parse(timeForm, m.Time); err != nil {
		return fault("时间“%s”应如 2026-02-03T04:05:06Z", m.Time)
	}
	for i, f := range m.Files {
		switch {
		case !plainName(f.Name):
			return fault("文件名“%s”不能带文件夹", f.Name)
		case i > 0 && f.Name <= m.Files[i-1].Name:
			return fault("文件“%s”重复或次序不对", f.Name)
		case f.Size < 0 || !isHex(f.SHA256) || !isHex(f.SM3):
			return fault("文件“%s”的大小或摘要不对", f.Name)
		}
	}
	if m.Content != nil && (!isHex(m.Content.SHA256) || !isHex(m.Content.SM3)) {
		return fault("内容的摘要不对")
	}
	if c := m.Corrects; c != nil && (!isHex(c.ID) || c.Reason == "") {
		return fault("更正应写明更正哪一次发布、为什么")
	}
	for _, w := range m.Waived {
		if w.Rule == "" || w.Reason == "" || w.By == "" {
			return fault("放行 %s 应写明理由和谁放行", w.Rule)
		}
	}
	return nil
}
