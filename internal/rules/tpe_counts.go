package rules

import (
	"fmt"
	"strconv"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// visitsSaid is how many visits or groups there were, and how many persons.
var visitsSaid = saidIn(`(?:(?:接待|外宾)[^，,。；;0-9]{0,10}([0-9]+)个?批次?|团组[^，,。；;0-9]{0,4}([0-9]+)个)[、，,](?:累计|共|共计)?([0-9]+)人`, []string{"0人"}, []string{"0批", "0个"})

// fewerThanVisits looks for fewer persons than visits: each has one at the least.
func fewerThanVisits(in *check.Inspection) {
	sayings(in, &visitsSaid, func(at place.Ref, m []string) {
		visits, _ := strconv.Atoi(m[1] + m[2])
		persons, _ := strconv.Atoi(m[3])
		if persons >= visits {
			in.Pass(1)
			return
		}
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("“%s”：人次比批次（团组）还少", strings.TrimSuffix(m[0], "人")),
			Evidence: []diag.Evidence{{Label: "批次（团组）", Value: m[1] + m[2], Ref: at}, {Label: "人次", Value: m[3], Ref: at}},
		})
	})
}
