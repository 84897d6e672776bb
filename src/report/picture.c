#include "report/picture.h"

#include "base/memory.h"

#include <expat.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char *const SEGBIAS_PICTURE_SUFFIXES[SEGBIAS_PICTURE_FORMATS] = {"svg", "png", "pdf"};

static const char PNG_SIGNATURE[] = "\x89PNG\r\n\x1a\n";

enum {
	PNG_SIGNATURE_SIZE = sizeof PNG_SIGNATURE - 1,
	CHUNK_FRAME = 12, /* length, name and checksum */
	DECLARATION_SIZE_MAX = 200,
	IHDR_END = PNG_SIGNATURE_SIZE + CHUNK_FRAME + 13, /* the first chunk has 13 bytes */
};

static enum segbias_status broken(const char *name, const char *why, struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_SYSTEM, "gnuplot wrote no whole picture for %s: %s", name, why);
	segbias_error_hint(error, "SEGBIAS_GNUPLOT must name gnuplot 5.2 or later itself");
	return SEGBIAS_SYSTEM;
}

static bool has(struct segbias_label bytes, size_t at, const char *what, size_t size)
{
	return at <= bytes.size && bytes.size - at >= size && memcmp(bytes.bytes + at, what, size) == 0;
}

/* Where `what` stands last in the bytes, or their size. */
static size_t find_last(struct segbias_label bytes, const char *what)
{
	size_t size = strlen(what);
	for (size_t at = bytes.size >= size ? bytes.size - size + 1 : 0; at > 0; at--)
		if (memcmp(bytes.bytes + at - 1, what, size) == 0)
			return at - 1;
	return bytes.size;
}

/* Where the mark goes: behind the XML declaration; behind the first chunk; before the last word of a pdf, so that no place
 * changes that its table names. The size where there is no such place. */
static size_t place_of(enum segbias_picture_format format, struct segbias_label bytes)
{
	if (format == SEGBIAS_PICTURE_PNG)
		return bytes.size > IHDR_END ? IHDR_END : bytes.size;
	if (format == SEGBIAS_PICTURE_PDF)
		return find_last(bytes, "startxref");
	for (size_t at = 0; has(bytes, 0, "<?xml", 5) && at < bytes.size && at < DECLARATION_SIZE_MAX; at++)
		if (has(bytes, at, "?>", 2))
			return at + 2;
	return bytes.size;
}

/* --- svg -------------------------------------------------------------------------------------------------------- */

struct reading {
	XML_Parser parser;
	bool inside; /* the root element was seen */
	const char *fault;
};

static void XMLCALL read_element(void *data, const XML_Char *name, const XML_Char **attributes)
{
	struct reading *reading = data;
	(void)attributes;
	if (!reading->inside && strcmp(name, "svg") != 0) {
		reading->fault = "its root is no <svg>";
		(void)XML_StopParser(reading->parser, XML_FALSE);
	}
	reading->inside = true;
}

/* A document type could declare entities, and fetch them. */
static void XMLCALL read_doctype(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                                 int internal)
{
	struct reading *reading = data;
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	reading->fault = "it declares a document type";
	(void)XML_StopParser(reading->parser, XML_FALSE);
}

/* Of expat, which asks the system for it. */
static enum segbias_status out_of_memory(struct segbias_error *error)
{
	segbias_memory_fail();
	return segbias_error_memory(error);
}

static enum segbias_status check_svg(struct segbias_label bytes, const char *name, struct segbias_error *error)
{
	struct reading reading = {.parser = XML_ParserCreate("UTF-8")};
	if (!reading.parser)
		return out_of_memory(error);
	/* XML can do without; gnuplot writes one, and the mark stands behind it. */
	if (place_of(SEGBIAS_PICTURE_SVG, bytes) == bytes.size) {
		XML_ParserFree(reading.parser);
		return broken(name, "it does not begin with an XML declaration", error);
	}
	XML_SetUserData(reading.parser, &reading);
	XML_SetStartElementHandler(reading.parser, read_element);
	XML_SetStartDoctypeDeclHandler(reading.parser, read_doctype);
	/* Far fewer bytes than an int counts: the caller has a limit. */
	enum XML_Status parsed = XML_Parse(reading.parser, bytes.bytes, (int)bytes.size, XML_TRUE);
	enum XML_Error code = XML_GetErrorCode(reading.parser);
	unsigned long line = (unsigned long)XML_GetCurrentLineNumber(reading.parser);
	XML_ParserFree(reading.parser);
	if (parsed == XML_STATUS_OK)
		return SEGBIAS_OK;
	if (code == XML_ERROR_NO_MEMORY)
		return out_of_memory(error);
	if (reading.fault)
		return broken(name, reading.fault, error);
	struct segbias_text why = {0};
	segbias_text_add_format(&why, "line %lu: %s", line, XML_ErrorString(code));
	enum segbias_status status = broken(name, why.failed ? "it is not well-formed" : why.data, error);
	segbias_text_release(&why);
	return status;
}

