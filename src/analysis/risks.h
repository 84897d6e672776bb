/* Room: analysis. The register of risks: what a comparison, the cells of a campaign and the policy say of the seven risks of
 * data-driven marketing. One file a source of figures; risks.c gathers them, and says what is not measured.
 *
 * Belongs here: which figure belongs to which risk, verdicts by the limits that were given. Does not belong here: a score over the
 * risks, a limit of our own.
 */
#ifndef SEGBIAS_ANALYSIS_RISKS_H
#define SEGBIAS_ANALYSIS_RISKS_H

#include "analysis/analysis.h"
#include "match/risks.h"
#include "policy/review.h"
#include "policy/risks.h"
#include "tally/contacts.h"
#include "tally/exposures.h"

/* A column that looks like personal data, and what kind of it. */
struct segbias_personal_column {
	struct segbias_label name;
	const char *kind;
	uint32_t column; /* in the campaign's plan */
};

/* Who of the campaign the people of the logs are. */
struct segbias_risks_persons {
	bool joined; /* the logs, with the campaign's persons */
	const uint32_t
	    *values;  /* [units * width]: index of the value of each attribute, UINT32_MAX where it is not known */
	size_t width; /* attributes */
	const bool *wanted;    /* [width]: whose groups are asked for */
	const uint8_t *agreed; /* [units]: 1 has agreed, 2 has not, 0 is not known; NULL: it was not asked for */
};

/* What a log of contacts tells. */
struct segbias_risks_log {
	const struct segbias_contacted *people; /* [count]; whose unit has values */
	size_t count;
	bool email;       /* one of its channels is e-mail */
	bool recorded[3]; /* it records complaints, unsubscribing, blocks */
	/* What may hold what is not found. */
	bool unread;                                 /* rows that are counted nowhere */
	bool untimed;                                /* contacts without an hour */
	bool unplaced_contacts, unplaced_complaints; /* whose channel is not known */
};

/* What a log of items tells. */
struct segbias_risks_items {
	const struct segbias_exposed *people; /* [count]; whose unit has values */
	size_t count;
	bool history;        /* there is one of what they chose */
	bool listed;         /* there is a catalogue, of: */
	const double *shown; /* [item_count], rising: how often each item was shown */
	size_t item_count;
};

struct segbias_risks_input {
	const struct segbias_analysis_input *base; /* whose groups are not asked for */
	const struct segbias_risks_columns *columns;
	const struct segbias_risks_keys *keys;
	const struct segbias_review_rules *review;
	const char *committed;                          /* when the policy was; NULL: not said */
	const struct segbias_personal_column *personal; /* [personal_count], most records first */
	size_t personal_count;
	const struct segbias_label *used; /* [used_count]: columns of the campaign that have a part in the result */
	size_t used_count;
	double reference_year; /* as the file says it; NaN: it does not */
	bool shared;           /* the reference's figures are exact counts of cells */
	struct segbias_risks_persons persons;
	const struct segbias_risks_log *log;     /* NULL: there is none */
	const struct segbias_risks_items *items; /* likewise */
};

/* --- what the files that find figures share ------------------------------------------------------------------------- */

/* A sentence of the register: reports say it in their language (scripts/make-catalogue knows the name). */
#define RISK_WORDS(text) text

/* Being filled. */
struct segbias_register {
	const struct segbias_risks_input *input;
	struct segbias_findings *findings;
	const char *risk; /* whose rows are added */
	struct segbias_risk_measure *rows;
	size_t count, capacity;
	struct segbias_risk_measure spare;
	struct {
		const char *risk;
		struct segbias_risk_lack lack;
	} * lacks;
	size_t lack_count, lack_capacity;
	struct segbias_risk_lack spare_lack;
	bool failed; /* memory ran out */
};

/* A row, all undefined but its names. Never NULL. */
struct segbias_risk_measure *segbias_register_add(struct segbias_register *reg, const char *measure, const char *kind,
                                                  const char *basis);

/* The same of `count` of n records, whose number is the share of them. */
struct segbias_risk_measure *segbias_register_share(struct segbias_register *reg, const char *measure, double count,
                                                    double n);

/* What counts of the comparison count: records, which are persons where each has one. */
const char *segbias_register_basis(const struct segbias_findings *findings);

/* A check: met, or unmet for the reason, a short stable word. */
void segbias_register_check(struct segbias_register *reg, const char *measure, const char *unmet_for);

/* A fact of which there is to be none: over, ok, or unclear where there is none among the known, and unknown ones may be such. */
void segbias_register_none(struct segbias_risk_measure *row, double unknown, const char *source);

/* A limit that was given and could not be held against anything is no pass: of the measure a row that is unclear. */
void segbias_register_unheld(struct segbias_register *reg, const char *measure, double limit, const char *source);

/* What is not measured; needs: an option, or NULL. */
void segbias_register_lack(struct segbias_register *reg, const char *what, const char *why, const char *needs,
                           const char *reason);

void segbias_risks_privacy(struct segbias_register *reg);
void segbias_risks_personalisation(struct segbias_register *reg);
void segbias_risks_trust(struct segbias_register *reg);
void segbias_risks_legal(struct segbias_register *reg);
void segbias_risks_bias(struct segbias_register *reg);
void segbias_risks_ethics(struct segbias_register *reg);
void segbias_risks_transparency(struct segbias_register *reg);

/* Whether the policy says a purpose of the column. */
const struct segbias_label *segbias_risks_purpose(const struct segbias_risks_keys *keys, struct segbias_label column);

/* --- all of it ------------------------------------------------------------------------------------------------------ */

/* Fills findings->risks.risks and .measures. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_risks_find(const struct segbias_risks_input *input, struct segbias_findings *findings,
                                       struct segbias_error *error);

/* By what fails it, over, unmet and unclear. Fills findings->risks.status. Errors: SEGBIAS_DATA where it would pass, what is over fails
 * it, and nothing could be: no group has the records for a verdict, and no limit was given. */
enum segbias_status segbias_risks_judge(const bool fails[static SEGBIAS_RISKS_FAILS], struct segbias_findings *findings,
                                        struct segbias_error *error);

#endif
