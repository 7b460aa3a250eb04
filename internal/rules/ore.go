package rules

import "mingbai/internal/check"

var ore = []check.Rule{}
