/* A log of contacts: figures against a count of a log of known make with scipy's tests, against hand counts of short ones, and what must not
 * move or show them. */
#include "run.h"

enum { PEOPLE = 240 };

static const char REFERENCE[] = "group,kind,people\neven,a,500\nodd,a,500\neven,b,500\nodd,b,500\n";
static const char TWO[] = "group,kind\neven,a\nodd,b\n";

static char *make_people(void)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "id,group,kind,agreed\n");
	for (int i = 0; i < PEOPLE; i++)
		segbias_text_add_format(&text, "Canary%d,%s,%s,%s\n", i, i % 2 ? "odd" : "even", i % 4 < 2 ? "a" : "b",
		                        i % 10 == 0   ? "no"
		                        : i % 10 == 1 ? ""
		                                      : "yes");
	cr_assert(!text.failed);
	return text.data;
}

static int contacts_of(int i)
{
	return 1 + 7 * i % 11 % 6 + (i % 3 == 0 ? 2 : 0);
}

/* That of scripts/oracle/risks_contacts.py, in the order of i * step, its weeks from Monday, 2026-03-02. */
static char *make_log(int step, bool complaints)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "message,sent_at,user_id,channel,status\n");
	for (int k = 0; k < PEOPLE; k++) {
		int i = k * step % PEOPLE;
		for (int j = 0; j < contacts_of(i); j++)
			segbias_text_add_format(&text, "\"<Canary-%d-%d>\",2026-03-%02d %02d:00,Canary%d,%s,%s\n", i, j,
			                        2 + j / 4 * 7 + j % 4, 3 * i % 24, i, j % 2 ? "E-Mail" : "email",
			                        complaints && i % 29 == 0 && j == contacts_of(i) - 1 ? "Spam report"
			                                                                             : "delivered");
	}
	cr_assert(!text.failed);
	return text.data;
}

static struct run run_log(const char *people, const char *log, struct segbias_options options)
{
	struct segbias_stream_inlet inlet = {.name = "log.csv", .bytes = log, .size = strlen(log)};
	options.contacts = "log.csv";
	options.inlets = &inlet;
	options.inlet_count = 1;
	options.segment = "none";
	return run_files(segbias_risks, people, REFERENCE, &options);
}

/* The row of the measure: of a group its value, else NULL; of a level, or NULL. SIZE_MAX: there is none. */
static size_t find(const struct segbias_findings *findings, const char *measure, const char *value, const char *level)
{
	const char *const keys[] = {"measure", "value", "level"};
	const char *const wanted[] = {measure, value, level};
	for (size_t i = 0; i < segbias_findings_count(findings, "measures"); i++) {
		bool found = true;
		for (size_t k = 0; k < 3; k++) {
			const char *text = segbias_findings_text(findings, "measures", i, keys[k], NULL);
			found = found && !text == !wanted[k] && (!text || strcmp(text, wanted[k]) == 0);
		}
		if (found)
			return i;
	}
	return SIZE_MAX;
}

/* Fields of a row against numbers of a list. */
static void hold(const struct segbias_findings *findings, size_t row, const char *const *fields, const double *numbers)
{
	cr_assert_neq(row, SIZE_MAX, "there is no row of %s", fields[0]);
	for (size_t i = 0; fields[i]; i++)
		RUN_NEAR(segbias_findings_number(findings, "measures", row, fields[i]), numbers[i], fields[i]);
}

static double number(const struct segbias_findings *findings, const char *measure, const char *level, const char *field)
{
	size_t row = find(findings, measure, NULL, level);
	return row == SIZE_MAX ? NAN : segbias_findings_number(findings, "measures", row, field);
}

static const char *verdict(const struct segbias_findings *findings, const char *measure, const char *level)
{
	size_t row = find(findings, measure, NULL, level);
	const char *text = row == SIZE_MAX ? "none" : segbias_findings_text(findings, "measures", row, "verdict", NULL);
	return text ? text : "described";
}

/* scripts/oracle/risks_contacts.py: two groups' pressure and complaints; people over the cap, in quiet hours, who complain; complaints of
 * e-mails against both limits, and those of a log without any. */
static const double GROUPS[][10] = {
    {120.0, 473.0, 3.941666666666667, 3.6018432322568685, 4.281490101076465, 100.42462845010617, 88.94586372721268,
     0.945039603826743, 1.0, 0.0002492527248882629},
    {120.0, 471.0, 3.925, 3.5885327281846835, 4.261467271815317, 99.57716701902748, 88.20281413241094,
     0.945039603826743, 1.0, 0.00024925272488826567},
    {120.0, 5.0, 0.041666666666666664, 0.013665384116662833, 0.09455879997593412, 125.00000000000001,
     26.904923289491983, 1.0, 1.0, 0.6256893243454658},
};
static const double WHOLE[][5] = {
    {240.0, 137.0, 0.5708333333333333, 0.505580919957751, 0.6343141335708118},
    {240.0, 120.0, 0.5, 0.4350020443072119, 0.5649979556927881},
    {240.0, 9.0, 0.0375, 0.01728830714582603, 0.06999072231323067},
};
static const double LIMITS[][7] = {
    {944.0, 9.0, 0.009533898305084746, 0.004338897403735202, 0.018100962858781187, 1.740624718970447e-06,
     0.999999767976516},
    {944.0, 9.0, 0.009533898305084746, 0.004338897403735202, 0.018100962858781187, 0.0029297970041417564,
     0.9991366384470993},
    {944.0, 0.0, 0.0, 0.0, 0.015166108547676305, 1.0, 0.8211308105734156},
    {944.0, 0.0, 0.0, 0.0, 0.015166108547676305, 1.0, 0.554805016449549},
};

