/* Monte Carlo p of Pearson's chi2: goodness of fit, for many sizes at once, and homogeneity with both margins fixed.
 *
 * Few individuals are drawn one after the other; many, a value at a time. A walk of individuals serves every size on its
 * way, and sum k^2 / w is kept up as it goes: chi2 is that sum up to a factor and a difference. Walks use only exactly
 * defined arithmetic, so that a seed gives the same p everywhere; draws of many also need log and exp, whose last digit
 * is the C library's.
 *
 * source: Hope, JRSS B 30 (1968) for (1 + b) / (1 + B); R chisq.test(simulate.p.value = TRUE) for ties; Vose, IEEE
 * Transactions on Software Engineering 17 (1991) for the alias table; Stadlober, Journal of Computational and Applied
 * Mathematics 31 (1990), ratio of uniforms, for binomials and hypergeometrics; Blackman and Vigna, ACM Transactions on
 * Mathematical Software 47 (2021), xoshiro256++ 1.0, seeded by splitmix64; Knuth, TAOCP 2, 4.2.2, for exact sums.
 */
#include "stats/stats.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double COUNT_MAX = 9007199254740992.;
/* Goodness of fit walks to at most this many individuals, or this many times values - 1. So far a query alone pays up
 * to some times what its binomials would cost (25 individuals each), and thousands together far less. */
static const double WALK_LEAST = 4096, WALK_PER_VALUE = 64;
/* Cells count in 32 bits. */
static const double WALK_MAX = 2147483648.;
/* A hypergeometric costs about as much as this many individuals. */
static const double WALK_PER_HYPERGEOMETRIC = 12;
/* Up to this many drawn or marked individuals are quicker, and up to this mean the search from 0. */
static const double INDIVIDUALS_MAX = 10, SEARCH_MEAN_MAX = 8;

static bool whole(double value)
{
	return value >= 0 && value <= COUNT_MAX && value == floor(value);
}

/* The largest relative error of what is compared; what agrees up to it is a tie. Terms have a few eps (R allows 64), and
 * the observed chi2 was summed over all values. */
static double tie_of(size_t values)
{
	return (64 + (double)values) * DBL_EPSILON;
}

/* chi2 less its rounding errors where expected counts of sum n are subtracted: a gap of k - e is off by about e eps. */
static double least_of(double chi2, double n, size_t values)
{
	double error = tie_of(values) * chi2 + 8 * DBL_EPSILON * sqrt(n * fmax(0, chi2));
	return isinf(chi2) ? chi2 : chi2 - error;
}

/* --- random numbers ------------------------------------------------------------------------------------------------ */

struct stream {
	uint64_t state[4];
};

static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
	return x ^ x >> 31;
}

/* Each number of a seed has a stream of its own. */
static struct stream stream_of(uint64_t seed, uint64_t number)
{
	struct stream stream;
	uint64_t step = UINT64_C(0x9E3779B97F4A7C15);
	uint64_t x = mix(seed + step) + number;
	for (int i = 0; i < 4; i++)
		stream.state[i] = mix(x += step);
	return stream;
}

static uint64_t rotate(uint64_t x, int bits)
{
	return x << bits | x >> (64 - bits);
}

/* In 0 .. 1 - 2^-53, multiples of 2^-53. */
static inline double draw_uniform(struct stream *stream)
{
	uint64_t *s = stream->state;
	uint64_t drawn = rotate(s[0] + s[3], 23) + s[0];
	uint64_t shifted = s[1] << 17;
	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= shifted;
	s[3] = rotate(s[3], 45);
	return (double)(drawn >> 11) * 0x1p-53;
}

/* --- individuals ---------------------------------------------------------------------------------------------------- */

/* Of the alias table: a number in column .. bound is the column's value, in bound .. column + 1 its alias. */
struct column {
	double bound;
	uint32_t alias;
};

/* A value: how many the walk has met. The count of an earlier walk is none. */
struct cell {
	double inverse; /* 1 / weight */
	uint32_t walk;
	uint32_t count;
};

