package book

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// Kind is a kind of input finding: its rule id, its title, and what it means.
type Kind struct{ Rule, Title, Text string }

// The kinds of input findings.
var (
	kindFile    = Kind{"INPUT-FILE", "文件读不了", "账册的文件或文件夹打不开、格式不对、太大或已损坏。"}
	kindSheet   = Kind{"INPUT-SHEET", "缺少工作表或文件", "必需的工作表或文件不在账册里，或有一个不认识、因而没有读。"}
	kindHead    = Kind{"INPUT-HEAD", "列名不对", "第一行的列名与规定的不同、重复，或缺少必需的列。"}
	kindMerged  = Kind{"INPUT-MERGED", "有合并单元格", "数据区里的合并单元格只有左上角有值，其余读作空白，容易丢数。"}
	kindBlank   = Kind{"INPUT-BLANK", "未填写", "必填的内容是空白。"}
	kindAmount  = Kind{"INPUT-AMOUNT", "金额不对", "金额应是不为负的元，至多两位小数；文字、日期、公式错误都不行。"}
	kindCount   = Kind{"INPUT-COUNT", "数量不对", "数量应是不为负的整数。"}
	kindChoice  = Kind{"INPUT-CHOICE", "不在可填的范围", "这一列只能填规定的几个词。"}
	kindText    = Kind{"INPUT-TEXT", "文字读不了", "文字格里是公式错误或没有结果的公式。"}
	kindSource  = Kind{"INPUT-SOURCE", "资金来源不对", "资金来源应是代码表里的一种，不能是合计或结转。"}
	kindCode    = Kind{"INPUT-CODE", "科目编码不对", "编码不在科目表里、级次不对，或填到了别的列。"}
	kindName    = Kind{"INPUT-NAME", "科目名称不符", "名称与编码在当年科目表里的名称不同。"}
	kindMap     = Kind{"INPUT-MAP", "没有政府经济科目", "部门经济科目在这类单位没有对应的政府经济科目，应在本行写明。"}
	kindProject = Kind{"INPUT-PROJECT", "项目对不上", "明细或指标里的项目名称在项目表里没有，或支出类别与项目名称矛盾。"}
	kindTwice   = Kind{"INPUT-TWICE", "重复", "两行说的是同一件事，应合成一行。"}
	kindLocal   = Kind{"INPUT-LOCAL", "自定科目不对", "自定科目的编码、上级或名称不成立。"}
	kindYear    = Kind{"INPUT-YEAR", "年度不对", "年度应在2000至2100之间。"}
	kindUnit    = Kind{"INPUT-UNIT", "单位类型不对", "单位类型决定政府经济科目和机关运行经费，应是规定的一种。"}
	kindTOML    = Kind{"INPUT-TOML", "book.toml 写法不对", "book.toml 或对应关系文件有不认识的键、不对的值或语法错误。"}
	kindImport  = Kind{"INPUT-IMPORT", "导入情况", "导出表里没有对应的列、跳过的行，以及导入的行数和金额。"}
)

// Kinds lists the kinds of input findings, for those who explain them.
func Kinds() []Kind {
	return []Kind{
		kindFile, kindSheet, kindHead, kindMerged, kindBlank, kindAmount, kindCount, kindChoice, kindText, kindSource,
		kindCode, kindName, kindMap, kindProject, kindTwice, kindLocal, kindYear, kindUnit, kindTOML, kindImport,
	}
}

// problem is a finding that has no place yet; nil is none.
type problem = *diag.Finding

func (k Kind) errorf(format string, args ...any) problem { return k.say(diag.Error, format, args...) }

func (k Kind) say(s diag.Severity, format string, args ...any) problem {
	return &diag.Finding{Rule: k.Rule, Severity: s, Title: k.Title, Message: fmt.Sprintf(format, args...)}
}

// maxFindings bounds what one book can say; a file that is wrong in every cell
// is the wrong file.
const maxFindings = 5000

// collector gathers findings.
type collector struct {
	list    diag.Findings
	dropped int
}

func (c *collector) add(at place.Ref, p problem) {
	if p == nil {
		return
	}
	if len(c.list) >= maxFindings {
		c.dropped++
		return
	}
	p.Ref = at
	c.list = append(c.list, *p)
}

// sorted gives the findings in the order of their places: the book's own order
// of files and sheets, then line, then column.
func (c *collector) sorted() diag.Findings {
	slices.SortStableFunc(c.list, func(a, b diag.Finding) int {
		return cmp.Or(
			cmp.Compare(rankOf(a.Ref), rankOf(b.Ref)),
			cmp.Compare(lineOf(a.Ref), lineOf(b.Ref)),
			cmp.Compare(columnOf(a.Ref), columnOf(b.Ref)),
		)
	})
	if c.dropped > 0 {
		more := kindFile.errorf("问题太多，另有%d处没有列出", c.dropped)
		more.Hint = "先改前面的，再读一次"
		c.list, c.dropped = append(c.list, *more), 0
	}
	return c.list
}

// rankOf is the position of a place's file or sheet in the list of sheets: what
// is said of a whole workbook comes first, files that are no part of it last.
func rankOf(r place.Ref) int {
	for i, s := range sheets {
		if h := s.about(); r.Sheet == h.name || r.Sheet == "" && r.File == h.file {
			return i
		}
	}
	if r.Sheet == "" && !strings.HasSuffix(r.File, ".csv") {
		return -1
	}
	return len(sheets)
}

func lineOf(r place.Ref) int {
	if _, line, ok := parseCell(r.Cell); ok {
		return line
	}
	return r.Line
}

func columnOf(r place.Ref) int {
	if column, _, ok := parseCell(r.Cell); ok {
		return column
	}
	return 0
}

// where tells a place in a message: 第12行, F7.
func where(r place.Ref) string {
	if r.Sheet != "" {
		return r.Cell
	}
	return "第" + strconv.Itoa(r.Line) + "行"
}
