#include "base/locale.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

/* The C library itself (2.36) loses its copy of LOCPATH when newlocale finds no such locale in it. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:argz_add_sep\n";
}

Test(locale, numbers_have_a_decimal_point_inside)
{
	/* A comma where the machine has such a locale; the test holds in any. */
	locale_t german = newlocale(LC_ALL_MASK, "de_DE.UTF-8", (locale_t)0);
	locale_t before = german ? uselocale(german) : (locale_t)0;
	char text[16];
	struct segbias_locale locale;
	cr_assert_eq(segbias_locale_enter(&locale, NULL), SEGBIAS_OK);
	(void)snprintf(text, sizeof text, "%.1f", 1.5);
	cr_assert_str_eq(text, "1.5");
	cr_assert_eq(strtod("1.5", NULL), 1.5);
	segbias_locale_leave(&locale);
	(void)snprintf(text, sizeof text, "%.1f", 1.5);
	cr_assert_str_eq(text, german ? "1,5" : "1.5", "the host's own locale is back");
	if (german) {
		(void)uselocale(before);
		freelocale(german);
	}
}

Test(locale, nests)
{
	struct segbias_locale outer;
	struct segbias_locale inner;
	locale_t before = uselocale((locale_t)0);
	cr_assert_eq(segbias_locale_enter(&outer, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_locale_enter(&inner, NULL), SEGBIAS_OK);
	segbias_locale_leave(&inner);
	cr_assert_eq(uselocale((locale_t)0), outer.own);
	segbias_locale_leave(&outer);
	cr_assert_eq(uselocale((locale_t)0), before);
}
