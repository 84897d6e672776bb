/* The fourth risk: how often people are contacted, and what they say to it. Persons are the units throughout: the rows of one are never
 * counted as independent. */
#include "analysis/rates.h"
#include "analysis/risks.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is asked of a person; *number: how much of it. false: nothing is known of them. */
typedef bool measured(const struct segbias_contacted *person, size_t index, double *number);

struct question {
	const char *measure;
	struct segbias_label level;
	bool mean; /* a number a person; else yes or no */
	measured *of;
	size_t index;
	uint32_t most; /* of a cap */
};

static bool ask_pressure(const struct segbias_contacted *person, size_t index, double *number)
{
	(void)index;
	*number = person->contacts;
	return person->contacts > 0;
}

static bool ask_quiet(const struct segbias_contacted *person, size_t index, double *number)
{
	(void)index;
	*number = person->quiet > 0;
	return person->timed > 0;
}

static bool ask_fullest(const struct segbias_contacted *person, size_t index, double *number)
{
	*number = person->fullest[index];
	return person->fullest[index] > 0;
}

static bool ask_mark(const struct segbias_contacted *person, size_t index, double *number)
{
	*number = person->marks >> index & 1U;
	return person->contacts > 0;
}

static bool ask(const struct question *question, const struct segbias_contacted *person, double *number)
{
	bool known = question->of(person, question->index, number);
	if (question->of == ask_fullest)
		*number = *number > question->most;
	return known;
}

/* Sums of whole numbers, which no order changes. */
struct sums {
	double n, sum, squares, least, most;
};

static void add(struct sums *sums, double number)
{
	sums->least = sums->n > 0 ? fmin(sums->least, number) : number;
	sums->most = sums->n > 0 ? fmax(sums->most, number) : number;
	sums->n++;
	sums->sum += number;
	sums->squares += number * number;
}

static struct segbias_mean mean_of(const struct sums *sums)
{
	struct segbias_mean mean = {sums->n, sums->n > 0 ? sums->sum / sums->n : NAN, 0};
	if (sums->n > 1 && sums->least < sums->most)
		mean.variance = (sums->squares - sums->sum * (sums->sum / sums->n)) / (sums->n - 1);
	return mean;
}

/* --- groups -------------------------------------------------------------------------------------------------------- */

/* A group's test, until the family is judged. */
struct tested {
	size_t row;
	double p_over, p_under;
	bool inside; /* its index lies inside the band */
};

struct family {
	struct segbias_register *reg;
	struct tested *tests;
	size_t count, capacity;
};

/* The four tests of a group against all others. */
struct tests {
	double p, over, under, above, below; /* beyond the band's edges, and inside of them */
};

static struct tests test_means(const struct segbias_policy *policy, const struct segbias_mean *own,
                               const struct segbias_mean *others)
{
	double high = policy->band_high / 100;
	double low = policy->band_low / 100;
	return (struct tests){segbias_welch_p(own, others), segbias_welch_greater(own, others, high),
	                      segbias_welch_less(own, others, low), segbias_welch_greater(own, others, low),
	                      segbias_welch_less(own, others, high)};
}

static struct segbias_ratio ratio_of(const struct sums *own, const struct sums *others)
{
	return (struct segbias_ratio){.kind = SEGBIAS_KIND_SAMPLE,
	                              .k = own->sum,
	                              .n = own->n,
	                              .r = others->sum / others->n,
	                              .m = others->n,
	                              .whole = true};
}

/* Where none of the others have it, or all of them, there is no ratio to them to be tested, but one of them to the group. */
static struct tests test_rates(const struct segbias_policy *policy, const struct sums *own, const struct sums *others)
{
	double high = policy->band_high / 100;
	double low = policy->band_low / 100;
	bool turned = others->sum == 0 || (others->sum == others->n && own->sum > 0);
	struct segbias_ratio ratio = turned ? ratio_of(others, own) : ratio_of(own, others);
	struct tests tests = {segbias_ratio_p(&ratio), 0, 0, 0, 0};
	/* All of the one and none of the other: as the only value of an attribute it would be no test. */
	if (ratio.r == 1)
		tests.p =
		    segbias_hypergeometric_two_sided(own->sum, own->n, own->n + others->n, own->sum + others->sum);
	tests.over = turned ? segbias_ratio_p_less(&ratio, 1 / high) : segbias_ratio_p_greater(&ratio, high);
	tests.under = turned ? segbias_ratio_p_greater(&ratio, 1 / low) : segbias_ratio_p_less(&ratio, low);
	tests.above = turned ? segbias_ratio_p_less(&ratio, 1 / low) : segbias_ratio_p_greater(&ratio, low);
	tests.below = turned ? segbias_ratio_p_greater(&ratio, 1 / high) : segbias_ratio_p_less(&ratio, high);
	return tests;
}

