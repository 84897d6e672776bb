#include "base/clock.h"

#include <criterion/criterion.h>
#include <time.h>

/* In seconds: a wait of 20 ms is no less, but for how clocks are corrected, and no minute however busy the machine is. */
Test(clock, seconds)
{
	double start = segbias_clock_seconds();
	struct timespec left = {.tv_nsec = 20000000};
	while (nanosleep(&left, &left) != 0)
		;
	double passed = segbias_clock_seconds() - start;
	cr_expect(passed >= .019 && passed < 60, "%g", passed);
}

/* The parts of a second count, and it never runs backwards. */
Test(clock, goes_on)
{
	double before = segbias_clock_seconds();
	int steps = 0;
	for (int i = 0; i < 100000; i++) {
		double now = segbias_clock_seconds();
		cr_assert_geq(now, before);
		steps += now > before;
		before = now;
	}
	cr_expect(steps > 10, "%d", steps);
}
