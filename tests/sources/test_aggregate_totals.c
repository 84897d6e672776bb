#include "sources/pouring.h"

#include <math.h>

enum told { GROUP, TOTAL, UNVERIFIED, ASKED };

/* What becomes of a value of column "kind" (or of the attribute "kind" of margins). */
struct totals_case {
	const char *text, *other;
	bool campaign;
	const char *value;
	enum told told;
};

static enum told told_of(const struct pouring *p, enum segbias_status status, const char *value)
{
	char quoted[96];
	size_t count = 0;
	(void)snprintf(quoted, sizeof quoted, "\"%s\"", value);
	if (status != SEGBIAS_OK)
		return strstr(p->error.message, quoted) && strstr(p->error.message, "is it a total or a group?")
		           ? ASKED
		           : (enum told) - 1;
	const struct segbias_total_row *totals = segbias_source_totals(p->source, &count);
	for (size_t i = 0; i < count; i++)
		if (segbias_label_equal(totals[i].value, segbias_label_of(value)))
			return totals[i].fits ? TOTAL : UNVERIFIED;
	return GROUP;
}

static void expect_total(const struct totals_case *c, size_t row)
{
	struct pouring p;
	const struct segbias_source_options options = {.reference = !c->campaign};
	enum segbias_status status = pouring_open_beside(&p, segbias_label_of(c->text), c->other, &options);
	enum told told = told_of(&p, status, c->value);
	cr_expect_eq(told, c->told, "row %zu, %s: %d (%s)", row, c->value, (int)told, p.error.message);
	if (status == SEGBIAS_OK) {
		const struct segbias_note *total = pouring_note(&p, "total_row");
		const struct segbias_note *unverified = pouring_note(&p, "unverified_total");
		cr_expect(c->told != TOTAL || (total && strstr(total->text.message, "is left out")), "row %zu", row);
		cr_expect(c->told != UNVERIFIED || unverified, "row %zu", row);
		pouring_plan(&p);
		cr_expect_eq(pouring_pour(&p), SEGBIAS_OK, "row %zu: %s", row, p.error.message);
		const char *column = strncmp(c->text, "region", 6) == 0 ? "region" : "kind";
		cr_expect_eq(pouring_weight(&p, column, c->value) < 0, c->told != GROUP, "row %zu: weight of %s", row,
		             c->value);
	}
	pouring_release(&p);
}

#define EXPECT_ALL(cases)                                                                                              \
	for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++)                                                   \
	expect_total(&(cases)[i], i)

static const char KINDS[] = "kind\na\nb\n";
static const char LISTS_TOTAL[] = "kind\na\nb\nTotal\nAll\n";

/* --- words ------------------------------------------------------------------------------------------------------ */

Test(aggregate_totals, words_that_fit)
{
	static const char *const WORDS[] = {"Total",
	                                    "TOTAL",
	                                    "All",
	                                    "Both sexes",
	                                    "Both",
	                                    "Insgesamt",
	                                    "Zusammen",
	                                    "Ensemble",
	                                    "Ambos sexos",
	                                    "Ogółem",
	                                    "Razem",
	                                    "المجموع",
	                                    "الإجمالي",
	                                    "合计",
	                                    "总计",
	                                    "Citywide",
	                                    "Total population",
	                                    "Persons"};
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
		struct segbias_text text = {0};
		segbias_text_add_format(&text, "kind,count\na,120\n%s,254\nb,134\n", WORDS[i]);
		expect_total(&(struct totals_case){text.data, KINDS, false, WORDS[i], TOTAL}, i);
		expect_total(&(struct totals_case){text.data, KINDS, true, WORDS[i], TOTAL}, i);
		text.size = 0;
		segbias_text_add_format(
		    &text, "attribute,value,count\nkind,a,120\nkind,%s,254\nkind,b,134\nage,x,3\nage,y,4\n", WORDS[i]);
		expect_total(&(struct totals_case){text.data, KINDS, false, WORDS[i], TOTAL}, i);
		segbias_text_release(&text);
	}
}

Test(aggregate_totals, words_that_the_other_file_has)
{
	static const struct totals_case CASES[] = {
	    {"kind,count\na,120\nTotal,254\nb,134\n", LISTS_TOTAL, false, "Total", ASKED},
	    {"kind,count\na,120\nAll,254\nb,134\n", LISTS_TOTAL, false, "All", ASKED},
	    {"kind,count\na,120\nAll,254\nb,134\n", "kind\na\nAll of them\n", false, "All", TOTAL},
	    {"kind,count\na,120\nTotal,254\nb,134\n", "type\na\nTotal\n", false, "Total", TOTAL},
	};
	EXPECT_ALL(CASES);
}

Test(aggregate_totals, words_that_do_not_fit)
{
	static const struct totals_case CASES[] = {
	    /* strong, and not below the largest group */
	    {"kind,count\na,120\nTotal,300\nb,134\n", KINDS, false, "Total", UNVERIFIED},
	    {"kind,count\na,120\nInsgesamt,134\nb,134\n", KINDS, false, "Insgesamt", UNVERIFIED},
	    {"kind,count\na,120\nOgółem,300\nb,134\n", KINDS, true, "Ogółem", UNVERIFIED},
	    {"kind,count\na,120\nTotal,133\nb,134\n", KINDS, false, "Total", ASKED},
	    /* weak */
	    {"kind,count\na,120\nAll,300\nb,134\n", LISTS_TOTAL, false, "All", GROUP},
	    {"kind,count\na,120\nAll,133\nb,134\n", KINDS, false, "All", GROUP},
	    {"kind,count\na,120\nEnsemble,133\nb,134\n", KINDS, false, "Ensemble", GROUP},
	    {"kind,count\na,120\nAll,300\nb,134\n", KINDS, false, "All", ASKED},
	    /* what only begins like one */
	    {"kind,count\na,120\nTotal war,264\nb,134\n", KINDS, false, "Total war", GROUP},
	    {"kind,count\na,120\nAllied,300\nb,134\n", KINDS, false, "Allied", GROUP},
	};
	EXPECT_ALL(CASES);
}

/* What does not fit is named with the difference. */
Test(aggregate_totals, an_unverified_total_is_said)
{
	struct pouring p;
	const struct segbias_source_options options = {.reference = true};
	cr_assert_eq(pouring_open(&p, segbias_label_of("kind,count\na,1200\nTotal,4000\nb,1340\n"), &options),
	             SEGBIAS_OK, "%s", p.error.message);
	const struct segbias_note *note = pouring_note(&p, "unverified_total");
	cr_assert(note);
	cr_expect(strstr(note->text.message, "\"Total\"") && strstr(note->text.message, "1,460"), "%s",
	          note->text.message);
	pouring_release(&p);
}

