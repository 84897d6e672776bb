/* The job of segbias/review.h that hands on the evidence of a period: a folder that is checked by sha256sum, ssh-keygen and openssl alone.
 * Counts and results, never a record: what the ledger has. */
#include <segbias/review.h>

#include "jobs/ledger.h"

#include "base/base64.h"
#include "base/call.h"
#include "base/json.h"
#include "history/stamp.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* A pack while it is put together. */
struct packing {
	const char *folder;
	struct segbias_output *output;
	struct segbias_text sums, readme, signers, path;
	size_t signed_count;
};

static void packing_release(struct packing *p)
{
	segbias_text_release(&p->sums);
	segbias_text_release(&p->readme);
	segbias_text_release(&p->signers);
	segbias_text_release(&p->path);
}

/* Only into a folder that is not there yet, or has nothing in it: what stood in one would seem to belong to it. */
static enum segbias_status check_folder(const char *path, struct segbias_error *error)
{
	const struct dirent *entry = NULL;
	DIR *folder = opendir(path);
	if (!folder && errno == ENOENT)
		return SEGBIAS_OK;
	while (folder && (entry = readdir(folder)) &&
	       (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
	        strcmp(entry->d_name, ".segbias-lock") == 0))
		;
	if (folder)
		(void)closedir(folder);
	if (folder && !entry)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE,
	                  folder ? "pack_in_the_way|the folder is not empty"
	                         : "pack_no_folder|it is no folder that can be looked into");
	segbias_error_place(error, path, 0, 0);
	segbias_error_hint(error, "a folder that is not there yet is made");
	return SEGBIAS_USAGE;
}

/* What is staged is summed, but for the sums themselves. */
static enum segbias_status put(struct packing *p, const char *name, struct segbias_label bytes,
                               struct segbias_error *error)
{
	char hex[SEGBIAS_SHA256_SIZE];
	p->path.size = 0;
	segbias_text_add_format(&p->path, "%s/%s", p->folder, name);
	segbias_sha256(bytes, hex);
	segbias_text_add_format(&p->sums, "%s  %s\n", hex, name);
	if (p->path.failed || p->sums.failed)
		return segbias_error_memory(error);
	return segbias_output_stage(p->output, p->path.data, bytes.bytes, bytes.size, error);
}

static enum segbias_status put_text(struct packing *p, const char *name, const struct segbias_text *text,
                                    struct segbias_error *error)
{
	return text->failed ? segbias_error_memory(error) : put(p, name, segbias_text_label(text), error);
}

/* --- entries ------------------------------------------------------------------------------------------------------ */

/* Who signs by a key twice is one line of the file of signers each time: ssh-keygen takes any that fits. */
static enum segbias_status put_signature(struct packing *p, const struct segbias_entry *entry,
                                         struct segbias_error *error)
{
	char name[40];
	(void)snprintf(name, sizeof name, "entry-%04" PRId64 ".sig", entry->entry);
	segbias_text_add_format(&p->signers, "entry-%" PRId64 " namespaces=\"segbias-review\" %.*s\n", entry->entry,
	                        (int)entry->key.size, entry->key.bytes);
	segbias_text_add_format(&p->readme,
	                        "  ssh-keygen -Y verify -f allowed_signers -I entry-%" PRId64
	                        " -n segbias-review -s %s < entry-%04" PRId64 ".json\n",
	                        entry->entry, name, entry->entry);
	p->signed_count++;
	return put(p, name, entry->signature, error);
}

static enum segbias_status put_token(struct packing *p, const struct segbias_entry *entry, struct segbias_error *error)
{
	char name[40];
	struct segbias_stamp stamp;
	struct segbias_text token = {0};
	enum segbias_status status = SEGBIAS_OK;
	if (!segbias_stamp_read(entry->note, &stamp) || !segbias_base64_read(stamp.encoded, &token))
		goto done;
	(void)snprintf(name, sizeof name, "entry-%04" PRId64 "-%04" PRId64 ".tsr", stamp.entry, entry->entry);
	segbias_text_add_format(&p->readme,
	                        "  openssl ts -verify -data entry-%04" PRId64
	                        ".json -in %s -CAfile CA.pem   # your authority's\n",
	                        stamp.entry, name);
	SEGBIAS_TRY(put_text(p, name, &token, error));
done:
	segbias_text_release(&token);
	return status;
}

static enum segbias_status put_entries(struct packing *p, const struct segbias_book *book, struct segbias_error *error)
{
	struct segbias_text line = {0};
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < book->content.entry_count; i++) {
		const struct segbias_entry *entry = &book->content.entries[i];
		char name[40];
		line.size = 0;
		segbias_entry_text(entry, &line);
		(void)snprintf(name, sizeof name, "entry-%04" PRId64 ".json", entry->entry);
		SEGBIAS_TRY(put_text(p, name, &line, error));
		if (entry->signature.bytes)
			SEGBIAS_TRY(put_signature(p, entry, error));
		if (entry->kind == SEGBIAS_ENTRY_STAMP)
			SEGBIAS_TRY(put_token(p, entry, error));
	}
