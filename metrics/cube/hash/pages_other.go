//go:build !linux

package hash

// largePages does nothing: only Linux is asked for large pages.
func largePages[T any]([]T) {}
