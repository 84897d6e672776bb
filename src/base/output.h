/* Room: base. Documents that are written piece by piece into an output (<segbias/output.h>), so that no size of one needs
 * more memory. */
#ifndef SEGBIAS_BASE_OUTPUT_H
#define SEGBIAS_BASE_OUTPUT_H

#include "base/text.h"
#include <segbias/output.h>

/* Begins what segbias_output_stage does in one: the bytes are added to *text, which is the output's, until
 * segbias_output_end. path NULL: they are what segbias_output_copy writes. One at a time. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_output_begin(struct segbias_output *output, const char *path, struct segbias_text **text,
                                         struct segbias_error *error);

/* Everything was added. Errors: SEGBIAS_SYSTEM where it could not all be kept. */
enum segbias_status segbias_output_end(struct segbias_output *output, struct segbias_error *error);

#endif
