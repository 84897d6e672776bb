/* Room: match. How a plan turns the cells of a campaign into ids, as text and back: by it a part is counted where the reference is
 * not. Which columns and tables there are says the plan of a tally (tally/file.h) itself.
 *
 * Belongs here: fields, value maps, filters. Does not belong here: how the file's numbers and names are read (sources). What a word
 * means stands in tables of this program and is not written: the text says by which version it was, and no other reads it.
 */
#ifndef SEGBIAS_MATCH_RULES_H
#define SEGBIAS_MATCH_RULES_H

#include "match/match.h"
#include "tally/lines.h"

/* Adds the object, of a campaign that was matched and not yet poured. */
void segbias_rules_write(const struct segbias_matching *matching, struct segbias_lines *lines);

/* What the rules are read for. Borrowed for as long as they are used. */
struct segbias_rules_input {
	const struct segbias_label *names;         /* [width], of the file */
	const struct segbias_number_style *styles; /* [width] */
	size_t width;
	const struct segbias_missing *missing;
	const struct segbias_plan *plan; /* as segbias_tally_file_plan gives it */
};

/* A plan by which records are poured. Release in any case. */
struct segbias_rules {
	struct segbias_arena arena;
	struct segbias_plan plan;
	struct segbias_value_map *maps; /* [map_count] */
	size_t map_count;
	bool other_version; /* the text is of another version of the program, and was not read */
};

/* Reads the object. What is no such text fails the scan. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_rules_scan(struct segbias_scan *scan, const struct segbias_rules_input *input,
                                       struct segbias_rules *rules, struct segbias_error *error);
void segbias_rules_release(struct segbias_rules *rules);

#endif
