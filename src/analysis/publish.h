/* Room: analysis. What is withheld (--publish K), for the questions that come after. */
#ifndef SEGBIAS_ANALYSIS_PUBLISH_H
#define SEGBIAS_ANALYSIS_PUBLISH_H

#include "analysis/analysis.h"
#include "analysis/publish_table.h"

/* Of a column of the plan; NULL: everything is published. */
const struct segbias_withheld_table *segbias_publishing_table(const struct segbias_findings *findings, uint32_t column);

/* Whether a count of the group is withheld, by the column's id. */
bool segbias_publishing_withholds(const struct segbias_findings *findings, uint32_t column, size_t group, size_t id);

/* Whether no count of the column is withheld. */
bool segbias_publishing_shows_all(const struct segbias_findings *findings, uint32_t column);

/* Whether what is told of the group must not stand on how persons are spread over the column's values, as it holds those of counts
 * that are withheld: the whole campaign, of whose segments one has such. */
bool segbias_publishing_hides_spread(const struct segbias_findings *findings, uint32_t column, size_t group);

/* Withholds a column's counts anew, where another column tells how many records of each set of its values every group has, by id.
 * *open: that cannot be done. Errors: SEGBIAS_SYSTEM. */
struct segbias_publishing_anew {
	enum segbias_status (*withhold)(void *context, uint32_t column, const struct segbias_publish_sets *sets,
	                                bool *open, struct segbias_error *error);
	void *context;
};

/* Once it is known what each column withholds: whether one tells of another. Of a column that is not compared nothing is published then.
 * Errors: SEGBIAS_DATA where it is of two or three that are, and they cannot be withheld together, or nobody has counted it; SEGBIAS_SYSTEM. */
enum segbias_status segbias_publishing_check_nested(const struct segbias_analysis_input *input,
                                                    const struct segbias_findings *findings,
                                                    const struct segbias_publishing_anew *anew,
                                                    struct segbias_error *error);

/* Takes out of the findings, once all questions are answered, what else would tell of a withheld count: spellings, markers, the
 * facts of the campaign's file, and warnings that count records. */
enum segbias_status segbias_publishing_finish(struct segbias_findings *findings, struct segbias_error *error);

#endif
