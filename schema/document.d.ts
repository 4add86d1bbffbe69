// policyparse documents, schema 1.0.0. Offsets count code points: use Array.from(text).

/** One policy document as records, each with its place in `text` and in `source_text`. */
export interface Document {
  /** The document, a readable stable id. */
  document_id: string;
  /** The title of the plan itself; null where the text has none. */
  title: string | null;
  /** Who signs the document, as written; in full where it is named by its level alone (`市发改委`). */
  issuer: string | null;
  /** What the title calls it: 意见, 方案, 通知 … */
  document_type: string | null;
  /** The number it was issued under (发文字号): `杭政〔2023〕1号`. */
  document_number: string | null;
  /** draft (征求意见稿) or final. */
  status: "draft" | "final";
  /** The date of the document (成文日期). */
  date_issued: string | null;
  /** First day of public consultation. */
  consultation_start: string | null;
  /** Last day of public consultation. */
  consultation_end: string | null;
  /** The telephone for comments and questions, as written. */
  contact_phone: string | null;
  /** The e-mail address for comments and questions, as written. */
  contact_email: string | null;
  /** The script of the source: simplified, traditional or mixed. */
  script: string;
  /** How the bytes were decoded. */
  encoding: string;
  /** The media type of the file. */
  media_type: string;
  /** The file's name. */
  source_name: string;
  /** SHA-256 of the file's bytes. */
  source_sha256: string;
  /** The decoded source, as found. */
  source_text: string;
  /** The source restored and simplified; all text offsets point here. */
  text: string;
  /** Code points of `text`. */
  character_count: number;
  /** Share of characters, blanks aside, that are not `unparsed`. */
  coverage: number;
  /** Version of this schema (major.minor.patch). */
  schema_version: string;
  /** Where the pages of a paged source begin. */
  pages: PageStart[];
  /** A numbered item that only groups others, or background that asks nothing of anyone. */
  sections: Section[];
  /** The lowest numbered item that begins a paragraph and says what is to be done (措施). */
  measures: Measure[];
  /** A piece of the text and what it is; the segments of a document tile its text. */
  segments: Segment[];
  /** A responsibility clause (责任分工) as it stands in the text. */
  clauses: Clause[];
  /** One agency in one role for one section or measure. */
  responsibilities: Responsibility[];
  /** A body, a group of bodies, or a mention that could not be told (`resolved` false). */
  agencies: Agency[];
  /** One way in which a document writes an agency. */
  agency_names: AgencyName[];
  /** One member of a closed group. */
  group_members: GroupMember[];
  /** A number that says something measurable (量化指标). */
  targets: Target[];
  /** What was changed between source and text; replaying all edits gives the one from the other, both ways. */
  edits: Edit[];
  /** Something a person should know of the document. */
  notices: Notice[];
  /** The runs that are the same in text and source. */
  alignment: Alignment[];
}

/** A body, a group of bodies, or a mention that could not be told (`resolved` false). */
export interface Agency {
  /** Division code and function: `330100/market-regulation`. */
  agency_id: string;
  /** Full official name at the document's date; the mention itself where unresolved. */
  name: string;
  /** The level: national, province, prefecture, county or township. */
  level: string | null;
  /** The kind of body: government, party, vertical, judicial, people, enterprise, zone, group … */
  type: string | null;
  /** What it does: a row of the registry's functions. */
  function: string | null;
  /** The division it belongs to or serves. */
  place: string | null;
  /** That division's code (GB/T 2260). */
  division_code: string | null;
  /** True for a group such as `各区、县（市）政府`. */
  is_group: boolean;
  /** False where the registry does not know the mention. */
  resolved: boolean;
  /** Since when the body has this name, as far as known. */
  valid_from: string | null;
  /** Until when, half-open; null while it has it. */
  valid_to: string | null;
  /** How many responsibilities name it. */
  mention_count: number;
  /** The rule that made the record: a row of the lexicon, or a function. */
  rule: string;
  /** How sure the rule is, 0 to 1; 1 where it needs no review. */
  confidence: number;
  /** True where a person should look at the record. */
  needs_review: boolean;
}

