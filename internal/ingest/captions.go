package ingest

import (
	"strings"

	"mingbai/internal/budget"
)

// opensChart takes the caption of a chart.
func (s *state) opensChart(it *item, key string) bool {
	if s.section == nil {
		return false
	}
	i := s.r.titles.captions.find(key, 2, nil)
	if i < 0 {
		return false
	}
	s.openChart(s.r.titles.captions.list[i].index, it, false)
	return true
}

func (s *state) openChart(i int, it *item, pictured bool) {
	ch := &s.r.p.Charts[i]
	s.chart = ch.ID
	pictured = pictured || s.loose > 0 && s.loose == s.next // stands right above
	s.d.Outline.Headings = append(s.d.Outline.Headings, budget.Heading{
		Kind: budget.CaptionHeading, ID: ch.ID, Text: strings.TrimSpace(it.text), Picture: pictured, Ref: it.ref,
	})
	s.d.Charts = append(s.d.Charts, budget.Chart{ID: ch.ID, Kind: ch.Kind, Caption: strings.TrimSpace(it.text), Unit: s.r.p.Style.MoneyUnit.String()})
	if s.section != nil {
		b := &s.section.blocks[len(s.section.blocks)-1]
		b.lines = append(b.lines, line{ref: s.section.ref(it.ref), chart: i})
	}
}

// picture takes a picture: its caption says which chart it is, else the caption
// read last.
func (s *state) picture(it *item) {
	s.d.Outline.Pictures = true
	key := plain(it.text)
	if key != "" {
		if i := s.r.titles.captions.find(key, 2, nil); i >= 0 {
			s.openChart(s.r.titles.captions.list[i].index, it, true)
			c := &s.d.Charts[len(s.d.Charts)-1]
			c.Total = it.pic.Chart.Total
			for _, p := range it.pic.Chart.Points {
				c.Points = append(c.Points, budget.ChartPoint{Label: p.Label, Text: p.Text, Share: p.Share, Exact: p.Value})
			}
			s.chart = ""
			return
		}
	}
	hs := s.d.Outline.Headings
	for i := len(hs) - 1; i >= 0; i-- {
		if hs[i].Kind == budget.CaptionHeading {
			hs[i].Picture = true
			return
		}
		if hs[i].Kind != budget.SubHeading {
			break
		}
	}
	s.loose = s.next + 1
}

// chartValues takes a table of labels and amounts under a caption as the chart's.
func (s *state) chartValues(g *grid) bool {
	if g.cols > 3 || len(s.d.Charts) == 0 {
		return false
	}
	c := &s.d.Charts[len(s.d.Charts)-1]
	for i := range g.rows {
		var texts [3]string
		for j := range g.rows[i] {
			if j < 3 {
				texts[j] = strings.TrimSpace(g.rows[i][j].text)
			}
		}
		c.Points = append(c.Points, budget.ChartPoint{Label: texts[0], Text: texts[1], Share: texts[2]})
	}
	return true
}
