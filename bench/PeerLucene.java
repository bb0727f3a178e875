/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lucene beside ours: words and pairs of words (2-shingles) of a title and a
 * text, by one indexing thread, texts stored, no positions: the same work.
 */
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.shingle.ShingleFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;

public final class PeerLucene {
	private static final int HITS = 100;
	private static final float TITLE_BOOST = 3;
	private static final double BUFFER_MB = 128;

	private static Analyzer analyzer() {
		return new Analyzer() {
			@Override
			protected TokenStreamComponents createComponents(
			    String field) {
				StandardTokenizer words =
				    new StandardTokenizer();
				ShingleFilter pairs = new ShingleFilter(
				    new LowerCaseFilter(words), 2, 2);

				pairs.setOutputUnigrams(true);
				return new TokenStreamComponents(words, pairs);
			}
		};
	}

	private static FieldType textType() {
		FieldType type = new FieldType();

		type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
		type.setTokenized(true);
		type.setStored(true);
		type.freeze();
		return type;
	}

	/* Lines ID<TAB>TITLE<TAB>TEXT, line ends of the text as "\n". */
	private static void index(String path) throws IOException {
		IndexWriterConfig config = new IndexWriterConfig(analyzer());
		FieldType type = textType();
		String line;

		config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
		config.setRAMBufferSizeMB(BUFFER_MB);
		try (IndexWriter writer = new IndexWriter(
			 FSDirectory.open(Paths.get(path)), config);
		     BufferedReader in = new BufferedReader(
			 new InputStreamReader(
			     System.in, StandardCharsets.UTF_8))) {
			while ((line = in.readLine()) != null) {
				String[] part = line.split("\t", 3);
				Document document = new Document();

				document.add(new StringField(
				    "id", part[0], Field.Store.YES));
				document.add(
				    new Field("title", part[1], type));
				document.add(new Field("text",
				    part[2].replace("\\n", "\n"), type));
				writer.addDocument(document);
			}
		}
	}

	private static BooleanQuery question(Analyzer analyzer, String text)
	    throws IOException {
		BooleanQuery.Builder any = new BooleanQuery.Builder();

		try (TokenStream words = analyzer.tokenStream("text", text)) {
			CharTermAttribute word =
			    words.addAttribute(CharTermAttribute.class);

			words.reset();
			while (words.incrementToken()) {
				String term = word.toString();

				any.add(new TermQuery(new Term("text", term)),
				    BooleanClause.Occur.SHOULD);
				any.add(new BoostQuery(new TermQuery(
					    new Term("title", term)),
					    TITLE_BOOST),
				    BooleanClause.Occur.SHOULD);
			}
			words.end();
		}
		return any.build();
	}

	/* A TREC run on standard output, milliseconds on standard error. */
	private static void query(String path, Path queries)
	    throws IOException {
		Analyzer analyzer = analyzer();
		List<String> lines = Files.readAllLines(queries);

		BooleanQuery.setMaxClauseCount(1 << 16);
		try (DirectoryReader reader = DirectoryReader.open(
			 FSDirectory.open(Paths.get(path)))) {
			IndexSearcher searcher = new IndexSearcher(reader);

			for (String line : lines) {
				String[] part = line.split("\t", 2);
				long from = System.nanoTime();
				ScoreDoc[] hits = searcher.search(
				    question(analyzer, part[1]), HITS)
				    .scoreDocs;

				print(searcher, part[0], hits);
				System.err.printf("%s\t%.3f%n", part[0],
				    (System.nanoTime() - from) / 1e6);
			}
		}
	}

	private static void print(IndexSearcher searcher, String qid,
	    ScoreDoc[] hits) throws IOException {
		StringBuilder out = new StringBuilder();

		for (int i = 0; i < hits.length; i++)
			out.append(qid + " Q0 "
			    + searcher.doc(hits[i].doc,
				java.util.Collections.singleton("id"))
				.get("id")
			    + " " + (i + 1) + " " + hits[i].score
			    + " lucene\n");
		System.out.print(out);
	}

	public static void main(String[] args) throws IOException {
		if (args.length == 2 && args[0].equals("index"))
			index(args[1]);
		else if (args.length == 3 && args[0].equals("query"))
			query(args[1], Paths.get(args[2]));
		else {
			System.err.println("usage: PeerLucene index DB <LINES"
			    + " | query DB QUERIES");
			System.exit(2);
		}
	}
}
