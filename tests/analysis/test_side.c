#include "analysis/side.h"

#include <criterion/criterion.h>
#include <math.h>

static struct segbias_cell sum(const struct segbias_cell *cells, size_t count)
{
	struct segbias_cell known = {0};
	for (size_t i = 0; i < count; i++) {
		known.count += cells[i].count;
		known.units += cells[i].units;
		known.weight += cells[i].weight;
		known.square += cells[i].square;
	}
	return known;
}

static struct segbias_side measure(const struct segbias_side_input *input)
{
	struct segbias_side side;
	cr_assert_eq(segbias_side_measure(input, &side, NULL), SEGBIAS_OK);
	return side;
}

static bool near(double a, double b)
{
	return fabs(a - b) <= 1e-12 * fabs(b);
}

/* Counts of records are what they are; weights of 1 cost n / (n - 1), as the variance from a sample does. */
Test(side, plain_and_equal_weights)
{
	static const struct segbias_cell cells[] = {{30, 30, 30, 30, 30, 0, 0, 0, 0}, {70, 70, 70, 70, 70, 0, 0, 0, 0}};
	struct segbias_cell known = sum(cells, 2);
	struct segbias_side_input input = {.cells = cells, .values = 2, .known = &known};
	struct segbias_side plain = measure(&input);
	input.weighted = true;
	struct segbias_side weighted = measure(&input);
	cr_expect(plain.plain && plain.uniform && plain.pooled == 100 && plain.effective[1] == 100);
	cr_expect(!weighted.uniform && near(weighted.pooled, 99) && near(weighted.effective[0], 99));
	segbias_side_release(&plain);
	segbias_side_release(&weighted);
}

/* A declared design effect divides records, whatever the weights; its products are those of 25 records, of n - 1. */
Test(side, declared)
{
	static const struct segbias_cell cells[] = {{30, 45, 90, 30, 90, 0, 0, 0, 0},
	                                            {70, 105, 200, 70, 200, 0, 0, 0, 0}};
	struct segbias_cell known = sum(cells, 2);
	struct segbias_side_input input = {.cells = cells, .values = 2, .known = &known, .weighted = true, .deff = 4};
	struct segbias_side side = measure(&input);
	double variance[2];
	struct segbias_spread spread = segbias_side_spread(&side);
	cr_expect(side.uniform && !side.plain && side.pooled == 25 && side.effective[0] == 25);
	cr_assert(segbias_spread_variances(&spread, variance));
	cr_expect(near(variance[0], .3 * .7 / 24) && near(variance[1], .3 * .7 / 24));
	segbias_side_release(&side);
}

/* Nothing varies: every record has the one value, or every person the same mixture. Then Kish's size over clusters. */
Test(side, without_variance)
{
	static const struct segbias_cell one[] = {{3, 6, 14, 3, 14, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0, 0}};
	struct segbias_cell known = sum(one, 2);
	struct segbias_side_input input = {.cells = one, .values = 2, .known = &known, .weighted = true};
	struct segbias_side side = measure(&input);
	cr_expect(near(side.pooled, 36. / 14) && side.effective[0] == side.pooled && side.effective[1] == side.pooled);
	segbias_side_release(&side);

	/* three persons with 1, 2 and 3 records of either value */
	static const struct segbias_cell half[] = {{6, 6, 6, 6, 6, 0, 0, 0, 0}, {6, 6, 6, 6, 6, 0, 0, 0, 0}};
	static const struct segbias_gram_entry entries[] = {{0, 1}, {1, 1}, {0, 2}, {1, 2}, {0, 3}, {1, 3}};
	static const struct segbias_gram_vector vectors[] = {
	    {entries, 2, 1, 1}, {entries + 2, 2, 1, 1}, {entries + 4, 2, 1, 1}};
	struct segbias_group_spread spread = {
	    .gram = {2, vectors, 3, NULL, 0, 1}, .clusters = 3, .square = 56, .df = 2};
	known = sum(half, 2);
	input = (struct segbias_side_input){.cells = half, .values = 2, .known = &known, .spread = &spread};
	side = measure(&input);
	cr_expect(side.clustered && near(side.pooled, 144. / 56) && near(side.effective[1], 144. / 56));
	segbias_side_release(&side);
}

/* One person, or no record at all, has no variance. */
Test(side, too_few)
{
	static const struct segbias_cell cells[] = {{2, 2, 2, 2, 2, 0, 0, 0, 0}, {1, 1, 1, 1, 1, 0, 0, 0, 0}};
	static const struct segbias_gram_entry entries[] = {{0, 2}, {1, 1}};
	static const struct segbias_gram_vector vector = {entries, 2, 1, 1};
	struct segbias_group_spread spread = {.gram = {2, &vector, 1, NULL, 0, 1}, .clusters = 1, .square = 9, .df = 0};
	struct segbias_cell known = sum(cells, 2);
	struct segbias_side_input input = {.cells = cells, .values = 2, .known = &known, .spread = &spread};
	struct segbias_side side = measure(&input);
	cr_expect(side.pooled == 1 && side.effective[0] == 1);
	segbias_side_release(&side);

	static const struct segbias_cell nothing[2];
	known = sum(nothing, 2);
	input = (struct segbias_side_input){.cells = nothing, .values = 2, .known = &known, .weighted = true};
	side = measure(&input);
	cr_expect(isnan(side.pooled) && isnan(side.effective[1]) && side.gram.vector_count == 0);
	segbias_side_release(&side);
}

/* The two rows of the table stand at their effective sizes, and so do their products. */
Test(side, joined)
{
	static const struct segbias_cell cells[] = {{2, 8, 40, 2, 40, 0, 0, 0, 0}, {2, 8, 40, 2, 40, 0, 0, 0, 0}};
	struct segbias_cell known = sum(cells, 2);
	struct segbias_side_input input = {.cells = cells, .values = 2, .known = &known, .weighted = true};
	struct segbias_side side = measure(&input);
	struct segbias_joined joined;
	cr_assert(segbias_sides_join(&side, &side, &joined));
	struct segbias_gram_part second = segbias_side_second(&side);
	double n = 0;
	for (size_t i = 0; i < 4; i++)
		n += joined.totals[i];
	cr_expect(near(n, 2 * side.pooled) && joined.totals[0] == joined.totals[1]);
	cr_expect(joined.query.own.gram.vector_count == 2 && joined.query.own.step == 2 && joined.query.own.first == 0);
	cr_expect(second.gram.vectors[1].entries->cell == 1 && second.step == 2 && second.first == 1);
	cr_expect(near(second.gram.scale, pow(side.pooled / 16, 2)));
	segbias_joined_release(&joined);
	segbias_side_release(&side);
}
