/* What has changed since an earlier result? Runs from files to findings; the earlier one is written as JSON and read back. */
#include "analysis/change.h"
#include "jobs/run.h"

/* --- two nights -------------------------------------------------------------------------------------------------- */

static const char REFERENCE[] = "attribute,value,count\ng,a,2000000\ng,b,8000000\n";

static struct segbias_policy policy_of(const struct segbias_options *options)
{
	static const struct segbias_options DEFAULTS = {0};
	struct segbias_policy policy;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_policy_read(options ? options : &DEFAULTS, &policy, &error), SEGBIAS_OK, "%s",
	             error.message);
	return policy;
}

static struct segbias_findings *read_back(const struct run *run)
{
	struct segbias_findings *findings = NULL;
	struct segbias_error error = {0};
	char *bytes = run_render(run, "json");
	cr_assert_eq(segbias_findings_parse(bytes, strlen(bytes), &findings, &error), SEGBIAS_OK, "%s", error.message);
	segbias_free(bytes);
	return findings;
}

/* Both runs and what changed between them; release in any case. */
struct nights {
	struct run now;
	struct segbias_baseline baseline;
	enum segbias_status status;
	struct segbias_error error;
};

static void nights_release(struct nights *nights)
{
	run_release(&nights->now);
}

/* The earlier findings are freed before anybody looks. */
static struct nights compare_listed(struct run *before, struct run now, const struct segbias_options *options,
                                    bool once)
{
	struct nights nights = {.now = now, .baseline = {.once = once}};
	struct segbias_policy policy = policy_of(options);
	struct segbias_findings *earlier = read_back(before);
	nights.status = segbias_change_find(&policy, earlier, now.findings, &nights.baseline, &nights.error);
	segbias_findings_free(earlier);
	segbias_policy_release(&policy);
	run_release(before);
	return nights;
}

static struct nights compare_runs(struct run *before, struct run now, const struct segbias_options *options)
{
	return compare_listed(before, now, options, false);
}

static struct nights compare_nights(const char *const before[2], const char *const now[2],
                                    const struct segbias_options *options)
{
	struct run earlier = run_good(before[0], before[1], options);
	return compare_runs(&earlier, run_good(now[0], now[1], options), options);
}

static const struct segbias_change *find_change(const struct segbias_baseline *baseline, const char *segment,
                                                const char *value, enum segbias_change_state *state)
{
	for (int i = 0; i < SEGBIAS_CHANGE_STATES; i++)
		for (size_t j = 0; j < baseline->lists[i].count; j++) {
			const struct segbias_change *row = &baseline->lists[i].rows[j];
			if (run_is(row->segment, segment) && run_is(row->value, value)) {
				*state = (enum segbias_change_state)i;
				return row;
			}
		}
	*state = SEGBIAS_CHANGE_STATES;
	return NULL;
}

static bool has_seen(const struct segbias_seen *rows, size_t count, const char *what, const char *attribute,
                     const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].what, what) == 0 && run_is(rows[i].attribute, attribute) &&
		    run_is(rows[i].name, name))
			return true;
	return false;
}

static const struct segbias_changed *find_changed(const struct segbias_baseline *baseline, const char *what,
                                                  const char *of)
{
	for (size_t i = 0; i < baseline->changed_count; i++)
		if (strcmp(baseline->changed[i].what, what) == 0 && run_is(baseline->changed[i].of, of))
			return &baseline->changed[i];
	return NULL;
}

/* --- the states, against scipy ------------------------------------------------------------------------------------ */

struct group {
	const char *segment; /* NULL: the whole campaign */
	enum segbias_change_state a, b;
	struct {
		double before, before_n, now, now_n, p, q, ratio, shift; /* of a */
	} of;
};

/* scripts/oracle/change.py. Verdicts by hand: a is a fifth of the reference, so that .3 of a thousand is index 150, shown to be
 * beyond 125, and .1 is index 50; b, four fifths, is a finding where it is under .62 or so. */
