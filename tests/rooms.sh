#!/bin/sh
# The walls of the house: which folder may include what (ARCHITECTURE.md).
set -u
bad=0

# only WHAT PATTERN FOLDERS...: no other folder includes it
only() {
	what=$1
	pattern=$2
	shift 2
	hits=$(grep -rnE "$pattern" --include='*.c' --include='*.cc' \
		--include='*.h' base text document index indexer query cli program \
		sandbox web xapian-c include bench tests 2>/dev/null)
	for folder in "$@"; do
		hits=$(printf '%s\n' "$hits" | grep -v "^$folder/")
	done
	hits=$(printf '%s\n' "$hits" | grep .) || return 0
	printf '%s is included outside %s:\n%s\n' "$what" "$*" "$hits" >&2
	bad=1
}

# never FOLDER PATTERN: this folder knows nothing of those
never() {
	[ -d "$1" ] || return 0
	hits=$(grep -rnE "#include [<\"]$2" "$1" --include='*.c' \
		--include='*.cc' --include='*.h') || return 0
	printf '%s/ must not include:\n%s\n' "$1" "$hits" >&2
	bad=1
}

only xapian.h '#include *[<"]xapian\.h' xapian-c
only ICU '#include *[<"]unicode/' text tests
only xapian-c.h '#include *[<"]xapian-c\.h' index include tests xapian-c
only libxml2 '#include *[<"]libxml/' document
only libarchive '#include *<archive' document tests
only libseccomp '#include *[<"]seccomp' sandbox tests
only libfcgi '#include *[<"]fcgi' web
never base 'tracuu/(text|document|index|query)'
never text 'tracuu/(document|index|query)'
never document 'tracuu/(index|query)'
never index 'tracuu/query'
never indexer 'tracuu/query'
never query '\.\./(indexer|cli|web)'
never indexer '\.\./(query|cli|web)'
never web '\.\./(indexer|cli)'
never sandbox 'tracuu/(text|document|index|query)'
never program 'tracuu/(document|index|query)'
never cli '(\.\./)?(indexer|web)/'
never xapian-c 'tracuu/'
exit $bad
