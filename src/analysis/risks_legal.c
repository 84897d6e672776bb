/* The fifth risk: consent, how old the records are, children, and countries without a basis. Facts of the files: what they mean in law
 * is for people to say. */
#include "analysis/risks.h"

#include "values/band.h"

#include <math.h>
#include <string.h>

static double count_of(const struct segbias_register *reg, uint32_t column, uint32_t id)
{
	return (double)segbias_tally_cell(segbias_tally_table(reg->input->base->campaign, &column, 1), &id, 1).count;
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
		row->basis = segbias_register_basis(findings);
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

/* People of both files who were contacted, of those whose answer is known. */
static void add_contacted(struct segbias_register *reg)
{
	const struct segbias_risks_log *log = reg->input->log;
	const uint8_t *agreed = reg->input->persons.agreed;
	double n[3] = {0};
	if (!log || !agreed) {
		segbias_register_lack(reg, RISK_WORDS("who was contacted without having agreed"),
		                      RISK_WORDS("a log of contacts, the persons of the campaign (--person) and their "
		                                 "consent (--consent) would tell it"),
		                      !log                         ? "--contacts"
		                      : reg->input->persons.joined ? "--consent"
		                                                   : "--person",
		                      "not_given");
		return;
	}
	for (size_t i = 0; i < log->count; i++)
		if (log->people[i].contacts > 0 && log->people[i].unit != UINT32_MAX)
			n[agreed[log->people[i].unit]]++;
	struct segbias_risk_measure *row = segbias_register_share(reg, "contacted_without_consent", n[2], n[1] + n[2]);
	row->basis = "persons";
	segbias_register_none(row, n[0] + log->unread + !(n[1] + n[2] > 0), "GDPR 6, 7");
}

/* --- ages ------------------------------------------------------------------------------------------------------------- */

/* Records that --within keeps out by their age. */
struct outside {
	double minors, known, all;
};

static struct outside count_outside(const struct segbias_tally *tally, const struct segbias_risks_ages *ages)
{
	struct outside out = {0};
	for (uint32_t i = 0; ages->cut && i < segbias_tally_outsiders(tally, ages->column); i++) {
		enum segbias_how how = SEGBIAS_HOW_EXACT;
		struct segbias_cell cell;
		struct segbias_label spelling = segbias_tally_outsider(tally, ages->column, i, &cell);
		uint32_t id = segbias_risks_age(ages, spelling, &how);
		double count = (double)cell.count;
		out.minors += id == SEGBIAS_ID_MINOR ? count : 0;
		out.known += id >= SEGBIAS_ID_FIRST ? count : 0;
		out.all += count;
	}
	return out;
}

/* Figures that begin at 0 or 1, and of which none reaches 18, neither here nor in the reference, may as well be codes of groups. */
static bool may_be_codes(const struct segbias_tally *tally, const struct segbias_risks_ages *ages)
{
	const struct segbias_attribute *attribute = ages->attribute;
	struct segbias_band band;
	bool begins = false;
	if (attribute && attribute->born)
		return false;
	for (uint32_t i = 0; i < segbias_tally_spellings(tally, ages->column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, ages->column, i);
		if (spelling.id < SEGBIAS_ID_FIRST)
			continue;
		if (!segbias_band_parse(spelling.label, &band) || !band.single || spelling.id == SEGBIAS_ID_GROWN)
			return false;
		begins = begins || band.low <= 1;
	}
	for (size_t v = 0; begins && attribute && v < attribute->value_count; v++)
		if (segbias_band_parse(attribute->values[v], &band) && !(band.single && band.low < SEGBIAS_GROWN_UP))
			return false;
	return begins;
}

/* The file's records, and not only those that are compared: an age that --within keeps out is still that of somebody in the file. */
static void add_minors(struct segbias_register *reg, const struct segbias_risks_ages *ages)
{
	const struct segbias_tally *tally = reg->input->base->campaign;
	const struct segbias_tally_facts *facts = segbias_tally_facts(tally);
	struct outside outside = count_outside(tally, ages);
	double minors = count_of(reg, ages->column, SEGBIAS_ID_MINOR);
	double known = minors + count_of(reg, ages->column, SEGBIAS_ID_GROWN);
	double unknown = count_of(reg, ages->column, SEGBIAS_ID_MISSING) +
	                 count_of(reg, ages->column, SEGBIAS_ID_UNMATCHED) + outside.all - outside.known;
	if (ages->cut)
		unknown += (double)facts->filtered - outside.all;
	if (ages->chosen)
		unknown += (double)facts->left_out;
	minors += outside.minors;
	known += outside.known;
	if (minors == known && may_be_codes(tally, ages)) {
		unknown += known;
		minors = known = 0;
	}
	struct segbias_risk_measure *row = segbias_register_share(reg, "minors", minors, known);
	row->attribute = segbias_tally_name(tally, ages->column);
	segbias_register_none(row, unknown, "DSA 28(2)");
}

static void add_ages(struct segbias_register *reg)
{
	const struct segbias_risks_columns *columns = reg->input->columns;
	for (size_t i = 0; i < columns->age_count; i++)
		add_minors(reg, &columns->ages[i]);
	if (!columns->age_count)
		segbias_register_lack(reg, RISK_WORDS("whether there are minors"),
		                      RISK_WORDS("the campaign has no column of ages; birth dates tell it, where "
		                                 "both files say how old people are"),
		                      "--born", "not_given");
}

/* --- days and countries ------------------------------------------------------------------------------------------------ */

static void add_days(struct segbias_register *reg)
{
	const struct segbias_risks_policy *policy = &reg->input->base->policy->risks;
	uint32_t column = reg->input->columns->collected;
	if (column == UINT32_MAX) {
		if (policy->retention) {
			segbias_register_unheld(reg, "older_than", 0, "retention");
			reg->rows[reg->count - 1].level = segbias_label_of(policy->retention);
		}
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
	segbias_register_none(row, unknown, "retention");
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
	segbias_register_none(row, count_of(reg, column, SEGBIAS_ID_MISSING), "jurisdictions");
}

void segbias_risks_legal(struct segbias_register *reg)
{
	add_consent(reg);
	if (!reg->input->base->policy->consent_given)
		segbias_register_lack(reg, RISK_WORDS("who has not agreed"),
		                      RISK_WORDS("it was not said in which column consent stands"), "--consent",
		                      "not_given");
	add_contacted(reg);
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