static const struct group GROUPS[] = {
    {NULL,
     SEGBIAS_CHANGE_STATES,
     SEGBIAS_CHANGE_STATES,
     {2636, 10085, 2781, 11067, 0.094604816584205331, 0.13008162280328234, 0.96139437222830781, -111.67347545860184}},
    {"came",
     SEGBIAS_CHANGE_NEW,
     SEGBIAS_CHANGE_MOVED,
     {203, 1003, 311, 1009, 5.5971906286744882e-08, 1.5392274228854843e-07, 1.5229095773506423, 106.78564307078764}},
    {"fell",
     SEGBIAS_CHANGE_NEW,
     SEGBIAS_CHANGE_MOVED,
     {201, 1001, 97, 1003, 4.6811769438871387e-11, 2.5746473191379261e-10, 0.48162477740906634, -104.40159840159839}},
    {"grew",
     SEGBIAS_CHANGE_WORSE,
     SEGBIAS_CHANGE_NEW,
     {307, 1011, 419, 1007, 1.543884741574005e-07, 3.3965464314628112e-07, 1.3702421809548144, 113.21463897131554}},
    {"shrank",
     SEGBIAS_CHANGE_BETTER,
     SEGBIAS_CHANGE_GONE,
     {409, 1009, 313, 1003, 1.5136960783983118e-05, 2.7751094770635715e-05, 0.76985912677615076, -93.567888999008915}},
    {"left",
     SEGBIAS_CHANGE_GONE,
     SEGBIAS_CHANGE_MOVED,
     {311, 1003, 199, 1001, 1.1441204746899149e-08, 4.1951084071963545e-08, 0.64114984693762833, -111.37986041874376}},
    {"turned",
     SEGBIAS_CHANGE_NEW,
     SEGBIAS_CHANGE_MOVED,
     {313, 1007, 101, 1001, 3.7183177516582284e-32, 4.0901495268240508e-31, 0.32461787413864091, -210.13505461767625}},
    {"stayed",
     SEGBIAS_CHANGE_STATES,
     SEGBIAS_CHANGE_STATES,
     {301, 1003, 303, 1007, 1, 1, 1.0026459303150372, 0.79960119641077654}},
    {"small",
     SEGBIAS_CHANGE_OPEN,
     SEGBIAS_CHANGE_STATES,
     {12, 41, 307, 1013, 1, 1, 1.0354557420204014, 10.512195121951208}},
    {"moved",
     SEGBIAS_CHANGE_MOVED,
     SEGBIAS_CHANGE_STATES,
     {173, 1003, 227, 1009, 0.0036430393904392741, 0.0057247761849760015, 1.3043361194337666, 52.96510468594218}},
    {"alike",
     SEGBIAS_CHANGE_STATES,
     SEGBIAS_CHANGE_STATES,
     {199, 997, 203, 1013, 1, 1, 1.0039883524235194, 0.8064192577733138}},
};
enum { GROUP_COUNT = sizeof GROUPS / sizeof *GROUPS };

/* The counts of a night: of all groups, and of a segment that the other night lacks. */
static char *write_night(bool now)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "segment,g,count\n");
	for (size_t i = 1; i < GROUP_COUNT; i++) {
		const struct group *group = &GROUPS[i];
		double a = now ? group->of.now : group->of.before;
		double n = now ? group->of.now_n : group->of.before_n;
		segbias_text_add_format(&text, "%s,a,%g\n%s,b,%g\n", group->segment, a, group->segment, n - a);
	}
	segbias_text_add_string(&text, now ? "young,a,301\nyoung,b,700\n" : "old,a,207\nold,b,800\n");
	cr_assert(!text.failed);
	return text.data;
}

static struct nights all_states(const struct segbias_options *options)
{
	char *before = write_night(false);
	char *now = write_night(true);
	struct nights nights =
	    compare_nights((const char *[]){before, REFERENCE}, (const char *[]){now, REFERENCE}, options);
	cr_assert_eq(nights.status, SEGBIAS_OK, "%s", nights.error.message);
	free(before);
	free(now);
	return nights;
}

Test(change, states)
{
	struct nights nights = all_states(NULL);
	const struct segbias_baseline *baseline = &nights.baseline;
	for (size_t i = 0; i < GROUP_COUNT; i++) {
		const struct group *group = &GROUPS[i];
		const char *name = group->segment ? group->segment : "whole";
		enum segbias_change_state state;
		const struct segbias_change *row = find_change(baseline, group->segment, "a", &state);
		cr_expect_eq(state, group->a, "%s a: %d", name, (int)state);
		(void)find_change(baseline, group->segment, "b", &state);
		cr_expect_eq(state, group->b, "%s b: %d", name, (int)state);
		if (!row)
			continue;
		RUN_NEAR(row->p, group->of.p, name);
		RUN_NEAR(row->q, group->of.q, name);
		RUN_NEAR(row->ratio, group->of.ratio, name);
		RUN_NEAR(row->shift, group->of.shift, name);
		cr_expect(row->ratio_low < row->ratio && row->ratio < row->ratio_high, "%s", name);
		RUN_NEAR(row->index_before, 100 * (group->of.before / group->of.before_n / .2), name);
		RUN_NEAR(row->index_now, 100 * (group->of.now / group->of.now_n / .2), name);
	}
	/* 11 groups of two values in both nights. */
	cr_expect_eq(baseline->tested, 22);
	cr_expect_eq(baseline->untested, 0);
	cr_expect_eq(baseline->changed_count, 0);
	nights_release(&nights);
}

Test(change, verdicts_and_order)
{
	struct nights nights = all_states(NULL);
	const struct segbias_changes *new = &nights.baseline.lists[SEGBIAS_CHANGE_NEW];
	cr_assert_eq(new->count, 4);
	/* By people: "turned" lost 210 of a; 113 of b in "grew"; 107 of a came to "came"; "fell" lost 104. */
	static const char *const SEGMENTS[] = {"turned", "grew", "came", "fell"};
	static const enum segbias_verdict NOW[] = {SEGBIAS_VERDICT_UNDER, SEGBIAS_VERDICT_UNDER, SEGBIAS_VERDICT_OVER,
	                                           SEGBIAS_VERDICT_UNDER};
	static const enum segbias_verdict BEFORE[] = {SEGBIAS_VERDICT_OVER, SEGBIAS_VERDICT_WITHIN,
	                                              SEGBIAS_VERDICT_WITHIN, SEGBIAS_VERDICT_WITHIN};
	for (size_t i = 0; i < 4; i++) {
		cr_expect(run_is(new->rows[i].segment, SEGMENTS[i]), "%zu", i);
		cr_expect_eq(new->rows[i].verdict_now, NOW[i], "%zu", i);
		cr_expect_eq(new->rows[i].verdict_before, BEFORE[i], "%zu", i);
	}
	nights_release(&nights);
}

