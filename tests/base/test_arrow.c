#include "base/arrow.h"

#include "base/stream_part.h"

#include <criterion/criterion.h>
#include <string.h>

/* --- a stream of one table, built by hand ------------------------------------------------------------------------- */

enum { COLUMNS_MAX = 8, BATCHES_MAX = 4 };

static struct table {
	struct ArrowSchema schemas[COLUMNS_MAX];
	struct ArrowSchema *schema_list[COLUMNS_MAX];
	struct ArrowSchema whole;
	struct ArrowArray batches[BATCHES_MAX];
	int batch_count, given, released, failing_at;
	const char *complaint;
} table;

static void release_schema(struct ArrowSchema *schema)
{
	schema->release = NULL;
	table.released++;
}

static void release_array(struct ArrowArray *array)
{
	array->release = NULL;
	table.released++;
}

static void release_stream(struct ArrowArrayStream *stream)
{
	stream->release = NULL;
	table.released++;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out)
{
	(void)stream;
	*out = table.whole;
	return 0;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
	(void)stream;
	if (table.failing_at && table.given + 1 == table.failing_at)
		return 5;
	*out = table.given < table.batch_count ? table.batches[table.given++] : (struct ArrowArray){0};
	return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream)
{
	(void)stream;
	return table.complaint;
}

