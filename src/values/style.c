#include "values/figure_form.h"

#include <stdio.h>
#include <string.h>

enum { POINT, COMMA };

/* What a column may follow. Of several that read every number as the same one the first is taken; the first of each
 * decimal sign has no separator. */
static const struct segbias_number_style STYLES[SEGBIAS_STYLES] = {
    {'.', 0, false}, {'.', ',', false}, {'.', ' ', false}, {'.', '\'', false}, {'.', ',', true},
    {',', 0, false}, {',', '.', false}, {',', ' ', false}, {',', '\'', false},
};

bool segbias_style_separates(uint32_t code)
{
	return segbias_figure_separator(code) != 0;
}

/* Digits of a whole number without any sign or leading zero; 0: it is none. */
static size_t plain_digits(const char *bytes, size_t size)
{
	if (size == 0 || bytes[0] == '0')
		return 0;
	for (size_t i = 0; i < size; i++)
		if (bytes[i] < '0' || bytes[i] > '9')
			return 0;
	return size;
}

static void count_plain(struct segbias_style_evidence *evidence, size_t digits)
{
	evidence->same++;
	if (digits > 0)
		evidence->plain[digits <= 3 ? 0 : digits == 4 ? 1 : 2]++;
}

/* A number with a point or a comma that means something different in the two kinds of styles. */
static void count_twofold(struct segbias_style_evidence *evidence, const struct segbias_figure_form *form)
{
	evidence->twofold[strchr(form->core, '.') ? POINT : COMMA]++;
	evidence->twofold_short += form->core[1] < '0' || form->core[1] > '9';
	evidence->twofold_zeros += form->core[strlen(form->core) - 1] == '0';
	evidence->twofold_percents += form->percent;
	evidence->twofold_currencies += form->currency;
}

/* "1.2", "13.41": a spreadsheet that took 1.200 and 13.410 for fractions writes them so. */
static bool may_have_lost(const char *core)
{
	size_t whole = strspn(core, "0123456789");
	size_t digits = core[whole] ? strspn(core + whole + 1, "0123456789") : 0;
	return core[0] != '0' && whole >= 1 && whole <= 3 && digits >= 1 && digits <= 2 &&
	       core[whole + 1 + digits] == '\0' && core[whole + digits] != '0';
}

/* false: no style reads it. */
static bool count_form(struct segbias_style_evidence *evidence, const struct segbias_figure_form *form)
{
	double values[2] = {0, 0};
	bool read[2] = {false, false};
	bool fraction[2] = {false, false};
	bool plain[2] = {false, false};
	unsigned readable = 0;
	for (unsigned i = 0; i < SEGBIAS_STYLES; i++) {
		const struct segbias_number_style *style = &STYLES[i];
		int sign = style->decimal == '.' ? POINT : COMMA;
		char text[SEGBIAS_FIGURE_MAX];
		double value = 0;
		/* Without its separator in the cell a style is the one that has none. */
		bool reads = style->thousands && !strchr(form->core, (int)style->thousands)
		                 ? plain[sign]
		                 : segbias_figure_read(form, style, text, &value);
		if (!style->thousands)
			plain[sign] = reads;
		if (!reads)
			continue;
		readable |= 1U << i;
		if (!read[sign]) {
			read[sign] = true;
			values[sign] = value;
			fraction[sign] = strchr(text, '.') != NULL;
		}
	}
	if (readable == 0)
		return false;
	if (readable == (1U << SEGBIAS_STYLES) - 1) {
		count_plain(evidence, plain_digits(form->core, strlen(form->core)));
	} else {
		for (unsigned i = 0; i < SEGBIAS_STYLES; i++)
			evidence->readable[i] += readable >> i & 1U;
	}
	if (read[POINT] && read[COMMA]) {
		if (values[POINT] != values[COMMA])
			count_twofold(evidence, form);
	} else {
		int sign = read[POINT] ? POINT : COMMA;
		evidence->only[sign]++;
		evidence->fractions[sign] += fraction[sign];
		evidence->lost[sign] += fraction[sign] && may_have_lost(form->core);
	}
	return true;
}

