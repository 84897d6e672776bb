#include "values/personal_number.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* The examples of python-stdnum's documentation, which its is_valid() holds to be right (1.20); those of Saudi Arabia, the
 * Emirates, Egypt, Japan, Iran and Indonesia are made up. */
static const char *const NATIONAL[] = {
    "44051401359",     "390.533.447-05", "17291716060",      "15108695088",   "36 574 261 809",     "36805280109",
    "85.07.30-033 28", "01013099997",    "33392005961",      "1630615123457", "7503305044089",      "1234545678781",
    "880320-0016",     "7523169263",     "710319/2745",      "1237 010180",   "120174-3399",        "234123412346",
    "500100732259",    "111222333",      "295109912611193",  "2870732506",    "784-1971-0293857-4", "24907032120822",
    "123456789018",    "0499370899",     "3174012312800001", "198803200016",
};

Test(personal_number, national_numbers_have_right_check_digits)
{
	for (size_t i = 0; i < sizeof NATIONAL / sizeof *NATIONAL; i++)
		cr_expect_eq(segbias_personal_number(segbias_label_of(NATIONAL[i])), SEGBIAS_PERSONAL_NATIONAL_ID, "%s",
		             NATIONAL[i]);
}

/* Another digit in the same place is no number of theirs; nor one of most others. */
Test(personal_number, a_mistyped_digit_is_wrong)
{
	size_t wrong = 0;
	size_t all = 0;
	for (size_t i = 0; i + 4 < sizeof NATIONAL / sizeof *NATIONAL; i++) {
		char text[32];
		(void)snprintf(text, sizeof text, "%s", NATIONAL[i]);
		char *last = &text[strlen(text) - 1];
		for (int c = '0'; c <= '9'; c++) {
			if (c == NATIONAL[i][strlen(text) - 1])
				continue;
			*last = (char)c;
			all++;
			wrong += segbias_personal_number(segbias_label_of(text)) != SEGBIAS_PERSONAL_NATIONAL_ID;
		}
	}
	cr_expect_geq((double)wrong, .75 * (double)all, "%zu of %zu", wrong, all);
}

Test(personal_number, telephones_by_their_plans)
{
	static const char *const PHONES[] = {"01715512345", "491715512345", "07911123456",  "447911123456",
	                                     "0612345678",  "966512345678", "201112345678", "13812345678",
	                                     "09012345678", "2125550142"};
	static const char *const OTHERS[] = {
	    "65",       "2024",          "90210",   "20240611", "1700000000", "1700000000000",
	    "12345678", "4006381333931", "A123456", "",         "0049",       "jo@x.org"};
	for (size_t i = 0; i < sizeof PHONES / sizeof *PHONES; i++)
		cr_expect_eq(segbias_personal_number(segbias_label_of(PHONES[i])), SEGBIAS_PERSONAL_PHONE, "%s",
		             PHONES[i]);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect_eq(segbias_personal_number(segbias_label_of(OTHERS[i])), SEGBIAS_PERSONAL_NONE, "%s",
		             OTHERS[i]);
}

static enum segbias_personal judge(const char *const *texts, size_t count)
{
	struct segbias_label labels[32];
	for (size_t i = 0; i < count; i++)
		labels[i] = segbias_label_of(texts[i]);
	return segbias_personal_numbers(labels, count, false);
}

Test(personal_number, a_column_is_right_by_one_rule)
{
	/* pl.pesel and br.cpf of python-stdnum hold them to be right. */
	static const char *const PESELS[] = {"62011063894", "91032790142", "78052340531", "99100698806",
	                                     "87031557420", "84100699391", "48111434044", "40060556497",
	                                     "53012422698", "68091765406", "70020909793"};
	static const char *const MIXED[] = {"62011063894", "91032790142", "78052340531", "99100698806", "87031557420",
	                                    "45890414135", "67397275117", "82469948754", "77379258214", "73460161574"};
	static const char *const MOBILES[] = {"01715512345", "01609923411", "01520033445", "01765500192",
	                                      "01629811777", "01701234987", "01511209348", "01577123098",
	                                      "01735550123", "01603344556"};
	static const char *const COUNTED[] = {"01715512345", "01715512346", "01715512347", "01715512348",
	                                      "01715512349", "01715512350", "01715512351", "01715512352",
	                                      "01715512353", "01715512354"};
	/* GTIN of Germany that begin as Austrian numbers do: their check digits are right. */
	static const char *const GOODS[] = {"4365000000006", "4365111100008", "4365222200000", "4365333300002",
	                                    "4365444400004", "4365555500006", "4365666600008", "4365777700000",
	                                    "4365888800002", "4365999900004"};
	cr_expect_eq(judge(PESELS, 11), SEGBIAS_PERSONAL_NATIONAL_ID);
	cr_expect_eq(judge(PESELS, 9), SEGBIAS_PERSONAL_NONE);
	cr_expect_eq(judge(MIXED, 10), SEGBIAS_PERSONAL_NONE);
	cr_expect_eq(judge(MOBILES, 10), SEGBIAS_PERSONAL_PHONE);
	cr_expect_eq(judge(COUNTED, 10), SEGBIAS_PERSONAL_NONE);
	cr_expect_eq(judge(GOODS, 10), SEGBIAS_PERSONAL_NONE);
}

