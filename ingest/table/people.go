package table

// Together stands between the ids of several people whom one cell of an instruction names.
const Together = "\x1f"
