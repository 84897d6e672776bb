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

/* Copies and other pieces share blocks and do not overlap: each is filled with its number, and read when all are there. */
Test(arena, copies_and_other_pieces_are_apart)
{
	enum { PIECES = 4000, LONGEST = 20000 };
	static unsigned char filler[LONGEST];
	struct segbias_arena arena = {0};
	const unsigned char *pieces[PIECES];
	size_t sizes[PIECES];
	for (size_t i = 0; i < PIECES; i++) {
		sizes[i] = i % 97 == 0 ? i * 5 : i % 31;
		memset(filler, (int)(i % 251), sizes[i]);
		if (i % 3 == 0) {
			unsigned char *piece = segbias_arena_allocate(&arena, sizes[i]);
			cr_assert_not_null(piece);
			cr_assert_eq((uintptr_t)piece % _Alignof(max_align_t), 0);
			memcpy(piece, filler, sizes[i]);
			pieces[i] = piece;
		} else {
			struct segbias_label copy = {0};
			cr_assert(segbias_arena_copy(&arena, (struct segbias_label){(char *)filler, sizes[i]}, &copy));
			cr_assert_eq(copy.size, sizes[i]);
			cr_assert_eq((uintptr_t)copy.bytes % _Alignof(uint64_t), 0);
			pieces[i] = (const unsigned char *)copy.bytes;
		}
	}
	for (size_t i = 0; i < PIECES; i++) {
		for (size_t k = 0; k < sizes[i]; k++)
			cr_assert_eq(pieces[i][k], i % 251, "piece %zu", i);
		cr_assert(i % 3 == 0 || pieces[i][sizes[i]] == 0, "piece %zu", i);
	}
	segbias_arena_release(&arena);
}

/* Whichever of them is empty. */
Test(arena, joins_another)
{
	for (unsigned filled = 0; filled < 4; filled++) {
		struct segbias_arena arenas[2] = {{0}};
		struct segbias_label copies[2][3000] = {{{0}}};
		for (size_t a = 0; a < 2; a++)
			for (size_t i = 0; filled >> a & 1 && i < 3000; i++)
				cr_assert(segbias_arena_copy(
				    &arenas[a], (struct segbias_label){a ? "other" : "first", 5}, &copies[a][i]));
		segbias_arena_join(&arenas[0], &arenas[1]);
		cr_assert_null(arenas[1].last);
		segbias_arena_release(&arenas[1]);
		cr_assert_not_null(segbias_arena_allocate(&arenas[0], 20000));
		for (size_t a = 0; a < 2; a++)
			for (size_t i = 0; filled >> a & 1 && i < 3000; i++)
				cr_assert_str_eq(copies[a][i].bytes, a ? "other" : "first");
		segbias_arena_release(&arenas[0]);
	}
}
