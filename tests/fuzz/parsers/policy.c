/* Policy files: read, or refused with a message; what is read is put below options that were not given. */
#include "parsers.h"
#include "policy/policy_file.h"

void segbias_fuzz_policy(struct segbias_label bytes)
{
	static const struct segbias_options NONE = {.policy = NULL};
	static const struct segbias_policy_use USES[] = {
	    {.check = true}, {.inspect = true}, {.audit = true, .one_file = true}};
	struct segbias_policy_file file = {.path = NULL};
	struct segbias_error error = {0};
	enum segbias_status status = segbias_policy_file_parse(bytes, "policy.yaml", &file, &error);
	must_say(status, &error);
	must((segbias_policy_file_check(bytes, "policy.yaml", NULL) == SEGBIAS_OK) == (status == SEGBIAS_OK));
	for (size_t i = 0; status == SEGBIAS_OK && i < sizeof USES / sizeof *USES; i++) {
		error = (struct segbias_error){0};
		must_say(segbias_policy_merge(&NONE, &USES[i], &file, &error), &error);
	}
	segbias_policy_file_release(&file);
}
