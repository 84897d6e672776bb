/* Does a difference turn round within the values of another attribute? The expected numbers are those of R:
 * scripts/oracle/simpson.R has the same tables. */
#include "jobs/run.h"

/* --- Berkeley --------------------------------------------------------------------------------------------------- */

/* R's UCBAdmissions: Bickel, Hammel and O'Connell, Science 187 (1975); admitted and rejected, departments A to F. */
static const int MEN[][2] = {{512, 313}, {353, 207}, {120, 205}, {138, 279}, {53, 138}, {22, 351}};
static const int WOMEN[][2] = {{89, 19}, {17, 8}, {202, 391}, {131, 244}, {94, 299}, {24, 317}};

/* mantelhaen.test(UCBAdmissions, correct = FALSE) and the like: crude odds ratio, fisher.test's p, p.adjust(p, "BH"),
 * common odds ratio, its limits, statistic and p, p of Breslow and Day with Tarone's correction, whether it is explained; of
 * Female and Male within departments, and of departments A to F within genders */
static const double BERKELEY[][10] = {
    {0.54315943891880314, 4.8359031793372619e-22, 7.7374450869396537e-22, 1.1053426615022164, 0.94310282851608107,
     1.2954922436816445, 1.5246066604434427, 0.21692369705551723, 0.0020714013978812458, 1},
    {1.8410800371812923, 4.8359031793372835e-22, 7.7374450869396537e-22, 0.90469682825862308, 0.77190736175935049,
     1.0603297644366556, 1.5246066604434356, 0.21692369705551837, 0.002071401397881274, 1},
    {3.8259772191017101, 4.2470768950281443e-71, 1.6988307580112577e-70, 3.3741127150162846, 2.8820324379034905,
     3.9502111301412759, 247.93048091923819, 7.3387292176297564e-56, 6.2374787724751808e-09, 0},
    {3.1759549995802203, 1.625511058429908e-37, 4.3346961558130874e-37, 2.6792763294134354, 2.2215532764253996,
     3.2313074485009716, 111.44722890918247, 4.7220879101869301e-26, 0.13325565891733912, 0},
    {0.82001667314546389, 0.0099103279330091752, 0.0099103279330091752, 0.98297127799727024, 0.84031718113130194,
     1.1498426487802709, 0.04641411905621947, 0.82942478335287373, 0.00015433174121371655, 0},
    {0.77808687327742154, 0.0022694021769243422, 0.0025936024879135338, 0.81703676492164357, 0.69544707183391929,
     0.95988480255337594, 6.1827394806590599, 0.012900239717806154, 4.7557534747642266e-07, 0},
    {0.48825950339834007, 1.6855921630622813e-13, 2.247456217416375e-13, 0.57272848084185168, 0.46820047658942854,
     0.70059286388778863, 30.099670937526103, 4.1040084785930554e-08, 0.072297418434900868, 0},
    {0.084738072129585187, 1.7008038102948736e-101, 1.3606430482358989e-100, 0.089238640972557917, 0.065822082685062566,
     0.12098576522915629, 361.87941807510691, 1.0973596809174284e-80, 0.0093451405422283716, 0},
};

/* As published: the crude odds ratio is .543 for women; within departments it is .905 for men, which
 * could be chance (p .217). In 4 of 6 departments (A, B, D and F) women are ahead. */
enum { GENDER_ROWS = 2, BERKELEY_ROWS = 8 };

static void add_admitted(struct segbias_text *campaign)
{
	segbias_text_add_string(campaign, "decision,gender,dept,n\n");
	for (int d = 0; d < 6; d++)
		segbias_text_add_format(campaign, "admitted,Male,%c,%d\nadmitted,Female,%c,%d\n", 'A' + d, MEN[d][0],
		                        'A' + d, WOMEN[d][0]);
}

static void add_applicants(struct segbias_text *base)
{
	segbias_text_add_string(base, "gender,dept,n\n");
	for (int d = 0; d < 6; d++)
		segbias_text_add_format(base, "Female,%c,%d\nMale,%c,%d\n", 'A' + d, WOMEN[d][0] + WOMEN[d][1], 'A' + d,
		                        MEN[d][0] + MEN[d][1]);
}

