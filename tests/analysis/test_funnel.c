/* Which stage skews? The expected numbers of the first test are those of R for the same records (scripts/oracle/funnel.R makes
 * them by the same formulas); the others are reckoned by hand beside them. */
#include "jobs/run.h"

static const char KNOWN[] = "attribute,value,count\ng,a,5000000\ng,b,3000000\ng,c,2000000\n";

/* The row of a stage; segment NULL: of the whole campaign. */
static const struct segbias_funnel *row_of(const struct run *run, const char *segment, const char *value,
                                           const char *stage)
{
	for (size_t i = 0; i < run->findings->funnel_count; i++) {
		const struct segbias_funnel *row = &run->findings->funnel[i];
		if (run_is(row->segment, segment) && run_is(row->value, value) && run_is(row->stage, stage))
			return row;
	}
	cr_assert_fail("no row %s, %s", value, stage);
	return NULL;
}

static const struct segbias_stage_finding *stage_of(const struct run *run, const char *stage)
{
	for (size_t i = 0; i < run->findings->stage_count; i++)
		if (run_is(run->findings->stages[i].stage, stage) && !run->findings->stages[i].segment.bytes)
			return &run->findings->stages[i];
	cr_assert_fail("no stage %s", stage);
	return NULL;
}

/* --- against R --------------------------------------------------------------------------------------------------- */

static void add_campaign(struct segbias_text *text)
{
	static const char *const G[] = {"a", "b", "c"};
	segbias_text_add_string(text, "segment,g,base,eligible,targeted,reached\n");
	for (int i = 0; i < 3000; i++) {
		int value = i * i % 7 % 3;
		bool base = i * 53 % 211 < 180;
		bool eligible = base && i * 37 % 101 < 80 - 12 * value;
		bool targeted = eligible && i * 71 % 97 < 70 - 20 * value + 10 * (i % 2);
		bool reached = targeted && i * 29 % 89 < 60;
		segbias_text_add_format(text, "%s,%s,%d,%s,%s,%c\n", i % 2 ? "T" : "S",
		                        i * 41 % 103 < 5 ? "" : G[value], base, eligible ? "yes" : "no",
		                        targeted ? "TRUE" : "False", reached ? 'y' : 'N');
	}
}

