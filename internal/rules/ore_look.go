package rules

import (
	"fmt"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/place"
)

// agencyOnly: only organs and institutions run like them have agency costs.
func agencyOnly(in *check.Inspection) {
	kind, ok := budget.FindUnitKind(in.Unit.Kind)
	switch {
	case !ok:
		in.NotChecked("概况里没有写明单位性质")
		return
	case kind.AgencyCosts:
		in.NotApplicable("是行政或参公单位")
		return
	}
	v := in.At("T11[部门合计].合计")
	if !none(in.Subject, v) {
		in.Fail(check.Fault{At: in.Ref(v), Message: fmt.Sprintf("%s是%s，机关运行经费表却有%s%s", in.Unit.Name, kind.Name, in.Printed(v).Text, in.UnitName(v))})
		return
	}
	for i := range in.Sections {
		for j := range in.Sections[i].Paragraphs {
			p := &in.Sections[i].Paragraphs[j]
			if !hasSlot(p, "agency") {
				continue
			}
			if holdsAny(p.Text, claims().Words.NoAgency) {
				in.Pass(1)
				return
			}
			in.Fail(check.Fault{
				At:      paragraphRef(in.Subject, i, p, short(p.Text)),
				Title:   "没有写明为什么没有机关运行经费",
				Message: "机关运行经费是0，文字没有写明单位性质或原因",
			})
			return
		}
	}
	in.Pass(1)
}

func agencyIsOffice(r *check.Relations) {
	kind, ok := budget.FindUnitKind(r.Unit.Kind)
	switch {
	case !ok:
		r.NotChecked("概况里没有写明单位性质")
		return
	case !kind.AgencyCosts:
		r.NotApplicable("不是行政或参公单位")
		return
	}
	agency, office := r.Cell("T11", "", "部门合计", "一般公共预算"), r.Cell("T06", "", "合计", "公用经费")
	if agency == check.NoVar || office == check.NoVar {
		return
	}
	if noBasicCarry(r.Subject) {
		r.Same(agency, office)
		return
	}
	r.AtMost([]check.Var{office}, []check.Var{agency})
}

func agencyWithinOffice(r *check.Relations) {
	agency, office := r.Cell("T11", "", "部门合计", "一般公共预算"), r.Cell("T06", "", "合计", "公用经费")
	if agency == check.NoVar || office == check.NoVar {
		return
	}
	r.AtMost([]check.Var{agency}, []check.Var{office, r.Cell("T04", "income", "结转一般公共预算", "金额")})
}

// agencyChange: a change of agency costs has its amount, rate and reason.
func agencyChange(in *check.Inspection) {
	eachChange(in.Subject, func(c *change) {
		if !isAgency(c.measure.ID) || !c.moved(in.Subject) {
			return
		}
		lacking := ""
		if c.rate == check.NoVar && c.way != "new" && !newFromZero(in.Subject, c) {
			lacking = "幅度"
		}
		if !c.hasReason(in.Subject) {
			if lacking != "" {
				lacking += "和"
			}
			lacking += "原因"
		}
		if lacking == "" {
			in.Pass(1)
			return
		}
		in.Fail(check.Fault{At: claimRef(in.Subject, c.section, c.deltaClaim), Message: fmt.Sprintf("机关运行经费比上年变动%s万元，没有写%s", c.deltaClaim.Text, lacking)})
	})
}

func agencyUnchanged(in *check.Inspection) {
	now, before := in.Claims("agency"), in.Claims("agency.prior")
	if len(now) == 0 || len(before) == 0 || !none(in.Subject, now[0]) || !none(in.Subject, before[0]) {
		return
	}
	var at place.Ref
	said := ""
	eachChange(in.Subject, func(c *change) {
		if isAgency(c.measure.ID) && c.delta != check.NoVar {
			at, said = claimRef(in.Subject, c.section, c.deltaClaim), c.deltaClaim.Text
		}
	})
	if said == "" {
		in.Pass(1)
		return
	}
	in.Fail(check.Fault{At: at, Message: fmt.Sprintf("机关运行经费两年都是0，却写了变动%s万元", said)})
}
