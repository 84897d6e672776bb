/* Evidence: many numeric columns that differ in the number at their end are replicate weights. */
#include "sources/evidence.h"

#include "sources/source.h"

#include <string.h>

enum { REPLICATES_LEAST = 10 };

enum segbias_status segbias_evidence_replicate(struct segbias_evidence *evidence, struct segbias_error *error);

/* The name without the digits at its end; the name itself where nothing else is left. */
static struct segbias_label stem_of(struct segbias_label name)
{
	struct segbias_label stem = name;
	while (stem.size && stem.bytes[stem.size - 1] >= '0' && stem.bytes[stem.size - 1] <= '9')
		stem.size--;
	return stem.size && stem.size < name.size ? stem : name;
}

enum segbias_status segbias_evidence_replicate(struct segbias_evidence *evidence, struct segbias_error *error)
{
	size_t width = evidence->grid->width;
	(void)error;
	for (size_t field = 0; field < width; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		struct segbias_label stem = stem_of(column->name);
		size_t alike = 0;
		bool weight = false;
		if (stem.size == column->name.size || !column->numeric ||
		    !segbias_evidence_says(column, SEGBIAS_WORD_WEIGHT))
			continue;
		for (size_t other = 0; other < width; other++) {
			weight = weight || segbias_label_equal(evidence->columns[other].name, stem);
			alike += evidence->columns[other].numeric &&
			         segbias_label_equal(stem_of(evidence->columns[other].name), stem) &&
			         stem_of(evidence->columns[other].name).size < evidence->columns[other].name.size;
		}
		column->replicate = alike >= REPLICATES_LEAST || (weight && alike > 1);
	}
	return SEGBIAS_OK;
}
