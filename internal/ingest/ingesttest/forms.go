package ingesttest

import "fmt"

// FinalAccounts are final accounts in the national form as places publish it.
func FinalAccounts() []*Form {
	var out []*Form
	a := Made("青禾省林业和草原局", 2023).Scaled(7)
	f := &Form{Name: "全国样表"}
	national := &FinalForm{Ink: ink{comma: true}, Ordinals: true, Split: true, Label: "公开%02d表"}
	f.Add(Title(a.Unit + "2023年度部门决算"))
	f.Add(a.Overview()...)
	f.Add(Title("第二部分 2023年度部门决算表"))
	for _, g := range national.Tables(a) {
		f.Add(g)
	}
	f.Add(Title("第三部分 2023年度部门决算情况说明"))
	f.Add(a.National()...)
	f.Add(Title("第四部分 名词解释"))
	f.Add(Terms()...)
	f.Add(Title("第五部分 附件"))
	f.addReviews(a, national, 10, ReviewForm{Title: "项目支出绩效自评表", Groups: true})
	f.Add(national.ReviewOfAll(a, 15, 6, ReviewForm{Groups: true}))
	out = append(out, f.withContents(1))

	b := Made("临溪县林业和草原局", 2022).Scaled(3)
	f = &Form{Name: "先说明后附表"}
	f.Add(Title(b.Unit), Title("2022年度部门决算"))
	f.Add(b.Overview()...)
	f.Add(Title("第二部分 2022年度部门决算情况说明"))
	f.Add(b.National()...)
	f.Add(Title("第三部分 名词解释"))
	f.Add(Terms()...)
	f.Add(Title("第四部分 附表"))
	inside := &FinalForm{Ink: ink{zero: "0.00"}, Ordinals: true, Whole: true, Label: "附表%d"}
	for _, g := range inside.Tables(b) {
		f.Add(g)
	}
	out = append(out, f.withContents(2))

	c := Made("东原市林业和草原局", 2024).Scaled(2)
	f = &Form{Name: "不带行次用元"}
	f.Add(Title("2024年度" + c.Unit + "部门决算公开"))
	f.Add(c.Overview()...)
	f.Add(Title("第二部分 部门决算公开报表"))
	plain := &FinalForm{Ink: ink{yuan: true, comma: true}, Titled: fmt.Sprintf("%d年度", c.Year)}
	for _, g := range plain.Tables(c) {
		f.Add(g)
	}
	f.Add(Title("第三部分 2024年度部门决算情况说明"))
	f.Add(c.National()...)
	f.Add(Title("第四部分 名词解释"))
	f.Add(Terms()...)
	out = append(out, f.withContents(1))
	return append(out, west(), southwest())
}

// addReviews adds the forms that tell what became of the targets of every project.
func (f *Form) addReviews(a *Account, form *FinalForm, n int, t ReviewForm) {
	for _, g := range form.Reviews(a, n, t) {
		f.Add(g)
	}
}

// southwest is a final account with tables of its own beside the national ones,
// after the text.
func southwest() *Form {
	a := Made("苍溪河县林业和草原局", 2022).Scaled(5)
	f := &Form{Name: "另有明细表"}
	f.Add(Title("2022年度"), Title(a.Unit+"部门决算"))
	f.Add(a.Overview()...)
	f.Add(Title("第二部分 2022年度部门决算情况说明"))
	f.Add(a.Southwest()...)
	f.Add(Title("第三部分 名词解释"))
	f.Add(Terms()...)
	f.Add(Title("第四部分 附件"), Text("部门整体支出绩效自评报告另行公开。"))
	form := &FinalForm{Ink: ink{comma: true, zero: "0.00"}, Ordinals: true, Label: "公开%02d表"}
	f.addReviews(a, form, 14, ReviewForm{Title: "部门预算项目支出绩效自评表（2022年度）", Local: true, Apart: true})
	f.Add(Title("第五部分 附表"))
	list := form.Tables(a)
	f.Add(list[0], list[1], list[2], list[3], form.Extras(a, 5, "财政拨款支出决算明细表"), list[4], form.Extras(a, 7, "一般公共预算财政拨款支出决算明细表"))
	list[5].Title = "一般公共预算财政拨款基本支出决算明细表"
	f.Add(list[5], form.Projects(a, 9), list[6], list[7], list[8], form.Operations(a, 13))
	return f.withContents(2)
}

// west is a final account with the flows of the general budget, and the
// three-public expenses line by line.
func west() *Form {
	a := Made("滇池州林业和草原局", 2021).Scaled(4)
	f := &Form{Name: "收入支出决算表"}
	f.Add(Title(a.Unit + "2021年度部门决算"))
	f.Add(a.Overview()...)
	f.Add(Title("第二部分 2021年度部门决算表"))
	form := &FinalForm{Ink: ink{}, Ordinals: true, Label: "公开%02d表", Whole: true}
	list := form.Tables(a)
	f.Add(list[0], list[1], list[2], list[3], form.Flows(a, 5), list[5], list[6], list[7], form.PublicDown(a, 9))
	f.Add(form.ReviewOfAll(a, 10, 1, ReviewForm{Two: true, Apart: true, Others: true}))
	f.Add(Title("第三部分 2021年度部门决算情况说明"))
	f.Add(a.National()...)
	f.Add(Title("第四部分 名词解释"))
	f.Add(Terms()...)
	return f.withContents(1)
}

// withContents puts the contents after the cover's lines: parts, tables and
// sections, as they are titled.
func (f *Form) withContents(cover int) *Form {
	list := []any{Text("目  录")}
	tables := 0
	for _, b := range f.Blocks[cover:] {
		switch x := b.(type) {
		case Title:
			list = append(list, Text(x))
		case *Grid2:
			list = append(list, Text(counting[tables]+"、"+x.Title))
			tables++
		}
	}
	f.Blocks = append(f.Blocks[:cover:cover], append(list, f.Blocks[cover:]...)...)
	return f
}
