/* segbias-numbers COUNT [SEED]: writes COUNT doubles of random bits and checks each text: it reads back as the same double, and
 * no text with a digit less does. Half of them are drawn by their bits, the others are numbers as a result has them, between
 * 0 and 1000. Says what one costs, the checks apart. Exit status 1 at the first that is wrong. */
#include "base/clock.h"
#include "base/number.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 4096 };

/* splitmix64: any seed will do. */
static uint64_t next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static double draw(uint64_t *state, size_t i)
{
	uint64_t bits = next(state);
	double value = 1000 * ((double)(bits >> 11) / 9007199254740992.0);
	if (i % 2 == 0)
		memcpy(&value, &bits, sizeof value);
	return isfinite(value) ? value : 0.5;
}

static size_t digits_of(const char *text)
{
	size_t digits = 0;
	size_t zeros = 0;
	for (; *text && *text != 'e'; text++) {
		if (*text < '0' || *text > '9' || (*text == '0' && digits == 0))
			continue;
		zeros = *text == '0' ? zeros + 1 : 0;
		digits++;
	}
	return digits - zeros;
}

/* NULL: nothing. */
static const char *fault_of(double value, const char *text)
{
	char shorter[SEGBIAS_NUMBER_MAX];
	size_t digits = digits_of(text);
	if (strtod(text, NULL) != value)
		return "reads back as another number";
	(void)snprintf(shorter, sizeof shorter, "%.*e", (int)digits - 2, value);
	return digits > 1 && strtod(shorter, NULL) == value ? "is not the shortest" : NULL;
}

int main(int argc, char **argv)
{
	static char texts[BATCH][SEGBIAS_NUMBER_MAX];
	static double values[BATCH];
	if (argc < 2 || argc > 3) {
		(void)fprintf(stderr, "usage: segbias-numbers COUNT [SEED]\n");
		return 2;
	}
	uint64_t count = strtoull(argv[1], NULL, 10);
	uint64_t state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	double seconds = 0;
	for (uint64_t done = 0; done < count; done += BATCH) {
		for (size_t i = 0; i < BATCH; i++)
			values[i] = draw(&state, i);
		double start = segbias_clock_seconds();
		for (size_t i = 0; i < BATCH; i++)
			segbias_number_format(values[i], texts[i]);
		seconds += segbias_clock_seconds() - start;
		for (size_t i = 0; i < BATCH; i++) {
			const char *fault = fault_of(values[i], texts[i]);
			if (fault) {
				printf("%s (%a) %s\n", texts[i], values[i], fault);
				return 1;
			}
		}
	}
	double written = (double)((count + BATCH - 1) / BATCH) * BATCH;
	printf("%.0f numbers, %.1f ns each\n", written, count ? 1e9 * seconds / written : 0);
	return 0;
}
