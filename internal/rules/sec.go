package rules

import "mingbai/internal/check"

var sec = []check.Rule{}
