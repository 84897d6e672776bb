/* Monte Carlo p of Pearson's chi2: goodness of fit, and homogeneity with both margins fixed, each for many sizes at once.
 *
 * Few individuals are drawn one after the other; many, a value at a time. A walk of individuals serves every size on its
 * way, and of a fit sum k^2 / w is kept up as it goes: chi2 is that sum up to a factor and a difference. Walks use only
 * exactly defined arithmetic, so that a seed gives the same p everywhere; draws of many also need log and exp, whose last
 * digit is the C library's. A p whose size is known well enough stops early; few tables are counted, not drawn.
 *
 * source: Hope, JRSS B 30 (1968) for (1 + b) / (1 + B); Besag and Clifford, Biometrika 78 (1991), for stopping; R chisq.test(simulate.p.value = TRUE) for ties; Vose, IEEE
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
/* Homogeneity walks to at most this many individuals, as fits do, but of whom each pays for a replicate of its own. */
static const double ROW_LEAST = 256, ROW_PER_VALUE = 12;
/* Up to this many tables are counted: about what the draws would cost. */
static const double TABLES_MAX = 10000;

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

/* How often a replicate was as extreme, of how many. */
struct reached {
	uint64_t extreme, drawn;
	bool stopped;    /* with an extreme one */
	uint64_t enough; /* of extreme ones: p need not be known better; 0: it is to be known */
};

/* Stopped early, (1 + b) / (1 + B) would be too small. */
static double p_of(const struct reached *reached, const struct segbias_monte_carlo *draws)
{
	if (reached->stopped)
		return (double)reached->extreme / (double)reached->drawn;
	return (1 + (double)reached->extreme) / (1 + (double)draws->replicates);
}

/* Whether that was the last replicate. */
static bool add_replicate(struct reached *reached, bool extreme, const struct segbias_monte_carlo *draws)
{
	reached->drawn++;
	reached->extreme += extreme;
	reached->stopped = draws->stop > 0 && reached->extreme == draws->stop;
	return reached->stopped || reached->drawn >= draws->replicates ||
	       (reached->enough > 0 && reached->extreme >= reached->enough);
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
	size_t same;    /* on the first of its size: how many there are */
	size_t stopped; /* on the first of its size: how many of them, the first ones, have their p */
	struct reached reached;
};

