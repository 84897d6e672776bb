#include "sources/pouring.h"

struct shares_case {
	const char *text;
	enum segbias_unit unit;
	double x; /* of value x of column (or attribute) g */
};

static void expect_unit(const struct shares_case *c, size_t row)
{
	struct pouring p;
	const struct segbias_source_options options = {.reference = true};
	cr_expect_eq(pouring_all(&p, c->text, &options), SEGBIAS_OK, "row %zu: %s", row, p.error.message);
	if (p.tally) {
		cr_expect_eq(segbias_source_layout(p.source)->unit, c->unit, "row %zu: %d", row,
		             (int)segbias_source_layout(p.source)->unit);
		cr_expect_float_eq(pouring_weight(&p, "g", "x"), c->x, 1e-12, "row %zu", row);
	}
	pouring_release(&p);
}

#define EXPECT_ALL(cases)                                                                                              \
	for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++)                                                   \
	expect_unit(&(cases)[i], i)

/* Whatever the name: what sums to 1 or 100 is a share or a percent. */
Test(aggregate_shares, by_arithmetic)
{
	static const struct shares_case CASES[] = {
	    {"g,q\nx,0.4\ny,0.6\n", SEGBIAS_UNIT_SHARE, 0.4},
	    {"g,OBS\nx,40\ny,60\n", SEGBIAS_UNIT_PERCENT, 40},
	    {"g,q\nx,40.5\ny,59.5\n", SEGBIAS_UNIT_PERCENT, 40.5},
	    {"g,Anteil\nx,0.4\ny,0.6\n", SEGBIAS_UNIT_SHARE, 0.4},
	    {"g,占比\nx,0.4\ny,0.6\n", SEGBIAS_UNIT_SHARE, 0.4},
	    {"g;udział\nx;0,4\ny;0,6\n", SEGBIAS_UNIT_SHARE, 0.4},
	    {"g,h,q\nx,a,0.1\nx,b,0.3\ny,a,0.2\ny,b,0.4\n", SEGBIAS_UNIT_SHARE, 0.4},
	    /* neither */
	    {"g,q\nx,42\ny,60\n", SEGBIAS_UNIT_COUNT, 42},
	    {"g,q\nx,0.4\ny,11.6\n", SEGBIAS_UNIT_COUNT, 0.4},
	    {"g,count\nx,0.4\ny,1.6\n", SEGBIAS_UNIT_COUNT, 0.4},
	    {"g,Mio\nx,0.4\ny,1.6\n", SEGBIAS_UNIT_COUNT, 400000},
	    {"g,q\nx,400\ny,600\n", SEGBIAS_UNIT_COUNT, 400},
	};
	EXPECT_ALL(CASES);
}

/* Figures that a wide table gives no name are percentages where each attribute sums to 100, 99 or 101; unless an option counts them. */
Test(aggregate_shares, whole_figures_without_a_name)
{
	static const struct {
		const char *text, *count;
		enum segbias_unit unit;
		bool said;
	} CASES[] = {
	    {"Sex: Male,Sex: Female,Age: 0-17,Age: 18-64,Age: 65+\n49,51,20,59,20\n", NULL, SEGBIAS_UNIT_PERCENT, true},
	    {"Sex: Male,Sex: Female,Age: 0-17,Age: 18-64,Age: 65+\n49,51,20,61,20\n", NULL, SEGBIAS_UNIT_PERCENT, true},
	    {"Sex: Male,Sex: Female,Age: 0-17,Age: 18-64,Age: 65+\n49,51,20,62,20\n", NULL, SEGBIAS_UNIT_COUNT, false},
	    {"Sex: Male,Sex: Female,Age: 0-17,Age: 18+\n490,510,300,700\n", NULL, SEGBIAS_UNIT_COUNT, false},
	    {"Sex: Male,Sex: Female,Age: 0-17,Age: 18+\n49,51,30,70\n", "count", SEGBIAS_UNIT_COUNT, false},
	    {"Male,Female\n49,51\n", NULL, SEGBIAS_UNIT_PERCENT, true},
	    {"Male,Female\n*,51\n", NULL, SEGBIAS_UNIT_COUNT, false},
	    /* the middle of 0 to 98 is 49, with which two others come to 100 */
	    {"Male,Female,Other\n*,20,31\n", NULL, SEGBIAS_UNIT_COUNT, false},
	    {"attribute,value,count\nSex,Male,49\nSex,Female,51\n", NULL, SEGBIAS_UNIT_COUNT, false},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct pouring p;
		const struct segbias_source_options options = {
		    .reference = true, .count = CASES[i].count, .hidden_given = true, .hidden_max = 98};
		cr_assert_eq(pouring_open(&p, segbias_label_of(CASES[i].text), &options), SEGBIAS_OK, "row %zu: %s", i,
		             p.error.message);
		cr_expect_eq(segbias_source_layout(p.source)->unit, CASES[i].unit, "row %zu", i);
		cr_expect_eq(pouring_note(&p, "whole_percents") != NULL, CASES[i].said, "row %zu", i);
		pouring_release(&p);
	}
}

