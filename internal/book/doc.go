// Package book reads and writes a unit's book (预算数据): the exact yuan and the
// words that a disclosure is made from. A book is a folder (book.toml and CSV
// files) or one workbook (.xlsx) with the same content on sheets.
//
//   - sheet: one table of a book, with its columns; the literal list of them in
//     sheets.go drives the readers, the writers, the blank book and its notes.
//   - grid: the cells of a sheet as a file gives them, each with its place.
//   - draft: the rows of all sheets, decoded cell by cell; what a budget.Book is
//     made from and taken apart into.
//
// Reading collects: every fault of a book is found in one run, each as a
// diag.Finding with the file and line, or the sheet and cell. A book with a
// finding of severity Error is not fit to be compiled.
//
// Workbooks are written through a library and read by a reader of our own: it
// needs the type and the number format of each cell (a date is not an amount,
// 100% is not 1), and it must not need more memory than the cells take up,
// whatever a hostile file says its size is.
package book
