// Filling the chosen value from the page: by a click on a word, by more words, by a rectangle.
import { send } from "./api.js";
import { t } from "./dom.js";

// `desk` is what paper.js lets this do.
export function filler(desk) {
  const { viewer, inputAt, readOnly, task, change, say, places, here } = desk;

  function fillFrom(found) {
    const chosen = desk.chosen();
    const input = chosen && inputAt(chosen);
    if (!input || readOnly()) return;
    if (found.area && fillDown(found, chosen)) return;
    if (found.area) return void task(async () => {
      const read = await send("POST", `${here}/pages/${found.page}/text`, { bbox: found.bbox });
      put(input.dataset.path, read.text, { page: read.page, bbox: read.bbox, raw: read.text });
    });
    const before = places.get(chosen);
    if (found.more && before && before.page === found.page) {
      const [a, b] = [before.bbox, found.bbox];
      const bbox = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
      return put(chosen, `${input.value} ${found.text}`, { page: found.page, bbox, raw: `${before.raw} ${found.text}` });
    }
    put(chosen, found.text, { page: found.page, bbox: found.bbox, raw: found.text });
  }

  // A rectangle over several lines of print, drawn for a cell of figures, fills the cells from there down, each with its place.
  function fillDown(found, chosen) {
    const paper = desk.paper();
    const cell = /^lines\[(\d+)\]\.(\w+)$/.exec(chosen);
    const kind = cell && paper.columns.find((column) => column.name === cell[2])?.kind;
    const lines = cell && kind !== "long" ? viewer.linesIn(found.bbox) : [];
    if (lines.length < 2) return false;
    const rows = lines.slice(0, paper.lines.length - Number(cell[1]));
    change(rows.map(({ text, bbox }, index) =>
      ({ path: `lines[${Number(cell[1]) + index}].${cell[2]}`, value: text, raw: text, page: found.page, bbox })))
      .then(() => { if (rows.length < lines.length) say(`${lines.length - rows.length} ${t("more lines were marked than there are rows")}`); });
    return true;
  }

  function put(path, text, place) {
    const input = inputAt(path);
    input.value = text;
    input.dataset.typed = "1";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    places.set(path, place);
    input.focus();
  }

  return fillFrom;
}
