package rules

import "mingbai/internal/check"

var emp = []check.Rule{}
