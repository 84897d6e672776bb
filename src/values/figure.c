#include "values/figure_form.h"

#include "base/number.h"
#include "base/unicode.h"

#include <string.h>

static const char DIGITS[] = "0123456789";

/* Bytes of a text made uniform, beside the two that a form keeps: white space that is no separator, and the marks of
 * writing direction that stand around numbers in Arabic and Hebrew text. */
enum { LINE_BLANK = '\n', DIRECTION_MARK = 3 };

/* Text made uniform: what reads alike is one byte. */
struct uniform {
	char bytes[SEGBIAS_FIGURE_MAX];
	size_t size;
	uint32_t zero; /* of the digits used: one script a number */
};

static const uint32_t ZEROS[] = {'0', 0x0660, 0x06F0, 0x0966, 0x09E6, 0xFF10};

/* Every sign of a currency is written "$" here; "¢" is not one, as it would change the size of the number. */
static bool currency_sign(uint32_t code)
{
	return code == '$' || code == 0xA3 || code == 0xA5 || (code >= 0x20A0 && code <= 0x20CF) || code == 0x060B ||
	       code == 0x0E3F || code == 0xFDFC || code == 0xFF04 || code == 0xFFE1 || code == 0xFFE5 || code == 0xFFE6;
}

static bool blank_between_groups(uint32_t code)
{
	return segbias_unicode_space(code) && !(code >= 0x09 && code <= 0x0D) && code != 0x85 && code != 0x2028 &&
	       code != 0x2029;
}

char segbias_figure_separator(uint32_t code)
{
	switch (code) {
	case ',':
	case 0x060C:
	case 0xFF0C:
		return ',';
	case '.':
	case 0xFF0E:
		return '.';
	case '\'':
	case 0xB4:
	case 0x02BC:
	case 0x2019:
	case 0xFF07:
		return '\'';
	case 0x066C:
		return SEGBIAS_FIGURE_ARABIC_THOUSANDS;
	default:
		return (char)(blank_between_groups(code) ? ' ' : 0);
	}
}

/* The one byte that a code point is in uniform text; 0: none. */
static char uniform_byte(uint32_t code)
{
	char separator = segbias_figure_separator(code);
	if (separator)
		return separator;
	if (segbias_unicode_space(code))
		return LINE_BLANK;
	if (currency_sign(code))
		return '$';
	switch (code) {
	case 0x066B:
		return SEGBIAS_FIGURE_ARABIC_DECIMAL;
	case 0x2212:
	case 0xFF0D:
		return '-';
	case 0xFF0B:
		return '+';
	case 0x066A:
	case 0xFF05:
		return '%';
	case 0x061C:
	case 0x200E:
	case 0x200F:
		return DIRECTION_MARK;
	default:
		return (char)(code > 0x20 && code < 0x7F && !(code >= '0' && code <= '9') ? code : 0);
	}
}

/* The digit that the code point is, in ASCII; 0: none, or one of another script than those before it. */
static char uniform_digit(struct uniform *text, uint32_t code)
{
	for (size_t i = 0; i < sizeof ZEROS / sizeof *ZEROS; i++) {
		if (code < ZEROS[i] || code > ZEROS[i] + 9)
			continue;
		if (text->zero && text->zero != ZEROS[i])
			return 0;
		text->zero = ZEROS[i];
		return (char)('0' + (code - ZEROS[i]));
	}
	return 0;
}

static bool make_uniform(struct segbias_label cell, struct uniform *text)
{
	size_t at = 0;
	while (at < cell.size) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(cell.bytes + at, cell.size - at, &code);
		if (size == 0 || text->size + size >= sizeof text->bytes)
			return false;
		char byte = uniform_digit(text, code);
		if (!byte)
			byte = uniform_byte(code);
		if (byte)
			text->bytes[text->size++] = byte;
		else if (code < 0x80)
			return false;
		else {
			memcpy(text->bytes + text->size, cell.bytes + at, size); /* a letter of a currency's word */
			text->size += size;
		}
		at += size;
	}
	text->bytes[text->size] = '\0';
	return text->zero != 0;
}

/* Signs and words for currencies, in uniform text. Case counts: "5 Ft" are forints, "5 ft" are feet. */
static const char *const CURRENCIES[] = {"$",  "US$", "CA$", "C$",  "AU$", "A$",  "NZ$", "HK$", "NT$", "S$",
                                         "R$", "CN$", "MX$", "kr",  "kr.", "Kr",  "Kr.", "Fr",  "Fr.", "SFr.",
                                         "Rs", "Rs.", "Rp",  "Rp.", "S/",  "د.إ", "ر.س", "ج.م", "د.ك", "د.م."};

