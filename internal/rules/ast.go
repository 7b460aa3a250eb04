package rules

import "mingbai/internal/check"

var ast = []check.Rule{}
