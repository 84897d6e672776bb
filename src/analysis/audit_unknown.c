/* Question: is a group of an audit the people whose group is not known? "Prefer not to say" is a word, and no marker that counts as missing
 * by itself: as a group it may be the one that others are held against, and it hides who is selected too rarely among all others. */
#include "analysis/audit.h"

#include "values/word.h"

/* Two letters are as well a code: DK is Denmark. */
static bool is_unknown(struct segbias_label value)
{
	enum { CODE_MAX = 2 };
	return value.size > CODE_MAX && segbias_word_unknown(value);
}

/* What a hint types: the words of all columns, behind those that are typed already. */
struct typed {
	struct segbias_text list;
	bool copyable;
};

static void type(struct typed *typed, struct segbias_label word)
{
	typed->copyable = typed->copyable && segbias_label_copyable(word);
	segbias_text_add_string(&typed->list, typed->list.size ? "," : "");
	segbias_text_add_item(&typed->list, word, ",");
}

static void type_all(const struct segbias_audit_input *input, struct typed *typed)
{
	const struct segbias_matching *matching = input->base.matching;
	const struct segbias_intern *listed = &input->base.policy->missing.listed;
	for (uint32_t i = 0; i < listed->size; i++)
		type(typed, listed->labels[i]);
	for (size_t i = 0; i < matching->attribute_count; i++)
		for (size_t j = 0; j < matching->attributes[i].value_count && !matching->attributes[i].dropped; j++)
			if (is_unknown(matching->attributes[i].values[j]))
				type(typed, matching->attributes[i].values[j]);
}

/* How many words of one attribute, and a list of them for a message. */
static size_t look(const struct segbias_attribute *attribute, struct segbias_text *list)
{
	enum { LISTED_MAX = 4 };
	char quoted[SEGBIAS_QUOTE_MAX];
	size_t count = 0;
	for (size_t i = 0; i < attribute->value_count && !attribute->dropped; i++)
		if (is_unknown(attribute->values[i]) && count++ < LISTED_MAX)
			segbias_text_add_format(list, "%s%s", count > 1 ? ", " : "",
			                        segbias_label_quote(attribute->values[i], quoted));
	if (count > LISTED_MAX)
		segbias_text_add_format(list, " and %zu more", count - LISTED_MAX);
	return count;
}

static void hint(const struct typed *typed, const char *path, struct segbias_error *error)
{
	bool copied = typed->copyable && typed->list.data && !typed->list.failed;
	segbias_error_hint(error,
	                   "--missing-values '+%s' counts what it lists as unknown, in no rate; --missing-values '' "
	                   "says that all words are groups",
	                   copied ? typed->list.data : "VALUE");
	segbias_error_place(error, path, 0, 0);
}

enum segbias_status segbias_audit_unknown(const struct segbias_audit_input *input, bool judged,
                                          struct segbias_findings *findings, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_matching *matching = input->base.matching;
	const char *path = input->base.campaign_path;
	char quoted[SEGBIAS_QUOTE_MAX];
	struct typed typed = {.copyable = true};
	if (input->base.policy->missing.replaced) /* what counts as missing is said */
		return SEGBIAS_OK;
	type_all(input, &typed);
	for (size_t i = 0; i < matching->attribute_count && status == SEGBIAS_OK; i++) {
		const struct segbias_attribute *attribute = &matching->attributes[i];
		struct segbias_text words = {0};
		size_t count = look(attribute, &words);
		const char *list = words.data ? words.data : "";
		segbias_label_quote(attribute->name, quoted);
		if (count && judged) {
			status = segbias_error_set(
			    error, SEGBIAS_DATA,
			    "unknown_judged|column %s has groups that may say that the group is not known: %s", quoted,
			    list);
			hint(&typed, path, error);
		} else if (count) {
			hint(&typed, path,
			     segbias_notes_add(&findings->notes, "unknown_group",
			                       "column %s has groups that may say that the group is not known: %s",
			                       quoted, list));
		}
		segbias_text_release(&words);
	}
	segbias_text_release(&typed.list);
	return status;
}