void segbias_style_look(struct segbias_style_evidence *evidence, struct segbias_label cell)
{
	/* Most cells of a column of numbers: known without a look at the styles. */
	size_t digits = cell.size <= 15 ? plain_digits(cell.bytes, cell.size) : 0;
	if (digits > 0) {
		evidence->numbers++;
		count_plain(evidence, digits);
		return;
	}
	struct segbias_figure_form form;
	if (!segbias_figure_take_apart(cell, &form) || !count_form(evidence, &form)) {
		evidence->others++;
		return;
	}
	evidence->numbers++;
	evidence->percents += form.percent;
	evidence->currencies += form.currency;
	evidence->arabic += strchr(form.core, SEGBIAS_FIGURE_ARABIC_THOUSANDS) != NULL;
}

char segbias_style_proof(const struct segbias_style_evidence *evidence)
{
	if ((evidence->only[POINT] > 0) == (evidence->only[COMMA] > 0))
		return 0;
	return evidence->only[POINT] > 0 ? '.' : ',';
}

static bool allowed(const struct segbias_number_style *style, const struct segbias_style_context *context)
{
	if (context->decimal && context->decimal != style->decimal)
		return false;
	if (!context->thousands_given)
		return true;
	char given = segbias_figure_separator(context->thousands);
	if (given == SEGBIAS_FIGURE_ARABIC_THOUSANDS || context->thousands == 0)
		return style->thousands == 0;
	return given && given == segbias_figure_separator(style->thousands);
}

/* Whether the figures can be thousands: one that is longer than those with a separator would have one too. Four digits
 * together are common (1234, 12.345), but not beside 1.234. */
static bool grouped_alike(const struct segbias_style_evidence *evidence)
{
	return evidence->plain[2] == 0 && (evidence->plain[1] == 0 || evidence->twofold_short == 0);
}

/* What the sign means where each of the numbers that have one has the same one before three digits: '.' or ',' as the
 * decimal sign, 0 where it is open. */
static char weigh(const struct segbias_style_evidence *evidence, const struct segbias_style_context *context)
{
	if (evidence->twofold[POINT] > 0 && evidence->twofold[COMMA] > 0)
		return 0;
	char sign = evidence->twofold[POINT] > 0 ? '.' : ',';
	char other = sign == '.' ? ',' : '.';
	uint64_t with = evidence->twofold[POINT] + evidence->twofold[COMMA];
	uint64_t without = evidence->plain[0] + evidence->plain[1];
	bool comma_file = context->delimiter == ',';
	if (context->elsewhere == other)
		return other;
	if (context->count && without > 0 && with + without >= 3 && grouped_alike(evidence))
		return other;
	if (context->elsewhere == sign)
		return context->count ? 0 : sign;
	if (sign == ',')
		return comma_file && evidence->twofold_percents == 0 ? other : 0;
	if (context->count)
		return context->delimiter == ';' && with >= 3 && grouped_alike(evidence) ? other : 0;
	return comma_file && evidence->twofold_currencies == 0 ? sign : 0;
}

/* The first style with this decimal sign (0: either) that the user allows and that reads every number; NULL: none. */
static const struct segbias_number_style *find_style(const struct segbias_style_evidence *evidence,
                                                     const struct segbias_style_context *context, char decimal)
{
	for (size_t i = 0; i < SEGBIAS_STYLES; i++)
		if ((!decimal || STYLES[i].decimal == decimal) && allowed(&STYLES[i], context) &&
		    evidence->same + evidence->readable[i] == evidence->numbers)
			return &STYLES[i];
	return NULL;
}