/* The question can be answered by pasting. */
Test(aggregate_totals, the_question)
{
	static const struct segbias_pair NAMED[] = {{{"kind", 4}, {"All", 3}}};
	static const char TEXT[] = "kind,count\na,120\nAll,300\nb,134\n";
	struct pouring p;
	struct segbias_source_options options = {.reference = true};
	cr_assert_eq(pouring_open(&p, segbias_label_of(TEXT), &options), SEGBIAS_DATA);
	cr_expect(strstr(p.error.hint, "a total: --within 'kind=a,b'"), "%s", p.error.hint);
	cr_expect(strstr(p.error.hint, "a group: --within 'kind=a,b,All'"), "%s", p.error.hint);
	pouring_release(&p);
	options.named = NAMED;
	options.named_count = 1;
	cr_assert_eq(pouring_all(&p, TEXT, &options), SEGBIAS_OK, "%s", p.error.message);
	cr_expect_eq(pouring_weight(&p, "kind", "All"), 300);
	pouring_release(&p);
}

/* Who lists the values leaves out what is asked about: a total where it is the sum, else one that is not verified. What nobody
 * would ask about stays a group. */
Test(aggregate_totals, what_is_not_listed)
{
	static const struct segbias_pair NAMED[] = {{{"kind", 4}, {"a", 1}}, {{"kind", 4}, {"b", 1}}};
	static const struct totals_case CASES[] = {
	    {"kind,count\na,120\nAll,300\nb,134\n", NULL, false, "All", UNVERIFIED},
	    {"kind,count\na,1201\nAll,2541\nb,1340\n", LISTS_TOTAL, false, "All", TOTAL},
	    {"kind,count\na,1201\nc,2541\nb,1340\n", NULL, false, "c", TOTAL},
	    {"kind,count\na,1201\nTotal,1100\nb,1340\n", NULL, false, "Total", UNVERIFIED},
	    {"kind,count\na,120\nc,30\nb,134\n", NULL, false, "c", GROUP},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		for (size_t named = 0; named < 2; named++) {
			struct pouring p;
			const struct segbias_source_options options = {
			    .reference = true, .named = NAMED, .named_count = 2 * named};
			enum segbias_status status =
			    pouring_open_beside(&p, segbias_label_of(CASES[i].text), CASES[i].other, &options);
			enum told expected = named || CASES[i].told == GROUP ? CASES[i].told : ASKED;
			enum told told = told_of(&p, status, CASES[i].value);
			cr_expect_eq(told, expected, "row %zu, %zu: %d (%s)", i, named, (int)told, p.error.message);
			pouring_release(&p);
		}
}

/* An open band that contains all others is a total's word. */
Test(aggregate_totals, open_bands)
{
	static const struct totals_case CASES[] = {
	    {"kind,count\n18-24,120\n18+,300\n25-44,134\n45+,46\n", KINDS, false, "18+", TOTAL},
	    {"kind,count\n18-24,120\n18 and over,300\n25-44,134\n45+,46\n", KINDS, false, "18 and over", TOTAL},
	    {"kind,count\n18-24,120\n18+,300\n25-44,134\n45+,46\n", "kind\n18+\n18-24\n", false, "18+", ASKED},
	    /* one that is only the last of them */
	    {"kind,count\n18-24,120\n25-44,134\n45+,254\n", KINDS, false, "45+", GROUP},
	    {"kind,count\n18-24,1201\n25-44,1340\n45-99,2541\n", KINDS, false, "45-99", GROUP},
	    {"kind,count\n18-24,1201\n25-44,1340\n18-44,2541\n", KINDS, false, "18-44", ASKED},
	};
	EXPECT_ALL(CASES);
}

/* --- codes ------------------------------------------------------------------------------------------------------ */

Test(aggregate_totals, codes)
{
	static const struct totals_case CASES[] = {
	    {"kind,count\na,120\nT,254\nb,134\n", KINDS, false, "T", TOTAL},
	    {"kind,count\na,120\n_T,254\nb,134\n", KINDS, false, "_T", TOTAL},
	    {"kind,count\n1,120\n0,254\n2,134\n", KINDS, false, "0", TOTAL},
	    {"kind,count\n1,120\n999,254\n2,134\n", KINDS, false, "999", TOTAL},
	    {"kind,count\n1,120\n9999,254\n2,134\n", KINDS, true, "9999", TOTAL},
	    /* the other file has it, or it does not fit */
	    {"kind,count\n1,120\n0,254\n2,134\n", "kind\n0\n1\n", false, "0", GROUP},
	    {"kind,count\n1,120\n0,258\n2,134\n", KINDS, false, "0", GROUP},
	    {"kind,count\na,120\nT,300\nb,134\n", KINDS, false, "T", ASKED},
	    {"kind,count\na,120\nT,200\nb,134\n", KINDS, false, "T", GROUP}, /* less than the others together */
	    {"kind,count\na,120\nnull,254\nb,134\n", KINDS, false, "null", TOTAL},
	    {"kind,count\na,120\nNULL,254\nb,134\n", KINDS, true, "NULL", TOTAL},
	    {"kind,count\na,120\nNULL,300\nb,134\n", KINDS, false, "NULL", ASKED},
	    {"kind,count\na,120\n_T,255\nb,134\n", KINDS, false, "_T", TOTAL},
	    {"kind,count\na,1204\n_T,2546\nb,1341\n", KINDS, false, "_T", TOTAL},
	    {"kind,count\na,1204\n_T,2549\nb,1341\n", KINDS, false, "_T", ASKED},
	    {"kind,count\n1,120\n0,300\n2,134\n", KINDS, false, "0", GROUP},
	    {"kind,count\na,120\nT,300\nb,134\n", "kind\na\nT\n", false, "T", GROUP},
	    /* of a campaign it is a group, of people or a segment */
	    {"kind,count\na,120\nT,300\nb,134\n", "kind,count\na,5\nb,6\n", true, "T", GROUP},
	    {"kind,sex,count\nS,F,1201\nS,M,1343\nT,F,2100\nT,M,1950\n", "sex,count\nF,5\nM,6\n", true, "T", GROUP},
	    {"kind,sex,count\n_T,F,1201\n_T,M,1343\nB,F,210\nB,M,195\n", "sex,count\nF,5\nM,6\n", true, "_T", GROUP},
	    /* no code of a total */
	    {"kind,count\n1,12\n3,25\n2,13\n", KINDS, false, "3", GROUP},
	};
	EXPECT_ALL(CASES);
}

/* --- neither word nor code -------------------------------------------------------------------------------------- */

Test(aggregate_totals, by_arithmetic_alone)
{
	static const struct totals_case CASES[] = {
	    /* 7 = 4 + 3, in units of what all have in common */
	    {"kind,count\na,4\nb,3\nc,7\n", KINDS, false, "c", GROUP},
	    {"kind,count\na,4000\nb,3000\nc,7000\n", KINDS, false, "c", GROUP},
	    {"kind,count\na,51\nb,48\nc,99\n", KINDS, false, "c", GROUP},
	    {"kind,count\na,510\nb,480\nc,990\n", KINDS, false, "c", GROUP},
	    /* more than a hundred steps: one stratum is asked about */
	    {"kind,count\na,51\nb,50\nc,101\n", KINDS, false, "c", ASKED},
	    {"kind,count\na,510000\nb,500000\nc,1010000\n", KINDS, false, "c", ASKED},
	    {"kind,count\na,640\nb,400\nd,90\nc,1130\n", KINDS, false, "c", ASKED},
	    /* a step is what all are multiples of: 3 = 2 + 1, of 250 or of 7 */
	    {"kind,count\na,50000\nb,25000\nc,75000\n", KINDS, false, "c", GROUP},
	    {"kind,count\na,1400\nb,700\nc,2100\n", KINDS, false, "c", GROUP},
	    {"kind,count\na,2.5\nb,1.25\nc,3.75\n", KINDS, false, "c", GROUP},
	    /* rounded by itself: as many units off as there are halves, where a thousand units make it no chance */
	    {"kind,count\na,6390\nb,4010\nd,930\nc,11350\n", KINDS, false, "c", ASKED},
	    {"kind,count\na,6390\nb,4010\nd,930\nc,11520\n", KINDS, false, "c", GROUP},
	    /* strata with few steps each */
	    {"sex,kind,count\nF,a,1200\nF,b,900\nF,c,2100\nM,a,1300\nM,b,1100\nM,c,2400\n", "sex,kind\nF,a\nM,b\n",
	     false, "c", ASKED},
	    {"sex,kind,count\nF,a,12900\nF,b,9000\nF,c,21900\nM,a,13000\nM,b,11100\nM,c,24100\n",
	     "sex,kind\nF,a\nM,b\n", false, "c", TOTAL},
	    {"sex,kind,count\nF,a,2\nF,b,3\nF,c,5\nM,a,4\nM,b,2\nM,c,6\n", "sex,kind\nF,a\nM,b\n", false, "c", GROUP},
	    /* strata that are mixed alike are one: half of each is the sum of the others */
	    {"sex,kind,count\nF,a,2000\nF,b,3000\nF,c,5000\nM,a,2400\nM,b,3600\nM,c,6000\nX,a,40\nX,b,60\nX,c,100\n",
	     "sex,kind\nF,a\nM,b\n", false, "c", GROUP},
	    /* or may be alike but for rounding: 40 % and 60 % of 5,123 and 6,077 */
	    {"sex,kind,count\nF,a,2049\nF,b,3074\nF,c,5123\nM,a,2431\nM,b,3646\nM,c,6077\n", "sex,kind\nF,a\nM,b\n",
	     false, "c", ASKED},
	    /* half of a total that is verified is none itself */
	    {"kind,count\na,4123\nb,3456\nc,7579\nTotal,15158\n", KINDS, false, "c", GROUP},
	    {"kind,count\na,4123\nb,3456\nc,7579\nTotal,15158\n", KINDS, false, "Total", TOTAL},
	    /* a label that begins or ends like a total is asked about, however few the steps are */
	    {"kind,count\na,3000\nb,2000\nAll tenures,5000\n", KINDS, false, "All tenures", ASKED},
	    {"kind,count\na,3000\nb,2000\nTenure: all,5000\n", KINDS, false, "Tenure: all", ASKED},
	    {"kind,count\na,3000\nb,2000\nDie Gesamtheit der Betriebe,5000\n", KINDS, false,
	     "Die Gesamtheit der Betriebe", ASKED},
	    {"kind,count\na,3000\nb,2000\nL'ensemble des exploitations,5000\n", KINDS, false,
	     "L'ensemble des exploitations", ASKED},
	    {"kind,count\na,3000\nb,2000\nAll others,6000\n", KINDS, false, "All others", GROUP},
	    {"kind,count\na,3000\nb,2000\nFallows,5000\n", KINDS, false, "Fallows", GROUP},
	    {"kind,count\na,50\nb,0\nAll tenures,50\n", KINDS, false, "All tenures", GROUP},
	    /* a thousand units */
	    {"kind,count\na,501\nb,499\nc,1000\n", KINDS, false, "c", ASKED},
	    {"kind,count\na,50100\nb,49900\nc,100000\n", KINDS, false, "c", ASKED},
	    {"kind,count\na,4123\nb,3456\nc,7579\n", KINDS, true, "c", ASKED},
	    {"kind,count\na,4123\nb,3456\nc,7600\n", KINDS, false, "c", GROUP},
	    /* so near, with noise: asked about; in several strata five in a thousand are near */
	    {"kind,count\na,4123\nb,3456\nc,7582\n", KINDS, false, "c", ASKED},
	    {"sex,kind,count\nF,a,4123\nF,b,3456\nF,c,7600\nM,a,2001\nM,b,3002\nM,c,4990\n", "sex,kind\nF,a\nM,b\n",
	     false, "c", ASKED},
	    /* what the other file lacks, up to five in a hundred: of a place in one stratum, too; not where that has none of the others */
	    {"sex,kind,count\nF,a,4123\nF,b,3456\nF,c,7600\nM,a,2001\nM,b,3002\nM,c,4770\n", "sex,kind\nF,a\nM,b\n",
	     false, "c", ASKED},
	    {"sex,kind,count\nF,a,4123\nF,b,3456\nF,c,7600\nM,a,2001\nM,b,3002\nM,c,4750\n", "sex,kind\nF,a\nM,b\n",
	     false, "c", GROUP},
	    {"region,count\na,4123\nb,3456\nc,7220\n", "region\na\nb\n", false, "c", ASKED},
	    {"region,count\na,4123\nb,3456\nc,7950\n", "region\na\nb\n", false, "c", ASKED},
	    {"region,count\na,4123\nb,3456\nc,7190\n", "region\na\nb\n", false, "c", GROUP},
	    {"region,count\na,4123\nb,3456\nc,7980\n", "region\na\nb\n", false, "c", GROUP},
	    {"region,count\na,7323\nb,256\nc,7220\n", "region\na\nb\n", false, "c", GROUP},
	    {"region,count\na,412\nb,345\nc,722\n", "region\na\nb\n", false, "c", GROUP},
	    {"region,count\na,4123\nb,3456\nc,7220\n", "region\na\nd\n", false, "c", GROUP},
	    /* named after all others */
	    {"kind,count\nred,41\nblue,34\nblue and red,70\n", KINDS, false, "blue and red", ASKED},
	    {"kind,count\nred,41\nblue,34\nblue-red,20\n", KINDS, false, "blue-red", GROUP},
	    /* several strata are not, unless the other file has it */
	    {"sex,kind,count\nF,a,4123\nF,b,3456\nF,c,7579\nM,a,2001\nM,b,3002\nM,c,5003\n", "sex,kind\nF,a\nM,b\n",
	     false, "c", TOTAL},
	    {"sex,kind,count\nF,a,4123\nF,b,3456\nF,c,7579\nM,a,2001\nM,b,3002\nM,c,5003\n", "sex,kind\nF,a\nM,c\n",
	     false, "c", ASKED},
	    {"sex,kind,count\nF,a,4123\nF,b,3456\nF,c,7579\nM,a,2001\nM,b,3002\nM,c,5103\n", "sex,kind\nF,a\nM,b\n",
	     false, "c", GROUP},
	    /* a coincidence in a small stratum is none of a large table: 21 = 19 + 2 */
	    {"segment,kind,count\nS,a,19\nS,b,2\nS,c,21\nT,a,2271\nT,b,0\nT,c,2729\n", KINDS, true, "c", GROUP},
	    {"segment,kind,count\nS,a,19\nS,b,2\nS,c,21\nT,a,2271\nT,c,2729\n", KINDS, true, "c", GROUP},
	    {"kind,shop,count\nb,Ost,2\nc,Ost,401\na,Ost,399\nc,West,90210\nc,Nord,871\na,Nord,640\n", KINDS, true, "c",
	     GROUP},
	    /* one stratum in which it is none, however few others are above zero there, or are listed at all */
	    {"segment,kind,count\nS,a,1900\nS,b,200\nS,c,2100\nT,a,2271\nT,b,0\nT,c,2729\n", KINDS, true, "c", GROUP},
	    {"segment,kind,count\nS,a,1900\nS,b,200\nS,c,2100\nT,a,2271\nT,b,30\nT,c,0\n", KINDS, true, "c", GROUP},
	    {"segment,kind,count\nS,a,1900\nS,b,200\nS,c,2100\nT,a,0\nT,b,0\nT,c,2729\n", KINDS, true, "c", GROUP},
	    {"segment,kind,count\nS,a,1900\nS,b,200\nS,c,2100\nS,d,0\nT,a,2271\nT,b,40\nT,c,1729\n", KINDS, true, "c",
	     GROUP},
	    /* a total in every segment still is, where zeros leave one other, and small strata add up to a thousand units */
	    {"segment,kind,count\nS,a,1900\nS,b,200\nS,c,2100\nT,a,2271\nT,b,0\nT,c,2271\n", KINDS, true, "c", ASKED},
	    {"segment,kind,count\nS,a,190\nS,b,201\nS,c,391\nT,a,271\nT,b,37\nT,c,308\nU,a,211\nU,b,102\nU,c,313\n",
	     KINDS, true, "c", TOTAL},
	    {"segment,kind,count\nS,a,1900\nS,b,200\nS,c,2100\nT,a,2271\nT,c,2310\nU,a,401\nU,b,13\nU,c,414\n", KINDS,
	     true, "c", TOTAL},
	    /* one other above zero is no sum */
	    {"kind,count\na,4123\nb,0\nc,4123\n", KINDS, false, "c", GROUP},
	};
	EXPECT_ALL(CASES);
}

/* --- what fits -------------------------------------------------------------------------------------------------- */

Test(aggregate_totals, tolerance)
{
	static const struct totals_case CASES[] = {
	    /* half a unit a value: three values are one and a half */
	    {"kind,count\na,1201\nb,1343\nc,2204\nTotal,4749\n", KINDS, false, "Total", TOTAL},
	    {"kind,count\na,1201\nb,1343\nc,2204\nTotal,4751\n", KINDS, false, "Total", UNVERIFIED},
	    /* in units of what the figures have in common */
	    {"kind,count\na,120000\nb,134000\nc,220000\nTotal,475000\n", KINDS, false, "Total", TOTAL},
	    {"kind,count\na,120000\nb,134000\nc,220000\nTotal,477000\n", KINDS, false, "Total", UNVERIFIED},
	    {"kind,count\na,120000\nb,134000\nc,220001\nTotal,475000\n", KINDS, false, "Total", UNVERIFIED},
	    /* at most a half percent */
	    {"kind,count\na,30\nb,30\nc,40\nTotal,101\n", KINDS, false, "Total", UNVERIFIED},
	    /* a common divisor of 3 or 5 is random rounding: a whole unit a value */
	    {"kind,count\na,1203\nb,1344\nc,2205\nTotal,4758\n", KINDS, false, "Total", TOTAL},
	    {"kind,count\na,1205\nb,1345\nc,2205\nTotal,4765\n", KINDS, false, "Total", TOTAL},
	    {"kind,count\na,1204\nb,1344\nc,2205\nTotal,4760\n", KINDS, false, "Total", UNVERIFIED}, /* 7 */
	    {"kind,count\na,1205\nb,1345\nc,2204\nTotal,4764\n", KINDS, false, "Total", UNVERIFIED}, /* 1 */
	};
	EXPECT_ALL(CASES);
}

/* The others with, or without, those who did not answer. */
Test(aggregate_totals, residuals)
{
	static const struct totals_case CASES[] = {
	    {"kind,count\na,120\nb,134\nNot stated,9\nTotal,254\n", KINDS, false, "Total", TOTAL},
	    {"kind,count\na,120\nb,134\nNot stated,9\nTotal,263\n", KINDS, false, "Total", TOTAL},
	    {"kind,count\na,120\nb,134\nkeine Angabe,9\nTotal,254\n", KINDS, false, "Total", TOTAL},
	    {"kind,count\na,120\nb,134\nother,9\nTotal,254\n", KINDS, false, "Total", UNVERIFIED},
	};
	EXPECT_ALL(CASES);
}

Test(aggregate_totals, few_others)
{
	static const struct totals_case CASES[] = {
	    {"kind,count\na,1500\nTotal,1500\n", KINDS, false, "Total", TOTAL},
	    {"kind,count\na,1500\nb,0\nTotal,1500\n", KINDS, false, "Total", TOTAL},
	    {"kind,count\na,1500\nb,0\nx,1500\n", KINDS, false, "x", GROUP},
	};
	EXPECT_ALL(CASES);
}

/* Totals go one after another: of two none spoils the other. */
Test(aggregate_totals, one_after_another)
{
	static const char TEXT[] = "kind,count\na,1201\nAll persons,2544\nb,1343\nTotal,2544\n";
	static const char SUBTOTALS[] = "sex,kind,count\nF,a,4123\nF,b,3456\nF,c,7579\nF,Total,7579\n"
					"M,a,2001\nM,b,3002\nM,c,5003\nM,Total,5003\n";
	expect_total(&(struct totals_case){TEXT, KINDS, false, "Total", TOTAL}, 0);
	expect_total(&(struct totals_case){TEXT, KINDS, false, "All persons", TOTAL}, 0);
	expect_total(&(struct totals_case){SUBTOTALS, "sex,kind\nF,a\nM,b\n", false, "Total", TOTAL}, 1);
	expect_total(&(struct totals_case){SUBTOTALS, "sex,kind\nF,a\nM,b\n", false, "c", TOTAL}, 1);
}

/* One of several known values is no total, whatever it is the sum of; another one beside them may be. */
Test(aggregate_totals, known_values)
{
	static const struct totals_case ROWS[] = {
	    {"kind,count\nFemale,5003\nMale,5102\nNon-binary,99\n", KINDS, false, "Male", GROUP},
	    {"kind,count\nmännlich,7301\nweiblich,7290\ndivers,11\n", KINDS, false, "männlich", GROUP},
	    {"kind,count\nF,61007\nM,61500\nX,493\n", KINDS, false, "M", GROUP},
	    {"kind,count\nF,61007\nM,61500\nAlle Leute,122507\n", KINDS, false, "Alle Leute", ASKED},
	};
	EXPECT_ALL(ROWS);
}

/* Strata that are totals themselves, or lack a value, neither prove nor disprove. */
/* Where a total that is called one is the sum of all others, none of these is a total of the rest. */
Test(aggregate_totals, beside_a_marked_one)
{
	static const struct totals_case ROWS[] = {
	    {"kind,count\nTotal,20014\nlow,4003\nmiddle,10007\nhigh,6004\n", KINDS, false, "middle", GROUP},
	    {"kind,count\nlow,4003\nmiddle,10007\nhigh,6004\n_T,20014\n", KINDS, false, "middle", GROUP},
	    {"kind,sex,count\nx,M,2503\ny,M,5007\nz,M,2504\n_T,M,10014\n"
	     "x,F,3001\ny,F,6007\nz,F,3006\n_T,F,12014\n",
	     KINDS, false, "y", GROUP},
	    /* Without it it may be one; in two sexes that are mixed alike chance does so as often as in one. */
	    {"kind,count\nlow,4003\nmiddle,10007\nhigh,6004\n", KINDS, false, "middle", ASKED},
	    {"kind,sex,count\nx,M,2503\ny,M,5007\nz,M,2504\nx,F,3001\ny,F,6007\nz,F,3006\n", KINDS, false, "y", ASKED},
	};
	EXPECT_ALL(ROWS);
}

Test(aggregate_totals, strata)
{
	static const char BOTH[] =
	    "region,kind,count\nN,a,1201\nN,b,1343\nN,Total,2544\nS,a,2100\nS,b,1950\nS,Total,4050\n"
	    "Total,a,3301\nTotal,b,3293\nTotal,Total,6594\n";
	static const char LACKS[] =
	    "region,kind,count\nN,a,1201\nN,b,1343\nN,Total,2544\nS,a,2100\nS,b,1950\nS,Total,4050\n"
	    "W,a,7\nW,Total,19\n";
	struct pouring p;
	const struct segbias_source_options options = {.reference = true};
	cr_assert_eq(pouring_all(&p, BOTH, &options), SEGBIAS_OK, "%s", p.error.message);
	cr_expect(pouring_weight(&p, "kind", "a") == 3301 && pouring_weight(&p, "kind", "b") == 3293);
	cr_expect(pouring_weight(&p, "region", "N") == 2544 && pouring_weight(&p, "region", "S") == 4050);
	cr_expect(pouring_weight(&p, "kind", "Total") == -1 && pouring_weight(&p, "region", "Total") == -1);
	cr_expect_null(pouring_note(&p, "unverified_total"));
	pouring_release(&p);
	expect_total(&(struct totals_case){LACKS, "region,kind\nN,a\n", false, "Total", TOTAL}, 0);
}

/* Shares that sum to the whole with the value in: it is no total. */
Test(aggregate_totals, shares)
{
	static const struct totals_case CASES[] = {
	    {"kind,share\na,0.3\nb,0.2\nc,0.5\n", KINDS, false, "c", GROUP},
	    {"kind,percent\na,30.25\nb,19.75\nc,50.00\n", KINDS, false, "c", GROUP},
	    {"kind,x\na,30.25\nb,19.75\nc,50.00\n", KINDS, false, "c", GROUP},
	    {"kind,share\na,0.3\nb,0.2\nAll,0.5\n", KINDS, false, "All", GROUP},
	    {"kind,share\na,0.3\nb,0.7\nTotal,1.0\n", KINDS, false, "Total", TOTAL},
	    {"kind,percent\na,30\nb,70\nTotal,100\n", KINDS, false, "Total", TOTAL},
	};
	EXPECT_ALL(CASES);
}

/* --- totals in several columns ---------------------------------------------------------------------------------- */

static double weight_of(const char *text, const char *other, const struct segbias_source_options *options,
                        const char *column, const char *value)
{
	struct pouring p;
	cr_assert_eq(pouring_open_beside(&p, segbias_label_of(text), other, options), SEGBIAS_OK, "%s: %s", text,
	             p.error.message);
	pouring_plan(&p);
	cr_assert_eq(pouring_pour(&p), SEGBIAS_OK, "%s: %s", text, p.error.message);
	double weight = pouring_weight(&p, column, value);
	pouring_release(&p);
	return weight;
}

/* One row that is the total of everything, with a code or a word in each column. */
Test(aggregate_totals, of_everything)
{
	static const char *const WORDS[][2] = {{"T", "T"},     {"Total", "Total"}, {"All", "All"}, {"_T", "_T"},
	                                       {"Total", "T"}, {"null", "null"},   {"", ""},       {"Insgesamt", ""}};
	static const struct segbias_source_options OPTIONS[] = {{.reference = true}, {.reference = false}};
	static const char BESIDE[][40] = {"sex,age\nF,old\nM,young\n", "sex,age,count\nF,old,5\nM,young,6\n"};
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		for (size_t o = 0; o < 2; o++) {
			/* 1,204 + 1,341 + 907 + 888 = 4,340 */
			struct segbias_text text = {0};
			segbias_text_add_format(
			    &text, "sex,age,count\nF,young,1204\nF,old,1341\nM,young,907\nM,old,888\n%s,%s,4340\n",
			    WORDS[i][0], WORDS[i][1]);
			cr_expect_eq(weight_of(text.data, BESIDE[o], &OPTIONS[o], "sex", "F"), 2545);
			cr_expect_eq(weight_of(text.data, BESIDE[o], &OPTIONS[o], "age", "old"), 2229);
			cr_expect_eq(weight_of(text.data, BESIDE[o], &OPTIONS[o], "sex", WORDS[i][0]), -1, "%s",
			             WORDS[i][0]);
			cr_expect_eq(weight_of(text.data, BESIDE[o], &OPTIONS[o], "age", WORDS[i][1]), -1, "%s",
			             WORDS[i][1]);
			segbias_text_release(&text);
		}
}

/* Each campaign with a row of all its cells: nothing of it counts twice. */
Test(aggregate_totals, of_everything_within_a_group)
{
	/* 310 + 205 + 411 + 190 = 1,116 and 150 + 260 + 370 + 480 = 1,260 */
	static const char CAMPAIGNS[] =
	    "campaign,sex,age,count\nC1,F,old,310\nC1,F,young,205\nC1,M,old,411\nC1,M,young,190\n"
	    "C1,All,All,1116\nC2,F,old,150\nC2,F,young,260\nC2,M,old,370\nC2,M,young,480\n"
	    "C2,All,All,1260\n";
	static const char WORDS[] =
	    "campaign,sex,age,count\nC1,F,old,310\nC1,F,young,205\nC1,M,old,411\nC1,M,young,190\n"
	    "C1,Total,Total,1116\nC2,F,old,150\nC2,F,young,260\nC2,M,old,370\nC2,M,young,480\n"
	    "C2,Total,Total,1260\n";
	static const char BESIDE[] = "sex,age,count\nF,old,5\nM,young,6\n";
	static const char *const TEXTS[] = {CAMPAIGNS, WORDS};
	static const struct segbias_source_options OPTIONS = {.reference = false};
	for (size_t i = 0; i < 2; i++) {
		cr_expect_eq(weight_of(TEXTS[i], BESIDE, &OPTIONS, "campaign", "C1"), 1116);
		cr_expect_eq(weight_of(TEXTS[i], BESIDE, &OPTIONS, "campaign", "C2"), 1260);
		cr_expect_eq(weight_of(TEXTS[i], BESIDE, &OPTIONS, "sex", "F"), 925);
		cr_expect_eq(weight_of(TEXTS[i], BESIDE, &OPTIONS, "sex", i ? "Total" : "All"), -1);
	}
}

/* --- totals of what is not compared ----------------------------------------------------------------------------- */

/* A column that the campaign lacks is added up: a total in it is asked about by --where, unless it is the sum. */
Test(aggregate_totals, of_a_column_that_is_not_compared)
{
	static const char SEXES[] = "sex,segment\nF,A\nM,B\n";
	static const char OFF[] =
	    "sex,kind,count\nF,a,1201\nF,b,1343\nF,Total,9000\nM,a,2100\nM,b,1950\nM,Total,9100\n";
	static const char FITS[] =
	    "sex,kind,count\nF,a,1201\nF,b,1343\nF,Total,2544\nM,a,2100\nM,b,1950\nM,Total,4050\n";
	static const struct segbias_pair ALONE[] = {{{"kind", 4}, {"Total", 5}}};
	static const struct segbias_pair ALL[] = {{{"kind", 4}, {"*", 1}}};
	struct segbias_source_options options = {.reference = true};
	pouring_expect(
	    &(struct pouring_case){OFF, SEXES, options, NULL,
	                           "\"Total\" of \"kind\" is named like a total, but not the sum of the others",
	                           "--where 'kind=Total' takes it alone, --where 'kind=*' adds the others up"},
	    0);
	pouring_expect(
	    &(struct pouring_case){OFF,
	                           "sex,count\nF,5\nM,6\n",
	                           {.reference = false},
	                           NULL,
	                           "\"Total\" of \"kind\" is named like a total, but not the sum of the others",
	                           "--campaign-where 'kind=Total' takes it alone"},
	    1);
	cr_expect_eq(weight_of(FITS, SEXES, &options, "sex", "F"), 2544);
	/* compared it is left out, and said not to be the sum */
	cr_expect_eq(weight_of(OFF, "sex,kind\nF,a\nM,b\n", &options, "sex", "F"), 2544);
	options.wheres = ALONE;
	options.where_count = 1;
	struct pouring p;
	cr_assert_eq(pouring_open_beside(&p, segbias_label_of(OFF), SEXES, &options), SEGBIAS_OK, "%s",
	             p.error.message);
	cr_expect_null(pouring_note(&p, "unverified_total"));
	pouring_release(&p);
	options.wheres = ALL;
	cr_expect_eq(weight_of(OFF, SEXES, &options, "sex", "F"), 2544); /* 1,201 + 1,343: not the total again */
	cr_assert_eq(pouring_open_beside(&p, segbias_label_of(OFF), SEXES, &options), SEGBIAS_OK, "%s",
	             p.error.message);
	cr_expect_not_null(pouring_note(&p, "unverified_total"));
	pouring_release(&p);
}

/* Others that come to more than the total hold each other: nothing adds them up. */
Test(aggregate_totals, levels_are_not_added)
{
	static const struct segbias_pair ALL[] = {{{"kind", 4}, {"*", 1}}};
	static const char LEVELS[] = "sex,kind,count\nF,a,1201\nF,b,1343\nF,a1,1201\nF,b1,1343\nF,Total,2547\n"
				     "M,a,2100\nM,b,1950\nM,a1,2100\nM,b1,1950\nM,Total,4052\n";
	struct segbias_source_options options = {.reference = true, .wheres = ALL, .where_count = 1};
	pouring_expect(&(struct pouring_case){LEVELS, "sex,segment\nF,A\nM,B\n", options, NULL,
	                                      "the values of \"kind\" come to more than \"Total\"",
	                                      "--where 'kind=Total' takes it alone, --where 'kind=A' --where 'kind=B'"},
	               0);
}

/* "*" adds up what has no total's name, even where it is the sum of the others; which is said. */
Test(aggregate_totals, a_possible_total_that_is_added_is_said)
{
	static const char SEXES[] = "sex,segment\nF,A\nM,B\n";
	static const char *const NAMES[] = {"d", "T"}; /* nearly the sum, in two strata; a code that is no sum */
	static const struct segbias_pair ALL[] = {{{"kind", 4}, {"*", 1}}};
	struct segbias_source_options options = {.reference = true, .wheres = ALL, .where_count = 1};
	for (size_t i = 0; i < 2; i++) {
		struct segbias_text text = {0};
		struct pouring p;
		segbias_text_add_format(&text,
		                        "sex,kind,count\nF,a,12011\nF,b,13437\nF,c,9011\nF,%s,34501\n"
		                        "M,a,21007\nM,b,19508\nM,c,7013\nM,%s,47566\n",
		                        NAMES[i], NAMES[i]);
		cr_assert_eq(pouring_open_beside(&p, segbias_text_label(&text), SEXES, &options), SEGBIAS_OK, "%s",
		             p.error.message);
		pouring_plan(&p);
		cr_assert_eq(pouring_pour(&p), SEGBIAS_OK, "%s", p.error.message);
		cr_expect_not_null(pouring_note(&p, "possible_total"), "%s", NAMES[i]);
		cr_expect_eq(pouring_weight(&p, "sex", "F"), 68960, "%s",
		             NAMES[i]); /* 12,011 + 13,437 + 9,011 + 34,501 */
		pouring_release(&p);
		segbias_text_release(&text);
	}
}

/* --- people of the others --------------------------------------------------------------------------------------- */

/* One value is of people whom the others have too: without it they are the total. */
Test(aggregate_totals, a_value_of_the_others_people)
{
	static const char RACES[] = "race,count\nWhite,60210\nBlack,20117\nAsian,9003\nHispanic (any race),15011\n"
				    "Total,89330\n";
	static const char MARGINS[] = "attribute,value,count\nrace,White,60210\nrace,Black,20117\nrace,Asian,9003\n"
				      "race,Hispanic (any race),15011\nrace,Total,89330\nsex,F,40110\nsex,M,49220\n";
	static const char BESIDE[] = "race,sex\nWhite,F\nBlack,M\n";
	static const struct segbias_pair NAMED[] = {
	    {{"race", 4}, {"White", 5}}, {{"race", 4}, {"Black", 5}}, {{"race", 4}, {"Asian", 5}}};
	const char *const TEXTS[] = {RACES, MARGINS};
	for (size_t i = 0; i < 2; i++) {
		struct segbias_source_options options = {.reference = true};
		struct pouring p;
		size_t count = 0;
		pouring_expect(
		    &(struct pouring_case){TEXTS[i], BESIDE, options, NULL,
		                           "\"Hispanic (any race)\" of \"race\" counts people of the others again",
		                           "without it: --within 'race=White,Black,Asian'"},
		    i);
		options.named = NAMED;
		options.named_count = 3;
		cr_assert_eq(pouring_open_beside(&p, segbias_label_of(TEXTS[i]), BESIDE, &options), SEGBIAS_OK, "%s",
		             p.error.message);
		(void)segbias_source_answered(p.source, &count);
		cr_expect(count == 0 && !pouring_note(&p, "several_answers"), "row %zu", i);
		pouring_release(&p);
	}
	/* more than one value too many: people gave several answers */
	struct pouring p;
	size_t count = 0;
	static const struct segbias_source_options OPTIONS = {.reference = true};
	cr_assert_eq(pouring_open_beside(&p,
	                                 segbias_label_of("race,count\nWhite,60210\nBlack,20117\nAsian,19003\n"
	                                                  "Hispanic (any race),15011\nTotal,89330\n"),
	                                 BESIDE, &OPTIONS),
	             SEGBIAS_OK, "%s", p.error.message);
	const struct segbias_answered *answered = segbias_source_answered(p.source, &count);
	cr_expect(count == 1 && answered->people == 89330 && pouring_note(&p, "several_answers"));
	pouring_release(&p);
}

/* Values come to more than the people of the total by over half a percent of them, none of which has more: all people may have given one. Of
 * hidden figures ("<50": 0 to 49) the least counts. */
Test(aggregate_totals, several_answers_at_the_edge)
{
	static const struct {
		const char *text;
		double people; /* NAN: nobody gave several */
	} ROWS[] = {
	    {"kind,count\na,10000\nb,4123\nc,2456\nTotal,10000\n", 10000},
	    {"kind,count\na,5024\nb,5025\nTotal,10000\n", NAN},
	    {"kind,count\na,5025\nb,5025\nTotal,10000\n", NAN},
	    {"kind,count\na,5026\nb,5025\nTotal,10000\n", 10000},
	    /* 970 and four hidden ones: 970 to 1,166 of 1,000; 1,010 at least */
	    {"kind,count\na,480\nb,490\nc,<50\nd,<50\ne,<50\nf,<50\nTotal,1000\n", NAN},
	    {"kind,count\na,480\nb,530\nc,<50\nd,<50\ne,<50\nf,<50\nTotal,1000\n", 1000},
	};
	static const struct segbias_source_options OPTIONS = {.reference = true};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct pouring p;
		size_t count = 0;
		cr_assert_eq(pouring_open_beside(&p, segbias_label_of(ROWS[i].text), KINDS, &OPTIONS), SEGBIAS_OK,
		             "row %zu: %s", i, p.error.message);
		const struct segbias_answered *answered = segbias_source_answered(p.source, &count);
		cr_expect_eq(count, !isnan(ROWS[i].people), "row %zu", i);
		cr_expect(count == 0 || answered->people == ROWS[i].people, "row %zu", i);
		cr_expect_eq(pouring_note(&p, "several_answers") != NULL, count > 0, "row %zu", i);
		pouring_release(&p);
	}
}

