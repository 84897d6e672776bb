/* Room: report. The fields of a value finding, once, for JSON, ndjson and CSV: FIELD(name). */
#ifndef SEGBIAS_REPORT_FIELDS_H
#define SEGBIAS_REPORT_FIELDS_H

#include "report/format.h"
#include "report/json.h"

/* Numbers between "value" and "verdict", in the order of the JSON result. */
#define SEGBIAS_VALUE_NUMBERS(FIELD)                                                                                   \
	FIELD(count)                                                                                                   \
	FIELD(share) FIELD(share_low) FIELD(share_high) FIELD(reference_share) FIELD(index) FIELD(index_low)           \
	    FIELD(index_high) FIELD(gap) FIELD(shortfall) FIELD(residual) FIELD(p) FIELD(q) FIELD(p_flag)              \
		FIELD(q_flag) FIELD(q_likely) FIELD(p_within) FIELD(q_within)

/* Writes the fields of one value into an open object. */
void segbias_json_value_fields(struct segbias_json *json, const struct segbias_value_finding *value);

#endif
