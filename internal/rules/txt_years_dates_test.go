package rules

import (
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
)

// inSection appends a section of the narrative with one paragraph.
func inSection(title, text string) edit {
	return func(d *budget.Disclosure) {
		d.Sections = append(d.Sections, budget.Section{ID: "八", Part: "narrative", Title: title, Paragraphs: []budget.Paragraph{spoken(text)}})
	}
}

// tableInContents is the contents' line of a table, and the table's heading.
func tableInContents(contents, heading string) edit {
	return func(d *budget.Disclosure) {
		d.Outline = &budget.Outline{
			Contents: []budget.Entry{{Text: contents, Kind: budget.TableHeading, ID: "T03"}},
			Headings: []budget.Heading{{Text: heading, Kind: budget.TableHeading, ID: "T03"}},
		}
	}
}

// The budget is of 2025: dates of years before are left over, but those of the last account.
func TestYearsOfDates(t *testing.T) {
	for name, c := range map[string]struct {
		change edit
		want   diag.Severity
	}{
		"as of last year":                {inSection("五、资产", "截至2024年8月31日，没有车辆。"), 0},
		"as of the year before":          {inSection("五、资产", "截至2023年8月31日，没有车辆。"), diag.Error},
		"as of the last account":         {inSection("五、资产", "截至2023年12月31日，没有车辆。"), 0},
		"a term of this year":            {inSection("五、实施周期", "2025年1月1日至2025年12月31日。"), 0},
		"a term of last year":            {inSection("五、实施周期", "2024年1月1日至2024年12月31日。"), diag.Error},
		"a term of several years":        {inSection("五、实施周期", "2023年1月1日至2025年12月31日。"), 0},
		"a year that was, of no project": {inSection("五、绩效评价", "评价了2024年1月至2024年12月的支出。"), 0},
		"contents of this year":          {tableInContents("3. 2025年部门支出预算总表", "2025年部门支出预算总表"), 0},
		"contents of last year":          {tableInContents("3. 2024年部门支出预算总表", "2025年部门支出预算总表"), diag.Error},
	} {
		t.Run(name, func(t *testing.T) {
			d := departmentBudget()
			c.change(d)
			if got := loudness(t, d, "shanghai-2025-department", "TXT-008"); got != c.want {
				t.Errorf("TXT-008 speaks at %v, want %v", got, c.want)
			}
		})
	}
}
