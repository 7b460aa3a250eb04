package chart

import (
	"strings"

	"mingbai/internal/money"
)

// wan is an amount printed in 万元 with two decimals.
func wan(label, text, share string) Point {
	d, err := money.ParseDecimal(text)
	if err != nil {
		panic(err)
	}
	for d.Scale < 2 {
		d.Coef, d.Scale = d.Coef*10, d.Scale+1
	}
	return Point{label, money.Fen(d.Coef * 10_000), text, share}
}

// datong is the structure of a small county bureau's budget.
func datong() Chart {
	return Chart{Ring, "一般公共预算当年拨款结构图", "万元", "667.98", []Point{
		wan("社会保障和就业支出", "311.53", "46.64%"),
		wan("卫生健康支出", "12.45", "1.86%"),
		wan("资源勘探工业信息等支出", "310.19", "46.44%"),
		wan("住房保障支出", "33.81", "5.06%"),
	}}
}

func threePublic() Chart {
	return Chart{Bars, "“三公”经费分布图", "万元", "3.20", []Point{
		wan("因公出国（境）费", "0", ""),
		wan("公务接待费", "0", ""),
		wan("公务用车运行维护费", "3.20", ""),
		wan("公务用车购置费", "0", ""),
	}}
}

func twelve() Chart {
	return Chart{Ring, "支出功能分类结构图", "万元", "21,480.65", []Point{
		wan("一般公共服务支出", "9120.40", "42.46%"),
		wan("公共安全支出", "88.00", "0.41%"),
		wan("教育支出", "5214.10", "24.27%"),
		wan("科学技术支出", "120.35", "0.56%"),
		wan("文化旅游体育与传媒支出", "402.00", "1.87%"),
		wan("社会保障和就业支出", "2870.55", "13.36%"),
		wan("卫生健康支出", "1405.00", "6.54%"),
		wan("节能环保支出", "96.20", "0.45%"),
		wan("城乡社区支出", "733.90", "3.42%"),
		wan("农林水支出", "610.15", "2.84%"),
		wan("住房保障支出", "812.00", "3.78%"),
		wan("灾害防治及应急管理支出", "8.00", "0.04%"),
	}}
}

func single() Chart {
	return Chart{Ring, "政府性基金预算支出结构图", "万元", "45.00", []Point{wan("城乡社区支出", "45.00", "100%")}}
}

// samples are the charts that the tests draw.
func samples() map[string]Chart {
	asBars := twelve()
	asBars.Kind = Bars
	zeros := datong()
	zeros.Points = append(zeros.Points, wan("其他支出", "0", "0.00%"))
	six := twelve()
	six.Points = six.Points[4:10]
	six.Total = "6117.80"
	long := datong()
	for i := range long.Points {
		long.Points[i].Label = strings.Repeat("用于"+long.Points[i].Label+"（含上年结转）", i+1)
	}
	longBars := long
	longBars.Kind = Bars
	negative := threePublic()
	negative.Points = append(negative.Points, wan("上年多列冲回", "-1.85", ""))
	thirty := Chart{Ring, "三十项", "元", "", nil}
	for i := range 30 {
		p := twelve().Points[i%12]
		p.Value += money.Fen(i)
		thirty.Points = append(thirty.Points, p)
	}
	tiny := Chart{Ring, "一头重", "万元", "1000.00", []Point{
		wan("人员经费", "982.00", "98.20%"), wan("公用经费", "8.00", "0.80%"), wan("项目支出", "6.00", "0.60%"), wan("其他", "4.00", "0.40%"),
	}}
	tiny2 := tiny
	tiny2.Points = append(append([]Point(nil), tiny.Points[1:]...), tiny.Points[0])
	return map[string]Chart{
		"datong": datong(), "sangong": threePublic(), "twelve": twelve(), "single": single(), "twelvebars": asBars,
		"zeros": zeros, "six": six, "long": long, "longbars": longBars, "negative": negative, "thirty": thirty,
		"tiny": tiny, "tiny2": tiny2, "empty": {Kind: Ring, Title: "空"},
		"allzero": {Ring, "零", "万元", "0", []Point{wan("甲", "0", ""), wan("乙", "0", "")}},
	}
}
