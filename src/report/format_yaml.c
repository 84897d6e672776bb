/* Format: a policy file (segbias.yaml) that asks for the same comparison, with what was found as comments. Read by
 * policy/policy_file.c. */
#include "base/json.h"
#include "report/format.h"

#include "base/number.h"
#include "policy/policy_file.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

struct writer {
	struct segbias_text *out;
	const struct segbias_findings *findings;
	const char *existing; /* the text of a file that stays; NULL: none */
};

static void add(struct writer *w, const char *string)
{
	segbias_text_add_string(w->out, string);
}

/* A label in a comment: on one line, whatever it holds. */
static void add_comment(struct writer *w, struct segbias_label label)
{
	segbias_text_add_clean(w->out, label);
}

/* Words that YAML takes for text, and for nothing else: letters first, and no word that means something to some reader. */
static bool is_plain(struct segbias_label text)
{
	static const char *const WORDS[] = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"};
	bool plain = text.size > 0;
	for (size_t i = 0; i < text.size && plain; i++) {
		char c = text.bytes[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
		plain = letter || (i > 0 && ((c >= '0' && c <= '9') || c == '-'));
	}
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS && plain; i++) {
		size_t same = 0;
		while (same < text.size && WORDS[i][same] == (text.bytes[same] | 0x20))
			same++;
		plain = same < text.size || WORDS[i][same] != '\0';
	}
	return plain;
}

/* JSON's strings are YAML's in double quotes. */
static void add_scalar(struct writer *w, struct segbias_label text)
{
	struct segbias_json json = {.out = w->out, .inline_values = true, .depth = 1};
	if (is_plain(text))
		segbias_text_add(w->out, text.bytes, text.size);
	else
		segbias_json_label(&json, NULL, text);
}

static void add_key(struct writer *w, const char *option)
{
	for (; *option; option++)
		segbias_text_add(w->out, *option == '-' ? "_" : option, 1);
	add(w, ":");
}

/* Whether the existing file has the key, or the comment that it is: "# key:". */
static bool has_key(const struct writer *w, const char *option)
{
	const char *text = w->existing && strncmp(w->existing, "\xEF\xBB\xBF", 3) == 0 ? w->existing + 3 : w->existing;
	for (const char *line = text; line && *line; line += strcspn(line, "\n"), line += *line == '\n') {
		const char *at = line + (*line == '#');
		size_t i = 0;
		at += at > line && *at == ' ';
		while (option[i] && at[i] == (option[i] == '-' ? '_' : option[i]))
			i++;
		if (!option[i] && at[i] == ':')
			return true;
	}
	return false;
}

static const struct segbias_given *find_given(const struct writer *w, const char *option)
{
	const struct segbias_settings *s = &w->findings->settings;
	for (size_t i = 0; i < s->given_count; i++)
		if (strcmp(s->given[i].name, option) == 0)
			return &s->given[i];
	return NULL;
}

/* An option that was given, as it was written. Returns whether it was. */
static bool add_given(struct writer *w, const char *option)
{
	const struct segbias_given *given = find_given(w, option);
	if (!given)
		return false;
	add_key(w, option);
	if (given->flag)
		add(w, " true");
	for (size_t i = 0; i < given->count; i++) {
		add(w, given->list ? "\n  - " : " ");
		add_scalar(w, segbias_label_of(given->texts[i]));
	}
	add(w, "\n");
	return true;
}

static void add_heading(struct writer *w, const char *text)
{
	if (w->existing)
		return;
	add(w, "\n# ");
	add(w, text);
	add(w, "\n");
}

/* A column that was found, unless it was given. */
static void add_column(struct writer *w, const char *option, struct segbias_label column, const char *remark)
{
	if (has_key(w, option) || add_given(w, option) || !column.bytes)
		return;
	add_key(w, option);
	add(w, " ");
	add_scalar(w, column);
	add(w, remark);
	add(w, "\n");
}

static void add_text(struct writer *w, const char *option, const char *text, const char *remark)
{
	add_column(w, option, segbias_label_of(text), remark);
}