struct walk {
	struct stream stream;
	uint32_t number; /* from 1 */
	size_t values;
	struct column *columns; /* [values] */
	struct cell *cells;     /* [values] */
	const double *weight;   /* [values] */
	double sum, lost;       /* of count^2 / weight, and what rounding took from it */
};

/* sum += term, exactly: what does not fit goes into lost. */
static inline void add_exactly(double *sum, double *lost, double term)
{
	double next = *sum + term;
	double taken = next - *sum;
	*lost += (*sum - (next - taken)) + (term - taken);
	*sum = next;
}

static double exact_sum(const double *numbers, size_t size)
{
	double sum = 0, lost = 0;
	for (size_t i = 0; i < size; i++)
		add_exactly(&sum, &lost, numbers[i]);
	return sum + lost;
}

/* Vose. The stack grows from both ends: low columns and high ones. */
static bool make_columns(struct walk *walk)
{
	size_t values = walk->values;
	double total = exact_sum(walk->weight, values);
	double *height = calloc(values, sizeof *height);
	size_t *stack = calloc(values, sizeof *stack);
	size_t low = 0, high = values;
	for (size_t v = 0; height && stack && v < values; v++) {
		height[v] = walk->weight[v] / total * (double)values;
		walk->columns[v] = (struct column){(double)v + 1, (uint32_t)v};
		if (height[v] < 1)
			stack[low++] = v;
		else
			stack[--high] = v;
	}
	while (low > 0 && high < values) {
		size_t poor = stack[--low];
		size_t rich = stack[high];
		walk->columns[poor] = (struct column){(double)poor + height[poor], (uint32_t)rich};
		height[rich] -= 1 - height[poor];
		if (height[rich] < 1) {
			high++;
			stack[low++] = rich;
		}
	}
	bool made = height && stack;
	free(height);
	free(stack);
	return made;
}

static void walk_release(struct walk *walk)
{
	free(walk->columns);
	free(walk->cells);
}

/* weight[values], each over 0. */
static bool walk_init(struct walk *walk, const double *weight, size_t values)
{
	*walk = (struct walk){.values = values, .weight = weight};
	walk->columns = calloc(values, sizeof *walk->columns);
	walk->cells = calloc(values, sizeof *walk->cells);
	if (!walk->columns || !walk->cells || !make_columns(walk)) {
		walk_release(walk);
		return false;
	}
	for (size_t v = 0; v < values; v++)
		walk->cells[v].inverse = 1 / weight[v];
	return true;
}

static void walk_begin(struct walk *walk, uint64_t seed, uint32_t number)
{
	walk->stream = stream_of(seed, number);
	walk->number = number;
	walk->sum = 0;
	walk->lost = 0;
}

static inline size_t draw_value(const struct walk *walk, struct stream *stream)
{
	double drawn = draw_uniform(stream) * (double)walk->values;
	size_t column = (size_t)drawn;
	size_t alias = walk->columns[column].alias;
	/* A mask instead of a branch, which would be foreseen wrongly every other time. */
	size_t kept = (size_t)0 - (size_t)(drawn < walk->columns[column].bound);
	return alias ^ ((alias ^ column) & kept);
}

static inline double met(const struct walk *walk, const struct cell *cell)
{
	/* As above: half of the cells are of this walk. */
	return cell->count & ((uint32_t)0 - (uint32_t)(cell->walk == walk->number));
}

/* (count + 1)^2 - count^2 */
static inline void meet(struct walk *walk, struct cell *cell, double count)
{
	cell->walk = walk->number;
	cell->count = (uint32_t)count + 1;
	add_exactly(&walk->sum, &walk->lost, (2 * count + 1) * cell->inverse);
}

/* --- many at once --------------------------------------------------------------------------------------------------- */

/* A distribution of whole numbers around its mode. Its density at mode + d is, in units of that at the mode,
 * exp(d slope) times the product of y! / (y + d)! over `rising` and of y! / (y - d)! over `falling`. */
