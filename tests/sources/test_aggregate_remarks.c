#include "sources/pouring.h"

/* A column beside the figures: whether it is a remark, and what becomes of the sum of a kind's values. */
static void expect_remark(const char *text, const char *other, bool campaign, const char *column, bool remark)
{
	struct pouring p;
	const struct segbias_source_options options = {.reference = !campaign};
	cr_assert_eq(pouring_open_beside(&p, segbias_label_of(text), other, &options), SEGBIAS_OK, "%s: %s", text,
	             p.error.message);
	cr_expect_eq(pouring_column(&p, column)->remark, remark, "%s", text);
	const struct segbias_note *summed = pouring_note(&p, "summed");
	cr_expect_eq(summed && strstr(summed->text.message, column), !remark && !campaign, "%s", text);
	pouring_release(&p);
}

static const char KINDS[] = "kind\na\nb\n";

/* A flag, a note, the level of a place: they tell no rows apart, and are added up over nothing. */
Test(aggregate_remarks, what_tells_no_rows_apart)
{
	expect_remark("kind,flag,count\na,r,1205\nb,,1341\nc,r,901\n", KINDS, false, "flag", true);
	expect_remark("level,kind,count\ncity,a,1205\ntown,b,1341\ncity,c,901\n", KINDS, false, "level", true);
	expect_remark("kind,note,sex,count\na,checked,F,1205\na,open,M,1341\nb,open,F,901\nb,checked,M,877\n",
	              "kind,sex\na,F\nb,M\n", false, "note", true);
	/* what does tell some apart is no remark, and said to be added up */
	expect_remark("kind,flag,count\na,r,1205\nb,q,1341\nc,r,901\na,q,877\n", KINDS, false, "flag", false);
	expect_remark("kind,note,sex,count\na,checked,F,1205\na,open,F,877\nb,open,F,901\nb,checked,M,877\n",
	              "kind,sex\na,F\nb,M\n", false, "note", false);
}

/* What the campaign has too is compared, and its segment is what is compared. */
Test(aggregate_remarks, never)
{
	struct pouring p;
	static const struct segbias_source_options OPTIONS = {.reference = true};
	static const char FLAGS[] = "kind,flag,count\na,r,1205\nb,q,1341\nc,r,901\n";
	cr_assert_eq(pouring_open_beside(&p, segbias_label_of(FLAGS), "kind,flag\na,r\nb,q\n", &OPTIONS), SEGBIAS_OK);
	cr_expect_not(pouring_column(&p, "flag")->remark);
	pouring_release(&p);
	expect_remark("segment,kind,count\nA,a,1205\nA,b,1341\nB,c,901\nB,d,877\n", "kind,count\na,5\nb,6\n", true,
	              "segment", false);
	expect_remark("flag,kind,count\nA,a,1205\nA,b,1341\nB,c,901\nB,d,877\n", "kind,count\na,5\nb,6\n", true, "flag",
	              true);
}

/* A total that has a remark of its own is the total of all the others. */
Test(aggregate_remarks, a_total_behind_a_remark)
{
	static const char *const TEXTS[] = {
	    "kind,flag,count\na,r,1205\nb,r,1341\nc,q,901\nTotal,z,3447\n",
	    "flag,kind,count\nz,Total,3447\nq,a,1205\nr,b,1341\nr,c,901\n",
	    "kind,level,count\na,part,1205\nb,part,1341\nc,part,901\nTotal,all,3447\n",
	};
	static const struct segbias_source_options OPTIONS = {.reference = true};
	for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
		struct pouring p;
		size_t count = 0;
		cr_assert_eq(pouring_open_beside(&p, segbias_label_of(TEXTS[i]), KINDS, &OPTIONS), SEGBIAS_OK,
		             "row %zu: %s", i, p.error.message);
		const struct segbias_total_row *totals = segbias_source_totals(p.source, &count);
		cr_expect(count == 1 && totals->fits && totals->figure == 3447, "row %zu: %zu", i, count);
		pouring_plan(&p);
		cr_assert_eq(pouring_pour(&p), SEGBIAS_OK);
		cr_expect(pouring_weight(&p, "kind", "a") == 1205 && pouring_weight(&p, "kind", "b") == 1341 &&
		              pouring_weight(&p, "kind", "c") == 901 && pouring_weight(&p, "kind", "Total") == -1,
		          "row %zu", i);
		pouring_release(&p);
	}
}
