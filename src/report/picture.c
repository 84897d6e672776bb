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
	segbias_error_set(error, SEGBIAS_SYSTEM, "gnuplot_failed|gnuplot wrote no whole picture for %s: %s", name, why);
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
enum { HASH_DIGITS = 16 }; /* of the run, and of the picture */

static const char COMMENT[] = "\n<!-- ";
static const char COMMENT_END[] = " -->";
static const char CHUNK[] = "tEXtSoftware"; /* a keyword of the standard; a 0 byte ends it */

/* Of the picture around its mark. source: FNV-1a, 64 bits. */
static uint64_t sum_of(struct segbias_label bytes, size_t from, size_t to)
{
	uint64_t sum = 14695981039346656037U;
	for (size_t i = 0; i < bytes.size; i++)
		if (i < from || i >= to)
			sum = (sum ^ (unsigned char)bytes.bytes[i]) * 1099511628211U;
	return sum;
}

static void add_number(struct segbias_text *out, uint32_t number)
{
	char bytes[4] = {(char)(number >> 24), (char)(number >> 16 & 0xFF), (char)(number >> 8 & 0xFF),
	                 (char)(number & 0xFF)};
	segbias_text_add(out, bytes, sizeof bytes);
}

static void add_words(struct segbias_text *out, const struct segbias_picture_origin *origin, uint64_t sum)
{
	segbias_text_add_format(out, MARK "%0*" PRIx64 " %0*" PRIx64 " %s", HASH_DIGITS, origin->run, HASH_DIGITS, sum,
	                        origin->stem);
}

static void add_chunk(struct segbias_text *out, const struct segbias_picture_origin *origin, uint64_t sum)
{
	struct segbias_text chunk = {0};
	segbias_text_add(&chunk, CHUNK, sizeof CHUNK);
	add_words(&chunk, origin, sum);
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
	uint64_t sum = sum_of(bytes, 0, 0);
	if (format == SEGBIAS_PICTURE_PNG) {
		add_chunk(out, origin, sum);
	} else {
		segbias_text_add_string(out, format == SEGBIAS_PICTURE_SVG ? COMMENT : "%");
		add_words(out, origin, sum);
		segbias_text_add_string(out, format == SEGBIAS_PICTURE_SVG ? COMMENT_END : "\n");
	}
	segbias_text_add(out, bytes.bytes + at, bytes.size - at);
}

/* A hash as the mark writes it, with the blank behind it. */
static bool read_hash(struct segbias_label bytes, size_t at, uint64_t *out)
{
	char digits[HASH_DIGITS + 1] = "";
	if (!has(bytes, at + HASH_DIGITS, " ", 1))
		return false;
	memcpy(digits, bytes.bytes + at, HASH_DIGITS);
	*out = strtoull(digits, NULL, 16);
	return strspn(digits, "0123456789abcdef") == HASH_DIGITS;
}

/* The words of a mark, which begin at `at`; where they end, or 0: there are none. */
static size_t read_words(struct segbias_label bytes, size_t at, struct segbias_picture_origin *origin, uint64_t *sum)
{
	size_t run = at + sizeof MARK - 1;
	size_t stem = run + (HASH_DIGITS + 1) * (size_t)2;
	size_t size = strlen(origin->stem);
	uint64_t read = 0;
	if (!has(bytes, at, MARK, sizeof MARK - 1) || !has(bytes, stem, origin->stem, size) ||
	    !read_hash(bytes, run, &read) || !read_hash(bytes, run + HASH_DIGITS + 1, sum))
		return 0;
	origin->run = read;
	return stem + size;
}

enum segbias_picture_mark segbias_picture_marked(struct segbias_label bytes, struct segbias_picture_origin *origin)
{
	uint64_t sum = 0;
	size_t from = 0;
	size_t to = 0;
	if (has(bytes, 0, PNG_SIGNATURE, PNG_SIGNATURE_SIZE)) {
		size_t words = IHDR_END + 4 + sizeof CHUNK;
		from = IHDR_END;
		to = has(bytes, IHDR_END + 4, CHUNK, sizeof CHUNK) ? read_words(bytes, words, origin, &sum) : 0;
		bool whole = to > 0 && bytes.size - to >= 4 && number_at(bytes.bytes + from) == to - from - 8 &&
		             number_at(bytes.bytes + to) == checksum(bytes.bytes + from + 4, to - from - 4);
		to = whole ? to + 4 : 0;
	} else if (has(bytes, 0, "%PDF-", 5)) {
		from = find_last(bytes, "\n%" MARK) + 1;
		to = read_words(bytes, from + 1, origin, &sum);
		to = has(bytes, to, "\nstartxref", 10) ? to + 1 : 0;
	} else {
		from = place_of(SEGBIAS_PICTURE_SVG, bytes);
		to = has(bytes, from, COMMENT, sizeof COMMENT - 1)
		         ? read_words(bytes, from + sizeof COMMENT - 1, origin, &sum)
		         : 0;
		to = has(bytes, to, COMMENT_END, sizeof COMMENT_END - 1) ? to + sizeof COMMENT_END - 1 : 0;
	}
	if (to == 0)
		return SEGBIAS_PICTURE_FOREIGN;
	return to <= bytes.size && sum == sum_of(bytes, from, to) ? SEGBIAS_PICTURE_OURS : SEGBIAS_PICTURE_CHANGED;
}
