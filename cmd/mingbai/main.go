// Command mingbai compiles and checks public budgets.
package main

func main() {}
