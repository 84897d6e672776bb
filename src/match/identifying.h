/* Room: match. Does a column give people away? */
#ifndef SEGBIAS_MATCH_IDENTIFYING_H
#define SEGBIAS_MATCH_IDENTIFYING_H

#include "base/personal.h"
#include "match/building.h"

/* What the values of a column say of it. Release in any case. */
struct segbias_identifying {
	struct segbias_label name;
	bool
	    records; /* a row is a record, or a table's rows are people; else labels of a table, which are unique by nature */
	double known;                       /* values that are not missing; of a table its labels */
	double people;                      /* those that a row of a table counts on average; NaN: nobody knows */
	double kinds[SEGBIAS_PERSONAL_END]; /* known ones with the form of each kind of personal data */
	struct segbias_intern different;
	double figures; /* of the different ones: with three digits and more, and no bands: a number, a date, a code */
	double texts;   /* of the different ones: with letters, and no bands, or days */
	double boolean; /* of the different ones: yes, no and the like */
	double days;    /* of the known: whole dates … */
	double early;   /* … before 1990 */
};

/* Why a column gives people away. */
struct segbias_identifying_reason {
	const char *code;               /* of the note: "personal_data", "identifier"; NULL: it does not */
	const char *because;            /* a sentence's end */
	enum segbias_personal personal; /* NONE for an identifier */
	double rate; /* share of the known values that look so; NaN where the column's name says it */
	bool named;  /* an identifier by its name */
};

void segbias_identifying_release(struct segbias_identifying *column);

/* Each once for a cell, or once for a label with how often it occurs. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_identifying_add(struct segbias_identifying *column, struct segbias_label value,
                                            double count, struct segbias_error *error);

/* Adds what the tally has spelt in the column. */
enum segbias_status segbias_identifying_tally(struct segbias_identifying *column, const struct segbias_tally *tally,
                                              size_t at, struct segbias_error *error);

/* … and what the head of a file shows of the field. */
enum segbias_status segbias_identifying_head(struct segbias_identifying *column, const struct segbias_head *head,
                                             size_t field, const struct segbias_missing *missing,
                                             struct segbias_error *error);

/* Why it is no attribute. `other`, which may be NULL, is the column that it would be compared with: what a table lists there
 * are no people. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_identifying_why(const struct segbias_identifying *column,
                                            const struct segbias_identifying *other,
                                            struct segbias_identifying_reason *out, struct segbias_error *error);

/* Whether its values, of however few records, may be numbers of people or telephones, which the other file does not list: for a
 * column that was taken as the segments by its name only. Never fails. */
bool segbias_identifying_numbers(const struct segbias_identifying *column, const struct segbias_identifying *other);

/* How many a row of a table counts on average, by its head; NaN: it has no such column. */
double segbias_identifying_counted(const struct segbias_head *head, size_t field,
                                   const struct segbias_number_style *style);

/* Whether a table has a row a person, whatever its figures are: most rows have an e-mail address, a telephone number or the
 * like, or a full name or a date of birth of their own. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_identifying_people(const struct segbias_head *head, const struct segbias_missing *missing,
                                               bool *people, struct segbias_error *error);

#endif
