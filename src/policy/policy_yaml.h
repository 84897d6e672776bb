/* Room: policy. What the readers of the policy file's keys share: nodes of YAML, and errors that name their place. */
#ifndef SEGBIAS_POLICY_POLICY_YAML_H
#define SEGBIAS_POLICY_POLICY_YAML_H

#include "policy/policy_file.h"
#include <yaml.h>

struct segbias_policy_reading {
	struct segbias_policy_file *file;
	struct segbias_label bytes;
	const char *path;
	yaml_document_t *document;
	struct segbias_error *error;
};

/* Returns SEGBIAS_USAGE, with the place and, where there is no hint, one. */
enum segbias_status segbias_yaml_at(const struct segbias_policy_reading *r, yaml_mark_t mark);

/* "KEY: it must be …". */
enum segbias_status segbias_yaml_wrong(const struct segbias_policy_reading *r, const yaml_node_t *node, const char *key,
                                       const char *expected);

/* Returns `status`; where it is SEGBIAS_USAGE with a hint of this key's own: how it is written. */
enum segbias_status segbias_yaml_told(const struct segbias_policy_reading *r, enum segbias_status status,
                                      const char *hint);

/* "there is no WHAT "…"", with the nearest of the names. */
enum segbias_status segbias_yaml_unknown(const struct segbias_policy_reading *r, const yaml_node_t *key,
                                         const struct segbias_label *names, size_t count, const char *what);

const yaml_node_t *segbias_yaml_node(const struct segbias_policy_reading *r, int index);
struct segbias_label segbias_yaml_scalar(const yaml_node_t *node); /* of a scalar */

/* A key without a value, or with YAML's word for none. */
bool segbias_yaml_is_nothing(const yaml_node_t *node);

/* A text in the file's arena. Errors: SEGBIAS_USAGE for a byte that ends a text, SEGBIAS_SYSTEM. Releases `text`. */
enum segbias_status segbias_yaml_keep(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                      struct segbias_text *text, const char **out);

/* A text, which is not empty, with its place where it is none; of the key `name`. Errors: SEGBIAS_USAGE, SEGBIAS_SYSTEM. */
enum segbias_status segbias_yaml_text(const struct segbias_policy_reading *r, const yaml_node_t *node, const char *name,
                                      struct segbias_label *out);

/* What the option `option` takes, and its place; `key` is where it is named. Errors: SEGBIAS_USAGE, SEGBIAS_SYSTEM. */
enum segbias_status segbias_yaml_option(const struct segbias_policy_reading *r, const yaml_node_t *key,
                                        const yaml_node_t *node, size_t option);

/* The name of a column, or of a crossing: one that holds * may stand in quotes, as in a list of attributes. */
struct segbias_label segbias_yaml_column_name(struct segbias_label item);

/* A list of texts, or one; of the key `key`. Errors: SEGBIAS_USAGE, SEGBIAS_SYSTEM. */
enum segbias_status segbias_yaml_texts(const struct segbias_policy_reading *r, const yaml_node_t *node, const char *key,
                                       struct segbias_label **out, size_t *count);

/* A key of the register of risks (policy/risks.h). Errors: SEGBIAS_USAGE, SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_read_risks_keys(const struct segbias_policy_reading *r, const char *name,
                                                   const yaml_node_t *node);

/* A key of the gate: `name` is one of rules, exempt, protect, required, committed. Errors: SEGBIAS_USAGE, SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_read_gate(const struct segbias_policy_reading *r, const char *name,
                                             const yaml_node_t *node);

/* The key `review`. Errors: SEGBIAS_USAGE, SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_read_review(const struct segbias_policy_reading *r, const yaml_node_t *node);
/* A key of an audit: `name` is one of practical, min_share_reason, publication. Errors: SEGBIAS_USAGE, SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_read_audit_keys(const struct segbias_policy_reading *r, const char *name,
                                                   const yaml_node_t *node);

#endif