/* No alarm by itself: what is there for the first time is named. */
Test(change, segments_that_come_and_go)
{
	struct nights nights = all_states(NULL);
	const struct segbias_baseline *baseline = &nights.baseline;
	enum segbias_change_state state;
	cr_assert_eq(baseline->first_seen_count, 1);
	cr_assert_eq(baseline->last_seen_count, 1);
	cr_expect(has_seen(baseline->first_seen, 1, "segment", NULL, "young"));
	cr_expect(has_seen(baseline->last_seen, 1, "segment", NULL, "old"));
	cr_expect_eq(run_value(&nights.now, "young", "g", "a")->verdict, SEGBIAS_VERDICT_OVER);
	cr_expect_null(find_change(baseline, "young", "a", &state));
	nights_release(&nights);
}

/* Without control q is p; with a stricter one "moved" (p .0036) is no longer shown. */
Test(change, control)
{
	struct segbias_options none = {.control = "none"};
	struct segbias_options strict = {.control = "by", .alpha = "0.01"};
	enum segbias_change_state state;
	struct nights nights = all_states(&none);
	const struct segbias_change *row = find_change(&nights.baseline, "moved", "a", &state);
	cr_assert_not_null(row);
	RUN_NEAR(row->q, row->p, "none");
	nights_release(&nights);
	nights = all_states(&strict);
	cr_expect_null(find_change(&nights.baseline, "moved", "a", &state));
	cr_expect_not_null(find_change(&nights.baseline, "came", "a", &state));
	cr_expect_eq(state, SEGBIAS_CHANGE_NEW);
	nights_release(&nights);
}

/* Some millions of records, an index of 140 that becomes one of 150: certain, and within the change band. */
Test(change, band)
{
	static const char BEFORE[] = "segment,g,count\nS,a,1400003\nS,b,3600011\n";
	static const char NOW[] = "segment,g,count\nS,a,1500007\nS,b,3500009\n";
	static const char FAR[] = "segment,g,count\nS,a,1600007\nS,b,3400009\n";
	struct nights nights =
	    compare_nights((const char *[]){BEFORE, REFERENCE}, (const char *[]){NOW, REFERENCE}, NULL);
	enum segbias_change_state state;
	cr_expect_null(find_change(&nights.baseline, "S", "a", &state));
	cr_expect_eq(nights.baseline.tested, 4);
	nights_release(&nights);
	nights = compare_nights((const char *[]){BEFORE, REFERENCE}, (const char *[]){FAR, REFERENCE}, NULL);
	cr_expect_not_null(find_change(&nights.baseline, "S", "a", &state));
	cr_expect_eq(state, SEGBIAS_CHANGE_WORSE);
	nights_release(&nights);
}

/* --- sizes and references ----------------------------------------------------------------------------------------- */

static const char BEFORE[] = "segment,g,count\nS,a,203\nS,b,800\n";
static const char NOW[] = "segment,g,count\nS,a,311\nS,b,698\n";

/* scripts/oracle/stat_change.py */
struct oracle {
	double x1, n1, x0, n0, whole, ratio, error1, error0, p, alpha, low, high;
};

struct one_change {
	const char *name;
	const char *references[2]; /* before, now */
	const char *kind, *deff;
	struct oracle expected;
};

static const char OTHER[] = "attribute,value,count\ng,a,2500000\ng,b,8000000\n";
static const char FIRST[] = "attribute,value,count\ng,a,401\ng,b,1602\n";
static const char SECOND[] = "attribute,value,count\ng,a,701\ng,b,2300\n";
static const char MARGIN_FIRST[] = "attribute,value,count,moe\ng,a,401000,21000\ng,b,1602000,21000\n";
static const char MARGIN_SECOND[] = "attribute,value,count,moe\ng,a,701000,12000\ng,b,2300000,12000\n";

/* The change of "a" in the only segment. */
Test(change, sizes_and_references)
{
	static const struct one_change CHANGES[] = {
	    {"declared design effect",
	     {REFERENCE, REFERENCE},
	     NULL,
	     "2",
	     {155.5, 504.5, 101.5, 501.5, 0, 1, 0, 0, 0.0001195911184932899, 0.05, 1.2276610454035319,
	      1.8983383156975076}},
	    {"another population",
	     {REFERENCE, OTHER},
	     NULL,
	     NULL,
	     {311, 1009, 203, 1003, 1, 1.1904761904761902, 0, 0, 0.0015057089490502031, 0.05, 1.0980710163648701,
	      1.4939219417434939}},
	    {"another sample",
	     {FIRST, SECOND},
	     "sample",
	     NULL,
	     {311, 1009, 203, 1003, 1, 1.1667789872203864, 0.0010933112642908854, 0.0019945144627198852,
	      0.005530865963405361, 0.05, 1.0803861114280457, 1.584444823118986}},
	    {"other margins of error",
	     {MARGIN_FIRST, MARGIN_SECOND},
	     NULL,
	     NULL,
	     {311, 1009, 203, 1003, 1, 1.1667789872203864, 6.9517757461348424e-05, 0.00068892814187724726,
	      0.0012517383501599957, 0.05, 1.1090240650359333, 1.5419355328147182}},
	};
	for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++) {
		const struct one_change *x = &CHANGES[i];
		struct segbias_options options = {.reference_kind = x->kind, .deff = x->deff, .control = "none"};
		struct nights nights = compare_nights((const char *[]){BEFORE, x->references[0]},
		                                      (const char *[]){NOW, x->references[1]}, &options);
		enum segbias_change_state state;
		const struct segbias_change *row = find_change(&nights.baseline, "S", "a", &state);
		cr_assert_not_null(row, "%s", x->name);
		RUN_NEAR(row->p, x->expected.p, x->name);
		RUN_NEAR(row->ratio_low, x->expected.low, x->name);
		RUN_NEAR(row->ratio_high, x->expected.high, x->name);
		nights_release(&nights);
	}
}

