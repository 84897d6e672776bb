/* Room: report. A result, or a row of it, written by its description (findings/record.h): JSON, and a row of CSV. */
#ifndef SEGBIAS_REPORT_FIELDS_H
#define SEGBIAS_REPORT_FIELDS_H

#include "base/json.h"
#include "findings/record.h"
#include "report/format.h"

/* The whole result of the findings' job, and a line end. */
enum segbias_status segbias_json_result(const struct segbias_findings *findings, struct segbias_text *out);

/* All fields of a record, into an open JSON object. */
void segbias_json_fields(struct segbias_json *json, const struct segbias_record *record, const void *object);

/* The names of a row's fields, and their cells; both begin with a comma where `comma`. What is undefined is an empty cell. */
void segbias_csv_heads(struct segbias_text *out, const struct segbias_record *record, bool comma);
void segbias_csv_cells(struct segbias_text *out, const struct segbias_record *record, const void *object, bool comma);

/* The same cells of an object of another record, each with a comma before it: of fields that it has by that name; the others are
 * empty. */
void segbias_csv_cells_as(struct segbias_text *out, const struct segbias_record *record,
                          const struct segbias_record *own, const void *object);

#endif
