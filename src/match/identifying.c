#include "match/identifying.h"

#include "base/unicode.h"
#include "values/boolean.h"
#include "values/column.h"
#include "values/date.h"
#include "values/name.h"
#include "values/person.h"
#include "values/personal.h"
#include "values/personal_number.h"

#include <math.h>
#include <string.h>

enum { KNOWN_LEAST = 20 };            /* records: below that uniqueness says nothing */
enum { RECORDS_MOST = 4 };            /* of one value, where it is as good as unique … */
enum { PEOPLE_MOST = 100 };           /* whom a row counts on average, where its label is somebody's name */
enum { DIFFERENT_LEAST = 30 };        /* … and of fewer values than this only two: a class may have as many */
static const double CARD_LEAST = .9;  /* one number in ten has a right check digit by chance */
static const double NAMES_LEAST = .6; /* of different values: names, where the column is one of people */
static const double EARLY_LEAST = .1; /* of days: beyond that a column of them begins before 1990, as lives do */

void segbias_identifying_release(struct segbias_identifying *column)
{
	segbias_intern_release(&column->different);
	*column = (struct segbias_identifying){0};
}

static bool has_letter(struct segbias_label value)
{
	for (size_t at = 0; at < value.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(value.bytes + at, value.size - at, &code);
		if (size > 0 && segbias_unicode_letter(code))
			return true;
		at += size ? size : 1;
	}
	return false;
}

static bool has_figures(struct segbias_label value)
{
	enum { DIGITS_LEAST = 3 };
	int digits = 0;
	for (size_t at = 0; at < value.size; at++)
		digits += value.bytes[at] >= '0' && value.bytes[at] <= '9';
	return digits >= DIGITS_LEAST;
}

/* A whole date, in any order of day and month; *early: of a year in which few files begin, but many people. */
static bool is_day(struct segbias_label value, bool *early)
{
	enum { EARLY = 1990 };
	struct segbias_date date = {0, 0, 0};
	bool read = segbias_date_parse_either(value, &date);
	bool day = read && date.day > 0 && !segbias_date_placeholder(&date);
	*early = day && date.year < EARLY;
	return day;
}

enum segbias_status segbias_identifying_add(struct segbias_identifying *column, struct segbias_label value,
                                            double count, struct segbias_error *error)
{
	struct segbias_text folded = {0};
	struct segbias_band band;
	bool yes = false;
	segbias_unicode_fold(value, &folded);
	size_t before = column->different.size;
	uint32_t at =
	    folded.failed ? SEGBIAS_INTERN_NONE : segbias_intern_add(&column->different, segbias_text_label(&folded));
	segbias_text_release(&folded);
	if (at == SEGBIAS_INTERN_NONE)
		return segbias_error_memory(error);
	bool early = false;
	bool day = column->records && is_day(value, &early);
	if (column->different.size > before) {
		bool banded = segbias_band_parse(value, &band);
		column->texts += (has_letter(value) && !banded) || day;
		column->figures += has_figures(value) && (!banded || band.single);
		column->boolean += segbias_boolean_parse(value, &yes);
	}
	column->known += count;
	column->days += day ? count : 0;
	column->early += early ? count : 0;
	column->kinds[column->records ? segbias_personal_form(value) : segbias_personal_value(value)] += count;
	return SEGBIAS_OK;
}

enum segbias_status segbias_identifying_tally(struct segbias_identifying *column, const struct segbias_tally *tally,
                                              size_t at, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (uint32_t i = 0; i < segbias_tally_spellings(tally, at) && status == SEGBIAS_OK; i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, at, i);
		if (spelling.id != SEGBIAS_ID_MISSING && spelling.count > 0)
			status = segbias_identifying_add(column, spelling.label,
			                                 column->records ? (double)spelling.count : 1, error);
	}
	return status;
}

enum segbias_status segbias_identifying_head(struct segbias_identifying *column, const struct segbias_head *head,
                                             size_t field, const struct segbias_missing *missing,
                                             struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_head_spellings spellings;
	if (!segbias_head_spellings_init(&spellings, head, field))
		status = segbias_error_memory(error);
	for (uint32_t i = 0; i < spellings.count && status == SEGBIAS_OK; i++)
		if (!segbias_missing_any(missing, spellings.labels[i]))
			status = segbias_identifying_add(column, spellings.labels[i], spellings.counts[i], error);
	segbias_head_spellings_release(&spellings);
	return status;
}

