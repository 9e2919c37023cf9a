// The picture of a page with the boxes that matter on it. Words are found by place, never drawn: a page has thousands.
import { send } from "./api.js";
import { byId, svg } from "./dom.js";

const CLICK = 4; // pixels that a hand trembles

export class Viewer {
  constructor(documentId, pages, onFill, onSelect) {
    Object.assign(this, { documentId, pages, onFill, onSelect, turn: 0, words: new Map(), boxes: [], chosen: null });
    this.frame = byId("sheet-frame");
    this.sheet = byId("sheet");
    this.picture = byId("picture");
    this.overlay = byId("overlay");
    this.hover = svg("rect", { class: "word" });
    this.rubber = svg("rect", { class: "rubber", visibility: "hidden" });
    this.zoom = "width";
    this.listen();
  }

  get page() { return this.pages.find((page) => page.number === this.number) ?? this.pages[0]; }

  async show(number) {
    if (this.number === number || !this.pages.some((page) => page.number === number)) return;
    this.number = number;
    byId("page-number").textContent = `${number} / ${this.pages.length}`;
    this.layout();
    this.draw();
    if (!this.words.has(number)) {
      const found = await send("GET", `/api/documents/${this.documentId}/pages/${number}/words`);
      this.words.set(number, found.words);
    }
  }

  step(by) {
    const index = this.pages.findIndex((page) => page.number === this.number) + by;
    if (this.pages[index]) this.show(this.pages[index].number);
  }

  fit(kind) { this.zoom = kind; this.layout(); }

  scaleBy(factor) {
    const width = this.sheet.getBoundingClientRect().width;
    this.zoom = (this.turn % 180 ? this.sheet.offsetWidth : width) * factor;
    this.layout();
  }

  rotate() { this.turn = (this.turn + 90) % 360; this.layout(); }

  layout() {
    const { width, height } = this.page;
    if (!width || !height) return;
    const lying = this.turn % 180 !== 0;
    const [across, down] = lying ? [height, width] : [width, height];
    const room = { x: this.frame.clientWidth - 22, y: this.frame.clientHeight - 22 };
    let pixels = this.zoom;
    if (pixels === "width") pixels = (room.x * width) / across;
    if (pixels === "page") pixels = Math.min(room.x / across, room.y / down) * width;
    pixels = Math.max(120, Math.min(6000, pixels));
    const tall = (pixels * height) / width;
    this.sheet.style.width = `${pixels}px`;
    this.sheet.style.height = `${tall}px`;
    this.sheet.style.transform = this.turn ? `rotate(${this.turn}deg)` : "";
    const spare = lying ? (pixels - tall) / 2 : 0;
    this.sheet.style.margin = lying ? `${spare + 10}px ${Math.max(-spare, (room.x - pixels) / 2)}px` : "10px auto";
    this.overlay.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const wanted = Math.ceil(pixels * (window.devicePixelRatio || 1));
    const source = `/api/documents/${this.documentId}/pages/${this.number}/picture?width=${Math.min(2200, wanted)}`;
    if (this.source !== `${this.number}` || wanted > this.sharp) {
      this.source = `${this.number}`;
      this.sharp = wanted;
      this.picture.src = source;
    }
  }

  // boxes: [{path, page, bbox, look}]
  mark(boxes, chosen, scroll = true) {
    this.boxes = boxes;
    this.chosen = chosen;
    const found = boxes.find((box) => box.path === chosen);
    if (found && found.page !== this.number) this.show(found.page);
    this.draw();
    if (found && scroll) this.reveal(found.bbox);
  }

  reveal([x0, top, x1, bottom]) {
    const scale = this.sheet.offsetWidth / this.page.width;
    if (this.turn) return;
    const left = this.sheet.offsetLeft + x0 * scale, up = this.sheet.offsetTop + top * scale;
    const right = this.sheet.offsetLeft + x1 * scale, low = this.sheet.offsetTop + bottom * scale;
    const view = this.frame;
    if (up < view.scrollTop + 30 || low > view.scrollTop + view.clientHeight - 30) {
      view.scrollTop = (up + low) / 2 - view.clientHeight / 2;
    }
    if (left < view.scrollLeft || right > view.scrollLeft + view.clientWidth) view.scrollLeft = left - 40;
  }

