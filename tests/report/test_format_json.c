#include "jobs/run.h"

static const char CAMPAIGN[] = "segment,g\n\"S\"\"q\",a\nT,b\nT,x\nT,\n";
static const char REFERENCE[] = "attribute,value,count\ng,a,1\ng,b,2\n";

/* The keys of an object in their order, each once, at the right depth (one blank a level). */
static void expect_keys(const char *json, int depth, const char *const *keys)
{
	const char *at = json;
	for (; *keys; keys++) {
		char line[80];
		(void)snprintf(line, sizeof line, "\n%*s\"%s\": ", depth, "", *keys);
		const char *found = strstr(at, line);
		cr_assert_not_null(found, "%s", *keys);
		at = found + 1;
	}
}

/* For whom a value is missing more often is said of findings alone. */
Test(format_json, keys_in_the_order_of_the_contract)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	char *json = run_render(&run, "json");
	static const char *const top[] = {"schema",       "version",  "inputs",      "settings",   "mapping",
	                                  "family",       "summary",  "comparisons", "incomplete", "missingness",
	                                  "associations", "numeric",  "simpson",     "mcar",       "outlook",
	                                  "left_out",     "warnings", NULL};
	expect_keys(json, 1, top);
	static const char *const comparison[] = {"segment",     "attribute",
	                                         "rows",        "n",
	                                         "n_effective", "deff",
	                                         "missing",     "missing_rate",
	                                         "unmatched",   "reference_n_effective",
	                                         "state",       "chi2",
	                                         "df",          "df2",
	                                         "p",           "q",
	                                         "p_method",    "g",
	                                         "w",           "fei",
	                                         "tvd",         "tvd_noise",
	                                         "js_bits",     "kl_bits",
	                                         "hellinger",   "psi",
	                                         "asmd",        "emd",
	                                         "ks",          "values",
	                                         NULL};
	expect_keys(strstr(json, "\"comparisons\""), 3, comparison);
	static const char *const value[] = {
	    "value",    "count",     "share",      "share_low", "share_high",       "reference_share",
	    "index",    "index_low", "index_high", "gap",       "shortfall",        "residual",
	    "p",        "q",         "p_flag",     "q_flag",    "q_likely",         "p_within",
	    "q_within", "verdict",   "reason",     "robust",    "share_if_missing", "n_needed",
	    NULL};
	const char *at = strstr(json, "\"values\"");
	for (size_t i = 0; value[i]; i++) {
		char key[40];
		(void)snprintf(key, sizeof key, "\"%s\": ", value[i]);
		at = strstr(at, key);
		cr_assert_not_null(at, "%s", value[i]);
	}
	cr_assert_eq(strncmp(json, "{\n \"schema\": \"segbias.compare/1\",\n \"version\": \"", 47), 0);
	cr_assert_null(strstr(json, "nan"));
	cr_assert_null(strstr(json, "/tmp/"), "no path of the machine");
	cr_assert_not_null(strstr(json, "\"segment\": null"));
	cr_assert_not_null(strstr(json, "\"segment\": \"S\\\"q\""));
	free(json);
	run_release(&run);
}

/* Same input, options and version: the same bytes. */
Test(format_json, is_deterministic)
{
	struct run first = run_good(CAMPAIGN, REFERENCE, NULL);
	struct run second = run_good(CAMPAIGN, REFERENCE, NULL);
	char *a = run_render(&first, "json");
	char *b = run_render(&second, "json");
	char *again = run_render(&first, "json");
	cr_assert_str_eq(a, b);
	cr_assert_str_eq(a, again);
	free(a);
	free(b);
	free(again);
	run_release(&first);
	run_release(&second);
}

Test(format_json, ndjson_is_a_row_of_values_a_line)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	char *lines = run_render(&run, "ndjson");
	size_t count = 0;
	for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n")) {
		cr_expect_eq(
		    strncmp(line,
		            count < 2 ? "{\"segment\": null, \"attribute\": \"g\", \"value\": " : "{\"segment\": \"",
		            count < 2 ? 45 : 13),
		    0, "%s", line);
		cr_expect_eq(line[strlen(line) - 1], '}');
		count++;
	}
	cr_assert_eq(count, 6);
	free(lines);
	run_release(&run);
}
