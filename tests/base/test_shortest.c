#include "base/shortest.h"

#include <criterion/criterion.h>
#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 64, DIGITS_MOST = 17 };

static double read_decimal(struct segbias_decimal decimal)
{
	char text[TEXT_MAX];
	(void)snprintf(text, sizeof text, "%" PRIu64 "e%d", decimal.digits, decimal.exponent);
	return strtod(text, NULL);
}

/* It reads back as the same double and has no zero at its end; where printf's text of as many digits reads back, it is that one
 * (the nearest); with a digit less none does. NULL: all of it is so. */
static const char *fault_of(double value, struct segbias_decimal decimal)
{
	char mine[TEXT_MAX];
	char other[TEXT_MAX];
	int digits = snprintf(mine, sizeof mine, "%" PRIu64, decimal.digits);
	if (digits > DIGITS_MOST || decimal.digits % 10 == 0)
		return "too many digits";
	if (read_decimal(decimal) != value)
		return "another number";
	(void)snprintf(other, sizeof other, "%.*e", digits - 1, value);
	bool back = strtod(other, NULL) == value;
	memmove(other + (digits > 1), other, 1); /* without the point */
	if (back && strncmp(other + (digits > 1), mine, (size_t)digits) != 0)
		return "not the nearest";
	(void)snprintf(other, sizeof other, "%.*e", digits > 1 ? digits - 2 : 0, value);
	return digits > 1 && strtod(other, NULL) == value ? "not the shortest" : NULL;
}

static void expect_shortest(double value)
{
	struct segbias_decimal decimal = segbias_shortest(value);
	const char *fault = fault_of(value, decimal);
	cr_assert_null(fault, "%a: %" PRIu64 "e%d: %s", value, decimal.digits, decimal.exponent, fault);
}

static double double_of(uint64_t bits)
{
	double value = 0;
	memcpy(&value, &bits, sizeof value);
	return value;
}