/* The same respondents both times: their error is in both indices alike, and the test is that of the counts. The same of a
 * reference with margins of error; of another one the result has to say how large the error of a share is, which those of versions
 * before this one do not, and a share that is known too badly for a verdict has none that could change. */
Test(change, one_reference_has_no_error)
{
	static const char MARGINS[] = "attribute,value,count,moe\ng,a,2000000,90000\ng,b,8000000,100000\n";
	static const char WIDE[] = "attribute,value,count,moe\ng,a,2000000,1900000\ng,b,8000000,100000\n";
	static const char LATER[] = "attribute,value,count,moe\ng,a,2100000,90000\ng,b,8000000,100000\n";
	struct segbias_options sample = {.reference_kind = "sample", .control = "none"};
	struct segbias_options none = {.control = "none"};
	enum segbias_change_state state;
	struct nights nights = compare_nights((const char *[]){BEFORE, FIRST}, (const char *[]){NOW, FIRST}, &sample);
	const struct segbias_change *row = find_change(&nights.baseline, "S", "a", &state);
	cr_assert_not_null(row);
	RUN_NEAR(row->p, GROUPS[1].of.p, "sample"); /* of the same counts */
	nights_release(&nights);
	nights = compare_nights((const char *[]){BEFORE, MARGINS}, (const char *[]){NOW, MARGINS}, &none);
	row = find_change(&nights.baseline, "S", "a", &state);
	cr_assert_not_null(row);
	RUN_NEAR(row->p, GROUPS[1].of.p, "margin");
	nights_release(&nights);
	nights = compare_nights((const char *[]){BEFORE, WIDE}, (const char *[]){NOW, LATER}, &none);
	row = find_change(&nights.baseline, "S", "a", &state);
	cr_expect(!row || isnan(row->p));
	cr_expect_eq(nights.baseline.untested, 2, "b is known well enough");
	nights_release(&nights);
	struct run earlier = run_good(BEFORE, MARGINS, &none);
	for (size_t i = 0; i < earlier.findings->comparison_count; i++)
		for (size_t j = 0; j < earlier.findings->comparisons[i].value_count; j++)
			earlier.findings->comparisons[i].values[j].reference_se_given = false;
	nights = compare_runs(&earlier, run_good(NOW, LATER, &none), &none);
	cr_expect_eq(nights.baseline.tested, 0);
	cr_expect_eq(nights.baseline.untested, 4);
	cr_expect_not_null(find_changed(&nights.baseline, "inputs.reference.sha256", NULL));
	row = find_change(&nights.baseline, "S", "a", &state);
	cr_assert_not_null(row);
	cr_expect_eq(state, SEGBIAS_CHANGE_OPEN);
	cr_expect(isnan(row->p) && isnan(row->q) && isnan(row->ratio_low));
	RUN_NEAR(row->ratio, row->index_now / row->index_before, "ratio");
	nights_release(&nights);
}

/* Rows of so many persons, `times` each; `a` of a hundred persons have "a", with a weight of its own, the others "b" and "c". */
static char *write_rows(size_t persons, size_t a, size_t times, const char *a_weight)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "segment,who,g,w\n");
	for (size_t i = 0; i < persons; i++) {
		bool has = i % 100 < a;
		const char *other = i % 3 ? "b" : "c";
		for (size_t j = 0; j < times; j++)
			segbias_text_add_format(&text, "S,p%zu,%s,%s\n", i, has ? "a" : other, has ? a_weight : "1");
	}
	cr_assert(!text.failed);
	return text.data;
}

static const char THREE[] = "attribute,value,count\ng,a,2000000\ng,b,5000000\ng,c,3000000\n";

/* The p of "a". */
static double change_of(const char *before, const char *now, const struct segbias_options *earlier,
                        const struct segbias_options *options)
{
	enum segbias_change_state state;
	struct run first = run_good(before, THREE, earlier);
	struct nights nights = compare_runs(&first, run_good(now, THREE, options), options);
	cr_assert_eq(nights.status, SEGBIAS_OK, "%s", nights.error.message);
	const struct segbias_change *row = find_change(&nights.baseline, "S", "a", &state);
	cr_assert_not_null(row);
	double p = row->p;
	nights_release(&nights);
	return p;
}

/* Three rows of each person tell as much as one: log p is the same to a tenth, where three times the records would have thrice
 * that. */
Test(change, persons)
{
	struct segbias_options rows = {.control = "none"};
	struct segbias_options persons = {.control = "none", .person = "who"};
	char *files[] = {write_rows(400, 20, 1, "1"), write_rows(500, 32, 1, "1"), write_rows(400, 20, 3, "1"),
	                 write_rows(500, 32, 3, "1")};
	double plain = log(change_of(files[0], files[1], &rows, &rows));
	double clustered = log(change_of(files[2], files[3], &persons, &persons));
	cr_expect(fabs(clustered / plain - 1) < .1, "%g %g", clustered, plain);
	double repeated = log(change_of(files[2], files[3], &rows, &rows));
	cr_expect(repeated / plain > 2, "%g %g", repeated, plain);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		free(files[i]);
}

