/* A result keeps its warnings as sentences, in English. Those that most runs have are known by their words, with what is filled in, and said in
 * another language as the rest of a page; of others the sentence stays. */
#include "report/warning_words.h"

#include <string.h>

/* For scripts/make-catalogue, which finds sentences by this name. */
#define WARNED(sentence) (sentence)

enum { PLACES_MAX = 4, NAME_MAX_SIZE = 16 };

static const char *const KNOWN[] = {
    WARNED("the reference is taken as exact, and its total is under a million"),
    WARNED("the reference is taken as a sample: its own error counts"),
    WARNED(
	"the reference has the same number of records of every value: it is the base that the segments were drawn from"),
    WARNED("no column is named like a segment; the file is compared as a whole only"),
    WARNED(
	"segments may overlap: whether attributes differ between them is not tested, only each against the reference"),
    WARNED(
	"column {column} weights the records: counts and shares are weighted, tests and intervals are at the effective "
	"size; associations are left out"),
    WARNED(
	"column {column} repeats ({different} different values in {rows} rows): the figures count rows, not people, and p, "
	"intervals and verdicts take the rows of one person as independent, which is too sure"),
    WARNED(
	"the count column {column} counts events, not people: the figures speak of events, and p and intervals take them "
	"as independent"),
    WARNED("column {column} is not compared: its values look like personal data"),
    WARNED("column {column} is not compared: by its name it says who was selected"),
    WARNED("column {column} is not compared: by its name it says who was not selected"),
    WARNED(
	"the rule's scoring rate is the share above the median of all scores: these rates are of other scores, and no table "
	"of that rule"),
    WARNED(
	"the reference is of {reference} and the campaign of {campaign}: what changed among people in between looks like the "
	"campaign's doing"),
    WARNED("{attribute} has no {value} ({rows} row of {file}); counted as unmatched"),
    WARNED("{attribute} has no {value} ({rows} rows of {file}); counted as unmatched"),
    WARNED("{attribute} has none of {values}; {rows} rows of {file} counted as unmatched"),
    WARNED("the total {total} that {column} lists beside its values is left out"),
    WARNED(
	"the figures of {column} are all multiples of {unit} (by chance at most 1 in {odds} such lists), and too few to tell "
	"whether they were rounded or set: they are taken as exact, and true ones may be up to {off} less or more if they "
	"are rounded"),
    WARNED(
	"{groups} groups (a value in a segment) would hold fewer than 10 people at the reference share; with so few the "
	"variance between people is uncertain itself, and verdicts on them may be too sure"),
};

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

/* A figure is one: a name that goes on as the sentence does is not taken for it. */
static bool fits(const char *name, struct segbias_label text)
{
	static const char *const FIGURES[] = {"rows", "groups", "unit", "odds", "off"};
	bool figure = false;
	for (size_t i = 0; i < sizeof FIGURES / sizeof *FIGURES; i++)
		figure = figure || strcmp(FIGURES[i], name) == 0;
	for (size_t i = 0; figure && i < text.size; i++)
		if (!strchr("0123456789,.", text.bytes[i]))
			return false;
	return text.size > 0;
}

/* Where the words of the sentence that end before its next place stand in the message: at its end, where they are the last. NULL: nowhere. */
static const char *find_words(const char *words, size_t size, const char *message)
{
	size_t left = strlen(message);
	if (words[size] == '\0')
		return left >= size && memcmp(message + left - size, words, size) == 0 ? message + left - size : NULL;
	/* What stands between quotes is a name, whatever it says. */
	bool quoted = false;
	for (const char *end = message + left; message + size <= end; message++) {
		if (!quoted && memcmp(message, words, size) == 0)
			return message;
		if (quoted && *message == '\\')
			message++;
		else if (*message == '"')
			quoted = !quoted;
	}
	return NULL;
}

/* Whether the message is the sentence with something filled in; words[PLACES_MAX + 1]: what, by the names in `names`. */
static bool match(const char *sentence, const char *message, char (*names)[NAME_MAX_SIZE], struct segbias_word *words)
{
	size_t count = 0;
	size_t size = strcspn(sentence, "{");
	if (strncmp(sentence, message, size) != 0)
		return false;
	sentence += size;
	message += size;
	while (*sentence) {
		take_name(&sentence, names[count]);
		size = strcspn(sentence, "{");
		const char *end = find_words(sentence, size, message);
		struct segbias_label text = {message, end ? (size_t)(end - message) : 0};
		if (!fits(names[count], text))
			return false;
		words[count] = WORD_LABEL(names[count], text);
		words[++count] = (struct segbias_word){0};
		sentence += size;
		message = end + size;
	}
	return *message == '\0';
}

const char *segbias_warning_told(struct segbias_teller *teller, const char *message)
{
	char names[PLACES_MAX][NAME_MAX_SIZE];
	struct segbias_word words[PLACES_MAX + 1] = {{0}};
	for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
		if (match(KNOWN[i], message, names, words))
			return segbias_tell(teller, (struct segbias_message){NULL, KNOWN[i], 0}, words);
	return segbias_tell_label(teller, segbias_label_of(message));
}

const char *segbias_warning_phrase(struct segbias_teller *teller, const char *message)
{
	return teller->language != segbias_language_at(0) ? segbias_warning_told(teller, message)
	                                                  : segbias_tell_label(teller, segbias_label_of(message));
}
