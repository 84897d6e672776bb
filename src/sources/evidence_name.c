/* Evidence: the words in a column's name, and whom it identifies. */
#include "sources/evidence.h"

#include "sources/source.h"

enum segbias_status segbias_evidence_name(struct segbias_evidence *evidence, struct segbias_error *error);

enum segbias_status segbias_evidence_name(struct segbias_evidence *evidence, struct segbias_error *error)
{
	for (size_t field = 0; field < evidence->grid->width; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		if (!segbias_column_words(column->name, &column->words))
			return segbias_error_memory(error);
		column->identity = segbias_identity_of(column->name);
	}
	return SEGBIAS_OK;
}
