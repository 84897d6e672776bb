#include "base/locale.h"

enum segbias_status segbias_locale_enter(struct segbias_locale *locale, struct segbias_error *error)
{
	locale->own = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	if (locale->own == (locale_t)0)
		return segbias_error_memory(error);
	locale->before = uselocale(locale->own);
	return SEGBIAS_OK;
}

void segbias_locale_leave(struct segbias_locale *locale)
{
	(void)uselocale(locale->before);
	freelocale(locale->own);
}
