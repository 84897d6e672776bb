#include "values/suspect.h"

#include "base/number.h"
#include "base/unicode.h"

#include <string.h>

static const char *const PHRASES[] = {"n.a.",
                                      "n.a",
                                      "not available",
                                      "not applicable",
                                      "no answer",
                                      "no response",
                                      "refused",
                                      "refuse to answer",
                                      "prefer not to say",
                                      "prefer not to answer",
                                      "rather not say",
                                      "don't know",
                                      "don’t know",
                                      "dont know",
                                      "dk",
                                      "nk",
                                      "n.k.",
                                      "n/k",
                                      "not known",
                                      "not provided",
                                      "not given",
                                      "not specified",
                                      "not reported",
                                      "not recorded",
                                      "no data",
                                      "nodata",
                                      "missing",
                                      "blank",
                                      "empty",
                                      "nil",
                                      "void",
                                      "undefined",
                                      "(null)",
                                      "<null>",
                                      "\\n",
                                      "tbd",
                                      "tba",
                                      "xxx",
                                      "xxxx",
                                      "test",
                                      "dummy",
                                      "#value!",
                                      "#ref!",
                                      "#name?",
                                      "#div/0!",
                                      "#null!",
                                      "#num!"};

/* Dates that systems write where they have none. */
static const char *const DATES[] = {"1900-01-01", "1899-12-30", "1899-12-31", "1970-01-01", "0001-01-01", "0000-00-00",
                                    "9999-12-31", "2999-12-31", "01/01/1900", "1/1/1900",   "01.01.1900", "01/01/1970",
                                    "1/1/1970",   "01.01.1970", "31/12/9999", "12/31/9999", "31.12.9999", "00/00/0000"};

static bool listed(const char *const *names, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], text) == 0)
			return true;
	return false;
}

bool segbias_suspect_phrase(struct segbias_label label)
{
	enum { LONGEST = 40 };
	if (label.size == 0 || label.size > LONGEST)
		return false;
	struct segbias_text folded = {0};
	segbias_unicode_fold(label, &folded);
	bool found = !folded.failed && folded.size &&
	             (listed(PHRASES, sizeof PHRASES / sizeof *PHRASES, folded.data) ||
	              listed(DATES, sizeof DATES / sizeof *DATES, folded.data));
	/* A time may follow a date. */
	if (!found && folded.size > 10 && strchr("t ", folded.data[10])) {
		folded.data[10] = '\0';
		found = listed(DATES, sizeof DATES / sizeof *DATES, folded.data);
	}
	segbias_text_release(&folded);
	return found;
}

bool segbias_suspect_number(struct segbias_label label, double *value)
{
	struct segbias_label digits = label;
	bool negative = label.size > 1 && label.bytes[0] == '-';
	if (negative)
		digits = (struct segbias_label){label.bytes + 1, label.size - 1};
	/* "999.00" too */
	if (memchr(digits.bytes, '.', digits.size)) {
		while (digits.bytes[digits.size - 1] == '0')
			digits.size--;
		digits.size -= digits.bytes[digits.size - 1] == '.';
	}
	bool same = digits.size > 0 && strchr("89", digits.bytes[0]) && digits.bytes[0];
	for (size_t i = 1; i < digits.size && same; i++)
		same = digits.bytes[i] == digits.bytes[0];
	bool one = negative && digits.size == 1 && digits.bytes[0] == '1';
	if (!(one || (same && (negative || digits.size > 1))))
		return false;
	return segbias_number_parse(label, '.', value);
}
