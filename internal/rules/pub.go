package rules

import "mingbai/internal/check"

var pub = []check.Rule{}
