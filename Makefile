# Tra Cứu: the only makefile. Everything that is built goes to $(BUILD).
# User variables: CC CXX CPPFLAGS CFLAGS CXXFLAGS LDFLAGS PREFIX DESTDIR.

.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := all

VERSION := $(shell sed -n 's/.*TC_VERSION "\(.*\)"/\1/p' \
	include/tracuu/version.h)

CC ?= cc
ifeq ($(origin CC),default)
CC := gcc
endif
ifeq ($(origin CXX),default)
CXX := g++
endif
CFLAGS ?= -O2 -g
CXXFLAGS ?= -O2 -g
PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
LIBDIR = $(PREFIX)/lib
INCLUDEDIR = $(PREFIX)/include
MANDIR = $(PREFIX)/share/man
LOCALEDIR = $(PREFIX)/share/locale
BASH_COMPLETIONS = $(PREFIX)/share/bash-completion/completions
ZSH_COMPLETIONS = $(PREFIX)/share/zsh/site-functions
FISH_COMPLETIONS = $(PREFIX)/share/fish/vendor_completions.d

# What is linked, by what uses it. Asked of pkg-config when it is needed: the
# first target of a fresh machine installs pkg-config.
PKGS_XAPIAN = xapian-core
PKGS_TEXT = icu-uc
PKGS_REST = libxml-2.0 jansson zlib libdeflate nettle libarchive \
	libgsf-1 gmime-3.0 freexl libzstd inih
PKGS_SCREEN = ncursesw
PKGS = $(PKGS_XAPIAN) $(PKGS_TEXT) $(PKGS_REST)
PKG_CPPFLAGS = $(shell pkg-config --cflags $(PKGS) | sed 's/-I/-isystem /g')
# C++ first: what the loader looks up at each start is mostly there.
PKG_LIBS = -lstdc++ $(shell pkg-config --libs $(PKGS))

WARNINGS = -Wall -Wextra -Wshadow -Wvla -Wcast-qual
C_WARNINGS = $(WARNINGS) -Wmissing-prototypes
ifdef CI
WERROR = -Werror
endif
SAN =

ALL_CPPFLAGS = -Iinclude -D_GNU_SOURCE $(PKG_CPPFLAGS) $(CPPFLAGS)
ALL_CFLAGS = -std=c17 $(C_WARNINGS) $(WERROR) $(CFLAGS) $(SAN)
ALL_CXXFLAGS = -std=c++17 $(WARNINGS) $(WERROR) $(CXXFLAGS) $(SAN)
# Programs load only the libraries that they use: tracuu reads no files.
ALL_LDFLAGS = -Wl,--as-needed $(LDFLAGS) $(SAN)

# Sources, by room.
XAPIAN_C_SOURCES = xapian-c/compact.cc xapian-c/database.cc \
	xapian-c/document.cc xapian-c/enquire.cc xapian-c/error.cc \
	xapian-c/iterator.cc xapian-c/matchspy.cc xapian-c/mset.cc \
	xapian-c/query.cc xapian-c/weight.cc xapian-c/writable.cc
BASE_SOURCES = base/buf.c base/error.c base/hash.c base/message.c base/pack.c base/path.c \
	base/write.c
TEXT_SOURCES = text/abbrev.c text/abbrev_builtin.c text/abbrev_file.c text/abbrev_mine.c \
	text/break.c text/calendar.c text/clean.c text/codes.c \
	text/compose.c text/designation.c text/display.c text/docno.c text/forms.c \
	text/legacy.c \
	text/legacy_decode.c text/legacy_detect.c text/legacy_letter.c \
	text/legacy_lost.c text/legacy_word.c text/letter.c text/lexicon.c \
	text/marks.c text/number.c text/plain.c text/quantity.c \
	text/repair.c text/syllable.c text/token.c text/typing.c \
	text/typing_decide.c text/typing_encode.c text/word.c
DOCUMENT_SOURCES = document/aside.c document/bases.c document/biff.c \
	document/charset.c document/cited.c document/converters.c document/date.c \
	document/describe.c document/ending.c document/feed.c \
	document/file.c document/format.c document/furniture.c \
	document/html.c document/issuer.c document/letterhead.c \
	document/mail.c document/markup.c document/members.c document/named.c \
	document/office.c document/ole.c document/page.c document/pages.c document/pick.c \
	document/ppt.c document/record.c document/rows.c document/rtf.c \
	document/secrecy.c document/segment.c document/serial.c \
	document/sheets.c document/types.c document/wide.c \
	document/workbook.c document/xls.c document/zip.c
