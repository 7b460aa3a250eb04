package numeral

import "testing"

func TestNumber(t *testing.T) {
	for s, want := range map[string]int{
		"一": 1, "九": 9, "十": 10, "十二": 12, "二十": 20, "三十一": 31, "九十九": 99,
		"": 0, "十十": 0, "十百": 0, "一二": 0, "甲": 0, "甲十": 0, "1": 0, "abc": 0,
	} {
		if got := Number(s); got != want {
			t.Errorf("%s: %d, want %d", s, got, want)
		}
	}
}

func TestOrdinal(t *testing.T) {
	for n, want := range map[int]string{1: "一", 10: "十", 11: "十一", 20: "二十", 30: "三十", 99: "九十九", 105: "一〇五"} {
		if got := Ordinal(n); got != want {
			t.Errorf("Ordinal(%d) = %s, want %s", n, got, want)
		}
	}
}