/* Four times the weight of "a": .2 of the rows are half of the weight. The linearised variance of a weighted share x is
 * sum w^2 (1[a] - x)^2 / (sum w)^2 n / (n - 1), from which the size of the value, not of the attribute; then the corrected score
 * of both at the larger design effect (scripts/oracle/change_weighted.py). By which alpha and kind of interval the earlier run
 * showed its share makes no difference. */
Test(change, weights)
{
	struct segbias_options weighted = {.control = "none", .campaign = {.weight = "w"}};
	struct segbias_options wilson = {
	    .control = "none", .campaign = {.weight = "w"}, .interval = "wilson", .alpha = "0.01"};
	char *before = write_rows(400, 20, 1, "4");
	char *now = write_rows(500, 32, 1, "4");
	RUN_NEAR(change_of(before, now, &weighted, &weighted), 0.00022418018804766084, "weights");
	RUN_NEAR(change_of(before, now, &wilson, &weighted), 0.00022418018804766084, "earlier interval");
	free(before);
	free(now);
}

/* Too few records in both nights: no verdict that could change. In one of them only: tested. */
Test(change, few_records)
{
	static const char FEW[] = "segment,g,count\nS,a,9\nS,b,8\n";
	static const char AS_FEW[] = "segment,g,count\nS,a,2\nS,b,15\n";
	static const char MANY_OF_FEW[] = "segment,g,count\nS,a,24\nS,b,5\n";
	static const char NOBODY[] = "segment,g,count\nS,,9\nT,a,9\nT,b,31\n";
	enum segbias_change_state state;
	struct nights nights =
	    compare_nights((const char *[]){FEW, REFERENCE}, (const char *[]){AS_FEW, REFERENCE}, NULL);
	cr_expect_eq(nights.baseline.tested, 0);
	cr_expect_eq(nights.baseline.untested, 4);
	nights_release(&nights);
	nights = compare_nights((const char *[]){FEW, REFERENCE}, (const char *[]){NOW, REFERENCE}, NULL);
	cr_expect_eq(nights.baseline.tested, 4);
	/* 9 of 17 were no finding, 311 of 1,009 are one, and are less. */
	cr_expect_not_null(find_change(&nights.baseline, "S", "a", &state));
	cr_expect_eq(state, SEGBIAS_CHANGE_OPEN);
	nights_release(&nights);
	/* 24 of 29 had no verdict, but are shown to be more than 311 of 1,009: the finding is not new. */
	nights = compare_nights((const char *[]){MANY_OF_FEW, REFERENCE}, (const char *[]){NOW, REFERENCE}, NULL);
	const struct segbias_change *row = find_change(&nights.baseline, "S", "a", &state);
	cr_assert_not_null(row);
	cr_expect(row->q < .01 && row->verdict_now == SEGBIAS_VERDICT_OVER);
	cr_expect_eq(state, SEGBIAS_CHANGE_OPEN);
	nights_release(&nights);
	nights = compare_nights((const char *[]){BEFORE, REFERENCE}, (const char *[]){NOBODY, REFERENCE}, NULL);
	cr_expect_eq(nights.status, SEGBIAS_OK);
	cr_expect_eq(nights.baseline.untested, 2, "%zu", nights.baseline.untested); /* of S */
	nights_release(&nights);
}

/* A gate lists a whole campaign that is its only segment once. 200 of 1,000 were a fifth, as in the reference, and 311 of 1,009 are over;
 * against a baseline of two segments the whole has another change, also where the index or the count of a was the same. */
