/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From Telex, VNI and VIQR keys back to the text that was meant.
 *
 * A token is read by doing what the input method does, key by key, on a little
 * screen. What then stands there must be a syllable. Slips are found by trying
 * each of them: a token is so short that there are few.
 */
#include <tracuu/typing.h>

#include <string.h>

#include <unicode/utf8.h>

#include "letter.h"
#include "syllable.h"
#include "typing_keys.h"

const char *const tc_typing_tone_keys[] = {
    [TC_TELEX] = "zsfrxj",
    [TC_VNI] = "012345",
    [TC_VIQR] = "\001'`?~.",
};

static bool
is_tone_key(enum tc_typing method, char key)
{
	return is_one_of(key, tc_typing_tone_keys[method]);
}

/*
 * The input method
 */

/* What stands on the screen so far. The tone is kept apart until the end. */
struct screen {
	enum tc_typing method;
	bool spread; /* a key reaches letters further back (nghiepej) */
	uint32_t letter[TC_TYPING_MAX];
	size_t n;
	bool reached; /* one did */
	bool vowel;   /* one of the letters is */
	enum tc_tone tone;
	unsigned tones; /* keys that set it */
	char previous;	/* key */
	bool changed;	/* a key did something else than add its letter */
};

/* The letter is plain: what has a mark is not marked again. */
static size_t
find_last(const struct screen *screen, const char *letters)
{
	size_t i = screen->n;

	while (i > 0) {
		i--;
		if (screen->letter[i] < 0x80 &&
		    strchr(letters, (int)screen->letter[i]) != NULL)
			return i;
	}
	return screen->n;
}

static void
show(struct screen *screen, uint32_t c)
{
	screen->vowel |= tc_letter_is_vowel(c);
	screen->letter[screen->n++] = c;
}

static void
mark(struct screen *screen, size_t i, enum tc_mark with)
{
	screen->letter[i] = tc_letter_with_mark(screen->letter[i], with);
	screen->changed = true;
}

static bool
press_tone(struct screen *screen, char key)
{
	const char *keys = tc_typing_tone_keys[screen->method];

	if (!screen->vowel || !is_one_of(key, keys))
		return false;
	screen->tone = (enum tc_tone)(strchr(keys, key) - keys);
	screen->changed = true;
	screen->tones++;
	return true;
}

/* Is there a u before letter i, and not the one of qu? */
static bool
follows_u(const struct screen *screen, size_t i)
{
	return i > 0 && screen->letter[i - 1] == 'u' &&
	    !(i > 1 && screen->letter[i - 2] == 'q');
}

/* uo is horned as one: nguoiw is ngươi, but quow quơ. */
static void
put_horn(struct screen *screen, size_t i)
{
	if (screen->letter[i] == 'o' && follows_u(screen, i))
		mark(screen, i - 1, TC_HORN);
	mark(screen, i, TC_HORN);
}

/* Telex w: aw ă, ow ơ, uw ư, uaw ưa, w alone ư. */
static void
press_w(struct screen *screen)
{
	size_t i = find_last(screen, "uoa");

	if (i == screen->n) {
		show(screen, 0x01B0); /* ư */
		screen->changed = true;
	} else if (screen->letter[i] != 'a') {
		put_horn(screen, i);
	} else if (follows_u(screen, i)) {
		mark(screen, i - 1, TC_HORN);
	} else {
		mark(screen, i, TC_BREVE);
	}
}

/* aa ee oo dd: the second makes another letter of the first. */
static bool
press_double(struct screen *screen, char key)
{
	const char letters[] = {key, '\0'};
	size_t i = find_last(screen, letters);

	if (key == 'd') /* only the first letter is ever đ */
		i = screen->n > 0 && screen->letter[0] == 'd' ? 0 : screen->n;
	if (i == screen->n || (!screen->spread && i + 1 < screen->n))
		return false;
	screen->reached |= i + 1 < screen->n;
	mark(screen, i, key == 'd' ? TC_STROKE : TC_HAT);
	return true;
}