static const double EXPECTED[][13] = {
    {2438, 347, 28.465955701394584, 25.73835234113746, 31.366607237693156, -1.2564613495344124, 1.164504053191655e-302,
     1.397404863829986e-301, 28.465955701394584, 25.73835234113746, 31.366607237693156, NAN, NAN},
    {1603, 277, 121.40888571680263, 114.97607368506534, 127.48643350543776, 0.19399388367214343, 7.7433075959413724e-10,
     1.3274241593042353e-09, 34.560199625701806, 30.918666240674753, 38.443060530103665, 1, 1},
    {885, 212, 138.62652715739665, 129.62834633032907, 147.40665436421625, 0.32661327608629742, 1.1297884875179066e-15,
     2.7114923700429757e-15, 47.909604519774014, 42.353779954907729, 53.814551297263066, 1, 1},
    {594, 156, 109.6340766152087, 101.52410266920458, 117.4110316639828, 0.091978058222809245, 0.023538660543230255,
     0.035307990814845383, 52.525252525252526, 45.530035708656328, 59.996357585480368, 1, 1},
    {2438, 1393, 190.45665846322123, 183.81495641915626, 197.0411308953064, 0.64425446806452502,
     2.1636599243528913e-169, 1.2981959546117349e-168, 190.45665846322123, 183.81495641915626, 197.0411308953064, NAN,
     NAN},
    {1603, 937, 102.30306688956772, 99.819412887681494, 104.80693007816335, 0.022769465890280508, 0.07027578453290094,
     0.076664492217710115, 194.84300270326472, 186.65206426988553, 202.93055280011555, 0.07027578453290094,
     0.31624103039805423},
    {885, 536, 103.61328678496706, 99.893223601123594, 107.34844975261832, 0.035495386434003372, 0.059447119407142299,
     0.071336543288570753, 201.88323917137478, 190.85954129544757, 212.67166564348085, 0.059447119407142299,
     0.31624103039805423},
    {594, 346, 96.176315392733301, 92.489331144060742, 99.888478358038654, -0.038987060367793147, 0.048111263905493286,
     0.064148351873991039, 194.16386083052751, 180.55438500936265, 207.49858608495211, 1, 1},
    {2438, 698, 143.1501230516817, 134.20870578783118, 152.34890891829605, 0.35872370515525603, 2.529616315371846e-24,
     1.0118465261487384e-23, 143.1501230516817, 134.20870578783118, 152.34890891829605, NAN, NAN},
    {1603, 389, 84.760665442839098, 80.03600895695736, 89.408837645878123, -0.16533860171226217, 6.5339763289984814e-11,
     1.3067952657996963e-10, 121.33499688084841, 110.92929913000702, 132.21398042058235, 1, 1},
    {885, 137, 63.791265449580997, 56.245219400615184, 71.52320352716292, -0.44955391018869778, 8.5139204892525273e-20,
     2.5541761467757582e-19, 77.401129943502823, 65.793388890497411, 90.170927368026739, 1, 1},
    {594, 92, 100.0516110005161, 88.912140844439634, 110.46733723139637, 0.00051597686619982456, 1, 1,
     77.441077441077439, 63.360494914720647, 93.262456168249017, 1, 1},
    {1220, 172, 28.196721311475411, 24.385879629226224, 32.357210998347739, -1.2659644803539039, 1.404445299551841e-153,
     3.3706687189244185e-152, 28.196721311475411, 24.385879629226224, 32.357210998347739, NAN, NAN},
    {795, 140, 124.90858563697529, 115.70586218788495, 133.41300323640539, 0.22241196886882167, 6.8710671830889923e-07,
     1.6490561239413581e-06, 35.220125786163521, 30.046902245435479, 40.878805803609033, 1, 1},
    {399, 95, 135.20408163265304, 120.5095247102373, 149.5806955020964, 0.30161516675570488, 4.3149520809235802e-06,
     8.6299041618471603e-06, 47.61904761904762, 39.425523161534777, 56.599335058304057, 1, 1},
    {269, 72, 112.41635687732341, 100.35267515056142, 123.78031488752715, 0.11703926470353873, 0.059499290344583011,
     0.092550605173175413, 53.531598513011154, 43.142762854451192, 64.960374246048673, 1, 1},
    {1220, 699, 190.98360655737704, 181.54545396199018, 200.30427768328499, 0.64701740883244396, 9.9969121450061504e-87,
     7.9975297160049203e-86, 190.98360655737704, 181.54545396199018, 200.30427768328499, NAN, NAN},
    {795, 464, 101.86699777759783, 98.324655313934059, 105.44652185608052, 0.018497833065415321, 0.30262354548891029,
     0.34585548055875459, 194.54926624737948, 182.83153756437002, 206.0594577023127, 0.30262354548891029, 1},
    {399, 246, 105.63585688358827, 99.782797308493343, 111.49220499821435, 0.054827681470575929, 0.061700403448783608,
     0.092550605173175413, 205.51378446115291, 188.95229163817496, 221.49446067409477, 0.061700403448783608, 1},
    {269, 159, 95.869979145888124, 90.538309083631276, 101.26242678072281, -0.042177296424106767, 0.15340198843533617,
     0.20453598458044822, 197.02602230483274, 176.57741288724492, 216.79807842437646, 1, 1},
    {1220, 349, 143.03278688524591, 130.41882919380768, 156.16445252849758, 0.35790369690922541, 6.4589351039803632e-13,
     2.5835740415921453e-12, 143.03278688524591, 130.41882919380768, 156.16445252849758, NAN, NAN},
    {795, 191, 83.984790326359231, 77.203755163335757, 90.624246262450143, -0.17453447108282699, 2.1692604069610574e-06,
     4.7329317970059429e-06, 120.12578616352201, 105.46646724553918, 135.75524031782336, 1, 1},
    {399, 58, 60.504664803369678, 49.195411786306721, 72.477247983781112, -0.50244971973574215, 3.2019549561572888e-10,
     8.5385465497527698e-10, 72.681704260651628, 56.133372125302344, 91.913656884705802, 1, 1},
    {269, 38, 97.179848737341374, 79.662953844210946, 113.09315251490909, -0.028606813532009091, 0.76279747546132803,
     0.79535492402989216, 70.631970260223042, 50.972451526461207, 94.351441445228659, 0.76279747546132803, 1},
    {1218, 175, 28.735632183908045, 24.889493740739578, 32.929298862980239, -1.2470322937863831, 9.018300679634732e-151,
     1.0821960815561679e-149, 28.735632183908045, 24.889493740739578, 32.929298862980239, NAN, NAN},
    {808, 137, 118.00990099009903, 108.78073101519919, 126.53690983654646, 0.16559834165335796, 0.0002649693230595124,
     0.00045423312524487839, 33.910891089108908, 28.861140528818346, 39.448054856612515, 1, 1},
    {486, 117, 141.98432008650985, 131.1702604564093, 152.39973376292252, 0.35054644359023268, 3.9131871324886613e-12,
     1.3416641597103981e-11, 48.148148148148145, 40.675522181618355, 56.258291591696704, 1, 1},
    {325, 84, 107.36094674556213, 96.175146783731094, 117.94563468944345, 0.071026305616313831, 0.21578704449811589,
     0.25894445339773908, 51.692307692307693, 42.344053159829222, 61.933166499844639, 1, 1},
    {1218, 694, 189.9288451012589, 180.4768294345408, 199.26829101825899, 0.64147931656289814, 1.3735156994477787e-84,
     8.2410941966866717e-84, 189.9288451012589, 180.4768294345408, 199.26829101825899, NAN, NAN},
    {808, 473, 102.73953548092561, 99.260045564804827, 106.26208331788774, 0.027026817733875316, 0.12616177869397957,
     0.17811074639150057, 195.13201320132012, 183.51590208588934, 206.53968857878633, 0.12616177869397957, 1},
    {486, 290, 101.9323293225102, 97.208126002328441, 106.70062170662266, 0.019138969109188303, 0.42363839162638545,
     0.46215097268332955, 198.90260631001374, 183.86196157486705, 213.54861893581497, 0.42363839162638545, 1},
    {325, 187, 96.426525198939004, 91.306455170332256, 101.58756339864333, -0.036388864555176662, 0.20158264471886175,
     0.25463070911856223, 191.7948717948718, 173.20847035791911, 209.91906181691658, 1, 1},
    {1218, 349, 143.26765188834153, 130.63661575955712, 156.41610998576277, 0.35954438636668518, 6.0404853706080607e-13,
     2.5835740415921453e-12, 143.26765188834153, 130.63661575955712, 156.41610998576277, NAN, NAN},
    {808, 198, 85.521575080144132, 78.894914739528218, 91.987394934343982, -0.15640150175914483, 9.246228188519303e-06,
     1.7069959732651023e-05, 122.52475247524752, 107.87420438348265, 138.11185587768554, 1, 1},
    {486, 79, 66.334123124246588, 56.444077369853382, 76.377482345150199, -0.41046574360691196, 4.3457256322576519e-11,
     1.3037176896772956e-10, 81.275720164609055, 65.428502666906496, 99.208381181699281, 1, 1},
    {325, 54, 102.2161635832522, 87.498399186378492, 115.7015205678874, 0.021919635668009321, 0.79535492402989216,
     0.79535492402989216, 83.07692307692308, 63.676588091895937, 105.58285366249082, 1, 1},
};

