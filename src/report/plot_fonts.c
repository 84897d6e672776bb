#include "report/plot_fonts.h"

#include "base/memory.h"
#include "base/process.h"
#include "base/unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LISTING_BYTES_MAX = 64 << 20, CODE_LAST = 0x10FFFF };

static const char REPLACEMENT[] = "\uFFFD";
static const uint32_t REPLACEMENT_CODE = 0xFFFD;

void segbias_plot_fonts_release(struct segbias_plot_fonts *fonts)
{
	free(fonts->ranges);
	*fonts = (struct segbias_plot_fonts){.known = false};
}

/* --- what there is ---------------------------------------------------------------------------------------------- */

/* What pango draws with. A font of bits alone it passes over, and takes a letter of it for lacking. */
static bool is_drawn_with(struct segbias_label format)
{
	return segbias_label_equal(format, segbias_label_of("TrueType")) ||
	       segbias_label_equal(format, segbias_label_of("CFF"));
}

/* Hexadecimal digits at bytes[*at ..]. false: there are none, or they are no code point. */
static bool read_code(struct segbias_label text, size_t *at, uint32_t *out)
{
	uint32_t code = 0;
	size_t from = *at;
	for (; *at < text.size && code <= CODE_LAST; ++*at) {
		static const char DIGITS[] = "0123456789abcdef";
		const char *digit = text.bytes[*at] ? strchr(DIGITS, text.bytes[*at]) : NULL;
		if (!digit)
			break;
		code = code * 16 + (uint32_t)(digit - DIGITS);
	}
	*out = code;
	return *at > from && code <= CODE_LAST;
}

/* "20-7e", "a0"; false where it is neither. */
static bool read_range(struct segbias_label text, struct segbias_plot_range *out)
{
	size_t at = 0;
	if (!read_code(text, &at, &out->first))
		return false;
	out->last = out->first;
	if (at < text.size && text.bytes[at] == '-') {
		at++;
		if (!read_code(text, &at, &out->last))
			return false;
	}
	return at == text.size && out->first <= out->last;
}

static bool add_range(struct segbias_plot_fonts *fonts, struct segbias_plot_range range, size_t *room)
{
	if (fonts->count == *room) {
		size_t more = *room ? 2 * *room : 256;
		struct segbias_plot_range *ranges = segbias_memory_resize(fonts->ranges, more, sizeof *ranges);
		if (!ranges)
			return false;
		fonts->ranges = ranges;
		*room = more;
	}
	fonts->ranges[fonts->count++] = range;
	return true;
}

/* Where the next `end` is, or the text's end. */
static size_t find_end(struct segbias_label text, size_t from, char end)
{
	const char *found = memchr(text.bytes + from, end, text.size - from);
	return found ? (size_t)(found - text.bytes) : text.size;
}

/* One font. false: memory ran out. */
static bool read_line(struct segbias_plot_fonts *fonts, struct segbias_label line, size_t *room)
{
	size_t tab = find_end(line, 0, '\t');
	if (tab == line.size || !is_drawn_with((struct segbias_label){line.bytes, tab}))
		return true;
	fonts->fonts++;
	for (size_t at = tab + 1; at < line.size;) {
		size_t end = find_end(line, at, ' ');
		struct segbias_plot_range range;
		if (read_range((struct segbias_label){line.bytes + at, end - at}, &range) &&
		    !add_range(fonts, range, room))
			return false;
		at = end + 1;
	}
	return true;
}

static int compare_ranges(const void *a, const void *b)
{
	const struct segbias_plot_range *x = a;
	const struct segbias_plot_range *y = b;
	return x->first != y->first ? (x->first > y->first ? 1 : -1) : (x->last > y->last) - (x->last < y->last);
}

/* Sorted, and what overlaps made one. */
static void join_ranges(struct segbias_plot_fonts *fonts)
{
	size_t kept = 0;
	if (fonts->count == 0)
		return;
	qsort(fonts->ranges, fonts->count, sizeof *fonts->ranges, compare_ranges);
	for (size_t i = 1; i < fonts->count; i++) {
		struct segbias_plot_range *last = &fonts->ranges[kept];
		struct segbias_plot_range next = fonts->ranges[i];
		if (next.first > last->last)
			fonts->ranges[++kept] = next;
		else if (next.last > last->last)
			last->last = next.last;
	}
	fonts->count = kept + 1;
}