/* A column of those who answered: more answers than people, or fewer, which are no several answers; as many say nothing. */
Test(aggregate_totals, those_who_answered_beside_each_value)
{
	static const struct {
		const char *text, *told; /* NULL: nothing */
	} ROWS[] = {
	    {"attribute,value,count,base\nkind,a,3000,10000\nkind,b,4000,10000\n", "less than the 10,000 people"},
	    {"attribute,value,count,base\nkind,a,6000,10000\nkind,b,4001,10000\n", "more than the 10,000 people"},
	    {"attribute,value,count,base\nkind,a,6000,10000\nkind,b,4000,10000\n", NULL},
	};
	static const struct segbias_source_options OPTIONS = {.reference = true};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct pouring p;
		cr_assert_eq(pouring_open_beside(&p, segbias_label_of(ROWS[i].text), KINDS, &OPTIONS), SEGBIAS_OK,
		             "row %zu: %s", i, p.error.message);
		const struct segbias_note *note = pouring_note(&p, "several_answers");
		cr_expect_eq(note != NULL, ROWS[i].told != NULL, "row %zu", i);
		cr_expect(!note || !ROWS[i].told || strstr(note->text.message, ROWS[i].told), "row %zu", i);
		pouring_release(&p);
	}
}

/* --- campaigns -------------------------------------------------------------------------------------------------- */