/* scripts/oracle/shortest.py: Python's repr() */
Test(shortest, as_python_writes_them)
{
	static const struct {
		double value;
		uint64_t digits;
		int exponent;
	} ROWS[] = {
	    {0x1.0000000000000p-1017, 7120236347223045, -322},
	    {0x1.0000000000000p-1007, 7291122019556398, -319},
	    {0x1.0000000000000p-957, 8209073602596753, -304},
	    {0x1.0000000000000p-921, 5641232424577593, -293},
	    {0x1.0000000000000p-808, 5858190679279809, -259},
	    {0x1.0000000000000p-791, 7678447687145631, -254},
	    {0x1.0000000000000p-788, 6142758149716505, -253},
	    {0x1.0000000000000p-778, 6290184345309701, -250},
	    {0x1.0000000000000p-705, 5940911144672375, -228},
	    {0x1.0000000000000p-695, 6083493012144512, -225},
	    {0x1.0000000000000p-662, 5225680706521042, -215},
	    {0x1.0000000000000p-652, 5351097043477547, -212},
	    {0x1.0000000000000p-549, 5426657103235053, -181},
	    {0x1.0000000000000p-509, 5966672584960166, -169},
	    {0x1.0000000000000p-496, 4887898181599368, -165},
	    {0x1.0000000000000p-489, 6256509672447191, -163},
	    {0x1.0000000000000p-383, 5075883674631299, -131},
	    {0x1.0000000000000p-366, 6653062250012736, -126},
	    {0x1.0000000000000p-296, 7854549544476363, -105},
	    {0x1.0000000000000p-140, 7174648137343064, -58},
	    {0x1.0000000000000p-97, 6310887241768095, -45},
	    {0x1.0000000000000p-77, 6617444900424222, -39},
	    {0x1.0000000000000p-44, 5684341886080802, -29},
	    {0x1.0000000000000p-24, 5960464477539063, -23},
	    {0x1.0000000000000p+89, 6189700196426902, 11},
	    {0x1.0000000000000p+122, 5316911983139664, 21},
	    {0x1.0000000000000p+132, 5444517870735016, 24},
	    {0x1.0000000000000p+172, 5986310706507379, 36},
	    {0x1.0000000000000p+182, 6129982163463556, 39},
	    {0x1.0000000000000p+275, 6070840288205404, 67},
	    {0x1.0000000000000p+305, 6518515124270356, 76},
	    {0x1.0000000000000p+345, 7167183174968974, 88},
	    {0x1.0000000000000p+378, 6156563468186638, 98},
	    {0x1.0000000000000p+398, 6455624695217272, 104},
	    {0x1.0000000000000p+405, 8263199609878108, 106},
	    {0x1.0000000000000p+481, 6243497100631985, 129},
	    {0x1.0000000000000p+534, 5623642243178996, 145},
	    {0x1.0000000000000p+544, 5758609657015292, 148},
	    {0x1.0000000000000p+554, 5896816288783659, 151},
	    {0x1.0000000000000p+574, 6183260036827614, 157},
	    {0x1.0000000000000p+594, 6483618076376552, 163},
	    {0x1.0000000000000p+710, 5386379163185535, 198},
	    {0x1.0000000000000p+803, 5334411546303884, 226},
	    {0x1.0000000000000p+863, 6150157786156811, 244},
	    {0x1.0000000000000p+896, 5282945311356653, 254},
	    {0x1.0000000000000p+976, 6386688990511104, 278},
	    {0x0.0000000000001p-1022, 5, -324},
	    {0x0.0000000000002p-1022, 1, -323},
	    {0x0.0000000000003p-1022, 15, -324},
	    {0x0.0000000000004p-1022, 2, -323},
	    {0x0.0000000000014p-1022, 1, -322},
	    {0x0.fffffffffffffp-1022, 2225073858507201, -323},
	    {0x1.0000000000000p-1022, 22250738585072014, -324},
	    {0x1.0000000000001p-1022, 2225073858507202, -323},
	    {0x1.fffffffffffffp+1023, 17976931348623157, 292},
	    {0x1.ffffffffffffep+1023, 17976931348623155, 292},
	    {0x0.0000000000002p-1022, 1, -323},
	    {0x0.730d67819e8d2p-1022, 1, -308},
	    {0x1.1fa182c40c60dp-1020, 1, -307},
	    {0x1.bff2ee48e0530p-333, 1, -100},
	    {0x1.82db34012b251p-77, 1, -23},
	    {0x1.e392010175ee6p-74, 1, -22},
	    {0x1.4f8b588e368f1p-17, 1, -5},
	    {0x1.999999999999ap-4, 1, -1},
	    {0x1.0000000000000p+0, 1, 0},
	    {0x1.4000000000000p+3, 1, 1},
	    {0x1.c6bf526340000p+49, 1, 15},
	    {0x1.1c37937e08000p+53, 1, 16},
	    {0x1.0f0cf064dd592p+73, 1, 22},
	    {0x1.52d02c7e14af7p+76, 10000000000000001, 7},
	    {0x1.a784379d99db4p+79, 1, 24},
	    {0x1.249ad2594c37dp+332, 1, 100},
	    {0x1.c7b1f3cac7433p+1019, 1, 307},
	    {0x1.1ccf385ebc8a0p+1023, 1, 308},
	    {0x1.fffffffffffffp+52, 9007199254740991, 0},
	    {0x1.0000000000000p+53, 9007199254740992, 0},
	    {0x1.0000000000001p+53, 9007199254740994, 0},
	    {0x1.fffffffffffffp+51, 45035996273704955, -1},
	    {0x1.0000000000001p+51, 22517998136852485, -1},
	    {0x1.999999999999ap-4, 1, -1},
	    {0x1.3333333333334p-2, 30000000000000004, -17},
	    {0x1.5555555555555p-2, 3333333333333333, -16},
	    {0x1.5555555555555p-1, 6666666666666666, -16},
	    {0x1.0000000000000p-20, 95367431640625, -20},
	    {0x1.0000000000000p+89, 6189700196426902, 11},
	    {0x1.0000000000000p+90, 12379400392853803, 11},
	    {0x1.8da15153a7334p-984, 95, -298},
	    {0x1.72f17f1f49aadp+0, 1448997445238699, -15},
	    {0x0.0000000002788p-1022, 5, -320},
	    {0x1.cfea915350dfep+112, 9409340012568247, 18},
	    {0x1.750923ceb3ffdp-644, 1996150245444706, -209},
	    {0x1.363698b529b4ap-489, 7581454333883296, -163},
	    {0x1.b5bf55eb561a4p+680, 857789382212775, 190},
	    {0x1.b929e9a9a80fdp+918, 3818526826307957, 261},
	    {0x1.2b8fda02f34a6p-692, 5694946403451123, -224},
	    {0x1.8923d10c67fd9p-591, 18948713508859093, -194},
	    {0x1.8529f035efa25p+651, 14204294611674214, 180},
	    {0x1.f9c58d6645fa9p+898, 41749440189827914, 254},
	    {0x1.038ec42650644p-815, 464031489464657, -260},
	    {0x1.624273bfd1d33p-238, 3132872124271458, -87},
	    {0x1.70386fee29476p-134, 6604630556388117, -56},
	    {0x1.d43b578633074p-856, 380666497140512, -272},
	    {0x1.4a0d7d6225675p-820, 18439403708362157, -263},
	    {0x1.a9c8279f248b0p+603, 5521213857875556, 166},
	    {0x1.bf1e1a399f82ap+455, 16249118851359539, 121},
	    {0x1.f3d86268ecc45p-74, 10336557535322433, -38},
	    {0x1.0b944a2863a7fp-402, 10119387358662577, -137},
	    {0x1.38db4de383784p+721, 13481316636868863, 201},
	    {0x1.2e49085ef3430p+574, 7301205141223863, 157},
	    {0x1.0a813bdc2ae99p-961, 5341205273155281, -305},
	    {0x1.8da3eabe19f58p+112, 806510345245033, 19},
	    {0x1.e6f2410645d51p-371, 3954692477478851, -127},
	    {0x1.e8722c21b6092p+850, 14324283043268515, 240},
	    {0x1.438d297524d6ap-848, 6733905439805261, -271},
	    {0x1.317d94d1fe09fp+124, 25379162140977794, 21},
	    {0x1.5844307f062cep+302, 10957546420825773, 75},
	    {0x1.9794cdd933160p+80, 1924748109593872, 9},
	    {0x1.1811779061596p-635, 7673202078781141, -207},
	    {0x1.f624fb804d820p+697, 12897207595236137, 194},
	    {0x1.a50eee0f9e038p+564, 9931614240149944, 154},
	    {0x1.18070b6d13089p+157, 19983431454978598, 31},
	    {0x1.b9adbebcd1f5ep+725, 30451825941228403, 202},
	    {0x1.676b3651c5253p-89, 2268251504215921, -42},
	    {0x1.05a04cd085b71p-708, 7589344929434837, -229},
	    {0x1.ed90a71d2af72p+877, 1942721878376759, 249},
	    {0x1.7989fef829c88p-474, 3023458173271888, -158},
	    {0x1.2b243e0fd67ddp+474, 5699736137058683, 127},
	    {0x1.fdddf18f2c41cp-877, 1976563237333621, -279},
	    {0x1.0adf422cedafbp+1004, 17872234745421953, 286},
	    {0x1.b0ebe378c74dcp+33, 1452643300955706, -5},
	    {0x1.ae4e2f729b4c8p-319, 1573867711162789, -111},
	    {0x1.abf436fa84dcap+119, 11110320111951554, 20},
	    {0x1.0105ba06c05a1p+432, 1113497086593788, 115},
	    {0x1.0638b4d100d8fp+702, 21551887091521683, 195},
	    {0x1.ec1a581daad10p+342, 1722163904151809, 88},
	    {0x1.3277b62c82185p-720, 21704398631421118, -233},
	    {0x1.afad959d54505p-884, 13073860545454742, -282},
	    {0x1.6e45b95c76ab4p+646, 4177739726803098, 179},
	    {0x1.dae0495918694p-72, 3928083191683965, -37},
	    {0x1.63b4be779c470p+356, 2039528226210439, 92},
	    {0x1.d5547ae966193p+679, 45983858131229513, 188},
	    {0x1.64931edcf6109p-906, 25747464975731073, -289},
	    {0x1.97b6bdb3d1150p+122, 8467884998979344, 21},
	    {0x1.6f809fdb17f54p-590, 3542605714869616, -193},
	    {0x1.09307abd8952cp-222, 15369407077258606, -83},
	    {0x1.87d5e29c0e596p-210, 9301751078382974, -79},
	    {0x1.e504edc52bdcap+313, 3161605336799069, 79},
	    {0x1.12c32f6f22f41p-852, 35740538970339076, -273},
	    {0x1.baeafe79a27e6p-729, 6126556914513662, -235},
	    {0x1.4b64091b1078ep-597, 24957037035502445, -196},
	    {0x1.f94d7b6bcb64fp-387, 626185924197815, -131},
	    {0x1.ab57c360c4979p-479, 10694698071795295, -160},
	    {0x1.249f3d4e441c3p+976, 7300335516718843, 278},
	    {0x1.fad2a92d3043ap+70, 23373080537503446, 5},
	    {0x1.af62548f2f8edp-514, 31420015864284838, -171},
	    {0x1.471e2103ef3c2p+951, 24321476899373873, 270},
	    {0x1.5ac4bda9bf98cp-455, 1455967468025534, -152},
	    {0x1.73a83fd63ed5bp+957, 17685138443377912, 272},
	    {0x1.5a3d516a91f39p+386, 21316456020163972, 100},
	    {0x1.d7c25ccf3d0b3p-751, 15557997441206718, -242},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_decimal decimal = segbias_shortest(ROWS[i].value);
		cr_expect_eq(decimal.digits, ROWS[i].digits, "%a: %" PRIu64, ROWS[i].value, decimal.digits);
		cr_expect_eq(decimal.exponent, ROWS[i].exponent, "%a: %d", ROWS[i].value, decimal.exponent);
	}
}

