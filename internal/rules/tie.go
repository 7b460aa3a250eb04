package rules

import "mingbai/internal/check"

var tie = []check.Rule{}