struct bell {
	double mode, centre; /* mean - mode */
	double variance;
	double low, high; /* of d */
	double slope;     /* with log(y) of all factorials */
	int pairs;
	double rising[2], falling[2]; /* y + 1 */
};

/* log(gamma(y)) less Stirling's (y - 1/2) log y - y + log(2 pi) / 2, y whole and over 0. */
static double stirling_rest(double y)
{
	static const double FIRST[] = {0.081061466795327258,  0.041340695955409294,  0.027677925684998339,
	                               0.020790672103765093,  0.016644691189821192,  0.013876128823070748,
	                               0.01189670994589177,   0.010411265261972097,  0.0092554621827127329,
	                               0.0083305634333628713, 0.0075736754879518408, 0.0069428401072095299,
	                               0.0064089941880042071, 0.0059513701127588477, 0.0055547335519628014};
	if (y < 16)
		return FIRST[(int)y - 1];
	double square = 1 / (y * y);
	return (1. / 12 - (1. / 360 - square / 1260) * square) / y;
}

/* log(gamma(y + d) / gamma(y)) - d (log(y) - 1) */
static double factorial_step(double y, double d)
{
	return (y + d - .5) * log1p(d / y) + stirling_rest(y + d) - stirling_rest(y);
}

static double log_density(const struct bell *bell, double d)
{
	double sum = d * bell->slope;
	for (int i = 0; i < bell->pairs; i++)
		sum -= factorial_step(bell->rising[i], d) + factorial_step(bell->falling[i], -d);
	return sum;
}

/* Stadlober's ratio of uniforms: points under the square root of the density, in a box that holds it. */
static double draw_bell(struct stream *stream, const struct bell *bell)
{
	static const double PER_SPREAD = 1.7155277699214135; /* 2 sqrt(2 / e) */
	static const double BEYOND = .8989161620588988;      /* 3 - 2 sqrt(3 / e) */
	double width = PER_SPREAD * sqrt(bell->variance + .5) + BEYOND;
	for (;;) {
		double height = 1 - draw_uniform(stream);
		double d = floor(bell->centre + .5 + width * (draw_uniform(stream) - .5) / height);
		if (d < bell->low || d > bell->high)
			continue;
		double density = log_density(bell, d);
		/* Both sides of 2 log(height), without a logarithm. */
		if (height * (4 - height) - 3 <= density)
			return bell->mode + d;
		if (height * (height - density) < 1 && 2 * log(height) <= density)
			return bell->mode + d;
	}
}

/* The number of successes in `size` draws, where success and failure stand hits to misses, and each draw takes `taken`
 * (1 or 0) of what it met. `none` is the probability of none. */
struct search {
	double size, hits, misses, taken, none;
};

/* For small means: one number is compared with the cumulated probabilities from 0 on. */
static double draw_search(struct stream *stream, const struct search *search)
{
	/* Beyond it there is only rounding: a mean of 8 has no 120. */
	int end = (int)fmin(120, search->size);
	for (;;) {
		double left = draw_uniform(stream);
		double density = search->none;
		for (int k = 0; k <= end; k++) {
			if (left < density)
				return k;
			left -= density;
			density *= (search->size - k) / (k + 1) * (search->hits - search->taken * k) /
			           (search->misses - search->taken * (search->size - k - 1));
		}
	}
}

/* q = 1 - p, both given because one of them has lost its digits where the other is small. */
static double draw_binomial(struct stream *stream, double n, double p, double q)
{
	if (p > q)
		return n - draw_binomial(stream, n, q, p);
	double mean = n * p;
	if (mean < SEARCH_MEAN_MAX) {
		struct search search = {n, p, q, 0, exp(n * log1p(-p))};
		return draw_search(stream, &search);
	}
	double mode = floor((n + 1) * p);
	struct bell bell = {.mode = mode, .centre = mean - mode, .variance = mean * q, .low = -mode, .high = n - mode};
	bell.slope = log(p * (n - mode + 1) / (q * (mode + 1)));
	bell.pairs = 1;
	bell.rising[0] = mode + 1;
	bell.falling[0] = n - mode + 1;
	return draw_bell(stream, &bell);
}

