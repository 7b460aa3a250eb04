package generate

import (
	"strings"
	"testing"

	"mingbai/internal/budget"
)

func TestABookOfAGivenUnit(t *testing.T) {
	c := Cast{
		Name: "档案馆", Kind: "public1", Department: budget.Body{Code: "096", Name: "档案局"},
		Main: "2012604", Items: []string{"2012699"}, Subjects: []string{"库房维护"}, Duties: []string{"保管档案"},
	}
	books := As(c, 5, 0, 2)
	for i, b := range books {
		if b.Year != 2023+i || b.Unit.Name != Place()+"档案馆" || b.Unit.Department.Name != Place()+"档案局" || b.Unit.Kind != "public1" {
			t.Errorf("%d: %+v", b.Year, b.Unit)
		}
		main := false
		for _, f := range b.Facts {
			main = main || f.Subject == c.Main
			if f.Project != "" && f.Source == "gpb" && f.Subject != "2012699" {
				t.Errorf("the project %s is under %s", f.Project, f.Subject)
			}
		}
		if !main {
			t.Errorf("%d: nothing is under the unit's own functional item", b.Year)
		}
		for _, x := range b.Texts {
			if x.Key == "duties" && !strings.Contains(x.Text, "保管档案") {
				t.Errorf("duties: %s", x.Text)
			}
		}
	}
}