/* --- png -------------------------------------------------------------------------------------------------------- */

/* source: ISO/IEC 15948:2004, annex D, CRC-32 with the reversed polynomial. */
static uint32_t checksum(const char *bytes, size_t size)
{
	uint32_t rest = UINT32_MAX;
	for (size_t i = 0; i < size; i++) {
		rest ^= (unsigned char)bytes[i];
		for (int bit = 0; bit < 8; bit++)
			rest = rest >> 1 ^ (rest & 1 ? 0xEDB88320U : 0);
	}
	return ~rest;
}

static uint32_t number_at(const char *bytes)
{
	uint32_t number = 0;
	for (int i = 0; i < 4; i++)
		number = number << 8 | (unsigned char)bytes[i];
	return number;
}

static const char *png_fault(struct segbias_label bytes)
{
	size_t at = PNG_SIGNATURE_SIZE;
	bool image = false;
	if (!has(bytes, 0, PNG_SIGNATURE, PNG_SIGNATURE_SIZE))
		return "it has not the signature of a png";
	if (!has(bytes, at + 4, "IHDR", 4) || bytes.size < IHDR_END)
		return "it does not begin with its header";
	while (bytes.size - at >= CHUNK_FRAME) {
		size_t size = number_at(bytes.bytes + at);
		if (size > bytes.size - at - CHUNK_FRAME)
			break;
		if (checksum(bytes.bytes + at + 4, size + 4) != number_at(bytes.bytes + at + 8 + size))
			return "a checksum is wrong";
		bool end = has(bytes, at + 4, "IEND", 4);
		image = image || has(bytes, at + 4, "IDAT", 4);
		at += size + CHUNK_FRAME;
		if (end)
			return !image            ? "it holds no image"
			       : at < bytes.size ? "something stands behind its end"
			                         : NULL;
	}
	return "it is cut off";
}

/* --- pdf -------------------------------------------------------------------------------------------------------- */

static const char *pdf_fault(struct segbias_label bytes)
{
	static const char END[] = "%%EOF";
	size_t size = bytes.size;
	while (size > 0 && (bytes.bytes[size - 1] == '\n' || bytes.bytes[size - 1] == '\r'))
		size--;
	if (!has(bytes, 0, "%PDF-", 5))
		return "it has not the signature of a pdf";
	if (size < sizeof END - 1 || !has(bytes, size - (sizeof END - 1), END, sizeof END - 1))
		return "it is cut off";
	size_t start = find_last(bytes, "startxref");
	size_t table = 0;
	size_t at = start + sizeof "startxref" - 1;
	while (at < size && (bytes.bytes[at] == '\n' || bytes.bytes[at] == '\r' || bytes.bytes[at] == ' '))
		at++;
	for (; at < size && bytes.bytes[at] >= '0' && bytes.bytes[at] <= '9' && table < start; at++)
		table = table * 10 + (size_t)(bytes.bytes[at] - '0');
	/* A table, or an object that holds one. */
	bool there = table > 0 && table < start && (bytes.bytes[table - 1] == '\n' || bytes.bytes[table - 1] == '\r') &&
	             (has(bytes, table, "xref", 4) || (bytes.bytes[table] >= '1' && bytes.bytes[table] <= '9'));
	return there ? NULL : "its cross-reference table is not where its end says";
}

enum segbias_status segbias_picture_check(enum segbias_picture_format format, struct segbias_label bytes,
                                          const char *name, struct segbias_error *error)
{
	if (bytes.size == 0)
		return broken(name, "it is missing or empty", error);
	if (format == SEGBIAS_PICTURE_SVG)
		return check_svg(bytes, name, error);
	const char *fault = format == SEGBIAS_PICTURE_PNG ? png_fault(bytes) : pdf_fault(bytes);
	return fault ? broken(name, fault, error) : SEGBIAS_OK;
}

