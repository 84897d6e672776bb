/* A result keeps its warnings as sentences, in English. They are known by their words, with what is filled in, and said in another language as
 * the rest of a page; of others the sentence stays. scripts/check-warnings holds them against the code that warns.
 *
 * Of [row|rows] the message has one; {why} and {rest} are phrases that stand here, too. */
#include "report/warning_words.h"

#include <string.h>

/* For scripts/make-catalogue, which finds sentences by this name. */
#define WARNED(sentence) (sentence)

enum { PLACES_MAX = 5, NAME_MAX_SIZE = 16 };

static const char *const KNOWN[] = {
    WARNED("the reference is taken as exact, and its total is under a million"),
    WARNED("the reference is taken as a sample: its own error counts"),
    WARNED("the reference has the same number of records of every value: it is the base that the segments were "
           "drawn from"),
    WARNED("the base is weighted, so that it is no list of those who could be drawn: there are shares and "
           "indices, but no p, interval or verdict"),
    WARNED("no column is named like a segment; the file is compared as a whole only"),
    WARNED("column {column} says who was reached, and all records count, whether they were or not"),
    WARNED("segments may overlap: whether attributes differ between them is not tested, only each against the "
           "reference"),
    WARNED("column {column} weights the records: counts and shares are weighted, tests and intervals are at the "
           "effective size; associations are left out"),
    WARNED("column {column} weights the records: counts and rates are weighted, tests and intervals are at the "
           "effective size"),
    WARNED("column {column} has the same weight for all records, which are compared as if they had none"),
    WARNED("column {column} repeats ({different} different values in {rows} rows): the figures count rows, not "
           "people, and p, intervals and verdicts take the rows of one person as independent, which is too sure"),
    WARNED("the count column {column} counts events, not people: the figures speak of events, and p and "
           "intervals take them as independent"),
    WARNED("column {column} is not compared: the reference's {reference} is compared with the column of --born"),
    WARNED("column {column} is not compared: {why}"),
    WARNED("column {column} is not compared value by value: {why}"),
    WARNED("its values look like personal data"),
    WARNED("it is named like personal data"),
    WARNED("it has more than 10,000 different values"),
    WARNED("the reference has no known value"),
    WARNED("the reference has only its total"),
    WARNED("--campaign-where takes one value of it"),
    WARNED("by its name it says who was selected"),
    WARNED("of {rows} record neither column {column} nor column {other} says yes: they are taken for selected"),
    WARNED("of {rows} record neither column {column} nor column {other} says yes: they are taken for not selected"),
    WARNED(
	"of {rows} record columns {column} and {other} say that they were selected, and that they were not: counted is what {counted} says"),
    WARNED("of {rows} records neither column {column} nor column {other} says yes: they are taken for selected"),
    WARNED("of {rows} records neither column {column} nor column {other} says yes: they are taken for not selected"),
    WARNED(
	"of {rows} records columns {column} and {other} say that they were selected, and that they were not: counted is what {counted} says"),
    WARNED("column {column} has {values} other values: all of them are taken for not selected"),
    WARNED("column {column} has {values} other values: of all of them it is taken that it did not come true"),
    WARNED("column {column} has groups that may say that the group is not known: {values}"),
    WARNED("by its name it says who was not selected"),
    WARNED("by its name it is of decisions, and its values follow who was selected"),
    WARNED("the rule's scoring rate is the share above the median of all scores: these rates are of other scores, "
           "and no table of that rule"),
    WARNED("the reference holds many plain numbers"),
    WARNED("the reference is of {reference} and the campaign of {campaign}: what changed among people in "
           "between looks like the campaign's doing"),
    WARNED("{attribute} has no {value} ({rows} [row|rows] of {file}); {why}"),
    WARNED("{attribute} has none of {values}; {rows} [row|rows] of {file} {why}"),
    WARNED("counted as unmatched"),
    WARNED("it counts as no value"),
    WARNED("count as no value"),
    WARNED("{attribute} {values} may stand for a missing value, and the reference has no such value; {rows} "
           "[row|rows] counted as unmatched"),
    WARNED("{attribute}: {values} may stand for missing values, and the reference has no such value; {rows} "
           "[row|rows] counted as unmatched"),
    WARNED("{attribute} {values} lies in no single band of the reference; {rows} [row|rows] counted as unmatched"),
    WARNED("{attribute}: {values} lie in no single band of the reference; {rows} [row|rows] counted as unmatched"),
    WARNED("{attribute} {values} looks like a band and cannot be read as one; {rows} [row|rows] counted as "
           "unmatched"),
    WARNED("{attribute}: {values} look like bands and cannot be read as such; {rows} [row|rows] counted as "
           "unmatched"),
    WARNED("{attribute} {values} is neither a number nor a band; {rows} [row|rows] counted as unmatched"),
    WARNED("{attribute}: {values} are neither numbers nor bands; {rows} [row|rows] counted as unmatched"),
    WARNED("the reference lists {attribute} {value} with share 0: its index is infinite ({rows} [row|rows] of "
           "{file}; counted as unmatched)"),
    WARNED("rows without a {column} are about as much as the others beside them: they count as people of whom it "
           "is not known, and may be totals"),
    WARNED("{place} of {column} holds {part}, which counts beside it: people are counted twice"),
    WARNED("the total {total} that {column} lists beside its values is left out"),
    WARNED("the subtotal {total} that {column} lists beside its values is left out"),
    WARNED("{count} subtotals that {column} lists beside its values are left out: {total} and its like"),
    WARNED("rows without a {column} are the sum of the others, and are left out as totals"),
    WARNED("a row has a figure ({figure}) and no label: it is left out as a total, though not the sum of the "
           "others"),
    WARNED("{column} lists {value}, which is not the sum of those that count ({figure} more); it is left out as "
           "a total"),
    WARNED("{column} lists {value}, which is not the sum of those that count ({figure} fewer); it is left out "
           "as a total"),
    WARNED("{column} lists {value}, which is not the sum of the others ({figure} more); it is left out as a "
           "total"),
    WARNED("{column} lists {value}, which is not the sum of the others ({figure} fewer); it is left out as a "
           "total"),
    WARNED("{column} lists {value}, which is not the sum of the others ({figure} more or fewer); it is left out "
           "as a total"),
    WARNED("{value} of {column} may be a total of the others, as it is about as much as all of them: it is "
           "counted beside them"),
    WARNED("{value} of {column} may be a total of the others, as it is more than all of them: it is counted "
           "beside them"),
    WARNED("a row without a value of {column} may be a total of the others: with {option} '*' it is added to "
           "them"),
    WARNED("{value} of {column} may be a total of the others: with {option} '*' it is added to them"),
    WARNED("{value} of {column} is the sum of the other values, as may be by chance: it counts as a group"),
    WARNED("the figures of {column} add up to more than the {people} people who answered: people gave several "
           "answers, and each value is compared by itself"),
    WARNED("the figures of {column} add up to less than the {people} people who answered: each value is "
           "compared by itself, as a share of them"),
    WARNED("{value} of {column} is the sum of {parts}, and is left out"),
    WARNED("{parts} of {column} add up to {value}, which the other file has, and are left out"),
    WARNED("{value} of {column} may be a sum of other values, counted twice: some add up to it, and the other "
           "file lacks it"),
    WARNED("{values} of {column} may be sums of the values that stand next to them, which would be counted "
           "twice; {rest}"),
    WARNED("{column}: {value} is the sum of the bands within, and is left out"),
    WARNED("{column}: {values} [is|are] the sum of the bands within, and [is|are] left out"),
    WARNED("{column}: left out as the sum of the bands within: {values}"),
    WARNED("{column}: left out as part of a band that is taken: {values}"),
    WARNED("{rows} of {total} stand in no row of {column}: a verdict stands only where it holds wherever they "
           "belong"),
    WARNED("{column} sums to {listed} %: the other {others} % stand in no row (they were withheld, or are not "
           "listed), and no share counts them: a verdict stands only where it holds wherever they belong"),
    WARNED("{count} [figure|figures] of {column} [is|are] hidden, and only the bounds are written: the middle "
           "is shown, and a verdict stands only where it holds at every figure between them"),
    WARNED("the figures of {column} sum to {sum}, those of {other} to {other_sum}: they are of other people, or "
           "values are missing, and each share is one of its own attribute's sum"),
    WARNED(
	"its rows are {count} tables in one, {tables}, of the same people: everybody counts once, and what none of them says is known within bounds"),
    WARNED("{crossing} is not compared: the reference has nobody of whom it knows all parts"),
    WARNED("{rows} rows are in percent, as {column} says, beside the same as numbers, and are left out"),
    WARNED("the {count} values of {column} are added up: the campaign has no such column"),
    WARNED("the {count} values of {column} are added up: the reference has no such column"),
    WARNED("the {count} places of {column} are added up, where they are no values"),
    WARNED("the figures of {column} are all multiples of {unit} (by chance at most 1 in {odds} such lists), and "
           "too few to tell whether they were rounded or set: they are taken as exact, and true ones may be up "
           "to {off} less or more if they are rounded"),
    WARNED("the figures of {column} are all multiples of {unit} (by chance at most 1 in {odds} such lists) and "
           "taken as rounded: true ones may be up to {off} less or more, and a verdict stands only where it "
           "holds at all of them"),
    WARNED("the figures of {column} are all multiples of {unit} and taken as rounded: true ones may be up to "
           "{off} less or more, and a verdict stands only where it holds at all of them"),
    WARNED("the figures of {column} are taken as rounded to {unit}, as {option} says: true ones may be up to "
           "{off} less or more, and a verdict stands only where it holds at all of them"),
    WARNED("one of the figures of {column} is {count} people, as {other} says"),
    WARNED("the figures sum to 100: they are taken as percentages"),
    WARNED("the figures of every attribute sum to 100: they are taken as percentages"),
    WARNED("its columns are those of {form}, by whose lists codes are read: {values}"),
    WARNED("its columns are those of {form}, but codes are not on its list, and stay as they are: {values}"),
    WARNED("{mark} stands for nobody in {count} [cell|cells], as this line says"),
    WARNED("{mark} stands for a hidden figure in {count} [cell|cells], as this line says"),
    WARNED("{mark} stands for a figure of {figure} in {count} [cell|cells], as this line says"),
    WARNED("a row is a record, so that {column} is a figure of each of them: it counts nobody"),
    WARNED("{column} may be the weight of each record, and is not used"),
    WARNED("{count} [line|lines] above the table: {text}"),
    WARNED("{count} [line|lines] below the table [is|are] left out"),
    WARNED("the row below the names holds units, and is left out"),
    WARNED("the row below the header is of all of the table, and left out"),
    WARNED("{count} [row|rows] at the end of the table [is|are] of all of it, and left out"),
    WARNED("the column name {column} is repeated: column {count} is called {name}"),
    WARNED("the name of column {count} looks like personal data; it is called \"column {number}\""),
    WARNED("without any value, and left out: {count} [row|rows]"),
    WARNED("{count} unreadable [record|records] [is|are] left out; the first: {text}"),
    WARNED("{count} unreadable [record|records], {lines} lines, [is|are] left out; the first: {text}"),
    WARNED("{count} blank [line is|lines are] skipped"),
    WARNED("{count} columns are values of {name}, and were made rows: each cell is a row"),
    WARNED("{count} columns are values, and were made rows: each cell is a row"),
    WARNED("{columns} are the edges of bands, and were made one column, age"),
    WARNED("beside the columns that are values {count} other [figure is|figures are] left out: {columns}"),
    WARNED("is not UTF-8, and is read as Windows-1252 (latin-1)"),
    WARNED("some names or values are not valid UTF-8; they are shown with U+FFFD"),
    WARNED("the first of its {count} sheets is read, of {names}"),
    WARNED("this system cannot confine {program} (no seccomp filter, or no Landlock): it ran without"),
    WARNED("the margins of error in {column} are not used: the shares are taken as exact, and what is shown "
           "against them is surer than it is"),
    WARNED("of the figures of each cell {column} counts; left out [is|are] {columns}"),
    WARNED("the figures beside {column} are not compared: {columns}"),
    WARNED("column {column} holds numbers with a percent sign and numbers without one, and is not compared"),
    WARNED("column {column} may hold parts of 1, and the other file's has percent signs: it is not compared"),
    WARNED("the policy has no key: all is as without it"),
    WARNED("the key {key} of the preset {preset} is not used: {why}"),
    WARNED("the key {key} is not used: {why}"),
    WARNED("the key {key} is not taken along: {why}"),
    WARNED("it is one of audit"),
    WARNED("its key plan makes this a plan of a campaign of {people} people: no campaign is compared"),
    WARNED("the preset {preset}: {text}"),
    WARNED("the policy says that it was committed on {day}, after the day of this run, --as-of {run}: it was "
           "not there before the results of that day"),
    WARNED("the policy protects {attribute} {value}, which is not compared"),
    WARNED("the campaign has no segment {segment}, so that what the policy says of it is not used"),
    WARNED("a field of column {column} spans {lines} lines, {first} to {last}, and holds as many delimiters as "
           "a row{rest}"),
    WARNED("a field of column {column} spans {lines} lines and holds as many delimiters as a row{rest}"),
    WARNED("a database is asked for no numbers, and of columns that are not compared only for what is missing: "
           "the distributions of numbers, whether they are missing at random, values that may stand for a "
           "missing one in other columns, identifiers that repeat and how many memberships of overlapping "
           "segments are blank are not in this result"),
    WARNED("the weights are decimals that no binary number holds: sums of them agree with those of the rows to "
           "12 digits, and not to the last"),
    WARNED("of columns that are not compared a tally keeps what is missing alone: where it was counted, values "
           "that may stand for a missing one were seen in such a column, or an identifier that repeats, and "
           "this result tells neither"),
    WARNED("column {column} has {count} [value|values] that [look|looks] like personal data ({kinds}), in "
           "{rows} [row|rows]: withheld, and no [value|values] to compare"),
    WARNED("column {column} has {count} [value|values] that may not be shown ({kinds}), in {rows} [row|rows]: "
           "withheld, and counted as unmatched"),
    WARNED("a segment that looks like personal data is withheld: {count} [record|records] without a segment"),
    WARNED("{count} [segment|segments] of one or two records [look|looks] like personal data: the name is "
           "withheld"),
    WARNED("{attribute}: {value} and {upper} share an edge: {edge} belongs to {owner}, and so on in the other "
           "bands"),
    WARNED("{attribute} has {value} among its bands: it may be a band that a spreadsheet took for a date, and "
           "matches none of its years"),
    WARNED("{attribute}: the values are added up into the bands of the campaign: {values}"),
    WARNED("{attribute} is compared year by year, as the reference lists it"),
    WARNED("{attribute}: {count} [record has|records have] what can be no age, such as {value}; counted as "
           "unmatched"),
    WARNED("{attribute}: {count} [record has|records have] what can be no age, such as {value}; outside of "
           "--within"),
    WARNED("{attribute}: {count} [record has|records have] what looks like a year of birth, such as {value}; "
           "{more} more no age at all, such as {other}; counted as unmatched"),
    WARNED("{attribute}: {count} [record has|records have] what looks like a year of birth, such as {value}; "
           "counted as unmatched"),
    WARNED("{attribute}: {count}[| record| records] of the reference [has|have] what can be no age, such as "
           "{value}, and [is|are] kept out of its shares"),
    WARNED("{column}: {count} [record|records] of the campaign [has|have] what can be no age (below 0 or over "
           "120), and [is|are] in no mean or distribution"),
    WARNED("{column}: {count} [record|records] of the reference [has|have] what can be no age (below 0 or over "
           "120), and [is|are] in no mean or distribution"),
    WARNED("{column} as ages on {day}: {count} [record|records] unmatched ({kinds})"),
    WARNED("{column} as ages on {day}: {count} [record|records] left out ({kinds})"),
    WARNED("{column} holds a year alone in {count} [record|records]: the age is that of somebody born on 1 "
           "July, and may be one off"),
    WARNED("column {column} has birth dates, and the reference's {reference} ages; they are not compared"),
    WARNED("column {column} has bands or ages like the reference's {reference}, but another name, and is not "
           "compared"),
    WARNED("column {column} has the values of the reference's {reference}, but another name"),
    WARNED("column {column} could be the reference's {reference}, but is not the only one"),
    WARNED("{option}: no column is called {name}; {column} is taken, as its name says the same"),
    WARNED("{option}: no column is called {name}; {column} is taken, whose dates are read as ages"),
    WARNED("{attribute}: spellings that differ in case, blanks or dashes are one value: {values}"),
    WARNED("segments that differ in blanks or case only are one: {values}"),
    WARNED("segments that differ in case or dashes only are taken as different: {values}"),
    WARNED("{attribute}: {rows} [row holds|rows hold] several values in one cell, such as {value}; a cell is "
           "taken as one value"),
    WARNED("{attribute} has several values a person, separated by {separator}: each is compared by itself, as a "
           "share of the people who answered; what needs one value a person (goodness of fit, associations, "
           "missing values by {name}) is left out"),
    WARNED("{attribute} has several values a person in the campaign, separated by {separator}, and one in the "
           "reference: what people of the reference would have named second is overstated"),
    WARNED("{attribute} has several values a person in the reference and one a record in the campaign: what "
           "people of the campaign would have named second is understated"),
    WARNED("--recode: no record has {attribute} {value}"),
    WARNED("{option}: nothing that is kept has {attribute} {value}"),
    WARNED("{attribute}: {value} looks like a band and cannot be read; {why}"),
    WARNED("no row has {attribute} {value}: is the campaign meant for them?"),
    WARNED("no row has one of the first {count} values of {attribute}: is the campaign meant for them?"),
    WARNED("no row has one of the first {count} bands of {attribute}: is the campaign meant for them?"),
    WARNED("{values}, counted as missing: so much may well be a value"),
    WARNED("{attribute}: {values} may stand for a missing value, and is counted as a value that the campaign "
           "lacks"),
    WARNED("{attribute}: {values} may stand for missing values, and are counted as values that the campaign "
           "lacks"),
    WARNED("column {column} is taken as numbers, and {count} of its cells [holds none; it is|hold none; they "
           "are] in no mean or distribution"),
    WARNED("whether numbers are missing at random is tested of the first {count} numeric columns"),
    WARNED("whether numbers are missing at random is not tested: they are missing in more than {count} ways"),
    WARNED("whether numbers are missing completely at random could not be tested: a numeric column is constant, "
           "or others determine it, or too little is known of them together"),
    WARNED("shares of {column} are compared: an amount is no number of people, so that there are indices and "
           "gaps, but no p, interval or verdict"),
    WARNED("the figures beside the amount are not used: {columns}"),
    WARNED("outside --within, or unknown there: {count} [record, which is|records, which are] not counted"),
    WARNED("not eligible, or outside --within: {count} [record, which is|records, which are] not counted"),
    WARNED("left out by --campaign-where: {count} [record|records]"),
    WARNED("without a segment: {count} [record, which counts|records, which count] in the whole campaign only"),
    WARNED("missing in the segment columns and taken as no: {count} [cell|cells]"),
    WARNED("without a person: {count} [row, taken as a person of its own|rows, taken as a person of its own "
           "each]"),
    WARNED("one record has {percent} % of all weight: is it right?"),
    WARNED("one record has {percent} % of the weight of segment {segment}: is it right?"),
    WARNED("the {count} replicate weights are taken as the Census Bureau's (successive differences, 4/R)"),
    WARNED("whether a difference turns round within the values of another attribute is not looked at: {why}"),
    WARNED("a table of margins has no pairs"),
    WARNED("there are fewer than two or more than 12 columns of at most 50 values"),
    WARNED("a table of margins cannot be restricted across attributes: --within applies to its own attribute; "
           "the others are those of everybody"),
    WARNED("the campaign is a table of {count}, and the reference {rows} single records: is it the wrong way "
           "round?"),
    WARNED("{groups} [group|groups] (a value in a segment) would hold fewer than 10 people at the reference "
           "share; with so few the variance between people is uncertain itself, and verdicts on them may be too "
           "sure"),
    WARNED("the reference's own error is known from few units ({count} [degree|degrees] of freedom) and "
           "uncertain itself: p may be too small, where intervals are wide"),
    WARNED("no record is in stage {stage}"),
    WARNED("who of stage {stage} was in the stage before it, {before}, is not known: they are of two files, and "
           "tested like two samples"),
    WARNED("who of stage {stage} was in the stage before it, {before}, is not known: it is taken for a part of "
           "that stage wherever no value has more records in it"),
    WARNED("stage {stage} has {count} records, more than the stage before it, {before}, with {rows}"),
    WARNED("{count} of the {rows} records in stage {stage} are not in the stage before it, {before}"),
    WARNED("{count} [record does not|records do not] say whether they are in stage {stage}, and [counts|count] "
           "as not"),
    WARNED("nothing is tested of stages: counts are hidden or rounded, those of stage {stage}"),
    WARNED("nothing is tested of stages: {why}"),
    WARNED("how a person's records are spread is not known of those in a stage"),
    WARNED("counts are hidden or rounded"),
    WARNED("the exemption of {group} meets nothing that would be a breach"),
    WARNED("the exemption of {group} meets nothing: there is no segment {segment}"),
    WARNED("the exemption of {group} meets nothing: nothing is compared by {attribute}"),
    WARNED("the exemption of {group} meets nothing: no group is called {group}"),
    WARNED("the exemption of {group} expired on {day}, and holds no more"),
    WARNED("{count} of {groups} comparisons and rows on missing values have withheld figures, which no rule but "
           "one on unclear judges"),
    WARNED("the rule {rule} tested nothing: {why}"),
    WARNED("no group has the records that it needs"),
    WARNED("nothing that it looks at is there, or could be tested"),
    WARNED("of some pairs of values the campaign has more records than the base: it was not drawn from it, and "
           "such pairs are not looked at"),
    WARNED("warnings that count records of the campaign are not told with --publish, whether there are any or "
           "none"),
    WARNED("every figure is that of the baseline, though the campaign's file is another one: is it of the same "
           "records?"),
    WARNED("the baseline's campaign is the same file, read otherwise"),
    WARNED("no change is tested since the period before: {why}"),
    WARNED("; {count} such fields span {lines} lines in all"),
    WARNED("by chance about {percent} % of such lists add up so"),
    WARNED("their codes say so, their figures do not"),
};

