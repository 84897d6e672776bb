/* Bands of a campaign that lie across edges of the reference's: how many of their people are in which is not known. */
#include "match/match.h"

#include "base/number.h"
#include "values/band.h"

#include <math.h>
#include <stdlib.h>

enum { EDGES_MAX = 64 };

/* The lower edges of a file's bands, in ascending order. */
struct edges {
	double edges[EDGES_MAX];
	size_t count;
};

static void add_edge(struct edges *edges, double edge)
{
	size_t at = 0;
	while (at < edges->count && edges->edges[at] < edge)
		at++;
	if (edges->count == EDGES_MAX || !isfinite(edge) || (at < edges->count && edges->edges[at] == edge))
		return;
	for (size_t i = edges->count++; i > at; i--)
		edges->edges[i] = edges->edges[i - 1];
	edges->edges[at] = edge;
}

static bool has_edge(const struct edges *edges, double edge)
{
	for (size_t i = 0; i < edges->count; i++)
		if (edges->edges[i] == edge)
			return true;
	return false;
}

/* "18, 25, 35": from one of them on. */
static void list_edges(const struct edges *edges, size_t from, const char *between, struct segbias_text *out)
{
	char number[SEGBIAS_NUMBER_MAX];
	for (size_t i = from; i < edges->count; i++)
		segbias_text_add_format(out, "%s%s", i == from ? "" : between,
		                        segbias_number_format(edges->edges[i], number));
}

static struct edges shared_edges(const struct edges *a, const struct edges *b)
{
	struct edges both = {.count = 0};
	for (size_t i = 0; i < a->count; i++)
		if (has_edge(b, a->edges[i]))
			add_edge(&both, a->edges[i]);
	return both;
}

/* How both can be compared. Where one of them begins later than the other, what lies below the first edge that they share is not of
 * the same people. */
static void hint_bins(const struct edges *campaign, const struct edges *reference, const char *name, bool copyable,
                      struct segbias_error *error)
{
	struct edges both = shared_edges(campaign, reference);
	struct segbias_text list = {0};
	char number[SEGBIAS_NUMBER_MAX];
	bool same = campaign->count && reference->count && campaign->edges[0] == reference->edges[0];
	/* the least is where the bands begin, and cuts nothing */
	if (copyable && both.count > 1) {
		list_edges(&both, 1, ",", &list);
		if (same)
			segbias_error_hint(error, "--bins '%s=%s' adds both up into the bands that they share", name,
			                   list.data ? list.data : "");
		else
			segbias_error_hint(
			    error, "--within '%s=%s+' --bins '%s=%s' adds both up into the bands that they share", name,
			    segbias_number_format(both.edges[0], number), name, list.data ? list.data : "");
	} else if (copyable && both.count == 1 && !same) {
		char begins[2][SEGBIAS_NUMBER_MAX];
		segbias_error_hint(
		    error,
		    "--bins '%s=%s' adds both up, but below that the campaign's begin at %s and the reference's at %s",
		    name, segbias_number_format(both.edges[0], number),
		    segbias_number_format(campaign->edges[0], begins[0]),
		    segbias_number_format(reference->edges[0], begins[1]));
	} else {
		segbias_error_hint(
		    error, "they share no edge: --recode '%s:FROM=TO' counts a band in another, as a guess", name);
	}
	segbias_text_release(&list);
}

/* Whether the band has a part in one of the reference's, and lies in none. */
static bool lies_across(const struct segbias_attribute *attribute, const struct segbias_band *band)
{
	bool across = false;
	for (size_t v = 0; v < attribute->value_count; v++) {
		const struct segbias_band *own = &attribute->bands[v];
		if (isnan(own->low) || own->single)
			continue;
		if (segbias_band_within(band, own))
			return false;
		across = across || (band->low < own->end && own->low < band->end);
	}
	return across;
}

/* Whether an edge of the band lies in one of the reference's, so that no adding up helps. */
static bool cuts(const struct segbias_attribute *attribute, const struct segbias_band *band)
{
	for (size_t v = 0; v < attribute->value_count; v++) {
		const struct segbias_band *own = &attribute->bands[v];
		if (isnan(own->low) || own->single)
			continue;
		if ((own->low < band->low && band->low < own->end) || (own->low < band->end && band->end < own->end))
			return true;
	}
	return false;
}

static enum segbias_status refuse(const struct segbias_attribute *attribute, const struct edges *campaign,
                                  struct segbias_label example, const char *path, struct segbias_error *error)
{
	struct edges reference = {.count = 0};
	struct segbias_text lists[2] = {{0}, {0}};
	char name[SEGBIAS_QUOTE_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t v = 0; v < attribute->value_count; v++)
		add_edge(&reference, attribute->bands[v].low);
	list_edges(campaign, 0, ", ", &lists[0]);
	list_edges(&reference, 0, ", ", &lists[1]);
	segbias_label_show(attribute->name, name);
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "bands_do_not_nest|%s: the bands of the two files do not nest, as %s lies across an edge: the campaign's begin at %s, "
	    "the reference's at %s",
	    name, segbias_label_quote(example, quoted), lists[0].data ? lists[0].data : "",
	    lists[1].data ? lists[1].data : "");
	hint_bins(campaign, &reference, name, segbias_label_copyable(attribute->name), error);
	segbias_error_place(error, path, 0, 0);
	for (size_t i = 0; i < 2; i++)
		segbias_text_release(&lists[i]);
	return SEGBIAS_DATA;
}

static enum segbias_status check(const struct segbias_attribute *attribute, const struct segbias_tally *tally,
                                 const struct segbias_policy *policy, const char *path, struct segbias_error *error)
{
	struct edges edges = {.count = 0};
	struct segbias_label example = {NULL, 0};
	double given = 0;
	double across = 0;
	double most = 0;
	bool example_cuts = false;
	for (uint32_t i = 0; i < segbias_tally_spellings(tally, attribute->column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, attribute->column, i);
		struct segbias_band band;
		double count = (double)spelling.count;
		given += spelling.id == SEGBIAS_ID_MISSING ? 0 : count;
		if (!segbias_band_parse(spelling.label, &band) || band.single)
			continue;
		add_edge(&edges, band.low);
		if (spelling.id != SEGBIAS_ID_UNMATCHED || !lies_across(attribute, &band))
			continue;
		across += count;
		bool cut = cuts(attribute, &band);
		if (cut > example_cuts || (cut == example_cuts && count > most)) {
			example = spelling.label;
			example_cuts = cut;
			most = count;
		}
	}
	return across > policy->unmatched_max * given ? refuse(attribute, &edges, example, path, error) : SEGBIAS_OK;
}

enum segbias_status segbias_match_nesting(const struct segbias_matching *matching, const struct segbias_tally *tally,
                                          const struct segbias_policy *policy, const char *path,
                                          struct segbias_error *error)
{
	for (size_t i = 0; i < matching->attribute_count; i++) {
		const struct segbias_attribute *attribute = &matching->attributes[i];
		if (attribute->dropped || !attribute->bands || attribute->born)
			continue;
		enum segbias_status status = check(attribute, tally, policy, path, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}
