#include "wording/wording.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { PLACES_MAX = 16, NAME_MAX_SIZE = 32 };

Test(language, a_locales_name_finds_the_longest_that_is_known)
{
	static const char *const CASES[][2] = {
	    {"en", "en"},
	    {"ar", "ar"},
	    {"ar_SY.UTF-8", "ar"},
	    {"ar-EG", "ar"},
	    {"ar@calendar", "ar"},
	    {"en_US.UTF-8", "en"},
	    {"C", "en"},
	    {"C.UTF-8", "en"},
	    {"POSIX", "en"},
	    {"de_DE.UTF-8", NULL},
	    {"arc", NULL},
	    {"english", NULL},
	    {"", NULL},
	    {"CSB_PL", NULL},
	    {"AR", NULL},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const struct segbias_language *language = segbias_language_find(CASES[i][0]);
		if (!CASES[i][1])
			cr_assert_null(language, "%s", CASES[i][0]);
		else
			cr_assert_str_eq(segbias_language_tag(language), CASES[i][1], "%s", CASES[i][0]);
	}
}

Test(language, arabic_is_written_from_the_right)
{
	cr_assert(segbias_language_rightward(segbias_language_find("en")));
	cr_assert_not(segbias_language_rightward(segbias_language_find("ar")));
}

/* --- every catalogue -------------------------------------------------------------------------------------------- */

/* The names in braces of a 0-terminated text; {=CSV} is none. Returns their number. */
static size_t places_of(const char *text, char out[static PLACES_MAX][NAME_MAX_SIZE])
{
	size_t count = 0;
	for (const char *at = strchr(text, '{'); at; at = strchr(at + 1, '{')) {
		size_t size = strcspn(at + 1, "}");
		if (at[1] == '=')
			continue;
		cr_assert_lt(size, NAME_MAX_SIZE, "%s", text);
		cr_assert_lt(count, PLACES_MAX, "%s", text);
		memcpy(out[count], at + 1, size);
		out[count++][size] = '\0';
	}
	return count;
}

static bool has(char places[static PLACES_MAX][NAME_MAX_SIZE], size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(places[i], name) == 0)
			return true;
	return false;
}

/* A translation says all that the message says, and nothing else; that of one thing, or of two, may do without the number. */
static void check_places(const char *id, const char *text, bool plural)
{
	char wanted[PLACES_MAX][NAME_MAX_SIZE];
	char found[PLACES_MAX][NAME_MAX_SIZE];
	size_t wanted_count = places_of(id, wanted);
	size_t found_count = places_of(text, found);
	for (size_t i = 0; i < found_count; i++)
		cr_assert(has(wanted, wanted_count, found[i]) || (plural && strcmp(found[i], "n") == 0), "{%s} of: %s",
		          found[i], text);
	for (size_t i = 0; i < wanted_count; i++)
		cr_assert(has(found, found_count, wanted[i]) || (plural && strcmp(wanted[i], "n") == 0),
		          "{%s} is not in: %s", wanted[i], text);
}

/* Digits on both sides of a dash would be turned round between words that are written from the right. */
static void check_no_range(const char *text)
{
	for (const char *at = text; *at; at++)
		cr_assert_not(isdigit((unsigned char)at[0]) && (at[1] == '-' || strncmp(at + 1, "–", 3) == 0) &&
		                  isdigit((unsigned char)at[at[1] == '-' ? 2 : 4]),
		              "%s", text);
}

Test(language, every_translation_has_the_places_of_its_message)
{
	size_t entries = 0;
	for (size_t l = 1; segbias_language_at(l); l++) {
		struct segbias_label id;
		struct segbias_label text;
		for (size_t i = 0; segbias_language_entry(segbias_language_at(l), i, &id, &text); i++) {
			bool plural = strlen(id.bytes) < id.size;
			if (id.size == 0)
				continue;
			entries++;
			cr_assert_gt(text.size, 0, "%s", id.bytes);
			for (const char *at = text.bytes; at <= text.bytes + text.size; at += strlen(at) + 1) {
				check_places(id.bytes, at, plural);
				check_no_range(at);
			}
		}
	}
	cr_assert_gt(entries, 300);
}

