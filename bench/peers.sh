# shellcheck shell=sh
# Building the index of a feed with ours and with others. bench.sh and growth.sh
# read this file with `.` and set bin, work (a folder), source (a feed),
# documents and text (how much it has).
: "${bin:?} ${work:?}"

index_row() {
	printf '%-20s %8s %8s %7s %6s %8s %8s %8s %6s %6s\n' "$@"
}

head_of_index() {
	index_row index seconds 'cpu s' docs/s MB/s 'RSS MB' 'all MB' \
		'index MB' '/text' speed
}

# build NAME PATH LABEL COMMAND...: run it and print the row of its index; peak.c
# says what NAME.time has
build() {
	name=$1
	path=$2
	label=$3
	shift 3
	"$bin/peak" "$work/$name.time" "$@" >/dev/null
	size=$(du -s -B1 --apparent-size "$path" | cut -f 1)
	[ -n "${first-}" ] || first=$(cut -d ' ' -f 1 "$work/$name.time")
	# shellcheck disable=SC2046,SC2183 # words, on purpose
	index_row "$label" $(awk -v docs="$documents" -v text="$text" \
		-v size="$size" -v first="$first" '{
			s = $1 > 0.01 ? $1 : 0.01
			printf "%.1f %.1f %.0f %.2f %.0f %.0f %.1f %.2f %.2f",
				$1, $2 + $3, docs / s, text / s / 1e6,
				$4 / 1e3, $5 / 1e3, size / 1e6, size / text,
				first / s
		}' "$work/$name.time")
}

build_ours() {
	for jobs in "$@"; do
		build "ours$jobs" "$work/ours$jobs" "tracuu-index -j $jobs" \
			"$bin/tracuu-index" -c /dev/null -q -j "$jobs" \
			-d "$work/ours$jobs" "$source"
	done
}

build_fts5() {
	for marks in "$@"; do
		build "$marks" "$work/$marks" "FTS5, marks: $marks" \
			"$bin/peer_fts5" index "$work/$marks" "$source" "$marks"
	done
}

# What scriptindex reads and is to do. The dump is not part of its time.
prepare_omega() {
	gzip -dcf "$source" | jq -r '"id=\(.id)",
		"title=\([.title, .type, .number, .document | strings]
			| join(" ") | gsub("\n"; " "))",
		"text=\((.text // "") | split("\n") | join("\n="))", ""' \
		>"$work/dump"
	cat >"$work/script" <<-'END'
		id : field boolean=Q unique=Q
		title : field weight=3 index
		text : field index
	END
	cat >"$work/list" <<-'END'
		$set{stemmer,none}$hitlist{$field{id} $weight
		}
	END
	for what in database template log cdb; do
		echo "${what}_dir $work"
	done >"$work/omega.conf"
}

build_omega() {
	prepare_omega
	build omega "$work/omega" 'Omega scriptindex' scriptindex -s none \
		--overwrite "$work/omega" "$work/script" "$work/dump"
	rm -f "$work/dump"
}

# One line a document, as the peer wants it. The dump is not part of its time.
prepare_lucene() {
	gzip -dcf "$source" | jq -r '[.id,
		([.title, .type, .number, .document | strings] | join(" ")),
		(.text // "" | gsub("\n"; "\\n"))]
		| map(gsub("[\t\n]"; " ")) | join("\t")' >"$work/lines"
}

lucene_jars=/usr/share/java/lucene-core-8.7.0.jar
lucene_jars=$lucene_jars:/usr/share/java/lucene-analyzers-common-8.7.0.jar

# Its collector does not take another processor: it has one indexing thread.
build_lucene() {
	prepare_lucene
	build lucene "$work/lucene" 'Lucene, 2-shingles' sh -c "
		java -XX:+UseSerialGC -Xmx512m \
			-cp '$lucene_jars:$bin/../bench' PeerLucene index \
			'$work/lucene' <'$work/lines'"
	rm -f "$work/lines"
}
