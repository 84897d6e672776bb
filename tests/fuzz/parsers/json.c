/* Results as JSON: one that is read is written so that it is read, and written, the same. */
#include "parsers.h"

#include <segbias/segbias.h>
#include <string.h>

/* -> the result as it is written again, NULL where it was refused; the caller's */
static char *written(struct segbias_label bytes, size_t *size)
{
	struct segbias_findings *findings = NULL;
	struct segbias_error error = {0};
	const struct segbias_render_options render = {.format = "json"};
	char *out = NULL;
	enum segbias_status status = segbias_findings_parse(bytes.bytes, bytes.size, &findings, &error);
	must_say(status, &error);
	if (status == SEGBIAS_OK)
		must(segbias_findings_render(findings, &render, &out, size, &error) == SEGBIAS_OK);
	segbias_findings_free(findings);
	return out;
}

void segbias_fuzz_json(struct segbias_label bytes)
{
	size_t sizes[2] = {0, 0};
	char *first = written(bytes, &sizes[0]);
	if (!first)
		return;
	char *second = written((struct segbias_label){first, sizes[0]}, &sizes[1]);
	must(second && sizes[0] == sizes[1] && memcmp(first, second, sizes[0]) == 0);
	segbias_free(first);
	segbias_free(second);
}
