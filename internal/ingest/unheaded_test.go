package ingest_test

import (
	"testing"
)

// Sentences with amounts that stand under no heading which the profile knows are read, where
// the profile is for places without one of their own: the rules that need no form hold them.
func TestSentencesUnderNoHeading(t *testing.T) {
	for name, c := range map[string]struct {
		profile, page, section string
		want                   []string // the paragraphs of the section
	}{
		"right below the title": {
			"generic-final", "<p>某某镇2024年度“三公”经费决算<p>2024年度“三公”经费决算9.00万元，其中公务接待费4.00万元。<p>联系方式：某某路1号",
			"正文",
			[]string{"2024年度“三公”经费决算9.00万元，其中公务接待费4.00万元。", "联系方式：某某路1号"},
		},
		"no other profile takes them": {
			"shanghai-2025-unit", "<p>某某镇2025年度“三公”经费预算<p>2025年度“三公”经费预算9.00万元，其中公务接待费4.00万元。",
			"正文", nil,
		},
		"a heading that the words tell begins the body": {
			"generic-final", "<p>某某镇2024年度决算<p>二、2024年度“三公”经费使用情况<p>公务接待费4.00万元。",
			"七",
			[]string{"公务接待费4.00万元。"},
		},
		"words without an amount are left": {
			"generic-final", "<p>某某镇2024年度决算<p>本页由某某镇发布。",
			"正文", nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, s := range webPageAs(t, c.profile, c.page).Disclosure.Sections {
				for i := range s.Paragraphs {
					if s.ID == c.section {
						got = append(got, s.Paragraphs[i].Text)
					}
				}
			}
			same(t, "paragraphs", got, c.want)
		})
	}
}
