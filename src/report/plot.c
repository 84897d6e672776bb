#include "report/plot.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The theme with a 0 byte behind it; CMake writes the file from scripts/charts/theme.gp. */
static const char THEME[] = {
#include "report/theme.inc"
};

enum segbias_status segbias_plot_create(const char *format, struct segbias_plot **out, struct segbias_error *error)
{
	for (size_t i = 0; i < SEGBIAS_PICTURE_FORMATS; i++) {
		if (strcmp(format, SEGBIAS_PICTURE_SUFFIXES[i]) != 0)
			continue;
		struct segbias_plot *plot = segbias_memory_zeroed(1, sizeof *plot);
		if (!plot)
			return segbias_error_memory(error);
		plot->format = (enum segbias_picture_format)i;
		*out = plot;
		return SEGBIAS_OK;
	}
	char quoted[SEGBIAS_QUOTE_MAX];
	return segbias_error_set(error, SEGBIAS_USAGE, "no_such_format|chart format %s: it must be svg, png or pdf",
	                         segbias_text_quote(format, quoted));
}

static void free_sheet(struct segbias_plot_sheet *sheet)
{
	segbias_text_release(&sheet->name);
	segbias_text_release(&sheet->title);
	segbias_text_release(&sheet->description);
	for (size_t i = 0; i < SEGBIAS_PLOT_MARK_COUNT; i++)
		segbias_text_release(&sheet->marks[i]);
	for (size_t i = 0; i < SEGBIAS_PLOT_WORD_KINDS; i++)
		segbias_text_release(&sheet->words[i]);
	segbias_text_release(&sheet->picture);
	free(sheet);
}

void segbias_plot_free(struct segbias_plot *plot)
{
	if (!plot)
		return;
	for (size_t i = 0; i < plot->count; i++)
		free_sheet(plot->sheets[i]);
	free(plot->sheets);
	segbias_plot_fonts_release(&plot->fonts);
	free(plot);
}

struct segbias_plot_sheet *segbias_plot_sheet_add(struct segbias_plot *plot, const char *stem, double height)
{
	struct segbias_plot_sheet **sheets = segbias_memory_resize(plot->sheets, plot->count + 1, sizeof(*sheets));
	if (!sheets)
		return NULL;
	plot->sheets = sheets;
	struct segbias_plot_sheet *sheet = segbias_memory_zeroed(1, sizeof *sheet);
	if (!sheet)
		return NULL;
	sheet->height = ceil(height);
	sheet->leftward = plot->leftward;
	(void)snprintf(sheet->stem, sizeof sheet->stem, "%s", stem);
	segbias_text_add_format(&sheet->name, "%s.%s", sheet->stem, SEGBIAS_PICTURE_SUFFIXES[plot->format]);
	sheets[plot->count++] = sheet;
	return sheet;
}

void segbias_plot_describe(struct segbias_plot_sheet *sheet, struct segbias_label title,
                           struct segbias_label description)
{
	segbias_text_add(&sheet->title, title.bytes, title.size);
	segbias_text_add(&sheet->description, description.bytes, description.size);
}

void segbias_plot_mark(struct segbias_plot_sheet *sheet, enum segbias_plot_mark mark, struct segbias_plot_box box,
                       enum segbias_plot_ink ink)
{
	bool area = mark == SEGBIAS_PLOT_FILLED || mark == SEGBIAS_PLOT_HATCHED || mark == SEGBIAS_PLOT_FRAMED;
	if (sheet->leftward) {
		box.x = SEGBIAS_PLOT_WIDTH - box.x - (area ? box.width : 0);
		box.width = area ? box.width : -box.width;
	}
	segbias_text_add_format(&sheet->marks[mark], "%.17g\t%.17g\t%.17g\t%.17g\t%d\n", box.x, box.y, box.width,
	                        box.height, (int)ink);
}

static size_t kind_of(enum segbias_plot_size size, enum segbias_plot_align align, bool slanted)
{
	return ((size_t)size * SEGBIAS_PLOT_ALIGN_COUNT + (size_t)align) * 2 + slanted;
}