INDEX_SOURCES = index/bag.c index/bulk.c index/chunk.c index/counts.c index/definitions.c index/deflate.c \
	index/entry.c index/examine.c index/facet.c index/folders.c \
	index/glass.c index/glass_number.c index/glass_read.c index/heading.c index/inverter.c index/layout.c index/lengths.c \
	index/list.c index/lock.c index/maker.c index/manifest.c index/memory.c \
	index/outlines.c index/passed.c index/past.c index/reader.c index/schema.c index/shrink.c \
	index/sketch.c index/slips.c index/sorted.c index/stream.c index/sync.c \
	index/terms.c index/termsort.c index/value_stream.c index/values.c index/visible.c index/vocabulary.c \
	index/writer.c
PROGRAM_SOURCES = program/charset.c program/heap.c program/lack.c \
	program/leave.c program/say.c
INDEXER_SOURCES = $(PROGRAM_SOURCES) indexer/analyse.c indexer/archives.c \
	indexer/busy.c indexer/check.c indexer/config.c indexer/issue.c \
	indexer/item.c indexer/jobs.c indexer/known.c indexer/launcher.c \
	indexer/memo.c indexer/message.c indexer/moved.c indexer/ocr.c \
	indexer/pool.c indexer/program.c indexer/rebuild.c indexer/recur.c \
	indexer/report.c indexer/run.c indexer/scribe.c indexer/shard.c \
	indexer/sites.c indexer/source.c indexer/state.c indexer/take.c \
	indexer/vanished.c indexer/waiting.c indexer/why.c indexer/wire.c \
	indexer/worker.c indexer/writing.c
QUERY_SOURCES = query/abbrev.c query/abbrev_expand.c query/abbrev_readings.c \
	query/abbrev_shorten.c query/abbrev_units.c query/asked.c query/asking.c query/begun.c query/builder.c \
	query/columns.c query/common.c query/completion.c query/correct.c query/corrections.c \
	query/decode.c query/duplicates.c query/enclosed.c query/expand.c query/explain.c query/expr.c \
	query/facets.c query/feature.c query/fewer.c query/fetch.c query/field.c query/filter.c \
	query/gains.c query/hits.c query/instead.c query/intent.c query/likely.c query/lookup.c query/marking.c \
	query/match.c query/matches.c query/missing.c query/near.c query/newest.c query/note.c query/numbers.c query/parse.c query/part.c \
	query/plan.c query/postings.c query/present.c query/print.c query/rank.c \
	query/rerank.c query/restore.c query/ruled.c query/sample.c query/saturation.c query/scan.c query/scan_tree.c query/search.c query/similar.c \
	query/snippet.c query/suggest.c query/suggest_numbers.c query/suggest_past.c \
	query/suggest_titles.c query/syntax.c query/tally.c query/times.c query/tree.c \
	query/verify.c query/when.c query/whynot.c query/window.c \
	query/words.c
CLI_SOURCES = $(PROGRAM_SOURCES) program/configured.c \
	cli/answer.c cli/arguments.c cli/batch.c cli/gains.c cli/interactive.c cli/keys.c cli/line.c \
	cli/main.c cli/memory.c cli/opener.c cli/options.c cli/output.c cli/page.c \
	cli/place.c cli/reasons.c cli/reply.c cli/saved.c cli/screen.c cli/searcher.c \
	cli/show.c cli/stored.c cli/terminal.c cli/terminfo.c cli/ui.c \
	query/guard.c
MAIN_SOURCES = indexer/main.c web/main.c web/report_main.c \
	$(CLI_SOURCES)
SANDBOX_SOURCES = sandbox/sandbox.c
FILTERS = $(BUILD)/gen/filters.o
WEB_SOURCES = program/configured.c web/cache.c web/escape.c web/format.c web/known.c web/limit.c \
	web/log.c web/popular.c web/report.c web/request.c \
	web/response.c web/scan.c web/serve.c web/settings.c web/site.c \
	web/template.c web/template_read.c web/texts.c web/view.c \
	web/view_document.c web/view_facets.c web/view_feed.c
TOOL_SOURCES = tests/gold/gold.c bench/analyse.c bench/features.c bench/fit.c \
	bench/generate.c bench/letters.c bench/mistakes.c bench/peak.c \
	bench/peer_fts5.c bench/score.c bench/start.c bench/suggest.c bench/variants.c \
	text/abbrev_gen.c text/lexicon_gen.c text/rules_gen.c text/usual_gen.c \
	sandbox/filter_gen.c

LIB_SOURCES = $(BASE_SOURCES) $(TEXT_SOURCES) $(DOCUMENT_SOURCES) \
	$(INDEX_SOURCES) $(QUERY_SOURCES)
C_SOURCES = $(LIB_SOURCES) $(INDEXER_SOURCES) $(SANDBOX_SOURCES) \
	$(WEB_SOURCES) $(MAIN_SOURCES) $(TOOL_SOURCES)

