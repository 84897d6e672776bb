#include "policy/policy_file.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct segbias_policy_use USE = {.one_file = true};

/* A policy file of this text, read below what is given. */
struct reading {
	char path[64];
	struct segbias_options given;
	struct segbias_policy_use use;
	struct segbias_policy_file file;
	struct segbias_error error;
	enum segbias_status status;
};

static void read_text(struct reading *r, const char *text)
{
	(void)snprintf(r->path, sizeof r->path, "/tmp/segbias-policy-XXXXXX");
	int descriptor = mkstemp(r->path);
	cr_assert_geq(descriptor, 0);
	cr_assert_eq(write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
	(void)close(descriptor);
	r->given.policy = r->path;
	r->status = segbias_policy_file_read(&r->given, &r->use, &r->file, &r->error);
}

static void release(struct reading *r)
{
	segbias_policy_file_release(&r->file);
	(void)unlink(r->path);
}

Test(policy_file, every_form_comes_to_the_text_of_the_option)
{
	struct reading r = {.given = {.alpha = NULL}};
	read_text(&r,
	          "band: 75:130\nattributes: [age, 'a, b', \"c\\\"d\"]\nmap: {sex: gender, 'x=y': z}\n"
	          "recode:\n  gender: {M: Male, 'F:1': Female}\nbins: {age: [18, 35]}\nwhere: [year=2021, 'a=b,c']\n"
	          "missing_values: [N/K, '-9, 9']\nskip_bad: true\nreference_kind: sample\n");
	cr_assert_eq(r.status, SEGBIAS_OK, "%s", r.error.message);
	const struct segbias_options *o = &r.file.options;
	cr_assert_str_eq(o->band, "75:130");
	cr_assert_str_eq(o->attributes, "age,\"a, b\",\"c\"\"d\"");
	cr_assert_eq(o->map.count, 2);
	cr_assert_str_eq(o->map.items[0], "sex=gender");
	cr_assert_str_eq(o->map.items[1], "\"x=y\"=z");
	cr_assert_eq(o->recode.count, 2);
	cr_assert_str_eq(o->recode.items[0], "gender:M=Male");
	cr_assert_str_eq(o->recode.items[1], "gender:\"F:1\"=Female");
	cr_assert_str_eq(o->bins.items[0], "age=18,35");
	cr_assert_eq(o->where.count, 2);
	cr_assert_str_eq(o->where.items[1], "a=b,c");
	cr_assert_eq(o->missing_values.count, 1);
	cr_assert_str_eq(o->missing_values.items[0], "N/K,\"-9, 9\"");
	cr_assert(o->skip_bad);
	cr_assert_str_eq(o->reference_kind, "sample");
	cr_assert_eq(strlen(r.file.sha256), 64);
	release(&r);
}

/* A list below a name of where is an option for each, below one of within a list; a value is what it is, quotes and all. */
Test(policy_file, lists_and_pairs_below_a_name)
{
	struct reading r = {.given = {.alpha = NULL}};
	read_text(&r,
	          "campaign_where: {segment: [A, 'B, C', '\"D\"'], 'a=b': ''}\nwhere:\n  Größe: [groß]\n  year: '*'\n"
	          "within: {region: ['North, East', West], age: 18+}\nconsent: {'opt: in': yes}\n"
	          "recode:\n  الجنس: {ذكر: 'Male, man'}\nmulti: {topics: ;}\nmap: {'-a': \"b: c\"}\n");
	cr_assert_eq(r.status, SEGBIAS_OK, "%s", r.error.message);
	const struct segbias_options *o = &r.file.options;
	const char *const campaign[] = {"segment=A", "segment=B, C", "segment=\"\"\"D\"\"\"", "\"a=b\"=\"\""};
	cr_assert_eq(o->campaign_where.count, 4);
	for (size_t i = 0; i < 4; i++)
		cr_expect_str_eq(o->campaign_where.items[i], campaign[i]);
	cr_assert_eq(o->where.count, 2);
	cr_expect_str_eq(o->where.items[0], "Größe=groß");
	cr_expect_str_eq(o->where.items[1], "year=*");
	cr_assert_eq(o->within.count, 2);
	cr_expect_str_eq(o->within.items[0], "region=\"\"\"North, East\"\",West\"");
	cr_expect_str_eq(o->within.items[1], "age=18+");
	cr_expect_str_eq(o->consent, "\"opt: in\"=yes");
	cr_expect_str_eq(o->recode.items[0], "الجنس:ذكر=Male, man");
	cr_expect_str_eq(o->multi.items[0], "topics=;");
	cr_expect_str_eq(o->map.items[0], "-a=b: c");
	release(&r);
}

Test(policy_file, lists_come_to_the_values_that_they_hold)
{
	struct reading r = {.given = {.alpha = NULL}};
	struct segbias_policy policy;
	read_text(&r, "campaign_where: {segment: [A, 'B, C', '\"D\"']}\nwithin: {region: ['North, East', West]}\n");
	cr_assert_eq(r.status, SEGBIAS_OK, "%s", r.error.message);
	cr_assert_eq(segbias_policy_read(&r.file.options, &policy, &r.error), SEGBIAS_OK, "%s", r.error.message);
	const char *const values[] = {"A", "B, C", "\"D\""};
	cr_assert_eq(policy.campaign_where_count, 3);
	for (size_t i = 0; i < 3; i++)
		cr_expect_str_eq(policy.campaign_wheres[i].right.bytes, values[i]);
	cr_assert_eq(policy.universes[0].count, 2);
	cr_expect_str_eq(policy.universes[0].items[0].bytes, "North, East");
	segbias_policy_release(&policy);
	release(&r);
}

/* Keys that only later versions use stand as they are, so that a file made from this one can hold them. */
Test(policy_file, keys_of_later_versions_are_kept)
{
	struct reading r = {.given = {.alpha = NULL}};
	read_text(&r, "protect: # who\n  gender: [Female]\n# a remark\nmin_n: 9\nrules:\n- {on: over}\n");
	cr_assert_eq(r.status, SEGBIAS_OK, "%s", r.error.message);
	cr_assert_eq(r.file.kept_count, 2);
	cr_expect_str_eq(r.file.kept[0].name, "protect");
	cr_expect_str_eq(r.file.kept[0].text.bytes, "protect: # who\n  gender: [Female]\n# a remark\n");
	cr_expect_str_eq(r.file.kept[1].text.bytes, "rules:\n- {on: over}\n");
	cr_expect_eq(r.file.kept[1].place.line, 5);
	release(&r);
	/* Where a line ends as on another system, and letters take several bytes. */
	read_text(&r, "\xEF\xBB\xBF# Größe\r\nreview: {ledger: ü}\r\nmin_n: 5\rpractical: 0.1\r# ü\ralpha: 0.1\r");
	cr_assert_eq(r.file.kept_count, 2, "%s", r.error.message);
	cr_expect_str_eq(r.file.kept[0].text.bytes, "review: {ledger: ü}\r\n");
	cr_expect_str_eq(r.file.kept[1].text.bytes, "practical: 0.1\r# ü\r");
	release(&r);
	read_text(&r, "{\"review\": {}, \"min_n\": 5}");
	cr_assert_eq(r.file.kept_count, 1);
	cr_assert_null(r.file.kept[0].text.bytes);
	release(&r);
}

Test(policy_file, thresholds_of_attributes_and_segments)
{
	struct reading r = {.given = {.alpha = NULL}};
	struct segbias_policy policy;
	read_text(&r, "attributes:\n  'a, b': {band: 50:200, min_n: 10}\n  age:\n  region: {}\n"
	              "segments:\n  'VIP: 1': {narrow: by design, band: '10:1000'}\n  B: {narrow: why}\n");
	cr_assert_eq(r.status, SEGBIAS_OK, "%s", r.error.message);
	cr_assert_str_eq(r.file.options.attributes, "\"a, b\",age,region");
	cr_assert_eq(r.file.threshold_count, 5);
	cr_assert_eq(segbias_policy_read(&r.file.options, &policy, NULL), SEGBIAS_OK);
	policy.thresholds = r.file.thresholds;
	policy.threshold_count = r.file.threshold_count;
	const struct {
		const char *attribute, *segment;
		double low, high, min_n;
	} RULES[] = {{"a, b", NULL, 50, 200, 10},      {"age", NULL, 80, 125, 30},      {"A, B", "B", 50, 200, 10},
	             {"a, b", "VIP: 1", 10, 1000, 10}, {"age", "VIP: 1", 10, 1000, 30}, {"a, b", "B", 50, 200, 10},
	             {"age", "vip: 1", 80, 125, 30}};
	for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++) {
		struct segbias_label none = {NULL, 0};
		struct segbias_rule rule;
		bool apart = segbias_policy_rule(&policy, segbias_label_of(RULES[i].attribute),
		                                 RULES[i].segment ? segbias_label_of(RULES[i].segment) : none, &rule);
		cr_expect_eq(apart, i != 1 && i != 6, "%zu", i);
		cr_expect_eq(rule.band_low, RULES[i].low, "%zu", i);
		cr_expect_eq(rule.band_high, RULES[i].high, "%zu", i);
		cr_expect_eq(rule.min_n, RULES[i].min_n, "%zu", i);
	}
	cr_expect_str_eq(r.file.thresholds[3].narrow.bytes, "by design");
	segbias_policy_release(&policy);
	release(&r);
}

