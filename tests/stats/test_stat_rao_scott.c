/* Expected: scripts/oracle/stat_rao_scott.R, R survey 4.1.1. The products come from the records here, in a dense matrix:
 * another way than that of the code. */
#include "stats/design.h"

#include "near.h"
#include "stats/stats.h"
#include <criterion/criterion.h>
#include <string.h>

enum { VALUES_MAX = 8, CELLS_MAX = 2 * VALUES_MAX, CLUSTERS_MAX = 64, RECORDS_MAX = 256, CAMPAIGN = 30 };

struct record {
	unsigned stratum, psu, row, value; /* value: from 1 */
	double weight;
};

struct cluster {
	unsigned id[2]; /* stratum, psu */
	double sum[8];  /* row by row */
};

static const struct record PLAIN[] = {
    {1, 0, 0, 1, 1},  {1, 1, 0, 1, 1},  {1, 2, 0, 2, 1},  {1, 3, 0, 2, 1},  {1, 4, 0, 2, 1},  {1, 5, 0, 2, 1},
    {1, 6, 0, 2, 1},  {1, 7, 0, 1, 1},  {1, 8, 0, 2, 1},  {1, 9, 0, 2, 1},  {1, 10, 0, 2, 1}, {1, 11, 0, 2, 1},
    {1, 12, 0, 2, 1}, {1, 13, 0, 2, 1}, {1, 14, 0, 1, 1}, {1, 15, 0, 2, 1}, {1, 16, 1, 2, 1}, {1, 17, 1, 2, 1},
    {1, 18, 1, 2, 1}, {1, 19, 1, 2, 1}, {1, 20, 1, 2, 1}, {1, 21, 1, 1, 1}, {1, 22, 1, 2, 1}, {1, 23, 1, 2, 1},
    {1, 24, 1, 2, 1}, {1, 25, 1, 2, 1}, {1, 26, 1, 2, 1}, {1, 27, 1, 2, 1}, {1, 28, 1, 1, 1}, {1, 29, 1, 2, 1},
    {1, 30, 1, 2, 1}, {1, 31, 1, 2, 1}, {1, 32, 0, 2, 1}, {1, 33, 0, 2, 1}, {1, 34, 0, 2, 1}, {1, 35, 0, 1, 1},
    {1, 36, 0, 2, 1}, {1, 37, 0, 2, 1}, {1, 38, 0, 2, 1}, {1, 39, 0, 2, 1},
};

static const struct record WEIGHTED[] = {
    {1, 0, 0, 1, 0.5},   {1, 1, 0, 3, 0.75},  {1, 2, 1, 5, 1.5},   {1, 3, 0, 2, 2.75},  {1, 4, 0, 4, 1.75},
    {1, 5, 1, 2, 1.25},  {1, 6, 0, 4, 1.25},  {1, 7, 0, 1, 1.75},  {1, 8, 1, 3, 2.75},  {1, 9, 0, 5, 1.5},
    {1, 10, 0, 3, 0.75}, {1, 11, 1, 5, 0.5},  {1, 12, 0, 2, 0.75}, {1, 13, 0, 4, 1.5},  {1, 14, 1, 1, 2.75},
    {1, 15, 0, 4, 1.75}, {1, 16, 0, 1, 1.25}, {1, 17, 1, 3, 1.25}, {1, 18, 0, 5, 1.75}, {1, 19, 0, 2, 2.75},
    {1, 20, 1, 5, 1.5},  {1, 21, 0, 2, 0.75}, {1, 22, 0, 4, 0.5},  {1, 23, 1, 1, 0.75}, {1, 24, 0, 3, 1.5},
    {1, 25, 0, 1, 2.75}, {1, 26, 1, 3, 1.75}, {1, 27, 0, 5, 1.25}, {1, 28, 0, 2, 1.25}, {1, 29, 1, 4, 1.75},
    {1, 30, 0, 2, 2.75}, {1, 31, 0, 4, 1.5},  {1, 32, 1, 1, 0.75}, {1, 33, 0, 3, 0.5},  {1, 34, 0, 5, 0.75},
    {1, 35, 1, 3, 1.5},  {1, 36, 0, 5, 2.75}, {1, 37, 0, 2, 1.75}, {1, 38, 1, 4, 1.25}, {1, 39, 0, 1, 1.25},
};

static const struct record PERSONS[] = {
    {1, 0, 0, 1, 1},   {1, 1, 0, 4, 1.3333333333333333},   {1, 4, 0, 5, 1.6666666666666665},   {1, 9, 0, 4, 2},
    {1, 16, 1, 1, 1},  {1, 25, 1, 4, 1.3333333333333333},  {1, 36, 1, 5, 1.6666666666666665},  {1, 49, 1, 5, 2},
    {1, 64, 0, 2, 1},  {1, 81, 0, 5, 1.3333333333333333},  {1, 100, 0, 6, 1.6666666666666665}, {1, 121, 0, 5, 2},
    {1, 144, 1, 2, 1}, {1, 0, 1, 5, 1.3333333333333333},   {1, 14, 1, 7, 1.6666666666666665},  {1, 30, 1, 6, 2},
    {1, 48, 0, 3, 1},  {1, 68, 0, 6, 1.3333333333333333},  {1, 90, 0, 7, 1.6666666666666665},  {1, 114, 0, 6, 2},
    {1, 140, 1, 3, 1}, {1, 168, 1, 7, 1.3333333333333333}, {1, 198, 1, 8, 1.6666666666666665}, {1, 230, 1, 7, 2},
    {1, 264, 0, 4, 1}, {1, 300, 0, 7, 1.3333333333333333}, {1, 0, 0, 8, 1.6666666666666665},   {1, 27, 0, 7, 2},
    {1, 56, 1, 5, 1},  {1, 87, 1, 8, 1.3333333333333333},  {1, 120, 1, 1, 1.6666666666666665}, {1, 155, 1, 8, 2},
    {1, 192, 0, 5, 1}, {1, 231, 0, 8, 1.3333333333333333}, {1, 272, 0, 1, 1.6666666666666665}, {1, 315, 0, 1, 2},
    {1, 360, 1, 6, 1}, {1, 407, 1, 1, 1.3333333333333333}, {1, 456, 1, 2, 1.6666666666666665}, {1, 0, 1, 1, 2},
    {1, 40, 0, 6, 1},  {1, 82, 0, 1, 1.3333333333333333},  {1, 126, 0, 3, 1.6666666666666665}, {1, 172, 0, 2, 2},
    {1, 220, 1, 7, 1},
};

