// The keys of the paper page. `desk` is what paper.js lets them do.
import * as dialogs from "./dialogs.js";
import { byId } from "./dom.js";

function shortcuts(desk) {
  const { viewer } = desk;
  const party = () => Number(/^parties\[(\d+)/.exec(desk.chosen() ?? "")?.[1] ?? 0);
  return { c: () => desk.company(party()), s: desk.skip, "+": () => viewer.scaleBy(1.25), "=": () => viewer.scaleBy(1.25),
    "-": () => viewer.scaleBy(0.8), w: () => viewer.fit("width"), f: () => viewer.fit("page"), r: () => viewer.rotate() };
}

function move(desk, event, input) {
  const all = desk.inputs();
  const step = event.key === "ArrowDown" ? 1 : -1;
  const across = input.closest("tr")?.querySelectorAll("input").length ?? 1; // in a grid: the cell above or below
  const target = all[all.indexOf(input) + step * across] ?? all[all.indexOf(input) + step];
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.select?.();
}

function enter(desk, event, input) {
  event.preventDefault();
  const company = input.dataset.typed ? null : desk.companyOf(input.dataset.path);
  if (company !== null) return void desk.company(company);
  desk.commit(input, true);
  desk.nextLook(input.dataset.path);
}

function inValue(desk, event, input) {
  const { path } = input.dataset;
  if (event.key === "Tab") {
    if (desk.nextLook(path, event.shiftKey) || !event.shiftKey) event.preventDefault();
  } else if (event.key === "Enter" && !event.ctrlKey) {
    enter(desk, event, input);
  } else if (event.key === "Delete" && event.ctrlKey) {
    event.preventDefault();
    desk.change([{ path, remove: true }]);
  } else if (event.key === "Escape") {
    input.value = desk.cells().get(path)?.text ?? "";
    desk.clean(path);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    move(desk, event, input);
  }
}

export function bindKeys(desk) {
  const alt = shortcuts(desk);
  document.addEventListener("keydown", (event) => {
    if (byId("dialog").open) return;
    const input = event.target;
    const value = Boolean(input.dataset?.path);
    const done = (action) => { event.preventDefault(); action?.(); };
    if (event.key === "Enter" && event.ctrlKey) done(desk.readOnly() ? null : desk.accept);
    else if (event.key === "z" && event.ctrlKey && !input.dataset?.typed) done(desk.readOnly() ? null : desk.undo);
    else if (event.key === "PageDown" || event.key === "PageUp") done(() => desk.viewer.step(event.key === "PageDown" ? 1 : -1));
    else if (event.altKey && alt[event.key]) done(alt[event.key]);
    else if (event.key === "?" && !input.dataset?.typed && (value || !["INPUT", "TEXTAREA", "SELECT"].includes(input.tagName))) {
      done(dialogs.keys);
    } else if (value && !desk.readOnly()) inValue(desk, event, input);
  });
}
