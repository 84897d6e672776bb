/* The keys of the gate in a policy file: rules, exempt, protect, required, committed. */
#include "policy/policy_yaml.h"

#include "policy/policy.h"

#include <math.h>
#include <string.h>

/* A key of a row: how it is read into the row. */
struct row_key {
	const char *name;
	enum segbias_status (*read)(const struct segbias_policy_reading *r, const yaml_node_t *node,
	                            const struct row_key *key, void *row);
	size_t offset;    /* of its member */
	const char *hint; /* how it is written; NULL: its reader says it */
};

static enum segbias_status read_label(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                      const struct row_key *key, void *row)
{
	return segbias_yaml_text(r, node, key->name, (struct segbias_label *)(void *)((char *)row + key->offset));
}

/* The rows of a list, each a mapping of these keys (ended by name NULL). `place` is the offset of the row's place. */
struct row_kind {
	const char *key, *what; /* the policy's key, and what an unknown one is a key of */
	const struct row_key *keys;
	size_t size, place;
	const char *expected;
	const char *hint; /* how the list is written */
};

static enum segbias_status read_key(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                    const struct row_key *key, void *row)
{
	enum segbias_status status = key->read(r, node, key, row);
	return key->hint ? segbias_yaml_told(r, status, key->hint) : status;
}

static enum segbias_status read_row(const struct segbias_policy_reading *r, const struct row_kind *kind,
                                    const yaml_node_t *node, void *row)
{
	struct segbias_label names[8];
	size_t count = 0;
	enum segbias_status status = SEGBIAS_OK;
	if (node->type != YAML_MAPPING_NODE)
		return segbias_yaml_told(r, segbias_yaml_wrong(r, node, kind->key, kind->expected), kind->hint);
	for (; kind->keys[count].name; count++)
		names[count] = segbias_label_of(kind->keys[count].name);
	*(struct segbias_gate_place *)(void *)((char *)row + kind->place) =
	    (struct segbias_gate_place){node->start_mark.line + 1, node->start_mark.column + 1};
	for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
	     pair < node->data.mapping.pairs.top && status == SEGBIAS_OK; pair++) {
		const yaml_node_t *key = segbias_yaml_node(r, pair->key);
		size_t found = 0;
		while (found < count &&
		       !(key->type == YAML_SCALAR_NODE && segbias_label_equal(segbias_yaml_scalar(key), names[found])))
			found++;
		status = found < count ? read_key(r, segbias_yaml_node(r, pair->value), &kind->keys[found], row)
		                       : segbias_yaml_unknown(r, key, names, count, kind->what);
	}
	return status;
}

/* Into an array of the file's arena; `begin` fills a row before it is read, `check` says what is missing after. */
static enum segbias_status read_rows(const struct segbias_policy_reading *r, const struct row_kind *kind,
                                     const yaml_node_t *node, void **rows, size_t *count)
{
	enum segbias_status status = SEGBIAS_OK;
	if (node->type != YAML_SEQUENCE_NODE)
		return segbias_yaml_told(r, segbias_yaml_wrong(r, node, kind->key, kind->expected), kind->hint);
	size_t most = (size_t)(node->data.sequence.items.top - node->data.sequence.items.start);
	char *room = segbias_arena_array(&r->file->arena, most, kind->size);
	if (!room)
		return segbias_error_memory(r->error);
	for (; *count < most && status == SEGBIAS_OK; ++*count)
		status = read_row(r, kind, segbias_yaml_node(r, node->data.sequence.items.start[*count]),
		                  room + *count * kind->size);
	*rows = room;
	return status;
}

static const yaml_node_t *item_at(const struct segbias_policy_reading *r, const yaml_node_t *list, size_t index)
{
	return segbias_yaml_node(r, list->data.sequence.items.start[index]);
}

/* --- rules ------------------------------------------------------------------------------------------------------- */

/* A number that is given, so that 0 is one: of a row that was read, 0 is what is not given. */
struct given {
	double value;
	bool is;
};

struct rule_row {
	enum segbias_gate_kind kind;
	bool on;
	struct segbias_label limit;
	struct given share, count, min_n;
	struct segbias_gate_place place;
};

