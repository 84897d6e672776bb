/* For scripts/bench/speed: a campaign of any length, and the pass that does nothing but count its lines.
 *
 *     segbias-speed generate ROWS [DISTINCT [SEGMENTS [MISSING]]]    the file, on stdout
 *     segbias-speed newlines FILE THREADS                            how many lines it has
 *
 * The same arguments give the same bytes. */
#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- the file --------------------------------------------------------------------------------------------------- */

/* source: SplitMix64, Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators, OOPSLA. */
static uint64_t next_random(uint64_t *state)
{
	uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* 0 .. most, the small ones more often. */
static unsigned pick(uint64_t *state, unsigned most)
{
	unsigned a = (unsigned)(next_random(state) % (most + 1));
	unsigned b = (unsigned)(next_random(state) % (most + 1));
	return a < b ? a : b;
}

static void generate(uint64_t rows, unsigned distinct, unsigned segments, unsigned missing)
{
	static const char *const GENDERS[] = {"female", "male", "diverse"};
	static const char *const SCHOOLS[] = {"no diploma", "high school", "some college", "bachelor's degree",
	                                      "doctorate"};
	static const char *const GROUPS[] = {"A", "B", "\"C, other\"", "D", "E", "F"};
	static const char *const DEVICES[] = {"mobile", "desktop", "tablet", "tv"};
	uint64_t state = 1;
	puts("id,segment,gender,age,region,income,education,origin,device,score,weight,consent");
	for (uint64_t i = 0; i < rows; i++) {
		char cell[8][32];
		(void)snprintf(cell[0], sizeof *cell, "%s", GENDERS[pick(&state, 2)]);
		(void)snprintf(cell[1], sizeof *cell, "%u", 18 + pick(&state, 72));
		(void)snprintf(cell[2], sizeof *cell, "Region %u", pick(&state, distinct - 1));
		(void)snprintf(cell[3], sizeof *cell, "class %u", pick(&state, 7));
		(void)snprintf(cell[4], sizeof *cell, "%s", SCHOOLS[pick(&state, 4)]);
		(void)snprintf(cell[5], sizeof *cell, "%s", GROUPS[pick(&state, 5)]);
		(void)snprintf(cell[6], sizeof *cell, "%s", DEVICES[pick(&state, 3)]);
		(void)snprintf(cell[7], sizeof *cell, "%c", "YN"[pick(&state, 1)]);
		for (size_t k = 0; k < 8; k++)
			if (next_random(&state) % 100 < missing)
				cell[k][0] = '\0';
		printf("%llu,s%02u,%s,%s,%s,%s,%s,%s,%s,0.%06u,%u.%04u,%s\n", (unsigned long long)(1000000 + i),
		       pick(&state, segments - 1), cell[0], cell[1], cell[2], cell[3], cell[4], cell[5], cell[6],
		       (unsigned)(next_random(&state) % 1000000), pick(&state, 3), pick(&state, 9999), cell[7]);
	}
}

/* --- the pass --------------------------------------------------------------------------------------------------- */

enum { BLOCK = 512 << 10, THREADS_MAX = 64 };

struct pass {
	int file;
	size_t first, step; /* blocks */
	uint64_t lines;
};

#if defined __x86_64__
__attribute__((target_clones("avx2", "default")))
#endif
static unsigned
count_block(const unsigned char *bytes, size_t size)
{
	unsigned lines = 0;
	for (size_t i = 0; i < size; i++)
		lines += bytes[i] == '\n';
	return lines;
}

static void *count(void *data)
{
	struct pass *pass = data;
	unsigned char *block = malloc(BLOCK);
	for (size_t at = pass->first; block; at += pass->step) {
		ssize_t size = pread(pass->file, block, BLOCK, (off_t)at * BLOCK);
		if (size <= 0)
			break;
		pass->lines += count_block(block, (size_t)size);
	}
	free(block);
	return NULL;
}

static int newlines(const char *path, size_t threads)
{
	struct pass passes[THREADS_MAX];
	pthread_t workers[THREADS_MAX];
	int file = open(path, O_RDONLY | O_CLOEXEC);
	uint64_t lines = 0;
	if (file < 0 || threads < 1 || threads > THREADS_MAX)
		return 1;
	for (size_t i = 0; i < threads; i++) {
		passes[i] = (struct pass){file, i, threads, 0};
		if (pthread_create(&workers[i], NULL, count, &passes[i]) != 0)
			return 1;
	}
	for (size_t i = 0; i < threads; i++) {
		(void)pthread_join(workers[i], NULL);
		lines += passes[i].lines;
	}
	(void)close(file);
	printf("%llu\n", (unsigned long long)lines);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc >= 3 && strcmp(argv[1], "generate") == 0) {
		unsigned numbers[] = {50, 12, 3};
		for (int i = 3; i < argc && i < 6; i++)
			numbers[i - 3] = (unsigned)strtoul(argv[i], NULL, 10);
		generate(strtoull(argv[2], NULL, 10), numbers[0], numbers[1], numbers[2]);
		return fflush(stdout) == 0 ? 0 : 1;
	}
	if (argc == 4 && strcmp(argv[1], "newlines") == 0)
		return newlines(argv[2], strtoul(argv[3], NULL, 10));
	(void)fprintf(stderr,
	              "usage: segbias-speed generate ROWS [DISTINCT [SEGMENTS [MISSING]]] | newlines FILE THREADS\n");
	return 2;
}