Test(aggregate_totals, of_a_campaign)
{
	static const struct totals_case CASES[] = {
	    /* a row at the end */
	    {"segment,kind,count\nA,a,120\nA,b,134\nB,a,210\nB,b,195\nTotal,Total,659\n", KINDS, true, "Total", TOTAL},
	    {"segment,kind,count\nA,a,120\nA,b,134\nB,a,210\nB,b,195\nTotal,,659\n", KINDS, true, "", TOTAL},
	    {"segment,kind,count\nA,a,120\nA,b,134\nB,a,210\nB,b,195\n,,659\n", KINDS, true, "", TOTAL},
	    /* a dimension left empty */
	    {"segment,kind,count\nA,a,120\nA,b,134\nA,,254\nB,a,210\nB,b,195\nB,,405\n", KINDS, true, "", TOTAL},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct pouring p;
		const struct segbias_source_options options = {.reference = false};
		cr_assert_eq(pouring_open_beside(&p, segbias_label_of(CASES[i].text), CASES[i].other, &options),
		             SEGBIAS_OK, "row %zu: %s", i, p.error.message);
		pouring_plan(&p);
		cr_assert_eq(pouring_pour(&p), SEGBIAS_OK, "row %zu: %s", i, p.error.message);
		cr_expect_eq(segbias_tally_records(p.tally), 659, "row %zu: %u", i,
		             (unsigned)segbias_tally_records(p.tally));
		cr_expect_eq(pouring_weight(&p, "kind", "a"), 330, "row %zu", i);
		pouring_release(&p);
	}
	/* a segment that is the sum of the others */
	static const char SEGMENTS[] = "kind,sex,count\nA,F,1201\nA,M,1343\nB,F,2100\nB,M,1950\nAll segments,F,3301\n"
				       "All segments,M,3293\n";
	expect_total(&(struct totals_case){SEGMENTS, "sex\nF\nM\n", true, "All segments", TOTAL}, 9);
}