static enum segbias_status read_on(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                   const struct row_key *key, void *row)
{
	struct rule_row *rule = row;
	struct segbias_label names[SEGBIAS_GATE_KIND_COUNT];
	(void)key;
	for (size_t i = 0; i < SEGBIAS_GATE_KIND_COUNT; i++)
		names[i] = segbias_label_of(segbias_gate_kind_name((enum segbias_gate_kind)i));
	rule->kind = node->type == YAML_SCALAR_NODE
	                 ? segbias_gate_kind_find(segbias_yaml_scalar(node), SEGBIAS_GATE_KIND_COUNT)
	                 : SEGBIAS_GATE_KIND_COUNT;
	rule->on = true;
	if (rule->kind < SEGBIAS_GATE_KIND_COUNT)
		return SEGBIAS_OK;
	if (node->type != YAML_SCALAR_NODE)
		return segbias_yaml_told(r, segbias_yaml_wrong(r, node, "on", "one word, such as under"), "on: under");
	return segbias_yaml_unknown(r, node, names, SEGBIAS_GATE_KIND_COUNT, "rule on");
}

static enum segbias_status read_share(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                      const struct row_key *key, void *row)
{
	struct given *out = (struct given *)(void *)((char *)row + key->offset);
	struct segbias_label text = {NULL, 0};
	enum segbias_status status = segbias_yaml_text(r, node, key->name, &text);
	if (status == SEGBIAS_OK)
		status = segbias_policy_fraction(key->name, text.bytes, &out->value, r->error);
	out->is = true;
	return status == SEGBIAS_USAGE ? segbias_yaml_at(r, node->start_mark) : status;
}

static enum segbias_status read_whole(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                      const struct row_key *key, void *row)
{
	struct given *out = (struct given *)(void *)((char *)row + key->offset);
	struct segbias_label text = {NULL, 0};
	enum segbias_status status = segbias_yaml_text(r, node, key->name, &text);
	if (status == SEGBIAS_OK)
		status = segbias_policy_whole(key->name, text.bytes, &out->value, r->error);
	out->is = true;
	return status == SEGBIAS_USAGE ? segbias_yaml_at(r, node->start_mark) : status;
}

/* How a rule on that is written: each with what it may have. */
static enum segbias_status rule_error(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                      const struct rule_row *row, const char *what)
{
	enum segbias_gate_kind kind = row->on ? row->kind : SEGBIAS_GATE_UNDER;
	const char *on = segbias_gate_kind_name(kind);
	const char *limit = kind == SEGBIAS_GATE_UNDER ? "60" : kind == SEGBIAS_GATE_OVER ? "150" : "10%";
	segbias_error_set(r->error, SEGBIAS_USAGE, "policy_bad_rule|%s", what);
	switch (kind) {
	case SEGBIAS_GATE_NEW:
	case SEGBIAS_GATE_CROSSING:
		segbias_error_hint(r->error, "a rule on %s is written {on: %s, count: 3}; the count may be left out",
		                   on, on);
		break;
	case SEGBIAS_GATE_LIKELY:
	case SEGBIAS_GATE_UNCLEAR:
		segbias_error_hint(r->error,
		                   "a rule on %s is written {on: %s, share: 2%%, count: 3, min_n: 100}; all but `on` "
		                   "may be left out",
		                   on, on);
		break;
	default:
		segbias_error_hint(r->error,
		                   "a rule is written {on: %s, limit: %s, share: 2%%, count: 3, min_n: 100}; all but "
		                   "`on`%s may be left out",
		                   on, limit, kind == SEGBIAS_GATE_TVD ? " and the limit" : "");
		break;
	}
	return segbias_yaml_at(r, node->start_mark);
}

/* What the limit of such a rule is: an index beyond 100 on its side, or a fraction. */
static enum segbias_status read_limit(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                      const struct rule_row *row, double *limit)
{
	bool over = row->kind == SEGBIAS_GATE_OVER;
	char low[16 + 4];
	double other = 0;
	enum segbias_status status = SEGBIAS_OK;
	switch (row->kind) {
	case SEGBIAS_GATE_OVER:
	case SEGBIAS_GATE_UNDER:
		if (row->limit.size > sizeof low - 8)
			return rule_error(r, node, row, "limit: it must be an index");
		(void)segbias_text_print(low, sizeof low, over ? "1:%s" : "%s:101", row->limit.bytes);
		status = segbias_policy_band(low, over ? &other : limit, over ? limit : &other, r->error);
		if (status == SEGBIAS_USAGE)
			return rule_error(r, node, row,
			                  over ? "limit: of a rule on over it must be an index above 100"
			                       : "limit: of a rule on under it must be an index above 0 and below 100");
		if (status == SEGBIAS_OK && !over && *limit <= 1) /* as good as nothing lies under it */
			return rule_error(r, node, row, "limit: an index is in percent, 80 and not 0.8");
		return status;
	case SEGBIAS_GATE_INCOMPLETE:
	case SEGBIAS_GATE_UNMATCHED:
	case SEGBIAS_GATE_TVD:
		status = segbias_policy_fraction("limit", row->limit.bytes, limit, r->error);
		return status == SEGBIAS_USAGE
		           ? segbias_yaml_told(r, segbias_yaml_at(r, node->start_mark), "limit: 10%")
		           : status;
	default:
		return rule_error(r, node, row, "limit: rules on likely, unclear, new and crossing have none");
	}
}