/* --- Arabic ----------------------------------------------------------------------------------------------------- */

/* A term of the glossary, in English as a whole word, and what must then stand in the Arabic: one of the forms. */
static const struct {
	const char *english;
	const char *arabic[6];
} TERMS[] = {
    {"over-targeted", {"مستهدفة فوق حصتها", "مستهدفتان فوق حصتيهما"}},
    {"under-targeted", {"مستهدفة دون حصتها", "مستهدفتان دون حصتيهما", "أو دون حصتها"}},
    {"likely", {"يُرجَّح"}},
    {"probably", {"يُرجَّح"}},
    {"tolerance", {"النطاق المقبول"}},
    {"band", {"النطاق المقبول"}},
    {"unclear", {"غير محسوم"}},
    {"verdict", {"تقييم"}},
    {"verdicts", {"تقييم"}},
    {"finding", {"نتيجة"}},
    {"findings", {"نتائج"}},
    {"index", {"مؤشر"}},
    {"reference", {"مرجع"}},
    {"campaign", {"حملة"}},
    {"segment", {"شريحة", "شرائح", "شريحتين", "شريحتان"}},
    {"segments", {"شريحة", "شرائح"}},
    {"attribute", {"سمة", "السمات"}},
    {"attributes", {"سمات", "السمة", "سمة"}},
    {"group", {"فئة", "فئات", "فئتان", "فئتين", "فئتها"}},
    {"groups", {"فئات", "فئة"}},
    {"share", {"حصة", "حصت", "الحصص", "المتوقع"}},
    {"shares", {"حصص", "حصة", "حصت"}},
    {"gap", {"فارق"}},
    {"shortfall", {"النقص عن المتوقع"}},
    {"record", {"سجل"}},
    {"records", {"سجل"}},
    {"person", {"شخص", "أحد"}},
    {"people", {"شخص", "أشخاص", "أحد"}},
    {"column", {"عمود"}},
    {"columns", {"أعمدة", "عمودان"}},
    {"rows", {"صفوف", "صفّان"}},
    {"missing", {"مفقود"}},
    {"incomplete", {"غير مكتمل"}},
    {"unmatched", {"بلا مقابل"}},
    {"sample", {"عيّنة"}},
    {"effective size", {"الحجم الفعّال"}},
    {"effective sizes", {"الأحجام الفعّالة", "بالأحجام الفعّالة"}},
    {"weight", {"الوزن الإحصائي", "وزن إحصائي"}},
    {"weights", {"الوزن الإحصائي", "أوزان"}},
    {"margin of error", {"هامش الخطأ", "هوامش الخطأ"}},
    {"margins of error", {"هوامش الخطأ", "هامش الخطأ"}},
    {"interval", {"فترة", "فترة الثقة"}},
    {"intervals", {"فترات الثقة"}},
    {"expected", {"متوقَّع"}},
    {"evidence", {"الأدلة"}},
    {"skew", {"اختلال التوزيع"}},
    {"consent", {"الموافقة"}},
    {"withheld", {"محجوب"}},
};

/* What the term list would misread: a band of ages is not the band of verdicts. */
static const char *const NO_TERMS[] = {"a band", "single band", "share an edge"};

static bool is_letter(char byte)
{
	return isalpha((unsigned char)byte) || byte == '-';
}

/* The message without its places, in small letters. */
static void strip(const char *id, char *out, size_t size)
{
	size_t used = 0;
	for (; *id && used + 1 < size; id++) {
		if (*id == '{')
			id += strcspn(id, "}");
		out[used++] = *id == '}' ? ' ' : (char)tolower((unsigned char)*id);
	}
	out[used] = '\0';
	for (size_t i = 0; i < sizeof NO_TERMS / sizeof *NO_TERMS; i++)
		for (char *at = strstr(out, NO_TERMS[i]); at; at = strstr(at, NO_TERMS[i]))
			memset(at, ' ', strlen(NO_TERMS[i]));
}

