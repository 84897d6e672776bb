/* segbias: correction weights, that make a campaign's margins those of a reference. */
#ifndef SEGBIAS_WEIGH_H
#define SEGBIAS_WEIGH_H

#include <segbias/compare.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How records are weighted. Zero-initialise: raking, without limits. Every text is borrowed for the call. */
struct segbias_weigh_request {
	const char *method; /**< "rake", "poststratify", "linear" or "logit"; NULL: "rake" */
	const char *bounds; /**< "0.3:3", of a weight by its start weight, around 1; needed by logit, NULL elsewhere */
	const char
	    *trim;    /**< "5": no weight is above so many times the mean, and margins are off then; NULL: any may be */
	int complete; /**< not 0: records with an unknown value get no weight; else what is unknown keeps its share */
	int weighted; /**< not 0: the campaign is read a second time, to render it with its weights ("weighted") */
	int cells;    /**< not 0: the cells and their weight can be rendered ("cells") */
	const char *recruit; /**< "200": whom to recruit, if so many people are; NULL: it is not told */
	int exchange;        /**< not 0: the fewest people to exchange, so that every value is inside the band */
	char reserved[20];   /**< zero */
};

/** Weights the records of `campaign` to the shares of `reference`, over all attributes that both have or those of the setting
 * attributes. Findings render as "text", "json" (segbias.weigh/1), "csv", "markdown" and "html", and as asked for as "weighted"
 * (the campaign as it was read, with a last column segbias_weight) and "cells".
 * With `recruit` or `exchange`, and neither `weighted` nor `cells`, targets that no weights meet are a warning, and there are no weights.
 * Errors: as segbias_compare; SEGBIAS_DATA for what cannot be met, where no exchange does or none is found, and where the campaign changes between both times it is read;
 * SEGBIAS_USAGE for what cannot be weighted, and with `weighted` for a campaign that cannot be read twice. */
SEGBIAS_PUBLIC enum segbias_status segbias_weigh(const char *campaign, const char *reference,
                                                 const struct segbias_options *options,
                                                 const struct segbias_weigh_request *request,
                                                 struct segbias_findings **findings, struct segbias_error *error);

#ifdef __cplusplus
}
#endif
#endif
