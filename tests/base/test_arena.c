#include "base/arena.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

Test(arena, memory_is_zeroed_aligned_and_apart)
{
	struct segbias_arena arena = {0};
	unsigned char *before = NULL;
	for (size_t size = 1; size < 3000; size += 7) {
		unsigned char *bytes = segbias_arena_allocate(&arena, size);
		cr_assert_not_null(bytes);
		cr_assert_eq((uintptr_t)bytes % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			cr_assert_eq(bytes[i], 0);
		memset(bytes, 0xAB, size);
		cr_assert_neq(bytes, before);
		before = bytes;
	}
	segbias_arena_release(&arena);
	cr_assert_null(arena.last);
	segbias_arena_release(&arena);
}

Test(arena, sizes_at_the_ends)
{
	struct segbias_arena arena = {0};
	cr_assert_not_null(segbias_arena_allocate(&arena, 0));
	cr_assert_null(segbias_arena_allocate(&arena, SIZE_MAX));
	cr_assert_null(segbias_arena_array(&arena, SIZE_MAX / 4, 8));
	cr_assert_null(segbias_arena_array(&arena, 8, SIZE_MAX / 4));
	cr_assert_not_null(segbias_arena_array(&arena, 0, 8));
	cr_assert_not_null(segbias_arena_array(&arena, 8, 0));
	char *large = segbias_arena_allocate(&arena, 1 << 20);
	cr_assert_not_null(large);
	large[(1 << 20) - 1] = 1;
	segbias_arena_release(&arena);
}

Test(arena, copies_end_in_0)
{
	struct segbias_arena arena = {0};
	char bytes[] = {'a', '\0', 'b', 'x'};
	struct segbias_label copy = {0};
	cr_assert(segbias_arena_copy(&arena, (struct segbias_label){bytes, 3}, &copy));
	bytes[0] = 'z';
	cr_assert_eq(copy.size, 3);
	cr_assert_eq(memcmp(copy.bytes, "a\0b\0", 4), 0);
	cr_assert(segbias_arena_copy(&arena, (struct segbias_label){NULL, 0}, &copy));
	cr_assert(copy.size == 0 && copy.bytes && copy.bytes[0] == '\0');
	segbias_arena_release(&arena);
}
