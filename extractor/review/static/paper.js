// The paper page: what is on the screen, what has the focus, and the keys. Changes go to the server one after the other.
import { Refused, send, setToken } from "./api.js";
import * as dialogs from "./dialogs.js";
import { byId, h, setWords, t } from "./dom.js";
import { filler } from "./fill.js";
import { bindKeys } from "./keys.js";
import { choices, panel } from "./values.js";
import { Viewer } from "./viewer.js";

const data = JSON.parse(byId("data").textContent);
setToken(data.csrf);
setWords(data.words);
let paper = data.paper;
const urgency = paper.priority; // as it was opened: what is confirmed makes it less urgent
let chosen = null; // path of the value that has the focus
let grid = null;
let pending = Promise.resolve();
const places = new Map(); // path -> where the text in its input was clicked
const sent = new Map(); // path -> text that is on its way or was refused: to leave the field does not send it again
const here = `/api/documents/${paper.id}`;
const readOnly = () => !paper.may.edit || !paper.mine;
const inputs = () => [...byId("values").querySelectorAll("[data-path]")];
const inputAt = (path) => inputs().find((input) => input.dataset.path === path);

function cells() {
  const out = new Map();
  for (const group of [...paper.groups, ...paper.parties]) for (const field of group.fields) out.set(field.path, { ...field.cell, look: field.look });
  paper.lines.forEach((line, index) => {
    for (const [name, cell] of Object.entries(line)) out.set(`lines[${index}].${name}`, cell);
  });
  return out;
}

function boxes() {
  const row = /^lines\[\d+\]/.exec(chosen ?? "")?.[0];
  return [...cells()].filter(([path, cell]) => cell.bbox && (!path.startsWith("lines[") || cell.look || path.startsWith(`${row}.`)))
    .map(([path, cell]) => ({ path, page: cell.page, bbox: cell.bbox, look: cell.look }));
}

function say(text, kind = "", ...buttons) {
  byId("banner").className = kind;
  byId("banner").replaceChildren(...(text ? [text, ...buttons] : []));
}

function render() {
  const typed = new Map(inputs().filter((input) => input.dataset.typed).map((input) => [input.dataset.path, input.value]));
  const focus = document.activeElement?.dataset?.path;
  const range = focus && [document.activeElement.selectionStart, document.activeElement.selectionEnd];
  const scroll = byId("values").scrollTop;
  byId("values").replaceChildren(...panel(paper, { types: data.types, readOnly: readOnly(), hooks, allColumns: [...paper.columns, ...extraColumns()] }));
  for (const input of inputs()) {
    if (typed.has(input.dataset.path)) { input.value = typed.get(input.dataset.path); input.dataset.typed = "1"; }
  }
  byId("values").scrollTop = scroll;
  if (focus) {
    const input = inputAt(focus);
    input?.focus({ preventScroll: true });
    if (range && input?.setSelectionRange) input.setSelectionRange(...range);
  }
  for (const id of ["accept", "skip", "undo", "junk", "duplicate", "cut"]) byId(id).disabled = readOnly();
  byId("reopen").hidden = paper.status === "needs_review";
  byId("take").hidden = !(paper.may.override && !paper.mine);
  viewer.mark(boxes(), chosen, false);
}

function extraColumns() {
  const known = new Set(paper.columns.map((column) => column.name));
  return ["net_weight_kg", "gross_weight_kg", "package_count", "unit_price", "amount", "composition", "size", "coating", "carton_numbers"]
    .filter((name) => !known.has(name)).map((name) => ({ name, label: name.replaceAll("_", " ") }));
}

