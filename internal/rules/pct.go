package rules

import "mingbai/internal/check"

var pct = []check.Rule{}