static enum segbias_status take_rule(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                     const struct rule_row *row, struct segbias_gate_rule *out)
{
	*out = (struct segbias_gate_rule){.kind = row->kind,
	                                  .limit = NAN,
	                                  .share = row->share.is ? row->share.value : NAN,
	                                  .count = row->count.is ? row->count.value : NAN,
	                                  .min_n = row->min_n.is ? row->min_n.value : NAN,
	                                  .place = row->place};
	if (!row->on)
		return rule_error(r, node, row, "the rule does not say what it is on");
	if (row->kind == SEGBIAS_GATE_TVD && !row->limit.bytes)
		return rule_error(r, node, row, "a rule on tvd needs a limit, such as 10%");
	if (row->kind == SEGBIAS_GATE_NEW && (row->share.is || row->min_n.is))
		return rule_error(r, node, row,
		                  "a rule on new has a count alone: what it is on is told group by group");
	if (row->kind == SEGBIAS_GATE_CROSSING && (row->share.is || row->min_n.is))
		return rule_error(r, node, row,
		                  "a rule on crossing has a count alone: a combination is judged by itself");
	return row->limit.bytes ? read_limit(r, node, row, &out->limit) : SEGBIAS_OK;
}

static enum segbias_status read_rules(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	static const struct row_key KEYS[] = {{"on", read_on, 0, NULL},
	                                      {"limit", read_label, offsetof(struct rule_row, limit), "limit: 60"},
	                                      {"share", read_share, offsetof(struct rule_row, share), "share: 2%"},
	                                      {"count", read_whole, offsetof(struct rule_row, count), "count: 3"},
	                                      {"min_n", read_whole, offsetof(struct rule_row, min_n), "min_n: 100"},
	                                      {NULL, NULL, 0, NULL}};
	static const struct row_kind KIND = {"rules",
	                                     "key of a rule",
	                                     KEYS,
	                                     sizeof(struct rule_row),
	                                     offsetof(struct rule_row, place),
	                                     "a list of {on: WORD, limit: L, share: S, count: N, min_n: N}",
	                                     "rules: [{on: under, limit: 60}]"};
	struct segbias_gate_keys *gate = &r->file->gate;
	void *read = NULL;
	size_t count = 0;
	enum segbias_status status = read_rows(r, &KIND, node, &read, &count);
	if (status != SEGBIAS_OK)
		return status;
	const struct rule_row *rows = read;
	gate->rules = segbias_arena_array(&r->file->arena, count, sizeof *gate->rules);
	if (!gate->rules)
		return segbias_error_memory(r->error);
	for (; gate->rule_count < count && status == SEGBIAS_OK; gate->rule_count++)
		status = take_rule(r, item_at(r, node, gate->rule_count), &rows[gate->rule_count],
		                   &gate->rules[gate->rule_count]);
	return status;
}

/* --- exemptions -------------------------------------------------------------------------------------------------- */

static enum segbias_status read_day(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                    const struct row_key *key, void *row)
{
	struct segbias_exemption *exemption = row;
	enum segbias_status status = read_label(r, node, key, row);
	if (status == SEGBIAS_OK && !segbias_date_parse_day(exemption->until, &exemption->day))
		return segbias_yaml_wrong(r, node, key->name, "a day, as 2026-12-31: the last on which it holds");
	return status;
}

static bool is_blank(struct segbias_label text)
{
	return !text.bytes || strspn(text.bytes, " \t\r\n") == text.size;
}

