#include "tally/ledger.h"

#include <criterion/criterion.h>

/* Ranks decide which spellings are kept, so they may never change: these are the definition of rank_of worked out by
 * Python's whole numbers, with the bytes taken by int.from_bytes(…, "little"). */
static const struct {
	const char *spelling;
	uint64_t rank;
} ROWS[] = {
    {"", UINT64_C(0x46B5F26F4C565406)},
    {"a", UINT64_C(0x0C7BA27E9DE972AC)},
    {"ab", UINT64_C(0x9C93B244C431596F)},
    {"abc", UINT64_C(0x1DA2B5CE4CC65BE2)},
    {"abcd", UINT64_C(0x4F3E80AA541B2C49)},
    {"abcde", UINT64_C(0xD4749ED327B3A436)},
    {"abcdef", UINT64_C(0xE212C55ECF7BB405)},
    {"0.71259", UINT64_C(0xA21C8349C3DDF5A7)},
    {"Region 1", UINT64_C(0xF60747778F2053EE)},
    {"Region 12", UINT64_C(0x88978B16F44F11E4)},
    {"Region 1234\u00e9", UINT64_C(0x4356E489C2902F96)},
    {"a value of more than sixteen", UINT64_C(0xA1B3AD01C0BCD2A9)},
};

Test(ledger, ranks_are_the_same_for_ever)
{
	struct segbias_ledger ledger = {.kept = 0};
	struct segbias_ledger_entry out;
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_ledger_entry entry = {.id = SEGBIAS_ID_FIRST};
		uint32_t number = segbias_ledger_add(&ledger, segbias_label_of(ROWS[i].spelling), &entry, &out);
		cr_assert_eq(number, i);
		cr_expect_eq(ledger.entries[number].rank, ROWS[i].rank, "%s: %016lx", ROWS[i].spelling,
		             (unsigned long)ledger.entries[number].rank);
	}
	segbias_ledger_release(&ledger);
}

Test(ledger, a_marker_is_kept_before_others)
{
	struct segbias_ledger ledger = {.kept = 0};
	struct segbias_ledger_entry out;
	uint32_t number = segbias_ledger_add(&ledger, segbias_label_of("abc"),
	                                     &(struct segbias_ledger_entry){.id = SEGBIAS_ID_MISSING}, &out);
	cr_expect_eq(ledger.entries[number].rank, UINT64_C(0x1DA2B5CE));
	segbias_ledger_release(&ledger);
}