/* columns[count] of these formats, named a, b, c, … */
static void begin(int count, const char *const *formats)
{
	static const char *const NAMES[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
	table = (struct table){0};
	for (int i = 0; i < count; i++) {
		table.schemas[i] = (struct ArrowSchema){.format = formats[i], .name = NAMES[i]};
		table.schema_list[i] = &table.schemas[i];
	}
	table.whole = (struct ArrowSchema){
	    .format = "+s", .n_children = count, .children = table.schema_list, .release = release_schema};
}

static void add_batch(int64_t length, int64_t offset, int64_t count, struct ArrowArray **children)
{
	static const void *none[1] = {NULL};
	table.batches[table.batch_count++] = (struct ArrowArray){.length = length,
	                                                         .offset = offset,
	                                                         .n_buffers = 1,
	                                                         .buffers = none,
	                                                         .n_children = count,
	                                                         .children = children,
	                                                         .release = release_array};
}

/* What is read, a few bytes at a time; the status where that fails. */
static enum segbias_status read_all(char *out, size_t room, struct segbias_error *error)
{
	struct ArrowArrayStream stream = {get_schema, get_next, get_last_error, release_stream, NULL};
	struct segbias_arrow *arrow = NULL;
	struct segbias_part *part = NULL;
	size_t filled = 0;
	size_t got = 1;
	enum segbias_status status = segbias_arrow_open(&stream, "frame", &arrow, error);
	cr_assert_null(stream.release, "taken over");
	if (status == SEGBIAS_OK)
		cr_assert_eq(segbias_part_arrow(arrow, &part, error), SEGBIAS_OK);
	while (status == SEGBIAS_OK && got > 0) {
		cr_assert_lt(filled + 7, room);
		status = segbias_part_read(part, out + filled, 7, &got, error);
		filled += status == SEGBIAS_OK ? got : 0;
	}
	out[filled] = '\0';
	segbias_part_free(part);
	segbias_arrow_free(arrow);
	return status;
}

static void expect(const char *text)
{
	char out[4096];
	struct segbias_error error = {0};
	cr_assert_eq(read_all(out, sizeof out, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_str_eq(out, text);
	cr_assert_eq(table.released, 2 + table.batch_count, "the schema, the stream and each batch");
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

/* Texts: nothing is what a reader could take for two cells, or for none; null is an empty cell. */
Test(arrow, texts)
{
	static const int32_t from[] = {0, 1, 4, 4, 7, 10, 13};
	static const uint8_t valid[] = {1 | 2 | 4 | 8 | 32};
	const void *buffers[] = {valid, from, "xa,b\"q\"??? yz"};
	struct ArrowArray texts = {.length = 6, .null_count = 1, .n_buffers = 3, .buffers = buffers};
	static const int64_t far[] = {5, 6, 6, 7, 7, 9, 11};
	const void *large[] = {NULL, far, ".....AB\xc3\xa4z "};
	struct ArrowArray others = {.length = 6, .n_buffers = 3, .buffers = large};
	begin(2, (const char *const[]){"u", "U"});
	add_batch(6, 0, 2, (struct ArrowArray *[]){&texts, &others});
	expect("a,b\nx,A\n\"a,b\",\"\"\n\"\",B\n\"\"\"q\"\"\",\"\"\n\"\",\xc3\xa4\n\" yz\",\"z \"\n");
}

/* A slice of a slice: the struct's offset, and each child's own. */
Test(arrow, offsets_and_batches)
{
	static const int16_t small[] = {9, -1, -2, 300, 4};
	static const uint64_t great[] = {1, 2, UINT64_MAX, 7, 8};
	static const uint8_t truths[] = {1 | 8};
	static const uint8_t valid[] = {0xff - 4};
	static const uint8_t shifted[] = {2 | 4 | 16};
	const void *a[] = {shifted, small}, *b[] = {valid, great}, *c[] = {NULL, truths};
	struct ArrowArray one = {.length = 4, .null_count = 1, .offset = 1, .n_buffers = 2, .buffers = a};
	struct ArrowArray two = {.length = 5, .null_count = -1, .n_buffers = 2, .buffers = b};
	struct ArrowArray three = {.length = 5, .n_buffers = 2, .buffers = c};
	struct ArrowArray *columns[] = {&one, &two, &three};
	begin(3, (const char *const[]){"s", "L", "b"});
	add_batch(2, 1, 3, columns);
	add_batch(0, 0, 3, columns);
	add_batch(1, 0, 3, columns);
	expect("a,b,c\n-2,2,false\n\"\",\"\",false\n-1,1,true\n");
}

/* source: by hand; 0x3555 is the half nearest to a third, 0x0001 the smallest, 0xc000 is -2. */
Test(arrow, numbers)
{
	static const float singles[] = {0.1F, 16777216.0F, -2.5F, 0.0F};
	static const double doubles[] = {49.0, 0.1, 1e300, 5e-324};
	static const uint16_t halves[] = {0x3555, 0xc000, 0x7e00, 0x3c00};
	static const int32_t thousandths[] = {-1500, 1000, 7, 0};
	const void *f[] = {NULL, singles}, *g[] = {NULL, doubles}, *e[] = {NULL, halves}, *d[] = {NULL, thousandths};
	struct ArrowArray columns[] = {{.length = 4, .n_buffers = 2, .buffers = f},
	                               {.length = 4, .n_buffers = 2, .buffers = g},
	                               {.length = 4, .n_buffers = 2, .buffers = e},
	                               {.length = 4, .n_buffers = 2, .buffers = d}};
	begin(4, (const char *const[]){"f", "g", "e", "d:9,3,32"});
	add_batch(4, 0, 4, (struct ArrowArray *[]){columns, columns + 1, columns + 2, columns + 3});
	expect("a,b,c,d\n0.1,49,0.3333,-1.5\n16777216,0.1,-2,1\n-2.5,1e+300,\"\",0.007\n0,5e-324,1,0\n");
}

/* source: numpy 2: str(np.float16(...)); the largest below 1, the smallest of all, the one below the smallest normal, and a power of two */
Test(arrow, halves)
{
	static const uint16_t halves[] = {0x3bff, 0x0001, 0x03ff, 0x6400, 0x8001};
	static const uint8_t bytes[] = {200, 0, 255, 1, 7};
	static const int32_t hundreds[] = {100, 0, -20, 7, 30};
	const void *e[] = {NULL, halves}, *c[] = {NULL, bytes}, *d[] = {NULL, hundreds};
	struct ArrowArray columns[] = {{.length = 5, .n_buffers = 2, .buffers = e},
	                               {.length = 5, .n_buffers = 2, .buffers = c},
	                               {.length = 5, .n_buffers = 2, .buffers = d}};
	begin(3, (const char *const[]){"e", "C", "d:9,0,32"});
	add_batch(5, 0, 3, (struct ArrowArray *[]){columns, columns + 1, columns + 2});
	expect("a,b,c\n0.9995,200,100\n6e-08,0,0\n6.1e-05,255,-20\n1024,1,7\n-6e-08,7,30\n");
}

/* 2^96 + 5 and its negative, of 128 bits: 79228162514264337593543950341, with 5 digits behind the point, and with three zeros
 * more before it. */
Test(arrow, long_decimals)
{
	static const uint32_t numbers[2][4] = {{5, 0, 0, 1}, {0xfffffffb, 0xffffffff, 0xffffffff, 0xfffffffe}};
	const void *d[] = {NULL, numbers};
	struct ArrowArray column = {.length = 2, .n_buffers = 2, .buffers = d};
	begin(2, (const char *const[]){"d:38,5", "d:30,-3"});
	add_batch(2, 0, 2, (struct ArrowArray *[]){&column, &column});
	expect("a,b\n792281625142643375935439.50341,79228162514264337593543950341000\n"
	       "-792281625142643375935439.50341,-79228162514264337593543950341000\n");
}

/* source: date -u -d @N; 11016 days are 2000-02-29, -1 is 1969-12-31. */
Test(arrow, days_and_times)
{
	static const int32_t days[] = {11016, -1};
	static const int64_t milliseconds[] = {951782400000, -86400000};
	static const int64_t microseconds[] = {951868799123400, -1};
	const void *a[] = {NULL, days}, *b[] = {NULL, milliseconds}, *c[] = {NULL, microseconds};
	struct ArrowArray columns[] = {{.length = 2, .n_buffers = 2, .buffers = a},
	                               {.length = 2, .n_buffers = 2, .buffers = b},
	                               {.length = 2, .n_buffers = 2, .buffers = c}};
	begin(4, (const char *const[]){"tdD", "tdm", "tsu:", "tsu:Europe/Berlin"});
	add_batch(2, 0, 4, (struct ArrowArray *[]){columns, columns + 1, columns + 2, columns + 2});
	expect("a,b,c,d\n2000-02-29,2000-02-29,2000-02-29T23:59:59.1234,2000-02-29T23:59:59.1234Z\n"
	       "1969-12-31,1969-12-31,1969-12-31T23:59:59.999999,1969-12-31T23:59:59.999999Z\n");
}

/* A code that is null, and one whose value is. */
Test(arrow, dictionaries_and_views)
{
	static const int32_t from[] = {0, 3, 6, 9};
	static const uint8_t valid_values[] = {1 | 4}, valid_codes[] = {1 | 2 | 8};
	static const int8_t codes[] = {2, 0, 0, 1};
	const void *values[] = {valid_values, from, "o\ndgapnew"}, *coded[] = {valid_codes, codes};
	struct ArrowArray dictionary = {.length = 3, .null_count = 1, .n_buffers = 3, .buffers = values};
	struct ArrowArray codes_of = {
	    .length = 4, .null_count = 1, .n_buffers = 2, .buffers = coded, .dictionary = &dictionary};
	static const char *const far = "--thirteen or more";
	int32_t views[4][4] = {{2, 0, 0, 0}, {16, 0, 0, 2}, {0, 0, 0, 0}, {12, 0, 0, 0}};
	memcpy(&views[0][1], "ab", 2);
	memcpy(&views[3][1], "abcdefghijkl", 12);
	const void *viewed[] = {NULL, views, far};
	struct ArrowArray texts = {.length = 4, .n_buffers = 3, .buffers = viewed};
	begin(2, (const char *const[]){"c", "vu"});
	struct ArrowSchema values_of = {.format = "u"};
	table.schemas[0].dictionary = &values_of;
	add_batch(4, 0, 2, (struct ArrowArray *[]){&codes_of, &texts});
	expect("a,b\nnew,ab\n\"o\nd\",thirteen or more\n\"\",\"\"\n\"\",abcdefghijkl\n");
}

/* --- what is refused ---------------------------------------------------------------------------------------------- */

static void refuse(const char *id, const char *words)
{
	char out[4096];
	struct segbias_error error = {0};
	cr_assert_eq(read_all(out, sizeof out, &error), SEGBIAS_DATA);
	cr_assert_str_eq(error.id, id);
	cr_assert_neq(strstr(error.message, words), NULL, "%s", error.message);
	cr_assert_geq(table.released, 1);
}

Test(arrow, schemas_that_are_no_table)
{
	begin(2, (const char *const[]){"u", "u"});
	table.schemas[1].name = "a";
	refuse("arrow_twice", "\"a\"");
	begin(1, (const char *const[]){"u"});
	table.whole.format = "u";
	refuse("arrow_table", "no columns");
	begin(1, (const char *const[]){"u"});
	table.schemas[0].name = "\xff";
	refuse("arrow_name", "UTF-8");
}

Test(arrow, what_fails_while_it_is_read)
{
	static const int32_t from[] = {0, 1, 2};
	const void *buffers[] = {NULL, from, "x\xff"};
	struct ArrowArray texts = {.length = 2, .n_buffers = 3, .buffers = buffers};
	struct ArrowArray *columns[] = {&texts};
	begin(1, (const char *const[]){"u"});
	add_batch(2, 0, 1, columns);
	refuse("arrow_text", "row 2");
	begin(1, (const char *const[]){"u"});
	add_batch(1, 0, 1, columns);
	table.failing_at = 2;
	table.complaint = "connection lost";
	refuse("arrow_stream", "connection");
	begin(1, (const char *const[]){"u"});
	add_batch(1, 0, 0, columns);
	refuse("arrow_batch", "other columns");
	static const int8_t codes[] = {2};
	const void *coded[] = {NULL, codes};
	static const int32_t more[] = {0, 1, 2, 3};
	const void *letters[] = {NULL, more, "xyz"};
	struct ArrowArray two = {.length = 2, .n_buffers = 3, .buffers = letters};
	struct ArrowArray beyond = {.length = 1, .n_buffers = 2, .buffers = coded, .dictionary = &two};
	begin(1, (const char *const[]){"c"});
	struct ArrowSchema values_of = {.format = "u"};
	table.schemas[0].dictionary = &values_of;
	add_batch(1, 0, 1, (struct ArrowArray *[]){&beyond});
	refuse("arrow_text", "row 1");
}

Test(arrow, types_without_a_text)
{
	struct ArrowArrayStream stream = {get_schema, get_next, get_last_error, release_stream, NULL};
	struct segbias_arrow *arrow = NULL;
	struct segbias_error error = {0};
	begin(3, (const char *const[]){"u", "+l", "d:40,2,256"});
	cr_assert_eq(segbias_arrow_open(&stream, "frame", &arrow, &error), SEGBIAS_OK);
	cr_assert_null(segbias_arrow_untold(arrow, segbias_label_of("a")));
	cr_assert_str_eq(segbias_arrow_untold(arrow, segbias_label_of("b")), "+l");
	cr_assert_str_eq(segbias_arrow_untold(arrow, segbias_label_of("c")), "d:40,2,256");
	cr_assert_null(segbias_arrow_untold(arrow, segbias_label_of("z")));
	segbias_arrow_free(arrow);
}
