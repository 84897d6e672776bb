#include "policy/policy_file.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A policy file of this text, read below what is given. */
struct reading {
	char path[64];
	struct segbias_compare_options given;
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
	r->status = segbias_policy_file_read(&r->given, &r->file, &r->error);
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
	const struct segbias_compare_options *o = &r.file.options;
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
	    {"alpha: 0.05\nalpha: 0.05\n", 2, 1, "stands twice"},
	    {"map:\n  a: b\n  a: c\n", 3, 3, "stands twice"},
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
	    {"policy: x\n", 1, 1, "no key"},
	    {"min_n:\n", 1, 7, "a value"},
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

Test(policy_file, none_and_nothing_change_nothing)
{
	struct segbias_compare_options given = {.min_n = "9", .policy = "none"};
	struct segbias_policy_file file;
	cr_assert_eq(segbias_policy_file_read(&given, &file, NULL), SEGBIAS_OK);
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
	    segbias_policy_file_read(&(struct segbias_compare_options){.policy = "/nonexistent/x.yaml"}, &file, NULL),
	    SEGBIAS_USAGE);
	segbias_policy_file_release(&file);
}
