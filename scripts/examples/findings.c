/* Compares two files and reads what was found, field by field; with one file, a result that `segbias compare -f json` wrote.
 * C and C++:
 *
 *   cc findings.c $(pkg-config --cflags --libs segbias) -o findings
 *   ./findings data/campaign.csv data/census.csv
 */
#include <math.h>
#include <segbias/segbias.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if !SEGBIAS_VERSION_AT_LEAST(0, 1, 0)
#error "this example needs segbias 0.1"
#endif

/* A text of the findings may hold any character: what a terminal could take for a command is escaped. */
static void print_text(const char *text)
{
	char escaped[SEGBIAS_ESCAPED_MAX];
	printf("%s", text ? segbias_text_escape(text, escaped) : "all");
}

static void print_flags(const struct segbias_findings *findings)
{
	size_t count = segbias_findings_count(findings, "values");
	for (size_t row = 0; row < count; row++) {
		const char *verdict = segbias_findings_text(findings, "values", row, "verdict", NULL);
		if (!verdict || (strcmp(verdict, "over") != 0 && strcmp(verdict, "under") != 0))
			continue;
		print_text(segbias_findings_text(findings, "values", row, "segment", NULL));
		printf(" ");
		print_text(segbias_findings_text(findings, "values", row, "attribute", NULL));
		printf(" ");
		print_text(segbias_findings_text(findings, "values", row, "value", NULL));
		printf(": %s, index %.0f", verdict, segbias_findings_number(findings, "values", row, "index"));
		/* An undefined number is NaN. */
		double low = segbias_findings_number(findings, "values", row, "index_low");
		double high = segbias_findings_number(findings, "values", row, "index_high");
		if (!isnan(low) && !isnan(high))
			printf(" (%.0f to %.0f)", low, high);
		printf("\n");
	}
}

int main(int argc, char **argv)
{
	struct segbias_error error;
	struct segbias_findings *findings = NULL;
	enum segbias_status status;
	memset(&error, 0, sizeof error);
	if (argc < 2 || argc > 3) {
		fprintf(stderr, "findings CAMPAIGN REFERENCE | findings RESULT.json\n");
		return SEGBIAS_USAGE;
	}
	if (argc == 3)
		status = segbias_compare(argv[1], argv[2], NULL, &findings, &error);
	else
		status = segbias_findings_read(argv[1], &findings, &error);
	if (status != SEGBIAS_OK) {
		fprintf(stderr, "%s:%lu: %s\n", error.file, (unsigned long)error.line, error.message);
		return status;
	}
	printf("%.0f records against %.0f people\n", segbias_findings_number(findings, "inputs.campaign", 0, "rows"),
	       segbias_findings_number(findings, "inputs.reference", 0, "total"));
	print_flags(findings);
	segbias_findings_free(findings);
	return EXIT_SUCCESS;
}