UNIT_TESTS = abbrev abbrev_query aside biff buf bulk clean common corrections \
	date deflate describe display docno facet facets fast feed format \
	furniture generations guard html index known legacy line memory number \
	office oom pages parse past plan rerank rtf scan sheets sketch snippet source stream \
	suggest syllable token typing visible wire word
XAPIAN_TESTS = xapian_database xapian_document xapian_enquire xapian_error \
	xapian_oom xapian_query xapian_remote xapian_writable
WEB_TESTS = cache confined page request
TESTS = $(UNIT_TESTS) $(WEB_TESTS) $(XAPIAN_TESTS)
FUZZERS = abbrev analyse biff clean config date describe docno fast feed html \
	legacy lines marks office pages parse plan ppt record request rtf snippet \
	token typing wire

objects = $(patsubst %,$(BUILD)/%.o,$(basename $(1)))

SITE = $(BUILD)/gen/site.o
GENERATED = $(BUILD)/gen/abbreviations.o $(BUILD)/gen/break_rules.o \
	$(BUILD)/gen/lexicon.o $(BUILD)/gen/record_dict.o $(BUILD)/gen/usual.o
PROGRAMS = $(BUILD)/bin/tracuu-index $(BUILD)/bin/tracuu \
	$(BUILD)/bin/tracuu-report
PAGE = $(BUILD)/bin/tracuu.cgi
LIBTRACUU = $(BUILD)/lib/libtracuu.a
LIBXAPIAN_C = $(BUILD)/lib/libxapian-c.a
LANGUAGES = vi
CATALOGUES = $(LANGUAGES:%=$(BUILD)/share/locale/%/LC_MESSAGES/tracuu.mo)

all: $(PROGRAMS) $(PAGE) $(LIBTRACUU) $(LIBXAPIAN_C) $(CATALOGUES)

# Compiling and linking.

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: %.cc Makefile
	@mkdir -p $(@D)
	$(CXX) $(ALL_CPPFLAGS) $(ALL_CXXFLAGS) -MMD -MP -c -o $@ $<

$(GENERATED) $(SITE) $(FILTERS): %.o: %.c
	$(CC) -Itext -Iindex -Iweb -Isandbox $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# ICU's rules take 0.7 s to compile: done once, here.
$(BUILD)/gen/break_rules.c: text/vi_word.rbbi $(BUILD)/bin/rules_gen
	@mkdir -p $(@D)
	$(BUILD)/bin/rules_gen < $< > $@

# What confined processes may do.
$(BUILD)/gen/filters.c: $(BUILD)/bin/filter_gen
	@mkdir -p $(@D)
	$< > $@

$(BUILD)/bin/filter_gen: $(BUILD)/sandbox/filter_gen.o
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ -lseccomp

# The table of abbreviations, folded and sorted.
$(BUILD)/gen/abbreviations.c: text/abbreviations.tsv $(BUILD)/bin/abbrev_gen
	@mkdir -p $(@D)
	$(BUILD)/bin/abbrev_gen < $< > $@

# The words that tie numbers together.
$(BUILD)/gen/lexicon.c: $(BUILD)/bin/lexicon_gen
	@mkdir -p $(@D)
	$< > $@

# The forms of usual words.
$(BUILD)/gen/usual.c: text/usual.txt $(BUILD)/bin/usual_gen
	@mkdir -p $(@D)
	$(BUILD)/bin/usual_gen < $< > $@

# The files of the page, as strings.
SITE_FILES = $(addprefix web/site/,texts.tsv head.html foot.html filters.html \
	results.html document.html error.html report.html atom.xml \
	opensearch.xml \
	tracuu.css tracuu.js)

$(BUILD)/gen/site.c: $(SITE_FILES) Makefile
	@mkdir -p $(@D)
	{ echo '#include "builtin.h"'; \
	echo "const char tc_builtin_digest[] = \"$$(cat $(SITE_FILES) | \
		sha256sum | cut -c 1-64)\";"; \
	echo 'const struct tc_builtin tc_builtin_files[] = {'; \
	for f in $(SITE_FILES); do echo "{\"$${f##*/}\","; \
	sed -e 's/["\]/\\&/g' -e 's/.*/"&\\n"/' $$f; echo '},'; done; \
	echo '{0, 0}};'; } > $@

# The dictionary of records, byte by byte.
$(BUILD)/gen/record_dict.c: index/record.dict
	@mkdir -p $(@D)
	{ echo '#include "record_dict.h"'; \
	echo 'const unsigned char tc_record_dict[] = {'; \
	od -An -v -tu1 $< | sed 's/[0-9][0-9]*/&,/g'; echo '};'; \
	echo 'const size_t tc_record_dict_len = sizeof(tc_record_dict);'; \
	} > $@