/* --- the rules ------------------------------------------------------------------------------------------------------------ */

/* Records of one value are few, as of people, not of groups. */
static bool is_mostly_unique(const struct segbias_identifying *column)
{
	double different = (double)column->different.size;
	double records = different >= DIFFERENT_LEAST ? RECORDS_MOST : 2;
	return column->records && column->known >= KNOWN_LEAST && different * records >= column->known &&
	       column->texts * 2 >= different;
}

/* Whether most of its values are the other's, where these are no people's: cities with their populations. */
static bool is_listed(const struct segbias_identifying *column, const struct segbias_identifying *other)
{
	size_t found = 0;
	if (!other || (other->records && (double)other->different.size * RECORDS_MOST >= other->known))
		return false;
	for (uint32_t i = 0; i < column->different.size; i++)
		found += segbias_intern_find(&other->different, column->different.labels[i]) != SEGBIAS_INTERN_NONE;
	return found > 0 && found * 2 >= column->different.size;
}

/* Of a person: "customer_no", "Mitgliedsnummer"; one that may be an attribute's name, too, where it has fifty values. */
static enum segbias_status is_named(const struct segbias_identifying *column, bool in_table, bool *named,
                                    struct segbias_error *error)
{
	enum { TABLE_LEAST = 10, AMBIGUOUS_LEAST = 50 };
	uint64_t words = 0;
	if (!segbias_column_words(column->name, &words))
		return segbias_error_memory(error);
	bool listed = segbias_name_suggests(column->name, SEGBIAS_ROLE_IDENTIFIER);
	bool ambiguous = segbias_name_suggests(column->name, SEGBIAS_ROLE_AMBIGUOUS);
	bool person = segbias_word_in(words, SEGBIAS_WORD_PERSON) && segbias_word_in(words, SEGBIAS_WORD_ID) &&
	              !segbias_word_in(words, SEGBIAS_WORD_COUNTED);
	size_t least = ambiguous ? AMBIGUOUS_LEAST : column->records ? 1 : TABLE_LEAST;
	*named = (listed || person) && !(ambiguous && in_table) && column->different.size >= least &&
	         column->boolean < (double)column->different.size;
	return SEGBIAS_OK;
}

/* Those who are named in a table of names are few: a town, which has a name, too, has more. */
static bool names_people(const struct segbias_identifying *column, enum segbias_personal_strength strength)
{
	enum { TABLE_LEAST = 10 };
	double different = (double)column->different.size;
	if (column->records)
		return different > 0;
	return different >= TABLE_LEAST && (strength == SEGBIAS_PERSONAL_SURE || column->people < PEOPLE_MOST);
}

/* By the column's name. Of a contact or a place few values are kinds of it (phone: mobile, landline), but not numbers or
 * dates; and in a table they are labels. */
static bool is_personal_kind(const struct segbias_identifying *column, enum segbias_personal kind,
                             enum segbias_personal_strength strength)
{
	enum { LEAST = 10 };
	double different = (double)column->different.size;
	if (kind == SEGBIAS_PERSONAL_NAME)
		return names_people(column, strength);
	if (column->boolean >= different)
		return false;
	return different >= LEAST ||
	       (column->records &&
	        (column->known < KNOWN_LEAST || different * 2 >= column->known || column->figures * 2 >= different));
}

/* The kind of personal data that half of the values look like, or NONE. */
static enum segbias_personal most_look_like(const struct segbias_identifying *column, double *rate)
{
	enum segbias_personal most = SEGBIAS_PERSONAL_NONE;
	double all = 0; /* numbers of cards apart, which a code may happen to be */
	for (enum segbias_personal kind = SEGBIAS_PERSONAL_EMAIL; kind < SEGBIAS_PERSONAL_END; kind++) {
		all += kind == SEGBIAS_PERSONAL_CARD ? 0 : column->kinds[kind];
		if (kind != SEGBIAS_PERSONAL_CARD && (!most || column->kinds[kind] > column->kinds[most]))
			most = kind;
	}
	double cards = column->kinds[SEGBIAS_PERSONAL_CARD];
	bool card = cards >= CARD_LEAST * column->known;
	if (card || all * 2 >= column->known) {
		*rate = (card ? cards : all) / column->known;
		return card ? SEGBIAS_PERSONAL_CARD : most;
	}
	*rate = column->days / column->known;
	return column->days * 2 >= column->known && column->early >= EARLY_LEAST * column->days
	           ? SEGBIAS_PERSONAL_BIRTH_DATE
	           : SEGBIAS_PERSONAL_NONE;
}