/* The style that reads the most of what the user allows. */
static struct segbias_number_style nearest_style(const struct segbias_style_evidence *evidence,
                                                 const struct segbias_style_context *context)
{
	const struct segbias_number_style *best = NULL;
	uint64_t most = 0;
	for (size_t i = 0; i < SEGBIAS_STYLES; i++) {
		if (!allowed(&STYLES[i], context) || (best && evidence->readable[i] <= most))
			continue;
		best = &STYLES[i];
		most = evidence->readable[i];
	}
	return best ? *best : STYLES[0];
}

/* What is said of a style is what the user said, and a separator that only some cells have in every style. */
static struct segbias_number_style dress(struct segbias_number_style style,
                                         const struct segbias_style_evidence *evidence,
                                         const struct segbias_style_context *context)
{
	if (context->thousands_given)
		style.thousands = context->thousands;
	else if (style.thousands == 0 && evidence->arabic > 0)
		style.thousands = 0x066C;
	return style;
}

enum segbias_style_verdict segbias_style_decide(const struct segbias_style_evidence *evidence,
                                                const struct segbias_style_context *context,
                                                struct segbias_number_style *style)
{
	const struct segbias_number_style *point = find_style(evidence, context, '.');
	const struct segbias_number_style *comma = find_style(evidence, context, ',');
	const struct segbias_number_style *found = point ? point : comma;
	*style = dress(found ? *found : nearest_style(evidence, context), evidence, context);
	if (!found)
		return evidence->numbers == 0 ? SEGBIAS_STYLE_NONE : SEGBIAS_STYLE_CONTRADICTED;
	if (evidence->numbers == 0)
		return SEGBIAS_STYLE_NONE;
	bool given = context->decimal || context->thousands_given;
	bool twofold = evidence->twofold[POINT] > 0 || evidence->twofold[COMMA] > 0;
	if (given || !twofold)
		return SEGBIAS_STYLE_DECIDED;
	if (!point || !comma) {
		/* "1 234" beside "12.345": the one style that reads both makes fractions of people; so does 1.2 beside
		 * 13.411, of which the first may be 1.200. */
		int sign = point ? POINT : COMMA;
		bool lost = !context->scaled && evidence->fractions[sign] == evidence->lost[sign] &&
		            2 * evidence->lost[sign] <= evidence->twofold[sign] && evidence->twofold_zeros == 0 &&
		            grouped_alike(evidence);
		bool unproven =
		    context->count && evidence->twofold[sign] > 0 && (evidence->fractions[sign] == 0 || lost);
		return unproven ? SEGBIAS_STYLE_OPEN : SEGBIAS_STYLE_DECIDED;
	}
	char decimal = weigh(evidence, context);
	/* Open: said as thousands. */
	char said = decimal ? decimal : evidence->twofold[POINT] > 0 && evidence->twofold[COMMA] == 0 ? ',' : '.';
	*style = dress(said == '.' ? *point : *comma, evidence, context);
	return decimal ? SEGBIAS_STYLE_DECIDED : SEGBIAS_STYLE_OPEN;
}

const char *segbias_style_example(const struct segbias_number_style *style, char out[static SEGBIAS_STYLE_EXAMPLE_MAX])
{
	char byte = segbias_figure_separator(style->thousands);
	char separator[] = {byte, '\0'};
	const char *thousands = byte == SEGBIAS_FIGURE_ARABIC_THOUSANDS ? "٬" : separator;
	if (style->indian)
		(void)snprintf(out, SEGBIAS_STYLE_EXAMPLE_MAX, "12%s34%s567%c8", thousands, thousands, style->decimal);
	else
		(void)snprintf(out, SEGBIAS_STYLE_EXAMPLE_MAX, "1%s234%c5", thousands, style->decimal);
	return out;
}

enum segbias_status segbias_style_refuse_open(struct segbias_label column, const char *option, const char *file,
                                              struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA,
	                  "ambiguous_numbers|the numbers of %s can be read with thousands separators or with decimals",
	                  segbias_label_quote(column, quoted));
	segbias_error_hint(error, "say which: %s . or %s , is the decimal sign", option, option);
	segbias_error_place(error, file, 0, 0);
	return SEGBIAS_DATA;
}