/** One way in which a document writes an agency. */
export interface AgencyName {
  /** The agency. */
  agency_id: string;
  /** The mention. */
  text: string;
  /** The document, a readable stable id. */
  document_id: string;
  /** How often the document writes it so. */
  mention_count: number;
}

/** A run of code points that is the same in text and source. */
export interface Alignment {
  /** First code point in `text`. */
  text_start: number;
  /** First code point in `source_text`. */
  source_start: number;
  /** How many code points are the same in both. */
  length: number;
}

/** A responsibility clause (责任分工) as it stands in the text. */
export interface Clause {
  /** The node's id and `#c` with a number. */
  clause_id: string;
  /** The document, a readable stable id. */
  document_id: string;
  /** The section or measure whose text it belongs to. */
  node_id: string | null;
  /** The label or verb that gives the role: `责任单位`, `牵头`. */
  label: string | null;
  /** Whether the label is written, taken from an earlier clause, or absent. */
  label_origin: "written" | "inherited" | "none";
  /** label: `责任单位：A`; verb: `A牵头`; list: `（A、B）`. */
  form: "label" | "verb" | "list";
  /** What it governs. */
  scope: "measure" | "section" | "document";
  /** The time by which, where the clause says one. */
  deadline: string | null;
  /** The clause as written. */
  text: string;
  /** First code point in `text`. */
  text_start: number;
  /** Code point behind the last in `text`. */
  text_end: number;
  /** First code point in `source_text`. */
  source_start: number;
  /** Code point behind the last in `source_text`. */
  source_end: number;
  /** The rule that made the record: a row of the lexicon, or a function. */
  rule: string;
  /** How sure the rule is, 0 to 1; 1 where it needs no review. */
  confidence: number;
  /** True where a person should look at the record. */
  needs_review: boolean;
}

/** A policy document: what its frame says, its source text and the text that all offsets point to. */
export interface DocumentRow {
  /** The document, a readable stable id. */
  document_id: string;
  /** The title of the plan itself; null where the text has none. */
  title: string | null;
  /** Who signs the document, as written; in full where it is named by its level alone (`市发改委`). */
  issuer: string | null;
  /** What the title calls it: 意见, 方案, 通知 … */
  document_type: string | null;
  /** The number it was issued under (发文字号): `杭政〔2023〕1号`. */
  document_number: string | null;
  /** draft (征求意见稿) or final. */
  status: "draft" | "final";
  /** The date of the document (成文日期). */
  date_issued: string | null;
  /** First day of public consultation. */
  consultation_start: string | null;
  /** Last day of public consultation. */
  consultation_end: string | null;
  /** The telephone for comments and questions, as written. */
  contact_phone: string | null;
  /** The e-mail address for comments and questions, as written. */
  contact_email: string | null;
  /** The script of the source: simplified, traditional or mixed. */
  script: string;
  /** How the bytes were decoded. */
  encoding: string;
  /** The media type of the file. */
  media_type: string;
  /** The file's name. */
  source_name: string;
  /** SHA-256 of the file's bytes. */
  source_sha256: string;
  /** The decoded source, as found. */
  source_text: string;
  /** The source restored and simplified; all text offsets point here. */
  text: string;
  /** Code points of `text`. */
  character_count: number;
  /** Share of characters, blanks aside, that are not `unparsed`. */
  coverage: number;
}

