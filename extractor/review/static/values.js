// The values of a paper, in groups. Built anew after each answer of the server; what is being typed is kept by paper.js.
import { Grid } from "./grid.js";
import { h, spoken, t } from "./dom.js";

const MAIN_ORIGINS = { analyst: "✓", text: "", ocr: "", embedded: "", derived: "=" };

export function sure(cell) {
  if (!cell) return "–";
  if (cell.origin === "analyst") return `${MAIN_ORIGINS.analyst} ${t("seen")}`;
  return `${MAIN_ORIGINS[cell.origin] ?? ""}${Math.floor(cell.confidence * 100)} % ${cell.origin}`.trim();
}

export function panel(paper, tools) {
  const { types, roles, readOnly, hooks } = tools;
  return [
    title(paper, types, readOnly, hooks),
    findings(paper, readOnly, hooks),
    ...paper.groups.slice(0, 1).map((group) => fields(group, readOnly, hooks)),
    parties(paper, roles, readOnly, hooks),
    goods(paper, readOnly, hooks, tools.allColumns),
    ...paper.groups.slice(1).map((group) => fields(group, readOnly, hooks)),
    readOnly ? null : adding(paper, hooks),
  ].filter(Boolean);
}

const ALARMING = { high: "error", critical: "error", medium: "warning" };

function findings(paper, readOnly, hooks) {
  const failing = paper.checks.filter((check) => check.status === "fail")
    .map((check) => h("li", { class: check.severity }, `${spoken(check.code)}: ${check.message}`));
  const seen = paper.indicators.map((found) =>
    h("li", { class: ALARMING[found.severity] ?? "info", title: found.legal_basis }, `${found.code}: ${found.message}`));
  const listed = paper.screening.map((hit) => h("li", { class: hit.open ? "error" : "info" }, `${spoken(hit.role)}: ${hit.sentence}`,
    readOnly || !hit.open ? null : h("button", { type: "button", class: "quiet", onclick: () => hooks.onRuledOut(hit) }, t("Not this party"))));
  const missed = paper.why.map((text) => h("li", { class: "warning" }, text));
  const found = [...listed, ...failing, ...missed, ...seen];
  return found.length ? h("ul", { class: "checks", "aria-label": t("Checks") }, ...found) : null;
}

function title(paper, types, readOnly, hooks) {
  const choice = h("select", { id: "doc-type", "aria-label": t("Type of the paper"), disabled: readOnly,
    onchange: (event) => hooks.onType(event.target.value) },
    ...types.map((name) => h("option", { value: name, selected: name === paper.doc_type.value }, spoken(name))));
  const tags = h("input", { id: "tags", value: paper.tags.join(", "), placeholder: t("Tags, with commas"), "aria-label": t("Tags"),
    readonly: readOnly, onchange: (event) => hooks.onTags(event.target.value) });
  const others = paper.siblings.filter((one) => one.id !== paper.id && one.status !== "junk");
  return h("div", {}, h("div", { class: "title" }, choice,
      h("small", { class: paper.doc_type.look ? "status needs_review" : "" }, `${Math.floor(paper.doc_type.confidence * 100)} %`),
      h("span", { class: `status ${paper.status}` }, spoken(paper.status)), h("span", { class: "tags" }, tags)),
    h("small", {}, paper.file, others.length ? ` · ${t("in the same file")}: ` : "",
      ...others.map((one) => h("a", { href: `/documents/${one.id}` }, `${spoken(one.doc_type)} p${one.pages.join(",")} `))));
}

function fields(group, readOnly, hooks) {
  return h("section", { class: "group" }, h("h2", {}, t(group.title)), ...group.fields.map((field) => row(field, readOnly, hooks)));
}

