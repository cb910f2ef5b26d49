CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pages (
  id TEXT PRIMARY KEY, position INTEGER NOT NULL UNIQUE, source TEXT NOT NULL, published TEXT
);
CREATE TABLE posts (
  page TEXT NOT NULL REFERENCES pages (id), id TEXT NOT NULL, position INTEGER NOT NULL,
  kind TEXT NOT NULL, published TEXT, page_published TEXT, title TEXT, author TEXT, role TEXT,
  url TEXT, text TEXT NOT NULL, content TEXT NOT NULL, revision INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'extracted', 'nothing here', 'failed')),
  reason TEXT, reading TEXT, PRIMARY KEY (page, id)
);
CREATE TABLE revisions (
  page TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL, title TEXT, text TEXT NOT NULL,
  content TEXT NOT NULL, state TEXT NOT NULL, reading TEXT, why TEXT NOT NULL
);
CREATE TABLE responses (
  reading TEXT NOT NULL, page TEXT NOT NULL, post TEXT NOT NULL, revision INTEGER NOT NULL,
  part INTEGER NOT NULL, call INTEGER NOT NULL, key TEXT NOT NULL, model TEXT NOT NULL,
  request_parts TEXT NOT NULL, response TEXT NOT NULL, prompt_tokens INTEGER NOT NULL,
  cached_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL, seconds REAL NOT NULL,
  PRIMARY KEY (reading, page, post, revision, part, call)
);
CREATE TABLE facts (
  id TEXT NOT NULL, page TEXT NOT NULL, post TEXT NOT NULL, election TEXT, scope TEXT NOT NULL,
  area TEXT NOT NULL, area_id TEXT, authority TEXT, contest TEXT, party TEXT, person TEXT,
  measure TEXT NOT NULL, value TEXT NOT NULL, round INTEGER, "when" TEXT NOT NULL, baseline TEXT,
  hedge TEXT, said_by TEXT, basis TEXT NOT NULL, corrects TEXT, status TEXT NOT NULL, quote TEXT,
  start INTEGER, "end" INTEGER, owner_start INTEGER, owner_end INTEGER, reading TEXT NOT NULL,
  revision INTEGER NOT NULL, number INTEGER NOT NULL
);
CREATE INDEX facts_of_post ON facts (page, post, reading, revision);
CREATE TABLE findings (
  id TEXT NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL, posts TEXT NOT NULL,
  areas TEXT NOT NULL, facts TEXT NOT NULL, message TEXT NOT NULL, expected TEXT, observed TEXT,
  explanations TEXT NOT NULL
);
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY, finding TEXT NOT NULL, rule TEXT NOT NULL, verdict TEXT NOT NULL,
  who TEXT NOT NULL, at TEXT NOT NULL, why TEXT, fact TEXT
);
