#include "base/workbook.h"

#include "base/memory.h"

#include <expat.h>
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

static void XMLCALL on_start(void *context, const XML_Char *element, const XML_Char **attributes)
{
	struct names *names = context;
	if (strcmp(element, names->element) != 0)
		return;
	for (; *attributes; attributes += 2)
		if (strcmp(attributes[0], names->attribute) == 0)
			add_name(names, attributes[1]);
}

/* Hands the member to the parser, up to a limit: a name in what is damaged or too large is not looked for. */
static void parse(XML_Parser parser, zip_file_t *member)
{
	char piece[PIECE];
	zip_int64_t size = 0;
	for (size_t all = 0; all < BYTES_MAX && (size = zip_fread(member, piece, sizeof piece)) > 0;
	     all += (size_t)size)
		if (XML_Parse(parser, piece, (int)size, 0) != XML_STATUS_OK) {
			if (XML_GetErrorCode(parser) == XML_ERROR_NO_MEMORY)
				segbias_memory_fail();
			return;
		}
}

static void read_sheets(zip_t *archive, const char *member, struct names *names)
{
	zip_file_t *file = zip_fopen(archive, member, 0);
	if (!file) {
		if (zip_error_code_zip(zip_get_error(archive)) == ZIP_ER_MEMORY)
			segbias_memory_fail();
		return;
	}
	XML_Parser parser = XML_ParserCreate(NULL);
	if (parser) {
		XML_SetUserData(parser, names);
		XML_SetStartElementHandler(parser, on_start);
		parse(parser, file);
		XML_ParserFree(parser);
	} else {
		segbias_memory_fail();
	}
	(void)zip_fclose(file);
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
			read_sheets(archive, BOOKS[i][0], &names);
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

enum segbias_workbook segbias_workbook_names(const char *path, struct segbias_text *out, size_t *count)
{
	struct stat status;
	int failure = 0;
	/* A pipe or a device can be read only once, from its start. */
	if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
		return SEGBIAS_WORKBOOK_UNKNOWN;
	zip_t *archive = zip_open(path, ZIP_RDONLY, &failure);
	if (!archive && failure == ZIP_ER_MEMORY)
		segbias_memory_fail();
	if (!archive)
		return SEGBIAS_WORKBOOK_UNKNOWN;
	enum segbias_workbook what = read_archive(archive, out, count);
	zip_discard(archive);
	return what;
}