static void fill_index(const struct segbias_policy *policy, const struct question *question, const struct sums *own,
                       const struct sums *others, struct segbias_risk_measure *row)
{
	struct segbias_mean x = mean_of(own);
	struct segbias_mean y = mean_of(others);
	if (!(others->sum > 0) || !(own->n > 0))
		return;
	row->index = 100 * x.mean / y.mean;
	if (question->mean) {
		segbias_welch_limits(&x, &y, policy->alpha, &row->index_low, &row->index_high);
		row->index_low *= 100;
		row->index_high *= 100;
		return;
	}
	struct segbias_ratio ratio = ratio_of(own, others);
	segbias_ratio_index(&ratio, policy->alpha, NAN, NAN, &row->index_low, &row->index_high);
}

static void fill_number(const struct segbias_policy *policy, const struct question *question, const struct sums *sums,
                        struct segbias_risk_measure *row)
{
	struct segbias_mean mean = mean_of(sums);
	row->n = sums->n;
	row->count = sums->sum;
	row->number = mean.mean;
	if (question->mean)
		segbias_mean_limits(&mean, policy->alpha, &row->low, &row->high);
	else if (sums->n > 0)
		segbias_policy_interval(policy, sums->sum, sums->n, &row->low, &row->high);
}

static struct segbias_risk_measure *add_row(struct segbias_register *reg, const struct question *question,
                                            const struct sums *sums)
{
	struct segbias_risk_measure *row =
	    segbias_register_add(reg, question->measure, question->mean ? "mean" : "rate", "persons");
	row->level = question->level;
	fill_number(reg->input->base->policy, question, sums, row);
	return row;
}

static void add_group(struct family *family, const struct question *question, const struct sums *own,
                      const struct sums *others, const struct segbias_label names[static 2])
{
	struct segbias_register *reg = family->reg;
	const struct segbias_policy *policy = reg->input->base->policy;
	bool spread = question->mean ? own->least < own->most || others->least < others->most
	                             : own->sum + others->sum > 0 && own->sum + others->sum < own->n + others->n;
	struct segbias_risk_measure *row = add_row(reg, question, own);
	row->attribute = names[0];
	row->value = names[1];
	row->verdict = "unclear";
	fill_index(policy, question, own, others, row);
	if (own->n < policy->min_n || others->n < policy->min_n || !spread) {
		row->reason = spread || own->n < policy->min_n || others->n < policy->min_n ? "too_few" : "no_spread";
		return;
	}
	struct segbias_mean x = mean_of(own);
	struct segbias_mean y = mean_of(others);
	struct tests tests = question->mean ? test_means(policy, &x, &y) : test_rates(policy, own, others);
	row->p = tests.p;
	row->p_flag = fmin(1, 2 * fmin(tests.over, tests.under));
	row->p_within = fmax(tests.above, tests.below);
	struct tested *room =
	    segbias_memory_room(family->tests, family->count, &family->capacity, sizeof *family->tests);
	reg->failed = reg->failed || !room;
	if (!room)
		return;
	/* An index without a number is beyond any band. */
	const double edge = 1e-9;
	bool inside = row->index >= policy->band_low - edge && row->index <= policy->band_high + edge;
	family->tests = room;
	family->tests[family->count++] = (struct tested){reg->count - 1, tests.over, tests.under, inside};
}

