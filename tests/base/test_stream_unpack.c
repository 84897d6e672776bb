#include "base/stream_unpack.h"

#include "base/packed.h"

static struct packed packed, damaged;
static struct given given, others;
static char text[1 << 20];

static void assert_text(size_t size, const char *what)
{
	cr_assert_eq(given.status, SEGBIAS_OK, "%s: %s", what, given.error.message);
	cr_assert_eq(given.size, size, "%s: %zu of %zu bytes", what, given.size, size);
	cr_assert_eq(memcmp(given.text, text, size), 0, "%s", what);
}

static void assert_fault(const char *message, const char *what)
{
	cr_assert_eq(given.status, SEGBIAS_DATA, "%s: %s", what, given.error.message);
	cr_assert_not_null(strstr(given.error.message, message), "%s: %s", what, given.error.message);
	cr_assert(given.error.hint[0], "%s", what);
}

Test(stream_unpack, pieces_of_any_size_give_the_same)
{
	static const size_t steps[] = {1, 2, 7, 4096, 1 << 20};
	static const size_t capacities[] = {1, 5, 4096, 1 << 20};
	size_t size = write_rows(text, 20000);
	for (int packing = 0; packing < PACKINGS; packing++)
		for (size_t flushed = 0; flushed < 2; flushed++) {
			packed.size = 0;
			add_member(&packed, packing, text, size, flushed ? 97 : 0);
			for (size_t i = 0; i < 5; i++)
				for (size_t j = 0; j < 4; j++) {
					unpack(packing, &packed, steps[i], capacities[j], &given);
					assert_text(size, packing_names[packing]);
				}
		}
}

Test(stream_unpack, several_members_are_one_file)
{
	size_t size = write_rows(text, 300);
	for (int packing = 0; packing < PACKINGS; packing++)
		for (size_t step = 1; step < 200; step += 13) {
			packed.size = 0;
			add_member(&packed, packing, "", 0, 0);
			add_member(&packed, packing, text, 1000, 0);
			add_member(&packed, packing, "", 0, 0);
			add_member(&packed, packing, text + 1000, size - 1000, 50);
			add_member(&packed, packing, "", 0, 0);
			unpack(packing, &packed, step, 64, &given);
			assert_text(size, packing_names[packing]);
		}
}

Test(stream_unpack, frames_to_be_skipped_are)
{
	static const char skipped[] = "\x5f\x2a\x4d\x18\5\0\0\0hello";
	size_t size = write_rows(text, 100);
	for (size_t step = 1; step < 30; step += 7) {
		packed.size = 0;
		add_bytes(&packed, skipped, sizeof skipped - 1);
		add_zstd(&packed, text, 500, 0, true, 0);
		add_bytes(&packed, skipped, sizeof skipped - 1);
		add_zstd(&packed, text + 500, size - 500, 0, true, 0);
		add_bytes(&packed, skipped, sizeof skipped - 1);
		unpack(ZSTD, &packed, step, 4096, &given);
		assert_text(size, "skipped");
		packed.size--;
		unpack(ZSTD, &packed, step, 4096, &given);
		assert_fault("is cut", "the last of them");
	}
}

/* Nothing follows the last block, for which there may be no room when it is decompressed. */
Test(stream_unpack, frames_without_a_checksum_are_whole_or_cut)
{
	static const size_t sizes[] = {1, 131071, 131072, 131073, 200000, 262144, 400000};
	(void)write_rows(text, 60000);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		packed.size = ZSTD_compress(packed.bytes, sizeof packed.bytes, text, sizes[i], 3);
		cr_assert_not(ZSTD_isError(packed.size));
		unpack(ZSTD, &packed, 1 << 20, 4096, &given);
		assert_text(sizes[i], "whole");
		packed.size--;
		unpack(ZSTD, &packed, 1 << 20, 4096, &given);
		assert_fault("is cut", "a byte less");
	}
}

/* At the end of a row, of the data before the trailer, of a block: only where a member ends is a file whole. */
Test(stream_unpack, every_cut_is_an_error)
{
	size_t size = write_rows(text, 60);
	for (int packing = 0; packing < PACKINGS; packing++) {
		packed.size = 0;
		add_member(&packed, packing, text, 300, 0);
		size_t first = packed.size;
		add_member(&packed, packing, text + 300, size - 300, 40);
		size_t whole = packed.size;
		for (packed.size = 0; packed.size < whole; packed.size++)
			for (size_t step = 1; step < 100; step += 98) {
				unpack(packing, &packed, step, 4096, &given);
				if (packed.size == first)
					assert_text(300, "one member");
				else
					assert_fault("is cut: the compressed data end before their trailer",
					             packing_names[packing]);
				cr_assert_eq(memcmp(given.text, text, given.size), 0);
			}
	}
}

