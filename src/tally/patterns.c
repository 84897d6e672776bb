#include "tally/patterns.h"

#include "base/memory.h"
#include "base/sum.h"
#include "tally/products.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct pattern {
	uint32_t bits;
	uint64_t count;
	struct segbias_sum *sums;     /* [columns] */
	struct segbias_sum *products; /* [columns * columns], the upper triangle */
};

struct segbias_patterns {
	size_t columns;
	struct pattern *patterns; /* [count], by rising bits */
	size_t count, capacity;
	size_t last; /* where the last record went: most often the next one goes there too */
	bool overflowed;
};

static void release(struct pattern *pattern, size_t columns)
{
	for (size_t i = 0; pattern->sums && i < columns; i++)
		segbias_sum_release(&pattern->sums[i]);
	for (size_t i = 0; pattern->products && i < columns * columns; i++)
		segbias_sum_release(&pattern->products[i]);
	free(pattern->sums);
	free(pattern->products);
	*pattern = (struct pattern){0};
}

struct segbias_patterns *segbias_patterns_create(size_t columns)
{
	struct segbias_patterns *patterns = segbias_memory_zeroed(1, sizeof *patterns);
	if (patterns)
		patterns->columns = columns;
	return patterns;
}

static void clear(struct segbias_patterns *patterns)
{
	for (size_t i = 0; i < patterns->count; i++)
		release(&patterns->patterns[i], patterns->columns);
	free(patterns->patterns);
	patterns->patterns = NULL;
	patterns->count = patterns->capacity = patterns->last = 0;
}

void segbias_patterns_free(struct segbias_patterns *patterns)
{
	if (!patterns)
		return;
	clear(patterns);
	free(patterns);
}

/* Where the bits stand, or would. */
static size_t place_of(const struct segbias_patterns *patterns, uint32_t bits)
{
	size_t low = 0;
	size_t high = patterns->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (patterns->patterns[middle].bits < bits)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct pattern *insert(struct segbias_patterns *patterns, size_t at, uint32_t bits)
{
	struct pattern *grown =
	    segbias_memory_room(patterns->patterns, patterns->count, &patterns->capacity, sizeof *grown);
	if (!grown)
		return NULL;
	patterns->patterns = grown;
	struct pattern made = {
	    .bits = bits,
	    .sums = segbias_memory_zeroed(patterns->columns + 1, sizeof *made.sums),
	    .products = segbias_memory_zeroed(patterns->columns * patterns->columns + 1, sizeof *made.products)};
	if (!made.sums || !made.products) {
		release(&made, patterns->columns);
		return NULL;
	}
	struct pattern *place = &patterns->patterns[at];
	memmove(place + 1, place, (patterns->count - at) * sizeof *place);
	*place = made;
	patterns->count++;
	return place;
}

/* The pattern of the bits, made if need be. *full: there are too many, and all are gone. */
static struct pattern *find(struct segbias_patterns *patterns, uint32_t bits, bool *full)
{
	*full = patterns->overflowed;
	if (*full)
		return NULL;
	if (patterns->last < patterns->count && patterns->patterns[patterns->last].bits == bits)
		return &patterns->patterns[patterns->last];
	size_t at = place_of(patterns, bits);
	patterns->last = at;
	if (at < patterns->count && patterns->patterns[at].bits == bits)
		return &patterns->patterns[at];
	if (patterns->count == SEGBIAS_PATTERNS_MAX) {
		clear(patterns);
		*full = patterns->overflowed = true;
		return NULL;
	}
	return insert(patterns, at, bits);
}

bool segbias_patterns_add(struct segbias_patterns *patterns, const double *numbers)
{
	size_t columns = patterns->columns;
	uint32_t bits = 0;
	for (size_t i = 0; i < columns; i++)
		bits |= (uint32_t)!isnan(numbers[i]) << i;
	bool full = false;
	struct pattern *pattern = find(patterns, bits, &full);
	if (!pattern)
		return full;
	pattern->count++;
	bool ok = true;
	for (size_t i = 0; i < columns && ok; i++) {
		if (isnan(numbers[i]))
			continue;
		ok = segbias_sum_add(&pattern->sums[i], numbers[i]);
		for (size_t j = i; j < columns && ok; j++)
			if (!isnan(numbers[j]))
				ok = segbias_sum_add_product(&pattern->products[i * columns + j], numbers[i],
				                             numbers[j]);
	}
	return ok;
}

/* --- many rows -------------------------------------------------------------------------------------------------- */

enum { ROWS = 256 }; /* at a time */

/* Rows at numbers[i * stride + row], and the pattern of each. */
struct rows {
	const double *numbers;
	size_t stride, count;
	uint32_t bits[ROWS];
	bool alike; /* all have the same */
};

/* Both give the same bits: the rest is exact. */
static void multiply(const double *x, const double *y, size_t count, double *products, double *rests)
{
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
		segbias_products_fused(x, y, count, products, rests);
		return;
	}
#endif
	segbias_products_split(x, y, count, products, rests);
}