Test(funnel, against_r)
{
	static const char *const SEGMENTS[] = {NULL, "S", "T"};
	static const char *const G[] = {"a", "b", "c"};
	static const char *const STAGES[] = {"base", "eligible", "targeted", "reached"};
	enum { STAGE_COUNT = 4 };
	struct segbias_text text = {0};
	add_campaign(&text);
	struct segbias_options options = {.stages = "base,eligible,targeted,reached", .attributes = "g"};
	struct run run = run_good(text.data, KNOWN, &options);
	cr_assert_eq(run.findings->funnel_count, sizeof EXPECTED / sizeof *EXPECTED);
	for (size_t i = 0; i < run.findings->funnel_count; i++) {
		const struct segbias_funnel *row = &run.findings->funnel[i];
		const double *e = EXPECTED[i];
		cr_assert(run_is(row->segment, SEGMENTS[i / 12]) && run_is(row->value, G[i / 4 % 3]) &&
		              run_is(row->stage, STAGES[i % STAGE_COUNT]) &&
		              run_is(row->from, i % STAGE_COUNT ? STAGES[i % STAGE_COUNT - 1] : NULL),
		          "in this order: row %zu", i);
		const double found[] = {row->n,
		                        row->count,
		                        row->index,
		                        row->index_low,
		                        row->index_high,
		                        row->ln_index,
		                        row->p,
		                        row->q,
		                        row->reference_index,
		                        row->reference_index_low,
		                        row->reference_index_high,
		                        row->amplify_p,
		                        row->amplify_q};
		for (size_t j = 0; j < sizeof found / sizeof *found; j++)
			cr_expect(isnan(e[j]) ? isnan(found[j]) : fabs(found[j] - e[j]) <= 1e-8 * fabs(e[j]) + 1e-12,
			          "row %zu, %zu: %.17g, not %.17g", i, j, found[j], e[j]);
	}
	segbias_text_release(&text);
	run_release(&run);
}

/* What the stages do adds up to the whole, and where all pull one way their shares add up to 1. */
Test(funnel, adds_up)
{
	struct segbias_text text = {0};
	size_t shared = 0;
	add_campaign(&text);
	/* Against this reference the value b loses at every stage. */
	static const char OTHERS[] = "attribute,value,count\ng,a,10\ng,b,80\ng,c,10\n";
	struct segbias_options options = {.stages = "*,base,eligible,targeted,reached", .attributes = "g"};
	struct run run = run_good(text.data, OTHERS, &options);
	cr_assert_eq(run.findings->funnel_count, 3 * 3 * 5);
	for (size_t i = 0; i < run.findings->funnel_count; i += 5) {
		double sum = 0;
		double shares = 0;
		for (size_t j = 0; j < 5; j++) {
			sum += run.findings->funnel[i + j].ln_index;
			shares += run.findings->funnel[i + j].share_of_whole;
		}
		cr_expect_float_eq(sum, log(run.findings->funnel[i + 4].reference_index / 100), 1e-12, "group %zu", i);
		cr_expect(isnan(shares) || fabs(shares - 1) < 1e-12, "group %zu: %g", i, shares);
		shared += isfinite(shares);
	}
	cr_expect_gt(shared, 0, "some pull one way");
	segbias_text_release(&text);
	run_release(&run);
}

/* --- by hand ----------------------------------------------------------------------------------------------------- */

/* A table: of a 400 of 1,000 are in the base against 50 %: index 80. Of these 300 (3/4) and of b 300 of 600 (1/2) are
 * eligible: 300/600 against 400/1000 is 125. Of these 200 (2/3) and 100 (1/3): 200/300 against 300/600 is 133.33. The whole is
 * 80 x 1.25 x 1.3333 = 133.33. */
static const char TABLE[] = "g,eligible,targeted,count\na,yes,yes,200\na,yes,no,100\na,no,no,100\n"
			    "b,yes,yes,100\nb,yes,no,200\nb,no,no,300\n";
static const char HALVES[] = "attribute,value,count\ng,a,5000000\ng,b,5000000\n";

Test(funnel, table_of_counts)
{
	struct segbias_options options = {.stages = "*,eligible,targeted", .segment = "none"};
	struct run run = run_good(TABLE, HALVES, &options);
	const struct segbias_funnel *rows = row_of(&run, NULL, "a", "*");
	RUN_NEAR(rows[0].index, 80, "base");
	RUN_NEAR(rows[1].index, 125, "eligible");
	RUN_NEAR(rows[2].index, 400.0 / 3, "targeted");
	RUN_NEAR(rows[2].reference_index, 400.0 / 3, "whole");
	RUN_NEAR(rows[0].ln_index, log(.8), "ln");
	cr_expect(isnan(rows[0].share_of_whole), "they pull in two directions");
	/* of b: 120, 83.3, 66.7: 1.2 x .8333 = 1, x .6667 */
	rows = row_of(&run, NULL, "b", "*");
	RUN_NEAR(rows[1].index, 250.0 / 3, "eligible");
	RUN_NEAR(rows[1].reference_index, 100, "equal");
	RUN_NEAR(rows[2].index, 200.0 / 3, "targeted");
	cr_expect_eq(rows[2].verdict, SEGBIAS_VERDICT_UNDER);
	cr_expect(rows[2].skews && !rows[0].skews && !rows[1].skews);
	cr_expect_eq(rows[2].amplifies, SEGBIAS_TRUTH_UNDEFINED, "nothing was skewed before");
	RUN_NEAR(stage_of(&run, "eligible")->rows, 600, "rows");
	RUN_NEAR(stage_of(&run, "targeted")->outside, 0, "outside");
	cr_expect_eq(stage_of(&run, "targeted")->under, 1);
	run_release(&run);
}

