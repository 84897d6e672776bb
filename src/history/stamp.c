#include "history/stamp.h"

#include "base/base64.h"

#include <inttypes.h>
#include <string.h>

/* --- what stands in a token -------------------------------------------------------------------------------------- */

static size_t find(struct segbias_label in, size_t from, struct segbias_label what)
{
	for (size_t i = from; i + what.size <= in.size; i++)
		if (memcmp(in.bytes + i, what.bytes, what.size) == 0)
			return i;
	return SIZE_MAX;
}

static int digit_of(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 0;
}

/* source: RFC 3161, 2.4.2: id-ct-TSTInfo tells a token from a query; the message imprint is an AlgorithmIdentifier, whose parameters may be
 * NULL or left out, and an OCTET STRING. */
bool segbias_stamp_is_of(struct segbias_label token, const struct segbias_entry *entry)
{
	static const char INFO[] = "\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x04";
	static const char SHA256[] = "\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01";
	static const char NONE[] = "\x05\x00";
	enum { SEQUENCE = 0x30, OCTETS = 0x04, HASH = 32 };
	char hash[2 + HASH] = {OCTETS, HASH};
	if (token.size == 0 || token.bytes[0] != SEQUENCE || entry->sha256.size != (size_t)2 * HASH)
		return false;
	for (size_t i = 0; i < HASH; i++)
		hash[2 + i] =
		    (char)(digit_of(entry->sha256.bytes[2 * i]) << 4 | digit_of(entry->sha256.bytes[2 * i + 1]));
	size_t info = find(token, 0, (struct segbias_label){INFO, sizeof INFO - 1});
	for (size_t at = info; at != SIZE_MAX;) {
		at = find(token, at + 1, (struct segbias_label){SHA256, sizeof SHA256 - 1});
		if (at == SIZE_MAX)
			break;
		size_t next = at + sizeof SHA256 - 1;
		if (next + 2 <= token.size && memcmp(token.bytes + next, NONE, 2) == 0)
			next += 2;
		if (next + sizeof hash <= token.size && memcmp(token.bytes + next, hash, sizeof hash) == 0)
			return true;
	}
	return false;
}

/* --- the note ---------------------------------------------------------------------------------------------------- */

void segbias_stamp_write(const struct segbias_entry *of, struct segbias_label token, struct segbias_text *out)
{
	segbias_text_add_format(out, "%" PRId64 " %.*s ", of->entry, (int)of->sha256.size, of->sha256.bytes);
	segbias_base64_add(out, token);
}

bool segbias_stamp_read(struct segbias_label note, struct segbias_stamp *out)
{
	enum { DIGITS_MAX = 18 };
	size_t at = 0;
	*out = (struct segbias_stamp){.entry = 0};
	while (at < note.size && at < DIGITS_MAX && note.bytes[at] >= '0' && note.bytes[at] <= '9')
		out->entry = 10 * out->entry + note.bytes[at++] - '0';
	size_t hash = SEGBIAS_SHA256_SIZE - 1;
	if (at == 0 || note.size < at + 2 + hash || note.bytes[at] != ' ' || note.bytes[at + 1 + hash] != ' ')
		return false;
	out->sha256 = (struct segbias_label){note.bytes + at + 1, hash};
	out->encoded = (struct segbias_label){note.bytes + at + 2 + hash, note.size - at - 2 - hash};
	return true;
}

bool segbias_stamp_fits(struct segbias_label note, const struct segbias_entry *entries, size_t count)
{
	struct segbias_stamp stamp;
	struct segbias_text token = {0};
	if (!segbias_stamp_read(note, &stamp) || stamp.entry < 1 || (size_t)stamp.entry > count)
		return false;
	const struct segbias_entry *of = &entries[stamp.entry - 1];
	bool fits = segbias_label_equal(of->sha256, stamp.sha256) && segbias_base64_read(stamp.encoded, &token) &&
	            (token.failed || segbias_stamp_is_of(segbias_text_label(&token), of));
	segbias_text_release(&token);
	return fits;
}
