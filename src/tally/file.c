#include "tally/file.h"

#include "base/memory.h"
#include "tally/body.h"
#include "tally/clusters.h"

#include <stdlib.h>
#include <string.h>

const char *segbias_plan_kind_name(enum segbias_plan_kind kind)
{
	static const char *const NAMES[] = {[SEGBIAS_PLAN_OPEN] = "open",
	                                    [SEGBIAS_PLAN_MAPPED] = "mapped",
	                                    [SEGBIAS_PLAN_PRESENCE] = "presence",
	                                    [SEGBIAS_PLAN_MEMBERS] = "members"};
	return NAMES[kind];
}

const char *segbias_how_name(enum segbias_how how)
{
	static const char *const NAMES[] = {
	    [SEGBIAS_HOW_EXACT] = "exact",     [SEGBIAS_HOW_NORMALISED] = "normalised",
	    [SEGBIAS_HOW_SYNONYM] = "synonym", [SEGBIAS_HOW_BAND] = "band",
	    [SEGBIAS_HOW_OPTION] = "option",   [SEGBIAS_HOW_UNMATCHED] = "unmatched",
	    [SEGBIAS_HOW_MISSING] = "missing",
	};
	return NAMES[how];
}

void segbias_tally_file_release(struct segbias_tally_file *file)
{
	segbias_tally_free(file->tally);
	free(file->parts);
	segbias_arena_release(&file->arena);
	*file = (struct segbias_tally_file){.tally = NULL};
}

/* Where the part stands, or would. */
static size_t place_of(const struct segbias_tally_file *file, struct segbias_label name, bool *there)
{
	size_t low = 0;
	size_t high = file->part_count;
	*there = false;
	while (low < high && !*there) {
		size_t middle = low + (high - low) / 2;
		int order = segbias_label_compare(file->parts[middle].name, name);
		*there = order == 0;
		low = order < 0 ? middle + 1 : low;
		high = order > 0 ? middle : high;
		if (*there)
			low = middle;
	}
	return low;
}

static enum segbias_status part_twice(const struct segbias_tally_part *a, const struct segbias_tally_part *b,
                                      struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	char shown[2][SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA, "part_twice|part %s is in %s and in %s",
	                  segbias_label_quote(a->name, quoted),
	                  segbias_text_show(a->file ? a->file : "this tally", shown[0]),
	                  segbias_text_show(b->file ? b->file : "this tally", shown[1]));
	segbias_error_hint(error, "count it once; another part gets another name by --part");
	return SEGBIAS_DATA;
}

enum segbias_status segbias_tally_file_add_part(struct segbias_tally_file *file, const struct segbias_tally_part *part,
                                                struct segbias_error *error)
{
	bool there = false;
	size_t at = place_of(file, part->name, &there);
	if (there)
		return part_twice(&file->parts[at], part, error);
	struct segbias_tally_part *parts =
	    segbias_memory_room(file->parts, file->part_count, &file->part_capacity, sizeof *parts);
	struct segbias_tally_part made = *part;
	struct segbias_label path = {NULL, 0};
	if (!parts)
		return segbias_error_memory(error);
	file->parts = parts;
	if (!segbias_arena_copy(&file->arena, part->name, &made.name) ||
	    (part->bad_first.bytes && !segbias_arena_copy(&file->arena, part->bad_first, &made.bad_first)) ||
	    (part->file && !segbias_arena_copy(&file->arena, segbias_label_of(part->file), &path)))
		return segbias_error_memory(error);
	made.file = path.bytes;
	memmove(parts + at + 1, parts + at, (file->part_count - at) * sizeof *parts);
	parts[at] = made;
	file->part_count++;
	return SEGBIAS_OK;
}

/* Where a spelling first stands, and how many values differ, says something of one part only. */
static void forget_places(struct segbias_tally *tally)
{
	for (size_t i = 0; i < tally->column_count; i++)
		tally->columns[i].repeated = 0;
	for (size_t i = 0; i < tally->column_count; i++)
		for (uint32_t j = 0; j < tally->columns[i].ledger.spellings.size; j++)
			tally->columns[i].ledger.entries[j].line = tally->columns[i].ledger.entries[j].column = 0;
}

enum segbias_status segbias_tally_file_absorb(struct segbias_tally_file *file, struct segbias_tally_file *other,
                                              struct segbias_error *error)
{
	if (strcmp(file->plan_sha256, other->plan_sha256) != 0)
		return segbias_error_set(error, SEGBIAS_DATA, "plans_differ|the tallies were made by different plans");
	for (size_t i = 0; i < other->part_count; i++) {
		bool there = false;
		size_t at = place_of(file, other->parts[i].name, &there);
		if (there)
			return part_twice(&file->parts[at], &other->parts[i], error);
	}
	if (file->tally->clusters && segbias_clusters_share(file->tally->clusters, other->tally->clusters)) {
		(void)segbias_error_set(
		    error, SEGBIAS_DATA,
		    "person_twice|somebody is in two parts: who has records in several is counted as several "
		    "people, and what is shown is too sure");
		segbias_error_hint(error,
		                   "all records of a person go into one part, as by a hash of the column of --person");
		return SEGBIAS_DATA;
	}
	enum segbias_status status = segbias_tally_absorb(file->tally, other->tally, error);
	for (size_t i = 0; i < other->part_count && status == SEGBIAS_OK; i++)
		status = segbias_tally_file_add_part(file, &other->parts[i], error);
	if (status == SEGBIAS_OK && file->part_count > 1)
		forget_places(file->tally);
	return status;
}
