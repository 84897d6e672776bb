/* Room: match. Does a column give people away? */
#ifndef SEGBIAS_MATCH_IDENTIFYING_H
#define SEGBIAS_MATCH_IDENTIFYING_H

#include "match/building.h"

/* What the values of a column say of it. Release in any case. */
struct segbias_identifying {
	struct segbias_label name;
	bool records; /* a row is a record; else labels of a table, which are unique by nature */
	double known; /* values that are not missing; of a table its labels */
	double patterns,
	    cards; /* of them: with the pattern of personal data, cards apart, which a code may happen to be */
	struct segbias_intern different;
	double figures; /* of the different ones: with three digits and more, and no bands: a number, a date, a code */
	double texts;   /* of the different ones: with letters, and no bands */
	double boolean; /* of the different ones: yes, no and the like */
};

void segbias_identifying_release(struct segbias_identifying *column);

/* Each once for a cell, or once for a label with how often it occurs. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_identifying_add(struct segbias_identifying *column, struct segbias_label value,
                                            double count, struct segbias_error *error);

/* Adds what the tally has spelt in the column. */
enum segbias_status segbias_identifying_tally(struct segbias_identifying *column, const struct segbias_tally *tally,
                                              size_t at, struct segbias_error *error);

/* Why it is no attribute: *code is that of the note and *because a sentence, or both NULL. `other`, which may be NULL, is the
 * column that it would be compared with: what a table lists there are no people. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_identifying_why(const struct segbias_identifying *column,
                                            const struct segbias_identifying *other, const char **code,
                                            const char **because, struct segbias_error *error);

#endif
