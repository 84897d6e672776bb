/* By the interface that allocates nothing: base/stream_meter.c. */
#define OPENSSL_API_COMPAT 0x10100000L
#include "base/hash.h"

#include <openssl/sha.h>
#include <string.h>

_Static_assert(sizeof(SHA256_CTX) <= sizeof(struct segbias_hash), "it holds what the library needs");

static void keep(struct segbias_hash *hash, const SHA256_CTX *state)
{
	memcpy(hash->state, state, sizeof *state);
}

static SHA256_CTX state_of(const struct segbias_hash *hash)
{
	SHA256_CTX state;
	memcpy(&state, hash->state, sizeof state);
	return state;
}

void segbias_hash_init(struct segbias_hash *hash)
{
	SHA256_CTX state;
	(void)SHA256_Init(&state);
	keep(hash, &state);
}

void segbias_hash_add(struct segbias_hash *hash, struct segbias_label bytes)
{
	SHA256_CTX state = state_of(hash);
	(void)SHA256_Update(&state, bytes.bytes, bytes.size);
	keep(hash, &state);
}

void segbias_hash_read(const struct segbias_hash *hash, char hex[static SEGBIAS_SHA256_SIZE])
{
	static const char DIGITS[] = "0123456789abcdef";
	unsigned char digest[SHA256_DIGEST_LENGTH];
	SHA256_CTX state = state_of(hash);
	(void)SHA256_Final(digest, &state);
	for (size_t i = 0; i < sizeof digest; i++) {
		hex[2 * i] = DIGITS[digest[i] >> 4];
		hex[2 * i + 1] = DIGITS[digest[i] & 15];
	}
	hex[2 * sizeof digest] = '\0';
}

void segbias_sha256(struct segbias_label bytes, char hex[static SEGBIAS_SHA256_SIZE])
{
	struct segbias_hash hash;
	segbias_hash_init(&hash);
	segbias_hash_add(&hash, bytes);
	segbias_hash_read(&hash, hex);
}
