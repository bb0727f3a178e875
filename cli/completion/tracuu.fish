# SPDX-License-Identifier: GPL-2.0-or-later
# fish completion of tracuu and tracuu-index. Options are those that --help names;
# values of filters and names of saved searches are asked of the program.

# The index that the command line names.
function __tracuu_database
    set -l words (commandline -opc)
    for i in (seq (count $words))
        if contains -- $words[$i] -d --database; and set -q words[(math $i + 1)]
            printf '%s\n' -d $words[(math $i + 1)]
        end
    end
end

function __tracuu_options
    env LC_ALL=C $argv[1] --help | string match -ar -- '--[a-z][a-z-]*' | sort -u
end

function __tracuu_values
    tracuu (__tracuu_database) --facets=100 -n 0 --format json '' 2>/dev/null |
        string match -ar "\"$argv[1]\":{[^]]*" |
        string match -ar '"value":"[^"]*"' |
        string replace -r '^"value":"(.*)"$' '$1'
end

function __tracuu_suggestions
    set -l word (commandline -ct)
    if test -n "$word"; and not string match -q -- '-*' $word
        tracuu (__tracuu_database) --suggest $word 2>/dev/null
    end
end

function __tracuu_after
    set -l words (commandline -opc)
    contains -- $words[-1] $argv
end

complete -c tracuu -f
complete -c tracuu-index -n 'string match -q -- "-*" (commandline -ct)' \
    -a '(__tracuu_options tracuu-index)'
complete -c tracuu -n 'string match -q -- "-*" (commandline -ct)' \
    -a '(__tracuu_options tracuu)'
complete -c tracuu -a '(__tracuu_suggestions)'
complete -c tracuu -l format -xa 'text json jsonl tsv trec paths'
complete -c tracuu -l sort -xa 'relevance newest oldest'
complete -c tracuu -l color -xa 'auto always never'
complete -c tracuu -l hyperlink -xa 'auto always never'
complete -c tracuu -s d -l database -r -F
complete -c tracuu -l batch -r -F
complete -c tracuu -l abbreviations -r -F
for facet in type issuer year field term signer
    complete -c tracuu -l $facet -xa "(__tracuu_values $facet)"
end
for option in new save forget
    complete -c tracuu -l $option \
        -xa '(tracuu --saved 2>/dev/null | string replace -r \'\t.*\' \'\')'
end
complete -c tracuu-index -l progress -xa 'auto always never'
complete -c tracuu-index -l ocr -xa 'now later never'
complete -c tracuu-index -l leave-out -xa 'marks pairs mentions heading'
complete -c tracuu-index -s d -l database -r -F
complete -c tracuu-index -s c -l config -r -F
