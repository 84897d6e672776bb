#include "base/encoding.h"

#include <criterion/criterion.h>
#include <string.h>

static enum segbias_encoding detect(const char *text)
{
	return segbias_encoding_detect(text, strlen(text));
}

Test(encoding, utf_8_is_what_is_valid)
{
	cr_assert_eq(detect(""), SEGBIAS_ENCODING_UTF_8);
	cr_assert_eq(detect("sex,count\n"), SEGBIAS_ENCODING_UTF_8);
	cr_assert_eq(detect("m\xc3\xa4nnlich,1\n"), SEGBIAS_ENCODING_UTF_8);
	cr_assert_eq(detect("m\xc3\xa4nnlich \xff,1\n"), SEGBIAS_ENCODING_UTF_8); /* damaged */
}

Test(encoding, windows_1252_is_told_by_its_letters)
{
	cr_assert_eq(detect("m\xe4nnlich,1\n"), SEGBIAS_ENCODING_WINDOWS_1252);
	cr_assert_eq(detect("Qu\xe9"
	                    "bec;1 200 \x80\n"),
	             SEGBIAS_ENCODING_WINDOWS_1252);
	cr_assert_eq(detect("popula\xe7\xe3o,regi\xe3o\n"), SEGBIAS_ENCODING_WINDOWS_1252);
	cr_assert_eq(detect("a,\xff\n"), SEGBIAS_ENCODING_UTF_8); /* no word has it */
}

/* The word for "woman" in windows-1251, windows-1256, Shift-JIS and GBK, as iconv writes them. */
Test(encoding, other_scripts_are_not_taken_for_it)
{
	cr_assert_eq(detect("\xe6\xe5\xed\xf9\xe8\xed\xe0,1\n"), SEGBIAS_ENCODING_UTF_8);
	cr_assert_eq(detect("\xc7\xe3\xd1\xc3\xc9,1\n"), SEGBIAS_ENCODING_UTF_8);
	cr_assert_eq(detect("\x8f\x97\x90\xab,1\n"), SEGBIAS_ENCODING_UTF_8);
	cr_assert_eq(detect("\xc5\xae\xd0\xd4,1\n"), SEGBIAS_ENCODING_UTF_8);
}

/* A character of two bytes that the end of the head cuts. */
Test(encoding, what_the_end_cuts_says_nothing)
{
	cr_assert_eq(detect("m\xc3"), SEGBIAS_ENCODING_UTF_8);
}

/* As iconv writes "m\u00e4nnlich" in macintosh and ibm850, and Polish words in windows-1250: signs and capitals within words. */
Test(encoding, signs_within_words_are_letters_of_another)
{
	static const char *const mac[] = {"m\x8annlich;1\nBev\x9a"
	                                  "lkerung;2\nm\x8annlich;3\n",
	                                  "sexe;\x89ge\nhomme;\x89g\x8e\n", "m\x84nnlich\nm\x84nnlich\n"};
	for (size_t i = 0; i < sizeof mac / sizeof *mac; i++) {
		cr_expect_eq(detect(mac[i]), SEGBIAS_ENCODING_UTF_8, "%zu", i);
		cr_expect_str_eq(segbias_encoding_guess(mac[i], strlen(mac[i])), "macintosh, ibm850 or windows-1250");
	}
	static const char polish[] = "p\xb3"
				     "e\xe6;wiek\nM\xea\xbf"
				     "czy\x9fni;1\n";
	cr_expect_eq(detect(polish), SEGBIAS_ENCODING_UTF_8);
	cr_expect_str_eq(segbias_encoding_guess(polish, strlen(polish)), "windows-1250 or iso-8859-2");
	/* Signs that Western words have, too. */
	static const char *const western[] = {"l\x92\xe2ge;c\x9cur\n",
	                                      "\x93Gr\xfc\xdf"
	                                      "e\x94;1\n",
	                                      "caf\xe9\x85;1\xa0"
	                                      "000;1.200 \x80\n",
	                                      "col\xb7"
	                                      "lecci\xf3;1\n"};
	for (size_t i = 0; i < sizeof western / sizeof *western; i++)
		cr_expect_eq(detect(western[i]), SEGBIAS_ENCODING_WINDOWS_1252, "%zu", i);
}

static void expect_guess(const char *text, const char *guess)
{
	const char *got = segbias_encoding_guess(text, strlen(text));
	cr_expect_eq(detect(text), SEGBIAS_ENCODING_UTF_8);
	cr_expect((got == NULL) == (guess == NULL));
	cr_expect_str_eq(got ? got : "", guess ? guess : "");
}

/* Words of a table of ages and sexes, as iconv writes them. */
/* A damaged cell of UTF-8, half a surrogate or one past the last character, is no sign of another encoding. */
Test(encoding, damaged_is_no_other)
{
	expect_guess("sex;n\n\xed\xa0\x80;1\n", NULL);
	expect_guess("\xf4\x90\x80\x80;n\nf;1\n", NULL);
	expect_guess("Stadt;n\nK\xc3\xb6ln;1\nM\xfcnchen\xff\xff\xff\xff;2\n", NULL);
}