$(BUILD)/bin/rules_gen: $(BUILD)/text/rules_gen.o
	@mkdir -p $(@D)
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

# With the sources that they need of the library, which is made with their help.
$(BUILD)/bin/lexicon_gen: $(call objects,text/lexicon_gen.c $(BASE_SOURCES) \
		$(addprefix text/,letter.c repair.c syllable.c word.c))
	@mkdir -p $(@D)
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(BUILD)/bin/abbrev_gen: $(BUILD)/gen/usual.o
$(BUILD)/bin/abbrev_gen $(BUILD)/bin/usual_gen: $(BUILD)/bin/%: \
		$(BUILD)/text/%.o $(call objects,$(BASE_SOURCES) \
		$(filter-out text/abbrev_builtin.c,$(TEXT_SOURCES))) \
		$(BUILD)/gen/break_rules.o $(BUILD)/gen/lexicon.o
	@mkdir -p $(@D)
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(LIBXAPIAN_C): $(call objects,$(XAPIAN_C_SOURCES))
	@mkdir -p $(@D)
	rm -f $@
	ar rcs $@ $^

$(LIBTRACUU): $(call objects,$(LIB_SOURCES)) $(GENERATED)
	@mkdir -p $(@D)
	rm -f $@
	ar rcs $@ $^

LIBS = $(LIBTRACUU) $(LIBXAPIAN_C)

$(BUILD)/bin/tracuu-index: $(call objects,$(INDEXER_SOURCES) $(SANDBOX_SOURCES) \
		indexer/main.c) $(FILTERS) $(LIBS)
	@mkdir -p $(@D)
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(BUILD)/bin/tracuu: $(call objects,$(CLI_SOURCES)) $(LIBS)
	@mkdir -p $(@D)
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) \
		$(shell pkg-config --libs $(PKGS_SCREEN))

# Messages. Programs find the catalogues beside themselves, ../share/locale.

$(CATALOGUES): $(BUILD)/share/locale/%/LC_MESSAGES/tracuu.mo: po/%.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<

XGETTEXT = xgettext --from-code=UTF-8 --language=C --add-location=file \
	--package-name=tracuu --keyword --keyword=tc_message:1 \
	--keyword=tc_message_n:1,2 --keyword=TC_MESSAGE:1 --keyword=tc_fail:3 \
	--keyword=tc_say:1 --keyword=tc_say_errno:1 --keyword=tc_say_more:1 \
	--keyword=tc_print:2 --flag=tc_fail:3:c-format --flag=tc_say:1:c-format \
	--flag=tc_say_errno:1:c-format --flag=tc_say_more:1:c-format \
	--flag=tc_print:2:c-format

$(BUILD)/tracuu.pot: $(C_SOURCES)
	@mkdir -p $(@D)
	$(XGETTEXT) -o $@ $(sort $(C_SOURCES))

# Bring the catalogues up to the sources: what is new in them wants translating.
messages: $(BUILD)/tracuu.pot
	for language in $(LANGUAGES); do \
		msgmerge --quiet --update --backup=none --no-fuzzy-matching \
			--add-location=file po/$$language.po $<; done

# Is every message translated?
check-messages: $(BUILD)/tracuu.pot
	for language in $(LANGUAGES); do \
		msgcmp po/$$language.po $< || exit 1; done

$(BUILD)/bin/tracuu.cgi: $(call objects,$(WEB_SOURCES) $(SANDBOX_SOURCES) \
		$(PROGRAM_SOURCES) web/main.c query/guard.c) $(SITE) $(FILTERS) \
		$(LIBS)
	@mkdir -p $(@D)
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) -lfcgi

# It shows what the page logged: the parts of that make pages, and no index.
$(BUILD)/bin/tracuu-report: $(call objects,web/report_main.c web/popular.c web/report.c \
		web/escape.c web/format.c web/scan.c web/template.c \
		web/template_read.c web/texts.c $(PROGRAM_SOURCES)) $(SITE) $(LIBS)
	@mkdir -p $(@D)
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

# Tests.

TEST_PROGRAMS = $(TESTS:%=$(BUILD)/tests/test_%)
TEST_CPPFLAGS = -Itests -Itext -Iindex -Iindexer -Iquery -Icli -Idocument

$(BUILD)/tests/%.o: tests/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(TEST_CPPFLAGS) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -fexceptions \
		-MMD -MP -c -o $@ $<

$(BUILD)/tests/test_%: $(BUILD)/tests/test_%.o \
		$(call objects,$(INDEXER_SOURCES) $(SANDBOX_SOURCES)) $(FILTERS) \
		$(LIBS)
	$(CXX) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIBS) $(PKG_LIBS) \
		-lcmocka

