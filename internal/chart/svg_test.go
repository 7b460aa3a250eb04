package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSVGIsWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := xml.NewDecoder(bytes.NewReader(SVG(anyChart(t))))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				return
			} else if err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestSVGSaysWhatItShows(t *testing.T) {
	svg := string(SVG(datong()))
	for _, want := range []string{
		`viewBox="0 0 440 220"`, `role="img"`, `lang="zh-CN"`,
		`>一般公共预算当年拨款结构图</title>`, `>社会保障和就业支出 311.53 万元，占 46.64%；`,
		`>667.98</text>`, `>311.53 万元</text>`, `>46.64%</text>`, `>资源勘探工业信息等支出</text>`,
		`fill="var(--s1,#2f4b66)"`, `fill="var(--ink,#1d1b18)"`, `'Noto Sans SC'`,
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in\n%s", want, svg)
		}
	}
	if bare := regexp.MustCompile(`(fill|stroke)="#`).FindString(svg); bare != "" {
		t.Errorf("a colour that does not follow the page: %s", bare)
	}
	if strings.Contains(svg, "href") || strings.Contains(svg, "url(") {
		t.Error("the picture fetches something from elsewhere")
	}
}

func TestSVGTintsFollowThePage(t *testing.T) {
	if svg := string(SVG(twelve())); !strings.Contains(svg, `fill="var(--s1,#2f4b66)" fill-opacity=".64"`) {
		t.Error("the sixth slice is no tint of the first colour")
	}
}

func TestSVGIsTheSameEachTime(t *testing.T) {
	for name, c := range samples() {
		if !bytes.Equal(SVG(c), SVG(c)) {
			t.Errorf("%s differs", name)
		}
	}
}

func TestSVGsShareAPage(t *testing.T) {
	id := regexp.MustCompile(` id="([^"]*)"`)
	seen := map[string]string{}
	for name, c := range samples() {
		for _, m := range id.FindAllStringSubmatch(string(SVG(c)), -1) {
			if other, ok := seen[m[1]]; ok {
				t.Errorf("%s and %s both have the id %s", name, other, m[1])
			}
			seen[m[1]] = name
		}
	}
}

func BenchmarkSVG(b *testing.B) {
	c := datong()
	for b.Loop() {
		SVG(c)
	}
}