/* Those that hold figures alone: a name that goes on as the sentence does is taken for none. */
static const char *const FIGURES[] = {"rows",   "groups", "unit",  "odds",      "off",     "count",
                                      "people", "lines",  "first", "last",      "percent", "listed",
                                      "others", "more",   "sum",   "other_sum", "number"};
/* Those that hold a phrase of the list, or nothing. */
static const char *const PHRASES[] = {"why", "rest"};

static bool is_of(const char *name, const char *const *names, size_t count)
{
	bool found = false;
	for (size_t i = 0; i < count && !found; i++)
		found = strcmp(names[i], name) == 0;
	return found;
}

/* The name of the place that stands at `*at` of the sentence, which is then behind it. */
static void take_name(const char **at, char room[static NAME_MAX_SIZE])
{
	const char *end = strchr(*at, '}');
	size_t size = (size_t)(end - *at) - 1;
	size = size < NAME_MAX_SIZE ? size : NAME_MAX_SIZE - 1;
	memcpy(room, *at + 1, size);
	room[size] = '\0';
	*at = end + 1;
}

static bool fits(const char *name, struct segbias_label text)
{
	bool figure = is_of(name, FIGURES, sizeof FIGURES / sizeof *FIGURES);
	for (size_t i = 0; figure && i < text.size; i++)
		if (!strchr("0123456789,.", text.bytes[i]))
			return false;
	return text.size > 0 || is_of(name, PHRASES, sizeof PHRASES / sizeof *PHRASES);
}

