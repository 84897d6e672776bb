/* What the register of risks is asked for, and the keys of the policy file that are its own. */
#include "policy/policy_yaml.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

const char *const segbias_risks_fail_names[SEGBIAS_RISKS_FAILS] = {"over", "unmet", "unclear"};

const char *const segbias_risks_key_names[SEGBIAS_RISKS_KEYS] = {
    "risks", "purposes", "recipients", "reference_source", "reference_date", "jurisdictions", "notice"};

static const char *const RISKS[SEGBIAS_RISKS_WITHIN] = {"fail_on",   "quasi", "sensitive", "k",    "risk_max",
                                                        "retention", "cap",   "quiet",     "grace"};

bool segbias_policy_within_risks(const struct segbias_risks_keys *keys, const char *option)
{
	char key[SEGBIAS_KEY_SIZE];
	bool found = false;
	for (size_t i = 0; i < SEGBIAS_RISKS_WITHIN; i++)
		found = found || (keys->within[i] && strcmp(segbias_policy_key(option, key), RISKS[i]) == 0);
	return found;
}

bool segbias_policy_time(struct segbias_label text, int *months, int *days)
{
	static const struct {
		const char *name;
		int months, days;
	} UNITS[] = {{"year", 12, 0}, {"quarter", 3, 0}, {"month", 1, 0}, {"week", 0, 7}, {"day", 0, 1}};
	enum { DIGITS_MAX = 4 };
	int number = 0;
	size_t at = 0;
	while (at < text.size && at < DIGITS_MAX && text.bytes[at] >= '0' && text.bytes[at] <= '9')
		number = 10 * number + text.bytes[at++] - '0';
	bool blank = at > 0 && at < text.size && text.bytes[at] == ' ';
	for (size_t i = 0; blank && number > 0 && i < sizeof UNITS / sizeof *UNITS; i++) {
		size_t size = strlen(UNITS[i].name);
		size_t rest = text.size - at - 1;
		bool plural = rest == size + 1 && text.bytes[text.size - 1] == 's';
		if ((rest != size && !plural) || memcmp(text.bytes + at + 1, UNITS[i].name, size) != 0)
			continue;
		*months = number * UNITS[i].months;
		*days = number * UNITS[i].days;
		return true;
	}
	return false;
}

/* --- options ------------------------------------------------------------------------------------------------------ */

static enum segbias_status refuse(const char *option, const char *text, const char *expected,
                                  struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	return segbias_error_set(error, SEGBIAS_USAGE, "bad_option|%s %s: %s", option, segbias_text_quote(text, quoted),
	                         expected);
}

static enum segbias_status read_column(const char *option, const char *text, struct segbias_arena *arena,
                                       struct segbias_label *out, struct segbias_error *error)
{
	if (!text)
		return SEGBIAS_OK;
	if (!*text)
		return refuse(option, text, "it names no column", error);
	return segbias_arena_copy(arena, segbias_label_of(text), out) ? SEGBIAS_OK : segbias_error_memory(error);
}

static enum segbias_status read_quasi(const char *text, struct segbias_arena *arena, struct segbias_risks_policy *out,
                                      struct segbias_error *error)
{
	if (!text)
		return SEGBIAS_OK;
	enum segbias_status status = segbias_list_split(text, arena, &out->quasi, &out->quasi_count, error);
	if (status == SEGBIAS_USAGE || (status == SEGBIAS_OK && out->quasi_count == 0))
		return refuse("--quasi", text, "it is written A,B or \"A, with comma\",B", error);
	for (size_t i = 0; status == SEGBIAS_OK && i < out->quasi_count; i++) {
		if (out->quasi[i].size == 0)
			return refuse("--quasi", text, "one of the names is empty", error);
		for (size_t j = 0; j < i; j++)
			if (segbias_label_equal(out->quasi[i], out->quasi[j]))
				return refuse("--quasi", text, "a column is named twice", error);
	}
	if (status == SEGBIAS_OK && out->quasi_count > SEGBIAS_QUASI_MAX)
		return refuse("--quasi", text, "at most 4 columns are crossed", error);
	return status;
}

