/* The ledger's file: what is refused stays as it is, what is not committed leaves nothing, and every change of what it says is
 * named. */
#include "base/hash.h"
#include "history/signature.h"
#include "history/state.h"
#include "history/verify.h"

#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];
static char path[128];
static const char *campaign = "campaign.csv", *analyst = "analyst";

static void make_folder(void)
{
	(void)snprintf(folder, sizeof folder, "/tmp/segbias-ledger-XXXXXX");
	cr_assert(mkdtemp(folder));
	(void)snprintf(path, sizeof path, "%s/ledger.db", folder);
}

static void remove_folder(void)
{
	char command[128];
	(void)snprintf(command, sizeof command, "rm -rf %s", folder);
	(void)!system(command); // NOLINT(cert-env33-c)
}

TestSuite(ledger, .init = make_folder, .fini = remove_folder);

static const char RESULT[] =
    "{\"comparisons\": [{\"segment\": null, \"attribute\": \"age\", \"values\": [{\"value\": \"18-24\"}]}]}";

/* A result with one comparison of two values, as it would be read back. */
static struct segbias_value_finding values[] = {
    {.value = {"18-24", 5}, .count = 12, .reference_share = .25, .index = 48, .verdict = SEGBIAS_VERDICT_UNDER},
    {.value = {"25+", 3}, .count = 88, .reference_share = .75, .index = 117.33, .verdict = SEGBIAS_VERDICT_WITHIN}};
static struct segbias_comparison comparisons[] = {
    {.attribute = {"age", 3}, .n = 100, .values = values, .value_count = 2}};
static struct segbias_findings result = {.comparisons = comparisons, .comparison_count = 1};
static struct segbias_run_hashes hashes;

static struct segbias_ledger_run run_of(const char *period)
{
	static char hex[SEGBIAS_SHA256_SIZE];
	segbias_sha256(segbias_label_of(RESULT), hex);
	return (struct segbias_ledger_run){.period = segbias_label_of(period),
	                                   .version = segbias_label_of("0.1.0"),
	                                   .campaign = segbias_label_of(campaign),
	                                   .campaign_sha256 = segbias_label_of("aa"),
	                                   .reference = segbias_label_of("census.csv"),
	                                   .reference_sha256 = segbias_label_of("bb"),
	                                   .kind = segbias_label_of("population"),
	                                   .result_sha256 = segbias_label_of(hex)};
}

