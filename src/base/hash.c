/* By the interface that allocates nothing: base/stream_meter.c. */
#define OPENSSL_API_COMPAT 0x10100000L
#include "base/hash.h"

#include <openssl/sha.h>

void segbias_sha256(struct segbias_label bytes, char hex[static SEGBIAS_SHA256_SIZE])
{
	static const char DIGITS[] = "0123456789abcdef";
	unsigned char digest[SHA256_DIGEST_LENGTH];
	SHA256_CTX hash;
	(void)SHA256_Init(&hash);
	(void)SHA256_Update(&hash, bytes.bytes, bytes.size);
	(void)SHA256_Final(digest, &hash);
	for (size_t i = 0; i < sizeof digest; i++) {
		hex[2 * i] = DIGITS[digest[i] >> 4];
		hex[2 * i + 1] = DIGITS[digest[i] & 15];
	}
	hex[2 * sizeof digest] = '\0';
}
