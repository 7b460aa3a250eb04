package docx

import "mingbai/internal/ooxml"

// addParts adds the parts that stand beside the document.
func addParts(pkg *ooxml.Package, styles *styleSet) error {
	for _, p := range []struct {
		name, contentType, relation string
		write                       func() ([]byte, error)
	}{
		{stylesPart, ooxml.TypeStyles, ooxml.RelStyles, styles.write},
		{settingsPart, ooxml.TypeSettings, ooxml.RelSettings, settings},
		{fontsPart, ooxml.TypeFontTable, ooxml.RelFontTable, fontTable},
		{numberedPart, ooxml.TypeFooter, "", func() ([]byte, error) { return footer(true) }},
		{unnumberedPart, ooxml.TypeFooter, "", func() ([]byte, error) { return footer(false) }},
	} {
		data, err := p.write()
		if err != nil {
			return err
		}
		pkg.Add(p.name, p.contentType, data)
		if p.relation != "" {
			pkg.Relate(documentPart, p.relation, p.name)
		}
	}
	return nil
}

// footer writes the page's number between dashes, or nothing.
func footer(numbered bool) ([]byte, error) {
	w := ooxml.NewWriter("w:ftr", "w")
	w.Open("w:p")
	w.Open("w:pPr")
	w.Val("w:pStyle", "Footer")
	w.Close("w:pPr")
	if numbered {
		dash(w, "— ")
		beginField(w, " PAGE ")
		dash(w, "1")
		fieldMark(w, "end")
		dash(w, " —")
	}
	w.Close("w:p")
	return w.Finish()
}

// dash writes a piece of the page number in the Chinese font throughout.
func dash(w *ooxml.Writer, text string) {
	w.Open("w:r")
	w.Open("w:rPr")
	w.Empty("w:rFonts", ooxml.A("w:hint", "eastAsia"))
	w.Close("w:rPr")
	w.Element("w:t", text, ooxml.A("xml:space", "preserve"))
	w.Close("w:r")
}

// settings writes word/settings.xml. Fields are not updated on opening: they are
// right, and Word would ask.
func settings() ([]byte, error) {
	w := ooxml.NewWriter("w:settings", "w")
	w.Empty("w:zoom", ooxml.A("w:percent", "100"))
	w.Val("w:defaultTabStop", "420")
	w.Empty("w:noPunctuationKerning")
	w.Val("w:characterSpacingControl", "doNotCompress")
	w.Open("w:compat")
	w.Empty("w:doNotExpandShiftReturn") // a line that the text ends is not torn apart
	w.Empty("w:useFELayout")
	for _, s := range [][2]string{
		{"compatibilityMode", "15"},
		{"overrideTableStyleFontSizeAndJustification", "1"},
		{"enableOpenTypeFeatures", "1"},
		{"doNotFlipMirrorIndents", "1"},
		{"differentiateMultirowTableHeaders", "1"},
	} {
		w.Empty("w:compatSetting", ooxml.A("w:name", s[0]), ooxml.A("w:uri", "http://schemas.microsoft.com/office/word"), ooxml.A("w:val", s[1]))
	}
	w.Close("w:compat")
	w.Empty("w:themeFontLang", ooxml.A("w:val", "en-US"), ooxml.A("w:eastAsia", "zh-CN"))
	w.Val("w:decimalSymbol", ".")
	w.Val("w:listSeparator", ",")
	return w.Finish()
}

// font is an entry of the font table: what to look for where the font is missing.
type font struct {
	name, others, panose, charset, family, pitch string
	sig                                          [6]string
}

// fonts are the fonts of official documents, under the names that other systems
// have them by, so that a machine without one takes its nearest.
var fonts = []font{
	{"Times New Roman", "", "02020603050405020304", "00", "roman", "variable", [6]string{"E0002EFF", "C000785B", "00000009", "00000000", "000001FF", "00000000"}},
	{"仿宋_GB2312", "仿宋,FangSong,STFangsong,华文仿宋", "02010609030101010101", "86", "modern", "default", [6]string{"00000001", "080E0000", "00000010", "00000000", "00040000", "00000000"}},
	{"宋体", "SimSun,STSong,华文宋体", "02010600030101010101", "86", "auto", "variable", [6]string{"00000003", "288F0000", "00000016", "00000000", "00040001", "00000000"}},
	{"方正小标宋简体", "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体", "03000509000000000000", "86", "script", "default", [6]string{"00000001", "080E0000", "00000010", "00000000", "00040000", "00000000"}},
	{"楷体_GB2312", "楷体,KaiTi,STKaiti,华文楷体", "02010609030101010101", "86", "modern", "default", [6]string{"00000001", "080E0000", "00000010", "00000000", "00040000", "00000000"}},
	{"黑体", "SimHei,STHeiti,华文黑体", "02010609060101010101", "86", "modern", "default", [6]string{"800002BF", "38CF7CFA", "00000016", "00000000", "00040001", "00000000"}},
}

// fontTable writes word/fontTable.xml.
func fontTable() ([]byte, error) {
	w := ooxml.NewWriter("w:fonts", "w")
	for _, f := range fonts {
		w.Open("w:font", ooxml.A("w:name", f.name))
		if f.others != "" {
			w.Val("w:altName", f.others)
		}
		w.Val("w:panose1", f.panose)
		w.Val("w:charset", f.charset)
		w.Val("w:family", f.family)
		w.Val("w:pitch", f.pitch)
		w.Empty("w:sig", ooxml.A("w:usb0", f.sig[0]), ooxml.A("w:usb1", f.sig[1]), ooxml.A("w:usb2", f.sig[2]),
			ooxml.A("w:usb3", f.sig[3]), ooxml.A("w:csb0", f.sig[4]), ooxml.A("w:csb1", f.sig[5]))
		w.Close("w:font")
	}
	return w.Finish()
}