Test(change, a_whole_that_is_its_only_segment_is_listed_once)
{
	static const char TODAY[] = "segment,g,count\nS,a,311\nS,b,698\n";
	static const char OF_TWO[] = "segment,g,count\nS,a,311\nS,b,698\nT,a,300\nT,b,700\n";
	static const struct {
		const char *before, *now;
		bool once;
		size_t new, tested;
	} CASES[] = {{"segment,g,count\nS,a,200\nS,b,800\n", TODAY, true, 1, 2},
	             {"segment,g,count\nS,a,200\nS,b,800\n", TODAY, false, 2, 4},
	             {"segment,g,count\nS,a,200\nS,b,800\n", OF_TWO, true, 2, 4},
	             {"segment,g,count\nS,a,200\nS,b,800\nT,a,200\nT,b,800\n", TODAY, true, 2, 4},
	             {"segment,g,count\nS,a,200\nS,b,800\nT,a,0\nT,b,50\n", TODAY, true, 2, 4}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct run before = run_good(CASES[i].before, REFERENCE, NULL);
		struct nights nights =
		    compare_listed(&before, run_good(CASES[i].now, REFERENCE, NULL), NULL, CASES[i].once);
		const struct segbias_changes *new = &nights.baseline.lists[SEGBIAS_CHANGE_NEW];
		cr_assert_eq(nights.status, SEGBIAS_OK, "%s", nights.error.message);
		cr_expect_eq(new->count, CASES[i].new, "%zu: %zu", i, new->count);
		cr_expect_eq(nights.baseline.tested, CASES[i].tested, "%zu: %zu", i, nights.baseline.tested);
		cr_expect_eq(nights.baseline.untested, 0);
		for (size_t j = 0; j < new->count &&CASES[i].once &&CASES[i].new == 1; j++)
			cr_expect(run_is(new->rows[j].segment, "S") && run_is(new->rows[j].value, "a"));
		nights_release(&nights);
	}
	/* T had values of one attribute alone: the whole is that of S by the other one. */
	static const char BOTH[] = "attribute,value,count\ng,a,2000000\ng,b,8000000\nh,a,2000000\nh,b,8000000\n";
	struct run both =
	    run_good("segment,g,h,count\nS,a,a,180\nS,b,b,720\nS,,a,20\nS,,b,80\nT,a,,20\nT,b,,80\n", BOTH, NULL);
	struct nights of_both =
	    compare_listed(&both, run_good("segment,g,h,count\nS,a,a,311\nS,b,b,698\n", BOTH, NULL), NULL, true);
	cr_expect_eq(of_both.baseline.lists[SEGBIAS_CHANGE_NEW].count, 3);
	cr_expect_eq(of_both.baseline.tested, 6);
	nights_release(&of_both);
	/* 26 of 200 were a finding among the tests of the segments, where T's by h are shown, and none among those of the whole: now 60 of 1,000
	 * are new of the whole, and worse of S. */
	both = run_good("segment,g,h,count\nS,a,a,26\nS,b,a,34\nS,b,b,140\nT,,a,20\nT,,b,180\n", BOTH, NULL);
	of_both = compare_listed(&both, run_good("segment,g,h,count\nS,a,a,60\nS,b,a,140\nS,b,b,800\n", BOTH, NULL),
	                         NULL, true);
	cr_expect_eq(of_both.baseline.lists[SEGBIAS_CHANGE_NEW].count, 1);
	cr_expect_eq(of_both.baseline.lists[SEGBIAS_CHANGE_WORSE].count, 1);
	cr_expect_eq(of_both.baseline.tested, 7);
	nights_release(&of_both);
	/* Of too few no change is tested, and they are counted once, too. */
	struct run before = run_good("segment,g,count\nS,a,9\nS,b,8\n", REFERENCE, NULL);
	struct nights nights =
	    compare_listed(&before, run_good("segment,g,count\nS,a,2\nS,b,15\n", REFERENCE, NULL), NULL, true);
	cr_expect_eq(nights.baseline.untested, 2);
	nights_release(&nights);
}

/* --- is it another run? ------------------------------------------------------------------------------------------- */

Test(change, not_itself)
{
	static const char OTHERWISE[] = "g,segment,count\na,S,203\nb,S,800\n";
	struct nights nights =
	    compare_nights((const char *[]){BEFORE, REFERENCE}, (const char *[]){BEFORE, REFERENCE}, NULL);
	cr_expect_eq(nights.status, SEGBIAS_DATA);
	cr_expect_str_eq(nights.error.id, "baseline_is_run");
	nights_release(&nights);
	nights = compare_nights((const char *[]){BEFORE, REFERENCE}, (const char *[]){OTHERWISE, REFERENCE}, NULL);
	cr_expect_eq(nights.status, SEGBIAS_OK);
	cr_expect_not_null(run_note(&nights.now, "same_figures"));
	nights_release(&nights);
	nights = compare_nights((const char *[]){BEFORE, REFERENCE}, (const char *[]){NOW, REFERENCE}, NULL);
	cr_expect_null(run_note(&nights.now, "same_figures"));
	cr_expect_null(run_note(&nights.now, "same_campaign"));
	nights_release(&nights);
}

/* A result read from memory, or of a large file, has no hash: the figures tell that it is the run itself. */
Test(change, not_itself_without_a_hash)
{
	struct run before = run_good(BEFORE, REFERENCE, NULL);
	struct run now = run_good(BEFORE, REFERENCE, NULL);
	before.findings->campaign.sha256[0] = '\0';
	struct nights nights = compare_runs(&before, now, NULL);
	cr_expect_eq(nights.status, SEGBIAS_DATA);
	cr_expect_str_eq(nights.error.id, "baseline_is_run");
	nights_release(&nights);
	before = run_good(BEFORE, REFERENCE, NULL);
	now = run_good(BEFORE, REFERENCE, NULL);
	now.findings->campaign.sha256[0] = '\0';
	nights = compare_runs(&before, now, NULL);
	cr_expect_eq(nights.status, SEGBIAS_DATA);
	nights_release(&nights);
	/* Other figures are those of another run. */
	before = run_good(BEFORE, REFERENCE, NULL);
	now = run_good(NOW, REFERENCE, NULL);
	before.findings->campaign.sha256[0] = now.findings->campaign.sha256[0] = '\0';
	nights = compare_runs(&before, now, NULL);
	cr_expect_eq(nights.status, SEGBIAS_OK, "%s", nights.error.message);
	cr_expect_null(run_note(&nights.now, "same_figures"));
	nights_release(&nights);
}

static void forget_counts(struct run *run)
{
	for (size_t i = 0; i < run->findings->comparison_count; i++)
		for (size_t j = 0; j < run->findings->comparisons[i].value_count; j++)
			run->findings->comparisons[i].values[j].count = NAN;
}