/* ooo is oo, as in xoong. */
static bool
press_third_o(struct screen *screen)
{
	if (screen->previous != 'o' || screen->n == 0 ||
	    screen->letter[screen->n - 1] != 0x00F4) /* ô */
		return false;
	screen->letter[screen->n - 1] = 'o';
	show(screen, 'o');
	return true;
}

static bool
press_telex(struct screen *screen, char key)
{
	if (press_tone(screen, key))
		return true;
	if (key == 'w') {
		press_w(screen);
		return true;
	}
	if (is_one_of(key, "aeod") && press_double(screen, key))
		return true;
	if (key == 'o' && press_third_o(screen))
		return true;
	show(screen, (uint32_t)key);
	return is_letter(key);
}

static bool
press_vni(struct screen *screen, char key)
{
	size_t i;

	if (press_tone(screen, key))
		return true;
	if (is_letter(key)) {
		show(screen, (uint32_t)key);
		return true;
	}
	if (key == '9') {
		if (screen->n == 0 || screen->letter[0] != 'd')
			return false;
		mark(screen, 0, TC_STROKE);
		return true;
	}
	if (key < '6' || key > '8')
		return false;
	i = find_last(screen, key == '6' ? "aeo" : key == '7' ? "uo" : "a");
	if (i == screen->n)
		return false;
	if (key == '7')
		put_horn(screen, i);
	else
		mark(screen, i, key == '6' ? TC_HAT : TC_BREVE);
	return true;
}

/* VIQR has no free marking: what marks a letter stands right after it. */
static bool
press_viqr(struct screen *screen, char key)
{
	uint32_t last = screen->n > 0 ? screen->letter[screen->n - 1] : 0;
	enum tc_mark with;

	if (is_letter(key) && !(key == 'd' && last == 'd')) {
		show(screen, (uint32_t)key);
		return true;
	}
	if (is_tone_key(TC_VIQR, key)) /* a second one is punctuation */
		return screen->tone == TC_LEVEL && press_tone(screen, key);
	if (key == 'd')
		with = TC_STROKE;
	else if (key == '^')
		with = TC_HAT;
	else if (key == '(')
		with = TC_BREVE;
	else if (key == '+' || key == '*')
		with = TC_HORN;
	else
		return false;
	if (last == 0 || last >= 0x80 ||
	    tc_letter_with_mark(last, with) == last)
		return false;
	mark(screen, screen->n - 1, with);
	return true;
}

/* False where a key has no meaning there. */
static bool
type(struct screen *screen, const char *keys, size_t n)
{
	static bool (*const press[])(struct screen *, char) = {
	    [TC_TELEX] = press_telex,
	    [TC_VNI] = press_vni,
	    [TC_VIQR] = press_viqr,
	};
	size_t i;

	for (i = 0; i < n; i++) {
		if (!press[screen->method](screen, keys[i]))
			return false;
		screen->previous = keys[i];
	}
	return true;
}

/*
 * Reading what stands there
 */

/* Letters of the vowel that may be meant where others are shown. */
static const struct {
	uint32_t shown[2], meant[2];
} pairs[] = {
    {{'u', 0x01A1}, {0x01B0, 0x01A1}}, /* uơ -> ươ */
    {{0x01B0, 'o'}, {0x01B0, 0x01A1}}, /* ưo -> ươ: nguwofi */
    {{0x01B0, 0x01A1}, {'u', 0x01A1}}, /* ươ -> uơ: thuowr */
    {{0x01B0, 'o'}, {'u', 0x01A1}},    /* ưo -> uơ */
    {{'u', 0x01B0}, {0x01B0, 'u'}},    /* uư -> ưu: luuw */
};

#define NPAIRS (sizeof(pairs) / sizeof(pairs[0]))

static bool
replace_pair(uint32_t *letters, size_t n, size_t pair)
{
	size_t i;

	for (i = 0; i + 1 < n; i++) {
		if (letters[i] != pairs[pair].shown[0] ||
		    letters[i + 1] != pairs[pair].shown[1])
			continue;
		letters[i] = pairs[pair].meant[0];
		letters[i + 1] = pairs[pair].meant[1];
		return true;
	}
	return false;
}