static void add_number(struct writer *w, const char *option, double value)
{
	char number[SEGBIAS_NUMBER_MAX];
	if (has_key(w, option) || !isfinite(value))
		return;
	add_key(w, option);
	add(w, " ");
	add(w, segbias_number_format(value, number));
	add(w, "\n");
}

/* --- what is compared ------------------------------------------------------------------------------------------- */

/* "band: "80:125"" */
static void add_band(struct writer *w, const char *before, double low, double high)
{
	char band[2 * SEGBIAS_NUMBER_MAX];
	char number[2][SEGBIAS_NUMBER_MAX];
	segbias_text_print(band, sizeof band, "%s:%s", segbias_number_format(low, number[0]),
	                   segbias_number_format(high, number[1]));
	add(w, before);
	add_scalar(w, segbias_label_of(band));
}

static void add_limits(struct writer *w, bool band, bool min_n, const struct segbias_limits *limits)
{
	char number[SEGBIAS_NUMBER_MAX];
	add(w, " {");
	if (band)
		add_band(w, "band: ", limits->band_low, limits->band_high);
	add(w, band && min_n ? ", " : "");
	if (min_n) {
		add(w, "min_n: ");
		add(w, segbias_number_format(limits->min_n, number));
	}
	add(w, "}");
}

/* " # in bands: 18-34, 35-54, 55+" */
static void add_bands(struct writer *w, const struct segbias_attribute_setting *attribute)
{
	enum { BANDS_MAX = 20 };
	const struct segbias_findings *findings = w->findings;
	if (!attribute->ordered_by || strcmp(attribute->ordered_by, "bands") != 0)
		return;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		if (!segbias_label_equal(c->attribute, attribute->attribute))
			continue;
		for (size_t j = 0; j < c->value_count && j <= BANDS_MAX; j++) {
			add(w, j ? ", " : " # in bands: ");
			if (j < BANDS_MAX)
				add_comment(w, c->values[j].value);
			else
				add(w, "\u2026");
		}
		return;
	}
}

/* Whether an attribute, or a crossing that is named, has limits of its own. */
static bool limits_apart(const struct segbias_settings *s)
{
	bool apart = false;
	for (size_t i = 0; i < s->attribute_count; i++)
		apart = apart || s->attributes[i].band_given || s->attributes[i].min_n_given;
	for (size_t i = 0; i < s->crossing_count; i++)
		apart = apart || s->crossings[i].band_given || s->crossings[i].min_n_given;
	return apart;
}

/* Limits of crossings that are not named have no place: named they would be shown whatever they hold, and the others not crossed. */
static enum segbias_status check_crossings(const struct writer *w, struct segbias_error *error)
{
	if (has_key(w, "attributes") || !w->findings->crossing_limits)
		return SEGBIAS_OK;
	segbias_error_set(
	    error, SEGBIAS_USAGE,
	    "limits_of_crossings|a policy file is not made with limits of crossings that are not named: they would be lost");
	segbias_error_hint(error, "%s--attributes 'A*B' names them; or --update, which adds to the file what it lacks",
	                   w->findings->settings.cross > 0 ? "" : "--cross 2 ");
	return SEGBIAS_USAGE;
}

/* A name that holds * is quoted, as A*B is a crossing. */
static void add_attribute(struct writer *w, struct segbias_label name)
{
	struct segbias_text text = {0};
	segbias_text_add_item(&text, name, "*");
	bool quoted = memchr(name.bytes, '*', name.size) != NULL;
	add_scalar(w, quoted ? segbias_text_label(&text) : name);
	w->out->failed = w->out->failed || text.failed;
	segbias_text_release(&text);
}

static void add_crossings(struct writer *w)
{
	const struct segbias_settings *s = &w->findings->settings;
	for (size_t i = 0; i < s->crossing_count; i++) {
		const struct segbias_crossing_setting *crossing = &s->crossings[i];
		add(w, "  ");
		add_scalar(w, crossing->name);
		add(w, ":");
		if (crossing->band_given || crossing->min_n_given)
			add_limits(w, crossing->band_given, crossing->min_n_given, &crossing->limits);
		add(w, "\n");
	}
}