/* Half of those before are taken of a, a quarter of b, again and again: the second time it amplifies, on both sides. */
Test(funnel, amplifies)
{
	static const char CAMPAIGN[] = "g,one,two,count\na,yes,yes,1000\na,yes,no,1000\na,no,no,2000\n"
				       "b,yes,yes,250\nb,yes,no,750\nb,no,no,3000\n";
	struct segbias_options options = {.stages = "*,one,two", .segment = "none"};
	struct run run = run_good(CAMPAIGN, HALVES, &options);
	const struct segbias_funnel *rows = row_of(&run, NULL, "a", "*");
	RUN_NEAR(rows[1].index, 400.0 / 3, "2000 of 3000 against half");
	RUN_NEAR(rows[2].index, 120, "1000 of 1250 against 2 of 3");
	cr_expect_eq(rows[2].verdict, SEGBIAS_VERDICT_WITHIN);
	cr_expect_eq(rows[2].amplifies, SEGBIAS_TRUTH_FALSE, "by no more than the band");
	rows = row_of(&run, NULL, "b", "*");
	RUN_NEAR(rows[2].index, 60, "a fifth against a third");
	cr_expect_eq(rows[1].amplifies, SEGBIAS_TRUTH_UNDEFINED, "the base is as the reference is");
	cr_expect_eq(rows[2].amplifies, SEGBIAS_TRUTH_TRUE);
	RUN_NEAR(rows[1].share_of_whole, log(2.0 / 3) / log(.4), "of the whole");
	cr_expect_eq(stage_of(&run, "two")->amplified, 1);
	run_release(&run);
}

/* A stage that turns round what was skewed before it does not amplify. */
Test(funnel, works_against)
{
	static const char CAMPAIGN[] = "g,one,two,count\na,yes,yes,500\na,yes,no,1500\na,no,no,2000\n"
				       "b,yes,yes,750\nb,yes,no,250\nb,no,no,3000\n";
	struct segbias_options options = {.stages = "*,one,two", .segment = "none"};
	struct run run = run_good(CAMPAIGN, HALVES, &options);
	cr_expect_eq(row_of(&run, NULL, "a", "two")->amplifies, SEGBIAS_TRUTH_FALSE);
	cr_expect_eq(row_of(&run, NULL, "b", "two")->verdict, SEGBIAS_VERDICT_OVER);
	cr_expect_eq(row_of(&run, NULL, "b", "two")->amplifies, SEGBIAS_TRUTH_FALSE);
	cr_expect(isnan(row_of(&run, NULL, "b", "two")->share_of_whole));
	run_release(&run);
}

/* Nobody of b is in the second stage: index 0, which ends the sum, and nobody can be lost after that. */
Test(funnel, zero_ends_the_sum)
{
	static const char CAMPAIGN[] =
	    "g,one,two,three,count\na,yes,yes,yes,300\na,yes,yes,no,300\na,no,no,no,400\nb,yes,no,no,500\nb,no,no,no,500\n";
	struct segbias_options options = {.stages = "*,one,two,three", .segment = "none"};
	struct run run = run_good(CAMPAIGN, HALVES, &options);
	const struct segbias_funnel *rows = row_of(&run, NULL, "b", "*");
	RUN_NEAR(rows[2].index, 0, "excluded");
	cr_expect(isnan(rows[2].ln_index));
	cr_expect_eq(rows[2].verdict, SEGBIAS_VERDICT_UNDER);
	cr_expect(rows[2].skews);
	cr_expect(isnan(rows[3].index) && isnan(rows[3].index_high) && isnan(rows[3].p));
	cr_expect_str_eq(rows[3].reason, "nobody");
	RUN_NEAR(rows[3].reference_index, 0, "of the whole");
	for (size_t i = 0; i < 4; i++)
		cr_expect(isnan(rows[i].share_of_whole), "%zu", i);
	run_release(&run);
}

/* --- stages that do not nest, and do not say --------------------------------------------------------------------- */

/* 2,000 are targeted, half of each; of the 1,000 who are reached `outside` are not. The index is against the targeted all the
 * same: half against half. */
static struct run reach(int outside)
{
	char text[512];
	(void)snprintf(text, sizeof text,
	               "g,targeted,reached,count\na,yes,yes,%d\na,yes,no,%d\na,no,yes,%d\na,no,no,1000\n"
	               "b,yes,yes,500\nb,yes,no,500\nb,no,no,1000\n",
	               500 - outside, 500 + outside, outside);
	struct segbias_options options = {.stages = "targeted,reached", .segment = "none"};
	return run_good(text, HALVES, &options);
}

Test(funnel, outside)
{
	struct run run = reach(40);
	const struct segbias_funnel *row = row_of(&run, NULL, "a", "reached");
	RUN_NEAR(stage_of(&run, "reached")->outside, 40, "outside");
	cr_assert_not_null(run_note(&run, "stage_outside"));
	cr_expect_str_eq(run_note(&run, "stage_outside")->message,
	                 "40 of the 1,000 records in stage \"reached\" are not in the stage before it, \"targeted\"");
	/* Those before: 500 + 40 + 460 = 1,000 of a and 1,000 of b; with the 40 from elsewhere 1,040 and 1,000. */
	RUN_NEAR(row->index, 100, "500 of 1,000 against 1,000 of 2,000");
	/* fisher.test(rbind(c(500, 540), c(500, 500)))$p.value: 500 of 1,000 were drawn of 1,040 and 1,000 */
	RUN_NEAR(row->p, 0.40005624932769618, "p");
	cr_expect(row->index_low < 100 && row->index_high > 100);
	run_release(&run);
}

