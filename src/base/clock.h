/* Room: base. How long something takes; for messages alone, since a result must not depend on a clock. */
#ifndef SEGBIAS_BASE_CLOCK_H
#define SEGBIAS_BASE_CLOCK_H

/* Seconds since some moment in the past; never runs backwards. */
double segbias_clock_seconds(void);

#endif
