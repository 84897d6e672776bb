#include "csv/structure.h"

#include "csv/reader.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE_MAX_HERE = 400, ROUNDS = 20000 };

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* What structure.h says, a byte at a time. */
static struct segbias_csv_frame framed_slowly(const char *bytes, size_t size, char delimiter)
{
	struct segbias_csv_frame frame = {.delimiter = delimiter};
	bool quoted = false;
	bool closed = false;
	for (size_t i = 0; i < size && !frame.odd; i++) {
		char c = bytes[i];
		char previous = i ? bytes[i - 1] : '\n';
		bool may_open = previous == delimiter || previous == '\n' || previous == '"';
		if (c == '"' && !quoted && !may_open)
			frame.odd = true;
		if (previous == '\r' && c != '\n')
			frame.odd = true;
		if (closed && c != '"' && c != delimiter && c != '\n' && c != '\r')
			frame.odd = true;
		closed = c == '"' && quoted;
		quoted ^= c == '"';
		frame.line_feeds += c == '\n';
		if (c == '\n' && !quoted) {
			frame.end = i + 1;
			frame.lines = frame.line_feeds;
		}
	}
	return frame;
}

static struct segbias_csv_index indexed_slowly(const char *bytes, size_t size, char delimiter, uint32_t *ends)
{
	struct segbias_csv_index index = {0};
	bool quoted = false;
	for (size_t i = 0; i < size; i++) {
		quoted ^= bytes[i] == '"';
		if (!quoted && (bytes[i] == delimiter || bytes[i] == '\n'))
			ends[index.ends++] = (uint32_t)i;
		index.records += !quoted && bytes[i] == '\n';
		index.nul |= bytes[i] == '\0';
	}
	return index;
}

static void expect_frame(const struct segbias_csv_kernel *kernel, struct segbias_label text, size_t split)
{
	struct segbias_csv_frame want = framed_slowly(text.bytes, text.size, ',');
	struct segbias_csv_frame got = {.delimiter = ','};
	kernel->frame(&got, text.bytes, split);
	if (!got.odd)
		kernel->frame(&got, text.bytes, text.size);
	bool same = got.odd == want.odd && (want.odd || (got.end == want.end && got.lines == want.lines));
	cr_assert(same, "%s: %zu", kernel->name, got.end);
}

static void expect_index(const struct segbias_csv_kernel *kernel, struct segbias_label text)
{
	static uint32_t want_ends[SIZE_MAX_HERE];
	static uint32_t got_ends[SIZE_MAX_HERE + SEGBIAS_CSV_ENDS_SLACK];
	struct segbias_csv_index want = indexed_slowly(text.bytes, text.size, ',', want_ends);
	struct segbias_csv_index got = kernel->index(text.bytes, text.size, ',', got_ends);
	bool same = got.ends == want.ends && got.records == want.records && got.nul == want.nul &&
	            memcmp(got_ends, want_ends, want.ends * sizeof *want_ends) == 0;
	cr_assert(same, "%s: %zu", kernel->name, got.ends);
}

/* Fills the bytes: soup of what matters, a long run between, or nearly plain text. */
static size_t random_text(uint32_t *state, char *bytes)
{
	static const char *const alphabets[] = {
	    "a,\"\r\n", "abcdefgh,,\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,\"\n", ",,,,,\n", "\"\"\"\"\"\",\n",
	};
	const char *alphabet = alphabets[next_random(state) % 5];
	size_t size = next_random(state) % (SIZE_MAX_HERE + 1);
	for (size_t i = 0; i < size; i++)
		bytes[i] = alphabet[next_random(state) % strlen(alphabet)];
	if (size && next_random(state) % 4 == 0)
		bytes[next_random(state) % size] = (char)next_random(state);
	return size;
}

static size_t append(char *bytes, size_t size, const char *string)
{
	for (; *string; string++)
		bytes[size++] = *string;
	return size;
}

