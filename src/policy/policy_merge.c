/* What is given on the command line stands above what the policy file says: a whole option at a time, and over what excludes
 * it. */
#include "policy/policy_file.h"

#include <string.h>

struct merging {
	const struct segbias_options *given;
	struct segbias_policy_file *file;
	bool taken[SEGBIAS_OPTION_COUNT]; /* of the file's keys */
};

/* What shows more, and judges nothing. */
static const char *const SHOWS[] = {"consent", "stages", "cross", "cross-cells", "numeric"};

static bool has(const struct merging *m, size_t index)
{
	return m->file->places[index].line > 0;
}

static size_t find(const char *name)
{
	return segbias_option_find(name);
}

static void add_unused(struct segbias_policy_file *file, size_t index, const char *why)
{
	struct segbias_unused_key *key = &file->unused[file->unused_count++];
	(void)segbias_policy_key(segbias_options[index].name, key->name);
	key->place = file->places[index];
	segbias_text_print(key->why, sizeof key->why, "%s", why);
}

/* A key that stands in the file, and has no part in the run. */
static void leave(struct merging *m, const char *option, const char *why)
{
	size_t index = find(option);
	if (!m->taken[index])
		return;
	m->taken[index] = false;
	add_unused(m->file, index, why);
}

/* What is nothing to a job that compares nothing. */
static const char *const OF_COMPARE[] = {"eligible", "plan", "consent", "stages", "cross", "cross-cells"};

/* Whether the option is one of a gate, and this is none, or another one: who gives it takes what comes for judged. */
static bool is_of_gate(size_t option, const struct segbias_policy_use *use)
{
	unsigned of = segbias_options[option].of;
	unsigned here = use->check   ? SEGBIAS_OPTION_OF_CHECK
	                : use->audit ? SEGBIAS_OPTION_OF_AUDIT
	                : use->risks ? SEGBIAS_OPTION_OF_RISKS
	                             : 0;
	return (of & SEGBIAS_OPTION_OF_CHECK) && !(of & SEGBIAS_OPTION_OF_COMPARE) && !(of & here);
}

enum segbias_status segbias_policy_check_given(const struct segbias_options *given,
                                               const struct segbias_policy_use *use, struct segbias_error *error)
{
	for (size_t i = 0; use->inspect && i < sizeof OF_COMPARE / sizeof *OF_COMPARE; i++)
		if (segbias_option_is_given(given, find(OF_COMPARE[i])))
			return segbias_error_set(error, SEGBIAS_USAGE,
			                         "option_of_compare|--%s is one of compare: nothing is compared here",
			                         OF_COMPARE[i]);
	for (size_t i = 0; i < SEGBIAS_OPTION_COUNT; i++) {
		bool audits = (segbias_options[i].of & SEGBIAS_OPTION_OF_AUDIT) != 0;
		if (!segbias_option_is_given(given, i))
			continue;
		if (is_of_gate(i, use))
			return segbias_error_set(error, SEGBIAS_USAGE,
			                         "option_of_check|--%s is one of check: nothing is judged by it here",
			                         segbias_options[i].name);
		if (use->audit && !audits)
			return segbias_error_set(error, SEGBIAS_USAGE,
			                         "option_of_compare|--%s is one of compare: an audit reads one file",
			                         segbias_options[i].name);
		if (use->risks && !(segbias_options[i].of & SEGBIAS_OPTION_OF_RISKS) &&
		    segbias_options[i].of != SEGBIAS_OPTION_OF_AUDIT)
			return segbias_error_set(error, SEGBIAS_USAGE,
			                         "option_of_compare|--%s is one of compare: no risk has a figure of it",
			                         segbias_options[i].name);
		if (!use->risks && segbias_options[i].of == SEGBIAS_OPTION_OF_RISKS)
			return segbias_error_set(error, SEGBIAS_USAGE, "option_of_risks|--%s is one of risks",
			                         segbias_options[i].name);
		if (!use->audit && segbias_options[i].of == SEGBIAS_OPTION_OF_AUDIT)
			return segbias_error_set(error, SEGBIAS_USAGE,
			                         "option_of_audit|--%s is one of audit: no decisions are audited here",
			                         segbias_options[i].name);
	}
	if (use->plans_not && given->plan)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "option_of_compare|--plan looks ahead, and here records are compared");
	return SEGBIAS_OK;
}

