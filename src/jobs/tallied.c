#include "jobs/tallied.h"

#include "base/memory.h"
#include "jobs/followed.h"
#include "sources/shape_cells.h"
#include "tally/lines.h"

#include <segbias/tally.h>

#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 5000 }; /* of what stands for the first records: enough to recognise columns by */

/* Options that say what is counted, or how a file is read. */
static const char *const COUNTING[] = {
    "segment",
    "attributes",
    "numeric",
    "map",
    "recode",
    "bins",
    "within",
    "where",
    "multi",
    "cross",
    "missing-values",
    "person",
    "campaign-where",
    "consent",
    "stages",
    "amount",
    "skip-bad",
    "shape",
    "weight",
    "delimiter",
    "decimal",
    "thousands",
    "encoding",
    "section",
    "reference-kind",
    "reference-shape",
    "reference-weight",
    "reference-count",
    "reference-delimiter",
    "reference-decimal",
    "reference-thousands",
    "reference-encoding",
    "reference-section",
    "reference-rounded",
    "reference-hidden-max",
};

bool segbias_tallied_fixes(size_t option)
{
	bool fixes = false;
	for (size_t i = 0; i < sizeof COUNTING / sizeof *COUNTING; i++)
		fixes = fixes || strcmp(segbias_options[option].name, COUNTING[i]) == 0;
	return fixes;
}

/* The option that is named at the two dashes, and says what is counted or cannot be. */
static bool names_counting(const char *dashes)
{
	size_t option = segbias_option_at(dashes);
	return option < SEGBIAS_OPTION_COUNT && segbias_tallied_fixes(option);
}

void segbias_tallied_hint(struct segbias_error *error, const char *when)
{
	char hint[sizeof error->hint];
	bool counts = false;
	for (const char *at = error ? strstr(error->hint, "--") : NULL; at && !counts; at = strstr(at + 2, "--"))
		counts = names_counting(at);
	if (!counts)
		return;
	(void)segbias_text_print(hint, sizeof hint, "%s", error->hint);
	segbias_error_hint(error, "%s: %s", when, hint);
}

const struct segbias_uncounted *segbias_uncounted_find(const struct segbias_uncounted *rows, size_t count,
                                                       const struct segbias_options *options)
{
	for (size_t i = 0; i < count; i++)
		if (segbias_option_is_given(options, segbias_option_find(rows[i].option)))
			return &rows[i];
	return NULL;
}

enum segbias_status segbias_tallied_allow(const struct segbias_options *options, struct segbias_error *error)
{
	static const char FILE[] = "compare the campaign's own file with it";
	static const struct segbias_uncounted NONE[] = {
	    {"count", "a campaign's table of counts is", "a table is small: compare it as it is"},
	    {"born", "birth dates are", "count a column of ages; or compare the campaign's own file with it"},
	    {"eligible", "a base of the campaign's own records is", FILE},
	    {"rounded", "rounded figures are", FILE},
	    {"hidden-max", "rounded figures are", FILE},
	    {"reference-strata", "a survey's design is", FILE},
	    {"reference-psu", "a survey's design is", FILE},
	    {"reference-replicates", "a survey's design is", FILE},
	};
	const struct segbias_uncounted *row = segbias_uncounted_find(NONE, sizeof NONE / sizeof *NONE, options);
	if (!row)
		return SEGBIAS_OK;
	(void)segbias_error_set(error, SEGBIAS_USAGE, "not_of_tallies|--%s: %s not kept in a tally", row->option,
	                        row->what);
	segbias_error_hint(error, "%s", row->hint);
	return SEGBIAS_USAGE;
}

