/* Formats of tallies: the file as it was made (tally/file.h), and the same compressed. */
#include "report/format.h"

#include "base/pack.h"

enum segbias_status segbias_format_tally_tally(const struct segbias_findings *findings,
                                               const struct segbias_render_options *options, struct segbias_text *out,
                                               struct segbias_error *error)
{
	(void)options;
	(void)error;
	segbias_text_add(out, findings->tally.bytes, findings->tally.size);
	return SEGBIAS_OK;
}

enum segbias_status segbias_format_tally_zst(const struct segbias_findings *findings,
                                             const struct segbias_render_options *options, struct segbias_text *out,
                                             struct segbias_error *error)
{
	(void)options;
	return segbias_pack(findings->tally, out, error);
}
