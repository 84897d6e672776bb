#include "base/call.h"

#include "base/memory.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

/* The C library itself (2.36) loses its copy of LOCPATH when newlocale finds no such locale in it. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:argz_add_sep\n";
}

Test(call, numbers_have_a_decimal_point_inside)
{
	/* A comma where the machine has such a locale; the test holds in any. */
	locale_t german = newlocale(LC_ALL_MASK, "de_DE.UTF-8", (locale_t)0);
	locale_t before = german ? uselocale(german) : (locale_t)0;
	char text[16];
	struct segbias_call call;
	cr_assert_eq(segbias_call_enter(&call, NULL), SEGBIAS_OK);
	(void)snprintf(text, sizeof text, "%.1f", 1.5);
	cr_assert_str_eq(text, "1.5");
	cr_assert_eq(strtod("1.5", NULL), 1.5);
	cr_assert_eq(segbias_call_leave(&call, SEGBIAS_DATA, NULL), SEGBIAS_DATA);
	(void)snprintf(text, sizeof text, "%.1f", 1.5);
	cr_assert_str_eq(text, german ? "1,5" : "1.5", "the host's own locale is back");
	if (german) {
		(void)uselocale(before);
		freelocale(german);
	}
}

Test(call, nests)
{
	struct segbias_call outer;
	struct segbias_call inner;
	locale_t before = uselocale((locale_t)0);
	cr_assert_eq(segbias_call_enter(&outer, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_call_enter(&inner, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_call_leave(&inner, SEGBIAS_OK, NULL), SEGBIAS_OK);
	cr_assert_eq(uselocale((locale_t)0), outer.own);
	cr_assert_eq(segbias_call_leave(&outer, SEGBIAS_OK, NULL), SEGBIAS_OK);
	cr_assert_eq(uselocale((locale_t)0), before);
}

Test(call, memory_that_ran_out_meanwhile_ends_it)
{
	struct segbias_call outer;
	struct segbias_call inner;
	struct segbias_error error = {0};
	segbias_memory_fail(); /* before: none of its business */
	cr_assert_eq(segbias_call_enter(&outer, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_call_enter(&inner, NULL), SEGBIAS_OK);
	cr_assert_null(segbias_memory_resize(NULL, SIZE_MAX / 2, 8));
	cr_assert_eq(segbias_call_leave(&inner, SEGBIAS_DATA, &error), SEGBIAS_SYSTEM);
	cr_assert_str_eq(error.message, "out of memory");
	cr_assert_eq(segbias_call_leave(&outer, SEGBIAS_OK, NULL), SEGBIAS_SYSTEM);
	cr_assert_eq(segbias_call_enter(&outer, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_call_leave(&outer, SEGBIAS_OK, NULL), SEGBIAS_OK);
}
