/* Room: tally. Cells become ids: the only place of the room that calls back.
 *
 * An encoder knows the plan by which its tally was made, with the functions that say what a spelling means, and asks them
 * once for each spelling that the tally keeps. One for each thread; it borrows the plan and the tally.
 */
#ifndef SEGBIAS_TALLY_ENCODER_H
#define SEGBIAS_TALLY_ENCODER_H

#include "tally/tally.h"

struct segbias_encoder;

enum segbias_status segbias_encoder_create(const struct segbias_plan *plan, struct segbias_tally *tally,
                                           struct segbias_encoder **out, struct segbias_error *error);
void segbias_encoder_free(struct segbias_encoder *encoder);

/* One more open column of the tally with its one-column table, for shapes that name their attributes row by row. */
enum segbias_status segbias_encoder_add_column(struct segbias_encoder *encoder, struct segbias_label name,
                                               size_t *column, struct segbias_error *error);

/* --- a record at a time ------------------------------------------------------------------------------------------ */

/* The id of a spelling of a column of the tally. `fresh` says that it is new, and is remembered with its first place. The
 * count is added to the spelling's own counter. Of a column with a separator it is a whole cell, whose answers are such
 * spellings; the id is SEGBIAS_ID_ANSWERED where one has a label, and `lists` holds which until the column's next cell.
 * Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_encoder_spell(struct segbias_encoder *encoder, size_t column, struct segbias_label spelling,
                                          uint64_t count, uint32_t *id, bool *fresh);

/* Whether it is asked where a fresh spelling of the column stands, by the id that its cell got: what is unmatched is told with
 * its place. */
bool segbias_encoder_wants_place(const struct segbias_encoder *encoder, size_t column, uint32_t id);

/* Where what was last found fresh in the column stands. */
void segbias_encoder_place(struct segbias_encoder *encoder, size_t column, uint64_t line, uint64_t position);

/* What stands in a column of a record that the universe keeps out; count 0: it would be kept out by another column, too.
 * Missing ones are passed over. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_encoder_pass(struct segbias_encoder *encoder, size_t column, struct segbias_label spelling,
                                         uint64_t count, double weight);

/* The labels of each column's last cell, [columns]; NULL where no column has a separator. */
const struct segbias_id_list *segbias_encoder_lists(const struct segbias_encoder *encoder);

/* --- a batch at a time ------------------------------------------------------------------------------------------- */

/* Fills ids[rows] of a column without separator, as segbias_encoder_spell would, cell by cell. `place` says where a cell
 * stands whose spelling is new and unmatched. Errors: SEGBIAS_SYSTEM. */
struct segbias_encoder_places {
	void (*place)(void *context, size_t row, uint64_t *line, uint64_t *column);
	void *context;
};
enum segbias_status segbias_encoder_encode(struct segbias_encoder *encoder, size_t column,
                                           const struct segbias_code_cells *cells,
                                           const struct segbias_encoder_places *places, uint32_t *ids);

/* What a raw cell means: without its quotes, doubled ones made single in the encoder's own memory, until the next such call.
 * bytes NULL: out of memory. */
struct segbias_label segbias_encoder_meaning(struct segbias_encoder *encoder, struct segbias_label raw);

/* As segbias_missing_any, with the plan's markers. */
bool segbias_encoder_missing(const struct segbias_encoder *encoder, struct segbias_label cell);

/* Of which bytes a missing value may begin with one, [256]; or is empty. */
const bool *segbias_encoder_suspects(const struct segbias_encoder *encoder);

/* Hands the counts that are still the encoder's to the tally: before it is read, merged or finished. */
void segbias_encoder_settle(struct segbias_encoder *encoder);

#endif
