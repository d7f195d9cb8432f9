// Package lookup answers what lines are completed from: who is a name, who owned a client, what
// did a product cost, what was a currency worth?
//
// What comes in: the entries of roster, accounts, price list and rates, and the names as they
// are written. What goes out: ids, owners and prices. It is filled once, before a line is
// converted, and only read after that.
package lookup