void segbias_tallied_free(struct segbias_tallied *tallied)
{
	if (!tallied)
		return;
	segbias_tally_file_release(&tallied->file);
	segbias_sql_cells_release(&tallied->cells);
	segbias_text_release(&tallied->head);
	free(tallied);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

/* What a column's cells are, where they are not told. */
enum like { LIKE_WORDS, LIKE_WHOLES, LIKE_NUMBERS, LIKE_WEIGHTS };

static const char *const LIKES[] = {"words", "wholes", "numbers", "weights"};

static bool is_compared(const struct segbias_run *run, size_t field)
{
	const struct segbias_matching *matching = &run->matching;
	bool compared = false;
	for (size_t i = 0; i < matching->attribute_count; i++)
		compared = compared || matching->attributes[i].field == field;
	for (size_t i = 0; i < matching->plan.member_count; i++)
		compared = compared || matching->plan.member_fields[i] == field;
	for (size_t i = 0; i < matching->number_count; i++)
		compared =
		    compared || (matching->numbers[i].field == field && matching->numbers[i].reference != SIZE_MAX);
	return compared ||
	       (matching->segment_mode == SEGBIAS_SEGMENT_COLUMN && matching->plan.columns[0].field == field);
}

static enum like like_of(const struct segbias_run *run, size_t field)
{
	const struct segbias_column_evidence *column = &segbias_source_columns(run->campaign)[field];
	if (field == segbias_source_layout(run->campaign)->weight_field)
		return LIKE_WEIGHTS;
	return !column->numeric ? LIKE_WORDS : column->whole ? LIKE_WHOLES : LIKE_NUMBERS;
}

/* A spelling and how often it came. */
struct counted {
	struct segbias_label label;
	uint32_t count;
};

static int by_label(const void *a, const void *b)
{
	return segbias_label_compare(((const struct counted *)a)->label, ((const struct counted *)b)->label);
}

static int by_count(const void *a, const void *b)
{
	uint32_t x = ((const struct counted *)a)->count;
	uint32_t y = ((const struct counted *)b)->count;
	return (x > y) - (x < y);
}

/* Of a head of very many rows a part of each count. */
static uint32_t scaled(uint32_t count, size_t rows)
{
	if (rows <= ROWS_MAX || count == 0)
		return count;
	uint32_t part = (uint32_t)((uint64_t)count * ROWS_MAX / rows);
	return part ? part : 1;
}

/* Whether records are chosen by that field, and this is what they are to have. */
static bool is_chosen(const struct segbias_run *run, size_t field, struct segbias_label label)
{
	bool chosen = false;
	for (size_t i = 0; i < run->matching.plan.filter_count; i++) {
		const struct segbias_plan_filter *filter = &run->matching.plan.filters[i];
		chosen = chosen || (filter->chosen && filter->field == field && filter->accept(filter->context, label));
	}
	return chosen;
}

/* Moves what records are chosen by to the front. Returns how many. */
static size_t put_chosen(const struct segbias_run *run, size_t field, struct counted *counted, size_t count)
{
	size_t chosen = 0;
	for (size_t i = 0; i < count; i++) {
		struct counted here = counted[i];
		if (!is_chosen(run, field, here.label))
			continue;
		counted[i] = counted[chosen];
		counted[chosen++] = here;
	}
	return chosen;
}

static void write_compared(struct segbias_lines *lines, struct counted *counted, size_t count, size_t rows)
{
	if (count)
		qsort(counted, count, sizeof *counted, by_label);
	for (size_t i = 0; i < count; i++) {
		segbias_lines_add(lines, i ? "," : ",\"cells\":[");
		segbias_lines_string(lines, counted[i].label);
	}
	segbias_lines_add(lines, count ? "],\"counts\":[" : ",\"cells\":[],\"counts\":[");
	for (size_t i = 0; i < count; i++) {
		segbias_lines_add(lines, i ? "," : "");
		segbias_lines_whole(lines, scaled(counted[i].count, rows));
	}
	segbias_lines_add(lines, "]");
}

/* How many spellings came how often, and nothing of what they are. */
static void write_other(struct segbias_lines *lines, struct counted *counted, size_t count, size_t rows)
{
	uint32_t blank = 0;
	qsort(counted, count, sizeof *counted, by_count);
	for (size_t i = 0; i < count; i++)
		if (segbias_missing_blank(counted[i].label)) {
			blank += counted[i].count;
			counted[i].count = 0;
		}
	qsort(counted, count, sizeof *counted, by_count);
	segbias_lines_add(lines, ",\"blank\":");
	segbias_lines_whole(lines, scaled(blank, rows));
	segbias_lines_add(lines, ",\"repeats\":[");
	for (size_t i = 0, on = 0; i < count;) {
		size_t end = i;
		while (end < count && counted[end].count == counted[i].count)
			end++;
		uint32_t times = counted[i].count;
		if (times > 0) {
			segbias_lines_add(lines, on++ ? ",[" : "[");
			segbias_lines_whole(lines, times == 1 ? 1 : scaled(times, rows));
			segbias_lines_add(lines, ",");
			segbias_lines_whole(lines, times == 1 ? scaled((uint32_t)(end - i), rows) : end - i);
			segbias_lines_add(lines, "]");
		}
		i = end;
	}
	segbias_lines_add(lines, "]");
}

static bool write_field(const struct segbias_run *run, size_t field, struct segbias_lines *lines)
{
	const struct segbias_head *head = segbias_source_head(run->campaign);
	struct segbias_head_spellings spellings = {.counts = NULL};
	bool ok = segbias_head_spellings_init(&spellings, head, field);
	struct counted *counted = segbias_memory_zeroed((size_t)spellings.count + 1, sizeof *counted);
	ok = ok && counted;
	for (uint32_t i = 0; ok && i < spellings.count; i++)
		counted[i] = (struct counted){spellings.labels[i], spellings.counts[i]};
	segbias_lines_add(lines, field ? ",{\"name\":" : "{\"name\":");
	segbias_lines_string(lines, head->names[field]);
	size_t chosen = !ok                       ? 0
	                : is_compared(run, field) ? spellings.count
	                                          : put_chosen(run, field, counted, spellings.count);
	if (ok && (chosen || is_compared(run, field)))
		write_compared(lines, counted, chosen, head->rows);
	if (ok && !is_compared(run, field)) {
		segbias_lines_add(lines, ",\"like\":\"");
		segbias_lines_add(lines, LIKES[like_of(run, field)]);
		segbias_lines_add(lines, "\",\"decimal\":\"");
		segbias_lines_add(lines, segbias_source_columns(run->campaign)[field].style.decimal == ',' ? "," : ".");
		segbias_lines_add(lines, "\"");
		write_other(lines, counted + chosen, spellings.count - chosen, head->rows);
	}
	segbias_lines_add(lines, "}");
	free(counted);
	segbias_head_spellings_release(&spellings);
	return ok;
}

static void write_options(const struct segbias_options *options, struct segbias_lines *lines)
{
	size_t written = 0;
	for (size_t i = 0; i < SEGBIAS_OPTION_COUNT; i++) {
		struct segbias_option_value value = segbias_option_value(options, i);
		if (!segbias_tallied_fixes(i) || !value.name)
			continue;
		segbias_lines_add(lines, written++ ? "," : "");
		segbias_lines_string(lines, segbias_label_of(value.name));
		segbias_lines_add(lines, ":[");
		for (size_t j = 0; j < value.count; j++) {
			segbias_lines_add(lines, j ? "," : "");
			segbias_lines_string(lines, segbias_label_of(value.texts[j]));
		}
		segbias_lines_add(lines, "]");
	}
}

enum segbias_status segbias_tallied_counting(struct segbias_run *run, struct segbias_text *out,
                                             struct segbias_error *error)
{
	char hex[SEGBIAS_SHA256_SIZE];
	struct segbias_lines lines;
	enum segbias_status status = segbias_tally_digest(run->reference_tally, hex, error);
	if (status != SEGBIAS_OK)
		return status;
	segbias_lines_init(&lines, out);
	segbias_lines_add(&lines, "{\"options\":{");
	write_options(run->options, &lines);
	segbias_lines_add(&lines, "},\"reference\":\"");
	segbias_lines_add(&lines, hex);
	segbias_lines_add(&lines, "\",\"head\":[");
	bool ok = true;
	for (size_t field = 0; ok && field < segbias_source_head(run->campaign)->width; field++)
		ok = write_field(run, field, &lines);
	segbias_lines_add(&lines, "]");
	ok = ok && segbias_followed_write(run, &lines, error) == SEGBIAS_OK;
	segbias_lines_add(&lines, "}");
	segbias_text_add(out, lines.line.data ? lines.line.data : "", lines.line.size);
	ok = ok && !lines.line.failed && !out->failed;
	if (ok && lines.invalid)
		status = segbias_error_set(error, SEGBIAS_DATA,
		                           "not_in_tallies|text that is not UTF-8 cannot be kept in a tally");
	segbias_lines_release(&lines);
	return ok ? status : segbias_error_memory(error);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* The cells of a column of the table that is made, in an order that goes with no other column's. */
struct column {
	struct segbias_label *cells; /* [count] */
	size_t count, capacity;
};

static void add_cells(struct column *column, struct segbias_label cell, uint64_t times, struct segbias_scan *scan)
{
	for (uint64_t i = 0; i < times && !scan->failed; i++) {
		struct segbias_label *cells =
		    segbias_memory_room(column->cells, column->count, &column->capacity, sizeof *cells);
		if (!cells || column->count > SEGBIAS_LINE_MAX / 2) {
			scan->failed = true;
			scan->memory = !cells;
			return;
		}
		column->cells = cells;
		cells[column->count++] = cell;
	}
}

static void scan_compared(struct segbias_scan *scan, struct column *column)
{
	struct column cells = {.count = 0};
	for (size_t i = 0; segbias_scan_item(scan, i); i++)
		add_cells(&cells, segbias_scan_string(scan), 1, scan);
	segbias_scan_expect(scan, ",\"counts\":[");
	for (size_t i = 0; i < cells.count && !scan->failed; i++) {
		if (i > 0)
			segbias_scan_expect(scan, ",");
		add_cells(column, cells.cells[i], segbias_scan_whole(scan), scan);
	}
	segbias_scan_expect(scan, "]");
	free(cells.cells);
}

/* The placeholder of that number. */
static struct segbias_label placeholder(struct segbias_scan *scan, enum like like, char decimal, unsigned number)
{
	enum { FIRST = 1000, SPAN = 100000, HALF = 5 };
	char text[64];
	struct segbias_label out = {"", 0};
	if (like == LIKE_WORDS)
		(void)segbias_text_print(text, sizeof text, "v%u", number);
	else if (like == LIKE_WHOLES)
		(void)segbias_text_print(text, sizeof text, "%u", FIRST + number);
	else if (like == LIKE_WEIGHTS) /* around 1, as weights are */
		(void)segbias_text_print(text, sizeof text, "%u%c%05u", number % 2, decimal,
		                         SPAN / 2 + number % (SPAN / 4));
	else
		(void)segbias_text_print(text, sizeof text, "%u%c%d", number, decimal, HALF);
	if (!segbias_arena_copy(scan->arena, segbias_label_of(text), &out))
		scan->failed = scan->memory = true;
	return out;
}

static void scan_other(struct segbias_scan *scan, struct column *column)
{
	enum like like = LIKE_WORDS;
	unsigned number = 0;
	while (like < LIKE_WEIGHTS && !segbias_scan_is(scan, LIKES[like]))
		like++;
	if (like == LIKE_WEIGHTS)
		segbias_scan_expect(scan, LIKES[like]);
	segbias_scan_expect(scan, "\",\"decimal\":\"");
	char decimal = segbias_scan_is(scan, ",") ? ',' : '.';
	if (decimal == '.')
		segbias_scan_expect(scan, ".");
	segbias_scan_expect(scan, "\",\"blank\":");
	add_cells(column, (struct segbias_label){"", 0}, segbias_scan_whole(scan), scan);
	segbias_scan_expect(scan, ",\"repeats\":[");
	for (size_t i = 0; segbias_scan_item(scan, i); i++) {
		segbias_scan_expect(scan, "[");
		uint64_t times = segbias_scan_whole(scan);
		segbias_scan_expect(scan, ",");
		uint64_t spellings = segbias_scan_below(scan, SEGBIAS_LINE_MAX);
		segbias_scan_expect(scan, "]");
		for (uint64_t j = 0; j < spellings && !scan->failed; j++)
			add_cells(column, placeholder(scan, like, decimal, number++), times, scan);
	}
}

/* As by chance, and always the same. */
static void shuffle(struct column *column, uint64_t seed)
{
	uint64_t state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
	for (size_t i = column->count; i > 1; i--) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		size_t at = (size_t)(state % i);
		struct segbias_label kept = column->cells[i - 1];
		column->cells[i - 1] = column->cells[at];
		column->cells[at] = kept;
	}
}

static void add_field(struct segbias_text *out, struct segbias_label cell, size_t field)
{
	segbias_text_add(out, field ? ",\"" : "\"", field ? 2 : 1);
	for (size_t i = 0; i < cell.size; i++) {
		segbias_text_add(out, "\"", cell.bytes[i] == '"');
		segbias_text_add(out, &cell.bytes[i], 1);
	}
	segbias_text_add(out, "\"", 1);
}

static void scan_head(struct segbias_scan *scan, struct segbias_text *out, struct segbias_tallied *tallied)
{
	struct column *columns = NULL;
	struct segbias_label *names = NULL;
	size_t room = 0;
	size_t count = 0;
	size_t capacity = 0;
	size_t rows = 0;
	for (; segbias_scan_item(scan, count); count++) {
		struct column *more = segbias_memory_room(columns, count, &capacity, sizeof *columns);
		struct segbias_label *named = segbias_memory_room(names, count, &room, sizeof *names);
		columns = more ? more : columns;
		names = named ? named : names;
		if (!more || !named) {
			scan->failed = scan->memory = true;
			break;
		}
		columns[count] = (struct column){.count = 0};
		segbias_scan_expect(scan, "{\"name\":");
		names[count] = segbias_scan_string(scan);
		add_field(out, names[count], count);
		bool told = segbias_scan_is(scan, ",\"cells\":[");
		if (told)
			scan_compared(scan, &columns[count]);
		if (segbias_scan_is(scan, ",\"like\":\""))
			scan_other(scan, &columns[count]);
		else
			scan->failed = scan->failed || !told;
		segbias_scan_expect(scan, "}");
		shuffle(&columns[count], count + 1);
		rows = columns[count].count > rows ? columns[count].count : rows;
	}
	segbias_text_add(out, "\n", 1);
	for (size_t row = 0; row < rows && !scan->failed; row++) {
		for (size_t i = 0; i < count; i++)
			add_field(out,
			          columns[i].count ? columns[i].cells[row % columns[i].count]
			                           : (struct segbias_label){"", 0},
			          i);
		segbias_text_add(out, "\n", 1);
	}
	for (size_t i = 0; i < count; i++)
		free(columns[i].cells);
	free(columns);
	struct segbias_label *kept = segbias_arena_array(scan->arena, count, sizeof *kept);
	scan->failed = scan->failed || !kept;
	scan->memory = scan->memory || !kept;
	if (kept && count)
		memcpy(kept, names, count * sizeof *kept);
	free(names);
	tallied->names = kept;
	tallied->width = count;
}

static struct segbias_scan scan_of(const struct segbias_tallied *tallied, struct segbias_arena *arena)
{
	struct segbias_label counting = tallied->file.counting;
	return (struct segbias_scan){counting.bytes, counting.bytes + counting.size, arena, false, false};
}

/* The next option of the list; false at its end. */
static bool next_option(struct segbias_scan *scan, size_t before, size_t *option, struct segbias_strings *texts)
{
	const char **items = NULL;
	size_t count = 0;
	size_t capacity = 0;
	*option = SEGBIAS_OPTION_COUNT;
	if (segbias_scan_is(scan, "}") || scan->failed)
		return false;
	if (before > 0)
		segbias_scan_expect(scan, ",");
	struct segbias_label name = segbias_scan_string(scan);
	*option = segbias_option_find(name.bytes);
	scan->failed = scan->failed || *option == SEGBIAS_OPTION_COUNT || !segbias_tallied_fixes(*option);
	segbias_scan_expect(scan, ":[");
	for (; segbias_scan_item(scan, count); count++) {
		const char **more = segbias_memory_room(items, count, &capacity, sizeof *items);
		if (!more) {
			scan->failed = scan->memory = true;
			break;
		}
		items = more;
		items[count] = segbias_scan_string(scan).bytes;
	}
	const char **kept = segbias_arena_array(scan->arena, count + 1, sizeof *kept);
	scan->failed = scan->failed || !kept;
	for (size_t i = 0; kept && i < count; i++)
		kept[i] = items[i];
	free(items);
	*texts = (struct segbias_strings){kept, count};
	return !scan->failed;
}

static enum segbias_status other_program(const char *path, struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_DATA,
	                        "tally_plan|its plan is of another program: segbias " SEGBIAS_VERSION
	                        " cannot read it");
	segbias_error_place(error, path, 1, 0);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_tallied_unfold(struct segbias_tallied *tallied, const char *path,
                                           struct segbias_error *error)
{
	struct segbias_scan scan = scan_of(tallied, &tallied->file.arena);
	struct segbias_strings texts;
	size_t option = 0;
	segbias_scan_expect(&scan, "{\"options\":{");
	for (size_t i = 0; next_option(&scan, i, &option, &texts); i++)
		continue;
	segbias_scan_expect(&scan, ",\"reference\":");
	struct segbias_label hex = segbias_scan_string(&scan);
	scan.failed = scan.failed || hex.size != SEGBIAS_SHA256_SIZE - 1;
	if (!scan.failed)
		memcpy(tallied->reference, hex.bytes, SEGBIAS_SHA256_SIZE);
	segbias_scan_expect(&scan, ",\"head\":[");
	scan_head(&scan, &tallied->head, tallied);
	segbias_scan_expect(&scan, ",\"file\":");
	const char *followed = scan.at;
	(void)segbias_scan_object(&scan);
	segbias_scan_expect(&scan, ",\"rules\":");
	(void)segbias_scan_object(&scan);
	tallied->followed = (struct segbias_label){followed, (size_t)(scan.at - followed)};
	segbias_scan_expect(&scan, "}");
	segbias_scan_end(&scan);
	if (scan.memory || tallied->head.failed)
		return segbias_error_memory(error);
	if (scan.failed)
		return other_program(path, error);
	struct segbias_label name = {NULL, 0};
	if (!segbias_arena_copy(&tallied->file.arena, segbias_label_of(path), &name))
		return segbias_error_memory(error);
	tallied->inlet =
	    (struct segbias_stream_inlet){.name = name.bytes, .bytes = tallied->head.data, .size = tallied->head.size};
	return SEGBIAS_OK;
}

/* Cells, whose plan is all that is read of them now. */
static enum segbias_status read_cells(struct segbias_stream *stream, struct segbias_tallied *tallied,
                                      struct segbias_error *error)
{
	bool read = false;
	enum segbias_status status = segbias_cells_read(stream, &tallied->cells, error);
	if (status == SEGBIAS_OK)
		status = segbias_tally_file_take_plan(&tallied->file, tallied->cells.plan, &read, error);
	tallied->of_cells = true;
	return status == SEGBIAS_OK && !read ? other_program(segbias_stream_name(stream), error) : status;
}

enum segbias_status segbias_tallied_read(struct segbias_stream *stream, struct segbias_tallied **out,
                                         struct segbias_error *error)
{
	const char *bytes = NULL;
	size_t size = 0;
	bool whole = false;
	enum segbias_status status = segbias_stream_peek(stream, &bytes, &size, &whole, error);
	const struct segbias_label head = {bytes, size};
	bool cells = status == SEGBIAS_OK && segbias_cells_begin(head);
	if (status != SEGBIAS_OK || !(cells || segbias_label_begins(head, segbias_label_of(SEGBIAS_TALLY_FILE_BEGINS))))
		return status;
	struct segbias_tallied *tallied = segbias_memory_zeroed(1, sizeof *tallied);
	if (!tallied)
		return segbias_error_memory(error);
	status = cells ? read_cells(stream, tallied, error) : segbias_tally_file_read(stream, &tallied->file, error);
	if (status == SEGBIAS_OK)
		status = segbias_tallied_unfold(tallied, segbias_stream_name(stream), error);
	if (status == SEGBIAS_OK) {
		tallied->bytes = segbias_stream_bytes(stream);
		tallied->hashed = segbias_stream_sha256(stream, tallied->sha256);
		*out = tallied;
	} else {
		segbias_tallied_free(tallied);
	}
	return status;
}

enum segbias_status segbias_tallied_refuse(const struct segbias_options *options, const char *path,
                                           struct segbias_error *error)
{
	struct segbias_stream *stream = NULL;
	bool file = !segbias_options_once(options, path) && !segbias_options_inlet(options, path);
	enum segbias_status status = file ? segbias_stream_open(path, false, &stream, error) : SEGBIAS_OK;
	segbias_stream_free(stream);
	if (status != SEGBIAS_OK)
		return status;
	(void)segbias_error_set(error, SEGBIAS_DATA, "no_tally|is no tally");
	segbias_error_hint(error, "segbias tally CAMPAIGN REFERENCE >FILE.tally makes one");
	segbias_error_place(error, path, 0, 0);
	return SEGBIAS_DATA;
}

/* --- the run that reads one -------------------------------------------------------------------------------------- */

static bool same_texts(const struct segbias_option_value *value, const struct segbias_strings *texts)
{
	bool same = value->count == texts->count;
	for (size_t i = 0; same && i < texts->count; i++)
		same = strcmp(value->texts[i], texts->items[i]) == 0;
	return same;
}

static enum segbias_status given_again(size_t option, const char *path, bool given, struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_USAGE,
	                        "fixed_by_tally|--%s: what is counted is fixed in the tally, and cannot be said again",
	                        segbias_options[option].name);
	segbias_error_place(error, path, 0, 0);
	segbias_error_hint(
	    error, "%s",
	    given ? "leave it out, or count the campaign again with it"
		  : "the policy says it: --policy none leaves that out; or count the campaign again by this policy");
	return SEGBIAS_USAGE;
}

