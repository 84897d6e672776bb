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