/* One in twenty is a few: still a part of who is in either. fisher.test(rbind(c(500, 550), c(500, 500)))$p.value */
Test(funnel, one_in_twenty_outside)
{
	struct run run = reach(50);
	RUN_NEAR(row_of(&run, NULL, "a", "reached")->p, 0.28896523871224766, "p");
	cr_expect_null(strstr(run_note(&run, "stage_outside")->hint, "like two samples"));
	run_release(&run);
}

/* The numbers of R: scripts/oracle/funnel.R. */
Test(funnel, a_few_outside)
{
	static const char CAMPAIGN[] = "g,targeted,reached,count\na,yes,yes,290\na,yes,no,510\na,no,yes,10\n"
				       "b,yes,yes,700\nb,yes,no,500\n";
	static const double EITHER[] = {7.8591522833043812e-21, 69.672316808343638, 80.352694567268486};
	struct segbias_options options = {.stages = "targeted,reached", .segment = "none"};
	struct run run = run_good(CAMPAIGN, HALVES, &options);
	const struct segbias_funnel *row = row_of(&run, NULL, "a", "reached");
	RUN_NEAR(row->index, 75, "300 of 1,000 against 800 of 2,000");
	RUN_NEAR(row->p, EITHER[0], "p");
	cr_expect_float_eq(row->index_low, EITHER[1], 1e-6);
	cr_expect_float_eq(row->index_high, EITHER[2], 1e-6);
	run_release(&run);
}

/* 500 of 1,000 against 1,000 of 2,000, as two samples: no difference; and 60 % against a half. */
Test(funnel, too_many_outside)
{
	struct run run = reach(51);
	const struct segbias_funnel *row = row_of(&run, NULL, "a", "reached");
	RUN_NEAR(row->index, 100, "index");
	RUN_NEAR(row->p, 1, "p");
	cr_expect(row->index_low < 100 && row->index_high > 100);
	cr_assert_not_null(run_note(&run, "stage_outside"));
	cr_assert_neq(strstr(run_note(&run, "stage_outside")->hint, "like two samples"), NULL);
	run_release(&run);
	static const char CAMPAIGN[] = "g,targeted,reached,count\na,yes,yes,300\na,yes,no,700\na,no,yes,300\n"
				       "b,yes,yes,300\nb,yes,no,700\nb,no,yes,100\n";
	struct segbias_options options = {.stages = "targeted,reached", .segment = "none"};
	run = run_good(CAMPAIGN, HALVES, &options);
	row = row_of(&run, NULL, "a", "reached");
	RUN_NEAR(row->index, 120, "600 of 1,000 against 1,000 of 2,000");
	/* the corrected score of 600 of 1,000 against 1,000 of 2,000: score() of scripts/oracle/ratio.py at 1 */
	RUN_NEAR(row->p, 2.1944979364211311e-07, "p");
	run_release(&run);
}

/* 100 of the 1,000 do not say whether they are in the second stage: more than --missing-max of them. */
Test(funnel, unknown)
{
	static const char CAMPAIGN[] = "g,one,count\na,yes,300\na,no,100\na,,100\nb,yes,100\nb,no,400\n";
	struct segbias_options options = {.stages = "*,one", .segment = "none"};
	struct run run = run_good(CAMPAIGN, HALVES, &options);
	const struct segbias_funnel *row = row_of(&run, NULL, "a", "one");
	RUN_NEAR(row->index, 150, "300 of 400 against half");
	cr_expect_eq(row->verdict, SEGBIAS_VERDICT_UNCLEAR);
	cr_expect_str_eq(row->reason, "unknown");
	cr_expect_eq(row->reference_verdict, SEGBIAS_VERDICT_UNCLEAR);
	RUN_NEAR(stage_of(&run, "one")->unknown, 100, "unknown");
	cr_assert_not_null(run_note(&run, "stage_unknown"));
	run_release(&run);
	/* They are a tenth of all, and a quarter of those whom the stage may hold of a. */
	options.missing_max = "10%";
	run = run_good(CAMPAIGN, HALVES, &options);
	cr_expect_eq(row_of(&run, NULL, "a", "one")->verdict, SEGBIAS_VERDICT_UNCLEAR);
	run_release(&run);
	options.missing_max = "40%";
	run = run_good(CAMPAIGN, HALVES, &options);
	cr_expect_eq(row_of(&run, NULL, "a", "one")->verdict, SEGBIAS_VERDICT_OVER);
	run_release(&run);
}

/* Columns of counts: 500 of 1,000, 300 of 400, 200 of 300 are of a. The score of the last is that of the table above (TABLE). */
Test(funnel, columns_of_counts)
{
	static const char COUNTS[] = "g,base,eligible,targeted\na,400,300,200\nb,600,300,100\n";
	struct segbias_options options = {
	    .stages = "base,eligible,targeted", .segment = "none", .campaign.count = "base"};
	struct run counts = run_good(COUNTS, HALVES, &options);
	options.stages = "*,eligible,targeted";
	options.campaign.count = NULL;
	struct run table = run_good(TABLE, HALVES, &options);
	cr_assert_eq(counts.findings->funnel_count, table.findings->funnel_count);
	for (size_t i = 0; i < table.findings->funnel_count; i++) {
		const struct segbias_funnel *one = &counts.findings->funnel[i];
		const struct segbias_funnel *two = &table.findings->funnel[i];
		RUN_NEAR(one->index, two->index, "index");
		RUN_NEAR(one->index_low, two->index_low, "low");
		RUN_NEAR(one->p, two->p, "p");
		cr_expect_eq(one->verdict, two->verdict, "row %zu", i);
	}
	cr_assert_not_null(run_note(&counts, "stage_apart"));
	cr_expect(isnan(stage_of(&counts, "targeted")->outside));
	RUN_NEAR(stage_of(&counts, "targeted")->rows, 300, "rows");
	run_release(&counts);
	run_release(&table);
}