/* The order of the file decides nothing. */
Test(policy_file, a_segment_stands_above_its_attributes_wherever_it_stands)
{
	struct reading r = {.given = {.alpha = NULL}};
	struct segbias_policy policy;
	struct segbias_rule rule;
	read_text(&r, "segments: {S: {band: 10:900}}\nattributes: {a: {band: 50:200}}\n");
	cr_assert_eq(r.status, SEGBIAS_OK, "%s", r.error.message);
	cr_assert_eq(segbias_policy_read(&r.file.options, &policy, NULL), SEGBIAS_OK);
	policy.thresholds = r.file.thresholds;
	policy.threshold_count = r.file.threshold_count;
	cr_expect(segbias_policy_rule(&policy, segbias_label_of("a"), segbias_label_of("S"), &rule));
	cr_expect_eq(rule.band_low, 10);
	cr_expect_eq(rule.band_high, 900);
	segbias_policy_release(&policy);
	release(&r);
}

Test(policy_file, what_is_given_stands_above_it)
{
	static const char *const ITEMS[] = {"a=b"};
	struct reading r = {.given = {.min_n = "7", .map = {ITEMS, 1}}};
	read_text(&r, "min_n: 50\nalpha: 0.01\nmap: {x: y, z: w}\n");
	cr_assert_eq(r.status, SEGBIAS_OK, "%s", r.error.message);
	cr_assert_str_eq(r.file.options.min_n, "7");
	cr_assert_str_eq(r.file.options.alpha, "0.01");
	cr_assert_eq(r.file.options.map.count, 1);
	cr_assert_str_eq(r.file.options.map.items[0], "a=b");
	release(&r);
}

