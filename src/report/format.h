/* Room: report. One format a file, listed in formats.def. It has never heard of a statistic: findings in, bytes out.
 *
 * A cell of the data reaches the output only through the writers here: escaped in JSON, cleaned in text and CSV.
 */
#ifndef SEGBIAS_REPORT_FORMAT_H
#define SEGBIAS_REPORT_FORMAT_H

#include "findings/findings.h"

typedef enum segbias_status segbias_format_write(const struct segbias_findings *findings,
                                                 const struct segbias_render_options *options, struct segbias_text *out,
                                                 struct segbias_error *error);

#define FORMAT(job, name, suffix) segbias_format_write segbias_format_##job##_##name;
#include "report/formats.def"
#undef FORMAT

#endif