/* More of b are targeted than were eligible: no part of them. */
Test(funnel, columns_of_counts_that_grow)
{
	static const char COUNTS[] = "g,eligible,targeted\na,1000,600\nb,1000,1200\n";
	struct segbias_options options = {
	    .stages = "eligible,targeted", .segment = "none", .campaign.count = "eligible"};
	struct run run = run_good(COUNTS, HALVES, &options);
	const struct segbias_funnel *row = row_of(&run, NULL, "a", "targeted");
	RUN_NEAR(row->index, 200.0 / 3, "a third against a half");
	cr_expect(row->p < 1e-9);
	cr_expect_eq(row->verdict, SEGBIAS_VERDICT_UNDER);
	run_release(&run);
}

/* --- weights, persons, a design effect ---------------------------------------------------------------------------- */

/* Of a 100 with weight 1 and of b 100 with weight 2 are in both stages, of either 100 with weight 3 in the first alone: 100 of
 * 300 against 400 of 900. */
Test(funnel, weights)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "g,one,two,w\n");
	for (int i = 0; i < 400; i++)
		segbias_text_add_format(&text, "%s,yes,%s,%d\n", i % 2 ? "a" : "b", i % 4 < 2 ? "yes" : "no",
		                        i % 4 >= 2 ? 3
		                        : i % 2    ? 1
		                                   : 2);
	struct segbias_options options = {.stages = "one,two", .segment = "none", .campaign.weight = "w"};
	struct run run = run_good(text.data, HALVES, &options);
	const struct segbias_funnel *row = row_of(&run, NULL, "a", "two");
	RUN_NEAR(row->index, 75, "index");
	cr_expect(row->p > 0 && row->p < 1 && row->index_low < 75 && row->index_high > 75, "as two weighted samples");
	cr_expect(isfinite(row->reference_index_low), "against the reference there is an interval");
	cr_expect(isfinite(row_of(&run, NULL, "a", "one")->p), "and a test of the first stage");
	segbias_text_release(&text);
	run_release(&run);
}

Test(funnel, persons)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "who,g,one,two\n");
	for (int i = 0; i < 400; i++)
		segbias_text_add_format(&text, "%d,%s,%s,%s\n", i / 2, i % 4 < 2 ? "a" : "b", i % 3 ? "yes" : "no",
		                        i % 3 == 1 ? "yes" : "no");
	struct segbias_options options = {.stages = "one,two", .segment = "none", .person = "who"};
	struct run run = run_good(text.data, HALVES, &options);
	const struct segbias_funnel *row = row_of(&run, NULL, "a", "two");
	cr_expect(isfinite(row->index));
	cr_expect(isnan(row->p) && isnan(row->index_low) && isnan(row->reference_index_low));
	cr_expect_str_eq(row->reason, "person");
	cr_assert_not_null(run_note(&run, "stages_untested"));
	segbias_text_release(&text);
	run_release(&run);
}

/* Persons of one record each are as records without persons. */
Test(funnel, persons_once)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "who,g,one,two\n");
	for (int i = 0; i < 400; i++)
		segbias_text_add_format(&text, "%d,%s,%s,%s\n", i, i % 4 < 2 ? "a" : "b", i % 3 ? "yes" : "no",
		                        i % 3 == 1 && i % 4 < 3 ? "yes" : "no");
	struct segbias_options options = {.stages = "one,two", .segment = "none", .attributes = "g"};
	struct run records = run_good(text.data, HALVES, &options);
	options.person = "who";
	struct run persons = run_good(text.data, HALVES, &options);
	const struct segbias_funnel *one = row_of(&records, NULL, "a", "two");
	const struct segbias_funnel *two = row_of(&persons, NULL, "a", "two");
	cr_assert(one->p > 0 && one->p < 1);
	cr_expect_eq(two->p, one->p);
	cr_expect_eq(two->index_low, one->index_low);
	cr_expect_eq(two->reference_index_high, one->reference_index_high);
	cr_expect_null(two->reason);
	cr_expect_null(run_note(&persons, "stages_untested"));
	segbias_text_release(&text);
	run_release(&records);
	run_release(&persons);
}

/* Twice the records at a design effect of 2 tell as much, but that they are no whole counts: the score stands in for the exact
 * test, and the interval is the same. */
Test(funnel, declared_effect)
{
	static const char TWICE[] = "g,eligible,targeted,count\na,yes,yes,400\na,yes,no,200\na,no,no,200\n"
				    "b,yes,yes,200\nb,yes,no,400\nb,no,no,600\n";
	struct segbias_options options = {.stages = "*,eligible,targeted", .segment = "none"};
	struct run once = run_good(TABLE, HALVES, &options);
	options.deff = "2";
	struct run twice = run_good(TWICE, HALVES, &options);
	for (size_t i = 0; i < once.findings->funnel_count; i++) {
		const struct segbias_funnel *one = &once.findings->funnel[i];
		const struct segbias_funnel *two = &twice.findings->funnel[i];
		RUN_NEAR(two->index, one->index, "index");
		RUN_NEAR(two->index_low, one->index_low, "low");
		RUN_NEAR(two->index_high, one->index_high, "high");
		cr_expect_eq(two->verdict, one->verdict, "row %zu", i);
	}
	run_release(&once);
	run_release(&twice);
}