static const char *const GROUP_FIELDS[] = {"n",         "count", "number", "low",      "high", "index",
                                           "index_low", "p",     "p_flag", "p_within", NULL};
static const char *const LIMIT_FIELDS[] = {"n", "count", "number", "low", "high", "p_flag", "p_within", NULL};
static const char *const WHOLE_FIELDS[] = {"n", "count", "number", "low", "high", NULL};

Test(risks_contacts, equal_to_scipy)
{
	char *people = make_people();
	char *log = make_log(1, true);
	struct segbias_options options = {
	    .person = "id", .by = "group", .cap = RUN_LIST("3/week"), .quiet = "21:00-08:00"};
	struct run run = run_log(people, log, options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	hold(run.findings, find(run.findings, "pressure", "even", NULL), GROUP_FIELDS, GROUPS[0]);
	hold(run.findings, find(run.findings, "pressure", "odd", NULL), GROUP_FIELDS, GROUPS[1]);
	hold(run.findings, find(run.findings, "complaint", "even", NULL), GROUP_FIELDS, GROUPS[2]);
	hold(run.findings, find(run.findings, "over_cap", NULL, "3/week"), WHOLE_FIELDS, WHOLE[0]);
	hold(run.findings, find(run.findings, "quiet", NULL, "21:00-08:00"), WHOLE_FIELDS, WHOLE[1]);
	hold(run.findings, find(run.findings, "complaint", NULL, NULL), WHOLE_FIELDS, WHOLE[2]);
	hold(run.findings, find(run.findings, "complaint_target", NULL, "email"), LIMIT_FIELDS, LIMITS[0]);
	hold(run.findings, find(run.findings, "complaint_limit", NULL, "email"), LIMIT_FIELDS, LIMITS[1]);
	cr_expect_str_eq(verdict(run.findings, "complaint_limit", "email"), "over");
	cr_expect_eq(find(run.findings, "pressure", "a", NULL), SIZE_MAX, "--by names one attribute");
	run_release(&run);
	free(log);
	free(people);
}

/* No complaint: not recorded, unless it is said that they are. */
Test(risks_contacts, rule_of_three)
{
	char *people = make_people();
	char *log = make_log(1, false);
	struct run run = run_log(people, log, (struct segbias_options){.person = "id"});
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(find(run.findings, "complaint", NULL, NULL), SIZE_MAX);
	cr_expect_eq(find(run.findings, "complaint_limit", NULL, "email"), SIZE_MAX);
	run_release(&run);
	run = run_log(people, log, (struct segbias_options){.person = "id", .complaint = "status=spam"});
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(number(run.findings, "complaint", NULL, "count"), 0);
	hold(run.findings, find(run.findings, "complaint_target", NULL, "email"), LIMIT_FIELDS, LIMITS[2]);
	hold(run.findings, find(run.findings, "complaint_limit", NULL, "email"), LIMIT_FIELDS, LIMITS[3]);
	cr_expect_str_eq(verdict(run.findings, "complaint_limit", "email"), "unclear");
	run_release(&run);
	free(log);
	free(people);
}

/* Rows in another order, and more threads, give the same bytes, in which nobody is. */
Test(risks_contacts, neither_order_nor_persons_show)
{
	static const int STEPS[] = {1, 7, 239};
	char *people = make_people();
	char *kept = NULL;
	for (size_t s = 0; s < 3; s++) {
		char *log = make_log(STEPS[s], true);
		struct segbias_options options = {.person = "id",
		                                  .cap = RUN_LIST("3/week", "email=1/day", "5/month"),
		                                  .quiet = "21:00-08:00",
		                                  .consent = "agreed=yes",
		                                  .threads = s ? "4" : "1"};
		struct run run = run_log(people, log, options);
		cr_assert_not_null(run.findings, "%s", run.error.message);
		char *own = run_json_from(&run, "measures");
		cr_expect_null(strstr(own, "Canary"));
		cr_expect(!kept || strcmp(kept, own) == 0, "step %d", STEPS[s]);
		free(kept);
		kept = own;
		run_release(&run);
		free(log);
	}
	free(kept);
	free(people);
}

/* All of one group and nobody of the other: no ratio to the others is a test, and yet nothing could differ more. Of 240 people 120 have it:
 * p = 2 / choose(240, 120), by R dhyper(0, 120, 120, 120) = 8.2e-72. */
Test(risks_contacts, all_against_nobody)
{
	char *people = make_people();
	struct segbias_text log = {0};
	segbias_text_add_string(&log, "id,date\n");
	for (int i = 0; i < PEOPLE; i++)
		for (int j = 0; j < (i % 2 ? 4 : 1); j++)
			segbias_text_add_format(&log, "Canary%d,2026-03-0%d\n", i, 2 + j);
	struct segbias_options options = {.person = "id", .cap = RUN_LIST("3/week", "4/week")};
	struct run run = run_log(people, log.data, options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	size_t odd = find(run.findings, "over_cap", "odd", "3/week");
	size_t even = find(run.findings, "over_cap", "even", "3/week");
	size_t nobody = find(run.findings, "over_cap", "even", "4/week");
	cr_expect_str_eq(segbias_findings_text(run.findings, "measures", odd, "verdict", NULL), "over");
	cr_expect_str_eq(segbias_findings_text(run.findings, "measures", even, "verdict", NULL), "under");
	cr_expect(segbias_findings_number(run.findings, "measures", odd, "p") < 1e-70);
	cr_expect(segbias_findings_number(run.findings, "measures", even, "p") < 1e-70);
	cr_expect(isnan(segbias_findings_number(run.findings, "measures", odd, "index")));
	cr_expect_eq(segbias_findings_number(run.findings, "measures", even, "index"), 0);
	cr_expect_str_eq(segbias_findings_text(run.findings, "measures", nobody, "reason", NULL), "no_spread");
	cr_expect(isnan(segbias_findings_number(run.findings, "measures", nobody, "p")));
	run_release(&run);
	segbias_text_release(&log);
	free(people);
}

/* By hand: Ann has 2 in the ISO week that ends on Sunday, 8 March, and 2 in the next: no cap of 2/week is passed, one of 3 in the month is;
 * Bob has 3 on one day, one of them by SMS; Cem's only one came back. */
static const char SHORT[] =
    "user,date,channel,outcome\n"
    "ann,2026-03-07,email,delivered\nann,2026-03-08,email,delivered\n"
    "ann,2026-03-09,email,delivered\nann,2026-03-10,email,delivered\n"
    "bob,2026-03-08,email,delivered\nbob,2026-03-08,sms,delivered\nbob,2026-03-08,email,delivered\n"
    "cem,2026-03-08,email,bounced\n,2026-03-08,email,delivered\nbob,,email,delivered\n";

Test(risks_contacts, windows_are_the_calendars)
{
	struct segbias_options options = {
	    .cap = RUN_LIST("2/week", "3/month", "2/day", "email=2/day", "E-mail=1/day", "SMS=1/day")};
	struct run run = run_log(TWO, SHORT, options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(number(run.findings, "pressure", NULL, "n"), 2);
	cr_expect_eq(number(run.findings, "pressure", NULL, "number"), 3.5);
	cr_expect_eq(number(run.findings, "over_cap", "2/week", "count"), 1);  /* Bob */
	cr_expect_eq(number(run.findings, "over_cap", "3/month", "count"), 1); /* Ann */
	cr_expect_eq(number(run.findings, "over_cap", "2/day", "count"), 1);
	cr_expect_eq(number(run.findings, "over_cap", "email=2/day", "count"), 0);
	cr_expect_eq(number(run.findings, "over_cap", "E-mail=1/day", "count"), 1);
	cr_expect_eq(number(run.findings, "over_cap", "SMS=1/day", "n"), 1);
	cr_expect_eq(number(run.findings, "over_cap", "SMS=1/day", "count"), 0);
	cr_expect_str_eq(verdict(run.findings, "over_cap", "2/week"), "over");
	/* A row has no person, and another no time: it may be the one too many. */
	cr_expect_str_eq(verdict(run.findings, "over_cap", "email=2/day"), "unclear");
	run_release(&run);
	char known[sizeof SHORT];
	snprintf(known, sizeof known, "%.*s", (int)(strstr(SHORT, ",2026-03-08,email,delivered\nbob,,") - SHORT),
	         SHORT);
	cr_expect_eq(known[strlen(known) - 1], '\n');
	run = run_log(TWO, known, options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_str_eq(verdict(run.findings, "over_cap", "email=2/day"), "ok");
	cr_expect_eq(number(run.findings, "over_cap", "2/week", "count"), 1);
	run_release(&run);
}

/* By hand, a log of events: of a message what was delivered is the contact, and of one that was only sent (Cem's first) the sending. Ann unsubscribes from e-mail on the 1st at 10 and
 * gets one on the 3rd at 09:59, which the grace of 48 hours allows, and an SMS later; Bob gets one at 10:01 on the 3rd; Cem unsubscribes
 * last of all. */
static const char EVENTS[] =
    "message_id,timestamp,subscriber,medium,event\n"
    "1,2026-03-01T10:00:00Z,ann,email,delivered\n1,2026-03-01T10:00:00Z,ann,email,unsubscribe\n"
    "2,2026-03-03T09:58:00Z,ann,email,processed\n2,2026-03-03T09:59:00Z,ann,email,sent\n2,2026-03-03T09:59:00Z,ann,email,delivered\n"
    "3,2026-03-20T09:59:00Z,ann,sms,delivered\n4,2026-03-01T11:00:00+01:00,bob,email,unsubscribe\n"
    "4,2026-03-01T10:00:00Z,bob,email,delivered\n5,2026-03-03T12:01:00+02:00,bob,email,delivered\n"
    "5,2026-03-03T12:01:00+02:00,bob,email,open\n6,2026-03-03T12:01:00Z,cem,email,sent\n"
    "7,2026-03-04T12:01:00Z,cem,email,delivered\n7,2026-03-05T12:01:00Z,cem,email,unsubscribe\n";

Test(risks_contacts, events_and_what_follows_unsubscribing)
{
	struct run run = run_log(TWO, EVENTS, (struct segbias_options){.quiet = "21:00-08:00"});
	cr_expect_null(run.findings);
	cr_expect_str_eq(run.error.id, "quiet_needs_timezone");
	run = run_log(TWO, EVENTS, (struct segbias_options){.quiet = "10:00-12:00", .timezone = "+01:00"});
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(number(run.findings, "pressure", NULL, "n"), 3);
	cr_expect_eq(number(run.findings, "pressure", NULL, "count"), 7);
	cr_expect_eq(number(run.findings, "unsubscribe", NULL, "count"), 3);
	cr_expect_eq(number(run.findings, "after_unsubscribe", "2d", "n"), 3);
	cr_expect_eq(number(run.findings, "after_unsubscribe", "2d", "count"), 1);
	/* An hour before UTC 09:59Z is 10:59, 10:00Z is 11:00, 10:01Z is 11:01: five contacts, of Ann and Bob. */
	cr_expect_eq(number(run.findings, "quiet_contacts", NULL, "count"), 5);
	cr_expect_eq(number(run.findings, "quiet", "10:00-12:00", "count"), 2);
	run_release(&run);
	run = run_log(TWO, EVENTS, (struct segbias_options){.grace = "10d"});
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(number(run.findings, "after_unsubscribe", "10d", "count"), 0);
	cr_expect_str_eq(verdict(run.findings, "after_unsubscribe", "10d"), "ok");
	run_release(&run);
}

/* Consent of who was contacted: of 240, 24 have not agreed, and of 24 it is not known. */
Test(risks_contacts, contacted_without_consent)
{
	char *people = make_people();
	char *log = make_log(1, true);
	struct run run = run_log(people, log, (struct segbias_options){.person = "id", .consent = "agreed=yes"});
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(number(run.findings, "contacted_without_consent", NULL, "count"), 24);
	cr_expect_eq(number(run.findings, "contacted_without_consent", NULL, "n"), 216);
	cr_expect_str_eq(verdict(run.findings, "contacted_without_consent", NULL), "over");
	run_release(&run);
	free(log);
	free(people);
}

/* What is asked, or refused. */
Test(risks_contacts, what_is_not_read)
{
	static const struct {
		const char *log, *id;
	} ROWS[] = {
	    {"user,date\nann,03/04/2026\n", "log_time_order"},
	    {"user,date\nann,20260304\n", "log_time_unit"},
	    {"user,date\nann,soon\n", "log_time"},
	    {"user,customer,date\nann,ann,2026-03-04\n", "log_columns"},
	    {"user,date,Count\nann,2026-03-04,1\nann,2026-03-05,3\n", "log_counts"},
	    {"name,date\nann,2026-03-04\n", "log_column_missing"},
	    {"user,day\nann,2026-03-04\n", "log_column_missing"},
	    {"user,date,status\nann,2026-03-04,sent\nann,2026-03-04,bounced\n", "log_kind"},
	    {"user,date,status\nann,2026-03-04,delivered\nann,2026-03-04,unsubscribe\n", "log_kind"},
	    {"user,date,status\nann,2026-03-04,exploded\n", "log_outcome_unknown"},
	    {"user,date,message_id,status\nann,2026-03-04,1,open\nann,2026-03-04,1,click\n", "log_without_contacts"},
	    {"user,date\n", "log_empty"},
	    {"", "log_empty"},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct run run = run_log(TWO, ROWS[i].log, (struct segbias_options)RUN_DEFAULTS);
		cr_expect_null(run.findings, "%s", ROWS[i].log);
		cr_expect_str_eq(run.error.id, ROWS[i].id, "%s: %s", ROWS[i].log, run.error.message);
		cr_expect_null(strstr(run.error.message, "ann"));
		run_release(&run);
	}
	struct run run = run_log("id,group,kind\nann,even,a\n", "id,date\nbob,2026-03-04\n",
	                         (struct segbias_options){.person = "id"});
	cr_expect_null(run.findings);
	cr_expect_str_eq(run.error.id, "log_of_others");
}

/* By hand: of each log who has how many contacts a person, and over how many of them the mean is. Rows stand forwards and backwards. */
static double pressure_of(const char *log, const char *kind, double *n, const char **id)
{
	static char kept[64];
	struct run run = run_log(TWO, log, (struct segbias_options){.contact_log = kind});
	double mean = run.findings ? number(run.findings, "pressure", NULL, "number") : NAN;
	*n = run.findings ? number(run.findings, "pressure", NULL, "n") : NAN;
	snprintf(kept, sizeof kept, "%s", run.findings ? "read" : run.error.id);
	*id = kept;
	run_release(&run);
	return mean;
}

static char *backwards(const char *log)
{
	struct segbias_text out = {0};
	const char *head = strchr(log, '\n') + 1;
	segbias_text_add(&out, log, (size_t)(head - log));
	for (const char *end = log + strlen(log); end > head;) {
		const char *begin = end - 1;
		while (begin > head && begin[-1] != '\n')
			begin--;
		segbias_text_add(&out, begin, (size_t)(end - begin));
		end = begin;
	}
	cr_assert(!out.failed);
	return out.data;
}

Test(risks_contacts, what_is_a_contact)
{
#define HEAD "user,time,channel,status,message_id\n"
	static const struct {
		const char *log, *kind, *id;
		double n, mean;
	} ROWS[] = {
	    /* Of an SMS only the sending is told, of an e-mail the delivery: 3 of ann. */
	    {HEAD "ann,2026-03-02 10:00,email,sent,1\nann,2026-03-02 10:01,email,delivered,1\n"
	          "ann,2026-03-03 10:00,sms,sent,2\nann,2026-03-04 10:00,sms,,3\n",
	     NULL, "read", 1, 3},
	    /* A mailing's id is shared: 2 of ann, 1 of bob, and whoever opened it had it. */
	    {HEAD "ann,2026-03-02,email,opened,7\nbob,2026-03-02,email,delivered,7\nann,2026-03-03,email,delivered,8\n",
	     NULL, "read", 2, 1.5},
	    /* A row that stands twice makes no events of what was opened: it is asked. */
	    {HEAD "ann,2026-03-02,email,opened,7\nann,2026-03-03,email,delivered,8\nann,2026-03-03,email,delivered,8\n",
	     NULL, "log_kind", NAN, NAN},
	    {HEAD "ann,2026-03-02,email,opened,7\nann,2026-03-03,email,delivered,8\nann,2026-03-03,email,delivered,8\n",
	     "events", "read", 1, 1},
	    /* Nothing was delivered; what came back is no contact. */
	    {HEAD "ann,2026-03-02,email,sent,1\nann,2026-03-02,email,bounced,1\nbob,2026-03-02,email,sent,2\n"
	          "bob,2026-03-02,email,open,2\n",
	     NULL, "read", 1, 1},
	    /* It was put off, and arrived. */
	    {HEAD "ann,2026-03-02,email,deferred,1\nann,2026-03-02,email,delivered,1\n", NULL, "read", 1, 1},
	    /* Complaints that name no message are no contacts; whether they are is asked. */
	    {HEAD
	     "ann,2026-03-02,email,delivered,1\nann,2026-03-03,email,complaint,\nbob,2026-03-03,email,delivered,2\n",
	     NULL, "log_kind", NAN, NAN},
	    {HEAD
	     "ann,2026-03-02,email,delivered,1\nann,2026-03-03,email,complaint,\nbob,2026-03-03,email,delivered,2\n",
	     "events", "read", 2, 1},
	    /* One id through two channels: asked, and as said one or two. */
	    {HEAD "ann,2026-03-02,email,delivered,1\nann,2026-03-02,sms,delivered,1\n", NULL, "log_kind", NAN, NAN},
	    {HEAD "ann,2026-03-02,email,delivered,1\nann,2026-03-02,sms,delivered,1\n", "contacts", "read", 1, 2},
	    /* A mailing's id comes again every week: asked, and as said two or one. */
	    {HEAD "ann,2026-03-02,email,delivered,7\nann,2026-03-09,email,delivered,7\n", NULL, "log_kind", NAN, NAN},
	    {HEAD "ann,2026-03-02,email,delivered,7\nann,2026-03-09,email,delivered,7\n", "contacts", "read", 1, 2},
	    {HEAD "ann,2026-03-02,email,delivered,7\nann,2026-03-09,email,delivered,7\n", "events", "read", 1, 1},
	    {HEAD "ann,2026-03-02,email,sent,7\nann,2026-03-02,email,sent,7\n", NULL, "read", 1, 1},
	    /* Without ids: by channel, and where it cannot be known which came back, not at all. */
	    {"user,time,channel,status\nann,2026-03-02,email,sent\nann,2026-03-02,email,delivered\nann,2026-03-02,sms,sent\n",
	     "events", "read", 1, 2},
	    {"user,time,status\nann,2026-03-02,sent\nann,2026-03-02,bounced\nbob,2026-03-02,sent\n", "events",
	     "log_which_bounced", NAN, NAN},
	    /* A column called type holds outcomes, whatever stands in its first row. */
	    {"user,time,type\nann,2026-03-02,\nbob,2026-03-02,bounced\nbob,2026-03-03,delivered\nbob,2026-03-04,delivered\n",
	     NULL, "read", 2, 1.5},
	    {"user,time,type\nann,2026-03-02,sms\nbob,2026-03-02,email\nbob,2026-03-03,\n", NULL, "read", 2, 1.5},
	    {"user,time,type\nann,2026-03-02,sms\nbob,2026-03-02,bounced\n", NULL, "log_outcome_unknown", NAN, NAN},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		char *turned = backwards(ROWS[i].log);
		for (int side = 0; side < 2; side++) {
			double n = NAN;
			const char *id = NULL;
			double mean = pressure_of(side ? turned : ROWS[i].log, ROWS[i].kind, &n, &id);
			cr_expect_str_eq(id, ROWS[i].id, "%zu, %d: %s", i, side, id);
			cr_expect(n == ROWS[i].n || isnan(ROWS[i].n), "%zu, %d: %g people", i, side, n);
			cr_expect(mean == ROWS[i].mean || isnan(ROWS[i].mean), "%zu, %d: %g", i, side, mean);
		}
		free(turned);
	}
}

/* By hand: 60 people with an e-mail each, whose complaint stands there three times: 60 of 60, as without the repeats. */
Test(risks_contacts, a_complaint_counts_once)
{
	struct segbias_text log = {0};
	segbias_text_add_string(&log, HEAD);
	for (int i = 0; i < 60; i++)
		for (int j = 0; j < 4; j++)
			segbias_text_add_format(&log, "p%d,2026-03-02 1%d:00,email,%s,m%d\n", i, j,
			                        j ? "complaint" : "delivered", i);
	struct run run = run_log(TWO, log.data, (struct segbias_options)RUN_DEFAULTS);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(number(run.findings, "complaint_limit", "email", "count"), 60);
	cr_expect_eq(number(run.findings, "complaint_limit", "email", "n"), 60);
	cr_expect_str_eq(verdict(run.findings, "complaint_limit", "email"), "over");
	run_release(&run);
	segbias_text_release(&log);
}

/* What is not known is no pass, and one that was found stays found; by hand. */
Test(risks_contacts, what_is_not_known_is_no_pass)
{
	static const struct {
		const char *log, *measure, *level, *verdict;
	} ROWS[] = {
	    /* Nobody had an SMS; nobody had anything. */
	    {"user,date,channel,status\nann,2026-03-02,sms,bounced\nbob,2026-03-02,email,delivered\n", "over_cap",
	     "sms=1/day", "unclear"},
	    {"user,date,status\nann,2026-03-02,bounced\n", "over_cap", "1/day", "unclear"},
	    /* An hour of two is known. */
	    {"user,time\nann,2026-03-02\nbob,2026-03-02 10:00\n", "quiet", "21:00-08:00", "unclear"},
	    {"user,time\nann,2026-03-02\nbob,2026-03-02 22:00\n", "quiet", "21:00-08:00", "over"},
	    {"user,time\nann,2026-03-02 09:00\nbob,2026-03-02 10:00\n", "quiet", "21:00-08:00", "ok"},
	    /* A contact of no channel may be an SMS. */
	    {"user,date,channel\nann,2026-03-02,sms\nann,2026-03-02,\n", "over_cap", "sms=1/day", "unclear"},
	    {"user,date,channel\nann,2026-03-02,sms\nann,2026-03-02,\n", "over_cap", "2/day", "ok"},
	    /* Nobody has unsubscribed, as the option says: nobody's contacts could be too late. */
	    {"user,date,status\nann,2026-03-02,delivered\n", "after_unsubscribe", "2d", "unclear"},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		bool caps = strcmp(ROWS[i].measure, "over_cap") == 0;
		bool quiet = strcmp(ROWS[i].measure, "quiet") == 0;
		const char *const cap[] = {ROWS[i].level};
		struct run run = run_log(TWO, ROWS[i].log,
		                         (struct segbias_options){.cap = {cap, caps},
		                                                  .quiet = quiet ? ROWS[i].level : NULL,
		                                                  .unsubscribe = caps || quiet ? NULL : "status=off"});
		cr_assert_not_null(run.findings, "%zu: %s", i, run.error.message);
		cr_expect_str_eq(verdict(run.findings, ROWS[i].measure, ROWS[i].level), ROWS[i].verdict, "%zu: %s", i,
		                 verdict(run.findings, ROWS[i].measure, ROWS[i].level));
		run_release(&run);
	}
}

/* Contacts after somebody has unsubscribed, by hand: of days, of mixed clocks, of channels by another name or none. */
Test(risks_contacts, after_unsubscribing_as_far_as_it_is_known)
{
	static const struct {
		const char *left, *left_in, *contact, *contact_in, *grace, *timezone, *verdict;
	} ROWS[] = {
	    /* 2 days and 8 hours after a day's beginning, 2 days less 15 hours after its end. */
	    {"2026-03-01", "email", "2026-03-03 08:00", "email", "2d", NULL, "unclear"},
	    {"2026-03-01", "email", "2026-03-04 08:00", "email", "2d", NULL, "over"},
	    {"2026-03-01", "email", "2026-03-04", "email", "2d", NULL, "over"},
	    {"2026-03-01", "email", "2026-03-02", "email", "2d", NULL, "ok"},
	    {"2026-03-01 09:00", "email", "2026-03-01", "email", "0d", NULL, "unclear"},
	    {"2026-03-01 09:00", "email", "2026-02-28", "email", "0d", NULL, "ok"},
	    /* 01:00 at +05:00 is 20:00Z of the day before. */
	    {"2026-03-01T22:00Z", "email", "2026-03-02 01:00", "email", "0d", "+05:00", "ok"},
	    {"2026-03-01T19:00Z", "email", "2026-03-02 01:00", "email", "0d", "+05:00", "over"},
	    {"2026-03-01 22:00", "E-Mail", "2026-03-09 01:00", "mail", "2d", NULL, "over"},
	    {"2026-03-01 22:00", "e_mail", "2026-03-09 01:00", "البريد-الإلكتروني", "2d", NULL, "over"},
	    {"2026-03-01 22:00", "sms", "2026-03-09 01:00", "email", "2d", NULL, "ok"},
	    {"2026-03-01 22:00", "", "2026-03-09 01:00", "email", "2d", NULL, "unclear"},
	    {"2026-03-01 22:00", "email", "2026-03-09 01:00", "", "2d", NULL, "unclear"},
	    {"2026-03-01 22:00", "unknown", "2026-03-02 01:00", "email", "2d", NULL, "ok"},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_text log = {0};
		segbias_text_add_format(
		    &log,
		    "user,time,channel,status,message\nann,%s,%s,unsubscribe,\nann,%s,%s,delivered,2\n"
		    "bob,%s,sms,delivered,3\nbob,%s,email,delivered,4\n",
		    ROWS[i].left, ROWS[i].left_in, ROWS[i].contact, ROWS[i].contact_in, ROWS[i].contact,
		    ROWS[i].contact);
		for (int side = 0; side < 2; side++) {
			char *own = side ? backwards(log.data) : log.data;
			struct run run =
			    run_log(TWO, own,
			            (struct segbias_options){
					.grace = ROWS[i].grace, .timezone = ROWS[i].timezone, .contact_log = "events"});
			cr_assert_not_null(run.findings, "%zu: %s", i, run.error.message);
			cr_expect_str_eq(verdict(run.findings, "after_unsubscribe", ROWS[i].grace), ROWS[i].verdict,
			                 "%zu: %s", i, verdict(run.findings, "after_unsubscribe", ROWS[i].grace));
			cr_expect_eq(number(run.findings, "pressure", NULL, "count"), 3);
			run_release(&run);
			if (side)
				free(own);
		}
		segbias_text_release(&log);
	}
	struct run run = run_log(TWO, "user,time\nann,2026-03-02T10:00Z\nann,2026-03-02 10:00\n",
	                         (struct segbias_options)RUN_DEFAULTS);
	cr_expect_null(run.findings);
	cr_expect_str_eq(run.error.id, "log_clocks");
	run_release(&run);
}

/* A limit that holds for the complaints that can be read does not for those that cannot: a row without a time, or without a person. */
Test(risks_contacts, a_complaint_that_is_lost)
{
	static const char *const LAST[] = {"p1,,email,complaint,m1\n", ",2026-03-02,email,complaint,m1\n",
	                                   "p1,,email,open,m1\n"};
	for (size_t c = 0; c < 3; c++) {
		struct segbias_text log = {0};
		segbias_text_add_string(&log, HEAD);
		for (int i = 0; i < 9000; i++)
			segbias_text_add_format(&log, "p%d,2026-03-02,email,delivered,m%d\n", i, i);
		segbias_text_add_string(&log, LAST[c]);
		struct run run = run_log(TWO, log.data,
		                         (struct segbias_options){.contact_log = "events", .complaint = "status=spam"});
		cr_assert_not_null(run.findings, "%s", run.error.message);
		cr_expect_eq(number(run.findings, "complaint_limit", "email", "count"), 0);
		cr_expect_str_eq(verdict(run.findings, "complaint_limit", "email"), c < 2 ? "unclear" : "ok");
		run_release(&run);
		segbias_text_release(&log);
	}
}

/* A complaint without a channel is of the message that it names, and of none that it does not. */
Test(risks_contacts, a_complaint_is_of_its_message)
{
	for (int named = 0; named < 2; named++) {
		struct segbias_text log = {0};
		segbias_text_add_string(&log, HEAD);
		for (int i = 0; i < 3000; i++) {
			char id[16];
			snprintf(id, sizeof id, "m%d", i);
			segbias_text_add_format(&log, "p%d,2026-03-02 10:00,email,delivered,%s\n", i, id);
			if (i % 300 == 0)
				segbias_text_add_format(&log, "p%d,2026-03-02 11:00,,complaint,%s\n", i,
				                        named ? id : "");
		}
		segbias_text_add_string(&log,
		                        "p1,2026-03-02 10:00,sms,delivered,s\np0,2026-03-02 11:00,email,open,m0\n");
		struct run run = run_log(TWO, log.data, (struct segbias_options){.contact_log = "events"});
		cr_assert_not_null(run.findings, "%s", run.error.message);
		cr_expect_eq(number(run.findings, "complaint_limit", "email", "count"), named ? 10 : 0);
		cr_expect_eq(number(run.findings, "complaint", NULL, "count"), 10);
		cr_expect_str_eq(verdict(run.findings, "complaint_limit", "email"), "unclear");
		size_t row = find(run.findings, "complaint_limit", NULL, "email");
		const char *reason = segbias_findings_text(run.findings, "measures", row, "reason", NULL);
		cr_expect(named ? !reason : reason && strcmp(reason, "unknown") == 0);
		run_release(&run);
		segbias_text_release(&log);
	}
}

/* scipy: 21 of 880 e-mails of 12 people, of whom one had 400 (scripts/oracle/risks_contacts.py's formulas): the interval says as little as p
 * does of 1.68 degrees of freedom. */
Test(risks_contacts, few_people_make_a_wide_interval)
{
	static const int MAILS[] = {400, 20, 30, 10, 60, 10, 10, 200, 10, 20, 20, 90};
	static const int COMPLAINTS[] = {9, 0, 1, 0, 2, 0, 0, 5, 0, 1, 0, 3};
	static const double ROW[] = {880, 21, 0.023863636363636365, 0.004964969660951363, 0.06805899663224142};
	struct segbias_text log = {0};
	segbias_text_add_string(&log, HEAD);
	for (int i = 0; i < 12; i++)
		for (int j = 0; j < MAILS[i] + COMPLAINTS[i]; j++)
			segbias_text_add_format(&log, "p%d,2026-03-02 10:00,email,%s,m%d\n", i,
			                        j < MAILS[i] ? "delivered" : "complaint",
			                        j < MAILS[i] ? j : j - MAILS[i]);
	struct run run = run_log(TWO, log.data, (struct segbias_options)RUN_DEFAULTS);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	hold(run.findings, find(run.findings, "complaint_limit", NULL, "email"), WHOLE_FIELDS, ROW);
	run_release(&run);
	segbias_text_release(&log);
}

/* What no row bears out, or changes nothing, is told; a log of which nothing can be used says why; a hint names what works. */
Test(risks_contacts, what_is_told)
{
	static const struct {
		const char *log, *code;
		struct segbias_options options;
	} ROWS[] = {
	    {"user,time,fbl\np1,2026-03-02 10:00,abuse\n", "log_unheld", {.complaint = "fbl=abuses"}},
	    {"user,time,fbl\np1,2026-03-02 10:00,abuse\n", NULL, {.complaint = "fbl=Abuse"}},
	    {"user,time\np1,2026-03-02 19:30\n", "log_clockless", {.timezone = "+02:00"}},
	    {"user,time\np1,2026-03-02T19:30Z\np1,2026-03-03\n", NULL, {.timezone = "+02:00"}},
	    {"user,time,channel\np1,2026-03-02,sms\np1,2026-03-03,\n", "log_unplaced", {.grace = "2d"}},
	    {"user,time,channel\np1,2026-03-02,\np1,2026-03-03,\n", NULL, {.grace = "2d"}},
	    {"user,time,status,message\np1,2026-03-02,open,1\np1,2026-03-03,sent,2\n",
	     "log_unsent",
	     {.contact_log = "events"}},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct run run = run_log(TWO, ROWS[i].log, ROWS[i].options);
		cr_assert_not_null(run.findings, "%zu: %s", i, run.error.message);
		bool found = false;
		for (size_t w = 0; w < segbias_findings_count(run.findings, "warnings"); w++) {
			const char *code = segbias_findings_text(run.findings, "warnings", w, "code", NULL);
			found = found || (ROWS[i].code && strcmp(code, ROWS[i].code) == 0);
			cr_expect(ROWS[i].code || strncmp(code, "log_", 4) != 0, "%zu: %s", i, code);
		}
		cr_expect(found || !ROWS[i].code, "%zu: %s is not told", i, ROWS[i].code);
		run_release(&run);
	}
	static const char *const UNUSABLE[] = {"user,time\n,2026-03-02\n", "user,time\np1,\n", "user,time\np1,soon\n"};
	for (size_t i = 0; i < 3; i++)
		for (int joined = 0; joined < 2; joined++) {
			struct run run =
			    run_log("id,group,kind\np1,even,a\n", UNUSABLE[i],
			            (struct segbias_options){.person = joined ? "id" : NULL, .skip_bad = true});
			cr_expect_null(run.findings);
			cr_expect_str_eq(run.error.id, "log_unusable");
			run_release(&run);
		}
}
