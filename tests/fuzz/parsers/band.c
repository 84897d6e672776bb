/* Bands of numbers: one holds something, lies within itself, and is read the same where weak ones are read too. */
#include "values/band.h"
#include "parsers.h"

void segbias_fuzz_band(struct segbias_label bytes)
{
	struct segbias_band band = segbias_band_none();
	struct segbias_band weak = segbias_band_none();
	bool accepted = segbias_band_parse(bytes, &band);
	bool accepted_weak = segbias_band_parse_weak(bytes, &weak);
	if (accepted) {
		/* From 2^53 on the number behind a whole one is itself. */
		must((band.low < band.end || band.low >= 9007199254740992.) && !band.weak &&
		     segbias_band_within(&band, &band));
		must(accepted_weak && weak.low == band.low && weak.end == band.end);
	}
	must(!accepted_weak || weak.low < weak.end || weak.low >= 9007199254740992.);
	(void)segbias_band_like(bytes);
	(void)segbias_band_was_date(bytes, true);
	(void)segbias_band_codes(bytes);
	(void)segbias_band_code(bytes);
	(void)segbias_band_ages(bytes);
	(void)segbias_band_rest(bytes);
	(void)segbias_band_age_fault(bytes);
}
