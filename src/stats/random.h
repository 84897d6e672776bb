/* Room: stats. Random numbers that a seed gives alike on every machine: see ratio.h for what belongs in the room.
 *
 * Uniform numbers and draws of individuals use only exactly defined arithmetic; draws of many also need log and exp, whose
 * last digit is the C library's.
 *
 * source: Blackman and Vigna, ACM Transactions on Mathematical Software 47 (2021), xoshiro256++ 1.0, seeded by splitmix64.
 */
#ifndef SEGBIAS_STATS_RANDOM_H
#define SEGBIAS_STATS_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct segbias_stream {
	uint64_t state[4];
};

/* Each number of a seed has a stream of its own. */
struct segbias_stream segbias_stream_of(uint64_t seed, uint64_t number);

static inline uint64_t segbias_rotate(uint64_t x, int bits)
{
	return x << bits | x >> (64 - bits);
}

/* In 0 .. 1 - 2^-53, multiples of 2^-53. */
static inline double segbias_draw_uniform(struct segbias_stream *stream)
{
	uint64_t *s = stream->state;
	uint64_t drawn = segbias_rotate(s[0] + s[3], 23) + s[0];
	uint64_t shifted = s[1] << 17;
	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= shifted;
	s[3] = segbias_rotate(s[3], 45);
	return (double)(int64_t)(drawn >> 11) * 0x1p-53; /* signed numbers are converted at once */
}

/* How many of n are successes, each with probability p; q = 1 - p, both given because one of them has lost its digits where
 * the other is small. */
double segbias_draw_binomial(struct segbias_stream *stream, double n, double p, double q);

/* log(gamma(y)) less log(2 pi) / 2 of small whole y, for many draws; to be freed: values. */
struct segbias_log_gammas {
	double *values; /* [count] */
	double count;
};

/* For draws from up to n. false: out of memory. */
bool segbias_log_gammas_create(double n, struct segbias_log_gammas *out);

/* How many of n drawn from N without replacement are among K of them: the same with `gammas` and, slower, with NULL. */
double segbias_draw_hypergeometric(struct segbias_stream *stream, double n, double N, double K,
                                   const struct segbias_log_gammas *gammas);

#endif