static void add_attributes(struct writer *w)
{
	const struct segbias_settings *s = &w->findings->settings;
	bool apart = limits_apart(s);
	if (has_key(w, "attributes") || (!apart && add_given(w, "attributes")))
		return;
	/* A list of the user's own: what it names must be compared, and is shown whatever it holds; what it does not is left aside
	 * without a word. Of what was found that is for the user to say, also of the next file. */
	const char *mark = apart ? "" : "# ";
	add(w, apart ? "attributes:\n" : "# attributes: # as found; without the signs only these, and all of them\n");
	for (size_t i = 0; i < s->attribute_count; i++) {
		const struct segbias_attribute_setting *attribute = &s->attributes[i];
		add(w, mark);
		add(w, apart ? "  " : "  - ");
		add_attribute(w, attribute->attribute);
		add(w, apart ? ":" : "");
		if (apart)
			add_limits(w, attribute->band_given, attribute->min_n_given, &attribute->limits);
		add_bands(w, attribute);
		add(w, "\n");
	}
	if (apart)
		add_crossings(w);
}

/* What the policy that this one is made from says of segments. */
static void add_segments(struct writer *w)
{
	const struct segbias_settings *s = &w->findings->settings;
	if (s->segment_count == 0 || has_key(w, "segments"))
		return;
	add(w, "segments:\n");
	for (size_t i = 0; i < s->segment_count; i++) {
		const struct segbias_segment_setting *segment = &s->segments[i];
		add(w, "  ");
		add_scalar(w, segment->segment);
		add(w, ": {");
		if (segment->band_given)
			add_band(w, "band: ", segment->band_low, segment->band_high);
		add(w, segment->band_given && segment->narrow.bytes ? ", " : "");
		if (segment->narrow.bytes) {
			add(w, "narrow: ");
			add_scalar(w, segment->narrow);
		}
		add(w, "}\n");
	}
}

/* Columns that mean the same by a synonym: of the campaign, then of the reference. */
static void add_map(struct writer *w)
{
	const struct segbias_settings *s = &w->findings->settings;
	bool any = false;
	if (has_key(w, "map") || add_given(w, "map"))
		return;
	for (size_t i = 0; i < s->attribute_count; i++) {
		const struct segbias_attribute_setting *attribute = &s->attributes[i];
		if (segbias_label_equal(attribute->attribute, attribute->reference_column) ||
		    strcmp(attribute->how, "name") == 0)
			continue;
		add(w, any ? "  " : "map:\n  ");
		add_scalar(w, attribute->attribute);
		add(w, ": ");
		add_scalar(w, attribute->reference_column);
		add(w, strcmp(attribute->how, "synonym") == 0 ? " # by synonym\n" : "\n");
		any = true;
	}
}

static void add_records(struct writer *w, double count)
{
	char number[SEGBIAS_NUMBER_MAX];
	segbias_text_add_format(w->out, " (%s record%s)", segbias_number_group(count, number), segbias_plural(count));
}

/* Spellings that mean another value, as comments where they were found: they are found again. What matched nothing waits for
 * an answer. */
/* Letters, digits and blanks within: what stands so in a line of YAML. */
static bool is_bare(struct segbias_label side)
{
	bool bare = side.size > 0 && side.bytes[0] != ' ' && side.bytes[side.size - 1] != ' ';
	for (size_t i = 0; i < side.size && bare; i++) {
		unsigned char c = (unsigned char)side.bytes[i];
		bare = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
		       (i > 0 && strchr(" -+./()", c));
	}
	return bare;
}

/* "ATTR:FROM=TO" so that it means that once the sign of the comment is gone. */
static void add_suggestion(struct writer *w, struct segbias_label attribute, struct segbias_label from,
                           struct segbias_label to)
{
	static const char SIDES[] = ":=,"; /* what stands between them */
	struct segbias_text text = {0};
	segbias_text_add_item(&text, attribute, SIDES);
	segbias_text_add_string(&text, ":");
	segbias_text_add_item(&text, from, SIDES);
	segbias_text_add_string(&text, "=");
	segbias_text_add_item(&text, to, SIDES);
	struct segbias_label label = {text.data ? text.data : "", text.size};
	if (is_bare(attribute) && is_bare(from) && is_bare(to))
		segbias_text_add(w->out, label.bytes, label.size);
	else
		add_scalar(w, label);
	w->out->failed = w->out->failed || text.failed;
	segbias_text_release(&text);
}