/* Only after a number: "Euro 5" is a class of engines. */
static const char *const CURRENCIES_AFTER[] = {"zł",   "Kč",   "Ft",    "lei",  "TL",    "руб",  "руб.",
                                               "грн",  "лв",   "лв.",   "Euro", "euros", "euro", "درهم",
                                               "ريال", "جنيه", "دينار", "円",   "元"};

/* Codes of ISO 4217 that are no English words. */
static const char *const CODES[] = {"AED", "ARS", "AUD", "BDT", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "CZK", "DKK",
                                    "EGP", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "ISK", "JPY", "KES", "KRW",
                                    "KWD", "MXN", "MYR", "NGN", "NOK", "NZD", "PKR", "PLN", "QAR", "RMB", "RON", "RUB",
                                    "SAR", "SEK", "SGD", "THB", "TWD", "UAH", "USD", "VND", "ZAR"};

static bool starts_digits(char c)
{
	return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == SEGBIAS_FIGURE_ARABIC_DECIMAL;
}

static bool outer_blank(char c)
{
	return c == ' ' || c == LINE_BLANK || c == DIRECTION_MARK;
}

/* Raises *best to the longest of the words that text[0..size) starts or ends with. */
static void find_longest(const char *const *words, size_t count, struct segbias_label text, bool at_end, size_t *best)
{
	for (size_t i = 0; i < count; i++) {
		if (!at_end && *words[i] != *text.bytes)
			continue;
		size_t length = strlen(words[i]);
		if (length > *best && length <= text.size &&
		    memcmp(at_end ? text.bytes + text.size - length : text.bytes, words[i], length) == 0)
			*best = length;
	}
}

/* Bytes of the currency at the start of the text, or at its end; 0: none. */
static size_t currency_size(struct segbias_label text, bool at_end)
{
	size_t best = 0;
	find_longest(CURRENCIES, sizeof CURRENCIES / sizeof *CURRENCIES, text, at_end, &best);
	if (at_end)
		find_longest(CURRENCIES_AFTER, sizeof CURRENCIES_AFTER / sizeof *CURRENCIES_AFTER, text, true, &best);
	/* A code before a number needs a blank: "EUR 5", but "SEK5" may be the code of something else. */
	if (at_end || (text.size > 3 && outer_blank(text.bytes[3])))
		find_longest(CODES, sizeof CODES / sizeof *CODES, text, at_end, &best);
	return best;
}

bool segbias_figure_names_currency(struct segbias_label name)
{
	for (size_t at = 0; at < name.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(name.bytes + at, name.size - at, &code);
		if (currency_sign(code))
			return true;
		at += size ? size : 1;
	}
	/* "(NOK)" at its end: a code alone may be a word, as "Sek" is of seconds. */
	if (name.size < 5 || name.bytes[name.size - 5] != '(' || name.bytes[name.size - 1] != ')')
		return false;
	size_t best = 0;
	find_longest(CODES, sizeof CODES / sizeof *CODES, (struct segbias_label){name.bytes + name.size - 4, 3}, false,
	             &best);
	return best > 0;
}

/* Takes one thing that may stand before the digits off text[*at..size). No blank after a sign: "- 5" is an item of a
 * list. */
static bool take_before(const char *text, size_t size, size_t *at, struct segbias_figure_form *form)
{
	char c = text[*at];
	if ((c == '-' || c == '+') && !form->sign) {
		form->sign = c;
		++*at;
		while (*at < size && text[*at] == DIRECTION_MARK)
			++*at;
		return true;
	}
	size_t length = 0;
	if (c == '%' && !form->percent)
		length = 1;
	else if (!form->currency)
		length = currency_size((struct segbias_label){text + *at, size - *at}, false);
	if (length == 0)
		return false;
	form->percent = form->percent || c == '%';
	form->currency = form->currency || c != '%';
	*at += length;
	while (*at < size && outer_blank(text[*at]))
		++*at;
	return true;
}

/* Takes a percent sign, or a currency even if one stands before ("$5 USD"), and blanks off the end. */
static void take_after(const char *text, size_t start, size_t *end, struct segbias_figure_form *form)
{
	size_t length = text[*end - 1] == '%' && !form->percent ? 1 : 0;
	if (length > 0)
		form->percent = true;
	else
		length = currency_size((struct segbias_label){text + start, *end - start}, true);
	form->currency = form->currency || (length > 0 && text[*end - 1] != '%');
	*end -= length;
	while (*end > start && outer_blank(text[*end - 1]))
		--*end;
}

