package reader

// Audience is one for whom files are written: its folder, and what stands in them. The
// writers take their folders from here, and the notice to staff its lines: what the notice
// says of an audience is what its files hold (TestNoticeSaysWhatTheFilesHold).
type Audience struct {
	Folder string
	Each   bool // a folder for each of them, with the own rows only
	Names  bool // of salespeople, other than the reader's own
	Money  bool // yen conceded or at stake of one person
	Order  bool // the chance and the order of checking
	Notes  bool // how the wording of notes was classed
	Prose  bool // the text of notes
}

// The audiences. None receives the files of another.
var (
	People    = Audience{Folder: "people", Each: true, Money: true, Order: true, Notes: true, Prose: true}
	Managers  = Audience{Folder: "managers", Each: true, Names: true, Money: true, Order: true, Notes: true}
	Divisions = Audience{Folder: "divisions", Each: true, Names: true, Money: true}
	HR        = Audience{Folder: "hr", Names: true}
	Operators = Audience{Folder: "operator", Names: true, Money: true, Order: true, Notes: true}
)

// Audiences are all of them, those nearest to the person first.
var Audiences = []Audience{People, Managers, Divisions, HR, Operators}
