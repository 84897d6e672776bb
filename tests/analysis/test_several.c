/* A reference whose figures add up to more than its people: each value against those who answered. */
#include "analysis/compare.h"
#include "jobs/run.h"
#include "tally/encoding.h"

/* R: k / n, r, binom.test(k, n, r)$conf.int and $p.value (scripts/oracle/several.R) */
static const double EXPECTED[][5] = {
    {0.59999999999999998, 0.59999999999999998, 0.51693130816975574, 0.67903699025846587, 1},
    {0.33333333333333331, 0.48333333333333334, 0.2585563633935104, 0.41484300626555892, 0.0002217277648661908},
    {0.20000000000000001, 0.14999999999999999, 0.13919399922365849, 0.27303621779092746, 0.087006524865608559},
};

/* What stands between files and findings. */
struct staged {
	struct segbias_policy policy;
	struct segbias_tally *reference, *campaign;
	struct segbias_matching matching;
	struct segbias_findings *findings;
	struct segbias_notes notes;
	struct segbias_error error;
};

/* A table attribute,value,count: topic news 360, sports 290, music 90 (thousands); sex F, M. */
static void stage_reference(struct staged *staged)
{
	static const struct {
		const char *value;
		double people;
	} rows[] = {{"news", 360000}, {"sports", 290000}, {"music", 90000}};
	struct segbias_plan plan = {.weighted = true};
	size_t topic = 0;
	size_t sex = 0;
	staged->reference = encoding_create(&plan);
	cr_assert_eq(
	    segbias_encoder_add_column(encoding_of(staged->reference), segbias_label_of("topic"), &topic, NULL),
	    SEGBIAS_OK);
	cr_assert_eq(segbias_encoder_add_column(encoding_of(staged->reference), segbias_label_of("sex"), &sex, NULL),
	             SEGBIAS_OK);
	for (size_t i = 0; i < 5; i++) {
		uint32_t id = 0;
		bool fresh = false;
		size_t column = i < 3 ? topic : sex;
		const char *value = i < 3 ? rows[i].value : i == 3 ? "F" : "M";
		double figure[2] = {i < 3 ? rows[i].people : 300000, 0};
		cr_assert_eq(segbias_encoder_spell(encoding_of(staged->reference), column, segbias_label_of(value), 1,
		                                   &id, &fresh),
		             SEGBIAS_OK);
		cr_assert_eq(segbias_tally_add_cell(staged->reference, column, id, figure, NULL), SEGBIAS_OK);
	}
}

static void stage_campaign(struct staged *staged, const char *const (*records)[2], size_t count)
{
	staged->campaign = encoding_create(&staged->matching.plan);
	for (size_t i = 0; i < count; i++) {
		uint32_t ids[8];
		for (size_t column = 0; column < staged->matching.plan.column_count; column++) {
			bool fresh = false;
			size_t field = staged->matching.plan.columns[column].field;
			cr_assert_eq(segbias_encoder_spell(encoding_of(staged->campaign), column,
			                                   segbias_label_of(records[i][field]), 1, &ids[column],
			                                   &fresh),
			             SEGBIAS_OK);
		}
		struct segbias_record record = {
		    .ids = ids, .lists = segbias_encoder_lists(encoding_of(staged->campaign)), .count = 1, .weight = 1};
		cr_assert_eq(segbias_tally_add(staged->campaign, &record, NULL), SEGBIAS_OK);
	}
}

static const struct segbias_label NAMES[] = {{"sex", 3}, {"topic", 5}};

