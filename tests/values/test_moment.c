/* Moments as logs write them. Days since 1970-01-01 by Python: (date(y, m, d) - date(1970, 1, 1)).days. */
#include "values/moment.h"

#include <criterion/criterion.h>

static enum segbias_moment_look parse(const char *text, enum segbias_moment_form form, struct segbias_moment *out)
{
	*out = (struct segbias_moment){0};
	return segbias_moment_parse(segbias_label_of(text), form, out);
}

Test(moment, of_every_form)
{
	static const struct {
		const char *text;
		enum segbias_moment_form form;
		int64_t day;
		int32_t second, offset;
		bool zoned;
	} ROWS[] = {
	    {"2026-03-04", SEGBIAS_MOMENT_ANY, 20516, -1, 0, false},
	    {"2024-02-29 09:30", SEGBIAS_MOMENT_ANY, 19782, 34200, 0, false},
	    {"2026-03-04T09:30:15Z", SEGBIAS_MOMENT_ANY, 20516, 34215, 0, true},
	    {"2026-03-04 09:30:15.250+02:00", SEGBIAS_MOMENT_ISO, 20516, 34215, 7200, true},
	    {"2026-03-04 09:30:15 -0530", SEGBIAS_MOMENT_ANY, 20516, 34215, -19800, true},
	    {"2026-03-04 23:59:60", SEGBIAS_MOMENT_ANY, 20516, 86399, 0, false},
	    {"2026/3/4 9:30 PM", SEGBIAS_MOMENT_ANY, 20516, 77400, 0, false},
	    {"2026-03-04 12:00 am", SEGBIAS_MOMENT_ANY, 20516, 0, 0, false},
	    {"\xD9\xA2\xD9\xA0\xD9\xA2\xD9\xA6-\xD9\xA0\xD9\xA3-\xD9\xA0\xD9\xA4", SEGBIAS_MOMENT_ANY, 20516, -1, 0,
	     false},
	    {"٢٠٢٦-٠٣-٠٤T٠٩:٣٠:١٥-٠٣٠٠", SEGBIAS_MOMENT_ANY, 20516, 34215, -10800, true},
	    {"۲۰۲۶-۰۳-۰۴T۰۹:۳۰:۱۵.۲۵۰۱۲۳+۰۲:۰۰", SEGBIAS_MOMENT_ANY, 20516, 34215, 7200, true},
	    {"1772616615", SEGBIAS_MOMENT_ANY, 20516, 34215, 0, true},
	    {"1772616615.75", SEGBIAS_MOMENT_ANY, 20516, 34215, 0, true},
	    {"1772616615999", SEGBIAS_MOMENT_ANY, 20516, 34215, 0, true},
	    {"86400", SEGBIAS_MOMENT_UNIX, 1, 0, 0, true},
	    {"86400000", SEGBIAS_MOMENT_UNIX_MS, 1, 0, 0, true},
	    {"20260304", SEGBIAS_MOMENT_ISO, 20516, -1, 0, false},
	    {"03/04/2026", SEGBIAS_MOMENT_DAY_FIRST, 20546, -1, 0, false},
	    {"03/04/2026 08:05", SEGBIAS_MOMENT_MONTH_FIRST, 20516, 29100, 0, false},
	    {"4.3.2026", SEGBIAS_MOMENT_DAY_FIRST, 20516, -1, 0, false},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_moment m;
		cr_expect_eq(parse(ROWS[i].text, ROWS[i].form, &m), SEGBIAS_MOMENT_LOOK_CLEAR, "%s", ROWS[i].text);
		cr_expect(m.day == ROWS[i].day && m.second == ROWS[i].second && m.offset == ROWS[i].offset &&
		              m.zoned == ROWS[i].zoned,
		          "%s: day %lld second %d offset %d", ROWS[i].text, (long long)m.day, m.second, m.offset);
	}
}

