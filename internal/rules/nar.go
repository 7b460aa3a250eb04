package rules

import "mingbai/internal/check"

var nar = []check.Rule{}
