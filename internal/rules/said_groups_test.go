package rules

import (
	"slices"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// heldTogether are the findings of what sentences say of the same figures, or of one alone.
func heldTogether(t *testing.T, paragraphs ...string) (out []diag.Finding) {
	t.Helper()
	d, p := clean(t, 0)
	for _, text := range paragraphs {
		write("九", text)(d)
	}
	for _, f := range All().Check(check.New(d, p)).Findings {
		if slices.Contains([]string{"NAR-032", "CHG-024", "PCT-016"}, f.Rule) && f.Severity == diag.Error {
			out = append(out, f)
		}
	}
	return out
}

// A number that does not go with what the sentence says of the same things is told once, and
// the likeliest to be wrong stands first, with what it should be.
func TestFiguresOfOneSentence(t *testing.T) {
	for name, c := range map[string]struct {
		text           []string
		value, suggest string // of one of the suspects; empty where nothing is told
	}{
		"a part, its share and the sum": {[]string{"救助资金8.00万元，其中：粮油5.00万元，占75.00%；衣被2.00万元，占25.00%。"}, "5.00", "6.00"},
		"the whole":                     {[]string{"救助资金9.00万元，其中：粮油6.00万元，占75.00%；衣被2.00万元，占25.00%。"}, "9.00", "8.00"},
		"a part, its share and its change": {[]string{
			"救助资金8.00万元，其中：粮油6.50万元，占75.00%，比上年增加2.00万元，增长50.00%；衣被2.00万元，占25.00%。",
		}, "6.50", "6.00"},
		"parts in lines of their own": {[]string{
			"1.业务支出90000.00元，占20.00%，同比减少10000.00元，下降10.00%。其中：",
			"印刷支出50000.00元，占业务支出55.56%。", "邮电支出30000.00元，占业务支出44.44%。", "2.修缮支出10000.00元。",
		}, "30000.00", "40000.00"},
		"the kinds that the whole is made of":      {[]string{"集中采购和分散采购总额9.00万元，其中：集中采购5.00万元，分散采购3.00万元。"}, "3.00", "4.00"},
		"parts in brackets":                        {[]string{"公务用车购置及运行费9.00万元（公务用车购置费5.00万元、公务用车运行费3.00万元）。"}, "3.00", "4.00"},
		"a list that tells of nothing, too":        {[]string{"收入预算9.00万元，其中：拨款5.00万元，基金0万元，事业收入3.00万元，经营收入0万元。"}, "3.00", "4.00"},
		"both sides of a total":                    {[]string{"甲项收支总预算9.00万元。收入包括：拨款5.00万元、结转4.00万元；支出包括：印刷5.00万元、邮电3.00万元。"}, "3.00", "4.00"},
		"the classes of expenditure":               {[]string{"年初预算9.00万元，其中：教育支出预算5.00万元，卫生健康支出预算1.00万元，住房保障支出预算2.00万元。"}, "2.00", "3.00"},
		"one slip of a digit":                      {[]string{"救助资金1234.56万元，其中：粮油1000.00万元，衣被23.56万元。"}, "23.56", "234.56"},
		"in 亿元":                                    {[]string{"公务用车购置及运行费0.90亿元。其中：公务用车购置费0.50亿元，公务用车运行费0.30亿元。"}, "0.30", "0.40"},
		"a rate in 元":                              {[]string{"印刷支出5000.00元，同比增加1000.00元，增长20.00%。"}, "20.00%", "25.00%"},
		"… of which the change may be wrong":       {[]string{"印刷支出5000.00元，同比增加1000.00元，增长20.00%。"}, "1000.00", "833.33"},
		"a change right behind the amount":         {[]string{"印刷支出9.00万元，减少1.00万元，下降11.00%。"}, "11.00%", "10.00%"},
		"… behind what stands in brackets":         {[]string{"用车支出9.00万元（其中：甲车4.00万元，乙车5.00万元），减少1.00万元，下降11.00%。"}, "11.00", "10.00"},
		"a change of what is named again":          {[]string{"救助资金9.00万元，其中：粮油5.00万元，衣被4.00万元。经比较，救助资金较上年减少1.00万元，下降11.00%。"}, "11.00", "10.00"},
		"a change of what another paragraph tells": {[]string{"2023年救助资金合计9.00万元。", "经比较，2023年救助资金较上年减少1.00万元，下降11.00%。"}, "11.00", "10.00"},
		"… of another year":                        {[]string{"2022年救助资金合计9.00万元。", "经比较，2023年救助资金较上年减少1.00万元，下降11.00%。"}, "", ""},
		"a list behind a reason":                   {[]string{"三公经费9.00万元，比上年减少，主要是压减接待。其中：公务用车购置3.00万元，主要是执法车报废；公务用车运行4.00万元；公务接待1.00万元；因公出国0万元。"}, "1.00", "2.00"},
		"two amounts side by side":                 {[]string{"印刷支出9.00万元，比上年的10.00万元减少1.00万元，下降11.00%。"}, "11.00", "10.00"},
		"amounts of two years":                     {[]string{"印刷支出2023年预算9.00万元，2022年预算10.00万元，对比减少2.00万元。"}, "2.00", "1.00"},
		"a share of what another sentence tells":   {[]string{"办案支出80.00万元。", "印刷支出20.00万元，主要是案卷印刷，占办案支出的52.00%。"}, "52.00%", "25.00%"},
		"a share of a total of its side":           {[]string{"支出总预算80.00万元，印刷20.00万元，占支出总预算的52.00%。"}, "52.00%", "25.00%"},
		"the change of the whole and of its parts": {[]string{
			"公务用车购置及运行费9.00万元，比上年减少1.00万元。其中：公务用车购置费4.00万元，比上年增加1.00万元；公务用车运行费5.00万元，比上年减少3.00万元。",
		}, "1.00", "2.00"},
		"… where one has not changed": {[]string{
			"公务用车购置及运行费9.00万元，比2022年的8.00万元增加1.00万元，其中：公务用车购置费4.00万元，与上年持平；公务用车运行费5.00万元，比上年增加2.00万元。",
		}, "2.00", "1.00"},
		"… against what was budgeted and what was spent": {[]string{
			"公务用车购置及运行费9.00万元，比上年预算减少1.00万元。其中：公务用车购置费4.00万元，比上年预算增加1.00万元；公务用车运行费5.00万元，比上年决算减少3.00万元。",
		}, "", ""},
		"… where nobody says how one has changed": {[]string{
			"公务用车购置及运行费9.00万元，比上年减少1.00万元。其中：公务用车购置费4.00万元；公务用车运行费5.00万元，比上年减少3.00万元。",
		}, "", ""},
		"… of what may have had other parts": {[]string{
			"救助资金9.00万元，比上年减少3.00万元。其中：粮油4.00万元，比上年增加1.00万元；衣被5.00万元，比上年减少2.00万元。",
		}, "", ""},
		"what was spent of a budget, line by line": {[]string{
			"三公经费预算11.00万元，实际支出9.00万元，比预算减少2.00万元，具体如下：",
			"（1）因公出国费1.00万元。", "（2）公务用车购置及运行费5.00万元。", "（3）公务接待费2.00万元。",
		}, "2.00", "3.00"},
		"what was spent less than budgeted": {[]string{"救助资金预算11.00万元，实际支出9.00万元，比预算减少3.00万元。"}, "3.00", "2.00"},
		"… than last year's":                {[]string{"救助资金预算11.00万元，实际支出9.00万元，比上年预算减少3.00万元。"}, "", ""},
		"lines that say again what the sentence lists": {[]string{
			"三公经费9.36万元，其中：因公出国费9.00万元，公务接待费0.36万元，公务用车购置及运行费0万元。具体情况如下：",
			"（1）因公出国费9.00万元。", "（2）公务接待费0.36万元。", "（3）公务用车购置及运行费0万元。",
		}, "", ""},
		"a part of less than one beside nothing":    {[]string{"救助资金0万元，其中：粮油0.36万元，衣被0万元，其他0万元。"}, "", ""},
		"what agrees":                               {[]string{"救助资金8.00万元，其中：粮油6.00万元，占75.00%；衣被2.00万元，占25.00%。"}, "", ""},
		"parts that are not all":                    {[]string{"救助资金9.00万元，其中：粮油6.00万元，衣被2.00万元。"}, "", ""},
		"a list that goes on":                       {[]string{"集中采购和分散采购总额9.00万元，其中：集中采购5.00万元，分散采购3.00万元等。"}, "", ""},
		"a round amount is lacking":                 {[]string{"救助资金1300.00万元，其中：粮油1000.00万元，衣被200.00万元。"}, "", ""},
		"what is only used for":                     {[]string{"集中采购和分散采购总额9.00万元，其中：集中采购5.00万元，用于购买桌椅1.00万元，分散采购4.00万元。"}, "", ""},
		"budgets among what was spent":              {[]string{"接待费决算5.00万元，其中：外宾年初预算3.00万元，决算为2.00万元，占40.00%。"}, "", ""},
		"the side of nothing right before":          {[]string{"甲项收入0万元；支出包括：教育支出5.00万元、卫生健康支出1.00万元、住房保障支出2.00万元。"}, "", ""},
		"the budget that the rate is of":            {[]string{"接待费5.00万元，完成预算9.00万元的55.56%；其中：外宾0万元，完成预算0万元，内宾5.00万元，完成预算9.00万元的55.56%。"}, "", ""},
		"a total with what is left at the end":      {[]string{"甲项支出总计9.00万元，其中：基本支出5.00万元，项目支出3.00万元。"}, "", ""},
		"a name with 与 in it is an amount":          {[]string{"年初预算9.00万元，其中：文化旅游体育与传媒支出5.00万元，卫生健康支出1.00万元，住房保障支出3.00万元。"}, "", ""},
		"a change of something else":                {[]string{"三项支出5.48万元，比去年增加1.55万元，增长39.4%。其中，出国支出比去年无增减变化，用车支出无增减变化，比去年增加1.05万元，增长35.8%。"}, "", ""},
		"a share of spending, not of an item of it": {[]string{"农林水支出决算为8.00万元。", "一般拨款支出20.00万元，占本年支出的40.00%。"}, "", ""},
		"the price of one":                          {[]string{"补助标准50元/人，共计9000元，比上年增加1000元，增长12.5%。"}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			told := heldTogether(t, c.text...)
			if c.value == "" {
				for _, f := range told {
					t.Errorf("told: %s %s", f.Rule, f.Message)
				}
				return
			}
			if len(told) != 1 {
				t.Fatalf("told %d times: %v", len(told), told)
			}
			if !slices.ContainsFunc(told[0].Suspects, func(s diag.Suspect) bool { return s.Value == c.value && s.Suggest == c.suggest }) {
				t.Errorf("suspects %v, want %s for %s", told[0].Suspects, c.suggest, c.value)
			}
		})
	}
}

// A list of which the tables print the parts is held to these: what it leaves out is told by
// the rules that know the table.
func TestListsOfTablesAreNotAddedUp(t *testing.T) {
	d, p := clean(t, 0)
	for i := range d.Sections {
		for j := range d.Sections[i].Paragraphs {
			q := &d.Sections[i].Paragraphs[j]
			q.Claims = slices.DeleteFunc(q.Claims, func(c budget.Claim) bool { return c.Slot == "fiscal_total" })
		}
	}
	for _, f := range All().Check(check.New(d, p)).Findings {
		if f.Rule == "NAR-032" {
			t.Error(f.Message)
		}
	}
}
