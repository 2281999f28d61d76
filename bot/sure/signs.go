package sure

// Signs are what an answer and its retrieval show; each is 0…1. Shares are of the
// question's words that name something, by their rarity in the library.
type Signs struct {
	// Retrieval is the calibrated confidence of the search, Margin how far its
	// best article stands above the next.
	Retrieval float64 `json:"retrieval"`
	Margin    float64 `json:"margin"`
	// Lead is how far the best passage stands above that of any other article.
	Lead float64 `json:"lead"`
	// Fit is how well the article's best passage fits, by the search; Close how near
	// its words stand, Found how many of the question's it has.
	Fit   float64 `json:"fit"`
	Close float64 `json:"close"`
	Found float64 `json:"found"`
	// First is 1 where the best quote comes from the search's best article.
	First float64 `json:"first"`
	// Cover is the share that the quotes and their headings hold, Quote the
	// quotes alone, Unit the best sentence, step or row by itself.
	Cover float64 `json:"cover"`
	Quote float64 `json:"quote"`
	Unit  float64 `json:"unit"`
	// Local is Cover by rarity among the passages that were found, Rest the share
	// that the answer holds of what the title does not name.
	Local float64 `json:"local"`
	Rest  float64 `json:"rest"`
	// Told is the share that one quoted unit holds under its headings, if it shows
	// the kind of thing that was asked for.
	Told float64 `json:"told"`
	// Nearest is the same whatever it shows; Beside is Told without the headings.
	Nearest float64 `json:"nearest"`
	Beside  float64 `json:"beside"`
	// Own is Cover of what the question itself names, without what an earlier turn
	// said.
	Own float64 `json:"own"`
	// Title and Section are the shares that the best quote's headings name, and
	// Focus the share of these headings that the question names.
	Title   float64 `json:"title"`
	Section float64 `json:"section"`
	Focus   float64 `json:"focus"`
	// Lacking is the share of the heaviest word that the answer lacks; Absent the
	// share that no article of the library has, Guessed the share that is there
	// only as a correction or a translation.
	Lacking float64 `json:"lacking"`
	Absent  float64 `json:"absent"`
	Guessed float64 `json:"guessed"`
	// Reworded is the share that the answer holds only in other words.
	Reworded float64 `json:"reworded"`
	// Key is 1 where the answer holds the question's rarest word that the library
	// has.
	Key float64 `json:"key"`
	// Together is the share of the question's neighbours that stand in one
	// sentence of the answer.
	Together float64 `json:"together"`
	// Figures and Names are the shares of the question's numbers and of its names
	// that the answer lacks.
	Figures float64 `json:"figures"`
	Names   float64 `json:"names"`
	// Codes is 1 where the answer lacks a code that the question names, Elsewhere
	// where it names none of the question's countries.
	Codes     float64 `json:"codes"`
	Elsewhere float64 `json:"elsewhere"`
	// Unshown is 1 where the question asks for an amount, a time or a place and
	// the answer shows none; Shown is 1 where it does; both are 0 where nothing of
	// the kind is asked for.
	Shown   float64 `json:"shown"`
	Unshown float64 `json:"unshown"`
	// Named is the share that the answer holds of the words that name something in
	// the clause that asks; Missed how many of them it lacks, 1 for three, Unheard
	// how many of these no article has.
	Named   float64 `json:"named"`
	Missed  float64 `json:"missed"`
	Unheard float64 `json:"unheard"`
	// Head is how far the answer holds the very thing that is asked for, HeadUnit how
	// far the unit does that shows it; both are 1 where none was made out.
	Head     float64 `json:"head"`
	HeadUnit float64 `json:"head_unit"`
	// Void is the largest share of one word that the unit lacks, under its headings,
	// that shows what was asked for.
	Void float64 `json:"void"`
	// Uncounted is 1 where the question asks how many there are of something that no
	// quoted unit names beside a number.
	Uncounted float64 `json:"uncounted"`
	// Whether is 1 for a question for yes or no, Method for one how to do it.
	Whether float64 `json:"whether"`
	Method  float64 `json:"method"`
	// Terms is how much there was to go by: 1 for four words that name something.
	Terms float64 `json:"terms"`
	// FollowUp is 1 where the subject comes from an earlier turn.
	FollowUp float64 `json:"follow_up"`
	// Foreign is 1 where the articles are in another language than the question: what
	// they hold of it is a guess.
	Foreign float64 `json:"foreign"`
	// Chinese is 1 for a question in Chinese: shares are counted over characters.
	Chinese float64 `json:"chinese"`
	// Items is how many words that name something there are, 1 for ten; Asides the
	// share of the question that only tells what happened.
	Items  float64 `json:"items"`
	Asides float64 `json:"asides"`
	// Kinds is how many kinds of fact the question asks for, 1 for three.
	Kinds float64 `json:"kinds"`
	// Spelt, SpeltUnit and SpeltTold are Cover, Unit and Nearest of the pieces that
	// the question's words are made of, SpeltAbsent the share of them that no passage
	// found has, SpeltLead how far the best article holds more of them than another:
	// 0.5 for as much.
	Spelt       float64 `json:"spelt"`
	SpeltUnit   float64 `json:"spelt_unit"`
	SpeltTold   float64 `json:"spelt_told"`
	SpeltAbsent float64 `json:"spelt_absent"`
	SpeltLead   float64 `json:"spelt_lead"`
	// Above is how far the best sentence, step or row stands above the others that
	// were found, Score how well it does by itself.
	Above float64 `json:"above"`
	Score float64 `json:"score"`
	// AskAmount to AskPlace are 1 where the question asks for that kind of fact:
	// what is lacking then tells more for some than for others.
	AskAmount float64 `json:"ask_amount"`
	AskTime   float64 `json:"ask_time"`
	AskCount  float64 `json:"ask_count"`
	AskPlace  float64 `json:"ask_place"`
	// Length is that of the question, 1 for forty words.
	Length float64 `json:"length"`
}
