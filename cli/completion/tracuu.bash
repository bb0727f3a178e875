# SPDX-License-Identifier: GPL-2.0-or-later
# bash completion of tracuu and tracuu-index. Options are those that --help
# names; values of filters and names of saved searches are asked of the program.

# The index that the command line names, as options.
_tracuu_database() {
	local i
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		-d | --database) printf '%s\n' -d "${COMP_WORDS[i + 1]}" ;;
		esac
	done
}

# Lines that begin with the word, quoted as the shell wants them.
_tracuu_lines() {
	local line
	COMPREPLY=()
	while IFS= read -r line; do
		[[ $line == "$cur"* ]] &&
			COMPREPLY+=("$(printf '%q' "$line")")
	done
}

# The values of a facet: "Type: Quyết định (12), ..." in JSON is easier cut.
_tracuu_values() {
	local database
	mapfile -t database < <(_tracuu_database)
	cur=${cur#[\"\']}
	cur=${cur//\\/}
	_tracuu_lines < <(tracuu "${database[@]}" --facets=100 -n 0 \
		--format json '' 2>/dev/null |
		grep -o "\"$1\":{[^]]*" | grep -o '"value":"[^"]*"' |
		sed 's/^"value":"//; s/"$//')
}

_tracuu_options() {
	mapfile -t COMPREPLY < <(compgen -W "$(LC_ALL=C "$1" --help |
		grep -o -- '--[a-z][a-z-]*' | sort -u)" -- "$cur")
}

_tracuu_words() {
	mapfile -t COMPREPLY < <(compgen -W "$*" -- "$cur")
}

_tracuu_files() {
	compopt -o filenames 2>/dev/null
	mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}

# They have the marks that were not typed, so they need not begin as the word.
_tracuu_suggestions() {
	local database line
	mapfile -t database < <(_tracuu_database)
	COMPREPLY=()
	while IFS= read -r line; do
		COMPREPLY+=("$(printf '%q' "$line")")
	done < <(tracuu "${database[@]}" --suggest "${cur//\\/}" 2>/dev/null)
}

# The word to be completed and the one before it, into cur and prev.
_tracuu_look() {
	cur=${COMP_WORDS[COMP_CWORD]}
	prev=${COMP_WORDS[COMP_CWORD - 1]}
	# "=" is a word of its own here.
	if [[ $cur == = ]]; then
		cur=
	elif [[ $prev == = ]]; then
		prev=${COMP_WORDS[COMP_CWORD - 2]}
	fi
}

_tracuu() {
	local cur prev

	_tracuu_look
	case $prev in
	--format) _tracuu_words text json jsonl tsv trec paths ;;
	--sort) _tracuu_words relevance newest oldest ;;
	--color | --hyperlink) _tracuu_words auto always never ;;
	--type | --issuer | --year | --field | --term | --signer)
		_tracuu_values "${prev#--}"
		;;
	--new | --save | --forget)
		_tracuu_lines < <(tracuu --saved 2>/dev/null | cut -f 1)
		;;
	-d | --database | --batch | --abbreviations) _tracuu_files ;;
	-n | --limit | --offset | --from | --to | --time-limit | --width) ;;
	*)
		if [[ $cur == -* ]]; then
			_tracuu_options tracuu
		elif [[ -n $cur ]]; then
			_tracuu_suggestions
		fi
		;;
	esac
}

_tracuu_index() {
	local cur prev

	_tracuu_look
	case $prev in
	--progress) _tracuu_words auto always never ;;
	--ocr) _tracuu_words now later never ;;
	--leave-out) _tracuu_words marks pairs mentions heading ;;
	-j | --jobs | --generations | --wait | --batch | --memory | --base-url) ;;
	*)
		if [[ $cur == -* ]]; then
			_tracuu_options tracuu-index
		else
			_tracuu_files
		fi
		;;
	esac
}

complete -F _tracuu tracuu
complete -F _tracuu_index tracuu-index
