"use strict";
(() => {
  const DATA = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const WORDS = {
    en: {
      text: "Text", pairs: "Source and text", outline: "Outline", responsibilities: "Responsibilities", agencies: "Agencies",
      targets: "Targets", edits: "Edits", notices: "Notices", plots: "Plots", changes: "Changes", search: "Search text and tables ( / )",
      agency: "agency", role: "role", kind: "kind", section: "section", all: "all", lead: "lead", support: "support",
      guide: "guide", responsible: "responsible", target: "target", baseline: "baseline", condition: "condition", benefit: "benefit",
      path: "item", mention: "as written", name: "name", place: "place", count: "times", indicator: "indicator", value: "value",
      unit: "unit", deadline: "by", stage: "stage", rule: "rule", before: "source", after: "text", confidence: "sure",
      code: "code", message: "message", change: "change", record: "record", group: "group", unresolved: "unresolved", review: "review",
      dark: "Dark", light: "Light", tables: "Tables", reading: "Text", none: "Nothing here.", nodeadline: "no deadline",
      matrix: "Who does what", matrixNote: "Measures down, agencies across; a square is a role. Click to read.",
      load: "Load of each agency", loadNote: "How many items name it, by role.",
      bydeadline: "Targets by deadline", bydeadlineNote: "One dot a number; click to read.",
      graph: "Who works with whom", graphNote: "Agencies that are named for the same item; thicker lines, more items.",
      keys: "Keys", k1: "search", k2: "next, previous item", k3: "tables", k4: "side by side", k5: "clear", draft: "draft", final: "final",
      items: "items", duties: "responsibilities", number: "target", numbers: "targets",
    },
    zh: {
      text: "正文", pairs: "原文对照", outline: "结构", responsibilities: "责任分工", agencies: "机构", targets: "指标", edits: "修订",
      notices: "提示", plots: "图表", changes: "变化", search: "搜索正文和表格（ / ）", agency: "机构", role: "角色", kind: "类型", section: "章节", all: "全部",
      lead: "牵头", support: "配合", guide: "指导", responsible: "责任", target: "目标", baseline: "基数", condition: "条件", benefit: "支持",
      path: "条目", mention: "原文写法", name: "全称", place: "地区", count: "次数", indicator: "指标", value: "数值", unit: "单位", deadline: "期限",
      stage: "阶段", rule: "规则", before: "原文", after: "修订后", confidence: "把握", code: "代码", message: "说明", change: "变化", record: "记录",
      group: "集合", unresolved: "未识别", review: "待核", dark: "深色", light: "浅色", tables: "表格", reading: "正文", none: "没有内容。", nodeadline: "无期限",
      matrix: "谁负责什么", matrixNote: "纵为措施，横为机构，方块为角色；点击查看原文。", load: "各机构任务量", loadNote: "按角色统计涉及的条目数。",
      bydeadline: "按期限看指标", bydeadlineNote: "每点一个数值；点击查看原文。", graph: "协作关系", graphNote: "同一条目共同承担的机构；线越粗，条目越多。",
      keys: "快捷键", k1: "搜索", k2: "下一条、上一条", k3: "切换表格", k4: "原文对照", k5: "清除", draft: "征求意见稿", final: "正式",
      items: "个条目", duties: "项责任", number: "个指标", numbers: "个指标", restore: "修复", simplify: "转简体",
      government: "政府部门", party: "党的机关", vertical: "垂直管理单位", judicial: "司法机关", people: "人民团体", congress: "人大、政协",
      coordination: "议事协调机构", institution: "事业单位", enterprise: "企业", zone: "园区管理机构", military: "军队",
    },
  };
  const ROLES = ["lead", "support", "guide", "responsible"];
  const KINDS = ["target", "baseline", "condition", "benefit"];
  const SIGN = { eq: "=", ge: "≥", gt: ">", le: "≤", lt: "<", approx: "≈", between: "–" };
  const state = {
    language: (navigator.language || "zh").startsWith("zh") ? "zh" : "en", document: 0, tab: "outline", view: "text",
    agency: "", role: "", kind: "", section: "", query: "", sort: null, current: null,
  };
  const t = (word) => WORDS[state.language][word] ?? word;
  const counted = (count, word) => `${count} ${t(word)}`;
  let doc, byId, nodes, spans, agencies;

  /* Every element of the page is made here, every text set as text: a document is hostile until shown otherwise. */
  function el(name, attributes, ...children) {
    const made = name.startsWith("svg:") ? document.createElementNS("http://www.w3.org/2000/svg", name.slice(4)) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === "on") for (const [event, action] of Object.entries(value)) made.addEventListener(event, action);
      else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
    }
    for (const child of children.flat()) if (child !== null && child !== undefined) made.append(child);
    return made;
  }

  function open(number) {
    state.document = number;
    doc = DATA.documents[number];
    agencies = new Map(doc.agencies.map((a) => [a.agency_id, a]));
    nodes = [...doc.sections.map((s) => ({ ...s, id: s.section_id, up: s.parent_id, role: "section" })),
      ...doc.measures.map((m) => ({ ...m, id: m.measure_id, up: m.section_id, role: "measure" }))].sort((a, b) => a.position - b.position);
    byId = new Map(nodes.map((n) => [n.id, { record: n, table: "outline" }]));
    for (const [table, key] of [["clauses", "clause_id"], ["responsibilities", "responsibility_id"], ["targets", "target_id"], ["edits", "edit_id"], ["notices", "notice_id"]])
      for (const record of doc[table]) byId.set(record[key], { record, table });
    for (const agency of doc.agencies) byId.set(agency.agency_id, { record: agency, table: "agencies" });
    spans = annotations();
    Object.assign(state, { agency: "", role: "", kind: "", section: "", sort: null, current: null });
    draw();
  }

  function annotations() {
    const found = [];
    for (const s of doc.segments) found.push({ start: s.text_start, end: s.text_end, cls: s.kind, id: null });
    for (const c of doc.clauses) found.push({ start: c.text_start, end: c.text_end, cls: "mark", id: c.clause_id });
    for (const r of doc.responsibilities) found.push({ start: r.text_start, end: r.text_end, cls: `mark agency ${r.role}`, id: r.responsibility_id });
    for (const x of doc.targets) {
      if (x.indicator_start !== null) found.push({ start: x.indicator_start, end: x.indicator_end, cls: "mark indicator", id: x.target_id });
      found.push({ start: x.text_start, end: x.text_end, cls: `mark ${x.kind}`, id: x.target_id });
    }
    for (const n of doc.notices) if (n.text_start !== null) found.push({ start: n.text_start, end: n.text_end, cls: "mark", id: n.notice_id });
    return found.filter((a) => a.end > a.start);
  }

  /* The text cut at every border of an annotation; each piece knows all that cover it. */
  function drawText() {
    const at = new Map();
    const note = (offset, kind, a) => { if (!at.has(offset)) at.set(offset, { open: [], shut: [] }); at.get(offset)[kind].push(a); };
    for (const a of spans) { note(a.start, "open", a); note(a.end, "shut", a); }
    for (const n of nodes) if (!at.has(n.text_start)) at.set(n.text_start, { open: [], shut: [] });
    const starts = new Map(nodes.map((n) => [n.text_start, n]));
    const borders = [...at.keys()].sort((a, b) => a - b);
    const live = new Set();
    const box = document.createDocumentFragment();
    borders.forEach((border, index) => {
      for (const a of at.get(border).shut) live.delete(a);
      for (const a of at.get(border).open) live.add(a);
      const end = index + 1 < borders.length ? borders[index + 1] : doc.characters.length;
      if (end <= border) return;
      const covering = [...live];
      const ids = covering.map((a) => a.id).filter(Boolean);
      const node = starts.get(border);
      const piece = el("span", { class: covering.map((a) => a.cls).join(" "), "data-ids": ids.join("\n") || null, id: node ? "n:" + node.id : null }, slice(doc.characters, border, end));
      if (ids.length) { piece.title = ids.map(describe).join("\n"); piece.tabIndex = -1; }
      box.append(piece);
    });
    $("text").replaceChildren(box);
  }

  const slice = (characters, start, end) => characters.slice(start, end).join("");

  function describe(id) {
    const { record, table } = byId.get(id);
    if (table === "responsibilities") return `${t(record.role)} · ${agencies.get(record.agency_id)?.name ?? record.agency_text}`;
    if (table === "targets") return `${t(record.kind)} · ${record.indicator ?? ""} ${SIGN[record.comparator]} ${record.value}${record.value_high ? "–" + record.value_high : ""} ${record.unit_text ?? ""}${record.deadline ? " · " + record.deadline : ""}`;
    return id;
  }

  /* Source and text, paragraph by paragraph, with every edit on both sides. */
  function drawPairs() {
    const box = document.createDocumentFragment();
    box.append(el("div", { class: "head" }, t("before")), el("div", { class: "head" }, t("after")));
    let left = el("div"), right = el("div"), textAt = 0, sourceAt = 0;
    const flush = () => { if (left.textContent || right.textContent) box.append(left, right); left = el("div"); right = el("div"); };
    const same = (end) => {
      while (textAt < end) {
        const line = doc.characters.indexOf("\n", textAt);
        const stop = line >= 0 && line < end ? line + 1 : end;
        const words = slice(doc.characters, textAt, stop);
        left.append(words); right.append(words);
        sourceAt += stop - textAt; textAt = stop;
        if (line >= 0 && line < end) flush();
      }
    };
    for (const e of doc.edits) {
      same(e.text_start);
      const cls = `edit ${e.stage}${e.needs_review ? " review" : ""}`;
      left.append(el("span", { class: cls, "data-ids": e.edit_id, title: e.rule }, slice(doc.source, e.source_start, e.source_end)));
      right.append(el("span", { class: cls, "data-ids": e.edit_id, title: e.rule }, slice(doc.characters, e.text_start, e.text_end) || "\u2205"));
      textAt = e.text_end; sourceAt = e.source_end;
    }
    same(doc.characters.length);
    flush();
    $("pairs").replaceChildren(box);
  }

  const heading = (node) => node ? `${node.path}  ${node.heading ?? ""}`.trim() : "";
  const nodeOf = (id) => nodes.find((n) => n.id === id);
  const within = (id, section) => { for (let n = nodeOf(id); n; n = nodeOf(n.up)) if (n.id === section) return true; return false; };

  function chosen(record) {
    if (state.section && !(record.node_id && within(record.node_id, state.section))) return false;
    if (state.role && record.role && record.role !== state.role) return false;
    if (state.agency && record.agency_id && record.agency_id !== state.agency) return false;
    if (state.kind && record.kind && record.kind !== state.kind) return false;
    return !state.query || Object.values(record).some((v) => typeof v === "string" && v.includes(state.query));
  }

  const TABLES = {
    responsibilities: {
      key: "responsibility_id", columns: ["path", "mention", "name", "role"],
      cells: (r) => [r.path, r.agency_text, agencies.get(r.agency_id)?.name ?? "", el("span", { class: `chip ${r.role}` }, t(r.role))],
    },
    agencies: {
      key: "agency_id", columns: ["name", "place", "kind", "count"],
      cells: (a) => [el("span", {}, a.name, a.resolved || a.is_group ? "" : " ", a.resolved || a.is_group ? null : el("span", { class: "chip review" }, t("unresolved"))), a.place ?? "", a.is_group ? t("group") : a.type ? t(a.type) : "", a.mention_count],
    },
    targets: {
      key: "target_id", columns: ["path", "indicator", "value", "unit", "deadline", "kind"],
      cells: (x) => [x.path ?? "", x.indicator ?? "", `${SIGN[x.comparator]} ${x.value}${x.value_high !== null ? "–" + x.value_high : ""}`, x.unit_text ?? "", x.deadline ?? "", el("span", { class: `chip ${x.kind}` }, t(x.kind))],
    },
    edits: {
      key: "edit_id", columns: ["stage", "before", "after", "rule", "confidence"],
      cells: (e) => [t(e.stage), slice(doc.source, e.source_start, e.source_end), slice(doc.characters, e.text_start, e.text_end), e.rule, e.needs_review ? el("span", { class: "chip review" }, `${e.confidence}`) : e.confidence],
    },
    notices: { key: "notice_id", columns: ["code", "message"], cells: (n) => [n.code, n.message] },
    changes: { key: null, columns: ["record", "change", "path", "before", "after"], cells: (c) => [c.record, c.change, [c.old_path, c.new_path].filter(Boolean).join(" → "), c.before ?? "", c.after ?? ""] },
  };
  const rowsOf = (tab) => (tab === "changes" ? DATA.changes ?? [] : doc[tab]).filter((r) => tab === "agencies" ? (!state.agency || r.agency_id === state.agency) && (r.mention_count > 0) && (!state.query || r.name.includes(state.query)) : chosen(r));

  function drawTable(tab) {
    const { key, columns, cells } = TABLES[tab];
    let rows = rowsOf(tab).map((record) => ({ record, cells: cells(record) }));
    if (tab === "edits" && !state.sort) rows.sort((a, b) => (a.record.stage === b.record.stage ? 0 : a.record.stage === "restore" ? -1 : 1));
    if (state.sort) {
      const { column, down } = state.sort;
      const plain = (c) => (c instanceof Node ? c.textContent : c);
      rows.sort((a, b) => (typeof a.cells[column] === "number" ? a.cells[column] - b.cells[column] : String(plain(a.cells[column])).localeCompare(String(plain(b.cells[column])), "zh")) * (down ? -1 : 1));
    }
    if (!rows.length) return el("p", { class: "empty" }, t("none"));
    const shown = rows.slice(0, 2000);
    const order = (i) => state.sort?.column === i ? (state.sort.down ? "descending" : "ascending") : null;
    const sort = (i) => { state.sort = { column: i, down: state.sort?.column === i && !state.sort.down }; drawPanel(); $("panel").querySelectorAll("th")[i].focus(); };
    const head = columns.map((c, i) => el("th", { scope: "col", tabindex: "0", "aria-sort": order(i), on: { click: () => sort(i), keydown: (e) => e.key === "Enter" && sort(i) } }, t(c)));
    const body = shown.map(({ record, cells: values }) => {
      const id = key ? record[key] : record.new_id ?? record.old_id;
      const row = el("tr", { "data-id": id, tabindex: "0", "aria-current": id === state.current }, values.map((v, i) => el("td", { class: typeof v === "number" ? "number" : ["rule", "code"].includes(columns[i]) ? "code" : typeof v === "string" && v.length <= 8 ? "short" : null }, v instanceof Node ? v : String(v))));
      if (id) row.lastChild.append(" ", el("a", { class: "permalink", href: "#" + encodeURIComponent(id) }, "¶"));
      return row;
    });
    return el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", { on: { click: pickRow, keydown: (e) => e.key === "Enter" && pickRow(e) } }, body));
  }

  function pickRow(event) {
    const row = event.target.closest("tr");
    if (!row?.dataset.id || event.target.closest("a")) return;
    go(row.dataset.id);
  }

  function drawOutline() {
    const root = el("ul", { class: "tree" });
    const lists = new Map([[null, root]]);
    for (const n of nodes) {
      const duties = doc.responsibilities.filter((r) => r.node_id === n.id);
      const numbers = doc.targets.filter((x) => x.node_id === n.id).length;
      if (state.section && !within(n.id, state.section)) continue;
      if ((state.agency || state.role) && n.role === "measure" && !duties.some((r) => (!state.agency || r.agency_id === state.agency) && (!state.role || r.role === state.role))) continue;
      const leads = duties.filter((r) => r.role === "lead").slice(0, 3).map((r) => el("span", { class: "chip lead" }, r.agency_text));
      const line = el("div", { "data-id": n.id, tabindex: "0" }, el("span", { class: "label" }, n.label), n.heading ?? "…", " ", leads, numbers ? el("span", { class: "count" }, " " + counted(numbers, numbers === 1 ? "number" : "numbers")) : null);
      const list = el("ul", { class: "tree" });
      (lists.get(n.up ?? null) ?? root).append(el("li", {}, line, list));
      lists.set(n.id, list);
    }
    const pick = (e) => { const line = e.target.closest("[data-id]"); if (line) go(line.dataset.id); };
    root.addEventListener("click", pick);
    root.addEventListener("keydown", (e) => e.key === "Enter" && pick(e));
    root.addEventListener("keydown", (e) => { if (e.key === "Enter" && e.target.dataset.id) go(e.target.dataset.id); });
    return nodes.length ? root : el("p", { class: "empty" }, t("none"));
  }

  /* ---- plots ---- */
  function legend(names) { return el("div", { class: "legend" }, names.map((n) => el("span", {}, swatch(n), t(n)))); }
  function swatch(name) { const i = el("i"); i.style.background = `var(--${name})`; return i; }
  const figure = (name, content, names) => el("figure", { id: "plot-" + name }, el("figcaption", {}, t(name), el("small", {}, t(name + "Note"))), names ? legend(names) : null, el("div", { class: "plot" }, content));
  const loads = () => {
    const found = new Map();
    for (const r of doc.responsibilities.filter(chosen)) {
      if (!found.has(r.agency_id)) found.set(r.agency_id, { total: 0, lead: 0, support: 0, guide: 0, responsible: 0 });
      found.get(r.agency_id)[r.role] += 1; found.get(r.agency_id).total += 1;
    }
    return [...found].sort((a, b) => b[1].total - a[1].total || (a[0] < b[0] ? -1 : 1));
  };
  const short = (text, length) => text.length > length ? text.slice(0, length - 1) + "…" : text;
  const said = (id) => doc.agency_names.filter((n) => n.agency_id === id).sort((a, b) => b.mention_count - a.mention_count)[0]?.text ?? agencies.get(id)?.name ?? id;

  function matrix() {
    const columns = loads().slice(0, 60).map(([id]) => id);
    const rows = nodes.filter((n) => doc.responsibilities.some((r) => r.node_id === n.id && chosen(r)));
    const left = 190, top = 118, size = 15;
    const svg = el("svg:svg", { width: left + columns.length * size + 90, height: top + rows.length * size + 6, role: "img", "aria-label": t("matrix") });
    columns.forEach((id, x) => svg.append(el("svg:text", { x: 0, y: 0, transform: `translate(${left + x * size + 11},${top - 6}) rotate(-55)`, class: "soft" }, short(said(id), 10))));
    rows.forEach((n, y) => {
      svg.append(el("svg:text", { x: left - 8, y: top + y * size + 11, "text-anchor": "end" }, short(`${n.label} ${n.heading ?? ""}`, 14)));
      svg.append(el("svg:line", { x1: left, x2: left + columns.length * size, y1: top + y * size, y2: top + y * size, class: "grid" }));
      for (const r of doc.responsibilities.filter((r) => r.node_id === n.id && chosen(r))) {
        const x = columns.indexOf(r.agency_id);
        if (x < 0) continue;
        const cell = el("svg:rect", { x: left + x * size + 1.5, y: top + y * size + 1.5, width: size - 3, height: size - 3, rx: 2, class: "cell", "data-id": r.responsibility_id }, el("svg:title", {}, `${heading(n)}\n${r.agency_text} · ${t(r.role)}`));
        cell.style.fill = `var(--${r.role})`;
        svg.append(cell);
      }
    });
    return svg;
  }

  function load() {
    const rows = loads().slice(0, 30), left = 170, width = 330;
    const most = Math.max(1, ...rows.map(([, c]) => c.total));
    const svg = el("svg:svg", { width: left + width + 40, height: rows.length * 22 + 8, role: "img", "aria-label": t("load") });
    rows.forEach(([id, count], y) => {
      svg.append(el("svg:text", { x: left - 8, y: y * 22 + 16, "text-anchor": "end" }, short(said(id), 13)));
      let x = left;
      for (const role of ROLES) {
        const w = count[role] / most * width;
        if (!w) continue;
        const bar = el("svg:rect", { x, y: y * 22 + 4, width: w, height: 15, class: "bar", "data-agency": id }, el("svg:title", {}, `${agencies.get(id)?.name ?? id}\n${t(role)}: ${count[role]}`));
        bar.style.fill = `var(--${role})`; svg.append(bar); x += w;
      }
      svg.append(el("svg:text", { x: x + 5, y: y * 22 + 16, class: "soft" }, String(count.total)));
    });
    return svg;
  }

  function bydeadline() {
    const numbers = doc.targets.filter(chosen);
    const times = [...new Set(numbers.map((x) => x.deadline))].sort((a, b) => (a ?? "~") < (b ?? "~") ? -1 : 1);
    const left = 95, step = 17, across = 24;
    const svg = el("svg:svg", { width: left + across * step + 20, height: Math.max(1, times.reduce((h, d) => h + Math.ceil(numbers.filter((x) => x.deadline === d).length / across) * step + 14, 8)), role: "img", "aria-label": t("bydeadline") });
    let y = 12;
    for (const time of times) {
      const members = numbers.filter((x) => x.deadline === time);
      svg.append(el("svg:text", { x: left - 10, y: y + 5, "text-anchor": "end" }, time ?? t("nodeadline")));
      members.forEach((x, i) => {
        const dot = el("svg:circle", { cx: left + (i % across) * step + 6, cy: y + Math.floor(i / across) * step, r: 6, class: "dot", "data-id": x.target_id }, el("svg:title", {}, describe(x.target_id)));
        dot.style.fill = `var(--${x.kind})`; dot.style.stroke = "var(--soft)"; svg.append(dot);
      });
      y += Math.ceil(members.length / across) * step + 14;
    }
    return svg;
  }

  function graph() {
    const top = loads().slice(0, 28), ids = top.map(([id]) => id), size = 560;
    const links = new Map();
    for (const n of nodes) {
      const here = [...new Set(doc.responsibilities.filter((r) => r.node_id === n.id && chosen(r)).map((r) => ids.indexOf(r.agency_id)))].filter((i) => i >= 0).sort((a, b) => a - b);
      for (let a = 0; a < here.length; a++) for (let b = a + 1; b < here.length; b++) links.set(here[a] + "," + here[b], (links.get(here[a] + "," + here[b]) ?? 0) + 1);
    }
    const edges = [...links].map(([k, w]) => [...k.split(",").map(Number), w]);
    const p = ids.map((_, i) => ({ x: Math.cos(i * 2.4) * (40 + i * 6), y: Math.sin(i * 2.4) * (40 + i * 6) }));
    for (let round = 0; round < 260; round++) {
      const force = p.map((q) => ({ x: -q.x * 0.012, y: -q.y * 0.012 }));
      for (let a = 0; a < p.length; a++) for (let b = 0; b < p.length; b++) if (a !== b) {
        const dx = p[a].x - p[b].x, dy = p[a].y - p[b].y, d = dx * dx + dy * dy + 1;
        force[a].x += dx / d * 90; force[a].y += dy / d * 90;
      }
      for (const [a, b, w] of edges) {
        const dx = p[a].x - p[b].x, dy = p[a].y - p[b].y, pull = 0.0012 * Math.sqrt(w);
        force[a].x -= dx * pull; force[a].y -= dy * pull; force[b].x += dx * pull; force[b].y += dy * pull;
      }
      p.forEach((q, i) => { q.x += Math.max(-8, Math.min(8, force[i].x * 2)); q.y += Math.max(-8, Math.min(8, force[i].y * 2)); });
    }
    const reach = Math.max(1, ...p.map((q) => Math.max(Math.abs(q.x), Math.abs(q.y))));
    const at = (q) => ({ x: size / 2 + q.x / reach * (size / 2 - 70), y: size / 2 + q.y / reach * (size / 2 - 30) });
    const svg = el("svg:svg", { width: size, height: size, role: "img", "aria-label": t("graph") });
    const heavy = Math.max(1, ...edges.map((e) => e[2]));
    for (const [a, b, w] of edges) if (w > heavy * 0.06) {
      const u = at(p[a]), v = at(p[b]);
      svg.append(el("svg:line", { x1: u.x, y1: u.y, x2: v.x, y2: v.y, class: "edge", "stroke-width": 0.6 + w / heavy * 6 }, el("svg:title", {}, `${said(ids[a])} · ${said(ids[b])}: ${w}`)));
    }
    const most = Math.max(1, ...top.map(([, c]) => c.total));
    top.forEach(([id, count], i) => {
      const q = at(p[i]);
      const main = ROLES.reduce((a, b) => (count[b] > count[a] ? b : a));
      const dot = el("svg:circle", { cx: q.x, cy: q.y, r: 4 + Math.sqrt(count.total / most) * 11, class: "dot", "data-agency": id }, el("svg:title", {}, `${agencies.get(id)?.name ?? id}: ${count.total}`));
      dot.style.fill = `var(--${main})`;
      svg.append(dot, el("svg:text", { x: q.x, y: q.y - 8 - Math.sqrt(count.total / most) * 11, "text-anchor": "middle" }, short(said(id), 9)));
    });
    return svg;
  }

  function drawPlots() {
    const box = el("div", {}, figure("matrix", matrix(), ROLES), figure("load", load(), ROLES), figure("bydeadline", bydeadline(), KINDS), figure("graph", graph(), ROLES));
    box.addEventListener("click", (e) => {
      const mark = e.target.closest("[data-id],[data-agency]");
      if (mark?.dataset.id) go(mark.dataset.id);
      else if (mark?.dataset.agency) { state.agency = state.agency === mark.dataset.agency ? "" : mark.dataset.agency; drawFilters(); drawPanel(); }
    });
    return box;
  }

  /* ---- the frame ---- */
  function drawPanel() {
    const tab = state.tab;
    $("panel").replaceChildren(tab === "outline" ? drawOutline() : tab === "plots" ? drawPlots() : drawTable(tab));
    for (const b of $("tabs").children) b.setAttribute("aria-selected", b.dataset.tab === tab);
    markText();
  }

  function markText() {
    const on = state.agency || state.role || state.kind || state.section;
    for (const piece of $("text").querySelectorAll("[data-ids]")) {
      const records = piece.dataset.ids.split("\n").map((id) => byId.get(id)).filter((r) => r && r.table !== "clauses");
      piece.classList.toggle("dim", Boolean(on) && records.length > 0 && !records.some((r) => chosen(r.record)));
    }
  }

  function drawFilters() {
    const pick = (name, options) => el("label", {}, el("span", { class: "count" }, t(name) + " "), el("select", { id: "filter-" + name, on: { change: (e) => { state[name] = e.target.value; drawPanel(); } } },
      el("option", { value: "" }, t("all")), options.map(([value, text]) => el("option", { value, selected: state[name] === value }, text))));
    $("filters").replaceChildren(
      pick("agency", loads0().map(([id, n]) => [id, `${short(said(id), 14)} (${n})`])), pick("role", ROLES.map((r) => [r, t(r)])),
      pick("kind", KINDS.map((k) => [k, t(k)])), pick("section", nodes.filter((n) => n.role === "section").map((n) => [n.id, short(heading(n), 18)])));
  }
  const loads0 = () => doc.agencies.filter((a) => a.mention_count).map((a) => [a.agency_id, a.mention_count]).sort((a, b) => b[1] - a[1]);

  function drawFrame() {
    document.documentElement.lang = state.language === "zh" ? "zh-Hans" : "en";
    $("title").textContent = doc.title ?? doc.document_id;
    $("subtitle").textContent = [doc.issuer, doc.document_number, doc.date_issued, t(doc.status), counted(nodes.length, "items"), counted(doc.responsibilities.length, "duties"), counted(doc.targets.length, doc.targets.length === 1 ? "number" : "numbers")].filter(Boolean).join(" · ");
    document.title = doc.title ?? doc.document_id;
    $("search").placeholder = t("search");
    $("search").setAttribute("aria-label", t("search"));
    $("theme").textContent = document.documentElement.dataset.theme === "dark" ? t("light") : t("dark");
    $("side").textContent = document.body.dataset.side === "text" ? t("tables") : t("reading");
    const count = { outline: nodes.length, agencies: doc.agencies.filter((a) => a.mention_count).length, changes: (DATA.changes ?? []).length };
    const tabs = ["outline", "responsibilities", "agencies", "targets", "plots", "edits", "notices", ...(DATA.changes ? ["changes"] : [])];
    $("tabs").replaceChildren(...tabs.map((tab) => el("button", { role: "tab", "data-tab": tab, on: { click: () => choose(tab) } }, t(tab), tab === "plots" ? null : el("span", { class: "count" }, count[tab] ?? doc[tab].length))));
    $("views").replaceChildren(...["text", "pairs"].map((view) => el("button", { role: "tab", "data-view": view, "aria-selected": state.view === view, on: { click: () => look(view) } }, t(view))));
    $("keys").replaceChildren(el("h2", {}, t("keys")), ...[["/", "k1"], ["j k", "k2"], [`1 – ${tabs.length}`, "k3"], ["s", "k4"], ["Esc", "k5"]].map(([key, word]) => el("p", {}, el("kbd", {}, key), " ", t(word))), el("form", { method: "dialog" }, el("button", {}, "OK")));
    const several = DATA.documents.length > 1;
    $("documents").hidden = !several;
    $("documents").replaceChildren(...DATA.documents.map((d, i) => el("option", { value: i, selected: i === state.document }, short(d.title ?? d.document_id, 30))));
  }

  function choose(tab) { state.tab = tab; state.sort = null; if (tab === "edits") look("pairs"); drawPanel(); }
  function look(view) {
    state.view = view;
    if (view === "pairs" && !$("pairs").childElementCount) drawPairs();
    $("text").hidden = view !== "text"; $("pairs").hidden = view !== "pairs";
    for (const b of $("views").children) b.setAttribute("aria-selected", b.dataset.view === view);
  }
  function draw() { $("pairs").replaceChildren(); drawFrame(); drawText(); drawFilters(); look(state.view); drawPanel(); }

  /* Show a record on both sides: its place in the text, its row in the tables. */
  function go(id, fromText) {
    const known = byId.get(id);
    if (!known) return;
    state.current = id;
    history.replaceState(null, "", "#" + encodeURIComponent(id));
    const { table } = known;
    if (table === "edits") look("pairs"); else if (state.view === "pairs") look("text");
    if (fromText) {
      if (table === "clauses") { const first = doc.responsibilities.find((r) => r.clause_id === id); if (first) return go(first.responsibility_id, true); }
      const tab = TABLES[table] ? table : "outline";
      if (state.tab !== tab) { state.tab = tab; state.sort = null; }
      drawPanel();
    }
    for (const row of $("panel").querySelectorAll("[data-id]")) {
      const here = row.dataset.id === id;
      row.setAttribute("aria-current", here);
      if (here && fromText) { row.scrollIntoView({ block: "center" }); flash(row); }
    }
    if (!fromText) {
      document.body.dataset.side = "text";
      const pieces = table === "agencies" ? places(id) : table === "outline" ? [document.getElementById("n:" + id)] : [...$(table === "edits" ? "pairs" : "text").querySelectorAll("[data-ids]")].filter((p) => p.dataset.ids.split("\n").includes(id));
      if (pieces[0]) { pieces[0].scrollIntoView({ block: table === "outline" ? "start" : "center" }); pieces.forEach(flash); }
    }
    $("side").textContent = document.body.dataset.side === "text" ? t("tables") : t("reading");
  }
  const places = (agency) => { const ids = new Set(doc.responsibilities.filter((r) => r.agency_id === agency).map((r) => r.responsibility_id)); return [...$("text").querySelectorAll("[data-ids]")].filter((p) => p.dataset.ids.split("\n").some((i) => ids.has(i))); };
  function flash(piece) { piece.classList.remove("flash"); void piece.getBoundingClientRect(); piece.classList.add("flash"); }

  function search(query) {
    state.query = query;
    for (const piece of $("text").querySelectorAll(".found")) piece.classList.remove("found");
    if (query) {
      const whole = $("text").textContent;
      const hits = [];
      for (let at = whole.indexOf(query); at >= 0 && hits.length < 2000; at = whole.indexOf(query, at + query.length)) hits.push([at, at + query.length]);
      let from = 0, next = 0;
      for (const piece of $("text").children) {
        const to = from + piece.textContent.length;
        while (next < hits.length && hits[next][1] <= from) next++;
        if (next < hits.length && hits[next][0] < to) piece.classList.add("found");
        from = to;
      }
      $("text").querySelector(".found")?.scrollIntoView({ block: "center" });
    }
    drawPanel();
  }

  function step(by) {
    const known = byId.get(state.current)?.record;
    const index = nodes.findIndex((n) => n.id === (known?.node_id ?? state.current));
    const next = nodes[Math.max(0, Math.min(nodes.length - 1, index + by))];
    if (next) go(next.id);
  }

  const clicked = (e) => {
    const piece = e.target.closest("[data-ids]");
    if (!piece) return;
    const ids = piece.dataset.ids.split("\n");
    if (window.matchMedia("(max-width: 760px)").matches) document.body.dataset.side = "tables";
    go(ids.find((id) => id !== state.current && byId.get(id).table !== "clauses") ?? ids[ids.length - 1], true);
  };
  $("text").addEventListener("click", clicked);
  $("pairs").addEventListener("click", clicked);
  $("search").addEventListener("input", (e) => search(e.target.value.trim()));
  $("language").addEventListener("click", () => { state.language = state.language === "zh" ? "en" : "zh"; drawFrame(); drawText(); drawFilters(); search(state.query); if ($("pairs").childElementCount) drawPairs(); });
  $("theme").addEventListener("click", () => { document.documentElement.dataset.theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark"; drawFrame(); drawPanel(); });
  $("side").addEventListener("click", () => { document.body.dataset.side = document.body.dataset.side === "text" ? "tables" : "text"; drawFrame(); drawPanel(); });
  $("help").addEventListener("click", () => $("keys").showModal());
  $("documents").addEventListener("change", (e) => open(Number(e.target.value)));
  document.addEventListener("keydown", (e) => {
    if ($("keys").open) return;
    if (e.key === "Escape") { $("search").value = ""; Object.assign(state, { agency: "", role: "", kind: "", section: "" }); drawFilters(); search(""); $("search").blur(); return; }
    if (e.target.matches("input, select, textarea") || e.ctrlKey || e.metaKey || e.altKey) return;
    const tabs = [...$("tabs").children];
    if (e.key === "/") { e.preventDefault(); $("search").focus(); }
    else if (e.key === "j") step(1); else if (e.key === "k") step(-1);
    else if (e.key === "s") look(state.view === "text" ? "pairs" : "text");
    else if (e.key === "?") $("keys").showModal();
    else if (tabs[Number(e.key) - 1]) choose(tabs[Number(e.key) - 1].dataset.tab);
  });
  window.addEventListener("hashchange", follow);
  function follow() {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { return; } // a link that was cut in the middle of a character
    if (!id) return;
    const number = DATA.documents.findIndex((d) => id === d.document_id || id.startsWith(d.document_id + "/") || id.startsWith(d.document_id + "#"));
    if (number >= 0 && number !== state.document) open(number);
    go(id); go(id, true);
  }
  for (const d of DATA.documents) { d.characters = [...d.text]; d.source = [...d.source_text]; }
  document.documentElement.dataset.theme = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  open(0);
  follow();
})();
