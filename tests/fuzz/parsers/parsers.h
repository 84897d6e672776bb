/* Parsers of untrusted bytes, one a file: each is given whatever there is, and aborts where what came of it cannot be. */
#ifndef SEGBIAS_TESTS_FUZZ_PARSERS_H
#define SEGBIAS_TESTS_FUZZ_PARSERS_H

#include "base/text.h"

#include <stdlib.h>

#define PARSER(name) void segbias_fuzz_##name(struct segbias_label bytes);
#include "parsers.def"
#undef PARSER

static inline void must(bool holds)
{
	if (!holds)
		abort();
}

/* A refusal says why, and only a refusal does. */
static inline void must_say(enum segbias_status status, const struct segbias_error *error)
{
	must((status == SEGBIAS_OK) == (error->message[0] == '\0'));
}

#endif