/* What a policy file shows beside what is compared is left out where the tally does not hold it. */
static enum segbias_status leave_shown(const struct segbias_tallied *tallied, struct segbias_arena *arena,
                                       struct segbias_policy_file *file, struct segbias_error *error)
{
	struct segbias_scan scan = scan_of(tallied, arena);
	struct segbias_strings texts;
	bool same[SEGBIAS_OPTION_COUNT];
	size_t option = 0;
	for (size_t i = 0; i < SEGBIAS_OPTION_COUNT; i++)
		same[i] = !segbias_tallied_fixes(i);
	segbias_scan_expect(&scan, "{\"options\":{");
	for (size_t i = 0; next_option(&scan, i, &option, &texts); i++) {
		struct segbias_option_value value = segbias_option_value(&file->options, option);
		same[option] = value.name && same_texts(&value, &texts);
	}
	if (scan.failed)
		return segbias_error_memory(error);
	if (tallied->of_cells)
		segbias_policy_leave(file, "skip-bad", SEGBIAS_NONE_UNREADABLE);
	same[segbias_option_find("cross-cells")] = same[segbias_option_find("cross")];
	return segbias_policy_leave_shown(file, same, "it is not what the tally was counted with", error);
}

enum segbias_status segbias_tallied_options(const struct segbias_tallied *tallied, const struct segbias_options *given,
                                            struct segbias_arena *arena, struct segbias_policy_file *file,
                                            struct segbias_error *error)
{
	struct segbias_options *options = &file->options;
	struct segbias_scan scan = scan_of(tallied, arena);
	struct segbias_strings texts;
	bool counted[SEGBIAS_OPTION_COUNT] = {false};
	size_t option = 0;
	enum segbias_status status = leave_shown(tallied, arena, file, error);
	if (status != SEGBIAS_OK)
		return status;
	segbias_scan_expect(&scan, "{\"options\":{");
	for (size_t i = 0; next_option(&scan, i, &option, &texts); i++) {
		struct segbias_option_value value = segbias_option_value(options, option);
		if (segbias_option_is_given(given, option) || (value.name && !same_texts(&value, &texts)))
			return given_again(option, tallied->inlet.name, segbias_option_is_given(given, option), error);
		void *field = (char *)options + segbias_options[option].offset;
		if (segbias_options[option].kind == SEGBIAS_OPTION_FLAG)
			*(bool *)field = true;
		else if (segbias_options[option].kind == SEGBIAS_OPTION_LIST)
			*(struct segbias_strings *)field = texts;
		else if (texts.count == 1)
			*(const char **)field = texts.items[0];
		counted[option] = true;
	}
	if (scan.failed)
		return segbias_error_memory(error);
	for (size_t i = 0; i < SEGBIAS_OPTION_COUNT; i++)
		if (segbias_tallied_fixes(i) && !counted[i] && segbias_option_value(options, i).name)
			return given_again(i, tallied->inlet.name, segbias_option_is_given(given, i), error);
	return SEGBIAS_OK;
}

