package rules

import "mingbai/internal/check"

var prj = []check.Rule{}
