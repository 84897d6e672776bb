/* Room: cli. What goes to stderr: errors, warnings, hints. All of it fits into 16 KiB; what does not is counted. */
#ifndef SEGBIAS_CLI_MESSAGE_H
#define SEGBIAS_CLI_MESSAGE_H

#include <segbias/segbias.h>

/* "file:line:column: error: message" and "  hint: …"; returns the status, for `return`. */
enum segbias_status message_error(const struct segbias_error *error);

/* Which policy file was used. */
void message_policy(const char *path);

/* Which file was written, and beside which policy (NULL: none) that it takes nothing from. */
void message_written(const char *path, const char *beside);

/* What a gate found: quiet, where nothing is breached nothing. Returns its bytes. */
size_t message_gate(const struct segbias_findings *findings, bool quiet);

/* The same of an audit that is judged. */
size_t message_audit(const struct segbias_findings *findings, bool quiet);

/* The same of the register of risks. */
size_t message_risks(const struct segbias_findings *findings, bool quiet);

/* All warnings of the findings, behind so many bytes. */
void message_warnings(const struct segbias_findings *findings, size_t used);

/* Where the time went: the steps of the run, then rendering and writing. */
void message_steps(const struct segbias_findings *findings, double writing);

#endif