enum segbias_status segbias_plot_fonts_read(struct segbias_plot_fonts *out, struct segbias_label listing,
                                            struct segbias_error *error)
{
	struct segbias_plot_fonts fonts = {.known = true};
	size_t room = 0;
	for (size_t at = 0; at < listing.size;) {
		size_t end = find_end(listing, at, '\n');
		if (!read_line(&fonts, (struct segbias_label){listing.bytes + at, end - at}, &room)) {
			segbias_plot_fonts_release(&fonts);
			return segbias_error_memory(error);
		}
		at = end + 1;
	}
	join_ranges(&fonts);
	*out = fonts;
	return SEGBIAS_OK;
}

enum segbias_status segbias_plot_fonts_find(struct segbias_plot_fonts *out, const char *const *environment,
                                            const struct segbias_scratch *scratch, struct segbias_error *error)
{
	static const char NAME[] = "fonts";
	static const char *const ARGUMENTS[] = {"fc-list", "--format", "%{fontformat}\\t%{charset}\\n", NULL};
	enum segbias_status status;
	char program[PATH_MAX];
	struct segbias_text path = {0};
	struct segbias_text listing = {0};
	struct segbias_process_result result = {.code = 1};
	*out = (struct segbias_plot_fonts){.known = false};
	bool found = segbias_process_find("fc-list", getenv("PATH"), program);
	segbias_text_add_format(&path, "%s/%s", scratch->path, NAME);
	SEGBIAS_TRY(path.failed ? segbias_error_memory(error) : SEGBIAS_OK);
	if (!found)
		goto done;
	struct segbias_process process = {.program = program,
	                                  .arguments = ARGUMENTS,
	                                  .environment = environment,
	                                  .folder = scratch->path,
	                                  .input_path = "/dev/null",
	                                  .output_path = path.data,
	                                  .confined = true};
	SEGBIAS_TRY(segbias_process_run(&process, &result, error));
	if (result.end == SEGBIAS_PROCESS_EXITED && result.code == 0 &&
	    segbias_scratch_read(scratch, NAME, LISTING_BYTES_MAX, &listing))
		status = segbias_plot_fonts_read(out, segbias_text_label(&listing), error);
	else if (listing.failed)
		status = segbias_error_memory(error);
done:
	segbias_text_release(&path);
	segbias_text_release(&listing);
	return status;
}

/* --- what is lacking -------------------------------------------------------------------------------------------- */

/* Joiners, marks of direction and variation selectors have no shape of their own. */
static bool is_invisible(uint32_t code)
{
	static const struct segbias_plot_range NONE[] = {
	    {0x0, 0x1F},      {0xAD, 0xAD},     {0x200B, 0x200F},   {0x202A, 0x202E},
	    {0x2060, 0x206F}, {0xFE00, 0xFE0F}, {0xE0000, 0xE0FFF},
	};
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
		if (code >= NONE[i].first && code <= NONE[i].last)
			return true;
	return false;
}

bool segbias_plot_fonts_have(const struct segbias_plot_fonts *fonts, uint32_t code)
{
	size_t low = 0;
	size_t high = fonts->count;
	if (!fonts->known || is_invisible(code))
		return true;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (fonts->ranges[middle].last < code)
			low = middle + 1;
		else
			high = middle;
	}
	return low < fonts->count && fonts->ranges[low].first <= code;
}

/* The next character of clean text, or a byte that is none, which is taken to be there. */
static size_t next_code(struct segbias_label text, size_t at, uint32_t *code)
{
	size_t size = segbias_unicode_decode(text.bytes + at, text.size - at, code);
	if (size == 0)
		*code = 0;
	return size ? size : 1;
}

void segbias_plot_fonts_replace(const struct segbias_plot_fonts *fonts, struct segbias_label text,
                                struct segbias_text *out)
{
	const char *instead = segbias_plot_fonts_have(fonts, REPLACEMENT_CODE) ? REPLACEMENT : "?";
	for (size_t at = 0; at < text.size;) {
		uint32_t code = 0;
		size_t size = next_code(text, at, &code);
		if (segbias_plot_fonts_have(fonts, code))
			segbias_text_add(out, text.bytes + at, size);
		else
			segbias_text_add_string(out, instead);
		at += size;
	}
}