static void expect_rows(const struct run *run, const char *segment, const double (*expected)[10], size_t count)
{
	size_t found = 0;
	for (size_t i = 0; i < run->findings->simpson_count; i++) {
		const struct segbias_simpson *row = &run->findings->simpsons[i];
		if (!run_is(row->segment, segment))
			continue;
		cr_assert_lt(found, count);
		const double *e = expected[found++];
		char what[64];
		(void)snprintf(what, sizeof what, "%s, row %zu", segment ? segment : "whole", found);
		RUN_NEAR(row->odds_ratio, e[0], what);
		RUN_NEAR(row->p, e[1], what);
		RUN_NEAR(row->q, e[2], what);
		RUN_NEAR(row->mh_odds_ratio, e[3], what);
		RUN_NEAR(row->mh_low, e[4], what);
		RUN_NEAR(row->mh_high, e[5], what);
		RUN_NEAR(row->mh_statistic, e[6], what);
		RUN_NEAR(row->mh_p, e[7], what);
		RUN_NEAR(row->breslow_day_p, e[8], what);
		cr_expect_eq(row->explained, e[9] == 1, "%s", what);
		cr_expect_not(row->reversal, "%s: every interval of these holds 1", what);
	}
	cr_expect_eq(found, count);
}

Test(simpson, berkeley)
{
	struct segbias_text campaign = {0};
	struct segbias_text base = {0};
	struct segbias_options options = {.reference_kind = "base", .segment = "decision"};
	add_admitted(&campaign);
	add_applicants(&base);
	struct run run = run_good(campaign.data, base.data, &options);
	expect_rows(&run, NULL, BERKELEY, BERKELEY_ROWS);
	expect_rows(&run, "admitted", BERKELEY, BERKELEY_ROWS);
	const struct segbias_simpson *women = &run.findings->simpsons[0];
	cr_expect(run_is(women->attribute, "gender") && run_is(women->value, "Female") &&
	          run_is(women->stratifier, "dept"));
	cr_expect(run_is(run.findings->simpsons[GENDER_ROWS].attribute, "dept") &&
	          run_is(run.findings->simpsons[GENDER_ROWS].value, "A") &&
	          run_is(run.findings->simpsons[GENDER_ROWS].stratifier, "gender"));
	/* as published, to three digits */
	cr_expect(fabs(women->odds_ratio - .543) < .0005 && fabs(1 / women->mh_odds_ratio - .905) < .0005 &&
	          fabs(women->mh_p - .217) < .0005);
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&base);
}

/* From one file that holds all applicants: of the whole everybody is drawn, and there is nothing to compare. */
Test(simpson, eligible)
{
	struct segbias_text file = {0};
	struct segbias_options options = {.eligible = "applied=yes", .segment = "decision"};
	segbias_text_add_string(&file, "applied,decision,gender,dept,n\nno,rejected,Male,A,999\n");
	for (int d = 0; d < 6; d++)
		for (int no = 0; no < 2; no++)
			segbias_text_add_format(&file, "yes,%s,Female,%c,%d\nyes,%s,Male,%c,%d\n",
			                        no ? "rejected" : "admitted", 'A' + d, WOMEN[d][no],
			                        no ? "rejected" : "admitted", 'A' + d, MEN[d][no]);
	struct run run = run_good(file.data, NULL, &options);
	cr_assert_eq(run.findings->simpson_count, 3 * BERKELEY_ROWS);
	for (size_t i = 0; i < BERKELEY_ROWS; i++) {
		const struct segbias_simpson *all = &run.findings->simpsons[i];
		const struct segbias_simpson *admitted = &run.findings->simpsons[BERKELEY_ROWS + i];
		const struct segbias_simpson *rejected = &run.findings->simpsons[2 * BERKELEY_ROWS + i];
		cr_expect(isnan(all->odds_ratio) && isnan(all->mh_odds_ratio) && all->p == 1 && !all->reversal);
		RUN_NEAR(admitted->mh_odds_ratio, BERKELEY[i][3], "admitted");
		RUN_NEAR(admitted->mh_p, BERKELEY[i][7], "admitted");
		RUN_NEAR(rejected->odds_ratio, 1 / BERKELEY[i][0], "rejected");
		RUN_NEAR(rejected->mh_odds_ratio, 1 / BERKELEY[i][3], "rejected");
		RUN_NEAR(rejected->mh_low, 1 / BERKELEY[i][5], "rejected");
		RUN_NEAR(rejected->breslow_day_p, BERKELEY[i][8], "rejected");
		cr_expect_eq(rejected->explained, BERKELEY[i][9] == 1);
	}
	run_release(&run);
	segbias_text_release(&file);
}

