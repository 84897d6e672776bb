/* Formats of tallies: the file as it was made (tally/file.h), the same compressed, and the statement that asks a database for one
 * (tally/sql.h). */
#include "report/format.h"

#include "base/pack.h"

static enum segbias_status refuse(const char *what, struct segbias_error *error)
{
	return segbias_error_set(error, SEGBIAS_USAGE, "no_such_rendering|the findings hold no %s", what);
}

enum segbias_status segbias_format_tally_tally(const struct segbias_findings *findings,
                                               const struct segbias_render_options *options, struct segbias_text *out,
                                               struct segbias_error *error)
{
	(void)options;
	if (!findings->tally.bytes)
		return refuse("tally", error);
	segbias_text_add(out, findings->tally.bytes, findings->tally.size);
	return SEGBIAS_OK;
}

enum segbias_status segbias_format_tally_zst(const struct segbias_findings *findings,
                                             const struct segbias_render_options *options, struct segbias_text *out,
                                             struct segbias_error *error)
{
	(void)options;
	return findings->tally.bytes ? segbias_pack(findings->tally, out, error) : refuse("tally", error);
}

enum segbias_status segbias_format_tally_sql(const struct segbias_findings *findings,
                                             const struct segbias_render_options *options, struct segbias_text *out,
                                             struct segbias_error *error)
{
	(void)options;
	if (!findings->sql.bytes)
		return refuse("statement", error);
	segbias_text_add(out, findings->sql.bytes, findings->sql.size);
	return SEGBIAS_OK;
}