static void add_recode(struct writer *w)
{
	const struct segbias_findings *findings = w->findings;
	if (has_key(w, "recode"))
		return;
	bool given = add_given(w, "recode");
	for (size_t i = 0; i < findings->mapping_count; i++) {
		const struct segbias_mapped *row = &findings->mapping[i];
		bool synonym = strcmp(row->how, "synonym") == 0;
		bool open = strcmp(row->how, "unmatched") == 0 && !row->zero_share;
		if ((!synonym && !open) || !row->campaign_value.bytes || row->withheld)
			continue;
		if (!given)
			add(w, "# recode:\n");
		given = true;
		add(w, "#   - ");
		add_suggestion(w, row->attribute, row->campaign_value,
		               synonym              ? row->reference_value
		               : row->nearest.bytes ? row->nearest
		                                    : segbias_label_of("VALUE"));
		add(w, synonym ? " # by synonym" : row->nearest.bytes ? " # unmatched; the nearest" : " # unmatched");
		add_records(w, row->count);
		add(w, "\n");
	}
}

static void add_segment(struct writer *w)
{
	if (!find_given(w, "segment") && !has_key(w, "segment") &&
	    segbias_notes_have(&w->findings->notes, "withheld_segment"))
		add(w, "# some of its values look like personal data, which this would show:\n# ");
	add_column(w, "segment", w->findings->settings.segment, "");
}

static void add_what(struct writer *w)
{
	static const char *const OTHERS[] = {"numeric", "within", "where", "campaign-where",
	                                     "bins",    "multi",  "born",  "as-of"};
	const struct segbias_settings *s = &w->findings->settings;
	bool plan = w->findings->job == SEGBIAS_JOB_PLAN;
	add_heading(w, "What is compared");
	if (plan && !has_key(w, "segment"))
		(void)add_given(w, "segment");
	else if (s->segment.bytes || find_given(w, "segment"))
		add_segment(w);
	else if (!has_key(w, "segment"))
		add(w, "# segment: none # no column is named like one: the whole file only\n");
	add_attributes(w);
	add_segments(w);
	add_map(w);
	add_recode(w);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		if (!has_key(w, OTHERS[i]))
			(void)add_given(w, OTHERS[i]);
}

/* --- the rest --------------------------------------------------------------------------------------------------- */

static void add_rows(struct writer *w)
{
	static const char *const OTHERS[] = {"deff",
	                                     "eligible",
	                                     "consent",
	                                     "stages",
	                                     "cross",
	                                     "cross-cells",
	                                     "reference-replicates",
	                                     "replicate-method",
	                                     "moe-level"};
	const struct segbias_settings *s = &w->findings->settings;
	add_heading(w, "What a row is");
	/* What was found by its shape is found again, and then told: only the user knows what it is. */
	if (!has_key(w, "reference-kind") && !add_given(w, "reference-kind"))
		segbias_text_add_format(w->out, "# reference_kind: %s # by its shape\n", w->findings->kind);
	add_column(w, "count", s->count, "");
	add_column(w, "weight", s->weight, "");
	add_column(w, "person", s->person, "");
	add_column(w, "amount", s->amount, "");
	add_column(w, "reference-count", s->reference_count, "");
	add_column(w, "reference-weight", s->reference_weight, "");
	add_column(w, "reference-strata", s->reference_strata, "");
	add_column(w, "reference-psu", s->reference_psu, "");
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		if (!has_key(w, OTHERS[i]))
			(void)add_given(w, OTHERS[i]);
}

