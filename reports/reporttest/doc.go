// Package reporttest is what the tests of the reports share: a company made up from
// nothing, and ways to open a workbook and to compare it with a golden text.
package reporttest
