/* The key `review` of a policy file: the ledger, who must sign, the checklist, how long counts are kept. */
#include "policy/policy_yaml.h"

#include <string.h>

enum segbias_status segbias_yaml_texts(const struct segbias_policy_reading *r, const yaml_node_t *node, const char *key,
                                       struct segbias_label **out, size_t *count)
{
	bool list = node->type == YAML_SEQUENCE_NODE;
	if (!list && node->type != YAML_SCALAR_NODE)
		return segbias_yaml_wrong(r, node, key, "a list of names");
	size_t most = list ? (size_t)(node->data.sequence.items.top - node->data.sequence.items.start) : 1;
	enum segbias_status status = SEGBIAS_OK;
	*out = segbias_arena_array(&r->file->arena, most, sizeof **out);
	if (!*out)
		return segbias_error_memory(r->error);
	for (*count = 0; *count < most && status == SEGBIAS_OK; ++*count) {
		const yaml_node_t *item = list ? segbias_yaml_node(r, node->data.sequence.items.start[*count]) : node;
		status = segbias_yaml_text(r, item, key, &(*out)[*count]);
	}
	return status;
}

static enum segbias_status read_ledger(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	return segbias_yaml_text(r, node, "ledger", &r->file->review.ledger);
}

static enum segbias_status read_retention(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	struct segbias_label text =
	    node->type == YAML_SCALAR_NODE ? segbias_yaml_scalar(node) : (struct segbias_label){0};
	if (segbias_policy_time(text, &r->file->review.retention_months, &r->file->review.retention_days))
		return SEGBIAS_OK;
	return segbias_yaml_wrong(r, node, "retention",
	                          "a time such as 8 quarters, 24 months, 3 years, 26 weeks or 90 days");
}

static enum segbias_status read_signatures(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	return segbias_yaml_texts(r, node, "signatures", &r->file->review.required, &r->file->review.required_count);
}

static enum segbias_status read_two_persons(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	bool scalar = node->type == YAML_SCALAR_NODE;
	bool yes = scalar && segbias_label_equal(segbias_yaml_scalar(node), segbias_label_of("true"));
	bool no = scalar && segbias_label_equal(segbias_yaml_scalar(node), segbias_label_of("false"));
	if (!yes && !no)
		return segbias_yaml_wrong(r, node, "two_persons", "true or false");
	r->file->review.one_person = no;
	return SEGBIAS_OK;
}

static size_t pair_count(const yaml_node_t *node)
{
	return (size_t)(node->data.mapping.pairs.top - node->data.mapping.pairs.start);
}

static enum segbias_status read_roles(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	struct segbias_review_rules *rules = &r->file->review;
	enum segbias_status status = SEGBIAS_OK;
	if (node->type != YAML_MAPPING_NODE)
		return segbias_yaml_wrong(r, node, "roles", "roles, each with a list of names or keys");
	rules->roles = segbias_arena_array(&r->file->arena, pair_count(node), sizeof *rules->roles);
	if (!rules->roles)
		return segbias_error_memory(r->error);
	for (size_t i = 0; i < pair_count(node) && status == SEGBIAS_OK; i++) {
		const yaml_node_pair_t *pair = &node->data.mapping.pairs.start[i];
		struct segbias_review_role *role = &rules->roles[rules->role_count++];
		status = segbias_yaml_text(r, segbias_yaml_node(r, pair->key), "roles", &role->role);
		if (status == SEGBIAS_OK)
			status = segbias_yaml_texts(r, segbias_yaml_node(r, pair->value), "roles", &role->members,
			                            &role->member_count);
	}
	return status;
}

static enum segbias_status read_checklist(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	struct segbias_review_rules *rules = &r->file->review;
	enum segbias_status status = SEGBIAS_OK;
	if (node->type != YAML_MAPPING_NODE)
		return segbias_yaml_wrong(r, node, "checklist", "questions, each with its answer");
	rules->checklist = segbias_arena_array(&r->file->arena, pair_count(node), sizeof *rules->checklist);
	if (!rules->checklist)
		return segbias_error_memory(r->error);
	for (size_t i = 0; i < pair_count(node) && status == SEGBIAS_OK; i++) {
		const yaml_node_pair_t *pair = &node->data.mapping.pairs.start[i];
		struct segbias_review_answer *row = &rules->checklist[rules->checklist_count++];
		status = segbias_yaml_text(r, segbias_yaml_node(r, pair->key), "checklist", &row->question);
		if (status == SEGBIAS_OK)
			status = segbias_yaml_text(r, segbias_yaml_node(r, pair->value), "checklist", &row->answer);
	}
	return status;
}

static const struct {
	const char *name;
	enum segbias_status (*read)(const struct segbias_policy_reading *r, const yaml_node_t *node);
} KEYS[] = {{"ledger", read_ledger},           {"signatures", read_signatures}, {"roles", read_roles},
            {"two_persons", read_two_persons}, {"checklist", read_checklist},   {"retention", read_retention}};

enum { KEY_COUNT = sizeof KEYS / sizeof *KEYS };

/* A role that must sign and that nobody has would never be signed for. */
static enum segbias_status check_roles(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	const struct segbias_review_rules *rules = &r->file->review;
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < rules->required_count; i++) {
		bool found = false;
		for (size_t j = 0; j < rules->role_count; j++)
			found = found || (segbias_label_equal(rules->roles[j].role, rules->required[i]) &&
			                  rules->roles[j].member_count > 0);
		if (found)
			continue;
		segbias_error_set(r->error, SEGBIAS_USAGE, "policy_no_role|signatures: nobody has the role %s",
		                  segbias_label_quote(rules->required[i], quoted));
		segbias_error_hint(r->error, "roles: {ROLE: [NAME]} says who has it");
		return segbias_yaml_at(r, node->start_mark);
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_policy_read_review(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	struct segbias_label names[KEY_COUNT];
	enum segbias_status status = SEGBIAS_OK;
	if (node->type != YAML_MAPPING_NODE)
		return segbias_yaml_wrong(r, node, "review", "keys such as {ledger: FILE, signatures: [ROLE]}");
	for (size_t i = 0; i < KEY_COUNT; i++)
		names[i] = segbias_label_of(KEYS[i].name);
	for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
	     pair < node->data.mapping.pairs.top && status == SEGBIAS_OK; pair++) {
		const yaml_node_t *key = segbias_yaml_node(r, pair->key);
		size_t found = 0;
		while (found < KEY_COUNT &&
		       !(key->type == YAML_SCALAR_NODE && segbias_label_equal(segbias_yaml_scalar(key), names[found])))
			found++;
		status = found < KEY_COUNT ? KEYS[found].read(r, segbias_yaml_node(r, pair->value))
		                           : segbias_yaml_unknown(r, key, names, KEY_COUNT, "key of review");
	}
	return status == SEGBIAS_OK ? check_roles(r, node) : status;
}