/* What chance may have made counts as a group, and is said; what the campaign has too is one. */
Test(aggregate_totals, possible_totals)
{
	static const struct {
		const char *text, *other;
		bool said;
	} CASES[] = {
	    {"kind,count\na,3000\nb,2000\nc,5000\n", KINDS, true},
	    {"kind,count\na,51\nb,48\nc,99\n", KINDS, true},
	    {"kind,count\na,3000\nb,2000\nc,5000\n", "kind\na\nc\n", false},
	    {"kind,count\na,2000\nb,1000\nc,3000\n", KINDS, false},
	    {"kind,count\na,3000\nb,2000\nc,7000\n", KINDS, false},
	    {"kind,count\n18-24,3000\n25-44,2000\n45+,5000\n", KINDS, false},
	    {"kind,count\na,3000\nb,2000\nc,5000\nTotal,10000\n", KINDS, false},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct pouring p;
		const struct segbias_source_options options = {.reference = true};
		cr_assert_eq(pouring_open_beside(&p, segbias_label_of(CASES[i].text), CASES[i].other, &options),
		             SEGBIAS_OK, "row %zu: %s", i, p.error.message);
		const struct segbias_note *note = pouring_note(&p, "possible_total");
		cr_expect_eq(note != NULL, CASES[i].said, "row %zu", i);
		cr_expect(!note || strstr(note->text.hint, "--within 'kind=a,b'"), "row %zu", i);
		pouring_release(&p);
	}
}

