#include "base/hash.h"

#include <openssl/sha.h>

void segbias_sha256(struct segbias_label bytes, char hex[static SEGBIAS_SHA256_SIZE])
{
	static const char DIGITS[] = "0123456789abcdef";
	unsigned char digest[SHA256_DIGEST_LENGTH];
	(void)SHA256((const unsigned char *)bytes.bytes, bytes.size, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		hex[2 * i] = DIGITS[digest[i] >> 4];
		hex[2 * i + 1] = DIGITS[digest[i] & 15];
	}
	hex[2 * sizeof digest] = '\0';
}