const hooks = {
  roles: data.roles,
  onGrid: (found) => { grid = found; },
  onFocus(path, input) {
    chosen = path;
    for (const row of document.querySelectorAll(".field.chosen")) row.classList.remove("chosen");
    input.closest(".field")?.classList.add("chosen");
    viewer.mark(boxes(), path);
  },
  onEdits: (edits) => change(edits),
  onRows: (rows) => change([{ path: "lines", rows }]),
  onType: (value) => recut([{ pages: paper.own_pages, doc_type: value }]),
  onTags: (text) => task(async () => {
    paper.tags = (await send("PUT", `${here}/tags`, { tags: text.split(",").map((tag) => tag.trim()).filter(Boolean) })).tags;
  }),
  onCompany: (index) => task(async () => {
    const party = partyAt(index);
    const found = await send("GET", `${here}/parties/${index}/candidates`);
    const place = document.querySelector(`[data-company="${index}"]`);
    place.replaceWith(h("div", { "data-company": index }, choices(party, found.candidates, hooks)));
    document.querySelector(`[data-company="${index}"] button`)?.focus();
  }),
  onRuledOut: (hit) => task(async () => {
    paper = await send("POST", `${here}/hits`, { name: hit.name, key: hit.key });
    render();
  }),
  onChoose: (index, choice) => task(async () => {
    paper = await send("POST", `${here}/parties/${index}/company`, { version: paper.version, ...choice });
    render();
    nextLook(`parties[${index}].name`);
  }),
};

// One change after the other, so that each names the version that the one before it made.
function task(action) {
  pending = pending.then(action).catch((error) => {
    if (!(error instanceof Refused)) throw error;
    refused(error);
  });
  return pending;
}

function change(edits) {
  return task(async () => {
    try {
      paper = await send("POST", `${here}/edits`, { version: paper.version, edits });
      for (const edit of edits) clean(edit.path);
      if (edits.some((edit) => edit.path === "lines")) for (const path of lineInputs()) clean(path);
      say("");
      render();
    } catch (error) {
      if (error instanceof Refused && error.status === 409) return conflict(error.body, edits);
      throw error;
    }
  });
}

const lineInputs = () => inputs().map((input) => input.dataset.path).filter((path) => path.startsWith("lines["));

function clean(path) {
  places.delete(path);
  sent.delete(path);
  const input = inputAt(path);
  if (input) delete input.dataset.typed;
}

async function reload() {
  paper = await send("GET", here);
  render();
}

function conflict(body, edits) {
  const mine = edits.find((edit) => edit.path === body.path);
  const text = `${t("Somebody else changed")} ${body.path}: ${t("it was")} “${body.seen}”, ${t("it is now")} “${body.current}”` +
    (mine?.value ? `, ${t("yours is")} “${mine.value}”.` : ".");
  const drop = () => { for (const edit of edits) clean(edit.path); say(""); task(reload); };
  const keep = async () => { say(""); await task(async () => { paper = await send("GET", here); }); change(edits); };
  say(text, "bad", h("button", { type: "button", onclick: drop }, t("Keep theirs")), h("button", { type: "button", onclick: keep }, t("Use mine")));
}

function refused(error) {
  const { path } = error.body;
  say(error.message + (error.body.advice ? ` ${error.body.advice}` : ""), "bad");
  const input = path && inputAt(path);
  if (input) { input.setAttribute("aria-invalid", "true"); input.focus(); }
  if (error.status === 423) { paper.mine = false; render(); }
}

// -- one value ---------------------------------------------------------------------------------------------------------

function commit(input, confirm) {
  const { path } = input.dataset;
  const known = cells().get(path);
  const value = input.value.trim();
  if (path.startsWith("lines[") && grid?.loose) { if (input.dataset.typed) return change([{ path: "lines", rows: grid.sent() }]); return null; }
  if (value === (known?.text ?? "")) {
    delete input.dataset.typed;
    const doubtful = known?.text && (known.look || known.origin !== "analyst");
    return confirm && doubtful ? change([{ path, confirm: true }]) : null;
  }
  sent.set(path, input.value);
  if (!value) return change([{ path, remove: true }]);
  return change([{ path, value, ...(places.get(path) ?? {}) }]);
}

function looks() {
  const found = [...cells()].filter(([, cell]) => cell.look).map(([path]) => path);
  return inputs().filter((input) => found.includes(input.dataset.path));
}

function nextLook(from, back = false) {
  const all = inputs();
  const start = all.findIndex((input) => input.dataset.path === from);
  const rest = looks().filter((input) => input.dataset.path !== from)
    .filter((input) => (back ? all.indexOf(input) < start : all.indexOf(input) > start));
  const target = back ? rest.at(-1) : rest[0];
  if (!target) { if (!back) byId("accept").focus(); return Boolean(target); }
  target.focus();
  target.select?.();
  return true;
}

const partyAt = (index) => paper.parties.find((party) => party.index === Number(index));

