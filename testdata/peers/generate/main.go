// Command generate writes made-up deal lines for the comparison of testdata/peers: the
// same seed gives the same bytes. Orders have one to seven lines of one salesperson,
// client and day; clients belong to a salesperson, a few buy most; 3 % of the clients
// carry a comma in their name and so stand in quotes.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"time"

	"golang.org/x/text/encoding/japanese"
)

const heading = "document,line,date,salesperson,client,product,category,region,quantity,list_price,net_price,authorised_rate"

var (
	families   = []string{"佐藤", "鈴木", "高橋", "田中", "渡辺", "伊藤", "Smith", "Garcia", "Rossi", "Johnson", "Nguyen", "Dubois", "Kowalski", "Brown", "Lopez", "Ivanova"}
	givens     = []string{"翔太", "美咲", "健一", "陽子", "大輔", "直美", "Anna", "Carlos", "Petra", "Luca", "Emily", "Minh", "Piotr", "James", "Maria", "Olga"}
	companies  = []string{"株式会社見本商事", "有限会社見本工業", "Northgate Industrial", "Alder Tooling", "Blue River Foods", "Helios Energy", "Kestrel Logistics", "Granite Works", "Orchid Medical", "Summit Retail"}
	endings    = []string{"", " GmbH", " Ltd", " SA", "", " Inc", " BV", " Oy"}
	categories = []string{"Pumps", "Valves", "Sensors", "Control Units", "Spare Parts", "Service Plans", "Filters", "Motors", "Cabling", "Enclosures", "Software", "Training"}
	regions    = []string{"EMEA North", "EMEA South", "Americas", "Japan", "APAC"}
	policies   = []int{0, 50, 75, 100, 125, 150, 200} // per mille
)

func main() {
	log.SetFlags(0)
	lines := flag.Int("lines", 5_000_000, "deal lines")
	out := flag.String("out", "deals.csv", "file to write")
	seed := flag.Uint64("seed", 1, "seed")
	people := flag.Int("people", 2000, "salespeople")
	clients := flag.Int("clients", 40_000, "clients")
	months := flag.Int("months", 36, "months from 2022-01 on")
	shuffle := flag.Bool("shuffle", false, "lines in random order instead of by order")
	quoted := flag.Bool("quoted", false, "every field in quotes; products carry a comma and a line end")
	cp932 := flag.Bool("cp932", false, "in CP932 instead of UTF-8")
	flag.Parse()

	f, err := os.Create(*out)
	if err != nil {
		log.Fatal(err)
	}
	var w io.Writer = f
	if *cp932 {
		w = japanese.ShiftJIS.NewEncoder().Writer(f)
	}
	b := bufio.NewWriterSize(w, 1<<20)
	g := newGenerator(*seed, *people, *clients, *months, *quoted)
	if err := g.write(b, *lines, *shuffle); err != nil {
		log.Fatal(err)
	}
	if err := b.Flush(); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}

// generator holds the made-up firm and the order under way.
type generator struct {
	random  *rand.Rand
	quoted  bool
	people  []string
	clients []string
	region  []int
	buys    [][3]int // categories of a client
	days    int

	number, left, person, client, day, main int
}

func newGenerator(seed uint64, people, clients, months int, quoted bool) *generator {
	r := rand.New(rand.NewPCG(seed, 20260401))
	g := &generator{random: r, quoted: quoted, region: make([]int, clients), buys: make([][3]int, clients)}
	for i := range people {
		g.people = append(g.people, fmt.Sprintf("%s %s #%04d", families[r.IntN(len(families))], givens[r.IntN(len(givens))], i))
	}
	for i := range clients {
		name := fmt.Sprintf("%s%s %05d", companies[r.IntN(len(companies))], endings[r.IntN(len(endings))], i)
		if r.IntN(33) == 0 {
			name = fmt.Sprintf("%s, Inc. %05d", companies[r.IntN(len(companies))], i)
		}
		g.clients = append(g.clients, name)
		g.region[i] = r.IntN(len(regions))
		for k := range g.buys[i] {
			g.buys[i][k] = r.IntN(len(categories))
		}
	}
	first := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC)
	g.days = int(first.AddDate(0, months, 0).Sub(first).Hours() / 24)
	return g
}

// write writes the heading and n lines.
func (g *generator) write(w *bufio.Writer, n int, shuffle bool) error {
	buf := g.heading(nil)
	if _, err := w.Write(buf); err != nil {
		return err
	}
	if !shuffle {
		for range n {
			buf = g.line(buf[:0])
			if _, err := w.Write(buf); err != nil {
				return err
			}
		}
		return nil
	}
	var all []byte
	ends := make([]int, n+1)
	for i := range n {
		all = g.line(all)
		ends[i+1] = len(all)
	}
	for _, i := range g.random.Perm(n) {
		if _, err := w.Write(all[ends[i]:ends[i+1]]); err != nil {
			return err
		}
	}
	return nil
}

func (g *generator) heading(b []byte) []byte {
	return append(append(b, heading...), '\n')
}

// line appends the next line.
func (g *generator) line(b []byte) []byte {
	r := g.random
	if g.left == 0 {
		g.number++
		g.left = 1 + r.IntN(7)
		each := float64(len(g.clients)) / float64(len(g.people))
		g.person = int(float64(len(g.people)) * math.Pow(r.Float64(), 1.4))
		g.client = min(len(g.clients)-1, int(float64(g.person)*each)+int(math.Max(1, each)*math.Pow(r.Float64(), 2)))
		g.day = r.IntN(g.days)
		g.main = g.buys[g.client][r.IntN(3)]
	}
	g.left--
	category := g.main
	if r.IntN(4) == 0 {
		category = g.buys[g.client][r.IntN(3)]
	}
	product := r.IntN(400)
	list := 500 + (product*7919+category*104729)%250_000 // cents
	quantity := 1 + int(math.Exp(r.NormFloat64()*1.2+1.5))
	allowed := policies[r.IntN(len(policies))]
	given := math.Max(0, float64(allowed)/1000+r.NormFloat64()*0.04)
	net := int(float64(list) * (1 - given))

	b = g.text(b, "D"+strconv.Itoa(10_000_000+g.number))
	b = g.text(b, strconv.Itoa(g.left+1))
	b = g.text(b, time.Date(2022, 1, 1+g.day, 0, 0, 0, 0, time.UTC).Format("2006-01-02"))
	b = g.text(b, g.people[g.person])
	b = g.text(b, g.clients[g.client])
	if g.quoted {
		b = g.text(b, fmt.Sprintf("SKU-%04d %s,\nmodel %c", product, categories[category], 'A'+product%26))
	} else {
		b = g.text(b, fmt.Sprintf("SKU-%04d %s model %c", product, categories[category], 'A'+product%26))
	}
	b = g.text(b, categories[category])
	b = g.text(b, regions[g.region[g.client]])
	b = g.text(b, strconv.Itoa(quantity))
	b = g.text(b, fmt.Sprintf("%d.%02d", list/100, list%100))
	b = g.text(b, fmt.Sprintf("%d.%02d", net/100, net%100))
	b = g.text(b, fmt.Sprintf("%d.%d", allowed/10, allowed%10))
	b[len(b)-1] = '\n'
	return b
}

// text appends a cell and the comma behind it.
func (g *generator) text(b []byte, s string) []byte {
	quote := g.quoted
	for i := 0; i < len(s) && !quote; i++ {
		quote = s[i] == ','
	}
	if !quote {
		return append(append(b, s...), ',')
	}
	b = append(append(append(b, '"'), s...), '"')
	return append(b, ',')
}
