package source

import (
	"bytes"
	"unicode/utf16"
)

// Kind is a kind of file that is read.
type Kind struct {
	Name    string // “ Word 文档”: as it stands after a Chinese character
	Ext     string // .docx
	Program string // what opens and saves it, likewise
	main    string // the usual name of its main part
	content string // what the type of its main part holds
}

// The kinds of office files that are read.
var (
	Word     = Kind{" Word 文档", ".docx", " Word 或 WPS 文字", "word/document.xml", "word"}
	Workbook = Kind{" Excel 工作簿", ".xlsx", " Excel 或 WPS 表格", "xl/workbook.xml", "workbook"}
	// OldWorkbook is the kind before; what saves it anew saves a Workbook.
	OldWorkbook = Kind{" Excel 97-2003 工作簿", ".xls", " Excel 或 WPS 表格", "", ""}
	Page        = Kind{"网页", ".html", "浏览器", "", ""}
)

// Hint is the advice to save a file anew in the format.
func (k Kind) Hint() string { return "用" + k.Program + "打开，另存为 " + k.Ext + " 再试" }

// foreign are files of other kinds by their first bytes.
var foreign = []struct{ start, problem, hint string }{
	{"%PDF-", "是 PDF 文件，不是{kind}", "把扩展名改为 .pdf 再试"},
	{`{\rtf`, "是 RTF 文件，不是{kind}", "用 Word 或 WPS 文字打开，另存为 .docx 再试"},
	{"Rar!", "是 RAR 压缩包，不是{kind}", "解压后再试"},
	{"7z\xbc\xaf", "是 7z 压缩包，不是{kind}", "解压后再试"},
	{"\x1f\x8b", "是 gzip 压缩包，不是{kind}", "解压后再试"},
	{"\x89PNG", "是图片，不是{kind}", "扫描件和图片读不了，请用原来的电子文件"},
	{"\xff\xd8\xff", "是图片，不是{kind}", "扫描件和图片读不了，请用原来的电子文件"},
	{"MIME-Version:", "是单一文件网页（.mht），不是{kind}", "用浏览器或 Word 打开，另存为 .html 或 .docx 再试"},
}

// Foreign is the error for a file that is of another kind than the one wanted, as
// its first bytes tell; nil where they do not.
func Foreign(file string, data []byte, want Kind) error {
	if len(data) == 0 {
		return Wrong(file, "确认文件下载或复制完整", "文件是空的")
	}
	if bytes.HasPrefix(data, compound) {
		return oldFormat(file, data, want)
	}
	for _, f := range foreign {
		if bytes.HasPrefix(data, []byte(f.start)) {
			return Wrong(file, f.hint, "%s", string(bytes.ReplaceAll([]byte(f.problem), []byte("{kind}"), []byte(want.Name))))
		}
	}
	return nil
}

// compound begins a compound file: the old formats, and new ones with a password.
var compound = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

// IsCompound reports whether a file is a compound file (复合文档), in which the old
// formats are.
func IsCompound(data []byte) bool { return bytes.HasPrefix(data, compound) }

// IsOldWorkbook reports whether a file seems to be a workbook of the old format: a
// compound file that names one, and no document and no password.
func IsOldWorkbook(data []byte) bool {
	return IsCompound(data) && (holds(data, "Workbook") || holds(data, "Book")) && !holds(data, "WordDocument") && !holds(data, "EncryptedPackage")
}

// oldFormat tells the compound files apart by the names in their directory.
func oldFormat(file string, data []byte, want Kind) error {
	switch {
	case holds(data, "EncryptedPackage"):
		return Wrong(file, "去掉密码，另存为 "+want.Ext+" 再试", "文件有密码，读不了")
	case holds(data, "WordDocument"):
		return Wrong(file, Word.Hint(), "是旧格式的 Word 文档（.doc 或 .wps），读不了")
	case holds(data, "Workbook"), holds(data, "Book"):
		return Wrong(file, Workbook.Hint(), "是旧格式的 Excel 工作簿（.xls 或 .et），不是%s", want.Name)
	}
	return Wrong(file, want.Hint(), "是旧格式的文件（.doc、.xls、.wps 或 .et），读不了")
}

// holds reports whether a name of a compound file's directory stands in it.
func holds(data []byte, name string) bool {
	var b []byte
	for _, u := range utf16.Encode([]rune(name)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return bytes.Contains(data, append(b, 0, 0))
}