void segbias_plot_write(struct segbias_plot_sheet *sheet, struct segbias_plot_words words, struct segbias_label text)
{
	struct segbias_text isolated = {0};
	if (text.size == 0)
		return;
	if (sheet->leftward) {
		words.x = SEGBIAS_PLOT_WIDTH - words.x;
		words.align = (enum segbias_plot_align)(SEGBIAS_PLOT_RIGHT - words.align);
	}
	if (sheet->leftward && !segbias_plot_is_leftward_line(text) && segbias_plot_turns(text)) {
		segbias_plot_isolate(&isolated, text);
		text = segbias_text_label(&isolated);
	}
	struct segbias_text *rows = &sheet->words[kind_of(words.size, words.align, words.slanted)];
	segbias_text_add_format(rows, "%.17g\t%.17g\t%d\t", words.x, words.y, (int)words.ink);
	segbias_plot_quote(rows, text);
	segbias_text_add(rows, "\n", 1);
	rows->failed = rows->failed || isolated.failed;
	segbias_text_release(&isolated);
}

/* --- the script ------------------------------------------------------------------------------------------------- */

/* How the rows of a mark are drawn; a ring is a dot with a hole. */
static const char *const MARKS[SEGBIAS_PLOT_MARK_COUNT] = {
    [SEGBIAS_PLOT_FILLED] =
	"using 1:2:1:($1+$3):2:($2+$4):(ink($5)) with boxxyerror fs solid 1.0 noborder fc rgb variable",
    [SEGBIAS_PLOT_HATCHED] =
	"using 1:2:1:($1+$3):2:($2+$4) with boxxyerror fs pattern 4 border rgb \"#B0B0B0\" fc rgb \"#C8C8C8\"",
    [SEGBIAS_PLOT_FRAMED] =
	"using 1:2:1:($1+$3):2:($2+$4) with boxxyerror fs solid 1.0 border rgb \"#C8C8C8\" fc rgb \"#FFFFFF\"",
    [SEGBIAS_PLOT_RULE] = "using 1:2:3:4:(ink($5)) with vectors nohead lw GRID_WIDTH lc rgb variable",
    [SEGBIAS_PLOT_WHISKER] = "using 1:2:3:4:(ink($5)) with vectors nohead lw WHISKER_WIDTH lc rgb variable",
    [SEGBIAS_PLOT_BAR] = "using 1:2:3:4:(ink($5)) with vectors nohead lw BAR_WIDTH lc rgb variable",
    [SEGBIAS_PLOT_RING] = ("using 1:2:(ink($5)) with points pt 7 ps RING_SIZE lc rgb variable, $mark6 "
                           "using 1:2 with points pt 7 ps HOLE_SIZE lc rgb \"#FFFFFF\""),
    [SEGBIAS_PLOT_DOT] = "using 1:2:(ink($5)) with points pt 7 ps DOT_SIZE lc rgb variable",
};

_Static_assert(SEGBIAS_PLOT_RING == 6, "named in the row above");

/* gnuplot's svg leaves "&#x1b;" as it is: a reference instead of text, and one that may name what no picture may hold. So
 * an "&" passes through it as a noncharacter, which is in no clean text. */
#define AMPERSAND "\xEF\xB7\x90"
#define AMPERSAND_QUOTED "\\046"

/* Rows whose every "&" is to pass through gnuplot's svg. */
static void add_passing(struct segbias_text *out, const struct segbias_text *rows)
{
	const char *at = rows->data;
	/* Rows hold no 0 byte: segbias_plot_quote escapes it. */
	for (const char *next = NULL; (next = strstr(at, AMPERSAND_QUOTED)); at = next + sizeof AMPERSAND_QUOTED - 1) {
		segbias_text_add(out, at, (size_t)(next - at));
		segbias_text_add_string(out, AMPERSAND);
	}
	segbias_text_add_string(out, at);
}

static void begin_block(struct segbias_text *out, const char *name, size_t number)
{
	segbias_text_add_format(out, "$%s%zu << EOD\n", name, number);
}

static void end_block(struct segbias_text *out)
{
	segbias_text_add_string(out, "EOD\n");
}

static void add_marks(struct segbias_text *out, size_t number, const struct segbias_text *rows)
{
	if (rows->size == 0)
		return;
	begin_block(out, "mark", number);
	segbias_text_add(out, rows->data, rows->size);
	end_block(out);
}