/* The same of stages that are two samples, of which both are as many people fewer. */
Test(funnel, declared_effect_of_two_samples)
{
	static const char ONCE[] = "g,one,two,count\na,yes,no,200\na,no,yes,150\na,yes,yes,100\nb,yes,no,100\n"
				   "b,no,yes,250\nb,yes,yes,50\n";
	static const char TWICE[] = "g,one,two,count\na,yes,no,400\na,no,yes,300\na,yes,yes,200\nb,yes,no,200\n"
				    "b,no,yes,500\nb,yes,yes,100\n";
	struct segbias_options options = {.stages = "one,two", .segment = "none", .attributes = "g"};
	options.campaign.rounded = options.reference.rounded = "none";
	struct run once = run_good(ONCE, HALVES, &options);
	struct run simple = run_good(TWICE, HALVES, &options);
	options.deff = "2";
	struct run twice = run_good(TWICE, HALVES, &options);
	const struct segbias_funnel *one = row_of(&once, NULL, "a", "two");
	const struct segbias_funnel *two = row_of(&twice, NULL, "a", "two");
	cr_expect(row_of(&simple, NULL, "a", "two")->index_low > one->index_low + 1);
	RUN_NEAR(two->index_low, one->index_low, "low");
	RUN_NEAR(two->index_high, one->index_high, "high");
	run_release(&once);
	run_release(&simple);
	run_release(&twice);
}

/* --- what is asked for --------------------------------------------------------------------------------------------- */

/* All other findings are the same, with stages and without. */
static bool same(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

Test(funnel, changes_nothing_else)
{
	struct segbias_text text = {0};
	add_campaign(&text);
	struct segbias_options options = {.attributes = "g"};
	struct run without = run_good(text.data, KNOWN, &options);
	cr_expect_eq(without.findings->funnel_count, 0);
	cr_expect_eq(without.findings->stage_count, 0);
	options.stages = "base,eligible";
	struct run with = run_good(text.data, KNOWN, &options);
	cr_assert_eq(with.findings->comparison_count, without.findings->comparison_count);
	for (size_t i = 0; i < with.findings->comparison_count; i++)
		for (size_t j = 0; j < with.findings->comparisons[i].value_count; j++) {
			const struct segbias_value_finding *a = &with.findings->comparisons[i].values[j];
			const struct segbias_value_finding *b = &without.findings->comparisons[i].values[j];
			cr_expect(a->verdict == b->verdict && same(a->n_needed, b->n_needed) && a->p == b->p &&
			          a->q == b->q && a->q_flag == b->q_flag);
		}
	cr_expect_eq(with.findings->family_segments, without.findings->family_segments);
	segbias_text_release(&text);
	run_release(&with);
	run_release(&without);
}

/* A base of the same file has the columns of the stages, too: these are no groups to follow. */
Test(funnel, is_not_of_its_own_columns)
{
	struct segbias_options options = {.stages = "eligible,targeted", .segment = "none"};
	struct run run = run_good(TABLE, TABLE, &options);
	cr_expect_gt(run.findings->comparison_count, 1, "they are attributes");
	cr_expect_eq(run.findings->funnel_count, 4, "of g alone");
	run_release(&run);
}

/* COL=VALUE, and a column whose name holds a "=". */
Test(funnel, spellings)
{
	static const char CAMPAIGN[] =
	    "g,status,a=b,count\na,Targeted,yes,60\na,left,no,40\nb,targeted,no,50\nb,left,yes,50\n";
	struct segbias_options options = {.stages = "*,status=targeted,a=b", .segment = "none", .min_n = "0"};
	struct run run = run_good(CAMPAIGN, HALVES, &options);
	RUN_NEAR(stage_of(&run, "status=targeted")->rows, 110, "rows");
	RUN_NEAR(stage_of(&run, "a=b")->rows, 110, "rows");
	RUN_NEAR(stage_of(&run, "a=b")->outside, 50, "outside");
	run_release(&run);
}

/* 40 of 1,000 do not say whether they are eligible (4 %, which is few), and none of these whether they are targeted: of 140 who may be
 * that is 29 %, though of those who are known to be eligible everybody says it. */
Test(funnel, unknown_before_and_unknown_now)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "g,eligible,targeted\n");
	for (int i = 0; i < 1000; i++)
		segbias_text_add_format(&text, "%c,%s,%s\n", i % 2 ? 'a' : 'b', i < 40 ? "" : "yes",
		                        i < 40    ? ""
		                        : i < 140 ? "yes"
		                                  : "no");
	struct segbias_options options = {.stages = "*,eligible,targeted", .segment = "none"};
	struct run run = run_compare(text.data, HALVES, &options);
	segbias_text_release(&text);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(row_of(&run, NULL, "a", "eligible")->verdict, SEGBIAS_VERDICT_WITHIN);
	cr_expect_eq(row_of(&run, NULL, "a", "targeted")->verdict, SEGBIAS_VERDICT_UNCLEAR);
	cr_expect_str_eq(row_of(&run, NULL, "a", "targeted")->reason, "unknown");
	run_release(&run);
}