Test(policy_file, faults_are_told_with_their_place)
{
	static const struct {
		const char *text;
		unsigned line, column;
		const char *words;
	} CASES[] = {
	    {"min_n: 3\n\nbandd: 80:125\n", 3, 1, "no key"},
	    {"attributes: {a: {bands: 80:125}}\n", 1, 18, "no key of an attribute"},
	    {"attributes: {a: {narrow: x}}\n", 1, 18, "no key of an attribute"},
	    {"attributes: {a: {band: 125:80}}\n", 1, 24, "LOW:HIGH"},
	    {"attributes: {a: {min_n: -1}}\n", 1, 25, "whole number"},
	    {"attributes: {a: 80:125}\n", 1, 17, "below an attribute"},
	    {"attributes: {}\n", 1, 13, "one name"},
	    {"segments: {S: {min_n: 5}}\n", 1, 16, "no key of a segment"},
	    {"segments: {S: {narrow: ''}}\n", 1, 24, "a text"},
	    {"segments: {S: }\n", 1, 15, "below a segment"},
	    {"segments: [S]\n", 1, 11, "names"},
	    {"alpha: 0.05\nalpha: 0.05\n", 2, 1, "stands twice, first in line 1"},
	    {"map:\n  a: b\n  a: c\n", 3, 3, "stands twice, first in line 2"},
	    {"min_n: x\n", 1, 8, "min_n"},
	    {"# one\nband: 125:80\n", 2, 7, "LOW:HIGH"},
	    {"recode: [gender]\n", 1, 9, "recode"},
	    {"skip_bad: 1\n", 1, 11, "true or false"},
	    {"min_n: {a: b}\n", 1, 8, "min_n"},
	    {"min_n: &a 3\n", 1, 8, "anchors"},
	    {"min_n: 3\nalpha: *a\n", 2, 8, "anchors"},
	    {"min_n: [\n", 2, 1, "YAML"},
	    {"a\n", 1, 1, "keys and values"},
	    {"min_n: 3\n---\nmin_n: 3\n", 2, 1, "one document"},
	    {"policy: x\n", 1, 9, "no preset"},
	    {"policy: ./coverage\n", 1, 9, "no preset"},
	    {"min_n: 3\npolicy: [coverage]\n", 2, 9, "a text"},
	    {"practical: maybe\n", 1, 12, "in words why"},
	    {"practical: 0\n", 1, 12, "in words why"},
	    {"practical: 100%\n", 1, 12, "in words why"},
	    {"practical: [5%]\n", 1, 12, "a text"},
	    {"practical: 5 people of 100\n", 1, 12, "in words why"},
	    {"min_share_reason:\n", 1, 18, "a text"},
	    {"publication: soon\n", 1, 14, "FIELD: TEXT"},
	    {"publication:\n  data_sorce: files\n", 2, 3, "no field of a publication"},
	    {"publication:\n  audit_date: yesterday\n", 2, 15, "a day"},
	    {"publication: {distribution_date: 2026-02-30}\n", 1, 34, "a day"},
	    {"publication: {data_source: ''}\n", 1, 28, "a text"},
	    {"min_n:\n", 1, 7, "a value"},
	    {"segment: ~\n", 1, 10, "a value"},
	    {"person: NULL\n", 1, 9, "a value"},
	    {"sources: {campaign: a.csv}\n", 1, 1, "no key"},
	    {"min_n: !!int 3\n", 1, 8, "tags"},
	    {"--- !!map\nmin_n: 3\n", 1, 5, "tags"},
	    {"alpha: 0.05\n<<: {min_n: 3}\n", 2, 1, "no key of a policy"},
	    {"lang: ar\n", 1, 1, "no key of a policy"},
	    {"segment: \"a\\0b\"\n", 1, 10, "0 byte"},
	    {"band: [80, 125]\n", 1, 7, "a text"},
	    {"where:\n  - year=2021\n  - place\n", 3, 5, "where"},
	    {"where: {year: {a: b}}\n", 1, 15, "one value"},
	    {"where: {year: []}\n", 1, 15, "one value at least"},
	    {"where: {year: [2020, [2021]]}\n", 1, 22, "a value"},
	    {"map: {sex: [gender, g]}\n", 1, 12, "one value"},
	    {"map: {sex: }\n", 1, 12, "a value"},
	    {"recode: {gender: Male}\n", 1, 18, "FROM: TO"},
	    {"recode: {gender: {M: [Male]}}\n", 1, 22, "FROM: TO"},
	    {"recode: {gender: {M: {a: b}}}\n", 1, 22, "FROM: TO"},
	    {"consent: [a=b]\n", 1, 10, "COLUMN=VALUE"},
	    {"consent: {a: [b, c]}\n", 1, 14, "one value"},
	    {"eligible: {a: b, c: d}\n", 1, 11, "one column"},
	    {"missing_values: {a: b}\n", 1, 17, "a list of texts"},
	    {"bins: {age: [18, [35]]}\n", 1, 13, "a list of values"},
	    {"person: a\ndeff: 2\n", 2, 1, "exclude each other"},
	    {"deff: 2\nperson: a\n", 2, 1, "exclude each other"},
	    {"eligible: a=b\nreference_kind: sample\n", 2, 1, "exclude each other"},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct reading r = {.given = {.alpha = NULL}};
		read_text(&r, CASES[i].text);
		cr_expect_eq(r.status, SEGBIAS_USAGE, "%s", CASES[i].text);
		cr_expect_eq(r.error.line, CASES[i].line, "%s: line %d", CASES[i].text, (int)r.error.line);
		cr_expect_eq(r.error.column, CASES[i].column, "%s: column %d", CASES[i].text, (int)r.error.column);
		cr_expect_not_null(strstr(r.error.message, CASES[i].words), "%s: %s", CASES[i].text, r.error.message);
		cr_expect_neq(r.error.hint[0], '\0', "%s", CASES[i].text);
		release(&r);
	}
}