/* What only shows more of a comparison. How many cells there may be holds of weights, too, and stands beside `cross` alone. */
static void leave_of_weights(struct merging *m)
{
	static const char WHY[] = "it is one of compare, and records are weighted here";
	bool cells = m->taken[find("cross")] && m->taken[find("cross-cells")];
	if (cells)
		add_unused(m->file, find("cross"), WHY);
	for (size_t i = 0; i < sizeof SHOWS / sizeof *SHOWS; i++)
		if (!(cells && strncmp(SHOWS[i], "cross", strlen("cross")) == 0) &&
		    strcmp(SHOWS[i], "cross-cells") != 0)
			leave(m, SHOWS[i], WHY);
}

static void leave_by_use(struct merging *m, const struct segbias_policy_use *use)
{
	/* The options of one of the two files. */
	static const char *const OF_FILES[] = {"count",
	                                       "weight",
	                                       "shape",
	                                       "section",
	                                       "delimiter",
	                                       "encoding",
	                                       "decimal",
	                                       "thousands",
	                                       "rounded",
	                                       "hidden-max",
	                                       "reference-count",
	                                       "reference-weight",
	                                       "reference-shape",
	                                       "reference-section",
	                                       "reference-delimiter",
	                                       "reference-encoding",
	                                       "reference-decimal",
	                                       "reference-thousands",
	                                       "reference-rounded",
	                                       "reference-hidden-max",
	                                       "where",
	                                       "campaign-where",
	                                       "born",
	                                       "as-of",
	                                       "amount",
	                                       "person",
	                                       "reference-strata",
	                                       "reference-psu",
	                                       "reference-replicates",
	                                       "replicate-method"};
	for (size_t i = 0; i < SEGBIAS_OPTION_COUNT; i++) {
		unsigned of = segbias_options[i].of;
		if (use->audit && !(of & SEGBIAS_OPTION_OF_AUDIT))
			leave(m, segbias_options[i].name, "it is one of compare, and an audit reads one file");
		else if (!use->audit && of == SEGBIAS_OPTION_OF_AUDIT)
			leave(m, segbias_options[i].name, "it is one of audit");
		else if (!use->risks && segbias_policy_within_risks(&m->file->risks, segbias_options[i].name))
			m->taken[i] = false;
		else if (!use->risks && of == SEGBIAS_OPTION_OF_RISKS)
			leave(m, segbias_options[i].name, "it is one of risks");
		else if (use->risks && !(of & SEGBIAS_OPTION_OF_RISKS))
			leave(m, segbias_options[i].name, "it is one of compare, and no risk has a figure of it");
	}
	for (size_t i = 0; use->inspect && i < sizeof OF_COMPARE / sizeof *OF_COMPARE; i++)
		leave(m, OF_COMPARE[i], "it is one of compare");
	for (size_t i = 0; use->inspect && use->one_file && i < sizeof OF_FILES / sizeof *OF_FILES; i++)
		leave(m, OF_FILES[i],
		      "it belongs to one of two files, and this may be either: the option says it of this one");
	for (size_t i = 0; use->database && i < sizeof SHOWS / sizeof *SHOWS; i++)
		leave(m, SHOWS[i], "a database is not asked for it");
	if (use->weighs)
		leave_of_weights(m);
	if (use->database)
		leave(m, "skip-bad", SEGBIAS_NONE_UNREADABLE);
	if (use->plans_not)
		leave(m, "plan", "the records of a campaign are compared");
	if (!use->one_file)
		leave(m, "plan", "a campaign and a reference are given, and compared; --plan N plans instead");
	if (!use->one_file && !use->audit)
		leave(m, "eligible", "a reference is given, and it takes the base from the campaign's own file");
}

/* What is published does not protect what others show. */
static enum segbias_status check_shown(const struct merging *m, struct segbias_error *error)
{
	char key[SEGBIAS_KEY_SIZE];
	for (size_t i = 0; m->file->own.publish && i < sizeof SHOWS / sizeof *SHOWS; i++) {
		size_t index = find(SHOWS[i]);
		if (strcmp(SHOWS[i], "cross-cells") == 0 || !segbias_option_is_given(&m->file->own, index))
			continue;
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "options_exclude|publish and %s exclude each other: what it tells is not protected",
		                  segbias_policy_key(SHOWS[i], key));
		segbias_error_place(error, m->file->path, m->file->places[index].line, m->file->places[index].column);
		segbias_error_hint(
		    error, "a policy holds one of them; where it does not hold publish, --publish %s leaves %s out",
		    m->file->own.publish, key);
		return SEGBIAS_USAGE;
	}
	return SEGBIAS_OK;
}