$(BUILD)/tests/test_guard: $(BUILD)/query/guard.o
$(BUILD)/tests/test_line: $(BUILD)/cli/line.o

# The page without its main, and what it stands on.
WEB_OBJECTS = $(call objects,$(WEB_SOURCES) query/guard.c) $(SITE)

$(WEB_TESTS:%=$(BUILD)/tests/test_%): $(WEB_OBJECTS)

# Fuzz targets: replay_NAME gives them the seeds of the tree, with any
# compiler; fuzz_NAME is libFuzzer's, with clang only.
REPLAY_PROGRAMS = $(FUZZERS:%=$(BUILD)/tests/fuzz/replay_%)
FUZZ_PROGRAMS = $(FUZZERS:%=$(BUILD)/tests/fuzz/fuzz_%)

$(REPLAY_PROGRAMS): $(BUILD)/tests/fuzz/replay_%: \
		$(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/replay.o \
		$(call objects,$(INDEXER_SOURCES) $(SANDBOX_SOURCES)) $(FILTERS) \
		$(LIBS)
	$(CXX) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIBS) $(PKG_LIBS)

$(FUZZ_PROGRAMS): $(BUILD)/tests/fuzz/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o \
		$(call objects,$(INDEXER_SOURCES) $(SANDBOX_SOURCES)) $(FILTERS) \
		$(LIBS)
	$(CXX) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $(filter %.o,$^) $(LIBS) \
		$(PKG_LIBS)

$(BUILD)/tests/fuzz/replay_request $(BUILD)/tests/fuzz/fuzz_request: \
		$(WEB_OBJECTS)

fuzz-programs: $(FUZZ_PROGRAMS)

# Fault tests: what is preloaded, who looks, and what a disk holds after a loss
# of power.
FAULT_PROGRAMS = $(BUILD)/tests/fault/inject.so $(BUILD)/tests/fault/witness \
	$(BUILD)/tests/fault/powercut $(BUILD)/tests/fault/mutate \
	$(BUILD)/tests/web/filtered

$(BUILD)/tests/web/filtered: $(BUILD)/tests/web/filtered.o
	$(CC) $(ALL_LDFLAGS) -o $@ $^ -lseccomp

$(BUILD)/tests/fault/inject.so: tests/fault/inject.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) -std=c17 $(WARNINGS) $(WERROR) $(CFLAGS) -fPIC \
		-shared -o $@ $<

$(BUILD)/tests/fault/powercut $(BUILD)/tests/fault/mutate: \
		$(BUILD)/tests/fault/%: $(BUILD)/tests/fault/%.o
	$(CC) $(ALL_LDFLAGS) -o $@ $^

$(BUILD)/tests/fault/witness: $(BUILD)/tests/fault/witness.o $(LIBS)
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

TOOLS = $(BUILD)/bin/analyse $(BUILD)/bin/features $(BUILD)/bin/fit \
	$(BUILD)/bin/generate $(BUILD)/bin/peak $(BUILD)/bin/score $(BUILD)/bin/start \
	$(BUILD)/bin/suggest $(BUILD)/bin/variants

# It holds the analyser against its parts.
$(BUILD)/bench/analyse.o: ALL_CPPFLAGS += -Itext

$(TOOLS): $(BUILD)/bin/%: $(BUILD)/bench/%.o $(LIBS)
	@mkdir -p $(@D)
	$(CXX) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIBS) $(PKG_LIBS)

$(BUILD)/bin/variants: $(BUILD)/bench/letters.o $(BUILD)/bench/mistakes.o

$(BUILD)/bin/gold: $(BUILD)/tests/gold/gold.o $(LIBS)
	@mkdir -p $(@D)
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

.PHONY: all check check-programs check-headers check-rooms san torture swaps valgrind \
	lint fuzz fuzz-programs messages check-messages \
	gold eval bench bench-cold bench-web corrections growth odd unchanged hostile \
	terms demo install uninstall clean packages-%

packages-%:
	@deploy/packages.sh $*

# Packages come first; the rest needs them to ask pkg-config.
check: packages-check
	@$(MAKE) --no-print-directory check-programs

check-programs: all $(TEST_PROGRAMS) $(REPLAY_PROGRAMS) $(TOOLS) \
		$(FAULT_PROGRAMS) \
		check-headers check-messages check-rooms
	@BUILD=$(BUILD) CC="$(CC)" CXX="$(CXX)" FUZZERS="$(FUZZERS)" \
		tests/run.sh $(TESTS)

