#include "base/workbook.h"

#include "base/memory.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zip.h>

enum { NAMES_MAX = 5, PIECE = 16 << 10, BYTES_MAX = 16 << 20 };

/* Names as they are found. */
struct names {
	struct segbias_text *out;
	const char *element, *attribute; /* of XML: which element's attribute is one */
	size_t count;
};

static void add_name(struct names *names, const char *name)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	if (names->count++ < NAMES_MAX)
		segbias_text_add_format(names->out, "%s%s", names->out->size ? ", " : "",
		                        segbias_label_quote(segbias_label_of(name), quoted));
}

static void add_rest(struct names *names)
{
	if (names->count > NAMES_MAX)
		segbias_text_add_format(names->out, " and %zu more", names->count - NAMES_MAX);
}

/* An element's name without the prefix of its namespace. */
static bool is_called(const XML_Char *element, const char *name)
{
	const char *colon = strchr(element, ':');
	return strcmp(colon ? colon + 1 : element, name) == 0;
}

static const char *find_attribute(const XML_Char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	return NULL;
}

static void XMLCALL on_start(void *context, const XML_Char *element, const XML_Char **attributes)
{
	struct names *names = context;
	const char *name = strcmp(element, names->element) == 0 ? find_attribute(attributes, names->attribute) : NULL;
	if (name)
		add_name(names, name);
}

/* Hands the member to the parser, up to a limit: a name in what is damaged or too large is not looked for. true: it is whole. */
static bool parse(XML_Parser parser, zip_file_t *member, size_t limit)
{
	char piece[PIECE];
	zip_int64_t size = 0;
	for (size_t all = 0; all < limit && (size = zip_fread(member, piece, sizeof piece)) >= 0; all += (size_t)size) {
		if (XML_Parse(parser, piece, (int)size, size == 0) != XML_STATUS_OK) {
			if (XML_GetErrorCode(parser) == XML_ERROR_NO_MEMORY)
				segbias_memory_fail();
			return false;
		}
		if (size == 0)
			return true;
	}
	return false;
}

struct handlers {
	XML_StartElementHandler start;
	XML_EndElementHandler end; /* NULL: none */
};

static bool read_member(zip_t *archive, const char *member, const struct handlers *handlers, void *context,
                        size_t limit)
{
	zip_file_t *file = zip_fopen(archive, member, 0);
	if (!file) {
		if (zip_error_code_zip(zip_get_error(archive)) == ZIP_ER_MEMORY)
			segbias_memory_fail();
		return false;
	}
	bool whole = false;
	XML_Parser parser = XML_ParserCreate(NULL);
	if (parser) {
		XML_SetUserData(parser, context);
		XML_SetElementHandler(parser, handlers->start, handlers->end);
		whole = parse(parser, file, limit);
		XML_ParserFree(parser);
	} else {
		segbias_memory_fail();
	}
	(void)zip_fclose(file);
	return whole;
}

static enum segbias_workbook read_archive(zip_t *archive, struct segbias_text *out, size_t *count)
{
	static const char *const BOOKS[][3] = {{"xl/workbook.xml", "sheet", "name"},
	                                       {"content.xml", "table:table", "table:name"}};
	struct names names = {.out = out};
	for (size_t i = 0; i < sizeof BOOKS / sizeof *BOOKS && names.count == 0; i++) {
		names.element = BOOKS[i][1];
		names.attribute = BOOKS[i][2];
		if (zip_name_locate(archive, BOOKS[i][0], 0) >= 0)
			(void)read_member(archive, BOOKS[i][0], &(struct handlers){on_start, NULL}, &names, BYTES_MAX);
	}
	enum segbias_workbook what = names.count ? SEGBIAS_WORKBOOK_SHEETS : SEGBIAS_WORKBOOK_FILES;
	zip_int64_t files = zip_get_num_entries(archive, 0);
	for (zip_int64_t i = 0; i < files && what == SEGBIAS_WORKBOOK_FILES; i++) {
		const char *name = zip_get_name(archive, (zip_uint64_t)i, 0);
		if (name)
			add_name(&names, name);
	}
	add_rest(&names);
	*count = names.count;
	return names.count ? what : SEGBIAS_WORKBOOK_UNKNOWN;
}

