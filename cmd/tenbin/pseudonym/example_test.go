package pseudonym_test

import (
	"fmt"

	"tenbin/cmd/tenbin/pseudonym"
)

// People are found inside sentences under every spelling of their names.
func Example() {
	p := pseudonym.New([]byte("a secret that nobody guesses"), []pseudonym.Person{{ID: "E1001", Names: []string{"Tsuda Sho", "Tsuda"}}})
	fmt.Println(p.Text("Tsuda conceded more than peers."))
	fmt.Println(p.ID("Tsuda Sho") == p.ID("E1001"), p.Original(p.ID("E1001")))
	// Output:
	// p-KBPF91WKB4E7QQXC conceded more than peers.
	// true E1001
}