/* Put the tone on any vowel: the canonical spelling has it where it goes. */
static bool
put_tone(uint32_t *letters, size_t n, enum tc_tone tone)
{
	size_t i;

	for (i = 0; i < n && !tc_letter_is_vowel(letters[i]); i++)
		;
	if (i < n)
		letters[i] = tc_letter_with_tone(letters[i], tone);
	return tc_syllable_valid(letters, n);
}

static void
write_utf8(const uint32_t *letters, size_t n, char *to)
{
	size_t i, len = 0;

	for (i = 0; i < n; i++)
		U8_APPEND_UNSAFE((uint8_t *)to, len, (UChar32)letters[i]);
	to[len] = '\0';
}

/* Write the canonical form, and beside it the one with the y that was typed. */
static void
write_forms(uint32_t *letters, size_t n, struct tc_typing_reading *out)
{
	uint32_t canonical[TC_SYLLABLE_MAX];
	struct tc_letter letter;
	size_t i;

	memcpy(canonical, letters, n * sizeof(letters[0]));
	tc_syllable_canonical(canonical, n);
	write_utf8(canonical, n, out->canonical);
	for (i = 0; i < n; i++) {
		letter = tc_letter_of(canonical[i]);
		if (letter.base == 'i' && tc_letter_of(letters[i]).base == 'y')
			canonical[i] =
			    tc_letter_with_tone('y', (enum tc_tone)letter.tone);
	}
	write_utf8(canonical, n, out->text);
}

static bool
read_screen(const struct screen *screen, struct tc_typing_reading *out)
{
	uint32_t letters[TC_SYLLABLE_MAX];
	size_t pair, bytes = screen->n * sizeof(letters[0]);

	if (screen->n > TC_SYLLABLE_MAX || !screen->vowel)
		return false;
	memcpy(letters, screen->letter, bytes);
	for (pair = 0; !put_tone(letters, screen->n, screen->tone);) {
		do {
			if (pair == NPAIRS)
				return false;
			memcpy(letters, screen->letter, bytes);
		} while (!replace_pair(letters, screen->n, pair++));
	}
	write_forms(letters, screen->n, out);
	/* English plurals have two: beers, hoofs. */
	out->tone = screen->tone != TC_LEVEL && screen->tones == 1;
	return true;
}

/* Abbreviations have no vowel for a tone: hddnd is hđnd. */
static bool
read_abbreviation(enum tc_typing method, const char *keys, size_t n,
    struct tc_typing_reading *out)
{
	const char stroke = method == TC_VNI ? '9' : 'd';
	uint32_t letters[TC_TYPING_MAX];
	size_t i, to = 0;
	bool found = false;

	for (i = 0; i < n; i++) {
		if (!is_letter(keys[i]) ||
		    tc_letter_is_vowel((uint32_t)keys[i]))
			return false;
		letters[to++] = (uint32_t)keys[i];
		if (keys[i] == 'd' && i + 1 < n && keys[i + 1] == stroke) {
			letters[to - 1] = 0x0111; /* đ */
			found = true;
			i++;
		}
	}
	write_utf8(letters, to, out->text);
	write_utf8(letters, to, out->canonical);
	return found && to > 1;
}

/* Is key i the second of dd, or in Telex of aa ee oo? */
static bool
is_hat(enum tc_typing method, const char *keys, size_t i)
{
	if (method == TC_VNI || i == 0 || keys[i] != keys[i - 1])
		return false;
	return (i == 1 && keys[i] == 'd') ||
	    (method == TC_TELEX && is_one_of(keys[i], "aeo"));
}

/*
 * Is there a key for a hat where people put it? Not in these, though it reads
 * thế, nor in swan, whose w stands before the vowel.
 */
static bool
has_hat_key(enum tc_typing method, const char *keys, size_t n)
{
	bool vowel = false;
	size_t i;

	for (i = 0; i < n; i++) {
		if (method == TC_VNI && keys[i] >= '6' && keys[i] <= '9')
			return true;
		if (method == TC_VIQR && is_one_of(keys[i], "^(+*"))
			return true;
		if (method == TC_TELEX && keys[i] == 'w' && vowel)
			return true;
		if (is_hat(method, keys, i))
			return true;
		vowel |= tc_letter_is_vowel((unsigned char)keys[i]);
	}
	return false;
}