/* All that were given, as one list: a sequence would be one of markers, not of lists. */
static void add_given_markers(struct writer *w)
{
	const struct segbias_settings *s = &w->findings->settings;
	struct segbias_text list = {0};
	segbias_text_add_string(&list, s->missing_built_in ? "+" : "");
	for (size_t i = 0; i < s->missing_value_count; i++) {
		struct segbias_label marker = s->missing_values[i];
		segbias_text_add_string(&list, i ? ",\"" : "\"");
		for (size_t j = 0; j < marker.size; j++) {
			segbias_text_add(&list, "\"", marker.bytes[j] == '"');
			segbias_text_add(&list, &marker.bytes[j], 1);
		}
		segbias_text_add_string(&list, "\"");
	}
	add_key(w, "missing-values");
	add(w, " ");
	add_scalar(w, segbias_text_label(&list));
	add(w, "\n");
	w->out->failed |= list.failed;
	segbias_text_release(&list);
}

static void add_markers(struct writer *w)
{
	const struct segbias_findings *findings = w->findings;
	bool any = false;
	if (has_key(w, "missing-values"))
		return;
	if (find_given(w, "missing-values")) {
		add_given_markers(w);
		return;
	}
	for (size_t i = 0; i < findings->incomplete_count; i++)
		for (size_t j = 0; j < findings->incomplete[i].counted_count; j++) {
			const struct segbias_marker *marker = &findings->incomplete[i].counted[j];
			char quoted[SEGBIAS_QUOTE_MAX];
			if (marker->marker.size == 0)
				continue;
			if (!any)
				add(w, "# missing_values: \"+VALUE\" # counted so without it:\n");
			any = true;
			add(w, "#   ");
			add_comment(w, findings->incomplete[i].column);
			segbias_text_add_format(w->out, ": %s", segbias_label_quote(marker->marker, quoted));
			add_records(w, marker->count);
			add(w, "\n");
		}
}

static void add_rule(struct writer *w)
{
	const struct segbias_settings *s = &w->findings->settings;
	add_heading(w, "The rule");
	add_number(w, "plan", w->findings->job == SEGBIAS_JOB_PLAN ? w->findings->plan : NAN);
	add_number(w, "alpha", s->alpha);
	if (!has_key(w, "band")) {
		add_band(w, "band: ", s->band_low, s->band_high);
		add(w, "\n");
	}
	add_text(w, "control", s->control, "");
	add_text(w, "interval", s->interval, "");
	add_number(w, "min-n", s->min_n);
	add_number(w, "missing-max", s->missing_max);
	add_number(w, "unmatched-max", s->unmatched_max);
	add_number(w, "publish", s->publish > 0 ? s->publish : NAN);
	if (!find_given(w, "seed")) /* one may be too large for a number */
		add_number(w, "seed", (double)s->seed);
	else if (!has_key(w, "seed"))
		(void)add_given(w, "seed");
}

static void add_reading(struct writer *w)
{
	static const char *const KEYS[] = {"shape",
	                                   "section",
	                                   "delimiter",
	                                   "encoding",
	                                   "decimal",
	                                   "thousands",
	                                   "rounded",
	                                   "hidden-max",
	                                   "reference-shape",
	                                   "reference-section",
	                                   "reference-delimiter",
	                                   "reference-encoding",
	                                   "reference-decimal",
	                                   "reference-thousands",
	                                   "reference-rounded",
	                                   "reference-hidden-max",
	                                   "skip-bad"};
	bool any = false;
	for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
		any = any || (find_given(w, KEYS[i]) && !has_key(w, KEYS[i]));
	if (any)
		add_heading(w, "How files are read");
	for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
		if (!has_key(w, KEYS[i]))
			(void)add_given(w, KEYS[i]);
}

static void add_source(struct writer *w, const char *which, const struct segbias_input_facts *file)
{
	char number[SEGBIAS_NUMBER_MAX];
	segbias_text_add_format(w->out, "#   %s: ", which);
	add_comment(w, segbias_label_of(file->name));
	segbias_text_add_format(w->out, ", %s rows", segbias_number_group(file->rows, number));
	if (file->shape)
		segbias_text_add_format(w->out, ", shape %s", file->shape);
	if (file->sha256[0])
		segbias_text_add_format(w->out, ", SHA-256 %s", file->sha256);
	add(w, "\n");
	for (size_t i = 0; i < file->column_count; i++) {
		const struct segbias_column_role *column = &file->columns[i];
		if (!column->span.bytes)
			continue;
		segbias_text_add_format(w->out, "#     %s, column ", column->role);
		add_comment(w, column->name);
		add(w, ": ");
		add_comment(w, column->span);
		add(w, "\n");
	}
}

