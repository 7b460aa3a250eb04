package generate

import (
	"strconv"
	"strings"

	"mingbai/internal/budget"
)

// assets makes the vehicles and the housing in use.
func (m *maker) assets() {
	w := &m.a.Words
	for left := m.vehicles; left > 0; {
		v := budget.Vehicle{Name: one(m.chooser, w.VehicleNames), Count: 1 + m.IntN(left), Booked: true}
		left -= v.Count
		m.book.Vehicles = append(m.book.Vehicles, v)
	}
	m.book.Buildings = []budget.Building{{
		Name: "办公用房", Area: strconv.FormatInt(m.in(w.Area), 10), Source: w.BuildingSources[m.IntN(len(w.BuildingSources))],
	}}
}

// texts writes what only the unit can.
func (m *maker) texts() {
	w, unit := &m.a.Words, m.book.Unit
	known, _ := budget.FindUnitKind(unit.Kind)
	offices := w.Offices[:min(max(m.posts/int(m.in(w.PeoplePerOffice)), 2), len(w.Offices))]
	slots := []string{
		"{unit}", unit.Name, "{kind}", known.Name, "{grade}", unit.Grade, "{department}", unit.Department.Name,
		"{offices}", strings.Join(offices, "、"), "{n}", strconv.Itoa(len(offices)), "{area}", m.book.Buildings[0].Area,
		"{prior}", strconv.Itoa(m.book.Year - 1),
	}
	m.text("duties", strings.Join(m.office.trade.Duties, "。\n")+"。")
	m.text("organisation", fill(one(m.chooser, w.Organisation), slots...))
	m.text("structure", fill(one(m.chooser, w.Structure), slots...))
	if m.vehicles > 0 {
		m.text("vehicles", one(m.chooser, w.Vehicles))
	}
	for i, source := range w.BuildingSources {
		if m.book.Buildings[0].Source == source {
			m.text("buildings", fill(w.Buildings[i], slots...))
		}
	}
	m.text("other_assets", fill(one(m.chooser, w.Assets), slots...))
	if len(m.services) > 0 {
		m.text("services", servicesText(m.services))
	}
	m.text("other", one(m.chooser, w.Other))
}

func (m *maker) text(key, text string) {
	if text != "" {
		m.book.Texts = append(m.book.Texts, budget.Text{Key: key, Text: text})
	}
}

func servicesText(names []string) string {
	return "本年拟向社会力量购买的服务：" + strings.Join(names, "、") + "。"
}