/* Adds the rows of these bits to their pattern: a column, or a pair of them, after the other. */
static bool add_alike(struct segbias_patterns *patterns, const struct rows *rows, uint32_t bits)
{
	uint32_t alike[ROWS];
	double room[SEGBIAS_PATTERNS_COLUMNS_MAX][ROWS];
	const double *values[SEGBIAS_PATTERNS_COLUMNS_MAX];
	double products[ROWS];
	double rests[ROWS];
	size_t count = 0;
	bool full = false;
	bool ok = true;
	struct pattern *pattern = find(patterns, bits, &full);
	if (!pattern)
		return full;
	for (size_t row = 0; row < rows->count && !rows->alike; row++) {
		alike[count] = (uint32_t)row;
		count += rows->bits[row] == bits;
	}
	count = rows->alike ? rows->count : count;
	pattern->count += count;
	for (size_t i = 0; ok && i < patterns->columns; i++) {
		if (!(bits >> i & 1))
			continue;
		const double *numbers = rows->numbers + i * rows->stride;
		for (size_t k = 0; k < count && !rows->alike; k++)
			room[i][k] = numbers[alike[k]];
		values[i] = rows->alike ? numbers : room[i];
		ok = segbias_sum_add_all(&pattern->sums[i], values[i], count);
		for (size_t j = 0; ok && j <= i; j++) {
			struct segbias_sum *sum = &pattern->products[j * patterns->columns + i];
			if (!(bits >> j & 1))
				continue;
			multiply(values[j], values[i], count, products, rests);
			ok = segbias_sum_add_all(sum, products, count) && segbias_sum_add_all(sum, rests, count);
		}
	}
	return ok;
}

/* The bits that most rows have, where most have the same (Boyer and Moore's vote); otherwise those of any. */
static uint32_t most_frequent(const struct rows *rows)
{
	uint32_t bits = rows->bits[0];
	size_t votes = 0;
	for (size_t row = 0; row < rows->count; row++) {
		if (votes == 0)
			bits = rows->bits[row];
		votes += rows->bits[row] == bits ? 1 : (size_t)0 - 1;
	}
	return bits;
}

/* Most rows lack nothing, or the same: they are added together, the others one by one. */
static bool add_some(struct segbias_patterns *patterns, struct rows *rows)
{
	size_t columns = patterns->columns;
	uint32_t differing = 0;
	for (size_t i = 0; i < columns; i++)
		for (size_t row = 0; row < rows->count; row++)
			rows->bits[row] |= (uint32_t)!isnan(rows->numbers[i * rows->stride + row]) << i;
	for (size_t row = 0; row < rows->count; row++)
		differing |= rows->bits[row] ^ rows->bits[0];
	rows->alike = differing == 0;
	uint32_t most = rows->alike ? rows->bits[0] : most_frequent(rows);
	bool ok = add_alike(patterns, rows, most);
	for (size_t row = 0; ok && row < rows->count && !rows->alike; row++) {
		double numbers[SEGBIAS_PATTERNS_COLUMNS_MAX] = {0};
		if (rows->bits[row] == most)
			continue;
		for (size_t i = 0; i < columns; i++)
			numbers[i] = rows->numbers[i * rows->stride + row];
		ok = segbias_patterns_add(patterns, numbers);
	}
	return ok;
}

bool segbias_patterns_add_rows(struct segbias_patterns *patterns, const double *numbers, size_t stride, size_t count)
{
	bool ok = true;
	for (size_t row = 0; ok && row < count; row += ROWS) {
		struct rows rows = {.numbers = numbers + row, .stride = stride};
		rows.count = count - row < ROWS ? count - row : ROWS;
		ok = add_some(patterns, &rows);
	}
	return ok;
}

bool segbias_patterns_merge(struct segbias_patterns *patterns, const struct segbias_patterns *other)
{
	size_t columns = patterns->columns;
	if (other->overflowed) {
		clear(patterns);
		patterns->overflowed = true;
	}
	bool ok = true;
	for (size_t p = 0; p < other->count && ok; p++) {
		bool full = false;
		const struct pattern *from = &other->patterns[p];
		struct pattern *pattern = find(patterns, from->bits, &full);
		if (!pattern)
			return full;
		pattern->count += from->count;
		for (size_t i = 0; i < columns && ok; i++)
			ok = segbias_sum_merge(&pattern->sums[i], &from->sums[i]);
		for (size_t i = 0; i < columns * columns && ok; i++)
			ok = segbias_sum_merge(&pattern->products[i], &from->products[i]);
	}
	return ok;
}

size_t segbias_patterns_columns(const struct segbias_patterns *patterns)
{
	return patterns->columns;
}

size_t segbias_patterns_count(const struct segbias_patterns *patterns)
{
	return patterns->count;
}

