package rules

import "mingbai/internal/check"

var ord = []check.Rule{}
