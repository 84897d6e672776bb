#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

struct row {
	size_t rows, columns;
	double table[12];
	struct segbias_association expected;
};

/* scripts/oracle/stat_association.R: chisq.test(t, correct = FALSE) without empty rows and columns; Bergsma by
 * formula */
static const struct row ROWS[] = {
    {2,
     3,
     {12, 5, 7, 30, 21, 9},
     {2.9177884615384615, 2, 0.23249321648958876, 0.18637482910274372, 0.10377349188140865, 4.5714285714285712}},
    {2,
     2,
     {10, 10, 10, 11},
     {0.023242630385487569, 1, 0.87882781292953083, 0.023809523809523829, 0, 9.7560975609756095}},
    {3,
     3,
     {500, 0, 20, 0, 0, 0, 30, 0, 900},
     {1241.8929145029995, 1, 4.7965507368079519e-272, 0.92546089710534718, 0.92540734521580836, 190.06896551724137}},
    {3,
     4,
     {1.5, 2.25, 40, 8.75, 3, 2, 9, 10, 11, 12, 13, 14},
     {33.960475497969156, 6, 6.8466574265512748e-06, 0.36637566574551722, 0.33483341220889268, 2.9407114624505928}},
};

static bool equal(const struct segbias_association *x, const struct segbias_association *expected)
{
	return near(x->chi2, expected->chi2) && x->df == expected->df && near(x->p, expected->p) &&
	       near(x->v, expected->v) && near(x->v_corrected, expected->v_corrected) &&
	       near(x->expected_min, expected->expected_min);
}

Test(stat_association, agrees_with_r)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_association out;
		segbias_association(ROWS[i].table, ROWS[i].rows, ROWS[i].columns, &out);
		cr_expect(equal(&out, &ROWS[i].expected), "row %zu", i);
	}
}

Test(stat_association, transposed_is_the_same)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct row *x = &ROWS[i];
		double table[12];
		for (size_t cell = 0; cell < x->rows * x->columns; cell++)
			table[cell % x->columns * x->rows + cell / x->columns] = x->table[cell];
		struct segbias_association out;
		segbias_association(table, x->columns, x->rows, &out);
		cr_expect(equal(&out, &x->expected), "row %zu", i);
	}
}

Test(stat_association, full_and_none)
{
	struct segbias_association out;
	segbias_association((double[]){50, 0, 0, 70}, 2, 2, &out);
	cr_expect(near(out.v, 1) && near(out.v_corrected, 1));
	segbias_association((double[]){10, 20, 30, 60}, 2, 2, &out);
	cr_expect(near(out.p, 1) && fabs(out.chi2) < 1e-12 && out.v_corrected == 0);
	/* Two records tell nothing: the corrected sizes are nothing. */
	segbias_association((double[]){1, 0, 0, 1}, 2, 2, &out);
	cr_expect(near(out.v, 1) && isnan(out.v_corrected));
}

Test(stat_association, undefined)
{
	static const double EMPTY[6] = {0};
	static const double ONE_ROW[6] = {1, 2, 3, 0, 0, 0};
	static const double ONE_COLUMN[6] = {0, 2, 0, 0, 5, 0};
	static const double NEGATIVE[6] = {1, 2, 3, -1, 5, 6};
	static const double UNKNOWN[6] = {1, 2, 3, NAN, 5, 6};
	static const double *const BAD[] = {EMPTY, ONE_ROW, ONE_COLUMN, NEGATIVE, UNKNOWN};
	struct segbias_association out;
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		segbias_association(BAD[i], 2, 3, &out);
		cr_expect(isnan(out.chi2) && isnan(out.df) && isnan(out.p) && isnan(out.v) && isnan(out.v_corrected));
	}
	segbias_association(EMPTY, 0, 0, &out);
	cr_expect(isnan(out.chi2));
}

/* Of groups that share no value both V are 1, and no rounding makes them more: a share over 1 cannot be read back. */
Test(stat_association, v_is_at_most_1)
{
	struct segbias_association out;
	for (int a = 1; a <= 30; a++)
		for (int b = 1; b <= 30; b++) {
			const double table[] = {a, 0, 0, b};
			segbias_association(table, 2, 2, &out);
			cr_expect(out.v <= 1 && !(out.v_corrected > 1), "%d %d: %.17g", a, b, out.v_corrected);
		}
}