/* In a column that the other file lacks, the total alone can be taken. */
Test(aggregate_totals, a_possible_total_that_is_not_compared)
{
	static const char TEXT[] = "kind,sex,count\na,F,2\nb,F,3\nc,F,5\na,M,4\nb,M,2\nc,M,6\n";
	struct pouring p;
	const struct segbias_source_options options = {.reference = true};
	cr_assert_eq(pouring_open_beside(&p, segbias_label_of(TEXT), "sex\nF\nM\n", &options), SEGBIAS_OK, "%s",
	             p.error.message);
	const struct segbias_note *note = pouring_note(&p, "possible_total");
	cr_assert(note);
	cr_expect(strstr(note->text.hint, "--where 'kind=c'"), "%s", note->text.hint);
	pouring_release(&p);
}

/* Years of age are no totals of each other; a code among them is. */
Test(aggregate_totals, years_of_age)
{
	struct pouring p;
	const struct segbias_source_options options = {.reference = true};
	cr_assert_eq(pouring_open(&p, segbias_label_of("age,count\n18,1201\n19,1340\n20,2541\n"), &options), SEGBIAS_OK,
	             "%s", p.error.message);
	pouring_release(&p);
	cr_assert_eq(pouring_open(&p, segbias_label_of("age,count\n18,1201\n19,1340\n10000,2541\n"), &options),
	             SEGBIAS_DATA);
	pouring_release(&p);
}