/* Nothing is exempt without a reason, and for ever. */
static enum segbias_status check_exemption(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                           struct segbias_exemption *exemption)
{
	const char *missing = !exemption->attribute.bytes   ? "attribute"
	                      : is_blank(exemption->reason) ? "reason"
	                      : !exemption->until.bytes     ? "until"
	                                                    : NULL;
	exemption->every_segment =
	    exemption->segment.bytes && segbias_label_equal(exemption->segment, segbias_label_of("*"));
	if (exemption->attribute.bytes)
		exemption->attribute = segbias_yaml_column_name(exemption->attribute);
	if (!missing)
		return SEGBIAS_OK;
	segbias_error_set(r->error, SEGBIAS_USAGE, "policy_exemption_lacks|the exemption has no %s", missing);
	segbias_error_hint(r->error,
	                   "it is written {segment: NAME, attribute: NAME, value: VALUE, reason: TEXT, until: "
	                   "2026-12-31, by: NAME}; without segment it is the whole campaign's, without value "
	                   "the whole attribute's, and `by` may be left out");
	return segbias_yaml_at(r, node->start_mark);
}

static enum segbias_status read_exemptions(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	static const struct row_key KEYS[] = {
	    {"segment", read_label, offsetof(struct segbias_exemption, segment), "segment: NAME"},
	    {"attribute", read_label, offsetof(struct segbias_exemption, attribute), "attribute: NAME"},
	    {"value", read_label, offsetof(struct segbias_exemption, value), "value: VALUE"},
	    {"reason", read_label, offsetof(struct segbias_exemption, reason), "reason: TEXT"},
	    {"until", read_day, offsetof(struct segbias_exemption, until), "until: 2026-12-31"},
	    {"by", read_label, offsetof(struct segbias_exemption, by), "by: NAME"},
	    {NULL, NULL, 0, NULL}};
	static const struct row_kind KIND = {
	    "exempt",
	    "key of an exemption",
	    KEYS,
	    sizeof(struct segbias_exemption),
	    offsetof(struct segbias_exemption, place),
	    "a list of {segment: NAME, attribute: NAME, value: VALUE, reason: TEXT, until: DAY, by: NAME}",
	    "exempt: [{segment: NAME, attribute: NAME, reason: TEXT, until: 2026-12-31}]"};
	struct segbias_gate_keys *gate = &r->file->gate;
	void *rows = NULL;
	enum segbias_status status = read_rows(r, &KIND, node, &rows, &gate->exemption_count);
	gate->exemptions = rows;
	for (size_t i = 0; status == SEGBIAS_OK && rows && i < gate->exemption_count; i++)
		status = check_exemption(r, item_at(r, node, i), &gate->exemptions[i]);
	return status;
}

/* --- groups and attributes ---------------------------------------------------------------------------------------- */

static struct segbias_gate_place place_of(const yaml_node_t *node)
{
	return (struct segbias_gate_place){node->start_mark.line + 1, node->start_mark.column + 1};
}

static enum segbias_status read_protected(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	static const char EXPECTED[] = "ATTRIBUTE: [VALUE, VALUE]";
	static const char HINT[] = "protect: {gender: [Female]}";
	struct segbias_gate_keys *gate = &r->file->gate;
	enum segbias_status status = SEGBIAS_OK;
	size_t room = 0;
	if (node->type != YAML_MAPPING_NODE)
		return segbias_yaml_told(r, segbias_yaml_wrong(r, node, "protect", EXPECTED), HINT);
	for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top;
	     pair++) {
		const yaml_node_t *list = segbias_yaml_node(r, pair->value);
		if (list->type != YAML_SEQUENCE_NODE ||
		    list->data.sequence.items.top == list->data.sequence.items.start)
			return segbias_yaml_told(r, segbias_yaml_wrong(r, list, "protect", EXPECTED), HINT);
		room += (size_t)(list->data.sequence.items.top - list->data.sequence.items.start);
	}
	gate->protects = segbias_arena_array(&r->file->arena, room, sizeof *gate->protects);
	if (!gate->protects)
		return segbias_error_memory(r->error);
	for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top;
	     pair++) {
		const yaml_node_t *list = segbias_yaml_node(r, pair->value);
		struct segbias_label attribute;
		SEGBIAS_TRY(segbias_yaml_told(
		    r, segbias_yaml_text(r, segbias_yaml_node(r, pair->key), "protect", &attribute), HINT));
		for (const yaml_node_item_t *item = list->data.sequence.items.start;
		     item < list->data.sequence.items.top; item++) {
			struct segbias_protected *own = &gate->protects[gate->protect_count];
			own->attribute = segbias_yaml_column_name(attribute);
			own->place = place_of(segbias_yaml_node(r, *item));
			SEGBIAS_TRY(segbias_yaml_told(
			    r, segbias_yaml_text(r, segbias_yaml_node(r, *item), "protect", &own->value), HINT));
			gate->protect_count++;
		}
	}