/* A pipe or a device can be read only once, from its start. */
static zip_t *open_archive(const char *path)
{
	struct stat status;
	int failure = 0;
	if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
		return NULL;
	zip_t *archive = zip_open(path, ZIP_RDONLY, &failure);
	if (!archive && failure == ZIP_ER_MEMORY)
		segbias_memory_fail();
	return archive;
}

enum segbias_workbook segbias_workbook_names(const char *path, struct segbias_text *out, size_t *count)
{
	zip_t *archive = open_archive(path);
	if (!archive)
		return SEGBIAS_WORKBOOK_UNKNOWN;
	enum segbias_workbook what = read_archive(archive, out, count);
	zip_discard(archive);
	return what;
}

/* --- one sheet of .xlsx ------------------------------------------------------------------------------------------- */

enum { COLUMNS_MAX = 16384, ROWS_MAX = 1048576 };

/* Where it is looked for. */
struct place {
	const char *name;         /* of the sheet; NULL: the first */
	struct segbias_text id;   /* what the workbook calls it */
	struct segbias_text file; /* in the archive */
	bool found, since_1904;
};

static void XMLCALL on_book(void *context, const XML_Char *element, const XML_Char **attributes)
{
	struct place *place = context;
	if (is_called(element, "workbookPr")) {
		const char *said = find_attribute(attributes, "date1904");
		place->since_1904 =
		    said && (strcmp(said, "1") == 0 || strcmp(said, "true") == 0 || strcmp(said, "on") == 0);
	}
	const char *name = is_called(element, "sheet") ? find_attribute(attributes, "name") : NULL;
	if (place->found || !name || (place->name && strcmp(name, place->name) != 0))
		return;
	place->found = true;
	/* The prefix is the writer's. */
	for (; *attributes; attributes += 2)
		if (strchr(attributes[0], ':') && is_called(attributes[0], "id"))
			segbias_text_add_string(&place->id, attributes[1]);
}

static void XMLCALL on_relation(void *context, const XML_Char *element, const XML_Char **attributes)
{
	struct place *place = context;
	const char *id = find_attribute(attributes, "Id");
	const char *target = find_attribute(attributes, "Target");
	if (place->file.size || !is_called(element, "Relationship") || !id || !target ||
	    !segbias_label_equal(segbias_label_of(id), segbias_text_label(&place->id)))
		return;
	segbias_text_add_string(&place->file, *target == '/' ? "" : "xl/");
	segbias_text_add_string(&place->file, *target == '/' ? target + 1 : target);
}

/* Which cells of a row hold something, and what. */
struct filled {
	unsigned long row; /* 0: none yet */
	size_t texts, others;
	uint64_t columns[COLUMNS_MAX / 64 + 1];
};

/* The cells that hold something: the first and last of their columns and rows, counted from 1. */
struct extent {
	unsigned long column, row; /* of the last cell that began */
	unsigned long left, right, top, bottom;
	bool in_cell, text, strange;
	struct filled above, now;
	unsigned long header, reach; /* the header with most rows down to the next, and how many; 0: there is none */
	unsigned long last_header;
};

static void end_table(struct extent *extent, unsigned long row)
{
	if (extent->last_header && row - extent->last_header > extent->reach) {
		extent->header = extent->last_header;
		extent->reach = row - extent->last_header;
	}
}

/* A row is over. Texts alone, right above a row with what is none and with nothing beside them, are a header; one text alone may be a
 * title above anything. */
static void end_row(struct extent *extent)
{
	const struct filled *above = &extent->above;
	const struct filled *now = &extent->now;
	bool under = above->row && now->row == above->row + 1 && above->texts > 1 && above->others == 0 && now->others;
	for (size_t i = 0; under && i < sizeof now->columns / sizeof *now->columns; i++)
		under = (now->columns[i] & ~above->columns[i]) == 0;
	if (under) {
		end_table(extent, above->row);
		extent->last_header = above->row;
	}
	extent->above = extent->now;
}

static void fill(struct extent *extent)
{
	struct filled *now = &extent->now;
	if (now->row != extent->row) {
		end_row(extent);
		*now = (struct filled){.row = extent->row};
	}
	now->columns[extent->column / 64] |= UINT64_C(1) << extent->column % 64;
	now->texts += extent->text;
	now->others += !extent->text;
}

