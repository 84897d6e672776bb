/* Format of tallies: the file as it was made (tally/file.h). */
#include "report/format.h"

enum segbias_status segbias_format_tally_tally(const struct segbias_findings *findings,
                                               const struct segbias_render_options *options, struct segbias_text *out,
                                               struct segbias_error *error)
{
	(void)options;
	(void)error;
	segbias_text_add(out, findings->tally.bytes, findings->tally.size);
	return SEGBIAS_OK;
}