/* Facts of a column that the rules weigh. */
struct weighed {
	bool in_table;              /* the one is a table that lists most values of the other */
	bool named;                 /* like an identifier */
	bool thing;                 /* a product, an ad: what its values are called says nothing of people */
	bool group;                 /* a place or a known attribute: of many small towns none is a person */
	enum segbias_personal kind; /* by its name … */
	enum segbias_personal_strength strength;
};

/* Full names are people's, however many records each of them has. Of one that stands alone there are few, fewer beside few
 * others. */
static bool are_names(const struct segbias_identifying *column, double names, double full)
{
	enum { MANY = 10, RECORDS = 50, RECORDS_OF_FEW = 10 };
	double different = (double)column->different.size;
	if (full > 0 && full >= NAMES_LEAST * different)
		return true;
	double most = different >= MANY || full * 2 >= different ? RECORDS : RECORDS_OF_FEW;
	return names > 0 && column->known < most * different;
}

/* How many of the different values look like names, and like full ones; of few values a short word says nothing. */
static enum segbias_status count_names(const struct segbias_identifying *column, double *names, double *full,
                                       struct segbias_error *error)
{
	enum { MANY = 10 };
	enum segbias_person least = column->different.size >= MANY ? SEGBIAS_PERSON_PERHAPS : SEGBIAS_PERSON_GIVEN;
	*names = *full = 0;
	for (uint32_t i = 0; i < column->different.size; i++) {
		bool ok = true;
		enum segbias_person person = segbias_person_look(column->different.labels[i], &ok);
		if (!ok)
			return segbias_error_memory(error);
		*names += person >= least;
		*full += person == SEGBIAS_PERSON_FULL;
	}
	return SEGBIAS_OK;
}

static enum segbias_status are_categories(const struct segbias_identifying *column, bool *categories,
                                          struct segbias_error *error)
{
	*categories = true;
	for (uint32_t i = 0; i < column->different.size && *categories; i++) {
		bool ok = true;
		*categories = segbias_personal_category(column->different.labels[i], &ok);
		if (!ok)
			return segbias_error_memory(error);
	}
	return SEGBIAS_OK;
}

/* By a name that may be an attribute's, too: as many records as that of one value are rarely one person's. */
static enum segbias_status is_maybe(const struct segbias_identifying *column, enum segbias_personal kind, bool *maybe,
                                    struct segbias_error *error)
{
	enum { MANY = 10, RECORDS = 50, RECORDS_OF_FEW = 10 };
	double different = (double)column->different.size;
	double telling = kind == SEGBIAS_PERSONAL_NAME ? column->texts : column->figures;
	double names = 0;
	double full = 0;
	bool categories = false;
	*maybe = false;
	if (!column->records || telling * 2 < different || column->boolean >= different)
		return SEGBIAS_OK;
	enum segbias_status status = are_categories(column, &categories, error);
	if (status == SEGBIAS_OK)
		status = count_names(column, &names, &full, error);
	double most = different >= MANY || names * 2 >= different ? RECORDS : RECORDS_OF_FEW;
	*maybe = !categories && (column->known < most * different || are_names(column, names, full));
	return status;
}

/* By the column's name, where its values do not speak against it. "name" may be a place's, which a table lists; nothing else
 * that is named so is. */
static enum segbias_status is_called_personal(const struct segbias_identifying *column, const struct weighed *weighed,
                                              bool *personal, struct segbias_error *error)
{
	*personal = false;
	if (!weighed->kind || (weighed->in_table && weighed->kind == SEGBIAS_PERSONAL_NAME))
		return SEGBIAS_OK;
	if (weighed->strength == SEGBIAS_PERSONAL_MAYBE)
		return is_maybe(column, weighed->kind, personal, error);
	*personal = is_personal_kind(column, weighed->kind, weighed->strength);
	return SEGBIAS_OK;
}