/* Two regions of a sex and share: what sums to 1 is each of them. */
Test(aggregate_shares, within_each_part)
{
	static const struct segbias_pair ALL[] = {{{"year", 4}, {"*", 1}}, {{"region", 6}, {"*", 1}}};
	static const char YEARS[] = "year,g,share\n2019,x,0.4\n2019,y,0.6\n2020,x,0.5\n2020,y,0.5\n";
	static const char PLACES[] = "region,g,q\nN,x,0.25\nN,y,0.75\nS,x,0.5\nS,y,0.5\n";
	static const struct shares_case CASES[] = {
	    {"attribute,value,q\ng,x,0.4\ng,y,0.6\nh,a,0.1\nh,b,0.9\n", SEGBIAS_UNIT_SHARE, 0.4},
	    {"attribute,value,q\ng,x,40\ng,y,60\nh,a,10\nh,b,90\n", SEGBIAS_UNIT_PERCENT, 40},
	};
	EXPECT_ALL(CASES);
	struct pouring p;
	struct segbias_source_options options = {.reference = true, .wheres = ALL, .where_count = 1};
	cr_assert_eq(pouring_open(&p, segbias_label_of(YEARS), &options), SEGBIAS_OK, "%s", p.error.message);
	cr_expect_eq(segbias_source_layout(p.source)->unit, SEGBIAS_UNIT_SHARE);
	pouring_release(&p);
	options.wheres = &ALL[1];
	cr_assert_eq(pouring_open(&p, segbias_label_of(PLACES), &options), SEGBIAS_OK, "%s", p.error.message);
	cr_expect_eq(segbias_source_layout(p.source)->unit, SEGBIAS_UNIT_SHARE);
	pouring_release(&p);
}

/* What is compared with them is compared with nobody: of how many people each place or year is they do not say. */
Test(aggregate_shares, several_parts_are_not_added_up)
{
	static const struct segbias_pair ALL[] = {{{"region", 6}, {"*", 1}}};
	static const struct {
		const char *text;
		bool refused;
	} CASES[] = {
	    {"region,g,q\nN,x,0.25\nN,y,0.75\nS,x,0.5\nS,y,0.5\n", true},
	    {"region,attribute,value,q\nN,g,x,0.25\nN,g,y,0.75\nS,g,x,0.5\nS,g,y,0.5\n", true},
	    {"region,g,q\nN,x,0.25\nN,y,0.75\n", false},
	    {"region,g,q\nN,x,0.2\nN,y,0.3\nS,x,0.1\nS,y,0.4\n", false}, /* shares of all */
	    {"region,g,count\nN,x,25\nN,y,75\nS,x,50\nS,y,50\n", false},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct pouring p;
		const struct segbias_source_options options = {.reference = true, .wheres = ALL, .where_count = 1};
		enum segbias_status status =
		    pouring_open_beside(&p, segbias_label_of(CASES[i].text), "g,k\nx,a\ny,b\n", &options);
		cr_expect_eq(status, CASES[i].refused ? SEGBIAS_DATA : SEGBIAS_OK, "row %zu: %s", i, p.error.message);
		cr_expect(!CASES[i].refused || strstr(p.error.message, "shares of groups"), "row %zu: %s", i,
		          p.error.message);
		pouring_release(&p);
	}
}