/* (n Σxy - Σx Σy) / n without rounding before the division. */
static bool scatter_of(const struct pattern *pattern, const struct segbias_sum *product, size_t i, size_t j,
                       double *out)
{
	struct segbias_sum total = {0};
	struct segbias_sum n = segbias_sum_of((double)pattern->count);
	bool ok = segbias_sum_add_products(&total, &n, product, 1) &&
	          segbias_sum_add_products(&total, &pattern->sums[i], &pattern->sums[j], -1);
	if (ok)
		*out = segbias_sum_value(&total) / (double)pattern->count;
	segbias_sum_release(&total);
	return ok;
}

bool segbias_patterns_read(const struct segbias_patterns *patterns, size_t index, uint32_t *bits, double *count,
                           double *mean, double *scatter)
{
	const struct pattern *pattern = &patterns->patterns[index];
	size_t columns = patterns->columns;
	*bits = pattern->bits;
	*count = (double)pattern->count;
	bool ok = true;
	for (size_t i = 0; i < columns && ok; i++) {
		bool has = pattern->bits >> i & 1;
		mean[i] = has ? segbias_sum_value(&pattern->sums[i]) / *count : 0;
		for (size_t j = i; j < columns && ok; j++) {
			double value = 0;
			if (has && (pattern->bits >> j & 1))
				ok = scatter_of(pattern, &pattern->products[i * columns + j], i, j, &value);
			scatter[i * columns + j] = scatter[j * columns + i] = value;
		}
	}
	return ok;
}

/* --- as text ---------------------------------------------------------------------------------------------------- */

/* Sums, or products, of the columns that the pattern has; those of the others are 0. */
static void write_sums(const struct pattern *pattern, size_t columns, bool products, struct segbias_lines *lines)
{
	size_t written = 0;
	for (size_t i = 0; i < columns; i++)
		for (size_t j = i; j < (products ? columns : i + 1); j++) {
			if (!(pattern->bits >> i & pattern->bits >> j & 1))
				continue;
			segbias_lines_add(lines, written++ ? "," : "");
			segbias_lines_sum(lines, products ? &pattern->products[i * columns + j] : &pattern->sums[i]);
		}
}

void segbias_patterns_write(const struct segbias_patterns *patterns, struct segbias_lines *lines)
{
	if (patterns->overflowed) {
		segbias_lines_add(lines, "{\"patterns\":\"too many\"}");
		segbias_lines_end(lines);
	}
	for (size_t i = 0; i < patterns->count; i++) {
		const struct pattern *pattern = &patterns->patterns[i];
		segbias_lines_add(lines, "{\"patterns\":");
		segbias_lines_whole(lines, pattern->bits);
		segbias_lines_add(lines, ",\"records\":");
		segbias_lines_whole(lines, pattern->count);
		segbias_lines_add(lines, ",\"sums\":[");
		write_sums(pattern, patterns->columns, false, lines);
		segbias_lines_add(lines, "],\"products\":[");
		write_sums(pattern, patterns->columns, true, lines);
		segbias_lines_add(lines, "]}");
		segbias_lines_end(lines);
	}
}

static void scan_sums(struct segbias_patterns *patterns, struct pattern *pattern, bool products,
                      struct segbias_scan *scan)
{
	size_t read = 0;
	size_t columns = patterns->columns;
	for (size_t i = 0; i < columns; i++)
		for (size_t j = i; j < (products ? columns : i + 1); j++) {
			if (!(pattern->bits >> i & pattern->bits >> j & 1))
				continue;
			segbias_scan_expect(scan, read++ ? "," : "");
			segbias_scan_sum(scan, products ? &pattern->products[i * columns + j] : &pattern->sums[i]);
		}
}

void segbias_patterns_scan(struct segbias_patterns *patterns, struct segbias_scan *scan)
{
	if (segbias_scan_is(scan, "\"too many\"}")) {
		scan->failed = patterns->count > 0 || patterns->overflowed;
		patterns->overflowed = true;
		return;
	}
	uint32_t bits = segbias_scan_below(scan, UINT64_C(1) << patterns->columns);
	segbias_scan_expect(scan, ",\"records\":");
	uint64_t count = segbias_scan_whole(scan);
	bool rising = patterns->count == 0 || patterns->patterns[patterns->count - 1].bits < bits;
	scan->failed = scan->failed || !rising || patterns->overflowed || patterns->count == SEGBIAS_PATTERNS_MAX;
	bool full = false;
	struct pattern *pattern = scan->failed ? NULL : find(patterns, bits, &full);
	if (!pattern) {
		scan->memory = scan->memory || !scan->failed;
		scan->failed = true;
		return;
	}
	pattern->count = count;
	segbias_scan_expect(scan, ",\"sums\":[");
	scan_sums(patterns, pattern, false, scan);
	segbias_scan_expect(scan, "],\"products\":[");
	scan_sums(patterns, pattern, true, scan);
	segbias_scan_expect(scan, "]}");
}