static double numbers_of_people(const struct segbias_identifying *column)
{
	double numbers = 0;
	for (uint32_t i = 0; i < column->different.size; i++)
		numbers += segbias_personal_number(column->different.labels[i]) != SEGBIAS_PERSONAL_NONE;
	return numbers;
}

/* Full names are listed by a table of people: a town has more inhabitants, where the column's name does not say whose they are. */
static enum segbias_status are_listed_people(const struct segbias_identifying *column, const struct weighed *weighed,
                                             struct segbias_identifying_reason *out, struct segbias_error *error)
{
	double names = 0;
	double full = 0;
	enum segbias_status status = count_names(column, &names, &full, error);
	double different = (double)column->different.size;
	bool theirs = weighed->kind == SEGBIAS_PERSONAL_NAME && weighed->strength != SEGBIAS_PERSONAL_BARE;
	if (full > 0 && full >= NAMES_LEAST * different && (theirs || !(column->people >= PEOPLE_MOST))) {
		out->personal = SEGBIAS_PERSONAL_NAME;
		out->rate = full / different;
	}
	return status;
}

/* Names of people, and numbers of theirs in plain digits: what most values of records are, whatever the column is called. Never
 * what a table lists, nor what is told apart by a name of things and places. */
static enum segbias_status most_are(const struct segbias_identifying *column, const struct weighed *weighed,
                                    struct segbias_identifying_reason *out, struct segbias_error *error)
{
	enum { FEW = 10 }; /* of fewer one form is enough: a number that it may be is not shown */
	static const double RECORDS_OF_ONE = 1.5;
	double names = 0;
	double full = 0;
	out->rate = NAN;
	if (weighed->in_table || weighed->group || weighed->thing)
		return SEGBIAS_OK;
	double different = (double)column->different.size;
	if (!column->records)
		return are_listed_people(column, weighed, out, error);
	bool own = column->known <= RECORDS_OF_ONE * different;
	out->personal = segbias_personal_numbers(column->different.labels, column->different.size, own);
	if (!out->personal && own && different < FEW &&
	    segbias_personal_numbers_maybe(column->different.labels, column->different.size))
		out->personal = SEGBIAS_PERSONAL_PHONE;
	if (out->personal) {
		out->rate = numbers_of_people(column) / different;
		return SEGBIAS_OK;
	}
	enum segbias_status status = count_names(column, &names, &full, error);
	if (names >= NAMES_LEAST * different && are_names(column, names, full)) {
		out->personal = SEGBIAS_PERSONAL_NAME;
		out->rate = names / different;
	}
	return status;
}

static enum segbias_status weigh(const struct segbias_identifying *column, const struct segbias_identifying *other,
                                 struct weighed *out, struct segbias_error *error)
{
	bool ok = true;
	uint64_t words = 0;
	*out = (struct weighed){.in_table = other && ((!other->records && is_listed(column, other)) ||
	                                              (!column->records && is_listed(other, column)))};
	enum segbias_status status = is_named(column, out->in_table, &out->named, error);
	if (status != SEGBIAS_OK)
		return status;
	out->kind = segbias_personal_column(column->name, &out->strength, &ok);
	if (!segbias_column_words(column->name, &words) || !ok)
		return segbias_error_memory(error);
	/* An e-mail column may hold yes and no, or how often. */
	out->named = out->named && (!out->kind || out->strength == SEGBIAS_PERSONAL_MAYBE);
	out->group = segbias_word_in(words, SEGBIAS_WORD_PLACE) || segbias_name_synonyms(column->name) >= 0;
	out->thing = segbias_word_in(words, SEGBIAS_WORD_THING) && !segbias_word_in(words, SEGBIAS_WORD_SEGMENT);
	return SEGBIAS_OK;
}

