#include "base/hash.h"

#include <criterion/criterion.h>

/* FIPS 180-4's example, as printf %s abc | sha256sum gives it, in any pieces. */
Test(hash, is_the_same_in_pieces)
{
	static const char EXPECTED[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
	char hex[SEGBIAS_SHA256_SIZE];
	segbias_sha256(segbias_label_of("abc"), hex);
	cr_assert_str_eq(hex, EXPECTED);
	struct segbias_hash hash;
	segbias_hash_init(&hash);
	segbias_hash_add(&hash, segbias_label_of("a"));
	segbias_hash_add(&hash, segbias_label_of(""));
	segbias_hash_read(&hash, hex);
	segbias_hash_add(&hash, segbias_label_of("bc"));
	segbias_hash_read(&hash, hex);
	cr_assert_str_eq(hex, EXPECTED);
}