/* Two results that tell no figure are not shown to be one: neither the same run nor the same figures. */
Test(change, nothing_told_is_not_the_same)
{
	struct run before = run_good(BEFORE, REFERENCE, NULL);
	struct run now = run_good(BEFORE, REFERENCE, NULL);
	forget_counts(&before);
	forget_counts(&now);
	before.findings->campaign.sha256[0] = now.findings->campaign.sha256[0] = '\0';
	struct nights nights = compare_runs(&before, now, NULL);
	cr_expect_eq(nights.status, SEGBIAS_OK, "%s", nights.error.message);
	cr_expect_null(run_note(&nights.now, "same_figures"));
	nights_release(&nights);
}

/* One that most withhold is told by what is left. */
Test(change, what_is_told_tells_the_run)
{
	struct run before = run_good(BEFORE, REFERENCE, NULL);
	struct run now = run_good(BEFORE, REFERENCE, NULL);
	before.findings->comparisons[0].values[0].count = NAN;
	struct nights nights = compare_runs(&before, now, NULL);
	cr_expect_eq(nights.status, SEGBIAS_DATA);
	nights_release(&nights);
}

/* a was over, and is shown to have fallen; whether it is a finding now the 100 that match nothing do not let one say. */
Test(change, gone_is_not_told_of_a_verdict_that_is_withheld)
{
	static const char OVER[] = "segment,g,count\nS,a,311\nS,b,692\n";
	static const char LESS[] = "segment,g,count\nS,a,199\nS,b,802\n";
	static const char UNMATCHED[] = "segment,g,count\nS,a,199\nS,b,802\nS,z,103\n";
	static const struct {
		const char *now;
		enum segbias_reason reason;
		enum segbias_change_state state;
	} CASES[] = {{LESS, SEGBIAS_REASON_NONE, SEGBIAS_CHANGE_GONE},
	             {UNMATCHED, SEGBIAS_REASON_UNMATCHED, SEGBIAS_CHANGE_OPEN}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct nights nights =
		    compare_nights((const char *[]){OVER, REFERENCE}, (const char *[]){CASES[i].now, REFERENCE}, NULL);
		enum segbias_change_state state;
		const struct segbias_change *row = find_change(&nights.baseline, "S", "a", &state);
		cr_assert_not_null(row, "%zu", i);
		cr_expect_eq(row->reason, CASES[i].reason, "%zu", i);
		cr_expect(row->q < .05 && row->ratio < .9, "%zu", i);
		cr_expect_eq(state, CASES[i].state, "%zu: %d", i, (int)state);
		nights_release(&nights);
	}
}

/* One file of two months, of which each run takes one. */
Test(change, two_months_of_one_file)
{
	static const char BOTH[] =
	    "month,segment,g,count\n2026-10,S,a,203\n2026-10,S,b,800\n2026-11,S,a,311\n2026-11,S,b,698\n";
	struct segbias_options october = {.campaign_where = RUN_LIST("month=2026-10")};
	struct segbias_options november = {.campaign_where = RUN_LIST("month=2026-11")};
	struct run before = run_good(BOTH, REFERENCE, &october);
	struct nights nights = compare_runs(&before, run_good(BOTH, REFERENCE, &november), &november);
	enum segbias_change_state state;
	cr_expect_eq(nights.status, SEGBIAS_OK, "%s", nights.error.message);
	cr_expect_not_null(find_change(&nights.baseline, "S", "a", &state));
	cr_expect_eq(state, SEGBIAS_CHANGE_NEW);
	cr_expect_not_null(run_note(&nights.now, "same_campaign"));
	nights_release(&nights);
}

Test(change, baseline_of_another_job)
{
	struct segbias_policy policy = policy_of(NULL);
	struct segbias_baseline baseline = {.tested = 7};
	struct segbias_error error = {0};
	struct run now = run_good(NOW, REFERENCE, NULL);
	struct run plan = run_files(segbias_plan, NULL, REFERENCE, &(struct segbias_options){.plan = "2000"});
	cr_assert_not_null(plan.findings, "%s", plan.error.message);
	cr_expect_eq(segbias_change_find(&policy, plan.findings, now.findings, &baseline, &error), SEGBIAS_DATA);
	cr_expect_str_eq(error.id, "baseline_no_comparison");
	cr_expect_eq(baseline.tested, 7);
	run_release(&plan);
	run_release(&now);
	segbias_policy_release(&policy);
}

/* --- what else differs --------------------------------------------------------------------------------------------- */

Test(change, values_and_columns_that_come)
{
	static const char WIDER[] =
	    "attribute,value,count\ng,a,2000000\ng,b,7000000\ng,c,1000000\nh,u,5000000\nh,v,5000000\n";
	static const char LATER[] = "segment,note,g,h,count\nS,x,a,u,307\nS,y,b,v,591\nS,y,c,v,99\nS,y,d,v,13\n";
	struct nights nights =
	    compare_nights((const char *[]){BEFORE, REFERENCE}, (const char *[]){LATER, WIDER}, NULL);
	const struct segbias_baseline *baseline = &nights.baseline;
	cr_assert_eq(nights.status, SEGBIAS_OK, "%s", nights.error.message);
	cr_expect(has_seen(baseline->first_seen, baseline->first_seen_count, "value", "g", "c"));
	cr_expect(has_seen(baseline->first_seen, baseline->first_seen_count, "attribute", NULL, "h"));
	cr_expect(has_seen(baseline->first_seen, baseline->first_seen_count, "column", NULL, "note"));
	cr_expect(has_seen(baseline->first_seen, baseline->first_seen_count, "spelling", "g", "d"));
	cr_expect_eq(baseline->first_seen_count, 4);
	cr_expect_eq(baseline->last_seen_count, 0);
	cr_expect_not_null(find_changed(baseline, "inputs.reference.sha256", NULL));
	nights_release(&nights);
	nights = compare_nights((const char *[]){LATER, WIDER}, (const char *[]){BEFORE, REFERENCE}, NULL);
	cr_expect_eq(nights.baseline.last_seen_count, 4);
	cr_expect(has_seen(nights.baseline.last_seen, 4, "value", "g", "c"));
	cr_expect_eq(nights.baseline.first_seen_count, 0);
	nights_release(&nights);
}

