#include "stats/random.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

/* A whole number from least to about most, each power of ten as often. */
static double any_size(struct segbias_stream *stream, double least, double most)
{
	return floor(least * pow(most / least, segbias_draw_uniform(stream)));
}

/* What the table decides is what the exact density says: two streams stay together. */
Test(stat_random, a_table_of_factorials_changes_no_draw)
{
	enum { CASES = 20000, DRAWS = 20 };
	struct segbias_stream cases = segbias_stream_of(11, 0);
	size_t differing = 0;
	for (uint64_t number = 0; number < CASES; number++) {
		double N = any_size(&cases, 40, number % 2 ? 5e4 : 1e9);
		double n = any_size(&cases, 1, N);
		double K = any_size(&cases, 1, N);
		struct segbias_log_gammas gammas;
		cr_assert(segbias_log_gammas_create(number % 3 ? N : 200, &gammas));
		struct segbias_stream quick = segbias_stream_of(3, number);
		struct segbias_stream exact = quick;
		for (int i = 0; i < DRAWS; i++)
			differing += segbias_draw_hypergeometric(&quick, n, N, K, &gammas) !=
			             segbias_draw_hypergeometric(&exact, n, N, K, NULL);
		for (int i = 0; i < 4; i++)
			differing += quick.state[i] != exact.state[i];
		free(gammas.values);
	}
	cr_expect(differing == 0, "%zu of %d", differing, CASES * DRAWS);
}

Test(stat_random, draws_have_the_mean_and_the_variance_of_a_hypergeometric)
{
	static const double CASES[][3] = {
	    {700, 5000, 900}, {40000, 200000, 3000}, {30, 60, 29}, {2500000, 9000000, 4000000}};
	enum { DRAWS = 200000 };
	for (size_t c = 0; c < sizeof CASES / sizeof *CASES; c++) {
		double n = CASES[c][0];
		double N = CASES[c][1];
		double K = CASES[c][2];
		/* source: Johnson, Kemp and Kotz (2005), Univariate discrete distributions, section 6.3 */
		double mean = n * (K / N);
		double variance = mean * (1 - K / N) * ((N - n) / (N - 1));
		struct segbias_log_gammas gammas;
		cr_assert(segbias_log_gammas_create(N, &gammas));
		struct segbias_stream stream = segbias_stream_of(5, c);
		double sum = 0;
		double squares = 0;
		for (int i = 0; i < DRAWS; i++) {
			double gap = segbias_draw_hypergeometric(&stream, n, N, K, &gammas) - mean;
			sum += gap;
			squares += gap * gap;
		}
		free(gammas.values);
		cr_expect(fabs(sum / DRAWS) < 4.5 * sqrt(variance / DRAWS), "mean of case %zu", c);
		cr_expect(fabs(squares / DRAWS / variance - 1) < 4.5 * sqrt(2. / DRAWS), "variance of case %zu", c);
	}
}
