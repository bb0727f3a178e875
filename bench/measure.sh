# shellcheck shell=sh
# What eval.sh, bench.sh and terms.sh have in common; they read this file with
# `.` and set bin, the folder of the programs.
: "${bin:?}"

# machine: the line that says what was measured on
machine() {
	cpu=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1)
	memory=$(awk '/^MemTotal/ { printf "%.0f", $2 / 1e6 }' /proc/meminfo)
	printf '%s, %s x %s, %s GB, Linux %s\n' "$(date +%Y-%m-%d)" \
		"$(nproc)" "${cpu:-unknown processor}" "$memory" "$(uname -r)"
}

# need_set FOLDER: is it a judged set?
need_set() {
	for file in corpus.jsonl.gz queries.tsv qrels.tsv; do
		[ -r "$1/$file" ] && continue
		echo "$0: $1/$file: no such file" >&2
		exit 2
	done
}

# text_of FEED: bytes of what is read of its documents
text_of() {
	gzip -dcf "$1" | jq '[.title, .type, .number, .document, .text |
		strings | utf8bytelength] | add' |
		awk '{ n += $1 } END { printf "%.0f", n }'
}

# run_queries DB QUERIES NAME [OPTION...]: writes NAME.run and NAME.ms
run_queries() {
	run_name=$3
	run_db=$1
	run_file=$2
	shift 3
	"$bin/tracuu" -d "$run_db" -n 100 --format trec --batch "$run_file" \
		--timing "$@" >"$run_name.run" 2>"$run_name.ms" || {
		cat "$run_name.ms" >&2
		exit 1
	}
}

# percentiles FILE: p50, p95 and p99 of its lines NAME<TAB>MS, by nearest rank
percentiles() {
	awk -F '\t' '$2 ~ /^[0-9.]+$/ { print $2 }' "$1" | sort -n | awk '
		function at(share, i) {
			i = int(share * NR)
			return ms[i < share * NR ? i + 1 : i]
		}
		{ ms[NR] = $1 }
		END {
			if (NR == 0)
				print "- - -"
			else
				printf "%.1f %.1f %.1f\n", at(0.5), at(0.95),
					at(0.99)
		}'
}

# metrics QRELS RUN: number of queries, nDCG@10, MRR@10 and R@100
metrics() {
	"$bin/score" "$1" "$2" | awk 'END { print $2, $3, $4, $7 }'
}
