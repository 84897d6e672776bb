#include "csv/dialect.h"

#include "csv/ragged.h"

#include <string.h>

enum { RECORDS_MAX = 200 };

static const char candidates[] = {',', ';', '\t', '|'};

/* How well a candidate fits. */
struct fit {
	size_t records;
	size_t consistent; /* sound, and as wide as the first */
	size_t width;      /* of the first record */
};

size_t segbias_csv_bom_size(const char *bytes, size_t size)
{
	return size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

static struct fit measure(struct segbias_ragged walk, bool whole)
{
	struct fit fit = {0};
	struct segbias_ragged_record record;
	while (fit.records < RECORDS_MAX && segbias_ragged_next(&walk, &record)) {
		if (record.blank)
			continue;
		/* The cut last record of a longer file says nothing, unless it is all there is. */
		if (!record.ended && !whole && fit.records > 0)
			break;
		if (fit.records == 0)
			fit.width = record.width;
		fit.records++;
		fit.consistent += record.sound && record.width == fit.width;
	}
	return fit;
}

static bool better(const struct fit *a, const struct fit *b)
{
	bool a_all = a->consistent == a->records;
	bool b_all = b->consistent == b->records;
	if (a_all != b_all)
		return a_all;
	if (a->consistent != b->consistent)
		return a->consistent > b->consistent;
	return a->width > b->width;
}

char segbias_csv_detect(const char *bytes, size_t size, bool whole)
{
	struct segbias_ragged walk = {bytes, size, segbias_csv_bom_size(bytes, size), ','};
	char best = ',';
	struct fit best_fit = {0};
	bool found = false;
	for (size_t i = 0; i < sizeof candidates; i++) {
		walk.delimiter = candidates[i];
		struct fit fit = measure(walk, whole);
		if (fit.width < 2 || fit.consistent * 2 <= fit.records)
			continue;
		if (found && !better(&fit, &best_fit))
			continue;
		found = true;
		best = candidates[i];
		best_fit = fit;
	}
	return best;
}