static const struct record STRATA[] = {
    {1, 0, 0, 1, 1},     {2, 0, 0, 2, 1.625}, {3, 0, 0, 1, 1.125}, {4, 0, 0, 3, 1.75},  {1, 1, 0, 2, 1.25},
    {2, 1, 0, 3, 1.875}, {3, 1, 0, 3, 1.375}, {4, 1, 0, 4, 2},     {1, 0, 1, 4, 1.5},   {2, 0, 1, 1, 1},
    {3, 2, 1, 4, 1.625}, {4, 2, 1, 1, 1.125}, {1, 1, 1, 1, 1.75},  {2, 1, 1, 2, 1.25},  {3, 0, 1, 1, 1.875},
    {4, 3, 1, 4, 1.375}, {1, 0, 0, 2, 2},     {2, 0, 0, 3, 1.5},   {3, 1, 0, 3, 1},     {4, 0, 0, 4, 1.625},
    {1, 1, 0, 3, 1.125}, {2, 1, 0, 1, 1.75},  {3, 2, 0, 4, 1.25},  {4, 1, 0, 1, 1.875}, {1, 0, 1, 1, 1.375},
    {2, 0, 1, 2, 2},     {3, 0, 1, 1, 1.5},   {4, 2, 1, 4, 1},     {1, 1, 1, 2, 1.625}, {2, 1, 1, 4, 1.125},
    {3, 1, 1, 4, 1.75},  {4, 3, 1, 4, 1.25},  {1, 0, 0, 3, 1.875}, {2, 0, 0, 1, 1.375}, {3, 2, 0, 4, 2},
    {4, 0, 0, 1, 1.5},   {1, 1, 0, 1, 1},     {2, 1, 0, 2, 1.625}, {3, 0, 0, 1, 1.125}, {4, 1, 0, 3, 1.75},
    {1, 0, 1, 2, 1.25},  {2, 0, 1, 4, 1.875}, {3, 1, 1, 4, 1.375}, {4, 2, 1, 4, 2},     {1, 1, 1, 4, 1.5},
    {2, 1, 1, 1, 1},     {3, 2, 1, 4, 1.625}, {4, 3, 1, 1, 1.125}, {1, 0, 0, 1, 1.75},  {2, 0, 0, 2, 1.25},
    {3, 0, 0, 1, 1.875}, {4, 0, 0, 3, 1.375}, {1, 1, 0, 2, 2},     {2, 1, 0, 3, 1.5},   {3, 1, 0, 3, 1},
};

static const struct record SIZES[] = {
    {1, 0, 0, 1, 2.5},         {1, 0, 0, 2, 3.416667},   {1, 0, 0, 3, 4},           {1, 0, 1, 1, 3},
    {1, 0, 1, 2, 3.5},         {1, 0, 1, 3, 4.25},       {1, 1, 0, 1, 29.166667},   {1, 1, 0, 2, 30},
    {1, 1, 0, 3, 39.166667},   {1, 1, 1, 1, 32.5},       {1, 1, 1, 2, 35},          {1, 1, 1, 3, 40},
    {1, 2, 0, 1, 300},         {1, 2, 0, 2, 341.666667}, {1, 2, 0, 3, 350},         {1, 2, 1, 1, 316.666667},
    {1, 2, 1, 2, 375},         {1, 2, 1, 3, 400},        {1, 3, 0, 1, 2750},        {1, 3, 0, 2, 3500},
    {1, 3, 0, 3, 3916.666667}, {1, 3, 1, 1, 2750},       {1, 3, 1, 2, 3666.666667}, {1, 3, 1, 3, 4250},
    {1, 4, 0, 1, 2.75},        {1, 4, 0, 2, 3.25},       {1, 4, 0, 3, 4},           {1, 4, 1, 1, 3.166667},
    {1, 4, 1, 2, 3.25},        {1, 4, 1, 3, 4.166667},   {1, 5, 0, 1, 30},          {1, 5, 0, 2, 32.5},
    {1, 5, 0, 3, 37.5},        {1, 5, 1, 1, 32.5},       {1, 5, 1, 2, 36.666667},   {1, 5, 1, 3, 37.5},
    {1, 6, 0, 1, 291.666667},  {1, 6, 0, 2, 350},        {1, 6, 0, 3, 375},         {1, 6, 1, 1, 300},
    {1, 6, 1, 2, 375},         {1, 6, 1, 3, 416.666667}, {1, 7, 1, 1, 2750},        {1, 7, 1, 2, 3666.666667},
    {1, 7, 1, 3, 4250},        {1, 8, 0, 1, 2.75},       {1, 8, 0, 2, 3.25},        {1, 8, 0, 3, 4},
    {1, 9, 1, 1, 31.666667},   {1, 9, 1, 2, 32.5},       {1, 9, 1, 3, 41.666667},
};

static const struct record COMBINED[] = {
    {1, 0, 0, 1, 1},   {1, 0, 0, 2, 2},   {1, 1, 0, 2, 3},   {1, 1, 0, 1, 1},   {1, 2, 0, 3, 2},   {1, 2, 0, 3, 3},
    {1, 3, 0, 2, 1},   {1, 3, 0, 3, 2},   {1, 4, 0, 1, 3},   {1, 4, 0, 3, 1},   {1, 5, 0, 1, 2},   {1, 5, 0, 1, 3},
    {1, 6, 0, 1, 1},   {1, 6, 0, 2, 2},   {1, 7, 0, 2, 3},   {1, 7, 0, 1, 1},   {1, 8, 0, 3, 2},   {1, 8, 0, 3, 3},
    {1, 9, 0, 2, 1},   {1, 9, 0, 3, 2},   {1, 10, 0, 1, 3},  {1, 10, 0, 3, 1},  {1, 11, 0, 1, 2},  {1, 11, 0, 1, 3},
    {1, 12, 0, 1, 1},  {1, 12, 0, 2, 2},  {1, 13, 0, 2, 3},  {1, 13, 0, 1, 1},  {1, 14, 0, 3, 2},  {1, 14, 0, 3, 3},
    {2, 0, 1, 1, 100}, {3, 0, 1, 3, 107}, {4, 0, 1, 3, 114}, {2, 1, 1, 1, 121}, {3, 1, 1, 3, 128}, {4, 1, 1, 1, 135},
    {2, 0, 1, 2, 142}, {3, 0, 1, 1, 149}, {4, 2, 1, 1, 106}, {2, 1, 1, 2, 113}, {3, 1, 1, 2, 120}, {4, 0, 1, 2, 127},
    {2, 0, 1, 3, 134}, {3, 0, 1, 2, 141}, {4, 1, 1, 2, 148}, {2, 1, 1, 1, 105}, {3, 1, 1, 3, 112}, {4, 2, 1, 3, 119},
    {2, 0, 1, 1, 126}, {3, 0, 1, 3, 133}, {4, 0, 1, 1, 140}, {2, 1, 1, 2, 147}, {3, 1, 1, 1, 104}, {4, 1, 1, 1, 111},
    {2, 0, 1, 2, 118}, {3, 0, 1, 2, 125}, {4, 2, 1, 2, 132}, {2, 1, 1, 3, 139}, {3, 1, 1, 2, 146}, {4, 0, 1, 2, 103},
    {2, 0, 1, 1, 110}, {3, 0, 1, 3, 117}, {4, 1, 1, 3, 124}, {2, 1, 1, 1, 131}, {3, 1, 1, 3, 138}, {4, 2, 1, 1, 145},
};

/* data(nhanes) of R's survey (public domain), HI_CHOL not missing: sums of WTMEC2YR by SDMVSTRA and SDMVPSU, of HI_CHOL 0
 * and 1, by race. */