/* Every value of the attribute against all other people whose value is known. */
static void add_attribute(struct family *family, const struct question *question, size_t at)
{
	struct segbias_register *reg = family->reg;
	const struct segbias_risks_log *log = reg->input->log;
	const struct segbias_attribute *attribute = &reg->input->base->matching->attributes[at];
	struct sums *sums = segbias_memory_zeroed(attribute->value_count + 1, sizeof *sums);
	reg->failed = reg->failed || !sums;
	for (size_t i = 0; sums && i < log->count; i++) {
		const struct segbias_contacted *person = &log->people[i];
		uint32_t value = person->unit == UINT32_MAX ? UINT32_MAX : log->values[person->unit * log->width + at];
		double number = 0;
		if (value != UINT32_MAX && ask(question, person, &number))
			add(&sums[value], number);
	}
	for (size_t v = 0; sums && v < attribute->value_count; v++) {
		struct sums others = {0};
		for (size_t w = 0; w < attribute->value_count; w++) {
			if (w == v || !(sums[w].n > 0))
				continue;
			others.least = others.n > 0 ? fmin(others.least, sums[w].least) : sums[w].least;
			others.most = others.n > 0 ? fmax(others.most, sums[w].most) : sums[w].most;
			others.n += sums[w].n;
			others.sum += sums[w].sum;
			others.squares += sums[w].squares;
		}
		const struct segbias_label names[] = {attribute->name, attribute->values[v]};
		if (sums[v].n > 0)
			add_group(family, question, &sums[v], &others, names);
	}
	free(sums);
}

static bool may_be_more(const struct segbias_register *reg, const struct question *question)
{
	const struct segbias_risks_log *log = reg->input->log;
	const struct segbias_cap *caps = reg->input->base->policy->risks.contacts.caps;
	if (question->of == ask_quiet)
		return log->unread || log->untimed;
	return log->unread || (log->unplaced_contacts && caps[question->index].channel.bytes);
}

static void add_question(struct family *family, const struct question *question)
{
	struct segbias_register *reg = family->reg;
	const struct segbias_risks_log *log = reg->input->log;
	struct sums sums = {0};
	double number = 0;
	for (size_t i = 0; i < log->count; i++)
		if (ask(question, &log->people[i], &number))
			add(&sums, number);
	const char *limit = question->of == ask_fullest ? "cap" : question->of == ask_quiet ? "quiet" : NULL;
	if (!(sums.n > 0)) { /* nobody was contacted */
		if (limit) {
			segbias_register_unheld(reg, question->measure, 0, limit);
			reg->rows[reg->count - 1].level = question->level;
		}
		return;
	}
	struct segbias_risk_measure *row = add_row(reg, question, &sums);
	if (limit)
		segbias_register_none(row, may_be_more(reg, question), limit);
	for (size_t at = 0; log->joined && at < log->width; at++)
		if (log->wanted[at])
			add_attribute(family, question, at);
}

/* --- the family ------------------------------------------------------------------------------------------------------ */

static const char *verdict_of(const struct segbias_policy *policy, const struct tested *test,
                              const struct segbias_risk_measure *row, double q_likely)
{
	if (row->q_flag <= policy->alpha)
		return test->p_over < test->p_under ? "over" : "under";
	if (q_likely <= policy->alpha)
		return row->index < 100 ? "likely_under" : "likely_over";
	return row->q_within <= policy->alpha ? "within" : "unclear";
}

static void judge(struct family *family)
{
	struct segbias_register *reg = family->reg;
	const struct segbias_policy *policy = reg->input->base->policy;
	enum { PLAIN, FLAG, WITHIN, LIKELY, STEPS };
	double *p = segbias_memory_zeroed(family->count + 1, STEPS * sizeof *p);
	bool ok = p && !reg->failed;
	for (int step = 0; ok && step < STEPS; step++) {
		double *own = p + (size_t)step * family->count;
		for (size_t i = 0; i < family->count; i++) {
			struct segbias_risk_measure *row = &reg->rows[family->tests[i].row];
			bool flagged = step == LIKELY && (row->q_flag <= policy->alpha || family->tests[i].inside);
			own[i] = step == FLAG ? row->p_flag : step == WITHIN ? row->p_within : flagged ? 1 : row->p;
		}
		ok = segbias_adjust(own, family->count, policy->control, own);
		for (size_t i = 0; ok && i < family->count; i++) {
			struct segbias_risk_measure *row = &reg->rows[family->tests[i].row];
			*(step == PLAIN  ? &row->q
			  : step == FLAG ? &row->q_flag
			                 : &row->q_within) = step == LIKELY ? row->q_within : own[i];
		}
	}
	for (size_t i = 0; ok && i < family->count; i++) {
		struct segbias_risk_measure *row = &reg->rows[family->tests[i].row];
		row->verdict = verdict_of(policy, &family->tests[i], row, p[LIKELY * family->count + i]);
	}
	reg->failed = reg->failed || !ok;
	free(p);
	free(family->tests);
}

