/* Patterns of personal data.
 *
 * source: ISO/IEC 7812 (Luhn); ISO 13616 (IBAN, mod 97); RFC 5322, 4291 and 9562 for the outward forms of addresses and
 * UUIDs.
 */
#include "base/personal.h"

#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 200 };

/* A value as the patterns read it: ASCII digits, no wide forms, no white space at the ends. */
struct plain {
	char bytes[LONGEST + 1];
	size_t size;
};

const char *segbias_personal_name(enum segbias_personal personal)
{
	static const char *const NAMES[SEGBIAS_PERSONAL_END] = {
	    NULL,      "email",  "phone",       "card", "national_id", "iban",  "ip",
	    "address", "device", "coordinates", "name", "birth_date",  "plate",
	};
	return NAMES[personal];
}

const char *segbias_personal_words(enum segbias_personal personal)
{
	static const char *const WORDS[SEGBIAS_PERSONAL_END] = {
	    NULL,      "an e-mail address", "a telephone number", "a card number",       "a national identity number",
	    "an IBAN", "an IP address",     "an address",         "a device identifier", "coordinates",
	    "a name",  "a date of birth",   "a number plate",
	};
	return WORDS[personal];
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool hexadecimal(char c)
{
	return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* The first digits of the scripts that write numbers in tens, and where their wide forms begin. */
static uint32_t ascii_of(uint32_t code)
{
	static const uint32_t ZEROS[] = {0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10};
	for (size_t i = 0; i < sizeof ZEROS / sizeof *ZEROS; i++)
		if (code >= ZEROS[i] && code < ZEROS[i] + 10)
			return '0' + (code - ZEROS[i]);
	if (code >= 0xFF01 && code <= 0xFF5E)
		return code - 0xFF01 + '!';
	return code == 0xAD || code == 0x200B || code == 0x2060 ? 0 : code;
}

static bool dash(uint32_t code)
{
	return (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
}

/* false: too long, or empty. */
static bool read_plain(struct segbias_label value, struct plain *out)
{
	out->size = 0;
	for (size_t at = 0; at < value.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(value.bytes + at, value.size - at, &code);
		bool known = size > 0;
		size += !known;
		if (out->size + size > LONGEST)
			return false;
		uint32_t plain = known ? ascii_of(code) : 0xFFFD;
		if (known && plain != 0 && plain < 0x80)
			out->bytes[out->size++] = (char)plain;
		else if (known && segbias_unicode_space(code))
			out->bytes[out->size++] = ' ';
		else if (known && dash(code))
			out->bytes[out->size++] = '-';
		else if (plain != 0) {
			memcpy(out->bytes + out->size, value.bytes + at, size);
			out->size += size;
		}
		at += size;
	}
	size_t from = 0;
	while (from < out->size && out->bytes[from] == ' ')
		from++;
	while (out->size > from && out->bytes[out->size - 1] == ' ')
		out->size--;
	memmove(out->bytes, out->bytes + from, out->size - from);
	out->size -= from;
	out->bytes[out->size] = '\0';
	return out->size > 0;
}

/* --- addresses of the net ------------------------------------------------------------------------------------------------ */

/* Of an address; what stands beside it in the value is none: <jo@x.org>, "jo@x.org, mia@x.org". */
static bool in_email(char c)
{
	return !strchr(" <>()[],;:\"'|", c);
}

static bool has_email(const struct plain *value)
{
	for (const char *at = strchr(value->bytes, '@'); at; at = strchr(at + 1, '@')) {
		if (at == value->bytes || !in_email(at[-1]))
			continue;
		const char *end = at + 1;
		const char *dot = NULL;
		for (; *end && in_email(*end) && *end != '@'; end++)
			dot = *end == '.' && end > at + 1 ? end : dot;
		if (dot && end - dot > 2)
			return true;
	}
	return false;
}

static bool is_ip4(const struct plain *value)
{
	int parts = 0;
	const char *at = value->bytes;
	while (digit(*at)) {
		char *end = NULL;
		long part = strtol(at, &end, 10);
		if (end - at > 3 || part > 255)
			return false;
		parts++;
		at = *end == '.' && parts < 4 ? end + 1 : end;
		if (at == end)
			break;
	}
	return parts == 4 && !*at;
}

static bool is_ip6(const struct plain *value)
{
	int colons = 0;
	int run = 0;
	bool gap = strstr(value->bytes, "::") != NULL;
	bool digits = false;
	for (const char *at = value->bytes; *at; at++) {
		colons += *at == ':';
		run = *at == ':' ? 0 : run + 1;
		digits = digits || *at != ':';
		if ((*at != ':' && !hexadecimal(*at)) || run > 4)
			return false;
	}
	return digits && (gap ? colons >= 2 && colons <= 7 : colons == 7);
}

/* '9' a digit, 'A' a letter, 'X' a hexadecimal digit, '*' either of the first two, anything else itself. */
static bool has_form(const struct plain *value, const char *form)
{
	for (size_t i = 0; i < value->size; i++) {
		char c = value->bytes[i];
		bool fits = form[i] == '9'   ? digit(c)
		            : form[i] == 'A' ? letter(c)
		            : form[i] == 'X' ? hexadecimal(c)
		            : form[i] == '*' ? digit(c) || letter(c)
		                             : c == form[i];
		if (!fits || !form[i])
			return false;
	}
	return !form[value->size];
}

static bool has_one_of(const struct plain *value, const char *const *forms, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (has_form(value, forms[i]))
			return true;
	return false;
}

/* A hash holds letters and digits: figures alone are a number. */
static bool is_device(const struct plain *value)
{
	static const char *const FORMS[] = {"XX:XX:XX:XX:XX:XX", "XX-XX-XX-XX-XX-XX", "XXXX.XXXX.XXXX",
	                                    "XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX",
	                                    "{XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX}"};
	bool letters = false;
	bool all = value->size == 32 || value->size == 40 || value->size == 64;
	for (size_t i = 0; all && i < value->size; i++) {
		all = hexadecimal(value->bytes[i]);
		letters = letters || letter(value->bytes[i]);
	}
	return (all && letters) || has_one_of(value, FORMS, sizeof FORMS / sizeof *FORMS);
}

/* --- numbers of people ---------------------------------------------------------------------------------------------------- */

/* The digits of a value that has only digits and these separators; -1: it has something else. */
static int digits_of(const struct plain *value, const char *separators, char digits[static LONGEST])
{
	int count = 0;
	for (size_t i = 0; i < value->size; i++) {
		if (digit(value->bytes[i]))
			digits[count++] = value->bytes[i];
		else if (!strchr(separators, value->bytes[i]))
			return -1;
	}
	return count;
}

/* "25 000-49 999", "1.000 - 2.000": from a number to a number, whose groups are thousands. */
static bool is_range(const struct plain *value)
{
	const char *middle = strchr(value->bytes, '-');
	if (!middle || middle == value->bytes || strchr(middle + 1, '-'))
		return false;
	for (int side = 0; side < 2; side++) {
		const char *from = side ? middle + 1 : value->bytes;
		const char *end = side ? value->bytes + value->size : middle;
		while (from < end && *from == ' ')
			from++;
		while (end > from && end[-1] == ' ')
			end--;
		size_t run = 0;
		bool first = true;
		for (const char *at = from; at <= end; at++) {
			if (at < end && digit(*at)) {
				run++;
				continue;
			}
			if (first ? run < 1 || run > 3 : run != 3)
				return false;
			first = false;
			run = 0;
		}
	}
	return true;
}

/* Plain digits are as likely a number of any kind: a phone number has a plus or groups. */
static bool is_phone(const struct plain *value)
{
	char digits[LONGEST];
	const char *bytes = value->bytes + (value->bytes[0] == '(' && value->bytes[1] == '+');
	bool plus = bytes[0] == '+';
	int count = digits_of(value, "+-. ()/", digits);
	int groups = 0;
	int single = 0; /* of one digit: 1-800 has one, a version or a code more */
	for (size_t i = 1; i < value->size; i++)
		groups += strchr("-. ()/", value->bytes[i]) && digit(value->bytes[i - 1]);
	for (size_t i = 0; i < value->size; i++)
		single +=
		    digit(value->bytes[i]) && (i == 0 || !digit(value->bytes[i - 1])) && !digit(value->bytes[i + 1]);
	bool date = count == 8 && groups == 2; /* 2024-06-11 */
	bool zip = has_form(value, "99999-9999");
	if (zip || single > 1 || count < 7 || count > 15 || strchr(bytes + plus, '+') || date || is_range(value))
		return false;
	if (plus)
		return count >= 8;
	return groups >= 2 || (groups == 1 && digits[0] == '0' && count >= 9 && count <= 13);
}

static bool is_card(const struct plain *value)
{
	char digits[LONGEST];
	int count = digits_of(value, " -", digits);
	if (count < 13 || count > 19)
		return false;
	int sum = 0;
	for (int i = 0; i < count; i++) {
		int number = digits[count - 1 - i] - '0';
		if (i % 2)
			number = number * 2 > 9 ? number * 2 - 9 : number * 2;
		sum += number;
	}
	return sum % 10 == 0;
}

static bool is_national_id(const struct plain *value)
{
	/* United States, United Kingdom, Spain (and its foreigners), Italy, Brazil, Sweden and Finland, France, Switzerland. */
	static const char *const FORMS[] = {"999-99-9999",        "AA999999A",
	                                    "AA 99 99 99 A",      "99999999A",
	                                    "99999999-A",         "A9999999A",
	                                    "A-9999999-A",        "AAAAAA99A99A999A",
	                                    "999.999.999-99",     "999999-9999",
	                                    "99999999-9999",      "999999-999A",
	                                    "9 99 99 99 999 999", "9 99 99 99 999 999 99",
	                                    "756.9999.9999.99"};
	return has_one_of(value, FORMS, sizeof FORMS / sizeof *FORMS);
}

/* Two letters, two digits and 11 to 30 letters or digits; moved four to the end and read as one number, the rest by 97 is 1. */
static bool is_iban(const struct plain *value)
{
	char packed[LONGEST];
	size_t size = 0;
	for (size_t i = 0; i < value->size; i++)
		if (value->bytes[i] != ' ' && value->bytes[i] != '-')
			packed[size++] = value->bytes[i];
	if (size < 15 || size > 34 || !letter(packed[0]) || !letter(packed[1]) || !digit(packed[2]) ||
	    !digit(packed[3]))
		return false;
	int rest = 0;
	for (size_t i = 0; i < size; i++) {
		char c = packed[(i + 4) % size];
		if (digit(c))
			rest = (rest * 10 + (c - '0')) % 97;
		else if (letter(c))
			rest = (rest * 100 + ((c | 0x20) - 'a' + 10)) % 97;
		else
			return false;
	}
	return rest == 1;
}

/* --- places of people ------------------------------------------------------------------------------------------------------ */

/* Words of streets; those that are only ends of one word (Hauptstraße); and short ones, which are other words, too, and
 * count behind a house number and a name (12 Main St). */
static const char *const STREETS[] = {
    "street", "road",  "avenue",   "lane",  "drive", "boulevard", "terrace",  "crescent", "straße",  "strasse",
    "str",    "weg",   "platz",    "allee", "gasse", "rue",       "calle",    "avenida",  "via",     "viale",
    "piazza", "rua",   "ulica",    "ul",    "laan",  "straat",    "gata",     "chemin",   "impasse", "paseo",
    "plaza",  "corso", "travessa", "aleja", "улица", "ул",        "проспект", "شارع",
};
static const char *const STREET_ENDS[] = {"straße", "strasse", "str",   "weg",   "platz", "allee", "gasse",
                                          "straat", "laan",    "gatan", "vägen", "veien", "gata"};
static const char *const STREET_SHORT[] = {"st", "rd", "ln", "ave", "dr", "blvd"};

static bool ends_with(const char *word, size_t size, const char *end)
{
	size_t least = strlen(end);
	return size > least + 2 && memcmp(word + size - least, end, least) == 0;
}

static bool is_listed(const char *word, size_t size, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (*list[i] == *word && strlen(list[i]) == size && memcmp(list[i], word, size) == 0)
			return true;
	return false;
}

static bool is_street_end(const char *word, size_t size)
{
	for (size_t i = 0; i < sizeof STREET_ENDS / sizeof *STREET_ENDS; i++)
		if (ends_with(word, size, STREET_ENDS[i]))
			return true;
	return false;
}

/* 7, 12a, 12-14 */
static bool is_house_number(const char *word, size_t size)
{
	size_t digits = 0;
	while (digits < size && digit(word[digits]))
		digits++;
	return digits >= 1 && digits <= 5 && size - digits <= 1 + (word[digits] == '-' ? 5U : 0U);
}

/* A house number is the first word or follows the street: "12 High Street", "Hauptstr. 5, Bonn", "Calle Mayor 3". Two words
 * are enough where one of them is a street by its end. */
static bool is_address(const struct plain *value)
{
	char folded[LONGEST + 1] = {0};
	size_t words = 0;
	bool street = false, end = false, numbered = false;
	/* A number and another word: identifiers, which are many, have no second one. */
	if (!strpbrk(value->bytes, " ,.") || !strpbrk(value->bytes, "0123456789"))
		return false;
	for (size_t i = 0; i <= value->size; i++)
		folded[i] =
		    value->bytes[i] >= 'A' && value->bytes[i] <= 'Z' ? (char)(value->bytes[i] | 0x20) : value->bytes[i];
	for (const char *at = folded; *at;) {
		size_t size = strcspn(at, " ,.");
		if (size > 0) {
			bool number = is_house_number(at, size);
			numbered = numbered || (number && (words == 0 || street || end));
			end = end || is_street_end(at, size);
			street = street || is_listed(at, size, STREETS, sizeof STREETS / sizeof *STREETS) ||
			         (numbered && words > 1 &&
			          is_listed(at, size, STREET_SHORT, sizeof STREET_SHORT / sizeof *STREET_SHORT));
			words++;
		}
		at += size + (at[size] != '\0');
	}
	return numbered && (end ? words >= 2 : street && words >= 3);
}

/* Three decimals or more, and at most three digits before them; NULL: it is none, else what follows. */
static const char *after_coordinate(const char *at)
{
	at += *at == '-' || *at == '+';
	size_t whole = strspn(at, "0123456789");
	if (whole < 1 || whole > 3 || at[whole] != '.')
		return NULL;
	size_t decimals = strspn(at + whole + 1, "0123456789");
	return decimals >= 3 ? at + whole + 1 + decimals : NULL;
}

/* 52.5200, 13.4050 */
static bool is_coordinates(const struct plain *value)
{
	const char *rest = after_coordinate(value->bytes);
	size_t between = rest ? strspn(rest, " ,;/") : 0;
	rest = between > 0 ? after_coordinate(rest + between) : NULL;
	return rest && !*rest;
}

enum segbias_personal segbias_personal_value(struct segbias_label value)
{
	static const struct {
		enum segbias_personal personal;
		bool (*is)(const struct plain *value);
	} PATTERNS[] = {
	    {SEGBIAS_PERSONAL_EMAIL, has_email},
	    {SEGBIAS_PERSONAL_IBAN, is_iban},
	    {SEGBIAS_PERSONAL_NATIONAL_ID, is_national_id},
	    {SEGBIAS_PERSONAL_IP, is_ip4},
	    {SEGBIAS_PERSONAL_IP, is_ip6},
	    {SEGBIAS_PERSONAL_DEVICE, is_device},
	    {SEGBIAS_PERSONAL_CARD, is_card},
	    {SEGBIAS_PERSONAL_COORDINATES, is_coordinates},
	    {SEGBIAS_PERSONAL_PHONE, is_phone},
	    {SEGBIAS_PERSONAL_ADDRESS, is_address},
	};
	struct plain plain = {0};
	if (!read_plain(value, &plain))
		return SEGBIAS_PERSONAL_NONE;
	for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++)
		if (PATTERNS[i].is(&plain))
			return PATTERNS[i].personal;
	return SEGBIAS_PERSONAL_NONE;
}
