/* Room: values. Numbers as people write them: "1.234,5", "1 200,50 €", "1'234.50", "12,34,567", "١٬٢٣٤٫٥", "5 %"; and which
 * way of writing them a column follows. What a column is (a count, a weight) is for others to say. */
#ifndef SEGBIAS_VALUES_FIGURE_H
#define SEGBIAS_VALUES_FIGURE_H

#include "base/error.h"
#include "base/text.h"

#include <stdint.h>

/* How a column writes its numbers. */
struct segbias_number_style {
	char decimal; /* '.' or ',' */
	/* Between groups of three digits: a code point, 0: none. All kinds of blanks stand for each other, all
	 * apostrophes too; U+066C is read in every style, as U+066B is for the decimal sign. */
	uint32_t thousands;
	bool indian; /* groups of two before the last one of three: 12,34,567 */
};

struct segbias_figure {
	double value;      /* as written: "5 %" is 5 */
	unsigned decimals; /* after the decimal sign, an exponent counted as segbias_number_decimals does */
	bool percent;
	bool currency;
};

/* One cell by a style: all that segbias_number_parse reads; groups of thousands, the first of 1 to 3 digits without a
 * leading zero and never with an exponent; blanks of any kind around it; one sign (+, -, U+2212) before the digits or
 * the currency; a percent sign or a currency's sign, code or word before or after; Arabic-Indic, Persian, Devanagari,
 * Bengali and fullwidth digits. "(1,234)" is no number, nor is "+49 171 234 567": a plus before groups with blanks
 * is a telephone's. */
bool segbias_figure_parse(struct segbias_label cell, const struct segbias_number_style *style,
                          struct segbias_figure *out);

/* The value alone: quicker. */
bool segbias_figure_value(struct segbias_label cell, const struct segbias_number_style *style, double *out);

/* The number of a margin of error, of whatever style: what stands behind "±" or "+/-"; of "*****" "0": the figure is controlled, and has no
 * error. Anything else is given back as it is. source: data.census.gov, notes on margins of error */
struct segbias_label segbias_figure_margin(struct segbias_label cell);

/* Whether the name of a column says a currency: a sign in it, or a code of ISO 4217 in brackets at its end: "Kostnad (NOK)". */
bool segbias_figure_names_currency(struct segbias_label name);

/* Whether a number is written like a code: with a zero before other digits. */
bool segbias_figure_leading_zero(struct segbias_label number);

/* Whether a code point is a sign that can stand between thousands. */
bool segbias_style_separates(uint32_t code);

enum { SEGBIAS_STYLES = 9 };

/* What the cells of a column say about its style. Zero-initialise. Only counts: the order of the cells is nothing, and
 * two may be added field by field. Arrays of two: of the point, of the comma. */
struct segbias_style_evidence {
	uint64_t numbers; /* cells that some style reads */
	uint64_t others;  /* the rest, empty ones among them */
	uint64_t percents;
	uint64_t currencies;
	uint64_t same;                     /* numbers that every style reads, as the same number */
	uint64_t readable[SEGBIAS_STYLES]; /* the rest, by the style that reads them */
	uint64_t only[2];                  /* that no style with the other decimal sign reads */
	uint64_t fractions[2];             /* among `only`, with that decimal sign in them */
	uint64_t lost[2];       /* among those, thousands that may have lost zeros at their end: 1.2, of 1.200 */
	uint64_t twofold[2];    /* with this sign once, before three digits: a decimal sign or a separator */
	uint64_t twofold_short; /* among them, with one digit before it */
	uint64_t twofold_zeros; /* and those that end in 0: no spreadsheet has cut them */
	uint64_t twofold_percents;
	uint64_t twofold_currencies;
	uint64_t plain[3]; /* whole, not 0, no sign in them: of 1 to 3 digits, 4 digits, more */
	uint64_t arabic;   /* with U+066C */
};

void segbias_style_look(struct segbias_style_evidence *evidence, struct segbias_label cell);

/* The decimal sign that the cells alone prove, whatever the file is: '.', ',' or 0. */
char segbias_style_proof(const struct segbias_style_evidence *evidence);

struct segbias_style_context {
	char decimal; /* what the user said: '.', ',' or 0 */
	bool thousands_given;
	uint32_t thousands; /* what the user said; 0: no separator */
	bool count;         /* the column counts people or events: whole numbers */
	bool scaled;        /* they are called thousands: whole numbers no more */
	char delimiter;     /* of the file */
	char elsewhere;     /* the decimal sign that the file's other columns prove; 0: none, or both */
};

enum segbias_style_verdict {
	SEGBIAS_STYLE_NONE,        /* no numbers at all */
	SEGBIAS_STYLE_DECIDED,     /* `style` reads every number */
	SEGBIAS_STYLE_OPEN,        /* two styles read every number, as different ones; or the only one makes a count's
	                              figures fractions, which nothing else proves */
	SEGBIAS_STYLE_CONTRADICTED /* no style (that the user allows) reads every number; `style` reads the most */
};

/* By the whole column: a number that only one style reads decides (12,5; 0,123; 1234,567; 1.234,5; 1,234,567). Where
 * all of them have one sign before three digits, as 1.204 has, then, with no other ground:
 *   - a comma in a comma-delimited file separates thousands (percents apart); a point is decimal, unless the column is
 *     a count or money;
 *   - in a count of three figures or more, a sign in some and none in others separates thousands: fractions would have
 *     one precision;
 *   - in a count, three points or more in a semicolon-delimited file separate thousands: such files have decimal commas;
 *   - what other columns prove the decimal sign to be is no separator here, and the other sign is no decimal sign.
 * `style` is set with every verdict; where the sign of one column is open, to the one that has it between thousands. */
enum segbias_style_verdict segbias_style_decide(const struct segbias_style_evidence *evidence,
                                                const struct segbias_style_context *context,
                                                struct segbias_number_style *style);

enum { SEGBIAS_STYLE_EXAMPLE_MAX = 24 };

/* A number written so, for a message: "1.234,5". 0-terminated UTF-8. Returns `out`. */
const char *segbias_style_example(const struct segbias_number_style *style, char out[static SEGBIAS_STYLE_EXAMPLE_MAX]);

/* The error of a column of which it cannot be told how its numbers are written. option: the one that says it. Always
 * SEGBIAS_DATA. */
enum segbias_status segbias_style_refuse_open(struct segbias_label column, const char *option, const char *file,
                                              struct segbias_error *error);

#endif