Test(encoding, guesses)
{
	expect_guess("\x90\xab\x95\xca,\x94N\x97\xee,\x90l\x90\x94\n\x92j\x90\xab,18-24,120\n", "shift_jis");
	expect_guess("\xbc\xba\xba\xb0,\xbf\xac\xb7\xc9\n\xb3\xb2\xbc\xba,18\n",
	             "euc-kr, euc-jp, gb18030 or windows-1251");
	expect_guess("\xef\xee\xeb;\xe2\xee\xe7\xf0\xe0\xf1\xf2\n\xec\xf3\xe6\xf7\xe8\xed\xe0;1\n",
	             "windows-1251, koi8-r, windows-1253, windows-1255 or windows-1256");
	/* Sexes and ages in Big5 and, with a character that EUC-KR lacks, in CP949. */
	expect_guess("\xa9\xca\xa7O,\xa6~\xc4\xd6\n\xa8k,0-14\n\xa4k,0-14\n", "big5, cp949 or gb18030");
	expect_guess("\xbc\xba\xba\xb0\n\xb3\xb2\n\xc8\xab\xa1\xa1\x8c\x64\n", "big5, cp949 or gb18030");
	/* Valid, Western, damaged in one place, or too little to tell. */
	cr_expect_null(segbias_encoding_guess("m\xc3\xa4nnlich", strlen("m\xc3\xa4nnlich")));
	expect_guess("m\xc3\xa4nnlich;M\xc3\xa4rz \xff;\n", NULL);
	expect_guess("a,\xff\n", NULL);
	cr_expect_null(segbias_encoding_guess("", 0));
}

/* Words of a table as iconv writes them: of Turkey, of Lithuania, of Czechia and Slovakia, of Poland; and of Iceland, the Faroes,
 * Estonia and France, whose code page is Windows-1252. */
Test(encoding, letters_that_no_western_language_has_together)
{
	static const char turkish[] = "Kad\xfdn;1\nErkek;2\n\xde\xfdrnak;3\nMu\xf0la;4\nn\xfc"
				      "fus;5\n";
	static const char lithuanian[] = "am\xfeius;gyventoj\xf8 skai\xe8ius\nvyrai;1\n";
	static const char czech[] = "pohlav\xed;v\xeck;po\xe8"
				    "et\nmu\x9ei;1\n\x9e"
				    "eny;2\n";
	static const char polish[] = "p\xb3"
				     "e\xe6;wiek\nkobiety;1\nm\xea\xbf"
				     "czy\x9fni;2\nstale zameldowane;3\nwi\xea"
				     "cej;4\nn\xf3w;5\n";
	static const char *const western[] = {"kyn;fj\xf6ldi\nkarlar;1\n\xd3\xfe"
	                                      "ekkt;2\nS\xfdsla;3\n",
	                                      "k\xf8n\nma\xf0ur;1\nb\xe6\xf0i;2\n\xe1ttati;3\n",
	                                      "sugu;vanus\nmees;1\n\x9e"
	                                      "anr;2\nv\xe4ga\n",
	                                      "fran\xe7"
	                                      "ais\n\x8akoda;m\xe8re;p\xe8re;fr\xe8re;o\xf9;l\xe0;tr\xe8s\n",
	                                      "total\xb9;caf\xe9\nm\xb3;caf\xe9\n"};
	expect_guess(turkish, "windows-1254, windows-1257 or windows-1252");
	expect_guess(lithuanian, "windows-1257 or windows-1254");
	expect_guess(czech, "windows-1250 or windows-1252");
	expect_guess(polish, "windows-1250 or iso-8859-2");
	for (size_t i = 0; i < sizeof western / sizeof *western; i++)
		cr_expect_eq(detect(western[i]), SEGBIAS_ENCODING_WINDOWS_1252, "%zu", i);
}

Test(encoding, twice)
{
	static const char *const twice[] = {"d\u00c3\u00a9pens\u00c3\u00a9", "\u00c3\u201age", "M\u00c3\u00a4nner"};
	static const char *const once[] = {
	    "d\u00e9pens\u00e9", "S\u00c3O PAULO", "\u00c2ge", "", "\u00c3", "Male", "\xc3("};
	for (size_t i = 0; i < sizeof twice / sizeof *twice; i++)
		cr_expect(segbias_encoding_twice(twice[i], strlen(twice[i])), "%zu", i);
	for (size_t i = 0; i < sizeof once / sizeof *once; i++)
		cr_expect_not(segbias_encoding_twice(once[i], strlen(once[i])), "%zu", i);
}

/* --- names ---------------------------------------------------------------------------------------------------------- */

Test(encoding, knows_names)
{
	/* "": none is called so. iconv -l lists the others. */
	static const char *const NAMES[][2] = {{"UTF-8", "utf-8"},
	                                       {"utf8", "utf-8"},
	                                       {"Latin-1", "windows-1252"},
	                                       {"ISO-8859-1", "windows-1252"},
	                                       {"CP1252", "windows-1252"},
	                                       {"Shift_JIS", "shift_jis"},
	                                       {"KOI8-R", "koi8-r"},
	                                       {"utf16LE", "utf-16le"},
	                                       {"", ""},
	                                       {"utf-9", ""},
	                                       {"utf-8//IGNORE", ""},
	                                       {"WCHAR_T", ""},
	                                       {"utf-8 ", ""},
	                                       {"../../etc", ""}};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		char name[SEGBIAS_ENCODING_NAME] = "";
		bool known = segbias_encoding_named(NAMES[i][0], name);
		cr_expect_eq(known, NAMES[i][1][0] != '\0', "%s", NAMES[i][0]);
		if (known)
			cr_expect_str_eq(name, NAMES[i][1]);
	}
	char name[SEGBIAS_ENCODING_NAME];
	cr_expect_not(segbias_encoding_named("a-name-that-is-longer-than-any-of-an-encoding", name));
}
