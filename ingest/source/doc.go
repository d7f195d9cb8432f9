// Package source says what is read: the entries of the configuration without their spelling.
//
// What comes in: files, globs, folders or a query, with what a person says of their columns.
// What goes out: the same as plain structs, and the files that the patterns name.
package source
