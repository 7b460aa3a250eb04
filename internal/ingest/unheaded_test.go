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

// The year of a document that says it nowhere else is the one that its sentences tell of, and
// not the one that they compare it with.
func TestYearOfSentences(t *testing.T) {
	d := webPageAs(t, "generic-budget", "<p>“三公”经费情况说明"+
		"<p>某某镇2024年一般公共预算“三公”经费支出预算为9.00万元，比2023年预算减少1.00万元。"+
		"<p>（一）公务接待费支出4.00万元，比2023年预算减少1.00万元。主要是压减接待。"+
		"<p>（二）公务用车运行费支出5.00万元，与2023年预算持平。主要是车辆没有增减。").Disclosure
	if d.Year != 2024 {
		t.Errorf("year %d", d.Year)
	}
}