/* --- rates against a limit -------------------------------------------------------------------------------------------- */

/* Complaints and delivered e-mails, which come in persons. */
static struct segbias_rate complaint_rate(const struct segbias_risks_log *log)
{
	struct segbias_rate rate = {.clustered = true};
	double kk = 0;
	double kn = 0;
	double nn = 0;
	double nnnn = 0;
	for (size_t i = 0; i < log->count; i++) {
		double n = log->people[i].email_contacts;
		/* Whoever complains again does it of the same e-mail. */
		double k = fmin(log->people[i].email_complaints, fmax(n, 1));
		if (!(n + k > 0))
			continue;
		rate.clusters++;
		rate.n += n;
		rate.k += k;
		rate.with += k > 0;
		rate.without += k < n;
		kk += k * k;
		kn += k * n;
		nn += n * n;
		nnnn += n * n * n * n;
	}
	rate.k = fmin(rate.k, rate.n);
	double p = rate.k / rate.n;
	rate.kish = rate.n * rate.n / nn;
	/* No more sure than if every contact were somebody else's. */
	double sum = kk - 2 * p * kn + p * p * nn;
	if (rate.k > 0 && rate.clusters > 1)
		rate.variance =
		    fmax(rate.clusters / (rate.clusters - 1) * sum / (rate.n * rate.n), p * (1 - p) / rate.n);
	rate.df = fmax(1, fmin(rate.clusters - 1, nn * nn / nnnn));
	return rate;
}

/* P(at most k) at the limit, as segbias_rate_upper is P(at least k). */
static double lower_tail(const struct segbias_policy *policy, const struct segbias_rate *rate, double limit)
{
	if (isnan(segbias_rate_upper(policy, rate, limit)))
		return NAN;
	double n = segbias_rate_size(rate);
	double k = n * (rate->k / rate->n);
	double p = k < n ? segbias_beta_upper(limit, k + 1, n - k) : 1;
	return segbias_student_tail(p, rate->df);
}

/* Korn and Graubard's, with the t factor that its p has. source: R svyciprop(method = "beta"). At none the rule of three. */
static void limit_interval(const struct segbias_policy *policy, const struct segbias_rate *rate,
                           struct segbias_risk_measure *row)
{
	double tail = policy->alpha / 2;
	double n = segbias_rate_size(rate);
	if (rate->k == 0) {
		row->low = 0;
		row->high = 1 - pow(policy->alpha, 1 / n);
		return;
	}
	double factor = rate->n > 1 ? segbias_student_upper_quantile(tail, rate->n - 1) /
	                                  segbias_student_upper_quantile(tail, rate->df)
	                            : 1;
	n *= factor * factor;
	segbias_policy_interval(policy, n * (rate->k / rate->n), n, &row->low, &row->high);
}

static void add_limits(struct segbias_register *reg)
{
	static const struct {
		const char *measure;
		double limit;
	} LIMITS[] = {{"complaint_target", .001}, {"complaint_limit", .003}};
	enum { COUNT = 2 };
	const struct segbias_policy *policy = reg->input->base->policy;
	struct segbias_rate rate = complaint_rate(reg->input->log);
	double flag[COUNT];
	double within[COUNT];
	double q_flag[COUNT];
	double q_within[COUNT];
	if (!(rate.n > 0))
		return;
	for (size_t i = 0; i < COUNT; i++) {
		flag[i] = rate.k > 0 ? segbias_rate_upper(policy, &rate, LIMITS[i].limit)
		          : lower_tail(policy, &rate, LIMITS[i].limit) >= 0 ? 1
		                                                            : NAN;
		within[i] = lower_tail(policy, &rate, LIMITS[i].limit);
	}
	reg->failed = reg->failed || !segbias_adjust(flag, COUNT, policy->control, q_flag) ||
	              !segbias_adjust(within, COUNT, policy->control, q_within);
	for (size_t i = 0; i < COUNT && !reg->failed; i++) {
		struct segbias_risk_measure *row = segbias_register_add(reg, LIMITS[i].measure, "limit", "contacts");
		row->level = segbias_label_of("email");
		row->n = rate.n;
		row->count = rate.k;
		row->number = rate.k / rate.n;
		limit_interval(policy, &rate, row);
		row->limit = LIMITS[i].limit;
		row->limit_source = "Gmail";
		row->p_flag = flag[i];
		row->p_within = within[i];
		row->q_flag = q_flag[i];
		row->q_within = q_within[i];
		row->verdict = q_flag[i] <= policy->alpha ? "over" : q_within[i] <= policy->alpha ? "ok" : "unclear";
		row->reason = isnan(flag[i]) ? "too_few" : NULL;
		if (reg->input->log->unplaced_complaints && strcmp(row->verdict, "ok") == 0) {
			row->verdict = "unclear";
			row->reason = "unknown";
		}
	}
}