static const struct cluster NHANES[] = {
    {{75, 1}, {4673528.371939, 663626.503626, 0, 0, 522057.583322, 126584.465811, 0, 0}},
    {{75, 2},
     {546367.417396, 9581253.27053, 1433816.710099, 387041.605112, 6797.608313, 1083180.466334, 94766.091633, 0}},
    {{76, 1}, {969568.646773, 8613818.276008, 59784.457625, 102348.667463, 190415.02373, 1682110.033842, 0, 0}},
    {{76, 2},
     {109770.577901, 12616390.835748, 32359.476034, 103594.864084, 27237.056687, 1370181.639523, 32228.450566,
      10399.3983}},
    {{77, 1},
     {234021.220853, 13535788.402503, 69826.55333, 349539.275469, 21279.296579, 2076797.082135, 56095.023546,
      151466.1608}},
    {{77, 2}, {1513410.839579, 7398244.34147, 298717.673537, 1081937.752947, 353322.281019, 1161810.925513, 0, 0}},
    {{78, 1},
     {1157507.185591, 1567222.241813, 2151776.8643, 434218.012609, 46732.217664, 164307.115203, 152604.739291,
      121277.320793}},
    {{78, 2},
     {2227032.416737, 5540213.596109, 2629247.081254, 450755.355424, 205508.534823, 481333.77557, 82028.377319, 0}},
    {{79, 1},
     {234770.173086, 8612494.930987, 705783.727498, 676501.74342, 62658.416418, 1136292.122772, 123603.795778,
      101942.43998}},
    {{79, 2}, {419476.271881, 11011257.436887, 457796.804553, 1089381.31614, 0, 1110053.341134, 28986.630262, 0}},
    {{80, 1},
     {80078.078625, 7473248.340456, 608430.884442, 135512.659453, 19201.077114, 1285059.212163, 96288.542038, 0}},
    {{80, 2},
     {180518.457462, 7848174.433883, 881987.86008, 238524.123181, 14092.57024, 1240106.503138, 147189.432666, 0}},
    {{81, 1},
     {2444915.919152, 1355916.718604, 142164.482336, 107723.014931, 338248.939757, 100954.779895, 21126.981723,
      13165.163911}},
    {{81, 2},
     {122284.243201, 8944674.587163, 721741.92596, 208816.350075, 40174.524091, 1793800.305645, 103092.255956, 0}},
    {{82, 1},
     {1105617.330492, 3202770.78297, 1400744.106519, 335622.363439, 97073.562886, 272205.201033, 60668.746173,
      187936.082355}},
    {{82, 2},
     {2477530.128783, 1799499.247068, 1628563.890551, 134836.934703, 254273.320155, 367672.782291, 272694.445767, 0}},
    {{83, 1},
     {423569.93346, 7240212.364085, 1716351.349152, 581943.755397, 35341.782197, 754805.970674, 23879.45822,
      17795.082178}},
    {{83, 2},
     {321909.031171, 4932259.983345, 2331481.179489, 427854.457547, 26151.318034, 379471.674467, 255493.43954,
      87502.383122}},
    {{84, 1},
     {299062.641412, 2859063.543912, 2280901.514926, 331454.303253, 73796.745007, 359241.55053, 204457.456718, 0}},
    {{84, 2},
     {189879.077104, 921940.311505, 3158578.579347, 583569.554868, 0, 238159.025062, 247305.407261, 16093.817145}},
    {{85, 1},
     {1121915.452102, 2395816.102696, 266588.954128, 1824596.445799, 188201.367476, 422193.700135, 54411.367838,
      128012.716216}},
    {{85, 2},
     {2077425.018912, 3026486.309667, 51380.84591, 737820.654389, 210559.98585, 718974.271654, 0, 22614.903074}},
    {{86, 1},
     {808481.139302, 4709533.890488, 505432.265078, 985024.424134, 77445.078657, 529022.920567, 43816.211788,
      287738.420341}},
    {{86, 2},
     {2109912.495328, 2651065.607989, 418885.404542, 1290676.797914, 211518.89251, 201004.942352, 0, 95748.079815}},
    {{86, 3}, {1148443.202266, 2381324.597157, 127890.454842, 171329.734768, 105674.076628, 264410.728697, 0, 0}},
    {{87, 1},
     {2103889.123215, 2354028.682119, 109936.300868, 234323.457029, 182629.103545, 375030.709119, 0, 107639.840916}},
    {{87, 2},
     {1327482.705978, 1697395.825397, 1135286.276642, 1905994.520038, 123391.031543, 279833.458856, 27000.043569,
      63256.569189}},
    {{88, 1},
     {1874369.157656, 734848.243337, 450282.966483, 931434.393794, 251208.594205, 143816.783602, 96656.053854,
      258650.286593}},
    {{88, 2},
     {1891393.76153, 1374037.201065, 215704.690145, 438347.876689, 163864.254363, 148555.656679, 26913.988676,
      70624.561577}},
    {{89, 1}, {444583.328903, 363853.909138, 287511.612533, 0, 40067.472464, 33418.117667, 0, 0}},
    {{89, 2},
     {303335.497964, 1335329.278481, 362412.725394, 104734.209647, 57982.943678, 299945.640873, 22591.314467,
      72244.211827}},
};

struct expected {
	const char *name;
	const struct record *records;
	size_t count, columns;
	double reference[VALUES_MAX];
	double variance[VALUES_MAX]; /* SE(svymean(~value))^2 */
	double cell[CELLS_MAX];      /* SE(svymean(~interaction(value, row)))^2 */
	struct {
		double chi2, df, p;
	} fit; /* svygofchisq(~value, p = reference) */
	struct {
		double chi2, df, df2, p;
	} rows; /* svychisq(~row + value, statistic = "F"), chi2 being F ndf */
	struct {
		double chi2, df, p;
	} sure; /* the same with an infinite ddf: pchisq(F ndf, ndf) */
};

