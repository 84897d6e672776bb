/* libFuzzer's entry to one parser of parsers/: the environment's PARSER names it. */
#include "parsers/parsers.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct {
	const char *name;
	void (*parse)(struct segbias_label bytes);
} PARSERS[] = {
#define PARSER(name) {#name, segbias_fuzz_##name},
#include "parsers/parsers.def"
#undef PARSER
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *name = getenv("PARSER");
	for (size_t i = 0; name && i < sizeof PARSERS / sizeof *PARSERS; i++) {
		if (strcmp(PARSERS[i].name, name) == 0) {
			PARSERS[i].parse((struct segbias_label){(const char *)data, size});
			return 0;
		}
	}
	(void)fprintf(stderr, "PARSER is none of parsers.def\n");
	abort();
}
