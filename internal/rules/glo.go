package rules

import "mingbai/internal/check"

var glo = []check.Rule{}
