#include "history/signature.h"

#include "base/process.h"
#include "base/scratch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	KEY_MAX = 1 << 14,       /* bytes of a file that holds a public key */
	SIGNATURE_MAX = 1 << 15, /* of a signature */
	SIGN_MS = 180000,        /* a passphrase may be asked for, or a token touched */
};

static const char SIGNED[] = "signature";
static const char SIGNERS[] = "signers";
/* Who it is does not matter here: the key is in the entry. */
static const char WHO[] = "signer";

/* --- the program ------------------------------------------------------------------------------------------------- */

static enum segbias_status find(char path[static PATH_MAX], struct segbias_error *error)
{
	const char *named = getenv("SEGBIAS_SSH_KEYGEN");
	char found[PATH_MAX];
	if (segbias_process_find(named && *named ? named : "ssh-keygen", getenv("PATH"), found) &&
	    realpath(found, path))
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_SYSTEM, "no_ssh_keygen|signatures need ssh-keygen, and there is none");
	segbias_error_hint(error,
	                   "install it (Debian: apt-get install openssh-client) or name it in SEGBIAS_SSH_KEYGEN");
	return SEGBIAS_SYSTEM;
}

/* What leads to an agent and to where a passphrase is asked for; nothing else of the host's. */
struct surroundings {
	struct segbias_text texts[4];
	const char *environment[8];
};

static bool surround(struct surroundings *out)
{
	static const char *const PASSED[] = {"SSH_AUTH_SOCK", "DISPLAY", "SSH_ASKPASS", "TERM"};
	size_t count = 0;
	bool ok = true;
	out->environment[count++] = "HOME=/nonexistent";
	out->environment[count++] = "PATH=/usr/bin:/bin";
	out->environment[count++] = "LC_ALL=C.UTF-8";
	for (size_t i = 0; ok && i < sizeof PASSED / sizeof *PASSED; i++) {
		const char *value = getenv(PASSED[i]);
		if (!value)
			continue;
		segbias_text_add_format(&out->texts[i], "%s=%s", PASSED[i], value);
		ok = !out->texts[i].failed;
		out->environment[count++] = out->texts[i].data;
	}
	return ok;
}

static void leave(struct surroundings *surroundings)
{
	for (size_t i = 0; i < sizeof surroundings->texts / sizeof *surroundings->texts; i++)
		segbias_text_release(&surroundings->texts[i]);
}

/* Runs it in the folder. Errors: SEGBIAS_SYSTEM where it did not come to an end. */
static enum segbias_status run(const char *const *arguments, const struct segbias_scratch *scratch,
                               struct segbias_label input, const char *output, struct segbias_process_result *result,
                               struct segbias_error *error)
{
	char program[PATH_MAX];
	struct surroundings surroundings = {0};
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(find(program, error));
	if (!surround(&surroundings))
		SEGBIAS_TRY(segbias_error_memory(error));
	const struct segbias_process process = {.program = program,
	                                        .arguments = arguments,
	                                        .environment = surroundings.environment,
	                                        .folder = scratch->path,
	                                        .input = input,
	                                        .output_path = output,
	                                        .timeout_ms = SIGN_MS,
	                                        .file_bytes_max = SIGNATURE_MAX};
	SEGBIAS_TRY(segbias_process_run(&process, result, error));
	if (result->end != SEGBIAS_PROCESS_EXITED)
		status =
		    segbias_error_set(error, SEGBIAS_SYSTEM, "ssh_keygen_failed|ssh-keygen did not come to an end");
done:
	leave(&surroundings);
	return status;
}

/* --- keys -------------------------------------------------------------------------------------------------------- */

/* The first two words of a public key's line; false: it is none. */
static bool take_key(const char *line, struct segbias_label *out)
{
	size_t type = strcspn(line, " \t\r\n");
	size_t gap = strspn(line + type, " \t");
	size_t body = strcspn(line + type + gap, " \t\r\n");
	bool known = strncmp(line, "ssh-", 4) == 0 || strncmp(line, "ecdsa-", 6) == 0 || strncmp(line, "sk-", 3) == 0;
	*out = (struct segbias_label){line, type + gap + body};
	return known && gap == 1 && body > 0;
}

static bool read_key(const char *path, char room[static KEY_MAX], struct segbias_label *out)
{
	FILE *file = fopen(path, "rb");
	size_t size = file ? fread(room, 1, KEY_MAX - 1, file) : 0;
	if (file)
		(void)fclose(file);
	room[size] = '\0';
	return size > 0 && take_key(room, out);
}

enum segbias_status segbias_signature_key(const char *path, struct segbias_arena *arena, struct segbias_label *key,
                                          struct segbias_error *error)
{
	char room[KEY_MAX];
	char beside[PATH_MAX];
	struct segbias_label found = {0};
	(void)snprintf(beside, sizeof beside, "%s.pub", path);
	if (access(path, R_OK) != 0) {
		segbias_error_set(error, SEGBIAS_USAGE, "key_unread|the key cannot be read: %s",
		                  segbias_error_reason(errno));
		segbias_error_place(error, path, 0, 0);
		segbias_error_hint(error, "ssh-keygen -t ed25519 -f FILE makes a key");
		return SEGBIAS_USAGE;
	}
	if (!read_key(path, room, &found) && !read_key(beside, room, &found)) {
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "no_key|it is no key of OpenSSH, or its public half is missing");
		segbias_error_place(error, path, 0, 0);
		segbias_error_hint(error, "ssh-keygen -y -f FILE > FILE.pub writes the public half");
		return SEGBIAS_USAGE;
	}
	return segbias_arena_copy(arena, found, key) ? SEGBIAS_OK : segbias_error_memory(error);
}

