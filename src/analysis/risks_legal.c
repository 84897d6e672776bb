/* The fifth risk: consent, how old the records are, children, and countries without a basis. Facts of the files: what they mean in law
 * is for people to say. */
#include "analysis/risks.h"

#include <math.h>
#include <string.h>

static double count_of(const struct segbias_register *reg, uint32_t column, uint32_t id)
{
	return (double)segbias_tally_cell(segbias_tally_table(reg->input->base->campaign, &column, 1), &id, 1).count;
}

/* `unknown` records may be such, too: none that is found is then no proof that there is none. */
static void limit_to_none(struct segbias_risk_measure *row, double unknown, const char *source)
{
	row->limit = 0;
	row->limit_source = source;
	row->verdict = row->count > 0 ? "over" : unknown > 0 ? "unclear" : "ok";
	row->reason = row->count > 0 || !(unknown > 0) ? NULL : "unknown";
}

/* --- consent ---------------------------------------------------------------------------------------------------------- */

static void add_consent(struct segbias_register *reg)
{
	const struct segbias_findings *findings = reg->findings;
	for (size_t i = 0; i < findings->consent_count; i++) {
		const struct segbias_consent *own = &findings->consents[i];
		if (own->attribute.bytes && !own->finding)
			continue;
		struct segbias_risk_measure *row = segbias_register_share(reg, "without_consent", own->without, own->n);
		row->kind = "rate";
		row->basis = isfinite(findings->persons) ? "persons" : "records";
		row->attribute = own->attribute;
		row->value = own->value;
		row->level = own->segment;
		row->low = own->rate_low;
		row->high = own->rate_high;
		row->index = 100 * own->ratio;
		row->p = own->p;
		row->q = own->q;
	}
}

/* --- ages ------------------------------------------------------------------------------------------------------------- */

enum { GROWN_UP = 18 };

/* Records of an attribute of ages: of bands wholly under 18, and of those that may be. */
static void add_minors(struct segbias_register *reg, const struct segbias_attribute *attribute)
{
	double minors = 0;
	double known = 0;
	double straddling = 0;
	for (size_t v = 0; v < attribute->value_count; v++) {
		double count = count_of(reg, attribute->column, (uint32_t)(SEGBIAS_ID_FIRST + v));
		const struct segbias_band *band = &attribute->bands[v];
		known += count;
		minors += band->end <= GROWN_UP ? count : 0;
		straddling += band->low < GROWN_UP && band->end > GROWN_UP ? count : 0;
	}
	double unknown = straddling + count_of(reg, attribute->column, SEGBIAS_ID_MISSING) +
	                 count_of(reg, attribute->column, SEGBIAS_ID_UNMATCHED);
	struct segbias_risk_measure *row = segbias_register_share(reg, "minors", minors, known);
	row->attribute = attribute->name;
	limit_to_none(row, unknown, "DSA 28(2)");
}

static void add_ages(struct segbias_register *reg)
{
	const struct segbias_matching *matching = reg->input->base->matching;
	bool any = false;
	for (size_t i = 0; i < matching->attribute_count; i++) {
		const struct segbias_attribute *attribute = &matching->attributes[i];
		bool ages = attribute->ages && attribute->bands && !attribute->dropped && !attribute->multi;
		any = any || ages;
		if (ages)
			add_minors(reg, attribute);
	}
	if (!any)
		segbias_register_lack(
		    reg, RISK_WORDS("whether there are minors"),
		    RISK_WORDS("no ages are compared; birth dates are, where both files say how old people are"),
		    "--born", "not_given");
}

/* --- days and countries ------------------------------------------------------------------------------------------------ */

static void add_days(struct segbias_register *reg)
{
	const struct segbias_risks_policy *policy = &reg->input->base->policy->risks;
	uint32_t column = reg->input->columns->collected;
	if (column == UINT32_MAX) {
		segbias_register_lack(
		    reg, RISK_WORDS("records that are kept for too long"),
		    RISK_WORDS("it was not said in which column the day stands, and how long they are kept"),
		    "--collected", "not_given");
		return;
	}
	double kept = count_of(reg, column, SEGBIAS_ID_KEPT);
	double old = count_of(reg, column, SEGBIAS_ID_TOO_OLD);
	double future = count_of(reg, column, SEGBIAS_ID_FUTURE);
	double unknown = count_of(reg, column, SEGBIAS_ID_MISSING) + count_of(reg, column, SEGBIAS_ID_UNMATCHED);
	struct segbias_label name = segbias_tally_name(reg->input->base->campaign, column);
	struct segbias_risk_measure *row = segbias_register_share(reg, "older_than", old, kept + old + future);
	row->attribute = name;
	row->level = segbias_label_of(policy->retention);
	limit_to_none(row, unknown, "retention");
	segbias_register_share(reg, "future_dates", future, kept + old + future)->attribute = name;
	row = segbias_register_share(reg, "without_date", unknown, kept + old + future + unknown);
	row->attribute = name;
}

static void add_countries(struct segbias_register *reg)
{
	uint32_t column = reg->input->columns->country;
	if (column == UINT32_MAX) {
		segbias_register_lack(reg, RISK_WORDS("people of countries for which the policy names no basis"),
		                      RISK_WORDS("it was not said in which column the country stands"), "--country",
		                      "not_given");
		return;
	}
	double without = count_of(reg, column, SEGBIAS_ID_NOT_NAMED);
	double known = without + count_of(reg, column, SEGBIAS_ID_NAMED);
	struct segbias_risk_measure *row = segbias_register_share(reg, "without_basis", without, known);
	row->attribute = segbias_tally_name(reg->input->base->campaign, column);
	limit_to_none(row, count_of(reg, column, SEGBIAS_ID_MISSING), "jurisdictions");
}

void segbias_risks_legal(struct segbias_register *reg)
{
	add_consent(reg);
	if (!reg->input->base->policy->consent_given)
		segbias_register_lack(reg, RISK_WORDS("who has not agreed"),
		                      RISK_WORDS("it was not said in which column consent stands"), "--consent",
		                      "not_given");
	segbias_register_lack(reg, RISK_WORDS("who was contacted without having agreed"),
	                      RISK_WORDS("a log of contacts would tell it; segbias does not read one yet"), NULL,
	                      "not_built");
	add_days(reg);
	add_ages(reg);
	add_countries(reg);
	segbias_register_lack(
	    reg, RISK_WORDS("special categories of data, and what stands for them"),
	    RISK_WORDS("segbias does not list them here yet; an audit lists what goes with an attribute"), NULL,
	    "not_built");
	segbias_register_lack(reg, RISK_WORDS("whether a use is lawful"),
	                      RISK_WORDS("no file can tell: this is a count, and no legal advice"), NULL, "no_file");
}