/* .5, .25, .125: two stages lower a by as much, index 50; the first of them is said to skew it. */
Test(funnel, of_equal_stages_the_first_skews)
{
	static const char STAGES[] = "g,base,one,two\na,2048,256,32\nb,2048,768,224\n";
	struct segbias_options options = {
	    .stages = "base,one,two", .segment = "none", .campaign.count = "base", .campaign.rounded = "none"};
	struct run run = run_compare(STAGES, HALVES, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(row_of(&run, NULL, "a", "one")->index, 50);
	cr_expect_eq(row_of(&run, NULL, "a", "two")->index, 50);
	cr_expect(row_of(&run, NULL, "a", "one")->skews && !row_of(&run, NULL, "a", "two")->skews);
	run_release(&run);
}

/* a is lowered twice, and each of that is likely. That both are is p = .010986, the larger; of 16 in the family it is the only small
 * one: q = 16 p = .1758, and nothing is said to be amplified. */
Test(funnel, amplified_in_a_family_of_its_own)
{
	static const char STAGES[] = "g,base,one,two\na,125,62,20\nb,125,88,62\nc,125,88,25\nd,125,88,62\ne,125,88,25\n"
				     "f,125,88,62\ng,125,88,25\nh,125,88,44\n";
	static const char EIGHTHS[] = "g,count\na,1000001\nb,1000001\nc,1000001\nd,1000001\ne,1000001\nf,1000001\n"
				      "g,1000001\nh,1000001\n";
	struct segbias_options options = {
	    .stages = "base,one,two", .segment = "none", .campaign.count = "base", .campaign.rounded = "none"};
	struct run run = run_compare(STAGES, EIGHTHS, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	const struct segbias_funnel *row = row_of(&run, NULL, "a", "two");
	cr_expect_eq(row_of(&run, NULL, "a", "one")->reference_verdict, SEGBIAS_VERDICT_LIKELY_UNDER);
	cr_expect_eq(row->verdict, SEGBIAS_VERDICT_LIKELY_UNDER);
	RUN_NEAR(row->amplify_p, row->p, "the larger p");
	RUN_NEAR(row->amplify_q, 16 * row->p, "the only small one of 16");
	cr_expect(row->amplify_q > .05);
	cr_expect_eq(row->amplifies, SEGBIAS_TRUTH_UNDEFINED);
	run_release(&run);
}

/* Of the base 100 of 1,100 (9 %) match nothing, and of the eligible nobody: the step that leaves them behind is open too. */
Test(funnel, unmatched_in_the_stage_before)
{
	static const char CAMPAIGN[] = "g,eligible,targeted,count\na,yes,yes,100\na,yes,no,400\nb,yes,yes,300\n"
				       "b,yes,no,200\nz,no,no,100\n";
	struct segbias_options options = {.stages = "*,eligible,targeted", .segment = "none"};
	struct run run = run_good(CAMPAIGN, HALVES, &options);
	const struct segbias_funnel *row = row_of(&run, NULL, "a", "eligible");
	cr_expect_eq(row->verdict, SEGBIAS_VERDICT_UNCLEAR);
	cr_expect_str_eq(row->reason, "unmatched");
	/* 100 of 400 against 500 of 1,000, all of them matched */
	cr_expect_eq(row_of(&run, NULL, "a", "targeted")->verdict, SEGBIAS_VERDICT_UNDER);
	run_release(&run);
}

/* A stage that takes everybody has no part of the sum, and takes nobody else's: .5, .5, .25. */
Test(funnel, a_stage_of_all_is_no_other_direction)
{
	static const char STAGES[] = "g,base,one,two\na,1000,1000,100\nb,1000,1000,300\n";
	struct segbias_options options = {
	    .stages = "base,one,two", .segment = "none", .campaign.count = "base", .campaign.rounded = "none"};
	struct run run = run_good(STAGES, HALVES, &options);
	cr_expect_eq(row_of(&run, NULL, "a", "one")->share_of_whole, 0);
	cr_expect_eq(row_of(&run, NULL, "a", "two")->share_of_whole, 1);
	cr_expect_eq(row_of(&run, NULL, "b", "one")->share_of_whole, 0);
	cr_expect_eq(row_of(&run, NULL, "b", "two")->share_of_whole, 1);
	run_release(&run);
}

/* 0 says no, whatever the markers of missing values are. */
Test(funnel, a_zero_is_an_answer)
{
	static const char *const ZERO = "+0";
	static const char CAMPAIGN[] = "g,one,count\na,1,300\na,0,100\nb,1,100\nb,0,400\n";
	struct segbias_options options = {.stages = "*,one", .segment = "none", .missing_values = {&ZERO, 1}};
	struct run run = run_good(CAMPAIGN, HALVES, &options);
	cr_expect_eq(stage_of(&run, "one")->unknown, 0);
	cr_expect_eq(stage_of(&run, "one")->rows, 400);
	run_release(&run);
}

Test(funnel, errors)
{
	static const struct run_failure ROWS[] = {
	    {TABLE,
	     HALVES,
	     {.stages = "*,reached"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--stages: there is no column \"reached\"",
	     "the columns are"},
	    {TABLE, /* a name of one letter before a sign is none before "=" */
	     HALVES,
	     {.stages = "*,x@reached.csv"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--stages: there is no column [an e-mail address, withheld]",
	     "a file is named with an @"},
	    {TABLE,
	     HALVES,
	     {.stages = "eligible"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--stages \"eligible\": a funnel has two stages at least",
	     "--stages '*,A'"},
	    {TABLE,
	     HALVES,
	     {.stages = "eligible,targeted,eligible"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--stages: \"eligible\" is named twice",
	     ""},
	    {"g,one,two\na,yes,no\nb,no,maybe\na,no,perhaps\n",
	     HALVES,
	     {.stages = "one,two", .min_n = "0"},
	     SEGBIAS_DATA,
	     "campaign",
	     3,
	     6,
	     "--stages: column \"two\" holds something else than yes and no",
	     "COL=VALUE"},
	    {"id,g,one,two\np1,a,1,0\np2,b,1,1\np3,a,0,3\np4,b,1,0\n", /* rows count nobody in their columns */
	     HALVES,
	     {.stages = "one,two", .min_n = "0"},
	     SEGBIAS_DATA,
	     "campaign",
	     4,
	     8,
	     "--stages: column \"two\" holds something else than yes and no",
	     "COL=VALUE"},
	    {TABLE,
	     HALVES,
	     {.stages = "*,eligible=maybe"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--stages: no record has \"maybe\" in column \"eligible\"",
	     "VALUE is what"},
	    {TABLE,
	     HALVES,
	     {.stages = "*,eligible", .publish = "5"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--publish does not protect the counts of --stages",
	     "without --stages"},
	    {TABLE,
	     HALVES,
	     {.stages = "*,eligible", .amount = "count"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--stages and --amount exclude each other: the stages of a funnel are of records",
	     ""},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		run_fails(&ROWS[i], i);
}