done:
	return status;
}

static enum segbias_status read_required(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	struct segbias_gate_keys *gate = &r->file->gate;
	static const char HINT[] = "required: [age, gender]";
	enum segbias_status status = SEGBIAS_OK;
	if (node->type != YAML_SEQUENCE_NODE)
		return segbias_yaml_told(r, segbias_yaml_wrong(r, node, "required", "a list of attributes"), HINT);
	size_t count = (size_t)(node->data.sequence.items.top - node->data.sequence.items.start);
	gate->required = segbias_arena_array(&r->file->arena, count, sizeof *gate->required);
	if (!gate->required)
		return segbias_error_memory(r->error);
	for (; gate->required_count < count && status == SEGBIAS_OK; gate->required_count++) {
		const yaml_node_t *item = item_at(r, node, gate->required_count);
		gate->required[gate->required_count].place = place_of(item);
		struct segbias_label *attribute = &gate->required[gate->required_count].attribute;
		status = segbias_yaml_told(r, segbias_yaml_text(r, item, "required", attribute), HINT);
		if (status == SEGBIAS_OK)
			*attribute = segbias_yaml_column_name(*attribute);
	}
	return status;
}

/* Two digits below `limit` at *at, which goes behind them. */
static bool read_two(const char **at, int limit)
{
	const char *p = *at;
	if (p[0] < '0' || p[0] > '9' || p[1] < '0' || p[1] > '9')
		return false;
	*at += 2;
	return 10 * (p[0] - '0') + (p[1] - '0') < limit;
}

/* "09:00", "09:00:30.25"; behind it nothing, "Z" or how far from UTC: "+01:00". */
static bool is_time(const char *text)
{
	static const int HOURS = 24, SIXTY = 60;
	if (!read_two(&text, HOURS) || *text++ != ':' || !read_two(&text, SIXTY))
		return false;
	if (*text == ':') {
		text++;
		if (!read_two(&text, SIXTY))
			return false;
		if (*text == '.')
			text += 1 + strspn(text + 1, "0123456789");
	}
	if (*text == 'Z')
		return text[1] == '\0';
	if (*text == '+' || *text == '-') {
		text++;
		if (!read_two(&text, HOURS))
			return false;
		text += *text == ':';
		return read_two(&text, SIXTY) && *text == '\0';
	}
	return *text == '\0';
}

/* A day, or a day and a time of day behind "T" or a blank: what else a text says of a time nobody could check. */
static enum segbias_status read_committed(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	enum { DAY = 10 };
	struct segbias_label text = {NULL, 0};
	struct segbias_date day;
	static const char HINT[] = "committed: 2026-01-31";
	enum segbias_status status = segbias_yaml_text(r, node, "committed", &text);
	if (status != SEGBIAS_OK || !text.bytes)
		return segbias_yaml_told(r, status, HINT);
	struct segbias_label first = {text.bytes, text.size < DAY ? text.size : DAY};
	const char *rest = text.bytes + first.size;
	bool time = (*rest == 'T' || *rest == ' ') && is_time(rest + 1);
	if (!segbias_date_parse_day(first, &day) || (*rest && !time))
		return segbias_yaml_told(
		    r, segbias_yaml_wrong(r, node, "committed", "a day, or a time as 2026-01-31T09:00:00Z"), HINT);
	r->file->gate.committed = text.bytes;
	r->file->gate.committed_day = day;
	r->file->gate.committed_place = place_of(node);
	return SEGBIAS_OK;
}

enum segbias_status segbias_policy_read_gate(const struct segbias_policy_reading *r, const char *name,
                                             const yaml_node_t *node)
{
	static const struct {
		const char *name;
		enum segbias_status (*read)(const struct segbias_policy_reading *r, const yaml_node_t *node);
	} KEYS[] = {{"rules", read_rules},
	            {"exempt", read_exemptions},
	            {"protect", read_protected},
	            {"required", read_required},
	            {"committed", read_committed}};
	for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
		if (strcmp(KEYS[i].name, name) == 0)
			return KEYS[i].read(r, node);
	return SEGBIAS_OK;
}