bool
tc_typing_keys(enum tc_typing method, const char *keys, size_t n, bool plain,
    struct tc_typing_reading *out)
{
	bool spread;

	memset(out, 0, sizeof(*out));
	if (n > TC_TYPING_MAX)
		return false;
	/* The second time ngoeos is ngoéo: o does not reach over the e. */
	for (spread = true;; spread = false) {
		struct screen screen = {.method = method, .spread = spread};

		if (type(&screen, keys, n) && (screen.changed || plain) &&
		    read_screen(&screen, out))
			return true;
		if (!screen.reached)
			return read_abbreviation(method, keys, n, out);
	}
}

size_t
tc_typing_copy(const char *s, size_t len, char keys[TC_TYPING_MAX])
{
	size_t i;

	if (len > TC_TYPING_MAX)
		return 0;
	for (i = 0; i < len; i++) {
		if ((unsigned char)s[i] <= ' ' || (unsigned char)s[i] > '~')
			return 0;
		keys[i] = lower(s[i]);
	}
	return len;
}

bool
tc_typing_strict(enum tc_typing method, const char *keys, size_t len,
    struct tc_typing_reading *out)
{
	char copy[TC_TYPING_MAX] = {0};
	size_t n = tc_typing_copy(keys, len, copy);

	if (!tc_typing_keys(method, copy, n, false, out))
		return false;
	out->hat = has_hat_key(method, copy, n);
	return true;
}

/*
 * Slips
 */

struct search {
	enum tc_typing method;
	tc_typing_known_fn known;
	void *arg;
	bool hat;   /* what was typed has a key for one */
	bool plain; /* readings need not have any mark */
	struct tc_typing_reading *out;
	size_t n; /* in out, which holds TC_TYPING_READINGS */
};

/* Cheapest first, then the most frequent, then by bytes. */
static bool
goes_before(
    const struct tc_typing_reading *a, const struct tc_typing_reading *b)
{
	if (a->cost != b->cost)
		return a->cost < b->cost;
	if (a->freq != b->freq)
		return a->freq > b->freq;
	return strcmp(a->text, b->text) < 0;
}

static void
insert(struct search *search, const struct tc_typing_reading *reading)
{
	size_t i = search->n;

	if (i == TC_TYPING_READINGS) {
		if (!goes_before(reading, &search->out[--i]))
			return;
	} else {
		search->n++;
	}
	for (; i > 0 && goes_before(reading, &search->out[i - 1]); i--)
		search->out[i] = search->out[i - 1];
	search->out[i] = *reading;
}

/* Try what the keys may have been meant to be; costs do not fall. */
static void
try_keys(
    struct search *search, const char *keys, size_t n, enum tc_typing_cost cost)
{
	struct tc_typing_reading reading;
	size_t i;

	if (!tc_typing_keys(search->method, keys, n, search->plain, &reading))
		return;
	for (i = 0; i < search->n; i++) {
		if (strcmp(search->out[i].text, reading.text) == 0)
			return;
	}
	if (search->known != NULL &&
	    !search->known(search->arg, reading.canonical,
		strlen(reading.canonical), &reading.freq))
		return;
	reading.cost = (uint8_t)cost;
	/* deems is not beyond doubt đếm. */
	reading.hat = search->hat && cost != TC_TYPING_STROKE;
	insert(search, &reading);
}

static void
try_swapped(struct search *search, const char *keys, size_t n, size_t a,
    size_t b, enum tc_typing_cost cost)
{
	char copy[TC_TYPING_MAX];

	if (keys[a] == keys[b] ||
	    (is_tone_key(search->method, keys[a]) &&
		is_tone_key(search->method, keys[b])))
		return;
	memcpy(copy, keys, n);
	copy[a] = keys[b];
	copy[b] = keys[a];
	try_keys(search, copy, n, cost);
}

/*
 * Two neighbours changed places: dduwogn. The key of a tone between them does
 * not count, as it goes anywhere: toogrn is toongr.
 */
