/* As much of Criterion as a test of one source file needs, for a processor that the library is not installed for: each test
 * runs in turn, and a failed assertion ends it. */
#ifndef SEGBIAS_TESTS_CROSS_CRITERION_H
#define SEGBIAS_TESTS_CROSS_CRITERION_H

#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>

struct cross_test {
	const char *name;
	void (*run)(void);
	struct cross_test *next;
};

extern struct cross_test *cross_tests;
extern bool cross_failed;
extern jmp_buf cross_end;

#define Test(suite, title)                                                                                             \
	static void suite##_##title(void);                                                                             \
	__attribute__((constructor)) static void suite##_##title##_add(void)                                           \
	{                                                                                                              \
		static struct cross_test test = {#suite "/" #title, suite##_##title, NULL};                            \
		test.next = cross_tests;                                                                               \
		cross_tests = &test;                                                                                   \
	}                                                                                                              \
	static void suite##_##title(void)

#define CROSS_CHECK(holds, end)                                                                                        \
	do {                                                                                                           \
		if (!(holds)) {                                                                                        \
			printf("%s:%d: %s\n", __FILE__, __LINE__, #holds);                                             \
			cross_failed = true;                                                                           \
			if (end)                                                                                       \
				longjmp(cross_end, 1);                                                                 \
		}                                                                                                      \
	} while (0)

#define cr_assert(holds, ...) CROSS_CHECK(holds, true)
#define cr_assert_eq(a, b, ...) CROSS_CHECK((a) == (b), true)
#define cr_assert_str_eq(a, b, ...) CROSS_CHECK(strcmp(a, b) == 0, true)
#define cr_assert_not_null(a, ...) CROSS_CHECK((a) != NULL, true)
#define cr_expect(holds, ...) CROSS_CHECK(holds, false)
#define cr_expect_eq(a, b, ...) CROSS_CHECK((a) == (b), false)
#define cr_expect_str_eq(a, b, ...) CROSS_CHECK(strcmp(a, b) == 0, false)

#endif
