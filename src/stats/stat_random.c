/* Random numbers.
 *
 * source: as random.h; Stadlober, Journal of Computational and Applied Mathematics 31 (1990), ratio of uniforms, for
 * binomials and hypergeometrics.
 */
#include "stats/random.h"

#include "base/memory.h"

#include <math.h>

/* Up to this many drawn or marked individuals are quicker, and up to this mean the search from 0. */
static const double INDIVIDUALS_MAX = 10, SEARCH_MEAN_MAX = 8;

static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
	return x ^ x >> 31;
}

struct segbias_stream segbias_stream_of(uint64_t seed, uint64_t number)
{
	struct segbias_stream stream;
	uint64_t step = UINT64_C(0x9E3779B97F4A7C15);
	uint64_t x = mix(seed + step) + number;
	for (int i = 0; i < 4; i++)
		stream.state[i] = mix(x += step);
	return stream;
}

/* --- many at once --------------------------------------------------------------------------------------------------- */

/* A distribution of whole numbers around its mode. Its density at mode + d is, in units of that at the mode,
 * exp(d slope) times the product of y! / (y + d)! over `rising` and of y! / (y - d)! over `falling`. */
struct bell {
	double mode, centre; /* mean - mode */
	double variance;
	double low, high; /* of d */
	double ratio;     /* exp(slope), with the y of all factorials */
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

static double log_density(const struct bell *bell, double slope, double d)
{
	double sum = d * slope;
	for (int i = 0; i < bell->pairs; i++)
		sum -= factorial_step(bell->rising[i], d) + factorial_step(bell->falling[i], -d);
	return sum;
}

/* --- the same, quickly and to seven digits ---------------------------------------------------------------------------- */

static const double QUICK_ERROR = 1e-7; /* of quick_density, many times over */

bool segbias_log_gammas_create(double n, struct segbias_log_gammas *out)
{
	static const double MOST = 8192;
	size_t count = (size_t)fmin(MOST, n + 2);
	double *values = segbias_memory_zeroed(count, sizeof *values);
	for (size_t y = 1; values && y < count; y++)
		values[y] = ((double)y - .5) * log((double)y) - (double)y + stirling_rest((double)y);
	*out = (struct segbias_log_gammas){values, values ? (double)count : 0};
	return values != NULL;
}

/* The entry of a whole y below the count. Signed, which processors convert at once. */
static inline double gamma_of(const struct segbias_log_gammas *gammas, double y)
{
	return gammas->values[(int32_t)y];
}

/* Whether gamma(y) is taken from the table: neighbours must stand there, too. */
static inline bool is_near(const struct segbias_log_gammas *gammas, double y)
{
	return 2 * y < gammas->count;
}

/* log(gamma(y + d) / gamma(y)), less d log(y) where y is far; NAN where neither the table nor the series has it. */
static inline double quick_step(const struct segbias_log_gammas *gammas, double y, double d)
{
	static const double FAR_MAX = 134217728, PART_MAX = 1. / 32; /* for the error of the series */
	if (is_near(gammas, y))
		return y + d < gammas->count ? gamma_of(gammas, y + d) - gamma_of(gammas, y) : NAN;
	if (y > FAR_MAX || fabs(d) > PART_MAX * y)
		return NAN;
	/* log1p(d / y) is twice the area tangent of t. */
	double t = d / (2 * y + d);
	double square = t * t;
	double log_part = 2 * t * (1 + square * (1. / 3 + square * (1. / 5 + square / 7)));
	return (y + d - .5) * log_part - d - d / (12 * y * (y + d));
}

/* As log_density, of two pairs; `far`: the logarithms of the factorials that the table does not have, in one. */
static double quick_density(const struct segbias_log_gammas *gammas, const struct bell *bell, double far, double d)
{
	double first = quick_step(gammas, bell->rising[0], d) + quick_step(gammas, bell->falling[0], -d);
	double second = quick_step(gammas, bell->rising[1], d) + quick_step(gammas, bell->falling[1], -d);
	return d * far - first - second;
}

static double far_slope(const struct segbias_log_gammas *gammas, const struct bell *bell)
{
	double ratio = 1;
	for (int i = 0; i < bell->pairs; i++) {
		if (!is_near(gammas, bell->falling[i]))
			ratio *= bell->falling[i];
		if (!is_near(gammas, bell->rising[i]))
			ratio /= bell->rising[i];
	}
	return ratio == 1 ? 0 : log(ratio);
}

/* Whether 2 log(height) <= density, by the quick one; *known is false where it is too close. */
static bool is_under(double height, double quick, bool *known)
{
	*known = true;
	if (height * (4 - height) - 3 <= quick - QUICK_ERROR)
		return true;
	if (height * (height - quick) >= 1 + QUICK_ERROR)
		return false;
	double twice = 2 * log(height);
	*known = fabs(twice - quick) > QUICK_ERROR; /* NAN: it is not */
	return twice <= quick;
}

/* --- drawing -------------------------------------------------------------------------------------------------------- */

/* Stadlober's ratio of uniforms: points under the square root of the density, in a box that holds it. The quick density
 * decides but for the few points that are too close to it, so that the draws are those of the exact one. */
static double draw_bell(struct segbias_stream *stream, const struct bell *bell, const struct segbias_log_gammas *gammas)
{
	static const double PER_SPREAD = 1.7155277699214135; /* 2 sqrt(2 / e) */
	static const double BEYOND = .8989161620588988;      /* 3 - 2 sqrt(3 / e) */
	double width = PER_SPREAD * sqrt(bell->variance + .5) + BEYOND;
	double far = gammas ? far_slope(gammas, bell) : 0;
	double slope = NAN; /* once it is asked for */
	for (;;) {
		double height = 1 - segbias_draw_uniform(stream);
		double d = floor(bell->centre + .5 + width * (segbias_draw_uniform(stream) - .5) / height);
		if (d < bell->low || d > bell->high)
			continue;
		bool known = false;
		bool under = gammas && is_under(height, quick_density(gammas, bell, far, d), &known);
		if (known && under)
			return bell->mode + d;
		if (known)
			continue;
		slope = isnan(slope) ? log(bell->ratio) : slope;
		double density = log_density(bell, slope, d);
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
static double draw_search(struct segbias_stream *stream, const struct search *search)
{
	/* Beyond it there is only rounding: a mean of 8 has no 120. */
	int end = (int)fmin(120, search->size);
	for (;;) {
		double left = segbias_draw_uniform(stream);
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

double segbias_draw_binomial(struct segbias_stream *stream, double n, double p, double q)
{
	if (p > q)
		return n - segbias_draw_binomial(stream, n, q, p);
	double mean = n * p;
	if (mean < SEARCH_MEAN_MAX) {
		struct search search = {n, p, q, 0, exp(n * log1p(-p))};
		return draw_search(stream, &search);
	}
	double mode = floor((n + 1) * p);
	struct bell bell = {.mode = mode, .centre = mean - mode, .variance = mean * q, .low = -mode, .high = n - mode};
	bell.ratio = p * (n - mode + 1) / (q * (mode + 1));
	bell.pairs = 1;
	bell.rising[0] = mode + 1;
	bell.falling[0] = n - mode + 1;
	return draw_bell(stream, &bell, NULL);
}

/* How many of `few` taken from N, without putting back, are among `many` of them. few <= many <= N / 2. */
static double draw_overlap(struct segbias_stream *stream, double few, double many, double N,
                           const struct segbias_log_gammas *gammas)
{
	double mean = few * (many / N);
	if (few <= INDIVIDUALS_MAX) {
		double k = 0;
		for (int i = 0; i < few; i++)
			k += segbias_draw_uniform(stream) * (N - i) < many - k;
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
	bell.ratio = (few - mode + 1) / (mode + 1) * ((many - mode + 1) / (rest + mode + 1));
	bell.pairs = 2;
	bell.rising[0] = mode + 1;
	bell.rising[1] = rest + mode + 1;
	bell.falling[0] = few - mode + 1;
	bell.falling[1] = many - mode + 1;
	return draw_bell(stream, &bell, gammas);
}

double segbias_draw_hypergeometric(struct segbias_stream *stream, double n, double N, double K,
                                   const struct segbias_log_gammas *gammas)
{
	/* Not by fmin, which is a call. */
	double drawn = n < N - n ? n : N - n;
	double marked = K < N - K ? K : N - K;
	bool fewer = drawn < marked;
	double k = draw_overlap(stream, fewer ? drawn : marked, fewer ? marked : drawn, N, gammas);
	if (marked < K)
		k = drawn - k;
	return drawn < n ? K - k : k;
}
