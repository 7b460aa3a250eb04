package rules

import "mingbai/internal/check"

var bal = []check.Rule{}