/* Where nothing is compared of the whole campaign, it is seen in a segment. */
Test(change, values_without_the_whole)
{
	static const char WIDER[] = "attribute,value,count\ng,a,2000000\ng,b,7000000\ng,c,1000000\n";
	static const char LATER[] = "segment,g,count\nFR,a,307\nFR,b,591\nFR,c,99\nIT,a,211\nIT,b,803\n";
	static const char EARLIER[] = "segment,g,count\nFR,a,203\nFR,b,800\n";
	struct segbias_options apart = {.policy = "dsa-reach"};
	struct nights nights =
	    compare_nights((const char *[]){EARLIER, REFERENCE}, (const char *[]){LATER, WIDER}, &apart);
	const struct segbias_baseline *baseline = &nights.baseline;
	cr_assert_eq(nights.status, SEGBIAS_OK, "%s", nights.error.message);
	cr_expect_null(run_find(&nights.now, NULL, "g"));
	cr_expect_eq(baseline->tested, 2);
	cr_expect(has_seen(baseline->first_seen, baseline->first_seen_count, "value", "g", "c"));
	cr_expect(has_seen(baseline->first_seen, baseline->first_seen_count, "segment", NULL, "IT"));
	cr_expect_eq(baseline->first_seen_count, 2);
	nights_release(&nights);
}

/* Other bands of the same people: the band that both have is tested, and the rest is told as cut otherwise. */
Test(change, bands_and_settings)
{
	static const char AGES[] =
	    "attribute,value,count\nage,18-24,1200000\nage,25-34,1800000\nage,35-54,3300000\nage,55+,3100000\n";
	static const char OTHER_AGES[] =
	    "attribute,value,count\nage,18-34,3000000\nage,35-54,3300000\nage,55+,3100000\n";
	static const char YOUNG[] = "segment,age,count\nS,18-24,131\nS,25-34,182\nS,35-54,329\nS,55+,317\n";
	static const char OLDER[] = "age,segment,count\n18-34,S,303\n35-54,S,331\n55+,S,319\n";
	struct segbias_options wide = {.band = "70:140", .alpha = "0.01"};
	struct run before = run_good(YOUNG, AGES, NULL);
	struct nights nights = compare_runs(&before, run_good(OLDER, OTHER_AGES, &wide), &wide);
	const struct segbias_baseline *baseline = &nights.baseline;
	cr_assert_eq(nights.status, SEGBIAS_OK, "%s", nights.error.message);
	cr_expect_eq(baseline->tested, 4); /* 35-54 and 55+, of the segment and the whole */
	cr_expect_eq(baseline->first_seen_count + baseline->last_seen_count, 0);
	const struct segbias_changed *values = find_changed(baseline, "values", "age");
	cr_assert_not_null(values);
	cr_expect(run_is(values->before, "18-24,25-34,35-54,55+") && run_is(values->now, "18-34,35-54,55+"));
	const struct segbias_changed *band = find_changed(baseline, "settings.band.low", NULL);
	cr_assert_not_null(band);
	cr_expect(run_is(band->before, "80") && run_is(band->now, "70"));
	const struct segbias_changed *alpha = find_changed(baseline, "settings.alpha", NULL);
	cr_assert_not_null(alpha);
	cr_expect(run_is(alpha->before, "0.05") && run_is(alpha->now, "0.01"));
	const struct segbias_changed *order = find_changed(baseline, "inputs.campaign.columns.order", NULL);
	cr_assert_not_null(order);
	cr_expect(run_is(order->before, "segment,age,count") && run_is(order->now, "age,segment,count"));
	/* and the reference: band.high, sha256, total. */
	for (size_t i = 0; i < baseline->changed_count; i++)
		cr_expect(
		    strstr("values settings.band.low settings.band.high settings.alpha inputs.campaign.columns.order "
		           "inputs.reference.sha256 inputs.reference.total",
		           baseline->changed[i].what),
		    "%s", baseline->changed[i].what);
	nights_release(&nights);
}

Test(change, mapping)
{
	static const char SPELT[] = "segment,g,count\nS,a,203\nS,b,779\nS,x,21\n";
	struct segbias_options joined = {.recode = RUN_LIST("g:x=a")};
	struct run before = run_good(SPELT, REFERENCE, NULL);
	struct nights nights =
	    compare_runs(&before, run_good("segment,g,count\nS,a,205\nS,b,781\nS,x,23\n", REFERENCE, &joined), &joined);
	const struct segbias_changed *row = find_changed(&nights.baseline, "mapping", "g");
	cr_assert_not_null(row);
	cr_expect(run_is(row->spelling, "x") && run_is(row->before, NULL) && run_is(row->now, "a"));
	cr_expect_eq(nights.baseline.changed_count, 1);
	nights_release(&nights);
}
