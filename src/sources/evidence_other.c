/* Evidence: the other file has an attribute of that name. */
#include "sources/evidence.h"

#include "sources/source.h"
#include "values/name.h"

enum segbias_status segbias_evidence_other(struct segbias_evidence *evidence, struct segbias_error *error);

/* Whether another column has the name itself that this one is only a synonym of. */
static bool is_displaced(const struct segbias_evidence *evidence, size_t field)
{
	size_t theirs = segbias_other_field(evidence->other, evidence->columns[field].name);
	if (theirs == SEGBIAS_NO_FIELD)
		return false;
	struct segbias_label name = evidence->other->head->names[theirs];
	if (segbias_name_same(evidence->columns[field].name, name))
		return false;
	for (size_t other = 0; other < evidence->grid->width; other++)
		if (other != field && segbias_name_same(evidence->columns[other].name, name))
			return true;
	return false;
}

enum segbias_status segbias_evidence_other(struct segbias_evidence *evidence, struct segbias_error *error)
{
	(void)error;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		/* Ages from the birth dates of the campaign are compared with what is called an age. */
		bool born = evidence->options->born && segbias_evidence_says(column, SEGBIAS_WORD_AGE);
		column->shared =
		    born || (segbias_other_has(evidence->other, column->name) && !is_displaced(evidence, field));
	}
	return SEGBIAS_OK;
}
