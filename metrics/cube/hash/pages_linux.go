package hash

import (
	"os"
	"syscall"
	"unsafe"
)

// largePages asks the system to lay s into large pages. It is advice: nothing depends on
// whether it is taken, and its error says no more than that it was not.
func largePages[T any](s []T) {
	const (
		madvHugePage = 14        // MADV_HUGEPAGE of madvise(2)
		least        = 128 << 10 // less is not worth the call
	)
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), uintptr(len(s))*unsafe.Sizeof(*new(T)))
	page := os.Getpagesize()
	if skip := int(-uintptr(unsafe.Pointer(unsafe.SliceData(bytes))) & uintptr(page-1)); skip+least <= len(bytes) {
		_ = syscall.Madvise(bytes[skip:skip+(len(bytes)-skip)&^(page-1)], madvHugePage)
	}
}