/* --- bands ------------------------------------------------------------------------------------------------------ */

/* The same of female and male within bands of age, and of these within sexes */
static const double BANDS[][10] = {
    {0.74194541674983316, 2.3342065202260723e-05, 2.9177581502825908e-05, 1.1652147012517555, 0.99459301169952596,
     1.3651064144249154, 3.5707847951180893, 0.058804513630824035, 0.18287028118962287, 1},
    {1.3478080427810997, 2.3342065202260726e-05, 2.9177581502825908e-05, 0.85821093651301328, 0.7325436240230947,
     1.005436382758446, 3.5707847951180978, 0.058804513630823778, 0.18287028118962168, 1},
    {2.4229053414565707, 7.2800318301262472e-35, 1.8200079575315618e-34, 2.5057122749391318, 2.140814567440517,
     2.9328060917892138, 135.19942070359372, 2.9861838986772147e-31, 0.28341860675537045, 0},
    {1.0237593984962405, 0.78475734298059519, 0.78475734298059519, 1.0664442857885241, 0.91409447417153122,
     1.2441858547736702, 0.67014611737706986, 0.41300066851198769, 0.016721358536620188, 0},
    {0.35787965616045841, 6.6702061895137491e-40, 3.3351030947568744e-39, 0.35620764298999047, 0.30142166279693106,
     0.42095144637950815, 152.09823237238075, 6.0305453479193314e-35, 0.011232924219987101, 0},
};

static int all_of(int age, bool male)
{
	return male ? 20 + age * 5 % 13 + (age < 30 ? 60 : 0) : 20 + age * 7 % 11 + (age >= 40 ? 40 : 0);
}

static int chosen_of(int age, bool male)
{
	int percent = (age >= 40 ? 25 : 55) - (male ? 5 : 0);
	return (all_of(age, male) * percent + 20 * (male ? age * 2 % 3 : age * 3 % 5)) / 100;
}

/* Both files, by years of age, or in the bands that --bins makes of them. */
static struct run run_bands(bool banded, const struct segbias_options *options)
{
	struct segbias_text campaign = {0};
	struct segbias_text base = {0};
	segbias_text_add_string(&campaign, "sex,age,n\n");
	segbias_text_add_string(&base, "sex,age,n\n");
	for (int age = 18; age <= 57; age++)
		for (int male = 0; male < 2; male++) {
			char text[16];
			(void)snprintf(text, sizeof text, "%d", age);
			const char *shown = !banded ? text : age < 30 ? "under 30" : age < 45 ? "30-44" : "45+";
			const char *sex = male ? "male" : "female";
			segbias_text_add_format(&campaign, "%s,%s,%d\n", sex, shown, chosen_of(age, male));
			segbias_text_add_format(&base, "%s,%s,%d\n", sex, shown, all_of(age, male));
		}
	struct run run = run_good(campaign.data, base.data, options);
	segbias_text_release(&campaign);
	segbias_text_release(&base);
	return run;
}

/* --bins folds the years of both files; a file in bands says the same. */
Test(simpson, bins)
{
	for (int banded = 0; banded < 2; banded++) {
		struct segbias_options options = {.campaign.count = "n",
		                                  .reference.count = "n",
		                                  .reference_kind = "base",
		                                  .segment = "none",
		                                  .bins = RUN_LIST("age=30,45")};
		struct run run = run_bands(banded, &options);
		expect_rows(&run, NULL, BANDS, 5);
		run_release(&run);
	}
}

