/* Room: tally. Records that are alike in all columns of a list, and weigh the same, counted: a table of any number of columns.
 *
 * Grows with the different combinations, never with records; how many there may be is said. Kinds of records stand in an order
 * that no order of the records changes.
 */
#ifndef SEGBIAS_TALLY_JOINT_H
#define SEGBIAS_TALLY_JOINT_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct segbias_joint;

/* columns[count] of the plan, in whose order ids are given. Freed with segbias_joint_free. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_joint_create(const uint32_t *columns, size_t count, double most, struct segbias_joint **out,
                                         struct segbias_error *error);
void segbias_joint_free(struct segbias_joint *joint);

/* Adds so many records; ids by column of the plan, under 65,536. Errors: SEGBIAS_DATA where there are more kinds than it may
 * have, SEGBIAS_SYSTEM. */
enum segbias_status segbias_joint_add(struct segbias_joint *joint, const uint32_t *ids, double weight, uint64_t count,
                                      struct segbias_error *error);

/* Orders the kinds: after the last record. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_joint_finish(struct segbias_joint *joint, struct segbias_error *error);

/* --- afterwards --------------------------------------------------------------------------------------------------- */

size_t segbias_joint_size(const struct segbias_joint *joint);
/* Which kind such a record is; SIZE_MAX: none. */
size_t segbias_joint_find(const struct segbias_joint *joint, const uint32_t *ids, double weight);
/* The id of a kind in columns[column] of the list; the weight of one record; how many records. */
uint32_t segbias_joint_id(const struct segbias_joint *joint, size_t kind, size_t column);
double segbias_joint_weight(const struct segbias_joint *joint, size_t kind);
uint64_t segbias_joint_count(const struct segbias_joint *joint, size_t kind);

#endif
