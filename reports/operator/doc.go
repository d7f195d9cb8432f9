// Package operator describes what the person who runs the job reads: may the month be
// published, and does the method hold?
//
// In come the rows that could not be used and what simulations with known truth showed;
// out go the workbooks on the data and on the validation.
package operator
