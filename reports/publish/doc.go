// Package publish puts a month's reports where their readers find them, whole or
// not at all. It knows directories, names, versions and writers, and no figure.
//
// The trip of a publication:
//
//  1. Open takes the lock of the output directory, removes the staging directories
//     of runs that died and completes a version whose pointer was not yet turned.
//  2. Store.Standing tells what is published for a month; a run whose input key is
//     that of the standing publication has nothing to do.
//  3. Store.Stage opens out/.staging-PID; Stage.Create writes files into it, each
//     hashed on its way and fsynced on Close.
//  4. Stage.Publish writes the manifest, fsyncs every directory, and renames once to
//     out/YYYY-MM/vN: that rename is the publication. Then the file "current" is
//     replaced by write, fsync, rename.
//  5. Stage.Block does the same for a run that may not be published: its findings go
//     to out/_blocked/YYYY-MM.
//
// A process killed between any two of these steps leaves the former publication
// standing, or the new one whole; Store.step names the points for the tests that
// prove it.
package publish
