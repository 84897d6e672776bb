#include "base/stream_part.h"

#include "base/memory.h"
#include "base/packed.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static struct given given;
static char text[1 << 20];

/* A source that notes how it was read, and ends as it is told to. */
struct noting {
	struct segbias_part part;
	atomic_uint reads;
	atomic_bool signals_blocked, waits;
	const atomic_bool *stop;
	unsigned reads_max; /* then it ends, or fails */
	bool fails, starves;
};

static void sleep_a_little(void)
{
	static const struct timespec millisecond = {.tv_nsec = 1000000};
	(void)nanosleep(&millisecond, NULL);
}

static enum segbias_status read_noting(struct segbias_part *part, char *buffer, size_t capacity, size_t *size,
                                       struct segbias_error *error)
{
	struct noting *noting = (struct noting *)part;
	sigset_t blocked;
	(void)pthread_sigmask(SIG_SETMASK, NULL, &blocked);
	noting->signals_blocked = sigismember(&blocked, SIGINT) == 1 && sigismember(&blocked, SIGTERM) == 1 &&
	                          sigismember(&blocked, SIGALRM) == 1;
	while (noting->waits && !(noting->stop && *noting->stop))
		sleep_a_little();
	unsigned number = noting->reads++;
	*size = 0;
	if (number < noting->reads_max) {
		*size = capacity < 1000 ? capacity : 1000;
		memset(buffer, (int)('a' + number % 26), *size);
		return SEGBIAS_OK;
	}
	if (noting->starves) {
		segbias_memory_fail();
		return segbias_error_memory(error);
	}
	return noting->fails ? segbias_error_set(error, SEGBIAS_DATA, "is damaged") : SEGBIAS_OK;
}

static void heed_noting(struct segbias_part *part, const atomic_bool *stop)
{
	((struct noting *)part)->stop = stop;
}

static void keep_noting(struct segbias_part *part)
{
	(void)part;
}

static const struct segbias_part_class noting_class = {read_noting, keep_noting, heed_noting};

static struct segbias_part *pump_of(struct segbias_part *below)
{
	struct segbias_part *part = NULL;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_part_pump(below, &part, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_neq(part, below);
	return part;
}

Test(stream_pump, gives_what_is_below_in_any_pieces, .timeout = 60)
{
	static const size_t steps[] = {1, 1000, 1 << 20};
	static const size_t capacities[] = {1, 777, 1 << 20};
	for (size_t i = 0; i < 3; i++)
		for (size_t j = 0; j < 3; j++) {
			/* Every byte of its own is a hand-over between threads. */
			size_t size = write_rows(text, i == 0 ? 500 : 60000);
			struct segbias_part *part = pump_of(dribble_of(text, size, steps[i]));
			take_all(part, capacities[j], &given);
			cr_assert_eq(given.status, SEGBIAS_OK);
			cr_assert_eq(given.size, size);
			cr_assert_eq(memcmp(given.text, text, size), 0);
			segbias_part_free(part);
		}
}

Test(stream_pump, reads_before_it_is_asked_with_signals_blocked, .timeout = 60)
{
	struct noting noting = {.part.class = &noting_class, .reads_max = 100};
	struct segbias_part *part = pump_of(&noting.part);
	while (noting.reads < 2)
		sleep_a_little();
	cr_assert(noting.signals_blocked);
	take_all(part, 300, &given);
	cr_assert_eq(given.size, 100000);
	segbias_part_free(part);
	sigset_t blocked;
	(void)pthread_sigmask(SIG_SETMASK, NULL, &blocked);
	cr_assert_eq(sigismember(&blocked, SIGINT), 0, "the caller's signals are as they were");
}

/* No more is read than the buffers hold. */
Test(stream_pump, waits_for_its_reader, .timeout = 60)
{
	struct noting noting = {.part.class = &noting_class, .reads_max = 1000};
	struct segbias_part *part = pump_of(&noting.part);
	for (int i = 0; i < 100; i++)
		sleep_a_little();
	cr_assert_leq(noting.reads, 3);
	segbias_part_free(part);
	cr_assert_leq(noting.reads, 3);
}

Test(stream_pump, a_failure_comes_behind_what_was_read_before_it, .timeout = 60)
{
	struct noting noting = {.part.class = &noting_class, .reads_max = 10, .fails = true};
	struct segbias_part *part = pump_of(&noting.part);
	take_all(part, 300, &given);
	cr_assert_eq(given.size, 10000);
	cr_assert_eq(given.status, SEGBIAS_DATA);
	cr_assert_str_eq(given.error.message, "is damaged");
	segbias_part_free(part);
}

Test(stream_pump, memory_that_ran_out_there_counts_here, .timeout = 60)
{
	struct noting noting = {.part.class = &noting_class, .reads_max = 2, .starves = true};
	struct segbias_part *part = pump_of(&noting.part);
	uint64_t before = segbias_memory_failures();
	take_all(part, 300, &given);
	cr_assert_eq(given.size, 2000);
	cr_assert_eq(given.status, SEGBIAS_SYSTEM);
	cr_assert_str_eq(given.error.message, "out of memory");
	cr_assert_eq(segbias_memory_failures(), before + 1);
	segbias_part_free(part);
}

Test(stream_pump, is_freed_in_the_middle, .timeout = 60)
{
	char bytes[10];
	size_t size = 0;
	for (int reads = 0; reads < 3; reads++) {
		struct noting noting = {.part.class = &noting_class, .reads_max = UINT32_MAX};
		struct segbias_part *part = pump_of(&noting.part);
		for (int i = 0; i < reads; i++)
			cr_assert_eq(segbias_part_read(part, bytes, sizeof bytes, &size, NULL), SEGBIAS_OK);
		segbias_part_free(part);
		unsigned then = noting.reads;
		sleep_a_little();
		cr_assert_eq(noting.reads, then, "the thread has ended");
		cr_assert_null(noting.stop);
	}
}

Test(stream_pump, is_freed_while_its_source_waits, .timeout = 60)
{
	struct noting noting = {.part.class = &noting_class, .waits = true};
	struct segbias_part *part = pump_of(&noting.part);
	sleep_a_little();
	segbias_part_free(part);
}

/* A pipe whose writer is silent. */
Test(stream_pump, is_freed_while_a_pipe_is_silent, .timeout = 60)
{
	int ends[2];
	int64_t bytes = 0;
	char path[32];
	char first[8];
	size_t size = 0;
	struct segbias_part *part = NULL;
	cr_assert_eq(pipe(ends), 0);
	(void)snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
	cr_assert_eq(write(ends[1], "abc", 3), 3);
	cr_assert_eq(segbias_part_file(path, &part, &bytes, NULL), SEGBIAS_OK);
	cr_assert_eq(bytes, -1);
	part = pump_of(part);
	cr_assert_eq(segbias_part_read(part, first, sizeof first, &size, NULL), SEGBIAS_OK);
	cr_assert_eq(size, 3);
	segbias_part_free(part);
	close(ends[0]);
	close(ends[1]);
}
