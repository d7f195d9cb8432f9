package hash

import "sync"

// chunkBits is the size of a chunk of cells.
const chunkBits = 10

// chunksAtOnce is how many chunks are made in one piece: as much as fills a few of the
// system's large pages.
const chunksAtOnce = 64

// Memory hands out room for cells, a chunk at a time, to all parts of a table. It is made
// in pieces large enough for large pages: cells are met in no order, and most of what a
// look-up waits for with small pages is where they lie.
type Memory[V any] struct {
	mu   sync.Mutex
	free []entry[V]
}

// next returns a chunk of 1<<chunkBits cells of zeros that nobody else has.
func (c *Memory[V]) next() []entry[V] {
	c.mu.Lock()
	defer c.mu.Unlock()
	const size = 1 << chunkBits
	if len(c.free) == 0 {
		c.free = make([]entry[V], chunksAtOnce*size)
		largePages(c.free)
	}
	chunk := c.free[:size:size]
	c.free = c.free[size:]
	return chunk
}
