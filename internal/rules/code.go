package rules

import "mingbai/internal/check"

var code = []check.Rule{}
