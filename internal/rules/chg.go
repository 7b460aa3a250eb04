package rules

import "mingbai/internal/check"

var chg = []check.Rule{}