/* Two keys of the file that cannot both be meant: its own fault, whatever is given. */
static enum segbias_status check_own(const struct merging *m, struct segbias_error *error)
{
	char option[SEGBIAS_KEY_SIZE];
	char other[SEGBIAS_KEY_SIZE];
	for (size_t i = 0; i < segbias_exclusion_count; i++) {
		const struct segbias_exclusion *row = &segbias_exclusions[i];
		const struct segbias_key_place *places = m->file->places;
		struct segbias_key_place place = places[find(row->option)];
		struct segbias_key_place later = places[find(row->other)];
		if (!segbias_options_exclude(row, &m->file->own, &m->file->own))
			continue;
		if (later.line > place.line || (later.line == place.line && later.column > place.column))
			place = later;
		segbias_error_set(error, SEGBIAS_USAGE, "options_exclude|%s and %s exclude each other: %s",
		                  segbias_policy_key(row->option, option), segbias_policy_key(row->other, other),
		                  row->why);
		segbias_error_place(error, m->file->path, place.line, place.column);
		segbias_error_hint(error, "a policy holds one of them; the other can be given as an option");
		return SEGBIAS_USAGE;
	}
	return check_shown(m, error);
}

/* What an option says, from the least: a view, how sure a number is, what is compared, what is counted (money, weights, people of a plan). */
enum says { SAYS_VIEW, SAYS_SURE, SAYS_COMPARED, SAYS_COUNTED };

static enum says says_of(const char *option)
{
	static const struct {
		const char *name;
		enum says says;
	} SAYS[] = {{"person", SAYS_SURE},        {"deff", SAYS_SURE},           {"reference-strata", SAYS_SURE},
	            {"reference-psu", SAYS_SURE}, {"reference-kind", SAYS_SURE}, {"reference-replicates", SAYS_SURE},
	            {"amount", SAYS_COUNTED},     {"weight", SAYS_COUNTED},      {"count", SAYS_COUNTED},
	            {"plan", SAYS_COUNTED}};
	for (size_t i = 0; i < sizeof SHOWS / sizeof *SHOWS; i++)
		if (strcmp(SHOWS[i], option) == 0)
			return SAYS_VIEW;
	for (size_t i = 0; i < sizeof SAYS / sizeof *SAYS; i++)
		if (strcmp(SAYS[i].name, option) == 0)
			return SAYS[i].says;
	return SAYS_COMPARED;
}

/* `given` stands above the key of `left`, which excludes it, where it says as much: neither what is counted nor how sure a number is
 * goes for a view beside it, whoever asks. Whether a plan is made is for the call to say. */
static enum segbias_status leave_for(struct merging *m, const char *given, const char *left, const char *reason,
                                     struct segbias_error *error)
{
	char key[SEGBIAS_KEY_SIZE];
	char why[240];
	struct segbias_key_place place = m->file->places[find(left)];
	if (!m->taken[find(left)])
		return SEGBIAS_OK;
	if (says_of(given) >= says_of(left) || strcmp(left, "plan") == 0) {
		segbias_text_print(why, sizeof why, "--%s is given, and the two exclude each other: %s", given, reason);
		leave(m, left, why);
		return SEGBIAS_OK;
	}
	(void)segbias_policy_key(left, key);
	segbias_error_set(error, SEGBIAS_USAGE, "options_exclude|--%s and the policy's %s exclude each other: %s",
	                  given, key, reason);
	segbias_error_place(error, m->file->path, place.line, place.column);
	segbias_error_hint(error, "leave --%s out, or take a policy without %s: it would be another result", given,
	                   key);
	return SEGBIAS_USAGE;
}

static enum segbias_status leave_excluded(struct merging *m, struct segbias_error *error)
{
	const struct segbias_options *own = &m->file->own;
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < segbias_exclusion_count && status == SEGBIAS_OK; i++) {
		const struct segbias_exclusion *row = &segbias_exclusions[i];
		if (segbias_options_exclude(row, m->given, own))
			status = leave_for(m, row->option, row->other, row->why, error);
		if (status == SEGBIAS_OK && segbias_options_exclude(row, own, m->given))
			status = leave_for(m, row->other, row->option, row->why, error);
	}
	return status;
}

