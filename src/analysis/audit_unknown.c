/* Question: is a group of an audit the people whose group is not known? "Prefer not to say" is a word, and no marker that counts as missing
 * by itself: as a group it may be the one that others are held against, and it hides who is selected too rarely among all others. */
#include "analysis/audit.h"

#include "base/unicode.h"
#include "values/word.h"

#include <string.h>

/* Behind a number that stands for it, as a list of codes has both: "9 - Not known", "99: Refused". */
static struct segbias_label behind_code(struct segbias_label value)
{
	enum { CODE_MAX = 3 };
	size_t at = 0;
	while (at < value.size && at < CODE_MAX && value.bytes[at] >= '0' && value.bytes[at] <= '9')
		at++;
	size_t digits = at;
	while (at < value.size && value.bytes[at] && strchr(" -.:)=", value.bytes[at]))
		at++;
	bool code = digits > 0 && at > digits;
	return code ? (struct segbias_label){value.bytes + at, value.size - at} : value;
}

/* Two letters are as well a code: DK is Denmark. */
static bool is_unknown(struct segbias_label value)
{
	enum { CODE_MAX = 2 };
	return value.size > CODE_MAX && segbias_word_unknown(behind_code(value));
}

/* Whether the decision or the label says the word, too: a list of missing markers is of all columns, so that whoever was refused would be no
 * decision any more. */
static bool is_decided(const struct segbias_audit_input *input, struct segbias_label word)
{
	const uint32_t columns[] = {input->columns->decision, input->columns->label};
	const struct segbias_tally *tally = input->base.campaign;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		for (uint32_t j = 0; columns[i] != SEGBIAS_NO_COLUMN && j < segbias_tally_spellings(tally, columns[i]);
		     j++)
			if (segbias_label_equal(segbias_tally_spelling(tally, columns[i], j).label, word))
				return true;
	return false;
}

/* The attribute's words that the decision says, too. */
static bool has_decided(const struct segbias_audit_input *input, const struct segbias_attribute *attribute)
{
	for (size_t i = 0; i < attribute->value_count && !attribute->dropped; i++)
		if (is_unknown(attribute->values[i]) && is_decided(input, attribute->values[i]))
			return true;
	return false;
}

/* What a hint types: the words of all columns, behind those that are typed already, each once. */
struct typed {
	struct segbias_intern words;
	bool copyable;
};

static void type(struct typed *typed, struct segbias_label word)
{
	enum { SIZE_MOST = 120 };
	for (size_t at = 0, size = 0; at < word.size && typed->copyable; at += size) {
		uint32_t code = 0;
		size = segbias_unicode_decode(word.bytes + at, word.size - at, &code);
		typed->copyable = size > 0 && !segbias_unicode_unsafe(code);
	}
	typed->copyable = typed->copyable && word.size <= SIZE_MOST && !segbias_label_withheld(word, NULL) &&
	                  segbias_intern_add(&typed->words, word) != SEGBIAS_INTERN_NONE;
}

static void type_all(const struct segbias_audit_input *input, struct typed *typed)
{
	const struct segbias_matching *matching = input->base.matching;
	const struct segbias_intern *listed = &input->base.policy->missing.listed;
	for (uint32_t i = 0; i < listed->size; i++)
		type(typed, listed->labels[i]);
	for (size_t i = 0; i < matching->attribute_count; i++)
		for (size_t j = 0; j < matching->attributes[i].value_count && !matching->attributes[i].dropped; j++)
			if (is_unknown(matching->attributes[i].values[j]) &&
			    !is_decided(input, matching->attributes[i].values[j]))
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

/* The list as a shell reads it; what is too long to be shown stands there as a word for it. */
static void hint_list(const struct typed *typed, struct segbias_error *error)
{
	enum { SIZE_MOST = 300 };
	struct segbias_text list = {0};
	struct segbias_text word = {0};
	segbias_text_add_string(&list, "+");
	for (uint32_t i = 0; i < typed->words.size; i++) {
		segbias_text_add_string(&list, i ? "," : "");
		segbias_text_add_item(&list, typed->words.labels[i], ",");
	}
	if (list.data && !list.failed)
		segbias_text_add_word(&word, list.data, false);
	bool copied = typed->copyable && word.data && !word.failed && word.size <= SIZE_MOST;
	const char *quotes = copied && word.data[0] != '\'' ? "'" : "";
	segbias_error_hint(error,
	                   "--missing-values %s%s%s counts what it lists as unknown, in no rate; --missing-values '' "
	                   "says that all words are groups",
	                   quotes, copied ? word.data : "'+\"VALUE\"'", quotes);
	segbias_text_release(&list);
	segbias_text_release(&word);
}

static void add_name(struct segbias_text *list, struct segbias_label name, bool *copyable)
{
	char shown[SEGBIAS_QUOTE_MAX];
	*copyable = *copyable && segbias_label_copyable(name);
	segbias_text_add_format(list, "%s%s", list->size ? "," : "", segbias_label_show(name, shown));
}

/* Without the column: the attributes of which no word is one of the decision's, or, where there is none, its other values. */
static void hint_others(const struct segbias_audit_input *input, const struct segbias_attribute *attribute,
                        struct segbias_error *error)
{
	const struct segbias_matching *matching = input->base.matching;
	char shown[SEGBIAS_QUOTE_MAX];
	struct segbias_text others = {0};
	struct segbias_text values = {0};
	bool named = input->base.policy->audit.crossing_count == 0;
	bool valued = segbias_label_copyable(attribute->name);
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (!matching->attributes[i].dropped && !has_decided(input, &matching->attributes[i]))
			add_name(&others, matching->attributes[i].name, &named);
	for (size_t i = 0; i < attribute->value_count; i++)
		if (!is_unknown(attribute->values[i]))
			add_name(&values, attribute->values[i], &valued);
	static const char WHY[] = "the decisions say it, too, and --missing-values would take it from them";
	if (named && others.size > 0 && !others.failed)
		segbias_error_hint(error,
		                   "%s: -a '%s' leaves the column out; --missing-values '' says that all words are "
		                   "groups",
		                   WHY, others.data);
	else if (valued && values.size > 0 && !values.failed)
		segbias_error_hint(error,
		                   "%s: --within '%s=%s' takes its other groups; --missing-values '' says that all "
		                   "words are groups",
		                   WHY, segbias_label_show(attribute->name, shown), values.data);
	else
		segbias_error_hint(error,
		                   "%s: -a OTHERS leaves the column out; --missing-values '' says that all words are "
		                   "groups",
		                   WHY);
	segbias_text_release(&others);
	segbias_text_release(&values);
}

static void hint(const struct segbias_audit_input *input, const struct typed *typed,
                 const struct segbias_attribute *attribute, struct segbias_error *error)
{
	if (has_decided(input, attribute))
		hint_others(input, attribute, error);
	else
		hint_list(typed, error);
	segbias_error_place(error, input->base.campaign_path, 0, 0);
}

enum segbias_status segbias_audit_unknown(const struct segbias_audit_input *input, bool judged,
                                          struct segbias_findings *findings, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_matching *matching = input->base.matching;
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
			hint(input, &typed, attribute, error);
		} else if (count) {
			hint(input, &typed, attribute,
			     segbias_notes_add(&findings->notes, "unknown_group",
			                       "column %s has groups that may say that the group is not known: %s",
			                       quoted, list));
		}
		segbias_text_release(&words);
	}
	segbias_intern_release(&typed.words);
	return status;
}
