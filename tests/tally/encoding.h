/* For tests: tallies with their encoders, so that a test need not carry both. */
#ifndef SEGBIAS_TESTS_TALLY_ENCODING_H
#define SEGBIAS_TESTS_TALLY_ENCODING_H

#include "tally/encoder.h"

#include <criterion/criterion.h>
#include <stdlib.h>

struct encoding {
	struct segbias_tally *tally;
	struct segbias_plan plan;
	struct segbias_encoder *encoder;
	struct encoding *before;
};

static struct encoding *encodings;

/* A tally of the plan, whose arrays are borrowed. */
static inline struct segbias_tally *encoding_create(const struct segbias_plan *plan)
{
	struct encoding *encoding = calloc(1, sizeof *encoding);
	cr_assert_not_null(encoding);
	encoding->plan = *plan;
	encoding->before = encodings;
	cr_assert_eq(segbias_tally_create(plan, &encoding->tally, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_encoder_create(&encoding->plan, encoding->tally, &encoding->encoder, NULL), SEGBIAS_OK);
	encodings = encoding;
	return encoding->tally;
}

/* The last one first: an address may have been another tally's. */
static inline struct segbias_encoder *encoding_of(const struct segbias_tally *tally)
{
	const struct encoding *encoding = encodings;
	while (encoding && encoding->tally != tally)
		encoding = encoding->before;
	cr_assert_not_null(encoding);
	return encoding->encoder;
}

__attribute__((destructor)) static void encoding_release(void)
{
	while (encodings) {
		struct encoding *encoding = encodings;
		encodings = encoding->before;
		segbias_encoder_free(encoding->encoder);
		free(encoding);
	}
}

#endif