enum segbias_status segbias_tallied_check_reference(const struct segbias_run *run, struct segbias_error *error)
{
	char hex[SEGBIAS_SHA256_SIZE];
	if (!run->tallied)
		return SEGBIAS_OK;
	enum segbias_status status = segbias_tally_digest(run->reference_tally, hex, error);
	if (status != SEGBIAS_OK || strcmp(hex, run->tallied->reference) == 0)
		return status;
	(void)segbias_error_set(
	    error, SEGBIAS_DATA,
	    "tally_reference|was counted against another reference: its values decide what is counted");
	segbias_error_place(error, run->tallied->inlet.name, 0, 0);
	segbias_error_hint(error, "count the campaign again with this reference");
	return SEGBIAS_DATA;
}

/* Whether the tally was counted by the run's plan. */
static enum segbias_status is_counted_by(const struct segbias_run *run, bool *same, struct segbias_error *error)
{
	struct segbias_tally_file made = {.counting = run->tallied->file.counting};
	enum segbias_status status = segbias_tally_create(&run->matching.plan, &made.tally, error);
	if (status == SEGBIAS_OK)
		status = segbias_tally_file_identify(&made, error);
	*same = status == SEGBIAS_OK && strcmp(made.plan_sha256, run->tallied->file.plan_sha256) == 0 &&
	        !segbias_source_shape(run->campaign)->table;
	made.counting = (struct segbias_label){NULL, 0};
	segbias_tally_file_release(&made);
	return status;
}

