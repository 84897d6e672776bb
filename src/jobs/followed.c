#include "jobs/followed.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* --- writing ----------------------------------------------------------------------------------------------------- */

static void add_whole(struct segbias_lines *lines, const char *before, uint64_t value)
{
	segbias_lines_add(lines, before);
	segbias_lines_whole(lines, value);
}

/* The last one + 1: none. */
static void add_field(struct segbias_lines *lines, const char *before, size_t field, size_t width)
{
	add_whole(lines, before, field == SEGBIAS_NO_FIELD ? width : field);
}

static void write_file(const struct segbias_following *file, struct segbias_lines *lines)
{
	struct segbias_label delimiter = {&file->delimiter, 1};
	segbias_lines_add(lines, ",\"file\":{\"delimiter\":");
	segbias_lines_string(lines, delimiter);
	add_field(lines, ",\"weight\":", file->weight_field, file->width);
	add_field(lines, ",\"amount\":", file->amount_field, file->width);
	segbias_lines_add(lines, ",\"styles\":[");
	for (size_t i = 0; i < file->width; i++) {
		const struct segbias_number_style *style = &file->styles[i];
		add_whole(lines, i ? ",[" : "[", (unsigned char)style->decimal);
		add_whole(lines, ",", style->thousands);
		segbias_lines_add(lines, style->indian ? ",true]" : ",false]");
	}
	segbias_lines_add(lines, "],\"constants\":[");
	for (size_t i = 0; i < file->constant_count; i++) {
		struct segbias_sum sum = segbias_sum_of(file->constants[i]);
		add_whole(lines, i ? ",[" : "[", file->constant_fields[i]);
		segbias_lines_add(lines, ",");
		segbias_lines_sum(lines, &sum);
		segbias_lines_add(lines, "]");
		segbias_sum_release(&sum);
	}
	add_whole(lines, "],\"form\":[", (uint64_t)file->form.number);
	add_whole(lines, ",", file->form.lists);
	segbias_lines_add(lines, "]}");
}

enum segbias_status segbias_followed_write(struct segbias_run *run, struct segbias_lines *lines,
                                           struct segbias_error *error)
{
	struct segbias_following file;
	enum segbias_status status = segbias_source_following(run->campaign, &run->arena, &file, error);
	if (status != SEGBIAS_OK)
		return status;
	write_file(&file, lines);
	segbias_lines_add(lines, ",\"rules\":");
	segbias_rules_write(&run->matching, lines);
	return SEGBIAS_OK;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static size_t scan_field(struct segbias_scan *scan, const char *before, size_t width)
{
	segbias_scan_expect(scan, before);
	size_t field = segbias_scan_below(scan, width + 1);
	return field == width ? SEGBIAS_NO_FIELD : field;
}

static void scan_styles(struct segbias_scan *scan, struct segbias_number_style *styles, size_t width)
{
	enum { CODES = 0x110000, BYTES = 0x80 };
	segbias_scan_expect(scan, ",\"styles\":[");
	for (size_t i = 0; i < width; i++) {
		segbias_scan_expect(scan, i ? ",[" : "[");
		styles[i].decimal = (char)segbias_scan_below(scan, BYTES);
		segbias_scan_expect(scan, ",");
		styles[i].thousands = segbias_scan_below(scan, CODES);
		styles[i].indian = segbias_scan_is(scan, ",true]");
		if (!styles[i].indian)
			segbias_scan_expect(scan, ",false]");
	}
}

static void scan_constants(struct segbias_scan *scan, struct segbias_following *file, size_t *fields, double *constants)
{
	segbias_scan_expect(scan, "],\"constants\":[");
	for (; segbias_scan_item(scan, file->constant_count) && file->constant_count < file->width;
	     file->constant_count++) {
		segbias_scan_expect(scan, "[");
		fields[file->constant_count] = segbias_scan_below(scan, file->width);
		segbias_scan_expect(scan, ",");
		constants[file->constant_count] = segbias_scan_double(scan);
		segbias_scan_expect(scan, "]");
	}
}

static enum segbias_status scan_file(struct segbias_scan *scan, struct segbias_followed *followed,
                                     struct segbias_error *error)
{
	struct segbias_following *file = &followed->file;
	struct segbias_number_style *styles = segbias_arena_array(&followed->arena, file->width, sizeof *styles);
	size_t *fields = segbias_arena_array(&followed->arena, file->width, sizeof *fields);
	double *constants = segbias_arena_array(&followed->arena, file->width, sizeof *constants);
	if (!styles || !fields || !constants)
		return segbias_error_memory(error);
	segbias_scan_expect(scan, "{\"delimiter\":");
	struct segbias_label delimiter = segbias_scan_string(scan);
	scan->failed = scan->failed || delimiter.size != 1;
	file->delimiter = scan->failed ? '\0' : delimiter.bytes[0];
	file->weight_field = scan_field(scan, ",\"weight\":", file->width);
	file->amount_field = scan_field(scan, ",\"amount\":", file->width);
	scan_styles(scan, styles, file->width);
	scan_constants(scan, file, fields, constants);
	file->styles = styles;
	file->constant_fields = fields;
	file->constants = constants;
	segbias_scan_expect(scan, ",\"form\":[");
	file->form.number = (int)segbias_scan_below(scan, UINT16_MAX);
	segbias_scan_expect(scan, ",");
	file->form.lists = segbias_scan_below(scan, (uint64_t)UINT32_MAX + 1);
	segbias_scan_expect(scan, "]}");
	return SEGBIAS_OK;
}

static enum segbias_status refuse(const struct segbias_run *run, bool other, struct segbias_error *error)
{
	if (other) {
		(void)segbias_error_set(
		    error, SEGBIAS_DATA,
		    "plan_version|was made by another version of segbias, which may read words otherwise: "
		    "all parts are counted by one");
		segbias_error_hint(error, "segbias " SEGBIAS_VERSION
		                          " counts by a plan of its own: segbias tally SAMPLE REFERENCE "
		                          "--empty -o plan.tally");
	} else {
		(void)segbias_error_set(error, SEGBIAS_DATA, "tally_changed|changed: this is no plan of a tally");
	}
	segbias_error_place(error, run->tallied->inlet.name, 1, 0);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_followed_read(struct segbias_run *run, struct segbias_followed *followed,
                                          struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_tallied *tallied = run->tallied;
	struct segbias_label text = tallied->followed;
	struct segbias_scan scan = {text.bytes, text.bytes + text.size, &followed->arena, false, false};
	const struct segbias_plan *plan = segbias_tally_plan(tallied->file.tally, &followed->arena);
	if (!plan)
		return segbias_error_memory(error);
	followed->file = (struct segbias_following){.names = tallied->names, .width = tallied->width};
	SEGBIAS_TRY(scan_file(&scan, followed, error));
	const struct segbias_rules_input input = {followed->file.names, followed->file.styles, followed->file.width,
	                                          &run->policy.missing, plan};
	segbias_scan_expect(&scan, ",\"rules\":");
	if (!scan.failed)
		SEGBIAS_TRY(segbias_rules_scan(&scan, &input, &followed->rules, error));
	if (scan.memory)
		SEGBIAS_TRY(segbias_error_memory(error));
	if (!followed->rules.other_version)
		segbias_scan_end(&scan);
	if (scan.failed || followed->rules.other_version)
		status = refuse(run, followed->rules.other_version, error);
done:
	return status;
}

void segbias_followed_release(struct segbias_followed *followed)
{
	segbias_rules_release(&followed->rules);
	segbias_arena_release(&followed->arena);
}