/* Off by half a unit of the last decimal a figure, and by .02 of the whole at most. */
Test(aggregate_shares, rounding)
{
	static const struct shares_case CASES[] = {
	    {"g,share\nx,0.33\ny,0.33\nz,0.33\n", SEGBIAS_UNIT_SHARE, 0.33},
	    {"g,percent\nx,33.3\ny,33.3\nz,33.3\n", SEGBIAS_UNIT_PERCENT, 33.3},
	    {"g,percent\nx,33\ny,33\nz,33\n", SEGBIAS_UNIT_PERCENT, 33},
	    {"g,percent\nx,34\ny,34\nz,33\n", SEGBIAS_UNIT_PERCENT, 34},
	};
	EXPECT_ALL(CASES);
	static const struct pouring_failure ERRORS[] = {
	    /* three figures of two decimals: .015 */
	    {"g,share\nx,0.33\ny,0.33\nz,0.32\n",
	     {.reference = true},
	     SEGBIAS_DATA,
	     0,
	     0,
	     "the shares of \"share\" sum to 0.98, not 1: off by -0.02",
	     "every value must be listed"},
	    {"g,percent\nx,33.3\ny,33.3\nz,33.2\n",
	     {.reference = true},
	     SEGBIAS_DATA,
	     0,
	     0,
	     "the shares of \"percent\" sum to 99.8, not 100: off by -0.2",
	     "every value must be listed"},
	    /* eleven of one decimal would be .55, but .02 is the most */
	    {"g,share\nx,0.1\nb,0.1\nc,0.1\nd,0.1\ne,0.1\nf,0.1\nh,0.1\ni,0.1\nj,0.1\nk,0.1\nl,0.1\n",
	     {.reference = true},
	     SEGBIAS_DATA,
	     0,
	     0,
	     "the shares of \"share\" sum to 1.1, not 1: off by 0.1",
	     "every value must be listed"},
	};
	for (size_t i = 0; i < sizeof ERRORS / sizeof *ERRORS; i++)
		pouring_fails(&ERRORS[i], i);
}