static const struct expected CASES[] = {
    {"plain",
     PLAIN,
     sizeof PLAIN / sizeof *PLAIN,
     2,
     {0.42857142857142855, 0.5714285714285714},
     {0.00370192307692308, 0.003701923076923082},
     {0.0028044871794871778, 0.006394230769230768, 0.0012179487179487193, 0.005833333333333327},
     {17.368937185263707, 1, 3.078158035998437e-05},
     {0.45021645021644996, 1, 39, 0.5061868994059238},
     {0.45021645021644996, 1, 0.5022321835312661}},
    {"weighted",
     WEIGHTED,
     sizeof WEIGHTED / sizeof *WEIGHTED,
     5,
     {0.12, 0.16, 0.2, 0.24, 0.28},
     {0.005235269610144151, 0.006377285089947528, 0.004396686809861879, 0.004224877381880574, 0.0047141048093295446},
     {0.0035582515998923855, 0.006187755071768946, 0.0010436098013026141, 0.0032310711839208858, 0.003771857044026392,
      0.0023356973217431216, 0.0004512232469972649, 0.0036562977301862467, 0.0012949645562733065, 0.001333457020094602},
     {3.0972354748205273, 3.4733253511431337, 0.4564353613627134},
     {6.133261027120909, 3.936377847114396, 153.51873603746145, 0.18917120583759295},
     {6.133261027120909, 3.936377847114396, 0.18338848765536261}},
    {"persons",
     PERSONS,
     sizeof PERSONS / sizeof *PERSONS,
     8,
     {0.057692307692307696, 0.07692307692307693, 0.09615384615384616, 0.11538461538461539, 0.1346153846153846,
      0.15384615384615385, 0.17307692307692307, 0.19230769230769232},
     {0.003619435107195673, 0.0018806398365303042, 0.0010615497890919224, 0.0018385067060559194, 0.003260672762677263,
      0.002975034313116589, 0.0035912271100213403, 0.0023151456679658105},
     {0.0018282555285129667, 0.0010994679747653724, 0.000841383565785434, 0.0014731545878016823, 0.0020326138260234523,
      0.0020326138260234523, 0.0018294416877854152, 0.0008595361958363934, 0.001705640550006675, 0.0008413835657854346,
      0.00022812666997936747, 0.0004015218172964463, 0.0017783012780104037, 0.001099467974765372, 0.0020326138260234523,
      0.0018294416877854159},
     {7.914790362259261, 4.716292682095847, 0.14030527765920056},
     {2.304535655811623, 6.802949720338117, 278.9209385338628, 0.9322656339176554},
     {2.304535655811623, 6.802949720338117, 0.9330281201838694}},
    {"strata",
     STRATA,
     sizeof STRATA / sizeof *STRATA,
     5,
     {0.12, 0.16, 0.2, 0.24, 0.28},
     {0.007993123076064455, 0.001016866973062467, 0.003425366285098822, 0.005769771851496098, 0},
     {0.0031409859064776588, 0.00047986546187801267, 0.003425366285098822, 0.002167638282985704, 0,
      0.0019769656290984533, 0.00010636763655630066, 0, 0.0038976226227200386, 0},
     {8.43389201594315, 1.6420193079761458, 0.009641495607326035},
     {13.49231400041949, 1.4556068640075934, 10.189248048053154, 0.007717916877286438},
     {13.49231400041949, 1.4556068640075934, 0.0005373191456154575}},
    {"sizes",
     SIZES,
     sizeof SIZES / sizeof *SIZES,
     3,
     {0.25, 0.3333333333333333, 0.4166666666666667},
     {1.0941158389678385e-05, 1.1483137975429605e-07, 1.0326249267099875e-05},
     {0.0013958903479857896, 0.002278334723868302, 0.00286484246239994, 0.0012935319403345367, 0.0022663889231379192,
      0.0030319732229348493},
     {15.937036888629851, 1.1265267673200805, 8.434726051813686e-05},
     {26.65553301377721, 1.0287129365623244, 9.25841642906092, 0.0005673310455387758},
     {26.65553301377721, 1.0287129365623244, 2.5970310654669197e-07}},
    {"combined",
     COMBINED,
     sizeof COMBINED / sizeof *COMBINED,
     3,
     {0.25, 0.3333333333333333, 0.4166666666666667},
     {0.0015028797471606792, 0.0011400723057414953, 0.001653850667702927},
     {0.0013252586040889476, 0.000769664132361204, 0.0017537922495083087, 0.00028764855419798887,
      0.00022325649759877712, 2.8225127069101225e-05},
     {9.611201964195988, 1.8866741417437796, 0.0071551068993538375},
     {0.36795744900908123, 1.906231283918365, 34.31216311053057, 0.8152229652239311},
     {0.36795744900908123, 1.906231283918365, 0.8141485565935932}},
    {"nhanes",
     NULL,
     0,
     4,
     {0.2, 0.6, 0.12, 0.08},
     {0.0009300252254091188, 0.0011911145493191879, 7.788425214769177e-05, 0.0001053288568380548},
     {0.0007306145253425415, 0.000954802323556726, 6.237070338955201e-05, 9.644839168722998e-05, 1.2869770123792677e-05,
      3.449976201141648e-05, 2.302243909893109e-06, 3.253787763093028e-06},
     {3.4879727604778696, 1.639536309032704, 0.12894165098540625},
     {6.059950678582889, 1.922976679443673, 30.767626871098766, 0.058674743685451634},
     {6.059950678582889, 1.922976679443673, 0.04477443432386615}},
};
enum { CASE_COUNT = sizeof CASES / sizeof *CASES };

/* --- from records to a spread ------------------------------------------------------------------------------------ */

/* A matrix as vectors: its exact entries, by 2 x y = (x + y)^2 - x^2 - y^2. */
struct packed {
	struct segbias_gram gram;
	struct segbias_gram_vector vectors[2 * CELLS_MAX * CELLS_MAX];
	struct segbias_gram_entry entries[2 * CELLS_MAX * CELLS_MAX];
	size_t entry_count;
};

struct sample {
	struct segbias_spread spread;
	double total[CELLS_MAX];
	double matrix[CELLS_MAX][CELLS_MAX];
	struct packed packed;
	double clusters, strata;
};

struct layout {
	size_t columns;
	bool table;   /* cells are row x value; otherwise values */
	bool centred; /* also where there is but one stratum */
};

struct psu {
	unsigned stratum, psu;
	double total[CELLS_MAX];
};

static size_t find_psu(struct psu *psus, size_t count, const struct record *record)
{
	size_t i = 0;
	while (i < count && (psus[i].stratum != record->stratum || psus[i].psu != record->psu))
		i++;
	return i;
}

/* Adds the clusters of one stratum: their products times n/(n-1), minus those of their mean where centred. */
static void add_stratum(const struct psu *psus, size_t count, unsigned stratum, bool centred, struct sample *out)
{
	double mean[CELLS_MAX] = {0};
	double n = 0;
	for (size_t i = 0; i < count; i++)
		n += psus[i].stratum == stratum;
	if (n == 0)
		return;
	for (size_t i = 0; i < count; i++)
		for (size_t v = 0; v < CELLS_MAX && psus[i].stratum == stratum; v++)
			mean[v] += centred ? psus[i].total[v] / n : 0;
	for (size_t i = 0; i < count; i++)
		for (size_t cell = 0; cell < (size_t)CELLS_MAX * CELLS_MAX && psus[i].stratum == stratum; cell++) {
			size_t v = cell / CELLS_MAX;
			size_t w = cell % CELLS_MAX;
			out->matrix[v][w] += n / (n - 1) * (psus[i].total[v] - mean[v]) * (psus[i].total[w] - mean[w]);
		}
	out->clusters += n;
	out->strata++;
	out->spread.centre = centred ? 0 : 1 / (n - 1);
}

/* Adds factor times the square of the sum of the cells v and w; of v alone where they are one. */
static void pack_vector(struct packed *packed, double factor, size_t v, size_t w)
{
	struct segbias_gram_entry *entries = &packed->entries[packed->entry_count];
	uint32_t size = v == w ? 1 : 2;
	entries[0] = (struct segbias_gram_entry){(uint32_t)(v < w ? v : w), 1};
	if (size == 2)
		entries[1] = (struct segbias_gram_entry){(uint32_t)(v < w ? w : v), 1};
	packed->vectors[packed->gram.vector_count++] = (struct segbias_gram_vector){entries, size, factor, 1};
	packed->entry_count += size;
}

/* Adds an entry of the matrix, and its mirror image. */
static void pack_entry(struct packed *packed, double product, size_t v, size_t w)
{
	pack_vector(packed, product, v, w);
	if (v != w) {
		pack_vector(packed, -product, v, v);
		pack_vector(packed, -product, w, w);
	}
}

static void pack_begin(struct packed *packed, size_t cells)
{
	packed->gram = (struct segbias_gram){.cells = cells, .vectors = packed->vectors, .scale = 1};
	packed->entry_count = 0;
}

/* The matrix of the sample; `interleaved`: with the cells of a column side by side. */
static void pack_matrix(const struct sample *sample, bool interleaved, struct packed *packed)
{
	size_t cells = sample->spread.cells;
	pack_begin(packed, cells);
	for (size_t v = 0; v < cells; v++)
		for (size_t w = v; w < cells; w++) {
			size_t row = interleaved ? v % (cells / 2) * 2 + v / (cells / 2) : v;
			size_t column = interleaved ? w % (cells / 2) * 2 + w / (cells / 2) : w;
			if (sample->matrix[v][w] != 0)
				pack_entry(packed, sample->matrix[v][w], row, column);
		}
}

