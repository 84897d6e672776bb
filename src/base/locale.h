/* Room: base. The C locale for the calling thread, whatever the host has set: numbers have a decimal point. */
#ifndef SEGBIAS_BASE_LOCALE_H
#define SEGBIAS_BASE_LOCALE_H

#include "base/error.h"
#include <locale.h>

struct segbias_locale {
	locale_t own, before;
};

/* Every successful enter needs a leave. */
enum segbias_status segbias_locale_enter(struct segbias_locale *locale, struct segbias_error *error);
void segbias_locale_leave(struct segbias_locale *locale);

#endif