static void add_words(const struct segbias_plot *plot, struct segbias_text *out, size_t number,
                      const struct segbias_text *rows)
{
	if (rows->size == 0)
		return;
	begin_block(out, "words", number);
	if (plot->format == SEGBIAS_PICTURE_SVG)
		add_passing(out, rows);
	else
		segbias_plot_fonts_replace(&plot->fonts, (struct segbias_label){rows->data, rows->size}, out);
	end_block(out);
}

static void add_plot(const struct segbias_plot_sheet *sheet, struct segbias_text *out)
{
	static const char *const FONTS[] = {"TITLE_FONT", "HEAD_FONT", "TEXT_FONT", "SMALL_FONT"};
	static const char *const ALIGNS[] = {"left", "center", "right"};
	const char *before = "plot ";
	for (size_t i = 0; i < SEGBIAS_PLOT_MARK_COUNT; i++) {
		if (sheet->marks[i].size == 0)
			continue;
		segbias_text_add_format(out, "%s$mark%zu %s", before, i, MARKS[i]);
		before = ", ";
	}
	for (size_t i = 0; i < SEGBIAS_PLOT_WORD_KINDS; i++) {
		if (sheet->words[i].size == 0)
			continue;
		segbias_text_add_format(
		    out, "%s$words%zu using 1:2:4:(ink($3)) with labels %s font %s%s tc rgb variable", before, i,
		    ALIGNS[i / 2 % SEGBIAS_PLOT_ALIGN_COUNT], FONTS[i / 2 / SEGBIAS_PLOT_ALIGN_COUNT],
		    i % 2 == 0        ? ""
		    : sheet->leftward ? " rotate by -45"
				      : " rotate by 45");
		before = ", ";
	}
	segbias_text_add_string(out, "\nunset output\n");
}

static void add_sheet(const struct segbias_plot *plot, size_t index, struct segbias_text *out)
{
	const struct segbias_plot_sheet *sheet = plot->sheets[index];
	double scale = sheet->height * 2 <= SEGBIAS_PLOT_PNG_HEIGHT_MAX ? 2 : 1;
	segbias_text_add_format(out, "FORMAT = \"%s\"\nW = %d\nH = %.17g\nSCALE = %.17g\n",
	                        SEGBIAS_PICTURE_SUFFIXES[plot->format], (int)SEGBIAS_PLOT_WIDTH, sheet->height, scale);
	segbias_text_add_string(out, THEME);
	for (size_t i = 0; i < SEGBIAS_PLOT_MARK_COUNT; i++)
		add_marks(out, i, &sheet->marks[i]);
	for (size_t i = 0; i < SEGBIAS_PLOT_WORD_KINDS; i++)
		add_words(plot, out, i, &sheet->words[i]);
	segbias_text_add_format(out, "set output \"chart-%04zu\"\n", index + 1);
	add_plot(sheet, out);
}

void segbias_plot_script(const struct segbias_plot *plot, struct segbias_text *out)
{
	for (size_t i = 0; i < plot->count; i++)
		add_sheet(plot, i, out);
}

/* source: FNV-1a, 64 bits. */
static uint64_t mix(uint64_t run, const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		run = (run ^ (unsigned char)bytes[i]) * 1099511628211U;
	return (run ^ '\n') * 1099511628211U;
}

uint64_t segbias_plot_run(const struct segbias_plot *plot)
{
	uint64_t run = 14695981039346656037U;
	for (size_t i = 0; i < plot->count; i++) {
		const struct segbias_plot_sheet *sheet = plot->sheets[i];
		run = mix(run, sheet->stem, strlen(sheet->stem));
		run = mix(run, sheet->title.data, sheet->title.size);
		run = mix(run, sheet->description.data, sheet->description.size);
		for (size_t j = 0; j < SEGBIAS_PLOT_MARK_COUNT; j++)
			run = mix(run, sheet->marks[j].data, sheet->marks[j].size);
		for (size_t j = 0; j < SEGBIAS_PLOT_WORD_KINDS; j++)
			run = mix(run, sheet->words[j].data, sheet->words[j].size);
	}
	return run;
}

/* --- polishing -------------------------------------------------------------------------------------------------- */