enum segbias_status segbias_tallied_check_plan(struct segbias_run *run, struct segbias_error *error)
{
	bool same = false;
	size_t *tables = &run->matching.plan.table_count;
	const size_t *counts = run->matching.table_counts;
	enum segbias_status status = is_counted_by(run, &same, error);
	/* Counted with --publish and compared without it, or the other way round. */
	if (status == SEGBIAS_OK && !same && !run->tallied->of_cells && counts[0] != counts[1]) {
		*tables = counts[*tables == counts[0]];
		status = is_counted_by(run, &same, error);
	}
	if (status != SEGBIAS_OK || same)
		return status;
	(void)segbias_error_set(
	    error, SEGBIAS_DATA,
	    "tally_plan_differs|the columns that a tally keeps do not lead to the plan that it is counted by");
	segbias_error_place(error, run->tallied->inlet.name, 0, 0);
	segbias_error_hint(error, "name what is compared: --segment COL --attributes COL,COL");
	return SEGBIAS_DATA;
}

/* --- what a database counts -------------------------------------------------------------------------------------- */

bool segbias_tallied_by_database(const struct segbias_run *run)
{
	return (run->counting && run->counting->sql) || (run->tallied && run->tallied->of_cells);
}

void segbias_tallied_leave_numbers(struct segbias_run *run)
{
	struct segbias_matching *matching = &run->matching;
	if (!segbias_tallied_by_database(run))
		return;
	matching->number_count = matching->plan.number_count = 0;
	matching->plan.patterns = matching->plan.numbers_grouped = false;
	matching->plan.table_count = matching->table_counts[0];
}