done:
	segbias_text_release(&line);
	return status;
}

/* --- what it comes to --------------------------------------------------------------------------------------------- */

/* The last one that stands on the segment, else on the run as a whole; NULL: neither. */
static const struct segbias_signature *decision_of(const struct segbias_review *review, struct segbias_label segment)
{
	const struct segbias_signature *own = NULL;
	const struct segbias_signature *whole = NULL;
	for (size_t i = 0; i < review->signature_count; i++) {
		const struct segbias_signature *row = &review->signatures[i];
		if (row->stands && !row->segment.bytes)
			whole = row;
		if (row->stands && segbias_label_same(row->segment, segment))
			own = row;
	}
	return own ? own : whole;
}

/* Who is at risk: a segment's worst group, or a combination. */
struct at_risk {
	struct segbias_label segment, attribute, value;
	double index;
	enum segbias_verdict verdict;
};

/* As CycloneDX 1.5 has a model's fairness assessments: docs/evidence.md. */
static void write_assessment(struct segbias_json *json, const struct segbias_review *review,
                             const struct at_risk *group)
{
	struct segbias_text text = {0};
	segbias_json_open(json, NULL, '{');
	if (group->segment.bytes) {
		segbias_text_add(&text, group->segment.bytes, group->segment.size);
		segbias_text_add_string(&text, ", ");
	}
	segbias_text_add(&text, group->attribute.bytes, group->attribute.size);
	segbias_text_add_string(&text, " ");
	segbias_text_add(&text, group->value.bytes, group->value.size);
	segbias_json_label(json, "groupAtRisk", segbias_text_label(&text));
	text.size = 0;
	segbias_text_add_format(&text, "index %.0f of 100 by its share of the reference: %s", group->index,
	                        segbias_verdict_name(group->verdict));
	segbias_json_label(json, "harms", segbias_text_label(&text));
	const struct segbias_signature *decision = decision_of(review, group->segment);
	if (decision) {
		text.size = 0;
		segbias_text_add(&text, decision->decision.bytes, decision->decision.size);
		if (decision->due.bytes)
			segbias_text_add_format(&text, ", due %.*s", (int)decision->due.size, decision->due.bytes);
		segbias_json_label(json, "mitigationStrategy", segbias_text_label(&text));
	}
	segbias_json_close(json, '}');
	if (text.failed)
		json->out->failed = true;
	segbias_text_release(&text);
}

static void write_assessments(struct segbias_json *json, const struct segbias_findings *findings,
                              const struct segbias_reviewed *segment)
{
	const struct at_risk worst = {segment->segment, segment->attribute, segment->value, segment->index,
	                              segment->verdict};
	if (segment->attribute.bytes && (segment->findings || segment->likely))
		write_assessment(json, &findings->review, &worst);
	for (size_t i = 0; i < segment->signal_count; i++) {
		const struct segbias_crossing_finding *row =
		    segbias_findings_crossing(findings, segment, &segment->signalled[i]);
		if (row)
			write_assessment(
			    json, &findings->review,
			    &(struct at_risk){row->segment, row->attribute, row->value, row->index, row->verdict});
	}
}

static void write_cyclonedx(const struct segbias_findings *review, const struct segbias_ledger_run *run,
                            struct segbias_text *out)
{
	struct segbias_json json = {.out = out};
	segbias_json_open(&json, NULL, '{');
	segbias_json_string(&json, "bomFormat", "CycloneDX");
	segbias_json_string(&json, "specVersion", "1.5");
	segbias_json_whole(&json, "version", 1);
	segbias_json_open(&json, "components", '[');
	segbias_json_open(&json, NULL, '{');
	segbias_json_string(&json, "type", "machine-learning-model");
	segbias_json_label(&json, "name", run->campaign);
	segbias_json_label(&json, "version", run->period);
	segbias_json_open(&json, "modelCard", '{');
	segbias_json_open(&json, "considerations", '{');
	segbias_json_open(&json, "fairnessAssessments", '[');
	for (size_t i = 0; i < review->review.segment_count; i++)
		write_assessments(&json, review, &review->review.segments[i]);
	segbias_json_close(&json, ']');
	segbias_json_close(&json, '}');
	segbias_json_close(&json, '}');
	segbias_json_close(&json, '}');
	segbias_json_close(&json, ']');
	segbias_json_close(&json, '}');
	segbias_text_add_string(out, "\n");
}