static bool says(const char *english, const char *term)
{
	size_t size = strlen(term);
	for (const char *at = strstr(english, term); at; at = strstr(at + 1, term))
		if ((at == english || !is_letter(at[-1])) && !is_letter(at[size]))
			return true;
	return false;
}

Test(language, arabic_uses_the_terms_of_the_glossary)
{
	const struct segbias_language *arabic = segbias_language_find("ar");
	struct segbias_label id;
	struct segbias_label text;
	size_t checks = 0;
	for (size_t i = 0; segbias_language_entry(arabic, i, &id, &text); i++) {
		char english[1024];
		strip(id.bytes, english, sizeof english);
		for (size_t j = 0; j < sizeof TERMS / sizeof *TERMS; j++) {
			bool found = false;
			if (!says(english, TERMS[j].english))
				continue;
			/* Of a plural the last form stands for all. */
			const char *last = text.bytes;
			for (const char *at = last; at < text.bytes + text.size; at += strlen(at) + 1)
				last = at;
			for (size_t k = 0; k < 6 && TERMS[j].arabic[k]; k++)
				found = found || strstr(last, TERMS[j].arabic[k]);
			cr_expect(found, "\"%s\" of \"%s\": %s", TERMS[j].english, id.bytes, last);
			checks++;
		}
	}
	cr_assert_gt(checks, 200);
}

/* What the glossary warns of: a word that says something else here. */
Test(language, arabic_has_none_of_the_words_that_mislead)
{
	static const char *const WORDS[] = {"التسامح",    "مهمّش",   "مرجَّحة", "الفهرس",          "القطاع", "غير واضح",
	                                    "من المحتمل", "متطابق", "مقموع", "ناقصة الاستهداف", "مفرطة"};
	const struct segbias_language *arabic = segbias_language_find("ar");
	struct segbias_label id;
	struct segbias_label text;
	for (size_t i = 0; segbias_language_entry(arabic, i, &id, &text); i++)
		for (const char *at = text.bytes; at < text.bytes + text.size; at += strlen(at) + 1)
			for (size_t j = 0; j < sizeof WORDS / sizeof *WORDS; j++)
				cr_expect_null(strstr(at, WORDS[j]), "%s: %s", WORDS[j], at);
}

/* CLDR's rule for Arabic: zero, one, two, few (3 to 10 of a hundred), many (11 to 99), other. */
Test(language, arabic_counts_as_people_do)
{
	static const struct {
		double count;
		const char *text;
	} CASES[] = {
	    {0, "لا سجلات"},   {1, "سجل واحد"},  {2, "سجلان"},      {3, "{n} سجلات"},  {10, "{n} سجلات"},
	    {11, "{n} سجلًا"},  {99, "{n} سجلًا"}, {100, "{n} سجل"},  {102, "{n} سجل"},  {103, "{n} سجلات"},
	    {111, "{n} سجلًا"}, {1.5, "سجلان"},   {-3, "{n} سجلات"}, {1e18, "{n} سجل"},
	};
	const struct segbias_language *arabic = segbias_language_find("ar");
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		cr_expect_str_eq(segbias_language_template(
				     arabic, (struct segbias_message){"{n} record", "{n} records", CASES[i].count}),
		                 CASES[i].text, "%g", CASES[i].count);
}

Test(language, what_has_no_translation_is_english)
{
	const struct segbias_language *arabic = segbias_language_find("ar");
	struct segbias_message message = {"{n} turnip of no catalogue", "{n} turnips of no catalogue", 1};
	cr_assert_str_eq(segbias_language_template(arabic, message), message.one);
	message.count = 3;
	cr_assert_str_eq(segbias_language_template(arabic, message), message.other);
	message.one = NULL;
	cr_assert_str_eq(segbias_language_template(arabic, message), message.other);
}