HEADERS = include/xapian-c.h $(wildcard include/tracuu/*.h)

# Each header alone, as C17 and as C++17.
check-headers:
	@for h in $(HEADERS); do \
		$(CC) -std=c17 -Iinclude -Wall -Wextra -pedantic -Werror \
			-fsyntax-only -x c $$h && \
		$(CXX) -std=c++17 -Iinclude -Wall -Wextra -pedantic -Werror \
			-fsyntax-only -x c++ $$h || exit 1; \
	done

# The arrows of ARCHITECTURE.md: who may include what.
check-rooms:
	@tests/rooms.sh

# ASan and UBSan, gcc's; without the check of C++ objects, which looks whether memory
# is there by way of a pipe: the sandbox of the page allows none.
san: packages-check
	@$(MAKE) --no-print-directory check-programs BUILD=build-san \
		SAN="-fsanitize=address,undefined -fno-sanitize=vptr \
		-fno-sanitize-recover=undefined"

# The fault tests at length: hours.
torture: packages-check
	@$(MAKE) --no-print-directory all $(FAULT_PROGRAMS)
	@BUILD=$(BUILD) FAULT=full tests/run.sh

# Searching while the index of EVAL, a set, is made anew time after time: an hour.
SWAPS = 20
REQUESTS = 1000000

swaps: packages-check
	@$(MAKE) --no-print-directory all
	@work=$$(mktemp -d) && cd "$$work" && PATH="$(abspath $(BUILD))/bin:$$PATH" \
		BUILD=$(abspath $(BUILD)) ROOT=$(CURDIR) EVAL=$(abspath $(EVAL)) \
		SWAPS=$(SWAPS) REQUESTS=$(REQUESTS) \
		sh -eu $(CURDIR)/tests/web/swaps.sh; \
		status=$$?; rm -rf "$$work"; exit $$status

valgrind: packages-lint
	@$(MAKE) --no-print-directory all $(TEST_PROGRAMS)
	@BUILD=$(BUILD) tests/valgrind.sh $(TESTS)

lint: packages-lint
	@$(MAKE) --no-print-directory check-headers check-messages
	@BUILD=$(BUILD) CPPFLAGS="-Iinclude $(TEST_CPPFLAGS) -D_GNU_SOURCE \
		$(PKG_CPPFLAGS)" tests/lint.sh

# clang's libFuzzer, ASan and UBSan: every target for FUZZ_SECONDS. Without it
# all together take an hour.
FUZZ_SECONDS ?= $$((3600 / $(words $(FUZZERS))))

fuzz: packages-fuzz
	@$(MAKE) --no-print-directory fuzz-programs BUILD=build-fuzz \
		CC=clang CXX=clang++ SAN="-fsanitize=fuzzer-no-link,address \
		-fsanitize=undefined -fno-sanitize-recover=undefined"
	@BUILD=build-fuzz tests/fuzz/run.sh $(FUZZ_SECONDS) $(FUZZERS)

# Evaluation and speed. EVAL is a folder with corpus.jsonl.gz, queries.tsv and
# qrels.tsv, for eval and terms also several; without it eval and bench measure
# the sample corpus.
EVAL ?=

eval: packages-build
	@$(MAKE) --no-print-directory all $(TOOLS)
	@BUILD=$(BUILD) bench/eval.sh $(EVAL)

# How documents are described: SAMPLES is a folder with the files that
# tests/gold/labels.tsv names.
gold: packages-build
	@$(MAKE) --no-print-directory all $(BUILD)/bin/gold
	@BUILD=$(BUILD) SAMPLES="$(SAMPLES)" tests/gold/gold.sh

PEERS = $(BUILD)/bin/peer_fts5 $(BUILD)/bench/PeerLucene.class

bench: packages-bench
	@$(MAKE) --no-print-directory all $(TOOLS) $(PEERS)
	@BUILD=$(BUILD) bench/bench.sh $(EVAL)

# The search page beside Omega's CGI: EVAL is a set.
bench-web: packages-bench
	@$(MAKE) --no-print-directory all $(BUILD)/bin/peak
	@BUILD=$(BUILD) bench/web.sh $(EVAL)

# One question from start to exit, beside Recoll and Omega: EVAL is a set.
bench-cold: packages-bench
	@$(MAKE) --no-print-directory all $(BUILD)/bin/peak $(BUILD)/bin/start
	@BUILD=$(BUILD) bench/cold.sh $(EVAL)

# How it grows: GROWTH="10000 100000" instead of up to a million documents,
# GROWTH_TOOLS="ours lucene" instead of all. Figures gather in bench/growth.tsv, so
# it may be run in parts; GROWTH_INDEX=FOLDER keeps our index there.
growth: packages-bench
	@$(MAKE) --no-print-directory all $(TOOLS) $(PEERS)
	@BUILD=$(BUILD) bench/growth.sh $(GROWTH)

# What a run over a hundred thousand unchanged files costs.
unchanged: packages-bench
	@$(MAKE) --no-print-directory all $(TOOLS)
	@BUILD=$(BUILD) bench/unchanged.sh

# Hostile texts: is time linear in the size, and memory bounded?
hostile: packages-bench
	@$(MAKE) --no-print-directory all
	@BUILD=$(BUILD) bench/hostile.sh

# Mistyped queries of the sample documents and, where DB is its index, of the set
# EVAL; EVAL_SEED="1 2 3" makes the mistakes in several ways.
corrections: packages-check
	@$(MAKE) --no-print-directory all $(TOOLS)
	@BUILD=$(BUILD) bench/corrections.sh $(if $(DB),$(DB) $(EVAL))

# Odd queries and requests: changed seeds must print back, be answered, and make
# pages that are whole, a million of each; and ten thousand queries be answered by
# DB, an index, in two seconds and 256 MiB.
ODD ?= 1000000

odd: packages-check
	@$(MAKE) --no-print-directory all $(TOOLS) \
		$(addprefix $(BUILD)/tests/fuzz/replay_,parse plan request)
	@for name in parse plan request; do \
		$(BUILD)/tests/fuzz/replay_$$name -c $(ODD) \
			tests/fuzz/seeds/$$name || exit 1; done
	@[ -z "$(DB)" ] || BUILD=$(BUILD) bench/odd.sh $(DB)

# What each family of terms is worth: writes the table of bench/TERMS.md.
terms: packages-bench
	@$(MAKE) --no-print-directory all $(TOOLS)
	@BUILD=$(BUILD) bench/terms.sh $(EVAL)

$(BUILD)/bin/peer_fts5: $(BUILD)/bench/peer_fts5.o
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ -ljansson -lz -lsqlite3

LUCENE = /usr/share/java/lucene-core-8.7.0.jar
LUCENE := $(LUCENE):/usr/share/java/lucene-analyzers-common-8.7.0.jar

$(BUILD)/bench/PeerLucene.class: bench/PeerLucene.java
	@mkdir -p $(@D)
	javac -cp $(LUCENE) -d $(@D) $<

# From clone to answer.
demo: packages-demo
	@$(MAKE) --no-print-directory all
	@BUILD=$(BUILD) deploy/demo.sh

# Installing.

MAN1 = man/tracuu.1 man/tracuu-index.1 man/tracuu-report.1
MAN7 = man/tracuu-syntax.7
MAN8 = man/tracuu.cgi.8
CGIDIR = $(LIBDIR)/cgi-bin
SHAREDIR = $(PREFIX)/share/tracuu
UNITDIR = $(LIBDIR)/systemd/system
SYSUSERSDIR = $(LIBDIR)/sysusers.d
SERVERS = nginx.conf lighttpd.conf lighttpd-cgi.conf apache-cgi.conf \
	apache-fcgid.conf form.html
UNITS = tracuu-web.socket tracuu-web.service tracuu-index.service \
	tracuu-index.timer tracuu-suggest.service tracuu-suggest.timer
IN_PLACE = -e 's|@CGI@|$(CGIDIR)/tracuu.cgi|' -e 's|@BIN@|$(PREFIX)/bin|' \
	-e 's|@CONF@|/etc/tracuu.conf|' -e 's|@SOCKET@|/run/tracuu/web.sock|'
SCHEMAS = share/results.schema.json share/suggestions.schema.json \
	share/whynot.schema.json share/error.schema.json
MAN5 = man/tracuu-abbreviations.5 man/tracuu-db.5 man/tracuu.conf.5

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(LIBDIR)/pkgconfig \
		$(DESTDIR)$(INCLUDEDIR)/tracuu $(DESTDIR)$(MANDIR)/man1 \
		$(DESTDIR)$(MANDIR)/man5 $(DESTDIR)$(MANDIR)/man7 \
		$(LANGUAGES:%=$(DESTDIR)$(LOCALEDIR)/%/LC_MESSAGES) \
		$(DESTDIR)$(MANDIR)/man8 $(DESTDIR)$(CGIDIR) \
		$(DESTDIR)$(SHAREDIR)/web $(DESTDIR)$(SHAREDIR)/deploy \
		$(DESTDIR)$(UNITDIR) $(DESTDIR)$(SYSUSERSDIR) \
		$(DESTDIR)$(BASH_COMPLETIONS) $(DESTDIR)$(ZSH_COMPLETIONS) \
		$(DESTDIR)$(FISH_COMPLETIONS)
	install -m 755 $(PROGRAMS) $(DESTDIR)$(PREFIX)/bin
	install -m 644 $(LIBTRACUU) $(LIBXAPIAN_C) $(DESTDIR)$(LIBDIR)
	install -m 644 include/xapian-c.h $(DESTDIR)$(INCLUDEDIR)
	install -m 644 include/tracuu/*.h $(DESTDIR)$(INCLUDEDIR)/tracuu
	install -m 644 $(MAN1) $(DESTDIR)$(MANDIR)/man1
	install -m 644 $(MAN5) $(DESTDIR)$(MANDIR)/man5
	install -m 644 $(MAN7) $(DESTDIR)$(MANDIR)/man7
	install -m 644 cli/completion/tracuu.bash \
		$(DESTDIR)$(BASH_COMPLETIONS)/tracuu
	ln -sf tracuu $(DESTDIR)$(BASH_COMPLETIONS)/tracuu-index
	install -m 644 cli/completion/_tracuu $(DESTDIR)$(ZSH_COMPLETIONS)
	install -m 644 cli/completion/tracuu.fish $(DESTDIR)$(FISH_COMPLETIONS)
	ln -sf tracuu.fish $(DESTDIR)$(FISH_COMPLETIONS)/tracuu-index.fish
	for language in $(LANGUAGES); do \
		install -m 644 \
			$(BUILD)/share/locale/$$language/LC_MESSAGES/tracuu.mo \
			$(DESTDIR)$(LOCALEDIR)/$$language/LC_MESSAGES || exit 1; \
	done
	install -m 644 $(MAN8) $(DESTDIR)$(MANDIR)/man8
	install -m 755 $(PAGE) $(DESTDIR)$(CGIDIR)
	install -m 644 $(SITE_FILES) $(DESTDIR)$(SHAREDIR)/web
	install -m 644 $(SCHEMAS) $(DESTDIR)$(SHAREDIR)
	for f in $(SERVERS); do sed $(IN_PLACE) deploy/server/$$f \
		> $(DESTDIR)$(SHAREDIR)/deploy/$$f || exit 1; done
	for f in $(UNITS); do sed $(IN_PLACE) deploy/server/$$f \
		> $(DESTDIR)$(UNITDIR)/$$f || exit 1; done
	install -m 644 deploy/server/tracuu.sysusers \
		$(DESTDIR)$(SYSUSERSDIR)/tracuu.conf
	install -m 644 index/record.dict $(DESTDIR)$(SHAREDIR)
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' \
		-e 's|@INCLUDEDIR@|$(INCLUDEDIR)|' \
		-e 's|@VERSION@|$(VERSION)|' xapian-c/xapian-c.pc.in \
		> $(DESTDIR)$(LIBDIR)/pkgconfig/xapian-c.pc

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/tracuu \
		$(DESTDIR)$(PREFIX)/bin/tracuu-index \
		$(DESTDIR)$(PREFIX)/bin/tracuu-report \
		$(DESTDIR)$(LIBDIR)/libtracuu.a \
		$(DESTDIR)$(LIBDIR)/libxapian-c.a \
		$(DESTDIR)$(LIBDIR)/pkgconfig/xapian-c.pc \
		$(DESTDIR)$(INCLUDEDIR)/xapian-c.h \
		$(LANGUAGES:%=$(DESTDIR)$(LOCALEDIR)/%/LC_MESSAGES/tracuu.mo) \
		$(DESTDIR)$(BASH_COMPLETIONS)/tracuu \
		$(DESTDIR)$(BASH_COMPLETIONS)/tracuu-index \
		$(DESTDIR)$(ZSH_COMPLETIONS)/_tracuu \
		$(DESTDIR)$(FISH_COMPLETIONS)/tracuu.fish \
		$(DESTDIR)$(FISH_COMPLETIONS)/tracuu-index.fish \
		$(addprefix $(DESTDIR)$(MANDIR)/man1/,$(notdir $(MAN1))) \
		$(addprefix $(DESTDIR)$(MANDIR)/man5/,$(notdir $(MAN5))) \
		$(addprefix $(DESTDIR)$(MANDIR)/man7/,$(notdir $(MAN7))) \
		$(addprefix $(DESTDIR)$(MANDIR)/man8/,$(notdir $(MAN8))) \
		$(DESTDIR)$(CGIDIR)/tracuu.cgi \
		$(addprefix $(DESTDIR)$(UNITDIR)/,$(UNITS)) \
		$(DESTDIR)$(SYSUSERSDIR)/tracuu.conf
	rm -rf $(DESTDIR)$(SHAREDIR)
	rm -rf $(DESTDIR)$(INCLUDEDIR)/tracuu

clean:
	rm -rf build build-san build-clang build-fuzz tracuu.db

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
