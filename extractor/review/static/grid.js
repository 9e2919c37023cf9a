// Lines of goods as a grid. A row remembers the line it came from, so that untouched cells keep their place on the page.
import { sum } from "./decimals.js";
import { h, t } from "./dom.js";

const ADDED = new Set(["quantity", "net_weight_kg", "gross_weight_kg", "package_count", "amount"]);
const WIDE = new Set(["description"]);

export class Grid {
  constructor(paper, hooks) {
    Object.assign(this, { paper, hooks });
    this.columns = paper.columns;
    this.rows = paper.lines.map((line, index) => ({ from: index, cells: Object.fromEntries(
      Object.entries(line).map(([name, cell]) => [name, cell.text])) }));
    this.loose = false; // rows here that the server does not know yet
    this.at = { row: 0, column: this.columns[0]?.name };
  }

  element() {
    this.body = h("tbody");
    this.foot = h("tfoot");
    const heads = this.columns.map((column) => h("th", {}, this.heading(column)));
    const table = h("table", { class: "grid", "aria-label": t("Lines of goods") },
      h("thead", {}, h("tr", {}, h("th", { class: "pick" }, "#"), ...heads)), this.body, this.foot);
    this.fill();
    const tool = (label, action) => h("button", { type: "button", onmousedown: (e) => e.preventDefault(),
      onclick: () => action.call(this) }, t(label));
    const tools = this.hooks.readOnly ? null : h("div", { class: "gridtools" },
      tool("Insert row", this.insert), tool("Delete row", this.remove), tool("Join with next", this.join),
      tool("Split row", this.split), tool("Fill down", this.fillDown), h("small", {}, t("Paste from a spreadsheet into any cell")));
    return h("div", {}, tools, h("div", { class: "gridbox" }, table));
  }

  heading(column) {
    if (this.hooks.readOnly || !this.hooks.allColumns.length) return t(column.label);
    const options = this.hooks.allColumns.map((item) => h("option", { value: item.name, selected: item.name === column.name }, t(item.label)));
    return h("select", { "aria-label": t("Heading of the column"), onchange: (event) => this.rename(column.name, event.target.value) }, ...options);
  }

  fill() {
    this.body.replaceChildren(...this.rows.map((row, index) => h("tr", {}, h("td", { class: "pick" }, String(index + 1)),
      ...this.columns.map((column) => this.cell(row, index, column)))));
    this.sums();
  }

  cell(row, index, column) {
    const known = row.from === null ? null : this.paper.lines[row.from]?.[column.name];
    const path = `lines[${index}].${column.name}`;
    const input = h("input", { value: row.cells[column.name] ?? "", "data-path": path, readonly: this.hooks.readOnly,
      "aria-label": `${t(column.label)} ${index + 1}`, title: known?.raw && known.raw !== known.text ? known.raw : null });
    input.addEventListener("focus", () => { this.at = { row: index, column: column.name }; this.hooks.onFocus(path, input); });
    input.addEventListener("input", () => { row.cells[column.name] = input.value; this.sums(); });
    input.addEventListener("paste", (event) => this.paste(event, index, column.name));
    const kinds = [known?.look ? "look" : "", WIDE.has(column.name) ? "wide" : ""].filter(Boolean).join(" ");
    return h("td", { class: kinds || null }, input);
  }

  sums() {
    const cells = this.columns.map((column) => {
      const total = ADDED.has(column.name) ? sum(this.rows.map((row) => row.cells[column.name] ?? "")) : "";
      return h("td", { "data-sum": column.name }, total && `Σ ${total}`);
    });
    this.foot.replaceChildren(h("tr", {}, h("td"), ...cells));
  }

  // What the server is told: rows with the line each came from.
  sent() {
    return this.rows.map((row) => ({ from: row.from, cells: row.cells }))
      .filter((row) => Object.values(row.cells).some((text) => text.trim()));
  }

  commit() { return this.hooks.onRows(this.sent()); }

  insert() {
    this.rows.splice(this.at.row + 1, 0, { from: null, cells: {} });
    this.loose = true;
    this.fill();
    this.focus(this.at.row + 1, this.columns[0].name);
  }

  remove() { this.rows.splice(this.at.row, 1); this.fill(); this.commit(); }

  join() {
    const [row, next] = [this.rows[this.at.row], this.rows[this.at.row + 1]];
    if (!next) return;
    for (const column of this.columns) {
      const [a, b] = [row.cells[column.name] ?? "", next.cells[column.name] ?? ""];
      if (!b) continue;
      if (ADDED.has(column.name)) row.cells[column.name] = sum([a, b]) || a;
      else if (["text", "long"].includes(column.kind) && a && a !== b) row.cells[column.name] = `${a} ${b}`;
      else row.cells[column.name] = a || b;
    }
    this.rows.splice(this.at.row + 1, 1);
    this.fill();
    this.commit();
  }

  split() {
    const row = this.rows[this.at.row];
    if (!row) return;
    const copy = Object.fromEntries(Object.entries(row.cells).filter(([name]) => !ADDED.has(name)));
    this.rows.splice(this.at.row + 1, 0, { from: row.from, cells: copy });
    this.fill();
    this.commit();
  }

  fillDown() {
    const value = this.rows[this.at.row]?.cells[this.at.column];
    if (!value) return;
    for (const row of this.rows.slice(this.at.row + 1)) row.cells[this.at.column] = value;
    this.fill();
    this.commit();
  }

  paste(event, index, name) {
    const text = event.clipboardData.getData("text");
    if (!/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const first = this.columns.findIndex((column) => column.name === name);
    text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").forEach((line, down) => {
      while (this.rows.length <= index + down) this.rows.push({ from: null, cells: {} });
      line.split("\t").forEach((value, across) => {
        const column = this.columns[first + across];
        if (column) this.rows[index + down].cells[column.name] = value.trim();
      });
    });
    this.fill();
    this.commit();
  }

  rename(from, to) {
    if (from === to) return;
    for (const row of this.rows) {
      const [a, b] = [row.cells[from], row.cells[to]];
      delete row.cells[from];
      delete row.cells[to];
      if (a) row.cells[to] = a;
      if (b) row.cells[from] = b;
    }
    this.commit();
  }

  focus(index, name) {
    this.body.querySelector(`[data-path="lines[${index}].${CSS.escape(name)}"]`)?.focus();
  }
}