/** What was changed between source and text; replaying all edits gives the one from the other, both ways. */
export interface Edit {
  /** `<document_id>#e` with a number. */
  edit_id: string;
  /** The document, a readable stable id. */
  document_id: string;
  /** The stage that made it: restore or simplify. */
  stage: string;
  /** The rule that made the record: a row of the lexicon, or a function. */
  rule: string;
  /** First code point in `source_text`. */
  source_start: number;
  /** Code point behind the last in `source_text`. */
  source_end: number;
  /** What the source has. */
  before: string;
  /** What the text has. */
  after: string;
  /** First code point in `text`. */
  text_start: number;
  /** Code point behind the last in `text`. */
  text_end: number;
  /** How sure the rule is, 0 to 1; 1 where it needs no review. */
  confidence: number;
  /** True where a person should look at the record. */
  needs_review: boolean;
}

/** One member of a closed group. */
export interface GroupMember {
  /** The group. */
  agency_id: string;
  /** The member. */
  member_agency_id: string;
  /** The member's division. */
  division_code: string | null;
}

/** The lowest numbered item that begins a paragraph and says what is to be done (措施). */
export interface Measure {
  /** `<document_id>/` and the labels from the top, joined with dots. */
  measure_id: string;
  /** The document, a readable stable id. */
  document_id: string;
  /** The section it stands in; null at the top. */
  section_id: string | null;
  /** Place among all sections and measures of the document, in reading order. */
  position: number;
  /** The label without the mark that closes it: `6`, `（一）`. */
  label: string;
  /** The label's number. */
  number: number | null;
  /** The style of the label: a row of lexicon/numbering. */
  numbering: string;
  /** The labels of the item and all that it stands under, joined with `/`. */
  path: string;
  /** The heading without number, clause and closing mark; null where it has none. */
  heading: string | null;
  /** The measure as it stands in the document's `text`, label and clauses included. */
  text: string;
  /** First code point in `text`. */
  text_start: number;
  /** Code point behind the last in `text`. */
  text_end: number;
  /** First code point in `source_text`. */
  source_start: number;
  /** Code point behind the last in `source_text`. */
  source_end: number;
  /** The rule that made the record: a row of the lexicon, or a function. */
  rule: string;
  /** How sure the rule is, 0 to 1; 1 where it needs no review. */
  confidence: number;
  /** True where a person should look at the record. */
  needs_review: boolean;
}

/** Something a person should know of the document. */
export interface Notice {
  /** `<document_id>#n` with a number. */
  notice_id: string;
  /** The document, a readable stable id. */
  document_id: string;
  /** A stable code; docs/notices.md says what each means. */
  code: string;
  /** info, review or error. */
  severity: "info" | "review" | "error";
  /** What it is, in one line. */
  message: string;
  /** First code point in `text`. */
  text_start: number | null;
  /** Code point behind the last. */
  text_end: number | null;
  /** First code point in `source_text`. */
  source_start: number | null;
  /** Code point behind the last. */
  source_end: number | null;
}

/** A measure with its headings, text, agencies by role and numbers as readable text, for who opens a single file. */
export interface OverviewRow {
  /** The document, a readable stable id. */
  document_id: string;
  /** The title of the document. */
  title: string | null;
  /** Who signs the document. */
  issuer: string | null;
  /** The date of the document (成文日期). */
  date_issued: string | null;
  /** The measure: a row of measures. */
  measure_id: string;
  /** The labels of the measure and all that it stands under, joined with `/`. */
  path: string;
  /** The headings that it stands under, from the top, joined with ` › `. */
  sections: string;
  /** The measure's heading. */
  heading: string | null;
  /** The measure's text. */
  text: string;
  /** Agencies that lead (牵头), joined with `；`. */
  lead: string | null;
  /** Agencies that support (配合), joined with `；`. */
  support: string | null;
  /** Agencies that are responsible (责任单位), joined with `；`. */
  responsible: string | null;
  /** Agencies that guide (指导), joined with `；`. */
  guide: string | null;
  /** The levels to reach, with comparator, unit and deadline, joined with `；`. */
  targets: string | null;
  /** The other numbers: baselines, conditions, benefits. */
  other_numbers: string | null;
}

/** Where a page of a paged source begins. */
export interface PageStart {
  /** The page, counted from 1. */
  page: number;
  /** First code point in `text`. */
  text_start: number;
}