/* Of a value that is none the hint is how the option is typed, where the fault has none of its own. */
Test(policy_file, hints_are_of_the_option)
{
	static const struct {
		const char *text, *hint;
	} CASES[] = {{"min_n: [1]\n", "as an option it is --min-n N"},
	             {"band: [80, 125]\n", "as an option it is --band LOW:HIGH"},
	             {"skip_bad: maybe\n", "as an option it is --skip-bad, given or not"},
	             {"alpha: 2\n", "in per cent it is written 2%"},
	             {"min_n: !!int 3\n", "keys are the names of options, with _ for -: min_n: 50"}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct reading r = {.given = {.alpha = NULL}};
		read_text(&r, CASES[i].text);
		cr_expect_eq(r.status, SEGBIAS_USAGE, "%s", CASES[i].text);
		cr_expect_str_eq(r.error.hint, CASES[i].hint, "%s: %s", CASES[i].text, r.error.hint);
		release(&r);
	}
}

Test(policy_file, none_and_nothing_change_nothing)
{
	struct segbias_options given = {.min_n = "9", .policy = "none"};
	struct segbias_policy_file file;
	cr_assert_eq(segbias_policy_file_read(&given, &USE, &file, NULL), SEGBIAS_OK);
	cr_assert_null(file.name);
	cr_assert_str_eq(file.options.min_n, "9");
	segbias_policy_file_release(&file);
	struct reading r = {.given = {.min_n = "9"}};
	read_text(&r, "# only a comment\n");
	cr_assert_eq(r.status, SEGBIAS_OK);
	cr_assert_str_eq(r.file.options.min_n, "9");
	cr_assert_null(r.file.options.alpha);
	release(&r);
	read_text(&r, "fail_on: [over]\nprotect: {gender: [Female]}\n");
	cr_assert_eq(r.status, SEGBIAS_OK, "%s", r.error.message);
	release(&r);
	cr_assert_eq(
	    segbias_policy_file_read(&(struct segbias_options){.policy = "/nonexistent/x.yaml"}, &USE, &file, NULL),
	    SEGBIAS_USAGE);
	segbias_policy_file_release(&file);
}