/* --- the mark --------------------------------------------------------------------------------------------------- */

#define MARK "segbias chart "
enum { RUN_DIGITS = 16 };

static const char COMMENT[] = "\n<!-- ";
static const char CHUNK[] = "tEXtSoftware"; /* a keyword of the standard; a 0 byte ends it */

static void add_number(struct segbias_text *out, uint32_t number)
{
	char bytes[4] = {(char)(number >> 24), (char)(number >> 16 & 0xFF), (char)(number >> 8 & 0xFF),
	                 (char)(number & 0xFF)};
	segbias_text_add(out, bytes, sizeof bytes);
}

static void add_words(struct segbias_text *out, const struct segbias_picture_origin *origin)
{
	segbias_text_add_format(out, MARK "%0*" PRIx64 " %s", RUN_DIGITS, origin->run, origin->stem);
}

static void add_chunk(struct segbias_text *out, const struct segbias_picture_origin *origin)
{
	struct segbias_text chunk = {0};
	segbias_text_add(&chunk, CHUNK, sizeof CHUNK);
	add_words(&chunk, origin);
	if (!chunk.failed) {
		add_number(out, (uint32_t)(chunk.size - 4));
		segbias_text_add(out, chunk.data, chunk.size);
		add_number(out, checksum(chunk.data, chunk.size));
	}
	out->failed = out->failed || chunk.failed;
	segbias_text_release(&chunk);
}

void segbias_picture_mark(enum segbias_picture_format format, struct segbias_label bytes,
                          const struct segbias_picture_origin *origin, struct segbias_text *out)
{
	size_t at = place_of(format, bytes);
	segbias_text_add(out, bytes.bytes, at);
	if (at == bytes.size)
		return;
	if (format == SEGBIAS_PICTURE_PNG) {
		add_chunk(out, origin);
	} else {
		segbias_text_add_string(out, format == SEGBIAS_PICTURE_SVG ? COMMENT : "%");
		add_words(out, origin);
		segbias_text_add_string(out, format == SEGBIAS_PICTURE_SVG ? " -->" : "\n");
	}
	segbias_text_add(out, bytes.bytes + at, bytes.size - at);
}

/* A mark that begins at `at`, whose stem is followed by `end`. */
static bool read_mark(struct segbias_label bytes, size_t at, const char *end, struct segbias_picture_origin *origin)
{
	char digits[RUN_DIGITS + 1] = "";
	size_t stem = at + sizeof MARK - 1 + RUN_DIGITS + 1;
	size_t size = strlen(origin->stem);
	if (!has(bytes, at, MARK, sizeof MARK - 1) || !has(bytes, stem - 1, " ", 1) ||
	    !has(bytes, stem, origin->stem, size) || !has(bytes, stem + size, end, strlen(end)))
		return false;
	memcpy(digits, bytes.bytes + at + sizeof MARK - 1, RUN_DIGITS);
	if (strspn(digits, "0123456789abcdef") != RUN_DIGITS)
		return false;
	origin->run = strtoull(digits, NULL, 16);
	return true;
}

bool segbias_picture_marked(struct segbias_label head, struct segbias_label tail, struct segbias_picture_origin *origin)
{
	size_t at = 0;
	if (has(head, 0, PNG_SIGNATURE, PNG_SIGNATURE_SIZE)) {
		char size[1] = {(char)(sizeof CHUNK + sizeof MARK - 1 + RUN_DIGITS + 1 + strlen(origin->stem) - 4)};
		at = IHDR_END + 4;
		return has(head, IHDR_END + 3, size, 1) && has(head, at, CHUNK, sizeof CHUNK) &&
		       read_mark(head, at + sizeof CHUNK, "", origin);
	}
	if (has(head, 0, "%PDF-", 5)) {
		at = find_last(tail, "\n%" MARK);
		return at < tail.size && read_mark(tail, at + 2, "\nstartxref", origin);
	}
	at = place_of(SEGBIAS_PICTURE_SVG, head);
	return has(head, at, COMMENT, sizeof COMMENT - 1) && read_mark(head, at + sizeof COMMENT - 1, " -->", origin);
}
