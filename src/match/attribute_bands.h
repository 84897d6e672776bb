/* Room: match. An attribute's values as bands: how they lie to each other, and into which they are added up. */
#ifndef SEGBIAS_MATCH_ATTRIBUTE_BANDS_H
#define SEGBIAS_MATCH_ATTRIBUTE_BANDS_H

#include "match/building.h"

/* A value while it is put in order. */
struct segbias_attribute_value {
	struct segbias_label label;
	uint32_t id;              /* in the reference's tally */
	struct segbias_band band; /* none: it is neither a band nor a number */
	struct segbias_cell cell;
};

/* What is found about the bands of one attribute. Zero-initialise, give `bins`, release in any case. */
struct segbias_attribute_bands {
	const struct segbias_bins *bins; /* of --bins; NULL: none */
	struct segbias_attribute_value *values;
	size_t count;
	bool banded;         /* numbers of the campaign are cut by the values */
	const double *edges; /* [edge_count], in the arena: where the campaign's bands are cut that share an edge */
	size_t edge_count;
};

void segbias_attribute_bands_release(struct segbias_attribute_bands *bands);

/* Fills the bands of values[count] and bands->values, to be compared: without those that are the sum of others, and added up
 * into bins, or into the campaign's bands where those are wider. Notes say what was done. Errors: SEGBIAS_DATA for a value in
 * no single bin, bands that overlap, and bands of the campaign that do. */
enum segbias_status segbias_attribute_arrange(struct segbias_attribute *attribute, const struct segbias_building *b,
                                              struct segbias_attribute_bands *bands,
                                              struct segbias_attribute_value *values, size_t count,
                                              struct segbias_error *error);

/* --- attribute_order.c -------------------------------------------------------------------------------------------- */

/* Puts bands->values into the order in which they are shown, and says by what: bands and numbers by where they begin; a known
 * order; that in which an aggregated reference first lists them; the alphabet (code points after NFKC and case folding).
 * into[labels]: the label that each of the reference's is joined with. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_attribute_order(struct segbias_attribute *attribute, const struct segbias_building *b,
                                            const uint32_t *into, struct segbias_attribute_bands *bands,
                                            struct segbias_error *error);

/* --- attribute_cut.c ---------------------------------------------------------------------------------------------- */

/* Adds up bands->values within the bins. `strict`: every value must lie within one; otherwise what lies in none stays. */
enum segbias_status segbias_attribute_cut(const struct segbias_building *b, const struct segbias_attribute *attribute,
                                          const struct segbias_bins *bins, bool strict,
                                          struct segbias_attribute_bands *bands, struct segbias_error *error);

/* The campaign's different bands (and where two are one, the first spelling by its bytes), by where they begin. */
struct segbias_campaign_bands {
	struct segbias_label *labels;
	struct segbias_band *bands;
	size_t count;
	bool numbers; /* it holds numbers that lie in none of them */
};

/* --- attribute_singles.c: single numbers of a reference that are not what they seem -------------------------------- */

/* Of ages, moves the numbers that can be none (999, -9) to the end, with bands that are none, and notes how many people they
 * have. The number of the others; SIZE_MAX where memory runs out. */
size_t segbias_attribute_drop_no_ages(const struct segbias_building *b, const struct segbias_attribute *attribute,
                                      struct segbias_attribute_value *values, size_t count);

/* Refuses a table of figures whose numbers lie evenly apart (0, 5, 10, …) where they are to be added up into bands, or
 * compared with ages between them: they name bands. `campaign`: its different values, read. Errors: SEGBIAS_DATA. */
enum segbias_status segbias_attribute_refuse_starts(const struct segbias_building *b,
                                                    const struct segbias_attribute *attribute,
                                                    const struct segbias_attribute_bands *bands,
                                                    const struct segbias_campaign_bands *campaign,
                                                    struct segbias_error *error);

/* Bins into which the campaign's bands cut the reference, in the arena: its own, and what lies between them. count is 0 where
 * nothing is to be cut, or where a value of the reference lies across the edge of one. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_attribute_campaign_bins(const struct segbias_campaign_bands *campaign,
                                                    const struct segbias_attribute_bands *bands,
                                                    struct segbias_arena *arena, struct segbias_bins *bins,
                                                    struct segbias_error *error);

#endif