static void pack(struct sample *sample)
{
	pack_matrix(sample, false, &sample->packed);
	sample->spread.gram = sample->packed.gram;
	sample->spread.total = sample->total;
}

/* The test of a table whose cells stand row by row. */
static bool test_rows(const struct sample *sample, double df_design, struct segbias_rao_scott *out)
{
	static struct packed packed;
	double total[CELLS_MAX];
	size_t columns = sample->spread.cells / 2;
	pack_matrix(sample, true, &packed);
	for (size_t cell = 0; cell < 2 * columns; cell++)
		total[cell % columns * 2 + cell / columns] = sample->total[cell];
	struct segbias_rows_query query = {
	    .total = total, .own = {.gram = packed.gram, .step = 1}, .df_design = df_design};
	return segbias_rao_scott_rows(&query, 1, columns, NULL, out);
}

static void collect(const struct record *records, size_t count, const struct layout *layout, struct sample *out)
{
	static struct psu psus[CLUSTERS_MAX];
	size_t psu_count = 0;
	unsigned stratum_max = 0;
	memset(out, 0, sizeof *out);
	memset(psus, 0, sizeof psus);
	out->spread.cells = layout->table ? 2 * layout->columns : layout->columns;
	for (size_t i = 0; i < count; i++) {
		size_t psu = find_psu(psus, psu_count, &records[i]);
		if (psu == psu_count)
			psu_count++;
		psus[psu].stratum = records[i].stratum;
		psus[psu].psu = records[i].psu;
		size_t cell = (layout->table ? records[i].row * layout->columns : 0) + records[i].value - 1;
		psus[psu].total[cell] += records[i].weight;
		out->total[cell] += records[i].weight;
		if (records[i].stratum > stratum_max)
			stratum_max = records[i].stratum;
	}
	bool centred = layout->centred || stratum_max > 1;
	for (unsigned stratum = 1; stratum <= stratum_max; stratum++)
		add_stratum(psus, psu_count, stratum, centred, out);
	pack(out);
}

static void scale(struct sample *sample, double factor)
{
	for (size_t v = 0; v < CELLS_MAX; v++) {
		sample->total[v] *= factor;
		for (size_t w = 0; w < CELLS_MAX; w++)
			sample->matrix[v][w] *= factor * factor;
	}
	pack(sample);
}

/* Two independent samples as one: their weights may be scaled each by its own factor. */
static void join(struct sample *one, const struct sample *other)
{
	for (size_t v = 0; v < CELLS_MAX; v++) {
		one->total[v] += other->total[v];
		for (size_t w = 0; w < CELLS_MAX; w++)
			one->matrix[v][w] += other->matrix[v][w];
	}
	one->clusters += other->clusters;
	one->strata += other->strata;
	pack(one);
}

/* How the records of a case are changed before they are counted. */
struct change {
	bool values_reversed, rows_swapped;
};

static size_t copy_records(const struct expected *x, const struct change *change, struct record *out)
{
	size_t count = x->count;
	if (x->records)
		memcpy(out, x->records, count * sizeof *out);
	for (size_t i = 0; !x->records && i < sizeof NHANES / sizeof *NHANES; i++)
		for (unsigned cell = 0; cell < 8; cell++)
			out[count++] = (struct record){NHANES[i].id[0], NHANES[i].id[1], cell / 4, cell % 4 + 1,
			                               NHANES[i].sum[cell]};
	for (size_t i = 0; i < count; i++) {
		if (change->values_reversed)
			out[i].value = (unsigned)x->columns + 1 - out[i].value;
		if (change->rows_swapped)
			out[i].row = 1 - out[i].row;
	}
	return count;
}

static void count_changed(const struct expected *x, bool table, bool centred, const struct change *change,
                          struct sample *out)
{
	static struct record records[RECORDS_MAX];
	struct layout layout = {x->columns, table, centred};
	size_t count = copy_records(x, change, records);
	if (x->records != COMBINED) {
		collect(records, count, &layout, out);
		return;
	}
	static struct sample reference;
	layout.centred = true;
	collect(records, CAMPAIGN, &layout, out);
	collect(records + CAMPAIGN, count - CAMPAIGN, &layout, &reference);
	scale(out, .375);
	scale(&reference, .01);
	join(out, &reference);
}

static void count_cells(const struct expected *x, bool table, bool centred, struct sample *out)
{
	count_changed(x, table, centred, &(struct change){false, false}, out);
}

/* --- against R --------------------------------------------------------------------------------------------------- */

Test(stat_rao_scott, variances_agree_with_svymean)
{
	for (size_t i = 0; i < 4 * (size_t)CASE_COUNT; i++) {
		const struct expected *x = &CASES[i / 4];
		static struct sample sample;
		double variance[CELLS_MAX];
		bool table = i % 2;
		count_cells(x, table, i / 2 % 2, &sample);
		cr_assert(segbias_spread_variances(&sample.spread, variance));
		for (size_t v = 0; v < sample.spread.cells; v++)
			cr_expect(near(variance[v], table ? x->cell[v] : x->variance[v]),
			          "%s, table %d, cell %zu: %.17g", x->name, table, v, variance[v]);
	}
}

Test(stat_rao_scott, fit_agrees_with_svygofchisq)
{
	for (size_t i = 0; i < 2 * (size_t)CASE_COUNT; i++) {
		const struct expected *x = &CASES[i / 2];
		static struct sample sample;
		struct segbias_rao_scott out;
		count_cells(x, false, i % 2, &sample);
		cr_assert(segbias_rao_scott_fit(&sample.spread, x->reference, &out));
		cr_expect(near(out.chi2, x->fit.chi2) && near(out.df, x->fit.df) && isnan(out.df2) &&
		              near(out.p, x->fit.p),
		          "%s: %.17g %.17g %.17g", x->name, out.chi2, out.df, out.p);
	}
}

Test(stat_rao_scott, rows_agree_with_svychisq)
{
	for (size_t i = 0; i < 2 * (size_t)CASE_COUNT; i++) {
		const struct expected *x = &CASES[i / 2];
		static struct sample sample;
		struct segbias_rao_scott out;
		count_cells(x, true, i % 2, &sample);
		cr_assert(test_rows(&sample, sample.clusters - sample.strata, &out));
		cr_expect(near(out.chi2, x->rows.chi2) && near(out.df, x->rows.df) && near(out.df2, x->rows.df2) &&
		              near(out.p, x->rows.p),
		          "%s: %.17g %.17g %.17g %.17g", x->name, out.chi2, out.df, out.df2, out.p);
		cr_assert(test_rows(&sample, INFINITY, &out));
		cr_expect(near(out.chi2, x->sure.chi2) && near(out.df, x->sure.df) && isinf(out.df2) &&
		              near(out.p, x->sure.p),
		          "%s: %.17g %.17g %.17g", x->name, out.chi2, out.df, out.p);
	}
}