  draw() {
    const shapes = this.tops().map((box) => {
      const [x0, top, x1, bottom] = box.bbox;
      const kind = box.path === this.chosen ? "box chosen" : box.look ? "box look" : "box";
      return svg("rect", { class: kind, x: x0 - 1.5, y: top - 1.5, width: x1 - x0 + 3, height: bottom - top + 3, rx: 1.5,
                           "data-box": box.path });
    });
    this.overlay.replaceChildren(...shapes, this.hover, this.rubber);
  }

  // Of values that stand in one place (grade and elements of a description) one box is drawn: many would hide the print.
  tops() {
    const rank = (box) => (box.path === this.chosen ? 2 : box.look ? 1 : 0);
    const tops = new Map();
    for (const box of this.boxes.filter((one) => one.page === this.number)) {
      const known = tops.get(box.bbox.join());
      if (!known || rank(box) > rank(known)) tops.set(box.bbox.join(), box);
    }
    return [...tops.values()];
  }

  at(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.overlay.getScreenCTM().inverse());
    return [point.x, point.y];
  }

  wordAt([x, y]) {
    return (this.words.get(this.number) ?? []).find(
      ({ bbox: [x0, top, x1, bottom] }) => x >= x0 - 1 && x <= x1 + 1 && y >= top - 1 && y <= bottom + 1);
  }

  // The words in an area, line by line: [{text, bbox}].
  linesIn([x0, top, x1, bottom]) {
    const lines = [];
    for (const { text, bbox } of this.words.get(this.number) ?? []) {
      const [x, y] = [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2];
      if (x < x0 || x > x1 || y < top || y > bottom) continue;
      const last = lines.at(-1);
      if (last && y > last.bbox[1] && y < last.bbox[3]) {
        last.text += ` ${text}`;
        last.bbox = [Math.min(last.bbox[0], bbox[0]), Math.min(last.bbox[1], bbox[1]), Math.max(last.bbox[2], bbox[2]), Math.max(last.bbox[3], bbox[3])];
      } else lines.push({ text, bbox });
    }
    return lines;
  }

  listen() {
    const place = (shape, [x0, top, x1, bottom]) => {
      for (const [name, value] of Object.entries({ x: x0, y: top, width: x1 - x0, height: bottom - top })) {
        shape.setAttribute(name, String(value));
      }
    };
    let began = null;
    this.overlay.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault(); // the chosen field keeps the focus
      began = { at: this.at(event), x: event.clientX, y: event.clientY };
      this.overlay.setPointerCapture(event.pointerId);
    });
    this.overlay.addEventListener("pointermove", (event) => {
      const at = this.at(event);
      if (began && Math.hypot(event.clientX - began.x, event.clientY - began.y) > CLICK) {
        const [a, b] = [began.at, at];
        began.area = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
        place(this.rubber, began.area);
        this.rubber.setAttribute("visibility", "visible");
      } else {
        const word = this.wordAt(at);
        place(this.hover, word ? word.bbox : [0, 0, 0, 0]);
      }
    });
    this.overlay.addEventListener("pointerup", (event) => {
      this.rubber.setAttribute("visibility", "hidden");
      if (!began) return;
      const { at, area } = began;
      began = null;
      if (area) return void this.onFill({ page: this.number, bbox: area, area: true });
      const box = this.boxes.find((found) => found.page === this.number && found.path !== this.chosen
        && at[0] >= found.bbox[0] && at[0] <= found.bbox[2] && at[1] >= found.bbox[1] && at[1] <= found.bbox[3]);
      if (box && !event.shiftKey) return void this.onSelect(box.path);
      const word = this.wordAt(at);
      if (word) this.onFill({ page: this.number, bbox: word.bbox, text: word.text, more: event.shiftKey });
    });
    this.frame.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.scaleBy(event.deltaY < 0 ? 1.15 : 1 / 1.15);
    }, { passive: false });
    new ResizeObserver(() => this.layout()).observe(this.frame);
    byId("page-before").addEventListener("click", () => this.step(-1));
    byId("page-after").addEventListener("click", () => this.step(1));
    byId("zoom-in").addEventListener("click", () => this.scaleBy(1.25));
    byId("zoom-out").addEventListener("click", () => this.scaleBy(0.8));
    byId("fit-width").addEventListener("click", () => this.fit("width"));
    byId("fit-page").addEventListener("click", () => this.fit("page"));
    byId("rotate").addEventListener("click", () => this.rotate());
  }
}
