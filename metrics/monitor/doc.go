// Package monitor answers: did somebody change, month by month, against the own habit?
//
// In come both axes and the instruction records; out come everybody's signal and the
// charts of all who have one. The limits are simulated per band of volume (METHOD
// section 5).
package monitor
