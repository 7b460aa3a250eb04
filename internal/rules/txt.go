package rules

import "mingbai/internal/check"

var txt = []check.Rule{}