/* By hand, of two strata: crude (a + a')(d + d') / ((b + b')(c + c')), common (a d / n + a' d' / n') / (b c / n + b' c' / n'). */
Test(simpson, a_reversal_needs_size_and_certainty)
{
	static const struct {
		int drawn[2][2], base[2][2]; /* [f, m][x, y] */
		double crude, common;
		bool reversal, explained;
	} rows[] = {
	    /* 180 * 200 / (320 * 300), (80 * 120 + 100 * 80) / (20 * 280 + 300 * 20); interval from 1.09 */
	    {{{80, 100}, {280, 20}}, {{100, 400}, {400, 100}}, 0.375, 17600.0 / 11600, true, true},
	    /* a tenth of it: the crude one is shown, the common one reaches below the band */
	    {{{8, 10}, {28, 2}}, {{10, 40}, {40, 10}}, 0.375, 17600.0 / 11600, false, false},
	    /* 48 / 52: no size, however certain both are; the common one is 1.17 */
	    {{{32000, 18000}, {38500, 13500}},
	     {{40000, 60000}, {50000, 50000}},
	     48.0 / 52,
	     (32000.0 * 11500 / 90000 + 18000.0 * 36500 / 110000) / (8000.0 * 38500 / 90000 + 42000.0 * 13500 / 110000),
	     false,
	     false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_text campaign = {0};
		struct segbias_text base = {0};
		struct segbias_options options = {.reference_kind = "base", .segment = "none"};
		segbias_text_add_string(&campaign, "sex,team,n\n");
		segbias_text_add_string(&base, "sex,team,n\n");
		for (int cell = 0; cell < 4; cell++) {
			const char *label = (const char *[]){"f,x", "f,y", "m,x", "m,y"}[cell];
			segbias_text_add_format(&campaign, "%s,%d\n", label, rows[i].drawn[cell / 2][cell % 2]);
			segbias_text_add_format(&base, "%s,%d\n", label, rows[i].base[cell / 2][cell % 2]);
		}
		struct run run = run_good(campaign.data, base.data, &options);
		const struct segbias_simpson *f = &run.findings->simpsons[0];
		cr_assert(run_is(f->value, "f") && run_is(f->stratifier, "team"));
		cr_expect(f->q < 0.05, "row %zu: %g", i, f->q);
		RUN_NEAR(f->odds_ratio, rows[i].crude, "crude");
		RUN_NEAR(f->mh_odds_ratio, rows[i].common, "common");
		cr_expect_eq(f->reversal, rows[i].reversal, "row %zu: %g to %g", i, f->mh_low, f->mh_high);
		cr_expect_eq(f->explained, rows[i].explained, "row %zu: %g to %g", i, f->mh_low, f->mh_high);
		run_release(&run);
		segbias_text_release(&campaign);
		segbias_text_release(&base);
	}
}

/* --- where it is asked ------------------------------------------------------------------------------------------ */

Test(simpson, not_where_the_tables_say_nothing)
{
	static const char campaign[] = "segment,who,sex,team,w\nS,1,f,x,1\nS,2,m,y,2\nS,3,m,x,1\n";
	static const char base[] = "sex,team,v\nf,x,1\nm,x,1\nf,y,1\nm,y,2\nm,y,1\n";
	static const char margins[] = "attribute,value,count\nsex,f,2\nsex,m,3\nteam,x,2\nteam,y,3\n";
	static const struct {
		const char *reference;
		struct segbias_options options;
		size_t rows; /* 2 values of 2 attributes, of the whole and of S */
		bool a_note; /* that it is not looked for */
	} rows[] = {
	    {base, {.reference_kind = "base"}, 8, false},
	    {base, {.reference_kind = "base", .attributes = "sex"}, 0, false},
	    {base, {.reference_kind = "sample"}, 0, false},
	    {base, {.reference_kind = "population"}, 0, false},
	    {margins, {.reference_kind = "base"}, 0, true},
	    {base, {.reference_kind = "base", .campaign.weight = "w"}, 0, false},
	    {base, {.reference_kind = "base", .reference.weight = "v"}, 0, false},
	    {base, {.reference_kind = "base", .person = "who"}, 0, false},
	    {base, {.reference_kind = "base", .deff = "2"}, 0, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_options options = rows[i].options;
		options.campaign.shape = "rows";
		options.reference.shape = rows[i].reference == base ? "rows" : NULL;
		struct run run = run_good(campaign, rows[i].reference, &options);
		cr_expect_eq(run.findings->simpson_count, rows[i].rows, "row %zu: %zu", i, run.findings->simpson_count);
		cr_expect_eq(run_note(&run, "simpson_not_looked_for") != NULL, rows[i].a_note, "row %zu", i);
		run_release(&run);
	}
}

/* Pairs of many values would be too many cells, as would be those of many columns. */
Test(simpson, limits)
{
	static const struct {
		int values, columns; /* of the one column beside sex, and columns of two values */
		size_t rows;         /* of the whole */
	} rows[] = {{50, 0, 2 + 50}, {51, 0, 0}, {2, 10, 12 * 11 * 2}, {2, 11, 0}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_text file = {0};
		struct segbias_options options = {.reference_kind = "base", .segment = "none"};
		segbias_text_add_string(&file, "sex,code");
		for (int c = 0; c < rows[i].columns; c++)
			segbias_text_add_format(&file, ",c%d", c);
		segbias_text_add_string(&file, ",n\n");
		for (int row = 0; row < 2 * rows[i].values; row++) {
			segbias_text_add_format(&file, "%s,v%d", row % 2 ? "f" : "m", row / 2);
			for (int c = 0; c < rows[i].columns; c++)
				segbias_text_add_format(&file, ",%c", 'a' + (row + c) % 2);
			segbias_text_add_string(&file, ",5\n");
		}
		struct run run = run_good(file.data, file.data, &options);
		cr_expect_eq(run.findings->simpson_count, rows[i].rows, "row %zu: %zu", i, run.findings->simpson_count);
		cr_expect_eq(run_note(&run, "simpson_not_looked_for") != NULL, rows[i].rows == 0, "row %zu", i);
		run_release(&run);
		segbias_text_release(&file);
	}
}

/* Who is unknown in one of both attributes is in neither table, of the drawn and of the base. */
Test(simpson, only_what_is_known_of_both)
{
	static const char campaign[] = "sex,team,n\nf,x,40\nm,x,30\nf,y,10\nm,y,35\n";
	static const char base[] = "sex,team,n\nf,x,70\nm,x,80\nf,y,60\nm,y,90\n";
	struct segbias_options options = {.reference_kind = "base", .segment = "none"};
	struct segbias_text more[2] = {{0}, {0}};
	segbias_text_add_format(&more[0], "%s,x,9\nf,,8\nq,y,7\nm,NA,6\n,,5\n", campaign);
	segbias_text_add_format(&more[1], "%s,x,90\nf,,80\n,,50\n", base);
	struct run one = run_good(campaign, base, &options);
	struct run two = run_good(more[0].data, more[1].data, &options);
	cr_assert_eq(one.findings->simpson_count, 4);
	cr_assert_eq(two.findings->simpson_count, 4);
	for (size_t i = 0; i < 4; i++) {
		const struct segbias_simpson *a = &one.findings->simpsons[i];
		const struct segbias_simpson *b = &two.findings->simpsons[i];
		cr_expect(isfinite(a->mh_p) && a->mh_p == b->mh_p && a->p == b->p && a->odds_ratio == b->odds_ratio &&
		          a->breslow_day_p == b->breslow_day_p);
	}
	run_release(&one);
	run_release(&two);
	segbias_text_release(&more[0]);
	segbias_text_release(&more[1]);
}

/* --- noise ------------------------------------------------------------------------------------------------------ */

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Attributes hang together, and a third of everybody is drawn by chance alone: nothing turns round. */
Test(simpson, no_reversal_in_noise)
{
	uint64_t state = 11;
	for (int round = 0; round < 5; round++) {
		struct segbias_text campaign = {0};
		struct segbias_text base = {0};
		struct segbias_options options = {.reference_kind = "base", .segment = "none"};
		segbias_text_add_string(&campaign, "g,h,n\n");
		segbias_text_add_string(&base, "g,h,n\n");
		for (int cell = 0; cell < 16; cell++) {
			int all = cell / 4 == cell % 4 ? 8000 : 2000;
			int drawn = 0;
			for (int i = 0; i < all; i++)
				drawn += next_random(&state) % 3 == 0;
			segbias_text_add_format(&campaign, "%c,%c,%d\n", 'a' + cell / 4, 'p' + cell % 4, drawn);
			segbias_text_add_format(&base, "%c,%c,%d\n", 'a' + cell / 4, 'p' + cell % 4, all);
		}
		struct run run = run_good(campaign.data, base.data, &options);
		cr_assert_eq(run.findings->simpson_count, 8);
		for (size_t i = 0; i < 8; i++)
			cr_expect(isfinite(run.findings->simpsons[i].q) && !run.findings->simpsons[i].reversal);
		run_release(&run);
		segbias_text_release(&campaign);
		segbias_text_release(&base);
	}
}