/* Texts stand in a table of the book, in the cell, or come of a formula. */
static bool is_text(const char *type)
{
	return type && (strcmp(type, "s") == 0 || strcmp(type, "inlineStr") == 0 || strcmp(type, "str") == 0);
}

/* "AB12". */
static bool read_reference(const char *text, struct extent *extent)
{
	unsigned long column = 0;
	char *end = NULL;
	for (; *text >= 'A' && *text <= 'Z' && column <= COLUMNS_MAX; text++)
		column = column * 26 + (unsigned long)(*text - 'A') + 1;
	unsigned long row = *text >= '1' && *text <= '9' ? strtoul(text, &end, 10) : 0;
	extent->column = column;
	extent->row = row;
	return column > 0 && row > 0 && *end == '\0';
}

static void XMLCALL on_cell(void *context, const XML_Char *element, const XML_Char **attributes)
{
	struct extent *extent = context;
	const char *reference = NULL;
	if (is_called(element, "row")) {
		reference = find_attribute(attributes, "r");
		extent->row = reference ? strtoul(reference, NULL, 10) : extent->row + 1;
		extent->column = 0;
	} else if (is_called(element, "c")) {
		reference = find_attribute(attributes, "r");
		extent->column++;
		extent->in_cell = true;
		extent->text = is_text(find_attribute(attributes, "t"));
		extent->strange = extent->strange || (reference && !read_reference(reference, extent));
	} else if (extent->in_cell && (is_called(element, "v") || is_called(element, "is"))) {
		if (extent->column > COLUMNS_MAX || extent->row > ROWS_MAX || extent->row == 0)
			extent->strange = true;
		else
			fill(extent);
		if (extent->left == 0 || extent->column < extent->left)
			extent->left = extent->column;
		if (extent->top == 0 || extent->row < extent->top)
			extent->top = extent->row;
		if (extent->column > extent->right)
			extent->right = extent->column;
		if (extent->row > extent->bottom)
			extent->bottom = extent->row;
	}
}

static void XMLCALL on_cell_end(void *context, const XML_Char *element)
{
	struct extent *extent = context;
	if (is_called(element, "c"))
		extent->in_cell = false;
}

static void add_reference(struct segbias_text *out, unsigned long column, unsigned long row)
{
	char letters[8];
	size_t at = sizeof letters;
	for (; column > 0 && at > 0; column = (column - 1) / 26)
		letters[--at] = (char)('A' + (column - 1) % 26);
	segbias_text_add(out, letters + at, sizeof letters - at);
	segbias_text_add_format(out, "%lu", row);
}

static void add_range(struct segbias_text *out, const struct extent *extent, unsigned long top)
{
	add_reference(out, extent->left, top);
	segbias_text_add_string(out, ":");
	add_reference(out, extent->right, extent->bottom);
}

static bool find_extent(zip_t *archive, struct place *place, struct segbias_text *range, struct segbias_text *table)
{
	struct extent extent = {0};
	if (!read_member(archive, "xl/workbook.xml", &(struct handlers){on_book, NULL}, place, BYTES_MAX) ||
	    place->id.size == 0 ||
	    !read_member(archive, "xl/_rels/workbook.xml.rels", &(struct handlers){on_relation, NULL}, place,
	                 BYTES_MAX) ||
	    place->file.size == 0 || place->file.failed)
		return false;
	if (!read_member(archive, place->file.data, &(struct handlers){on_cell, on_cell_end}, &extent, SIZE_MAX) ||
	    extent.strange)
		return false;
	if (extent.left == 0)
		return true;
	end_row(&extent);
	end_table(&extent, extent.bottom + 1);
	add_range(range, &extent, extent.top);
	if (extent.header > extent.top)
		add_range(table, &extent, extent.header);
	return !range->failed && !table->failed;
}

bool segbias_workbook_extent(const char *path, const char *name, struct segbias_text *range, struct segbias_text *table,
                             bool *since_1904)
{
	struct place place = {.name = name};
	zip_t *archive = open_archive(path);
	bool found = archive && find_extent(archive, &place, range, table);
	*since_1904 = place.since_1904;
	if (archive)
		zip_discard(archive);
	segbias_text_release(&place.id);
	segbias_text_release(&place.file);
	return found;
}