/* Whether the text is armour as ssh-keygen writes it, to the letter: it reads over what stands behind it, and over blanks in it. */
static bool is_armour(struct segbias_label text)
{
	static const char FIRST[] = "-----BEGIN SSH SIGNATURE-----\n";
	static const char LAST[] = "\n-----END SSH SIGNATURE-----\n";
	static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	enum { LINE = 70, PADDING_MAX = 2 };
	size_t first = sizeof FIRST - 1;
	size_t last = sizeof LAST - 1;
	size_t digits = 0;
	size_t padding = 0;
	unsigned value = 0;
	if (text.size <= first + last || memcmp(text.bytes, FIRST, first) != 0 ||
	    memcmp(text.bytes + text.size - last, LAST, last) != 0)
		return false;
	size_t body = text.size - first - last;
	for (size_t i = 0; i < body; i++) {
		char c = text.bytes[first + i];
		const char *digit = c ? strchr(DIGITS, c) : NULL;
		if ((i % (LINE + 1) == LINE) != (c == '\n') || (c == '\n' && i + 1 == body))
			return false;
		if (c == '\n')
			continue;
		if (!(digit ? padding == 0 : c == '=' && padding < PADDING_MAX))
			return false;
		padding += !digit;
		value = digit ? (unsigned)(digit - DIGITS) : value;
		digits++;
	}
	/* Bits of the last digit that are of no byte. */
	unsigned spare = 2 * (unsigned)padding;
	return digits % 4 == 0 && (value & ((1U << spare) - 1)) == 0;
}

/* --- signing and checking ---------------------------------------------------------------------------------------- */

enum segbias_status segbias_signature_make(const char *path, struct segbias_label text, struct segbias_arena *arena,
                                           struct segbias_label *signature, struct segbias_error *error)
{
	struct segbias_scratch scratch = {0};
	struct segbias_process_result result = {0};
	struct segbias_text output = {0};
	struct segbias_text made = {0};
	char key[PATH_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	enum segbias_status status = SEGBIAS_OK;
	if (!realpath(path, key))
		SEGBIAS_TRY(segbias_error_set(error, SEGBIAS_USAGE, "no_key_file|the key: there is no file %s",
		                              segbias_text_quote(path, quoted)));
	SEGBIAS_TRY(segbias_scratch_create(&scratch, error));
	segbias_text_add_format(&output, "%s/%s", scratch.path, SIGNED);
	if (output.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	const char *const arguments[] = {"ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", SEGBIAS_SIGNATURE_NAMESPACE,
	                                 NULL};
	SEGBIAS_TRY(run(arguments, &scratch, text, output.data, &result, error));
	if (result.code != 0 || !segbias_scratch_read(&scratch, SIGNED, SIGNATURE_MAX, &made) ||
	    !is_armour(segbias_text_label(&made))) {
		segbias_error_set(error, SEGBIAS_USAGE, "key_refused|the key: ssh-keygen cannot sign by it: %s",
		                  segbias_text_quote(result.complaint, quoted));
		SEGBIAS_TRY(SEGBIAS_USAGE);
	}
	if (!segbias_arena_copy(arena, segbias_text_label(&made), signature))
		SEGBIAS_TRY(segbias_error_memory(error));
done:
	segbias_text_release(&made);
	segbias_text_release(&output);
	segbias_scratch_release(&scratch);
	return status;
}

static enum segbias_status put(const struct segbias_scratch *scratch, const char *name, struct segbias_label bytes,
                               struct segbias_error *error)
{
	char path[PATH_MAX];
	(void)snprintf(path, sizeof path, "%s/%s", scratch->path, name);
	FILE *file = fopen(path, "wb");
	bool ok = file && fwrite(bytes.bytes, 1, bytes.size, file) == bytes.size;
	if (file)
		ok = fclose(file) == 0 && ok;
	return ok ? SEGBIAS_OK
	          : segbias_error_set(error, SEGBIAS_SYSTEM,
	                              "signature_unwritten|a signature cannot be put into a file to be checked");
}

enum segbias_status segbias_signature_check(struct segbias_label text, struct segbias_label signature,
                                            struct segbias_label key, bool *good, struct segbias_error *error)
{
	static const char *const ARGUMENTS[] = {"ssh-keygen", "-q",   "-Y", "verify", "-f",
	                                        SIGNERS,      "-I",   WHO,  "-n",     SEGBIAS_SIGNATURE_NAMESPACE,
	                                        "-s",         SIGNED, NULL};
	struct segbias_scratch scratch = {0};
	struct segbias_process_result result = {0};
	struct segbias_text signers = {0};
	struct segbias_label taken;
	enum segbias_status status = SEGBIAS_OK;
	*good = false;
	segbias_text_add_format(&signers, "%s ", WHO);
	segbias_text_add(&signers, key.bytes, key.size);
	segbias_text_add_string(&signers, "\n");
	if (signers.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	/* A line more would be another signer, and an option of the first one's. */
	if (!take_key(signers.data + sizeof WHO, &taken) || taken.size != key.size || !is_armour(signature))
		goto done;
	SEGBIAS_TRY(segbias_scratch_create(&scratch, error));
	SEGBIAS_TRY(put(&scratch, SIGNERS, segbias_text_label(&signers), error));
	SEGBIAS_TRY(put(&scratch, SIGNED, signature, error));
	SEGBIAS_TRY(run(ARGUMENTS, &scratch, text, NULL, &result, error));
	*good = result.code == 0;
done:
	segbias_text_release(&signers);
	segbias_scratch_release(&scratch);
	return status;
}
