package pdf

import (
	"strings"
	"testing"
)

func TestQPDFFindsNothing(t *testing.T) {
	name := save(t, output(t, sample(t)))
	out := run(t, "qpdf", "qpdf", "--check", name)
	if !strings.Contains(out, "No syntax or stream encoding errors found") || strings.Contains(out, "WARNING") {
		t.Error(out)
	}
}

func TestStructureIsReadOut(t *testing.T) {
	name := save(t, output(t, sample(t)))
	out := run(t, "poppler-utils", "pdfinfo", "-struct-text", name)
	t.Log("\n" + out)
	at := 0
	for _, want := range []string{
		"TOC", "TOCI", "Link", "第一部分 概况………1",
		"Part", "H1", "第一部分 概况①",
		"P (block)", "本段从这一页开始，", "到下一页结束。",
		"H2", "收支总表",
		"Table", "THead", "TR", "TH", "项目", "TH", "金额（万元）",
		"TBody", "TR", "TH", "一般公共预算", "TD", "1,234.56",
		"TR", "TH", "合计", "TD", "-7.00",
		"Figure", "75.00%",
	} {
		i := strings.Index(out[at:], want)
		if i < 0 {
			t.Fatalf("%q does not follow", want)
		}
		at += i + len(want)
	}
	for _, artifact := range []string{"（续）", "— 1 —"} {
		if strings.Contains(out, artifact) {
			t.Errorf("artifact %q is read out", artifact)
		}
	}
}

func TestAttributesAreRead(t *testing.T) {
	name := save(t, output(t, sample(t)))
	out := run(t, "poppler-utils", "pdfinfo", "-struct", name)
	for _, want := range []string{"/Scope /Column", "/Scope /Row", "/Headers [(h1)]", "/Summary", "/BBox [72 175.28"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
}

func TestTextCopiesOut(t *testing.T) {
	name := save(t, output(t, sample(t)))
	out := run(t, "poppler-utils", "pdftotext", name, "-")
	for _, want := range []string{"第一部分 概况………1\n", "第一部分 概况①\n", "收支总表\n", "金额（万元）\n", "1,234.56\n", "-7.00\n", "75.00%\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in %q", want, out)
		}
	}
}

func TestInfoIsRead(t *testing.T) {
	name := save(t, output(t, sample(t)))
	out := run(t, "poppler-utils", "pdfinfo", name)
	for _, want := range []string{
		"2026年部门预算（样本）", "某市财政局", "测试 & <样本>", "预算, 公开", "Tagged:          yes", "Metadata Stream: yes",
		"Pages:           4", "PDF version:     1.7", "Suspects:        no",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if meta := run(t, "poppler-utils", "pdfinfo", "-meta", name); !strings.Contains(meta, "测试 &amp; &lt;样本&gt;") {
		t.Error(meta)
	}
}

func TestFontsAreEmbeddedSubsets(t *testing.T) {
	name := save(t, output(t, sample(t)))
	out := run(t, "poppler-utils", "pdffonts", name)
	for _, face := range []string{"+NotoSansSC-Regular", "+NotoSerifSC-Regular"} {
		if strings.Count(out, face) != 1 {
			t.Errorf("%s is not there once:\n%s", face, out)
		}
	}
	if strings.Count(out, "CID TrueType      Identity-H       yes yes yes") != 2 {
		t.Error(out)
	}
}
