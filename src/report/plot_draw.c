/* One gnuplot for all sheets: found, run, and what it wrote collected. */
#include "base/process.h"
#include "base/scratch.h"
#include "report/plot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SHEET_MS = 2000 };

/* What SEGBIAS_GNUPLOT names, or NULL. */
static const char *named_program(void)
{
	const char *named = getenv("SEGBIAS_GNUPLOT");
	return named && *named ? named : NULL;
}

/* The program's absolute path. It runs in a folder of its own, so that a relative one would lead nowhere. */
static bool is_found(char path[static PATH_MAX])
{
	const char *named = named_program();
	char found[PATH_MAX];
	return segbias_process_find(named ? named : "gnuplot", getenv("PATH"), found) && realpath(found, path);
}

static enum segbias_status find_gnuplot(char path[static PATH_MAX], struct segbias_error *error)
{
	const char *named = named_program();
	char quoted[SEGBIAS_QUOTE_MAX];
	if (is_found(path))
		return SEGBIAS_OK;
	if (named)
		segbias_error_set(error, SEGBIAS_SYSTEM,
		                  "no_gnuplot|charts need gnuplot, and SEGBIAS_GNUPLOT names no program: %s",
		                  segbias_text_quote(named, quoted));
	else
		segbias_error_set(error, SEGBIAS_SYSTEM,
		                  "no_gnuplot|charts need gnuplot, and there is none on the PATH");
	segbias_error_hint(error, "install it (Debian: apt-get install gnuplot-nox) or name it in SEGBIAS_GNUPLOT");
	return SEGBIAS_SYSTEM;
}

bool segbias_plot_drawable(void)
{
	char path[PATH_MAX];
	return is_found(path);
}

/* The last line of what it said, for a message. */
static const char *last_words(const char *complaint, char out[static SEGBIAS_QUOTE_MAX])
{
	size_t end = strlen(complaint);
	while (end > 0 && strchr(" \t\r\n", complaint[end - 1]))
		end--;
	size_t from = end;
	while (from > 0 && complaint[from - 1] != '\n')
		from--;
	while (from < end && strchr(" \t\r", complaint[from]))
		from++;
	return segbias_label_quote((struct segbias_label){complaint + from, end - from}, out);
}

static enum segbias_status failed(const struct segbias_process_result *result, unsigned timeout_ms,
                                  struct segbias_error *error)
{
	char words[SEGBIAS_QUOTE_MAX];
	switch (result->end) {
	case SEGBIAS_PROCESS_TIMED_OUT:
		segbias_error_set(error, SEGBIAS_SYSTEM,
		                  "gnuplot_timeout|gnuplot was stopped after %.3g s without an end",
		                  timeout_ms / 1000.0);
		segbias_error_hint(
		    error,
		    "--chart-format svg is the quickest, --attributes A,B draws fewer attributes; where it hangs, "
		    "SEGBIAS_GNUPLOT names another gnuplot");
		return SEGBIAS_SYSTEM;
	case SEGBIAS_PROCESS_INTERRUPTED:
		segbias_error_set(error, SEGBIAS_SYSTEM, "interrupted|interrupted while gnuplot was drawing");
		return SEGBIAS_SYSTEM;
	case SEGBIAS_PROCESS_NOT_STARTED:
		segbias_error_set(error, SEGBIAS_SYSTEM, "gnuplot_failed|gnuplot cannot be started: %s",
		                  segbias_error_reason(result->code));
		break;
	case SEGBIAS_PROCESS_SIGNALLED:
		segbias_error_set(error, SEGBIAS_SYSTEM, "gnuplot_failed|gnuplot was killed by signal %d",
		                  result->code);
		break;
	default:
		segbias_error_set(error, SEGBIAS_SYSTEM, "gnuplot_failed|gnuplot failed with exit status %d: %s",
		                  result->code, last_words(result->complaint, words));
	}
	segbias_error_hint(error, "SEGBIAS_GNUPLOT must name gnuplot 5.2 or later itself, not a script that starts it");
	return SEGBIAS_SYSTEM;
}

/* Cairo writes the time into a pdf; the same findings are to give the same bytes. */
static void forget_date(struct segbias_text *pdf)
{
	static const char KEY[] = "/CreationDate (D:";
	static const char DATE[] = "19700101000000";
	enum { KEY_SIZE = sizeof KEY - 1, DATE_SIZE = sizeof DATE - 1 };
	for (size_t at = 0; at + KEY_SIZE + DATE_SIZE <= pdf->size; at++)
		if (memcmp(pdf->data + at, KEY, KEY_SIZE) == 0)
			memcpy(pdf->data + at + KEY_SIZE, DATE, DATE_SIZE);
}