enum segbias_status segbias_tallied_take(struct segbias_run *run, struct segbias_tally **out,
                                         struct segbias_error *error)
{
	struct segbias_tallied *tallied = run->tallied;
	enum segbias_status status = SEGBIAS_OK;
	if (tallied->of_cells) {
		const struct segbias_plan plan = segbias_source_plan(run->campaign, &run->matching.plan);
		status = segbias_cells_check_codes(&tallied->cells, &plan, error);
		if (status == SEGBIAS_OK)
			status = segbias_tally_create(&plan, out, error);
		if (status == SEGBIAS_OK)
			status = segbias_sql_cells_pour(&tallied->cells, &plan, *out, error);
		return status;
	}
	*out = tallied->file.tally;
	tallied->file.tally = NULL;
	return SEGBIAS_OK;
}

bool segbias_tallied_is_shape(const char *shape)
{
	return shape && (strcmp(shape, "tally") == 0 || strcmp(shape, "cells") == 0);
}

enum segbias_status segbias_tallied_check_shape(const struct segbias_tallied *tallied, const char *shape,
                                                const struct segbias_options *options, const char *path,
                                                struct segbias_error *error)
{
	bool cells = strcmp(shape, "cells") == 0;
	if (tallied && tallied->of_cells == cells)
		return SEGBIAS_OK;
	if (!cells)
		return segbias_tallied_refuse(options, path, error);
	(void)segbias_error_set(error, SEGBIAS_DATA, "no_cells|is no file of cells");
	segbias_error_place(error, path, 0, 0);
	segbias_error_hint(error, "a database makes one by what segbias tally --sql prints");
	return SEGBIAS_DATA;
}