/* How many of `few` taken from N, without putting back, are among `many` of them. few <= many <= N / 2. */
static double draw_overlap(struct stream *stream, double few, double many, double N)
{
	double mean = few * (many / N);
	if (few <= INDIVIDUALS_MAX) {
		double k = 0;
		for (int i = 0; i < few; i++)
			k += draw_uniform(stream) * (N - i) < many - k;
		return k;
	}
	if (mean < SEARCH_MEAN_MAX) {
		struct search search = {few, many, N - many, 1, 0};
		search.none = exp(factorial_step(N + 1, -few) - factorial_step(N - many + 1, -few) +
		                  few * log1p(-many / (N + 1)));
		return draw_search(stream, &search);
	}
	double rest = N - few - many;
	double mode = floor((few + 1) * ((many + 1) / (N + 2)));
	struct bell bell = {.mode = mode, .centre = mean - mode, .low = -mode, .high = few - mode};
	bell.variance = mean * (1 - many / N) * ((N - few) / (N - 1));
	bell.slope = log((few - mode + 1) / (mode + 1) * ((many - mode + 1) / (rest + mode + 1)));
	bell.pairs = 2;
	bell.rising[0] = mode + 1;
	bell.rising[1] = rest + mode + 1;
	bell.falling[0] = few - mode + 1;
	bell.falling[1] = many - mode + 1;
	return draw_bell(stream, &bell);
}

/* How many of n drawn from N without replacement are among K of them. */
static double draw_hypergeometric(struct stream *stream, double n, double N, double K)
{
	double drawn = fmin(n, N - n);
	double marked = fmin(K, N - K);
	double k = draw_overlap(stream, fmin(drawn, marked), fmax(drawn, marked), N);
	if (marked < K)
		k = drawn - k;
	return drawn < n ? K - k : k;
}

/* --- goodness of fit ------------------------------------------------------------------------------------------------ */

/* A query among those of its size, which stand together in this order of `least`. */
struct entry {
	double n;
	double least; /* what a replicate reaches that is as extreme */
	size_t query;
	size_t same; /* on the first of its size: how many there are */
	uint64_t extreme;
};

struct fit {
	const double *reference;
	size_t values;
	struct entry *entries;
	size_t size;
	unsigned replicates;
	uint64_t seed;
};

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left;
	const struct entry *b = right;
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	return (a->least > b->least) - (a->least < b->least);
}

static double walk_end(size_t values)
{
	return fmin(WALK_MAX, fmax(WALK_LEAST, WALK_PER_VALUE * ((double)values - 1)));
}

static void collect_entries(struct fit *fit, const struct segbias_chi2_query *queries, size_t count)
{
	/* A walk has the sum; chi2 = sum / n - 2 n + n times the sum of the shares, which is 1 but for rounding. */
	double over = exact_sum(fit->reference, fit->values) - 1;
	for (size_t i = 0; i < count; i++) {
		double n = queries[i].n;
		double chi2 = queries[i].chi2;
		if (!whole(n) || n == 0 || isnan(chi2))
			continue;
		struct entry entry = {.n = n, .query = i};
		entry.least = n <= walk_end(fit->values) ? n * (chi2 + n * (1 - over)) * (1 - tie_of(fit->values))
		                                         : least_of(chi2, n, fit->values);
		fit->entries[fit->size++] = entry;
	}
	qsort(fit->entries, fit->size, sizeof *fit->entries, compare_entries);
	for (size_t i = fit->size; i-- > 0;) {
		struct entry *entry = &fit->entries[i];
		entry->same = 1;
		if (i + 1 < fit->size && entry->n == entry[1].n)
			entry->same += entry[1].same;
	}
}

/* Counts the replicate for the last entry that it is as extreme as; it is so for those before, too. */
static void count_replicate(struct entry *entries, double reached)
{
	size_t low = 0, high = entries->same;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (reached >= entries[middle].least)
			low = middle + 1;
		else
			high = middle;
	}
	if (low > 0)
		entries[low - 1].extreme++;
}