/* What gnuplot wrote for a sheet, made ours, marked and checked. */
static enum segbias_status collect_sheet(const struct segbias_plot *plot, size_t index, uint64_t run,
                                         const struct segbias_scratch *scratch, struct segbias_error *error)
{
	enum segbias_status status;
	struct segbias_plot_sheet *sheet = plot->sheets[index];
	struct segbias_text raw = {0};
	struct segbias_text polished = {0};
	char name[32];
	(void)snprintf(name, sizeof name, "chart-%04zu", index + 1);
	bool there = segbias_scratch_read(scratch, name, SEGBIAS_PICTURE_BYTES_MAX, &raw);
	struct segbias_label bytes = {there && raw.data ? raw.data : "", there ? raw.size : 0};
	if (plot->format == SEGBIAS_PICTURE_SVG)
		segbias_plot_polish(sheet, bytes, &polished);
	else
		segbias_text_add(&polished, bytes.bytes, bytes.size);
	SEGBIAS_TRY(raw.failed || polished.failed ? segbias_error_memory(error) : SEGBIAS_OK);
	if (plot->format == SEGBIAS_PICTURE_PDF)
		forget_date(&polished);
	struct segbias_picture_origin origin = {sheet->stem, run};
	segbias_picture_mark(plot->format, segbias_text_label(&polished), &origin, &sheet->picture);
	SEGBIAS_TRY(sheet->picture.failed ? segbias_error_memory(error) : SEGBIAS_OK);
	/* What is written is what is checked, with all that was done to it. */
	SEGBIAS_TRY(segbias_picture_check(
	    plot->format, (struct segbias_label){sheet->picture.data, sheet->picture.size}, sheet->name.data, error));
done:
	segbias_text_release(&raw);
	segbias_text_release(&polished);
	return status;
}