static const char *find_identifier(const struct segbias_identifying *column, const struct segbias_identifying *other,
                                   const struct weighed *weighed)
{
	double least = weighed->named ? SEGBIAS_IDENTIFIER_LEAST_NAMED : SEGBIAS_IDENTIFIER_LEAST;
	if (column->records && (double)column->different.size == column->known && column->known >= least &&
	    (weighed->named || !weighed->in_table))
		return "every value differs: it looks like an identifier";
	if (weighed->named)
		return "it is named like an identifier";
	if (!weighed->group && is_mostly_unique(column) && !is_listed(column, other))
		return "most of its values have few records: it looks like one that tells people apart";
	return NULL;
}

enum segbias_status segbias_identifying_why(const struct segbias_identifying *column,
                                            const struct segbias_identifying *other,
                                            struct segbias_identifying_reason *out, struct segbias_error *error)
{
	struct weighed weighed;
	*out = (struct segbias_identifying_reason){.rate = NAN};
	enum segbias_status status = weigh(column, other, &weighed, error);
	if (status != SEGBIAS_OK || column->known == 0)
		return status;
	out->personal = most_look_like(column, &out->rate);
	if (!out->personal)
		status = most_are(column, &weighed, out, error);
	if (status != SEGBIAS_OK)
		return status;
	if (out->personal) {
		out->code = "personal_data";
		out->because = "its values look like personal data";
		return SEGBIAS_OK;
	}
	bool maybe = weighed.kind && weighed.strength == SEGBIAS_PERSONAL_MAYBE;
	bool named = false;
	out->because = maybe ? find_identifier(column, other, &weighed) : NULL;
	if (!out->because)
		status = is_called_personal(column, &weighed, &named, error);
	if (status != SEGBIAS_OK)
		return status;
	if (named) {
		out->personal = weighed.kind;
		out->code = "personal_data";
		out->because = "it is named like personal data";
		return SEGBIAS_OK;
	}
	if (!maybe)
		out->because = find_identifier(column, other, &weighed);
	out->code = out->because ? "identifier" : NULL;
	out->named = weighed.named;
	return SEGBIAS_OK;
}

bool segbias_identifying_numbers(const struct segbias_identifying *column, const struct segbias_identifying *other)
{
	enum { RECORDS = 50 };
	double different = (double)column->different.size;
	bool few = column->records ? column->known < RECORDS * different : !(column->people >= PEOPLE_MOST);
	return few && !(other && is_listed(column, other)) &&
	       segbias_personal_numbers_maybe(column->different.labels, column->different.size);
}

double segbias_identifying_counted(const struct segbias_head *head, size_t field,
                                   const struct segbias_number_style *style)
{
	struct segbias_figure figure;
	double sum = 0;
	size_t count = 0;
	for (size_t row = 0; field != SEGBIAS_NO_FIELD && row < head->rows; row++)
		if (segbias_figure_parse(segbias_head_cell(head, row, field), style, &figure)) {
			sum += figure.value;
			count++;
		}
	return count ? sum / (double)count : NAN;
}

enum segbias_status segbias_identifying_people(const struct segbias_head *head, const struct segbias_missing *missing,
                                               bool *people, struct segbias_error *error)
{
	static const enum segbias_personal OWN[] = {SEGBIAS_PERSONAL_EMAIL,       SEGBIAS_PERSONAL_PHONE,
	                                            SEGBIAS_PERSONAL_NATIONAL_ID, SEGBIAS_PERSONAL_IBAN,
	                                            SEGBIAS_PERSONAL_NAME,        SEGBIAS_PERSONAL_BIRTH_DATE};
	enum segbias_status status = SEGBIAS_OK;
	*people = false;
	for (size_t field = 0; field < head->width && status == SEGBIAS_OK && !*people; field++) {
		struct segbias_identifying column = {.name = head->names[field], .records = true};
		struct weighed weighed = {0};
		double rate = NAN;
		status = segbias_identifying_head(&column, head, field, missing, error);
		if (status == SEGBIAS_OK)
			status = weigh(&column, NULL, &weighed, error);
		bool own = column.known > 0 && (double)column.different.size * 2 > column.known;
		enum segbias_personal kind = own ? most_look_like(&column, &rate) : SEGBIAS_PERSONAL_NONE;
		if (own && !kind && weighed.strength == SEGBIAS_PERSONAL_SURE)
			kind = weighed.kind;
		for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++)
			*people = *people || kind == OWN[i];
		segbias_identifying_release(&column);
	}
	return status;
}
