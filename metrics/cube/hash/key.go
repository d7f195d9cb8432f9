package hash

import (
	"math/bits"

	"tenbin/ingest/table"
)

// Key is a cell's place in integers: person and client, then category (24 bits),
// region (20), band (8) and months before the data month (12).
type Key struct{ Who, What uint64 }

// Limits of the packed key.
const (
	MaxCategories = 1 << 24
	MaxRegions    = 1 << 20
	MaxBands      = 1 << 8
	MaxMonths     = 1 << 12
)

// WorkShift takes the month off What: what remains is the kind of work.
const WorkShift = 12

// Pack returns the key of a place; every number must lie within its limit.
func Pack(person, client, category, region int32, band int, ago table.Month) Key {
	return Key{uint64(person)<<32 | uint64(client), uint64(category)<<40 | uint64(region)<<20 | uint64(band)<<WorkShift | uint64(ago)}
}

// Person is the number of the person.
func (k Key) Person() int32 { return int32(k.Who >> 32) }

// Client is the number of the client.
func (k Key) Client() int32 { return int32(uint32(k.Who)) }

// Category is the number of the category.
func (k Key) Category() int32 { return int32(k.What >> 40) }

// Region is the number of the region.
func (k Key) Region() int32 { return int32(k.What >> 20 & (MaxRegions - 1)) }

// Band is the size band.
func (k Key) Band() int32 { return int32(k.What >> WorkShift & (MaxBands - 1)) }

// Ago is the number of months before the data month.
func (k Key) Ago() table.Month { return table.Month(k.What & (MaxMonths - 1)) }

// Hash digests the key. Its upper bits choose a part, those behind them a slot.
func (k Key) Hash() uint64 {
	h := k.Who*0x9e3779b97f4a7c15 ^ bits.RotateLeft64(k.What*0xd6e8feb86659fd93, 31)
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>29
}

// Parts is in how many parts the cells are kept, by the upper bits of the key's hash:
// few enough to lock, many enough that workers seldom meet.
const (
	PartBits = 6
	Parts    = 1 << PartBits
)

// PartOf is the part to which a hash belongs.
func PartOf(h uint64) int { return int(h >> (64 - PartBits)) }