static enum segbias_status collect(const struct segbias_plot *plot, const struct segbias_scratch *scratch,
                                   struct segbias_error *error)
{
	uint64_t run = segbias_plot_run(plot);
	for (size_t i = 0; i < plot->count; i++) {
		enum segbias_status status = collect_sheet(plot, i, run, scratch, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}

/* Memory that ran out while the sheets were filled, and what a format cannot hold. */
static enum segbias_status check(const struct segbias_plot *plot, struct segbias_error *error)
{
	for (size_t i = 0; i < plot->count; i++) {
		const struct segbias_plot_sheet *sheet = plot->sheets[i];
		bool memory = sheet->name.failed || sheet->title.failed || sheet->description.failed;
		for (size_t j = 0; j < SEGBIAS_PLOT_MARK_COUNT; j++)
			memory = memory || sheet->marks[j].failed;
		for (size_t j = 0; j < SEGBIAS_PLOT_WORD_KINDS; j++)
			memory = memory || sheet->words[j].failed;
		if (memory)
			return segbias_error_memory(error);
		if (plot->format == SEGBIAS_PICTURE_PNG && sheet->height > SEGBIAS_PLOT_PNG_HEIGHT_MAX) {
			segbias_error_set(error, SEGBIAS_USAGE,
			                  "chart_too_tall|%s would be %.0f pixels tall, more than a png can be",
			                  sheet->name.data, sheet->height);
			segbias_error_hint(
			    error, "--chart-format svg has no such limit; --bins and --attributes make fewer values");
			return SEGBIAS_USAGE;
		}
	}
	return SEGBIAS_OK;
}

/* --- where it runs ---------------------------------------------------------------------------------------------- */

/* Nothing of the host's environment, no start-up file and no other locale, but for where its fonts are said to be. */
struct surroundings {
	struct segbias_scratch scratch;
	struct segbias_text fonts;
	const char *environment[5];
};

static enum segbias_status surroundings_init(struct surroundings *out, struct segbias_error *error)
{
	const char *fonts = getenv("FONTCONFIG_FILE");
	*out = (struct surroundings){.environment = {"HOME=/nonexistent", "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"}};
	if (fonts && *fonts == '/') {
		segbias_text_add_format(&out->fonts, "FONTCONFIG_FILE=%s", fonts);
		out->environment[3] = out->fonts.data;
	}
	return out->fonts.failed ? segbias_error_memory(error) : segbias_scratch_create(&out->scratch, error);
}

static void surroundings_release(struct surroundings *surroundings)
{
	segbias_scratch_release(&surroundings->scratch);
	segbias_text_release(&surroundings->fonts);
}

/* --- letters ---------------------------------------------------------------------------------------------------- */

static enum segbias_status refuse_without_fonts(const struct segbias_plot *plot, struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_SYSTEM,
	                  "no_font|a %s needs a font, and there is none here to draw letters with",
	                  SEGBIAS_PICTURE_SUFFIXES[plot->format]);
	segbias_error_hint(error, "install one (Debian: apt-get install fonts-dejavu-core), or use --chart-format svg");
	return SEGBIAS_SYSTEM;
}

/* What the fonts have of what is to be written; a warning says what they lack. */
static enum segbias_status find_letters(struct segbias_plot *plot, const struct surroundings *surroundings,
                                        struct segbias_notes *notes, struct segbias_error *error)
{
	enum segbias_status status;
	struct segbias_plot_lacking lacking = {.codes = NULL};
	SEGBIAS_TRY(segbias_plot_fonts_find(&plot->fonts, surroundings->environment, &surroundings->scratch, error));
	if (!plot->fonts.known)
		(void)segbias_notes_add(
		    notes, "chart_letters",
		    "there is no fc-list (Debian: fontconfig) to tell whether the fonts here have all "
		    "letters of the charts");
	/* A digit is in every font for reading. */
	SEGBIAS_TRY(segbias_plot_fonts_have(&plot->fonts, '0') ? SEGBIAS_OK : refuse_without_fonts(plot, error));
	for (size_t i = 0; i < plot->count; i++)
		for (size_t j = 0; j < SEGBIAS_PLOT_WORD_KINDS; j++)
			segbias_plot_lacking_add(
			    &lacking, &plot->fonts,
			    (struct segbias_label){plot->sheets[i]->words[j].data, plot->sheets[i]->words[j].size});
	SEGBIAS_TRY(lacking.failed ? segbias_error_memory(error) : SEGBIAS_OK);
	segbias_plot_lacking_note(&lacking, notes);
done:
	segbias_plot_lacking_release(&lacking);
	return status;
}

/* --- drawing ---------------------------------------------------------------------------------------------------- */

static enum segbias_status run(const struct segbias_plot *plot, const struct surroundings *surroundings,
                               struct segbias_process process, struct segbias_notes *notes, struct segbias_error *error)
{
	/* Its own stdin it reads byte by byte, which takes most of the time of a long script; by its name in blocks. */
	static const char *const BY_NAME[] = {"gnuplot", "-d", "/dev/stdin", NULL};
	static const char *const PLAIN[] = {"gnuplot", "-d", NULL};
	struct segbias_process_result result;
	process.arguments = access(BY_NAME[2], R_OK) == 0 ? BY_NAME : PLAIN;
	process.environment = surroundings->environment;
	process.folder = surroundings->scratch.path;
	process.confined = true;
	process.file_bytes_max = SEGBIAS_PICTURE_BYTES_MAX;
	enum segbias_status status = segbias_process_run(&process, &result, error);
	if (status != SEGBIAS_OK)
		return status;
	bool ended = (result.end == SEGBIAS_PROCESS_EXITED && result.code == 0) || result.end == SEGBIAS_PROCESS_LOST;
	if (!ended)
		return failed(&result, process.timeout_ms, error);
	status = collect(plot, &surroundings->scratch, error);
	if (status == SEGBIAS_OK && !result.confined)
		(void)segbias_notes_add(notes, "chart_unconfined",
		                        "this system cannot confine gnuplot (no seccomp filter): it ran without");
	return status;
}

enum segbias_status segbias_plot_draw(struct segbias_plot *plot, unsigned timeout_ms, struct segbias_notes *notes,
                                      struct segbias_error *error)
{
	enum segbias_status status;
	char program[PATH_MAX];
	struct segbias_text script = {0};
	struct surroundings surroundings = {.scratch = {.path = NULL}};
	if (plot->count == 0)
		return SEGBIAS_OK;
	SEGBIAS_TRY(check(plot, error));
	SEGBIAS_TRY(find_gnuplot(program, error));
	SEGBIAS_TRY(surroundings_init(&surroundings, error));
	if (plot->format != SEGBIAS_PICTURE_SVG)
		SEGBIAS_TRY(find_letters(plot, &surroundings, notes, error));
	segbias_plot_script(plot, &script);
	SEGBIAS_TRY(script.failed ? segbias_error_memory(error) : SEGBIAS_OK);
	/* A second more for every megabyte, and for every sheet of pixels or letters: many are slow, but no hang. */
	if (timeout_ms == 0)
		timeout_ms = SEGBIAS_PROCESS_TIMEOUT_MS + (unsigned)(script.size / 1000) +
		             (plot->format == SEGBIAS_PICTURE_SVG ? 0 : SHEET_MS * (unsigned)plot->count);
	struct segbias_process process = {
	    .program = program, .input = {script.data, script.size}, .timeout_ms = timeout_ms};
	status = run(plot, &surroundings, process, notes, error);
done:
	surroundings_release(&surroundings);
	segbias_text_release(&script);
	return status;
}
