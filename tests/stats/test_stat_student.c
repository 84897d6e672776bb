#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

/* scripts/oracle/stat_student.R: qt(tail, df, lower.tail = FALSE) */
static const struct {
	double tail, df, t;
} ROWS[] = {
    {0.025, 3, 3.1824463052837091},     {0.025, 59, 2.0009953780882674}, {0.005, 1, 63.656741162871583},
    {1e-10, 12, 19.391546179047737},    {0.4, 0.7, 0.35603136523467072}, {0.975, 30, -2.0422724563012378},
    {0.025, 1e+07, 1.9599642217672053},
};

Test(stat_student, agrees_with_r)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		cr_expect(near(segbias_student_upper_quantile(ROWS[i].tail, ROWS[i].df), ROWS[i].t), "row %zu", i);
}

Test(stat_student, ends)
{
	cr_expect_eq(segbias_student_upper_quantile(.025, INFINITY), segbias_normal_upper_quantile(.025));
	cr_expect(isnan(segbias_student_upper_quantile(.025, 0)) && isnan(segbias_student_upper_quantile(0, 5)) &&
	          isnan(segbias_student_upper_quantile(1, 5)) && isnan(segbias_student_upper_quantile(NAN, 5)) &&
	          isnan(segbias_student_upper_quantile(.1, NAN)));
}

/* scripts/oracle/null_size.py: t.sf(z, df), t.sf(norm.isf(tail), df) */
static const struct {
	double z, tail, df, upper, turned;
} TAILS[] = {
    {2.5, 0.01, 5, 0.027245049671188102, 0.033758793611947932},
    {-1, 0.69999999999999996, 2.5, 0.79796948636086329, 0.67856463742226214},
    {40, 9.9999999999999998e-201, 100, 1.2310538010700368e-63, 2.2636517860205763e-52},
    {0.29999999999999999, 0.5, 1, 0.40722642092225769, 0.5},
    {6, 1.0000000000000001e-09, 10000000, 9.8662136668389822e-10, 1.000034131424803e-09},
};

Test(stat_student, tails_agree_with_scipy)
{
	for (size_t i = 0; i < sizeof TAILS / sizeof *TAILS; i++) {
		cr_expect(near(segbias_student_upper(TAILS[i].z, TAILS[i].df), TAILS[i].upper), "row %zu", i);
		cr_expect(near(segbias_student_tail(TAILS[i].tail, TAILS[i].df), TAILS[i].turned), "row %zu", i);
	}
	cr_expect_eq(segbias_student_upper(2, INFINITY), segbias_normal_upper(2));
	cr_expect(segbias_student_tail(0, 5) == 0 && segbias_student_tail(1, 5) == 1);
	cr_expect(isnan(segbias_student_upper(NAN, 5)) && isnan(segbias_student_upper(1, 0)) &&
	          isnan(segbias_student_tail(NAN, 5)) && isnan(segbias_student_tail(-.1, 5)) &&
	          isnan(segbias_student_tail(.1, 0)));
}