static void note_cells(struct segbias_run *run)
{
	struct segbias_notes *notes = &run->findings->notes;
	struct segbias_error *note = segbias_notes_add(
	    notes, "not_in_cells",
	    "a database is asked for no numbers, and of columns that are not compared only for what is missing: the distributions of "
	    "numbers, whether they are missing at random, values that may stand for a missing one in other columns, identifiers "
	    "that repeat and how many memberships of overlapping segments are blank are not in this result");
	segbias_error_place(note, run->tallied->inlet.name, 0, 0);
	segbias_error_hint(note, "compare the campaign's own file to see them");
	if (!run->matching.plan.weighted || !run->tallied->cells.inexact)
		return;
	note = segbias_notes_add(
	    notes, "cells_rounded",
	    "the weights are decimals that no binary number holds: sums of them agree with those of the "
	    "rows to 12 digits, and not to the last");
	segbias_error_place(note, run->tallied->inlet.name, 0, 0);
}

void segbias_tallied_note(struct segbias_run *run)
{
	bool unseen = false;
	const struct segbias_tally_file *file = run->tallied ? &run->tallied->file : NULL;
	if (run->tallied && run->tallied->of_cells)
		note_cells(run);
	for (size_t i = 0; file && i < file->part_count; i++)
		unseen = unseen || file->parts[i].unseen || (file->parts[i].repeated && file->part_count > 1);
	if (!unseen)
		return;
	struct segbias_error *note = segbias_notes_add(
	    &run->findings->notes, "not_in_tally",
	    "of columns that are not compared a tally keeps what is missing alone: where it was counted, values that may stand "
	    "for a missing one were seen in such a column, or an identifier that repeats, and this result tells neither");
	segbias_error_place(note, run->tallied->inlet.name, 0, 0);
	segbias_error_hint(note, "compare the campaign's own file to see them");
}
