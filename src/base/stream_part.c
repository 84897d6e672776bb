#include "base/stream_part.h"

#include <errno.h>

void segbias_part_free(struct segbias_part *part)
{
	while (part) {
		struct segbias_part *below = part->below;
		part->class->free(part);
		part = below;
	}
}

void segbias_part_heed(struct segbias_part *part, const atomic_bool *stop)
{
	while (part->below)
		part = part->below;
	if (part->class->heed)
		part->class->heed(part, stop);
}

enum segbias_status segbias_part_system(struct segbias_error *error, enum segbias_status status, const char *sentence)
{
	(void)segbias_error_set(error, status, "cannot_be_read|%s: %s", sentence, segbias_error_reason(errno));
	return status;
}
