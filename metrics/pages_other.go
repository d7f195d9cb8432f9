//go:build !linux

package metrics

// largePages does nothing: only Linux is asked for large pages.
func largePages[T any]([]T) {}
