#include "match/identifying.h"

#include "base/number.h"
#include "base/unicode.h"
#include "values/boolean.h"
#include "values/column.h"
#include "values/name.h"
#include "values/personal.h"

enum { KNOWN_LEAST = 20 };           /* records: below that uniqueness says nothing */
enum { RECORDS_MOST = 4 };           /* of one value, where it is as good as unique */
static const double CARD_LEAST = .9; /* one number in ten has a right check digit by chance */

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

enum segbias_status segbias_identifying_add(struct segbias_identifying *column, struct segbias_label value,
                                            double count, struct segbias_error *error)
{
	struct segbias_text folded = {0};
	struct segbias_band band;
	bool yes = false;
	segbias_unicode_fold(value, &folded);
	size_t before = column->different.size;
	uint32_t at = folded.failed
	                  ? SEGBIAS_INTERN_NONE
	                  : segbias_intern_add(&column->different,
	                                       (struct segbias_label){folded.data ? folded.data : "", folded.size});
	segbias_text_release(&folded);
	if (at == SEGBIAS_INTERN_NONE)
		return segbias_error_memory(error);
	if (column->different.size > before) {
		bool banded = segbias_band_parse(value, &band);
		column->texts += has_letter(value) && !banded;
		column->figures += has_figures(value) && (!banded || band.single);
		column->boolean += segbias_boolean_parse(value, &yes);
	}
	enum segbias_personal personal = segbias_personal_value(value);
	column->known += count;
	column->cards += personal == SEGBIAS_PERSONAL_CARD ? count : 0;
	column->patterns += personal && personal != SEGBIAS_PERSONAL_CARD ? count : 0;
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

/* --- the rules ------------------------------------------------------------------------------------------------------------ */

/* Records of one value are few, as of people, not of groups. */
static bool is_mostly_unique(const struct segbias_identifying *column)
{
	double different = (double)column->different.size;
	return column->records && column->known >= KNOWN_LEAST && different * RECORDS_MOST >= column->known &&
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
	uint32_t words = 0;
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

/* By the column's name. Of a contact or a place few values are kinds of it (phone: mobile, landline), but not numbers or
 * dates; and in a table they are labels. */
static bool is_personal_kind(const struct segbias_identifying *column, enum segbias_personal kind)
{
	enum { LEAST = 10 };
	double different = (double)column->different.size;
	if (kind == SEGBIAS_PERSONAL_NAME)
		return column->records && different > 0;
	if (column->boolean >= different)
		return false;
	return different >= LEAST ||
	       (column->records &&
	        (column->known < KNOWN_LEAST || different * 2 >= column->known || column->figures * 2 >= different));
}

enum segbias_status segbias_identifying_why(const struct segbias_identifying *column,
                                            const struct segbias_identifying *other, const char **code,
                                            const char **because, struct segbias_error *error)
{
	bool ok = true;
	bool named = false;
	uint32_t words = 0;
	/* The one is a table that lists most values of the other. */
	bool in_table =
	    other && ((!other->records && is_listed(column, other)) || (!column->records && is_listed(other, column)));
	enum segbias_status status = is_named(column, in_table, &named, error);
	enum segbias_personal kind = segbias_personal_column(column->name, &ok);
	named = named && !kind; /* an e-mail column may hold yes and no, or how often */
	double least = named ? SEGBIAS_IDENTIFIER_LEAST_NAMED : SEGBIAS_IDENTIFIER_LEAST;
	*code = *because = NULL;
	ok = segbias_column_words(column->name, &words) && ok;
	/* Of many small towns none is a person. */
	bool group = segbias_word_in(words, SEGBIAS_WORD_PLACE) || segbias_name_synonyms(column->name) >= 0;
	if (status != SEGBIAS_OK || !ok)
		return segbias_error_memory(error);
	if (column->known == 0)
		return SEGBIAS_OK;
	if (column->patterns * 2 >= column->known || column->cards >= CARD_LEAST * column->known) {
		*code = "personal_data";
		*because = "its values look like personal data";
	} else if (kind && is_personal_kind(column, kind) && !(in_table && kind == SEGBIAS_PERSONAL_NAME)) {
		/* "name" may be a place's, which a table lists; nothing else that is named so is. */
		*code = "personal_data";
		*because = "it is named like personal data";
	} else if (column->records && (double)column->different.size == column->known && column->known >= least &&
	           (named || !in_table)) {
		*code = "identifier";
		*because = "every value differs: it looks like an identifier";
	} else if (named) {
		*code = "identifier";
		*because = "it is named like an identifier";
	} else if (!group && is_mostly_unique(column) && !is_listed(column, other)) {
		*code = "identifier";
		*because = "most of its values have few records: it looks like one that tells people apart";
	}
	return SEGBIAS_OK;
}
