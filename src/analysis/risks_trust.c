/* The fourth risk: how often people are contacted, and what they say to it. Persons are the units throughout: the rows of one are never
 * counted as independent. */
#include "analysis/rates.h"
#include "analysis/risks_groups.h"

#include <math.h>
#include <string.h>

static const struct segbias_contacted *person_of(const struct segbias_risk_question *question, size_t person)
{
	return &((const struct segbias_contacted *)question->people)[person];
}

static uint32_t unit_of(const void *people, size_t person)
{
	return ((const struct segbias_contacted *)people)[person].unit;
}

static bool ask_pressure(const struct segbias_risk_question *question, size_t at, double numbers[static 2])
{
	const struct segbias_contacted *person = person_of(question, at);
	numbers[0] = person->contacts;
	return person->contacts > 0;
}

static bool ask_quiet(const struct segbias_risk_question *question, size_t at, double numbers[static 2])
{
	const struct segbias_contacted *person = person_of(question, at);
	numbers[0] = person->quiet > 0;
	return person->timed > 0;
}

static bool ask_fullest(const struct segbias_risk_question *question, size_t at, double numbers[static 2])
{
	const struct segbias_contacted *person = person_of(question, at);
	numbers[0] = person->fullest[question->index] > question->most;
	return person->fullest[question->index] > 0;
}

static bool ask_mark(const struct segbias_risk_question *question, size_t at, double numbers[static 2])
{
	const struct segbias_contacted *person = person_of(question, at);
	numbers[0] = person->marks >> question->index & 1U;
	return person->contacts > 0;
}

static bool may_be_more(const struct segbias_register *reg, const struct segbias_risk_question *question)
{
	const struct segbias_risks_log *log = reg->input->log;
	const struct segbias_cap *caps = reg->input->base->policy->risks.contacts.caps;
	if (question->of == ask_quiet)
		return log->unread || log->untimed;
	return log->unread || (log->unplaced_contacts && caps[question->index].channel.bytes);
}

/* Of all people in a log of contacts. */
static void ask(struct segbias_risk_family *family, struct segbias_risk_question question)
{
	struct segbias_register *reg = family->reg;
	const struct segbias_risks_log *log = reg->input->log;
	question.people = log->people;
	question.count = log->count;
	question.unit = unit_of;
	const char *limit = question.of == ask_fullest ? "cap" : question.of == ask_quiet ? "quiet" : NULL;
	size_t first = reg->count;
	bool known = segbias_risk_ask(family, &question);
	if (!limit || reg->failed)
		return;
	if (known) {
		segbias_register_none(&reg->rows[first], may_be_more(reg, &question), limit);
		return;
	}
	segbias_register_unheld(reg, question.measure, 0, limit); /* nobody was contacted */
	reg->rows[reg->count - 1].level = question.level;
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
struct band {
	const char *level;
	uint32_t from, to;
	const struct segbias_contacted *people;
};

static bool is_in_band(const void *context, size_t person)
{
	const struct band *band = context;
	uint32_t fullest = band->people[person].fullest[0];
	return fullest >= band->from && fullest <= band->to;
}

static void add_bands(struct segbias_register *reg, struct segbias_risk_question question)
{
	const struct segbias_risks_log *log = reg->input->log;
	const struct band BANDS[] = {{"1", 1, 1, log->people},
	                             {"2-3", 2, 3, log->people},
	                             {"4-7", 4, 7, log->people},
	                             {"8+", 8, UINT32_MAX, log->people}};
	question.people = log->people;
	question.count = log->count;
	for (size_t band = 0; band < sizeof BANDS / sizeof *BANDS; band++) {
		question.level = segbias_label_of(BANDS[band].level);
		(void)segbias_risk_describe(reg, &question, is_in_band, &BANDS[band]);
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
	if (!reg->input->persons.joined)
		segbias_register_lack(
		    reg, RISK_WORDS("which groups are contacted more"),
		    RISK_WORDS("it was not said which column of the campaign the people of the log stand in"),
		    "--person", "not_given");
}

static void add_log(struct segbias_register *reg)
{
	const struct segbias_risks_log *log = reg->input->log;
	const struct segbias_contacts_policy *policy = &reg->input->base->policy->risks.contacts;
	struct segbias_risk_family family = {.reg = reg};
	ask(&family,
	    (struct segbias_risk_question){.measure = "pressure", .kind = SEGBIAS_RISK_COUNT, .of = ask_pressure});
	for (size_t i = 0; i < policy->cap_count; i++)
		ask(&family, (struct segbias_risk_question){.measure = "over_cap",
		                                            .level = policy->caps[i].text,
		                                            .of = ask_fullest,
		                                            .index = i,
		                                            .most = policy->caps[i].most});
	double timed = 0;
	for (size_t i = 0; i < log->count; i++)
		timed += log->people[i].timed;
	if (policy->quiet && timed > 0) {
		add_quiet_contacts(reg);
		ask(&family, (struct segbias_risk_question){
				 .measure = "quiet", .level = segbias_label_of(policy->quiet), .of = ask_quiet});
	} else if (policy->quiet) {
		segbias_register_unheld(reg, "quiet", 0, "quiet");
	}
	for (size_t mark = 0; mark < MARK_COUNT; mark++) {
		if (!log->recorded[mark])
			continue;
		struct segbias_risk_question question = {.measure = MARKS[mark].measure, .of = ask_mark, .index = mark};
		ask(&family, question);
		if (policy->cap_count)
			add_bands(reg, question);
	}
	if (log->recorded[0] && log->email)
		add_limits(reg);
	if (log->recorded[1])
		add_after(reg);
	segbias_risk_judge(&family);
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