/* --- rows that lack labels --------------------------------------------------------------------------------------- */

/* 1,200 + 1,300 + 900 + 1,100 = 4,500 */
#define CELLS "S,M,1200\nS,F,1300\nA,M,900\nA,F,1100\n"

/* A row without any label: who was reached several times counts once in it. It counts nowhere. */
Test(aggregate_totals, without_a_label)
{
	static const struct {
		const char *text;
		enum told told;
		double left; /* of M */
	} CASES[] = {
	    {"kind,sex,reach\n" CELLS ",,4100\n", UNVERIFIED, 2100},
	    {"kind,sex,reach\n,,4100\n" CELLS, UNVERIFIED, 2100},
	    {"kind,sex,users\n" CELLS ",,2600\n", UNVERIFIED, 2100},
	    {"kind,sex,reach\n" CELLS ",,4500\n", TOTAL, 2100},
	    /* more than all, less than one, or several: people of whom nothing is known */
	    {"kind,sex,reach\n" CELLS ",,9100\n", GROUP, 2100},
	    {"kind,sex,reach\n" CELLS ",,310\n", GROUP, 2100},
	    /* of other figures those that are near the sum are asked about */
	    {"kind,sex,count\n" CELLS ",,4100\n", ASKED, 0},
	    {"kind,sex,count\n" CELLS ",,2600\n", GROUP, 2100},
	    {"age,sex,reach\n0,M,1200\n0,F,1300\n1,M,900\n1,F,1100\n,,4500\n", TOTAL, 2100},
	    {"sex,reach\nM,2100\nF,2400\n,4100\n", UNVERIFIED, 2100},
	    {"sex,reach\nM,2100\nF,2400\n,2500\n", GROUP, 2100},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct pouring p;
		const struct segbias_source_options options = {.reference = false};
		size_t count = 0;
		enum segbias_status status =
		    pouring_open_beside(&p, segbias_label_of(CASES[i].text), "kind,sex,n\nS,M,5\nA,F,6\n", &options);
		cr_expect_eq(status == SEGBIAS_DATA, CASES[i].told == ASKED, "row %zu: %s", i, p.error.message);
		cr_expect(status == SEGBIAS_OK || strstr(p.error.message, "without a value"), "row %zu: %s", i,
		          p.error.message);
		if (status == SEGBIAS_OK) {
			const struct segbias_total_row *totals = segbias_source_totals(p.source, &count);
			enum told told = count == 0 ? GROUP : totals[0].fits ? TOTAL : UNVERIFIED;
			cr_expect_eq(told, CASES[i].told, "row %zu: %d", i, (int)told);
			cr_expect_eq(count, CASES[i].told != GROUP, "row %zu", i);
			cr_expect_eq(pouring_note(&p, "unverified_total") != NULL, told == UNVERIFIED, "row %zu", i);
			pouring_plan(&p);
			cr_expect_eq(pouring_pour(&p), SEGBIAS_OK, "row %zu: %s", i, p.error.message);
			cr_expect_eq(pouring_weight(&p, "sex", "M"), CASES[i].left, "row %zu", i);
		}
		pouring_release(&p);
	}
}

