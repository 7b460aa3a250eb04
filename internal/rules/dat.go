package rules

import "mingbai/internal/check"

var dat = []check.Rule{}
