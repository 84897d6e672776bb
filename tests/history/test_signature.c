#include "history/signature.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A program in the place of ssh-keygen, in a folder of its own: it notes its words and its environment, and says what it is to. */
static char folder[] = "/tmp/segbias-signature-XXXXXX";

static const char *in_folder(const char *name)
{
	static char path[128];
	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void write_file(const char *name, const char *text)
{
	FILE *file = fopen(in_folder(name), "wb");
	cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static char *read_file(const char *name)
{
	enum { SIZE = 8192 };
	FILE *file = fopen(in_folder(name), "rb");
	char *text = calloc(1, SIZE);
	cr_assert(file && text);
	(void)!fread(text, 1, SIZE - 1, file);
	(void)fclose(file);
	return text;
}

/* It prints `answer`, in the quotes of a shell, and ends so. */
static void set_program(const char *answer, int status)
{
	struct segbias_text script = {0};
	segbias_text_add_format(&script, "#!/bin/sh\nexport -p >'%s/environment'\nprintf '%%s\\n' \"$@\" >'%s/words'\n",
	                        folder, folder);
	segbias_text_add_format(&script, "printf '%%s' '%s'\nexit %d\n", answer, status);
	(void)unlink(in_folder("environment"));
	(void)unlink(in_folder("words"));
	write_file("keygen", script.data);
	cr_assert_eq(chmod(in_folder("keygen"), 0700), 0);
	cr_assert_eq(setenv("SEGBIAS_SSH_KEYGEN", in_folder("keygen"), 1), 0);
	segbias_text_release(&script);
}

static void begin(void)
{
	cr_assert_not_null(mkdtemp(folder));
	write_file("key", "a private half");
}

static void end(void)
{
	static const char *const NAMES[] = {"key", "key.pub", "keygen", "environment", "words"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		(void)unlink(in_folder(NAMES[i]));
	(void)rmdir(folder);
}

TestSuite(signature, .init = begin, .fini = end);

#define HEAD "-----BEGIN SSH SIGNATURE-----\n"
#define FOOT "\n-----END SSH SIGNATURE-----\n"
#define TEN "QUJDREVGR0" /* ten digits of base64 */
#define SEVENTY TEN TEN TEN TEN TEN TEN TEN

static enum segbias_status make(struct segbias_label *signature, struct segbias_arena *arena,
                                struct segbias_error *error)
{
	return segbias_signature_make(in_folder("key"), segbias_label_of("text"), arena, signature, error);
}

/* What is signed comes back as it was written, and nothing but armour as ssh-keygen writes it: RFC 4648, sections 3.5 and 4, lines
 * of 70 digits. */
Test(signature, takes_armour_to_the_letter)
{
	static const struct {
		const char *text;
		bool armour;
	} ROWS[] = {
	    {HEAD "QUJD" FOOT, true},
	    {HEAD "QUI=" FOOT, true},
	    {HEAD "QQ==" FOOT, true},
	    {HEAD "++//" FOOT, true},
	    {HEAD SEVENTY "\nQU" FOOT, true},
	    {HEAD SEVENTY "\n" SEVENTY "\nQUJD" FOOT, true},
	    {HEAD "QUJ=" FOOT, false}, /* bits of no byte */
	    {HEAD "QUK=" FOOT, false},
	    {HEAD "QR==" FOOT, false},
	    {HEAD "QY==" FOOT, false},
	    {HEAD "Q===" FOOT, false},
	    {HEAD "QUJDR" FOOT, false},
	    {HEAD "QU=D" FOOT, false},
	    {HEAD "QU D" FOOT, false},
	    {HEAD "QU-D" FOOT, false},
	    {HEAD FOOT, false},
	    {HEAD "QUJD\n" FOOT, false},
	    {HEAD "\nQUJD" FOOT, false},
	    {HEAD SEVENTY "QU" FOOT, false}, /* a line of 72 */
	    {HEAD SEVENTY "\n" FOOT, false},
	    {HEAD "QUJD\nREVG" FOOT, false}, /* one of 4 */
	    {HEAD "QUJD" FOOT "x", false},
	    {" " HEAD "QUJD" FOOT, false},
	    {HEAD "QUJD\n", false},
	    {"QUJD" FOOT, false},
	    {"", false},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_arena arena = {0};
		struct segbias_label signature = {0};
		struct segbias_error error = {0};
		set_program(ROWS[i].text, 0);
		enum segbias_status status = make(&signature, &arena, &error);
		cr_expect_eq(status, ROWS[i].armour ? SEGBIAS_OK : SEGBIAS_USAGE, "row %zu: %s", i, error.message);
		cr_expect(!ROWS[i].armour || segbias_label_equal(signature, segbias_label_of(ROWS[i].text)), "row %zu",
		          i);
		cr_expect(ROWS[i].armour || strcmp(error.id, "key_refused") == 0, "row %zu: %s", i, error.id);
		segbias_arena_release(&arena);
	}
}

Test(signature, a_program_that_fails_has_not_signed)
{
	struct segbias_arena arena = {0};
	struct segbias_label signature = {0};
	struct segbias_error error = {0};
	set_program(HEAD "QUJD" FOOT, 1);
	cr_expect_eq(make(&signature, &arena, &error), SEGBIAS_USAGE);
	cr_expect_str_eq(error.id, "key_refused");
	cr_assert_eq(setenv("SEGBIAS_SSH_KEYGEN", in_folder("none"), 1), 0);
	cr_expect_eq(make(&signature, &arena, &error), SEGBIAS_SYSTEM);
	cr_expect_str_eq(error.id, "no_ssh_keygen");
	segbias_arena_release(&arena);
}

/* What leads to an agent and to where a passphrase is asked for reaches it, and nothing else of the host's. */
Test(signature, the_agent_is_passed_on)
{
	struct segbias_arena arena = {0};
	struct segbias_label signature = {0};
	cr_assert_eq(setenv("SSH_AUTH_SOCK", "/run/agent's", 1), 0);
	cr_assert_eq(setenv("TERM", "vt100", 1), 0);
	cr_assert_eq(setenv("SEGBIAS_TEST_SECRET", "hidden", 1), 0);
	cr_assert_eq(unsetenv("DISPLAY"), 0);
	set_program(HEAD "QUJD" FOOT, 0);
	cr_assert_eq(make(&signature, &arena, NULL), SEGBIAS_OK);
	char *environment = read_file("environment");
	char *words = read_file("words");
	cr_expect(strstr(environment, "SSH_AUTH_SOCK=") && strstr(environment, "/run/agent"), "%s", environment);
	cr_expect_not_null(strstr(environment, "TERM="), "%s", environment);
	cr_expect_not_null(strstr(environment, "/nonexistent"), "%s", environment);
	cr_expect(!strstr(environment, "hidden") && !strstr(environment, "DISPLAY"), "%s", environment);
	cr_expect_not_null(strstr(words, "\nsign\n-f\n"), "%s", words);
	cr_expect_not_null(strstr(words, "-n\nsegbias-review\n"), "%s", words);
	free(environment);
	free(words);
	segbias_arena_release(&arena);
}

static bool good_by(const char *key, const char *signature)
{
	bool good = true;
	cr_assert_eq(segbias_signature_check(segbias_label_of("text"), segbias_label_of(signature),
	                                     segbias_label_of(key), &good, NULL),
	             SEGBIAS_OK);
	return good;
}

/* A key that is more than a key would name another signer; such a one, and what is no armour, never gets to the program. */
Test(signature, is_checked_by_one_key)
{
	static const char SIGNATURE[] = HEAD "QUJD" FOOT;
	static const char *const NONE[] = {"ssh-ed25519 AAAA\nsigner ssh-ed25519 BBBB",
	                                   "ssh-ed25519 AAAA comment",
	                                   "ssh-ed25519  AAAA",
	                                   "ssh-ed25519",
	                                   "ssh-ed25519 ",
	                                   "cert-authority ssh-ed25519 AAAA",
	                                   ""};
	set_program("", 0);
	cr_expect(good_by("ssh-ed25519 AAAA", SIGNATURE));
	cr_expect(good_by("ecdsa-sha2-nistp256 AAAA", SIGNATURE));
	cr_expect(good_by("sk-ssh-ed25519@openssh.com AAAA", SIGNATURE));
	cr_expect_not(good_by("ssh-ed25519 AAAA", "QUJD"));
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
		cr_expect_not(good_by(NONE[i], SIGNATURE), "%s", NONE[i]);
	set_program("", 255);
	cr_expect_not(good_by("ssh-ed25519 AAAA", SIGNATURE));
}

Test(signature, the_public_half_is_beside_the_key_or_the_file_itself)
{
	struct segbias_arena arena = {0};
	struct segbias_label key = {0};
	struct segbias_error error = {0};
	cr_expect_eq(segbias_signature_key(in_folder("key"), &arena, &key, &error), SEGBIAS_USAGE);
	cr_expect_str_eq(error.id, "no_key");
	write_file("key.pub", "ssh-ed25519 AAAA lee@desk\n");
	cr_assert_eq(segbias_signature_key(in_folder("key"), &arena, &key, NULL), SEGBIAS_OK);
	cr_expect(segbias_label_equal(key, segbias_label_of("ssh-ed25519 AAAA")));
	write_file("key.pub", "no key");
	cr_expect_eq(segbias_signature_key(in_folder("key"), &arena, &key, NULL), SEGBIAS_USAGE);
	write_file("key", "sk-ssh-ed25519@openssh.com BBBB\n");
	cr_assert_eq(segbias_signature_key(in_folder("key"), &arena, &key, NULL), SEGBIAS_OK);
	cr_expect(segbias_label_equal(key, segbias_label_of("sk-ssh-ed25519@openssh.com BBBB")));
	cr_expect_eq(segbias_signature_key(in_folder("none"), &arena, &key, NULL), SEGBIAS_USAGE);
	segbias_arena_release(&arena);
}