/* High cholesterol by race: chisq.test(table(HI_CHOL, race), correct = FALSE) is sure of a difference, svychisq is not. */
Test(stat_rao_scott, a_design_makes_the_difference)
{
	static const double PLAIN_TABLE[] = {2282, 3063, 1302, 412, 250, 387, 104, 46};
	static const struct {
		double chi2, df, p;
	} NAIVE = {16.260772218201698, 3, 0.001002584943917098};
	const struct expected *x = &CASES[CASE_COUNT - 1];
	struct segbias_association naive;
	segbias_association(PLAIN_TABLE, 2, 4, &naive);
	cr_expect(near(naive.chi2, NAIVE.chi2) && naive.df == NAIVE.df && near(naive.p, NAIVE.p));
	static struct sample sample;
	struct segbias_rao_scott out;
	count_cells(x, true, false, &sample);
	cr_assert(sample.clusters == 31 && sample.strata == 15);
	cr_assert(test_rows(&sample, 16, &out));
	cr_expect(near(out.p, .058674743685451634), "%.17g", out.p);
	cr_expect(naive.p < .0011 && out.p > .05);
}

/* --- the F distribution ------------------------------------------------------------------------------------------ */

struct tail {
	double f, df, df2, p;
};

/* pf(f, df, df2, lower.tail = FALSE) */
static const struct tail TAILS[] = {
    {3.15, 1.923, 30.768, 0.058737753016871494},
    {0.001, 0.3, 2, 0.7330659855169654},
    {40, 7.5, 12, 1.9223060252142581e-07},
    {100000000, 1, 5, 1.8980332457517552e-19},
    {60, 20, 1000000, 1.0593372639054451e-241},
    {25, 3.7, 1000000000, 2.2982530336147564e-19},
    {90, 11, 1000000000000, 2.723054217785356e-205},
    {1.3, 5000, 100000, 7.605608962875099e-41},
    {1e-09, 1.5, 40, 0.9999998447885446},
    {5, 2.5, INFINITY, 0.003489280865152094},
};

/* (1 + 2 f / df2)^(-df2 / 2), which it is with df = 2 */
static const struct tail CLOSED[] = {
    {650, 2, 10000, 4.05305580015859e-266},
    {650, 2, 100000000, 5.133595447754101e-283},
    {690, 2, 1000000000000, 2.1717393153546965e-300},
    {690, 2, 100000000000000, 2.1717382917294237e-300},
    {690, 2, 1900000000000000, 2.1717382819339904e-300},
    {690, 2, 1e+18, 2.1717382813910616e-300},
    {1e+90, 2, 6, 2.7000000000000385e-269},
    {1e-12, 2, 10000000000000, 0.999999999999},
};

Test(stat_rao_scott, tail_of_f)
{
	for (size_t i = 0; i < sizeof TAILS / sizeof *TAILS; i++) {
		double p = segbias_f_upper(TAILS[i].f, TAILS[i].df, TAILS[i].df2);
		cr_expect(near(p, TAILS[i].p), "row %zu: %.17g", i, p);
	}
	for (size_t i = 0; i < sizeof CLOSED / sizeof *CLOSED; i++) {
		double p = segbias_f_upper(CLOSED[i].f, CLOSED[i].df, CLOSED[i].df2);
		cr_expect(near(p, CLOSED[i].p), "closed %zu: %.17g", i, p);
	}
}

Test(stat_rao_scott, tail_of_f_at_its_ends)
{
	cr_expect_eq(segbias_f_upper(0, 2, 3), 1);
	cr_expect_eq(segbias_f_upper(-1, 2, 3), 1);
	cr_expect_eq(segbias_f_upper(INFINITY, 2, 3), 0);
	cr_expect_eq(segbias_f_upper(INFINITY, 2, INFINITY), 0);
	cr_expect(isnan(segbias_f_upper(NAN, 2, 3)) && isnan(segbias_f_upper(1, NAN, 3)) &&
	          isnan(segbias_f_upper(1, 2, NAN)));
	cr_expect(isnan(segbias_f_upper(1, 0, 3)) && isnan(segbias_f_upper(1, 2, 0)) &&
	          isnan(segbias_f_upper(1, INFINITY, 3)));
}

/* --- properties -------------------------------------------------------------------------------------------------- */

static bool same(const struct segbias_rao_scott *x, const struct segbias_rao_scott *y)
{
	return near(x->chi2, y->chi2) && near(x->df, y->df) && near(x->df2, y->df2) && near(x->p, y->p);
}

static bool both_tests(const struct expected *x, const struct change *change, double factor,
                       struct segbias_rao_scott out[2])
{
	static struct sample sample;
	double reference[VALUES_MAX];
	for (size_t v = 0; v < x->columns; v++)
		reference[v] = x->reference[change->values_reversed ? x->columns - 1 - v : v];
	count_changed(x, false, false, change, &sample);
	scale(&sample, factor);
	bool enough = segbias_rao_scott_fit(&sample.spread, reference, &out[0]);
	count_changed(x, true, false, change, &sample);
	scale(&sample, factor);
	return enough && test_rows(&sample, 20, &out[1]);
}

/* The order of values and of the rows and the unit of the weights make no difference. */
Test(stat_rao_scott, order_and_unit_do_not_matter)
{
	static const struct change NONE = {false, false};
	static const struct change CHANGES[] = {{true, false}, {false, true}, {true, true}, {false, false}};
	for (size_t i = 0; i < 4 * (size_t)CASE_COUNT; i++) {
		struct segbias_rao_scott before[2], after[2];
		cr_assert(both_tests(&CASES[i / 4], &NONE, 1, before));
		cr_assert(both_tests(&CASES[i / 4], &CHANGES[i % 4], i % 4 == 3 ? 1e5 : 1, after));
		cr_expect(same(&before[0], &after[0]), "fit of %s, change %zu", CASES[i / 4].name, i % 4);
		cr_expect(same(&before[1], &after[1]), "rows of %s, change %zu", CASES[i / 4].name, i % 4);
	}
}

/* Records by themselves, of weight 1: the products are the counts, as far as they are not 0. vectors[cells], entries[cells] */
static void plain_spread(const double *count, size_t cells, struct segbias_gram_vector *vectors,
                         struct segbias_gram_entry *entries, struct segbias_spread *out)
{
	double n = 0;
	size_t used = 0;
	for (size_t v = 0; v < cells; v++)
		n += count[v];
	for (size_t v = 0; v < cells; v++)
		if (count[v] > 0) {
			entries[used] = (struct segbias_gram_entry){(uint32_t)v, 1};
			vectors[used] =
			    (struct segbias_gram_vector){&entries[used], 1, n / (n - 1), (uint64_t)count[v]};
			used++;
		}
	*out = (struct segbias_spread){cells, count, {cells, vectors, used, NULL, 0, 1}, 1 / (n - 1)};
}

/* The test of a table whose cells stand column by column. */
static bool test_spread(const struct segbias_spread *spread, double df_design, struct segbias_rao_scott *out)
{
	struct segbias_rows_query query = {
	    .total = spread->total, .own = {.gram = spread->gram, .step = 1}, .df_design = df_design};
	return segbias_rao_scott_rows(&query, 1, spread->cells / 2, NULL, out);
}