static void
try_swaps(
    struct search *search, const char *keys, size_t n, enum tc_typing_cost cost)
{
	size_t i;

	for (i = 0; i + 1 < n; i++) {
		try_swapped(search, keys, n, i, i + 1, cost);
		if (i + 2 < n && is_tone_key(search->method, keys[i + 1]))
			try_swapped(search, keys, n, i, i + 2, cost);
	}
}

/* d typed for đ: dangr, dang3. */
static void
try_stroke(struct search *search, const char *keys, size_t n)
{
	char copy[TC_TYPING_MAX];

	if (n < 2 || n == TC_TYPING_MAX || keys[0] != 'd' || keys[1] == 'd' ||
	    keys[1] == '9')
		return;
	copy[0] = 'd';
	copy[1] = search->method == TC_VNI ? '9' : 'd';
	memcpy(copy + 2, keys + 1, n - 1);
	try_keys(search, copy, n + 1, TC_TYPING_STROKE);
}

/*
 * One key came twice: ttrong. Where a letter that comes twice means a hat, it
 * does so (moons is not món) unless it comes thrice.
 */
static void
try_doubled(
    struct search *search, const char *keys, size_t n, enum tc_typing_cost cost)
{
	char copy[TC_TYPING_MAX];
	size_t i;

	for (i = 1; i < n; i++) {
		if (keys[i] != keys[i - 1] ||
		    (cost < TC_TYPING_SLIP && is_hat(search->method, keys, i) &&
			(i == 1 || keys[i - 2] != keys[i])))
			continue;
		memcpy(copy, keys, i);
		memcpy(copy + i, keys + i + 1, n - i - 1);
		try_keys(search, copy, n - 1, cost);
	}
}

/* One key is missing, anywhere. */
static void
try_dropped(struct search *search, const char *keys, size_t n)
{
	static const char telex[] = "abcdefghijklmnopqrstuvwxy";
	static const char vni[] = "abcdeghiklmnopqrstuvxy123456789";
	const char *missing = search->method == TC_VNI ? vni : telex;
	char copy[TC_TYPING_MAX];
	size_t i;

	for (; *missing != '\0' && n < TC_TYPING_MAX; missing++) {
		for (i = 0; i <= n; i++) {
			memcpy(copy, keys, i);
			copy[i] = *missing;
			memcpy(copy + i + 1, keys + i, n - i);
			try_keys(search, copy, n + 1, TC_TYPING_SLIP);
		}
	}
}

/* Shorter ones are one key away from too much. */
#define SLIP_MIN 3

static void
try_slips(struct search *search, const char *keys, size_t n)
{
	if (n < SLIP_MIN)
		return;
	search->plain = true; /* knih is kinh */
	try_swaps(search, keys, n, TC_TYPING_SLIP);
	try_doubled(search, keys, n, TC_TYPING_SLIP);
	try_dropped(search, keys, n);
}

size_t
tc_typing_read(enum tc_typing method, const char *keys, size_t len,
    enum tc_typing_cost max_cost, tc_typing_known_fn known, void *arg,
    struct tc_typing_reading out[TC_TYPING_READINGS])
{
	struct search search = {
	    .method = method, .known = known, .arg = arg, .out = out};
	char copy[TC_TYPING_MAX] = {0};
	size_t n = tc_typing_copy(keys, len, copy);

	search.hat = has_hat_key(method, copy, n);
	try_keys(&search, copy, n, TC_TYPING_EXACT);
	/* VIQR was typed by people who saw it: its marks are no slips. */
	if (method == TC_VIQR)
		return search.n;
	if (search.n == 0 && max_cost >= TC_TYPING_STROKE)
		try_stroke(&search, copy, n);
	if (max_cost >= TC_TYPING_SWAP) {
		try_swaps(&search, copy, n, TC_TYPING_SWAP);
		try_doubled(&search, copy, n, TC_TYPING_SWAP);
	}
	if (search.n == 0 && max_cost >= TC_TYPING_SLIP)
		try_slips(&search, copy, n);
	return search.n;
}