function companyOf(path) {
  const index = /^parties\[(\d+)\]\.name$/.exec(path)?.[1];
  return index !== undefined && partyAt(index)?.entity?.decision === "review" ? Number(index) : null;
}

const viewer = new Viewer(paper.id, paper.pages, (found) => fill(found), (path) => { inputAt(path)?.focus(); inputAt(path)?.select(); });

const fill = filler({ viewer, inputAt, readOnly, task, change, say, places, here, chosen: () => chosen, paper: () => paper });

// -- the paper ---------------------------------------------------------------------------------------------------------

// Only within a task: what was changed before is then kept, and the version is the one on the screen.
const decide = (status, reason) => send("POST", `${here}/decision`, { version: paper.version, status, ...reason });

// Where the server asks for a reason, the person is asked for it; null where none was given.
async function reasoned(act) {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Refused) || error.body.needs !== "reason") throw error;
    const reason = await dialogs.ask(error.message, t("Reason"));
    return reason ? act({ reason }) : null;
  }
}

async function goNext() {
  const found = await send("POST", "/api/queue/next", { after: paper.id, below: urgency });
  await send("POST", `${here}/release`);
  location.href = found.document_id ? `/documents/${found.document_id}` : "/";
}

async function accept() {
  const active = document.activeElement;
  if (active?.dataset?.typed) await commit(active, false);
  await pending;
  const open = inputs().find((input) => input.dataset.typed);
  if (open) return void open.focus(); // what was refused is said in the banner; it is not accepted over
  await task(async () => {
    if (await reasoned((reason) => decide("reviewed", reason))) await goNext();
  });
}

const putAway = (status) => task(async () => { await decide(status); await goNext(); });

function recut(documents) {
  say(t("The pages are understood anew …"));
  return task(async () => {
    try {
      const found = await reasoned((reason) => send("POST", `${here}/cut`, { documents, ...reason }));
      const same = found?.documents.find((one) => one.id === paper.id) ?? found?.documents[0];
      if (same && same.id !== paper.id) return void (location.href = `/documents/${same.id}`);
      say("");
      await reload();
    } catch (error) {
      render(); // the type that was chosen is not the paper's
      throw error;
    }
  });
}

byId("accept").addEventListener("click", accept);
byId("skip").addEventListener("click", () => task(goNext));
byId("undo").addEventListener("click", () => undo());
byId("junk").addEventListener("click", () => putAway("junk"));
byId("duplicate").addEventListener("click", () => putAway("duplicate"));
byId("reopen").addEventListener("click", () => task(async () => { await decide("needs_review"); await reload(); }));
byId("take").addEventListener("click", () => task(async () => { await send("POST", `${here}/claim`, { force: true }); await reload(); say(""); }));
byId("help").addEventListener("click", dialogs.keys);
byId("cut").addEventListener("click", async () => {
  const documents = await dialogs.cuts(paper, data.types);
  if (documents) recut(documents);
});

function undo() {
  return task(async () => { paper = await send("POST", `${here}/undo`); say(t("Taken back."), "good"); render(); });
}

// -- keys --------------------------------------------------------------------------------------------------------------

byId("values").addEventListener("input", (event) => {
  if (event.target.dataset.path) { event.target.dataset.typed = "1"; event.target.removeAttribute("aria-invalid"); }
});
byId("values").addEventListener("focusout", (event) => {
  const input = event.target;
  const { path, typed } = input.dataset;
  if (path && typed && input.isConnected && !readOnly() && sent.get(path) !== input.value) commit(input, false);
});

bindKeys({ viewer, inputs, cells, clean, change, commit, nextLook, companyOf, accept, undo, readOnly,
  skip: () => task(goNext), company: (index) => hooks.onCompany(index), chosen: () => chosen });

// -- begin -------------------------------------------------------------------------------------------------------------

viewer.show(paper.own_pages[0] ?? 1);
render();
if (!paper.mine && paper.may.edit) say(`${paper.held_by} ${t("works on this paper; you can look, not change.")}`);
const first = looks()[0] ?? inputs()[0];
first?.focus();
first?.select?.();
if (!readOnly()) setInterval(() => send("POST", `${here}/claim`, {}).catch(() => {}), 240000);
document.body.dataset.ready = "1";