/* Without a design the test of rows is Pearson's, but for the factor of an unbiased variance. */
Test(stat_rao_scott, plain_records_give_pearson)
{
	static const double TABLES[][8] = {
	    {10, 15, 20, 15, 30, 35, 40, 25}, {1, 1e6, 2, 2e6, 3, 2e6, 4, 5e6}, {7, 9, 900, 800, 1, 2, 13, 20}};
	for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
		struct segbias_gram_vector vectors[8];
		struct segbias_gram_entry entries[8];
		double rows[8];
		struct segbias_spread spread;
		struct segbias_association pearson;
		struct segbias_rao_scott out;
		double n = 0;
		for (size_t cell = 0; cell < 8; cell++) {
			n += TABLES[i][cell];
			rows[cell % 2 * 4 + cell / 2] = TABLES[i][cell];
		}
		plain_spread(TABLES[i], 8, vectors, entries, &spread);
		segbias_association(rows, 2, 4, &pearson);
		cr_assert(test_spread(&spread, INFINITY, &out));
		cr_expect(near(out.df, 3) && near(out.chi2, pearson.chi2 * (n - 1) / n), "table %zu: %.17g, %.17g", i,
		          out.df, out.chi2);
	}
}

/* Of many values, in memory for a row: with shares as in the reference df is that of the plain test. */
Test(stat_rao_scott, plain_records_of_many_values)
{
	enum { VALUES = 1500 };
	static double count[VALUES], reference[VALUES];
	static struct segbias_gram_vector vectors[VALUES];
	static struct segbias_gram_entry entries[VALUES];
	double n = 0;
	for (size_t v = 0; v < VALUES; v++)
		n += count[v] = (double)(1 + v * v % 97);
	for (size_t v = 0; v < VALUES; v++)
		reference[v] = count[v] / n;
	struct segbias_spread spread;
	struct segbias_rao_scott out;
	plain_spread(count, VALUES, vectors, entries, &spread);
	cr_assert(segbias_rao_scott_fit(&spread, reference, &out));
	cr_expect(near(out.df, VALUES - 1) && out.chi2 == 0 && out.p == 1, "%.17g %.17g", out.df, out.chi2);
}

/* Tables that share the products of their second row, together or each with all of its own: the same bits. And against the
 * whole matrix: its traces, pair by pair, from the derivatives of the d_v that the test is about. */
enum { TOGETHER = 3, WIDE = 6 };

struct together {
	struct segbias_gram_vector vectors[TOGETHER + 1][4];
	struct segbias_gram_entry entries[TOGETHER + 1][4][WIDE];
	double total[TOGETHER][2 * WIDE];
};

/* The units of a sample: unit u of sample s has (s + 2) (u + 1) + (v u + s) % 5 of column v, nothing of some. */
static struct segbias_gram sample_of(struct together *all, size_t s, double total[WIDE])
{
	for (size_t u = 0; u < 4; u++) {
		struct segbias_gram_vector *vector = &all->vectors[s][u];
		*vector = (struct segbias_gram_vector){all->entries[s][u], 0, 4 / 3. + (double)u / 8, 1 + u % 2};
		for (size_t v = 0; v < WIDE; v++) {
			double amount = (double)((v + u + s) % 3 ? (s + 2) * (u + 1) + (v * u + s) % 5 : 0);
			total[v] += amount * (double)vector->times;
			if (amount > 0)
				all->entries[s][u][vector->size++] = (struct segbias_gram_entry){(uint32_t)v, amount};
		}
	}
	return (struct segbias_gram){WIDE, all->vectors[s], 4, NULL, 0, 1 + (double)s / 4};
}

/* d[column][cell]: the derivative of d_v, its mean by h subtracted, by the total of each cell; h[columns]. No cell is empty. */
static void differentiate(const double *total, double h[WIDE], double d[WIDE][2 * WIDE])
{
	double n = 0;
	double h_sum = 0;
	for (size_t cell = 0; cell < 2 * WIDE; cell++)
		n += total[cell];
	for (size_t v = 0; v < WIDE; v++)
		h_sum += h[v] = 1 / (n / total[2 * v] + n / total[2 * v + 1]);
	for (size_t v = 0; v < WIDE; v++)
		for (size_t cell = 0; cell < 2 * WIDE; cell++)
			d[v][cell] = ((cell / 2 == v) - h[cell / 2] / h_sum) * (cell % 2 ? -1 : 1) / total[cell];
}

static double product_of(const struct segbias_gram *gram, const double *d, size_t row, const double *other)
{
	double sum = 0;
	for (size_t k = 0; k < gram->vector_count; k++) {
		const struct segbias_gram_vector *x = &gram->vectors[k];
		double a = 0;
		double b = 0;
		for (uint32_t i = 0; i < x->size; i++) {
			a += x->entries[i].amount * d[2 * x->entries[i].cell + row];
			b += x->entries[i].amount * other[2 * x->entries[i].cell + row];
		}
		sum += gram->scale * x->factor * (double)x->times * a * b;
	}
	return sum;
}

Test(stat_rao_scott, tables_together)
{
	static struct together all;
	struct segbias_rows_query queries[TOGETHER];
	struct segbias_rao_scott out[TOGETHER];
	double reference[WIDE] = {0};
	struct segbias_gram_part shared = {sample_of(&all, TOGETHER, reference), 2, 1};
	for (size_t s = 0; s < TOGETHER; s++) {
		double total[WIDE] = {0};
		struct segbias_gram gram = sample_of(&all, s, total);
		queries[s] =
		    (struct segbias_rows_query){.total = all.total[s], .own = {gram, 2, 0}, .df_design = 5 + (double)s};
		for (size_t v = 0; v < WIDE; v++) {
			all.total[s][2 * v] = total[v];
			all.total[s][2 * v + 1] = reference[v];
		}
	}
	cr_assert(segbias_rao_scott_rows(queries, TOGETHER, WIDE, &shared, out));
	for (size_t s = 0; s < TOGETHER; s++) {
		struct segbias_rao_scott alone;
		double h[WIDE], d[WIDE][2 * WIDE];
		double first = 0;
		double second = 0;
		cr_assert(segbias_rao_scott_rows(&queries[s], 1, WIDE, &shared, &alone));
		cr_expect(memcmp(&alone, &out[s], sizeof alone) == 0);
		differentiate(all.total[s], h, d);
		for (size_t v = 0; v < WIDE; v++)
			for (size_t w = 0; w < WIDE; w++) {
				double entry = product_of(&queries[s].own.gram, d[v], 0, d[w]) +
				               product_of(&shared.gram, d[v], 1, d[w]);
				first += v == w ? entry * h[v] : 0;
				second += entry * entry * h[v] * h[w];
			}
		cr_expect(near(out[s].df, first * first / second) && out[s].df2 == out[s].df * queries[s].df_design,
		          "%.17g %.17g", out[s].df, first * first / second);
	}
	queries[1].df_design = NAN;
	cr_assert(segbias_rao_scott_rows(queries, TOGETHER, WIDE, &shared, out));
	cr_expect(isnan(out[1].p) && out[0].p >= 0 && out[2].p >= 0);
}

/* scripts/oracle/null_size.py, by the eigenvalues of the matrix: chi2, df, p */
static const double NULL_FIT[] = {3.2783540072288924, 1.7715798214889904, 0.16199090904075275};

Test(stat_rao_scott, variance_under_the_null)
{
	static const double total[] = {99, 105, 32};
	static const double reference[] = {.4, .35, .25};
	static const double square[] = {17 * 1 + 17 * 4 + 16 * 9, 15 * 4 + 15 * 25, 256};
	double weight[] = {square[0] / total[0], square[1] / total[1], 8};
	struct segbias_rao_scott out;
	segbias_rao_scott_null(total, reference, weight, 3, &out);
	cr_expect(near(out.chi2, NULL_FIT[0]) && near(out.df, NULL_FIT[1]) && near(out.p, NULL_FIT[2]),
	          "%.17g %.17g %.17g", out.chi2, out.df, out.p);
	weight[1] = NAN;
	segbias_rao_scott_null(total, reference, weight, 3, &out);
	cr_expect(isnan(out.chi2) && isnan(out.df) && isnan(out.p));
	segbias_rao_scott_null(total, reference, weight, 1, &out);
	cr_expect(isnan(out.p), "one value");
}

