/* Room: analysis. Figures of people in a log: of all of them, and of each group against all other people, in one family a risk. Persons are the
 * units throughout: the rows of one are never counted as independent. */
#ifndef SEGBIAS_ANALYSIS_RISKS_GROUPS_H
#define SEGBIAS_ANALYSIS_RISKS_GROUPS_H

#include "analysis/risks.h"

enum segbias_risk_kind {
	SEGBIAS_RISK_RATE,   /* yes or no */
	SEGBIAS_RISK_COUNT,  /* a whole number a person */
	SEGBIAS_RISK_MEAN,   /* any number */
	SEGBIAS_RISK_PAIRED, /* two, of which the second is what the first is held against: of a group its own */
};

struct segbias_risk_question {
	const char *measure;
	struct segbias_label level;
	enum segbias_risk_kind kind;
	/* What is asked of a person, by their place in the log: numbers[0] and, paired, [1]. false: nothing is known of them. */
	bool (*of)(const struct segbias_risk_question *question, size_t person, double numbers[static 2]);
	const void *people; /* [count], of the log */
	size_t count;
	uint32_t (*unit)(const void *people, size_t person); /* of the campaign; UINT32_MAX: nobody */
	size_t index;
	uint32_t most; /* of a cap */
};

/* Zero-initialise but for the first. */
struct segbias_risk_family {
	struct segbias_register *reg;
	struct segbias_risk_tested *tests;
	size_t count, capacity;
};

/* Adds the row of all people, and those of groups where the log is joined with the campaign. false: it is known of nobody, and nothing is. */
bool segbias_risk_ask(struct segbias_risk_family *family, const struct segbias_risk_question *question);

/* A row of some of the people, described. `with`: whether the person is one of them; NULL: all are. Where there is nobody, or of some so few that
 * it would be told of each, no row and NULL. */
struct segbias_risk_measure *segbias_risk_describe(struct segbias_register *reg,
                                                   const struct segbias_risk_question *question,
                                                   bool (*with)(const void *context, size_t person),
                                                   const void *context);

/* Adjusts the tests as one family, and fills in the verdicts. Once, at its end: the tests are gone afterwards. */
void segbias_risk_judge(struct segbias_risk_family *family);

#endif