/* Adds a run by an entry. */
static void add(const char *period, const char *time, enum segbias_entry_kind kind)
{
	struct segbias_arena arena = {0};
	struct segbias_ledger *ledger = NULL;
	struct segbias_ledger_content content = {0};
	struct segbias_error error = {0};
	char hex[SEGBIAS_SHA256_SIZE];
	struct segbias_ledger_run run = run_of(period);
	cr_assert_eq(segbias_ledger_open(path, SEGBIAS_LEDGER_MAKE, &ledger, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(segbias_ledger_read(ledger, &arena, &content, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(segbias_runs_add(ledger, &run, segbias_label_of(RESULT), &result, &hashes, &error), SEGBIAS_OK,
	             "%s", error.message);
	cr_assert_eq(segbias_ledger_run_hash(&run, hex, &error), SEGBIAS_OK);
	struct segbias_entry entry = {.kind = kind,
	                              .run = run.run,
	                              .time = segbias_label_of(time),
	                              .period = run.period,
	                              .run_sha256 = segbias_label_of(hex),
	                              .by = segbias_label_of(analyst)};
	const struct segbias_entry *last = content.entry_count ? &content.entries[content.entry_count - 1] : NULL;
	cr_assert_eq(segbias_entry_chain(last, &arena, &entry, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(segbias_entries_add(ledger, &entry, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(segbias_ledger_commit(ledger, &error), SEGBIAS_OK, "%s", error.message);
	segbias_ledger_close(ledger);
	segbias_arena_release(&arena);
}

static struct segbias_fault chain_of(void)
{
	struct segbias_arena arena = {0};
	struct segbias_ledger *ledger = NULL;
	struct segbias_ledger_content content = {0};
	struct segbias_error error = {0};
	struct segbias_fault fault = {0};
	cr_assert_eq(segbias_ledger_open(path, SEGBIAS_LEDGER_READ, &ledger, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(segbias_ledger_read(ledger, &arena, &content, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(segbias_verify_chain(&content, &fault, &error), SEGBIAS_OK, "%s", error.message);
	segbias_ledger_close(ledger);
	segbias_arena_release(&arena);
	return fault;
}

/* What somebody does to the file with SQLite's own tools. */
static void tamper(const char *sql)
{
	sqlite3 *database = NULL;
	char *message = NULL;
	cr_assert_eq(sqlite3_open(path, &database), SQLITE_OK);
	cr_assert_eq(sqlite3_exec(database, sql, NULL, NULL, &message), SQLITE_OK, "%s: %s", sql, message);
	(void)sqlite3_close(database);
}

Test(ledger, a_chain_holds)
{
	add("2026Q1", "2026-04-01T08:00:00Z", SEGBIAS_ENTRY_ADD);
	add("2026Q2", "2026-07-01T08:00:00Z", SEGBIAS_ENTRY_ADD);
	add("2026Q2", "2026-07-01T08:00:00Z", SEGBIAS_ENTRY_REPLACE);
	struct segbias_fault fault = chain_of();
	cr_expect_not(fault.any, "%s", fault.text);
}

Test(ledger, every_change_of_an_entry_or_a_run_is_named)
{
	static const char *const CHANGES[] = {
	    "UPDATE entries SET by = 'someone else' WHERE entry = 1",
	    "UPDATE entries SET time = '2026-04-01T08:00:01Z' WHERE entry = 1",
	    "UPDATE entries SET kind = 'replace' WHERE entry = 1",
	    "UPDATE entries SET kind = 'nothing' WHERE entry = 1",
	    "UPDATE entries SET note = '' WHERE entry = 1",
	    "UPDATE entries SET segment = 'A' WHERE entry = 2",
	    "UPDATE entries SET run = 2 WHERE entry = 1",
	    "UPDATE entries SET run = NULL WHERE entry = 1",
	    "UPDATE entries SET period = '2026Q3' WHERE entry = 2",
	    "UPDATE entries SET sha256 = 'f' || substr(sha256, 2) WHERE entry = 2",
	    "UPDATE entries SET previous = 'f' || substr(previous, 2) WHERE entry = 2",
	    "UPDATE entries SET entry = 3 WHERE entry = 2",
	    "DELETE FROM entries WHERE entry = 1",
	    "DELETE FROM entries WHERE entry = 2",
	    "DELETE FROM runs WHERE run = 1",
	    "UPDATE runs SET campaign = 'other.csv' WHERE run = 1",
	    "UPDATE runs SET campaign_sha256 = 'ab' WHERE run = 1",
	    "UPDATE runs SET result_size = result_size + 1 WHERE run = 2",
	    "UPDATE runs SET policy = 'policy.yaml' WHERE run = 1",
	    "UPDATE runs SET policy_text = 'min_n: 5' WHERE run = 1",
	    "UPDATE runs SET packed_sha256 = 'ab' WHERE run = 1",
	    "UPDATE runs SET cells_sha256 = 'ab' WHERE run = 1",
	    "UPDATE runs SET version = CAST(x'ff' AS TEXT) WHERE run = 1",
	    "INSERT INTO runs SELECT 9, period, version, campaign, campaign_sha256, reference, reference_sha256, kind, policy, "
	    "policy_sha256, policy_committed, policy_text, result_sha256, packed_sha256, cells_sha256, result_size, result FROM runs WHERE run = 1",
	};
	for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++) {
		(void)unlink(path);
		add("2026Q1", "2026-04-01T08:00:00Z", SEGBIAS_ENTRY_ADD);
		add("2026Q2", "2026-07-01T08:00:00Z", SEGBIAS_ENTRY_ADD);
		tamper(CHANGES[i]);
		cr_expect(chain_of().any, "%s", CHANGES[i]);
	}
}

/* The line of bytes that are no UTF-8 is the one of U+FFFD: its hash does not tell them apart. */
Test(ledger, bytes_behind_one_line_are_told_apart)
{
	static const char *const CHANGES[] = {"UPDATE entries SET by = CAST(x'41ff' AS TEXT) WHERE entry = 1",
	                                      "UPDATE runs SET campaign = CAST(x'42ff' AS TEXT) WHERE run = 1"};
	analyst = "A\xef\xbf\xbd";
	campaign = "B\xef\xbf\xbd";
	for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++) {
		(void)unlink(path);
		add("2026Q1", "2026-04-01T08:00:00Z", SEGBIAS_ENTRY_ADD);
		cr_expect_not(chain_of().any);
		tamper(CHANGES[i]);
		cr_expect(chain_of().any, "%s", CHANGES[i]);
	}
}

static enum segbias_status open_error(enum segbias_ledger_use use, struct segbias_error *error)
{
	struct segbias_ledger *ledger = NULL;
	*error = (struct segbias_error){0};
	enum segbias_status status = segbias_ledger_open(path, use, &ledger, error);
	segbias_ledger_close(ledger);
	return status;
}

static void write_file(const char *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");
	cr_assert(file);
	cr_assert_eq(fwrite(bytes, 1, size, file), size);
	cr_assert_eq(fclose(file), 0);
}

Test(ledger, what_is_no_ledger_is_refused_untouched)
{
	static const char TEXT[] = "segment,age\nA,18-24\n";
	char bytes[sizeof TEXT];
	struct segbias_error error;
	write_file(TEXT, sizeof TEXT - 1);
	cr_expect_eq(open_error(SEGBIAS_LEDGER_MAKE, &error), SEGBIAS_SYSTEM);
	cr_expect(strstr(error.message, "no ledger"), "%s", error.message);
	FILE *file = fopen(path, "rb");
	cr_assert(file);
	cr_expect_eq(fread(bytes, 1, sizeof bytes, file), sizeof TEXT - 1);
	cr_expect_eq(memcmp(bytes, TEXT, sizeof TEXT - 1), 0);
	(void)fclose(file);
	/* Another program's database. */
	(void)unlink(path);
	tamper("CREATE TABLE t(a)");
	cr_expect_eq(open_error(SEGBIAS_LEDGER_WRITE, &error), SEGBIAS_SYSTEM);
	cr_expect(strstr(error.message, "no ledger"), "%s", error.message);
}

Test(ledger, a_later_version_and_other_tables_are_refused)
{
	struct segbias_error error;
	add("2026Q1", "2026-04-01T08:00:00Z", SEGBIAS_ENTRY_ADD);
	tamper("CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM cells; END");
	cr_expect_eq(open_error(SEGBIAS_LEDGER_READ, &error), SEGBIAS_SYSTEM);
	cr_expect(strstr(error.message, "damaged"), "%s", error.message);
	tamper("DROP TRIGGER t; PRAGMA user_version = 3");
	cr_expect_eq(open_error(SEGBIAS_LEDGER_READ, &error), SEGBIAS_SYSTEM);
	cr_expect(strstr(error.message, "later version"), "%s", error.message);
	tamper("PRAGMA user_version = 2");
	cr_expect_eq(open_error(SEGBIAS_LEDGER_READ, &error), SEGBIAS_OK, "%s", error.message);
}

Test(ledger, what_is_not_committed_leaves_nothing)
{
	struct segbias_error error = {0};
	struct segbias_ledger *ledger = NULL;
	struct segbias_ledger_run run = run_of("2026Q1");
	cr_expect_eq(open_error(SEGBIAS_LEDGER_READ, &error), SEGBIAS_SYSTEM);
	cr_assert_eq(segbias_ledger_open(path, SEGBIAS_LEDGER_MAKE, &ledger, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(segbias_runs_add(ledger, &run, segbias_label_of(RESULT), &result, &hashes, &error), SEGBIAS_OK);
	segbias_ledger_close(ledger);
	cr_expect_neq(access(path, F_OK), 0);
	/* Nor in one that there is. */
	add("2026Q1", "2026-04-01T08:00:00Z", SEGBIAS_ENTRY_ADD);
	cr_assert_eq(segbias_ledger_open(path, SEGBIAS_LEDGER_WRITE, &ledger, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(segbias_runs_add(ledger, &run, segbias_label_of(RESULT), &result, &hashes, &error), SEGBIAS_OK);
	segbias_ledger_close(ledger);
	cr_expect_not(chain_of().any);
}

Test(ledger, time_never_goes_back)
{
	struct segbias_arena arena = {0};
	struct segbias_error error = {0};
	struct segbias_entry last = {
	    .entry = 4, .time = segbias_label_of("2026-04-01T08:00:00Z"), .sha256 = segbias_label_of("aa")};
	struct segbias_entry entry = {.time = segbias_label_of("2026-04-01T07:59:59Z")};
	cr_expect_eq(segbias_entry_chain(&last, &arena, &entry, &error), SEGBIAS_SYSTEM);
	cr_expect(strstr(error.message, "clock"), "%s", error.message);
	entry.time = last.time;
	cr_expect_eq(segbias_entry_chain(&last, &arena, &entry, &error), SEGBIAS_OK);
	cr_expect_eq(entry.entry, 5);
	segbias_arena_release(&arena);
}

/* The hash is that of the line, as any program computes it. */
Test(ledger, hash_of_an_entry)
{
	struct segbias_arena arena = {0};
	struct segbias_text text = {0};
	struct segbias_error error = {0};
	struct segbias_entry entry = {.kind = SEGBIAS_ENTRY_REOPEN,
	                              .time = segbias_label_of("2026-04-01T08:00:00Z"),
	                              .period = segbias_label_of("2026Q1"),
	                              .by = segbias_label_of("anyone \"x\""),
	                              .reason = segbias_label_of("a\nb")};
	cr_assert_eq(segbias_entry_chain(NULL, &arena, &entry, &error), SEGBIAS_OK);
	segbias_entry_text(&entry, &text);
	cr_expect_str_eq(
	    text.data,
	    "{\"entry\": 1, \"kind\": \"reopen\", \"run\": null, \"time\": \"2026-04-01T08:00:00Z\", \"period\": \"2026Q1\", "
	    "\"run_sha256\": null, \"segment\": null, \"by\": \"anyone \\\"x\\\"\", \"role\": null, \"decision\": null, \"note\": "
	    "null, \"due\": null, \"reason\": \"a\\u000ab\", \"key\": null, \"previous\": "
	    "\"0000000000000000000000000000000000000000000000000000000000000000\"}");
	segbias_text_release(&text);
	segbias_arena_release(&arena);
}