/* Every power of two, the doubles beside it, and those half and one and a half steps above it. */
Test(shortest, powers_of_two_and_their_neighbours)
{
	for (int e = -1074; e < 1024; e++) {
		double value = ldexp(1, e);
		expect_shortest(value);
		if (e > -1074)
			expect_shortest(nextafter(value, 0));
		expect_shortest(nextafter(value, DBL_MAX));
		expect_shortest(nextafter(nextafter(value, DBL_MAX), DBL_MAX));
	}
}

Test(shortest, powers_of_ten_are_one_digit)
{
	for (int e = -323; e <= 308; e++) {
		char text[TEXT_MAX];
		(void)snprintf(text, sizeof text, "1e%d", e);
		double value = strtod(text, NULL);
		struct segbias_decimal decimal = segbias_shortest(value);
		cr_assert_eq(decimal.digits, 1, "%s: %" PRIu64, text, decimal.digits);
		cr_assert_eq(decimal.exponent, e, "%s: %d", text, decimal.exponent);
		if (e > -323)
			expect_shortest(nextafter(value, 0));
		expect_shortest(nextafter(value, DBL_MAX));
	}
}

Test(shortest, the_least_and_the_most)
{
	for (uint64_t bits = 1; bits < 5000; bits++)
		expect_shortest(double_of(bits));
	for (uint64_t bits = UINT64_C(0x7FEFFFFFFFFFFFFF); bits > UINT64_C(0x7FEFFFFFFFFFF000); bits--)
		expect_shortest(double_of(bits));
}

/* Every exponent is drawn some 400 times. */
Test(shortest, a_million_doubles)
{
	uint64_t state = 20240613;
	for (int i = 0; i < 1000000; i++) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		double value = fabs(double_of(state));
		if (isfinite(value) && value > 0)
			expect_shortest(value);
	}
}
