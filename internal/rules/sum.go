package rules

import "mingbai/internal/check"

var sum = []check.Rule{}
