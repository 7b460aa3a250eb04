package rules

import "mingbai/internal/check"

var hie = []check.Rule{}
