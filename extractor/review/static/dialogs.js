// Questions that need an answer before anything happens.
import { byId, h, spoken, t } from "./dom.js";

const KEYS = [
  ["Tab / Shift Tab", "next or last value that needs a look"], ["Enter", "keep the value: typed, or as it was read"],
  ["↑ ↓", "value above or below"], ["Ctrl Enter", "accept the paper, open the next"], ["Ctrl Z", "take the last change back"],
  ["Ctrl Delete", "take the value out"], ["Esc", "leave the value as it was"], ["PageUp PageDown", "page before, next page"],
  ["Alt C", "which company is this party?"], ["Alt + / Alt -", "zoom"], ["Alt W / Alt F / Alt R", "fit the width, the page; rotate"],
  ["Click, Shift Click", "fill with a word, add a word"], ["Drag", "fill with what stands in a rectangle; several lines fill a column down"], ["Alt S", "skip to the next paper"], ["?", "these keys"],
];

function open(...children) {
  const dialog = byId("dialog");
  dialog.replaceChildren(...children);
  dialog.showModal();
  return dialog;
}

export function keys() {
  const dialog = open(h("h2", {}, t("Keys")), h("dl", {}, ...KEYS.flatMap(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(what))])),
    h("div", { class: "row" }, h("button", { type: "button", class: "main", onclick: () => dialog.close() }, t("Close"))));
}

export function ask(question, label) {
  return new Promise((resolve) => {
    const text = h("textarea", { "aria-label": label, maxlength: 500 });
    const done = (value) => { dialog.close(); resolve(value); };
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.ctrlKey) done(text.value.trim());
      event.stopPropagation();
    });
    const dialog = open(h("h2", {}, question), text, h("div", { class: "row" },
      h("button", { type: "button", onclick: () => done("") }, t("Cancel")),
      h("button", { type: "button", class: "main", onclick: () => done(text.value.trim()) }, t("Accept"))));
    dialog.addEventListener("cancel", () => resolve(""), { once: true });
    text.focus();
  });
}

// Which pages begin a document, and of which type; resolves to what the server is asked for, or null.
export function cuts(paper, types) {
  return new Promise((resolve) => {
    const begins = new Map(paper.siblings.filter((one) => one.status !== "junk").map((one) => [one.pages[0], one]));
    const rows = paper.pages.map((page, index) => {
      const known = begins.get(page.number);
      const check = h("input", { type: "checkbox", checked: index === 0 || Boolean(known), disabled: index === 0, "aria-label": `${t("A paper begins on page")} ${page.number}` });
      const type = h("select", { "aria-label": `${t("Type")} ${page.number}` }, h("option", { value: "" }, t("as it is read")),
        ...types.map((name) => h("option", { value: name, selected: known?.doc_type === name }, spoken(name))));
      return { page: page.number, check, type };
    });
    const done = (value) => { dialog.close(); resolve(value); };
    const collect = () => {
      const found = [];
      for (const { page, check, type } of rows) {
        if (check.checked || !found.length) found.push({ pages: [], doc_type: type.value || null });
        found.at(-1).pages.push(page);
      }
      return found;
    };
    const dialog = open(h("h2", {}, t("Where does a paper begin?")),
      h("div", {}, ...rows.map((row) => h("div", { class: "tags" }, h("label", {}, row.check, ` ${t("page")} ${row.page}`), row.type))),
      h("div", { class: "row" }, h("button", { type: "button", onclick: () => done(null) }, t("Cancel")),
        h("button", { type: "button", class: "main", onclick: () => done(collect()) }, t("Cut so"))));
    dialog.addEventListener("cancel", () => resolve(null), { once: true });
  });
}
