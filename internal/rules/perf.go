package rules

import "mingbai/internal/check"

var perf = []check.Rule{}
