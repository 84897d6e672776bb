#include "values/suspect.h"

#include "base/number.h"
#include "base/unicode.h"
#include "values/word.h"

#include <string.h>

/* What was never meant for a value; words for an unknown one are in data/unknown.def. */
static const char *const PHRASES[] = {"void",    "tbd",   "tba",    "xxx",     "xxxx",   "test", "dummy",
                                      "#value!", "#ref!", "#name?", "#div/0!", "#null!", "#num!"};

/* Dates that systems write where they have none. */
static const char *const DATES[] = {"1900-01-01", "1899-12-30", "1899-12-31", "1970-01-01", "0001-01-01", "0000-00-00",
                                    "9999-12-31", "2999-12-31", "01/01/1900", "1/1/1900",   "01.01.1900", "01/01/1970",
                                    "1/1/1970",   "01.01.1970", "31/12/9999", "12/31/9999", "31.12.9999", "00/00/0000"};

static bool listed(const char *const *names, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (*names[i] == *text && strcmp(names[i], text) == 0)
			return true;
	return false;
}

/* What begins with a digit is none of these but for a date, whose first sign stands early: 1/, 01/, 01. or 1900-. A character
 * past ASCII may become such a sign. */
static bool is_other_number(struct segbias_label label)
{
	enum { SIGN_LAST = 4, LEAST = 8 };
	bool early = label.size >= LEAST && (label.bytes[1] == '/' || label.bytes[2] == '/' || label.bytes[2] == '.' ||
	                                     label.bytes[SIGN_LAST] == '-');
	if (label.size == 0 || label.bytes[0] < '0' || label.bytes[0] > '9')
		return false;
	for (size_t i = 0; i < label.size && i <= SIGN_LAST; i++)
		early = early || (unsigned char)label.bytes[i] >= 0x80;
	return !early;
}

bool segbias_suspect_phrase(struct segbias_label label)
{
	enum { LONGEST = 40, DATE_SIZE = 10 };
	if (segbias_word_unknown(label))
		return true;
	if (label.size == 0 || label.size > LONGEST || is_other_number(label))
		return false;
	struct segbias_text folded = {0};
	segbias_unicode_fold(label, &folded);
	bool found = !folded.failed && folded.size &&
	             (listed(PHRASES, sizeof PHRASES / sizeof *PHRASES, folded.data) ||
	              listed(DATES, sizeof DATES / sizeof *DATES, folded.data));
	if (!found && folded.size > DATE_SIZE &&
	    strspn(folded.data + DATE_SIZE, "t 0:.z+-") == folded.size - DATE_SIZE) {
		folded.data[DATE_SIZE] = '\0';
		found = listed(DATES, sizeof DATES / sizeof *DATES, folded.data);
	}
	segbias_text_release(&folded);
	return found;
}

static const double NUMBERS[] = {-1, -9, -99, -999, -9999, 99, 999, 9999, 99999, 999999, 88, 888, 8888};

unsigned segbias_suspect_below(double value, bool same)
{
	unsigned count = 0;
	for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
		count += NUMBERS[i] < value || (same && NUMBERS[i] == value);
	return count;
}

bool segbias_suspect_number(struct segbias_label label, char decimal, double *value)
{
	if (!segbias_number_parse(label, decimal, value))
		return false;
	for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
		if (*value == NUMBERS[i])
			return true;
	return false;
}

bool segbias_suspect_listed(struct segbias_label label)
{
	double value = 0;
	return segbias_suspect_phrase(label) || segbias_suspect_number(label, '.', &value) ||
	       segbias_suspect_number(label, ',', &value);
}
