/* The keys of an audit in a policy file: practical, min_share_reason, publication. */
#include "policy/audit_keys.h"

#include "policy/policy.h"
#include "policy/policy_yaml.h"

#include <string.h>

enum when {
	ALWAYS = SEGBIAS_PUBLICATION_ALWAYS,
	SOMETIMES = SEGBIAS_PUBLICATION_SOMETIMES,
	TOGETHER = SEGBIAS_PUBLICATION_TOGETHER
};

const struct segbias_publication_field segbias_publication_fields[SEGBIAS_PUBLICATION_COUNT] = {
#define PUBLICATION(name, is_day, when, what) {#name, (what), (is_day), (enum segbias_publication_when)(when)},
#include "policy/publication.def"
#undef PUBLICATION
};

bool segbias_publication_lacks(const struct segbias_audit_keys *keys, enum segbias_published field)
{
	bool together = false;
	for (size_t i = 0; i < SEGBIAS_PUBLICATION_COUNT; i++)
		together = together || (segbias_publication_fields[i].when == SEGBIAS_PUBLICATION_TOGETHER &&
		                        keys->publication[i].bytes);
	if (keys->publication[field].bytes)
		return false;
	switch (segbias_publication_fields[field].when) {
	case SEGBIAS_PUBLICATION_ALWAYS:
		return true;
	case SEGBIAS_PUBLICATION_TOGETHER:
		return together;
	default:
		return false;
	}
}

/* true; the least difference of two rates that matters; or, in words, why any does. A single word that is neither is asked
 * back: "no" must not become a reason. */
static enum segbias_status read_practical(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	static const char EXPECTED[] = "true, the least difference of two rates that matters, as 5%, or in words why "
				       "smaller differences matter";
	struct segbias_audit_keys *keys = &r->file->audit;
	struct segbias_label text = {NULL, 0};
	struct segbias_error ignored = {0};
	enum segbias_status status = segbias_yaml_text(r, node, "practical", &text);
	if (status != SEGBIAS_OK)
		return status;
	keys->practical = 0;
	keys->why = (struct segbias_label){NULL, 0};
	keys->practical_given = !segbias_label_equal(text, segbias_label_of("false"));
	if (!keys->practical_given || segbias_label_equal(text, segbias_label_of("true")))
		return SEGBIAS_OK;
	status = segbias_policy_fraction("practical", text.bytes, &keys->practical, &ignored);
	if (status == SEGBIAS_OK && keys->practical > 0 && keys->practical < 1)
		return SEGBIAS_OK;
	keys->practical = 0;
	if (!memchr(text.bytes, ' ', text.size) || (text.bytes[0] >= '0' && text.bytes[0] <= '9'))
		return segbias_yaml_told(r, segbias_yaml_wrong(r, node, "practical", EXPECTED), "practical: true");
	keys->why = text;
	return SEGBIAS_OK;
}

static enum segbias_status read_min_share(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	return segbias_yaml_text(r, node, "min_share_reason", &r->file->audit.min_share);
}

static enum segbias_status read_field(const struct segbias_policy_reading *r, const yaml_node_t *node, size_t field)
{
	const struct segbias_publication_field *own = &segbias_publication_fields[field];
	struct segbias_audit_keys *keys = &r->file->audit;
	struct segbias_label text = {NULL, 0};
	struct segbias_date day;
	enum segbias_status status = segbias_yaml_text(r, node, own->name, &text);
	if (status != SEGBIAS_OK)
		return status;
	if (own->is_day && !segbias_date_parse_day(text, &day))
		return segbias_yaml_told(r, segbias_yaml_wrong(r, node, own->name, "a day"),
		                         "a day is written as 2026-12-31");
	keys->publication[field] = text;
	keys->publication_places[field] =
	    (struct segbias_gate_place){node->start_mark.line + 1, node->start_mark.column + 1};
	return SEGBIAS_OK;
}

static enum segbias_status read_publication(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	struct segbias_label names[SEGBIAS_PUBLICATION_COUNT];
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < SEGBIAS_PUBLICATION_COUNT; i++)
		names[i] = segbias_label_of(segbias_publication_fields[i].name);
	if (node->type != YAML_MAPPING_NODE)
		return segbias_yaml_told(r, segbias_yaml_wrong(r, node, "publication", "FIELD: TEXT"),
		                         "publication: {audit_date: 2026-12-31, data_source: TEXT}");
	for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
	     pair < node->data.mapping.pairs.top && status == SEGBIAS_OK; pair++) {
		const yaml_node_t *key = segbias_yaml_node(r, pair->key);
		size_t found = 0;
		while (found < SEGBIAS_PUBLICATION_COUNT &&
		       !(key->type == YAML_SCALAR_NODE && segbias_label_equal(segbias_yaml_scalar(key), names[found])))
			found++;
		status = found < SEGBIAS_PUBLICATION_COUNT
		             ? read_field(r, segbias_yaml_node(r, pair->value), found)
		             : segbias_yaml_unknown(r, key, names, SEGBIAS_PUBLICATION_COUNT, "field of a publication");
	}
	return status;
}

enum segbias_status segbias_policy_read_audit_keys(const struct segbias_policy_reading *r, const char *name,
                                                   const yaml_node_t *node)
{
	static const struct {
		const char *name;
		enum segbias_status (*read)(const struct segbias_policy_reading *r, const yaml_node_t *node);
	} KEYS[] = {
	    {"practical", read_practical}, {"min_share_reason", read_min_share}, {"publication", read_publication}};
	for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
		if (strcmp(KEYS[i].name, name) == 0)
			return KEYS[i].read(r, node);
	return SEGBIAS_OK;
}
