/* Numbers of people by their arithmetic.
 *
 * source: the laws and authorities that give them out, as gathered by the documentation of python-stdnum: PESEL (Poland), CPF
 * (Brazil), T.C. kimlik (Türkiye), fødselsnummer (Norway), Steuer-IdNr (Germany), isikukood and asmens kodas (Estonia,
 * Lithuania), rijksregisternummer (Belgium), AMKA (Greece), OIB (Croatia), CNP (Romania), RSA ID, JMBG, Thai ID, Korean RRN,
 * personnummer (Sweden), EGN (Bulgaria), rodné číslo (Czechia, Slovakia), SVNR (Austria), kennitala (Iceland), Iranian and
 * Saudi IDs, Aadhaar (India), INN (Russia), My Number (Japan), Egyptian and Emirates IDs, NIK (Indonesia), BSN
 * (Netherlands), NIR (France); ISO 7064 (mod 11, 10); ISO/IEC 7812 (Luhn).
 */
#include "values/personal_number.h"

#include <stdint.h>
#include <string.h>

enum { SIGNS_MAX = 18 };

/* A number's digits, as numbers. */
struct digits {
	int at[SIGNS_MAX + 1];
	size_t count;
};

static bool read_digits(struct segbias_label value, struct digits *out)
{
	out->count = 0;
	for (size_t i = 0; i < value.size; i++) {
		char c = value.bytes[i];
		if (c >= '0' && c <= '9' && out->count < SIGNS_MAX)
			out->at[out->count++] = c - '0';
		else if (!c || !strchr(" -./", c))
			return false;
	}
	return out->count > 0;
}

static int number(const struct digits *d, size_t from, size_t size)
{
	int sum = 0;
	for (size_t i = from; i < from + size; i++)
		sum = sum * 10 + d->at[i];
	return sum;
}

/* The sum of the first digits by their weights, one character each: '1' to '9', ':' is ten. */
static int weigh(const struct digits *d, const char *weights)
{
	int sum = 0;
	for (size_t i = 0; weights[i]; i++)
		sum += d->at[i] * (weights[i] - '0');
	return sum;
}