Test(moment, that_is_asked_for_or_none)
{
	static const struct {
		const char *text;
		enum segbias_moment_form form;
		enum segbias_moment_look look;
	} ROWS[] = {
	    {"03/04/2026", SEGBIAS_MOMENT_ANY, SEGBIAS_MOMENT_LOOK_ORDER},
	    {"25/04/2026 09:00", SEGBIAS_MOMENT_ANY, SEGBIAS_MOMENT_LOOK_ORDER},
	    {"4.3.2026", SEGBIAS_MOMENT_ANY, SEGBIAS_MOMENT_LOOK_ORDER},
	    {"25/04/2026", SEGBIAS_MOMENT_MONTH_FIRST, SEGBIAS_MOMENT_LOOK_NONE},
	    {"03/04/2026", SEGBIAS_MOMENT_ISO, SEGBIAS_MOMENT_LOOK_NONE},
	    {"2026-03-04", SEGBIAS_MOMENT_DAY_FIRST, SEGBIAS_MOMENT_LOOK_NONE},
	    {"20260304", SEGBIAS_MOMENT_ANY, SEGBIAS_MOMENT_LOOK_UNIT},
	    {"2026-02-29", SEGBIAS_MOMENT_ANY, SEGBIAS_MOMENT_LOOK_NONE},
	    {"2026-13-01", SEGBIAS_MOMENT_ANY, SEGBIAS_MOMENT_LOOK_NONE},
	    {"2026-03-04 24:00", SEGBIAS_MOMENT_ANY, SEGBIAS_MOMENT_LOOK_NONE},
	    {"2026-03-04 9", SEGBIAS_MOMENT_ANY, SEGBIAS_MOMENT_LOOK_NONE},
	    {"2026-03-04 09:30 x", SEGBIAS_MOMENT_ANY, SEGBIAS_MOMENT_LOOK_NONE},
	    {"yesterday", SEGBIAS_MOMENT_ANY, SEGBIAS_MOMENT_LOOK_NONE},
	    {"12", SEGBIAS_MOMENT_ANY, SEGBIAS_MOMENT_LOOK_NONE},
	    {"", SEGBIAS_MOMENT_ANY, SEGBIAS_MOMENT_LOOK_NONE},
	    {"1.2.3", SEGBIAS_MOMENT_UNIX, SEGBIAS_MOMENT_LOOK_NONE},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_moment m;
		cr_expect_eq(parse(ROWS[i].text, ROWS[i].form, &m), ROWS[i].look, "%s", ROWS[i].text);
	}
}

/* On another clock the day may be another one: 23:30 at +00:00 is 01:30 of the next day at +02:00. */
Test(moment, on_another_clock)
{
	struct segbias_moment m;
	cr_assert_eq(parse("2026-03-04 23:30Z", SEGBIAS_MOMENT_ANY, &m), SEGBIAS_MOMENT_LOOK_CLEAR);
	struct segbias_moment later = segbias_moment_shift(m, 7200);
	cr_expect(later.day == 20517 && later.second == 5400);
	struct segbias_moment earlier = segbias_moment_shift(later, -3600);
	cr_expect(earlier.day == 20516 && earlier.second == 81000);
	cr_expect_eq(segbias_moment_instant(&later), segbias_moment_instant(&earlier));
	cr_assert_eq(parse("2026-03-04 23:30", SEGBIAS_MOMENT_ANY, &m), SEGBIAS_MOMENT_LOOK_CLEAR);
	cr_expect_eq(segbias_moment_shift(m, 7200).day, 20516);
}

/* 2026-03-01 was a Sunday, 2026-03-02 a Monday (date.isocalendar): weeks 9 and 10. */
Test(moment, weeks_and_months)
{
	cr_expect_eq(segbias_moment_week(20513) + 1, segbias_moment_week(20514));
	cr_expect_eq(segbias_moment_week(20514), segbias_moment_week(20520));
	cr_expect_eq(segbias_moment_week(20520) + 1, segbias_moment_week(20521));
	cr_expect_eq(segbias_moment_week(-4) + 1, segbias_moment_week(-3)); /* 1969-12-29 was a Monday */
	cr_expect_eq(segbias_moment_month(20512), 12 * 2026 + 1);           /* 2026-02-28 */
	cr_expect_eq(segbias_moment_month(20513), 12 * 2026 + 2);
	cr_expect_eq(segbias_moment_month(20453), 12 * 2025 + 11); /* 2025-12-31 */
	cr_expect_eq(segbias_moment_month(20454), 12 * 2026);
}

/* With a clock that is said, what says none is of it; 2026-03-02 01:00 at +05:00 is 20:00Z of the day before, 20513 days and 72000 s. */
Test(moment, of_a_clock_that_is_said)
{
	enum { FIVE_HOURS = 5 * SEGBIAS_HOUR_SECONDS };
	struct segbias_moment m;
	cr_assert_eq(parse("2026-03-02 01:00", SEGBIAS_MOMENT_ANY, &m), SEGBIAS_MOMENT_LOOK_CLEAR);
	m = segbias_moment_shift(m, FIVE_HOURS);
	cr_expect(m.day == 20514 && m.second == 3600 && !m.zoned);
	cr_expect_eq(segbias_moment_instant(&m), 20513LL * SEGBIAS_DAY_SECONDS + 72000);
	cr_assert_eq(parse("2026-03-02", SEGBIAS_MOMENT_ANY, &m), SEGBIAS_MOMENT_LOOK_CLEAR);
	m = segbias_moment_shift(m, FIVE_HOURS);
	cr_expect(m.day == 20514 && m.second == -1);
	cr_expect_eq(segbias_moment_instant(&m), 20514LL * SEGBIAS_DAY_SECONDS - FIVE_HOURS);
}