/* Who asks for no message gets the same answer, and a file that is read leaves none. */
Test(policy_file, is_refused_without_a_message_too)
{
	static const struct {
		const char *text;
		bool good;
	} ROWS[] = {
	    {"band: 80:125\n", true}, {"band: base80:120\n", false}, {"min_n: -1\n", false},  {"min_n: 50\n", true},
	    {"alpha: 2\n", false},    {"count: n\n", true},          {"no_such: 1\n", false},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_label bytes = segbias_label_of(ROWS[i].text);
		struct segbias_policy_file files[2];
		struct segbias_error error = {0};
		enum segbias_status said = segbias_policy_file_parse(bytes, "p.yaml", &files[0], &error);
		enum segbias_status silent = segbias_policy_file_parse(bytes, "p.yaml", &files[1], NULL);
		cr_expect_eq(said, ROWS[i].good ? SEGBIAS_OK : SEGBIAS_USAGE, "%s: %s", ROWS[i].text, error.message);
		cr_expect_eq(silent, said, "%s", ROWS[i].text);
		cr_expect_eq(error.message[0] == '\0', ROWS[i].good, "%s: %s", ROWS[i].text, error.message);
		segbias_policy_file_release(&files[0]);
		segbias_policy_file_release(&files[1]);
	}
}
