package feature

// The hash only has to be fast, well spread and the same on every machine:
// weights refer to its values.
const (
	hashSeed  uint64 = 0xcbf29ce484222325
	hashPrime uint64 = 0x9e3779b97f4a7c15
)

// fold adds v to the running hash h. Order matters.
func fold(h, v uint64) uint64 {
	h = (h ^ v) * hashPrime
	return h ^ h>>29
}

// row reduces a hash and a kind of n-gram to a row of the table.
func row(h uint64, salt uint64) uint32 {
	h = fold(h, salt)
	h *= hashPrime
	return uint32(h >> (64 - RowBits))
}
