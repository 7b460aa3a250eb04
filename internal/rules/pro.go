package rules

import "mingbai/internal/check"

var pro = []check.Rule{}
