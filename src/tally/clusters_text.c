/* Persons in the file of a tally: no names, and of each column and pair apart what one of them has and how many have that. */
#include "tally/clusters_body.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/sum_text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { HASH_DIGITS = 16 };

/* --- names ------------------------------------------------------------------------------------------------------- */

static int compare_hashes(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* The first 64 bits of the SHA-256 of salt, line feed and name. */
static bool hash_name(const char *salt, struct segbias_label name, uint64_t *out)
{
	char hex[SEGBIAS_SHA256_SIZE];
	struct segbias_hash hash;
	segbias_hash_init(&hash);
	segbias_hash_add(&hash, segbias_label_of(salt));
	segbias_hash_add(&hash, (struct segbias_label){"\n", 1});
	segbias_hash_add(&hash, name);
	segbias_hash_read(&hash, hex);
	hex[HASH_DIGITS] = '\0';
	char *end = NULL;
	*out = strtoull(hex, &end, HASH_DIGITS);
	return *end == '\0';
}

bool segbias_clusters_tell(struct segbias_clusters *clusters, const char *salt)
{
	size_t count = clusters->names.size;
	uint64_t *hashes = segbias_memory_zeroed(count + 1, sizeof *hashes);
	bool ok = hashes != NULL;
	for (uint32_t i = 0; ok && i < count; i++) {
		struct segbias_label key = clusters->names.labels[i];
		ok = hash_name(salt, (struct segbias_label){key.bytes + PREFIX, key.size - PREFIX}, &hashes[i]);
	}
	if (ok && count)
		qsort(hashes, count, sizeof *hashes, compare_hashes);
	free(clusters->hashes);
	clusters->hashes = hashes;
	clusters->hash_count = count < SEGBIAS_PERSONS_HASHED ? count : SEGBIAS_PERSONS_HASHED;
	segbias_intern_release(&clusters->names);
	clusters->names = (struct segbias_intern){0};
	return ok && segbias_clusters_divide(clusters);
}

bool segbias_clusters_told(const struct segbias_clusters *clusters)
{
	return clusters->told;
}

bool segbias_clusters_share(const struct segbias_clusters *clusters, const struct segbias_clusters *other)
{
	bool shared = false;
	for (size_t i = 0; clusters->hash_count > 0 && i < other->hash_count && !shared; i++)
		shared = bsearch(&other->hashes[i], clusters->hashes, clusters->hash_count, sizeof *clusters->hashes,
		                 compare_hashes) != NULL;
	return shared;
}

bool segbias_clusters_join_hashes(struct segbias_clusters *clusters, const struct segbias_clusters *other)
{
	size_t count = clusters->hash_count + other->hash_count;
	if (other->hash_count == 0)
		return true;
	uint64_t *hashes = segbias_memory_zeroed(count, sizeof *hashes);
	size_t i = 0;
	size_t j = 0;
	for (size_t k = 0; hashes && k < count; k++) {
		bool mine =
		    j == other->hash_count || (i < clusters->hash_count && clusters->hashes[i] <= other->hashes[j]);
		hashes[k] = mine ? clusters->hashes[i++] : other->hashes[j++];
	}
	if (!hashes)
		return false;
	free(clusters->hashes);
	clusters->hashes = hashes;
	clusters->hash_count = count;
	return true;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

/* What a cluster has of a profile: by the profile's head, then the cluster, then the profile's words. */
struct had {
	const uint32_t *words; /* [size] */
	size_t size;
	uint32_t cluster;
	uint64_t count;
	const struct segbias_sum *weight;
};

static int compare_had(const void *a, const void *b)
{
	const struct had *x = a;
	const struct had *y = b;
	if (x->words[0] != y->words[0])
		return x->words[0] < y->words[0] ? -1 : 1;
	if (x->cluster != y->cluster)
		return x->cluster < y->cluster ? -1 : 1;
	for (size_t i = HEAD; i < x->size && i < y->size; i++)
		if (x->words[i] != y->words[i])
			return x->words[i] < y->words[i] ? -1 : 1;
	return (x->size > y->size) - (x->size < y->size);
}

static struct had *list_had(const struct segbias_clusters *clusters)
{
	struct had *list = segbias_memory_zeroed(clusters->size + 1, sizeof *list);
	size_t count = 0;
	for (size_t slot = 0; list && slot < clusters->slot_count; slot++) {
		uint64_t key = clusters->entries[slot].key;
		if (!key--)
			continue;
		struct segbias_label bytes = clusters->profiles.labels[key & UINT32_MAX];
		list[count++] = (struct had){(const uint32_t *)(const void *)bytes.bytes, bytes.size / sizeof(uint32_t),
		                             (uint32_t)(key >> 32), clusters->entries[slot].count,
		                             clusters->sums ? &clusters->sums[slot] : NULL};
	}
	if (list && count)
		qsort(list, count, sizeof *list, compare_had);
	return list;
}

/* [[ids and groups],records] or [[ids and groups],records,"Σw"], one after the other. */
static void add_signature(const struct had *had, size_t count, struct segbias_text *out)
{
	out->size = 0;
	for (size_t i = 0; i < count; i++) {
		segbias_text_add_string(out, ",[[");
		for (size_t j = HEAD; j < had[i].size; j++)
			segbias_text_add_format(out, "%s%" PRIu32, j > HEAD ? "," : "", had[i].words[j]);
		segbias_text_add_format(out, "],%" PRIu64, had[i].count);
		if (had[i].weight) {
			segbias_text_add_string(out, ",\"");
			segbias_text_add_sum(out, had[i].weight);
			segbias_text_add_string(out, "\"");
		}
		segbias_text_add_string(out, "]");
	}
}

/* A signature and how many have it. */
struct times {
	struct segbias_label signature;
	uint64_t count;
};

static int compare_times(const void *a, const void *b)
{
	return segbias_label_compare(((const struct times *)a)->signature, ((const struct times *)b)->signature);
}

static bool write_times(uint32_t head, const struct segbias_intern *signatures, const uint64_t *counts,
                        struct segbias_lines *lines)
{
	struct times *list = segbias_memory_zeroed((size_t)signatures->size + 1, sizeof *list);
	for (uint32_t i = 0; list && i < signatures->size; i++)
		list[i] = (struct times){signatures->labels[i], counts[i]};
	if (list && signatures->size)
		qsort(list, signatures->size, sizeof *list, compare_times);
	for (uint32_t i = 0; list && i < signatures->size;) {
		segbias_lines_add(lines, "{\"persons_by\":");
		segbias_lines_whole(lines, head);
		segbias_lines_add(lines, ",\"have\":[");
		for (bool first = true; i < signatures->size && (first || !segbias_lines_full(lines));
		     i++, first = false) {
			segbias_lines_add(lines, first ? "[" : ",[");
			segbias_lines_whole(lines, list[i].count);
			segbias_text_add(&lines->line, list[i].signature.bytes, list[i].signature.size);
			segbias_lines_add(lines, "]");
		}
		segbias_lines_add(lines, "]}");
		segbias_lines_end(lines);
	}
	free(list);
	return list != NULL;
}

/* All that one column or pair has: had[count]. */
static bool write_head(const struct had *had, size_t count, struct segbias_lines *lines)
{
	struct segbias_intern signatures = {0};
	struct segbias_text text = {0};
	uint64_t *counts = NULL;
	size_t capacity = 0;
	bool ok = true;
	for (size_t i = 0; ok && i < count;) {
		size_t end = i + 1;
		while (end < count && had[end].cluster == had[i].cluster)
			end++;
		uint32_t before = signatures.size;
		add_signature(had + i, end - i, &text);
		uint32_t id =
		    text.failed ? SEGBIAS_INTERN_NONE : segbias_intern_add(&signatures, segbias_text_label(&text));
		uint64_t *grown =
		    id == SEGBIAS_INTERN_NONE ? NULL : segbias_memory_room(counts, id, &capacity, sizeof *counts);
		ok = grown != NULL;
		counts = grown ? grown : counts;
		if (ok)
			counts[id] = signatures.size > before ? 1 : counts[id] + 1;
		i = end;
	}
	ok = ok && write_times(had->words[0], &signatures, counts, lines);
	segbias_intern_release(&signatures);
	segbias_text_release(&text);
	free(counts);
	return ok;
}

static void write_hashes(const struct segbias_clusters *clusters, struct segbias_lines *lines)
{
	for (size_t i = 0; i < clusters->hash_count;) {
		segbias_lines_add(lines, "{\"persons_hashed\":[");
		for (bool first = true; i < clusters->hash_count && !segbias_lines_full(lines); i++, first = false)
			segbias_text_add_format(&lines->line, "%s\"%016" PRIx64 "\"", first ? "" : ",",
			                        clusters->hashes[i]);
		segbias_lines_add(lines, "]}");
		segbias_lines_end(lines);
	}
}

bool segbias_clusters_write(const struct segbias_clusters *clusters, struct segbias_lines *lines)
{
	struct had *had = list_had(clusters);
	bool ok = had != NULL;
	segbias_lines_add(lines, "{\"persons\":");
	segbias_lines_whole(lines, clusters->count);
	segbias_lines_add(lines, ",\"nameless\":");
	segbias_lines_whole(lines, clusters->nameless);
	segbias_lines_add(lines, "}");
	segbias_lines_end(lines);
	write_hashes(clusters, lines);
	for (size_t i = 0; ok && i < clusters->size;) {
		size_t end = i + 1;
		while (end < clusters->size && had[end].words[0] == had[i].words[0])
			end++;
		ok = write_head(had + i, end - i, lines);
		i = end;
	}
	free(had);
	return ok;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

void segbias_clusters_scan(struct segbias_clusters *clusters, struct segbias_scan *scan)
{
	uint32_t count = segbias_scan_below(scan, UINT32_MAX);
	segbias_scan_expect(scan, ",\"nameless\":");
	uint64_t nameless = segbias_scan_below(scan, (uint64_t)count + 1);
	segbias_scan_expect(scan, "}");
	scan->failed = scan->failed || clusters->count > 0;
	if (scan->failed)
		return;
	uint32_t stratum = count ? segbias_intern_add(&clusters->strata, (struct segbias_label){"", 0}) : 0;
	bool ok = stratum != SEGBIAS_INTERN_NONE && segbias_clusters_divide(clusters);
	for (uint32_t i = 0; ok && i < count; i++) {
		uint32_t cluster = 0;
		ok = segbias_clusters_new(clusters, stratum, &cluster);
	}
	clusters->nameless = nameless;
	scan->memory = !ok;
	scan->failed = !ok;
}

void segbias_clusters_scan_hashes(struct segbias_clusters *clusters, struct segbias_scan *scan)
{
	size_t capacity = clusters->hash_count; /* what another line had is full */
	for (size_t i = 0; segbias_scan_item(scan, i); i++) {
		struct segbias_label text = segbias_scan_string(scan);
		uint64_t *hashes =
		    segbias_memory_room(clusters->hashes, clusters->hash_count, &capacity, sizeof *hashes);
		char *end = NULL;
		if (!hashes) {
			scan->failed = scan->memory = true;
			return;
		}
		clusters->hashes = hashes;
		hashes[clusters->hash_count] = scan->failed ? 0 : strtoull(text.bytes, &end, HASH_DIGITS);
		bool rises =
		    clusters->hash_count == 0 || hashes[clusters->hash_count - 1] <= hashes[clusters->hash_count];
		scan->failed = scan->failed || text.size != HASH_DIGITS || *end != '\0' || !rises;
		clusters->hash_count += !scan->failed;
	}
	segbias_scan_expect(scan, "}");
}

/* The words of a profile behind its head, in words[room]. Returns how many there are in all. */
static size_t scan_words(const struct segbias_clusters *clusters, const uint32_t *ids, struct segbias_scan *scan,
                         uint32_t *words, size_t room)
{
	size_t columns = segbias_clusters_ids(clusters, words[0]);
	size_t size = HEAD;
	segbias_scan_expect(scan, "[");
	for (; segbias_scan_item(scan, size - HEAD); size++) {
		bool group = size >= HEAD + columns;
		uint32_t column =
		    group ? clusters->design.group_column : segbias_clusters_column(clusters, words[0], size - HEAD);
		uint32_t id = segbias_scan_below(scan, SEGBIAS_ID_ANSWERED + 1);
		scan->failed = scan->failed || size == room || (id >= ids[column] && id != SEGBIAS_ID_ANSWERED) ||
		               (group && (!clusters->design.grouped || id < SEGBIAS_ID_FIRST));
		if (scan->failed)
			return size;
		words[size] = id;
	}
	scan->failed = scan->failed || size < HEAD + columns;
	return size;
}

/* What `times` clusters from *cluster on have, behind "[times". */
static void scan_had(struct segbias_clusters *clusters, const uint32_t *ids, struct segbias_scan *scan, uint32_t *words,
                     size_t room, const uint32_t clustered[2])
{
	while (segbias_scan_is(scan, ",[")) {
		struct segbias_sum weight = {0};
		size_t size = scan_words(clusters, ids, scan, words, room);
		segbias_scan_expect(scan, ",");
		uint64_t count = segbias_scan_whole(scan);
		if (clusters->weighted) {
			segbias_scan_expect(scan, ",");
			segbias_scan_sum(scan, &weight);
		}
		segbias_scan_expect(scan, "]");
		for (uint32_t i = clustered[0]; i < clustered[1] && !scan->failed; i++)
			if (!segbias_clusters_put(clusters, i, words, size, count, clusters->weighted ? &weight : NULL))
				scan->failed = scan->memory = true;
		segbias_sum_release(&weight);
	}
}

void segbias_clusters_scan_had(struct segbias_clusters *clusters, const uint32_t *ids, uint32_t *next,
                               struct segbias_scan *scan)
{
	size_t heads = clusters->design.column_count + clusters->design.pair_count;
	size_t room = HEAD + 2 + clusters->member_count + 1;
	uint32_t head = segbias_scan_below(scan, heads + 1);
	uint32_t *words = segbias_memory_zeroed(room, sizeof *words);
	if (!words) {
		scan->failed = scan->memory = true;
		return;
	}
	segbias_scan_expect(scan, ",\"have\":[");
	scan->failed = scan->failed || head == JOINT || !clusters->told;
	for (size_t i = 0; segbias_scan_item(scan, i); i++) {
		segbias_scan_expect(scan, "[");
		uint32_t times = segbias_scan_below(scan, (uint64_t)clusters->count - next[head] + 1);
		if (scan->failed)
			break;
		words[0] = head;
		scan_had(clusters, ids, scan, words, room, (const uint32_t[]){next[head], next[head] + times});
		next[head] += times;
		segbias_scan_expect(scan, "]");
	}
	segbias_scan_expect(scan, "}");
	free(words);
}