/** An input that was refused (table `errors`). */
export interface Refusal {
  /** The file's name. */
  source_name: string;
  /** SHA-256 of its bytes, where they could be read. */
  source_sha256: string | null;
  /** Which part refused it. */
  stage: string;
  /** A stable code. */
  code: string;
  /** Place, reason and what to do, in one line. */
  message: string;
}

/** An administrative division under one name, for one time (since 2000), or a place beside GB/T 2260. */
export interface RegistryDivision {
  /** The code (GB/T 2260), or one made here: see `source`. */
  division_code: string;
  /** The full name. */
  name: string;
  /** The name without the word for its kind. */
  short_name: string | null;
  /** The level: province, prefecture, county or zone. */
  level: string | null;
  /** The division above when the interval began; null under the nation. */
  parent_code: string | null;
  /** Since when: a day, a month or a year; null = before 2000. */
  valid_from: string | null;
  /** Until when, half-open; null while it is in force. */
  valid_to: string | null;
  /** The codes that carry it on, joined with `;`. */
  successors: string | null;
  /** Where the row comes from. */
  source: string;
}

/** A name that bodies of one function have, at one level and for one time. */
export interface RegistryFunction {
  /** The row of the registry, as `agencies.rule` names it. */
  rule: string;
  /** What such bodies do: the second half of an agency's id. */
  function: string | null;
  /** The agency's id, where the name is that of one central body. */
  body: string | null;
  /** The kind of body: government, party, vertical, judicial, people, enterprise … */
  type: string | null;
  /** The level: national, province, municipality, prefecture, county or zone. */
  level: string | null;
  /** The place, where the row is a fact about one. */
  division_code: string | null;
  /** The official name; `{title}`, `{stem}` … stand for the place. */
  name: string;
  /** How it is written, joined with `;`; `~` stands for the place. */
  written_forms: string | null;
  /** Since when: a day, a month or a year. */
  valid_from: string | null;
  /** Until when, half-open; null while it is in use. */
  valid_to: string | null;
  /** Which functions or bodies carry it on, joined with `;`. */
  successors: string | null;
  /** What a fact about one place rests on. */
  basis: string | null;
}

/** One agency in one role for one section or measure. */
export interface Responsibility {
  /** The node's id and `#r` with a number. */
  responsibility_id: string;
  /** The document, a readable stable id. */
  document_id: string;
  /** The section or measure that it holds for. */
  node_id: string | null;
  /** That node's path. */
  path: string | null;
  /** Null where it holds for a section. */
  measure_id: string | null;
  /** The section that it holds for, or that the measure stands in. */
  section_id: string | null;
  /** The clause that says so. */
  clause_id: string;
  /** Who: a row of agencies. */
  agency_id: string;
  /** The mention, completed where a list shares a part, brackets full-width. */
  agency_text: string;
  /** lead 牵头; support 配合; guide 指导; responsible 责任单位, 负责 or a bare list. */
  role: "lead" | "support" | "guide" | "responsible";
  /** What gave the role. */
  role_origin: "label" | "verb" | "convention" | "position";
  /** Place among those of its role in its clause. */
  rank: number;
  /** First code point in `text`. */
  text_start: number;
  /** Code point behind the last in `text`. */
  text_end: number;
  /** First code point in `source_text`. */
  source_start: number;
  /** Code point behind the last in `source_text`. */
  source_end: number;
  /** The rule that made the record: a row of the lexicon, or a function. */
  rule: string;
  /** How sure the rule is, 0 to 1; 1 where it needs no review. */
  confidence: number;
  /** True where a person should look at the record. */
  needs_review: boolean;
}