/* What was given and the existing file says otherwise: it stays as it is, so that the option would be lost. */
static enum segbias_status check_given(const struct writer *w, struct segbias_error *error)
{
	const struct segbias_settings *s = &w->findings->settings;
	for (size_t i = 0; i < s->given_count && w->existing; i++)
		if (s->given[i].over) {
			segbias_error_set(error, SEGBIAS_USAGE,
			                  "update_contradicts|--update keeps what the file says, and its line %" PRIu64
			                  " says otherwise than --%s",
			                  s->given[i].over, s->given[i].name);
			segbias_error_hint(error, "change that line, leave out --%s, or write another file",
			                   s->given[i].name);
			return SEGBIAS_USAGE;
		}
	return SEGBIAS_OK;
}

/* Lines of a policy that this one is made from. */
static void add_kept(struct writer *w)
{
	const struct segbias_settings *s = &w->findings->settings;
	if (w->existing || s->kept_count == 0)
		return;
	add_heading(w, "As it stood in the policy: keys of other commands");
	for (size_t i = 0; i < s->kept_count; i++) {
		segbias_text_add(w->out, s->kept[i].bytes, s->kept[i].size);
		bool ended = s->kept[i].size && s->kept[i].bytes[s->kept[i].size - 1] == '\n';
		add(w, ended ? "" : "\n");
	}
}

enum segbias_status segbias_format_compare_yaml(const struct segbias_findings *findings,
                                                const struct segbias_render_options *options, struct segbias_text *out,
                                                struct segbias_error *error)
{
	struct writer w = {out, findings, options->existing};
	/* With it the tally itself could not be compared any more: it says once and for all how it was counted. */
	if (findings->tallied) {
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "policy_of_tally|a policy says how a campaign is counted, and this one was");
		segbias_error_hint(error, "make it of a campaign's own file");
		return SEGBIAS_DATA;
	}
	if (check_given(&w, error) != SEGBIAS_OK || check_crossings(&w, error) != SEGBIAS_OK)
		return SEGBIAS_USAGE;
	if (w.existing) {
		add(&w, w.existing);
		size_t size = strlen(w.existing);
		add(&w, size > 0 && w.existing[size - 1] != '\n' ? "\n" : "");
	} else {
		add(&w,
		    "# What segbias compares, and by which rule. Each key is an option (segbias compare --help) with _ for -;\n"
		    "# an option that is given on the command line stands above it. Made from\n");
		if (findings->campaign.name)
			add_source(&w, "campaign", &findings->campaign);
		if (!findings->settings.eligible[0].bytes)
			add_source(&w, "reference", &findings->reference);
	}
	add_what(&w);
	add_rows(&w);
	add_markers(&w);
	add_rule(&w);
	add_reading(&w);
	add_kept(&w);
	if (!w.existing || out->failed)
		return SEGBIAS_OK;
	/* Keys are added as lines: a file that writes its own in another way ("{min_n: 50}") would no longer be read. */
	struct segbias_error cause = {0};
	enum segbias_status status =
	    segbias_policy_file_check((struct segbias_label){out->data, out->size}, "the policy", &cause);
	if (status == SEGBIAS_OK || status == SEGBIAS_SYSTEM)
		return status == SEGBIAS_OK ? SEGBIAS_OK : segbias_error_memory(error);
	segbias_error_set(error, SEGBIAS_USAGE, "update_impossible|--update cannot add keys to this file: %s",
	                  cause.message);
	if (strstr(cause.message, "exclude each other"))
		segbias_error_hint(error, "leave out the option, or the line of the file");
	else
		segbias_error_hint(error,
		                   "it adds lines such as \"min_n: 30\": write each key so, or write another file");
	return SEGBIAS_USAGE;
}

enum segbias_status segbias_format_plan_yaml(const struct segbias_findings *findings,
                                             const struct segbias_render_options *options, struct segbias_text *out,
                                             struct segbias_error *error)
{
	return segbias_format_compare_yaml(findings, options, out, error);
}