/* A row with one label where all others have one in every dimension, as a footer has. */
Test(aggregate_totals, one_label_alone)
{
	static const char OTHER[] = "kind,sex,n\nS,M,5\nA,F,6\n";
	static const struct totals_case CASES[] = {
	    {"kind,sex,count\n" CELLS "Urban,,2900\n", OTHER, false, "Urban", ASKED},
	    {"kind,sex,count\nUrban,,290\n" CELLS, OTHER, false, "Urban", ASKED},
	    {"kind,sex,count\n" CELLS "C,M,800\nUrban,,2900\nRural,,1600\n", OTHER, true, "Urban", ASKED},
	    {"kind,sex,count\n" CELLS "C,,290\nC,M,100\n", OTHER, false, "C", GROUP},
	    /* Of whom the sex is not known: a band of which no other has a part is no sum of theirs. */
	    {"kind,sex,count\n18-24,F,1200\n18-24,M,900\n25-34,,4000\n65+,F,60\n", "kind,sex\n18-24,F\n25-34,M\n",
	     false, "25-34", GROUP},
	    {"kind,sex,count\n18-24,F,1200\n18-24,M,900\n18-99,,4000\n65+,F,60\n", "kind,sex\n18-24,F\n65+,M\n", false,
	     "18-99", ASKED},
	};
	EXPECT_ALL(CASES);
}

/* Those of whom it is not known what the column says are no footer. */
Test(aggregate_totals, one_label_that_is_unknown)
{
	struct pouring p;
	const struct segbias_source_options options = {.reference = true};
	cr_expect_eq(pouring_open_beside(&p, segbias_label_of("kind,sex,count\n" CELLS "unknown,,290\n"),
	                                 "kind,sex,n\nS,M,5\nA,F,6\n", &options),
	             SEGBIAS_OK, "%s", p.error.message);
	pouring_release(&p);
}

/* --- a total in a part of a label ---------------------------------------------------------------------------------- */

Test(aggregate_totals, labels_of_which_a_part_says_all)
{
	static const char BANDS[] = "kind\nlow\nmid\n";
	static const struct totals_case CASES[] = {
	    {"kind,n\n\"Female, all ages\",3411\nlow,1404\nmid,4013\nhigh,1302\n", BANDS, false, "Female, all ages",
	     ASKED},
	    {"kind,n\nWomen (total),3411\nlow,1404\nmid,4013\nhigh,1302\n", BANDS, false, "Women (total)", ASKED},
	    {"kind,n\nlow,1404\nmid,4013\nhigh,1302\nFrauen: insgesamt,3411\n", BANDS, false, "Frauen: insgesamt",
	     ASKED},
	    /* All of them say so, or the other file has it. */
	    {"kind,n\n\"Female, all ages\",3411\n\"Male, all ages\",3302\n", BANDS, false, "Female, all ages", GROUP},
	    {"kind,n\n\"x, all ages\",3411\nlow,1404\nmid,4013\n", "kind\n\"x, all ages\"\nlow\nmid\n", false,
	     "x, all ages", GROUP},
	    {"kind,n\nAll-day,3411\nlow,1404\nmid,4013\nhigh,1302\n", BANDS, false, "All-day", GROUP},
	};
	EXPECT_ALL(CASES);
}