export function row(field, readOnly, hooks) {
  const text = field.cell?.text ?? "";
  const id = `f-${field.path}`;
  const tag = field.kind === "long" && text.length > 42 ? "textarea" : "input";
  const input = h(tag, { id, value: text, "data-path": field.path, readonly: readOnly, autocomplete: "off", spellcheck: "false",
    placeholder: field.cell ? null : t("not found") });
  input.addEventListener("focus", () => hooks.onFocus(field.path, input));
  const raw = field.cell?.raw && field.cell.raw !== text ? h("div", { class: "raw" }, `${t("printed")}: ${field.cell.raw}`) : null;
  return h("div", { class: `field${field.look ? " look" : ""}`, "data-row": field.path },
    h("label", { for: id, title: field.path }, t(field.label)), input, h("span", { class: "sure" }, sure(field.cell)), raw);
}

function parties(paper, roles, readOnly, hooks) {
  const parts = paper.parties.map((party) => h("div", { class: "party" },
    h("h2", {}, spoken(party.role), readOnly ? null : h("button", { class: "quiet end", type: "button",
      onclick: () => hooks.onEdits([{ path: `parties[${party.index}]`, remove: true }]) }, t("Take out"))),
    ...party.fields.map((field) => row(field, readOnly, hooks)), company(party, readOnly, hooks)));
  return h("section", { class: "group" }, h("h2", {}, t("Parties")), ...parts);
}

function company(party, readOnly, hooks) {
  const { entity } = party;
  const words = { match: `= ${entity?.name}`, review: `${t("near")} ${entity?.name} (${Math.round(entity?.score ?? 0)})`, new: t("a company not known yet") };
  return h("div", { class: "entity", "data-company": party.index },
    h("span", { class: entity?.decision === "review" ? "status needs_review" : "" }, words[entity?.decision] ?? t("no company")),
    readOnly ? null : h("button", { type: "button", class: "quiet", onclick: () => hooks.onCompany(party.index) }, t("Which company?")));
}

export function choices(party, found, hooks) {
  const name = party.fields[0].cell?.text ?? "";
  const pick = (entry) => h("div", { class: "choice" },
    h("span", {}, h("b", {}, entry.name), ` ${entry.country || ""} · ${Math.round(entry.score)}`, h("br"), h("small", {}, entry.reasons.join("; "))),
    h("button", { type: "button", onclick: () => hooks.onChoose(party.index, { choice: "pick", company_id: entry.id, remember: true }) }, t("This one")),
    h("button", { type: "button", class: "quiet", onclick: () => hooks.onChoose(party.index, { choice: "none", company_id: entry.id }) }, t("Not the same")));
  const title = h("input", { value: name, "aria-label": t("Name of the new company") });
  return h("div", { class: "choices" }, ...found.map(pick),
    h("div", { class: "choice" }, title, h("button", { type: "button",
      onclick: () => hooks.onChoose(party.index, { choice: "create", name: title.value, remember: true }) }, t("Create this company"))));
}

function goods(paper, readOnly, hooks, allColumns) {
  const grid = new Grid(paper, { readOnly, allColumns, onFocus: hooks.onFocus, onRows: (rows) => hooks.onEdits([{ path: "lines", rows }]) });
  hooks.onGrid(grid);
  return h("section", { class: "group" }, h("h2", {}, t("Goods"), h("span", { class: "end" }, `${paper.lines.length} ${t("lines")}`)), grid.element());
}

function adding(paper, hooks) {
  const field = h("select", { "aria-label": t("Value to add") }, ...paper.addable.map((item) => h("option", { value: item.name }, t(item.label))));
  const value = h("input", { "aria-label": t("Its value"), placeholder: t("Value") });
  const add = () => value.value.trim() && hooks.onEdits([{ path: field.value, value: value.value }]);
  const role = h("select", { "aria-label": t("Role of the party") }, ...hooks.roles.map((name) => h("option", { value: name }, spoken(name))));
  const name = h("input", { "aria-label": t("Name of the party"), placeholder: t("Name") });
  const join = () => name.value.trim() && hooks.onEdits([{ path: "parties", role: role.value, value: name.value }]);
  return h("section", { class: "group" }, h("h2", {}, t("Add")),
    h("div", { class: "tags" }, field, value, h("button", { type: "button", onclick: add }, t("Add value"))),
    h("div", { class: "tags" }, role, name, h("button", { type: "button", onclick: join }, t("Add party"))));
}