/* Tracts of one state of the census of the United States have a leading zero and eleven digits, too. */
Test(personal_number, codes_of_areas_are_none)
{
	static const char *const TRACTS[] = {"06037101110", "06073000100", "06059001101", "06001400100",
	                                     "06085500100", "06013301000", "06065030101", "06071000103",
	                                     "06029000101", "06019000100", "06067000100", "06111000100"};
	cr_expect_eq(judge(TRACTS, 12), SEGBIAS_PERSONAL_NONE);
}

/* Numbers of Spain or India begin with nearly any digit: they are told where they are as many as the records, and spread. */
Test(personal_number, plans_that_say_little)
{
	static const char *const SPAIN[] = {"698259792", "674833789", "762328602", "690404797",
	                                    "769725103", "734646866", "793504926", "639441178",
	                                    "651620467", "609906959", "783040119", "636494206"};
	static const char *const INDIA[] = {"8526678699", "6984634649", "8850695063", "6575594701",
	                                    "6547499526", "7559446103", "8834352612", "8537215398",
	                                    "8310835925", "8195926485", "9564696063", "7079868308"};
	static const char *const ROUNDED[] = {"785319500", "713008500", "669007500", "628430500",
	                                      "709152500", "787053500", "618123500", "720796500",
	                                      "643498500", "707500500", "601017500", "618875500"};
	static const char *const NEAR[] = {"671225157", "671269455", "671235613", "671280613",
	                                   "671205799", "671260961", "671257567", "671270339",
	                                   "671249164", "671262056", "671284172", "671286159"};
	static const char *const *const LISTS[] = {SPAIN, INDIA, ROUNDED, NEAR};
	for (size_t list = 0; list < 4; list++) {
		struct segbias_label labels[12];
		for (size_t i = 0; i < 12; i++)
			labels[i] = segbias_label_of(LISTS[list][i]);
		cr_expect_eq(segbias_personal_numbers(labels, 12, true),
		             list < 2 ? SEGBIAS_PERSONAL_PHONE : SEGBIAS_PERSONAL_NONE, "list %zu", list);
		cr_expect_eq(segbias_personal_numbers(labels, 12, false), SEGBIAS_PERSONAL_NONE, "list %zu", list);
		cr_expect_eq(segbias_personal_numbers(labels, 9, true), SEGBIAS_PERSONAL_NONE, "list %zu", list);
	}
}

/* Of few numbers nobody knows: the form is asked about, never what counts up, is rounded or has the check digit of goods. */
Test(personal_number, few_numbers_may_be_people)
{
	static const char *const LISTS[][3] = {
	    {"612345679", "698210473", "677450912"},
	    {"2125550142", "3125550187", "4155550163"},
	    {"254712004519", "254790113377"},
	    {"44051401359", "02070803628"},
	    {"8526678699"},
	    {"600000001", "600000002", "600000003"},
	    {"700000000", "800000000", "900000000"},
	    {"4006381333931", "9783161484100", "4012345678901"},
	    {"612345679", "spring sale", "677450912"},
	    {"12345", "67890", "24680"},
	    {"238437651902", "238499120317", "238411650048"},
	};
	for (size_t list = 0; list < sizeof LISTS / sizeof *LISTS; list++) {
		struct segbias_label labels[3];
		size_t count = 0;
		for (; count < 3 && LISTS[list][count]; count++)
			labels[count] = segbias_label_of(LISTS[list][count]);
		cr_expect_eq(segbias_personal_numbers_maybe(labels, count), list < 5, "list %zu", list);
	}
	cr_expect(!segbias_personal_numbers_maybe(NULL, 0));
}
