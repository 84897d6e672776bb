#include "base/memory.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* Room comes when it is needed, what was there stays, and what is new is zero; also far beyond what there was. */
Test(memory, room_grows_and_is_zeroed)
{
	enum { COUNT = 1000, FAR = 100000 };
	size_t capacity = 0;
	size_t moves = 0;
	uint32_t *items = NULL;
	for (size_t i = 0; i < COUNT; i++) {
		size_t before = capacity;
		uint32_t *more = segbias_memory_room(items, i, &capacity, sizeof *more);
		cr_assert(more && capacity > i);
		cr_expect(before != capacity || more == items);
		moves += before != capacity;
		items = more;
		cr_expect_eq(items[i], 0);
		items[i] = (uint32_t)i + 1;
	}
	cr_expect_lt(moves, 10);
	items = segbias_memory_room(items, FAR, &capacity, sizeof *items);
	cr_assert(items && capacity > FAR);
	for (size_t i = 0; i < FAR; i++)
		cr_assert_eq(items[i], i < COUNT ? i + 1 : 0);
	free(items);
}

/* Where there is none nothing has changed, and the failure is counted. */
Test(memory, room_that_cannot_be)
{
	size_t capacity = 0;
	uint64_t failures = segbias_memory_failures();
	char *items = segbias_memory_room(NULL, 0, &capacity, 1);
	size_t before = capacity;
	cr_assert_not_null(items);
	cr_expect_null(segbias_memory_room(items, SIZE_MAX - 1, &capacity, 1));
	cr_expect_null(segbias_memory_room(items, SIZE_MAX / 4, &capacity, 16));
	cr_expect_eq(capacity, before);
	cr_expect_eq(segbias_memory_failures(), failures + 2);
	free(items);
}
