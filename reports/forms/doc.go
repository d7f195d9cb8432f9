// Package forms describes the sheets that people fill in, and the notice to staff: what
// is to be entered, and how?
//
// In comes the name of a table with rows already known, or what the firm has decided; out
// goes a form or a letter in words.
package forms