/* A share's name, or decimals of which none is above 1, with another sum: an error that prints it. */
Test(aggregate_shares, other_sums)
{
	static const struct pouring_case CASES[] = {
	    {"g,share\nx,0.4\ny,0.5\n", NULL, {.reference = true}, NULL, "sum to 0.9, not 1", NULL},
	    {"g,q\nx,0.4\ny,0.5\n", NULL, {.reference = true}, NULL, "sum to 0.9, not 1", NULL},
	    {"g,Prozent\nx,40\ny,50\n", NULL, {.reference = true}, NULL, "sum to 90, not 100", NULL},
	    {"g,q\nx,40%\ny,50%\n", NULL, {.reference = true}, NULL, "sum to 90, not 100", NULL},
	    {"g,share\nx,40\ny,70\n", NULL, {.reference = true}, NULL, "sum to 110, not 100", NULL},
	    {"attribute,value,share\ng,x,0.4\ng,y,0.6\nh,a,0.4\nh,b,0.4\n",
	     NULL,
	     {.reference = true},
	     NULL,
	     "the shares of \"h\" sum to 0.8, not 1",
	     NULL},
	    /* ones, and figures above one, are counts */
	    {"g,q\nx,1\ny,0\n", NULL, {.reference = true}, "rows", NULL, NULL},
	    {"g,q\nx,0.4\ny,11.5\n", NULL, {.reference = true}, "counts", "q", NULL},
	    /* but as few as none are averages */
	    {"g,q\nx,0.4\ny,1.5\n", NULL, {.reference = true}, NULL, "look like averages", "--reference-count q"},
	    {"g,Frequency\nx,1.2\ny,1.31\n", NULL, {.reference = true}, NULL, "look like averages", NULL},
	    {"g,Frequency,CPM\nx,1.2,3.1\ny,1.31,2.9\n", NULL, {0}, NULL, "look like averages", "--count Frequency"},
	    {"g,q\nx,0.4\ny,1.5\n", NULL, {.reference = true, .count = "q"}, "counts", "q", NULL},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		pouring_expect(&CASES[i], i);
}

Test(aggregate_shares, signs_names_and_constants)
{
	static const struct shares_case CASES[] = {
	    /* % signs make a percent */
	    {"g,q\nx,40%\ny,60%\n", SEGBIAS_UNIT_PERCENT, 40},
	    {"g,share\nx,40 %\ny,60 %\n", SEGBIAS_UNIT_PERCENT, 40},
	    /* a count's name outranks a sum of 100 */
	    {"g,count\nx,40\ny,60\n", SEGBIAS_UNIT_COUNT, 40},
	    {"g,Einwohner\nx,40\ny,60\n", SEGBIAS_UNIT_COUNT, 40},
	    {"g,frequency\nx,40\ny,60\n", SEGBIAS_UNIT_COUNT, 40},
	    {"attribute,value,n\ng,x,40\ng,y,60\n", SEGBIAS_UNIT_COUNT, 40},
	    /* constant shares are shares */
	    {"g,share\nx,0.5\ny,0.5\n", SEGBIAS_UNIT_SHARE, 0.5},
	    {"g,q\nx,0.5\ny,0.5\n", SEGBIAS_UNIT_SHARE, 0.5},
	    {"g,q\nx,25\ny,25\nz,25\nw,25\n", SEGBIAS_UNIT_PERCENT, 25},
	    {"attribute,value,q\ng,x,0.5\ng,y,0.5\n", SEGBIAS_UNIT_SHARE, 0.5},
	    /* above 1 in a column called share, and the sum is 100 */
	    {"g,share\nx,40\ny,60\n", SEGBIAS_UNIT_PERCENT, 40},
	    {"g,proportion\nx,99.6\ny,0.4\n", SEGBIAS_UNIT_PERCENT, 99.6},
	};
	EXPECT_ALL(CASES);
}

/* The number of people of a campaign's shares is not known. */
Test(aggregate_shares, of_a_campaign)
{
	static const struct pouring_case CASES[] = {
	    {"g,share\nx,0.4\ny,0.6\n",
	     NULL,
	     {.reference = false},
	     NULL,
	     "there are shares (\"share\") and no count",
	     "add a column of counts"},
	    {"g,percent\nx,40\ny,60\n",
	     NULL,
	     {.reference = false},
	     NULL,
	     "there are shares (",
	     "add a column of counts"},
	    {"g,q\nx,40%\ny,60%\n", NULL, {.reference = false}, NULL, "there are shares (", "add a column of counts"},
	    {"g,q\nx,0.4\ny,0.6\n", NULL, {.reference = false}, NULL, "there are shares (", "add a column of counts"},
	    {"g,share,note q,h\nx,0.4,80,a\ny,0.6,120,b\n",
	     NULL,
	     {.reference = false, .count = "share"},
	     NULL,
	     "there are shares (",
	     "if another column counts them: --count 'note q'"},
	    {"g,count,share\nx,80,0.4\ny,120,0.6\n", NULL, {.reference = false}, "counts", "count", NULL},
	    {"g,share,q\nx,0.4,80\ny,0.6,120\n", NULL, {.reference = false}, "counts", "q", NULL},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		pouring_expect(&CASES[i], i);
}
