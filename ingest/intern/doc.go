// Package intern turns texts into numbers: was this text met before, and what did it become?
//
// What comes in: bytes. What goes out: the number of an entry and the value that was put there.
// It is built for columns of which few texts differ: no string is made for a look-up, and texts
// are looked for many at once.
package intern
