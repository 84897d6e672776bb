/* segbias: does an audience reach the people it should? All public headers. */
#ifndef SEGBIAS_SEGBIAS_H
#define SEGBIAS_SEGBIAS_H

#include <segbias/cells.h>
#include <segbias/charts.h>
#include <segbias/compare.h>
#include <segbias/error.h>
#include <segbias/findings.h>
#include <segbias/inspect.h>
#include <segbias/output.h>
#include <segbias/plan.h>
#include <segbias/text.h>

#ifdef __cplusplus
extern "C" {
#endif

/** "0.1.0" */
SEGBIAS_PUBLIC const char *segbias_version(void);

#ifdef __cplusplus
}
#endif
#endif