/* What the format does not protect (a date in a header) may change, the text may not. */
Test(stream_unpack, a_flipped_bit_is_an_error_or_changes_nothing)
{
	size_t size = write_rows(text, 60);
	for (int packing = 0; packing < PACKINGS; packing++) {
		size_t faults = 0;
		packed.size = 0;
		add_member(&packed, packing, text, 300, 0);
		add_member(&packed, packing, text + 300, size - 300, 40);
		for (size_t bit = 0; bit < 8 * packed.size; bit++) {
			damaged = packed;
			damaged.bytes[bit / 8] = (char)(damaged.bytes[bit / 8] ^ (1 << bit % 8));
			unpack(packing, &damaged, 1 << 20, 4096, &given);
			if (given.status == SEGBIAS_OK)
				assert_text(size, packing_names[packing]);
			else
				cr_assert_eq(given.status, SEGBIAS_DATA, "%s", given.error.message);
			faults += given.status == SEGBIAS_DATA;
		}
		cr_assert_gt(faults, 8 * packed.size * 8 / 10, "%s: %zu", packing_names[packing], faults);
	}
}

Test(stream_unpack, trailers_are_verified)
{
	size_t size = write_rows(text, 60);
	static const struct {
		enum packing packing;
		size_t from_end;
		const char *message;
	} rows[] = {
	    {GZIP, 8, "is damaged: incorrect data check"},
	    {GZIP, 5, "is damaged: incorrect data check"},
	    {GZIP, 4, "is damaged: incorrect length check"},
	    {GZIP, 1, "is damaged: incorrect length check"},
	    {ZSTD, 4, "is damaged: Restored data doesn't match checksum"},
	    {ZSTD, 1, "is damaged: Restored data doesn't match checksum"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		packed.size = 0;
		add_member(&packed, rows[i].packing, text, size, 0);
		packed.bytes[packed.size - rows[i].from_end] ^= 1;
		unpack(rows[i].packing, &packed, 1 << 20, 100, &given);
		assert_fault(rows[i].message, "trailer");
		cr_assert_not_null(strstr(given.error.hint, rows[i].packing == GZIP ? "gzip -t" : "zstd -t"));
	}
}

Test(stream_unpack, what_follows_the_last_member)
{
	size_t size = write_rows(text, 60);
	static const struct {
		const char *bytes;
		size_t size;
		const char *gzip, *zstd; /* NULL: it is read */
	} rows[] = {
	    {"\0", 1, NULL, "holds other bytes"}, /* gzip -t takes zeros, zstd -t does not */
	    {"\0\0\0\0\0\0\0\0\0", 9, NULL, "holds other bytes"},
	    {"\0\0\0x", 4, "holds other bytes", "holds other bytes"},
	    {"\0\0\x1f\x8b\x08", 5, "holds other bytes", "holds other bytes"},
	    {"\n", 1, "holds other bytes", "holds other bytes"},
	    {"A,12,Frau\n", 10, "holds other bytes", "holds other bytes"},
	    {"\x1f", 1, "is cut", "holds other bytes"},
	    {"\x1f\x8b", 2, "is cut", "holds other bytes"},
	    {"\x1f\x9d\x90", 3, "is damaged", "holds other bytes"},
	    {"\x28\xb5\x2f", 3, "holds other bytes", "is cut"},
	    {"\x28\xb5\x2f\xfd", 4, "holds other bytes", "is cut"},
	};
	for (int packing = 0; packing < PACKINGS; packing++)
		for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
			for (size_t step = 1; step < 2000; step += 1998) {
				const char *message = packing == GZIP ? rows[i].gzip : rows[i].zstd;
				packed.size = 0;
				add_member(&packed, packing, text, size, 0);
				add_bytes(&packed, rows[i].bytes, rows[i].size);
				unpack(packing, &packed, step, 4096, &given);
				if (message)
					assert_fault(message, packing_names[packing]);
				else
					assert_text(size, packing_names[packing]);
			}
}

/* As much of it whatever the pieces, for a frame that is there as a whole, too. */
Test(stream_unpack, what_is_right_before_a_fault_is_handed_out)
{
	static const size_t steps[] = {1, 100, 1 << 20};
	size_t size = write_rows(text, 30000);
	for (int packing = 0; packing < PACKINGS; packing++) {
		packed.size = 0;
		if (packing == GZIP)
			add_gzip(&packed, text, size, 10000);
		else
			add_zstd(&packed, text, size, 10000, true, 0);
		packed.bytes[packed.size / 2] ^= 16;
		for (size_t i = 0; i < 3; i++)
			for (size_t capacity = 1000; capacity <= 1000000; capacity *= 10) {
				unpack(packing, &packed, steps[i], capacity, &given);
				assert_fault("is damaged", packing_names[packing]);
				cr_assert_gt(given.size, size / 5, "%s: %zu", packing_names[packing], given.size);
				if (i + capacity == 1000)
					others = given;
				cr_assert_eq(given.size, others.size,
				             "%s, %zu bytes at a time, room for %zu: %zu, not %zu",
				             packing_names[packing], steps[i], capacity, given.size, others.size);
				cr_assert_str_eq(given.error.message, others.error.message);
			}
	}
}

/* Reads on until it ends or fails, and drops what it reads. */
static uint64_t drain(struct segbias_part *part, enum segbias_status *status, struct segbias_error *error)
{
	uint64_t total = 0;
	size_t got = 1;
	*status = SEGBIAS_OK;
	while (got && *status == SEGBIAS_OK) {
		*status = segbias_part_read(part, given.text, sizeof given.text, &got, error);
		total += *status == SEGBIAS_OK ? got : 0;
	}
	return total;
}

/* `total` bytes of rows that are all alike, or of one byte. */
static void pack_alike(const char *row, size_t total)
{
	size_t width = strlen(row);
	ZSTD_CCtx *context = ZSTD_createCCtx();
	ZSTD_outBuffer out = {packed.bytes, sizeof packed.bytes, 0};
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = row[i % width];
	for (size_t done = 0; done < total;) {
		size_t now = sizeof text / width * width;
		ZSTD_inBuffer in = {text, now, 0};
		done += now;
		size_t left = ZSTD_compressStream2(context, &out, &in, done < total ? ZSTD_e_continue : ZSTD_e_end);
		cr_assert_not(ZSTD_isError(left));
	}
	packed.size = out.pos;
	ZSTD_freeCCtx(context);
}

Test(stream_unpack, what_expands_beyond_any_table_is_refused)
{
	static const struct {
		const char *row;
		size_t megabytes;
		bool large;
	} rows[] = {{"a,b\n", 100, false}, {"1\n", 100, false}, {"\n", 60, false}, {"\n", 100, true}, {"0", 100, true}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		pack_alike(rows[i].row, rows[i].megabytes << 20);
		struct segbias_part *part = dribble_of(packed.bytes, packed.size, 1000);
		cr_assert_eq(segbias_part_unzstd(part, "", 0, &part, NULL), SEGBIAS_OK);
		uint64_t total = drain(part, &given.status, &given.error);
		segbias_part_free(part);
		cr_assert_eq(given.status, rows[i].large ? SEGBIAS_DATA : SEGBIAS_OK, "row %zu: %s", i,
		             given.error.message);
		if (rows[i].large) {
			assert_fault("expands to more than 16384 times its size", rows[i].row);
			cr_assert_lt(total, (uint64_t)66 << 20);
		}
	}
}

Test(stream_unpack, more_memory_than_given_is_refused)
{
	size_t size = write_rows(text, 60);
	for (int window_log = 27; window_log <= 28; window_log++) {
		packed.size = 0;
		add_zstd(&packed, text, size, 100, false, window_log);
		unpack(ZSTD, &packed, 1 << 20, 100, &given);
		if (window_log == 27) {
			assert_text(size, "128 MiB");
			continue;
		}
		assert_fault("needs more than 128 MiB of memory", "256 MiB");
		cr_assert_not_null(strstr(given.error.hint, "zstd -dc --long=31 FILE"));
	}
}

Test(stream_unpack, a_dictionary_is_asked_for)
{
	/* Dictionary 7, three bytes of content: one raw block, the last. */
	static const char frame[] = "\x28\xb5\x2f\xfd\x21\x07\x03\x19\0\0abc";
	packed.size = 0;
	add_bytes(&packed, frame, sizeof frame - 1);
	unpack(ZSTD, &packed, 1, 100, &given);
	assert_fault("is compressed with a dictionary", "dictionary");
}

static enum segbias_status read_failing(struct segbias_part *part, char *buffer, size_t capacity, size_t *size,
                                        struct segbias_error *error)
{
	(void)part, (void)buffer, (void)capacity, (void)size;
	return segbias_error_set(error, SEGBIAS_SYSTEM, "cannot be read: gone");
}

Test(stream_unpack, a_failing_source_is_no_end)
{
	static const struct segbias_part_class class = {.read = read_failing, .free = free_dribble};
	struct segbias_part *part = dribble_of("", 0, 1);
	part->class = &class;
	cr_assert_eq(segbias_part_gunzip(part, "\x1f\x8b", 2, &part, NULL), SEGBIAS_OK);
	take_all(part, 100, &given);
	segbias_part_free(part);
	cr_assert_eq(given.status, SEGBIAS_SYSTEM);
	cr_assert_str_eq(given.error.message, "cannot be read: gone");
}