static bool is_day(int day, int month)
{
	return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

static bool has_luhn(const struct digits *d, size_t from)
{
	int sum = 0;
	for (size_t i = from; i < d->count; i++) {
		int twice = (d->count - i) % 2 ? d->at[i] : d->at[i] * 2;
		sum += twice > 9 ? twice - 9 : twice;
	}
	return sum % 10 == 0;
}

static bool is_of_one_digit(const struct digits *d)
{
	for (size_t i = 1; i < d->count; i++)
		if (d->at[i] != d->at[0])
			return false;
	return true;
}

/* ISO 7064, mod 11, 10. */
static bool has_iso_check(const struct digits *d)
{
	int rest = 10;
	for (size_t i = 0; i + 1 < d->count; i++) {
		int sum = (d->at[i] + rest) % 10;
		rest = (sum ? sum : 10) * 2 % 11;
	}
	return (11 - rest) % 10 == d->at[d->count - 1];
}

/* --- by country ---------------------------------------------------------------------------------------------------------- */

static bool is_pesel(const struct digits *d)
{
	return is_day(number(d, 4, 2), number(d, 2, 2) % 20) && weigh(d, "13791379131") % 10 == 0;
}

static bool is_cpf(const struct digits *d)
{
	return !is_of_one_digit(d) && weigh(d, ":98765432") * 10 % 11 % 10 == d->at[9] &&
	       (weigh(d, ";:98765432")) * 10 % 11 % 10 == d->at[10];
}

static bool is_kimlik(const struct digits *d)
{
	int odd = 0;
	int even = 0;
	for (size_t i = 0; i < 9; i++)
		*(i % 2 ? &even : &odd) += d->at[i];
	return d->at[0] != 0 && ((odd * 7 - even) % 10 + 10) % 10 == d->at[9] &&
	       (odd + even + d->at[9]) % 10 == d->at[10];
}

static bool is_norwegian(const struct digits *d)
{
	return is_day(number(d, 0, 2) % 40, number(d, 2, 2) % 40) && weigh(d, "3761894521") % 11 == 0 &&
	       weigh(d, "54327654321") % 11 == 0;
}

/* One of its first ten digits comes twice or thrice, and the others once at most. */
static bool is_german_tax(const struct digits *d)
{
	int times[10] = {0};
	int several = 0;
	for (size_t i = 0; i < 10; i++)
		times[d->at[i]]++;
	for (size_t i = 0; i < 10; i++)
		several += times[i] > 3 ? 2 : times[i] > 1;
	return d->at[0] != 0 && several == 1 && has_iso_check(d);
}

static bool is_baltic(const struct digits *d)
{
	int check = weigh(d, "1234567891") % 11;
	check = check == 10 ? weigh(d, "3456789123") % 11 % 10 : check;
	return d->at[0] >= 1 && d->at[0] <= 6 && is_day(number(d, 5, 2), number(d, 3, 2)) && check == d->at[10];
}

static bool is_belgian(const struct digits *d)
{
	int head = number(d, 0, 9);
	int check = number(d, 9, 2);
	/* 2000000000 by 97 leaves 76: the other century. */
	return is_day(number(d, 4, 2), number(d, 2, 2)) &&
	       (97 - head % 97 == check || 97 - (head % 97 + 76) % 97 == check);
}

static bool is_greek(const struct digits *d)
{
	return is_day(number(d, 0, 2), number(d, 2, 2)) && has_luhn(d, 0);
}

static bool is_romanian(const struct digits *d)
{
	int check = weigh(d, "279146358279") % 11;
	return d->at[0] != 0 && is_day(number(d, 5, 2), number(d, 3, 2)) && (check == 10 ? 1 : check) == d->at[12];
}

static bool is_south_african(const struct digits *d)
{
	return is_day(number(d, 4, 2), number(d, 2, 2)) && d->at[10] <= 1 && has_luhn(d, 0);
}

static bool is_yugoslav(const struct digits *d)
{
	int check = 11 - weigh(d, "765432765432") % 11;
	return is_day(number(d, 0, 2), number(d, 2, 2)) && (d->at[4] == 9 || d->at[4] == 0) &&
	       (check > 9 ? 0 : check) == d->at[12];
}

static bool is_thai(const struct digits *d)
{
	return d->at[0] != 0 && (11 - weigh(d, "=<;:98765432") % 11) % 10 == d->at[12];
}

static bool is_korean(const struct digits *d)
{
	return is_day(number(d, 4, 2), number(d, 2, 2)) && d->at[6] >= 1 && d->at[6] <= 8 &&
	       (11 - weigh(d, "234567892345") % 11) % 10 == d->at[12];
}

static bool is_swedish(const struct digits *d)
{
	size_t from = d->count - 10;
	bool century = from == 0 || number(d, 0, 2) == 19 || number(d, 0, 2) == 20;
	return century && is_day(number(d, from + 4, 2), number(d, from + 2, 2)) && has_luhn(d, from);
}

static bool is_bulgarian(const struct digits *d)
{
	return is_day(number(d, 4, 2), number(d, 2, 2) % 20) && weigh(d, "2485:9736") % 11 % 10 == d->at[9];
}

/* Women have 50 more in the month, and 20 more where a day had too many births. */
static bool is_czech(const struct digits *d)
{
	int rest = 0;
	for (size_t i = 0; i < d->count; i++)
		rest = (rest * 10 + d->at[i]) % 11;
	return is_day(number(d, 4, 2), number(d, 2, 2) % 50 % 20) && rest == 0;
}

static bool is_austrian(const struct digits *d)
{
	int check = d->at[0] * 3 + d->at[1] * 7 + d->at[2] * 9 + d->at[4] * 5 + d->at[5] * 8 + d->at[6] * 4 +
	            d->at[7] * 2 + d->at[8] + d->at[9] * 6;
	return is_day(number(d, 4, 2), number(d, 6, 2)) && check % 11 == d->at[3];
}

static bool is_icelandic(const struct digits *d)
{
	return is_day(number(d, 0, 2), number(d, 2, 2)) && (d->at[9] == 9 || d->at[9] == 0) &&
	       weigh(d, "327654321") % 11 == 0;
}

static bool is_iranian(const struct digits *d)
{
	int rest = weigh(d, ":98765432") % 11;
	return !is_of_one_digit(d) && (rest < 2 ? rest : 11 - rest) == d->at[9];
}

static bool is_saudi(const struct digits *d)
{
	return (d->at[0] == 1 || d->at[0] == 2) && has_luhn(d, 0);
}

/* source: Verhoeff, 1969: the dihedral group of ten. */
static bool is_aadhaar(const struct digits *d)
{
	static const int MOVED[8][10] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
	                                 {5, 8, 0, 3, 7, 9, 6, 1, 4, 2}, {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
	                                 {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
	                                 {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}};
	int sum = 0;
	for (size_t i = 0; i < d->count; i++) {
		int other = MOVED[i % 8][d->at[d->count - 1 - i]];
		int turn = other % 5;
		int step = sum % 5;
		sum = sum < 5 ? (step + turn) % 5 + (other < 5 ? 0 : 5) : (step - turn + 5) % 5 + (other < 5 ? 5 : 0);
	}
	return d->at[0] >= 2 && sum == 0;
}

static bool is_russian_tax(const struct digits *d)
{
	return weigh(d, "724:359468") % 11 % 10 == d->at[10] && weigh(d, "3724:359468") % 11 % 10 == d->at[11];
}

static bool is_japanese(const struct digits *d)
{
	int rest = weigh(d, "65432765432") % 11;
	return (rest <= 1 ? 0 : 11 - rest) == d->at[11];
}

static bool is_egyptian(const struct digits *d)
{
	int place = number(d, 7, 2);
	return (d->at[0] == 2 || d->at[0] == 3) && is_day(number(d, 5, 2), number(d, 3, 2)) &&
	       ((place >= 1 && place <= 35) || place == 88);
}

static bool is_emirati(const struct digits *d)
{
	return number(d, 0, 3) == 784 && (d->at[3] == 1 || d->at[3] == 2) && has_luhn(d, 0);
}

static bool is_indonesian(const struct digits *d)
{
	return d->at[0] != 0 && is_day(number(d, 6, 2) % 40, number(d, 8, 2));
}

static bool is_dutch(const struct digits *d)
{
	return (weigh(d, "98765432") - d->at[8]) % 11 == 0;
}

static bool is_french(const struct digits *d)
{
	int month = number(d, 3, 2);
	int rest = 0;
	for (size_t i = 0; i < 13; i++)
		rest = (rest * 10 + d->at[i]) % 97;
	return (d->at[0] == 1 || d->at[0] == 2) && month >= 1 && month <= 42 && 97 - rest == number(d, 13, 2);
}

static const struct rule {
	size_t least, most;
	bool (*is)(const struct digits *d);
} RULES[] = {
    {11, 11, is_pesel},      {11, 11, is_cpf},      {11, 11, is_kimlik},        {11, 11, is_norwegian},
    {11, 11, is_german_tax}, {11, 11, is_baltic},   {11, 11, is_belgian},       {11, 11, is_greek},
    {11, 11, has_iso_check}, {13, 13, is_romanian}, {13, 13, is_south_african}, {13, 13, is_yugoslav},
    {13, 13, is_thai},       {13, 13, is_korean},   {10, 10, is_swedish},       {12, 12, is_swedish},
    {10, 10, is_bulgarian},  {10, 10, is_czech},    {10, 10, is_austrian},      {10, 10, is_icelandic},
    {10, 10, is_iranian},    {10, 10, is_saudi},    {12, 12, is_aadhaar},       {12, 12, is_russian_tax},
    {12, 12, is_japanese},   {14, 14, is_egyptian}, {15, 15, is_emirati},       {16, 16, is_indonesian},
    {9, 9, is_dutch},        {15, 15, is_french},
};

/* --- telephones ---------------------------------------------------------------------------------------------------------- */

static const struct plan {
	const char *beginnings;
	size_t least, most, apart;
} PLANS[] = {
#define PHONE(beginnings, least, most, apart) {beginnings, least, most, apart},
#include "data/phones.def"
#undef PHONE
};

enum { RULES_COUNT = sizeof RULES / sizeof *RULES, PLANS_COUNT = sizeof PLANS / sizeof *PLANS };

/* Whether the digits begin with one of the alternatives. */
static bool begins(const struct digits *d, const char *beginnings)
{
	size_t at = 0;
	bool fits = true;
	for (const char *c = beginnings;; c++) {
		if (*c == '|' || !*c) {
			if (fits || !*c)
				return fits;
			at = 0;
			fits = true;
			continue;
		}
		const char *end = *c == '[' ? strchr(c, ']') : c;
		bool found = false;
		for (const char *one = c; one <= end && fits; one++) {
			char from = one[0];
			char to = one < end && one[1] == '-' ? one[2] : from;
			found =
			    found || (from >= '0' && from <= '9' && d->at[at] >= from - '0' && d->at[at] <= to - '0');
		}
		fits = fits && found;
		at++;
		c = end;
	}
}

static bool is_right(size_t rule, const struct digits *d)
{
	return d->count >= RULES[rule].least && d->count <= RULES[rule].most && RULES[rule].is(d);
}

static bool is_planned(size_t plan, const struct digits *d)
{
	return d->count >= PLANS[plan].least && d->count <= PLANS[plan].most && begins(d, PLANS[plan].beginnings);
}

enum segbias_personal segbias_personal_number(struct segbias_label value)
{
	struct digits d = {.count = 0};
	if (!read_digits(value, &d))
		return SEGBIAS_PERSONAL_NONE;
	for (size_t i = 0; i < RULES_COUNT; i++)
		if (is_right(i, &d))
			return SEGBIAS_PERSONAL_NATIONAL_ID;
	for (size_t i = 0; i < PLANS_COUNT; i++)
		if (is_planned(i, &d))
			return SEGBIAS_PERSONAL_PHONE;
	return SEGBIAS_PERSONAL_NONE;
}

/* Of goods (GTIN): 12 or 13 digits, weighed by 1 and 3 from the end. */
static bool is_goods(const struct digits *d)
{
	int sum = 0;
	for (size_t i = 0; i < d->count; i++)
		sum += d->at[i] * ((d->count - i) % 2 ? 1 : 3);
	return (d->count == 12 || d->count == 13) && sum % 10 == 0;
}

/* What a column of numbers shows. */
struct numbers {
	size_t right[RULES_COUNT];
	size_t planned[PLANS_COUNT];
	size_t goods;
	size_t rounded; /* to hundreds, as amounts are */
	double low, high;
	size_t apart; /* different beginnings of four digits … */
	bool begun[10000];
};

static void add_digits(struct numbers *all, const struct digits *d)
{
	double as_number = 0;
	for (size_t i = 0; i < RULES_COUNT; i++)
		all->right[i] += is_right(i, d);
	for (size_t i = 0; i < PLANS_COUNT; i++)
		all->planned[i] += is_planned(i, d);
	for (size_t i = 0; i < d->count; i++)
		as_number = as_number * 10 + d->at[i];
	all->low = as_number < all->low ? as_number : all->low;
	all->high = as_number > all->high ? as_number : all->high;
	all->goods += is_goods(d);
	all->rounded += d->count > 2 && number(d, d->count - 2, 2) == 0;
	int begin = d->count >= 4 ? number(d, 0, 4) : 0;
	all->apart += !all->begun[begin];
	all->begun[begin] = true;
}

/* Different beginnings that a plan asks for. One that says little of itself takes nearly as many as there are numbers, none of
 * them rounded, and that hardly two records have the same. */
static size_t beginnings_of(const struct numbers *all, size_t plan, size_t count, bool own)
{
	enum { MANY = 500 };
	static const double ROUNDED_MOST = .05;
	if (PLANS[plan].apart)
		return PLANS[plan].apart;
	if (!own || (double)all->rounded > ROUNDED_MOST * (double)count)
		return SIZE_MAX;
	return count < MANY ? count * 4 / 5 : MANY * 4 / 5;
}

/* Numbers that count up lie close together, and those of goods have a check digit of their own. */
static enum segbias_personal judge(const struct numbers *all, size_t count, bool own)
{
	enum { APART = 1000 };
	double least = .9 * (double)count;
	for (size_t i = 0; i < RULES_COUNT; i++)
		if ((double)all->right[i] >= least)
			return SEGBIAS_PERSONAL_NATIONAL_ID;
	if ((double)all->goods >= least || all->high - all->low < APART * (double)count)
		return SEGBIAS_PERSONAL_NONE;
	for (size_t i = 0; i < PLANS_COUNT; i++)
		if (all->apart >= beginnings_of(all, i, count, own) && (double)all->planned[i] >= least)
			return SEGBIAS_PERSONAL_PHONE;
	return SEGBIAS_PERSONAL_NONE;
}

static void read_numbers(const struct segbias_label *values, size_t count, struct numbers *all)
{
	struct digits d = {.count = 0};
	*all = (struct numbers){.low = 1e300};
	for (size_t i = 0; i < count; i++)
		if (read_digits(values[i], &d))
			add_digits(all, &d);
}

enum segbias_personal segbias_personal_numbers(const struct segbias_label *values, size_t count, bool own)
{
	enum { LEAST = 10 };
	struct numbers all;
	if (count < LEAST)
		return SEGBIAS_PERSONAL_NONE;
	read_numbers(values, count, &all);
	return judge(&all, count, own);
}

bool segbias_personal_numbers_maybe(const struct segbias_label *values, size_t count)
{
	enum { APART = 1000 };
	struct numbers all;
	read_numbers(values, count, &all);
	double least = .9 * (double)count;
	bool found = false;
	for (size_t i = 0; i < RULES_COUNT; i++)
		found = found || (double)all.right[i] >= least;
	for (size_t i = 0; i < PLANS_COUNT; i++)
		found = found || (double)all.planned[i] >= least;
	bool near = count > 1 && all.high - all.low < APART * (double)count;
	return found && count > 0 && !near && (double)all.goods < least && (double)all.rounded < least;
}
