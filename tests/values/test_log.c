/* Words of logs: each in one list, in its normal form. */
#include "values/log.h"

#include "values/name.h"

#include <criterion/criterion.h>
#include <string.h>

static struct segbias_label label(const char *text)
{
	return segbias_label_of(text);
}

Test(log, columns_by_name)
{
	cr_expect(segbias_log_column(label("User_ID"), SEGBIAS_LOG_PERSON));
	cr_expect(segbias_log_column(label("subscriber"), SEGBIAS_LOG_PERSON));
	cr_expect(segbias_log_column(label("عميل"), SEGBIAS_LOG_PERSON));
	cr_expect(segbias_log_column(label("Sent At"), SEGBIAS_LOG_TIME));
	cr_expect(segbias_log_column(label("sg_message_id"), SEGBIAS_LOG_MESSAGE));
	cr_expect(segbias_log_column(label("Product ID"), SEGBIAS_LOG_ITEM));
	cr_expect(segbias_log_column(label("فئة"), SEGBIAS_LOG_CATEGORY));
	cr_expect(segbias_log_column(label("event_type"), SEGBIAS_LOG_KIND));
	cr_expect_not(segbias_log_column(label("category_id"), SEGBIAS_LOG_CATEGORY));
	cr_expect_not(segbias_log_column(label("username"), SEGBIAS_LOG_PERSON));
	cr_expect_not(segbias_log_column(label("time_id"), SEGBIAS_LOG_TIME));
	cr_expect_not(segbias_log_column(label(""), SEGBIAS_LOG_TIME));
}

Test(log, columns_of_how_many)
{
	static const char *const COUNTS[] = {
	    "impression_count", "num_impressions",
	    "NumViews",         "Anzahl Einblendungen",
	    "nb_vues",          "qty",
	    "order qty",        "Quantité",
	    "Total hits",       "\u062a\u0643\u0631\u0627\u0631 \u0645\u0631\u0627\u062a",
	    "展示次数"};
	static const char *const OTHERS[] = {"impression_id", "comment_count", "view_rate", "views_pct",
	                                     "viewed_at",     "stock_qty",     "country"};
	for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++)
		cr_expect(segbias_log_counts(label(COUNTS[i]), SEGBIAS_LOG_COUNT), "%s", COUNTS[i]);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect_not(segbias_log_counts(label(OTHERS[i]), SEGBIAS_LOG_COUNT), "%s", OTHERS[i]);
	cr_expect(segbias_log_counts(label("click_count"), SEGBIAS_LOG_CHOICES));
	cr_expect_not(segbias_log_counts(label("impression_count"), SEGBIAS_LOG_CHOICES));
	cr_expect(segbias_log_counts(label("Emails sent"), SEGBIAS_LOG_SENDINGS));
	cr_expect_not(segbias_log_counts(label("segment_count"), SEGBIAS_LOG_SENDINGS));
	cr_expect(segbias_log_flag(label("is_shown"), SEGBIAS_LOG_SHOWN));
	cr_expect(segbias_log_flag(label("Shown flag"), SEGBIAS_LOG_SHOWN));
	cr_expect(segbias_log_flag(label("visible"), SEGBIAS_LOG_SHOWN));
	cr_expect_not(segbias_log_flag(label("shown_at"), SEGBIAS_LOG_SHOWN));
	cr_expect_not(segbias_log_flag(label("flag"), SEGBIAS_LOG_SHOWN));
}

/* A word alone, and at either end; not where it only says what a list is called. */
Test(log, acts)
{
	static const char *const ACTS[] = {"view",       "Klick",           "view_item", "select_item",
	                                   "ad_click",   "Product Viewed",  "not shown", "add_to_cart",
	                                   "selectItem", "ItemAddedToCart", "View item"};
	static const char *const OTHERS[] = {
	    "home", "recently viewed", "because you watched it", "Save now", "Share the joy", "playlist", "", " ", "_",
	    "12"};
	for (size_t i = 0; i < sizeof ACTS / sizeof *ACTS; i++)
		cr_expect(segbias_log_act(label(ACTS[i])), "%s", ACTS[i]);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect_not(segbias_log_act(label(OTHERS[i])), "%s", OTHERS[i]);
}

Test(log, outcomes_and_channels)
{
	cr_expect_eq(segbias_log_outcome(label("Delivered")), SEGBIAS_OUTCOME_DELIVERED);
	cr_expect_eq(segbias_log_outcome(label("group_unsubscribe")), SEGBIAS_OUTCOME_UNSUBSCRIBE);
	cr_expect_eq(segbias_log_outcome(label("شكوى")), SEGBIAS_OUTCOME_COMPLAINT);
	cr_expect_eq(segbias_log_outcome(label("Opt-Out")), SEGBIAS_OUTCOME_UNSUBSCRIBE);
	cr_expect_eq(segbias_log_outcome(label("exploded")), SEGBIAS_OUTCOME_NONE);
	cr_expect(segbias_log_is_email(label("E-Mail")) && segbias_log_is_email(label("بريد إلكتروني")));
	cr_expect_not(segbias_log_is_email(label("sms")));
}

/* No word means two things, and a name of a column is written as names are folded. */
Test(log, words_are_told_apart)
{
	static const struct {
		const char *word;
		enum segbias_outcome outcome;
	} WORDS[] = {
#define LOG_OUTCOME(outcome, word) {word, SEGBIAS_OUTCOME_##outcome},
#include "../data/logs.def"
	};
	static const char *const NAMES[] = {
#define LOG_COLUMN(part, name) name,
#include "../data/logs.def"
	};
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		cr_expect_eq(segbias_log_outcome(label(WORDS[i].word)), WORDS[i].outcome, "%s", WORDS[i].word);
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		struct segbias_text folded = {0};
		segbias_name_fold(label(NAMES[i]), &folded);
		cr_expect_str_eq(folded.data, NAMES[i]);
		segbias_text_release(&folded);
	}
}