bool segbias_figure_take_apart(struct segbias_label cell, struct segbias_figure_form *form)
{
	struct uniform text;
	text.size = 0;
	text.zero = 0;
	if (!make_uniform(segbias_unicode_unguarded(cell), &text))
		return false;
	form->sign = 0;
	form->percent = form->currency = false;
	size_t start = 0;
	size_t end = text.size;
	while (outer_blank(text.bytes[start]))
		start++;
	while (end > start && outer_blank(text.bytes[end - 1]))
		end--;
	while (start < end && !starts_digits(text.bytes[start]))
		if (!take_before(text.bytes, end, &start, form))
			return false;
	if (end > start && !(text.bytes[end - 1] >= '0' && text.bytes[end - 1] <= '9'))
		take_after(text.bytes, start, &end, form);
	if (start == end || (form->percent && form->currency))
		return false;
	memcpy(form->core, text.bytes + start, end - start);
	form->core[end - start] = '\0';
	return true;
}

/* Copies the digits of a whole part in groups; returns its length in `core`, 0 where they are no groups. */
static size_t read_groups(const char *core, bool indian, char *text, size_t *size)
{
	size_t at = strspn(core, DIGITS);
	char separator = core[at];
	if (at == 0 || at > (indian ? 2 : 3) || core[0] == '0')
		return 0;
	memcpy(text + *size, core, at);
	*size += at;
	while (core[at] == separator) {
		size_t digits = strspn(core + at + 1, DIGITS);
		bool last = core[at + 1 + digits] != separator;
		if (digits != (indian && !last ? 2 : 3))
			return 0;
		memcpy(text + *size, core + at + 1, digits);
		*size += digits;
		at += 1 + digits;
	}
	return at;
}

bool segbias_figure_read(const struct segbias_figure_form *form, const struct segbias_number_style *style,
                         char text[static SEGBIAS_FIGURE_MAX], double *value)
{
	const char *core = form->core;
	size_t size = 0;
	size_t at = 0;
	if (form->sign == '-')
		text[size++] = '-';
	char separator = core[strspn(core, DIGITS)];
	bool grouped = separator && (separator == SEGBIAS_FIGURE_ARABIC_THOUSANDS ||
	                             (style->thousands && separator == segbias_figure_separator(style->thousands)));
	if (grouped) {
		at = read_groups(core, style->indian && separator == ',', text, &size);
		if (at == 0 || (separator == ' ' && form->sign == '+'))
			return false;
		/* What follows the groups is a decimal sign and digits, or nothing. */
		if (core[at] && (core[at + 1] == '\0' || core[at + 1 + strspn(core + at + 1, DIGITS)]))
			return false;
	}
	for (; core[at]; at++) {
		bool decimal = core[at] == style->decimal || core[at] == SEGBIAS_FIGURE_ARABIC_DECIMAL;
		if (!decimal && (grouped ? !strchr(DIGITS, core[at]) : !strchr("0123456789eE+-", core[at])))
			return false;
		if (size + 1 >= SEGBIAS_FIGURE_MAX)
			return false;
		text[size++] = decimal ? '.' : core[at];
	}
	text[size] = '\0';
	return segbias_number_parse((struct segbias_label){text, size}, '.', value);
}

bool segbias_figure_parse(struct segbias_label cell, const struct segbias_number_style *style,
                          struct segbias_figure *out)
{
	double value = 0;
	if (segbias_number_parse(cell, style->decimal, &value)) {
		*out = (struct segbias_figure){value, segbias_number_decimals(cell, style->decimal), false, false};
		return true;
	}
	struct segbias_figure_form form;
	char text[SEGBIAS_FIGURE_MAX];
	if (!segbias_figure_take_apart(cell, &form) || !segbias_figure_read(&form, style, text, &value))
		return false;
	*out = (struct segbias_figure){value, segbias_number_decimals(segbias_label_of(text), '.'), form.percent,
	                               form.currency};
	return true;
}

bool segbias_figure_value(struct segbias_label cell, const struct segbias_number_style *style, double *out)
{
	struct segbias_figure figure = {0};
	if (segbias_number_parse(cell, style->decimal, out))
		return true;
	if (!segbias_figure_parse(cell, style, &figure))
		return false;
	*out = figure.value;
	return true;
}

bool segbias_figure_leading_zero(struct segbias_label number)
{
	return number.size > 1 && number.bytes[0] == '0' && number.bytes[1] >= '0' && number.bytes[1] <= '9';
}

struct segbias_label segbias_figure_margin(struct segbias_label cell)
{
	static const char *const SIGNS[] = {"\u00b1", "+/-", "+/\u2212", "+-"};
	struct segbias_label bare = cell;
	for (; bare.size > 0 && bare.bytes[0] == ' '; bare.size--)
		bare.bytes++;
	while (bare.size > 0 && bare.bytes[bare.size - 1] == ' ')
		bare.size--;
	if (segbias_label_equal(bare, segbias_label_of("*****")))
		return segbias_label_of("0");
	for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
		size_t size = strlen(SIGNS[i]);
		if (bare.size > size && memcmp(bare.bytes, SIGNS[i], size) == 0)
			return (struct segbias_label){bare.bytes + size, bare.size - size};
	}
	return cell;
}
