package rules

import "mingbai/internal/check"

var tpe = []check.Rule{}
