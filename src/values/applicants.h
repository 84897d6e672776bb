/* Room: values. Which columns count all those about whom a decision was made, which say who was not selected, and of which scores less
 * may be better. */
#ifndef SEGBIAS_VALUES_APPLICANTS_H
#define SEGBIAS_VALUES_APPLICANTS_H

#include "base/text.h"

/* Whether the name of a column says that it counts applicants, or whoever was considered: the words are in data/applicants.def. False:
 * out of memory. */
bool segbias_name_says_applicants(struct segbias_label name, bool *says);

/* Whether the name of a column of decisions says that its yes is of those who were not selected (data/rejected.def); "not rejected" does
 * not. False: out of memory. */
bool segbias_name_says_rejected(struct segbias_label name, bool *says);

/* What a column of yes and no decides, by its name; SO_FAR: who may still be rejected. */
enum segbias_deciding {
	SEGBIAS_DECIDING_NOTHING,
	SEGBIAS_DECIDING_SELECTED,
	SEGBIAS_DECIDING_SO_FAR,
	SEGBIAS_DECIDING_REJECTED,
	SEGBIAS_DECIDING_SAME /* what the decision says, in other words: never of a name alone */
};

/* Of a column beside that of the decisions (bytes NULL: scores decide): data/selected.def and data/rejected.def, and but for them only
 * neutral words and those of the decision's own name: "loan denied" beside "loan approved", and not "card denied"; "not hired" beside
 * "hired", and not "not white". False: out of memory. */
bool segbias_name_decides(struct segbias_label name, struct segbias_label decision, enum segbias_deciding *out);

/* Whether a word of decisions stands in the name, whatever else does: "loan denied", "action taken" (data/selected.def, DECIDED). False: out
 * of memory. */
bool segbias_name_of_decisions(struct segbias_label name, bool *of);

/* Whether a word of a decision, or of what comes before or of one (data/selected.def, FURTHER), stands in the name, and none of what people were
 * before ("employed", "previously denied"). False: out of memory. */
bool segbias_name_goes_on(struct segbias_label name, bool *goes);

/* Whether the name of a column of scores says that less of it may be better: a rank, a risk (data/lower.def). False: out of memory. */
bool segbias_name_says_lower(struct segbias_label name, bool *says);

/* Whether a column is by its name of what only scores of a risk foretell: "two_year_recid" (data/lower.def, FORETOLD). False: out of memory. */
bool segbias_name_says_foretold(struct segbias_label name, bool *says);

#endif
