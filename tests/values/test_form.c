#include "values/form.h"

#include <criterion/criterion.h>

static struct segbias_form form_of(const char *const *names, size_t count)
{
	struct segbias_label labels[16];
	for (size_t i = 0; i < count; i++)
		labels[i] = segbias_label_of(names[i]);
	return segbias_form_of(labels, count);
}

#define FORM_OF(...)                                                                                                   \
	form_of((const char *const[]){__VA_ARGS__}, sizeof(const char *const[]){__VA_ARGS__} / sizeof(const char *))

static void expect_meaning(struct segbias_form form, const char *column, const char *cell, const char *meaning)
{
	form.lists = UINT32_MAX;
	struct segbias_label got = segbias_form_meaning(&form, segbias_label_of(column), segbias_label_of(cell));
	bool equal = segbias_label_equal(got, segbias_label_of(meaning));
	cr_expect_eq(equal, true, "%s %s", column, cell);
}

/* A form is told by all its columns, by their exact names; the last column may go on. */
Test(form, columns)
{
	cr_expect_eq(FORM_OF("SEX", "AGE").number, 0);
	cr_expect_eq(FORM_OF("SERIALNO", "PWGTP", "SEX").number, 0);
	cr_expect_eq(FORM_OF("serialno", "pwgtp", "agep", "sex").number, 0);
	cr_expect_eq(FORM_OF("SUMLEV", "STATE", "NAME", "SEX", "AGE", "BASE").number, 0);
	struct segbias_form pums = FORM_OF("SEX", "RT", "AGEP", "SERIALNO", "PWGTP");
	struct segbias_form estimates = FORM_OF("SUMLEV", "STATE", "NAME", "SEX", "AGE", "POPEST2024_CIV");
	struct segbias_form ipums = FORM_OF("SERIAL", "CBSERIAL", "PERNUM", "PERWT");
	struct segbias_form others = FORM_OF("SERIAL", "PERNUM", "PERWT");
	cr_expect(pums.number && estimates.number && ipums.number && others.number);
	cr_expect(pums.number != estimates.number && ipums.number != others.number);
	cr_expect(segbias_form_records(&pums) && segbias_form_records(&others) && !segbias_form_records(&estimates));
	cr_expect(segbias_form_people(&pums, segbias_label_of("AGEP")));
	cr_expect_not(segbias_form_people(&pums, segbias_label_of("HISP")));
	cr_expect_eq(segbias_form_list(&others, segbias_label_of("RACE")), -1);
}

/* The numbers are those of the offices' lists: in the ACS 24 is another Hispanic, in SC-EST 0 is everybody. */
Test(form, meanings)
{
	struct segbias_form pums = FORM_OF("SEX", "AGEP", "SERIALNO", "PWGTP");
	struct segbias_form estimates = FORM_OF("SUMLEV", "STATE", "NAME", "SEX", "AGE", "POPEST2024_CIV");
	expect_meaning(pums, "SEX", "1", "Male");
	expect_meaning(pums, "SEX", "2", "Female");
	expect_meaning(pums, "HISP", "01", "Not Hispanic");
	expect_meaning(pums, "HISP", "24", "All Other Hispanic");
	expect_meaning(pums, "RAC1P", "9", "Two or More Races");
	expect_meaning(pums, "SEX", "3", "3");
	expect_meaning(pums, "SEX", "", "");
	expect_meaning(pums, "AGEP", "1", "1");
	expect_meaning(estimates, "SEX", "0", "Total");
	expect_meaning(estimates, "AGE", "85", "85+");
	expect_meaning(estimates, "AGE", "999", "Total");
	expect_meaning(estimates, "AGE", "84", "84");
	pums.lists = 0;
	cr_expect(segbias_label_equal(segbias_form_meaning(&pums, segbias_label_of("SEX"), segbias_label_of("1")),
	                              segbias_label_of("1")));
}

/* Ages below the first code go without one; an age between two codes shows that the list is another one. */
Test(form, fits)
{
	struct segbias_form estimates = FORM_OF("SUMLEV", "STATE", "NAME", "SEX", "AGE", "POPEST2024_CIV");
	int age = segbias_form_list(&estimates, segbias_label_of("AGE"));
	int sex = segbias_form_list(&estimates, segbias_label_of("SEX"));
	cr_expect(segbias_form_fits(age, segbias_label_of("0")) && segbias_form_fits(age, segbias_label_of("84")));
	cr_expect(segbias_form_fits(age, segbias_label_of("85")) && segbias_form_fits(age, segbias_label_of("999")));
	cr_expect_not(segbias_form_fits(age, segbias_label_of("86")));
	cr_expect_not(segbias_form_fits(age, segbias_label_of("1000")));
	cr_expect_not(segbias_form_fits(age, segbias_label_of("10-14")));
	cr_expect(segbias_form_fits(sex, segbias_label_of("2")));
	cr_expect_not(segbias_form_fits(sex, segbias_label_of("3")));
	cr_expect_not(segbias_form_fits(sex, segbias_label_of("Male")));
}

Test(form, codes)
{
	struct segbias_form pums = FORM_OF("SEX", "AGEP", "SERIALNO", "PWGTP");
	int sex = segbias_form_list(&pums, segbias_label_of("SEX"));
	const char *code = NULL;
	const char *meaning = NULL;
	cr_assert(segbias_form_code(sex, 1, &code, &meaning));
	cr_expect_str_eq(code, "2");
	cr_expect_str_eq(meaning, "Female");
	cr_expect_not(segbias_form_code(sex, 2, &code, &meaning));
}