/* From the two tallies to findings; `several`: --multi 'topic=;'. */
static enum segbias_status stage(struct staged *staged, const struct segbias_match_answered *answered, bool several,
                                 const char *const (*records)[2], size_t count)
{
	static const struct segbias_head head = {.file = "campaign.csv", .names = NAMES, .width = 2};
	static const struct segbias_head table = {.file = "reference.csv"};
	const struct segbias_options options = {.segment = "none",
	                                        .multi = {(const char *const[]){"topic=;"}, several}};
	size_t fields[2];
	struct segbias_taken taken = {.fields = fields,
	                              .rows = true,
	                              .person_field = SEGBIAS_NO_FIELD,
	                              .stratum_field = SEGBIAS_NO_FIELD,
	                              .psu_field = SEGBIAS_NO_FIELD};
	struct segbias_reference_facts facts = {.head = &table,
	                                        .taken = taken,
	                                        .marginal = true,
	                                        .aggregated = true,
	                                        .answered = answered,
	                                        .answered_count = answered ? 1 : 0};
	*staged = (struct staged){0};
	cr_assert_eq(segbias_policy_read(&options, &staged->policy, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_findings_create(&staged->findings, NULL), SEGBIAS_OK);
	stage_reference(staged);
	struct segbias_match_input input = {&head, &taken, &facts, staged->reference, &staged->policy, NULL};
	enum segbias_status status = segbias_match_campaign(&input, &staged->matching, &staged->notes, &staged->error);
	if (status != SEGBIAS_OK)
		return status;
	stage_campaign(staged, records, count);
	status =
	    segbias_match_settle(&staged->matching, &head, &taken, staged->campaign, &staged->notes, &staged->error);
	if (status != SEGBIAS_OK)
		return status;
	struct segbias_group *groups = NULL;
	struct segbias_analysis_input analysis = {.campaign = staged->campaign,
	                                          .reference = staged->reference,
	                                          .matching = &staged->matching,
	                                          .policy = &staged->policy,
	                                          .kind = SEGBIAS_KIND_POPULATION};
	cr_assert_eq(segbias_groups_list(staged->campaign, &staged->matching, &staged->findings->arena, &groups,
	                                 &analysis.group_count, NULL),
	             SEGBIAS_OK);
	analysis.groups = groups;
	return segbias_analyse_compare(&analysis, staged->findings, &staged->error);
}

static void unstage(struct staged *staged)
{
	segbias_findings_free(staged->findings);
	segbias_tally_free(staged->reference);
	segbias_tally_free(staged->campaign);
	segbias_matching_release(&staged->matching);
	segbias_policy_release(&staged->policy);
	segbias_notes_release(&staged->notes);
}

static const struct segbias_error *find_note(const struct staged *staged, const char *code)
{
	for (size_t i = 0; i < staged->notes.count; i++)
		if (strcmp(staged->notes.items[i].code, code) == 0)
			return &staged->notes.items[i].text;
	return NULL;
}

/* 150 who answered: 90 news, 50 sports, 30 music, 20 of them two; 10 who did not. */
enum { RECORDS = 160 };
static const char *const (*answers(bool several))[2]
{
	static const char *records[RECORDS][2];
	for (int i = 0; i < RECORDS; i++) {
		const char *two = i < 10 ? "news;sports" : "music;news";
		const char *one = i < 90 ? "news" : i < 130 ? "sports" : i < 150 ? "music" : "";
		records[i][0] = i % 2 ? "F" : "M";
		records[i][1] = several && i < 20 ? two : one;
	}
	return (const char *const(*)[2])records;
}

static const struct segbias_match_answered PEOPLE = {{"topic", 5}, 600000, 0};

Test(several_answers, against_those_who_answered)
{
	static const char *const values[] = {"news", "sports", "music"};
	struct staged staged;
	cr_assert_eq(stage(&staged, &PEOPLE, true, answers(true), RECORDS), SEGBIAS_OK, "%s", staged.error.message);
	const struct segbias_comparison *c = &staged.findings->comparisons[1];
	cr_assert(c->multi && c->n == 150 && c->missing == 10 && c->value_count == 3 && isnan(c->chi2) && isnan(c->p));
	for (size_t i = 0; i < 3; i++) {
		const struct segbias_value_finding *value = run_value_of(c, values[i]);
		RUN_NEAR(value->share, EXPECTED[i][0], values[i]);
		RUN_NEAR(value->reference_share, EXPECTED[i][1], values[i]);
		RUN_NEAR(value->share_low, EXPECTED[i][2], values[i]);
		RUN_NEAR(value->share_high, EXPECTED[i][3], values[i]);
		RUN_NEAR(value->p, EXPECTED[i][4], values[i]);
	}
	cr_expect_not_null(find_note(&staged, "several_values"));
	/* the other attribute is what it was */
	c = &staged.findings->comparisons[0];
	cr_expect(!c->multi && isfinite(c->chi2) && c->n == RECORDS);
	unstage(&staged);
}

/* The reference alone has several: compared, and said. Nobody knows of 740,000 answers whose they are without the figure. */
Test(several_answers, one_in_the_campaign)
{
	struct staged staged;
	cr_assert_eq(stage(&staged, &PEOPLE, false, answers(false), RECORDS), SEGBIAS_OK);
	const struct segbias_comparison *c = &staged.findings->comparisons[1];
	cr_expect(c->multi && c->n == 150 && isnan(c->tvd));
	RUN_NEAR(run_value_of(c, "sports")->reference_share, 290 / 600., "sports");
	RUN_NEAR(run_value_of(c, "sports")->share, 40 / 150., "sports");
	cr_expect_not_null(find_note(&staged, "one_value"));
	unstage(&staged);
	cr_assert_eq(stage(&staged, NULL, true, answers(true), RECORDS), SEGBIAS_DATA);
	cr_expect(strstr(staged.error.message, "how many people answered"), "%s", staged.error.message);
	unstage(&staged);
	static const struct segbias_match_answered few = {{"topic", 5}, 350000, 0};
	cr_assert_eq(stage(&staged, &few, true, answers(true), RECORDS), SEGBIAS_DATA);
	cr_expect_str_eq(staged.error.message,
	                 "the reference's \"topic\" \"news\" has more people than answered at all");
	unstage(&staged);
}