/* Behind the words, up to the next place or to the end of the sentence and of the message, where it says them: of [row|rows] one. NULL: it
 * does not. */
static const char *skip_words(const char *words, const char *message)
{
	for (; *words && *words != '{' && *words != '['; words++)
		if (*words != *message++)
			return NULL;
	if (*words != '[')
		return *words || !*message ? message : NULL;
	const char *close = strchr(words, ']');
	const char *behind = NULL;
	for (const char *at = words + 1; at < close && !behind; at += strcspn(at, "|]") + 1) {
		size_t size = strcspn(at, "|]");
		if (strncmp(at, message, size) == 0)
			behind = skip_words(close + 1, message + size);
	}
	return behind;
}

/* Where the words stand in the message. NULL: nowhere. What stands between quotes is a name, whatever it says. */
static const char *find_words(const char *words, const char *message)
{
	bool quoted = false;
	for (; *message; message++) {
		if (!quoted && skip_words(words, message))
			return message;
		if (quoted && *message == '\\' && message[1])
			message++;
		else if (*message == '"')
			quoted = !quoted;
	}
	return skip_words(words, message) ? message : NULL;
}

/* What is filled in, as a word: of a phrase in the language. */
static struct segbias_word word_of(struct segbias_teller *teller, const char *name, struct segbias_label text)
{
	if (!is_of(name, PHRASES, sizeof PHRASES / sizeof *PHRASES))
		return WORD_LABEL(name, text);
	struct segbias_label copy = {NULL, 0};
	teller->failed = teller->failed || !segbias_arena_copy(teller->arena, text, &copy);
	return WORD_PHRASE(name, copy.bytes && copy.size ? segbias_warning_phrase(teller, copy.bytes) : "");
}

