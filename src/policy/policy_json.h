/* Room: policy. What JSON writes otherwise than YAML, of which it is said to be a part: for the policy file. */
#ifndef SEGBIAS_POLICY_POLICY_JSON_H
#define SEGBIAS_POLICY_POLICY_JSON_H

#include "base/text.h"

/* Where the text is JSON, its characters beyond U+FFFF, which it may escape by two halves (\ud83d\ude00), are escaped as YAML does;
 * what stands behind stays in its place. Other text stays as it is. `text->failed` where memory runs out. */
void segbias_policy_join_halves(struct segbias_text *text);

#endif