/* Plain quoting, which random bytes seldom are for long. */
static size_t plain_text(uint32_t *state, char *bytes)
{
	static const char *const fields[] = {"x",        "",         "\"\"",        "\"a,b\"",
	                                     "\"\"\"\"", "\"\r\n\"", "\"a\n\"\"\"", "long field of text"};
	size_t size = 0;
	while (size < SIZE_MAX_HERE - 40) {
		size = append(bytes, size, fields[next_random(state) % 8]);
		size = append(bytes, size, next_random(state) % 4 ? "," : next_random(state) % 2 ? "\n" : "\r\n");
	}
	return size - next_random(state) % 40;
}

/* Every kernel finds what a byte at a time finds, wherever the bytes are split, and whatever follows them. */
Test(structure, kernels_agree)
{
	const struct segbias_csv_kernel *kernels[SEGBIAS_CSV_KERNELS_MAX];
	size_t count = segbias_csv_kernels(kernels);
	static char bytes[SIZE_MAX_HERE + SEGBIAS_CSV_PADDING];
	uint32_t state = 19;
	size_t plain = 0;
	for (int round = 0; round < ROUNDS; round++) {
		size_t size = round % 2 ? random_text(&state, bytes) : plain_text(&state, bytes);
		for (size_t i = 0; i < SEGBIAS_CSV_PADDING; i++)
			bytes[size + i] = "\"\r\n,"[next_random(&state) % 4];
		struct segbias_label text = {bytes, size};
		size_t split = size ? next_random(&state) % (size + 1) : 0;
		for (size_t i = 0; i < count; i++) {
			expect_frame(kernels[i], text, split);
			expect_index(kernels[i], text);
		}
		plain += !framed_slowly(bytes, size, ',').odd;
	}
	cr_assert(plain > ROUNDS / 3 && plain < ROUNDS - ROUNDS / 10, "%zu", plain);
}

/* A character at each place of a block, and around its border, beside one that differs in its highest or lowest bit. */
Test(structure, every_place)
{
	const struct segbias_csv_kernel *kernels[SEGBIAS_CSV_KERNELS_MAX];
	size_t count = segbias_csv_kernels(kernels);
	static const char neighbours[] = {(char)(',' ^ 0x80), ',' ^ 1, '\n' ^ 1,
	                                  (char)('"' ^ 0x80), '\x01',  (char)0xff};
	static const char seen[] = {',', '\n', '"', '\r', '\0'};
	for (size_t n = 0; n < sizeof neighbours * sizeof seen; n++) {
		for (size_t at = 0; at < 130; at++) {
			char bytes[130 + SEGBIAS_CSV_PADDING];
			memset(bytes, neighbours[n / sizeof seen], sizeof bytes);
			bytes[at] = seen[n % sizeof seen];
			for (size_t i = 0; i < count; i++) {
				expect_frame(kernels[i], (struct segbias_label){bytes, 130}, at);
				expect_index(kernels[i], (struct segbias_label){bytes, 130});
			}
		}
	}
}

Test(structure, the_environment_can_ask_for_plain_c)
{
	const struct segbias_csv_kernel *kernels[SEGBIAS_CSV_KERNELS_MAX];
	size_t count = segbias_csv_kernels(kernels);
	cr_assert(count >= 1 && kernels[count - 1] == &segbias_csv_kernel_plain);
	cr_assert_eq(unsetenv("SEGBIAS_CPU"), 0);
	cr_assert_eq(segbias_csv_kernel(), kernels[0]);
	cr_assert_eq(setenv("SEGBIAS_CPU", "baseline", 1), 0);
	cr_assert_eq(segbias_csv_kernel(), &segbias_csv_kernel_plain);
	cr_assert_eq(setenv("SEGBIAS_CPU", "other", 1), 0);
	cr_assert_eq(segbias_csv_kernel(), kernels[0]);
}