/* Whether the message is the sentence with something filled in; texts[PLACES_MAX]: what, by the names in `names`. */
static bool match(const char *sentence, const char *message, char (*names)[NAME_MAX_SIZE], struct segbias_label *texts,
                  size_t *count)
{
	*count = 0;
	message = skip_words(sentence, message);
	sentence += strcspn(sentence, "{");
	while (message && *sentence) {
		take_name(&sentence, names[*count]);
		const char *end = find_words(sentence, message);
		struct segbias_label text = {message, end ? (size_t)(end - message) : 0};
		if (!end || !fits(names[*count], text))
			return false;
		texts[(*count)++] = text;
		message = skip_words(sentence, end);
		sentence += strcspn(sentence, "{");
	}
	return message && *message == '\0';
}

const char *segbias_warning_told(struct segbias_teller *teller, const char *message)
{
	char names[PLACES_MAX][NAME_MAX_SIZE];
	struct segbias_label texts[PLACES_MAX];
	size_t count = 0;
	for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
		struct segbias_word words[PLACES_MAX + 1] = {{0}};
		if (!match(KNOWN[i], message, names, texts, &count))
			continue;
		for (size_t j = 0; j < count; j++)
			words[j] = word_of(teller, names[j], texts[j]);
		return segbias_tell(teller, (struct segbias_message){NULL, KNOWN[i], 0}, words);
	}
	return segbias_tell_label(teller, segbias_label_of(message));
}

const char *segbias_warning_phrase(struct segbias_teller *teller, const char *message)
{
	return teller->language != segbias_language_at(0) ? segbias_warning_told(teller, message)
	                                                  : segbias_tell_label(teller, segbias_label_of(message));
}