static void write_source(struct segbias_json *json, const char *key, const struct segbias_input_facts *file)
{
	segbias_json_open(json, key, '{');
	segbias_json_string(json, "name", file->name);
	segbias_json_string(json, "sha256", file->sha256);
	segbias_json_number(json, "rows", file->rows);
	segbias_json_close(json, '}');
}

static void write_unknown(struct segbias_json *json, const struct segbias_findings *result)
{
	segbias_json_open(json, "unknown", '[');
	for (size_t i = 0; i < result->comparison_count; i++) {
		const struct segbias_comparison *c = &result->comparisons[i];
		segbias_json_open(json, NULL, '{');
		segbias_json_label(json, "segment", c->segment);
		segbias_json_label(json, "attribute", c->attribute);
		segbias_json_number(json, "records", c->rows);
		segbias_json_number(json, "missing", c->missing);
		segbias_json_number(json, "unmatched", c->unmatched);
		segbias_json_close(json, '}');
	}
	segbias_json_close(json, ']');
}

/* Groups without a verdict, and the questions that were not answered, each with why. */
static void write_left_out(struct segbias_json *json, const struct segbias_findings *result)
{
	segbias_json_open(json, "left_out", '[');
	for (size_t i = 0; i < result->comparison_count; i++)
		for (size_t j = 0; j < result->comparisons[i].value_count; j++) {
			const struct segbias_comparison *c = &result->comparisons[i];
			const struct segbias_value_finding *value = &c->values[j];
			if (value->verdict != SEGBIAS_VERDICT_UNCLEAR)
				continue;
			segbias_json_open(json, NULL, '{');
			segbias_json_label(json, "segment", c->segment);
			segbias_json_label(json, "attribute", c->attribute);
			segbias_json_label(json, "value", value->value);
			segbias_json_string(json, "why",
			                    value->reason == SEGBIAS_REASON_NONE ? "evidence"
			                                                         : segbias_reason_name(value->reason));
			segbias_json_close(json, '}');
		}
	segbias_json_close(json, ']');
}

static void write_summary(const struct segbias_findings *review, const struct segbias_findings *result,
                          const struct segbias_standing *standing, struct segbias_text *out)
{
	struct segbias_json json = {.out = out};
	const struct segbias_ledger_run *run = standing->run;
	segbias_json_open(&json, NULL, '{');
	segbias_json_string(&json, "schema", "segbias.evidence/1");
	segbias_json_string(&json, "version", SEGBIAS_VERSION);
	segbias_json_label(&json, "period", run->period);
	segbias_json_open(&json, "dates", '{');
	segbias_json_label(&json, "added", standing->added->time);
	segbias_json_label(&json, "policy_committed", run->policy_committed);
	segbias_json_label(&json, "as_of", review->review.as_of);
	segbias_json_close(&json, '}');
	segbias_json_open(&json, "sources", '{');
	write_source(&json, "campaign", &result->campaign);
	write_source(&json, "reference", &result->reference);
	segbias_json_label(&json, "reference_kind", run->kind);
	segbias_json_label(&json, "policy", run->policy);
	segbias_json_label(&json, "policy_sha256", run->policy_sha256);
	segbias_json_close(&json, '}');
	segbias_json_number(&json, "records", result->comparison_count ? result->comparisons[0].rows : NAN);
	write_unknown(&json, result);
	write_left_out(&json, result);
	segbias_json_bool(&json, "closed", review->review.closed);
	segbias_json_label(&json, "lacks", review->review.lacks);
	segbias_json_label(&json, "run_sha256", standing->added->run_sha256);
	segbias_json_label(&json, "head", review->review.head);
	segbias_json_close(&json, '}');
	segbias_text_add_string(out, "\n");
}

static enum segbias_status put_rendered(struct packing *p, const char *name, const char *format,
                                        const struct segbias_findings *findings,
                                        const struct segbias_render_options *options, struct segbias_error *error)
{
	struct segbias_render_options own = *options;
	char *bytes = NULL;
	size_t size = 0;
	own.format = format;
	enum segbias_status status = segbias_findings_render(findings, &own, &bytes, &size, error);
	if (status == SEGBIAS_OK)
		status = put(p, name, (struct segbias_label){bytes, size}, error);
	segbias_free(bytes);
	return status;
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

static enum segbias_status put_run(struct packing *p, struct segbias_book *book,
                                   const struct segbias_standing *standing, const struct segbias_findings *review,
                                   struct segbias_error *error)
{
	struct segbias_findings *result = NULL;
	struct segbias_text text = {0};
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_runs_result(book->ledger, standing->run, &text, error));
	SEGBIAS_TRY(put_text(p, "result.json", &text, error));
	SEGBIAS_TRY(segbias_runs_whole(book->ledger, standing->run, &result, error));
	text.size = 0;
	segbias_ledger_run_text(standing->run, &text);
	SEGBIAS_TRY(put_text(p, "run.json", &text, error));
	if (standing->run->policy_text.bytes)
		SEGBIAS_TRY(put(p, "policy.yaml", standing->run->policy_text, error));
	text.size = 0;
	write_summary(review, result, standing, &text);
	SEGBIAS_TRY(put_text(p, "summary.json", &text, error));
	text.size = 0;
	write_cyclonedx(review, standing->run, &text);
	SEGBIAS_TRY(put_text(p, "cyclonedx.json", &text, error));
done:
	segbias_findings_free(result);
	segbias_text_release(&text);
	return status;
}