/* What says already what the key would; and what is withheld where a result is published. The other way round a key that protects is
 * never left out. */
static void leave_beside(struct merging *m)
{
	const struct segbias_options *given = m->given;
	if (given->decision)
		leave(m, "threshold", "--decision is given, and says who is selected");
	if (given->threshold)
		leave(m, "decision", "--threshold is given, and says who is selected");
	for (size_t i = 0; given->publish && i < sizeof SHOWS / sizeof *SHOWS; i++)
		leave(m, SHOWS[i], "--publish is given, and does not protect what it tells");
}

/* What only says how another option is meant. */
static void leave_without(struct merging *m, const char *option, const char *other, const char *why)
{
	size_t index = find(other);
	if (!m->taken[index] && !segbias_option_is_given(m->given, index))
		leave(m, option, why);
}

/* One option of the command line stands above every threshold of its name. */
static void leave_thresholds(struct merging *m)
{
	struct segbias_policy_file *file = m->file;
	const struct {
		const char *given, *option;
	} OVER[] = {{m->given->band, "band"}, {m->given->min_n, "min-n"}};
	for (size_t i = 0; i < sizeof OVER / sizeof *OVER; i++) {
		struct segbias_key_place place = {0};
		for (size_t j = 0; OVER[i].given && j < file->threshold_count; j++) {
			struct segbias_thresholds *own = &file->thresholds[j];
			bool has_own = i == 0 ? own->band_given : own->min_n_given;
			if (has_own && !place.line)
				place = (struct segbias_key_place){own->line, own->column};
			own->band_given = own->band_given && i != 0;
			own->min_n_given = own->min_n_given && i != 1;
		}
		if (!place.line)
			continue;
		struct segbias_unused_key *key = &file->unused[file->unused_count++];
		segbias_text_print(key->name, sizeof key->name, "%s",
		                   i == 0 ? "band of attributes or segments" : "min_n of attributes");
		key->place = place;
		key->undone = true;
		segbias_text_print(key->why, sizeof key->why, "--%s is given, and stands above all of them",
		                   OVER[i].option);
	}
}

/* What stands in the file for other commands, and for later ones. A protected group is one in every comparison (an audit is none), and when a
 * policy was committed stands in every result. Reviews go by what a run's policy says of them. */
static void leave_kept(struct merging *m, const struct segbias_policy_use *use)
{
	static const char *const CHECKS[] = {"fail_on", "baseline", "required", "rules", "exempt"};
	static const char *const AUDITS[] = {"practical", "min_share_reason", "publication"};
	for (size_t i = 0; i < m->file->kept_count; i++) {
		struct segbias_kept_key *key = &m->file->kept[i];
		key->lost = use->init && !key->text.bytes;
		if (key->lost)
			key->why = "it does not stand on lines of its own, and is to be copied by hand";
		if (use->init)
			continue;
		for (size_t j = 0; j < sizeof CHECKS / sizeof *CHECKS; j++)
			if (strcmp(key->name, CHECKS[j]) == 0)
				key->why = use->check || (use->audit && j == 0) ? NULL
				           : j == 0                             ? "it is one of check and audit"
				                                                : "it is one of check";
		if (use->audit && strcmp(key->name, "protect") == 0)
			key->why = "it is one of comparisons: an audit holds every group to the same ratio";
		for (size_t j = 0; j < sizeof AUDITS / sizeof *AUDITS; j++)
			if (strcmp(key->name, AUDITS[j]) == 0)
				key->why = use->audit ? NULL : "it is one of audit";
	}
	if (!use->check && !use->audit)
		m->taken[find("fail-on")] = false;
	if (!use->check)
		m->taken[find("baseline")] = false;
}