static void add_xml(struct segbias_text *out, struct segbias_label text)
{
	for (size_t i = 0; i < text.size; i++) {
		if (text.bytes[i] == '<')
			segbias_text_add_string(out, "&lt;");
		else if (text.bytes[i] == '>')
			segbias_text_add_string(out, "&gt;");
		else if (text.bytes[i] == '&')
			segbias_text_add_string(out, "&amp;");
		else
			segbias_text_add(out, &text.bytes[i], 1);
	}
}

/* Text as gnuplot wrote it: all is escaped but our "&", and ">", which XML does not allow behind "]]". */
static void add_text(struct segbias_text *out, struct segbias_label text)
{
	enum { SIZE = sizeof AMPERSAND - 1 };
	for (size_t i = 0; i < text.size; i++) {
		if (text.bytes[i] == '>') {
			segbias_text_add_string(out, "&gt;");
		} else if (text.size - i >= SIZE && memcmp(text.bytes + i, AMPERSAND, SIZE) == 0) {
			segbias_text_add_string(out, "&amp;");
			i += SIZE - 1;
		} else {
			segbias_text_add(out, &text.bytes[i], 1);
		}
	}
}

/* Where `what` begins in bytes[at .. size), or size. */
static size_t find(struct segbias_label svg, size_t at, const char *what)
{
	size_t length = strlen(what);
	for (; at + length <= svg.size; at++)
		if (memcmp(svg.bytes + at, what, length) == 0)
			return at;
	return svg.size;
}

static void add_tag(struct segbias_text *out, struct segbias_label tag)
{
	static const char *const FAMILIES[][2] = {
	    {"font-family=\"segbias-plain\"", "font-family=\"DejaVu Sans,Verdana,Arial,sans-serif\""},
	    {"font-family=\"segbias-bold\"",
	     "font-family=\"DejaVu Sans,Verdana,Arial,sans-serif\" font-weight=\"bold\""},
	};
	for (size_t i = 0; i < sizeof FAMILIES / sizeof *FAMILIES; i++) {
		size_t at = find(tag, 0, FAMILIES[i][0]);
		if (at == tag.size)
			continue;
		size_t end = at + strlen(FAMILIES[i][0]);
		segbias_text_add(out, tag.bytes, at);
		segbias_text_add_string(out, FAMILIES[i][1]);
		segbias_text_add(out, tag.bytes + end, tag.size - end);
		return;
	}
	segbias_text_add(out, tag.bytes, tag.size);
}

/* An element that is replaced by ours: the first title and description; further titles name data blocks. */
static size_t replace_element(const struct segbias_plot_sheet *sheet, struct segbias_label svg, size_t at,
                              struct segbias_text *out)
{
	bool title = at + 7 <= svg.size && memcmp(svg.bytes + at, "<title>", 7) == 0;
	bool description = at + 6 <= svg.size && memcmp(svg.bytes + at, "<desc>", 6) == 0;
	if (!title && !description)
		return at;
	const char *close = title ? "</title>" : "</desc>";
	size_t end = find(svg, at, close);
	if (end == svg.size)
		return at;
	if (description || find(segbias_text_label(out), 0, "<title>") == out->size) {
		segbias_text_add_string(out, title ? "<title>" : "<desc>");
		const struct segbias_text *text = title ? &sheet->title : &sheet->description;
		add_xml(out, (struct segbias_label){text->data, text->size});
		segbias_text_add_string(out, close);
	}
	return end + strlen(close);
}

void segbias_plot_polish(const struct segbias_plot_sheet *sheet, struct segbias_label svg, struct segbias_text *out)
{
	for (size_t at = 0; at < svg.size;) {
		size_t after = svg.bytes[at] == '<' ? replace_element(sheet, svg, at, out) : at;
		if (after != at) {
			at = after;
			continue;
		}
		/* Text holds no "<": gnuplot writes "&lt;". So a tag ends at the next ">". */
		bool tag = svg.bytes[at] == '<';
		size_t end = find(svg, at + 1, tag ? ">" : "<");
		end += tag && end < svg.size;
		if (tag)
			add_tag(out, (struct segbias_label){svg.bytes + at, end - at});
		else
			add_text(out, (struct segbias_label){svg.bytes + at, end - at});
		at = end;
	}
}
