// Package part lays out what several workbooks show: which parts are alike?
//
// In come a reader and rows; out go lists by column, sections under a band, ages past
// due, curves, the trend behind page one, and the definitions of everything measured.
package part