/* --- what is undefined ------------------------------------------------------------------------------------------- */

static bool undefined(const struct segbias_rao_scott *x)
{
	return isnan(x->chi2) && isnan(x->df) && isnan(x->df2) && isnan(x->p);
}

/* All three functions, of four cells and one vector[3] beside those of each cell. */
static bool all_undefined(const double *total, const struct segbias_gram_entry *entries, double factor, double centre)
{
	static const double REFERENCE[] = {.1, .2, .3, .4};
	static const struct segbias_gram_entry OWN[] = {{0, 1}, {1, 1}, {2, 1}, {3, 1}};
	struct segbias_gram_vector vectors[5] = {{entries, 3, factor, 1}};
	for (size_t v = 0; v < 4; v++)
		vectors[1 + v] = (struct segbias_gram_vector){&OWN[v], 1, 1, 1};
	struct segbias_spread spread = {4, total, {4, vectors, 5, NULL, 0, 1}, centre};
	double variance[4] = {0};
	struct segbias_rao_scott fit = {0, 0, 0, 0};
	struct segbias_rao_scott rows = {0, 0, 0, 0};
	struct segbias_rows_query query = {
	    .total = total, .own = {.gram = spread.gram, .step = 1}, .centre = {centre}, .df_design = 5};
	bool enough = segbias_spread_variances(&spread, variance) && segbias_rao_scott_fit(&spread, REFERENCE, &fit) &&
	              segbias_rao_scott_rows(&query, 1, 2, NULL, &rows);
	for (size_t v = 0; v < spread.cells; v++)
		enough = enough && isnan(variance[v]);
	return enough && undefined(&fit) && undefined(&rows);
}

Test(stat_rao_scott, faulty_spreads_are_undefined)
{
	static const double TOTAL[] = {1, 2, 3, 4};
	static const double ZERO[4] = {0};
	static const double NEGATIVE[] = {1, 2, -3, 4};
	static const double UNKNOWN[] = {1, NAN, 3, 4};
	static const double ENDLESS[] = {1, INFINITY, 3, 4};
	static const struct segbias_gram_entry GOOD[] = {{0, 1}, {2, .5}, {3, 2}};
	static const struct segbias_gram_entry OUTSIDE[] = {{0, 1}, {1, 1}, {4, 1}};
	static const struct segbias_gram_entry TWICE[] = {{0, 1}, {1, 1}, {1, 1}};
	static const struct segbias_gram_entry UNSORTED[] = {{1, 1}, {0, 1}, {2, 1}};
	static const struct segbias_gram_entry NAN_AMOUNT[] = {{0, 1}, {1, NAN}, {2, 1}};
	cr_expect(all_undefined(ZERO, GOOD, 1, .1), "all zero");
	cr_expect(all_undefined(NEGATIVE, GOOD, 1, .1), "negative");
	cr_expect(all_undefined(UNKNOWN, GOOD, 1, .1), "NaN");
	cr_expect(all_undefined(ENDLESS, GOOD, 1, .1), "infinite");
	cr_expect(all_undefined(TOTAL, GOOD, 1, NAN), "centre");
	cr_expect(all_undefined(TOTAL, GOOD, INFINITY, .1), "factor");
	cr_expect(all_undefined(TOTAL, OUTSIDE, 1, .1), "outside");
	cr_expect(all_undefined(TOTAL, TWICE, 1, .1), "twice");
	cr_expect(all_undefined(TOTAL, UNSORTED, 1, .1), "unsorted");
	cr_expect(all_undefined(TOTAL, NAN_AMOUNT, 1, .1), "NaN amount");
	cr_expect(!all_undefined(TOTAL, GOOD, 1, .1), "none");
}

Test(stat_rao_scott, what_cannot_be_tested_is_undefined)
{
	static const double TOTAL[] = {10, 30, 20, 40};
	static const double ONE_ROW[] = {10, 0, 20, 0};
	static const double ONE_COLUMN[] = {10, 30, 0, 0};
	struct segbias_gram_vector vectors[4];
	struct segbias_gram_entry entries[4];
	struct segbias_spread spread;
	struct segbias_rao_scott out;
	plain_spread(TOTAL, 4, vectors, entries, &spread);
	cr_expect(test_spread(&spread, 9, &out) && out.p > 0);
	cr_expect(test_spread(&spread, 0, &out) && undefined(&out));
	cr_expect(test_spread(&spread, NAN, &out) && undefined(&out));
	cr_expect(segbias_rao_scott_fit(&spread, (double[]){.5, .5, 0, 0}, &out) && undefined(&out));
	cr_expect(segbias_rao_scott_fit(&spread, (double[]){.5, .5, NAN, .1}, &out) && undefined(&out));
	spread.gram.cells = 5;
	cr_expect(test_spread(&spread, 9, &out) && undefined(&out), "cells that the table has not");
	plain_spread(ONE_ROW, 4, vectors, entries, &spread);
	cr_expect(test_spread(&spread, 9, &out) && undefined(&out), "one row");
	plain_spread(ONE_COLUMN, 4, vectors, entries, &spread);
	cr_expect(test_spread(&spread, 9, &out) && undefined(&out), "one column");
	plain_spread(TOTAL, 1, vectors, entries, &spread);
	cr_expect(segbias_rao_scott_fit(&spread, (double[]){1}, &out) && undefined(&out), "one value");
}

/* Clusters of any size and of one composition: nothing varies, and rounding errors are not taken for variance. */
Test(stat_rao_scott, what_does_not_vary_is_undefined)
{
	static const double SHARES[][4] = {
	    {.1, .3, .15, .45}, {.25, .25, .25, .25}, {.01, .02, .07, .9}, {.21, .17, .33, .29}, {.4, .1, .3, .2}};
	for (size_t i = 0; i < sizeof SHARES / sizeof *SHARES; i++) {
		const double *share = SHARES[i];
		double total[4] = {0};
		double square = 0;
		for (size_t size = 1; size <= 1000; size++) {
			square += (double)(size * size);
			for (size_t v = 0; v < 4; v++)
				total[v] += (double)size * share[v];
		}
		static struct packed packed;
		pack_begin(&packed, 4);
		for (size_t v = 0; v < 4; v++)
			for (size_t w = v; w < 4; w++)
				pack_entry(&packed, 1000 / 999. * square * share[v] * share[w], v, w);
		struct segbias_spread spread = {4, total, packed.gram, 1 / 999.};
		struct segbias_rao_scott out;
		double variance[4];
		cr_expect(test_spread(&spread, 999, &out) && undefined(&out), "rows of %zu: %g", i, out.p);
		cr_expect(segbias_rao_scott_fit(&spread, share, &out) && undefined(&out), "fit of %zu: %g", i, out.p);
		cr_assert(segbias_spread_variances(&spread, variance));
		for (size_t v = 0; v < 4; v++)
			cr_expect(variance[v] >= 0 && variance[v] < 1e-17, "%g", variance[v]);
	}
}
