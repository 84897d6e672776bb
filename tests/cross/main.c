/* Runs the tests of a program that was built with criterion/criterion.h of this folder. */
#include <criterion/criterion.h>

struct cross_test *cross_tests;
bool cross_failed;
jmp_buf cross_end;

static bool passes(const struct cross_test *test)
{
	cross_failed = false;
	if (setjmp(cross_end) == 0)
		test->run();
	return !cross_failed;
}

int main(void)
{
	int passed = 0;
	int failed = 0;
	for (struct cross_test *test = cross_tests; test; test = test->next) {
		bool pass = passes(test);
		if (!pass)
			printf("failed: %s\n", test->name);
		passed += pass;
		failed += !pass;
	}
	printf("%d passed, %d failed\n", passed, failed);
	return failed > 0;
}