/* What fails is said on the command line: rules on other things are left aside. */
static void leave_rules(struct merging *m)
{
	struct segbias_policy_file *file = m->file;
	struct segbias_gate_place place = {0};
	for (size_t i = 0; m->given->fail_on && i < file->gate.rule_count; i++) {
		struct segbias_gate_rule *rule = &file->gate.rules[i];
		rule->left = !segbias_policy_fails_on(m->given->fail_on, rule->kind);
		if (rule->left && !place.line)
			place = rule->place;
	}
	if (!place.line)
		return;
	struct segbias_unused_key *key = &file->unused[file->unused_count++];
	segbias_text_print(key->name, sizeof key->name, "rules");
	key->place = (struct segbias_key_place){place.line, place.column};
	key->undone = true;
	segbias_text_print(key->why, sizeof key->why,
	                   "--fail-on is given: rules on what it does not name are left aside");
}

/* Where nothing is crossed, a crossing that the file names stands for its attributes, each by itself. */
static enum segbias_status uncross(struct segbias_policy_file *file, struct segbias_error *error)
{
	const char *alone = NULL;
	if (file->options.cross)
		return SEGBIAS_OK;
	enum segbias_status status = segbias_policy_uncross(file->options.attributes, &file->arena, &alone, error);
	if (status != SEGBIAS_OK || !alone)
		return status;
	file->options.attributes = file->own.attributes = alone;
	add_unused(
	    file, find("attributes"),
	    "nothing is crossed here, and each attribute is taken by itself; a column's name that holds * is quoted");
	segbias_text_print(file->unused[file->unused_count - 1].name, sizeof file->unused->name, "A*B of attributes");
	return SEGBIAS_OK;
}

enum segbias_status segbias_policy_merge(const struct segbias_options *given, const struct segbias_policy_use *use,
                                         struct segbias_policy_file *file, struct segbias_error *error)
{
	struct merging m = {.given = given, .file = file};
	file->unused = segbias_arena_array(&file->arena, SEGBIAS_OPTION_COUNT + 3, sizeof *file->unused);
	if (!file->unused)
		return segbias_error_memory(error);
	enum segbias_status status = check_own(&m, error);
	if (status != SEGBIAS_OK)
		return status;
	for (size_t i = 0; i < SEGBIAS_OPTION_COUNT; i++)
		m.taken[i] = has(&m, i) && !segbias_option_is_given(given, i);
	leave_by_use(&m, use);
	status = leave_excluded(&m, error);
	if (status != SEGBIAS_OK)
		return status;
	leave_beside(&m);
	if (use->risks && !m.taken[find("born")] && !given->born)
		leave_without(&m, "as-of", "collected", "there is no born or collected that it would be the day of");
	else if (!use->check) /* which also has exemptions */
		leave_without(&m, "as-of", "born", "there is no born whose ages it would be the day of");
	leave_without(&m, "replicate-method", "reference-replicates", "there are no reference_replicates");
	leave_without(&m, "cross-cells", "cross", "nothing is crossed");
	leave_thresholds(&m);
	leave_kept(&m, use);
	if (!use->risks) /* its --fail-on is no gate's, and says nothing of rules */
		leave_rules(&m);
	file->options = *given;
	for (size_t i = 0; i < SEGBIAS_OPTION_COUNT; i++)
		if (m.taken[i])
			segbias_option_copy(&file->options, &file->own, i);
	if (use->risks) { /* the register's, and not that of check at the root */
		file->own.fail_on = file->risks.fail_on;
		file->options.fail_on = given->fail_on ? given->fail_on : file->risks.fail_on;
	}
	return m.taken[find("attributes")] && !use->audit ? uncross(file, error) : SEGBIAS_OK;
}

/* Whether the run goes by what the file says there. */
static bool is_of_file(const struct segbias_policy_file *file, size_t index)
{
	return file->places[index].line > 0 && segbias_option_same(&file->options, &file->own, index);
}

void segbias_policy_leave(struct segbias_policy_file *file, const char *option, const char *why)
{
	static const struct segbias_options NONE = {.alpha = NULL};
	size_t index = find(option);
	if (!is_of_file(file, index))
		return;
	segbias_option_copy(&file->options, &NONE, index);
	add_unused(file, index, why);
}

enum segbias_status segbias_policy_leave_shown(struct segbias_policy_file *file, const bool *same, const char *why,
                                               struct segbias_error *error)
{
	for (size_t i = 0; i < sizeof SHOWS / sizeof *SHOWS; i++)
		if (!same[find(SHOWS[i])])
			segbias_policy_leave(file, SHOWS[i], why);
	return is_of_file(file, find("attributes")) ? uncross(file, error) : SEGBIAS_OK;
}
