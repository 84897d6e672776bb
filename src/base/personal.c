/* Patterns of personal data.
 *
 * source: ISO/IEC 7812 (Luhn); ISO 13616 (IBAN, mod 97); RFC 5322, 4291 and 9562 for the outward forms of addresses and
 * UUIDs; GB 11643 (Chinese resident numbers); ISO 3779 and 49 CFR 565 (vehicles); Open Location Code (plus codes).
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
	if (code == 0x2022 || code == 0x25CF || code == 0x2217) /* bullets, in the place of digits */
		return '*';
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

/* Length of the sign's word at the value's byte, in letters of either case; 0: it does not stand there. */
static size_t word_at(const struct plain *value, size_t at, const char *word)
{
	size_t size = 0;
	for (; word[size]; size++) {
		char c = value->bytes[at + size];
		if ((letter(c) ? (char)(c | 0x20) : c) != word[size])
			return 0;
	}
	return size;
}

/* "jo (at) x (dot) org", "jo at x dot org"; "at" alone is a word as any other. */
static bool has_spelt_email(const struct plain *value)
{
	static const struct {
		const char *word;
		char sign;
	} SIGNS[] = {{" (at) ", '@'},  {"(at)", '@'},  {" [at] ", '@'},  {"[at]", '@'},
	             {"{at}", '@'},    {" at ", '@'},  {" (dot) ", '.'}, {"(dot)", '.'},
	             {" [dot] ", '.'}, {"[dot]", '.'}, {"{dot}", '.'},   {" dot ", '.'}};
	static const char BEGINNINGS[] = " ([{"; /* of the signs' words */
	enum { AT = 5, DOT = 11 };
	struct plain read;
	bool words = false;
	if (!strpbrk(value->bytes, BEGINNINGS))
		return false;
	read.size = 0;
	for (size_t at = 0; at < value->size; at++)
		words = words || word_at(value, at, SIGNS[DOT].word);
	for (size_t at = 0; at < value->size;) {
		size_t size = 0;
		bool begins = strchr(BEGINNINGS, value->bytes[at]);
		for (size_t i = 0; begins && i < sizeof SIGNS / sizeof *SIGNS && !size; i++)
			if ((size = i == AT && !words ? 0 : word_at(value, at, SIGNS[i].word)))
				read.bytes[read.size] = SIGNS[i].sign;
		if (!size)
			read.bytes[read.size] = value->bytes[at];
		read.size++;
		at += size ? size : 1;
	}
	read.bytes[read.size] = '\0';
	return read.size < value->size && has_email(&read);
}

/* An address in a text of any length: what stands around each "@" is looked at. */
static bool has_email_within(struct segbias_label value)
{
	enum { AROUND = 60 };
	for (size_t at = 0; at < value.size; at++) {
		struct plain plain = {0};
		if (value.bytes[at] != '@')
			continue;
		size_t from = at > AROUND ? at - AROUND : 0;
		size_t to = at + AROUND < value.size ? at + AROUND : value.size;
		if (read_plain((struct segbias_label){value.bytes + from, to - from}, &plain) && has_email(&plain))
			return true;
	}
	return false;
}

static const char HANDLE_SIGNS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";

