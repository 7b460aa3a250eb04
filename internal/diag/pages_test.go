package diag

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/place"
)

func on(page int, x, y float64) place.Ref {
	return place.Ref{Page: page, Box: [4]float64{x, y, x + 50, y + 20}}
}

// paged is a report whose findings stand on pages.
func paged() *Report {
	return &Report{Documents: []Document{{
		Source: Source{Name: "公开件.pdf", MediaType: "application/pdf"},
		Findings: Findings{
			{
				Rule: "HIE-002", Severity: Error, Title: "类款项合计不符", Message: "不等",
				Suspects: []Suspect{{Ref: on(9, 100, 200), Value: "321.53", Suggest: "311.53"}},
				Evidence: []Evidence{{Label: "20805", Value: "309.32", Ref: on(9, 100, 220)}, {Label: "也是嫌疑", Ref: on(9, 100, 200)}},
			},
			{Rule: "TXT-001", Severity: Note, Title: "空格", Ref: on(9, 100, 200)},
			{Rule: "TXT-002", Severity: Warning, Title: "句号", Ref: on(4, 10, 10)},
			{Rule: "FORM-001", Severity: Error, Title: "缺少报表"},
		},
	}}}
}

func TestPagesWithErrorsComeFirst(t *testing.T) {
	if got := PagesOf(paged().Documents[0].Findings); !slices.Equal(got, []int{9, 4}) {
		t.Errorf("pages %v, want 9 before 4", got)
	}
}

func TestBoxesStandOverThePicture(t *testing.T) {
	var b bytes.Buffer
	picture := PageImage{Page: 9, Width: 1000, Height: 500, Type: "image/png", Data: []byte("png")}
	read := &doc.Document{Blocks: []doc.Block{doc.Paragraph{Text: "句号在这里", Place: on(4, 10, 10)}}}
	if err := paged().WriteHTML(&b, HTMLOptions{Documents: []*doc.Document{read}, Pages: [][]PageImage{{picture}}}); err != nil {
		t.Fatal(err)
	}
	s := b.String()
	for what, want := range map[string]string{
		"the picture":              `<img src="data:image/png;base64,cG5n" width="1000" height="500"`,
		"the suspect's box":        `class="box error" id="d1-m1" href="#d1-f1" style="left:9.90%;top:39.80%;width:5.20%;height:4.40%"`,
		"its label":                `<span>321.53 → 311.53；空格</span>`,
		"the evidence's thin box":  `class="box error thin" id="d1-m2" href="#d1-f1"`,
		"the finding's link to it": `<a href="#d1-m1">`,
		"the page without picture": `第 4 页也有问题`,
		"its mark in the text":     `<mark id="d1-m3" class="warning"`,
	} {
		if !strings.Contains(s, want) {
			t.Errorf("%s is missing: %s", what, want)
		}
	}
	for _, m := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(s, -1) {
		if strings.Count(s, `id="`+m[1]+`"`) != 1 {
			t.Errorf("a link leads to %s, which is there %d times", m[1], strings.Count(s, `id="`+m[1]+`"`))
		}
	}
	if strings.Contains(s, "<script") || strings.Contains(s, "ZgotmplZ") {
		t.Error("the page has a script, or the template refused a value")
	}
}