static enum segbias_status read_path(const char *text, struct segbias_arena *arena, const char **out,
                                     struct segbias_error *error)
{
	struct segbias_label copy = {NULL, 0};
	bool ok = !text || segbias_arena_copy(arena, segbias_label_of(text), &copy);
	*out = copy.bytes;
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

enum segbias_status segbias_policy_read_risks(const struct segbias_options *options, struct segbias_arena *arena,
                                              struct segbias_risks_policy *out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const double k_usual = 5;
	struct segbias_label retention = {NULL, 0};
	*out = (struct segbias_risks_policy){.k = k_usual, .risk_max = NAN};
	SEGBIAS_TRY(read_quasi(options->quasi, arena, out, error));
	SEGBIAS_TRY(read_column("--sensitive", options->sensitive, arena, &out->sensitive, error));
	SEGBIAS_TRY(read_column("--collected", options->collected, arena, &out->collected, error));
	SEGBIAS_TRY(read_column("--country", options->country, arena, &out->country, error));
	if (options->k && (!segbias_number_parse(segbias_label_of(options->k), '.', &out->k) || !(out->k >= 2) ||
	                   out->k > 1e9 || out->k != floor(out->k)))
		SEGBIAS_TRY(refuse("--k", options->k, "it must be a whole number, at least 2", error));
	if (options->risk_max && (!segbias_number_parse(segbias_label_of(options->risk_max), '.', &out->risk_max) ||
	                          !(out->risk_max > 0 && out->risk_max <= 1)))
		SEGBIAS_TRY(
		    refuse("--risk-max", options->risk_max, "it must be a chance over 0, at most 1, as 0.2", error));
	if (options->retention && !segbias_policy_time(segbias_label_of(options->retention), &out->months, &out->days))
		SEGBIAS_TRY(refuse(
		    "--retention", options->retention,
		    "it must be a time such as '24 months', '8 quarters', '3 years', '26 weeks' or '90 days'", error));
	if (options->retention && !segbias_arena_copy(arena, segbias_label_of(options->retention), &retention))
		SEGBIAS_TRY(segbias_error_memory(error));
	out->retention = retention.bytes;
	SEGBIAS_TRY(read_path(options->items, arena, &out->items, error));
	SEGBIAS_TRY(read_path(options->history, arena, &out->history, error));
	SEGBIAS_TRY(read_path(options->catalogue, arena, &out->catalogue, error));
	SEGBIAS_TRY(segbias_policy_read_contacts(options, arena, &out->contacts, error));
done:
	return status;
}

enum segbias_status segbias_policy_risks_fail(const char *text, bool out[static SEGBIAS_RISKS_FAILS],
                                              struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	size_t size = 0;
	for (size_t i = 0; i < SEGBIAS_RISKS_FAILS; i++)
		out[i] = false;
	/* A word, so that nothing that happens to be empty opens the gate. */
	if (!text || strcmp(text, "none") == 0)
		return SEGBIAS_OK;
	for (const char *at = text; *at || at == text; at += size + (at[size] == ',')) {
		size = strcspn(at, ",");
		struct segbias_label word = {at, size};
		size_t found = 0;
		while (found < SEGBIAS_RISKS_FAILS &&
		       !segbias_label_equal(word, segbias_label_of(segbias_risks_fail_names[found])))
			found++;
		if (found == SEGBIAS_RISKS_FAILS) {
			segbias_error_set(error, SEGBIAS_USAGE, "bad_option|--fail-on: there is nothing called %s",
			                  segbias_label_quote(word, quoted));
			segbias_error_hint(error,
			                   "risks takes over, unmet, unclear, with commas between them, or none");
			return SEGBIAS_USAGE;
		}
		out[found] = true;
	}
	return SEGBIAS_OK;
}

/* --- keys --------------------------------------------------------------------------------------------------------- */

/* NAME: TEXT, … */
static enum segbias_status read_pairs(const struct segbias_policy_reading *r, const yaml_node_t *node, const char *key,
                                      struct segbias_pair **out, size_t *count)
{
	enum segbias_status status = SEGBIAS_OK;
	if (node->type != YAML_MAPPING_NODE)
		return segbias_yaml_wrong(r, node, key, "names, each with a text");
	size_t most = (size_t)(node->data.mapping.pairs.top - node->data.mapping.pairs.start);
	*out = segbias_arena_array(&r->file->arena, most, sizeof **out);
	if (!*out)
		return segbias_error_memory(r->error);
	for (*count = 0; *count < most && status == SEGBIAS_OK; ++*count) {
		const yaml_node_pair_t *pair = &node->data.mapping.pairs.start[*count];
		status = segbias_yaml_text(r, segbias_yaml_node(r, pair->key), key, &(*out)[*count].left);
		if (status == SEGBIAS_OK)
			status = segbias_yaml_text(r, segbias_yaml_node(r, pair->value), key, &(*out)[*count].right);
	}
	return status;
}

/* [TEXT, …]; an empty list says that there is nobody. */
static enum segbias_status read_recipients(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	struct segbias_risks_keys *keys = &r->file->risks;
	keys->recipients_given = true;
	if (node->type != YAML_SEQUENCE_NODE)
		return segbias_yaml_wrong(r, node, "recipients", "a list of texts; [] says that there are none");
	return segbias_yaml_texts(r, node, "recipients", &keys->recipients, &keys->recipient_count);
}

static enum segbias_status read_fail_on(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	struct segbias_label *words = NULL;
	size_t count = 0;
	bool fails[SEGBIAS_RISKS_FAILS];
	struct segbias_text text = {0};
	enum segbias_status status = segbias_yaml_texts(r, node, "fail_on", &words, &count);
	for (size_t i = 0; i < count && status == SEGBIAS_OK; i++)
		segbias_text_add_format(&text, "%s%.*s", i ? "," : "", (int)words[i].size, words[i].bytes);
	if (status != SEGBIAS_OK) {
		segbias_text_release(&text);
		return status;
	}
	status = segbias_yaml_keep(r, node, &text, &r->file->risks.fail_on);
	if (status == SEGBIAS_OK &&
	    (!count || segbias_policy_risks_fail(r->file->risks.fail_on, fails, NULL) != SEGBIAS_OK))
		return segbias_yaml_wrong(r, node, "fail_on", "a list of over, unmet, unclear, or none");
	return status;
}

/* A mapping whose keys are `names`; what each holds is `read` with its index. */
static enum segbias_status read_named(const struct segbias_policy_reading *r, const yaml_node_t *node, const char *key,
                                      const char *const *names, size_t count,
                                      enum segbias_status (*read)(const struct segbias_policy_reading *r,
                                                                  const yaml_node_pair_t *pair, size_t which))
{
	enum { NAMES_MAX = SEGBIAS_RISKS_WITHIN };
	struct segbias_label labels[NAMES_MAX];
	enum segbias_status status = SEGBIAS_OK;
	char what[SEGBIAS_KEY_SIZE];
	if (node->type != YAML_MAPPING_NODE)
		return segbias_yaml_wrong(r, node, key, "keys with their values");
	for (size_t i = 0; i < count; i++)
		labels[i] = segbias_label_of(names[i]);
	segbias_text_print(what, sizeof what, "key of %s", key);
	for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
	     pair < node->data.mapping.pairs.top && status == SEGBIAS_OK; pair++) {
		const yaml_node_t *name = segbias_yaml_node(r, pair->key);
		size_t found = 0;
		while (found < count && !(name->type == YAML_SCALAR_NODE &&
		                          segbias_label_equal(segbias_yaml_scalar(name), labels[found])))
			found++;
		status = found < count ? read(r, pair, found) : segbias_yaml_unknown(r, name, labels, count, what);
	}
	return status;
}