/* --- facts ----------------------------------------------------------------------------------------------------------- */

static void add_quiet_contacts(struct segbias_register *reg)
{
	const struct segbias_risks_log *log = reg->input->log;
	double timed = 0;
	double quiet = 0;
	for (size_t i = 0; i < log->count; i++) {
		timed += log->people[i].timed;
		quiet += log->people[i].quiet;
	}
	segbias_register_share(reg, "quiet_contacts", quiet, timed)->basis = "contacts";
}

/* Who was contacted in a channel later than they had unsubscribed there. */
static void add_after(struct segbias_register *reg)
{
	const struct segbias_risks_log *log = reg->input->log;
	const struct segbias_contacts_policy *policy = &reg->input->base->policy->risks.contacts;
	double unsubscribed = 0;
	double after = 0;
	bool maybe = log->unread;
	for (size_t i = 0; i < log->count; i++) {
		unsubscribed += log->people[i].unsubscribed;
		after += log->people[i].after;
		maybe = maybe || log->people[i].maybe_after;
	}
	const char *grace = policy->grace ? policy->grace : "2d";
	if (!(unsubscribed > 0)) {
		segbias_register_unheld(reg, "after_unsubscribe", 0, "grace");
		reg->rows[reg->count - 1].level = segbias_label_of(grace);
		return;
	}
	struct segbias_risk_measure *row = segbias_register_share(reg, "after_unsubscribe", after, unsubscribed);
	row->basis = "persons";
	row->level = segbias_label_of(grace);
	segbias_register_none(row, maybe, "grace");
}

/* By how full the fullest window of the first cap was: described, as who leaves is contacted less. */
static void add_bands(struct segbias_register *reg, const struct question *question)
{
	static const struct {
		const char *level;
		uint32_t from, to;
	} BANDS[] = {{"1", 1, 1}, {"2-3", 2, 3}, {"4-7", 4, 7}, {"8+", 8, UINT32_MAX}};
	const struct segbias_risks_log *log = reg->input->log;
	for (size_t band = 0; band < sizeof BANDS / sizeof *BANDS; band++) {
		struct question own = *question;
		struct sums sums = {0};
		double number = 0;
		own.level = segbias_label_of(BANDS[band].level);
		for (size_t i = 0; i < log->count; i++) {
			uint32_t fullest = log->people[i].fullest[0];
			if (fullest >= BANDS[band].from && fullest <= BANDS[band].to &&
			    ask(question, &log->people[i], &number))
				add(&sums, number);
		}
		if (sums.n > 0)
			(void)add_row(reg, &own, &sums);
	}
}

/* --- all of it -------------------------------------------------------------------------------------------------------- */

static const struct {
	const char *measure, *what, *needs;
} MARKS[] = {{"complaint", RISK_WORDS("complaints"), "--complaint"},
             {"unsubscribe", RISK_WORDS("unsubscribing"), "--unsubscribe"},
             {"block", RISK_WORDS("blocks"), "--block"}};
enum { MARK_COUNT = sizeof MARKS / sizeof *MARKS };

