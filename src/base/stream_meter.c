/* SHA-256 by the interface that allocates nothing: the newer one reads its configuration and looks for providers first,
 * and crashes where memory runs out meanwhile. */
#define OPENSSL_API_COMPAT 0x10100000L
#include "base/stream_part.h"

#include "base/memory.h"

#include <openssl/sha.h>
#include <stdlib.h>

struct meter {
	struct segbias_part part;
	_Atomic uint64_t bytes; /* asked for while another thread reads */
	uint64_t hash_max;
	bool hashed;
	SHA256_CTX hash;
};

static enum segbias_status read_meter(struct segbias_part *part, char *buffer, size_t capacity, size_t *size,
                                      struct segbias_error *error)
{
	struct meter *meter = (struct meter *)part;
	enum segbias_status status = segbias_part_read(part->below, buffer, capacity, size, error);
	if (status != SEGBIAS_OK)
		return status;
	if (atomic_fetch_add(&meter->bytes, *size) + *size > meter->hash_max)
		meter->hashed = false;
	if (meter->hashed && SHA256_Update(&meter->hash, buffer, *size) != 1)
		return segbias_error_set(error, SEGBIAS_SYSTEM, "hash_failed|libcrypto cannot compute SHA-256");
	return SEGBIAS_OK;
}

static void free_meter(struct segbias_part *part)
{
	free(part);
}

static const struct segbias_part_class class = {.read = read_meter, .free = free_meter};

enum segbias_status segbias_part_meter(struct segbias_part *below, bool hash, uint64_t hash_max,
                                       struct segbias_part **out, struct segbias_error *error)
{
	struct meter *meter = segbias_memory_zeroed(1, sizeof *meter);
	if (!meter)
		return segbias_error_memory(error);
	meter->part = (struct segbias_part){.class = &class, .below = below};
	meter->hash_max = hash_max;
	meter->hashed = hash;
	if (SHA256_Init(&meter->hash) != 1) {
		free(meter);
		return segbias_error_set(error, SEGBIAS_SYSTEM, "no_hash|libcrypto has no SHA-256");
	}
	*out = &meter->part;
	return SEGBIAS_OK;
}

uint64_t segbias_part_meter_bytes(const struct segbias_part *meter)
{
	return atomic_load(&((const struct meter *)meter)->bytes);
}

bool segbias_part_meter_sha256(struct segbias_part *part, char hex[static 65])
{
	struct meter *meter = (struct meter *)part;
	unsigned char digest[SHA256_DIGEST_LENGTH];
	if (!meter->hashed || SHA256_Final(digest, &meter->hash) != 1)
		return false;
	meter->hashed = false;
	for (size_t i = 0; i < sizeof digest; i++) {
		hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
	}
	hex[64] = '\0';
	return true;
}
