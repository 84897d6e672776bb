/* Room: report. The numbers of a comparison and of a value, once, for every format that lists them. */
#ifndef SEGBIAS_REPORT_FIELDS_H
#define SEGBIAS_REPORT_FIELDS_H

#include "report/format.h"
#include "report/json.h"

/* A number of a struct by its name in the JSON result; name NULL ends a list. */
struct segbias_field {
	const char *name;
	size_t offset;
};

/* Of struct segbias_value_finding: what stands between "value" and "verdict". */
extern const struct segbias_field segbias_value_fields[];

/* Of struct segbias_comparison: before "state", between "state" and "p_method", after "p_method". */
extern const struct segbias_field segbias_comparison_sizes[];
extern const struct segbias_field segbias_comparison_tests[];
extern const struct segbias_field segbias_comparison_effects[];

double segbias_field_value(const struct segbias_field *field, const void *object);

/* Writes the numbers of a list, then all of a value, into an open JSON object. */
void segbias_json_fields(struct segbias_json *json, const struct segbias_field *fields, const void *object);
void segbias_json_value(struct segbias_json *json, const struct segbias_value_finding *value);

/* What several JSON results have: "reference" of the inputs, and the lists "mapping" and "warnings". */
void segbias_json_reference(struct segbias_json *json, const struct segbias_findings *findings);
/* "band" and "min_n" of an attribute that has its own. */
void segbias_json_own_limits(struct segbias_json *json, const struct segbias_attribute_setting *attribute);
/* "policy": the policy file, where there is one. */
void segbias_json_policy(struct segbias_json *json, const struct segbias_settings *settings);
void segbias_json_mapping(struct segbias_json *json, const struct segbias_findings *findings);
void segbias_json_warnings(struct segbias_json *json, const struct segbias_findings *findings);

#endif
