/* Evidence: the other file has an attribute of that name. */
#include "sources/evidence.h"

#include "sources/source.h"

enum segbias_status segbias_evidence_other(struct segbias_evidence *evidence, struct segbias_error *error);

enum segbias_status segbias_evidence_other(struct segbias_evidence *evidence, struct segbias_error *error)
{
	(void)error;
	for (size_t field = 0; field < evidence->grid->width; field++)
		evidence->columns[field].shared = segbias_other_has(evidence->other, evidence->columns[field].name);
	return SEGBIAS_OK;
}