static void walk_on(struct walk *walk, uint64_t steps)
{
	/* A copy: the compiler cannot know that the cells are not the stream. */
	struct stream stream = walk->stream;
	for (; steps > 0; steps--) {
		struct cell *cell = &walk->cells[draw_value(walk, &stream)];
		meet(walk, cell, met(walk, cell));
	}
	walk->stream = stream;
}

/* The first `size` entries. */
static bool fit_by_walks(struct fit *fit, size_t size)
{
	struct walk walk;
	if (size == 0)
		return true;
	if (!walk_init(&walk, fit->reference, fit->values))
		return false;
	for (uint32_t replicate = 0; replicate < fit->replicates; replicate++) {
		double n = 0;
		walk_begin(&walk, fit->seed, replicate + 1);
		for (size_t i = 0; i < size; i += fit->entries[i].same) {
			walk_on(&walk, (uint64_t)(fit->entries[i].n - n));
			n = fit->entries[i].n;
			count_replicate(&fit->entries[i], walk.sum + walk.lost);
		}
	}
	walk_release(&walk);
	return true;
}

/* One size. count, later[values] */
static void fit_size(const struct fit *fit, struct entry *entries, double *count, const double *later)
{
	double n = entries->n;
	/* Apart from those of the walks. */
	struct stream stream = stream_of(fit->seed, ~(uint64_t)n);
	for (uint32_t replicate = 0; replicate < fit->replicates; replicate++) {
		double left = n;
		for (size_t v = 0; v + 1 < fit->values; v++) {
			double all = fit->reference[v] + later[v];
			count[v] = draw_binomial(&stream, left, fit->reference[v] / all, later[v] / all);
			left -= count[v];
		}
		count[fit->values - 1] = left;
		count_replicate(entries, segbias_distance_chi2(count, fit->reference, fit->values, n));
	}
}

/* The entries from `first` on. */
static bool fit_by_binomials(struct fit *fit, size_t first)
{
	if (first == fit->size)
		return true;
	double *count = calloc(fit->values, sizeof *count);
	double *later = calloc(fit->values, sizeof *later);
	bool ok = count && later;
	for (size_t v = fit->values; ok && v-- > 1;)
		later[v - 1] = later[v] + fit->reference[v];
	for (size_t i = first; ok && i < fit->size; i += fit->entries[i].same)
		fit_size(fit, &fit->entries[i], count, later);
	free(count);
	free(later);
	return ok;
}

static double p_of(uint64_t extreme, unsigned replicates)
{
	return (1 + (double)extreme) / (1 + (double)replicates);
}

static bool reference_valid(const double *reference, size_t values)
{
	for (size_t v = 0; v < values; v++)
		if (!(reference[v] > 0 && reference[v] <= 1))
			return false;
	return values > 0 && values <= UINT32_MAX;
}

bool segbias_chi2_monte_carlo(const double *reference, size_t values, struct segbias_chi2_query *queries, size_t count,
                              unsigned replicates, uint64_t seed)
{
	struct fit fit = {.reference = reference, .values = values, .replicates = replicates, .seed = seed};
	fit.entries = calloc(count + 1, sizeof *fit.entries);
	if (!fit.entries)
		return false;
	if (reference_valid(reference, values))
		collect_entries(&fit, queries, count);
	size_t near = 0;
	while (near < fit.size && fit.entries[near].n <= walk_end(values))
		near++;
	bool ok = fit_by_walks(&fit, near) && fit_by_binomials(&fit, near);
	for (size_t i = 0; ok && i < count; i++)
		queries[i].p = NAN;
	for (size_t i = fit.size; ok && i-- > 0;) {
		struct entry *entry = &fit.entries[i];
		if (entry->same > 1)
			entry->extreme += entry[1].extreme;
		queries[entry->query].p = p_of(entry->extreme, replicates);
	}
	free(fit.entries);
	return ok;
}