static const char README[] =
    "Evidence of a review by segbias: what was compared with what, by which policy, what was found, and who decided what.\n"
    "\n"
    "  summary.html, review.json   the review, for people and for machines\n"
    "  summary.json                dates, sources, how many are unknown, who has no verdict and why\n"
    "  result.json, policy.yaml    the result, and the policy that it was judged by (where there was one)\n"
    "  run.json                    the hashes of both and of the inputs; its SHA-256 is run_sha256 of the entries\n"
    "  entry-NNNN.json             all that was done to the ledger, in order; previous is the SHA-256 of the entry before\n"
    "  cyclonedx.json              the same groups as fairness assessments of CycloneDX 1.5\n"
    "\n"
    "Times are UTC, by the clock of the machine that wrote the entry; a time-stamp token alone says more.\n"
    "There are counts in it, small ones too, and no record. It is checked without segbias:\n"
    "\n"
    "  sha256sum -c SHA256SUMS\n";

static enum segbias_status fill(struct packing *p, struct segbias_book *book, const struct segbias_standing *standing,
                                const struct segbias_findings *review, const struct segbias_render_options *options,
                                struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	segbias_text_add_string(&p->readme, README);
	SEGBIAS_TRY(put_run(p, book, standing, review, error));
	SEGBIAS_TRY(put_rendered(p, "review.json", "json", review, options, error));
	SEGBIAS_TRY(put_rendered(p, "summary.html", "html", review, options, error));
	SEGBIAS_TRY(put_entries(p, book, error));
	if (p->signed_count)
		SEGBIAS_TRY(put_text(p, "allowed_signers", &p->signers, error));
	SEGBIAS_TRY(put_text(p, "README.txt", &p->readme, error));
	/* Last: a pack without it is none. */
	p->path.size = 0;
	segbias_text_add_format(&p->path, "%s/SHA256SUMS", p->folder);
	if (p->path.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_output_stage(p->output, p->path.data, p->sums.data, p->sums.size, error));
done:
	return status;
}

static enum segbias_status pack(const struct segbias_review_request *request, const struct segbias_findings *review,
                                const struct segbias_render_options *options, struct packing *p,
                                struct segbias_error *error)
{
	struct segbias_book book = {0};
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(check_folder(p->folder, error));
	SEGBIAS_TRY(segbias_book_open(request, SEGBIAS_LEDGER_READ, &book, error));
	const struct segbias_standing *standing =
	    segbias_standing_of(book.standings, book.standing_count, review->review.period);
	if (!standing ||
	    !segbias_label_equal(review->review.head, book.content.entries[book.content.entry_count - 1].sha256)) {
		status = segbias_book_moved(error);
		goto done;
	}
	SEGBIAS_TRY(segbias_output_folder(p->output, p->folder, error));
	SEGBIAS_TRY(fill(p, &book, standing, review, options, error));
done:
	segbias_book_close(&book);
	return status;
}

enum segbias_status segbias_review_pack_check(const char *folder, struct segbias_error *error)
{
	struct segbias_call call;
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	status = folder ? check_folder(folder, error)
	                : segbias_error_set(error, SEGBIAS_USAGE,
	                                    "no_argument|what is asked of the ledger, or its answer, is NULL");
	return segbias_call_leave(&call, status, error);
}

enum segbias_status segbias_review_pack(const struct segbias_review_request *request,
                                        const struct segbias_findings *findings,
                                        const struct segbias_render_options *options, const char *folder,
                                        struct segbias_output *output, struct segbias_error *error)
{
	static const struct segbias_render_options PLAIN = {0};
	struct segbias_call call;
	struct packing packing = {.folder = folder, .output = output};
	if (!request || !findings || !folder || !output || findings->job != SEGBIAS_JOB_REVIEW ||
	    findings->settings.publish > 0)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "no_argument|what is asked of the ledger, or its answer, is NULL");
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	status = pack(request, findings, options ? options : &PLAIN, &packing, error);
	packing_release(&packing);
	return segbias_call_leave(&call, status, error);
}