/** A numbered item that only groups others, or background that asks nothing of anyone. */
export interface Section {
  /** `<document_id>/` and the labels from the top, joined with dots. */
  section_id: string;
  /** The document, a readable stable id. */
  document_id: string;
  /** The section above; null at the top. */
  parent_id: string | null;
  /** 1 at the top. */
  depth: number;
  /** Place among all sections and measures of the document, in reading order. */
  position: number;
  /** The label without the mark that closes it, brackets full-width: `一`, `（一）`. */
  label: string;
  /** The label's number. */
  number: number | null;
  /** The style of the label: a row of lexicon/numbering. */
  numbering: string;
  /** The labels of the item and all that it stands under, joined with `/`. */
  path: string;
  /** The heading without number, clause and closing mark; null where it has none. */
  heading: string | null;
  /** First code point in `text`. */
  text_start: number;
  /** Code point behind the last in `text`. */
  text_end: number;
  /** First code point in `source_text`. */
  source_start: number;
  /** Code point behind the last in `source_text`. */
  source_end: number;
  /** The rule that made the record: a row of the lexicon, or a function. */
  rule: string;
  /** How sure the rule is, 0 to 1; 1 where it needs no review. */
  confidence: number;
  /** True where a person should look at the record. */
  needs_review: boolean;
}

/** A piece of the text and what it is; the segments of a document tile its text. */
export interface Segment {
  /** The document, a readable stable id. */
  document_id: string;
  /** Place in the document. */
  position: number;
  /** What the piece is; `unparsed` = not understood. */
  kind: "notice" | "title" | "addressee" | "preamble" | "heading" | "body" | "clause" | "convention" | "closing" | "signature" | "attachment" | "contents" | "layout" | "blank" | "unparsed";
  /** The section or measure it belongs to. */
  node_id: string | null;
  /** First code point in `text`. */
  text_start: number;
  /** Code point behind the last in `text`. */
  text_end: number;
}

/** A number that says something measurable (量化指标). */
export interface Target {
  /** The node's id and `#t` with a number. */
  target_id: string;
  /** The document, a readable stable id. */
  document_id: string;
  /** The section or measure in whose text it stands. */
  node_id: string | null;
  /** That node's path. */
  path: string | null;
  /** Null where it stands in a section's own text. */
  measure_id: string | null;
  /** The section it stands in, itself or through its measure. */
  section_id: string | null;
  /** What is measured, a run of the text where there is one. */
  indicator: string | null;
  /** eq, ge, gt, le, lt, approx, between. */
  comparator: "eq" | "ge" | "gt" | "le" | "lt" | "approx" | "between";
  /** The number, scaled: `3亿元` is 3e8; the lower bound of a range. */
  value: number;
  /** The upper bound of a range. */
  value_high: number | null;
  /** A code of the registry of units. */
  unit: string | null;
  /** The unit as written, with its multiplier. */
  unit_text: string | null;
  /** target, baseline, condition or benefit. */
  kind: "target" | "baseline" | "condition" | "benefit";
  /** True where the value is a change, not a level. */
  change: boolean;
  /** Which way: up, down or none. */
  direction: "up" | "down" | "none";
  /** The target record that says from which level. */
  baseline_id: string | null;
  /** By when: `2025`, `2025-06`, `2025-06-30`, `2025-H1`, `2025-Q2`. */
  deadline: string | null;
  /** The last day of `deadline`. */
  deadline_date: string | null;
  /** Where it was said: sentence, frame, clause, heading, validity. */
  deadline_origin: string | null;
  /** The shortest run of the text with comparator, number and unit. */
  evidence: string;
  /** First code point in `text`. */
  text_start: number;
  /** Code point behind the last in `text`. */
  text_end: number;
  /** First code point in `source_text`. */
  source_start: number;
  /** Code point behind the last in `source_text`. */
  source_end: number;
  /** First code point of the indicator in `text`. */
  indicator_start: number | null;
  /** Code point behind it. */
  indicator_end: number | null;
  /** The rule that made the record: a row of the lexicon, or a function. */
  rule: string;
  /** How sure the rule is, 0 to 1; 1 where it needs no review. */
  confidence: number;
  /** True where a person should look at the record. */
  needs_review: boolean;
}