static void add_lacks_of_log(struct segbias_register *reg)
{
	const struct segbias_risks_log *log = reg->input->log;
	static const char *const NEVER =
	    RISK_WORDS("the log never holds one; the option says that it records them, and that there was none");
	if (!reg->input->base->policy->risks.contacts.cap_count)
		segbias_register_lack(reg, RISK_WORDS("people who are contacted more often than they should be"),
		                      RISK_WORDS("it was not said how often that is"), "--cap", "not_given");
	if (!reg->input->base->policy->risks.contacts.quiet)
		segbias_register_lack(reg, RISK_WORDS("contacts in the hours of rest"),
		                      RISK_WORDS("it was not said which hours these are"), "--quiet", "not_given");
	for (size_t mark = 0; mark < MARK_COUNT; mark++)
		if (!log->recorded[mark])
			segbias_register_lack(reg, MARKS[mark].what, NEVER, MARKS[mark].needs, "not_in_files");
	if (!log->recorded[1])
		segbias_register_lack(reg, RISK_WORDS("contacts after somebody has unsubscribed"), NEVER,
		                      "--unsubscribe", "not_in_files");
	if (log->recorded[0] && !log->email)
		segbias_register_lack(reg, RISK_WORDS("complaints for each delivered e-mail"),
		                      RISK_WORDS("the log has no column of channels, or no contact in it is an e-mail"),
		                      NULL, "not_in_files");
	if (!log->joined)
		segbias_register_lack(
		    reg, RISK_WORDS("which groups are contacted more"),
		    RISK_WORDS("it was not said which column of the campaign the people of the log stand in"),
		    "--person", "not_given");
}

static void add_log(struct segbias_register *reg)
{
	const struct segbias_risks_log *log = reg->input->log;
	const struct segbias_contacts_policy *policy = &reg->input->base->policy->risks.contacts;
	struct family family = {.reg = reg};
	struct question question = {"pressure", {NULL, 0}, true, ask_pressure, 0, 0};
	add_question(&family, &question);
	for (size_t i = 0; i < policy->cap_count; i++) {
		question =
		    (struct question){"over_cap", policy->caps[i].text, false, ask_fullest, i, policy->caps[i].most};
		add_question(&family, &question);
	}
	double timed = 0;
	for (size_t i = 0; i < log->count; i++)
		timed += log->people[i].timed;
	if (policy->quiet && timed > 0) {
		add_quiet_contacts(reg);
		question = (struct question){"quiet", segbias_label_of(policy->quiet), false, ask_quiet, 0, 0};
		add_question(&family, &question);
	} else if (policy->quiet) {
		segbias_register_unheld(reg, "quiet", 0, "quiet");
	}
	for (size_t mark = 0; mark < MARK_COUNT; mark++) {
		if (!log->recorded[mark])
			continue;
		question = (struct question){MARKS[mark].measure, {NULL, 0}, false, ask_mark, mark, 0};
		add_question(&family, &question);
		if (policy->cap_count)
			add_bands(reg, &question);
	}
	if (log->recorded[0] && log->email)
		add_limits(reg);
	if (log->recorded[1])
		add_after(reg);
	judge(&family);
	add_lacks_of_log(reg);
}

static void add_lacks(struct segbias_register *reg)
{
	const struct segbias_contacts_policy *policy = &reg->input->base->policy->risks.contacts;
	static const char *const WHY = RISK_WORDS("a log of contacts would tell it");
	for (size_t i = 0; i < policy->cap_count; i++) {
		segbias_register_unheld(reg, "over_cap", 0, "cap");
		reg->rows[reg->count - 1].level = policy->caps[i].text;
	}
	if (policy->quiet)
		segbias_register_unheld(reg, "quiet", 0, "quiet");
	segbias_register_lack(reg, RISK_WORDS("how often people are contacted, and when"), WHY, "--contacts",
	                      "not_given");
	segbias_register_lack(reg, RISK_WORDS("complaints, unsubscribing and blocks"), WHY, "--contacts", "not_given");
	segbias_register_lack(reg, RISK_WORDS("contacts after somebody has unsubscribed"), WHY, "--contacts",
	                      "not_given");
}

void segbias_risks_trust(struct segbias_register *reg)
{
	if (reg->input->log)
		add_log(reg);
	else
		add_lacks(reg);
	segbias_register_lack(reg, RISK_WORDS("trust and loyalty themselves"),
	                      RISK_WORDS("no file can tell: only asking people can"), NULL, "no_file");
}