/* Pages of people where they meet others. */
static bool is_profile(const struct plain *value)
{
	static const char *const HOSTS[] = {
	    "facebook.com/", "instagram.com/", "linkedin.com/in/", "twitter.com/", "x.com/",
	    "tiktok.com/@",  "t.me/",          "vk.com/",          "github.com/",  "wa.me/"};
	size_t at = word_at(value, 0, "https://");
	at += at == 0 ? word_at(value, 0, "http://") : 0;
	at += at == 0 ? word_at(value, 0, "//") : 0;
	at += word_at(value, at, "www.");
	at += word_at(value, at, "m.");
	for (size_t i = 0; i < sizeof HOSTS / sizeof *HOSTS; i++) {
		size_t host = word_at(value, at, HOSTS[i]);
		if (host && strspn(value->bytes + at + host, HANDLE_SIGNS) >= 3)
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
	size_t from = value->size == 42 && value->bytes[0] == '0' && value->bytes[1] == 'x' ? 2 : 0; /* a wallet's */
	size_t size = value->size - from;
	bool all = size == 32 || size == 40 || size == 64;
	for (size_t i = from; all && i < value->size; i++) {
		all = hexadecimal(value->bytes[i]);
		letters = letters || letter(value->bytes[i]);
	}
	return (all && letters) || has_one_of(value, FORMS, sizeof FORMS / sizeof *FORMS);
}

/* GA1.2.459649549.1642718146, fb.1.1717015876526.1334771319: whom a browser stands for, and since when. */
static bool is_cookie(const struct plain *value)
{
	static const char *const BEGINNINGS[] = {"GA1.", "GS1.", "fb."};
	enum { LONG = 8 };
	const char *at = NULL;
	size_t longs = 0; /* runs of so many digits */
	for (size_t i = 0; i < sizeof BEGINNINGS / sizeof *BEGINNINGS && !at; i++)
		if (strncmp(value->bytes, BEGINNINGS[i], strlen(BEGINNINGS[i])) == 0)
			at = value->bytes + strlen(BEGINNINGS[i]);
	while (at && digit(*at)) {
		size_t run = strspn(at, "0123456789");
		longs += run >= LONG;
		at += run + (at[run] == '.');
	}
	return at && !*at && longs >= 2;
}

/* Of bitcoins and their kin: "bc1" and the signs of BIP 173, or 26 to 35 of base 58, of both cases and with digits. */
static bool is_wallet(const struct plain *value)
{
	static const char SIGNS[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
	enum { LEAST = 26, MOST = 35, SEGWIT_LEAST = 42, SEGWIT_MOST = 62 };
	size_t kinds[3] = {0}; /* digits, capitals, small letters */
	if (strncmp(value->bytes, "bc1", 3) == 0)
		return value->size >= SEGWIT_LEAST && value->size <= SEGWIT_MOST &&
		       strspn(value->bytes + 3, SIGNS) == value->size - 3;
	for (size_t i = 0; i < value->size; i++) {
		char c = value->bytes[i];
		if ((!digit(c) && !letter(c)) || strchr("0OIl", c))
			return false;
		kinds[digit(c) ? 0 : c < 'a' ? 1 : 2]++;
	}
	return value->size >= LEAST && value->size <= MOST && strchr("13", value->bytes[0]) && kinds[0] > 1 &&
	       kinds[1] > 1 && kinds[2] > 1;
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

/* 2024-06-11, 3/13/1985, 11.6.24, and a time behind a blank. */
static bool is_dated(const struct plain *value)
{
	int numbers[3] = {0};
	int digits[3] = {0};
	size_t at = 0;
	char separator = 0;
	for (int i = 0; i < 3; i++) {
		for (; digit(value->bytes[at]) && digits[i] < 4; at++, digits[i]++)
			numbers[i] = numbers[i] * 10 + (value->bytes[at] - '0');
		char after = value->bytes[at];
		if (i < 2 && (!after || !strchr("-/.", after) || (i == 1 && after != separator)))
			return false;
		separator = after;
		at += i < 2;
	}
	bool year_first = digits[0] == 4 && numbers[0] >= 1000 && numbers[2] <= 31 && digits[2] <= 2;
	bool year_last = digits[0] <= 2 && numbers[0] <= 31 && (digits[2] == 2 || digits[2] == 4);
	return digits[0] && digits[1] && digits[2] && digits[1] <= 2 && numbers[1] <= 31 && (year_first || year_last) &&
	       (value->bytes[at] == '\0' || value->bytes[at] == ' ');
}

/* "3 200 000", "1.234.567": of nine digits it may as well be a telephone number; "18-24 25-34": of ages. */
static bool is_grouped(const struct plain *value, int count)
{
	enum { MILLIONS = 8 };
	bool thousands = count <= MILLIONS && !strpbrk(value->bytes, "-/+()");
	bool pairs = strchr(value->bytes, '-') && value->bytes[0] != '0' && value->bytes[0] != '+';
	size_t run = 0;
	bool first = true;
	for (size_t i = 0; i <= value->size; i++) {
		if (i < value->size && digit(value->bytes[i])) {
			run++;
			continue;
		}
		thousands = thousands && (first ? run >= 1 && run <= 3 : run == 3);
		pairs = pairs && run == 2;
		first = false;
		run = 0;
	}
	return thousands || pairs;
}

/* "20-64 / 20-64": a band in two languages. */
static bool is_twice(const struct plain *value)
{
	enum { BAND_MAX = 7 }; /* bytes: what is longer may be a telephone number twice */
	static const char SIGN[] = " / ";
	const char *sign = strstr(value->bytes, SIGN);
	size_t size = sign ? (size_t)(sign - value->bytes) : 0;
	return size > 0 && size <= BAND_MAX && value->size == 2 * size + sizeof SIGN - 1 &&
	       memcmp(value->bytes, sign + sizeof SIGN - 1, size) == 0 && memchr(value->bytes, '-', size);
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
	for (size_t i = 1; i + 1 < value->size; i++)
		groups += strchr("-. ()/", value->bytes[i]) && digit(value->bytes[i - 1]);
	for (size_t i = 0; i < value->size; i++)
		single +=
		    digit(value->bytes[i]) && (i == 0 || !digit(value->bytes[i - 1])) && !digit(value->bytes[i + 1]);
	bool code =
	    has_form(value, "99999-9999") || has_form(value, "99-99-9999-99"); /* a ZIP code, an office's table */
	if (code || single > 1 || count < 7 || count > 15 || strchr(bytes + plus, '+') || is_dated(value) ||
	    is_range(value) || is_grouped(value, count) || is_twice(value))
		return false;
	if (plus)
		return count >= 8;
	return groups >= 2 || (groups == 1 && digits[0] == '0' && count >= 9 && count <= 13);
}

/* Digits behind a "+" with words around them: "Tel +49 170 1234567". */
static bool has_phone(const struct plain *value)
{
	for (const char *at = strchr(value->bytes, '+'); at; at = strchr(at + 1, '+')) {
		struct plain run = {0};
		run.size = 1 + strspn(at + 1, "0123456789-. ()/");
		if (!digit(at[1]) || run.size == value->size)
			continue;
		memcpy(run.bytes, at, run.size);
		while (strchr("-. (/", run.bytes[run.size - 1]))
			run.bytes[--run.size] = '\0';
		if (is_phone(&run))
			return true;
	}
	return false;
}

/* The beginnings that networks have (ISO/IEC 7812): of goods and accounts as many have a right check digit by chance. */
static bool is_of_network(const char *digits, int count)
{
	static const struct {
		int low, high; /* of the first four digits */
		int least, most;
	} NETWORKS[] = {{4000, 4999, 16, 19}, {5100, 5599, 16, 16}, {2221, 2720, 16, 16}, {3400, 3499, 15, 15},
	                {3700, 3799, 15, 15}, {3000, 3059, 14, 16}, {3600, 3699, 14, 19}, {3800, 3999, 14, 19},
	                {6011, 6011, 16, 19}, {6440, 6599, 16, 19}, {3528, 3589, 16, 19}, {6200, 6299, 16, 19},
	                {2200, 2204, 16, 19}, {5000, 5099, 14, 19}, {5600, 5899, 14, 19}, {6300, 6399, 14, 19},
	                {6700, 6799, 14, 19}, {9792, 9792, 16, 16}};
	int begin = 0;
	for (int i = 0; i < 4; i++)
		begin = begin * 10 + (digits[i] - '0');
	for (size_t i = 0; i < sizeof NETWORKS / sizeof *NETWORKS; i++)
		if (begin >= NETWORKS[i].low && begin <= NETWORKS[i].high && count >= NETWORKS[i].least &&
		    count <= NETWORKS[i].most)
			return true;
	return false;
}

/* Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B). */
static bool has_luhn(const char *digits, int count)
{
	int sum = 0;
	for (int i = 0; i < count; i++) {
		int number = digits[count - 1 - i] - '0';
		if (i % 2)
			number = number * 2 > 9 ? number * 2 - 9 : number * 2;
		sum += number;
	}
	return sum % 10 == 0;
}

static bool is_card(const struct plain *value)
{
	char digits[LONGEST];
	int count = digits_of(value, " -", digits);
	if (count < 14 || count > 19 || !is_of_network(digits, count))
		return false;
	return has_luhn(digits, count);
}

/* The number of a telephone itself (IMEI): it begins with who has given it out (GSMA TS.06). */
static bool is_handset(const struct plain *value)
{
	static const char *const GIVEN_BY[] = {"01", "35", "86", "99", "49", "44", "45",
	                                       "50", "51", "52", "53", "54", "91"};
	enum { IMEI = 15 };
	char digits[LONGEST];
	bool begins = false;
	if (digits_of(value, " -/", digits) != IMEI || !has_luhn(digits, IMEI))
		return false;
	for (size_t i = 0; i < sizeof GIVEN_BY / sizeof *GIVEN_BY; i++)
		begins = begins || strncmp(digits, GIVEN_BY[i], 2) == 0;
	return begins;
}

/* "**** **** **** 1234", "XXXX-XXXX-XXXX-1234", "**** 1234": the last digits are left. */
static bool is_masked_card(const struct plain *value)
{
	size_t stars = 0;
	size_t crosses = 0;
	size_t digits = 0;
	size_t last = 0; /* digits at the end */
	for (size_t i = 0; i < value->size; i++) {
		char c = value->bytes[i];
		stars += c == '*' || c == '#';
		crosses += (c | 0x20) == 'x';
		digits += digit(c);
		last = digit(c) ? last + 1 : 0;
		if (!digit(c) && !strchr("*#xX -", c))
			return false;
	}
	size_t signs = stars + crosses + digits;
	bool whole = signs >= 12 && signs <= 19 && stars + crosses >= 4;
	return last >= 3 && last <= 4 && (whole || (stars >= 4 && signs <= 8 && digits == last));
}

/* The day of birth in it tells it from other numbers as well as the check digit does, and stays where that is mistyped. */
static bool is_chinese_id(const struct plain *value)
{
	enum { SIGNS = 18, BIRTH = 6 };
	const char *bytes = value->bytes;
	if (value->size != SIGNS || bytes[0] == '0' || bytes[0] == '9')
		return false;
	for (size_t i = 0; i < SIGNS; i++)
		if (!digit(bytes[i]) && !(i == SIGNS - 1 && (bytes[i] | 0x20) == 'x'))
			return false;
	int birth[8];
	for (size_t i = 0; i < sizeof birth / sizeof *birth; i++)
		birth[i] = bytes[BIRTH + i] - '0';
	int century = birth[0] * 10 + birth[1];
	int month = birth[4] * 10 + birth[5];
	int day = birth[6] * 10 + birth[7];
	return (century == 19 || century == 20) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* 12.345.678-5, 12345678-K: the check digit is that of a sum modulo 11. */
static bool is_chilean_id(const struct plain *value)
{
	static const char *const FORMS[] = {"9.999.999-*", "99.999.999-*", "9999999-*", "99999999-*"};
	int sum = 0;
	int weight = 2;
	if (!has_one_of(value, FORMS, sizeof FORMS / sizeof *FORMS))
		return false;
	for (size_t at = value->size - 2; at-- > 0;) {
		if (!digit(value->bytes[at]))
			continue;
		sum += (value->bytes[at] - '0') * weight;
		weight = weight == 7 ? 2 : weight + 1;
	}
	int check = 11 - sum % 11;
	char last = value->bytes[value->size - 1];
	return check == 10 ? (last | 0x20) == 'k' : last == '0' + check % 11;
}

/* 850101-1234567: a day of birth, and the century with the sex. */
static bool is_korean_id(const struct plain *value)
{
	const char *bytes = value->bytes;
	if (!has_form(value, "999999-9999999"))
		return false;
	int month = (bytes[2] - '0') * 10 + bytes[3] - '0';
	int day = (bytes[4] - '0') * 10 + bytes[5] - '0';
	return month >= 1 && month <= 12 && day >= 1 && day <= 31 && bytes[7] >= '1' && bytes[7] <= '8';
}

static bool is_national_id(const struct plain *value)
{
	/* United States, United Kingdom, Spain (and its foreigners), Italy, Brazil, Sweden and Finland, France, Switzerland,
	 * Mexico, Germany's pension insurance, Hong Kong. */
	static const char *const FORMS[] = {"999-99-9999",        "AA999999A",
	                                    "AA 99 99 99 A",      "99999999A",
	                                    "99999999-A",         "A9999999A",
	                                    "A-9999999-A",        "AAAAAA99A99A999A",
	                                    "999.999.999-99",     "999999-9999",
	                                    "99999999-9999",      "999999-999A",
	                                    "9 99 99 99 999 999", "9 99 99 99 999 999 99",
	                                    "756.9999.9999.99",   "AAAA999999AAAAAA*9",
	                                    "99 999999 A 999",    "A999999(9)"};
	return has_one_of(value, FORMS, sizeof FORMS / sizeof *FORMS) || is_chinese_id(value) || is_chilean_id(value) ||
	       is_korean_id(value);
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
    "street",   "road",    "avenue",  "lane",   "drive",      "boulevard", "terrace", "crescent", "straße",
    "strasse",  "str",     "weg",     "platz",  "allee",      "gasse",     "rue",     "calle",    "avenida",
    "via",      "viale",   "piazza",  "rua",    "ulica",      "ul",        "laan",    "straat",   "gata",
    "chemin",   "impasse", "paseo",   "plaza",  "corso",      "travessa",  "aleja",   "улица",    "ул",
    "проспект", "شارع",    "sokak",   "sokağı", "sok",        "cadde",     "caddesi", "cad",      "bulvarı",
    "utca",     "ulice",   "náměstí", "strada", "bulevardul", "praça",     "jalan",   "jl",       "đường",
    "Улица",    "Ул",      "вулиця",  "Οδός",   "οδός",       "רחוב",      "خیابان",  "मार्ग",
};
static const char *const STREET_ENDS[] = {
    "straße", "strasse", "str",  "weg", "platz", "allee", "gasse", "straat", "laan",   "gatan",    "vägen",
    "veien",  "gata",    "gade", "vej", "katu",  "ufer",  "damm",  "steig",  "graben", "chaussee", "gränd"};
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

/* 7, 12a, 12-14, 12/3 */
static bool is_house_number(const char *word, size_t size)
{
	size_t digits = 0;
	while (digits < size && digit(word[digits]))
		digits++;
	bool several = digits < size && strchr("-/", word[digits]);
	return digits >= 1 && digits <= 5 && size - digits <= 1 + (several ? 5U : 0U);
}

/* A house number is the first word or follows the street: "12 High Street", "Hauptstr. 5, Bonn", "Calle Mayor 3". Two words
 * are enough where one of them is a street by its end. */
static bool is_address(const struct plain *value)
{
	char folded[LONGEST + 1] = {0};
	size_t words = 0;
	bool street = false, end = false, numbered = false;
	bool flat = false; /* 12/3: one of several in the house */
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
			flat = flat || (number && street && memchr(at, '/', size));
			end = end || is_street_end(at, size);
			street = street || is_listed(at, size, STREETS, sizeof STREETS / sizeof *STREETS) ||
			         (numbered && words > 1 &&
			          is_listed(at, size, STREET_SHORT, sizeof STREET_SHORT / sizeof *STREET_SHORT));
			words++;
		}
		at += size + (at[size] != '\0');
	}
	return numbered && (end || flat ? words >= 2 : street && words >= 3);
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

/* "52°31'12"N 13°24'18"E": two of degrees, or POINT(13.4050 52.5200). */
static bool is_degrees(const struct plain *value)
{
	const char *first = strstr(value->bytes, "\xC2\xB0");
	const char *second = first ? strstr(first + 2, "\xC2\xB0") : NULL;
	const char *sides = "NSEWO";
	if (strncmp(value->bytes, "POINT", 5) == 0)
		return strpbrk(value->bytes, "0123456789") != NULL;
	return second && first > value->bytes && digit(first[-1]) && digit(second[-1]) && strpbrk(first, sides) &&
	       strpbrk(second, sides);
}

/* "9F4MGC22+22", "GC22+22 Berlin" */
static bool is_plus_code(const struct plain *value)
{
	static const char SIGNS[] = "23456789CFGHJMPQRVWX";
	size_t before = strspn(value->bytes, SIGNS);
	if ((before != 4 && before != 8) || value->bytes[before] != '+')
		return false;
	size_t after = strspn(value->bytes + before + 1, SIGNS);
	char end = value->bytes[before + 1 + after];
	return (after == 2 || after == 3) && (end == '\0' || end == ' ' || end == ',');
}

static bool has_any(const struct plain *value, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(value->bytes, words[i]))
			return true;
	return false;
}

/* Whether one of the words stands behind a digit. */
static bool has_numbered(const struct plain *value, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (const char *at = strstr(value->bytes, words[i]); at; at = strstr(at + 1, words[i]))
			if (at > value->bytes && digit(at[-1]))
				return true;
	return false;
}

/* 建国路88号; 丸の内1丁目9番1号, 神南1-2-3 behind a city or a ward; 세종대로 209. A chome alone is an area of thousands. */
static bool is_eastern_address(const struct plain *value)
{
	static const char *const STREET[] = {"路", "街", "巷", "弄", "大道", "胡同", "村"};
	static const char *const HOUSE[] = {"号", "號"};
	static const char BLOCK[] = "番";
	static const char *const CITY[] = {"市", "区", "町", "村"};
	static const char *const ROAD[] = {"로 ", "길 "};
	size_t tail = value->size; /* 1-2-3 at the end */
	int dashes = 0;
	while (tail > 0 && (digit(value->bytes[tail - 1]) || value->bytes[tail - 1] == '-'))
		dashes += value->bytes[--tail] == '-';
	bool number = tail < value->size && digit(value->bytes[tail]);
	if (has_numbered(value, HOUSE, sizeof HOUSE / sizeof *HOUSE) &&
	    has_any(value, STREET, sizeof STREET / sizeof *STREET))
		return true;
	const char *block = strstr(value->bytes, BLOCK);
	const char *after = block ? block + strlen(BLOCK) : "";
	if (block && block > value->bytes && digit(block[-1]) &&
	    (digit(*after) || strncmp(after, "地", strlen("地")) == 0))
		return true;
	if (number && dashes >= 1 && tail > 0 && (unsigned char)value->bytes[tail - 1] >= 0x80 &&
	    has_any(value, CITY, sizeof CITY / sizeof *CITY))
		return true;
	for (size_t i = 0; i < sizeof ROAD / sizeof *ROAD && number && dashes <= 1; i++) {
		size_t size = strlen(ROAD[i]);
		if (tail > size && memcmp(value->bytes + tail - size, ROAD[i], size) == 0)
			return true;
	}
	return false;
}

/* 昭和45年3月2日. Days of the later eras are those of anything. */
static bool is_era_birth(const struct plain *value)
{
	static const char *const ERAS[] = {"明治", "大正", "昭和"};
	for (size_t i = 0; i < sizeof ERAS / sizeof *ERAS; i++) {
		const char *year =
		    strncmp(value->bytes, ERAS[i], strlen(ERAS[i])) == 0 ? strstr(value->bytes, "年") : NULL;
		const char *month = year ? strstr(year, "月") : NULL;
		if (month && strstr(month, "日"))
			return true;
	}
	return false;
}

/* 17 signs without I, O and Q: with the check digit of North America, or of a maker in Europe, where that is free. */
static bool is_vin(const struct plain *value)
{
	enum { SIGNS = 17, CHECK = 8, LAST = 4 };
	static const char LETTERS[] = "ABCDEFGHJKLMNPRSTUVWXYZ";
	static const char VALUES[] = "12345678123457923456789";
	static const int WEIGHTS[SIGNS] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
	int sum = 0;
	int letters = 0;
	if (value->size != SIGNS)
		return false;
	for (size_t i = 0; i < SIGNS; i++) {
		char c = value->bytes[i];
		const char *found = digit(c) ? NULL : strchr(LETTERS, letter(c) ? c & ~0x20 : c);
		if ((!digit(c) && !found) || (!digit(c) && i >= SIGNS - LAST))
			return false;
		letters += found != NULL;
		sum += WEIGHTS[i] * (found ? VALUES[found - LETTERS] - '0' : c - '0');
	}
	char check = value->bytes[CHECK];
	bool right = sum % 11 == 10 ? (check | 0x20) == 'x' : check == '0' + sum % 11;
	char maker = (char)(value->bytes[0] & ~0x20);
	return letters >= 3 && (right || (maker >= 'S' && maker <= 'Z'));
}

/* --- forms that codes may have, too -------------------------------------------------------------------------------------- */

static bool is_capital(const struct plain *value)
{
	for (size_t i = 0; i < value->size; i++)
		if (value->bytes[i] >= 'a' && value->bytes[i] <= 'z')
			return false;
	return true;
}

/* Provinces on Chinese plates. */
static bool is_eastern_plate(const struct plain *value)
{
	static const char PROVINCES[] = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
	char province[4] = {0};
	if (value->size < 9)
		return false;
	memcpy(province, value->bytes, 3);
	size_t at = 4;
	if ((unsigned char)province[0] < 0xE3 || !strstr(PROVINCES, province) || !letter(value->bytes[3]))
		return false;
	at += strncmp(value->bytes + at, "·", 2) == 0 ? 2 : value->bytes[at] == ' ' || value->bytes[at] == '-';
	size_t signs = 0;
	while (at < value->size && (digit(value->bytes[at]) || letter(value->bytes[at]))) {
		at++;
		signs++;
	}
	return at == value->size && (signs == 5 || signs == 6);
}

/* А123ВС77: one letter, three digits, two letters and the region; a letter has two bytes. */
static bool is_cyrillic_plate(const struct plain *value)
{
	char form[LONGEST + 1];
	size_t size = 0;
	for (size_t i = 0; i < value->size; i++) {
		unsigned char c = (unsigned char)value->bytes[i];
		if (c == 0xD0 || c == 0xD1)
			form[size++] = 'L';
		else if (digit((char)c))
			form[size++] = '9';
		else if (c < 0x80 && c != ' ')
			return false;
	}
	form[size] = '\0';
	return strcmp(form, "L999LL99") == 0 || strcmp(form, "L999LL999") == 0;
}

static bool is_plate(const struct plain *value)
{
	/* Germany and Austria, United Kingdom, France, Italy, Spain, Poland. */
	static const char *const FORMS[] = {
	    "A-A 9",     "A-A 99",   "A-A 999",   "A-A 9999",  "A-AA 9",     "A-AA 99",     "A-AA 999",  "A-AA 9999",
	    "AA-A 9",    "AA-A 99",  "AA-A 999",  "AA-A 9999", "AA-AA 9",    "AA-AA 99",    "AA-AA 999", "AA-AA 9999",
	    "AAA-A 9",   "AAA-A 99", "AAA-A 999", "AAA-AA 99", "AAA-AA 999", "AAA-AA 9999", "AA99 AAA",  "AA-999-AA",
	    "AA 999 AA", "AA999AA",  "9999 AAA",  "9999AAA",   "9999-AAA",   "AA 99999"};
	return (is_capital(value) && has_one_of(value, FORMS, sizeof FORMS / sizeof *FORMS)) ||
	       is_eastern_plate(value) || is_cyrillic_plate(value);
}

/* A123456789 of Taiwan: the letter counts for two digits; S1234567D of Singapore: the last letter is the check. */
static bool is_lettered_id(const struct plain *value)
{
	static const char ORDER[] = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
	static const char CITIZENS[] = "JZIHGFEDCBA";
	static const char FOREIGNERS[] = "XWUTRQPNMLK";
	static const int WEIGHTS[] = {2, 7, 6, 5, 4, 3, 2};
	const char *bytes = value->bytes;
	int sum = 0;
	if (has_form(value, "A999999999") && strchr("1289", bytes[1]) && strchr(ORDER, bytes[0])) {
		int code = (int)(strchr(ORDER, bytes[0]) - ORDER) + 10;
		sum = code / 10 + code % 10 * 9 + bytes[9] - '0';
		for (int i = 1; i <= 8; i++)
			sum += (bytes[i] - '0') * (9 - i);
		return sum % 10 == 0;
	}
	if (!has_form(value, "A9999999A") || !strchr("STFG", bytes[0]))
		return false;
	for (int i = 0; i < 7; i++)
		sum += (bytes[i + 1] - '0') * WEIGHTS[i];
	sum += bytes[0] == 'T' || bytes[0] == 'G' ? 4 : 0;
	return (bytes[0] == 'S' || bytes[0] == 'T' ? CITIZENS : FOREIGNERS)[sum % 11] == bytes[8];
}

/* SW1A 1AA: a dozen houses. */
static bool is_unit_postcode(const struct plain *value)
{
	static const char *const FORMS[] = {"A9 9AA",   "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA",
	                                    "AA9A 9AA", "AA99AA",  "AA9A9AA", "AA999AA",  "A9A9AA"};
	return is_capital(value) && has_one_of(value, FORMS, sizeof FORMS / sizeof *FORMS);
}

/* Am Anger 68, Auf der Höhe 5/2: how lanes are called that have no word of streets. No year, no day of a month. */
static bool is_lane(const struct plain *value)
{
	static const char *const BEGINNINGS[] = {"Am ",      "Im ",     "An der ",   "An den ", "Auf der ",
	                                         "Auf dem ", "In der ", "In den ",   "Zum ",    "Zur ",
	                                         "Beim ",    "Hinter ", "Unter den "};
	enum { LETTERS_LEAST = 3, DIGITS_MOST = 3 };
	size_t from = 0;
	for (size_t i = 0; i < sizeof BEGINNINGS / sizeof *BEGINNINGS && !from; i++)
		if (strncmp(value->bytes, BEGINNINGS[i], strlen(BEGINNINGS[i])) == 0)
			from = strlen(BEGINNINGS[i]);
	const char *name = value->bytes + from;
	const char *number = strrchr(name, ' ');
	if (!from || !number || number - name < LETTERS_LEAST || strpbrk(name, "0123456789") != number + 1)
		return false;
	size_t digits = strspn(number + 1, "0123456789");
	return digits <= DIGITS_MOST && is_house_number(number + 1, strlen(number + 1));
}

/* 709635304.1634231279: what a browser was given, and the second (2014 to 2033). */
static bool is_client(const struct plain *value)
{
	enum { LEAST = 8, MOST = 10, SECONDS = 10 };
	size_t first = strspn(value->bytes, "0123456789");
	const char *second = value->bytes + first + 1;
	return first >= LEAST && first <= MOST && value->bytes[first] == '.' &&
	       strspn(second, "0123456789") == SECONDS && !second[SECONDS] && second[0] == '1' && second[1] >= '4';
}

/* "@jo" */
static bool is_handle(const struct plain *value)
{
	return value->bytes[0] == '@' && value->size > 2 && strspn(value->bytes + 1, HANDLE_SIGNS) == value->size - 1;
}

struct pattern {
	enum segbias_personal personal;
	bool (*is)(const struct plain *value);
};

static enum segbias_personal find(const struct pattern *patterns, size_t count, const struct plain *value)
{
	for (size_t i = 0; i < count; i++)
		if (patterns[i].is(value))
			return patterns[i].personal;
	return SEGBIAS_PERSONAL_NONE;
}

/* Up to eight digits with one point among them at most: too few for any of the numbers, and no sign of another pattern.
 * What a file has most of is told at once. */
static bool is_short_number(struct segbias_label value)
{
	enum { DIGITS_MOST = 8 };
	size_t points = 0;
	for (size_t i = 0; i < value.size && i <= DIGITS_MOST + 1; i++) {
		if (value.bytes[i] == '.')
			points++;
		else if (!digit(value.bytes[i]))
			return false;
	}
	return points <= 1 && value.size <= DIGITS_MOST + points;
}

static enum segbias_personal look_at(struct segbias_label value)
{
	static const struct pattern PATTERNS[] = {
	    {SEGBIAS_PERSONAL_EMAIL, has_email},
	    {SEGBIAS_PERSONAL_EMAIL, has_spelt_email},
	    {SEGBIAS_PERSONAL_IBAN, is_iban},
	    {SEGBIAS_PERSONAL_NATIONAL_ID, is_national_id},
	    {SEGBIAS_PERSONAL_IP, is_ip4},
	    {SEGBIAS_PERSONAL_IP, is_ip6},
	    {SEGBIAS_PERSONAL_DEVICE, is_device},
	    {SEGBIAS_PERSONAL_DEVICE, is_cookie},
	    {SEGBIAS_PERSONAL_DEVICE, is_wallet},
	    {SEGBIAS_PERSONAL_DEVICE, is_handset},
	    {SEGBIAS_PERSONAL_CARD, is_card},
	    {SEGBIAS_PERSONAL_CARD, is_masked_card},
	    {SEGBIAS_PERSONAL_COORDINATES, is_coordinates},
	    {SEGBIAS_PERSONAL_COORDINATES, is_degrees},
	    {SEGBIAS_PERSONAL_COORDINATES, is_plus_code},
	    {SEGBIAS_PERSONAL_PHONE, is_phone},
	    {SEGBIAS_PERSONAL_PHONE, has_phone},
	    {SEGBIAS_PERSONAL_NAME, is_profile},
	    {SEGBIAS_PERSONAL_BIRTH_DATE, is_era_birth},
	    {SEGBIAS_PERSONAL_ADDRESS, is_address},
	    {SEGBIAS_PERSONAL_ADDRESS, is_eastern_address},
	    {SEGBIAS_PERSONAL_PLATE, is_vin},
	};
	struct plain plain = {0};
	if (!read_plain(value, &plain))
		return has_email_within(value) ? SEGBIAS_PERSONAL_EMAIL : SEGBIAS_PERSONAL_NONE;
	return find(PATTERNS, sizeof PATTERNS / sizeof *PATTERNS, &plain);
}

/* What one of the parts of a value looks like; NONE where it has but one. */
static enum segbias_personal look_at_parts(struct segbias_label value, const char *separators)
{
	enum segbias_personal found = SEGBIAS_PERSONAL_NONE;
	size_t from = 0;
	for (size_t at = 0; at <= value.size && !found; at++) {
		bool end = at == value.size;
		if (end ? from == 0 : !value.bytes[at] || !strchr(separators, value.bytes[at]))
			continue;
		found = look_at((struct segbias_label){value.bytes + from, at - from});
		from = at + 1;
	}
	return found;
}

enum segbias_personal segbias_personal_value(struct segbias_label value)
{
	if (is_short_number(value))
		return SEGBIAS_PERSONAL_NONE;
	/* Several answers or lines in a cell; then fields, and what stands behind a heading, which coordinates may be cut by. */
	enum segbias_personal found = look_at(value);
	if (!found)
		found = look_at_parts(value, ";|\t\n\r");
	if (!found)
		found = look_at_parts(value, ";|\t\n\r:");
	return found ? found : look_at_parts(value, ";|\t\n\r:,");
}

enum segbias_personal segbias_personal_form(struct segbias_label value)
{
	static const struct pattern FORMS[] = {
	    {SEGBIAS_PERSONAL_NATIONAL_ID, is_lettered_id}, {SEGBIAS_PERSONAL_PLATE, is_plate},
	    {SEGBIAS_PERSONAL_ADDRESS, is_unit_postcode},   {SEGBIAS_PERSONAL_ADDRESS, is_lane},
	    {SEGBIAS_PERSONAL_DEVICE, is_client},           {SEGBIAS_PERSONAL_NAME, is_handle}};
	struct plain plain = {0};
	if (is_short_number(value))
		return SEGBIAS_PERSONAL_NONE;
	enum segbias_personal sure = segbias_personal_value(value);
	if (sure || !read_plain(value, &plain))
		return sure;
	return find(FORMS, sizeof FORMS / sizeof *FORMS, &plain);
}