/* --- homogeneity ---------------------------------------------------------------------------------------------------- */

/* A table of two rows: one of them, of n among N. */
struct margins {
	double *total; /* [values], each over 0 */
	size_t values;
	double n, N;
	double chi2;
	unsigned replicates;
	uint64_t seed;
};

static double sum_of_squares(const struct walk *walk, const uint32_t *count)
{
	double sum = 0;
	for (size_t v = 0; v < walk->values; v++)
		sum += (double)count[v] * count[v] * walk->cells[v].inverse;
	return sum;
}

/* Without replacement: a value that was met k times is met again with probability 1 - k / total. */
static bool count_individuals(const struct margins *table, uint64_t *extreme)
{
	struct walk walk;
	uint32_t *count = calloc(table->values, sizeof *count);
	if (!count || !walk_init(&walk, table->total, table->values)) {
		free(count);
		return false;
	}
	/* chi2 = (sum - n^2 / N) N^2 / (n (N - n)) */
	double share = table->n / table->N;
	double least =
	    share * (table->n + table->chi2 * ((table->N - table->n) / table->N)) * (1 - tie_of(table->values));
	for (uint32_t replicate = 0; replicate < table->replicates; replicate++) {
		walk_begin(&walk, table->seed, replicate + 1);
		memset(count, 0, table->values * sizeof *count);
		for (double left = table->n; left > 0;) {
			size_t v = draw_value(&walk, &walk.stream);
			/* Also where nobody was met: a branch on that would be foreseen wrongly every other time. */
			if (draw_uniform(&walk.stream) * table->total[v] < count[v])
				continue;
			count[v]++;
			left--;
		}
		*extreme += sum_of_squares(&walk, count) >= least;
	}
	walk_release(&walk);
	free(count);
	return true;
}

/* One table; its chi2. */
static double draw_table(struct stream *stream, const struct margins *table)
{
	double share = table->n / table->N;
	double left = table->n;
	double rest = table->N;
	double sum = 0;
	for (size_t v = 0; v < table->values; v++) {
		double total = table->total[v];
		double count = draw_hypergeometric(stream, left, rest, total);
		double gap = count - total * share;
		sum += gap * gap / total;
		left -= count;
		rest -= total;
	}
	return sum / share / ((table->N - table->n) / table->N);
}

static void count_tables(const struct margins *table, uint64_t *extreme)
{
	struct stream stream = stream_of(table->seed, 0);
	double least = least_of(table->chi2, table->n, table->values);
	for (uint32_t replicate = 0; replicate < table->replicates; replicate++)
		*extreme += draw_table(&stream, table) >= least;
}

/* Columns with nobody say nothing and are left out. false: a total or N is out of its range. */
static bool collect_totals(struct margins *table, const double *total, size_t values)
{
	for (size_t v = 0; v < values; v++) {
		if (!whole(total[v]) || total[v] > COUNT_MAX - table->N)
			return false;
		table->N += total[v];
		if (total[v] > 0)
			table->total[table->values++] = total[v];
	}
	return table->values <= UINT32_MAX;
}

double segbias_homogeneity_monte_carlo(const double *total, size_t values, double n, double chi2, unsigned replicates,
                                       uint64_t seed)
{
	double p = NAN;
	uint64_t extreme = 0;
	struct margins table = {.chi2 = chi2, .replicates = replicates, .seed = seed};
	table.total = calloc(values + 1, sizeof *table.total);
	if (!table.total || !collect_totals(&table, total, values) || isnan(chi2) || !whole(n) || n == 0 ||
	    n >= table.N)
		goto done;
	/* chi2 is the same for the other row. */
	table.n = fmin(n, table.N - n);
	if (table.n < fmin(WALK_MAX, WALK_PER_HYPERGEOMETRIC * ((double)table.values - 1))) {
		if (!count_individuals(&table, &extreme))
			goto done;
	} else {
		count_tables(&table, &extreme);
	}
	p = p_of(extreme, replicates);
done:
	free(table.total);
	return p;
}
