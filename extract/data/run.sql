-- The database of one run. Lists and objects are JSON text; times are local, ISO 8601, to the minute.

-- Versions of the schema and of the program, and what the last check answered.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- A live page; source is the file that gave it last, as an absolute path, or several, a line each.
-- blog: the address of a live blog, of which later files may show other parts.
CREATE TABLE pages (
  id TEXT PRIMARY KEY, position INTEGER NOT NULL UNIQUE, source TEXT NOT NULL, published TEXT,
  blog TEXT UNIQUE
);

-- The posts as their pages now show them, each in exactly one state. Offsets count in content.
-- reading: the way the post was last asked, or is to be. fresh: it awaits an answer that is new.
CREATE TABLE posts (
  page TEXT NOT NULL REFERENCES pages (id), id TEXT NOT NULL, position INTEGER NOT NULL,
  kind TEXT NOT NULL, published TEXT, page_published TEXT, title TEXT, author TEXT, role TEXT,
  url TEXT, text TEXT NOT NULL, content TEXT NOT NULL, revision INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'extracted', 'nothing here', 'failed')),
  reason TEXT CHECK ((reason IS NOT NULL) = (state = 'failed')), reading TEXT REFERENCES readings (id),
  fresh INTEGER NOT NULL DEFAULT 0 CHECK (fresh IN (0, 1)), PRIMARY KEY (page, id)
);

-- What posts said before they were edited or taken down.
CREATE TABLE revisions (
  page TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL, published TEXT, title TEXT,
  author TEXT, role TEXT, url TEXT, text TEXT NOT NULL, content TEXT NOT NULL,
  state TEXT NOT NULL, reading TEXT, why TEXT NOT NULL CHECK (why IN ('edited', 'taken down')),
  PRIMARY KEY (page, id, revision)
);

-- The ways in which posts were asked: model, prompts, schema and grounding, under one digest.
CREATE TABLE readings (
  id TEXT PRIMARY KEY, model TEXT NOT NULL, digest TEXT, seatcheck TEXT NOT NULL
);

-- How each reading of each revision of a post ended.
CREATE TABLE outcomes (
  reading TEXT NOT NULL REFERENCES readings (id), page TEXT NOT NULL, post TEXT NOT NULL,
  revision INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT,
  PRIMARY KEY (page, post, revision, reading)
);

-- The calls that each reading rests on: of each part of a post (from 0) each question, with its re-asks.
CREATE TABLE responses (
  reading TEXT NOT NULL REFERENCES readings (id), page TEXT NOT NULL, post TEXT NOT NULL,
  revision INTEGER NOT NULL, part INTEGER NOT NULL, question TEXT NOT NULL, call INTEGER NOT NULL,
  key TEXT NOT NULL, model TEXT NOT NULL, request_parts TEXT NOT NULL, response TEXT NOT NULL,
  prompt_tokens INTEGER NOT NULL, cached_tokens INTEGER NOT NULL,
  completion_tokens INTEGER NOT NULL, seconds REAL NOT NULL,
  PRIMARY KEY (page, post, revision, reading, part, question, call)
);

-- The facts contract; value is a number, or text ('true' and 'false' for flags). as_read: the status
-- before any check. Former revisions and readings stay; present_facts has the run's facts alone.
CREATE TABLE facts (
  id TEXT NOT NULL, page TEXT NOT NULL, post TEXT NOT NULL, election TEXT, scope TEXT NOT NULL,
  area TEXT NOT NULL, area_id TEXT, authority TEXT, contest TEXT, party TEXT, person TEXT,
  measure TEXT NOT NULL, value NOT NULL, round INTEGER, "when" TEXT NOT NULL, baseline TEXT,
  hedge TEXT, said_by TEXT, basis TEXT NOT NULL, corrects TEXT, status TEXT NOT NULL, quote TEXT,
  start INTEGER, "end" INTEGER, owner_start INTEGER, owner_end INTEGER,
  reading TEXT NOT NULL REFERENCES readings (id), revision INTEGER NOT NULL,
  number INTEGER NOT NULL, as_read TEXT NOT NULL,
  PRIMARY KEY (page, post, revision, reading, number)
);
CREATE INDEX facts_by_id ON facts (id);

-- The run's facts, rejected ones too, with their posts' place, time and link: pages in the order in
-- which they came, posts oldest first, facts in the order of their words.
CREATE VIEW present_facts AS
SELECT facts.*, posts.position, posts.published, posts.url FROM facts
JOIN posts ON posts.page = facts.page AND posts.id = facts.post AND posts.reading = facts.reading
  AND posts.revision = facts.revision AND posts.state IN ('extracted', 'nothing here')
JOIN pages ON pages.id = posts.page
ORDER BY pages.position, posts.position, facts.number;

CREATE TABLE findings (
  id TEXT NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL, posts TEXT NOT NULL,
  areas TEXT NOT NULL, facts TEXT NOT NULL, message TEXT NOT NULL, expected TEXT, observed TEXT,
  explanations TEXT NOT NULL, mend TEXT
);

-- What no post states, but arithmetic tells: the facts contract, the rule whose formula gives it, the
-- sum, and the ids of the facts under it.
CREATE TABLE derived (
  id TEXT NOT NULL, page TEXT NOT NULL, post TEXT NOT NULL, election TEXT, scope TEXT NOT NULL,
  area TEXT NOT NULL, area_id TEXT, authority TEXT, contest TEXT, party TEXT, person TEXT,
  measure TEXT NOT NULL, value NOT NULL, round INTEGER, "when" TEXT NOT NULL, baseline TEXT,
  hedge TEXT, said_by TEXT, basis TEXT NOT NULL, corrects TEXT, status TEXT NOT NULL, quote TEXT,
  start INTEGER, "end" INTEGER, owner_start INTEGER, owner_end INTEGER,
  rule TEXT NOT NULL, proof TEXT NOT NULL, sources TEXT NOT NULL
);

-- What reviewers decided, in the order in which it came; entries are only ever added. key: the matter
-- that subject spells out. mend: what is right. follows: the entries that were last when this was made.
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL, rule TEXT NOT NULL,
  council TEXT NOT NULL, election TEXT, message TEXT NOT NULL, kind TEXT NOT NULL, mend TEXT,
  standing INTEGER NOT NULL, why TEXT, who TEXT NOT NULL, at TEXT NOT NULL, follows TEXT NOT NULL,
  subject TEXT NOT NULL
);
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END;
CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END;

-- How far each finding has come, by the last check. finding: the whole of one that corrections cured.
CREATE TABLE reviewed (
  id TEXT PRIMARY KEY, key TEXT NOT NULL, state TEXT NOT NULL, decisions TEXT NOT NULL,
  difference TEXT NOT NULL, heads TEXT NOT NULL, finding TEXT
);

-- The facts that decisions replaced (made: by which fact) or dismissed, by the last check.
CREATE TABLE amended (decision TEXT NOT NULL, fact TEXT NOT NULL, made TEXT);