static const char *const NOTICE[] = {"controller", "contact", "rights"};

/* All but the first are options, which may stand at the root as well: there or here. */
static enum segbias_status read_risk(const struct segbias_policy_reading *r, const yaml_node_pair_t *pair, size_t which)
{
	const yaml_node_t *key = segbias_yaml_node(r, pair->key);
	const yaml_node_t *value = segbias_yaml_node(r, pair->value);
	if (which == 0)
		return read_fail_on(r, value);
	size_t option = segbias_option_of_setting(RISKS[which]);
	r->file->risks.within[which] = true;
	return segbias_yaml_option(r, key, value, option);
}

static enum segbias_status read_notice(const struct segbias_policy_reading *r, const yaml_node_pair_t *pair,
                                       size_t which)
{
	struct segbias_risks_keys *keys = &r->file->risks;
	struct segbias_label *const texts[] = {&keys->controller, &keys->contact, &keys->rights};
	return segbias_yaml_text(r, segbias_yaml_node(r, pair->value), NOTICE[which], texts[which]);
}

enum segbias_status segbias_policy_read_risks_keys(const struct segbias_policy_reading *r, const char *name,
                                                   const yaml_node_t *node)
{
	struct segbias_risks_keys *keys = &r->file->risks;
	if (strcmp(name, "risks") == 0)
		return read_named(r, node, name, RISKS, sizeof RISKS / sizeof *RISKS, read_risk);
	if (strcmp(name, "notice") == 0)
		return read_named(r, node, name, NOTICE, sizeof NOTICE / sizeof *NOTICE, read_notice);
	if (strcmp(name, "purposes") == 0)
		return read_pairs(r, node, name, &keys->purposes, &keys->purpose_count);
	if (strcmp(name, "jurisdictions") == 0)
		return read_pairs(r, node, name, &keys->jurisdictions, &keys->jurisdiction_count);
	if (strcmp(name, "recipients") == 0)
		return read_recipients(r, node);
	return segbias_yaml_text(
	    r, node, name, strcmp(name, "reference_source") == 0 ? &keys->reference_source : &keys->reference_date);
}