struct fit {
	const double *reference;
	size_t values;
	struct entry *entries;
	size_t size;
	const struct segbias_monte_carlo *draws;
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

/* The first of them that the replicate is not as extreme as. */
static size_t count_extreme(const struct entry *entries, double statistic)
{
	size_t low = 0, high = entries->same;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (statistic >= entries[middle].least)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
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

/* The first `size` entries. They do not stop: a walk costs the same with one size fewer. */
static bool fit_by_walks(struct fit *fit, size_t size)
{
	struct walk walk;
	if (size == 0)
		return true;
	if (!walk_init(&walk, fit->reference, fit->values))
		return false;
	for (uint32_t replicate = 0; replicate < fit->draws->replicates; replicate++) {
		double n = 0;
		walk_begin(&walk, fit->draws->seed, replicate + 1);
		for (size_t i = 0; i < size; i += fit->entries[i].same) {
			walk_on(&walk, (uint64_t)(fit->entries[i].n - n));
			n = fit->entries[i].n;
			size_t end = count_extreme(&fit->entries[i], walk.sum + walk.lost);
			if (end > 0) /* for the last one: those before are reached, too */
				fit->entries[i + end - 1].reached.extreme++;
		}
	}
	for (size_t i = size; i-- > 0;) {
		fit->entries[i].reached.drawn = fit->draws->replicates;
		if (fit->entries[i].same > 1)
			fit->entries[i].reached.extreme += fit->entries[i + 1].reached.extreme;
	}
	walk_release(&walk);
	return true;
}

/* Counts the replicate for the entries of a size that have not stopped. Those that are reached first stop first. Whether
 * it was the last. */
static bool add_to_entries(struct entry *entries, double statistic, const struct segbias_monte_carlo *draws)
{
	size_t end = count_extreme(entries, statistic);
	bool last = true;
	for (size_t i = entries->stopped; i < entries->same; i++) {
		bool stops = add_replicate(&entries[i].reached, i < end, draws);
		entries->stopped += stops;
		last = last && stops;
	}
	return last;
}

/* One size. count, later[values] */
static void fit_size(const struct fit *fit, struct entry *entries, double *count, const double *later)
{
	double n = entries->n;
	bool stopped = false;
	/* Apart from those of the walks. */
	struct stream stream = stream_of(fit->draws->seed, ~(uint64_t)n);
	for (uint32_t replicate = 0; replicate < fit->draws->replicates && !stopped; replicate++) {
		double left = n;
		for (size_t v = 0; v + 1 < fit->values; v++) {
			double all = fit->reference[v] + later[v];
			count[v] = draw_binomial(&stream, left, fit->reference[v] / all, later[v] / all);
			left -= count[v];
		}
		count[fit->values - 1] = left;
		double chi2 = segbias_distance_chi2(count, fit->reference, fit->values, n);
		stopped = add_to_entries(entries, chi2, fit->draws);
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

static bool reference_valid(const double *reference, size_t values)
{
	for (size_t v = 0; v < values; v++)
		if (!(reference[v] > 0 && reference[v] <= 1))
			return false;
	return values > 0 && values <= UINT32_MAX;
}

bool segbias_chi2_monte_carlo(const double *reference, size_t values, struct segbias_chi2_query *queries, size_t count,
                              const struct segbias_monte_carlo *draws)
{
	struct fit fit = {.reference = reference, .values = values, .draws = draws};
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
	for (size_t i = 0; ok && i < fit.size; i++)
		queries[fit.entries[i].query].p = p_of(&fit.entries[i].reached, draws);
	free(fit.entries);
	return ok;
}

/* --- homogeneity ---------------------------------------------------------------------------------------------------- */

/* A table of two rows with fixed margins, one of them, of n among N, being drawn. Its individuals are those of all tables
 * (the shared ones) and own ones. Of the n a number of own ones is drawn, and others are shared ones: the first of a walk
 * that all tables share. So a replicate costs a table little more than a few own draws. */
struct table {
	double n, N;
	double least;     /* of sum (k - e)^2 / total, what a replicate reaches that is as extreme */
	double *inverse;  /* [values] 1 / total, 0 where that is 0 */
	double *chance;   /* cumulated, of `fewest` own ones, one more, ... */
	uint32_t chances; /* how many of them */
	uint32_t fewest;
	uint32_t own;       /* own individuals, */
	uint32_t *value_of; /* [own], shuffled as they are drawn */
	size_t query;
	struct reached reached;
};

struct tables {
	const double *shared; /* [values] */
	double shared_sum;
	size_t values;
	struct segbias_homogeneity_query *queries;
	size_t count;
	const struct segbias_monte_carlo *draws;
	struct table *walked; /* by n */
	size_t size;
};

/* Of one query: its totals. false: out of its range. */
struct margins {
	double *total; /* [values] */
	double n, N;   /* of the smaller row, of both */
	double own;
	size_t columns; /* with somebody */
};

static bool read_margins(const struct tables *tables, const struct segbias_homogeneity_query *query,
                         struct margins *margins)
{
	margins->N = margins->own = 0;
	margins->columns = 0;
	for (size_t v = 0; v < tables->values; v++) {
		double own = query->own ? query->own[v] : 0;
		double total = tables->shared[v] + own;
		if (!whole(tables->shared[v]) || !whole(own) || !(total <= COUNT_MAX - margins->N))
			return false;
		margins->total[v] = total;
		margins->N += total;
		margins->own += own;
		margins->columns += total > 0;
	}
	/* chi2 is the same for the other row. */
	margins->n = fmin(query->n, margins->N - query->n);
	return whole(query->n) && query->n > 0 && query->n < margins->N && !isnan(query->chi2);
}

/* chi2 = sum (k - e)^2 / total, divided by the share of the row and by that of the other. */
static double chi2_unit(const struct margins *margins)
{
	return margins->n / margins->N * ((margins->N - margins->n) / margins->N);
}

/* --- homogeneity: all tables ---------------------------------------------------------------------------------------- */

/* How many tables there are, up to `most`; way[n + 1]. */
static double count_ways(const struct margins *margins, size_t values, double most, double *way)
{
	size_t n = (size_t)margins->n;
	memset(way, 0, (n + 1) * sizeof *way);
	way[0] = 1;
	for (size_t v = 0; v < values; v++) {
		double total = margins->total[v];
		for (size_t k = 1; k <= n; k++)
			way[k] += way[k - 1];
		for (size_t k = n + 1; k-- > 0 && (double)k > total;)
			way[k] -= way[k - 1 - (size_t)total];
		for (size_t k = 0; k <= n; k++)
			way[k] = fmin(way[k], 2 * most * (double)(n + 1));
	}
	return way[n];
}

/* No more than the number of tables: the largest value takes what the others leave, and they have room around their means
 * (within `room`, which the largest can make up for), or from none on. */
static double least_ways(const struct margins *margins, size_t values)
{
	double around = 1, from_none = 1, largest = 0;
	double share = margins->n / margins->N;
	double others = fmax(1, (double)margins->columns - 1);
	size_t at = 0;
	for (size_t v = 0; v < values; v++) {
		at = margins->total[v] > largest ? v : at;
		largest = fmax(largest, margins->total[v]);
	}
	double room = floor((floor(largest * fmin(share, 1 - share)) - 1) / others);
	for (size_t v = 0; v < values; v++) {
		double total = v == at ? 0 : margins->total[v];
		around *= 1 + 2 * fmax(0, fmin(room, floor(total * fmin(share, 1 - share)) - 1));
		from_none *= 1 + fmin(total, floor(margins->n / others));
	}
	return largest >= margins->n ? fmax(around, from_none) : around;
}

/* Whether all tables are to be counted. */
static bool are_few(const struct margins *margins, size_t values, bool *memory)
{
	static const size_t VALUES_MAX = 64;
	if (values > VALUES_MAX || margins->n > TABLES_MAX || least_ways(margins, values) > TABLES_MAX)
		return false;
	double *way = calloc((size_t)margins->n + 1, sizeof *way);
	bool few = way && count_ways(margins, values, TABLES_MAX, way) <= TABLES_MAX;
	*memory = *memory && way;
	free(way);
	return few;
}

/* All tables, a value after the other. A table's chance is the product of weights, in units of that at the means. */
struct enumeration {
	const struct margins *margins;
	size_t values;
	double least;
	double *weight, *term; /* [values][n + 1] */
	double *later;         /* [values + 1] individuals of this value and the later ones */
	double extreme, all;   /* sums of chances */
};

static void weigh_value(const struct enumeration *e, size_t v)
{
	double total = e->margins->total[v];
	double share = e->margins->n / e->margins->N;
	double odds = e->margins->n / (e->margins->N - e->margins->n);
	size_t row = (size_t)e->margins->n + 1;
	size_t most = (size_t)fmin(e->margins->n, total);
	size_t mean = (size_t)fmin(rint(total * share), (double)most);
	double *weight = e->weight + v * row;
	double *term = e->term + v * row;
	weight[mean] = 1;
	for (size_t k = mean; k < most; k++)
		weight[k + 1] = weight[k] * ((total - (double)k) / (double)(k + 1) * odds);
	for (size_t k = mean; k > 0; k--)
		weight[k - 1] = weight[k] / ((total - (double)(k - 1)) / (double)k * odds);
	for (size_t k = 0; k <= most; k++) {
		double gap = (double)k - total * share;
		term[k] = total > 0 ? gap * gap / total : 0;
	}
}

static void enumerate(struct enumeration *e, size_t v, double left, double chance, double sum)
{
	size_t row = (size_t)e->margins->n + 1;
	const double *weight = e->weight + v * row;
	const double *term = e->term + v * row;
	if (v + 1 == e->values) {
		double product = chance * weight[(size_t)left];
		e->all += product;
		if (sum + term[(size_t)left] >= e->least)
			e->extreme += product;
		return;
	}
	size_t most = (size_t)fmin(left, e->margins->total[v]);
	for (size_t k = (size_t)fmax(0, left - e->later[v + 1]); k <= most; k++)
		enumerate(e, v + 1, left - (double)k, chance * weight[k], sum + term[k]);
}

/* NaN: out of memory. */
static double enumerate_tables(const struct margins *margins, size_t values, double chi2)
{
	struct enumeration e = {.margins = margins, .values = values};
	size_t row = (size_t)margins->n + 1;
	double p = NAN;
	e.least = least_of(chi2, margins->n, values) * chi2_unit(margins);
	e.weight = calloc(values * row, sizeof *e.weight);
	e.term = calloc(values * row, sizeof *e.term);
	e.later = calloc(values + 1, sizeof *e.later);
	if (e.weight && e.term && e.later) {
		for (size_t v = values; v-- > 0;) {
			e.later[v] = e.later[v + 1] + margins->total[v];
			weigh_value(&e, v);
		}
		enumerate(&e, 0, margins->n, 1, 0);
		p = e.extreme / e.all;
	}
	free(e.weight);
	free(e.term);
	free(e.later);
	return p;
}

/* --- homogeneity: a table by itself --------------------------------------------------------------------------------- */

/* sum (k - e)^2 / total of one table, a value at a time. */
static double draw_table(struct stream *stream, const struct margins *margins, size_t values)
{
	double share = margins->n / margins->N;
	double left = margins->n;
	double rest = margins->N;
	double sum = 0;
	for (size_t v = 0; v < values && rest > 0; v++) {
		double total = margins->total[v];
		if (total == 0)
			continue;
		double count = draw_hypergeometric(stream, left, rest, total);
		double gap = count - total * share;
		sum += gap * gap / total;
		left -= count;
		rest -= total;
	}
	return sum;
}

static double draw_tables(const struct margins *margins, size_t values, double chi2, uint64_t enough,
                          const struct segbias_monte_carlo *draws)
{
	struct reached reached = {.enough = enough};
	struct stream stream = stream_of(draws->seed, 0);
	double least = least_of(chi2, margins->n, values) * chi2_unit(margins);
	for (bool last = draws->replicates == 0; !last;)
		last = add_replicate(&reached, draw_table(&stream, margins, values) >= least, draws);
	return p_of(&reached, draws);
}

/* --- homogeneity: tables that share a walk -------------------------------------------------------------------------- */

/* Where the shared individuals are enough for the walk not to come back to the same, and own ones are few. */
static bool is_walked(const struct tables *tables, const struct margins *margins)
{
	double columns = (double)margins->columns - 1;
	double most = fmin(WALK_MAX, fmax(ROW_LEAST, ROW_PER_VALUE * columns));
	return margins->n <= most && margins->own <= most && margins->n <= tables->shared_sum / 2 &&
	       margins->n * (margins->own / margins->N) <= WALK_PER_HYPERGEOMETRIC * columns &&
	       tables->values <= UINT32_MAX;
}

static void table_release(struct table *table)
{
	free(table->inverse);
	free(table->chance);
	free(table->value_of);
}

/* How many of the n are own ones: hypergeometric. What is less likely than rounding is left out. */
static bool make_chances(struct table *table)
{
	static const double LEAST = 0x1p-60;
	double own = table->own;
	double most = fmin(own, table->n);
	double mode = fmin(most, floor((table->n + 1) * ((own + 1) / (table->N + 2))));
	double *chance = calloc((size_t)most + 1, sizeof *chance);
	if (!chance)
		return false;
	size_t low = (size_t)mode, high = (size_t)mode;
	chance[low] = 1;
	/* P(k + 1) / P(k), up from the mode and down from it. */
	for (double k = mode; k < most && chance[high] > LEAST; k++, high++)
		chance[high + 1] =
		    chance[high] * ((own - k) / (k + 1)) * ((table->n - k) / (table->N - own - table->n + k + 1));
	for (double k = mode; k > 0 && chance[low] > LEAST && table->N - own - table->n + k > 0; k--, low--)
		chance[low - 1] =
		    chance[low] / (((own - k + 1) / k) * ((table->n - k + 1) / (table->N - own - table->n + k)));
	double sum = exact_sum(chance + low, high - low + 1);
	double below = 0;
	for (size_t i = low; i <= high; i++)
		chance[i - low] = below += chance[i] / sum;
	table->chance = chance;
	table->fewest = (uint32_t)low;
	table->chances = (uint32_t)(high - low + 1);
	return true;
}

static bool table_init(struct table *table, const struct tables *tables, const struct margins *margins, size_t query)
{
	const struct segbias_homogeneity_query *asked = &tables->queries[query];
	double share = margins->n / margins->N;
	*table = (struct table){.n = margins->n, .N = margins->N, .own = (uint32_t)margins->own, .query = query};
	/* chi2 = (sum k^2 / total - n^2 / N) / unit */
	table->least = share * (margins->n + asked->chi2 * ((margins->N - margins->n) / margins->N)) *
	               (1 - tie_of(tables->values));
	table->inverse = calloc(tables->values, sizeof *table->inverse);
	table->value_of = calloc((size_t)table->own + 1, sizeof *table->value_of);
	if (!table->inverse || !table->value_of || !make_chances(table)) {
		table_release(table);
		return false;
	}
	size_t at = 0;
	for (size_t v = 0; v < tables->values; v++) {
		table->inverse[v] = margins->total[v] > 0 ? 1 / margins->total[v] : 0;
		for (double k = 0; asked->own && k < asked->own[v]; k++)
			table->value_of[at++] = (uint32_t)v;
	}
	return true;
}

/* A walk through the shared individuals without putting back, of one replicate. */
struct path {
	struct stream stream, own; /* of the walk, and where each table's own draws begin */
	uint32_t *value_of;        /* [the largest n] whom it met */
	uint32_t *count;           /* [values] of those */
	uint32_t *met;             /* [values] the values that it met, */
	bool *listed;              /* [values] */
	uint32_t values;           /* how many */
	uint32_t size;
};

static void path_begin(struct path *path, uint64_t seed, uint32_t number)
{
	for (uint32_t i = 0; i < path->values; i++) {
		path->count[path->met[i]] = 0;
		path->listed[path->met[i]] = false;
	}
	path->stream = stream_of(seed, number);
	path->own = stream_of(seed, ~(uint64_t)number);
	path->values = path->size = 0;
}

static inline void list_value(struct path *path, uint32_t value)
{
	path->met[path->values] = value;
	path->values += !path->listed[value];
	path->listed[value] = true;
}

/* A value that was met k times is met again with probability 1 - k / total. */
static void path_on(struct path *path, const struct walk *walk, uint32_t size)
{
	struct stream stream = path->stream;
	while (path->size < size) {
		size_t v = draw_value(walk, &stream);
		/* Also where nobody was met: a branch on that would be foreseen wrongly every other time. */
		if (!(draw_uniform(&stream) * walk->weight[v] < walk->weight[v] - path->count[v]))
			continue;
		list_value(path, (uint32_t)v);
		path->count[v]++;
		path->value_of[path->size++] = (uint32_t)v;
	}
	path->stream = stream;
}

static uint32_t draw_own(const struct table *table, struct stream *stream)
{
	double drawn = draw_uniform(stream);
	uint32_t i = 0;
	while (i + 1 < table->chances && drawn >= table->chance[i])
		i++;
	return table->fewest + i;
}

/* sum k^2 / total, where own ones stand for the last of the path. The path is left as it was. */
static double table_sum(struct table *table, struct path *path)
{
	struct stream stream = path->own;
	uint32_t own = draw_own(table, &stream);
	uint32_t values = path->values;
	double sum = 0;
	for (uint32_t i = 0; i < own; i++) {
		uint32_t other = i + (uint32_t)(draw_uniform(&stream) * (double)(table->own - i));
		uint32_t value = table->value_of[other];
		table->value_of[other] = table->value_of[i];
		table->value_of[i] = value;
		path->count[path->value_of[path->size - 1 - i]]--;
		path->count[value]++;
		if (!path->listed[value])
			list_value(path, value);
	}
	for (uint32_t i = 0; i < path->values; i++) {
		double count = path->count[path->met[i]];
		sum += count * count * table->inverse[path->met[i]];
	}
	for (uint32_t i = 0; i < own; i++) {
		path->count[table->value_of[i]]--;
		path->count[path->value_of[path->size - 1 - i]]++;
	}
	while (path->values > values)
		path->listed[path->met[--path->values]] = false;
	return sum;
}

static int compare_tables(const void *left, const void *right)
{
	double a = ((const struct table *)left)->n;
	double b = ((const struct table *)right)->n;
	return (a > b) - (a < b);
}

/* Some replicates of all tables together, so that neither theirs nor the paths' memory goes to and fro. */
enum { PATHS = 64 };

static void paths_release(struct path paths[PATHS])
{
	for (size_t i = 0; i < PATHS; i++) {
		free(paths[i].value_of);
		free(paths[i].count);
		free(paths[i].met);
		free(paths[i].listed);
	}
}

static bool paths_init(struct path paths[PATHS], size_t size, size_t values, uint32_t longest)
{
	bool ok = true;
	for (size_t i = 0; i < size && ok; i++) {
		paths[i].value_of = calloc(longest, sizeof *paths[i].value_of);
		paths[i].count = calloc(values, sizeof *paths[i].count);
		/* One more: a value that is listed already is written there all the same. */
		paths[i].met = calloc(values + 1, sizeof *paths[i].met);
		paths[i].listed = calloc(values, sizeof *paths[i].listed);
		ok = paths[i].value_of && paths[i].count && paths[i].met && paths[i].listed;
	}
	return ok;
}

/* Replicates from `first` on, as many as there are paths; the tables that have stopped are taken out of `active`. */
static void walk_tables(struct tables *tables, const struct walk *walk, struct path *paths, uint32_t size,
                        struct table **active, size_t *count)
{
	size_t kept = 0;
	for (size_t i = 0; i < *count; i++) {
		struct table *table = active[i];
		bool last = false;
		for (uint32_t j = 0; j < size && !last; j++) {
			path_on(&paths[j], walk, (uint32_t)table->n);
			last =
			    add_replicate(&table->reached, table_sum(table, &paths[j]) >= table->least, tables->draws);
		}
		if (!last)
			active[kept++] = table;
	}
	*count = kept;
}

/* The tables that share walks, by n. */
static bool walk_all(struct tables *tables)
{
	static const size_t VALUES_MAX = 1 << 20;
	struct path paths[PATHS] = {0};
	struct walk walk = {0};
	size_t count = tables->draws->replicates > 0 ? tables->size : 0;
	if (count == 0)
		return true;
	size_t rows = VALUES_MAX / tables->values; /* rounded down */
	uint32_t size = (uint32_t)fmax(1, fmin(PATHS, (double)rows));
	qsort(tables->walked, count, sizeof *tables->walked, compare_tables);
	struct table **active = calloc(count, sizeof *active);
	bool ok = active && walk_init(&walk, tables->shared, tables->values) &&
	          paths_init(paths, size, tables->values, (uint32_t)tables->walked[count - 1].n);
	for (size_t i = 0; ok && i < count; i++)
		active[i] = &tables->walked[i];
	for (uint32_t number = 1; ok && count > 0; number += size) {
		for (uint32_t j = 0; j < size; j++)
			path_begin(&paths[j], tables->draws->seed, number + j);
		walk_tables(tables, &walk, paths, size, active, &count);
	}
	paths_release(paths);
	if (active)
		walk_release(&walk);
	free(active);
	return ok;
}

/* By counting, by tables of its own, or, with the others, later on. false: out of memory. */
static bool begin_query(struct tables *tables, size_t query, struct margins *margins)
{
	struct segbias_homogeneity_query *asked = &tables->queries[query];
	bool memory = true;
	asked->p = NAN;
	if (!read_margins(tables, asked, margins))
		return true;
	if (are_few(margins, tables->values, &memory)) {
		asked->p = enumerate_tables(margins, tables->values, asked->chi2);
		return !isnan(asked->p);
	}
	if (!memory)
		return false;
	/* (1 + b) / (1 + B) only grows with what is still to be drawn, and b / l is more. */
	double least = 1 / (1 + (double)tables->draws->replicates);
	uint64_t enough = asked->enough > 0 ? (uint64_t)fmin(ceil(asked->enough / least), COUNT_MAX) : 0;
	if (asked->enough > 0 && asked->enough <= least) {
		asked->p = least;
		return true;
	}
	if (!is_walked(tables, margins))
		asked->p = draw_tables(margins, tables->values, asked->chi2, enough, tables->draws);
	else if (table_init(&tables->walked[tables->size], tables, margins, query))
		tables->walked[tables->size++].reached.enough = enough;
	else
		return false;
	return true;
}

bool segbias_homogeneity_monte_carlo(const double *shared, size_t values, struct segbias_homogeneity_query *queries,
                                     size_t count, const struct segbias_monte_carlo *draws)
{
	struct tables tables = {.shared = shared, .values = values, .queries = queries, .count = count, .draws = draws};
	struct margins margins = {.total = calloc(values + 1, sizeof *margins.total)};
	tables.walked = calloc(count + 1, sizeof *tables.walked);
	bool ok = margins.total && tables.walked;
	for (size_t v = 0; v < values; v++)
		tables.shared_sum += shared[v];
	for (size_t i = 0; ok && i < count; i++)
		ok = begin_query(&tables, i, &margins);
	ok = ok && walk_all(&tables);
	for (size_t i = 0; i < tables.size; i++) {
		const struct table *table = &tables.walked[i];
		queries[table->query].p = p_of(&table->reached, draws);
		table_release(&tables.walked[i]);
	}
	free(tables.walked);
	free(margins.total);
	return ok;
}