static void add_code(struct segbias_plot_lacking *lacking, uint32_t code)
{
	size_t at = 0;
	while (at < lacking->count && lacking->codes[at] < code)
		at++;
	if (at < lacking->count && lacking->codes[at] == code)
		return;
	uint32_t *codes = segbias_memory_resize(lacking->codes, lacking->count + 1, sizeof *codes);
	if (!codes) {
		lacking->failed = true;
		return;
	}
	memmove(codes + at + 1, codes + at, (lacking->count - at) * sizeof *codes);
	codes[at] = code;
	lacking->codes = codes;
	lacking->count++;
}

void segbias_plot_lacking_add(struct segbias_plot_lacking *lacking, const struct segbias_plot_fonts *fonts,
                              struct segbias_label text)
{
	for (size_t at = 0; at < text.size;) {
		uint32_t code = 0;
		at += next_code(text, at, &code);
		if (!segbias_plot_fonts_have(fonts, code))
			add_code(lacking, code);
	}
}

void segbias_plot_lacking_release(struct segbias_plot_lacking *lacking)
{
	free(lacking->codes);
	*lacking = (struct segbias_plot_lacking){.codes = NULL};
}

/* Which package of Debian has a font with such letters. */
static const char *package_of(uint32_t code)
{
	static const struct {
		struct segbias_plot_range range;
		const char *package;
	} PACKAGES[] = {
	    {{0x20, 0x6FF}, "fonts-dejavu-core"},           {{0x1E00, 0x25FF}, "fonts-dejavu-core"},
	    {{0x2600, 0x27BF}, "fonts-noto-color-emoji"},   {{0x2E80, 0x9FFF}, "fonts-noto-cjk"},
	    {{0xAC00, 0xD7AF}, "fonts-noto-cjk"},           {{0xF900, 0xFAFF}, "fonts-noto-cjk"},
	    {{0xFE30, 0xFE4F}, "fonts-noto-cjk"},           {{0xFB50, 0xFFFD}, "fonts-dejavu-core"},
	    {{0x1F000, 0x1FAFF}, "fonts-noto-color-emoji"}, {{0x20000, 0x3FFFF}, "fonts-noto-cjk"},
	};
	for (size_t i = 0; i < sizeof PACKAGES / sizeof *PACKAGES; i++)
		if (code >= PACKAGES[i].range.first && code <= PACKAGES[i].range.last)
			return PACKAGES[i].package;
	return "fonts-noto-core";
}

static void add_packages(const struct segbias_plot_lacking *lacking, struct segbias_text *out)
{
	for (size_t i = 0; i < lacking->count; i++) {
		const char *package = package_of(lacking->codes[i]);
		if (out->size == 0 || !strstr(out->data, package))
			segbias_text_add_format(out, " %s", package);
	}
}

void segbias_plot_lacking_note(const struct segbias_plot_lacking *lacking, struct segbias_notes *notes)
{
	enum { NAMED_MAX = 5 };
	struct segbias_text names = {0};
	struct segbias_text packages = {0};
	if (lacking->count == 0)
		return;
	for (size_t i = 0; i < lacking->count && i < NAMED_MAX; i++)
		segbias_text_add_format(&names, "%sU+%04X", i ? ", " : "", (unsigned)lacking->codes[i]);
	if (lacking->count > NAMED_MAX)
		segbias_text_add_format(&names, " and %zu more", lacking->count - NAMED_MAX);
	add_packages(lacking, &packages);
	struct segbias_error *text = NULL;
	if (!names.failed && !packages.failed)
		text = segbias_notes_add(notes, "chart_letters",
		                         "%zu character%s of the charts %s in no font here, and another stands in %s "
		                         "place: %s",
		                         lacking->count, lacking->count == 1 ? "" : "s",
		                         lacking->count == 1 ? "is" : "are", lacking->count == 1 ? "its" : "their",
		                         names.data);
	if (text)
		segbias_error_hint(text, "Debian: apt-get install%s; an svg needs none", packages.data);
	segbias_text_release(&names);
	segbias_text_release(&packages);
}
